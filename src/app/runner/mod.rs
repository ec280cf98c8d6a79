//! Carries effects out on worker threads and returns events. The one place of the program that reads the clock.
//!
//! `store` owns the database, `jobs` renders and writes documents, `readiness` reads the sensors; the recorder has threads
//! of its own. Nothing here makes the interface wait.

mod audio_files;
mod clock;
mod counting;
mod deleting;
mod disk;
mod ending;
mod filing;
mod going;
mod jobs;
mod playback;
mod readiness;
mod salvage;
mod sound_export;
mod store_thread;

use super::effect::{Effect, RecorderOrder, Watch};
use super::event::{Event, StoreEvent};
use super::playback::{EchoTold, PlaybackEvent, PlaybackOrder};
use super::trouble::Trouble;
use super::view::glance::Glance;
use super::{Moment, State};
use crate::domain::ids::CallId;
use crate::recording::{CaptureBackend, Recorder, RecorderCommand, RecorderEvent, SoundDevices, StartTake};
use crate::store::Layout;
use crate::store::layout::ConfigLayout;
use audio_files::FolderOfCall;
use clock::{Jump, WallClock};
use ending::Ending;
use going::Going;
use jobs::JobOrder;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use store_thread::StoreOrder;

pub use clock::{moment, now};
pub use disk::{free_bytes, nearest};
pub use jobs::{file_stem, recording_stem, stem_of};
pub use playback::MakeOutput;

/// Events that may wait for the interface thread before a worker has to wait for it. Levels and progress are dropped
/// when it is full; hours of anything else fit.
const EVENTS: usize = 4096;

/// Orders that may wait for a worker.
const ORDERS: usize = 4096;

/// Wakes the interface thread: an event is there.
pub type Wake = Arc<dyn Fn(Urgency) + Send + Sync>;

/// How soon an event has to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// With a frame of its own.
    Soon,
    /// With a frame of its own only where it would be seen; more of its kind follow: a level, the seconds on disk.
    Passing(Glance),
}

/// Where a worker puts its events.
#[derive(Clone)]
pub struct Outbox {
    events: SyncSender<Event>,
    wake: Wake,
}

impl Outbox {
    /// Hands an event over; waits only when [`EVENTS`] are waiting already.
    pub fn put(&self, event: Event) {
        // The receiver is gone only when the program ends.
        self.events.send(event).ok();
        (self.wake)(Urgency::Soon);
    }

    /// Hands an event over that the next one of its kind replaces; drops it when there is no room.
    fn put_passing(&self, event: Event, glance: Glance) {
        match self.events.try_send(event) {
            Ok(()) => (self.wake)(Urgency::Passing(glance)),
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}

/// What the runner needs to know of the place it runs in.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The data folder.
    pub data: Layout,
    /// The config folder; `None` where the person has no home folder.
    pub config: Option<ConfigLayout>,
    /// The person's documents, offered for exports.
    pub documents: PathBuf,
}

/// The sound system: what is recorded from, and what is played on; `None` where this machine or this build has none.
#[derive(Default)]
pub struct Sound {
    /// For the recorder.
    pub microphone: Option<Box<dyn CaptureBackend>>,
    /// For the player.
    pub output: Option<MakeOutput>,
}

/// Carries effects out.
pub struct Runner {
    surroundings: Surroundings,
    events: Receiver<Event>,
    store: SyncSender<StoreOrder>,
    jobs: SyncSender<JobOrder>,
    readiness: SyncSender<Watch>,
    playback: Option<SyncSender<playback::Order>>,
    recorder: Option<Recorder>,
    /// The newest sound export, to be given up.
    sound_export: Option<Going>,
    /// Ends what is counted for call notes.
    ends: Going,
    clock: WallClock,
    store_thread: JoinHandle<()>,
    jobs_thread: JoinHandle<()>,
    /// Orders the store has no room for yet, in order; it never has to be asked twice.
    backlog: VecDeque<StoreOrder>,
    /// What the runner itself has to tell. It must not wait for room among the workers' events: it would wait for itself.
    own: VecDeque<Event>,
    /// Whether it was told that the store takes no orders.
    stuck: bool,
}

impl Runner {
    /// Starts the workers.
    ///
    /// # Errors
    /// Where a thread cannot be started.
    pub fn start(surroundings: Surroundings, sound: Sound, wake: Wake) -> io::Result<Self> {
        let Sound { microphone: sound, output } = sound;
        let (sender, events) = sync_channel(EVENTS);
        let outbox = Outbox { events: sender, wake };
        let ends = Going::default();
        let worker_of_jobs = jobs::Worker::new(surroundings.clone(), outbox.clone(), ends.clone());
        let (jobs, jobs_thread) = worker("jobs", worker_of_jobs, jobs::Worker::run)?;
        let keeper = store_thread::Worker::new(surroundings.data.clone(), outbox.clone(), jobs.clone());
        let (store, store_thread) = worker("store", keeper, store_thread::Worker::run)?;
        let senses = readiness::Worker::new(surroundings.data.clone(), outbox.clone());
        let (readiness, _) = worker("readiness", senses, readiness::Worker::run)?;
        let playback = match output {
            Some(output) => {
                let player = playback::Worker::new(surroundings.data.clone(), outbox.clone(), output);
                Some(worker("playback", player, playback::Worker::run)?.0)
            }
            None => None,
        };
        let recorder = match sound {
            Some(backend) => Some(Recorder::spawn(backend, recorder_events(outbox))?),
            None => None,
        };
        let clock = WallClock::start();
        Ok(Self {
            surroundings,
            events,
            store,
            jobs,
            readiness,
            playback,
            recorder,
            sound_export: None,
            ends,
            clock,
            store_thread,
            jobs_thread,
            backlog: VecDeque::new(),
            own: VecDeque::new(),
            stuck: false,
        })
    }

    /// The next event that waits, if any. Never waits itself.
    pub fn next_event(&mut self) -> Option<Event> {
        match self.clock.jump() {
            Some(Jump::Set(by_seconds)) => return Some(Event::ClockJumped { by_seconds }),
            Some(Jump::Slept(seconds)) => return Some(Event::Slept { seconds }),
            None => {}
        }
        self.send_backlog();
        self.own.pop_front().or_else(|| self.events.try_recv().ok())
    }

    /// The present moment.
    #[must_use]
    pub fn moment(&self, state: &State) -> Moment {
        let position = self.recorder.as_ref().and_then(Recorder::position);
        moment(state.settings.operator.name.clone(), position)
    }

    /// Carries effects out. Never waits for them.
    pub fn carry_out(&mut self, effects: Vec<Effect>, state: &State) {
        for effect in effects {
            self.carry_out_one(effect, state);
        }
    }

    fn carry_out_one(&mut self, effect: Effect, state: &State) {
        match effect {
            Effect::OpenStore => self.order_store(StoreOrder::Open { desk: on_desk(state) }),
            Effect::SetDatabaseAside => self.order_store(StoreOrder::SetAside { desk: on_desk(state) }),
            Effect::LoadLists => self.order_store(StoreOrder::Lists),
            Effect::Append { call, entry } => self.order_store(StoreOrder::Append { call, entry }),
            Effect::LoadCall { call, reading } => self.order_store(StoreOrder::Load { call, reading }),
            Effect::LoadCarriedOver { client, matter, other_than } => {
                self.order_store(StoreOrder::CarriedOver { client, matter, other_than });
            }
            Effect::LoadHolds { call, matter } => self.order_store(StoreOrder::Holds { call, matter }),
            Effect::DeleteAudio(call) => self.order_store(StoreOrder::DeleteAudio(call)),
            Effect::NoteCustody { call, step } => self.order_store(StoreOrder::NoteCustody { call, step }),
            Effect::Note { call, step } => self.order_store(StoreOrder::Note { call, step }),
            Effect::FileNotes(call) => self.order_store(StoreOrder::FileNotes(call)),
            Effect::FileTimeline(call) => self.order_store(StoreOrder::FileTimeline(call)),
            Effect::FileMessage(call) => self.order_store(StoreOrder::FileMessage(call)),
            Effect::Export { call, writing, folder } => {
                self.order_store(StoreOrder::Export { call, writing, folder });
            }
            Effect::LoadEarlierAnswer { client, call } => {
                self.order_store(StoreOrder::EarlierAnswer { client, call });
            }
            Effect::CountTalk(call) => self.order_store(StoreOrder::CountTalk(call)),
            Effect::ExportSound { call, order } => {
                let going = Going::default();
                self.sound_export = Some(going.clone());
                self.order_store(StoreOrder::ExportSound { call, order, going });
            }
            Effect::GiveUpSoundExport => self.give_up_sound_export(),
            Effect::MakeText(call) => self.order_store(StoreOrder::Text(call)),
            Effect::Recorder(order) => self.order_recorder(order, state),
            Effect::Playback(order) => self.order_playback(order),
            Effect::WatchReadiness(watch) => {
                let taken = self.readiness.try_send(watch).is_ok();
                self.hand_over(taken, "readiness");
            }
            Effect::SaveSettings(settings) => self.order_job(JobOrder::SaveSettings(settings)),
            Effect::LoadChecklists => self.order_job(JobOrder::LoadChecklists),
        }
    }

    fn give_up_sound_export(&mut self) {
        self.sound_export.take().iter().for_each(Going::give_up);
    }

    fn order_store(&mut self, order: StoreOrder) {
        self.backlog.push_back(order);
        self.send_backlog();
    }

    /// Hands over what the store has room for. The rest is kept, and told of where entries are in it.
    fn send_backlog(&mut self) {
        let mut name = None;
        while let Some(order) = self.backlog.pop_front() {
            let refused = match self.store.try_send(order) {
                Ok(()) => continue,
                Err(TrySendError::Full(order)) => order,
                Err(TrySendError::Disconnected(order)) => {
                    name = Some("store");
                    order
                }
            };
            self.backlog.push_front(refused);
            break;
        }
        let keeps_entries = self.backlog.iter().any(|order| matches!(order, StoreOrder::Append { .. }));
        if (keeps_entries || name.is_some()) && !self.stuck {
            let trouble = match name {
                Some(name) => Trouble::Worker { name },
                None => Trouble::NotSaved { system: "the store is busy".to_owned() },
            };
            self.own.push_back(Event::Store(StoreEvent::NotSaved(trouble)));
        }
        self.stuck = keeps_entries || name.is_some();
    }

    fn order_job(&mut self, order: JobOrder) {
        let taken = self.jobs.try_send(order).is_ok();
        self.hand_over(taken, "jobs");
    }

    fn hand_over(&mut self, taken: bool, name: &'static str) {
        if !taken {
            self.own.push_back(Event::Store(StoreEvent::NotRead(Trouble::Worker { name })));
        }
    }

    fn order_playback(&mut self, order: PlaybackOrder) {
        if let Some(playback) = &self.playback {
            let taken = playback.try_send(playback::Order::Recording(order)).is_ok();
            self.hand_over(taken, "playback");
        }
    }

    fn order_recorder(&mut self, order: RecorderOrder, state: &State) {
        let Some(recorder) = &self.recorder else {
            let none = crate::recording::CaptureError::NoMicrophone;
            let event = match order {
                RecorderOrder::Start { take, .. } => RecorderEvent::Failed { take, error: none.into() },
                RecorderOrder::Listen { .. } | RecorderOrder::CheckSound { .. } => {
                    RecorderEvent::ListenFailed(none)
                }
                RecorderOrder::ListDevices => RecorderEvent::Devices(Ok(SoundDevices::default())),
                _ => return,
            };
            self.own.push_back(Event::Recorder(event));
            return;
        };
        let command = match order {
            RecorderOrder::ListDevices => RecorderCommand::ListDevices,
            RecorderOrder::Listen { device } => RecorderCommand::Listen { device },
            RecorderOrder::StopListening => RecorderCommand::StopListening,
            RecorderOrder::CheckSound { pass, device } => {
                let Some(player) = self.playback.clone() else {
                    // Nothing is heard that cannot be played.
                    let told = PlaybackEvent::Echo(EchoTold::NoOutput);
                    return self.own.push_back(Event::Playback(told));
                };
                RecorderCommand::CheckSound { pass, device, play: playback::hand_over(player) }
            }
            RecorderOrder::Start { permit, take, before_ms, device, far } => {
                let told = state.call.as_ref().map_or(&[][..], |open| &open.call.recording.segments);
                let files = Box::new(FolderOfCall::new(&self.surroundings.data, permit.call(), told));
                let at = self.moment(state).now.at;
                RecorderCommand::Start(Box::new(StartTake {
                    permit,
                    take,
                    at,
                    before_ms,
                    device,
                    far,
                    files,
                }))
            }
            RecorderOrder::GoOnFrom { track, device } => RecorderCommand::GoOnFrom { track, device },
            RecorderOrder::Pause { reason } => RecorderCommand::Pause { reason },
            RecorderOrder::Resume => RecorderCommand::Resume,
            RecorderOrder::Stop { why } => RecorderCommand::Stop { why },
        };
        recorder.send(command);
    }

    /// Ends the workers and waits until everything ordered is stored and written. A running take is ended first. What cannot
    /// be stored is written to files in the calls' folders.
    pub fn finish(mut self) {
        self.give_up_sound_export();
        self.ends.give_up();
        let Self { surroundings, events, store, jobs, store_thread, jobs_thread, recorder, backlog, .. } =
            self;
        drop(jobs);
        let data = surroundings.data;
        Ending { data, events, backlog, store, store_thread, jobs_thread, recorder }.carry_out();
    }
}

fn on_desk(state: &State) -> Option<CallId> {
    state.call.as_ref().map(|open| open.call.id().clone())
}

fn recorder_events(outbox: Outbox) -> impl Fn(RecorderEvent) + Send + 'static {
    move |event| match Glance::at(&event) {
        Some(glance) => outbox.put_passing(Event::Recorder(event), glance),
        None => outbox.put(Event::Recorder(event)),
    }
}

/// Starts a named worker thread with a bounded box of orders.
fn worker<W: Send + 'static, O: Send + 'static>(
    name: &'static str,
    worker: W,
    run: fn(W, &Receiver<O>),
) -> io::Result<(SyncSender<O>, JoinHandle<()>)> {
    let (orders, inbox) = sync_channel(ORDERS);
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || run(worker, &inbox))?;
    Ok((orders, thread))
}
