//! DOCX, read back through ZIP and XML readers and through `LibreOffice`.

use super::{bytes, calls};
use rapport::export::Format;

#[test]
fn look() {
    std::io::Write::write_all(&mut std::fs::File::create("/tmp/wt-export.docx").unwrap(), &bytes(&calls::full(), Format::Docx)).unwrap();
}
