//! Where one person on the line stands.

use super::fact::PlaceKnown;
use super::said::{ConsentAnswer, Manner};
use crate::domain::checklist::ScriptStamp;
use crate::domain::entry::Position;
use crate::domain::people::{ClientCard, Person, UNKNOWN_CALLER};
use jiff::Timestamp;

/// Where one person's consent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonConsent {
    /// Not asked yet.
    NotAsked,
    /// Answered.
    Answered {
        /// What they said.
        answer: ConsentAnswer,
        /// Under which words.
        script: ScriptStamp,
        /// When.
        at: Timestamp,
        /// How, and in which language.
        manner: Manner,
    },
    /// Consent was withdrawn since.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
    /// The yes no longer counts: whoever is on the line now has to be asked again.
    Lapsed {
        /// When that was noted.
        at: Timestamp,
        /// Why.
        why: Lapse,
    },
}

/// Why a yes no longer counts, though nobody is known to have withdrawn it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lapse {
    /// The call was interrupted, with the program or by being put away.
    Interrupted,
    /// The line was dropped and came back.
    LineDropped,
    /// It turned out that there was no valid consent.
    NoValidConsent,
    /// The tick for it was taken back: nobody knows that they said it.
    TickTakenBack,
}

/// A person on the line and where their consent stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTheLine {
    /// Who.
    pub person: Person,
    /// Where their consent stands.
    pub consent: PersonConsent,
    /// False once they left the line.
    pub present: bool,
    /// The words that were read while they were on the line; `None` where none were, or everyone has to hear them again.
    pub heard: Option<ScriptStamp>,
    /// Where they are, as last noted; `None` where nobody asked.
    pub place: Option<PersonPlace>,
    /// The newest yes they said again on the recording.
    pub reconfirmed: Option<Reconfirmed>,
    /// Whether they gave any answer since they joined, whatever became of it.
    pub has_answered: bool,
}

/// The name the client is to be called by once their card bears another one; `None` where they keep the one they have. An
/// answer keeps the name under which it was given, unless that was none.
#[must_use]
pub fn name_of_the_card(card: &ClientCard, name: &str, has_answered: bool) -> Option<String> {
    (!has_answered || name == UNKNOWN_CALLER).then(|| card.known_as().to_owned())
}

/// Where a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPlace {
    /// Code of the place; `unknown` where nobody knows.
    pub code: String,
    /// Its name as people know it; empty where that was not noted.
    pub name: String,
    /// How it is known.
    pub known: PlaceKnown,
    /// When it was noted.
    pub at: Timestamp,
}

/// A yes that can be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconfirmed {
    /// When.
    pub at: Timestamp,
    /// Where it is on the recording.
    pub position: Position,
}

impl OnTheLine {
    pub(super) fn joined(person: Person) -> Self {
        Self {
            person,
            consent: PersonConsent::NotAsked,
            present: true,
            heard: None,
            place: None,
            reconfirmed: None,
            has_answered: false,
        }
    }

    /// Whether they said yes, to whichever words, and nothing has come since.
    #[must_use]
    pub fn said_yes(&self) -> bool {
        matches!(self.consent, PersonConsent::Answered { answer: ConsentAnswer::Yes, .. })
    }

    /// Whether they said yes to these words, and nothing has come since.
    #[must_use]
    pub fn said_yes_to(&self, words: &ScriptStamp) -> bool {
        matches!(&self.consent, PersonConsent::Answered { answer: ConsentAnswer::Yes, script, .. } if script == words)
    }

    /// Whether their last answer was no, or not sure.
    #[must_use]
    pub fn refused(&self) -> bool {
        matches!(
            self.consent,
            PersonConsent::Answered { answer: ConsentAnswer::No | ConsentAnswer::NotSure, .. }
        )
    }
}
