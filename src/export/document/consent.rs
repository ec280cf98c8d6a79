//! Permission to record: who was asked, what each said, and what was recorded on that ground.

use super::{Block, Entry, Line, Section, Table};
use crate::export::report::{Consent, Event, Happened, OnTheLine, Report};
use crate::export::words::{self, labels};

pub(super) fn section(report: &Report) -> Section {
    let consent = &report.consent;
    let mut blocks = vec![Block::Paragraph(Line::strong(words::consent_line(report)))];
    if !consent.people.is_empty() {
        blocks.push(Block::Table(people(consent)));
    }
    let events: Vec<Entry> = consent.events.iter().filter_map(event).collect();
    if !events.is_empty() {
        blocks.push(Block::List(events));
    }
    Section::new(labels::PERMISSION_TO_RECORD, blocks)
}

/// A row an answer; a row too for those who were not asked.
fn people(consent: &Consent) -> Table {
    let columns = vec![
        (labels::PERSON, 24),
        (labels::ROLE, 14),
        (labels::SAID, 14),
        (labels::WHEN, 24),
        (labels::SCRIPT, 24),
    ];
    Table { columns, rows: consent.people.iter().flat_map(rows).collect() }
}

fn rows(someone: &OnTheLine) -> Vec<Vec<Line>> {
    let row = |said: String, when: String, script: String| {
        let role = words::role(someone.role).to_owned();
        [someone.name.clone(), role, said, when, script].into_iter().map(Line::plain).collect()
    };
    if someone.answers.is_empty() {
        return vec![row(words::was_not_asked(), String::new(), String::new())];
    }
    let said = |one: &crate::export::report::Said| {
        row(words::answered(one), words::moment(&one.at), words::script(&one.script))
    };
    someone.answers.iter().map(said).collect()
}

/// What the table does not tell.
fn event(event: &Event) -> Option<Entry> {
    let told = match &event.what {
        Happened::Joined { name, role } => words::joined_the_line(name, *role),
        Happened::Left { name } => words::left_the_line(name),
        Happened::Explained { script } => words::explained(script),
        Happened::Withdrawn { name } => words::withdrawn(name.as_deref()),
        Happened::ScriptChanged { script } => words::script_changed(script),
        Happened::Answered { .. } => return None,
        more => words::more_of_consent(more),
    };
    Some(Entry::new(Line::stamped(words::stamp(&event.at, event.position.as_ref()), told)))
}
