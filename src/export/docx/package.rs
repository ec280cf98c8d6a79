//! The package: the parts that are the same for every call note, the core properties, and the ZIP around them.

use super::xml::{DECLARATION, NAMESPACES, escape, field, paragraph};
use crate::export::document::Document;
use crate::export::{typed, words};
use std::io::{Cursor, Write};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The same in every call note.
const FIXED: [(&str, &str); 7] = [
    ("[Content_Types].xml", include_str!("parts/content_types.xml")),
    ("_rels/.rels", include_str!("parts/rels.xml")),
    ("docProps/app.xml", include_str!("parts/app.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document_rels.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/numbering.xml", include_str!("parts/numbering.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
];

/// `docProps/core.xml`: title, subject, author, language and the times of the call.
pub fn core(document: &Document) -> String {
    let text = |words: &str| escape(&typed::one_line(words));
    let (title, author) = (text(&document.title), text(&document.author));
    let subject = text(&document.running_head.join(", "));
    let Document { created, modified, .. } = document;
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{modified}</dcterms:modified><dc:language>en-US</dc:language></cp:coreProperties>"#
    )
}

/// `word/footer1.xml`: the number of the page.
fn footer() -> String {
    let space = |words: &str| format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#);
    let (before, between) = words::page_of();
    let runs = format!("{}{}{}{}", space(before), field("PAGE"), space(between), field("NUMPAGES"));
    format!("{DECLARATION}<w:ftr {NAMESPACES}>{}</w:ftr>", paragraph("Footer", &runs))
}

/// Packs the fixed parts and the given ones. The files in the ZIP bear no time, so that the same call note is the same
/// bytes.
pub fn pack(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let footer = footer();
    let given = parts.iter().map(|(name, text)| (*name, text.as_str()));
    // A reader may look no further than the first entry to know what it has.
    for (name, text) in FIXED.into_iter().chain(given).chain([("word/footer1.xml", footer.as_str())]) {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
