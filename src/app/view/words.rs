//! The words that ask for permission to record: which are in force, which wait, and in which language. Read-only.

use super::filled_for;
use crate::app::drafts::WordsDraft;
use crate::app::state::State;
use crate::checklists::consent_scripts::shipped_in;
use crate::domain::call::Call;
use crate::domain::consent::{ConsentFact, OnTheLine};
use crate::domain::consent_script::{After, RecordingScript};
use crate::domain::entry::{Entry, Position};
use crate::domain::fact::Fact;
use crate::domain::ids::Seq;
use crate::domain::language::{ENGLISH, is_same, named_in};
use crate::domain::people::Person;
use crate::domain::recording::RecordingState;
use jiff::Timestamp;

/// Id of the scripts that ask for permission to record a call.
pub const SCRIPT: &str = "recording";

/// The language the words are read in, by its tag: the one that was chosen, else that of the words in force. A client card
/// that names a language without a script is heeded too: the words are interpreted then.
#[must_use]
pub fn language(state: &State, call: &Call, draft: &WordsDraft) -> String {
    if let Some(chosen) = &draft.language {
        return chosen.clone();
    }
    let in_force = &call.consent().text().language;
    let on_card = named_in(&call.client.card.language).filter(|tag| !has_script(state, tag));
    on_card
        .filter(|_| is_same(in_force, ENGLISH) || in_force.is_empty())
        .unwrap_or_else(|| if in_force.is_empty() { ENGLISH.to_owned() } else { in_force.clone() })
}

/// Whether there is a script in a language.
#[must_use]
pub fn has_script(state: &State, language: &str) -> bool {
    state.consent_scripts.in_language(SCRIPT, language).is_some()
}

/// The script whose words are read to someone who speaks this language: in it, or else the English one.
#[must_use]
pub fn script_for<'a>(state: &'a State, language: &str) -> Option<&'a RecordingScript> {
    let scripts = &state.consent_scripts;
    scripts.in_language(SCRIPT, language).or_else(|| english(state))
}

/// The English script.
#[must_use]
pub fn english(state: &State) -> Option<&RecordingScript> {
    state.consent_scripts.in_language(SCRIPT, ENGLISH)
}

/// The English beside a script in another language: that of the same version, so that it says the same. Where the firm has
/// English words of its own and none in the other language, that is the shipped one.
#[must_use]
pub fn english_of<'a>(state: &'a State, read: &RecordingScript) -> Option<&'a RecordingScript> {
    let shipped = shipped_in(ENGLISH).filter(|shipped| shipped.id == read.id);
    let of_that_version = [english(state), shipped].into_iter().flatten();
    of_that_version.into_iter().find(|english| english.version == read.version).or_else(|| english(state))
}

/// The script whose words are in force; `None` where they are those of an earlier version or of a file that was changed
/// since. The timeline holds those.
#[must_use]
pub fn in_force<'a>(state: &'a State, call: &Call) -> Option<&'a RecordingScript> {
    let stamp = call.consent().script();
    let place = state.script_stamps.iter().position(|known| known == stamp)?;
    state.consent_scripts.scripts.get(place).filter(|script| script.id == SCRIPT)
}

/// The script in force, or where its file is gone, the one in its language: for what is said besides the words an answer is
/// given to. `None` without any script.
#[must_use]
pub fn spoken<'a>(state: &'a State, call: &Call) -> Option<&'a RecordingScript> {
    in_force(state, call).or_else(|| script_for(state, &call.consent().text().language))
}

/// The script that would come into force instead of the one that is; `None` where it is in force.
#[must_use]
pub fn waiting<'a>(state: &'a State, call: &Call, draft: &WordsDraft) -> Option<&'a RecordingScript> {
    let wanted = script_for(state, &language(state, call, draft))?;
    let is_in_force = in_force(state, call).is_some_and(|script| script == wanted);
    (!is_in_force).then_some(wanted)
}

/// The script that stands in the place of the one in force since its file was changed: a yes to the old words opens no new take.
/// `None` where nothing changed, and while a take goes on with the words that were read.
#[must_use]
pub fn changed_since<'a>(state: &'a State, call: &Call) -> Option<&'a RecordingScript> {
    let (stamp, text) = (call.consent().script(), call.consent().text());
    let is_idle = call.finished.is_none() && call.recording.state() == RecordingState::Idle;
    if !is_idle || in_force(state, call).is_some() {
        return None;
    }
    let there = script_for(state, &text.language)?;
    (there.stamp_id() == stamp.id).then_some(there)
}

/// Whether other words would end something: a yes that stands, or a take.
#[must_use]
pub fn something_would_end(call: &Call) -> bool {
    call.recording.state() != RecordingState::Idle || call.consent().people().iter().any(OnTheLine::said_yes)
}

/// What to say when the answer is not yes: in the words in force, or else in the language they are in.
#[must_use]
pub fn after<'a>(state: &'a State, call: &'a Call) -> Option<After> {
    let own = call.checklist.stages.consent.as_ref();
    if let Some(own) = own.filter(|_| *call.consent().script() == call.checklist.consent_script()) {
        let (no, withdrawal) = (own.after_no.clone(), own.after_withdrawal.clone());
        return Some(After { not_sure: no.clone(), no, withdrawal });
    }
    spoken(state, call).map(|script| script.after.clone())
}

/// Who is asked again by name now that a take runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAgain<'a> {
    /// Who.
    pub person: &'a Person,
    /// Where on this take their yes can be heard; `None` until it can.
    pub heard: Option<Position>,
}

/// Everyone who is asked again on the take that is asked for or runs; nobody where it is ended, where all were heard, and
/// where it was left out on this take.
#[must_use]
pub fn asked_again<'a>(call: &'a Call, draft: &WordsDraft) -> Vec<AskedAgain<'a>> {
    let log = &call.recording;
    if log.state() == RecordingState::Idle || draft.not_again_on == Some(log.newest_take()) {
        return Vec::new();
    }
    let record = call.consent();
    let said_yes = record.present().filter(|someone| someone.said_yes_to(record.script()));
    let asked: Vec<AskedAgain<'_>> = said_yes
        .map(|someone| {
            let heard = someone.reconfirmed.map(|again| again.position);
            AskedAgain {
                person: &someone.person,
                heard: heard.filter(|place| place.take == log.newest_take()),
            }
        })
        .collect();
    if asked.iter().all(|one| one.heard.is_some()) { Vec::new() } else { asked }
}

/// What is asked on the recording of one person, blanks filled; empty without any script.
#[must_use]
pub fn question_on_recording(state: &State, call: &Call, person: &Person) -> String {
    spoken(state, call)
        .map_or_else(String::new, |script| filled_for(call, &script.on_recording.question, person))
}

/// A yes that was said again on a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardYes<'a> {
    /// The entry that noted it.
    pub seq: Seq,
    /// Whose.
    pub name: &'a str,
    /// When.
    pub at: Timestamp,
    /// Where it can be heard.
    pub position: Option<Position>,
}

/// Every yes that was said again on a recording, in order: each is a moment to be found again, as a marker is.
#[must_use]
pub fn heard_yeses(call: &Call) -> Vec<HeardYes<'_>> {
    let yes = |entry: &'_ Entry| match &entry.fact {
        Fact::Consent(ConsentFact::YesReconfirmed { person, .. }) => {
            let name = call.consent().person(person).map_or("", |someone| someone.person.name.as_str());
            Some(HeardYes { seq: entry.seq, name, at: entry.at, position: entry.position })
        }
        _ => None,
    };
    call.entries().iter().filter_map(yes).collect()
}
