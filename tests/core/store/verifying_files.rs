//! Changed, missing and added audio files of a call are found.

use super::recorded::*;
use super::support::*;
use rapport::domain::chain::Hash;
use rapport::domain::custody::{CustodyFact, DeletedFile, Deletion};
use rapport::domain::fact::Fact;
use rapport::domain::track::Track;
use rapport::store::verify::{Fault, FaultKind, RemarkKind, Verified};
use rapport::store::write_timeline_file;

#[test]
fn a_recording_as_it_was_written_is_intact() {
    let desk = recorded(take());
    assert_eq!(verify(&desk), Verified::default());
}

#[test]
fn a_changed_audio_file_is_named() {
    let desk = recorded(take());
    let mut changed = sound(1);
    changed[5_000] ^= 1;
    for (bytes, what) in [
        (changed.as_slice(), FaultKind::FileChanged),
        (&[sound(1), vec![0]].concat(), FaultKind::FileChanged),
        (&sound(1)[..9_999], FaultKind::FileCutOff),
        (&[], FaultKind::FileCutOff),
    ] {
        put(&desk, "audio/mic-0001.wav", bytes);
        assert_eq!(verify(&desk).faults, [in_file(what, "audio/mic-0001.wav")]);
    }
}

#[test]
fn a_missing_audio_file_is_named() {
    let desk = recorded(take());
    std::fs::remove_file(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    let missing = [in_file(FaultKind::FileMissing, "audio/mic-0001.wav")];
    assert_eq!(verify(&desk).faults, missing);
    std::fs::remove_dir_all(desk.layout().call(&call_id())).unwrap();
    let session = in_file(FaultKind::FileMissing, "audio/session.json");
    assert_eq!(verify(&desk).faults, [missing, [session]].concat());
}

#[test]
fn an_added_file_is_named() {
    let desk = recorded(take());
    for name in ["mic-0002.wav", "far-0001.wav", "notes.txt", "MIC-0001.WAV", "deep/mic-0002.wav"] {
        put(&desk, &format!("audio/{name}"), &sound(2));
    }
    let expected: Vec<_> = ["MIC-0001.WAV", "deep", "far-0001.wav", "mic-0002.wav", "notes.txt"]
        .iter()
        .map(|name| in_file(FaultKind::FileAdded, &format!("audio/{name}")))
        .collect();
    assert_eq!(verify(&desk).faults, expected);
}

#[test]
fn the_files_of_a_take_in_progress_are_not_yet_told() {
    let running = [take(), vec![Fact::RecordingRequested { take: 2 }, started(2)]].concat();
    for (facts, is_untold) in [
        (running.clone(), true),
        ([running.clone(), vec![interrupted()]].concat(), true),
        ([running.clone(), vec![stopped(2, 4_978)]].concat(), true),
        ([running.clone(), vec![stopped(2, 0)]].concat(), false),
        (
            [running.clone(), vec![Fact::RecordingFailed { take: 2, what: "no device".into() }]].concat(),
            false,
        ),
        (take(), false),
    ] {
        let told = format!("{:?}", facts.last());
        let desk = recorded(facts);
        put(&desk, "audio/mic-0002.wav", &sound(2));
        let verified = verify(&desk);
        let untold = ["audio/mic-0002.wav".to_owned()];
        assert_eq!(verified.not_yet_told, if is_untold { untold.as_slice() } else { &[] }, "{told}");
        assert_eq!(verified.is_intact(), is_untold, "{told}");
    }
}

#[test]
fn a_far_end_that_joined_in_mid_take_may_have_a_file_that_is_not_told_yet() {
    let running = [take(), vec![Fact::RecordingRequested { take: 2 }, started(2)]].concat();
    let joined =
        Fact::DeviceChanged { take: 2, track: Track::Far, frame: 0, from: String::new(), to: Some(format()) };
    for (facts, is_untold) in [(running.clone(), false), ([running, vec![joined]].concat(), true)] {
        let desk = recorded(facts);
        put(&desk, "audio/far-0001.wav", &sound(2));
        let verified = verify(&desk);
        assert_eq!((verified.is_intact(), verified.not_yet_told.len()), (is_untold, usize::from(is_untold)));
    }
}

#[test]
fn a_take_in_progress_hides_no_file_among_those_told() {
    let facts =
        [take(), vec![segment("mic-0005.wav", 4_978, &sound(5)), Fact::RecordingRequested { take: 2 }]];
    let desk = recorded(facts.concat());
    put(&desk, "audio/mic-0005.wav", &sound(5));
    put(&desk, "audio/mic-0003.wav", &sound(3));
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileAdded, "audio/mic-0003.wav")]);
}

#[test]
fn a_file_without_sound_is_told_by_the_take_that_left_it_and_added_where_none_did() {
    let failed = vec![
        Fact::RecordingRequested { take: 2 },
        Fact::RecordingFailed { take: 2, what: "no device".to_owned() },
    ];
    let desk = recorded([take(), failed, vec![finished()]].concat());
    put(&desk, "audio/mic-0002.wav", &[0; 44]);
    let verified = verify(&desk);
    assert_eq!(verified.not_yet_told, [""; 0], "no take of a finished call runs");
    assert_eq!(verified.faults, []);
    assert_eq!(remarks(&desk), [(RemarkKind::NoSound, "audio/mic-0002.wav".to_owned())]);
    put(&desk, "audio/mic-0003.wav", b"");
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileAdded, "audio/mic-0003.wav")]);
    check(
        |folder| write(&folder.join("audio/mic-0002.wav"), b""),
        &[(FaultKind::FileAdded, "audio/mic-0002.wav")],
    );
}

#[test]
fn what_a_crash_left_of_a_write_is_no_fault() {
    let desk = whole();
    put(&desk, "audio/.rapport-a1b2c3.part", b"{");
    put(&desk, ".rapport-a1b2c4.part", b"{");
    assert_eq!(verify(&desk).faults, []);
    let left = [".rapport-a1b2c4.part", "audio/.rapport-a1b2c3.part"];
    let mut found = remarks(&desk);
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    assert_eq!(found, left.map(|path| (RemarkKind::Unfinished, path.to_owned())));
}

#[test]
fn peaks_and_the_clock_belong_beside_the_audio_they_were_made_from() {
    check(
        |folder| {
            write(&folder.join("audio/mic-0001.peaks"), b"peaks");
            write(&folder.join("audio/clock.jsonl"), b"{}");
            for stray in ["mic-0007.peaks", "other.peaks"] {
                write(&folder.join("audio").join(stray), b"peaks");
            }
        },
        &[(FaultKind::FileAdded, "audio/mic-0007.peaks"), (FaultKind::FileAdded, "audio/other.peaks")],
    );
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_not_followed() {
    let desk = Desk::with_call(vec![opened(), segment("../../secret", 1, b"secret")]);
    write(&desk.folder.path().join("calls/secret"), b"secret");
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileUnreadable, "audio/../../secret")]);
}

#[test]
fn a_folder_that_was_copied_elsewhere_is_checked_with_its_files() {
    let desk = recorded([take(), vec![finished()]].concat());
    let timeline = desk.store().timeline(&call_id()).unwrap();
    write_timeline_file(&desk.layout(), &call_id(), &timeline).unwrap();
    let folder = desk.layout().call(&call_id());
    assert!(rapport::store::verify::folder(&folder).unwrap().is_intact());
    put(&desk, "audio/mic-0001.wav", &sound(9));
    let verified = rapport::store::verify::folder(&folder).unwrap();
    assert_eq!(verified.faults, [in_file(FaultKind::FileChanged, "audio/mic-0001.wav")]);
}

fn decided() -> Fact {
    let files =
        vec![DeletedFile { file: "mic-0001.wav".to_owned(), sha256: Hash::of(&sound(1)).to_string() }];
    Fact::Custody(CustodyFact::DeletionDecided {
        takes: vec![1],
        decided_by: "Jo Marsh".to_owned(),
        reason: "the client asked".to_owned(),
        files,
    })
}

fn deleted(deletion: Deletion) -> Fact {
    Fact::Custody(CustodyFact::AudioDeleted { takes: vec![1], deletion })
}

fn gone() -> Deletion {
    let file = DeletedFile { file: "mic-0001.wav".to_owned(), sha256: Hash::of(&sound(1)).to_string() };
    Deletion { gone: vec![file], ..Deletion::default() }
}

/// What is found of the only audio file with these entries, while it is there and when it is gone.
fn of_deleted(more: Vec<Fact>) -> [(Vec<Fault>, Vec<RemarkKind>); 2] {
    let desk = recorded([take(), vec![finished()], more].concat());
    let found = || {
        let Verified { faults, remarks, .. } = verify(&desk);
        (faults, remarks.into_iter().map(|remark| remark.what).collect())
    };
    let there = found();
    std::fs::remove_file(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    [there, found()]
}

#[test]
fn audio_that_was_deleted_on_purpose_is_no_fault_and_told() {
    let by = |seq| vec![RemarkKind::Deleted { by: rapport::domain::ids::Seq(seq) }];
    let whole = (vec![], vec![]);
    // Decided and not carried out yet, or carried out and not noted yet.
    assert_eq!(of_deleted(vec![decided()]), [whole.clone(), (vec![], by(7))]);
    let still_there = (vec![in_file(FaultKind::FileNotDeleted, "audio/mic-0001.wav")], vec![]);
    assert_eq!(of_deleted(vec![decided(), deleted(gone())]), [still_there.clone(), (vec![], by(8))]);
    let missing = Deletion { missing: vec!["mic-0001.wav".to_owned()], ..Deletion::default() };
    assert_eq!(of_deleted(vec![decided(), deleted(missing)]), [still_there, (vec![], by(8))]);
    let left = Deletion { left: vec!["mic-0001.wav (in use)".to_owned()], ..Deletion::default() };
    assert_eq!(of_deleted(vec![decided(), deleted(left)]), [whole.clone(), (vec![], by(7))]);
    let lost = (vec![in_file(FaultKind::FileMissing, "audio/mic-0001.wav")], vec![]);
    assert_eq!(of_deleted(vec![]), [whole, lost]);
}

#[test]
fn the_outline_of_deleted_sound_is_named() {
    let desk = recorded([take(), vec![finished(), decided(), deleted(gone())]].concat());
    std::fs::remove_file(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    put(&desk, "audio/mic-0001.peaks", b"peaks");
    assert_eq!(verify(&desk).faults, [in_file(FaultKind::FileAdded, "audio/mic-0001.peaks")]);
}
