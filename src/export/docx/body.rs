//! The body of the document and its running head.

use super::xml::{COLUMNS, DECLARATION, FACTS, NAMESPACES, heading_row, line, paragraph, row, run, table};
use crate::export::document::{Block, Document, Entry, Level, Line, Paper, Table};
use crate::export::typed;

/// Width and height of the paper in twentieths of a point: Letter.
const LETTER: (usize, usize) = (12_240, 15_840);

/// The paragraph styles of a document.
struct Styles {
    title: &'static str,
    part: &'static str,
    cell: &'static str,
}

impl Styles {
    fn of(paper: Paper) -> Self {
        match paper {
            Paper::Roomy => Self { title: "Title", part: "Heading2", cell: "TableText" },
            Paper::OnePage => Self { title: "PageTitle", part: "PageHeading", cell: "PageText" },
        }
    }
}

/// Margins in twentieths of a point.
struct Margins {
    /// On each side.
    side: usize,
    top: usize,
    bottom: usize,
    /// From the edge to the running head, and to the foot.
    edges: (usize, usize),
}

impl Margins {
    fn of(paper: Paper) -> Self {
        match paper {
            Paper::Roomy => Self { side: 1440, top: 1440, bottom: 1296, edges: (720, 576) },
            Paper::OnePage => Self { side: 864, top: 864, bottom: 720, edges: (432, 360) },
        }
    }

    /// Width of the text on a page.
    fn text(&self) -> usize {
        LETTER.0 - 2 * self.side
    }

    fn section(&self) -> String {
        let Self { side, top, bottom, edges: (head, foot) } = self;
        let (width, height) = LETTER;
        format!(
            r#"<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" w:header="{head}" w:footer="{foot}" w:gutter="0"/></w:sectPr>"#
        )
    }
}

/// `word/document.xml`
pub fn document(document: &Document) -> String {
    let margins = Margins::of(document.paper);
    let styles = Styles::of(document.paper);
    let mut body = paragraph(styles.title, &run(None, &typed::one_line(&document.title)));
    for section in &document.sections {
        let style = match section.level {
            Level::Section => "Heading1",
            Level::Part => styles.part,
        };
        if !section.heading.is_empty() {
            body.push_str(&paragraph(style, &run(None, &typed::one_line(&section.heading))));
        }
        section.blocks.iter().for_each(|each| block(&mut body, each, styles.cell, margins.text()));
    }
    let page = margins.section();
    format!("{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>")
}

/// `word/header1.xml`: client, matter and date on each page.
pub fn header(document: &Document) -> String {
    let words: Vec<String> = document.running_head.iter().map(|part| typed::one_line(part)).collect();
    let head = paragraph("Header", &run(None, &words.join("  ·  ")));
    format!("{DECLARATION}<w:hdr {NAMESPACES}>{head}</w:hdr>")
}

fn block(body: &mut String, block: &Block, cell: &str, text_width: usize) {
    match block {
        Block::Paragraph(words) => body.push_str(&paragraph("BodyText", &line(words))),
        Block::List(entries) => entries.iter().for_each(|each| entry(body, each)),
        Block::Facts(rows) => body.push_str(&facts(rows, cell, text_width)),
        Block::Table(rows) => body.push_str(&columns(rows, cell, text_width)),
    }
}

fn entry(body: &mut String, entry: &Entry) {
    let style = if entry.details.is_empty() { "ListBullet" } else { "ListLead" };
    body.push_str(&paragraph(style, &line(&entry.line)));
    for detail in &entry.details {
        body.push_str(&paragraph("ListContinue", &line(detail)));
    }
}

fn facts(rows: &[(String, Line)], cell: &str, text_width: usize) -> String {
    let widths = [text_width / 4, text_width - text_width / 4];
    let cells = |(name, words): &(String, Line)| {
        let paragraphs = [paragraph(cell, &run(None, name)), paragraph(cell, &line(words))];
        row(&widths.into_iter().zip(paragraphs).collect::<Vec<_>>())
    };
    table(&FACTS, &widths, &rows.iter().map(cells).collect::<String>())
}

fn columns(rows: &Table, cell: &str, text_width: usize) -> String {
    let widths: Vec<usize> = rows.columns.iter().map(|(_, share)| share * text_width / 100).collect();
    let with_widths = |paragraphs: Vec<String>| widths.iter().copied().zip(paragraphs).collect::<Vec<_>>();
    let names = rows.columns.iter().map(|(name, _)| paragraph(cell, &run(None, name))).collect();
    let mut all = heading_row(&with_widths(names));
    for cells in &rows.rows {
        let paragraphs = cells.iter().map(|words| paragraph(cell, &line(words))).collect();
        all.push_str(&row(&with_widths(paragraphs)));
    }
    table(&COLUMNS, &widths, &all)
}
