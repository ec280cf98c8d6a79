//! Straight lines through the clock marks of one track: how its frames run against the clock.
//!
//! What is fitted is the *lead* of a mark in milliseconds: recorded time (frame / rate) minus the clock. A device whose
//! clock is 100 ppm fast gains 0.1 ms of lead a second. Where the lead jumps (a pause, a fill after a lost device) or bends
//! (a clock that warms up), a new line begins.

/// A jump of the lead by more than this between two marks is a break, in milliseconds. Marks are noted between two buffers,
/// so they jitter by a few tens.
const JUMP_MS: f64 = 80.0;

/// A mark that is off while one of this many after it is back in line is no break: the machine was busy.
const STRAYS: usize = 4;

/// A line is divided where marks next to each other are off it by more than this in the mean, in milliseconds.
const BEND_MS: f64 = 7.0;

/// How many marks next to each other are averaged for that: a mark a second, so a quarter of a minute.
const TOGETHER: usize = 15;

/// A line shorter than this, in milliseconds, takes the slope of the whole track: its own would be mostly jitter.
const OWN_SLOPE_MS: f64 = 60_000.0;

/// The largest difference of two clocks that is believed, as a part of the whole: sound devices stay far below.
const MOST_DRIFT: f64 = 0.005;

/// Where in the spread of the leads the line is laid. A mark is noted when frames have come out of the device's buffers,
/// never before, so the largest leads are nearest to the truth, however large the buffers of a device are.
const UPPER: f64 = 0.9;

/// A mark as (clock in milliseconds, lead in milliseconds).
type Lead = (f64, f64);

/// A stretch of marks in line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Clock of its first mark.
    pub(super) first_ms: f64,
    /// Clock of its last mark.
    pub(super) last_ms: f64,
    /// Lead at the clock's zero.
    lead: f64,
    /// What the lead gains a millisecond.
    drift: f64,
    /// Frames a millisecond, nominally.
    rate: f64,
}

impl Span {
    /// The frame reached at a time.
    pub(super) fn frame_at(&self, ms: f64) -> f64 {
        (ms + self.lead + self.drift * ms) * self.rate
    }

    /// The time at which a frame was reached.
    pub(super) fn ms_of(&self, frame: f64) -> f64 {
        (frame / self.rate - self.lead) / (1.0 + self.drift)
    }

    /// Frames a millisecond, in truth.
    pub(super) fn frames_per_ms(&self) -> f64 {
        (1.0 + self.drift) * self.rate
    }
}

/// The lines through the marks of a track, given as (milliseconds, frame) in the order of time; none for fewer than two
/// marks. `rate` is frames a second.
pub(super) fn spans(marks: &[(f64, u64)], rate: u32) -> Vec<Span> {
    let rate = f64::from(rate.max(1)) / 1000.0;
    let leads: Vec<Lead> = marks.iter().map(|&(ms, frame)| (ms, frame as f64 / rate - ms)).collect();
    if leads.len() < 2 {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for part in between_jumps(&leads) {
        between_bends(&part, &mut parts);
    }
    let longest = parts.iter().max_by(|a, b| lasts(a).total_cmp(&lasts(b)));
    let usual = longest.filter(|part| lasts(part) >= OWN_SLOPE_MS).map_or(0.0, |part| slope(part));
    parts.iter().filter_map(|part| span(part, usual, rate)).collect()
}

fn span(part: &[Lead], usual: f64, rate: f64) -> Option<Span> {
    let (&(first_ms, _), &(last_ms, _)) = (part.first()?, part.last()?);
    let drift = if lasts(part) >= OWN_SLOPE_MS { slope(part) } else { usual };
    let drift = if drift.abs() <= MOST_DRIFT { drift } else { 0.0 };
    let mut at_zero: Vec<f64> = part.iter().map(|(ms, lead)| lead - drift * ms).collect();
    at_zero.sort_by(f64::total_cmp);
    let place = ((at_zero.len() - 1) as f64 * UPPER).round() as usize;
    let lead = *at_zero.get(place)?;
    Some(Span { first_ms, last_ms, lead, drift, rate })
}

fn lasts(part: &[Lead]) -> f64 {
    match (part.first(), part.last()) {
        (Some(first), Some(last)) => last.0 - first.0,
        _ => 0.0,
    }
}

/// The parts between breaks; marks that stray are left out.
fn between_jumps(leads: &[Lead]) -> Vec<Vec<Lead>> {
    let mut parts: Vec<Vec<Lead>> = Vec::new();
    let is_near = |a: Lead, b: Lead| (a.1 - b.1).abs() <= JUMP_MS;
    for (number, &lead) in leads.iter().enumerate() {
        let Some(part) = parts.last_mut() else {
            parts.push(vec![lead]);
            continue;
        };
        match part.last() {
            Some(&before) if !is_near(before, lead) => {
                let mut next = leads.iter().skip(number + 1).take(STRAYS);
                if !next.any(|&later| is_near(before, later)) {
                    parts.push(vec![lead]);
                }
            }
            _ => part.push(lead),
        }
    }
    parts
}

/// Divides a part until each is straight.
fn between_bends(part: &[Lead], straight: &mut Vec<Vec<Lead>>) {
    if let Some(place) = bend(part)
        && let Some((before, after)) = part.split_at_checked(place)
    {
        between_bends(before, straight);
        between_bends(after, straight);
    } else {
        straight.push(part.to_vec());
    }
}

/// Where a part must be divided: the place that leaves the least off two lines.
fn bend(part: &[Lead]) -> Option<usize> {
    if part.len() < 2 * TOGETHER {
        return None;
    }
    let whole = Sums::of(part);
    let off: Vec<f64> = part.iter().map(|&(ms, lead)| lead - whole.lead_at(ms)).collect();
    let is_off = off.windows(TOGETHER).any(|some| some.iter().sum::<f64>().abs() > BEND_MS * TOGETHER as f64);
    if !is_off {
        return None;
    }
    let mut before = Sums::default();
    let mut best = None;
    for (number, &lead) in part.iter().enumerate() {
        if number >= TOGETHER && part.len() - number >= TOGETHER {
            let left = before.off() + whole.without(&before).off();
            if best.is_none_or(|(least, _)| left < least) {
                best = Some((left, number));
            }
        }
        before.add(lead);
    }
    best.map(|(_, number)| number)
}

/// The slope of the line with the least squares, computed twice: without the marks that are far off the first line.
fn slope(part: &[Lead]) -> f64 {
    let all = Sums::of(part);
    let mut off: Vec<f64> = part.iter().map(|&(ms, lead)| (lead - all.lead_at(ms)).abs()).collect();
    off.sort_by(f64::total_cmp);
    let most = 3.0 * off.get(off.len() / 2).copied().unwrap_or_default() + 0.5;
    let near = part.iter().filter(|(ms, lead)| (lead - all.lead_at(*ms)).abs() <= most);
    let mut sums = Sums::default();
    for &lead in near {
        sums.add(lead);
    }
    sums.slope()
}

/// Sums for a line with the least squares.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    n: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Sums {
    fn of(part: &[Lead]) -> Self {
        let mut sums = Self::default();
        for &lead in part {
            sums.add(lead);
        }
        sums
    }

    fn add(&mut self, (x, y): Lead) {
        self.n += 1.0;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
    }

    fn without(&self, other: &Self) -> Self {
        Self {
            n: self.n - other.n,
            x: self.x - other.x,
            y: self.y - other.y,
            xx: self.xx - other.xx,
            xy: self.xy - other.xy,
            yy: self.yy - other.yy,
        }
    }

    fn spread(&self) -> (f64, f64, f64) {
        let n = self.n.max(1.0);
        (self.xx - self.x * self.x / n, self.xy - self.x * self.y / n, self.yy - self.y * self.y / n)
    }

    fn slope(&self) -> f64 {
        let (xx, xy, _) = self.spread();
        if xx > 0.0 { xy / xx } else { 0.0 }
    }

    fn lead_at(&self, ms: f64) -> f64 {
        let n = self.n.max(1.0);
        self.y / n + self.slope() * (ms - self.x / n)
    }

    /// Sum of the squares of what is off the line.
    fn off(&self) -> f64 {
        let (_, xy, yy) = self.spread();
        (yy - xy * self.slope()).max(0.0)
    }
}
