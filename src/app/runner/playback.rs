//! Opens a call's recording for listening and steers the player: reads the waveform, counts who spoke, tells where one is.

use super::Outbox;
use crate::app::event::Event;
use crate::app::playback::{PlaybackEvent, PlaybackOrder};
use crate::app::view::glance::Glance;
use crate::domain::ids::CallId;
use crate::domain::readiness::HEARD_PEAK;
use crate::domain::recording::RecordingLog;
use crate::echo::Echo;
use crate::listening::{
    EchoTold, Output, PlayState, PlayStatus, Player, Reel, TalkShare, Waveform, play_echo, read_marks,
};
use crate::store::Layout;
use std::collections::BTreeSet;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

/// How often it is told where one is, while it sounds.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// How often one looks after an order before the player is taken to be at rest: it opens its device within this time.
const LOOKS_AFTER_AN_ORDER: u8 = 50;

/// Makes the place a recording is played on; each opened recording gets its own.
pub type MakeOutput = Box<dyn Fn() -> Box<dyn Output> + Send>;

/// An order to the worker.
pub(super) enum Order {
    /// About the recording of a call.
    Recording(PlaybackOrder),
    /// Play the sound of a sound check, which is in no call.
    Echo(Echo),
}

/// Hands the sound of a sound check to the player where a voice is in it, and drops it where there is none.
pub(super) fn hand_over(player: SyncSender<Order>) -> Box<dyn FnOnce(Echo) + Send> {
    Box::new(move |echo| {
        if echo.loudest() >= HEARD_PEAK {
            // A player that is gone, or has hundreds of orders to carry out, plays nothing: the sound is dropped.
            player.try_send(Order::Echo(echo)).ok();
        }
    })
}

/// Opens recordings and steers the player.
pub(super) struct Worker {
    data: Layout,
    outbox: Outbox,
    output: MakeOutput,
}

/// A recording that is open.
struct Open {
    player: Player,
    told: PlayStatus,
    /// Looks left before nothing is expected to change by itself.
    looks: u8,
    /// Draws and counts on threads of its own.
    easel: Easel,
    /// Ends those threads, when it is dropped.
    _drawing: Drawing,
}

/// A thread that draws and counts is asked after every piece whether it may go on.
struct Drawing(Arc<AtomicBool>);

impl Drop for Drawing {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Worker {
    pub(super) fn new(data: Layout, outbox: Outbox, output: MakeOutput) -> Self {
        Self { data, outbox, output }
    }

    pub(super) fn run(self, orders: &Receiver<Order>) {
        let mut open: Option<Open> = None;
        loop {
            let order = match &open {
                Some(open) if open.looks > 0 => orders.recv_timeout(TELL_EVERY),
                _ => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(Order::Recording(PlaybackOrder::Open { call, recording, locked })) => {
                    drop(open.take());
                    open = self.open(&call, &recording, &locked);
                }
                Ok(Order::Recording(PlaybackOrder::Close)) => open = None,
                Ok(Order::Echo(echo)) => self.play(echo),
                Ok(Order::Recording(order)) => {
                    if let Some(open) = &mut open {
                        steer(open, &order);
                        open.looks = LOOKS_AFTER_AN_ORDER;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if let Some(open) = &mut open {
                self.tell(open);
            }
        }
    }

    /// Plays beside whatever else is open; the check it belongs to ends it.
    fn play(&self, echo: Echo) {
        let outbox = self.outbox.clone();
        let tell = move |told| {
            let event = Event::Playback(PlaybackEvent::Echo(told));
            match told {
                EchoTold::Playing { .. } => outbox.put_passing(event, Glance::Moving),
                EchoTold::Ended | EchoTold::NoOutput => outbox.put(event),
            }
        };
        if play_echo(echo, (self.output)(), tell).is_err() {
            self.outbox.put(Event::Playback(PlaybackEvent::Echo(EchoTold::NoOutput)));
        }
    }

    fn open(&self, call: &CallId, recording: &RecordingLog, locked: &BTreeSet<u32>) -> Option<Open> {
        match self.opened(call, recording, locked) {
            Ok(open) => Some(open),
            Err(error) => {
                let system = error.to_string();
                self.outbox.put(Event::Playback(PlaybackEvent::Failed { system }));
                None
            }
        }
    }

    fn opened(&self, call: &CallId, recording: &RecordingLog, locked: &BTreeSet<u32>) -> io::Result<Open> {
        let folder = self.data.audio(call);
        let marks = read_marks(&folder)?;
        let reel = Arc::new(Reel::of(recording, &marks, locked));
        let waveform = Waveform::load(Arc::clone(&reel), &folder);
        let player = Player::new(Arc::clone(&reel), folder.clone(), (self.output)())?;
        let peaks_left = waveform.missing();
        let event = PlaybackEvent::Opened {
            call: call.clone(),
            reel: Arc::clone(&reel),
            waveform: Arc::new(waveform.clone()),
            peaks_left,
        };
        self.outbox.put(Event::Playback(event));
        let ended = Arc::new(AtomicBool::new(false));
        let easel = Easel {
            call: call.clone(),
            reel,
            folder,
            outbox: self.outbox.clone(),
            ended: Arc::clone(&ended),
        };
        let painter = easel.clone();
        thread::Builder::new().name("waveform".to_owned()).spawn(move || painter.draw(waveform))?;
        Ok(Open { player, told: PlayStatus::default(), looks: 0, easel, _drawing: Drawing(ended) })
    }

    fn tell(&self, open: &mut Open) {
        let status = open.player.status();
        let before = std::mem::replace(&mut open.told, status);
        if status.state != PlayState::Playing {
            open.looks = open.looks.saturating_sub(1);
        }
        if status.state != before.state {
            self.outbox.put(Event::Playback(PlaybackEvent::At(status)));
        } else if status != before {
            self.outbox.put_passing(Event::Playback(PlaybackEvent::At(status)), Glance::Moving);
        }
    }
}

fn steer(open: &mut Open, order: &PlaybackOrder) {
    match order {
        PlaybackOrder::Play => open.player.play(),
        PlaybackOrder::Pause => open.player.pause(),
        PlaybackOrder::Seek(ms) => open.player.seek(*ms),
        PlaybackOrder::Manner(manner) => open.player.set_manner(*manner),
        PlaybackOrder::CountTalk => {
            let easel = open.easel.clone();
            let counting = thread::Builder::new().name("talk-share".to_owned()).spawn(move || easel.count());
            if counting.is_err() {
                open.easel.counted(None);
            }
        }
        PlaybackOrder::Open { .. } | PlaybackOrder::Close => {}
    }
}

/// Draws what is not drawn yet, and counts who spoke.
#[derive(Clone)]
struct Easel {
    call: CallId,
    reel: Arc<Reel>,
    folder: PathBuf,
    outbox: Outbox,
    ended: Arc<AtomicBool>,
}

impl Easel {
    fn draw(self, mut waveform: Waveform) {
        let missing = waveform.missing();
        if missing > 0 {
            waveform.make_missing(&self.folder, &mut |_| self.go_on());
            let peaks_left = waveform.missing();
            let drawn =
                PlaybackEvent::Drawn { call: self.call.clone(), waveform: Arc::new(waveform), peaks_left };
            self.outbox.put(Event::Playback(drawn));
        }
    }

    fn count(self) {
        let talk = TalkShare::of(&self.reel, &self.folder, &mut |_| self.go_on());
        if !self.ended.load(Ordering::Relaxed) {
            self.counted(talk.ok());
        }
    }

    fn counted(&self, talk: Option<TalkShare>) {
        self.outbox.put(Event::Playback(PlaybackEvent::Counted { call: self.call.clone(), talk }));
    }

    fn go_on(&self) -> ControlFlow<()> {
        if self.ended.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
