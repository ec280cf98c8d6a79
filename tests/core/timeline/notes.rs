//! Notes, questions and what is still open.

use super::support::Desk;
use jiff::civil::date;
use rapport::domain::decide::{CourseStep, ItemStep, NoteStep, QuestionStep, Step};
use rapport::domain::fact::Fact;
use rapport::domain::ids::{ItemId, QuestionId, Seq};
use rapport::domain::notes::{Due, LONGEST_NOTE_BYTES, NoteKind, Settlement};
use rapport::domain::open_ends::{OpenEnd, carried_over, open_ends};
use rapport::domain::refusal::Refusal;

fn add(kind: NoteKind, text: &str) -> Step {
    Step::Note(NoteStep::Add { kind, text: text.to_owned(), question: None })
}

fn settle(note: Seq) -> Step {
    Step::Note(NoteStep::Settle { note, how: Settlement::Asked, words: " it was so ".to_owned() })
}

fn date_it(note: Seq, owner: &str) -> Step {
    let due = Due { owner: owner.to_owned(), by: date(2026, 11, 25).at(17, 0, 0, 0) };
    Step::Note(NoteStep::Date { note, due })
}

fn strike(note: Seq) -> Step {
    Step::Note(NoteStep::Strike { note, reason: "wrong client".to_owned() })
}

#[test]
fn a_note_keeps_its_text_without_blank_ends_in_any_script() {
    let mut desk = Desk::open();
    let note = desk.add(add(NoteKind::Plain, " \t心配 🙂 é\u{301}\n"));
    assert_eq!(desk.call.notebook.note(note).unwrap().text, "心配 🙂 é\u{301}");
}

#[test]
fn a_note_may_be_64_kib_long_and_not_a_byte_more() {
    let mut desk = Desk::open();
    desk.add(add(NoteKind::Plain, &"x".repeat(LONGEST_NOTE_BYTES)));
    desk.add(add(NoteKind::Plain, &format!("{}\n\n", "x".repeat(LONGEST_NOTE_BYTES))));
    for bytes in [LONGEST_NOTE_BYTES + 1, 1024 * 1024] {
        let refusal = desk.attempt(add(NoteKind::Plain, &"x".repeat(bytes))).unwrap_err();
        assert_eq!(refusal, Refusal::TooLong { bytes });
    }
    let umlauts = "ü".repeat(LONGEST_NOTE_BYTES / 2 + 1);
    assert_eq!(
        desk.attempt(add(NoteKind::Plain, &umlauts)).unwrap_err(),
        Refusal::TooLong { bytes: umlauts.len() }
    );
    assert_eq!(desk.call.notebook.notes.len(), 2);
}

#[test]
fn every_text_a_person_writes_has_the_same_limit() {
    let long = || "x".repeat(LONGEST_NOTE_BYTES + 1);
    let mut desk = Desk::open();
    let note = desk.add(add(NoteKind::Concern, "worried"));
    let what = QuestionId::new("what");
    let steps = [
        Step::Note(NoteStep::Correct { note, text: long() }),
        Step::Note(NoteStep::Strike { note, reason: long() }),
        Step::Question(QuestionStep::Add { question: QuestionId::new("own"), ask: long() }),
        Step::Question(QuestionStep::Answer { question: what.clone(), text: long() }),
        Step::Question(QuestionStep::Skip { question: what, reason: long() }),
        Step::Item(ItemStep::Skip { item: ItemId::new("conflict"), reason: long() }),
    ];
    for step in steps {
        assert_eq!(desk.attempt(step).unwrap_err(), Refusal::TooLong { bytes: LONGEST_NOTE_BYTES + 1 });
    }
}

#[test]
fn nothing_written_is_no_note() {
    for text in ["", " ", "\n\t "] {
        assert_eq!(Desk::open().attempt(add(NoteKind::Concern, text)).unwrap_err(), Refusal::NothingWritten);
    }
}

#[test]
fn a_corrected_note_reads_anew_and_keeps_its_first_wording_on_the_timeline() {
    let mut desk = Desk::open();
    let note = desk.add(add(NoteKind::Plain, "Tuesday"));
    desk.add(Step::Note(NoteStep::Correct { note, text: "Thursday".to_owned() }));
    let now = desk.call.notebook.note(note).unwrap();
    assert_eq!((now.text.as_str(), now.corrected), ("Thursday", true));
    let first = &desk.call.entries()[usize::try_from(note.0).unwrap() - 1].fact;
    assert!(matches!(first, Fact::NoteAdded { text, .. } if text == "Tuesday"));
}

#[test]
fn a_struck_note_is_kept_counts_no_more_and_cannot_be_touched_again() {
    let mut desk = Desk::open();
    let note = desk.add(add(NoteKind::Concern, "worried"));
    let no_reason = Step::Note(NoteStep::Strike { note, reason: String::new() });
    assert_eq!(desk.attempt(no_reason).unwrap_err(), Refusal::ReasonMissing);
    desk.add(strike(note));
    assert_eq!(desk.call.notebook.note(note).unwrap().struck.as_deref(), Some("wrong client"));
    assert_eq!(desk.call.notebook.of_kind(NoteKind::Concern).count(), 0);
    assert_eq!(open_ends(&desk.call), []);
    for step in [strike(note), settle(note), Step::Note(NoteStep::Correct { note, text: "x".to_owned() })] {
        assert_eq!(desk.attempt(step).unwrap_err(), Refusal::UnknownNote);
    }
}

#[test]
fn only_assumptions_and_concerns_are_laid_to_rest_and_only_promises_get_a_date() {
    for kind in NoteKind::ALL {
        let mut desk = Desk::open();
        let note = desk.add(add(kind, "words"));
        let rests = matches!(kind, NoteKind::Assumption | NoteKind::Concern);
        assert_eq!(desk.attempt(settle(note)).is_ok(), rests, "{kind:?}");
        assert_eq!(desk.attempt(date_it(note, "Pat")).is_ok(), kind == NoteKind::Promise, "{kind:?}");
    }
}

#[test]
fn a_step_on_something_that_is_no_note_is_refused() {
    let mut desk = Desk::open();
    let marker = desk.add(Step::Note(NoteStep::Mark));
    for note in [Seq::FIRST, marker, Seq(0), Seq(999)] {
        assert_eq!(desk.attempt(strike(note)).unwrap_err(), Refusal::UnknownNote);
        assert_eq!(desk.attempt(settle(note)).unwrap_err(), Refusal::UnknownNote);
        assert_eq!(desk.attempt(date_it(note, "Pat")).unwrap_err(), Refusal::UnknownNote);
    }
}

#[test]
fn a_promise_needs_an_owner_and_stays_open_until_it_has_one() {
    let mut desk = Desk::open();
    let note = desk.add(add(NoteKind::Promise, "send the form"));
    assert_eq!(desk.attempt(date_it(note, " ")).unwrap_err(), Refusal::NameMissing);
    let open = OpenEnd::Promise { note, text: "send the form".to_owned() };
    assert_eq!(open_ends(&desk.call), [open]);
    desk.add(date_it(note, "Pat"));
    assert_eq!(open_ends(&desk.call), []);
    desk.add(date_it(note, "Jane"));
    assert_eq!(desk.call.notebook.note(note).unwrap().due.as_ref().unwrap().owner, "Jane");
}

#[test]
fn open_ends_come_in_the_order_of_a_good_close() {
    let mut desk = Desk::open();
    let promise = desk.add(add(NoteKind::Promise, "p"));
    let assumption = desk.add(add(NoteKind::Assumption, "a"));
    let concern = desk.add(add(NoteKind::Concern, "c"));
    desk.add(add(NoteKind::Plain, "plain"));
    desk.add(add(NoteKind::Issue, "issue"));
    desk.add(add(NoteKind::AttorneyQuestion, "question"));
    desk.add(Step::Item(ItemStep::Defer(ItemId::new("conflict"))));
    let deferred =
        OpenEnd::Deferred { item: ItemId::new("conflict"), words: "Conflict check done".to_owned() };
    let text = |text: &str| text.to_owned();
    let expected = [
        deferred,
        OpenEnd::Concern { note: concern, text: text("c") },
        OpenEnd::Assumption { note: assumption, text: text("a") },
        OpenEnd::Promise { note: promise, text: text("p") },
    ];
    assert_eq!(open_ends(&desk.call), expected);
    desk.add(settle(concern));
    desk.add(settle(assumption));
    let settled = desk.call.notebook.note(concern).unwrap().settled.clone();
    assert_eq!(settled, Some((Settlement::Asked, text("it was so"))));
    assert_eq!(open_ends(&desk.call).len(), 2);
    desk.course(CourseStep::Finish);
    assert_eq!(desk.call.left_open, 2);
}

#[test]
fn the_next_call_hears_of_open_ends_dated_promises_attorney_questions_and_issues() {
    let mut desk = Desk::open();
    let dated = desk.add(add(NoteKind::Promise, "dated"));
    desk.add(date_it(dated, "Pat"));
    desk.add(add(NoteKind::Promise, "undated"));
    desk.add(add(NoteKind::AttorneyQuestion, "question"));
    desk.add(add(NoteKind::Issue, "issue"));
    let gone = desk.add(add(NoteKind::Issue, "struck"));
    desk.add(strike(gone));
    let carried = carried_over(&desk.call);
    let texts = |notes: &[rapport::domain::notes::Note]| -> Vec<String> {
        notes.iter().map(|note| note.text.clone()).collect()
    };
    assert_eq!(texts(&carried.promises), ["dated"]);
    assert_eq!(texts(&carried.attorney_questions), ["question"]);
    assert_eq!(texts(&carried.issues), ["issue"]);
    assert_eq!(carried.open.len(), 1);
}

#[test]
fn questions_of_the_checklist_and_own_ones_are_answered_in_the_words_that_were_asked() {
    let mut desk = Desk::open();
    let own = QuestionId::new("own-1");
    let answer = |question: &QuestionId, text: &str| {
        Step::Question(QuestionStep::Answer { question: question.clone(), text: text.to_owned() })
    };
    assert_eq!(desk.attempt(answer(&own, "yes")).unwrap_err(), Refusal::UnknownItem);
    desk.add(Step::Question(QuestionStep::Add { question: own.clone(), ask: "Who saw it?".to_owned() }));
    desk.add(answer(&own, "Nobody"));
    desk.add(answer(&QuestionId::new("what"), "A fall"));
    desk.add(answer(&own, "A neighbour, after all"));
    let asked: Vec<_> = desk.call.notebook.answers.iter().map(|answer| answer.asked.as_str()).collect();
    assert_eq!(asked, ["Who saw it?", "What happened?", "Who saw it?"]);
    assert_eq!(desk.call.notebook.answers_to(&own).count(), 2);
}

#[test]
fn a_skipped_question_is_skipped_once_and_no_more_when_it_is_answered() {
    let mut desk = Desk::open();
    let what = QuestionId::new("what");
    let skip = |reason: &str| {
        Step::Question(QuestionStep::Skip { question: QuestionId::new("what"), reason: reason.to_owned() })
    };
    assert_eq!(desk.attempt(skip("")).unwrap_err(), Refusal::ReasonMissing);
    desk.add(skip("first"));
    desk.add(skip("second"));
    assert_eq!(desk.call.notebook.skipped_questions, [(what.clone(), "second".to_owned())]);
    desk.add(Step::Question(QuestionStep::Answer { question: what, text: "a fall".to_owned() }));
    assert_eq!(desk.call.notebook.skipped_questions, []);
}
