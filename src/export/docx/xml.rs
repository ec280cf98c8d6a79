//! Elements of `WordprocessingML`, one function each; words come in as a person typed them.

use crate::export::document::{Line, Span};
use crate::export::typed;

/// The first line of every part.
pub const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The namespaces of the parts under `word/`.
pub const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

const EXACT_TYPEFACE: &str = r#"<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>"#;

/// Text with the three characters escaped that XML takes for its own.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A paragraph in a style of `styles.xml`.
pub fn paragraph(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

/// The runs of a line, a space between the spans.
pub fn line(line: &Line) -> String {
    let runs: Vec<String> = line.0.iter().map(span).filter(|run| !run.is_empty()).collect();
    runs.join(r#"<w:r><w:t xml:space="preserve"> </w:t></w:r>"#)
}

fn span(span: &Span) -> String {
    match span {
        Span::Plain(text) => run(None, text),
        Span::Strong(text) => run(Some("Strong"), text),
        Span::Quiet(text) => run(Some("Quiet"), text),
        Span::Struck(text) => run(Some("StruckOut"), text),
        Span::Exact(text) => run(Some("Exact"), text),
    }
}

/// A run of words; empty where there are none.
pub fn run(style: Option<&str>, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    // LibreOffice loses the typeface of a character style within a table.
    let typeface = if style == Some("Exact") { EXACT_TYPEFACE } else { "" };
    let style = style
        .map(|name| format!(r#"<w:rPr><w:rStyle w:val="{name}"/>{typeface}</w:rPr>"#))
        .unwrap_or_default();
    let lines: Vec<String> = typed::lines(text)
        .iter()
        .map(|line| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escape(line)))
        .collect();
    format!("<w:r>{style}{}</w:r>", lines.join("<w:br/>"))
}

/// A field that Word works out, such as `PAGE`.
pub fn field(name: &str) -> String {
    format!(r#"<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#)
}

/// A table without a row of headings: the first column names what the second holds.
pub const FACTS: TableStyle = TableStyle {
    name: "CallNoteFacts",
    look: r#"<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#,
};

/// A table with a row of headings.
pub const COLUMNS: TableStyle = TableStyle {
    name: "CallNoteTable",
    look: r#"<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>"#,
};

/// A table style of `styles.xml`, and which of its special rows and columns apply.
pub struct TableStyle {
    name: &'static str,
    look: &'static str,
}

/// A table; `widths` in twentieths of a point, and the rows as `row` made them.
pub fn table(style: &TableStyle, widths: &[usize], rows: &str) -> String {
    let TableStyle { name, look } = style;
    let whole: usize = widths.iter().sum();
    let grid: Vec<String> = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let grid = grid.concat();
    format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="{name}"/><w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"#
    )
}

/// A row of paragraphs, one a cell; it may break between lines.
///
/// A row that must not break (`cantSplit`) may be lost: where the first row of a table fits a page but for the line drawn
/// below it, `LibreOffice` neither breaks the table nor moves it, and cuts off what follows at the foot of the page; so do
/// readers with a row longer than a page.
pub fn row(cells: &[(usize, String)]) -> String {
    format!("<w:tr>{}</w:tr>", self::cells(cells))
}

/// A row of headings, said again on each page.
pub fn heading_row(cells: &[(usize, String)]) -> String {
    format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{}</w:tr>", self::cells(cells))
}

fn cells(cells: &[(usize, String)]) -> String {
    let cell = |(width, paragraph): &(usize, String)| {
        format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>"#)
    };
    cells.iter().map(cell).collect()
}
