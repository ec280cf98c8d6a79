//! The recorder's handle, and the one thread behind it that owns streams and permit.
//!
//! It needs nobody: a blocked window, a listener that never returns, a device that hangs hold it up for no longer than a
//! time limit, and the gate in the audio callback for not even that.

use super::capture::{CaptureBackend, CaptureError, OPEN_TIMEOUT};
use super::control::{RecorderCommand, RecorderEvent, StartError, StartTake};
use super::list_watch::{Known, ListWatch};
use super::listening::Listening;
use super::patience::patiently;
use super::place::Place;
use super::sound_check::SoundCheck;
use super::starting::Ground;
use super::steady::{SteadyClock, SystemClock};
use super::take::Take;
use super::telling::Teller;
use crate::domain::entry::Position;
use crate::domain::recording::StopReason;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often the thread looks after the take.
const TICK: Duration = Duration::from_millis(50);

/// How often the level is told while a microphone is tried: somebody watches it.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// How often level and progress of a take are told. Each may cost the window a frame, for hours; a voice is still seen well
/// within half a second.
const TELL_OF_TAKE_EVERY: Duration = Duration::from_millis(300);

/// Commands that may wait. People give a few a minute.
const MOST_COMMANDS: usize = 256;

/// How long dropping the recorder waits for a running take to be closed and hashed.
const END_TIMEOUT: Duration = Duration::from_secs(15);

/// How long dropping the recorder then waits for the listener.
const TOLD_TIMEOUT: Duration = Duration::from_secs(1);

/// Handle to the recorder's control thread. Dropping it stops a running take properly.
pub struct Recorder {
    commands: Option<SyncSender<RecorderCommand>>,
    place: Arc<Place>,
    ended: Receiver<()>,
    all_told: Receiver<()>,
}

impl Recorder {
    /// Starts the control thread; it tells `events` of everything, from a thread of its own, in order. `events` may take
    /// its time: levels and progress are then left out, nothing else is.
    ///
    /// # Errors
    /// Where a thread cannot be started.
    pub fn spawn(
        backend: Box<dyn CaptureBackend>,
        events: impl Fn(RecorderEvent) + Send + 'static,
    ) -> io::Result<Self> {
        Self::spawn_by(Arc::new(SystemClock::new()), backend, events)
    }

    /// The same by a clock of the caller's.
    ///
    /// # Errors
    /// Where a thread cannot be started.
    pub fn spawn_by(
        clock: Arc<dyn SteadyClock>,
        backend: Box<dyn CaptureBackend>,
        events: impl Fn(RecorderEvent) + Send + 'static,
    ) -> io::Result<Self> {
        let (teller, all_told) = Teller::spawn(events)?;
        let (commands, orders) = sync_channel(MOST_COMMANDS);
        let (end, ended) = sync_channel(1);
        let place = Arc::new(Place::default());
        let mut desk = Desk {
            backend: Arc::from(backend),
            clock,
            teller: teller.clone(),
            place: Arc::clone(&place),
            listening: None,
            check: None,
            take: None,
            wants_level: false,
            known: Known::default(),
            list_watch: None,
            told_at: Instant::now(),
        };
        let started = thread::Builder::new().name("recorder".to_owned()).spawn(move || {
            desk.obey(&orders);
            desk.teller.close();
            // The handle may have given up waiting.
            end.send(()).ok();
        });
        if let Err(error) = started {
            teller.close();
            return Err(error);
        }
        Ok(Self { commands: Some(commands), place, ended, all_told })
    }

    /// Hands a command over; never waits. With hundreds of commands unanswered, further ones are dropped.
    pub fn send(&self, command: RecorderCommand) {
        if let Some(commands) = &self.commands {
            commands.try_send(command).ok();
        }
    }

    /// Where the running or paused take stands, from atomics; `None` while no take runs. Never waits.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.place.now()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.commands = None;
        if self.ended.recv_timeout(END_TIMEOUT).is_ok() {
            // A listener that never returns is left behind.
            self.all_told.recv_timeout(TOLD_TIMEOUT).ok();
        }
    }
}

/// What the control thread owns.
struct Desk {
    backend: Arc<dyn CaptureBackend>,
    clock: Arc<dyn SteadyClock>,
    teller: Teller,
    place: Arc<Place>,
    listening: Option<Listening>,
    /// A sound check before dialling, while its sound may be heard.
    check: Option<SoundCheck>,
    take: Option<Take>,
    /// Whether a microphone was asked for its level, had or not.
    wants_level: bool,
    /// What was told of the devices.
    known: Known,
    list_watch: Option<ListWatch>,
    told_at: Instant,
}

impl Desk {
    fn obey(&mut self, orders: &Receiver<RecorderCommand>) {
        loop {
            let order = if self.take.is_some() || self.listening.is_some() || self.check.is_some() {
                orders.recv_timeout(TICK)
            } else {
                orders.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match order {
                Ok(command) => self.carry_out(command),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.look_after();
            self.watch_list();
        }
        self.stop(StopReason::ByHand);
        self.close_level();
    }

    fn carry_out(&mut self, command: RecorderCommand) {
        match command {
            RecorderCommand::ListDevices => self.list(),
            RecorderCommand::Listen { device } => self.listen(device),
            RecorderCommand::StopListening => {
                self.wants_level = false;
                self.close_level();
            }
            RecorderCommand::CheckSound { pass, device, play } => {
                self.check_sound(|backend| SoundCheck::begin(backend, device, pass, play));
            }
            RecorderCommand::Start(start) => self.start(*start),
            RecorderCommand::Stop { why } => self.stop(why),
            RecorderCommand::GoOnFrom { track, device } => {
                self.of_take(|take| take.go_on_from(track, device));
            }
            RecorderCommand::Pause { reason } => self.of_take(|take| take.pause(reason)),
            RecorderCommand::Resume => self.of_take(Take::resume),
        }
    }

    /// Has no meaning while no take runs.
    fn of_take(&mut self, command: impl FnOnce(&mut Take)) {
        if let Some(take) = &mut self.take {
            command(take);
        }
    }

    /// Asks on a thread of its own: a sound system that hangs must not hold up a running take.
    fn list(&self) {
        let (backend, known, teller) = (Arc::clone(&self.backend), self.known.clone(), self.teller.clone());
        let asking = thread::Builder::new().name("recorder-list".to_owned()).spawn(move || {
            let found = patiently("recorder-ask", OPEN_TIMEOUT, move || backend.devices());
            known.tell(found.unwrap_or(Err(CaptureError::NoAnswer)), &teller);
        });
        if let Err(error) = asking {
            let error = CaptureError::System(error.to_string());
            self.known.tell(Err(error), &self.teller);
        }
    }

    /// Devices that come and go matter while a microphone is tried, found or not, and while a take runs.
    fn watch_list(&mut self) {
        let wanted = self.wants_level || self.take.is_some();
        if !wanted {
            self.list_watch = None;
        } else if self.list_watch.is_none() {
            self.list_watch = ListWatch::begin(&self.backend, &self.known, &self.teller);
        }
    }

    fn listen(&mut self, device: Option<String>) {
        if self.take.is_some() {
            return self.teller.tell(RecorderEvent::ListenFailed(CaptureError::DeviceBusy));
        }
        self.wants_level = true;
        self.close_level();
        self.open_level(device);
    }

    /// Closes the microphone of the level and ends a sound check, wherever its sound is.
    fn close_level(&mut self) {
        self.check = None;
        self.listening = None;
    }

    fn open_level(&mut self, device: Option<String>) {
        match Listening::open(&self.backend, device) {
            Ok(listening) => {
                let device_name = listening.device_name().to_owned();
                self.listening = Some(listening);
                self.teller.tell(RecorderEvent::Listening { device_name });
            }
            Err(error) => self.teller.tell(RecorderEvent::ListenFailed(error)),
        }
    }

    fn check_sound(
        &mut self,
        begin: impl FnOnce(&Arc<dyn CaptureBackend>) -> Result<SoundCheck, CaptureError>,
    ) {
        if self.take.is_some() {
            return self.teller.tell(RecorderEvent::ListenFailed(CaptureError::DeviceBusy));
        }
        self.wants_level = true;
        self.close_level();
        match begin(&self.backend) {
            Ok(check) => {
                if let Some(name) = check.device_name() {
                    self.teller.tell(RecorderEvent::Listening { device_name: name.to_owned() });
                }
                self.check = Some(check);
            }
            Err(error) => self.teller.tell(RecorderEvent::ListenFailed(error)),
        }
    }

    fn look_after_check(&mut self) {
        if let Some(error) = self.check.as_ref().and_then(SoundCheck::trouble) {
            self.close_level();
            return self.teller.tell(RecorderEvent::ListenFailed(error));
        }
        if let Some(heard) = self.check.as_mut().and_then(SoundCheck::look_after) {
            self.teller.tell(RecorderEvent::SoundChecked { peak: heard.peak });
            self.open_level(heard.device);
        }
    }

    fn start(&mut self, start: StartTake) {
        let take = start.take;
        let begun = if self.take.is_some() {
            Err(StartError::AlreadyRecording)
        } else {
            self.wants_level = false;
            self.close_level();
            let Self { backend, clock, place, teller, .. } = &*self;
            Take::begin(&Ground { backend, clock, place, teller }, start)
        };
        match begun {
            Ok(begun) => self.take = Some(begun),
            Err(error) => self.teller.tell(RecorderEvent::Failed { take, error }),
        }
    }

    fn stop(&mut self, why: StopReason) {
        if let Some(take) = self.take.take() {
            take.stop(why);
        }
    }

    fn look_after(&mut self) {
        let ending = self.take.as_mut().and_then(Take::look_after);
        if let Some(why) = ending {
            self.stop(why);
        }
        if let Some(error) = self.listening.as_ref().and_then(Listening::trouble) {
            self.listening = None;
            self.teller.tell(RecorderEvent::ListenFailed(error));
        }
        self.look_after_check();
        let every = if self.take.is_some() { TELL_OF_TAKE_EVERY } else { TELL_EVERY };
        if self.told_at.elapsed() >= every {
            self.told_at = Instant::now();
            self.tell_level();
        }
    }

    fn tell_level(&self) {
        if let Some(take) = &self.take {
            take.tell_level();
        } else if let Some(listening) = &self.listening {
            self.teller.tell(RecorderEvent::Level { peak: listening.flow().take_peak(), far: None });
        } else if let Some(check) = &self.check
            && let (Some(flow), Some(left_ms)) = (check.flow(), check.left_ms())
        {
            self.teller.tell(RecorderEvent::Level { peak: flow.take_peak(), far: None });
            self.teller.tell(RecorderEvent::SoundCheck { left_ms });
        }
    }
}
