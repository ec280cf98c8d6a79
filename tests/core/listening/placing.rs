//! Takes, notes and gaps on the listening axis.

use super::support::Tape;
use rapport::domain::entry::Position;
use rapport::domain::recording::GapReason;
use rapport::domain::track::Track;
use rapport::listening::Gaps;

const RATE: u32 = 8000;

/// Two takes of ten and five seconds of this side; the first paused for a minute at second four.
fn two_takes() -> Tape {
    let mut tape = Tape::new();
    tape.take(1, RATE, 80_000).segment(1, Track::Mic, RATE, 0..50_000, |frame| (frame % 100) as i16);
    tape.segment(1, Track::Mic, RATE, 50_000..80_000, |frame| (frame % 100) as i16);
    tape.gap(1, None, 32_000, 60_000, GapReason::Paused { reason: "card number".to_owned() });
    tape.take(2, RATE, 40_000).segment(2, Track::Mic, RATE, 0..40_000, |frame| -((frame % 90) as i16));
    tape
}

fn position(take: u32, frame: u64) -> Position {
    Position { take, frame, rate: RATE, before_ms: 0 }
}

#[test]
fn takes_stand_one_after_another_and_a_pause_takes_up_nothing() {
    let reel = two_takes().reel();
    assert_eq!(reel.length_ms(), 15_000);
    let takes: Vec<_> = reel.takes().map(|take| (take.number, take.from_ms, take.to_ms)).collect();
    assert_eq!(takes, [(1, 0, 10_000), (2, 10_000, 15_000)]);
    assert_eq!(reel.tracks(), [Track::Mic]);
    let [gap] = reel.gaps() else { panic!("{:?}", reel.gaps()) };
    assert_eq!((gap.at_ms, gap.on_axis_ms, gap.lasted.as_secs()), (4000, 0, 60));
}

#[test]
fn a_note_is_found_on_the_axis() {
    let reel = two_takes().reel();
    assert_eq!(reel.ms_of(&position(1, 8_000)), Some(1000));
    assert_eq!(reel.ms_of(&position(1, 40_000)), Some(5000));
    assert_eq!(reel.ms_of(&position(2, 8_000)), Some(11_000));
    assert_eq!(reel.ms_of(&position(3, 0)), None);
}

#[test]
fn a_note_stays_at_its_sound_when_the_far_end_began_first() {
    let mut tape = Tape::new();
    tape.take(1, RATE, 80_000);
    tape.segment(1, Track::Mic, RATE, 0..80_000, |frame| if frame == 16_000 { 20_000 } else { 0 });
    tape.segment(1, Track::Far, RATE, 0..84_000, |_| 0);
    for second in 1..10 {
        let (mic, far) = (second * 8000, second * 8000 + 4000);
        let ms = second as f64 * 1000.0;
        tape.mark(1, Track::Mic, mic, ms).mark(1, Track::Far, far, ms);
    }
    let reel = tape.reel();
    assert_eq!(reel.length_ms(), 10_500);
    assert_eq!(reel.ms_of(&position(1, 16_000)), Some(2500));
    let (_, sides) = tape.heard(&reel, Gaps::Cut);
    assert_eq!(sides[0].iter().position(|sample| *sample == 20_000), Some(20_000));
}

#[test]
fn a_filled_gap_takes_up_its_time_on_the_axis() {
    let mut tape = two_takes();
    let gone = GapReason::DeviceGone { device: "Headset".to_owned() };
    tape.gap(2, Some(Track::Mic), 8_000, 2_000, gone);
    let reel = tape.reel();
    assert_eq!((reel.gaps()[1].at_ms, reel.gaps()[1].on_axis_ms), (11_000, 2000));
}
