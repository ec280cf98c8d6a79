//! Tests of the call note: each format is read back by a reader that is not Rapport's.

mod calls;
mod docx;
mod markdown;

use rapport::domain::call::Call;
use rapport::export::{Format, call_note};

fn bytes(call: &Call, format: Format) -> Vec<u8> {
    call_note(call, &calls::head(call), format).unwrap()
}

fn words(call: &Call, format: Format) -> String {
    String::from_utf8(bytes(call, format)).unwrap()
}
