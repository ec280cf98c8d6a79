//! Markdown, read back through a `CommonMark` parser.

use super::{calls, words};
use rapport::export::Format;
use std::path::Path;

/// Compares with a file beside the tests; `RAPPORT_UPDATE_FIXTURES=1` writes it anew.
pub fn check_against_file(text: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/export").join(file);
    if std::env::var_os("RAPPORT_UPDATE_FIXTURES").is_some() {
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{} differs; look at it with RAPPORT_UPDATE_FIXTURES=1 and git diff", path.display());
}

#[test]
fn the_full_call_reads_as_it_is_kept_beside_the_tests() {
    let call = calls::full();
    check_against_file(&words(&call, Format::Markdown), "full.md");
    check_against_file(&words(&call, Format::Text), "full.txt");
    check_against_file(&words(&call, Format::Json), "full.json");
}
