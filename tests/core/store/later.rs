//! The kinds of fact that came after the first version.

use rapport::domain::chain::Hash;
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
    vec![
        Fact::RecordingStarted { take: 3, format: format.clone(), far: Some(format.clone()) },
        Fact::DeviceChanged {
            take: 3,
            track: Track::Far,
            frame: 4_800,
            from: "Loudspeaker".to_owned(),
            to: Some(format),
        },
        Fact::FileSealed {
            file: "audio/session.json".to_owned(),
            sha256: Hash::of(b"a session").to_string(),
        },
        Fact::Exported {
            format: "docx".to_owned(),
            sha256: Hash::of(b"another call note").to_string(),
            file: Some("call-note.docx".to_owned()),
        },
    ]
}
