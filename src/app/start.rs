//! What the program starts with.

use super::runner::{Sound, Surroundings};
use super::state::State;
use super::trouble::Trouble;
use super::{Effect, Settings};

/// What the program starts with.
pub struct Start {
    /// The places it works in.
    pub surroundings: Surroundings,
    /// The settings as read.
    pub settings: Settings,
    /// What went wrong before there was a window.
    pub troubles: Vec<Trouble>,
    /// The sound system.
    pub sound: Sound,
}

/// The sound system of the platform.
#[must_use]
pub fn platform_sound() -> Sound {
    #[cfg(feature = "audio")]
    return Sound {
        microphone: Some(Box::new(crate::recording::cpal_backend::CpalBackend::new())),
        output: Some(Box::new(|| Box::new(crate::listening::cpal_output::CpalOutput::default()))),
    };
    #[cfg(not(feature = "audio"))]
    Sound::default()
}

impl State {
    /// The state at the start, and what must be done first.
    #[must_use]
    pub fn at_start(
        surroundings: &Surroundings,
        settings: Settings,
        troubles: Vec<Trouble>,
    ) -> (Self, Vec<Effect>) {
        let state = Self {
            settings,
            troubles,
            documents: surroundings.documents.clone(),
            data_folder: surroundings.data.data().to_path_buf(),
            ..Self::default()
        };
        (state, vec![Effect::OpenStore, Effect::LoadChecklists])
    }
}
