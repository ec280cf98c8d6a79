//! The call note in Markdown: `CommonMark`, with tables and strikethrough as GitHub has them.
//!
//! What a person typed cannot become a heading, list, link, table or HTML: it is escaped, at the start of each line and
//! within. Line breaks are kept as hard breaks, in tables as `<br>`.

use super::document::{Block, Document, Entry, Level, Line, Span, Table};
use super::typed;

/// The document as Markdown.
pub fn render(document: &Document) -> String {
    let mut out = format!("# {}\n", escape(&typed::one_line(&document.title), Place::Text));
    for section in &document.sections {
        let marks = match section.level {
            Level::Section => "##",
            Level::Part => "###",
        };
        if !section.heading.is_empty() {
            let heading = escape(&typed::one_line(&section.heading), Place::Text);
            out.extend(["\n", marks, " ", &heading, "\n"]);
        }
        for block in &section.blocks {
            out.push('\n');
            push_block(&mut out, block);
        }
    }
    out
}

/// Where words stand; a table knows no line breaks.
#[derive(Clone, Copy)]
enum Place {
    Text,
    Cell,
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(line) => {
            out.push_str(&inline(line, "\\\n"));
            out.push('\n');
        }
        Block::List(entries) => entries.iter().for_each(|entry| push_entry(out, entry)),
        Block::Facts(facts) => {
            out.push_str("| | |\n|---|---|\n");
            for (name, line) in facts {
                let name = Line(vec![Span::Strong(name.clone())]);
                push_row(out, [cell(&name), cell(line)]);
            }
        }
        Block::Table(table) => push_table(out, table),
    }
}

fn push_entry(out: &mut String, entry: &Entry) {
    out.extend(["- ", &inline(&entry.line, "\\\n  "), "\n"]);
    for detail in &entry.details {
        out.extend(["  - ", &inline(detail, "\\\n    "), "\n"]);
    }
}

fn push_table(out: &mut String, table: &Table) {
    push_row(out, table.columns.iter().map(|(name, _)| escape(name, Place::Cell)));
    push_row(out, table.columns.iter().map(|_| "---".to_owned()));
    for row in &table.rows {
        push_row(out, row.iter().map(cell));
    }
}

fn push_row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell);
        out.push(' ');
    }
    out.push_str("|\n");
}

fn inline(line: &Line, line_break: &str) -> String {
    joined(line, line_break, Place::Text)
}

fn cell(line: &Line) -> String {
    joined(line, "<br>", Place::Cell)
}

fn joined(line: &Line, line_break: &str, place: Place) -> String {
    let spans = line.0.iter().map(|span| spanned(span, line_break, place)).filter(|words| !words.is_empty());
    spans.collect::<Vec<_>>().join(" ")
}

fn spanned(span: &Span, line_break: &str, place: Place) -> String {
    let (text, marks) = match span {
        Span::Strong(text) => (text, "**"),
        Span::Quiet(text) => (text, "*"),
        Span::Struck(text) => (text, "~~"),
        // Code knows no escapes, so that only plain letters and digits may stand in it.
        Span::Exact(text) if text.chars().all(|c| c.is_ascii_alphanumeric()) => (text, "`"),
        Span::Plain(text) | Span::Exact(text) => (text, ""),
    };
    // Marks hold only where no blank stands beside them.
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = typed::lines(text).iter().map(|line| escape(line, place)).collect();
    format!("{marks}{}{marks}", lines.join(line_break))
}

/// One line of typed words with everything escaped that Markdown would take for its own.
fn escape(line: &str, place: Place) -> String {
    // Four blanks at the start of a line would be code.
    let text = line.trim_start_matches(' ');
    let mut out = String::with_capacity(line.len());
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let (before, after) = text.split_at(at);
        let after = after.get(c.len_utf8()..).unwrap_or_default();
        let escaped = match c {
            '|' if matches!(place, Place::Cell) => {
                out.push_str("&#124;");
                continue;
            }
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => !(before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)),
            '&' => after.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic()),
            // At the end of a heading too, marks after a blank are taken for its own.
            '#' => before.is_empty() || before.ends_with([' ', '#']),
            '>' | '+' | '-' | '=' => at == 0,
            ':' => at == 0 || after.starts_with("//"),
            '.' => (at > 0 && at == number) || ends_with_www(before),
            ')' => at > 0 && at == number,
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn ends_with_www(before: &str) -> bool {
    before.len() >= 3 && before.get(before.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
