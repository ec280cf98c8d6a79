//! How a take is made ready: devices found and opened, the session noted, the tracks begun; nothing passes the gate yet.

use super::capture::{CaptureBackend, CaptureError, OPEN_TIMEOUT, PreparedDevice, Wanted};
use super::control::{FarEnd, StartError, StartTake};
use super::files::AudioFiles;
use super::gate::Gate;
use super::lane::Lane;
use super::opening::{self, Opened};
use super::place::{Place, Reach};
use super::room;
use super::session::{Session, SessionError, SessionTake, SessionTrack};
use super::steady::{SteadyClock, TakeTime};
use super::tap::Tap;
use super::telling::Teller;
use super::track_file::TrackPlan;
use super::writer::Fault;
use crate::domain::track::Track;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// How long the far end may keep this side waiting at the start.
const FAR_PATIENCE: Duration = Duration::from_secs(2);

/// What the tracks of a take share.
pub(super) struct Tools {
    pub(super) backend: Arc<dyn CaptureBackend>,
    pub(super) clock: Arc<dyn SteadyClock>,
    pub(super) time: Arc<TakeTime>,
    pub(super) gate: Gate,
    pub(super) teller: Teller,
}

/// What the recorder has before there is a take.
pub(super) struct Ground<'a> {
    pub(super) backend: &'a Arc<dyn CaptureBackend>,
    pub(super) clock: &'a Arc<dyn SteadyClock>,
    pub(super) place: &'a Arc<Place>,
    pub(super) teller: &'a Teller,
}

/// All that a take consists of. Its gate is shut.
pub(super) struct Ready {
    pub(super) tools: Tools,
    pub(super) files: Box<dyn AudioFiles>,
    pub(super) mic: Lane,
    pub(super) far: Option<Lane>,
    /// Why there is no far end, where one was wanted.
    pub(super) far_error: Option<CaptureError>,
}

type Prepared = Box<dyn PreparedDevice>;

/// A far end that was wanted.
type Far<T> = Option<Result<T, CaptureError>>;

/// Makes a take ready. What was begun ends by being dropped where something fails.
pub(super) fn make_ready(ground: &Ground<'_>, mut start: StartTake) -> Result<Ready, StartError> {
    if !start.permit.is_current() {
        return Err(StartError::ConsentEnded);
    }
    let (mic, far) = find(ground, start.device.take(), std::mem::take(&mut start.far))?;
    let far_found = far.as_ref().and_then(|far| far.as_ref().ok());
    let found = std::iter::once(&mic).chain(far_found);
    if !room::is_enough(start.files.another(), found.map(|prepared| prepared.source().rate)) {
        return Err(StartError::LittleRoom { minutes: room::RESERVE_MINUTES });
    }
    let plans = note_session(&mut start, &mic, far_found)?;
    if !start.permit.is_current() {
        return Err(StartError::ConsentEnded);
    }
    let gate = Tap::for_take(start.permit, Arc::clone(ground.clock));
    let reaches = [Arc::new(Reach::leading(Arc::clone(ground.place))), Arc::default()];
    let (mic, far) = open(&gate, (mic, far), &reaches)?;
    let tools = Tools {
        backend: Arc::clone(ground.backend),
        clock: Arc::clone(ground.clock),
        time: Arc::new(TakeTime::begin(Arc::clone(ground.clock))),
        gate,
        teller: ground.teller.clone(),
    };
    let files = start.files;
    let [mic_reach, far_reach] = reaches;
    let lane = |plan: Option<&TrackPlan>, opened, reach| {
        let plan = *plan.ok_or_else(|| io::Error::other("the track has no plan"))?;
        Lane::begin(plan, opened, (files.another(), reach), &tools)
    };
    let mic = lane(plans.first(), mic, mic_reach).map_err(|error| no_thread(&error))?;
    let far = far
        .map(|far| far.and_then(|far| lane(plans.get(1), far, far_reach).map_err(|error| no_thread(&error))));
    let (far, far_error) = match far {
        None => (None, None),
        Some(Ok(far)) => (Some(far), None),
        Some(Err(error)) => (None, Some(error)),
    };
    Ok(Ready { tools, files, mic, far, far_error })
}

/// Finds the devices, both at a time. Without a microphone there is no take; without a far end there is one.
fn find(
    ground: &Ground<'_>,
    device: Option<String>,
    far: FarEnd,
) -> Result<(Prepared, Far<Prepared>), CaptureError> {
    let mic = opening::prepare(ground.backend, Wanted { track: Track::Mic, device, rate: None });
    let far = opening::wanted_far(far).map(|wanted| opening::prepare(ground.backend, wanted));
    Ok((mic.wait(OPEN_TIMEOUT)?, far.map(|far| far.wait(FAR_PATIENCE))))
}

/// Has `session.json` on disk, and gives what each track is written as, this side first.
fn note_session(
    start: &mut StartTake,
    mic: &Prepared,
    far: Option<&Prepared>,
) -> Result<Vec<TrackPlan>, StartError> {
    let files = &mut start.files;
    let track_of = |track: Track, prepared: &Prepared| -> Result<_, StartError> {
        let first_segment = files.next_segment(track.name()).map_err(|error| disk(&error))?;
        Ok(SessionTrack::new(track, prepared.source(), first_segment))
    };
    let mut tracks = vec![track_of(Track::Mic, mic)?];
    if let Some(far) = far {
        tracks.push(track_of(Track::Far, far)?);
    }
    let plans = tracks.iter().map(|track| track.plan(start.take)).collect();
    let session = SessionTake {
        take: start.take,
        started_at: start.at,
        consent_entry: start.permit.answered_by(),
        before_ms: start.before_ms,
        tracks,
        other: serde_json::Map::new(),
    };
    Session::add(files.as_mut(), start.permit.call(), session).map_err(|error| match error {
        SessionError::Disk(error) => disk(&error),
        other @ SessionError::OtherVersion(_) => StartError::Disk(other.to_string()),
    })?;
    Ok(plans)
}

/// Opens the devices that were found, both at a time.
fn open(
    gate: &Gate,
    (mic, far): (Prepared, Far<Prepared>),
    [mic_reach, far_reach]: &[Arc<Reach>; 2],
) -> Result<(Opened, Far<Opened>), CaptureError> {
    let mic = opening::open(mic, gate, mic_reach);
    let far = far.map(|far| far.map(|far| opening::open(far, gate, far_reach)));
    let mic = mic.wait(OPEN_TIMEOUT)?;
    Ok((mic, far.map(|far| far.and_then(|far| far.wait(FAR_PATIENCE)))))
}

fn no_thread(error: &io::Error) -> CaptureError {
    CaptureError::System(error.to_string())
}

fn disk(error: &io::Error) -> StartError {
    match Fault::of(error) {
        Fault::DiskFull => StartError::DiskFull,
        Fault::Disk(what) => StartError::Disk(what),
    }
}
