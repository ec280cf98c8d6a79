//! Who spoke how much, with voices of espeak-ng at known times.

use super::support::Tape;
use rapport::domain::track::Track;
use rapport::listening::{TalkError, TalkShare};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::process::Command;
use std::time::Duration;

/// Rate of the takes.
const RATE: u32 = 16_000;

/// About eight seconds without a pause for breath.
const WORDS: &str = "He said that the other driver had come through the light and that nobody had stopped to help \
     and that the man from the garage had seen it all from the corner and would say so";

/// A voice, at [`RATE`], without the silence around it; `None`, said loudly, where there is no espeak-ng.
fn voice(name: &str, seconds: f32) -> Option<Vec<i16>> {
    let file = tempfile::NamedTempFile::new().unwrap();
    let spoken = Command::new("espeak-ng").args(["-v", name, "-w"]).arg(file.path()).arg(WORDS).status();
    if !spoken.is_ok_and(|status| status.success()) {
        let demanded = std::env::var_os("RAPPORT_SOUND_TESTS").is_some_and(|value| value == "1");
        assert!(!demanded, "espeak-ng is missing: scripts/setup test");
        std::io::stderr().write_all(b"\n*** LEFT OUT, for want of espeak-ng: talk share ***\n").ok();
        return None;
    }
    let mut wav = hound::WavReader::open(file.path()).unwrap();
    let ratio = f64::from(wav.spec().sample_rate) / f64::from(RATE);
    let samples: Vec<i16> = wav.samples::<i16>().map(Result::unwrap).collect();
    let from = samples.iter().position(|sample| sample.unsigned_abs() > 500).unwrap();
    let at = |frame: usize| samples[from + (frame as f64 * ratio) as usize];
    Some((0..(seconds * RATE as f32) as usize).map(at).collect())
}

/// Silence with voices in it, from so many seconds on.
fn side(seconds: usize, voices: &[(f32, &[i16])], quieter: i16) -> Vec<i16> {
    let mut samples = vec![0; seconds * RATE as usize];
    for (at, voice) in voices {
        let from = (at * RATE as f32) as usize;
        samples[from..].iter_mut().zip(*voice).for_each(|(place, sample)| *place += sample / quieter);
    }
    samples
}

fn tape(mic: &[i16], far: &[i16]) -> Tape {
    let mut tape = Tape::new();
    let frames = mic.len() as u64;
    tape.take(1, RATE, frames);
    tape.segment(1, Track::Mic, RATE, 0..frames, |frame| mic[frame as usize]);
    tape.segment(1, Track::Far, RATE, 0..frames, |frame| far[frame as usize]);
    tape
}

fn count(tape: &Tape) -> TalkShare {
    TalkShare::of(&tape.reel(), tape.folder(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn check_near(what: &str, found: Duration, seconds: f32) {
    assert!((found.as_secs_f32() - seconds).abs() < 0.6, "{what}: {found:?}, not {seconds} s");
}

#[test]
fn each_side_is_counted_and_the_longest_silence_of_the_client_found() {
    let (Some(long), Some(short)) = (voice("en-us+f3", 6.0), voice("en-gb+m3", 3.0)) else { return };
    let mic = side(40, &[(1.0, &long), (12.0, &long)], 1);
    let far = side(40, &[(8.0, &short), (33.0, &short)], 1);
    let share = count(&tape(&mic, &far));
    check_near("heard", share.heard, 40.0);
    check_near("this side", share.this_side, 12.0);
    check_near("far end", share.far_end, 6.0);
    check_near("both", share.both, 0.0);
    assert_eq!(share.interruptions, []);
    let silence = share.longest_without_far_end.unwrap();
    check_near("longest silence", silence.lasted, 22.0);
    check_near("where it begins", Duration::from_millis(silence.at_ms), 11.0);
}

#[test]
fn who_begins_while_the_other_speaks_interrupts_and_a_short_word_does_not() {
    let (Some(long), Some(short)) = (voice("en-us+f3", 6.0), voice("en-gb+m3", 3.0)) else { return };
    let word = &short[..RATE as usize / 3];
    // The client is interrupted at second 13, and interrupts at 23; at 32 somebody says a word.
    let mic = side(40, &[(13.0, &short), (20.0, &long), (32.0, word)], 1);
    let far = side(40, &[(10.0, &long), (23.0, &short), (30.0, &long)], 1);
    let share = count(&tape(&mic, &far));
    let by: Vec<Track> = share.interruptions.iter().map(|one| one.by).collect();
    assert_eq!(by, [Track::Mic, Track::Far], "{share:?}");
    for (one, second) in share.interruptions.iter().zip([13.0, 23.0]) {
        check_near("interruption", Duration::from_millis(one.at_ms), second);
    }
    check_near("both", share.both, 6.3);
}

#[test]
fn the_client_in_the_loudspeaker_is_not_this_side_speaking() {
    let (Some(long), Some(short)) = (voice("en-us+f3", 6.0), voice("en-gb+m3", 3.0)) else { return };
    let voices: [(f32, &[i16]); 2] = [(10.0, &long), (20.0, &long)];
    // Through the air, and two sets of buffers.
    let mut mic = side(30, &[(10.08, &long), (20.08, &long)], 8);
    mic.iter_mut().zip(side(30, &[(2.0, &short)], 1)).for_each(|(place, own)| *place += own);
    let share = count(&tape(&mic, &side(30, &voices, 1)));
    check_near("this side", share.this_side, 3.0);
    check_near("far end", share.far_end, 12.0);
    assert_eq!(share.interruptions, []);
}

#[test]
fn one_track_has_nothing_to_compare_and_a_locked_take_is_not_listened_to() {
    let mut one = Tape::new();
    one.take(1, RATE, 16_000).segment(1, Track::Mic, RATE, 0..16_000, |_| 0);
    let go_on = &mut |_| ControlFlow::Continue(());
    let told = TalkShare::of(&one.reel(), one.folder(), go_on);
    assert!(matches!(told, Err(TalkError::OneTrack)), "{told:?}");
    let both = tape(&vec![0; 16_000], &vec![0; 16_000]);
    let told = TalkShare::of(&both.reel_without(&[1]), both.folder(), go_on);
    assert!(matches!(told, Err(TalkError::OneTrack)), "{told:?}");
    let told = TalkShare::of(&both.reel(), both.folder(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(told, Err(TalkError::GivenUp)), "{told:?}");
}
