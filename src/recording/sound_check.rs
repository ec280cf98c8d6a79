//! A sound check before dialling, as the control thread looks after it: hears this side's microphone for a few seconds, hands
//! the sound over to be played, and ends it. Opens nothing but a microphone, and knows no file.

use super::capture::{CaptureBackend, CaptureError};
use super::flow::Flow;
use super::listening::Listening;
use crate::domain::sound_check::BeforeDialling;
use crate::echo::{Echo, Life, SECONDS};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How much longer than the sound it is to hear a check may take. A microphone that delivers nothing was not heard.
const PATIENCE: Duration = Duration::from_secs(3);

/// Is handed the sound that was heard.
pub(super) type Play = Box<dyn FnOnce(Echo) + Send>;

/// A check. Dropping it ends it: nothing of its sound is heard any more.
pub(super) struct SoundCheck {
    hearing: Option<Hearing>,
    _life: Life,
}

/// The part of it in which the microphone is heard.
struct Hearing {
    listening: Listening,
    echo: Echo,
    play: Play,
    device: Option<String>,
    began: Instant,
}

/// What a check heard.
pub(super) struct Heard {
    /// The loudest sample, 0 to 1 of full scale.
    pub(super) peak: f32,
    /// The microphone that was asked for.
    pub(super) device: Option<String>,
}

impl SoundCheck {
    pub(super) fn begin(
        backend: &Arc<dyn CaptureBackend>,
        device: Option<String>,
        pass: BeforeDialling,
        play: Play,
    ) -> Result<Self, CaptureError> {
        let (listening, echo, life) = Listening::open_for_check(backend, device.clone(), pass)?;
        let hearing = Hearing { listening, echo, play, device, began: Instant::now() };
        Ok(Self { hearing: Some(hearing), _life: life })
    }

    /// Name of the microphone that is heard; `None` once it has heard enough.
    pub(super) fn device_name(&self) -> Option<&str> {
        self.hearing.as_ref().map(|hearing| hearing.listening.device_name())
    }

    /// The level's source, while the microphone is heard.
    pub(super) fn flow(&self) -> Option<&Flow> {
        self.hearing.as_ref().map(|hearing| hearing.listening.flow().as_ref())
    }

    /// How much longer it will hear, while it does.
    pub(super) fn left_ms(&self) -> Option<u64> {
        let echo = &self.hearing.as_ref()?.echo;
        Some(u64::from(echo.frames_to_hear()) * 1000 / u64::from(echo.rate()))
    }

    /// Why the microphone can be heard no longer.
    pub(super) fn trouble(&self) -> Option<CaptureError> {
        self.hearing.as_ref().and_then(|hearing| hearing.listening.trouble())
    }

    /// Hands the sound over once enough was heard, and closes the microphone.
    pub(super) fn look_after(&mut self) -> Option<Heard> {
        let late = Duration::from_secs(u64::from(SECONDS)) + PATIENCE;
        let enough =
            |hearing: &mut Hearing| hearing.echo.frames_to_hear() == 0 || hearing.began.elapsed() >= late;
        let Hearing { listening, echo, play, device, .. } = self.hearing.take_if(enough)?;
        let peak = echo.loudest();
        play(echo);
        drop(listening);
        Some(Heard { peak, device })
    }
}
