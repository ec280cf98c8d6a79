//! The call note for Word: one body, a running head, page numbers, and styles that stay the same.
//!
//! `WordprocessingML` (ECMA-376, part 1) with the children of each element in the order of its schema, because readers may
//! refuse another. How it looks is in `styles.xml`; no paragraph is formatted by hand.

mod body;
mod package;
mod xml;

use super::ExportError;
use super::document::Document;

/// The document as a DOCX package.
pub fn render(document: &Document) -> Result<Vec<u8>, ExportError> {
    let parts = [
        ("word/document.xml", body::document(document)),
        ("word/header1.xml", body::header(document)),
        ("docProps/core.xml", package::core(document)),
    ];
    package::pack(&parts).map_err(|error| ExportError::Docx(std::io::Error::other(error)))
}
