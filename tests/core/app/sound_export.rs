//! The recording written elsewhere as one sound file: refused while it is restricted, given up, and told with its gaps.

use super::office::Office;
use rapport::app::action::{ClosingAction, CustodyAction, RecorderAction, SoundOrder};
use rapport::app::drafts::{CustodyChoice, CustodyDraft};
use rapport::app::event::JobEvent;
use rapport::app::sound_export::{Exportable, exportable};
use rapport::app::{Action, AudioFormat, Effect, Event};
use rapport::domain::fact::Fact;
use rapport::domain::recording::{Segment, StopReason};
use rapport::domain::refusal::Refusal;
use rapport::domain::sound_export::{Gaps, SoundExport};
use rapport::domain::track::Track;
use rapport::recording::RecorderEvent;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A finished call with one take.
fn finished() -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    office.recorder(RecorderAction::Start);
    office.begin_take();
    office.heard(RecorderEvent::SegmentFinished(Segment {
        take: 1,
        track: Track::Mic,
        file: Track::Mic.segment_file(1),
        first_frame: 0,
        frames: 48_000,
        rate: 48_000,
        sha256: "0".repeat(64),
        salvaged: false,
    }));
    office.end_take(StopReason::ByHand);
    office.act(Action::Closing(ClosingAction::Finish));
    office
}

fn export(office: &mut Office) -> Vec<Effect> {
    let order = SoundOrder { format: AudioFormat::Wav, gaps: Gaps::Cut, folder: PathBuf::from("/documents") };
    office.act(Action::Closing(ClosingAction::ExportSound(order)))
}

fn begins(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::ExportSound { .. }))
}

fn gives_up(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::GiveUpSoundExport))
}

fn restrict(office: &mut Office) -> Vec<Effect> {
    office.drafts.custody = Some(CustodyDraft {
        choice: CustodyChoice::Restrict,
        takes: vec![1],
        reason: "another client's name".to_owned(),
        by: String::new(),
    });
    office.act(Action::Custody(CustodyAction::Decide))
}

fn what(office: &Office) -> Exportable {
    exportable(office.state.call.as_ref().unwrap())
}

#[test]
fn a_recording_is_exported_once_at_a_time_and_its_gaps_are_told_on_the_timeline_and_in_the_call_note() {
    let mut office = finished();
    assert_eq!(what(&office), Exportable::Without(BTreeSet::new()));
    assert!(begins(&export(&mut office)));
    assert!(!begins(&export(&mut office)), "one is under way");
    let call = office.call().id().clone();
    office.tell(Event::Job(JobEvent::SoundProgress { call: call.clone(), done: 0.4 }));
    assert!(office.state.sound_export.as_ref().is_some_and(|export| (export.done - 0.4).abs() < 0.01));
    let path = PathBuf::from("/documents/Ada recording.wav");
    let sound = SoundExport { gaps: Gaps::Cut, left_out: vec![] };
    let (format, sha256) = ("wav", "ab".repeat(32));
    let written = JobEvent::SoundWritten {
        call: call.clone(),
        path: path.clone(),
        format,
        sha256,
        sound: sound.clone(),
    };
    let effects = office.tell(Event::Job(written));
    assert_eq!((office.state.sound_export.clone(), &office.state.written), (None, &vec![path]));
    let last = &office.call().entries().last().unwrap().fact;
    assert!(
        matches!(last, Fact::Exported { sound: Some(told), file: None, .. } if *told == sound),
        "{last:?}"
    );
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FileNotes(of) if *of == call)));
}

#[test]
fn a_restricted_recording_is_not_exported_and_the_refusal_says_why() {
    let mut office = finished();
    restrict(&mut office);
    assert_eq!(what(&office), Exportable::Restricted);
    assert!(!begins(&export(&mut office)));
    assert_eq!(office.state.refused, Some(Refusal::Restricted));
}

#[test]
fn a_take_that_is_restricted_meanwhile_takes_the_export_with_it() {
    let mut office = finished();
    export(&mut office);
    assert!(gives_up(&restrict(&mut office)));
    assert_eq!(office.state.sound_export, None);
}

#[test]
fn an_export_is_given_up_and_another_may_begin() {
    let mut office = finished();
    export(&mut office);
    assert!(gives_up(&office.act(Action::Closing(ClosingAction::GiveUpSoundExport))));
    let call = office.call().id().clone();
    office.tell(Event::Job(JobEvent::SoundNotWritten { call, trouble: None }));
    assert_eq!(office.state.troubles, []);
    assert!(begins(&export(&mut office)));
}

#[test]
fn nothing_is_exported_of_a_call_that_goes_on_or_was_never_recorded() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    assert!(!begins(&export(&mut office)));
    office.act(Action::Closing(ClosingAction::Finish));
    assert_eq!(what(&office), Exportable::Nothing);
    assert!(!begins(&export(&mut office)));
}
