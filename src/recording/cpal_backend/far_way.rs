//! How each sound system lets a program hear what the computer plays.

/// How ids of `PulseAudio` devices, and of `PipeWire`'s stand-in for it, begin.
pub(super) const PULSE: &str = "pulseaudio:";

/// What the source that hears an output adds to that output's name.
const MONITOR: &str = ".monitor";

/// The output `PulseAudio` makes up where there is none: nobody hears it.
const NO_OUTPUT: &str = "pulseaudio:auto_null";

/// How the far end is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(target_os = "macos"), expect(dead_code, reason = "not every system has all of these ways"))]
pub(super) enum FarWay {
    /// Each output has a source of its own that hears it: `PulseAudio` and `PipeWire`.
    Monitors,
    /// An output is opened as though it were an input: WASAPI loopback, `CoreAudio` taps.
    Loopback,
    /// It is not: ALSA by itself, macOS before 14.6.
    NoWay,
}

impl FarWay {
    #[cfg(target_os = "linux")]
    pub(super) fn of(host: cpal::HostId) -> Self {
        if host == cpal::HostId::PulseAudio { Self::Monitors } else { Self::NoWay }
    }

    #[cfg(target_os = "windows")]
    pub(super) fn of(_: cpal::HostId) -> Self {
        Self::Loopback
    }

    #[cfg(target_os = "macos")]
    pub(super) fn of(_: cpal::HostId) -> Self {
        let version = sysinfo::System::os_version().unwrap_or_default();
        if has_taps(&version) { Self::Loopback } else { Self::NoWay }
    }
}

/// Whether this macOS lets cpal tap an output: from 14.6 on.
#[cfg(target_os = "macos")]
fn has_taps(version: &str) -> bool {
    let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (14, 6)
}

/// The id of the output that this source hears; `None` where it is no monitor.
pub(super) fn heard_output(id: &str) -> Option<&str> {
    id.strip_suffix(MONITOR).filter(|output| output.starts_with(PULSE))
}

/// The id of the source that hears this output.
pub(super) fn monitor_of(output: &str) -> String {
    format!("{output}{MONITOR}")
}

/// Whether a person could hear this output.
pub(super) fn is_real(output: &str) -> bool {
    output != NO_OUTPUT
}
