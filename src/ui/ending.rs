//! Hears the system ask the program to end: a session that closes, a shutdown, `kill`, Ctrl+C in a terminal. Knows nothing of
//! what must be done then.

use eframe::egui::Context;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the system asked the program to end.
#[derive(Clone, Debug, Default)]
pub struct Ending {
    asked: Arc<AtomicBool>,
}

impl Ending {
    /// Listens from now on, for the whole process, and wakes the window. On systems without signals it hears nothing: Windows
    /// tells the end of a session to windows alone, and the one we use does not pass it on.
    ///
    /// # Errors
    /// Where signals cannot be listened to, or no thread be started for it.
    #[cfg(unix)]
    pub fn heard_for(ctx: &Context) -> io::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let ending = Self::default();
        let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
        let (asked, ctx) = (Arc::clone(&ending.asked), ctx.clone());
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            // One signal is often followed by another: a session that ends sends two. Both mean the same.
            for _ in signals.forever() {
                asked.store(true, Ordering::Release);
                ctx.request_repaint();
            }
        })?;
        Ok(ending)
    }

    /// Hears nothing: this system has no signals.
    ///
    /// # Errors
    /// Never.
    #[cfg(not(unix))]
    pub fn heard_for(_ctx: &Context) -> io::Result<Self> {
        Ok(Self::default())
    }

    /// Whether the program was asked to end.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Acquire)
    }
}
