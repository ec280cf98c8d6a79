//! The timeline as it is stored: entries of every kind read back byte for byte, folding, and the chain.

use super::support::{Desk, opening};
use rapport::domain::call::{Call, FoldError};
use rapport::domain::chain::{Hash, link};
use rapport::domain::consent::ConsentFact;
use rapport::domain::custody::CustodyFact;
use rapport::domain::decide::{NoteStep, Step};
use rapport::domain::entry::Entry;
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, Seq};
use std::collections::BTreeSet;

/// Written by version 0.1.0 and never changed since: what was once stored stays readable.
const STORED: &str = include_str!("../../fixtures/timeline/v1.jsonl");

/// Every kind of fact. The match has no default, so that a fact that is added asks for its line in the fixture.
macro_rules! kinds {
    (
        $($variant:ident => $name:literal,)*;
        $($decision:ident => $decided:literal,)*;
        $($consent:ident => $agreed:literal,)*
    ) => {
        const KINDS: &[&str] = &[$($name,)* $($decided,)* $($agreed),*];

        fn kind_of(fact: &Fact) -> &'static str {
            match fact {
                $(Fact::$variant { .. } => $name,)*
                $(Fact::Custody(CustodyFact::$decision { .. }) => $decided,)*
                $(Fact::Consent(ConsentFact::$consent { .. }) => $agreed,)*
            }
        }
    };
}

kinds! {
    Opened => "opened",
    Attached => "attached",
    StageEntered => "stage_entered",
    StageSkipped => "stage_skipped",
    TimeAgreed => "time_agreed",
    CardUpdated => "card_updated",
    NextContactAgreed => "next_contact_agreed",
    Finished => "finished",
    Addendum => "addendum",
    Interrupted => "interrupted",
    Resumed => "resumed",
    ClockChanged => "clock_changed",
    Exported => "exported",
    TalkCounted => "talk_counted",
    ItemTicked => "item_ticked",
    ItemCleared => "item_cleared",
    ItemDeferred => "item_deferred",
    ItemSkipped => "item_skipped",
    PersonJoined => "person_joined",
    PersonLeft => "person_left",
    ConsentExplained => "consent_explained",
    ConsentAnswered => "consent_answered",
    ConsentWithdrawn => "consent_withdrawn",
    ConsentScriptChanged => "consent_script_changed",
    RecordingRequested => "recording_requested",
    RecordingStarted => "recording_started",
    RecordingPaused => "recording_paused",
    RecordingResumed => "recording_resumed",
    GapNoted => "gap_noted",
    RecordingStopped => "recording_stopped",
    RecordingFailed => "recording_failed",
    SegmentFinished => "segment_finished",
    NoteAdded => "note_added",
    NoteCorrected => "note_corrected",
    NoteStruck => "note_struck",
    NoteSettled => "note_settled",
    PromiseDated => "promise_dated",
    Marked => "marked",
    QuestionAdded => "question_added",
    QuestionSkipped => "question_skipped",
    Answered => "answered",
    DeviceChanged => "device_changed",
    OutputChanged => "output_changed",
    PauseExplained => "pause_explained",
    Slept => "slept",
    FileSealed => "file_sealed",
    ;
    AudioKept => "audio_kept",
    AudioRestricted => "audio_restricted",
    AudioReleased => "audio_released",
    DeletionDecided => "deletion_decided",
    AudioDeleted => "audio_deleted",
    HoldPlaced => "hold_placed",
    HoldLifted => "hold_lifted",
    ;
    PlaceGiven => "place_given",
    RulingApplied => "ruling_applied",
    DutySettled => "duty_settled",
    DutyTakenBack => "duty_taken_back",
    AnswerTakenBack => "answer_taken_back",
    YesReconfirmed => "yes_reconfirmed",
    CaseNoted => "case_noted",
    CaseTakenBack => "case_taken_back",
    CaseStepSettled => "case_step_settled",
    CaseStepTakenBack => "case_step_taken_back",
    CaseApproved => "case_approved",
    ApprovalTakenBack => "approval_taken_back",
    NoValidConsent => "no_valid_consent",
}

fn stored() -> Vec<Entry> {
    STORED
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in {line}")))
        .collect()
}

#[test]
fn an_entry_of_every_kind_is_read_and_written_byte_for_byte() {
    let mut seen = BTreeSet::new();
    for (line, entry) in STORED.lines().zip(stored()) {
        assert_eq!(serde_json::to_string(&entry).unwrap(), line);
        assert_eq!(entry.fact.kind(), kind_of(&entry.fact));
        seen.insert(kind_of(&entry.fact));
    }
    assert_eq!(seen, KINDS.iter().copied().collect());
}

#[test]
fn a_stored_timeline_folds_into_the_call_it_tells() {
    let call = Call::fold(stored()).unwrap();
    assert_eq!(call.client.card.name, "Ada Lovelace");
    assert_eq!(call.matter.as_ref().unwrap().title, "Lovelace v. Babbage");
    assert!(call.finished.is_some());
    assert_eq!(call.recording.takes.len(), 2);
    assert_eq!(call.recording.segments.len(), 1);
    assert_eq!(call.notebook.notes.len(), 6);
    assert_eq!(call.addenda.len(), 1);
    assert_eq!(call.interruptions.len(), 1);
}

#[test]
fn folding_is_the_same_all_at_once_and_entry_by_entry() {
    let entries = stored();
    let mut grown = Call::fold([entries[0].clone()]).unwrap();
    for end in 1..=entries.len() {
        if end > 1 {
            grown.append(entries[end - 1].clone()).unwrap();
        }
        let at_once = Call::fold(entries[..end].to_vec()).unwrap();
        assert_eq!(format!("{at_once:?}"), format!("{grown:?}"), "after {end} entries");
    }
    assert_eq!(grown.entries(), entries);
}

#[test]
fn an_empty_timeline_or_one_that_does_not_begin_with_an_opening_is_no_call() {
    assert_eq!(Call::fold([]).unwrap_err(), FoldError::Empty);
    let second = Entry { seq: Seq::FIRST, ..stored()[1].clone() };
    assert_eq!(Call::fold([second]).unwrap_err(), FoldError::NotOpened);
}

#[test]
fn a_missing_doubled_or_moved_entry_is_found() {
    let entries = stored();
    let missing: Vec<_> = entries.iter().filter(|entry| entry.seq != Seq(4)).cloned().collect();
    let doubled: Vec<_> = entries[..4].iter().chain(&entries[3..]).cloned().collect();
    let mut moved = entries.clone();
    moved.swap(4, 5);
    let out_of_order = |expected, found| FoldError::OutOfOrder { expected: Seq(expected), found: Seq(found) };
    assert_eq!(Call::fold(missing).unwrap_err(), out_of_order(4, 5));
    assert_eq!(Call::fold(doubled).unwrap_err(), out_of_order(5, 4));
    assert_eq!(Call::fold(moved).unwrap_err(), out_of_order(5, 6));
    assert_eq!(Call::fold(entries[1..].to_vec()).unwrap_err(), out_of_order(1, 2));
}

#[test]
fn an_entry_that_does_not_fit_changes_nothing() {
    let mut desk = Desk::open();
    let entry = desk.attempt(Step::Note(NoteStep::Mark)).unwrap();
    let before = format!("{:?}", desk.call);
    assert!(desk.call.append(entry).is_err());
    assert_eq!(format!("{:?}", desk.call), before);
}

#[test]
fn an_unknown_kind_is_not_taken_for_another() {
    let line = STORED.lines().nth(1).unwrap();
    let kind = stored()[1].fact.kind();
    let unknown = line.replace(&format!("\"kind\":\"{kind}\""), "\"kind\":\"from_the_future\"");
    assert_ne!(line, unknown);
    assert!(serde_json::from_str::<Entry>(&unknown).is_err());
}

#[test]
fn a_link_hashes_label_call_previous_and_body_a_line_each() {
    // printf 'rapport-entry-1\na\n%064d\n{}\n' 0 | sha256sum
    let expected = "6023ace8b678590371c6f7d564fd39ec0a25e0ae8f4738912d05ae2e144561b7";
    assert_eq!(link(&CallId::new("a"), &Hash::none(), "{}").as_str(), expected);
}

#[test]
fn a_link_changes_with_any_byte() {
    let call = opening().call;
    let body = STORED.lines().nth(2).unwrap();
    let previous = Hash::of(b"before");
    let head = link(&call, &previous, body);
    let mut links = BTreeSet::from([head.to_string()]);
    for at in 0..body.len() {
        let mut changed = body.as_bytes().to_vec();
        changed[at] ^= 1;
        links.insert(link(&call, &previous, &String::from_utf8(changed).unwrap()).to_string());
    }
    for at in 0..64 {
        let mut changed = previous.as_str().as_bytes().to_vec();
        changed[at] ^= 1;
        links.insert(link(&call, &Hash::from_hex(String::from_utf8(changed).unwrap()), body).to_string());
    }
    links.insert(link(&CallId::new("another"), &previous, body).to_string());
    assert_eq!(links.len(), 1 + body.len() + 64 + 1);
}

#[test]
fn a_hash_is_told_in_lower_case_hex() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Hash::of(b"").as_str(), empty);
    assert_eq!(Hash::from_hex(empty), Hash::of(b""));
    assert_eq!(Hash::none().as_str().len(), 64);
}
