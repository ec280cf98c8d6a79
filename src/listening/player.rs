//! Plays a reel: a handle for whoever steers it, a thread that reads ahead, and a feed for the sound system's callback.
//!
//! The thread reads, mixes, stretches and puts blocks into a ring; the callback takes them out, without lock, allocation or
//! wait. A seek or another speed begins a new run: blocks of an earlier run that are still in the ring are passed over.

mod echoing;
mod feed;
mod pipeline;
mod run;

pub use echoing::{EchoTold, play_echo};
pub use feed::{Feed, Playing};
pub use pipeline::LONGEST_SILENCE_MS;

use super::Gaps;
use super::reel::Reel;
use crate::domain::track::Track;
use feed::Shared;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

/// Orders that may wait. The thread takes all that wait at once.
const ORDERS: usize = 64;

/// Where sound is played. One implementation names the sound system; tests bring their own.
pub trait Output: Send {
    /// The rate at which it will play: `wanted`, or as near to it as the device can.
    ///
    /// # Errors
    /// Where there is no device.
    fn rate(&mut self, wanted: u32) -> Result<u32, OutputError>;

    /// Opens the device and has it ask the feed for sound until what is given back is dropped.
    ///
    /// # Errors
    /// Where the device cannot be opened.
    fn open(&mut self, rate: u32, feed: Feed) -> Result<Box<dyn Playing>, OutputError>;
}

/// Why nothing can be played.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutputError {
    /// There is no device to play on.
    #[error("there is no sound output")]
    NoDevice,
    /// The device could not be opened.
    #[error("the sound output could not be opened: {0}")]
    NotOpened(String),
}

/// What is heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hearing {
    /// Both sides, mixed.
    #[default]
    Both,
    /// One side.
    Only(Track),
}

impl Hearing {
    pub(super) fn tracks(self) -> Vec<Track> {
        match self {
            Self::Both => Track::ALL.to_vec(),
            Self::Only(track) => vec![track],
        }
    }
}

/// How fast it is played: 0.75 to 2.0 times, at the same pitch.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Speed(f32);

impl Speed {
    /// As it was spoken.
    pub const NORMAL: Self = Self(1.0);

    /// The slowest.
    pub const SLOWEST: Self = Self(0.75);

    /// The fastest.
    pub const FASTEST: Self = Self(2.0);

    /// This speed, or the nearest there is.
    #[must_use]
    pub fn new(times: f32) -> Self {
        if times.is_nan() { Self::NORMAL } else { Self(times.clamp(Self::SLOWEST.0, Self::FASTEST.0)) }
    }

    /// Times as fast as it was spoken.
    #[must_use]
    pub fn times(self) -> f32 {
        self.0
    }
}

/// How it is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// What is heard.
    pub hearing: Hearing,
    /// How fast.
    pub speed: Speed,
    /// Gaps skipped, or heard as silence of [`LONGEST_SILENCE_MS`] at most.
    pub gaps: Gaps,
}

impl Default for Manner {
    fn default() -> Self {
        Self { hearing: Hearing::Both, speed: Speed::NORMAL, gaps: Gaps::Cut }
    }
}

/// Whether it plays, and if not, why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlayState {
    /// It waits where it is.
    #[default]
    Paused,
    /// It plays.
    Playing,
    /// It came to the end; playing again begins anew.
    Ended,
    /// There is no sound output, or it was lost.
    NoOutput,
    /// The recording could not be read.
    Unreadable,
}

/// Where a player stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlayStatus {
    /// Where on the reel's axis, in milliseconds.
    pub at_ms: u64,
    /// Whether it plays.
    pub state: PlayState,
}

/// An order to the thread.
#[derive(Clone, Copy)]
enum Order {
    Play,
    Pause,
    Seek { ms: u64 },
    Manner(Manner),
}

/// A player. Every call returns at once; dropping it ends the sound.
pub struct Player {
    orders: Option<SyncSender<Order>>,
    shared: Arc<Shared>,
    rate: u32,
    thread: Option<JoinHandle<()>>,
}

impl Player {
    /// A player of a reel whose files are in `folder`, paused at the start. The device is opened while it plays, no longer.
    ///
    /// # Errors
    /// Where no thread can be had.
    pub fn new(reel: Arc<Reel>, folder: PathBuf, output: Box<dyn Output>) -> std::io::Result<Self> {
        let (orders, received) = sync_channel(ORDERS);
        let shared = Arc::new(Shared::default());
        let rate = reel.rate();
        let of_thread = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("player".to_owned())
            .spawn(move || run::Deck::new(reel, &folder, output, of_thread).run(&received))?;
        Ok(Self { orders: Some(orders), shared, rate, thread: Some(thread) })
    }

    /// Plays on from where it is; from the start where it ended.
    pub fn play(&self) {
        self.order(Order::Play);
    }

    /// Silence with the next buffer of the device; stays where it is.
    pub fn pause(&self) {
        self.shared.hush();
        self.order(Order::Pause);
    }

    /// Goes to a moment of the axis, playing or not.
    pub fn seek(&self, ms: u64) {
        self.order(Order::Seek { ms });
    }

    /// Plays in another manner from where it is.
    pub fn set_manner(&self, manner: Manner) {
        self.order(Order::Manner(manner));
    }

    /// Where it stands, read from atomics: as often as anyone likes.
    #[must_use]
    pub fn status(&self) -> PlayStatus {
        let at_ms = u128::from(self.shared.at()) * 1000 / u128::from(self.rate);
        PlayStatus { at_ms: at_ms as u64, state: self.shared.state() }
    }

    fn order(&self, order: Order) {
        let Some(orders) = &self.orders else { return };
        match orders.try_send(order) {
            // Nobody gives as many orders in the time the thread needs for one: it hangs in the sound system, and one more
            // would not be carried out either.
            Ok(()) | Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {}
        }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.shared.hush();
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked plays no more either.
            thread.join().ok();
        }
    }
}
