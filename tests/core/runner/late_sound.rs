//! Sound that is in the folder of a finished call and on no entry: told at the next start, and deleted with its take.

use super::shop::{Shop, troubles};
use crate::store::support::{CALL, Desk, call_id, finished, opened, write};
use rapport::app::event::{Event, JobEvent, StoreEvent};
use rapport::app::{Effect, Trouble};
use rapport::domain::call::Call;
use rapport::domain::chain::Hash;
use rapport::domain::custody::{CustodyFact, DeletedFile, Deletion, Standing};
use rapport::domain::fact::Fact;
use rapport::domain::recording::{Segment, StopReason, TakeFormat};
use rapport::domain::track::Track;
use rapport::store::verify::{Fault, FaultKind, Place};
use std::path::PathBuf;

const RATE: u32 = 8_000;

/// A WAV file of so many frames, of which each sample is the same.
fn wav(frames: u32, sample: i16) -> Vec<u8> {
    let bytes = frames * 2;
    let numbers =
        |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>();
    [
        b"RIFF".to_vec(),
        numbers(&[36 + bytes]),
        b"WAVEfmt ".to_vec(),
        numbers(&[16, 1 | 1 << 16, RATE, RATE * 2, 2 | 16 << 16]),
        b"data".to_vec(),
        numbers(&[bytes]),
        sample.to_le_bytes().repeat(frames as usize),
    ]
    .concat()
}

fn format() -> TakeFormat {
    TakeFormat { device_id: "d".into(), device_name: "D".into(), rate: RATE, bits: 16 }
}

/// The sound of a segment: seconds as long as its number.
fn sound(number: u32) -> Vec<u8> {
    wav(number * RATE, number as i16)
}

fn name(number: u32) -> String {
    Track::Mic.segment_file(number)
}

fn gone(number: u32) -> DeletedFile {
    DeletedFile { file: name(number), sha256: Hash::of(&sound(number)).to_string() }
}

fn told(number: u32, first_frame: u64) -> Fact {
    Fact::SegmentFinished {
        take: 1,
        track: Track::Mic,
        file: name(number),
        first_frame,
        frames: u64::from(number * RATE),
        rate: RATE,
        sha256: Hash::of(&sound(number)).to_string(),
        salvaged: false,
    }
}

/// A take of four segments of which the timeline tells of the first and the third, and what came after it.
fn finished_with(more: Vec<Fact>) -> Desk {
    let facts = vec![
        opened(),
        Fact::RecordingRequested { take: 1 },
        Fact::RecordingStarted { take: 1, format: format(), far: None },
        told(1, 0),
        told(3, u64::from(3 * RATE)),
        Fact::RecordingStopped {
            take: 1,
            frames: u64::from(10 * RATE),
            rate: RATE,
            why: StopReason::Failed { what: "a file could not be read back".to_owned() },
        },
        finished(),
    ];
    let desk = Desk::with_call([facts, more].concat());
    for number in 1..=4 {
        write(&audio(&desk).join(name(number)), &sound(number));
    }
    let session = serde_json::json!({ "version": 1, "call": CALL, "takes": [{
        "take": 1, "started_at": "2026-11-24T16:16:02Z", "consent_entry": 1, "before_ms": 0, "tracks": [{
            "track": "mic", "device_id": "d", "device_name": "D", "rate": RATE, "bits": 16, "first_segment": 1
        }]
    }]});
    write(&audio(&desk).join("session.json"), session.to_string().as_bytes());
    desk
}

#[test]
fn sound_in_a_call_that_never_asked_to_record_is_left_alone_and_stays_named_as_added() {
    let desk = Desk::with_call(vec![opened()]);
    let planted = audio(&desk).join(name(1));
    write(&planted, &sound(1));
    let mut shop = Shop::open(&desk);
    let told = troubles(&shop.until_quiet());
    shop.runner.finish();
    assert!(
        matches!(told.as_slice(), [Trouble::AudioLeftAlone { files, .. }] if files.len() == 1),
        "{told:?}"
    );
    let kinds: Vec<_> = call(&desk).entries().iter().map(|entry| entry.fact.kind()).collect();
    assert_eq!(kinds, ["opened", "interrupted"]);
    let found = desk.store().verify(&call_id()).unwrap();
    let added = Fault { what: FaultKind::FileAdded, place: Place::File("audio/mic-0001.wav".to_owned()) };
    assert_eq!(found.faults, [added]);
}

fn decided() -> Fact {
    Fact::Custody(CustodyFact::DeletionDecided {
        takes: vec![1],
        decided_by: "Jo Lang".to_owned(),
        reason: "asked for".to_owned(),
        files: vec![],
    })
}

fn audio(desk: &Desk) -> PathBuf {
    desk.layout().audio(&call_id())
}

fn call(desk: &Desk) -> Call {
    let timeline = desk.store().timeline(&call_id()).unwrap();
    Call::fold(timeline.into_iter().map(|stored| stored.entry)).unwrap()
}

/// Starts the program and closes it again when all is looked at; what went wrong.
fn start(desk: &Desk) -> Vec<Trouble> {
    let mut shop = Shop::open(desk);
    // A call is looked at before it is read.
    shop.order(Effect::LoadCall { call: call_id(), reading: 1 });
    let told = shop.until_store(|event| matches!(event, StoreEvent::Loaded { .. }));
    shop.runner.finish();
    troubles(&told)
}

fn deletion(shop: &mut Shop) -> Deletion {
    let told = shop.until(|event| matches!(event, Event::Job(JobEvent::AudioDeleted { .. })));
    let Some(Event::Job(JobEvent::AudioDeleted { files, takes, call })) = told.last() else {
        panic!("{told:#?}");
    };
    let step =
        rapport::domain::decide::CustodyStep::NoteDeletion { takes: takes.clone(), deletion: files.clone() };
    shop.order(Effect::NoteCustody { call: call.clone(), step: Box::new(step) });
    files.clone()
}

#[test]
fn sound_of_a_finished_call_that_is_on_no_entry_is_told_at_the_next_start_and_filed() {
    let desk = finished_with(vec![]);
    assert_eq!(start(&desk), [Trouble::SoundFoundLate { client: "Rosa Ortiz".to_owned(), files: 2 }]);
    let found = call(&desk);
    let place =
        |segment: &Segment| (segment.file.clone(), segment.first_frame / u64::from(RATE), segment.salvaged);
    let late: Vec<_> = found.recording.segments.iter().skip(2).map(place).collect();
    // The second begins where the first ends, though the third was told before it.
    assert_eq!(late, [(name(2), 1, true), (name(4), 6, true)]);
    let sums = std::fs::read_to_string(desk.layout().sums(&call_id())).unwrap();
    let note = std::fs::read_to_string(desk.layout().call_note(&call_id(), "md")).unwrap();
    for number in 1..=4 {
        assert!(sums.contains(&name(number)) && note.contains(&name(number)), "{number}");
    }
    let verified = desk.store().verify(&call_id()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    assert_eq!(start(&desk), [], "it is told once");
    assert_eq!(call(&desk).entries().len(), found.entries().len());
}

#[test]
fn documents_that_were_filed_before_are_filed_anew_with_sound_that_is_found() {
    let desk = finished_with(vec![]);
    let aside = desk.folder.path().join("aside.wav");
    for number in [2, 4] {
        std::fs::rename(audio(&desk).join(name(number)), &aside).unwrap();
    }
    assert_eq!(start(&desk), []);
    let note = || std::fs::read_to_string(desk.layout().call_note(&call_id(), "md")).unwrap();
    assert!(!note().contains(&name(4)));
    std::fs::rename(&aside, audio(&desk).join(name(4))).unwrap();
    assert_eq!(start(&desk), [Trouble::SoundFoundLate { client: "Rosa Ortiz".to_owned(), files: 1 }]);
    assert!(note().contains(&name(4)));
    let verified = desk.store().verify(&call_id()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
}

#[test]
fn a_deletion_takes_what_the_timeline_does_not_tell_of_along() {
    let desk = finished_with(vec![decided()]);
    let mut shop = Shop::open(&desk);
    let mut done = deletion(&mut shop);
    done.gone.sort_by(|one, other| one.file.cmp(&other.file));
    shop.runner.finish();
    assert_eq!(done.gone, [1, 2, 3, 4].map(gone));
    assert!((1..=4).all(|number| !audio(&desk).join(name(number)).exists()));
    assert!(matches!(call(&desk).custody.of(1), Some(Standing::Deleted { .. })));
}

#[test]
fn sound_of_a_deleted_take_that_is_found_later_goes_as_it_was_decided() {
    let deletion_of = |numbers: &[u32]| {
        let deletion =
            Deletion { gone: numbers.iter().map(|number| gone(*number)).collect(), ..Deletion::default() };
        Fact::Custody(CustodyFact::AudioDeleted { takes: vec![1], deletion })
    };
    let desk = finished_with(vec![decided(), deletion_of(&[1, 3])]);
    for number in [1, 3] {
        std::fs::remove_file(audio(&desk).join(name(number))).unwrap();
    }
    let mut shop = Shop::open(&desk);
    assert_eq!(deletion(&mut shop).gone, [2, 4].map(gone));
    shop.runner.finish();
    assert!((1..=4).all(|number| !audio(&desk).join(name(number)).exists()));
    let call = call(&desk);
    let Some(Standing::Deleted { decided_by, deletion, .. }) = call.custody.of(1) else {
        panic!("{:?}", call.custody.of(1));
    };
    assert_eq!((decided_by.as_str(), &deletion.gone[..]), ("Jo Lang", &[1, 3, 2, 4].map(gone)[..]));
}

#[test]
fn a_second_try_to_delete_misses_nothing_that_the_first_one_deleted() {
    let desk = finished_with(vec![decided()]);
    for number in [2, 3, 4] {
        std::fs::remove_file(audio(&desk).join(name(number))).unwrap();
    }
    // A folder of that name can be neither read as sound nor deleted.
    std::fs::create_dir(audio(&desk).join(name(3))).unwrap();
    let mut shop = Shop::open(&desk);
    let first = deletion(&mut shop);
    assert_eq!((&first.gone[..], first.left.len()), (&[gone(1)][..], 1));
    std::fs::remove_dir(audio(&desk).join(name(3))).unwrap();
    write(&audio(&desk).join(name(3)), &sound(3));
    shop.until_quiet();
    shop.order(Effect::DeleteAudio(call_id()));
    let second = deletion(&mut shop);
    shop.runner.finish();
    assert_eq!((&second.gone[..], second.missing.len()), (&[gone(3)][..], 0));
    let call = call(&desk);
    let Some(Standing::Deleted { deletion, .. }) = call.custody.of(1) else {
        panic!("{:?}", call.custody.of(1));
    };
    assert_eq!(*deletion, Deletion { gone: [1, 3].map(gone).to_vec(), ..Deletion::default() });
}

#[test]
fn the_waveform_of_a_segment_is_made_as_soon_as_it_is_finished() {
    let desk = Desk::new();
    write(&audio(&desk).join(name(1)), &sound(1));
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), vec![opened(), told(1, 0)]);
    // Jobs are done one after the other.
    shop.order(Effect::MakeText(call_id()));
    shop.until(|event| matches!(event, Event::Job(JobEvent::Text(_))));
    let peaks = audio(&desk).join(rapport::listening::peaks_file(&name(1)));
    assert!(peaks.exists());
    std::fs::write(&peaks, "kept").unwrap();
    shop.append_from(1, &call_id(), vec![opened(), told(1, 0)]);
    shop.order(Effect::MakeText(call_id()));
    shop.until(|event| matches!(event, Event::Job(JobEvent::Text(_))));
    assert_eq!(std::fs::read(&peaks).unwrap(), b"kept", "it is not made again when entries are stored anew");
}
