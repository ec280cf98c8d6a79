//! A sound system whose every buffer a test hands over itself. It gets no further than a tap, like any other.

use rapport::recording::{
    Alarm, CaptureBackend, CaptureError, OpenStream, PreparedDevice, SoundDevice, SoundDevices, Source, Tap,
    Wanted,
};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

type Hook = Box<dyn FnMut() + Send>;

/// The device behind the scripted sound system, in the test's hands.
#[derive(Clone)]
pub struct Device(Arc<Inside>);

struct Inside {
    rate: u32,
    channels: u16,
    tap: Mutex<Option<Tap>>,
    alarm: Mutex<Option<Alarm>>,
    refuses: Mutex<Option<CaptureError>>,
    on_prepare: Mutex<Option<Hook>>,
    on_start: Mutex<Option<Hook>>,
    on_list: Mutex<Option<Hook>>,
    hangs_on_close: AtomicBool,
    opened: AtomicU32,
}

impl Device {
    pub fn new(rate: u32, channels: u16) -> Self {
        Self(Arc::new(Inside {
            rate,
            channels,
            tap: Mutex::default(),
            alarm: Mutex::default(),
            refuses: Mutex::default(),
            on_prepare: Mutex::default(),
            on_start: Mutex::default(),
            on_list: Mutex::default(),
            hangs_on_close: AtomicBool::new(false),
            opened: AtomicU32::new(0),
        }))
    }

    pub fn backend(&self) -> Box<dyn CaptureBackend> {
        Box::new(self.clone())
    }

    /// Hands one buffer to whoever opened the device; false where nobody has.
    pub fn deliver(&self, samples: &[f32]) -> bool {
        self.0.tap.lock().unwrap().as_mut().is_some_and(|tap| {
            tap.take_in(samples);
            true
        })
    }

    pub fn alarm(&self) -> Alarm {
        self.0.alarm.lock().unwrap().clone().expect("the device was opened")
    }

    pub fn is_open(&self) -> bool {
        self.0.tap.lock().unwrap().is_some()
    }

    /// How often it was opened.
    pub fn opened(&self) -> u32 {
        self.0.opened.load(Ordering::SeqCst)
    }

    pub fn refuse(&self, error: CaptureError) {
        *self.0.refuses.lock().unwrap() = Some(error);
    }

    pub fn on_prepare(&self, hook: impl FnMut() + Send + 'static) {
        *self.0.on_prepare.lock().unwrap() = Some(Box::new(hook));
    }

    pub fn on_start(&self, hook: impl FnMut() + Send + 'static) {
        *self.0.on_start.lock().unwrap() = Some(Box::new(hook));
    }

    pub fn on_list(&self, hook: impl FnMut() + Send + 'static) {
        *self.0.on_list.lock().unwrap() = Some(Box::new(hook));
    }

    /// Closing it never returns, and the tap stays in its hands.
    pub fn hang_on_close(&self) {
        self.0.hangs_on_close.store(true, Ordering::SeqCst);
    }
}

fn run(hook: &Mutex<Option<Hook>>) {
    if let Some(hook) = hook.lock().unwrap().as_mut() {
        hook();
    }
}

/// Never comes back.
pub fn hang() {
    loop {
        std::thread::park();
    }
}

impl CaptureBackend for Device {
    fn devices(&self) -> Result<SoundDevices, CaptureError> {
        run(&self.0.on_list);
        let own = SoundDevice { id: "scripted:one".into(), name: "Scripted".into(), is_default: true };
        Ok(SoundDevices { microphones: vec![own], ..SoundDevices::default() })
    }

    fn prepare(&self, wanted: &Wanted) -> Result<Box<dyn PreparedDevice>, CaptureError> {
        run(&self.0.on_prepare);
        if wanted.device.as_ref().is_some_and(|id| id != "scripted:one") {
            return Err(CaptureError::DeviceGone);
        }
        let source = Source {
            id: "scripted:one".into(),
            name: "Scripted".into(),
            rate: self.0.rate,
            channels: self.0.channels,
        };
        Ok(Box::new(Prepared { source, device: self.clone() }))
    }
}

struct Prepared {
    source: Source,
    device: Device,
}

impl PreparedDevice for Prepared {
    fn source(&self) -> &Source {
        &self.source
    }

    fn start(self: Box<Self>, tap: Tap) -> Result<Box<dyn OpenStream>, CaptureError> {
        let inside = &self.device.0;
        run(&inside.on_start);
        if let Some(error) = inside.refuses.lock().unwrap().take() {
            return Err(error);
        }
        inside.opened.fetch_add(1, Ordering::SeqCst);
        *inside.alarm.lock().unwrap() = Some(tap.alarm());
        *inside.tap.lock().unwrap() = Some(tap);
        Ok(Box::new(Open(self.device)))
    }
}

struct Open(Device);

impl OpenStream for Open {}

impl Drop for Open {
    fn drop(&mut self) {
        if self.0.0.hangs_on_close.load(Ordering::SeqCst) {
            hang();
        }
        *self.0.0.tap.lock().unwrap() = None;
    }
}
