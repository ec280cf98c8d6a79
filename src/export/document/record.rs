//! What came after the call, changes of the clock, and the head of the entry chain.

use super::{Block, Entry, Line, Section, Span};
use crate::export::report::Report;
use crate::export::words::{self, labels};

pub(super) fn sections(report: &Report) -> Vec<Section> {
    let mut sections = Vec::new();
    let addenda: Vec<Entry> = report
        .addenda
        .iter()
        .map(|one| Entry::new(Line::stamped(words::addendum(&one.at, &one.by), one.text.clone())))
        .collect();
    if !addenda.is_empty() {
        sections.push(Section::new(labels::ADDENDA, vec![Block::List(addenda)]));
    }
    let changes: Vec<Entry> = report
        .call
        .clock_changes
        .iter()
        .map(|one| {
            Entry::new(Line::stamped(words::stamp(&one.at, None), words::clock_change(one.by_seconds)))
        })
        .collect();
    if !changes.is_empty() {
        sections.push(Section::new(labels::CHANGES_OF_THE_CLOCK, vec![Block::List(changes)]));
    }
    sections.push(record(report));
    sections
}

fn record(report: &Report) -> Section {
    let chain = &report.chain;
    let facts = vec![
        (labels::ENTRIES.to_owned(), Line::plain(chain.entries.to_string())),
        (labels::HEAD_OF_THE_ENTRY_CHAIN.to_owned(), Line::exact(chain.head.to_string())),
    ];
    let mut blocks = vec![Block::Facts(facts), Block::sentence(words::what_the_chain_shows())];
    let exports: Vec<Entry> = report
        .exports
        .iter()
        .map(|one| {
            let line = Line::stamped(words::stamp(&one.at, None), words::exported(one));
            Entry::new(line.and(Span::Exact(one.sha256.clone())))
        })
        .collect();
    if !exports.is_empty() {
        blocks.push(Block::Paragraph(Line::strong(labels::DOCUMENTS_MADE_BEFORE_THIS_ONE)));
        blocks.push(Block::List(exports));
    }
    Section::new(labels::RECORD, blocks)
}
