//! A microphone open for its level alone, or for a sound check before dialling, and how devices are closed; nothing here
//! keeps a sample.

use super::capture::{CaptureBackend, CaptureError, OPEN_TIMEOUT, OpenStream, PreparedDevice, Wanted};
use super::flow::{Flow, StreamFault};
use super::patience::{begin_work, patiently};
use super::tap::{Tap, TapFormat};
use crate::domain::sound_check::BeforeDialling;
use crate::domain::track::Track;
use crate::echo::{self, Echo, Life};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

/// How long closing a device may take; one that takes longer is left to itself.
pub(super) const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// Finds a microphone, with a time limit.
fn prepare(
    backend: &Arc<dyn CaptureBackend>,
    device: Option<String>,
) -> Result<Box<dyn PreparedDevice>, CaptureError> {
    let backend = Arc::clone(backend);
    patiently("recorder-prepare", OPEN_TIMEOUT, move || {
        backend.prepare(&Wanted { track: Track::Mic, device, rate: None })
    })
    .unwrap_or(Err(CaptureError::NoAnswer))
}

/// An open device; dropping it waits for a limited time.
pub(super) struct Device(Option<Box<dyn OpenStream>>);

impl Device {
    pub(super) fn new(stream: Box<dyn OpenStream>) -> Self {
        Self(Some(stream))
    }

    /// Closes it on a thread of its own; whoever wants to wait for that hears of it.
    pub(super) fn let_go(mut self) -> Option<Receiver<()>> {
        let stream = self.0.take()?;
        begin_work("recorder-close", move || drop(stream))
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        if let Some(stream) = self.0.take() {
            patiently("recorder-close", CLOSE_TIMEOUT, move || drop(stream));
        }
    }
}

/// A microphone open for its level.
pub(super) struct Listening {
    device_name: String,
    flow: Arc<Flow>,
    _device: Device,
}

impl Listening {
    pub(super) fn open(
        backend: &Arc<dyn CaptureBackend>,
        device: Option<String>,
    ) -> Result<Self, CaptureError> {
        Self::open_with(prepare(backend, device)?, Tap::for_level)
    }

    /// Opens a microphone for its level and for a sound check.
    pub(super) fn open_for_check(
        backend: &Arc<dyn CaptureBackend>,
        device: Option<String>,
        pass: BeforeDialling,
    ) -> Result<(Self, Echo, Life), CaptureError> {
        let prepared = prepare(backend, device)?;
        let (ear, echo, life) = echo::begin(pass, prepared.source().rate);
        let listening = Self::open_with(prepared, |format| Tap::for_check(format, ear))?;
        Ok((listening, echo, life))
    }

    fn open_with(
        prepared: Box<dyn PreparedDevice>,
        tap: impl FnOnce(TapFormat) -> (Tap, Arc<Flow>),
    ) -> Result<Self, CaptureError> {
        let source = prepared.source();
        let device_name = source.name.clone();
        let (tap, flow) = tap(TapFormat { rate: source.rate, channels: source.channels });
        let stream = patiently("recorder-open", OPEN_TIMEOUT, move || prepared.start(tap))
            .unwrap_or(Err(CaptureError::NoAnswer))?;
        Ok(Self { device_name, flow, _device: Device::new(stream) })
    }

    pub(super) fn device_name(&self) -> &str {
        &self.device_name
    }

    pub(super) fn flow(&self) -> &Arc<Flow> {
        &self.flow
    }

    /// Why it can be used no longer.
    pub(super) fn trouble(&self) -> Option<CaptureError> {
        self.flow.fault().map(|fault| match fault {
            StreamFault::Lost => CaptureError::Lost,
            StreamFault::Denied => CaptureError::PermissionDenied,
            StreamFault::Failed => CaptureError::System("the stream broke off".to_owned()),
        })
    }
}
