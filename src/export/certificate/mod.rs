//! The consent certificate: one page that can stand by itself, from the facts of a report; claims nothing of its own.

mod message;

pub(super) use message::message;

use super::document::{Block, Document, Entry, Line, Paper, Section, Span, Table};
use super::report::{
    AudioFile, Consent, DutyDone, Event, Happened, OnTheLine, Read, Report, Take, Whereabouts,
};
use super::words::{self, labels};
use crate::domain::fact::ConsentAnswer;

/// The certificate by itself.
pub(super) fn document(report: &Report) -> Document {
    let mut sections = vec![head(report)];
    sections.extend(parts(report, Sources::First));
    sections.extend(what_changed(report));
    sections.extend(other_places(report));
    sections.push(Section::part(labels::AUDIO_FILES_AND_RECORD, vec![hashes(report)]));
    let call = &report.call;
    Document {
        title: words::certificate_title(&call.client),
        running_head: vec![
            call.client.clone(),
            words::matter(call.matter.as_ref()),
            words::day(&call.started),
        ],
        author: call.made_by.name.clone(),
        created: words::utc(&call.started),
        modified: words::utc(&call.last_entry),
        paper: Paper::OnePage,
        sections,
    }
}

/// The certificate as a section of the call note, which holds files and chain elsewhere; none where nobody was on the line.
pub(super) fn in_the_call_note(report: &Report) -> Vec<Section> {
    if report.consent.people.is_empty() {
        return Vec::new();
    }
    let line = Block::Paragraph(Line::strong(words::consent_line(report)));
    let blocks = vec![line, Block::sentence(words::files_and_head_stand_apart())];
    let mut sections = vec![Section::new(labels::CONSENT_CERTIFICATE, blocks)];
    sections.extend(parts(report, Sources::All));
    sections
}

/// How many of the pages a rule rests on are named.
#[derive(Clone, Copy)]
enum Sources {
    All,
    First,
}

fn parts(report: &Report, sources: Sources) -> Vec<Section> {
    let mut parts = vec![Section::part(labels::PEOPLE_AND_ANSWERS, vec![people(report)])];
    parts.push(Section::part(labels::RULE_AND_SOURCE, rule(report, sources)));
    let cases: Vec<Entry> = told(report.consent.events.iter(), is_of_a_case);
    if !cases.is_empty() {
        parts.push(Section::part(labels::SPECIAL_CASES, vec![Block::List(cases)]));
    }
    parts.push(Section::part(labels::THE_EXACT_WORDS, exact_words(&report.consent)));
    parts
}

fn head(report: &Report) -> Section {
    let call = &report.call;
    let operator = &call.made_by;
    let asked_by = words::joined([&operator.name, &operator.title, &operator.firm]);
    let attorney = words::or_not_given(&operator.attorney);
    let rows = [
        (labels::CLIENT, words::joined([&call.client, &words::matter(call.matter.as_ref())])),
        (labels::ASKED_BY, words::with_attorney(&words::or_not_given(&asked_by), &attorney)),
        (labels::DATE, words::day_and_call(&call.started, &call.id)),
    ];
    let facts = rows.map(|(name, value)| (name.to_owned(), Line::plain(value))).to_vec();
    let line = Block::Paragraph(Line::strong(words::consent_line(report)));
    Section::new("", vec![line, Block::Facts(facts)])
}

/// A row an answer; a row too for those who were not asked.
fn people(report: &Report) -> Block {
    let people = &report.consent.people;
    if people.is_empty() {
        return Block::sentence(words::none());
    }
    let made_by = &report.call.made_by.name;
    let columns = vec![
        (labels::PERSON, 18),
        (labels::PLACE, 14),
        (labels::SAID, 16),
        (labels::WHEN, 17),
        (labels::SCRIPT, 16),
        (labels::ON_THE_RECORDING, 19),
    ];
    Block::Table(Table { columns, rows: people.iter().flat_map(|one| rows(one, made_by)).collect() })
}

/// Who asked is told where it was somebody else than the one who made the call.
fn rows(someone: &OnTheLine, made_by: &str) -> Vec<Vec<Line>> {
    let row = |places: &[Whereabouts], cells: [String; 4]| {
        let [said, when, script, again] = cells;
        let who = [words::person_and_role(someone), words::place_of(places)];
        who.into_iter().chain([said, when, script, again]).map(Line::plain).collect()
    };
    if someone.answers.is_empty() {
        return vec![row(
            &someone.places,
            [words::was_not_asked(), String::new(), String::new(), String::new()],
        )];
    }
    let answers = someone.answers.iter();
    answers
        .map(|one| {
            let again = words::heard_at(&one.on_the_recording);
            let said = words::said(one);
            let when = words::when_and_by_whom(one, made_by);
            let by_then = someone.places.get(..one.places_by_then).unwrap_or_default();
            row(by_then, [said, when, words::script(&one.script), again])
        })
        .collect()
}

fn rule(report: &Report, sources: Sources) -> Vec<Block> {
    let Some(applied) = &report.consent.ruling else {
        return vec![Block::sentence(words::no_rule())];
    };
    let ruling = &applied.ruling;
    let duties = ruling.duties.iter().map(|duty| {
        let done: Vec<&DutyDone> = applied.settled.iter().filter(|done| done.duty == duty.id).collect();
        let held = applied.held.iter().find(|held| held.duty == duty.id);
        (labels::IT_ADDS, words::duty(&duty.words, &done, held))
    });
    let doubts = ruling.doubts.iter().map(|doubt| (labels::DOUBT, doubt.clone()));
    let mut rows = vec![(labels::RULE, words::rule(ruling)), (labels::SET_BY, words::set_by(ruling))];
    let named = match sources {
        Sources::All => ruling.sources.join("\n"),
        Sources::First => words::first_source(&ruling.sources),
    };
    rows.push((labels::SOURCES, words::or_not_given(&named)));
    rows.push((labels::CHECKED, words::checked(applied)));
    let rows = rows.into_iter().chain(duties).chain(doubts);
    vec![Block::Facts(rows.map(|(name, value)| (name.to_owned(), Line::plain(value))).collect())]
}

/// What was read before recording, and what each was asked by name on the recording.
fn exact_words(consent: &Consent) -> Vec<Block> {
    let answers = consent.people.iter().flat_map(|someone| &someone.answers);
    let again =
        answers.flat_map(|said| &said.on_the_recording).filter(|again| !again.asked.trim().is_empty());
    let mut asked: Vec<String> = again.map(words::asked_by_name).collect();
    if consent.words.is_empty() && asked.is_empty() {
        return vec![Block::sentence(words::nothing_was_read())];
    }
    let row = |one: &Read| {
        let said = if one.text.is_empty() { words::words_not_kept() } else { one.text.lines.join(" ") };
        vec![Line::plain(words::read(one)), Line::plain(said)]
    };
    let mut rows: Vec<Vec<Line>> = consent.words.iter().map(row).collect();
    if !asked.is_empty() {
        asked.push(words::other_words_on_the_recording());
        rows.push(vec![Line::plain(labels::ON_THE_RECORDING), Line::plain(asked.join(" "))]);
    }
    let columns = vec![(labels::SCRIPT, 16), (labels::READ_ALOUD, 84)];
    vec![Block::Table(Table { columns, rows })]
}

/// Each place that was noted after another or after an answer, with its time: the table has the one that stood when an
/// answer was given. The call note tells them among what happened.
fn other_places(report: &Report) -> Option<Section> {
    let entries: Vec<Entry> = report.consent.people.iter().flat_map(places_later).collect();
    (!entries.is_empty()).then(|| Section::part(labels::PLACES_NOTED_ANEW, vec![Block::List(entries)]))
}

fn places_later(someone: &OnTheLine) -> impl Iterator<Item = Entry> {
    let was_first = someone.answers.first().is_none_or(|said| said.places_by_then > 0);
    someone.places.iter().enumerate().skip(usize::from(was_first)).map(|(index, at)| {
        let before = index.checked_sub(1).and_then(|before| someone.places.get(before));
        Entry::new(Line::stamped(words::stamp(&at.at, None), words::place_noted(&someone.name, before, at)))
    })
}

/// What came after the first answer: the page must not show a yes and hide that it was taken back.
fn what_changed(report: &Report) -> Option<Section> {
    let events = report.consent.events.iter();
    let later: Vec<&Event> =
        events.skip_while(|event| !matches!(event.what, Happened::Answered { .. })).collect();
    let said_yes_before = |place: usize, who: &str| {
        let is_yes = |event: &&Event| matches!(&event.what, Happened::Answered { name, answer: ConsentAnswer::Yes, .. } if name == who);
        later.iter().take(place).any(is_yes)
    };
    let changes = later.iter().enumerate().filter(|(place, event)| match &event.what {
        Happened::Left { .. }
        | Happened::Withdrawn { .. }
        | Happened::ScriptChanged { .. }
        | Happened::AnswerTakenBack { .. }
        | Happened::NoValidConsent { .. } => true,
        Happened::Answered { name, answer, .. } => {
            *answer != ConsentAnswer::Yes && said_yes_before(*place, name)
        }
        _ => false,
    });
    let entries: Vec<Entry> = told(changes.map(|(_, event)| *event), |_| true);
    (!entries.is_empty()).then(|| Section::part(labels::WHAT_CHANGED, vec![Block::List(entries)]))
}

fn told<'a>(events: impl Iterator<Item = &'a Event>, which: impl Fn(&Happened) -> bool) -> Vec<Entry> {
    events
        .filter(|event| which(&event.what))
        .map(|event| {
            let told = match &event.what {
                Happened::Left { name } => words::left_the_line(name),
                Happened::Withdrawn { name } => words::withdrawn(name.as_deref()),
                Happened::ScriptChanged { script } => words::script_changed(script),
                Happened::Answered { name, answer, .. } => words::no_longer_yes(name, *answer),
                more => words::more_of_consent(more),
            };
            Entry::new(Line::stamped(words::stamp(&event.at, event.position.as_ref()), told))
        })
        .collect()
}

fn is_of_a_case(what: &Happened) -> bool {
    matches!(
        what,
        Happened::CaseNoted { .. }
            | Happened::CaseTakenBack { .. }
            | Happened::CaseStepSettled { .. }
            | Happened::CaseStepTakenBack { .. }
            | Happened::CaseApproved { .. }
            | Happened::ApprovalTakenBack { .. }
    )
}

/// What became of takes, and the hashes by which files and record are known again.
fn hashes(report: &Report) -> Block {
    let chain = &report.chain;
    let file = |file: &AudioFile| (words::file(file), Line::exact(file.sha256.clone()));
    let take = |take: &Take| Some((words::take(take.number), Line::plain(words::standing_of(take)?)));
    let mut rows: Vec<(String, Line)> = report.recording.takes.iter().filter_map(take).collect();
    rows.extend(report.recording.files.iter().map(file));
    if report.recording.files.is_empty() {
        rows.push((labels::AUDIO_FILES.to_owned(), Line::plain(words::no_files())));
    }
    let head = Line::exact(chain.head.to_string()).and(Span::Plain(words::of_entries(chain.entries)));
    rows.push((labels::HEAD_OF_THE_ENTRY_CHAIN.to_owned(), head));
    Block::Facts(rows)
}
