//! What pages show, derived from the state. Read-only.

pub mod cases;
pub mod desk;
pub mod glance;
pub mod places;
pub mod recorder;
pub mod words;

use super::state::{OpenCall, Page, State, StoreState};
use crate::domain::call::Call;
use crate::domain::checklist::Question;
use crate::domain::consent::{OnTheLine, PersonConsent};
use crate::domain::fact::Fact;
use crate::domain::ids::{PersonId, QuestionId};
use crate::domain::people::Person;
use crate::domain::recording::RecordingState;
use crate::domain::script::Filling;
use crate::domain::stage::Stage;
use jiff::Timestamp;

/// A question of the interview: from the checklist, or added on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedQuestion {
    /// Its name within the call.
    pub id: QuestionId,
    /// The question, blanks filled.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// What to follow with.
    pub probes: Vec<String>,
    /// Answers for the attorney the same day.
    pub red_flags: Vec<String>,
    /// Added on the spot.
    pub own: bool,
    /// How many answers it has.
    pub answers: usize,
    /// The reason it was left out.
    pub skipped: Option<String>,
}

/// The open call, when it still runs.
fn running(state: &State) -> Option<&OpenCall> {
    state.call.as_ref().filter(|open| open.is_running())
}

/// Whether the microphone should be open for its level, of which nothing is kept: on the Prepare page until somebody has
/// answered, and once recording is allowed. After a no it is not opened at all.
#[must_use]
pub fn listens(state: &State) -> bool {
    state.page == Page::Call
        && running(state).is_some_and(|open| {
            let call = &open.call;
            let idle = call.recording.state() == RecordingState::Idle;
            let checks = call.stage == Stage::Prepare && !anyone_answered(call);
            idle && (checks || call.consent().gaps().is_empty())
        })
}

/// Whether everyone on the line was there when the words of consent were read last.
#[must_use]
pub fn all_heard_the_words(call: &Call) -> bool {
    call.consent().present().all(|someone| has_heard_the_words(call, &someone.person.id))
}

/// Whether this person was on the line when the words of consent were read last.
#[must_use]
pub fn has_heard_the_words(call: &Call, person: &PersonId) -> bool {
    let last = |wanted: &dyn Fn(&Fact) -> bool| call.entries().iter().rposition(|entry| wanted(&entry.fact));
    let joined = last(&|fact| matches!(fact, Fact::PersonJoined { person: who } if who.id == *person));
    let read = last(&|fact| matches!(fact, Fact::ConsentExplained { .. }));
    read > joined
}

fn anyone_answered(call: &Call) -> bool {
    call.consent().people().iter().any(|someone| someone.consent != PersonConsent::NotAsked)
}

/// Whether the sensors should be read: while the Prepare page is there to show them.
#[must_use]
pub fn senses(state: &State) -> bool {
    state.page == Page::Call
        && state.store == StoreState::Open
        && running(state).is_some_and(|open| open.call.stage == Stage::Prepare)
}

/// Fills the blanks in words to say in a call.
#[must_use]
pub fn filled(call: &Call, words: &str) -> String {
    Filling { client: &call.client.card, operator: &call.operator }.fill(words)
}

/// Fills the blanks in words that are said to one person.
#[must_use]
pub fn filled_for(call: &Call, words: &str, person: &Person) -> String {
    Filling { client: &call.client.card, operator: &call.operator }.fill_for(words, person)
}

/// Every question of the open call, the checklist's first.
#[must_use]
pub fn questions(state: &State) -> Vec<ListedQuestion> {
    let Some(open) = &state.call else {
        return Vec::new();
    };
    let call = &open.call;
    let shipped = call.checklist.stages.interview.questions.iter().map(|question| listed(call, question));
    let own = call.notebook.own_questions.iter().map(|question| ListedQuestion {
        id: question.id.clone(),
        ask: question.ask.clone(),
        why: None,
        probes: Vec::new(),
        red_flags: Vec::new(),
        own: true,
        answers: call.notebook.answers_to(&question.id).count(),
        skipped: skipped(call, &question.id),
    });
    shipped.chain(own).collect()
}

fn listed(call: &Call, question: &Question) -> ListedQuestion {
    ListedQuestion {
        id: question.id.clone(),
        ask: filled(call, &question.ask),
        why: question.why.as_ref().map(|why| filled(call, why)),
        probes: question.probes.iter().map(|probe| filled(call, probe)).collect(),
        red_flags: question.red_flags.clone(),
        own: false,
        answers: call.notebook.answers_to(&question.id).count(),
        skipped: skipped(call, &question.id),
    }
}

fn skipped(call: &Call, id: &QuestionId) -> Option<String> {
    call.notebook
        .skipped_questions
        .iter()
        .find(|(skipped, _)| skipped == id)
        .map(|(_, reason)| reason.clone())
}

/// The question on screen; `None` outside the interview.
#[must_use]
pub fn question_on_screen(state: &State) -> Option<ListedQuestion> {
    let open = running(state)?;
    if open.call.stage != Stage::Interview {
        return None;
    }
    questions(state).into_iter().nth(open.question)
}

/// Where a stage stands, for the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageState {
    /// On screen.
    Current,
    /// Everything in it is said, ticked, or left out with a reason.
    Done,
    /// Left out, with the reason.
    Skipped(String),
    /// So many lines or items are left.
    Left(usize),
    /// It cannot be entered: so many role lines are left.
    Locked(usize),
    /// Not entered yet.
    Ahead,
    /// Entered at this time, with nothing to tick in it.
    Entered(Timestamp),
}

/// What is left in a stage: items and lines, people not asked, questions neither answered nor skipped.
fn left_in(call: &Call, stage: Stage) -> usize {
    match stage {
        Stage::Consent => {
            let not_asked = |someone: &&OnTheLine| someone.consent == PersonConsent::NotAsked;
            call.consent().present().filter(not_asked).count()
        }
        Stage::Interview => {
            let shipped = call.checklist.stages.interview.questions.iter().map(|question| &question.id);
            let own = call.notebook.own_questions.iter().map(|question| &question.id);
            let is_open = |id: &&QuestionId| {
                call.notebook.answers_to(id).next().is_none() && skipped(call, id).is_none()
            };
            shipped.chain(own).filter(is_open).count()
        }
        Stage::Prepare | Stage::Roles | Stage::Close => call.items_left(stage),
    }
}

/// Where a stage stands.
#[must_use]
pub fn stage_state(call: &Call, stage: Stage) -> StageState {
    if call.stage == stage && call.finished.is_none() {
        return StageState::Current;
    }
    if let Some((_, reason)) = call.skipped_stages.iter().find(|(skipped, _)| *skipped == stage) {
        return StageState::Skipped(reason.clone());
    }
    let lines_left = call.role_lines_left();
    let entered = call.stages.iter().rev().find(|(entered, _)| *entered == stage).map(|(_, at)| *at);
    match (stage, entered) {
        (Stage::Interview, None) if lines_left > 0 => StageState::Locked(lines_left),
        (_, None) => StageState::Ahead,
        (_, Some(at)) => match left_in(call, stage) {
            0 if stage == Stage::Consent || stage == Stage::Interview => StageState::Entered(at),
            0 => StageState::Done,
            left => StageState::Left(left),
        },
    }
}
