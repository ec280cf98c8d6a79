//! The recording: takes, gaps, files, and what went wrong.

use super::{Block, Entry, Line, Section, Span, Table};
use crate::domain::custody::CustodyFact;
use crate::domain::talk::TalkCount;
use crate::export::report::{Decision, Moment, Recording, Report};
use crate::export::words::{self, labels};

pub(super) fn sections(report: &Report) -> Vec<Section> {
    let recording = &report.recording;
    let mut sections = vec![Section::new(labels::RECORDING, vec![summary(recording)])];
    if !recording.takes.is_empty() {
        sections.push(Section::part(labels::TAKES, vec![takes(recording)]));
        sections.push(Section::part(labels::GAPS, vec![gaps(recording)]));
        sections.extend(part_of(labels::CHANGED_DEVICES, changed_devices(recording)));
        sections.push(Section::part(labels::AUDIO_FILES, files(recording)));
    }
    let decisions = recording.decisions.iter().map(decision).collect();
    sections.extend(part_of(labels::WHAT_BECAME_OF_THE_RECORDING, decisions));
    let sleeps = recording.sleeps.iter().map(|one| stamped(&one.at, words::slept(one.seconds)));
    sections.extend(part_of(labels::TIMES_THE_COMPUTER_SLEPT, sleeps.collect()));
    sections.extend(recording.talk.as_ref().map(talk));
    if !recording.failures.is_empty() {
        let failures = recording.failures.iter().map(|one| {
            Entry::new(Line::stamped(words::stamp(&one.at, None), words::failed(one.take, &one.what)))
        });
        sections
            .push(Section::part(labels::TAKES_THAT_COULD_NOT_BEGIN, vec![Block::List(failures.collect())]));
    }
    sections
}

/// Devices the sides were recorded from, and outputs the computer played on, as they changed.
fn changed_devices(recording: &Recording) -> Vec<Entry> {
    let devices = recording.device_changes.iter().map(|one| (&one.at, words::device_changed(one)));
    let outputs = recording.output_changes.iter().map(|one| (&one.at, words::output_changed(one)));
    let mut changes: Vec<_> = devices.chain(outputs).collect();
    changes.sort_by_key(|(at, _)| at.at);
    changes.into_iter().map(|(at, words)| stamped(at, words)).collect()
}

/// Who spoke how much.
fn talk(count: &TalkCount) -> Section {
    let facts = words::talk(count).into_iter().map(|(name, value)| (name.to_owned(), Line::plain(value)));
    let blocks = vec![Block::Facts(facts.collect()), Block::sentence(words::how_talk_was_counted(count))];
    Section::part(labels::TALK_SHARE, blocks)
}

fn part_of(heading: &str, entries: Vec<Entry>) -> Option<Section> {
    (!entries.is_empty()).then(|| Section::part(heading, vec![Block::List(entries)]))
}

fn stamped(at: &Moment, words: String) -> Entry {
    Entry::new(Line::stamped(words::stamp(at, None), words))
}

/// A decision; of a deletion also each file that went, with its hash.
fn decision(one: &Decision) -> Entry {
    let gone = match &one.what {
        CustodyFact::AudioDeleted { deletion, .. } => deletion.gone.as_slice(),
        _ => &[],
    };
    let details =
        gone.iter().map(|file| Line::plain(file.file.clone()).and(Span::Exact(file.sha256.clone())));
    stamped(&one.at, words::decision(one)).with(details)
}

fn summary(recording: &Recording) -> Block {
    if recording.takes.is_empty() {
        return Block::sentence(words::nothing_recorded());
    }
    Block::sentence(words::recorded(recording))
}

fn cells<const N: usize>(cells: [String; N]) -> Vec<Line> {
    cells.into_iter().map(Line::plain).collect()
}

fn takes(recording: &Recording) -> Block {
    let row = |take: &crate::export::report::Take| {
        let (length, ended) = words::take_end(take);
        cells([take.number.to_string(), words::devices(take), words::moment(&take.started), length, ended])
    };
    let columns = vec![
        (labels::TAKE, 8),
        (labels::DEVICE, 26),
        (labels::STARTED, 22),
        (labels::RECORDED, 14),
        (labels::ENDED, 30),
    ];
    Block::Table(Table { columns, rows: recording.takes.iter().map(row).collect() })
}

fn gaps(recording: &Recording) -> Block {
    if recording.gaps.is_empty() {
        return Block::sentence(words::none());
    }
    let row = |gap: &crate::export::report::Gap| {
        let place = gap.position.as_ref().map_or_else(words::not_known, words::place);
        cells([
            words::gap_take(gap),
            place,
            words::moment(&gap.from),
            words::gap_length(gap),
            words::gap_reason(gap),
        ])
    };
    let columns = vec![
        (labels::TAKE, 8),
        (labels::AT, 14),
        (labels::FROM, 26),
        (labels::LASTED, 16),
        (labels::WHY, 36),
    ];
    Block::Table(Table { columns, rows: recording.gaps.iter().map(row).collect() })
}

fn files(recording: &Recording) -> Vec<Block> {
    if recording.files.is_empty() {
        return vec![Block::sentence(words::no_files())];
    }
    let row = |file: &crate::export::report::AudioFile| {
        let name = words::file(file);
        vec![Line::plain(name), Line::plain(words::file_length(file)), Line::exact(file.sha256.clone())]
    };
    let columns = vec![(labels::FILE, 19), (labels::LENGTH, 17), (labels::SHA_256, 64)];
    vec![Block::Table(Table { columns, rows: recording.files.iter().map(row).collect() })]
}
