//! The cookie `PulseAudio`'s servers are greeted with; knows the place and nothing of sound.
//!
//! libpulse makes it when it first meets a server; the client that cpal uses does not, and without one a server turns it
//! away. A server on the same machine knows the person by the socket, so any cookie will do.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Length of a cookie in bytes, as libpulse has it (`NATIVE_COOKIE_LENGTH`).
const COOKIE_BYTES: usize = 256;

/// Makes the cookie where that client looks for it, whatever the config folder is, unless one is there or named. Where it
/// cannot be made, opening the microphone says what is wrong.
pub(super) fn make_where_missing() {
    if std::env::var_os("PULSE_COOKIE").is_some() {
        return;
    }
    let Some(dirs) = directories::BaseDirs::new() else {
        return;
    };
    let place = dirs.home_dir().join(".config/pulse/cookie");
    if !place.exists() && !dirs.home_dir().join(".pulse-cookie").exists() {
        make(&place).ok();
    }
}

fn make(place: &Path) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let cookie: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(COOKIE_BYTES).collect();
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(place)?.write_all(&cookie)
}
