//! Where everyone is, which rule on recording follows, and what it adds. Read-only.

use super::{filled, words};
use crate::app::state::{OpenCall, State};
use crate::domain::call::Call;
use crate::domain::consent::{HowGiven, HowMet, OnTheLine, PersonConsent, PlaceKnown, Ruling, RulingDuty};
use crate::domain::consent_script::{Duty, ScriptLine};
use crate::domain::people::PersonRole;
use crate::domain::stage::Stage;
use crate::law::{self, DutyHere, DutyKind, Guess, Jurisdiction, Law, Medium, Place, UNKNOWN_NAME};
use jiff::Timestamp;

/// Why what was typed is no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// There is none of this code or name.
    NoSuch {
        /// As it was typed.
        typed: String,
    },
    /// A country and a state have these letters.
    MayBeTwo {
        /// As it was typed.
        typed: String,
        /// Name of the country.
        country: String,
        /// Name of the state.
        state: String,
    },
}

/// The place of this code or name. Two letters that are a country's and a state's are not taken for either: whoever types
/// `CA` on a call means California more often than Canada, and must say which.
///
/// # Errors
/// Where there is none, or two.
pub fn read(law: &Law, typed: &str) -> Result<Place, NoPlace> {
    let typed = typed.trim().to_owned();
    let place = law.place(&typed).map_err(|none| NoPlace::NoSuch { typed: none.typed })?;
    let both = law.jurisdiction(place.code()).zip(law.state_of_the_same_letters(&place));
    match both.filter(|(country, _)| country.code.eq_ignore_ascii_case(&typed)) {
        Some((country, state)) => {
            Err(NoPlace::MayBeTwo { typed, country: country.name.clone(), state: state.name.clone() })
        }
        None => Ok(place),
    }
}

/// Where a person is, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// They said so.
    Told {
        /// Name of the place.
        name: String,
        /// When it was noted.
        at: Timestamp,
    },
    /// It was noted, and the law in force knows no such place any more.
    Gone {
        /// Its name then.
        name: String,
    },
    /// Nobody knows.
    NobodyKnows {
        /// When that was noted.
        at: Timestamp,
    },
    /// Their number would be from there. It proves nothing, and counts as unknown.
    Guessed(Guess),
    /// Nobody asked.
    NotNoted,
}

impl Whereabouts {
    /// Of someone on the line.
    #[must_use]
    pub fn of(law: &Law, call: &Call, someone: &OnTheLine) -> Self {
        let Some(noted) = &someone.place else {
            let is_client = someone.person.role == PersonRole::Client;
            let guess = law::guess(law, &call.client.card.phone).filter(|_| is_client);
            return guess.map_or(Self::NotNoted, Self::Guessed);
        };
        match law.place(&noted.code) {
            Ok(place) if place.is_unknown() => Self::NobodyKnows { at: noted.at },
            // An entry of a guess is no word of theirs.
            Ok(_) if noted.known == PlaceKnown::Guessed => Self::NotNoted,
            Ok(place) => Self::Told { name: law.name_of(place.code()).to_owned(), at: noted.at },
            Err(_) => {
                let name = if noted.name.is_empty() { &noted.code } else { &noted.name };
                Self::Gone { name: name.clone() }
            }
        }
    }

    /// Whether it is a place of the law in force, so that its own rule counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self, Self::Told { .. })
    }
}

/// Where the one at the desk is; `None` where that was not said, or the law in force knows no such place.
#[must_use]
pub fn own_place(state: &State) -> Option<&Jurisdiction> {
    state.law.jurisdiction(state.settings.place.as_deref()?)
}

/// By what people talk, as it was written down last; by telephone where nothing was.
#[must_use]
pub fn medium(call: &Call) -> Medium {
    match call.consent().ruling() {
        Some((ruling, _)) if ruling.medium == Medium::InPerson.name() => Medium::InPerson,
        _ => Medium::Telephone,
    }
}

/// The rule for everyone on the line and the one at the desk. What is not known counts as all-party.
#[must_use]
pub fn ruling(state: &State, open: &OpenCall) -> law::Ruling {
    let of = |someone: &OnTheLine| {
        let place =
            someone.place.as_ref().filter(|_| Whereabouts::of(&state.law, &open.call, someone).counts());
        place.and_then(|place| state.law.place(&place.code).ok()).unwrap_or_else(Place::unknown)
    };
    let own = own_place(state).and_then(|place| state.law.place(&place.code).ok());
    let mut places: Vec<Place> = open.call.consent().present().map(of).collect();
    places.push(own.unwrap_or_else(Place::unknown));
    state.law.rule_for(&places, open.medium)
}

/// Whether the rule is to be written down now: once the call has come to the question of consent, or a place was noted.
#[must_use]
pub fn is_to_be_ruled(state: &State, open: &OpenCall) -> bool {
    let call = &open.call;
    let has_come_to_it = call.stages.iter().any(|(stage, _)| *stage == Stage::Consent);
    let is_noted = call.consent().people().iter().any(|someone| someone.place.is_some());
    // Before the law is read there is nothing to go by.
    open.is_running() && state.law.places().next().is_some() && (has_come_to_it || is_noted)
}

/// A ruling as the timeline holds it.
#[must_use]
pub fn in_writing(state: &State, ruling: &law::Ruling) -> Ruling {
    let setter = ruling.setter();
    Ruling {
        rule: ruling.rule.name().to_owned(),
        set_by: setter.map(|place| place.name.clone()).unwrap_or_default(),
        sentence: ruling.sentence(),
        places: ruling.places.iter().map(|place| place.code.clone()).collect(),
        desk: own_place(state).map(|place| place.name.clone()).unwrap_or_default(),
        medium: ruling.medium.name().to_owned(),
        citation: setter.map(|place| place.citation.clone()).unwrap_or_default(),
        sources: setter.map(|place| place.sources.clone()).unwrap_or_default(),
        doubts: ruling.doubts(),
        duties: ruling.duties.iter().map(duty_in_writing).collect(),
        checked: ruling.checked.clone(),
        version: ruling.version.clone(),
    }
}

fn duty_in_writing(duty: &DutyHere) -> RulingDuty {
    let how = match duty.how {
        DutyKind::Say => HowMet::SaidOnRecording,
        DutyKind::Tick => HowMet::Ticked,
    };
    let DutyHere { id, words, why, mut places, .. } = duty.clone();
    places.retain(|place| place != UNKNOWN_NAME);
    RulingDuty { id, words, how, places, why }
}

/// What the rule adds, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow<'a> {
    /// As it was written down.
    pub duty: &'a RulingDuty,
    /// The words to say, in the language the client is spoken to in; or what is ticked.
    pub words: String,
    /// Whether they are a line of the first words on the recording.
    pub is_first_words: bool,
    /// When it was said or ticked; `None` while it is open.
    pub settled: Option<Timestamp>,
    /// Whether it needs no hand: what was read aloud, or everyone's spoken yes, ticks it.
    pub ticks_itself: bool,
}

/// What the rule that was written down last adds, in the order of the law.
#[must_use]
pub fn duties<'a>(state: &State, call: &'a Call) -> Vec<DutyRow<'a>> {
    let script = words::spoken(state, call);
    let row = |(duty, settled): (&'a RulingDuty, Option<Timestamp>)| {
        let line = script.filter(|_| duty.how == HowMet::SaidOnRecording);
        let line = line.and_then(|script| line_for(&script.on_recording.lines, &duty.id));
        let words = line.map_or_else(|| duty.words.clone(), |line| filled(call, &line.say));
        let ticks_itself = words_that_meet(state, call, duty).is_some();
        DutyRow { duty, words, is_first_words: line.is_some(), settled, ticks_itself }
    };
    call.consent().duties().map(row).collect()
}

fn line_for<'a>(lines: &'a [ScriptLine], duty: &str) -> Option<&'a ScriptLine> {
    let wanted = Duty::named(duty)?;
    lines.iter().find(|line| line.duty == Some(wanted))
}

/// What the rule adds that is so by what else was noted, each with the words that made it so.
#[must_use]
pub fn met_by_itself(state: &State, call: &Call) -> Vec<(String, String)> {
    let open = call.consent().duties().filter(|(_, at)| at.is_none());
    open.filter_map(|(duty, _)| Some((duty.id.clone(), words_that_meet(state, call, duty)?))).collect()
}

/// The words that make something the rule adds so: a line of the words in force that everyone on the line heard, or the duty's
/// own where everyone's yes is noted as spoken.
fn words_that_meet(state: &State, call: &Call, duty: &RulingDuty) -> Option<String> {
    let record = call.consent();
    let is_read =
        || record.is_explained() && record.present().all(|someone| record.has_heard(&someone.person.id));
    if duty.how != HowMet::Ticked || !is_read() {
        return None;
    }
    if duty.id == law::ACTIVE_YES {
        return everyone_said_yes_aloud(call).then(|| duty.words.clone());
    }
    let line = line_for(&words::in_force(state, call)?.lines, &duty.id)?;
    Some(filled(call, &line.say))
}

/// Whether everyone on the line said yes to the words in force, and each yes is noted as spoken.
fn everyone_said_yes_aloud(call: &Call) -> bool {
    let aloud = |someone: &OnTheLine| matches!(&someone.consent, PersonConsent::Answered { manner, .. } if manner.given == HowGiven::Spoken);
    call.consent().everyone_said_yes() && call.consent().present().all(aloud)
}
