//! Who is on the line, and what they say to being recorded.

use super::consent_cases::{self, CaseStep};
use super::custody::not_gone;
use super::{reason, running, written};
use crate::domain::call::Call;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::{
    ConsentFact, ConsentRecord, HowGiven, HowMet, Manner, OnTheLine, PlaceKnown, Ruling, RulingDuty,
    ScriptText,
};
use crate::domain::entry::Now;
use crate::domain::fact::{ConsentAnswer, Fact};
use crate::domain::ids::PersonId;
use crate::domain::people::Person;
use crate::domain::recording::RecordingState;
use crate::domain::refusal::Refusal;
use crate::domain::script::Filling;

/// A step of consent.
#[derive(Clone, Debug, PartialEq)]
pub enum ConsentStep {
    /// Someone is on the line.
    Join(Person),
    /// Someone left the line.
    Leave(PersonId),
    /// Note where someone is right now.
    GivePlace {
        /// Who.
        person: PersonId,
        /// Code of the place; `unknown` where nobody knows.
        place: String,
        /// Its name as people know it; may be empty.
        name: String,
        /// How it is known.
        known: PlaceKnown,
    },
    /// Write down the rule that was found for everyone's places.
    ApplyRuling(Box<Ruling>),
    /// What a rule adds was said, or ticked.
    SettleDuty {
        /// Its name for programs.
        duty: String,
        /// Its words as they are on screen.
        words: String,
    },
    /// Say that something a rule adds was ticked by mistake.
    TakeDutyBack {
        /// Its name for programs.
        duty: String,
        /// Its words as they are on screen.
        words: String,
    },
    /// Benefits, risks and the question were read, in the words in force.
    Explain,
    /// Someone answered.
    Answer {
        /// Who.
        person: PersonId,
        /// What.
        answer: ConsentAnswer,
        /// How, and in which language; a blank language is that of the words in force.
        manner: Manner,
    },
    /// Say that the tick for someone's yes was a mistake, or holds no longer: they did not say no, and are asked again.
    TakeAnswerBack {
        /// Whose.
        person: PersonId,
    },
    /// Someone said yes again, on the recording.
    Reconfirm {
        /// Who.
        person: PersonId,
        /// What they were asked, as it was read; may be empty.
        asked: String,
    },
    /// Someone took their yes back, or objected in any way.
    Withdraw {
        /// Who, where it was said.
        person: Option<PersonId>,
    },
    /// Other words are in force.
    ChangeScript {
        /// By name.
        script: ScriptStamp,
        /// The words themselves, with their blanks.
        text: ScriptText,
    },
    /// A special case.
    Case(CaseStep),
    /// It turned out that takes were made without a valid consent. May follow a finished call.
    NoValidConsent {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// What turned out.
        why: String,
    },
}

impl ConsentStep {
    /// An answer that was spoken in the language of the words in force.
    #[must_use]
    pub fn spoken(person: PersonId, answer: ConsentAnswer) -> Self {
        let manner = Manner { given: HowGiven::Spoken, language: String::new() };
        Self::Answer { person, answer, manner }
    }
}

pub(super) fn decide(call: &Call, step: ConsentStep, now: &Now) -> Result<Fact, Refusal> {
    match step {
        ConsentStep::NoValidConsent { takes, why } => {
            not_gone(call, &takes)?;
            Ok(Fact::Consent(ConsentFact::NoValidConsent { takes, why: reason(&why)? }))
        }
        other => running(call).and_then(|()| while_running(call, other, now)),
    }
}

fn while_running(call: &Call, step: ConsentStep, now: &Now) -> Result<Fact, Refusal> {
    let record = call.consent();
    match step {
        ConsentStep::Join(person) if person.name.trim().is_empty() => Err(Refusal::NameMissing),
        ConsentStep::Join(person) => Ok(Fact::PersonJoined { person }),
        ConsentStep::Leave(person) => present(call, &person).map(|_| Fact::PersonLeft { person }),
        ConsentStep::GivePlace { person, place, name, known } => {
            present(call, &person)?;
            let (place, name) = (place.trim().to_owned(), name.trim().to_owned());
            if place.is_empty() {
                return Err(Refusal::PlaceMissing);
            }
            Ok(Fact::Consent(ConsentFact::PlaceGiven { person, place, name, known }))
        }
        ConsentStep::ApplyRuling(ruling) => ruled(*ruling),
        ConsentStep::SettleDuty { duty, words } => settled(call, duty, &words, now),
        ConsentStep::TakeDutyBack { duty, words } => {
            let is_ticked = record.duties().any(|(one, at)| one.id == duty && at.is_some());
            if !is_ticked {
                return Err(Refusal::NotTicked);
            }
            Ok(Fact::Consent(ConsentFact::DutyTakenBack { duty, words: written(&words)? }))
        }
        ConsentStep::Explain if !record.text().has_words() => Err(Refusal::NoWords),
        ConsentStep::Explain => {
            Ok(Fact::ConsentExplained { script: record.script().clone(), words: read_aloud(call) })
        }
        ConsentStep::Answer { person, answer, manner } => answered(call, person, answer, manner),
        ConsentStep::Reconfirm { person, asked } => reconfirmed(call, person, &asked, now),
        ConsentStep::TakeAnswerBack { person } => {
            if !present(call, &person)?.said_yes() {
                return Err(Refusal::NotTicked);
            }
            Ok(Fact::Consent(ConsentFact::AnswerTakenBack { person }))
        }
        ConsentStep::Withdraw { person } if has_heard_a_yes(call) => Ok(Fact::ConsentWithdrawn { person }),
        ConsentStep::Withdraw { .. } => Err(Refusal::NothingToWithdraw),
        ConsentStep::ChangeScript { text, .. } if !text.has_words() => Err(Refusal::NoWords),
        ConsentStep::ChangeScript { script, text } => Ok(Fact::ConsentScriptChanged { script, text }),
        ConsentStep::Case(step) => consent_cases::decide(call, step).map(Fact::Consent),
        ConsentStep::NoValidConsent { .. } => Err(Refusal::CallNotFinished),
    }
}

/// Whether anybody ever said yes in this call. What was recorded with it can be objected to, whatever became of it since.
fn has_heard_a_yes(call: &Call) -> bool {
    let is_yes = |fact: &Fact| matches!(fact, Fact::ConsentAnswered { answer: ConsentAnswer::Yes, .. });
    call.entries().iter().any(|entry| is_yes(&entry.fact))
}

fn ruled(ruling: Ruling) -> Result<Fact, Refusal> {
    let needed = [&ruling.rule, &ruling.set_by, &ruling.checked, &ruling.version];
    if needed.iter().any(|words| words.trim().is_empty()) {
        return Err(Refusal::RulingIncomplete);
    }
    Ok(Fact::Consent(ConsentFact::RulingApplied { ruling }))
}

/// The words in force as they were read: with the names of this call in them.
fn read_aloud(call: &Call) -> ScriptText {
    let filling = Filling { client: &call.client.card, operator: &call.operator };
    let text = call.consent().text();
    let lines = text.lines.iter().map(|line| filling.fill(line)).collect();
    ScriptText { language: text.language.clone(), lines }
}

fn answered(
    call: &Call,
    person: PersonId,
    answer: ConsentAnswer,
    mut manner: Manner,
) -> Result<Fact, Refusal> {
    let record = call.consent();
    present(call, &person)?;
    if answer == ConsentAnswer::Yes {
        heard(record, &person)?;
    }
    if manner.language.trim().is_empty() {
        manner.language.clone_from(&record.text().language);
    }
    Ok(Fact::ConsentAnswered { person, answer, script: record.script().clone(), manner })
}

fn heard(record: &ConsentRecord, person: &PersonId) -> Result<(), Refusal> {
    if !record.is_explained() {
        return Err(Refusal::NotExplained);
    }
    if record.has_heard(person) { Ok(()) } else { Err(Refusal::NotHeard) }
}

fn settled(call: &Call, duty: String, words: &str, now: &Now) -> Result<Fact, Refusal> {
    let is_said = |(one, _): (&RulingDuty, _)| one.id == duty && one.how == HowMet::SaidOnRecording;
    if call.consent().duties().any(is_said) {
        can_be_heard(call, now)?;
    }
    Ok(Fact::Consent(ConsentFact::DutySettled { duty, words: written(words)? }))
}

/// Something is heard only where sound is being kept.
fn can_be_heard(call: &Call, now: &Now) -> Result<(), Refusal> {
    let runs = call.recording.state() == RecordingState::Running && now.position.is_some();
    if runs { Ok(()) } else { Err(Refusal::NotRecording) }
}

fn reconfirmed(call: &Call, person: PersonId, asked: &str, now: &Now) -> Result<Fact, Refusal> {
    let record = call.consent();
    if !present(call, &person)?.said_yes_to(record.script()) {
        return Err(Refusal::NoYesBefore);
    }
    can_be_heard(call, now)?;
    let (script, asked) = (record.script().clone(), asked.trim().to_owned());
    Ok(Fact::Consent(ConsentFact::YesReconfirmed { person, script, asked }))
}

pub(super) fn present<'a>(call: &'a Call, id: &PersonId) -> Result<&'a OnTheLine, Refusal> {
    call.consent().person(id).filter(|someone| someone.present).ok_or(Refusal::UnknownPerson)
}
