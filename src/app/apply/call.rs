//! What adds to the open call.

use super::cases::name_unlisted;
use super::desk::{client_of, matter_named};
use super::typed::{file_note, file_question};
use super::{Added, add, add_one, custody};
use crate::app::Moment;
use crate::app::action::CallAction;
use crate::app::drafts::{Drafts, NextContactDraft, OpeningDraft, ReasonDraft, Skips};
use crate::app::effect::{Effect, RecorderOrder};
use crate::app::state::State;
use crate::app::view;
use crate::domain::call::Call;
use crate::domain::consent::{ConsentAnswer, ConsentGap, PersonConsent};
use crate::domain::custody::{CustodyFact, Decided};
use crate::domain::decide::{ConsentStep, CourseStep, ItemStep, NoteStep, QuestionStep, Step};
use crate::domain::fact::Fact;
use crate::domain::ids::{PersonId, Seq};
use crate::domain::people::Person;
use crate::domain::recording::{RecordingState, StopReason};
use crate::domain::refusal::Refusal;

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: CallAction,
    moment: &Moment,
) -> Vec<Effect> {
    match action {
        CallAction::Step(step) => step_by(state, drafts, step, moment),
        CallAction::AddNote => add_note(state, drafts, moment),
        CallAction::AddAnswer => add_answer(state, drafts, moment),
        CallAction::AddQuestion => add_question(state, drafts, moment),
        CallAction::NextQuestion => turn(state, |number| number + 1),
        CallAction::PreviousQuestion => turn(state, |number| number.saturating_sub(1)),
        CallAction::ShowQuestion(number) => turn(state, |_| number),
        CallAction::AddPerson => add_person(state, drafts, moment),
        CallAction::GiveReason => give_reason(state, drafts, moment),
        CallAction::Attach => attach(state, drafts, moment),
        CallAction::SaveCard => save_card(state, drafts, moment),
    }
}

fn step_by(state: &mut State, drafts: &mut Drafts, step: Step, moment: &Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.call.as_ref().is_some_and(|open| changes_nothing(&open.call, &step)) {
        return effects;
    }
    let used = Used::by(&step);
    let objects = takes_a_yes_back(&step);
    if add(state, step, &moment.now, &mut effects) == Added::No {
        return effects;
    }
    used.clear(drafts);
    if objects {
        custody::follow_rule(state, &moment.now, &mut effects);
    }
    effects.extend(end_without_consent(state));
    effects
}

/// Whether it may end a yes with which something was recorded.
fn takes_a_yes_back(step: &Step) -> bool {
    let Step::Consent(step) = step else {
        return false;
    };
    match step {
        ConsentStep::Withdraw { .. } | ConsentStep::TakeAnswerBack { .. } => true,
        ConsentStep::Answer { answer, .. } => *answer != ConsentAnswer::Yes,
        _ => false,
    }
}

/// Steps a second press or a held key would repeat, and that would say nothing new.
fn changes_nothing(call: &Call, step: &Step) -> bool {
    match step {
        Step::Course(CourseStep::Go(stage)) => call.stage == *stage,
        Step::Consent(ConsentStep::Explain) => {
            let record = call.consent();
            let in_force = record.explained().is_some_and(|(script, _)| script == record.script());
            in_force && view::all_heard_the_words(call)
        }
        Step::Consent(ConsentStep::Withdraw { person }) => is_withdrawn(call, person.as_ref()),
        Step::Consent(ConsentStep::Answer { person, answer, manner }) => {
            let record = call.consent();
            record.person(person).is_some_and(|someone| {
                matches!(&someone.consent, PersonConsent::Answered { answer: said, script, manner: how, .. }
                    if said == answer && script == record.script() && how.given == manner.given)
            })
        }
        _ => false,
    }
}

/// Whether consent was withdrawn by the same person, and since then nobody said yes and no take was opened by anybody's
/// decision.
fn is_withdrawn(call: &Call, by: Option<&PersonId>) -> bool {
    let newest = call.entries().iter().rev().find_map(|entry| match &entry.fact {
        Fact::ConsentWithdrawn { person } => Some(person.as_ref() == by),
        Fact::ConsentAnswered { answer: ConsentAnswer::Yes, .. }
        | Fact::Custody(
            CustodyFact::AudioReleased { .. } | CustodyFact::AudioKept { decided: Decided::ByPerson, .. },
        ) => Some(false),
        _ => None,
    });
    newest.unwrap_or(false)
}

/// What a step used of what is typed.
enum Used {
    Nothing,
    Settlement(Seq),
    Correction,
    Minutes,
    NextContact,
}

impl Used {
    fn by(step: &Step) -> Self {
        match step {
            Step::Note(NoteStep::Settle { note, .. } | NoteStep::Date { note, .. }) => {
                Self::Settlement(*note)
            }
            Step::Note(NoteStep::Correct { .. }) => Self::Correction,
            Step::Course(CourseStep::AgreeTime { .. }) => Self::Minutes,
            Step::Course(CourseStep::AgreeNextContact { .. }) => Self::NextContact,
            _ => Self::Nothing,
        }
    }

    fn clear(self, drafts: &mut Drafts) {
        match self {
            Self::Nothing => {}
            Self::Settlement(note) => {
                drafts.settlements.remove(&note);
                drafts.dues.remove(&note);
            }
            Self::Correction => drafts.correction = None,
            Self::Minutes => drafts.minutes.clear(),
            Self::NextContact => drafts.next_contact = NextContactDraft::default(),
        }
    }
}

/// Ends a running take when the step before took the consent away. The gate is closed already; this ends the file.
pub(super) fn end_without_consent(state: &State) -> Vec<Effect> {
    let Some(open) = &state.call else {
        return Vec::new();
    };
    let runs = open.call.recording.state() != RecordingState::Idle;
    let gone = open.call.consent().gaps().iter().any(|gap| *gap != ConsentGap::NotSavedYet);
    if runs && gone {
        vec![Effect::Recorder(RecorderOrder::Stop { why: StopReason::ConsentEnded })]
    } else {
        Vec::new()
    }
}

fn add_note(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    file_note(state, drafts, &moment.now, &mut effects);
    effects
}

fn add_answer(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let Some(question) = view::question_on_screen(state) else {
        return Vec::new();
    };
    let text = drafts.answers.get(&question.id).cloned().unwrap_or_default();
    let mut effects = Vec::new();
    let step = Step::Question(QuestionStep::Answer { question: question.id.clone(), text });
    if add(state, step, &moment.now, &mut effects) == Added::Yes {
        drafts.answers.remove(&question.id);
        turn(state, |number| number + 1);
    }
    effects
}

fn turn(state: &mut State, to: impl FnOnce(usize) -> usize) -> Vec<Effect> {
    let most = view::questions(state).len().saturating_sub(1);
    if let Some(open) = &mut state.call {
        open.question = to(open.question).min(most);
    }
    Vec::new()
}

fn add_question(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let mut effects = Vec::new();
    if file_question(state, drafts, &moment.now, &mut effects) == Added::Yes {
        // The question just added stands last.
        turn(state, |_| usize::MAX);
    }
    effects
}

fn add_person(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let Some(open) = &state.call else {
        return Vec::new();
    };
    let number = open.call.consent().people().len() + 1;
    let person = Person {
        id: PersonId::new(format!("p{number}")),
        name: drafts.person.trim().to_owned(),
        role: drafts.person_role,
    };
    let mut effects = Vec::new();
    if add(state, Step::Consent(ConsentStep::Join(person.clone())), &moment.now, &mut effects) == Added::Yes {
        drafts.person.clear();
        effects.extend(name_unlisted(state, &person, &moment.now));
        effects.extend(end_without_consent(state));
    }
    effects
}

fn give_reason(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let Some(ReasonDraft { skips, text }) = drafts.reason.clone() else {
        return Vec::new();
    };
    let step = match skips.clone() {
        Skips::Item(item) => Step::Item(ItemStep::Skip { item, reason: text }),
        Skips::Stage(stage) => Step::Course(CourseStep::Skip { stage, reason: text }),
        Skips::Question(question) => Step::Question(QuestionStep::Skip { question, reason: text }),
        Skips::Note(note) => Step::Note(NoteStep::Strike { note, reason: text }),
    };
    let mut effects = Vec::new();
    if add(state, step, &moment.now, &mut effects) == Added::No {
        return effects;
    }
    drafts.reason = None;
    match skips {
        Skips::Question(_) => {
            turn(state, |number| number + 1);
        }
        Skips::Stage(stage) => {
            if let Some(next) = stage.next() {
                effects.extend(add_one(state, Step::Course(CourseStep::Go(next)), &moment.now));
            }
        }
        Skips::Item(_) | Skips::Note(_) => {}
    }
    effects
}

fn attach(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let Some(open) = &state.call else {
        return Vec::new();
    };
    let (id, finished) = (open.call.id().clone(), !open.is_running());
    // With no other name typed, the caller is a client from now on.
    let client = if drafts.opening.client.trim().is_empty() {
        open.call.client.clone()
    } else {
        match client_of(state, &drafts.opening, moment) {
            Some(client) => client,
            None => return Vec::new(),
        }
    };
    let Some(matter) = matter_named(state, &client, &drafts.opening.matter, moment) else {
        state.refused = Some(Refusal::NameMissing);
        return Vec::new();
    };
    let mut effects = Vec::new();
    let step = Step::Course(CourseStep::Attach { client: Box::new(client), matter });
    if add(state, step, &moment.now, &mut effects) == Added::Yes {
        drafts.opening = OpeningDraft::default();
        if finished {
            effects.push(Effect::FileNotes(id));
        }
    }
    effects
}

fn save_card(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let Some(card) = drafts.card.clone() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if add(state, Step::Course(CourseStep::UpdateCard(Box::new(card))), &moment.now, &mut effects)
        == Added::Yes
    {
        drafts.card = None;
    }
    effects
}
