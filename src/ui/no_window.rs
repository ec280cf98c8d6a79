//! Says why there is no window where nobody would hear of it otherwise: whoever starts the program on Windows by its icon
//! sees no terminal.

use super::text;

/// Shows it in a message box of the system's own, which needs none of what the window needs, and waits until it was read.
/// Elsewhere the terminal has it, or the system's log.
pub fn tell(why: &str) {
    if cfg!(windows) {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title(text::RAPPORT)
            .set_description(text::no_window(why))
            .show();
    }
}
