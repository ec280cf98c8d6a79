//! Lines the two tracks of a take up: which frame of each belongs to a moment of the take. Knows marks, no sound.
//!
//! This side's frames are the take's time: notes point to them. The far end is laid beside them by what both clocks' marks
//! say. Without marks of both, frames / rate is the time of either.

use super::line::{Span, spans};

/// The longest lead-in of one track over the other that is believed, in seconds.
const MOST_LEAD_SECONDS: f64 = 10.0;

/// Drift over a whole stretch below this is left alone, in seconds: the samples stay as they were recorded.
const NOT_WORTH_IT_SECONDS: f64 = 0.001;

/// What is known of a track of a take.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// Frames a second.
    pub(super) rate: u32,
    /// Frames it holds.
    pub(super) frames: u64,
    /// (milliseconds, frame) in the order of time.
    pub(super) marks: Vec<(f64, u64)>,
}

/// Part of a [`Lane`] in which a track runs evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Moment of the take it begins at, in frames of the reel; it ends where the next begins.
    pub(super) from: u64,
    /// The track's frame there; before its first frame and after its last there is silence.
    pub(super) source: f64,
    /// Frames of the track to a frame of the reel.
    pub(super) per: f64,
}

/// Which frame of a track belongs to a moment of its take.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lane {
    /// At least one, the first from 0, in order.
    stretches: Vec<Stretch>,
}

impl Lane {
    fn even(source: f64, per: f64) -> Self {
        Self { stretches: vec![Stretch { from: 0, source, per }] }
    }

    /// The stretch a moment is in, and the moment at which the next begins.
    pub(super) fn stretch_at(&self, at: u64) -> (Stretch, Option<u64>) {
        let after = self.stretches.partition_point(|stretch| stretch.from <= at);
        let nothing = Stretch { from: 0, source: 0.0, per: 1.0 };
        let stretch = self.stretches.get(after.saturating_sub(1)).copied().unwrap_or(nothing);
        (stretch, self.stretches.get(after).map(|next| next.from))
    }

    /// The track's frame at a moment.
    pub(super) fn source_at(&self, at: u64) -> f64 {
        let (stretch, _) = self.stretch_at(at);
        stretch.source + (at - stretch.from.min(at)) as f64 * stretch.per
    }

    /// The moment at which a frame is heard.
    pub(super) fn moment_of(&self, frame: u64) -> u64 {
        let frame = frame as f64;
        let after = self.stretches.partition_point(|stretch| stretch.source <= frame);
        let Some(stretch) = self.stretches.get(after.saturating_sub(1)) else { return 0 };
        let moment = stretch.from as f64 + (frame - stretch.source) / stretch.per;
        // Where frames were left out between two stretches, it is heard where the next begins.
        let next = self.stretches.get(after).map_or(f64::INFINITY, |next| next.from as f64);
        moment.min(next).max(0.0).round() as u64
    }
}

/// The lanes of a take.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    /// This side's.
    pub(super) mic: Lane,
    /// The far end's.
    pub(super) far: Option<Lane>,
    /// Length of the take, in frames of the reel.
    pub(super) frames: u64,
}

/// Lines the tracks up. `paused_at` are this side's frames at which pauses and sleeps lie; `rate` is the reel's.
pub(super) fn align(mic: &Side, far: Option<&Side>, paused_at: &[u64], rate: u32) -> Alignment {
    let scale = f64::from(rate) / f64::from(mic.rate.max(1));
    let Some(far) = far else {
        let frames = (mic.frames as f64 * scale).round() as u64;
        return Alignment { mic: Lane::even(0.0, 1.0 / scale), far: None, frames };
    };
    let pairs = pairs(mic, far, paused_at);
    let (far_at_zero, per) = pairs.first().map_or((0.0, 1.0), |pair| (pair.far, pair.per));
    let most_lead = MOST_LEAD_SECONDS * f64::from(mic.rate);
    let lead = (far_at_zero / per).clamp(0.0, most_lead).round();
    let end = mic.frames.max((mic.frames as f64 + most_lead) as u64) as f64;
    let whole = |frame: f64| ((frame + lead) * scale).round().max(0.0) as u64;
    let mut stretches: Vec<Stretch> = Vec::with_capacity(pairs.len());
    for (number, pair) in pairs.iter().enumerate() {
        let lasts = pairs.get(number + 1).map_or(end, |next| next.mic) - pair.mic;
        let pair = pair.settled(lasts, mic.rate, far.rate);
        let stretch = Stretch { from: whole(pair.mic), source: pair.far, per: pair.per / scale };
        stretches.push(match number {
            0 => Stretch { from: 0, source: pair.far - lead * pair.per, ..stretch },
            _ => stretch,
        });
    }
    let far_lane = Lane { stretches };
    let frames = whole(mic.frames as f64).max(far_lane.moment_of(far.frames));
    Alignment { mic: Lane::even(-lead, 1.0 / scale), far: Some(far_lane), frames }
}

/// From this side's frame `mic` on, the far end is at `far` and runs `per` frames to one of this side.
#[derive(Clone, Copy, Debug)]
struct Pair {
    mic: f64,
    far: f64,
    per: f64,
}

impl Pair {
    /// The same, but whole frames at the nominal rate where the drift is too small to hear.
    fn settled(self, lasts: f64, mic_rate: u32, far_rate: u32) -> Self {
        let nominal = f64::from(far_rate) / f64::from(mic_rate.max(1));
        let drift = (self.per - nominal) * lasts;
        if drift.abs() > NOT_WORTH_IT_SECONDS * f64::from(far_rate) {
            return self;
        }
        Self { far: (self.far + drift / 2.0).round(), per: nominal, ..self }
    }
}

fn pairs(mic: &Side, far: &Side, paused_at: &[u64]) -> Vec<Pair> {
    let nominal = f64::from(far.rate) / f64::from(mic.rate.max(1));
    let (mic_spans, far_spans) = (spans(&mic.marks, mic.rate), spans(&far.marks, far.rate));
    if mic_spans.is_empty() || far_spans.is_empty() {
        return vec![Pair { mic: 0.0, far: 0.0, per: nominal }];
    }
    let breaks = mic_breaks(&mic_spans, paused_at, mic.rate);
    let edges = far_edges(&far_spans, &breaks);
    let mut pairs = Vec::new();
    for (number, span) in mic_spans.iter().enumerate() {
        let from = number.checked_sub(1).and_then(|before| breaks.get(before)).map_or(0.0, |one| one.frame);
        let to = breaks.get(number).map_or(f64::INFINITY, |one| one.frame);
        let (from_ms, to_ms) = (span.ms_of(from), span.ms_of(to));
        for (number, far_span) in far_spans.iter().enumerate() {
            let begins = number.checked_sub(1).and_then(|before| edges.get(before)).copied();
            let begins = begins.unwrap_or(f64::NEG_INFINITY).max(from_ms);
            let ends = edges.get(number).copied().unwrap_or(f64::INFINITY).min(to_ms);
            if begins < ends {
                let per = far_span.frames_per_ms() / span.frames_per_ms();
                pairs.push(Pair { mic: span.frame_at(begins), far: far_span.frame_at(begins), per });
            }
        }
    }
    pairs
}

/// A break in this side's line: the frame, and the clock before and after.
#[derive(Clone, Copy, Debug)]
struct Break {
    frame: f64,
    before_ms: f64,
    after_ms: f64,
}

fn mic_breaks(spans: &[Span], paused_at: &[u64], rate: u32) -> Vec<Break> {
    let slack = f64::from(rate) / 10.0;
    let between = |(before, after): (&Span, &Span)| {
        let (last, first) = (before.frame_at(before.last_ms), after.frame_at(after.first_ms));
        let near = |frame: &f64| *frame >= last - slack && *frame <= first + slack;
        let told = paused_at.iter().map(|&frame| frame as f64).find(near);
        let frame = told.unwrap_or(f64::midpoint(last, first));
        Break { frame, before_ms: before.ms_of(frame), after_ms: after.ms_of(frame) }
    };
    spans.iter().zip(spans.iter().skip(1)).map(between).collect()
}

/// When the far end's lines change: in the middle of a pause of this side where there is one, since both pause as one.
fn far_edges(spans: &[Span], breaks: &[Break]) -> Vec<f64> {
    let between = |(before, after): (&Span, &Span)| {
        let (last, first) = (before.last_ms, after.first_ms);
        let pause = breaks.iter().find(|one| one.before_ms < first && one.after_ms > last);
        pause.map_or(f64::midpoint(last, first), |one| f64::midpoint(one.before_ms, one.after_ms))
    };
    spans.iter().zip(spans.iter().skip(1)).map(between).collect()
}
