//! Special cases of the open call: what stands, what each still asks for and in which words, and a consent that turned out
//! not to be valid. Read-only.

use super::words;
use crate::app::drafts::{CasesDraft, Joining};
use crate::app::state::State;
use crate::domain::call::Call;
use crate::domain::consent::{
    CaseOf, ConsentFact, ConsentGap, Lapse, NotedCase, OnTheLine, PersonConsent, SpecialCase,
};
use crate::domain::consent_script::{Case, CaseLine, CaseWords, Hearer, RecordingScript};
use crate::domain::custody::Standing;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::PersonId;
use crate::domain::people::{Person, PersonRole};
use crate::domain::recording::RecordingState;
use crate::export;

/// Steps of a case bear their number in the script after this.
const STEP: &str = "step-";

/// What the script says in a case.
#[derive(Clone, Copy, Debug)]
pub struct Guide<'a> {
    /// For the paralegal, in English where there is an English script.
    pub steps: &'a [String],
    /// To be said, in the language of the words in force.
    pub lines: &'a [CaseLine],
    /// The English script, where the lines are in another language.
    pub english: Option<&'a RecordingScript>,
}

/// What the scripts in force say in a case; `None` without any script.
#[must_use]
pub fn case_words<'a>(state: &'a State, call: &Call, case: Case) -> Option<Guide<'a>> {
    let read = words::spoken(state, call)?;
    let english = words::english_of(state, read);
    let CaseWords { steps, lines } = read.cases.of(case);
    let steps = english.map_or(steps, |script| &script.cases.of(case).steps);
    Some(Guide { steps, lines, english: english.filter(|script| script.language != read.language) })
}

/// The name of a step in the script that bears none there.
#[must_use]
pub fn step_name(number: usize) -> String {
    format!("{STEP}{}", number + 1)
}

/// The case of a script that tells about a case of a call.
#[must_use]
pub fn case_of_script(case: SpecialCase) -> Case {
    match case {
        SpecialCase::Child => Case::Child,
        SpecialCase::Interpreter => Case::Interpreter,
        SpecialCase::ThirdPerson => Case::ThirdPerson,
        SpecialCase::InDoubt => Case::InDoubt,
        SpecialCase::JailLine => Case::JailLine,
        SpecialCase::Relay => Case::Relay,
        SpecialCase::OtherSide => Case::OtherSide,
        SpecialCase::LineDropped => Case::LineDropped,
    }
}

/// The cases to be heeded now, in the order they were noted: those of the call, those of people on the line, and whoever was
/// on the other side, even after they left. Of a line that was dropped more than once it is the last time, and none once
/// everyone has been asked again.
#[must_use]
pub fn standing(call: &Call) -> Vec<&NotedCase> {
    let record = call.consent();
    let is_heeded =
        |noted: &&NotedCase| noted.of.case == SpecialCase::OtherSide || !has_left(call, &noted.of);
    let dropped = |noted: &NotedCase| noted.of.case == SpecialCase::LineDropped;
    let all: Vec<&NotedCase> =
        record.cases().iter().filter(|noted| noted.stands()).filter(is_heeded).collect();
    let last_drop = all.iter().rposition(|noted| dropped(noted)).filter(|_| !drop_is_over(call));
    let is_shown = |(place, noted): (usize, &NotedCase)| !dropped(noted) || Some(place) == last_drop;
    all.iter()
        .enumerate()
        .filter(|(place, noted)| is_shown((*place, noted)))
        .map(|(_, noted)| *noted)
        .collect()
}

/// Whether the person a case is about has left the line.
#[must_use]
pub fn has_left(call: &Call, of: &CaseOf) -> bool {
    of.person.as_ref().is_some_and(|id| !call.consent().person(id).is_some_and(|one| one.present))
}

/// Whether the words were read since the line was dropped last, and nobody's yes still waits for that. What ends a yes later
/// is told in its own place.
fn drop_is_over(call: &Call) -> bool {
    let lapsed =
        |one: &OnTheLine| matches!(one.consent, PersonConsent::Lapsed { why: Lapse::LineDropped, .. });
    let newest = call.entries().iter().rev().find_map(|entry| match &entry.fact {
        Fact::ConsentExplained { .. } => Some(true),
        Fact::Consent(ConsentFact::CaseNoted { of, .. }) if of.case == SpecialCase::LineDropped => {
            Some(false)
        }
        _ => None,
    });
    newest == Some(true) && !call.consent().present().any(lapsed)
}

/// Whether somebody is not on the list yet whom a case is about, or who takes part because of it.
#[must_use]
pub fn lacks_somebody(call: &Call, noted: &NotedCase) -> bool {
    let of_role = |role| call.consent().present().any(|one| one.person.role == role);
    noted.is_unlisted() || noted.of.case.needs().is_some_and(|role| !of_role(role))
}

/// Who on the line can be the one of whom a case was noted before they were on the list.
pub fn may_be_unlisted<'a>(
    call: &'a Call,
    noted: &'a NotedCase,
) -> impl Iterator<Item = (&'a Person, CaseOf)> {
    let record = call.consent();
    let case = noted.of.case;
    let theirs =
        move |one: &'a OnTheLine| (&one.person, CaseOf { case, person: Some(one.person.id.clone()) });
    let people = record.present().filter(move |one| may_be_about(case, &one.person)).map(theirs);
    people.filter(move |(_, of)| noted.is_unlisted() && record.may_be_unlisted(of))
}

/// Whether a person is offered as the one a case is about: the client is nobody who is with the client, and a parent is not
/// the child.
#[must_use]
pub fn may_be_about(case: SpecialCase, person: &Person) -> bool {
    match case {
        SpecialCase::ThirdPerson => person.role != PersonRole::Client,
        SpecialCase::Child => person.role != PersonRole::ParentOrGuardian,
        _ => true,
    }
}

/// What keeps the recorder shut because of one case.
#[must_use]
pub fn gaps_of(call: &Call, of: &CaseOf) -> Vec<ConsentGap> {
    let whom = of.person.as_ref().and_then(|id| call.consent().person(id)).map(|one| &one.person.name);
    let is_of_it = |gap: &ConsentGap| match gap {
        ConsentGap::OtherSide { name } => of.case == SpecialCase::OtherSide && name.as_ref() == whom,
        ConsentGap::NotApproved { case, name } => *case == of.case && name.as_ref() == whom,
        ConsentGap::NoGuardian { name, .. } => of.case == SpecialCase::Child && name.as_ref() == whom,
        ConsentGap::NotListed { case } => *case == of.case && (of.person.is_none() || case.needs().is_some()),
        ConsentGap::LineDropped { .. } => of.case == SpecialCase::LineDropped,
        _ => false,
    };
    call.consent().gaps().into_iter().filter(is_of_it).collect()
}

/// The case that the role of a person on the line implies, for each of whom it was neither noted nor found not to apply.
#[must_use]
pub fn implied<'a>(call: &'a Call, draft: &CasesDraft) -> Vec<(&'a Person, CaseOf)> {
    let record = call.consent();
    let never_noted = |of: &CaseOf| {
        // What was noted of the call covers everyone on it; what was noted of somebody who is not on the list covers nobody
        // who is. A child on the line is one, whoever it is.
        let covers = |noted: &NotedCase| {
            let of_call = noted.of.person.is_none() && noted.stands() && !noted.is_unlisted();
            noted.of.case == of.case && (of.person.is_none() || noted.of.person == of.person || of_call)
        };
        !record.cases().iter().any(covers)
    };
    let offer = |someone: &'a OnTheLine| Some((&someone.person, implied_by(&someone.person)?));
    let offered = record.present().filter_map(offer);
    offered.filter(|(_, of)| never_noted(of) && !draft.declined.contains(of)).collect()
}

/// What the role of a person implies. Whoever is on the other side is noted by the record itself.
#[must_use]
pub fn implied_by(person: &Person) -> Option<CaseOf> {
    let of = |case, person: Option<&PersonId>| Some(CaseOf { case, person: person.cloned() });
    match person.role {
        PersonRole::Interpreter => of(SpecialCase::Interpreter, Some(&person.id)),
        PersonRole::Relative | PersonRole::Officer | PersonRole::Other => {
            of(SpecialCase::ThirdPerson, Some(&person.id))
        }
        PersonRole::RelayOperator => of(SpecialCase::Relay, None),
        PersonRole::ParentOrGuardian => of(SpecialCase::Child, None),
        PersonRole::Client | PersonRole::Attorney | PersonRole::OtherSide => None,
    }
}

/// Whether what to do and say when someone joins is on screen: somebody asked for it, or there is a recording, and someone has
/// joined since the words were read. Where somebody is on the other side nobody is asked before the attorney has decided.
#[must_use]
pub fn someone_joins(call: &Call, draft: &CasesDraft) -> bool {
    let record = call.consent();
    let stops_here = |gap: &ConsentGap| matches!(gap, ConsentGap::OtherSide { .. });
    match draft.joining {
        _ if record.gaps().iter().any(stops_here) => false,
        Joining::Asked => true,
        Joining::Read(people) if people == record.people().len() => false,
        Joining::Read(_) | Joining::ByItself => !call.recording.takes.is_empty() && newcomer(call).is_some(),
    }
}

/// Whether the recorder was on in this call, and nothing is recorded now.
#[must_use]
pub fn was_turned_off(call: &Call) -> bool {
    let gate_is_shut = call.consent().gaps().iter().any(|gap| *gap != ConsentGap::NotSavedYet);
    let is_off = call.recording.state() == RecordingState::Idle || gate_is_shut;
    !call.recording.takes.is_empty() && is_off
}

/// Who joined last after others had heard the words, and has not said anything to them yet.
#[must_use]
pub fn newcomer(call: &Call) -> Option<&Person> {
    let record = call.consent();
    let others_answered = record.present().any(OnTheLine::said_yes);
    let joined = record.present().filter(|one| !record.has_heard(&one.person.id)).last();
    joined.filter(|_| others_answered).map(|one| &one.person)
}

/// Whom a line of a case is said to; a person without a name where nobody on the line is meant, so that the blank shows.
#[must_use]
pub fn hearer(call: &Call, of: &CaseOf, to: Hearer) -> Person {
    let record = call.consent();
    let with = |role| record.present().find(|one| one.person.role == role).map(|one| &one.person);
    let meant = of.person.as_ref().and_then(|id| record.person(id)).map(|one| &one.person);
    let found = match to {
        Hearer::Client => with(PersonRole::Client),
        Hearer::Child | Hearer::OtherSide => meant,
        Hearer::Companion => meant.or_else(|| newcomer(call)),
        Hearer::Parent => with(PersonRole::ParentOrGuardian),
        Hearer::Interpreter => with(PersonRole::Interpreter),
        Hearer::Operator => with(PersonRole::RelayOperator),
        Hearer::Everyone | Hearer::Attorney => None,
    };
    let nobody = || Person { id: PersonId::new(""), name: String::new(), role: PersonRole::Other };
    found.cloned().unwrap_or_else(nobody)
}

/// Takes that can be found to be without a valid consent: those whose audio is there, and that were not found so already.
#[must_use]
pub fn takes_to_lock(call: &Call) -> Vec<u32> {
    let found = found_takes(call);
    let is_there =
        |standing: &Standing| !matches!(standing, Standing::Going { .. } | Standing::Deleted { .. });
    let takes = call.custody.takes().filter(|(take, standing)| is_there(standing) && !found.contains(take));
    takes.map(|(take, _)| take).collect()
}

/// Takes for which it was noted that there was no valid consent.
#[must_use]
pub fn found_takes(call: &Call) -> Vec<u32> {
    let takes = call.entries().iter().filter_map(|entry| match &entry.fact {
        Fact::Consent(ConsentFact::NoValidConsent { takes, .. }) => Some(takes.iter().copied()),
        _ => None,
    });
    takes.flatten().collect()
}

/// The newest entry that says that there was no valid consent.
#[must_use]
pub fn newest_find(call: &Call) -> Option<&Entry> {
    let is_find = |entry: &&Entry| matches!(entry.fact, Fact::Consent(ConsentFact::NoValidConsent { .. }));
    call.entries().iter().rev().find(is_find)
}

/// The message for the supervising attorney; `None` where no consent was found not to be valid.
#[must_use]
pub fn message(call: &Call) -> Option<String> {
    export::message_to_attorney(call)
}

/// The name under which the newest message was written into the call's folder; `None` until it is.
#[must_use]
pub fn message_file(call: &Call) -> Option<&str> {
    let find = newest_find(call)?;
    let of_message = export::Writing::Message.name();
    call.entries().iter().rev().take_while(|entry| entry.seq > find.seq).find_map(|entry| match &entry.fact {
        Fact::Exported { format, file: Some(file), .. } if format == of_message => Some(file.as_str()),
        _ => None,
    })
}

/// Whether there is something a consent certificate tells.
#[must_use]
pub fn has_certificate(call: &Call) -> bool {
    export::asked_for_a_recording(call)
}
