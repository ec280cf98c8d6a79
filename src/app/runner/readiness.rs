//! Reads the sensors while the Prepare page shows them: disk, power, chat programs. The microphone is the recorder's.

use super::Outbox;
use super::disk::free_bytes;
use crate::app::effect::Watch;
use crate::app::event::Event;
use crate::checklists::running_among;
use crate::domain::readiness::{Reading, Sensor, minutes_of_room};
use crate::store::Layout;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

/// Time between two readings.
const EVERY: Duration = Duration::from_secs(5);

/// Reads the sensors.
pub(super) struct Worker {
    data: Layout,
    outbox: Outbox,
    told: BTreeMap<Sensor, Reading>,
}

impl Worker {
    pub(super) fn new(data: Layout, outbox: Outbox) -> Self {
        Self { data, outbox, told: BTreeMap::new() }
    }

    pub(super) fn run(mut self, orders: &Receiver<Watch>) {
        let mut watch = Watch::Off;
        loop {
            let order = match watch {
                Watch::Off => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Watch::On { .. } => orders.recv_timeout(EVERY),
            };
            match order {
                Ok(new) => {
                    watch = new;
                    self.told.clear();
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if let Watch::On { tracks } = watch {
                self.read(tracks);
            }
        }
    }

    /// Tells what is different from what was told last.
    fn read(&mut self, tracks: u32) {
        let readings = [disk(self.data.data(), tracks), power(), chat()];
        for reading in readings.into_iter().flatten() {
            if self.told.get(&reading.sensor()) != Some(&reading) {
                self.told.insert(reading.sensor(), reading.clone());
                self.outbox.put(Event::Sensed(reading));
            }
        }
    }
}

/// Chat programs that run; `None` where the system does not tell.
fn chat() -> Option<Reading> {
    let mut system = System::new().ok()?;
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, ProcessRefreshKind::nothing());
    let names: Vec<String> =
        system.processes().values().map(|process| process.name().to_string_lossy().into_owned()).collect();
    Some(Reading::ChatPrograms { running: running_among(names.iter().map(String::as_str)) })
}

/// Room on the disk that holds the data folder, for takes of so many tracks.
fn disk(data: &Path, tracks: u32) -> Option<Reading> {
    let free = free_bytes(data)?;
    // Told in steps of five minutes, so that small changes elsewhere on the disk do not wake the window.
    Some(Reading::Disk { minutes: minutes_of_room(free, tracks) / 5 * 5 })
}

/// Power source; mains where there is no battery or it cannot be read.
fn power() -> Option<Reading> {
    let no_battery = Some(Reading::Power { mains: true, charge_percent: None });
    let Ok(manager) = starship_battery::Manager::new() else {
        return no_battery;
    };
    let Some(battery) = manager.batteries().ok().and_then(|mut found| found.find_map(Result::ok)) else {
        return no_battery;
    };
    let mains = battery.state() != starship_battery::State::Discharging;
    let percent = battery.state_of_charge().get::<starship_battery::units::ratio::percent>();
    Some(Reading::Power { mains, charge_percent: Some(percent.clamp(0.0, 100.0) as u8) })
}
