//! The call note as plain text, to be pasted into an e-mail or a practice system: no marks but bullets and blank lines.

use super::document::{Block, Document, Entry, Level, Line, Span, Table};
use super::typed;

/// The document as text.
pub fn render(document: &Document) -> String {
    let mut out = typed::one_line(&document.title);
    out.push('\n');
    for section in &document.sections {
        let heading = typed::one_line(&section.heading);
        match section.level {
            _ if heading.is_empty() => {}
            Level::Section => out.extend(["\n", &heading.to_uppercase(), "\n"]),
            Level::Part => out.extend(["\n", &heading, "\n"]),
        }
        for (at, block) in section.blocks.iter().enumerate() {
            if at > 0 || heading.is_empty() {
                out.push('\n');
            }
            push_block(&mut out, block);
        }
    }
    out
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Paragraph(line) => push(out, "", line),
        Block::List(entries) => entries.iter().for_each(|entry| push_entry(out, entry)),
        Block::Facts(facts) => facts.iter().for_each(|(name, line)| push(out, &format!("{name}: "), line)),
        Block::Table(table) => push_table(out, table),
    }
}

fn push_entry(out: &mut String, entry: &Entry) {
    push(out, "• ", &entry.line);
    entry.details.iter().for_each(|detail| push(out, "    ", detail));
}

/// A row becomes an entry: its first cell, and under it the others by the names of their columns.
fn push_table(out: &mut String, table: &Table) {
    for row in &table.rows {
        for (at, (cell, (name, _))) in row.iter().zip(&table.columns).enumerate() {
            if !words(cell).is_empty() {
                let lead = if at == 0 { "• ".to_owned() } else { format!("    {name}: ") };
                push(out, &lead, cell);
            }
        }
    }
}

/// A line with a lead; the lines of a typed text stand under its first.
fn push(out: &mut String, lead: &str, line: &Line) {
    let hanging = " ".repeat(lead.chars().take_while(|c| matches!(c, ' ' | '•')).count());
    let text = typed::lines(&words(line)).join(&format!("\n{hanging}"));
    out.extend([lead, &text, "\n"]);
}

fn words(line: &Line) -> String {
    let span = |span: &Span| match span {
        Span::Quiet(text) => format!("[{}]", text.trim()),
        Span::Plain(text) | Span::Strong(text) | Span::Struck(text) | Span::Exact(text) => {
            text.trim().to_owned()
        }
    };
    line.0.iter().map(span).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}
