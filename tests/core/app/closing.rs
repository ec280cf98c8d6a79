//! Finishing a call, its call note, and what is added later.

use super::office::{Office, stops};
use rapport::app::action::{CallAction, ClosingAction, DeskAction};
use rapport::app::drafts::{DueDraft, NoteDraft};
use rapport::app::event::{JobEvent, Place};
use rapport::app::{Effect, Event, NoteFormat, Trouble, Writing, view};
use rapport::domain::fact::Fact;
use rapport::domain::notes::{LONGEST_NOTE_BYTES, NoteKind};
use rapport::domain::recording::{RecordingState, Segment, StopReason};
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;
use rapport::domain::talk::TalkCount;
use rapport::domain::track::Track;
use rapport::recording::RecorderEvent;
use std::path::PathBuf;

fn files_notes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::FileNotes(_)))
}

#[test]
fn finishing_while_a_take_runs_first_stops_it_and_then_finishes() {
    let mut office = Office::recorded("Ada Lovelace");
    let effects = office.closing(ClosingAction::Finish);
    assert_eq!(stops(&effects), Some(StopReason::ByHand));
    assert!(!files_notes(&effects), "{effects:?}");
    assert!(office.open_call().is_running());
    let effects = office.end_take(StopReason::ByHand);
    assert!(files_notes(&effects), "{effects:?}");
    assert_eq!(office.recording(), RecordingState::Idle);
    let facts = &office.shelf[office.call().id()];
    let last: Vec<_> = facts.iter().rev().take(3).map(|entry| entry.fact.kind()).collect();
    assert_eq!(last, ["finished", "recording_stopped", "segment_finished"]);
}

#[test]
fn talk_is_counted_for_the_call_note_where_the_office_wants_it_and_there_are_two_sides() {
    let counts = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::CountTalk(_)));
    let far = || {
        RecorderEvent::SegmentFinished(Segment {
            take: 1,
            track: Track::Far,
            file: Track::Far.segment_file(1),
            first_frame: 0,
            frames: 48_000,
            rate: 48_000,
            sha256: "0".repeat(64),
            salvaged: false,
        })
    };
    for (wanted, two_sides) in [(false, true), (true, false), (true, true)] {
        let mut office = Office::recorded("Ada Lovelace");
        office.state.settings.talk_share_in_note = wanted;
        if two_sides {
            office.heard(far());
        }
        office.closing(ClosingAction::Finish);
        let effects = office.end_take(StopReason::ByHand);
        assert!(files_notes(&effects), "the call note waits for nothing");
        assert_eq!(counts(&effects), wanted && two_sides, "{wanted} {two_sides}");
    }
    let mut office = Office::recorded("Ada Lovelace");
    office.closing(ClosingAction::Finish);
    office.end_take(StopReason::ByHand);
    let (call, talk) = (office.call().id().clone(), TalkCount { heard_ms: 5_000, ..TalkCount::default() });
    let effects = office.tell(Event::Job(JobEvent::TalkCounted { call, talk: talk.clone() }));
    assert!(files_notes(&effects), "it is added when it is ready");
    assert_eq!(office.call().talk, Some(talk));
}

#[test]
fn finishing_just_before_the_take_begins_waits_for_it_however_it_ends() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    office.recorder(rapport::app::action::RecorderAction::Start);
    office.closing(ClosingAction::Finish);
    assert!(office.open_call().is_running());
    let error = rapport::app::StartError::DiskFull;
    let effects = office.heard(RecorderEvent::Failed { take: 1, error });
    assert!(files_notes(&effects), "{effects:?}");
    assert!(!office.open_call().is_running());
}

#[test]
fn a_finished_call_takes_nothing_but_addenda() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.closing(ClosingAction::Finish);
    office.drafts.note.text = "one more thing".to_owned();
    office.do_in_call(CallAction::AddNote);
    assert_eq!(office.state.refused, Some(Refusal::CallFinished));
    assert_eq!(office.drafts.note.text, "one more thing");
    office.closing(ClosingAction::Finish);
    assert_eq!(office.state.refused, Some(Refusal::CallFinished));
    office.drafts.addendum = "x".repeat(LONGEST_NOTE_BYTES + 1);
    office.closing(ClosingAction::AddAddendum);
    assert!(matches!(office.state.refused, Some(Refusal::TooLong { .. })));
    assert_eq!(office.drafts.addendum.len(), LONGEST_NOTE_BYTES + 1);
    office.drafts.addendum = "she rang back".to_owned();
    let effects = office.closing(ClosingAction::AddAddendum);
    assert!(files_notes(&effects), "the call note is filed again: {effects:?}");
    assert_eq!(office.call().addenda[0].1, "she rang back");
    assert_eq!(office.drafts.addendum, "");
}

#[test]
fn no_addendum_before_the_end() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.drafts.addendum = "she rang back".to_owned();
    office.closing(ClosingAction::AddAddendum);
    assert_eq!(office.state.refused, Some(Refusal::CallNotFinished));
    assert_eq!(office.drafts.addendum, "she rang back");
}

#[test]
fn what_was_typed_and_not_filed_is_filed_when_the_call_is_finished() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.go(Stage::Interview);
    let question = view::question_on_screen(&office.state).unwrap().id;
    office.drafts.answers.insert(question.clone(), "on the ice".to_owned());
    office.drafts.answers.insert(rapport::domain::ids::QuestionId::new("looked-at"), "  ".to_owned());
    office.go(Stage::Close);
    office.drafts.note.text = "thanked me twice".to_owned();
    office.drafts.note.kind = NoteKind::Concern;
    office.closing(ClosingAction::Finish);
    assert!(!office.open_call().is_running());
    let notebook = &office.call().notebook;
    assert_eq!(notebook.answers[0].text, "on the ice");
    assert_eq!(notebook.notes[0].text, "thanked me twice");
    assert_eq!(notebook.notes[0].kind, NoteKind::Concern);
    assert_eq!(office.call().left_open, 1, "what was filed last counts among the open ends");
    assert_eq!(office.drafts.note, NoteDraft::default());
}

#[test]
fn what_stands_half_typed_on_the_close_page_is_filed_as_it_is_or_in_words() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    let mut note = |kind, text: &str| {
        office.drafts.note = NoteDraft { kind, text: text.to_owned() };
        office.do_in_call(CallAction::AddNote);
        office.call().notebook.notes.last().unwrap().seq
    };
    let worry = note(NoteKind::Concern, "the rent");
    let dated = note(NoteKind::Promise, "send the form");
    let vague = note(NoteKind::Promise, "ring the landlord");
    let untouched = note(NoteKind::Promise, "look for the lease");
    let due = |owner: &str, by: &str| DueDraft { owner: owner.to_owned(), by: by.to_owned() };
    let own = office.call().operator.name.clone();
    office.drafts.settlements.insert(worry, "told her about the fund".to_owned());
    office.drafts.dues.insert(dated, due(&own, "tomorrow 10:30"));
    office.drafts.dues.insert(vague, due("Ada", "after her shift"));
    office.drafts.dues.insert(untouched, due(&own, ""));
    office.drafts.next_contact.when = "some time next week".to_owned();
    office.drafts.next_contact.how = "by phone".to_owned();
    office.closing(ClosingAction::Finish);
    assert!(!office.open_call().is_running(), "{:?}", office.state.refused);
    let notebook = &office.call().notebook;
    let seq_of = |seq| notebook.notes.iter().find(|note| note.seq == seq).unwrap();
    assert_eq!(seq_of(dated).due.as_ref().map(|due| due.owner.as_str()), Some(own.as_str()));
    assert_eq!(seq_of(vague).due, None);
    assert!(seq_of(worry).settled.is_none(), "nobody said that the worry is laid to rest");
    let words: Vec<_> = notebook.of_kind(NoteKind::Plain).map(|note| note.text.as_str()).collect();
    assert_eq!(
        words,
        [
            "the rent: told her about the fund",
            "ring the landlord: Ada after her shift",
            "Next contact: some time next week by phone",
        ]
    );
}

#[test]
fn a_next_contact_that_was_typed_whole_is_agreed_when_the_call_is_finished() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.drafts.next_contact.when = "2026-12-01 14:00".to_owned();
    office.drafts.next_contact.how = "by phone".to_owned();
    office.closing(ClosingAction::Finish);
    let agreed = office.call().next_contact.clone();
    assert_eq!(agreed, Some((jiff::civil::date(2026, 12, 1).at(14, 0, 0, 0), "by phone".to_owned())));
    assert_eq!(office.call().notebook.notes.len(), 0);
}

#[test]
fn what_was_typed_and_not_filed_is_filed_before_another_call_comes_onto_the_desk() {
    let typing = |office: &mut Office| {
        let first = office.start_call("Ada Lovelace");
        office.drafts.note.text = "half a sentence".to_owned();
        first
    };
    let other_call: [fn(&mut Office); 4] = [
        |office| {
            office.drafts.opening.client = "Grace Hopper".to_owned();
            office.desk(DeskAction::StartCall);
        },
        |office| drop(office.desk(DeskAction::QuickCapture)),
        |office| drop(office.desk(DeskAction::OpenCall(rapport::domain::ids::CallId::new("other")))),
        |office| {
            office.save();
            office.desk(DeskAction::LeaveCall);
            assert!(office.state.call.is_some(), "what was just filed is not on disk yet");
            office.save();
            assert!(office.state.call.is_none());
        },
    ];
    for leave in other_call {
        let mut office = Office::open();
        let first = typing(&mut office);
        leave(&mut office);
        let filed = |entry: &rapport::domain::entry::Entry| matches!(&entry.fact, Fact::NoteAdded { text, .. } if text == "half a sentence");
        assert!(office.shelf[&first].iter().any(filed));
        assert_eq!(office.drafts.note.text, "", "and it does not stray into the next call");
    }
}

#[test]
fn what_is_too_long_to_be_filed_keeps_the_call_on_the_desk() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.save();
    let long = "x".repeat(LONGEST_NOTE_BYTES + 1);
    office.drafts.note.text.clone_from(&long);
    office.drafts.opening.client = "Grace Hopper".to_owned();
    let other = DeskAction::OpenCall(rapport::domain::ids::CallId::new("other"));
    for action in [DeskAction::LeaveCall, DeskAction::StartCall, DeskAction::QuickCapture, other] {
        office.desk(action);
        assert!(matches!(office.state.refused, Some(Refusal::TooLong { .. })));
        assert_eq!(office.drafts.note.text, long);
    }
    office.closing(ClosingAction::Finish);
    assert!(office.open_call().is_running());
    assert_eq!(office.drafts.note.text, long);
}

#[test]
fn a_document_that_was_written_is_dated_and_the_timeline_follows_into_the_folder() {
    let mut office = Office::open();
    let call = office.start_call("Ada Lovelace");
    office.closing(ClosingAction::Finish);
    let written = |place| {
        let path = PathBuf::from(format!("/{place:?}/x.md"));
        let (format, sha256) = ("md", "b".repeat(64));
        Event::Job(JobEvent::Written { call: call.clone(), path, format, sha256, place })
    };
    let effects = office.tell(written(Place::CallFolder));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FileTimeline(_))), "{effects:?}");
    let effects = office.tell(written(Place::Elsewhere));
    assert!(matches!(effects[..], [Effect::Append { .. }]), "{effects:?}");
    office.tell(written(Place::Elsewhere));
    assert_eq!(office.state.written.len(), 2, "a file written anew is named once");
    let dated = office.shelf[&call].iter().filter(|entry| matches!(entry.fact, Fact::Exported { .. }));
    assert_eq!(dated.count(), 3);
}

#[test]
fn a_call_note_is_exported_to_where_it_was_asked_for_or_told_why_not() {
    let mut office = Office::open();
    let call = office.start_call("Ada Lovelace");
    let effects = office.closing(ClosingAction::Export {
        writing: Writing::CallNote(NoteFormat::Docx),
        folder: PathBuf::from("/documents"),
    });
    let asked = matches!(&effects[..], [Effect::Export { call: of, writing: Writing::CallNote(NoteFormat::Docx), folder }]
        if *of == call && folder.ends_with("documents"));
    assert!(asked, "{effects:?}");
    let trouble = Trouble::NotExported { system: "denied".to_owned() };
    office.tell(Event::Job(JobEvent::Failed(trouble.clone())));
    assert_eq!(office.state.troubles, [trouble]);
}

#[test]
fn copying_puts_the_text_up_once_and_says_so() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    let effects = office.closing(ClosingAction::Copy);
    assert!(matches!(effects[..], [Effect::MakeText(_)]));
    assert!(!office.state.copied);
    office.tell(Event::Job(JobEvent::Text("Call note".to_owned())));
    assert_eq!(office.state.to_copy.as_deref(), Some("Call note"));
    assert!(office.state.copied);
    office.closing(ClosingAction::Copy);
    assert!(!office.state.copied, "until the newer text is there");
}

#[test]
fn with_no_call_on_the_desk_there_is_nothing_to_close() {
    let mut office = Office::open();
    for action in [ClosingAction::Finish, ClosingAction::Copy, ClosingAction::AddAddendum] {
        assert!(office.closing(action).is_empty());
    }
}
