//! Answers, question by question.

use super::{Block, Entry, Line, Section};
use crate::export::report::{Question, Report};
use crate::export::words::{self, labels};

pub(super) fn section(report: &Report) -> Section {
    let asked = |question: &&Question| !question.answers.is_empty() || question.skipped.is_some();
    let told: Vec<Entry> = report.questions.iter().filter(asked).map(entry).collect();
    let untold: Vec<Entry> = report.questions.iter().filter(|question| !asked(question)).map(entry).collect();
    let mut blocks = vec![Block::list_or_none(told)];
    if !untold.is_empty() {
        blocks.push(Block::Paragraph(Line::strong(labels::NOT_ANSWERED)));
        blocks.push(Block::List(untold));
    }
    Section::new(labels::ANSWERS, blocks)
}

fn entry(question: &Question) -> Entry {
    let mut line = if question.answers.is_empty() && question.skipped.is_none() {
        Line::plain(question.asked.clone())
    } else {
        Line::strong(question.asked.clone())
    };
    if question.own {
        line = line.and(super::Span::Plain(words::own_question()));
    }
    let answers = question
        .answers
        .iter()
        .map(|answer| Line::stamped(words::stamp(&answer.at, answer.position.as_ref()), answer.text.clone()));
    let skipped = question
        .skipped
        .iter()
        .map(|skipped| Line::stamped(words::stamp(&skipped.at, None), words::left_out(&skipped.reason)));
    Entry::new(line).with(answers).with(skipped)
}
