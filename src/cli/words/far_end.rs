//! Whether what the computer plays can be recorded here, and what to do where it cannot.

use crate::app::trouble::Told;
use crate::cli::devices::NoSound;
use crate::cli::print::one_line;
use crate::recording::NoFarEnd;

/// What helps wherever the far end cannot be recorded.
const ALL_THE_SAME: &str = "Put the call on a loudspeaker beside one microphone, or record this side only";

fn told(what: impl Into<String>, advice: impl Into<String>) -> Told {
    Told { what: what.into(), advice: advice.into() }
}

/// Why there is none, in one line.
pub(in crate::cli) fn no_far_end(why: NoFarEnd) -> String {
    let Told { what, advice } = no_far_end_told(why);
    one_line(&format!("{what}. {advice}"))
}

pub(in crate::cli) fn no_far_end_told(why: NoFarEnd) -> Told {
    match why {
        NoFarEnd::NotOnThisSystem => told(
            format!("The far end cannot be recorded: {}", not_on_this_system()),
            format!("{}. {ALL_THE_SAME}", until_it_can()),
        ),
        NoFarEnd::NoOutput => told(
            "The far end cannot be recorded: there is no loudspeaker or headset to hear it from",
            format!("Plug one in. {ALL_THE_SAME}"),
        ),
    }
}

pub(in crate::cli) fn no_sound_for_far_end(why: &NoSound) -> Told {
    let Told { what, .. } = super::no_sound_told(why);
    told(format!("The far end cannot be recorded: {what}"), ALL_THE_SAME)
}

/// The far end can be recorded: from where.
pub(in crate::cli) fn far_ends(names: &[&str]) -> String {
    let names = names.join(", ");
    if cfg!(target_os = "macos") {
        // A refusal is told to nobody: the system delivers silence.
        format!(
            "Far end: {names}; where the system was not allowed to let Rapport record it, it stays silent"
        )
    } else {
        format!("Far end: {names}")
    }
}

/// The far end can be recorded, but not from where the system plays.
pub(in crate::cli) fn other_output(names: &[&str]) -> Told {
    told(
        format!("Far end: {}, but not from the output the system plays on", names.join(", ")),
        format!("Let the call play on one of these. {ALL_THE_SAME}"),
    )
}

fn not_on_this_system() -> &'static str {
    if cfg!(target_os = "macos") {
        "macOS lets programs record what it plays from 14.6 on"
    } else if cfg!(target_os = "linux") {
        "neither PipeWire nor PulseAudio runs, and ALSA by itself lets no program record what it plays"
    } else {
        "this system lets no program record what it plays"
    }
}

fn until_it_can() -> &'static str {
    if cfg!(target_os = "macos") {
        "Update macOS to 14.6 or later"
    } else if cfg!(target_os = "linux") {
        "Install and start PipeWire with pipewire-pulse, or PulseAudio"
    } else {
        "Nothing can be installed for it"
    }
}
