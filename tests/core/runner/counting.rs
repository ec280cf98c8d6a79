//! Who spoke how much, counted for the call note from real files.

use super::shop::Shop;
use crate::store::support::{CALL, Desk, call_id, client, opened_with};
use rapport::app::Effect;
use rapport::app::event::{Event, JobEvent};
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::domain::recording::{StopReason, TakeFormat};
use rapport::domain::track::Track;

const RATE: u32 = 16_000;

#[test]
fn both_tracks_of_a_finished_call_are_counted_and_one_alone_is_not() {
    let format =
        TakeFormat { device_id: "a:b".to_owned(), device_name: "H".to_owned(), rate: RATE, bits: 16 };
    let frames = u64::from(RATE) * 4;
    for tracks in [&Track::ALL[..], &[Track::Mic]] {
        let mut facts = vec![
            opened_with(CALL, client("c-1", "Rosa Ortiz"), None),
            Fact::RecordingRequested { take: 1 },
            Fact::RecordingStarted { take: 1, format: format.clone(), far: Some(format.clone()) },
        ];
        facts.extend(tracks.iter().map(|&track| Fact::SegmentFinished {
            take: 1,
            track,
            file: track.segment_file(1),
            first_frame: 0,
            frames,
            rate: RATE,
            sha256: Hash::of(b"not looked at").to_string(),
            salvaged: false,
        }));
        facts.push(Fact::RecordingStopped { take: 1, frames, rate: RATE, why: StopReason::ByHand });
        facts.push(Fact::Finished { left_open: 0 });
        let desk = Desk::with_call(facts);
        let folder = desk.layout().audio(&call_id());
        std::fs::create_dir_all(&folder).unwrap();
        for track in tracks {
            let sample_format = hound::SampleFormat::Int;
            let spec = hound::WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format };
            let mut wav = hound::WavWriter::create(folder.join(track.segment_file(1)), spec).unwrap();
            (0..frames).for_each(|_| wav.write_sample(0_i16).unwrap());
            wav.finalize().unwrap();
        }
        let mut shop = Shop::open(&desk);
        shop.order(Effect::CountTalk(call_id()));
        if tracks.len() == 2 {
            let told = shop.until(|event| matches!(event, Event::Job(JobEvent::TalkCounted { .. })));
            let Some(Event::Job(JobEvent::TalkCounted { call, talk })) = told.last() else { panic!() };
            assert_eq!((call, talk.this_side_ms + talk.far_end_ms), (&call_id(), 0));
            assert!((3_900..=4_000).contains(&talk.heard_ms), "{talk:?}");
        } else {
            let told = shop.until_quiet();
            assert!(!told.iter().any(|event| matches!(event, Event::Job(JobEvent::TalkCounted { .. }))));
        }
        shop.runner.finish();
    }
}
