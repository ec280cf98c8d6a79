//! What is typed is cleared only when it was filed, and nothing from outside takes a letter away.

use super::office::Office;
use rapport::app::action::{CallAction, DeskAction};
use rapport::app::drafts::{ReasonDraft, Skips};
use rapport::app::event::StoreEvent;
use rapport::app::{Event, Trouble, view};
use rapport::domain::decide::{NoteStep, Step};
use rapport::domain::notes::{Due, LONGEST_NOTE_BYTES, NoteKind, Settlement};
use rapport::domain::people::PersonRole;
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;

fn in_interview() -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.go(Stage::Interview);
    assert_eq!(office.call().stage, Stage::Interview);
    office
}

#[test]
fn a_note_filed_is_on_the_timeline_with_its_kind_and_the_field_is_empty_and_plain_again() {
    let mut office = in_interview();
    let question = view::question_on_screen(&office.state).unwrap().id;
    for kind in NoteKind::ALL {
        office.write_note(kind, "said so");
        assert_eq!(office.drafts.note, rapport::app::drafts::NoteDraft::default());
    }
    let notes = &office.call().notebook.notes;
    assert_eq!(notes.iter().map(|note| note.kind).collect::<Vec<_>>(), NoteKind::ALL);
    assert!(notes.iter().all(|note| note.question.as_ref() == Some(&question)));
}

#[test]
fn a_note_of_a_megabyte_is_refused_and_every_letter_stays_in_the_field() {
    let mut office = in_interview();
    let megabyte = "я".repeat(512 * 1024);
    office.drafts.note.text.clone_from(&megabyte);
    office.drafts.note.kind = NoteKind::Concern;
    assert!(office.do_in_call(CallAction::AddNote).is_empty());
    assert_eq!(office.state.refused, Some(Refusal::TooLong { bytes: 1024 * 1024 }));
    assert_eq!(office.drafts.note.text, megabyte);
    assert_eq!(office.drafts.note.kind, NoteKind::Concern);
    office.drafts.note.text = "x".repeat(LONGEST_NOTE_BYTES);
    assert_eq!(office.do_in_call(CallAction::AddNote).len(), 1);
    assert_eq!(office.drafts.note.text, "");
}

#[test]
fn an_empty_note_is_refused_in_words_and_keeps_its_kind() {
    let mut office = in_interview();
    office.drafts.note.kind = NoteKind::Promise;
    office.do_in_call(CallAction::AddNote);
    assert_eq!(office.state.refused, Some(Refusal::NothingWritten));
    assert_eq!(office.drafts.note.kind, NoteKind::Promise);
}

#[test]
fn an_answer_filed_brings_the_next_question_and_one_refused_stays_where_it_is() {
    let mut office = in_interview();
    let first = view::question_on_screen(&office.state).unwrap();
    office.do_in_call(CallAction::AddAnswer);
    assert_eq!(office.state.refused, Some(Refusal::NothingWritten));
    assert_eq!(office.open_call().question, 0);
    office.drafts.answers.insert(first.id.clone(), "a fall on the ice".to_owned());
    office.do_in_call(CallAction::AddAnswer);
    assert_eq!(office.call().notebook.answers[0].text, "a fall on the ice");
    assert!(!office.drafts.answers.contains_key(&first.id));
    assert_eq!(office.open_call().question, 1);
}

#[test]
fn an_answer_half_typed_waits_while_other_questions_are_looked_at() {
    let mut office = in_interview();
    let first = view::question_on_screen(&office.state).unwrap().id;
    office.drafts.answers.insert(first.clone(), "a fall on".to_owned());
    office.do_in_call(CallAction::NextQuestion);
    office.do_in_call(CallAction::ShowQuestion(usize::MAX));
    let last = view::questions(&office.state).len() - 1;
    assert_eq!(office.open_call().question, last);
    office.do_in_call(CallAction::NextQuestion);
    assert_eq!(office.open_call().question, last, "there is nothing after the last");
    office.do_in_call(CallAction::ShowQuestion(0));
    office.do_in_call(CallAction::PreviousQuestion);
    assert_eq!(office.open_call().question, 0);
    assert_eq!(office.drafts.answers[&first], "a fall on");
}

#[test]
fn a_question_of_ones_own_is_asked_next_and_can_be_answered() {
    let mut office = in_interview();
    office.drafts.own_question = "Who shovels there?".to_owned();
    office.do_in_call(CallAction::AddQuestion);
    let shown = view::question_on_screen(&office.state).unwrap();
    assert_eq!((shown.ask.as_str(), shown.own), ("Who shovels there?", true));
    assert_eq!(office.drafts.own_question, "");
    office.drafts.answers.insert(shown.id, "The shop".to_owned());
    office.do_in_call(CallAction::AddAnswer);
    assert_eq!(office.call().notebook.answers[0].asked, "Who shovels there?");
    office.do_in_call(CallAction::AddQuestion);
    assert_eq!(office.state.refused, Some(Refusal::NothingWritten));
}

#[test]
fn a_question_is_left_out_only_with_a_reason() {
    let mut office = in_interview();
    let first = view::question_on_screen(&office.state).unwrap().id;
    let reason = |text: &str| ReasonDraft { skips: Skips::Question(first.clone()), text: text.to_owned() };
    office.drafts.reason = Some(reason("  "));
    office.do_in_call(CallAction::GiveReason);
    assert_eq!(office.state.refused, Some(Refusal::ReasonMissing));
    assert_eq!(office.drafts.reason, Some(reason("  ")));
    office.drafts.reason = Some(reason("said it already"));
    office.do_in_call(CallAction::GiveReason);
    assert_eq!(office.drafts.reason, None);
    assert_eq!(view::questions(&office.state)[0].skipped.as_deref(), Some("said it already"));
    assert_eq!(office.open_call().question, 1);
}

#[test]
fn the_roles_can_be_left_out_with_a_reason_and_the_next_stage_opens() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.go(Stage::Interview);
    assert!(matches!(office.state.refused, Some(Refusal::RolesNotSaid { lines_left: 1.. })));
    assert_eq!(office.call().stage, Stage::Prepare);
    let text = "spoke this morning".to_owned();
    office.drafts.reason = Some(ReasonDraft { skips: Skips::Stage(Stage::Roles), text });
    office.do_in_call(CallAction::GiveReason);
    assert_eq!(office.call().stage, Stage::Consent);
    office.go(Stage::Interview);
    assert_eq!(office.call().stage, Stage::Interview);
}

#[test]
fn a_note_is_corrected_and_struck_out_and_its_first_words_stay_on_the_timeline() {
    let mut office = in_interview();
    let note = office.write_note(NoteKind::Plain, "left hand");
    office.drafts.correction = Some((note, "right hand".to_owned()));
    let too_long = "x".repeat(LONGEST_NOTE_BYTES + 1);
    office.step(Step::Note(NoteStep::Correct { note, text: too_long }));
    assert!(office.drafts.correction.is_some(), "a correction refused stays typed");
    office.step(Step::Note(NoteStep::Correct { note, text: "right hand".to_owned() }));
    assert_eq!(office.drafts.correction, None);
    let text = "was someone else".to_owned();
    office.drafts.reason = Some(ReasonDraft { skips: Skips::Note(note), text });
    office.do_in_call(CallAction::GiveReason);
    let shown = office.call().notebook.note(note).unwrap();
    assert_eq!((shown.text.as_str(), shown.struck.as_deref()), ("right hand", Some("was someone else")));
    let first_words = serde_json::to_string(&office.shelf[office.call().id()]).unwrap();
    assert!(first_words.contains("left hand"));
}

#[test]
fn a_correction_that_changes_nothing_is_none_and_holds_nothing_up() {
    for untouched in ["left hand", " left hand ", "  "] {
        let mut office = in_interview();
        let note = office.write_note(NoteKind::Plain, "left hand");
        office.drafts.correction = Some((note, untouched.to_owned()));
        office.desk(DeskAction::FileTyped);
        assert_eq!(office.state.refused, None, "“{untouched}”");
        assert!(!office.call().notebook.note(note).unwrap().corrected, "“{untouched}”");
    }
}

#[test]
fn what_is_said_of_an_open_end_is_cleared_once_it_is_settled() {
    let mut office = in_interview();
    let concern = office.write_note(NoteKind::Concern, "afraid of the bill");
    let promise = office.write_note(NoteKind::Promise, "send the form");
    office.drafts.settlements.insert(concern, "explained it".to_owned());
    office.drafts.dues.insert(promise, rapport::app::drafts::DueDraft::default());
    let by = "2026-11-27T14:00".parse().unwrap();
    let nobody = Due { owner: " ".to_owned(), by };
    office.settle(NoteStep::Date { note: promise, due: nobody });
    assert_eq!(office.state.refused, Some(Refusal::NameMissing));
    assert!(office.drafts.dues.contains_key(&promise));
    office.settle(NoteStep::Date { note: promise, due: Due { owner: "Pat Doe".to_owned(), by } });
    assert!(!office.drafts.dues.contains_key(&promise));
    assert!(office.drafts.settlements.contains_key(&concern), "the other one is still typed");
    let words = "explained it".to_owned();
    office.settle(NoteStep::Settle { note: concern, how: Settlement::Answered, words });
    assert!(office.drafts.settlements.is_empty());
}

#[test]
fn a_person_who_joins_needs_a_name_and_gets_a_number_of_their_own() {
    let mut office = in_interview();
    office.drafts.person = " ".to_owned();
    office.do_in_call(CallAction::AddPerson);
    assert_eq!(office.state.refused, Some(Refusal::NameMissing));
    office.drafts.person_role = PersonRole::Interpreter;
    for name in [" Luz Vega ", "Luz Vega"] {
        office.drafts.person = name.to_owned();
        office.do_in_call(CallAction::AddPerson);
        assert_eq!(office.drafts.person, "");
    }
    let people = office.call().consent().people();
    let shown: Vec<_> = people.iter().map(|someone| someone.person.name.as_str()).collect();
    assert_eq!(shown, ["Ada Lovelace", "Luz Vega", "Luz Vega"]);
    assert_eq!(people[1].person.role, PersonRole::Interpreter);
    assert_ne!(people[1].person.id, people[2].person.id);
}

#[test]
fn failing_to_store_leaves_everything_typed_and_everything_filed() {
    let mut office = in_interview();
    office.write_note(NoteKind::Plain, "filed before the disk was full");
    office.drafts.note.text = "half a sen".to_owned();
    office.drafts.own_question = "Who sho".to_owned();
    let before = office.typed();
    office.tell(Event::Store(StoreEvent::NotSaved(Trouble::DiskFull)));
    assert_eq!(office.state.saving_fails, Some(Trouble::DiskFull));
    assert!(office.open_call().has_unsaved());
    assert_eq!(office.typed(), before);
    office.drafts.note.text = "half a sentence".to_owned();
    office.do_in_call(CallAction::AddNote);
    assert_eq!(office.call().notebook.notes.len(), 2, "notes go on while the disk is full");
    office.save();
    assert_eq!(office.state.saving_fails, None, "the message goes by itself once all is stored");
    assert!(!office.open_call().has_unsaved());
}
