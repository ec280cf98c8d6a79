//! The system's folder dialog, on a thread of its own so that the window never waits.

use eframe::egui::{Context, Id};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// What was chosen and not yet fetched. Written by the dialog's thread, taken by the interface.
type Chosen = Arc<Mutex<Option<PathBuf>>>;

fn slot(ctx: &Context) -> Chosen {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Chosen>(Id::unique("chosen folder")).clone())
}

/// Opens the dialog. Where the system has none, nothing happens: the folder can be typed.
pub fn ask(ctx: &Context) {
    let (slot, waker) = (slot(ctx), ctx.clone());
    let dialog = move || {
        let picked = rfd::FileDialog::new().pick_folder();
        if let Ok(mut chosen) = slot.lock() {
            *chosen = picked;
        }
        waker.request_repaint();
    };
    // Without a thread there is no dialog; the field beside the button does the same.
    std::thread::Builder::new().name("folder dialog".to_owned()).spawn(dialog).ok();
}

/// The folder that was chosen, once.
#[must_use]
pub fn chosen(ctx: &Context) -> Option<PathBuf> {
    slot(ctx).lock().ok().and_then(|mut chosen| chosen.take())
}
