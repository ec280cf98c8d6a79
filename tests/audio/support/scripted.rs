//! A sound system whose every buffer a test hands over itself. It gets no further than a tap, like any other.

use rapport::domain::recording::TakeFormat;
use rapport::domain::track::Track;
use rapport::recording::{
    Alarm, CaptureBackend, CaptureError, OpenStream, PreparedDevice, SoundDevice, SoundDevices, Source,
    StreamFault, Tap, Wanted,
};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

type Hook = Box<dyn FnMut() + Send>;

/// A device of the scripted sound system, in the test's hands.
#[derive(Clone)]
pub struct Device(Arc<Inside>);

struct Inside {
    id: String,
    name: String,
    rate: u32,
    channels: u16,
    tap: Mutex<Option<Tap>>,
    alarm: Mutex<Option<Alarm>>,
    refuses: Mutex<Option<CaptureError>>,
    on_prepare: Mutex<Option<Hook>>,
    on_start: Mutex<Option<Hook>>,
    on_list: Mutex<Option<Hook>>,
    hangs_on_close: AtomicBool,
    is_unplugged: AtomicBool,
    opened: AtomicU32,
}

/// The scripted sound system: which devices there are for each side, the system's choice first.
#[derive(Clone, Default)]
pub struct System {
    devices: Arc<Mutex<Vec<(Track, Device)>>>,
}

impl System {
    pub fn new(mics: &[&Device], fars: &[&Device]) -> Self {
        let of =
            |track, devices: &[&Device]| devices.iter().map(|&one| (track, one.clone())).collect::<Vec<_>>();
        let devices = [of(Track::Mic, mics), of(Track::Far, fars)].concat();
        Self { devices: Arc::new(Mutex::new(devices)) }
    }

    pub fn backend(&self) -> Box<dyn CaptureBackend> {
        Box::new(self.clone())
    }

    fn all(&self, track: Track) -> Vec<Device> {
        let devices = self.devices.lock().unwrap();
        devices.iter().filter(|(of, _)| *of == track).map(|(_, device)| device.clone()).collect()
    }
}

impl Device {
    pub fn new(rate: u32, channels: u16) -> Self {
        Self::named("scripted:one", "Scripted", rate, channels)
    }

    pub fn named(id: &str, name: &str, rate: u32, channels: u16) -> Self {
        Self(Arc::new(Inside {
            id: id.to_owned(),
            name: name.to_owned(),
            rate,
            channels,
            tap: Mutex::default(),
            alarm: Mutex::default(),
            refuses: Mutex::default(),
            on_prepare: Mutex::default(),
            on_start: Mutex::default(),
            on_list: Mutex::default(),
            hangs_on_close: AtomicBool::new(false),
            is_unplugged: AtomicBool::new(false),
            opened: AtomicU32::new(0),
        }))
    }

    /// A sound system with this microphone alone.
    pub fn backend(&self) -> Box<dyn CaptureBackend> {
        System::new(&[self], &[]).backend()
    }

    /// It is not there any more, and whoever has it open hears of that.
    pub fn unplug(&self) {
        self.0.is_unplugged.store(true, Ordering::SeqCst);
        self.alarm().raise(StreamFault::Lost);
    }

    /// It is not there any more, and nobody has it open.
    pub fn pull_out(&self) {
        self.0.is_unplugged.store(true, Ordering::SeqCst);
    }

    pub fn plug_in(&self) {
        self.0.is_unplugged.store(false, Ordering::SeqCst);
    }

    pub fn format(&self) -> TakeFormat {
        let Inside { id, name, rate, .. } = &*self.0;
        TakeFormat { device_id: id.clone(), device_name: name.clone(), rate: *rate, bits: 16 }
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

impl CaptureBackend for System {
    fn devices(&self) -> Result<SoundDevices, CaptureError> {
        let list = |track| {
            let mut devices = self.all(track);
            devices.retain(|device| !device.0.is_unplugged.load(Ordering::SeqCst));
            for device in &devices {
                run(&device.0.on_list);
            }
            let shown = devices.iter().enumerate().map(|(place, device)| SoundDevice {
                id: device.0.id.clone(),
                name: device.0.name.clone(),
                is_default: place == 0,
            });
            shown.collect()
        };
        Ok(SoundDevices { microphones: list(Track::Mic), far_ends: list(Track::Far), no_far_end: None })
    }

    fn prepare(&self, wanted: &Wanted) -> Result<Box<dyn PreparedDevice>, CaptureError> {
        let devices = self.all(wanted.track);
        if devices.is_empty() {
            return Err(CaptureError::NoFarEnd);
        }
        for device in &devices {
            run(&device.0.on_prepare);
        }
        let fits = |device: &&Device| {
            let is_there = !device.0.is_unplugged.load(Ordering::SeqCst);
            is_there && wanted.device.as_ref().is_none_or(|id| *id == device.0.id)
        };
        let device = devices.iter().find(fits).ok_or(CaptureError::DeviceGone)?;
        let Inside { id, name, rate, channels, .. } = &*device.0;
        if wanted.rate.is_some_and(|wanted| wanted != *rate) {
            return Err(CaptureError::OtherRate);
        }
        let source = Source { id: id.clone(), name: name.clone(), rate: *rate, channels: *channels };
        Ok(Box::new(Prepared { source, device: device.clone() }))
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
