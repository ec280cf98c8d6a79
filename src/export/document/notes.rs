//! Notes and markers in the order they were set down.

use super::{Block, Entry, Line, Section, Span};
use crate::export::report::{Marker, Note, Report};
use crate::export::words::{self, labels};

pub(super) fn section(report: &Report) -> Section {
    let notes = report.notes.iter().map(|note| (note.id, entry(note)));
    let markers = report.markers.iter().map(|marker| (marker.id, mark(marker)));
    let mut all: Vec<_> = notes.chain(markers).collect();
    all.sort_by_key(|(id, _)| *id);
    let entries = all.into_iter().map(|(_, entry)| entry).collect();
    Section::new(labels::NOTES_IN_ORDER, vec![Block::list_or_none(entries)])
}

fn entry(note: &Note) -> Entry {
    let stamp = words::stamp(&note.at, note.position.as_ref());
    let text = note.text.clone();
    let span = if note.struck.is_some() { Span::Struck(text) } else { Span::Plain(text) };
    let struck = note
        .struck
        .iter()
        .map(|struck| Line::labelled(words::struck_out(), words::with_time(&struck.reason, &struck.at)));
    let earlier = note
        .earlier
        .iter()
        .map(|earlier| Line::labelled(words::corrected(&earlier.corrected), earlier.text.clone()));
    let settled = note.settled.iter().map(|settled| {
        let (how, said) = words::settled(settled);
        Line::labelled(how, words::with_time(&said, &settled.at))
    });
    let due = note.due.iter().map(|due| Line::plain(words::promised(due)));
    let question = note.question.iter().map(|asked| Line::labelled(words::while_asking(), asked.clone()));
    Entry::new(Line::quiet(stamp).and(Span::Strong(words::note_label(note))).and(span))
        .with(struck)
        .with(earlier)
        .with(settled)
        .with(due)
        .with(question)
}

fn mark(marker: &Marker) -> Entry {
    let stamp = words::stamp(&marker.at, marker.position.as_ref());
    Entry::new(Line::quiet(stamp).and(Span::Strong(words::marker())))
}
