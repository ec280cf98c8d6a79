//! What people read without the database is kept up to date in the call's folder.

use super::shop::{Shop, troubles};
use crate::store::support::{
    Desk, append_all, call_id, client, entry, finished, note, opened, opened_with, segment, stopped, write,
};
use rapport::app::event::{Event, JobEvent};
use rapport::app::{Effect, Trouble};
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::domain::ids::CallId;
use rapport::domain::recording::TakeFormat;
use rapport::store::timeline_file_tells;

/// 4,800 frames.
const SOUND: &[u8] = &[1; 44 + 2 * 4_800];

/// A take that ended, with one file.
fn recorded() -> Vec<Fact> {
    let format = TakeFormat { device_id: "d".into(), device_name: "D".into(), rate: 48_000, bits: 16 };
    vec![
        opened(),
        Fact::RecordingRequested { take: 1 },
        Fact::RecordingStarted { take: 1, format, far: None },
        segment("mic-0001.wav", 4_800, SOUND),
        stopped(1, 4_800),
    ]
}

/// What the recorder leaves of that take.
fn put_audio(desk: &Desk) {
    let session = serde_json::json!({
        "version": 1, "call": call_id(), "takes": [{
            "take": 1, "started_at": "2026-11-24T16:16:02Z", "consent_entry": 1, "before_ms": 0, "tracks": [{
                "track": "mic", "device_id": "d", "device_name": "D", "rate": 48_000, "bits": 16, "first_segment": 1,
            }],
        }],
    });
    let audio = desk.layout().audio(&call_id());
    write(&audio.join("mic-0001.wav"), SOUND);
    write(&audio.join("session.json"), session.to_string().as_bytes());
    write(&audio.join("clock.jsonl"), b"{}\n");
}

fn sums(desk: &Desk) -> Option<String> {
    std::fs::read_to_string(desk.layout().sums(&call_id())).ok()
}

fn line() -> String {
    format!("{}  audio/mic-0001.wav\n", Hash::of(SOUND))
}

/// The files beside the audio whose SHA-256 is on the timeline.
fn sealed(desk: &Desk) -> Vec<(String, String)> {
    let timeline = desk.store().timeline(&call_id()).unwrap();
    let sealed = timeline.into_iter().filter_map(|stored| match stored.entry.fact {
        Fact::FileSealed { file, sha256 } => Some((file, sha256)),
        _ => None,
    });
    sealed.collect()
}

#[test]
fn a_finished_audio_file_is_in_the_list_while_the_call_goes_on() {
    let desk = Desk::new();
    put_audio(&desk);
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), recorded());
    shop.until_saved(&call_id(), 5);
    while sums(&desk).is_none() {
        shop.until_quiet();
    }
    assert_eq!(sums(&desk).unwrap(), line());
    assert!(!desk.layout().timeline(&call_id()).exists(), "the timeline in plain form comes with the end");
    shop.runner.finish();
}

#[test]
fn a_finished_call_is_whole_and_what_the_recorder_kept_beside_the_audio_is_sealed() {
    let desk = Desk::new();
    put_audio(&desk);
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), [recorded(), vec![finished()]].concat());
    shop.order(Effect::FileNotes(call_id()));
    shop.runner.finish();
    let verified = desk.store().verify(&call_id()).unwrap();
    assert!(verified.is_intact(), "{verified:?}");
    assert_eq!(
        sealed(&desk).iter().map(|(file, _)| file.as_str()).collect::<Vec<_>>(),
        ["audio/session.json", "audio/clock.jsonl"]
    );
    assert_eq!(sealed(&desk)[1].1, Hash::of(b"{}\n").as_str());
    write(&desk.layout().audio(&call_id()).join("clock.jsonl"), b"{\"ms\":1}\n");
    assert_eq!(desk.store().verify(&call_id()).unwrap().faults.len(), 1);
}

#[test]
fn a_call_that_a_crash_left_unlisted_and_unsealed_is_whole_after_the_next_start() {
    let desk = Desk::with_call([recorded(), vec![finished()]].concat());
    put_audio(&desk);
    let mut shop = Shop::open(&desk);
    shop.until_saved(&call_id(), 13);
    shop.runner.finish();
    let verified = desk.store().verify(&call_id()).unwrap();
    assert!(verified.is_intact(), "{verified:?}");
    assert_eq!(sums(&desk).unwrap(), line());
    assert_eq!(sealed(&desk).len(), 2);
    // And then no more.
    Shop::open(&desk).runner.finish();
    assert_eq!(desk.store().timeline(&call_id()).unwrap().len(), 13);
}

#[test]
fn an_interrupted_call_gets_its_list_at_the_next_start() {
    let desk = Desk::with_call(recorded());
    put_audio(&desk);
    let mut shop = Shop::open(&desk);
    shop.until_quiet();
    assert_eq!(sums(&desk).unwrap(), line());
    shop.runner.finish();
    assert!(desk.store().verify(&call_id()).unwrap().is_intact());
}

#[test]
fn whatever_comes_after_the_end_of_a_call_is_in_its_timeline_file() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), vec![opened(), finished()]);
    shop.append(&call_id(), entry(3, Fact::Addendum { text: "She rang back.".to_owned() }));
    // No document is written, and nobody asks for the timeline.
    shop.until_saved(&call_id(), 3);
    shop.runner.finish();
    let timeline = desk.store().timeline(&call_id()).unwrap();
    assert!(timeline_file_tells(&desk.layout(), &call_id(), &timeline));
}

#[test]
fn a_list_that_cannot_be_written_is_told_and_holds_up_nothing() {
    let desk = Desk::new();
    let other = CallId::new("20261124-170000-b2b2");
    std::fs::create_dir_all(desk.layout().sums(&call_id())).unwrap();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), recorded());
    let told = shop.until(|event| matches!(event, Event::Job(JobEvent::Failed(_))));
    assert!(matches!(troubles(&told).last(), Some(Trouble::SumsNotWritten { .. })), "{told:?}");
    shop.append(&other, entry(1, opened_with(other.as_str(), client("c-9", "Ana Bell"), None)));
    shop.until_saved(&other, 1);
    shop.append(&call_id(), entry(6, note("goes on")));
    shop.until_saved(&call_id(), 6);
    shop.runner.finish();
}

#[test]
fn the_store_keeps_no_list_of_a_call_without_audio() {
    let desk = Desk::new();
    append_all(&mut desk.store(), &call_id(), vec![opened(), note("one"), finished()]);
    Shop::open(&desk).runner.finish();
    assert_eq!(sums(&desk), None);
}
