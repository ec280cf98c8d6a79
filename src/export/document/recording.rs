//! The recording: takes, gaps, files, and what went wrong.

use super::{Block, Entry, Line, Section, Table};
use crate::export::report::{Recording, Report};
use crate::export::words::{self, labels};

pub(super) fn sections(report: &Report) -> Vec<Section> {
    let recording = &report.recording;
    let mut sections = vec![Section::new(labels::RECORDING, vec![summary(recording)])];
    if !recording.takes.is_empty() {
        sections.push(Section::part(labels::TAKES, vec![takes(recording)]));
        sections.push(Section::part(labels::GAPS, vec![gaps(recording)]));
        sections.push(Section::part(labels::AUDIO_FILES, files(recording)));
    }
    if !recording.failures.is_empty() {
        let failures = recording.failures.iter().map(|one| {
            Entry::new(Line::stamped(words::stamp(&one.at, None), words::failed(one.take, &one.what)))
        });
        sections
            .push(Section::part(labels::TAKES_THAT_COULD_NOT_BEGIN, vec![Block::List(failures.collect())]));
    }
    sections
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
        cells([
            take.number.to_string(),
            words::device(&take.device),
            words::moment(&take.started),
            length,
            ended,
        ])
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
            gap.take.to_string(),
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
