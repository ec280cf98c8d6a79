//! The system ends the program in the middle of a take.

use super::{Done, Role, STATUS, folders, kinds, quick_recording, recording, start, turn, wait_stored};
use rapport::domain::fact::Fact;
use rapport::domain::recording::StopReason;
use std::process::Command;

#[test]
fn a_take_that_runs_when_the_session_ends_is_ended_properly_and_nothing_is_lost() -> Done {
    let Some(_turn) = turn("a session that ends while recording") else { return Ok(()) };
    for signal in ["TERM", "HUP", "INT"] {
        let folders = folders()?;
        let mut program = start(&folders)?;
        quick_recording(&program, "Ada Brown")?;
        // Typed, and not filed yet.
        program.type_into("Note", "Car came from the left")?;
        program.wait_told(Role::Label, STATUS, "0:01 on disk")?;
        let sent = Command::new("kill").args(["-s", signal, &program.process().to_string()]).status()?;
        assert!(sent.success());
        let ended = program.wait_ended()?;
        assert!(ended.success(), "{signal}: {ended}");
        let (call, entries) = wait_stored(&folders, "recording_stopped")?;
        let whys: Vec<_> = entries
            .iter()
            .filter_map(|entry| match &entry.fact {
                Fact::RecordingStopped { why, .. } => Some(why.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(whys, [StopReason::ByHand], "{signal}");
        let there = kinds(&entries);
        let count = |kind: &str| there.iter().filter(|there| *there == kind).count();
        assert_eq!((count("segment_finished"), count("note_added")), (2, 1), "{signal}: {there:?}");
        let wav = hound::WavReader::open(recording(&folders, &call.id))?;
        assert!(f64::from(wav.duration()) / f64::from(wav.spec().sample_rate) > 1.0, "the take is whole");

        // At the next start there is nothing to mend.
        let program = start(&folders)?;
        program.wait(Role::Button, "Go on with Ada Brown")?;
        assert!(!program.says("was interrupted")?, "{signal}: no take was cut off");
        program.close()?;
    }
    Ok(())
}
