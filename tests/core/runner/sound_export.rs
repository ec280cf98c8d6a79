//! The recording of a call written elsewhere as one sound file, with real files.

use super::shop::{Shop, troubles};
use crate::store::support::{CALL, Desk, call_id, client, opened_with};
use rapport::app::action::SoundOrder;
use rapport::app::event::{Event, JobEvent};
use rapport::app::{AudioFormat, Effect, Trouble};
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::domain::recording::{StopReason, TakeFormat};
use rapport::domain::sound_export::{Gaps, SoundExport};
use rapport::domain::track::Track;
use std::path::{Path, PathBuf};

const RATE: u32 = 8_000;

/// A finished call with one take of so many seconds.
fn recorded(seconds: u32) -> Desk {
    let format =
        TakeFormat { device_id: "a:b".to_owned(), device_name: "Headset".to_owned(), rate: RATE, bits: 16 };
    let frames = u64::from(RATE * seconds);
    let segment = Fact::SegmentFinished {
        take: 1,
        track: Track::Mic,
        file: Track::Mic.segment_file(1),
        first_frame: 0,
        frames,
        rate: RATE,
        sha256: Hash::of(b"not looked at").to_string(),
        salvaged: false,
    };
    let desk = Desk::with_call(vec![
        opened_with(CALL, client("c-1", "Rosa Ortiz"), None),
        Fact::RecordingRequested { take: 1 },
        Fact::RecordingStarted { take: 1, format, far: None },
        segment,
        Fact::RecordingStopped { take: 1, frames, rate: RATE, why: StopReason::ByHand },
        Fact::Finished { left_open: 0 },
    ]);
    let folder = desk.layout().audio(&call_id());
    std::fs::create_dir_all(&folder).unwrap();
    let sample_format = hound::SampleFormat::Int;
    let spec = hound::WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format };
    let mut wav = hound::WavWriter::create(folder.join(Track::Mic.segment_file(1)), spec).unwrap();
    (0..frames).for_each(|frame| wav.write_sample((frame % 1_000) as i16).unwrap());
    wav.finalize().unwrap();
    desk
}

fn export(shop: &mut Shop, format: AudioFormat, folder: &Path) {
    let order = SoundOrder { format, gaps: Gaps::Cut, folder: folder.to_path_buf() };
    shop.order(Effect::ExportSound { call: call_id(), order });
}

fn until_over(shop: &mut Shop) -> Vec<Event> {
    shop.until(|event| {
        matches!(event, Event::Job(JobEvent::SoundWritten { .. } | JobEvent::SoundNotWritten { .. }))
    })
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn beside(desk: &Desk) -> PathBuf {
    let folder = desk.folder.path().join("for the file");
    std::fs::create_dir(&folder).unwrap();
    folder
}

#[test]
fn it_is_written_under_a_name_that_is_free_and_told_with_hash_and_gaps() {
    let desk = recorded(1);
    let folder = beside(&desk);
    let mut shop = Shop::open(&desk);
    let mut written = Vec::new();
    for format in [AudioFormat::Wav, AudioFormat::Wav, AudioFormat::Flac] {
        export(&mut shop, format, &folder);
        let told = until_over(&mut shop);
        let Some(Event::Job(JobEvent::SoundWritten { path, sha256, sound, .. })) = told.last() else {
            panic!("{told:#?}");
        };
        assert_eq!(*sound, SoundExport { gaps: Gaps::Cut, left_out: vec![] });
        assert_eq!(*sha256, Hash::of(&std::fs::read(path).unwrap()).as_str());
        written.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    let day = written[0].trim_start_matches("Rosa Ortiz ").trim_end_matches(" recording.wav");
    let expected = [
        format!("Rosa Ortiz {day} recording.wav"),
        format!("Rosa Ortiz {day} recording (2).wav"),
        format!("Rosa Ortiz {day} recording.flac"),
    ];
    assert_eq!(written, expected);
    shop.runner.finish();
}

#[test]
fn what_is_given_up_leaves_nothing_behind_and_so_does_the_end_of_the_program() {
    let desk = recorded(600);
    let folder = beside(&desk);
    let mut shop = Shop::open(&desk);
    export(&mut shop, AudioFormat::Flac, &folder);
    shop.until(|event| matches!(event, Event::Job(JobEvent::SoundProgress { .. })));
    shop.order(Effect::GiveUpSoundExport);
    let told = until_over(&mut shop);
    assert!(
        matches!(told.last(), Some(Event::Job(JobEvent::SoundNotWritten { trouble: None, .. }))),
        "{told:#?}"
    );
    assert_eq!(names_in(&folder), [""; 0]);

    export(&mut shop, AudioFormat::Flac, &folder);
    shop.until(|event| matches!(event, Event::Job(JobEvent::SoundProgress { .. })));
    shop.runner.finish();
    assert_eq!(names_in(&folder), [""; 0]);
}

#[test]
fn a_folder_that_cannot_be_and_a_file_that_is_missing_are_told() {
    let desk = recorded(1);
    let mut shop = Shop::open(&desk);
    export(&mut shop, AudioFormat::Wav, &desk.folder.path().join("not/there"));
    let told = until_over(&mut shop);
    let missing = |trouble: &Option<Trouble>| matches!(trouble, Some(Trouble::ExportPlaceMissing { .. }));
    let last = told.last();
    assert!(
        matches!(last, Some(Event::Job(JobEvent::SoundNotWritten { trouble, .. })) if missing(trouble)),
        "{last:?}"
    );

    let file = Track::Mic.segment_file(1);
    std::fs::remove_file(desk.layout().audio(&call_id()).join(&file)).unwrap();
    let folder = beside(&desk);
    export(&mut shop, AudioFormat::Wav, &folder);
    let told = shop.until(|event| {
        matches!(
            event,
            Event::Job(JobEvent::Noticed(Trouble::SoundIncomplete { .. }) | JobEvent::SoundNotWritten { .. })
        )
    });
    assert_eq!(troubles(&told), [Trouble::SoundIncomplete { files: vec![file] }]);
    shop.runner.finish();
}
