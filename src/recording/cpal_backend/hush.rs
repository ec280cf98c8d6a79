//! Plays silence on an output that is heard by loopback: WASAPI hands over what an output plays only while something does,
//! and tells a fault when it begins again. Knows no tap and no take.

use cpal::traits::{DeviceTrait, StreamTrait};

/// Keeps an output at work until this is dropped. `None` where that cannot be: then sound arrives while something else plays.
pub(super) fn keep_at_work(output: &cpal::Device) -> Option<cpal::Stream> {
    let usual = output.default_output_config().ok()?;
    // Every buffer is silent before it is handed out, and nothing is put into it. A fault here is one of the output, which is
    // noticed where it is heard.
    let silent =
        output.build_output_stream_raw(usual.config(), usual.sample_format(), |_, _| {}, |_| {}, None);
    let stream = silent.ok()?;
    stream.play().ok()?;
    Some(stream)
}
