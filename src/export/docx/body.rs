//! The body of the document and its running head.

use super::xml::{COLUMNS, DECLARATION, FACTS, NAMESPACES, heading_row, line, paragraph, row, run, table};
use crate::export::document::{Block, Document, Entry, Level, Line, Table};
use crate::export::typed;

/// Width of the text on a page in twentieths of a point: Letter, 8.5 inches, less a margin of one inch on each side.
const TEXT_WIDTH: usize = 9360;

/// Letter in twentieths of a point, margins of one inch, running head and foot half an inch from the edge.
const PAGE: &str = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1296" w:left="1440" w:header="720" w:footer="576" w:gutter="0"/></w:sectPr>"#;

/// `word/document.xml`
pub fn document(document: &Document) -> String {
    let mut body = paragraph("Title", &run(None, &typed::one_line(&document.title)));
    for section in &document.sections {
        let style = match section.level {
            Level::Section => "Heading1",
            Level::Part => "Heading2",
        };
        if !section.heading.is_empty() {
            body.push_str(&paragraph(style, &run(None, &typed::one_line(&section.heading))));
        }
        section.blocks.iter().for_each(|each| block(&mut body, each));
    }
    format!("{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{PAGE}</w:body></w:document>")
}

/// `word/header1.xml`: client, matter and date on each page.
pub fn header(document: &Document) -> String {
    let words: Vec<String> = document.running_head.iter().map(|part| typed::one_line(part)).collect();
    let head = paragraph("Header", &run(None, &words.join("  ·  ")));
    format!("{DECLARATION}<w:hdr {NAMESPACES}>{head}</w:hdr>")
}

fn block(body: &mut String, block: &Block) {
    match block {
        Block::Paragraph(words) => body.push_str(&paragraph("BodyText", &line(words))),
        Block::List(entries) => entries.iter().for_each(|each| entry(body, each)),
        Block::Facts(rows) => body.push_str(&facts(rows)),
        Block::Table(rows) => body.push_str(&columns(rows)),
    }
}

fn entry(body: &mut String, entry: &Entry) {
    let style = if entry.details.is_empty() { "ListBullet" } else { "ListLead" };
    body.push_str(&paragraph(style, &line(&entry.line)));
    for detail in &entry.details {
        body.push_str(&paragraph("ListContinue", &line(detail)));
    }
}

fn facts(rows: &[(String, Line)]) -> String {
    let widths = [TEXT_WIDTH / 4, TEXT_WIDTH - TEXT_WIDTH / 4];
    let cells = |(name, words): &(String, Line)| {
        let paragraphs = [paragraph("TableText", &run(None, name)), paragraph("TableText", &line(words))];
        row(&widths.into_iter().zip(paragraphs).collect::<Vec<_>>())
    };
    table(&FACTS, &widths, &rows.iter().map(cells).collect::<String>())
}

fn columns(rows: &Table) -> String {
    let widths: Vec<usize> = rows.columns.iter().map(|(_, share)| share * TEXT_WIDTH / 100).collect();
    let with_widths = |paragraphs: Vec<String>| widths.iter().copied().zip(paragraphs).collect::<Vec<_>>();
    let names = rows.columns.iter().map(|(name, _)| paragraph("TableText", &run(None, name))).collect();
    let mut all = heading_row(&with_widths(names));
    for cells in &rows.rows {
        let paragraphs = cells.iter().map(|words| paragraph("TableText", &line(words))).collect();
        all.push_str(&row(&with_widths(paragraphs)));
    }
    table(&COLUMNS, &widths, &all)
}
