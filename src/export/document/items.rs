//! Items to confirm and lines to say, stage by stage.

use super::{Block, Line, Section, Table};
use crate::domain::stage::Stage;
use crate::export::report::{Item, Report};
use crate::export::words::{self, labels};

pub(super) fn sections(report: &Report) -> Vec<Section> {
    let stages = [Stage::Prepare, Stage::Roles, Stage::Close];
    let parts = stages.into_iter().filter_map(|stage| part(report, stage));
    std::iter::once(Section::new(labels::ITEMS_AND_LINES, Vec::new())).chain(parts).collect()
}

fn part(report: &Report, stage: Stage) -> Option<Section> {
    let rows: Vec<_> = report.items.iter().filter(|item| item.stage == stage).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = match stage {
        Stage::Prepare => vec![(labels::ITEM, 50), (labels::STATE, 50)],
        _ => vec![(labels::WORDS_TO_SAY, 60), (labels::STATE, 40)],
    };
    Some(Section::part(words::items_of(stage), vec![Block::Table(Table { columns, rows })]))
}

fn row(item: &Item) -> Vec<Line> {
    vec![Line::plain(item.words.clone()), Line::plain(words::standing(item))]
}
