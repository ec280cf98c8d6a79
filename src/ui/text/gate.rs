//! Words for what keeps the recorder shut, and for special cases.

use crate::domain::consent::{ConsentGap, Guardian, HowGiven, SpecialCase};
use crate::domain::refusal::Refusal;

/// Why there is no permit, one reason a sentence.
#[must_use]
pub fn consent_gap(gap: &ConsentGap) -> String {
    match gap {
        ConsentGap::CallFinished => "The call is finished".to_owned(),
        ConsentGap::OtherSide { name } => format!(
            "{} is on the other side or has a lawyer of their own: stop here and ask the supervising attorney",
            name.as_deref().unwrap_or("Someone on this call")
        ),
        ConsentGap::NotApproved { case, name } => not_approved(*case, name.as_deref()),
        ConsentGap::NoGuardian { name, guardian } => no_guardian(name.as_deref(), guardian),
        ConsentGap::NotListed { case } => not_listed(*case).to_owned(),
        ConsentGap::NoWords => {
            "There are no words to read yet: put them in force on the Consent page".to_owned()
        }
        ConsentGap::NobodyOnTheLine => "Nobody is on the line: add the people who are".to_owned(),
        ConsentGap::NotExplained => "Explain benefits and risks first, on the Consent page".to_owned(),
        ConsentGap::NotHeard { name } => format!("{name} came later: read the words again, then ask {name}"),
        ConsentGap::NotAsked { name } => format!("{name} has not been asked yet"),
        ConsentGap::SaidNo { name } => format!("{name} said no"),
        ConsentGap::NotSure { name } => format!("{name} was not sure, which counts as no"),
        ConsentGap::Withdrawn { .. } => "Consent was withdrawn. Nothing more is recorded".to_owned(),
        ConsentGap::Interrupted { name } => format!("The call was interrupted: ask {name} again"),
        ConsentGap::LineDropped { name } => format!("The line was dropped: ask {name} again"),
        ConsentGap::NoValidConsent { name } => {
            format!("It turned out that an earlier yes did not count: ask {name} again")
        }
        ConsentGap::TickTakenBack { name } => {
            format!("The tick for {name}’s yes was taken back: ask {name} again")
        }
        ConsentGap::EarlierWords { name } => format!("{name} said yes to earlier words: ask again"),
        ConsentGap::NotSavedYet => "One moment: the answer is being stored".to_owned(),
    }
}

/// All reasons in one sentence. Once somebody said no or withdrew, that is the whole reason: nobody is told to explain or
/// to ask again.
#[must_use]
pub fn consent_gaps(gaps: &[ConsentGap]) -> String {
    let refused = gaps.iter().any(is_refusal);
    let mut told: Vec<String> =
        gaps.iter().filter(|gap| !refused || is_refusal(gap)).map(consent_gap).collect();
    told.dedup();
    told.join(". ")
}

/// Whether it is somebody's no, and no step that was left out.
#[must_use]
pub fn is_refusal(gap: &ConsentGap) -> bool {
    matches!(gap, ConsentGap::SaidNo { .. } | ConsentGap::NotSure { .. } | ConsentGap::Withdrawn { .. })
}

fn no_guardian(name: Option<&str>, guardian: &Guardian) -> String {
    let child = name.map_or_else(|| "A child is on the line".to_owned(), |name| format!("{name} is a child"));
    match guardian {
        Guardian::NotListed => format!("{child}: add the parent or guardian, read them the words and ask"),
        Guardian::NotAsked(name) => {
            format!("{child}: read the words to {name}, and ask for a yes as parent or guardian")
        }
        Guardian::SaidNo(name) => format!("{child}, and {name} said no as parent or guardian"),
    }
}

fn not_listed(case: SpecialCase) -> &'static str {
    match case {
        SpecialCase::Interpreter => {
            "Someone interprets: add the interpreter as a person on the line and ask them too"
        }
        SpecialCase::Relay => {
            "The call goes through a relay: add the relay operator as a person on the line and ask them too"
        }
        SpecialCase::Child => {
            "The child is not on the list yet: add the child as a person on the line, say who it is, and ask the child too"
        }
        SpecialCase::ThirdPerson => {
            "Someone else can hear the call: add them as a person on the line, say who it is, and ask them too"
        }
        SpecialCase::InDoubt => {
            "The person in doubt is not on the list yet: add them as a person on the line, say who it is, and ask them too"
        }
        SpecialCase::OtherSide | SpecialCase::JailLine | SpecialCase::LineDropped => {
            "Someone is not on the list yet: add them as a person on the line, say who it is, and ask them too"
        }
    }
}

fn not_approved(case: SpecialCase, name: Option<&str>) -> String {
    let why = match (case, name) {
        (SpecialCase::Child, Some(name)) => format!("{name} is a child"),
        (SpecialCase::Child, None) => "A child is on the line".to_owned(),
        (SpecialCase::InDoubt, Some(name)) => format!("It is in doubt whether {name} can decide freely"),
        (SpecialCase::InDoubt, None) => "It is in doubt whether someone can decide freely".to_owned(),
        (SpecialCase::JailLine, _) => "This is a line of a jail or prison".to_owned(),
        (other, Some(name)) => format!("{}: {name}", special_case(other)),
        (other, None) => special_case(other).to_owned(),
    };
    format!(
        "{why}: recording stays off until the supervising attorney’s name and time of approval are entered"
    )
}

/// A special case, as it is chosen.
#[must_use]
pub fn special_case(case: SpecialCase) -> &'static str {
    match case {
        SpecialCase::Child => "A child is on the line",
        SpecialCase::Interpreter => "Someone interprets",
        SpecialCase::ThirdPerson => "Someone else can hear the call",
        SpecialCase::InDoubt => "Doubt whether they can decide freely",
        SpecialCase::JailLine => "Jail or prison line",
        SpecialCase::Relay => "Hearing or speech relay",
        SpecialCase::OtherSide => "Other side, or has a lawyer",
        SpecialCase::LineDropped => "The line was dropped and came back",
    }
}

/// How an answer was given, as it is chosen.
#[must_use]
pub fn how_given(given: HowGiven) -> &'static str {
    match given {
        HowGiven::Spoken => "Spoken",
        HowGiven::ThroughRelay => "Through a relay",
        HowGiven::SignedForm => "On a signed form",
    }
}

/// Why a step of consent was not taken; `None` where the refusal is about something else.
#[must_use]
pub fn refusal(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::NoWords => "There are no words to read yet. Put them in force first",
        Refusal::NotExplained => "Explain benefits and risks first, then ask",
        Refusal::NotHeard => "They came after the words were read. Read the words again, then ask",
        Refusal::NoYesBefore => "They have not said yes to these words before the recording. Ask first",
        Refusal::NotRecording => "Nothing is being recorded now. Start the recording, then ask once more",
        Refusal::PlaceMissing => "Choose the state or country, or “nobody knows”",
        Refusal::RulingIncomplete => {
            "The rule could not be written down: its place, source or date is missing"
        }
        Refusal::CaseNotedAlready => "That is noted already",
        Refusal::SeveralOfThatName => "Several clients have this name: choose which one is meant",
        Refusal::NotTicked => "That is not ticked, so there is no tick to take back",
        Refusal::CaseNotNoted => "That is not noted for this call, or was taken back",
        Refusal::AttorneyDecides => "Only the supervising attorney can say so. Type the attorney’s name",
        Refusal::ApprovalIncomplete => "Type the supervising attorney’s name and when they approved it",
        Refusal::NotApproved => "There is no approval to take back",
        _ => return None,
    })
}
