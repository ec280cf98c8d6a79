//! Audio files for others.

use super::support::{Tape, read_flac, read_wav};
use rapport::domain::recording::GapReason;
use rapport::domain::track::Track;
use rapport::listening::{AudioExportError, AudioFormat, AudioOrder, Existing, Gaps, write_audio};
use std::ops::ControlFlow;

const RATE: u32 = 8000;

/// A signal in which each sample tells where it is.
fn wave(frame: u64) -> i16 {
    (((frame * 7919) % 65_536) as u16).cast_signed()
}

/// Two takes, both sides; the first paused for three seconds after one, the second without a far end.
fn both_sides() -> Tape {
    let mut tape = Tape::new();
    tape.take(1, RATE, 16_000);
    tape.segment(1, Track::Mic, RATE, 0..10_000, wave).segment(1, Track::Mic, RATE, 10_000..16_000, wave);
    tape.segment(1, Track::Far, RATE, 0..16_000, |frame| wave(frame + 5));
    tape.gap(1, None, 8_000, 3_000, GapReason::Paused { reason: String::new() });
    tape.take(2, RATE, 8_000).segment(2, Track::Mic, RATE, 0..8_000, |frame| wave(frame + 9));
    tape
}

fn order(format: AudioFormat, existing: Existing) -> AudioOrder {
    AudioOrder { format, gaps: Gaps::Cut, existing }
}

fn go_on(_: f32) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn this_side_is_left_and_the_far_end_right_sample_for_sample() {
    let tape = both_sides();
    let (told, sides) = tape.heard(&tape.reel(), Gaps::Cut);
    assert_eq!(told.channels, Track::ALL);
    assert_eq!((told.rate, told.lasts.as_millis(), told.gaps), (RATE, 3000, Gaps::Cut));
    assert!(told.locked.is_empty() && told.missing.is_empty());
    let mic: Vec<i16> = (0..16_000).map(wave).chain((0..8_000).map(|frame| wave(frame + 9))).collect();
    let far: Vec<i16> = (0..16_000).map(|frame| wave(frame + 5)).chain([0; 8_000]).collect();
    assert!(sides == [mic, far]);
}

#[test]
fn a_pause_is_cut_out_or_stands_as_silence_as_it_is_wanted() {
    let tape = both_sides();
    let (told, sides) = tape.heard(&tape.reel(), Gaps::Silence);
    assert_eq!((told.lasts.as_millis(), told.gaps), (6000, Gaps::Silence));
    assert!(sides.iter().all(|side| side[8_000..32_000].iter().all(|sample| *sample == 0)));
    assert_eq!(sides[0][7_999], wave(7_999));
    assert_eq!(sides[0][32_000], wave(8_000));
    assert_eq!(sides[1][32_000], wave(8_005));
}

#[test]
fn one_track_gives_a_mono_file() {
    let mut tape = Tape::new();
    tape.take(1, RATE, 9_000).segment(1, Track::Mic, RATE, 0..9_000, wave);
    let (told, sides) = tape.heard(&tape.reel(), Gaps::Silence);
    assert_eq!(told.channels, [Track::Mic]);
    assert!(sides == [(0..9_000).map(wave).collect::<Vec<_>>()]);
}

#[test]
fn a_fill_is_cut_out_only_where_neither_side_has_sound() {
    let mut tape = both_sides();
    let gone = || GapReason::DeviceGone { device: "Headset".to_owned() };
    tape.gap(2, Some(Track::Mic), 2_000, 0, gone());
    tape.gap(1, Some(Track::Mic), 0, 1_500, gone());
    assert_eq!(tape.heard(&tape.reel(), Gaps::Cut).0.lasts.as_millis(), 3000);
    tape.gap(1, Some(Track::Far), 4_000, 1_500, gone());
    // From second 0.5 to 1.5 both are away; the pause lies within.
    assert_eq!(tape.heard(&tape.reel(), Gaps::Cut).0.lasts.as_millis(), 2000);
    assert_eq!(tape.heard(&tape.reel(), Gaps::Silence).0.lasts.as_millis(), 6000);
    // What is told twice is silent once.
    tape.gap(1, Some(Track::Far), 6_000, 1_250, GapReason::NoSound);
    tape.gap(1, Some(Track::Mic), 2_000, 1_250, GapReason::NoSound);
    assert_eq!(tape.heard(&tape.reel(), Gaps::Silence).0.lasts.as_millis(), 6000);
}

#[test]
fn flac_holds_the_samples_of_the_wav() {
    let tape = both_sides();
    let reel = tape.reel();
    let (_, sides) = tape.heard(&reel, Gaps::Cut);
    let to = tape.beside("heard.flac");
    let told =
        write_audio(&reel, tape.folder(), &to, order(AudioFormat::Flac, Existing::Keep), &mut go_on).unwrap();
    assert_eq!(told.channels, Track::ALL);
    let (channels, rate, samples) = read_flac(&to);
    assert_eq!((channels, rate), (2, RATE));
    let wav: Vec<i16> = sides[0].iter().zip(&sides[1]).flat_map(|(mic, far)| [*mic, *far]).collect();
    assert!(samples == wav);
}

#[test]
fn a_file_that_is_there_is_kept_unless_it_may_be_replaced() {
    let tape = both_sides();
    let to = tape.beside("there.wav");
    std::fs::write(&to, "mine").unwrap();
    let keep = order(AudioFormat::Wav, Existing::Keep);
    let error = write_audio(&tape.reel(), tape.folder(), &to, keep, &mut go_on).unwrap_err();
    assert!(matches!(error, AudioExportError::FileIsThere), "{error:?}");
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "mine");
    let replace = order(AudioFormat::Wav, Existing::Replace);
    write_audio(&tape.reel(), tape.folder(), &to, replace, &mut go_on).unwrap();
    assert_eq!(read_wav(&to)[0].len(), 24_000);
}

#[test]
fn who_gives_up_half_way_leaves_nothing_behind() {
    let tape = both_sides();
    let before = names(&tape);
    let to = tape.beside("half.flac");
    let mut half = |done: f32| if done > 0.5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let order = order(AudioFormat::Flac, Existing::Keep);
    let error = write_audio(&tape.reel(), tape.folder(), &to, order, &mut half).unwrap_err();
    assert!(matches!(error, AudioExportError::GivenUp), "{error:?}");
    assert_eq!(names(&tape), before);
}

#[test]
fn what_is_locked_is_left_out_and_named_and_what_is_missing_is_named() {
    let tape = both_sides();
    let (told, sides) = tape.heard(&tape.reel_without(&[1]), Gaps::Silence);
    assert_eq!((told.lasts.as_millis(), told.locked), (1000, vec![1]));
    assert_eq!(sides[0][0], wave(9));

    std::fs::remove_file(tape.beside("mic-0002.wav")).unwrap();
    let (told, sides) = tape.heard(&tape.reel(), Gaps::Cut);
    assert_eq!(told.missing, ["mic-0002.wav"]);
    assert!(sides[0][10_000..16_000].iter().all(|sample| *sample == 0));
    assert_eq!(sides[0][9_999], wave(9_999));

    let all = tape.reel_without(&[1, 2]);
    let order = order(AudioFormat::Wav, Existing::Keep);
    let error = write_audio(&all, tape.folder(), &tape.beside("none.wav"), order, &mut go_on).unwrap_err();
    assert!(matches!(error, AudioExportError::Nothing), "{error:?}");
}

fn names(tape: &Tape) -> Vec<String> {
    let entries = std::fs::read_dir(tape.folder()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
