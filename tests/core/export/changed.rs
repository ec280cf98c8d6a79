//! What changed after a yes, after a take and after the end: none of it is glossed over.

use super::certificate::{check_says, seen};
use super::desk::{self, Desk};
use super::{asked, bytes, calls, squeezed, words};
use rapport::domain::call::Call;
use rapport::domain::consent::{HowMet, Ruling};
use rapport::domain::custody::Deletion;
use rapport::domain::decide::{ConsentStep, CourseStep, CustodyStep, RecordingStep, Step, decide};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::PersonId;
use rapport::domain::people::{ClientCard, PersonRole};
use rapport::domain::recording::StopReason;
use rapport::export::Format;
use serde_json::Value;

/// A client and a relative who both said yes, in a first take that runs.
fn both_recorded() -> Desk {
    let mut desk = Desk::open(calls::opening("Ana Bell"), "America/Chicago");
    desk.join("p1", "Ana Bell", PersonRole::Client);
    desk.join("p2", "Bo Bell", PersonRole::Relative);
    agree(&mut desk, &["p1", "p2"]);
    desk.start(1, 0);
    desk
}

fn agree(desk: &mut Desk, who: &[&str]) {
    desk.consent(ConsentStep::Explain);
    for id in who {
        desk.answer(id, ConsentAnswer::Yes);
    }
}

fn page(call: &Call) -> String {
    squeezed(&seen(call, Format::Text))
}

fn note(call: &Call) -> Value {
    serde_json::from_slice(&bytes(call, Format::Json)).unwrap()
}

/// Takes a step on a call that is over.
fn afterwards(call: &mut Call, at: &str, step: CustodyStep) {
    let entry = decide(call, Step::Custody(step), &desk::now_at(at)).unwrap();
    call.append(entry).unwrap();
}

#[test]
fn a_no_after_a_yes_stands_in_the_consent_line_and_among_what_changed() {
    let mut desk = both_recorded();
    desk.answer("p2", ConsentAnswer::No);
    desk.stop(1, 60, StopReason::ConsentEnded);
    check_says(
        &page(&desk.call),
        &[
            "had said yes. Later Bo Bell (family or friend) said no; take 1 had been made or begun with their yes.",
            "Bo Bell no longer said yes: no",
            "Take 1: locked from playback and export since Nov 24, 2026",
        ],
    );
    assert_eq!(note(&desk.call)["consent"]["objections"][0]["takes"], serde_json::json!([1]));
    let mut desk = both_recorded();
    desk.answer("p1", ConsentAnswer::NotSure);
    check_says(&page(&desk.call), &["Later Ana Bell (client) was not sure, which counts as no; take 1 had"]);
}

#[test]
fn a_tick_that_was_taken_back_is_told_as_that_and_not_as_a_no() {
    let mut desk = both_recorded();
    desk.consent(ConsentStep::TakeAnswerBack { person: PersonId::new("p2") });
    desk.stop(1, 60, StopReason::ConsentEnded);
    let text = page(&desk.call);
    check_says(
        &text,
        &[
            "Later the tick for the yes of Bo Bell (family or friend) was taken back; take 1 had been made",
            "Said: yes, spoken, language en; tick taken back Nov 24, 2026",
            "The tick for the yes of Bo Bell was taken back; Bo Bell was to be asked again",
        ],
    );
    assert!(!text.contains("not sure") && !text.contains("said no"), "{text}");
    check_says(&squeezed(&words(&desk.call, Format::Text)), &["yes; tick taken back Nov 24, 2026"]);
}

#[test]
fn where_nothing_was_recorded_a_tick_taken_back_is_no_permission() {
    let mut desk = Desk::open(calls::opening("Ana Bell"), "America/Chicago");
    desk.join("p1", "Ana Bell", PersonRole::Client);
    agree(&mut desk, &["p1"]);
    desk.consent(ConsentStep::TakeAnswerBack { person: PersonId::new("p1") });
    check_says(
        &page(&desk.call),
        &["Ana Bell (client) has no yes noted that stands: the tick for it was taken back."],
    );
}

/// A rule with something to be said on the recording and something to be ticked.
fn rule_of_both_kinds() -> Ruling {
    let mut ruling = asked::ruling();
    ruling.duties[0].how = HowMet::SaidOnRecording;
    ruling
}

fn settle(desk: &mut Desk, duty: &str) {
    let (duty, words) = (duty.to_owned(), "its words".to_owned());
    desk.consent(ConsentStep::SettleDuty { duty, words });
}

#[test]
fn what_was_said_for_one_take_is_not_claimed_for_another() {
    let mut desk = Desk::open(calls::opening("Ana Bell"), "America/Chicago");
    desk.join("p1", "Ana Bell", PersonRole::Client);
    desk.consent(ConsentStep::ApplyRuling(Box::new(rule_of_both_kinds())));
    agree(&mut desk, &["p1"]);
    settle(&mut desk, "use_in_court");
    desk.start(1, 0);
    settle(&mut desk, "recording_now");
    desk.stop(1, 60, StopReason::ByHand);
    let of_both = |desk: &Desk| page(&desk.call);
    check_says(
        &of_both(&desk),
        &[
            "This call is being recorded now. (said or ticked Nov 24, 2026, 10:15:40 AM CST, recording 0:00:06, take 1) It",
        ],
    );
    desk.join("p2", "Bo Bell", PersonRole::Relative);
    check_says(
        &of_both(&desk),
        &["including in court. (said or ticked Nov 24, 2026, 10:15:32 AM CST; open again since)"],
    );
    agree(&mut desk, &["p2"]);
    desk.start(2, 60_000);
    desk.stop(2, 60, StopReason::ByHand);
    desk.course(CourseStep::Finish);
    check_says(
        &of_both(&desk),
        &["recording 0:00:06, take 1; not said on take 2)", "10:15:32 AM CST; open during take 2)"],
    );
    let held = &note(&desk.call)["consent"]["ruling"]["held"];
    assert_eq!(held[0]["not_on_takes"], serde_json::json!([2]));
}

#[test]
fn a_take_that_never_began_is_no_take_before_which_anybody_was_asked() {
    let mut desk = both_recorded();
    desk.stop(1, 60, StopReason::ByHand);
    desk.after(1, Step::Recording(RecordingStep::Request));
    let what = "no microphone was found".to_owned();
    desk.after(1, Step::Recording(RecordingStep::Failed { take: 2, what }));
    check_says(&page(&desk.call), &["This call was recorded. Before recording began, each person"]);
    assert_eq!(note(&desk.call)["consent"]["takes"].as_array().unwrap().len(), 1);
}

#[test]
fn audio_that_was_deleted_is_told_beside_its_hash_and_what_could_not_be_deleted_is_not_told_as_deleted() {
    check_says(
        &page(&calls::decided()),
        &["Take 1: deleted Nov 24, 2026", "mic-0001.wav (deleted on Nov 24, 2026", &calls::deleted_hash()],
    );
    let mut desk = both_recorded();
    desk.stop(1, 60, StopReason::ByHand);
    desk.file(1, "mic-0001.wav", (0, 60 * u64::from(desk::RATE)));
    desk.course(CourseStep::Finish);
    let mut call = desk.call;
    let (takes, decided_by, reason) = (vec![1], "Ruth Okafor".to_owned(), "as agreed".to_owned());
    let elsewhere = rapport::domain::custody::HoldsElsewhere::Read(vec![]);
    afterwards(
        &mut call,
        "2026-11-25T15:00:00Z",
        CustodyStep::Delete { takes, decided_by, reason, elsewhere },
    );
    let left = vec!["mic-0001.wav (in use)".to_owned()];
    let deletion = Deletion { left, ..Deletion::default() };
    afterwards(&mut call, "2026-11-25T15:01:00Z", CustodyStep::NoteDeletion { takes: vec![1], deletion });
    let text = squeezed(&words(&call, Format::Text));
    check_says(&text, &["Audio of take 1 could not be deleted: mic-0001.wav (in use)"]);
    assert!(!text.contains("0 files"), "{text}");
    check_says(&page(&call), &["Take 1: to be deleted, decided Nov 25, 2026, 9:00:00 AM CST; not done yet"]);
}

#[test]
fn the_page_and_the_certificate_call_the_client_the_same() {
    let card = |name: &str| Box::new(ClientCard { name: name.to_owned(), ..ClientCard::default() });
    let client = |call: &Call| {
        let told = note(call)["people"].as_array().unwrap().last().unwrap()["name"].clone();
        let asked = call.consent().people()[0].person.name.clone();
        assert_eq!(told, asked);
        asked
    };
    let mut desk = Desk::open(calls::opening("Ana Bell"), "America/Chicago");
    desk.join("p1", "Ana Bell", PersonRole::Client);
    agree(&mut desk, &["p1"]);
    desk.consent(ConsentStep::Withdraw { person: None });
    desk.course(CourseStep::UpdateCard(card("Ana Bell-Reyes")));
    assert_eq!(client(&desk.call), "Ana Bell", "an answer was given under that name");
    desk.consent(ConsentStep::Leave(PersonId::new("p1")));
    desk.join("p1", "Ana Bell", PersonRole::Client);
    desk.course(CourseStep::UpdateCard(card("Ana Reyes")));
    assert_eq!(client(&desk.call), "Ana Reyes", "she came back, and is asked under the name she now bears");
}

#[test]
fn what_follows_the_end_says_nothing_of_how_long_the_call_was() {
    let mut call = calls::decided();
    let newest = note(&call)["call"]["last_entry"].clone();
    let reason = "suit expected".to_owned();
    let hold = CustodyStep::PlaceHold { reason, ordered_by: String::new() };
    afterwards(&mut call, "2026-12-01T15:00:00Z", hold);
    assert_eq!(note(&call)["call"]["last_entry"], newest);
    assert_eq!(newest, note(&call)["call"]["ended"]);
}

#[test]
fn the_length_says_that_time_the_call_was_put_away_is_taken_out() {
    let mut desk = Desk::open(calls::opening("Ana Bell"), "America/Chicago");
    desk.note(rapport::domain::notes::NoteKind::Plain, "hello");
    desk.set_clock("2026-11-24T18:00:00Z");
    desk.course(CourseStep::Resume);
    desk.note(rapport::domain::notes::NoteKind::Plain, "hello again");
    check_says(
        &squeezed(&words(&desk.call, Format::Text)),
        &["Length: 40 s up to the newest entry, time it was put away not counted"],
    );
}
