//! Listening to the recording of the call on the desk: what is heard, from where, how fast. Pure; the player itself is the
//! runner's.

use super::effect::Effect;
use super::sound_check;
use super::state::{Page, State};
use crate::domain::entry::Position;
use crate::domain::ids::CallId;
use crate::domain::recording::RecordingLog;
pub use crate::listening::{EchoTold, Gaps, Hearing, Manner, PlayState, PlayStatus, Speed, TalkShare};

use crate::listening::{Reel, Waveform};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How long before a note one begins to listen: people write what they have just heard.
pub const BEFORE_A_NOTE_MS: u64 = 5_000;

/// Speeds offered, in times as fast as it was spoken.
pub const SPEEDS: [f32; 5] = [0.75, 1.0, 1.25, 1.5, 2.0];

/// A recording that was opened to be heard.
#[derive(Clone, Debug)]
pub struct Playback {
    /// Of this call.
    pub call: CallId,
    /// Where everything is.
    pub reel: Arc<Reel>,
    /// What it looks like.
    pub waveform: Arc<Waveform>,
    /// Segments whose waveform is still to be made.
    pub peaks_left: usize,
    /// Where one is, and whether it sounds.
    pub status: PlayStatus,
    /// How it is played.
    pub manner: Manner,
    /// Who spoke how much, where that was asked for.
    pub talk: Talk,
}

/// Who spoke how much.
#[derive(Clone, Debug, Default)]
pub enum Talk {
    /// Nobody asked.
    #[default]
    NotCounted,
    /// It is being counted.
    Counting,
    /// Counted.
    Counted(TalkShare),
    /// It could not be counted.
    Failed,
}

/// Something a person does with the recording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlaybackAction {
    /// Play, or pause.
    PlayOrPause,
    /// Go to this moment, in milliseconds of the reel.
    Seek(u64),
    /// Hear what was said before this was written down.
    HearBefore(Position),
    /// Play in this manner.
    Play(Manner),
    /// Count who spoke how much.
    CountTalk,
}

/// An order to the player.
#[derive(Clone, Debug)]
pub enum PlaybackOrder {
    /// Open a call's recording: answered by [`PlaybackEvent::Opened`].
    Open {
        /// The call.
        call: CallId,
        /// What its timeline says of the recording.
        recording: Box<RecordingLog>,
        /// Takes not to be heard.
        locked: BTreeSet<u32>,
    },
    /// Close it.
    Close,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// Go to this moment, in milliseconds.
    Seek(u64),
    /// Play in this manner.
    Manner(Manner),
    /// Count who spoke how much: answered by [`PlaybackEvent::Counted`].
    CountTalk,
}

/// What the player tells.
#[derive(Clone, Debug)]
pub enum PlaybackEvent {
    /// A recording is open.
    Opened {
        /// Of this call.
        call: CallId,
        /// Where everything is.
        reel: Arc<Reel>,
        /// What it looks like so far.
        waveform: Arc<Waveform>,
        /// Segments whose waveform is still to be made.
        peaks_left: usize,
    },
    /// More of the waveform is there.
    Drawn {
        /// Of this call.
        call: CallId,
        /// What it looks like so far.
        waveform: Arc<Waveform>,
        /// Segments whose waveform is still to be made.
        peaks_left: usize,
    },
    /// Who spoke how much; `None` where it could not be counted.
    Counted {
        /// In this call.
        call: CallId,
        /// The count.
        talk: Option<TalkShare>,
    },
    /// Where one is, and whether it sounds.
    At(PlayStatus),
    /// It cannot be heard.
    Failed {
        /// What the system says.
        system: String,
    },
    /// Where the playing of a sound check stands.
    Echo(EchoTold),
}

/// A recording as it is opened: its call, and the takes of it that are not to be heard.
pub type Opening = (CallId, BTreeSet<u32>);

/// What should be open: the recording of a finished call that is on screen and has something to hear.
fn wanted(state: &State) -> Option<Opening> {
    let open = state.call.as_ref().filter(|open| !open.is_running() && state.page == Page::Call)?;
    let call = &open.call;
    (!call.recording.segments.is_empty()).then(|| (call.id().clone(), call.locked_takes()))
}

/// Opens and closes the recording as the screen asks for.
pub(super) fn attend(state: &mut State) -> Vec<Effect> {
    let wanted = wanted(state);
    if wanted == state.playback_of {
        return Vec::new();
    }
    state.playback_of.clone_from(&wanted);
    state.playback = None;
    let order = match (wanted, &state.call) {
        (Some((call, locked)), Some(open)) => {
            PlaybackOrder::Open { call, recording: Box::new(open.call.recording.clone()), locked }
        }
        _ => PlaybackOrder::Close,
    };
    vec![Effect::Playback(order)]
}

pub(super) fn apply(state: &mut State, action: PlaybackAction) -> Vec<Effect> {
    let Some(playback) = &mut state.playback else {
        return Vec::new();
    };
    let orders = match action {
        PlaybackAction::PlayOrPause if playback.is_playing() => vec![PlaybackOrder::Pause],
        PlaybackAction::PlayOrPause => vec![PlaybackOrder::Play],
        PlaybackAction::Seek(ms) => {
            playback.status.at_ms = ms.min(playback.reel.length_ms());
            vec![PlaybackOrder::Seek(playback.status.at_ms)]
        }
        PlaybackAction::HearBefore(position) => {
            let Some(ms) = playback.reel.ms_of(&position) else {
                return Vec::new();
            };
            playback.status.at_ms = ms.saturating_sub(BEFORE_A_NOTE_MS);
            vec![PlaybackOrder::Seek(playback.status.at_ms), PlaybackOrder::Play]
        }
        PlaybackAction::CountTalk => {
            playback.talk = Talk::Counting;
            vec![PlaybackOrder::CountTalk]
        }
        PlaybackAction::Play(manner) => {
            playback.manner = manner;
            vec![PlaybackOrder::Manner(manner)]
        }
    };
    orders.into_iter().map(Effect::Playback).collect()
}

pub(super) fn react(state: &mut State, event: PlaybackEvent) {
    match event {
        PlaybackEvent::Opened { call, reel, waveform, peaks_left } => {
            if state.playback_of.as_ref().is_some_and(|(wanted, _)| *wanted == call) {
                state.playback_trouble = None;
                state.playback = Some(Playback::of(call, reel, waveform, peaks_left));
            }
        }
        PlaybackEvent::Drawn { call, waveform, peaks_left } => {
            if let Some(open) = state.playback.as_mut().filter(|open| open.call == call) {
                open.waveform = waveform;
                open.peaks_left = peaks_left;
            }
        }
        PlaybackEvent::Counted { call, talk } => {
            if let Some(open) = state.playback.as_mut().filter(|open| open.call == call) {
                open.talk = talk.map_or(Talk::Failed, Talk::Counted);
            }
        }
        PlaybackEvent::At(status) => {
            if let Some(open) = &mut state.playback {
                open.status = status;
            }
        }
        PlaybackEvent::Failed { system } => state.playback_trouble = Some(system),
        PlaybackEvent::Echo(told) => sound_check::played(state, told),
    }
}

impl Playback {
    fn of(call: CallId, reel: Arc<Reel>, waveform: Arc<Waveform>, peaks_left: usize) -> Self {
        let (status, manner) = (PlayStatus::default(), Manner::default());
        Self { call, reel, waveform, peaks_left, status, manner, talk: Talk::default() }
    }

    /// Whether it sounds.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.status.state == PlayState::Playing
    }
}
