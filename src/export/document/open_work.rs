//! What needs doing: promises, questions for the supervising attorney, concerns, assumptions, issues, next contact, and
//! what was put off.

use super::{Block, Entry, Line, Section, Span, Table};
use crate::domain::notes::NoteKind;
use crate::export::report::{Note, Report, Standing};
use crate::export::words::{self, labels};

pub(super) fn sections(report: &Report) -> Vec<Section> {
    let mut sections = vec![Section::new(labels::WHAT_NEEDS_DOING, left_open(report))];
    sections.push(Section::part(labels::PROMISES_AND_REQUESTS, vec![promises(report)]));
    let questions = listed(report, NoteKind::AttorneyQuestion);
    sections.push(Section::part(
        labels::QUESTIONS_FOR_THE_SUPERVISING_ATTORNEY,
        vec![Block::list_or_none(questions)],
    ));
    let kinds = [
        (labels::CONCERNS, NoteKind::Concern),
        (labels::ASSUMPTIONS, NoteKind::Assumption),
        (labels::MAIN_ISSUES, NoteKind::Issue),
    ];
    for (heading, kind) in kinds {
        let entries = listed(report, kind);
        if !entries.is_empty() {
            sections.push(Section::part(heading, vec![Block::List(entries)]));
        }
    }
    if let Some(next) = &report.next_contact {
        sections.push(Section::part(labels::NEXT_CONTACT, vec![Block::sentence(words::next_contact(next))]));
    }
    let deferred = deferred(report);
    if !deferred.is_empty() {
        sections.push(Section::part(labels::PUT_OFF_AND_NOT_DONE, vec![Block::List(deferred)]));
    }
    sections
}

fn left_open(report: &Report) -> Vec<Block> {
    let count = report.call.left_open.unwrap_or_default();
    if count == 0 { Vec::new() } else { vec![Block::sentence(words::left_open(count))] }
}

/// Those with a date first, the soonest on top.
fn promises(report: &Report) -> Block {
    let mut promises: Vec<&Note> = report.of_kind(NoteKind::Promise).collect();
    if promises.is_empty() {
        return Block::sentence(words::none());
    }
    promises.sort_by_key(|note| note.due.as_ref().map_or((true, None), |due| (false, Some(due.by.local))));
    let row = |note: &Note| {
        let (who, by) = note.due.as_ref().map_or_else(
            || (words::no_owner(), words::no_date()),
            |due| (due.owner.clone(), words::local_time(&due.by)),
        );
        let noted = words::stamp(&note.at, note.position.as_ref());
        [note.text.clone(), who, by, noted].into_iter().map(Line::plain).collect()
    };
    let columns = vec![(labels::WHAT, 40), (labels::WHO, 16), (labels::BY, 22), (labels::NOTED, 22)];
    Block::Table(Table { columns, rows: promises.into_iter().map(row).collect() })
}

fn listed(report: &Report, kind: NoteKind) -> Vec<Entry> {
    report.of_kind(kind).map(|note| entry(note, kind)).collect()
}

fn entry(note: &Note, kind: NoteKind) -> Entry {
    let stamp = Line::quiet(words::noted(&note.at, note.position.as_ref()));
    let standing = match (&note.settled, kind) {
        (Some(settled), _) => Some(words::settled(settled)),
        (None, NoteKind::Concern) => Some(words::concern_open()),
        (None, NoteKind::Assumption) => Some(words::assumption_open()),
        (None, _) => None,
    };
    let line = match standing {
        Some((status, said)) if said.is_empty() => vec![Line::strong(status)],
        Some((status, said)) => vec![Line::strong(status).and(Span::Plain(said))],
        None => Vec::new(),
    };
    Entry::new(Line::plain(note.text.clone())).with(line).with([stamp])
}

fn deferred(report: &Report) -> Vec<Entry> {
    let put_off = report.items.iter().filter_map(|item| match &item.standing {
        Standing::Deferred { at } => Some((item, at)),
        _ => None,
    });
    put_off
        .map(|(item, at)| {
            Entry::new(Line::plain(item.words.clone())).with([Line::quiet(words::put_off_in(item.stage, at))])
        })
        .collect()
}
