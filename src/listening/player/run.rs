//! The player's thread: carries out orders, opens and closes the device, keeps the ring full.

use super::feed::{BLOCKS, Block, Feed, Playing, Shared};
use super::pipeline::Pipeline;
use super::{Manner, Order, Output, PlayState};
use crate::listening::aligned::Aligned;
use crate::listening::reel::Reel;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// How often the ring is filled up while it plays: an eighth of what it holds.
const EVERY: Duration = Duration::from_millis(40);

/// What the thread owns.
pub(super) struct Deck {
    reel: Arc<Reel>,
    sound: Aligned,
    output: Box<dyn Output>,
    shared: Arc<Shared>,
    manner: Manner,
    /// The device and what is being played on it.
    open: Option<Open>,
}

struct Open {
    rate: u32,
    ring: rtrb::Producer<Block>,
    pipeline: Pipeline,
    _device: Box<dyn Playing>,
}

/// What is wanted after all orders that waited.
#[derive(Default)]
struct Wanted {
    plays: Option<bool>,
    seek: Option<u64>,
    manner: Option<Manner>,
}

impl Deck {
    pub(super) fn new(reel: Arc<Reel>, folder: &Path, output: Box<dyn Output>, shared: Arc<Shared>) -> Self {
        let sound = Aligned::new(Arc::clone(&reel), folder);
        Self { reel, sound, output, shared, manner: Manner::default(), open: None }
    }

    /// Until the handle is dropped.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let first = match &self.open {
                Some(_) => match orders.recv_timeout(EVERY) {
                    Ok(order) => Some(order),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                },
                None => match orders.recv() {
                    Ok(order) => Some(order),
                    Err(_) => return,
                },
            };
            let wanted = first.into_iter().chain(orders.try_iter()).fold(Wanted::default(), Wanted::and);
            self.carry_out(&wanted);
            self.go_on();
        }
    }

    fn carry_out(&mut self, wanted: &Wanted) {
        self.manner = wanted.manner.unwrap_or(self.manner);
        let seek = wanted.seek.map(|ms| self.reel.frame(ms).min(self.reel.frames()));
        if wanted.plays == Some(false) {
            self.stop(PlayState::Paused);
        }
        if self.open.is_some() && (seek.is_some() || wanted.manner.is_some()) {
            self.begin_anew(seek);
        } else if let Some(seek) = seek {
            self.shared.put_at(seek);
            if self.shared.state() == PlayState::Ended {
                self.shared.put_state(PlayState::Paused);
            }
        }
        match &self.open {
            None if wanted.plays == Some(true) => self.start(),
            // A pause that was taken back at once has hushed it.
            Some(_) if wanted.plays == Some(true) => self.shared.sound(),
            _ => {}
        }
    }

    fn start(&mut self) {
        if self.shared.state() == PlayState::Ended || self.shared.at() >= self.reel.frames() {
            self.shared.put_at(0);
        }
        let run = self.shared.next_run();
        let Ok(rate) = self.output.rate(self.reel.rate()) else { return self.stop(PlayState::NoOutput) };
        let pipeline = Pipeline::new(&self.reel, self.shared.at(), run, self.manner, rate);
        let Ok(pipeline) = pipeline else { return self.stop(PlayState::Unreadable) };
        let (ring, blocks) = rtrb::RingBuffer::new(BLOCKS);
        let feed = Feed::new(Arc::clone(&self.shared), blocks);
        // Before the device asks, so that the first buffer has something.
        self.shared.sound();
        match self.output.open(rate, feed) {
            Ok(device) => {
                self.open = Some(Open { rate, ring, pipeline, _device: device });
                self.shared.put_state(PlayState::Playing);
            }
            Err(_) => self.stop(PlayState::NoOutput),
        }
    }

    /// Plays on from there, or from where it is, in the manner it is now.
    fn begin_anew(&mut self, from: Option<u64>) {
        let Some(open) = &mut self.open else { return };
        let run = self.shared.next_run();
        let at = from.unwrap_or_else(|| self.shared.at());
        self.shared.put_at(at);
        match Pipeline::new(&self.reel, at, run, self.manner, open.rate) {
            Ok(pipeline) => open.pipeline = pipeline,
            Err(_) => self.stop(PlayState::Unreadable),
        }
    }

    fn stop(&mut self, state: PlayState) {
        self.shared.hush();
        self.open = None;
        self.shared.put_state(state);
    }

    fn go_on(&mut self) {
        let Some(open) = &mut self.open else { return };
        if self.shared.is_lost() {
            return self.stop(PlayState::NoOutput);
        }
        // At most once through: an output that takes as fast as this gives must not keep orders waiting.
        for _ in 0..open.ring.slots() {
            match open.pipeline.block(&mut self.sound) {
                // The ring has room.
                Ok(Some(block)) => open.ring.push(block).unwrap_or_default(),
                Ok(None) => break,
                Err(_) => return self.stop(PlayState::Unreadable),
            }
        }
        if self.shared.has_ended() {
            self.stop(PlayState::Ended);
            self.shared.put_at(self.reel.frames());
        }
    }
}

impl Wanted {
    fn and(mut self, order: Order) -> Self {
        match order {
            Order::Play => self.plays = Some(true),
            Order::Pause => self.plays = Some(false),
            Order::Seek { ms } => self.seek = Some(ms),
            Order::Manner(manner) => self.manner = Some(manner),
        }
        self
    }
}
