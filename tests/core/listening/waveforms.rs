//! Peaks beside the segments, and the picture made of them.

use super::support::Tape;
use rapport::domain::track::Track;
use rapport::listening::{Column, Waveform, make_peaks, peaks_file};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

const RATE: u32 = 8000;

/// Ten seconds in two segments: silence, but for a loud second three and a half-loud second seven.
fn tape() -> Tape {
    let mut tape = Tape::new();
    let sample = |frame: u64| match frame / 8000 {
        3 => [16_384, -16_384][frame as usize % 2],
        7 => 8192,
        _ => 0,
    };
    tape.take(1, RATE, 80_000);
    tape.segment(1, Track::Mic, RATE, 0..36_000, sample);
    tape.segment(1, Track::Mic, RATE, 36_000..80_000, sample);
    tape
}

fn with_peaks(tape: &Tape) -> Waveform {
    for segment in &tape.log.segments {
        make_peaks(tape.folder(), segment).unwrap();
    }
    Waveform::load(tape.reel(), tape.folder())
}

#[test]
fn a_column_shows_the_loudest_of_its_time() {
    let tape = tape();
    let waveform = with_peaks(&tape);
    assert_eq!(waveform.missing(), 0);
    let columns = waveform.columns(Track::Mic, 0, 10_000, 10);
    let mut expected = [Column::default(); 10];
    expected[3] = Column { min: -0.5, max: 0.5 };
    expected[7] = Column { min: 0.25, max: 0.25 };
    assert_eq!(columns, expected);
    let near = waveform.columns(Track::Mic, 2_900, 3_100, 4);
    assert_eq!(near[..2], [Column::default(); 2]);
    assert_eq!(near[2..], [expected[3]; 2]);
    assert_eq!(waveform.columns(Track::Far, 0, 10_000, 2), [Column::default(); 2]);
    assert_eq!(waveform.columns(Track::Mic, 20_000, 30_000, 1), [Column::default()]);
}

#[test]
fn peaks_that_are_missing_or_of_another_length_are_made_again() {
    let tape = tape();
    let peaks = tape.beside(&peaks_file("mic-0001.wav"));
    let whole = {
        with_peaks(&tape);
        std::fs::read(&peaks).unwrap()
    };
    let damaged: [(&str, &dyn Fn()); 4] = [
        ("missing", &|| std::fs::remove_file(&peaks).unwrap()),
        ("cut short", &|| std::fs::write(&peaks, &whole[..whole.len() - 1]).unwrap()),
        ("of another version", &|| {
            std::fs::write(&peaks, [&whole[..4], &[9], &whole[5..]].concat()).unwrap();
        }),
        ("of other frames", &|| std::fs::write(&peaks, [&whole[..16], &[9], &whole[17..]].concat()).unwrap()),
    ];
    for (what, damage) in damaged {
        damage();
        let mut waveform = Waveform::load(tape.reel(), tape.folder());
        assert_eq!(waveform.missing(), 1, "{what}");
        let mut left = Vec::new();
        waveform.make_missing(tape.folder(), |more| {
            left.push(more);
            ControlFlow::Continue(())
        });
        assert_eq!((waveform.missing(), left), (0, vec![0]), "{what}");
        assert!(std::fs::read(&peaks).unwrap() == whole, "{what}");
    }
}

#[test]
fn the_peaks_of_a_locked_take_are_not_read() {
    let tape = tape();
    with_peaks(&tape);
    let mut waveform = Waveform::load(tape.reel_without(&[1]), tape.folder());
    assert_eq!(waveform.columns(Track::Mic, 0, 10_000, 1), [Column::default()]);
    waveform.make_missing(tape.folder(), |_| panic!("none is missing"));
}

/// The time is printed, not held: it is the machine's.
#[test]
fn eight_hours_of_two_tracks_open_at_once() {
    let mut tape = Tape::new();
    // Segments of five minutes at fifty frames a second have as many peaks as those at 48 kHz.
    let (rate, segments) = (50, 96);
    tape.take(1, rate, 15_000 * segments);
    for number in 0..segments {
        for track in Track::ALL {
            tape.segment(1, track, rate, number * 15_000..(number + 1) * 15_000, |frame| {
                (frame % 9000) as i16
            });
        }
    }
    for segment in &tape.log.segments {
        make_peaks(tape.folder(), segment).unwrap();
    }
    let reel = tape.reel();
    assert_eq!(reel.length_ms(), 8 * 3_600_000);
    let start = Instant::now();
    let waveform = Waveform::load(Arc::clone(&reel), tape.folder());
    let columns = Track::ALL.map(|track| waveform.columns(track, 0, reel.length_ms(), 1500));
    println!("8 hours, two tracks, 1500 columns each: {:?}", start.elapsed());
    assert_eq!(waveform.missing(), 0);
    assert!(columns.iter().flatten().all(|column| column.max > 0.0));
}
