//! Markdown, read back through a `CommonMark` parser.

use super::{calls, words};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use rapport::export::Format;
use std::path::Path;

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// The words of a document, a line a block, and a line a break within one.
pub fn text_of(markdown: &str) -> String {
    let words = |event: Event<'_>| match event {
        Event::Text(text) | Event::Code(text) => text.into_string(),
        Event::HardBreak | Event::SoftBreak | Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => {
            "\n".to_owned()
        }
        Event::InlineHtml(html) if &*html == "<br>" => "\n".to_owned(),
        Event::Start(_) | Event::End(_) => String::new(),
        other => panic!("{other:?} has no place in a call note"),
    };
    events(markdown).map(words).collect()
}

/// The document without its words: what a parser makes of its marks.
pub fn shape_of(markdown: &str) -> Vec<String> {
    let shape = |event: Event<'_>| match event {
        Event::Text(_) | Event::Code(_) | Event::HardBreak | Event::SoftBreak => None,
        Event::InlineHtml(html) if &*html == "<br>" => None,
        other => Some(format!("{other:?}")),
    };
    events(markdown).filter_map(shape).collect()
}

/// Compares with a file beside the tests; `RAPPORT_UPDATE_FIXTURES=1` writes it anew.
fn check_against_file(text: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/export").join(file);
    if std::env::var_os("RAPPORT_UPDATE_FIXTURES").is_some() {
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{} differs; write it anew with RAPPORT_UPDATE_FIXTURES=1 and look at it",
        path.display()
    );
}

#[test]
fn the_full_call_reads_as_it_is_kept_beside_the_tests() {
    let call = calls::full();
    check_against_file(&words(&call, Format::Markdown), "full.md");
    check_against_file(&words(&call, Format::Text), "full.txt");
    check_against_file(&words(&call, Format::Json), "full.json");
}

#[test]
fn the_headings_are_the_sections_in_the_order_an_attorney_reads() {
    let markdown = words(&calls::full(), Format::Markdown);
    let mut headings = Vec::new();
    let mut within = false;
    for event in events(&markdown) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. }) => within = true,
            Event::Text(text) if within => headings.push(text.into_string()),
            Event::End(_) => within = false,
            _ => {}
        }
    }
    let expected = [
        "Call note: Alma Reyes",
        "Stages and times",
        "Permission to record",
        "What needs doing",
        "Answers",
        "Notes in order",
        "Items and lines",
        "Recording",
        "Consent certificate",
        "Addenda",
        "Changes of the clock",
        "Record",
    ];
    assert_eq!(headings, expected);
}

#[test]
fn every_row_of_a_table_has_the_cells_of_its_heading() {
    let markdown = words(&calls::full(), Format::Markdown);
    let mut cells = Vec::new();
    for event in events(&markdown) {
        match event {
            Event::Start(Tag::Table(columns)) => cells.push(vec![columns.len()]),
            Event::Start(Tag::TableRow | Tag::TableHead) => cells.last_mut().unwrap().push(0),
            Event::Start(Tag::TableCell) => *cells.last_mut().unwrap().last_mut().unwrap() += 1,
            _ => {}
        }
    }
    assert_eq!(cells.len(), 13);
    for table in cells {
        assert!(table.iter().all(|count| *count == table[0]), "{table:?}");
    }
}

#[test]
fn line_breaks_are_kept() {
    let text = words(&calls::full(), Format::Markdown);
    assert!(text_of(&text).contains("hit her from behind.\nThe driver got out & said"));
}
