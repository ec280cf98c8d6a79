//! Signs that the list of devices may be another: by the sound server's own books where there is one, which costs two short
//! questions; elsewhere the list itself is looked at now and then.

#[cfg(target_os = "linux")]
use super::pulse::{DevicesThere, Line, NoAnswer};
use crate::recording::capture;
#[cfg(target_os = "linux")]
use std::time::Duration;

/// Every how many looks the list itself is looked at: with three looks that is every other second.
const EVERY: u32 = 3;

/// How long an answer may take.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_millis(500);

/// What is known of the devices so far.
#[derive(Default)]
pub(super) struct Signs {
    #[cfg(target_os = "linux")]
    books: Books,
    looks: u32,
}

impl capture::Signs for Signs {
    fn any(&mut self) -> bool {
        #[cfg(target_os = "linux")]
        if let Some(changed) = self.books.look() {
            self.looks = 0;
            return changed;
        }
        self.looks = self.looks.wrapping_add(1);
        self.looks % EVERY == 1
    }
}

/// The books of a sound server.
#[cfg(target_os = "linux")]
#[derive(Default)]
struct Books {
    /// `None` while there is no line to the server.
    line: Option<Line>,
    seen: Option<DevicesThere>,
}

#[cfg(target_os = "linux")]
impl Books {
    /// Whether they say something else than before; `None` where there is no server. One that takes its time has no news.
    fn look(&mut self) -> Option<bool> {
        let line = self.line.take().map_or_else(|| Line::open(PATIENCE), Ok);
        let answer = line.and_then(|mut line| {
            let there = line.devices_there()?;
            self.line = Some(line);
            Ok(there)
        });
        match answer {
            Ok(there) => {
                let changed = self.seen.as_ref() != Some(&there);
                self.seen = Some(there);
                Some(changed)
            }
            Err(NoAnswer::Slow) => Some(false),
            Err(_) => {
                self.seen = None;
                None
            }
        }
    }
}
