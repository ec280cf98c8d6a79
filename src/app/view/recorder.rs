//! What pages show of the recorder: its sides and their devices, how long it has been quiet, what else there is to use.

use crate::app::state::State;
use crate::domain::entry::frames_as_time;
use crate::domain::readiness::HEARD_PEAK;
use crate::domain::recording::{DeviceChange, Pause, RecordingLog, RecordingState, Take, TakeFormat};
use crate::domain::track::Track;
use crate::recording::{FarEnd, NoFarEnd, SoundDevice};
use crate::store::settings::FarEndChoice;
use jiff::Timestamp;
use std::time::Duration;

/// A side that was not heard for so long is pointed out beside its meter, and nowhere else: a listener is quiet.
pub const LONG_QUIET: Duration = Duration::from_secs(30);

/// After so long with nothing heard of anybody, it is asked whether the call still goes on.
pub const ASKS_AFTER: Duration = Duration::from_mins(5);

/// A pause that lasts longer is pointed out.
pub const LONG_PAUSE: Duration = Duration::from_mins(2);

/// With room for so many minutes of recording or fewer, a warning stays on screen.
pub const LITTLE_ROOM_MINUTES: u64 = 30;

/// From where the far end will be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FarEndPlan {
    /// It is not wanted.
    Off,
    /// It is wanted, and cannot be recorded here.
    NotHere(NoFarEnd),
    /// The output that was chosen is not there.
    NotThere,
    /// From the output of this name.
    From(String),
    /// What there is was not listed yet.
    NotKnown,
}

/// From where the far end will be recorded at the next start.
#[must_use]
pub fn far_end_plan(state: &State) -> FarEndPlan {
    let choice = &state.settings.far_end;
    if *choice == FarEndChoice::Off {
        return FarEndPlan::Off;
    }
    let Some(Ok(found)) = &state.recorder.devices else {
        return FarEndPlan::NotKnown;
    };
    if let Some(why) = found.no_far_end {
        return FarEndPlan::NotHere(why);
    }
    let wanted = |device: &&SoundDevice| match choice {
        FarEndChoice::Device(id) => device.id == *id,
        FarEndChoice::SystemChoice | FarEndChoice::Off => device.is_default,
    };
    match found.far_ends.iter().find(wanted) {
        Some(device) => FarEndPlan::From(device.name.clone()),
        None if found.far_ends.is_empty() => FarEndPlan::NotHere(NoFarEnd::NoOutput),
        None if matches!(choice, FarEndChoice::Device(_)) => FarEndPlan::NotThere,
        None => FarEndPlan::NotKnown,
    }
}

/// What the recorder is told of the far end. Where it cannot be recorded, which the pages say before the call, this side
/// is recorded alone.
#[must_use]
pub fn records_far_end(state: &State) -> FarEnd {
    match (far_end_plan(state), &state.settings.far_end) {
        (FarEndPlan::Off | FarEndPlan::NotHere(_), _) | (_, FarEndChoice::Off) => FarEnd::Off,
        (_, FarEndChoice::SystemChoice) => FarEnd::SystemChoice,
        (_, FarEndChoice::Device(id)) => FarEnd::Device(id.clone()),
    }
}

/// A side of the running take.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Which.
    pub track: Track,
    /// Name of its device; `None` where it has none now.
    pub device: Option<String>,
    /// Newest level, 0 to 1 of full scale.
    pub level: f32,
    /// What is heard of it.
    pub hears: Hears,
}

/// What is heard of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// A voice, this moment.
    Something,
    /// Nothing, this moment.
    Nothing,
    /// Nothing for so long.
    NothingFor(Duration),
    /// No buffers arrive at all.
    NoBuffers,
}

/// The sides of the running take, this side first; none where no take runs.
#[must_use]
pub fn sides(state: &State) -> Vec<Side> {
    let Some((log, take)) = running_take(state) else {
        return Vec::new();
    };
    let tracks = Track::ALL.into_iter().filter(|track| *track == Track::Mic || take.far.is_some());
    tracks
        .map(|track| Side {
            track,
            device: device_of(log, take, track).map(|device| device.device_name.clone()),
            level: level_of(state, track),
            hears: hears(state, log, track),
        })
        .collect()
}

/// The take that runs or is paused, and what it stands in.
pub(in crate::app) fn running_take(state: &State) -> Option<(&RecordingLog, &Take)> {
    let log = &state.call.as_ref()?.call.recording;
    let begun = matches!(log.state(), RecordingState::Running | RecordingState::Paused);
    log.takes.last().filter(|_| begun).map(|take| (log, take))
}

/// The device a side is recorded from, by the newest word of the timeline.
fn device_of<'a>(log: &'a RecordingLog, take: &'a Take, track: Track) -> Option<&'a TakeFormat> {
    let mut changes = log.device_changes.iter().rev();
    if let Some(change) = changes.find(|change| change.take == take.number && change.track == track) {
        return change.to.as_ref();
    }
    if track == Track::Mic { Some(&take.format) } else { take.far.as_ref() }
}

/// The output the far end is recorded from; `None` where it is from none now.
pub(in crate::app) fn far_device<'a>(log: &'a RecordingLog, take: &'a Take) -> Option<&'a TakeFormat> {
    device_of(log, take, Track::Far)
}

fn level_of(state: &State, track: Track) -> f32 {
    match track {
        Track::Mic => state.recorder.level,
        Track::Far => state.recorder.far_level.unwrap_or_default(),
    }
}

fn hears(state: &State, log: &RecordingLog, track: Track) -> Hears {
    if state.recorder.starved.contains(&track) {
        return Hears::NoBuffers;
    }
    if level_of(state, track) >= HEARD_PEAK {
        return Hears::Something;
    }
    let quiet = since(state, state.recorder.heard.of(track));
    if log.state() == RecordingState::Running && quiet >= LONG_QUIET {
        Hears::NothingFor(quiet)
    } else {
        Hears::Nothing
    }
}

/// Recorded time since a frame of the running take.
fn since(state: &State, frame: u64) -> Duration {
    state.recorder.progress.map_or(Duration::ZERO, |progress| {
        frames_as_time(progress.captured.saturating_sub(frame), progress.rate)
    })
}

/// How long nobody was heard on any side, where it is long enough to ask whether the call goes on. A side that is not
/// there says nothing about who talks.
#[must_use]
pub fn long_quiet(state: &State) -> Option<Duration> {
    let (log, _) = running_take(state)?;
    let sides = sides(state);
    let is_there = |side: &Side| side.device.is_some() && side.hears != Hears::NoBuffers;
    if log.state() != RecordingState::Running || !sides.iter().all(is_there) {
        return None;
    }
    let heard = &state.recorder.heard;
    let newest = sides.iter().map(|side| heard.of(side.track)).max()?;
    let (quiet, since_asked) = (since(state, newest), since(state, heard.said_so));
    (quiet >= ASKS_AFTER && since_asked >= ASKS_AFTER).then_some(quiet)
}

/// A change of device that a person has to know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceNotice {
    /// Which side.
    pub track: Track,
    /// Name of the device before.
    pub from: String,
    /// Name of the device after; `None` where there is none now.
    pub to: Option<String>,
}

/// The newest change of device of each side of the running take that was not seen yet. One that leaves a side with no
/// device stays until it has one.
#[must_use]
pub fn device_notices(state: &State) -> Vec<DeviceNotice> {
    let unseen = |(place, change): &(usize, &DeviceChange)| {
        change.to.is_none() || *place >= state.recorder.changes_seen
    };
    Track::ALL
        .into_iter()
        .filter_map(|track| newest_change(state, track).filter(unseen))
        .map(|(_, change)| DeviceNotice {
            track: change.track,
            from: change.from.clone(),
            to: change.to.as_ref().map(|to| to.device_name.clone()),
        })
        .collect()
}

/// The newest change of device of a side of the running take, with its place among all of the call.
pub(in crate::app) fn newest_change(state: &State, track: Track) -> Option<(usize, &DeviceChange)> {
    let (log, take) = running_take(state)?;
    let mut changes = log.device_changes.iter().enumerate().rev();
    changes.find(|(_, change)| change.take == take.number && change.track == track)
}

/// The computer plays on another output than the one the far end is recorded from, as it did before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputNotice {
    /// Name of the output it plays on.
    pub plays_on: String,
    /// Name of the output the far end is recorded from.
    pub recorded_from: String,
    /// Id of the output it plays on, where one could go on from that.
    pub device: Option<String>,
}

/// That the computer plays elsewhere now, until it was seen, or is so no more.
#[must_use]
pub fn output_notice(state: &State) -> Option<OutputNotice> {
    let (log, take) = running_take(state)?;
    let (place, change) = log.output_changes.iter().enumerate().next_back()?;
    let far = far_device(log, take)?;
    let is_so = change.take == take.number
        && far.device_name == change.recorded_from
        && change.plays_on != change.recorded_from;
    let mut others = other_devices(state, Track::Far).into_iter();
    (is_so && place >= state.recorder.outputs_seen).then(|| OutputNotice {
        plays_on: change.plays_on.clone(),
        recorded_from: change.recorded_from.clone(),
        device: others.find(|device| device.name == change.plays_on).map(|device| device.id.clone()),
    })
}

/// Devices a side could go on from: all that are there but the one it uses, and the one it lost, which is tried anyway.
#[must_use]
pub fn other_devices(state: &State, track: Track) -> Vec<&SoundDevice> {
    let Some(Ok(found)) = &state.recorder.devices else {
        return Vec::new();
    };
    let not_this = running_take(state).and_then(|(log, take)| {
        let lost = || newest_change(state, track).map(|(_, change)| &change.from);
        device_of(log, take, track).map(|device| &device.device_name).or_else(lost)
    });
    let all = match track {
        Track::Mic => &found.microphones,
        Track::Far => &found.far_ends,
    };
    all.iter().filter(|device| Some(&device.name) != not_this).collect()
}

/// How long the running take has been paused by the wall clock, where that is long.
#[must_use]
pub fn long_pause(state: &State, now: Timestamp) -> Option<Duration> {
    let log = &state.call.as_ref()?.call.recording;
    let since = log.newest_pause().filter(|_| log.state() == RecordingState::Paused)?.since;
    let lasted = Duration::try_from(now.duration_since(since)).ok()?;
    (lasted >= LONG_PAUSE).then_some(lasted)
}

/// The newest pause of the running take while no reason was given for it.
#[must_use]
pub fn unexplained_pause(state: &State) -> Option<&Pause> {
    let (log, _) = running_take(state)?;
    log.newest_pause().filter(|pause| pause.reason.is_empty())
}

/// Whole minutes of recording the disk has room for, where that is little.
#[must_use]
pub fn little_room(state: &State) -> Option<u64> {
    state.recorder.minutes_left.filter(|minutes| *minutes <= LITTLE_ROOM_MINUTES)
}
