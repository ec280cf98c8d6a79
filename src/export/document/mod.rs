//! The call note as a tree of sections, tables and lists, in words and in no format.

mod answers;
mod consent;
mod head;
mod items;
mod notes;
mod open_work;
mod record;
mod recording;

use super::certificate;
use super::report::Report;
use super::words;

/// A whole call note.
#[derive(Debug)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What each page repeats: client, matter, date.
    pub running_head: Vec<String>,
    /// Who wrote it.
    pub author: String,
    /// When the call was opened, RFC 3339 in UTC.
    pub created: String,
    /// When its newest entry was made, RFC 3339 in UTC.
    pub modified: String,
    /// How it stands on paper.
    pub paper: Paper,
    /// In the order a supervising attorney reads.
    pub sections: Vec<Section>,
}

/// How a document stands on paper, where its format knows of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// With room beside the text, for many pages.
    Roomy,
    /// With narrow margins, so that one page holds what belongs together.
    OnePage,
}

/// A part under a heading.
#[derive(Debug)]
pub struct Section {
    /// The heading; empty for the block under the title.
    pub heading: String,
    /// How deep it stands.
    pub level: Level,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// How deep a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Under the title.
    Section,
    /// Under a section.
    Part,
}

/// One block.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    List(Vec<Entry>),
    /// Names and what they stand for.
    Facts(Vec<(String, Line)>),
    /// A table.
    Table(Table),
}

/// One entry of a list.
#[derive(Debug)]
pub struct Entry {
    /// The entry.
    pub line: Line,
    /// What belongs to it.
    pub details: Vec<Line>,
}

/// A table with a row of headings.
#[derive(Debug)]
pub struct Table {
    /// The heading of each column, and its share of the width in percent.
    pub columns: Vec<(&'static str, usize)>,
    /// As many cells as columns in each row.
    pub rows: Vec<Vec<Line>>,
}

/// Words in a row, a space between the spans; those a person typed may hold line breaks.
#[derive(Clone, Debug, Default)]
pub struct Line(pub Vec<Span>);

/// Words of one kind.
#[derive(Clone, Debug)]
pub enum Span {
    /// Ordinary words.
    Plain(String),
    /// Words that stand out.
    Strong(String),
    /// Words struck out.
    Struck(String),
    /// When and where, which should not drown what.
    Quiet(String),
    /// Characters to compare one by one.
    Exact(String),
}

impl Document {
    /// Lays the facts out.
    pub fn of(report: &Report) -> Self {
        let mut sections = vec![head::block(report), head::stages(report), consent::section(report)];
        sections.extend(open_work::sections(report));
        sections.push(answers::section(report));
        sections.push(notes::section(report));
        sections.extend(items::sections(report));
        sections.extend(recording::sections(report));
        sections.extend(certificate::in_the_call_note(report));
        sections.extend(record::sections(report));
        let call = &report.call;
        Self {
            title: words::title(&call.client),
            running_head: vec![
                call.client.clone(),
                words::matter(call.matter.as_ref()),
                words::day(&call.started),
            ],
            author: call.made_by.name.clone(),
            created: words::utc(&call.started),
            modified: words::utc(&call.last_entry),
            paper: Paper::Roomy,
            sections,
        }
    }
}

impl Section {
    pub(super) fn new(heading: &str, blocks: Vec<Block>) -> Self {
        Self { heading: heading.to_owned(), level: Level::Section, blocks }
    }

    pub(super) fn part(heading: &str, blocks: Vec<Block>) -> Self {
        Self { heading: heading.to_owned(), level: Level::Part, blocks }
    }
}

impl Block {
    pub(super) fn sentence(words: impl Into<String>) -> Self {
        Self::Paragraph(Line::plain(words))
    }

    /// The list, or "None" where its absence matters.
    pub(super) fn list_or_none(entries: Vec<Entry>) -> Self {
        if entries.is_empty() { Self::sentence(words::none()) } else { Self::List(entries) }
    }
}

impl Entry {
    pub(super) fn new(line: Line) -> Self {
        Self { line, details: Vec::new() }
    }

    pub(super) fn with(mut self, details: impl IntoIterator<Item = Line>) -> Self {
        self.details.extend(details);
        self
    }
}

impl Line {
    pub(super) fn plain(words: impl Into<String>) -> Self {
        Self(vec![Span::Plain(words.into())])
    }

    pub(super) fn strong(words: impl Into<String>) -> Self {
        Self(vec![Span::Strong(words.into())])
    }

    pub(super) fn exact(words: impl Into<String>) -> Self {
        Self(vec![Span::Exact(words.into())])
    }

    pub(super) fn quiet(words: impl Into<String>) -> Self {
        Self(vec![Span::Quiet(words.into())])
    }

    /// A time, and what happened then.
    pub(super) fn stamped(stamp: impl Into<String>, words: impl Into<String>) -> Self {
        Self::quiet(stamp).and(Span::Plain(words.into()))
    }

    /// A label that stands out, and what it labels.
    pub(super) fn labelled(label: impl Into<String>, words: impl Into<String>) -> Self {
        Self::strong(label).and(Span::Plain(words.into()))
    }

    pub(super) fn and(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }
}
