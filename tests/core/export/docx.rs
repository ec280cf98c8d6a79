//! DOCX, read back through ZIP and XML readers and through `LibreOffice`.

use super::{bytes, calls, squeezed, told};
use rapport::domain::call::Call;
use rapport::export::Format;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;
use zip::ZipArchive;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Every part of the package by name.
fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(&mut read).collect()
}

fn part(docx: &[u8], name: &str) -> String {
    parts(docx).into_iter().find(|(known, _)| known == name).unwrap().1
}

/// The words of a part, a line a paragraph, and a line a break within one.
fn text_of(xml: &str) -> String {
    let document = roxmltree::Document::parse(xml).unwrap();
    let words = |node: roxmltree::Node<'_, '_>| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "br" | "p" => "\n".to_owned(),
        _ => String::new(),
    };
    document.descendants().filter(|node| node.tag_name().namespace() == Some(MAIN)).map(words).collect()
}

pub fn body_text(call: &Call) -> String {
    words_of(&bytes(call, Format::Docx))
}

/// The words of a Word document.
pub fn words_of(docx: &[u8]) -> String {
    text_of(&part(docx, "word/document.xml"))
}

/// Every part of it is XML.
pub fn check_is_a_document(docx: &[u8]) {
    for (name, text) in parts(docx) {
        roxmltree::Document::parse(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

/// How many pages it has; `None` where nothing here can open it.
pub fn pages_of(docx: &[u8]) -> Option<usize> {
    let pdf = converted(docx, "pdf", "pdf")?;
    assert!(pdf.starts_with(b"%PDF"));
    let count = |needle: &[u8]| pdf.windows(needle.len()).filter(|window| *window == needle).count();
    Some(count(b"/Type/Page\n") + count(b"/Type/Page/"))
}

fn converted(docx: &[u8], to: &str, ending: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("note.docx");
    std::fs::File::create(&source).unwrap().write_all(docx).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    ran(Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .args([folder.path(), source.as_path()]))?;
    Some(std::fs::read(folder.path().join(Path::new("note").with_extension(ending))).unwrap())
}

/// What a program says; `None` where it is not installed.
fn ran(command: &mut Command) -> Option<Vec<u8>> {
    match command.output() {
        Ok(output) => Some(output.stdout),
        Err(fault) => {
            let full = std::env::var("RAPPORT_FULL_TESTS").is_ok_and(|full| full == "1");
            let program = command.get_program().display();
            assert!(!full, "{program} does not run ({fault}): run scripts/setup test");
            eprintln!("LEFT OUT: {program} does not run ({fault}), so that nobody opened the Word document");
            None
        }
    }
}

/// How often each word stands on the pages that are printed of it; `None` where nothing here can print.
fn printed(docx: &[u8]) -> Option<BTreeMap<String, usize>> {
    let pdf = converted(docx, "pdf", "pdf")?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("note.pdf");
    std::fs::File::create(&file).unwrap().write_all(&pdf).unwrap();
    let text = ran(Command::new("pdftotext").arg("-raw").args([file.as_path(), Path::new("-")]))?;
    Some(counted(&String::from_utf8(text).unwrap()))
}

/// Letters and digits in a row, because a line may break at anything else.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for word in text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *count.entry(word.to_owned()).or_default() += 1;
    }
    count
}

/// The same on other paper, its width and height in twentieths of a point.
pub fn on_paper(docx: &[u8], (width, height): (usize, usize)) -> Vec<u8> {
    let size = format!(r#"<w:pgSz w:w="{width}" w:h="{height}"/>"#);
    changed(docx, |xml| xml.replace(r#"<w:pgSz w:w="12240" w:h="15840"/>"#, &size))
}

/// The package with another body.
fn changed(docx: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts(docx) {
        let text = if name == "word/document.xml" { change(&text) } else { text };
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same body once for each height of the paper, each on pages of its own.
fn on_paper_of(docx: &[u8], heights: &[usize]) -> Vec<u8> {
    changed(docx, |xml| once_a_height(xml, heights))
}

fn once_a_height(xml: &str, heights: &[usize]) -> String {
    let (before, rest) = xml.split_once("<w:body>").unwrap();
    let (body, section) = rest.rsplit_once("<w:sectPr>").unwrap();
    let (section, after) = section.split_once("</w:sectPr>").unwrap();
    let page = |height: &usize| {
        let section = section.replace(r#"w:h="15840""#, &format!(r#"w:h="{height}""#));
        let least = r#"<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>"#;
        format!("{body}<w:p><w:pPr>{least}<w:sectPr>{section}</w:sectPr></w:pPr></w:p>")
    };
    let pages: String = heights.iter().map(page).collect();
    format!("{before}<w:body>{pages}<w:sectPr>{section}</w:sectPr>{after}")
}

/// Wherever a page ends, every word of the document stands on one.
pub fn check_no_page_loses_a_word(docx: &[u8], heights: &[usize]) {
    let Some(printed) = printed(&on_paper_of(docx, heights)) else { return };
    for (word, times) in counted(&words_of(docx)) {
        let found = printed.get(&word).copied().unwrap_or_default();
        assert!(
            found >= times * heights.len(),
            "{word} stands on {found} of {} pages",
            times * heights.len()
        );
    }
}

#[test]
fn every_part_is_xml_that_is_named_with_its_kind() {
    let docx = bytes(&calls::full(), Format::Docx);
    let types = part(&docx, "[Content_Types].xml");
    let listed = roxmltree::Document::parse(&types).unwrap();
    for (name, text) in parts(&docx) {
        roxmltree::Document::parse(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let named = listed.descendants().any(|node| node.attribute("PartName") == Some(&format!("/{name}")));
        let by_ending = name.contains("_rels/") || name == "[Content_Types].xml";
        assert!(named || by_ending, "{name} has no content type");
    }
}

#[test]
fn every_style_in_use_is_defined() {
    let docx = bytes(&calls::full(), Format::Docx);
    let styles = part(&docx, "word/styles.xml");
    let styles = roxmltree::Document::parse(&styles).unwrap();
    let defined: Vec<&str> =
        styles.descendants().filter_map(|node| node.attribute((MAIN, "styleId"))).collect();
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        let xml = part(&docx, name);
        let document = roxmltree::Document::parse(&xml).unwrap();
        let used = document.descendants().filter(|node| node.tag_name().name().ends_with("Style"));
        for style in used.map(|node| node.attribute((MAIN, "val")).unwrap()) {
            assert!(defined.contains(&style), "{name} uses {style}");
        }
    }
}

#[test]
fn the_page_is_letter_in_english_with_client_matter_date_and_page_numbers() {
    let docx = bytes(&calls::full(), Format::Docx);
    assert!(part(&docx, "word/document.xml").contains(r#"<w:pgSz w:w="12240" w:h="15840"/>"#));
    assert!(part(&docx, "word/styles.xml").contains(r#"<w:lang w:val="en-US""#));
    let head = text_of(&part(&docx, "word/header1.xml"));
    assert_eq!(head.trim(), "Alma Reyes  ·  Reyes v. Northline Freight (2026-0412)  ·  November 24, 2026");
    let foot = part(&docx, "word/footer1.xml");
    assert!(foot.contains(" PAGE ") && foot.contains(" NUMPAGES "));
}

#[test]
fn the_core_properties_name_call_author_and_times() {
    let core = part(&bytes(&calls::full(), Format::Docx), "docProps/core.xml");
    let core = roxmltree::Document::parse(&core).unwrap();
    let value = |name: &str| {
        core.descendants().find(|node| node.tag_name().name() == name).and_then(|node| node.text()).unwrap()
    };
    assert_eq!(value("title"), "Call note: Alma Reyes");
    assert_eq!(value("creator"), "Dana Whitfield");
    assert_eq!(value("language"), "en-US");
    assert_eq!(value("created"), "2026-11-24T16:15:02Z");
    assert_eq!(value("modified"), "2026-11-24T17:06:14Z");
}

#[test]
fn long_tables_say_their_headings_again_on_each_page() {
    let xml = part(&bytes(&calls::full(), Format::Docx), "word/document.xml");
    let document = roxmltree::Document::parse(&xml).unwrap();
    let is = |name: &'static str| move |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == name;
    let tables: Vec<_> = document.descendants().filter(is("tbl")).collect();
    let with_headings = tables.iter().filter(|table| table.descendants().any(|node| is("tblHeader")(&node)));
    assert_eq!((tables.len(), with_headings.count()), (13, 11));
}

#[test]
fn libre_office_opens_it_and_reads_every_word() {
    let call = calls::full();
    let docx = bytes(&call, Format::Docx);
    let Some(text) = converted(&docx, "txt:Text (encoded):UTF8", "txt") else { return };
    let text = squeezed(&String::from_utf8(text).unwrap());
    for words in told(&call) {
        assert!(text.contains(&squeezed(&words)), "{words:?} is missing");
    }
}

#[test]
fn libre_office_makes_pages_of_it() {
    let Some(pdf) = converted(&bytes(&calls::full(), Format::Docx), "pdf", "pdf") else { return };
    assert!(pdf.starts_with(b"%PDF"));
    let count = |needle: &[u8]| pdf.windows(needle.len()).filter(|window| *window == needle).count();
    let pages = count(b"/Type/Page\n") + count(b"/Type/Page/");
    assert!((4..=8).contains(&pages), "{pages} pages");
    if let Some(keep) = std::env::var_os("RAPPORT_KEEP_PDF") {
        std::fs::File::create(keep).unwrap().write_all(&pdf).unwrap();
    }
}
