//! The kinds of fact that came after the first version.

use rapport::domain::custody::{CustodyFact, Decided, DeletedFile, Deletion};
use rapport::domain::fact::Fact;
use rapport::domain::recording::TakeFormat;
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
        Fact::PauseExplained { take: 3, reason: "card number".to_owned() },
        Fact::Slept { seconds: 540 },
    ]
    .into_iter()
    .chain(custody())
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
