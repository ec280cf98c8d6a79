//! The block under the title, and the stages.

use super::{Block, Line, Section, Table};
use crate::export::report::{Course, Report, Status};
use crate::export::words::{self, labels};

pub(super) fn block(report: &Report) -> Section {
    let call = &report.call;
    let mut blocks = Vec::new();
    match call.status {
        Status::Finished => {}
        Status::Open => blocks.push(Block::Paragraph(Line::strong(words::not_finished()))),
        Status::Interrupted => blocks.push(Block::Paragraph(Line::strong(words::not_finished_interrupted()))),
    }
    let rows = who(call).into_iter().chain(when(call)).chain(by_what(call));
    blocks.push(Block::Facts(rows.map(|(name, value)| (name.to_owned(), Line::plain(value))).collect()));
    Section::new("", blocks)
}

type Row = (&'static str, String);

fn who(call: &Course) -> Vec<Row> {
    let operator = &call.made_by;
    let mut rows = vec![(labels::CLIENT, call.client.clone())];
    rows.extend(call.preferred_name.clone().map(|name| (labels::PREFERRED_NAME, name)));
    let matter = words::matter(call.matter.as_ref());
    let attached = call.attached.as_ref().map(|at| words::attached(&matter, at));
    rows.push((labels::MATTER, attached.unwrap_or(matter)));
    rows.push((labels::CALL_MADE_BY, words::or_not_given(&words::joined([&operator.name, &operator.title]))));
    rows.push((labels::FIRM, words::or_not_given(&operator.firm)));
    rows.push((labels::SUPERVISING_ATTORNEY, words::or_not_given(&operator.attorney)));
    if !call.also_at_the_desk.is_empty() {
        rows.push((labels::ALSO_AT_THE_DESK, call.also_at_the_desk.join(", ")));
    }
    rows
}

fn when(call: &Course) -> Vec<Row> {
    let mut rows =
        vec![(labels::DATE, words::long_day(&call.started)), (labels::START, words::moment(&call.started))];
    rows.push((
        labels::END,
        call.ended.as_ref().map_or_else(|| words::no_end(&call.last_entry), words::moment),
    ));
    rows.push((labels::LENGTH, words::call_length(call)));
    rows.push((labels::AGREED_TIME, words::agreed_time(&call.agreed_time)));
    let status = match call.status {
        Status::Finished => words::finished(call.left_open.unwrap_or_default()),
        Status::Open => words::not_finished(),
        Status::Interrupted => words::not_finished_interrupted(),
    };
    rows.push((labels::STATUS, status));
    rows.extend(call.interruptions.iter().map(|one| (labels::INTERRUPTED, words::interruption(one))));
    rows.push((labels::TIME_ZONE, words::zones(&call.zones)));
    rows
}

fn by_what(call: &Course) -> Vec<Row> {
    let mut rows = vec![(labels::CHECKLIST, words::checklist(&call.checklist))];
    rows.extend(call.card_updates.last().map(|at| (labels::CLIENT_CARD, words::card_updated(at))));
    rows.push((labels::CALL_ID, call.id.to_string()));
    rows.push((labels::MADE_WITH, words::program(&call.program)));
    rows
}

pub(super) fn stages(report: &Report) -> Section {
    let row = |one: &crate::export::report::StageTime| {
        let what = one.skipped.as_ref().map_or_else(words::entered, |reason| words::left_out(reason));
        let cells = [words::stage(one.stage).to_owned(), words::moment(&one.at), what];
        cells.into_iter().map(Line::plain).collect()
    };
    let columns = vec![(labels::STAGE, 20), (labels::WHEN, 35), (labels::WHAT, 45)];
    let table = Table { columns, rows: report.stages.iter().map(row).collect() };
    Section::new(labels::STAGES_AND_TIMES, vec![Block::Table(table)])
}
