//! The kinds of fact that came after the first version.

use rapport::domain::chain::Hash;
use rapport::domain::checklist::ScriptStamp;
use rapport::domain::consent::{
    CaseOf, ConsentAnswer, ConsentFact, HowGiven, Manner, PlaceKnown, Ruling, ScriptText, SpecialCase,
};
use rapport::domain::custody::{CustodyFact, Decided, DeletedFile, Deletion};
use rapport::domain::fact::Fact;
use rapport::domain::ids::PersonId;
use rapport::domain::recording::TakeFormat;
use rapport::domain::talk::TalkCount;
use rapport::domain::track::Track;

/// The kinds of fact that were added since the first version, and those that say more than they did.
pub fn later() -> Vec<Fact> {
    let format = TakeFormat {
        device_id: "pulseaudio:speakers.monitor".to_owned(),
        device_name: "Speakers".to_owned(),
        rate: 44_100,
        bits: 16,
    };
    [
        Fact::RecordingStarted { take: 3, format: format.clone(), far: Some(format.clone()) },
        Fact::DeviceChanged {
            take: 3,
            track: Track::Far,
            frame: 4_800,
            from: "Loudspeaker".to_owned(),
            to: Some(format),
        },
        Fact::OutputChanged {
            take: 3,
            plays_on: "Headset".to_owned(),
            recorded_from: "Loudspeaker".to_owned(),
        },
        Fact::PauseExplained { take: 3, reason: "card number".to_owned() },
        Fact::Slept { seconds: 540 },
        Fact::TalkCounted { talk: TalkCount { heard_ms: 1_000, ..TalkCount::default() } },
        Fact::FileSealed {
            file: "audio/session.json".to_owned(),
            sha256: Hash::of(b"a session").to_string(),
        },
        Fact::Exported {
            format: "docx".to_owned(),
            sha256: Hash::of(b"another call note").to_string(),
            file: Some("call-note.docx".to_owned()),
            sound: None,
        },
    ]
    .into_iter()
    .chain(custody())
    .chain(consent())
    .collect()
}

fn custody() -> Vec<Fact> {
    let (why, who) = (|| "the client asked".to_owned(), || "Jo Lang".to_owned());
    let file = DeletedFile { file: "mic-0001.wav".to_owned(), sha256: "ab".repeat(32) };
    [
        CustodyFact::AudioKept { takes: vec![1], decided: Decided::ByPerson, reason: why() },
        CustodyFact::AudioRestricted { takes: vec![1, 3], decided: Decided::ByRule, reason: String::new() },
        CustodyFact::AudioReleased { takes: vec![1], attorney: who(), reason: why() },
        CustodyFact::DeletionDecided {
            takes: vec![3],
            decided_by: who(),
            reason: why(),
            files: vec![file.clone()],
        },
        CustodyFact::AudioDeleted {
            takes: vec![3],
            deletion: Deletion {
                gone: vec![file],
                missing: vec!["mic-0002.wav".to_owned()],
                left: vec!["far-0001.wav (in use)".to_owned()],
            },
        },
        CustodyFact::HoldPlaced { reason: why(), ordered_by: who() },
        CustodyFact::HoldLifted { reason: why(), ordered_by: who() },
    ]
    .map(Fact::Custody)
    .to_vec()
}

fn consent() -> Vec<Fact> {
    let script = || ScriptStamp {
        id: "recording.es".to_owned(),
        version: "2".to_owned(),
        words: "0123456789abcdef".to_owned(),
    };
    let text = || ScriptText { language: "es".to_owned(), lines: vec!["¿Puedo grabar?".to_owned()] };
    let (person, why) = (|| PersonId::new("p-1"), || "as it turned out".to_owned());
    let manner = Manner { given: HowGiven::ThroughRelay, language: "es".to_owned() };
    let more = [
        ConsentFact::PlaceGiven {
            person: person(),
            place: "US-CA".to_owned(),
            name: "California".to_owned(),
            known: PlaceKnown::Guessed,
        },
        ConsentFact::RulingApplied { ruling: Ruling { rule: "all_party".to_owned(), ..Ruling::default() } },
        ConsentFact::DutySettled { duty: "recording_now".to_owned(), words: why() },
        ConsentFact::DutyTakenBack { duty: "recording_now".to_owned(), words: why() },
        ConsentFact::AnswerTakenBack { person: person() },
        ConsentFact::YesReconfirmed { person: person(), script: script(), asked: why() },
        ConsentFact::CaseNoted { of: of(SpecialCase::JailLine), note: String::new(), listed_since: false },
        ConsentFact::CaseTakenBack {
            of: of(SpecialCase::JailLine),
            reason: why(),
            attorney: "Jo Lang".to_owned(),
        },
        ConsentFact::CaseStepSettled {
            of: CaseOf { case: SpecialCase::Child, person: Some(person()) },
            step: "2".to_owned(),
            words: "Ask the parent".to_owned(),
            done_by: "Pat Doe".to_owned(),
        },
        ConsentFact::CaseStepTakenBack { of: of(SpecialCase::Relay), step: "2".to_owned(), words: why() },
        ConsentFact::CaseApproved {
            of: of(SpecialCase::InDoubt),
            attorney: "Jo Lang".to_owned(),
            approved_at: "today at 9:40".to_owned(),
        },
        ConsentFact::ApprovalTakenBack { of: of(SpecialCase::InDoubt), reason: why() },
        ConsentFact::NoValidConsent { takes: vec![1], why: why() },
    ];
    let told = [
        Fact::ConsentScriptChanged { script: script(), text: text() },
        Fact::ConsentExplained { script: script(), words: text() },
        Fact::ConsentAnswered { person: person(), answer: ConsentAnswer::Yes, script: script(), manner },
    ];
    told.into_iter().chain(more.map(Fact::Consent)).collect()
}

fn of(case: SpecialCase) -> CaseOf {
    CaseOf { case, person: None }
}
