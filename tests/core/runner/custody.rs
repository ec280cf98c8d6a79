//! Audio that is deleted on purpose: with real files, and not while a hold stands on disk.

use super::shop::{Shop, troubles};
use crate::store::support::{CALL, Desk, append_all, call_id, client, opened_with};
use rapport::app::event::{Event, JobEvent, StoreEvent};
use rapport::app::{Effect, Trouble};
use rapport::domain::chain::Hash;
use rapport::domain::custody::{CustodyFact, DeletedFile, Deletion};
use rapport::domain::decide::CustodyStep;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, MatterId};
use rapport::domain::people::Matter;
use rapport::domain::recording::{StopReason, TakeFormat};
use rapport::domain::track::Track;
use rapport::store::verify::{Fault, Remark, RemarkKind};
use std::path::PathBuf;

const SOUND: &[u8] = b"sound";

fn matter() -> Matter {
    Matter { id: MatterId::new("m-1"), title: "Ortiz v. City".to_owned() }
}

/// A take of two files that has ended, and the decision that its audio goes.
fn decided() -> Vec<Fact> {
    let format =
        TakeFormat { device_id: "a:b".to_owned(), device_name: "Headset".to_owned(), rate: 48_000, bits: 16 };
    let segment = |track: Track| Fact::SegmentFinished {
        take: 1,
        track,
        file: track.segment_file(1),
        first_frame: 0,
        frames: 1,
        rate: 48_000,
        sha256: Hash::of(SOUND).to_string(),
        salvaged: false,
    };
    vec![
        opened_with(CALL, client("c-1", "Rosa Ortiz"), Some(matter())),
        Fact::RecordingRequested { take: 1 },
        Fact::RecordingStarted { take: 1, format: format.clone(), far: Some(format) },
        segment(Track::Mic),
        segment(Track::Far),
        Fact::RecordingStopped { take: 1, frames: 1, rate: 48_000, why: StopReason::ByHand },
        Fact::Finished { left_open: 0 },
        Fact::Custody(CustodyFact::DeletionDecided {
            takes: vec![1],
            decided_by: "Jo Lang".to_owned(),
            reason: "asked for".to_owned(),
            files: vec![],
        }),
    ]
}

/// A folder with these facts as one call and its sound.
fn desk_with(facts: Vec<Fact>) -> Desk {
    let desk = Desk::with_call(facts);
    std::fs::create_dir_all(desk.layout().audio(&call_id())).unwrap();
    for track in Track::ALL {
        std::fs::copy(sound(&desk), audio(&desk, track)).unwrap();
    }
    std::fs::remove_file(sound(&desk)).unwrap();
    desk
}

fn sound(desk: &Desk) -> PathBuf {
    let path = desk.folder.path().join("sound");
    rapport::store::atomic::replace(&path, SOUND).unwrap();
    path
}

fn audio(desk: &Desk, track: Track) -> PathBuf {
    desk.layout().audio(&call_id()).join(track.segment_file(1))
}

fn is_deletion(event: &Event) -> bool {
    matches!(event, Event::Job(JobEvent::AudioDeleted { .. } | JobEvent::Failed(_)))
}

#[test]
fn the_files_of_a_take_go_once_its_deletion_is_on_disk_and_their_hashes_are_told() {
    let desk = desk_with(decided());
    let mut shop = Shop::open(&desk);
    shop.order(Effect::DeleteAudio(call_id()));
    let told = shop.until(is_deletion);
    let gone = Track::ALL
        .map(|track| DeletedFile { file: track.segment_file(1), sha256: Hash::of(SOUND).to_string() });
    let Some(Event::Job(JobEvent::AudioDeleted { takes, files, .. })) = told.last() else {
        panic!("{told:#?}");
    };
    assert_eq!(takes, &[1]);
    let mut found = files.clone();
    found.gone.reverse();
    assert_eq!(found, Deletion { gone: gone.to_vec(), ..Deletion::default() });
    assert!(Track::ALL.iter().all(|track| !audio(&desk, *track).exists()));
}

#[test]
fn a_file_that_is_not_there_is_told_as_such() {
    let desk = desk_with(decided());
    std::fs::remove_file(audio(&desk, Track::Far)).unwrap();
    let mut shop = Shop::open(&desk);
    shop.order(Effect::DeleteAudio(call_id()));
    let told = shop.until(is_deletion);
    let missing = matches!(told.last(), Some(Event::Job(JobEvent::AudioDeleted { files, .. }))
        if files.missing == [Track::Far.segment_file(1)] && files.gone.len() == 1);
    assert!(missing, "{told:#?}");
}

#[test]
fn nothing_is_deleted_that_nobody_decided_to_delete() {
    let mut facts = decided();
    facts.pop();
    let desk = desk_with(facts);
    let mut shop = Shop::open(&desk);
    shop.order(Effect::DeleteAudio(call_id()));
    shop.until_quiet();
    shop.runner.finish();
    assert!(Track::ALL.iter().all(|track| audio(&desk, *track).exists()));
}

#[test]
fn a_hold_that_was_placed_since_keeps_every_file_wherever_it_stands() {
    let held = || {
        let (reason, ordered_by) = ("suit expected".to_owned(), String::new());
        Fact::Custody(CustodyFact::HoldPlaced { reason, ordered_by })
    };
    for elsewhere in [false, true] {
        let mut facts = decided();
        if !elsewhere {
            facts.push(held());
        }
        let desk = desk_with(facts);
        let other = CallId::new("another");
        if elsewhere {
            let opened = opened_with("another", client("c-1", "Rosa Ortiz"), Some(matter()));
            append_all(&mut desk.store(), &other, vec![opened, held()]);
        }
        let mut shop = Shop::open(&desk);
        shop.order(Effect::DeleteAudio(call_id()));
        let told = shop.until(is_deletion);
        let expected = Trouble::DeletionHeld { client: "Rosa Ortiz".to_owned() };
        assert!(troubles(&told).contains(&expected), "{told:#?}");
        assert!(Track::ALL.iter().all(|track| audio(&desk, *track).exists()));
    }
}

#[test]
fn a_deletion_that_was_cut_short_goes_on_at_the_next_start_and_touches_nothing_else() {
    let desk = desk_with(decided());
    // The program had ended after the first of the two files.
    std::fs::remove_file(audio(&desk, Track::Mic)).unwrap();
    let other = CallId::new("another");
    let mut facts = decided();
    facts.pop();
    facts[0] = opened_with("another", client("c-1", "Rosa Ortiz"), None);
    append_all(&mut desk.store(), &other, facts);
    let folder = desk.layout().audio(&other);
    std::fs::create_dir_all(&folder).unwrap();
    let kept = [folder.join("mic-0001.wav"), desk.layout().audio(&call_id()).join("notes.txt")];
    for file in &kept {
        rapport::store::atomic::replace(file, SOUND).unwrap();
    }

    let mut shop = Shop::open(&desk);
    let told = shop.until(is_deletion);
    let Some(Event::Job(JobEvent::AudioDeleted { call, takes, files })) = told.last() else {
        panic!("{told:#?}");
    };
    assert_eq!((call, takes.as_slice(), files.gone.len()), (&call_id(), &[1][..], 1));
    assert_eq!(files.missing, ["mic-0001.wav"]);
    // Whoever opens the call just now asks for it once more; it is not done twice.
    shop.order(Effect::DeleteAudio(call_id()));
    let step = Box::new(CustodyStep::NoteDeletion { takes: takes.clone(), deletion: files.clone() });
    shop.order(Effect::NoteCustody { call: call_id(), step });
    shop.runner.finish();
    assert!(!audio(&desk, Track::Far).exists());
    assert!(kept.iter().all(|file| file.exists()));
    let noted = |desk: &Desk| {
        let timeline = desk.store().timeline(&call_id()).unwrap();
        let is_noted = |fact: &Fact| matches!(fact, Fact::Custody(CustodyFact::AudioDeleted { .. }));
        timeline.iter().filter(|stored| is_noted(&stored.entry.fact)).count()
    };
    assert_eq!(noted(&desk), 1);

    let mut shop = Shop::open(&desk);
    shop.until_quiet();
    shop.runner.finish();
    assert_eq!(noted(&desk), 1, "what is done is done");
}

#[test]
fn a_hold_placed_since_keeps_a_deletion_from_going_on_at_the_start_and_nobody_is_troubled() {
    let mut facts = decided();
    let (reason, ordered_by) = ("suit expected".to_owned(), String::new());
    facts.push(Fact::Custody(CustodyFact::HoldPlaced { reason, ordered_by }));
    let desk = desk_with(facts);
    let mut shop = Shop::open(&desk);
    assert_eq!(troubles(&shop.until_quiet()), []);
    shop.runner.finish();
    assert!(Track::ALL.iter().all(|track| audio(&desk, *track).exists()));
}

#[test]
fn what_still_cannot_be_deleted_is_not_noted_at_each_start_anew() {
    let mut facts = decided();
    // A folder of that name can be neither read as sound nor deleted.
    let left = {
        let desk = desk_with(decided());
        std::fs::remove_file(audio(&desk, Track::Mic)).unwrap();
        std::fs::create_dir(audio(&desk, Track::Mic)).unwrap();
        std::fs::remove_file(audio(&desk, Track::Far)).unwrap();
        std::fs::create_dir(audio(&desk, Track::Far)).unwrap();
        let mut shop = Shop::open(&desk);
        let told = shop.until(is_deletion);
        let Some(Event::Job(JobEvent::AudioDeleted { files, .. })) = told.last() else { panic!("{told:#?}") };
        files.left.clone()
    };
    assert_eq!(left.len(), 2);
    let deletion = Deletion { left, ..Deletion::default() };
    facts.push(Fact::Custody(CustodyFact::AudioDeleted { takes: vec![1], deletion }));
    let desk = desk_with(facts);
    for track in Track::ALL {
        std::fs::remove_file(audio(&desk, track)).unwrap();
        std::fs::create_dir(audio(&desk, track)).unwrap();
    }
    let before = desk.store().timeline(&call_id()).unwrap().len();
    let shop = Shop::open(&desk);
    shop.runner.finish();
    let custody = |stored: &&rapport::store::StoredEntry| matches!(stored.entry.fact, Fact::Custody(_));
    let timeline = desk.store().timeline(&call_id()).unwrap();
    assert_eq!(timeline.iter().skip(before).filter(custody).count(), 0, "{:#?}", &timeline[before..]);
}

#[test]
fn the_holds_of_a_matter_are_told_with_what_is_still_being_stored() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    let (reason, ordered_by) = ("suit expected".to_owned(), String::new());
    let opened = opened_with(CALL, client("c-1", "Rosa Ortiz"), Some(matter()));
    let held = Fact::Custody(CustodyFact::HoldPlaced { reason, ordered_by });
    shop.append_from(1, &call_id(), vec![opened, held]);
    let (call, matter) = (CallId::new("new"), matter().id);
    shop.order(Effect::LoadHolds { call, matter });
    let told = shop.until_store(|event| matches!(event, StoreEvent::Holds { .. }));
    let held = matches!(told.last(), Some(Event::Store(StoreEvent::Holds { holds, .. }))
        if holds.len() == 1 && holds[0].call == call_id());
    assert!(held, "{told:#?}");
}

#[test]
fn what_went_is_noted_for_a_call_that_is_not_on_the_desk_and_when_the_window_closes_at_once() {
    let desk = desk_with(decided());
    let mut shop = Shop::open(&desk);
    shop.order(Effect::DeleteAudio(call_id()));
    shop.runner.finish();
    let timeline = desk.store().timeline(&call_id()).unwrap();
    let noted = timeline.iter().any(|stored| {
        matches!(&stored.entry.fact, Fact::Custody(CustodyFact::AudioDeleted { deletion, .. })
            if deletion.gone.len() == 2)
    });
    assert!(noted);
    let verified = desk.store().verify(&call_id()).unwrap();
    // There was no recorder here, so what it writes beside the sound is not there.
    let of_sound = |fault: &&Fault| !format!("{:?}", fault.place).contains("session.json");
    let faults: Vec<_> = verified.faults.iter().filter(of_sound).collect();
    assert!(faults.is_empty(), "what went on purpose is not missing: {faults:?}");
    let deleted = |remark: &&Remark| matches!(remark.what, RemarkKind::Deleted { .. });
    assert_eq!(verified.remarks.iter().filter(deleted).count(), 2);
    let sums = std::fs::read_to_string(desk.layout().sums(&call_id())).unwrap_or_default();
    assert!(!sums.contains("mic-0001.wav"), "{sums}");
}
