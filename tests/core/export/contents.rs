//! What a call note says, in whichever format.

use super::desk::Desk;
use super::{FORMATS, bytes, calls, read, squeezed, told, words};
use rapport::domain::call::Call;
use rapport::domain::decide::{CourseStep, RecordingStep, Step};
use rapport::domain::entry::Entry;
use rapport::domain::fact::Fact;
use rapport::domain::recording::{GapReason, StopReason};
use rapport::domain::talk::{CutIn, Stretch, TalkCount};
use rapport::domain::track::Track;
use rapport::export::{Format, call_note};

fn check_says(call: &Call, sentences: &[&str]) {
    let text = squeezed(&words(call, Format::Text));
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} is missing from:\n{}", words(call, Format::Text));
    }
}

#[test]
fn all_four_formats_say_every_answer_note_promise_hash_and_the_head() {
    for call in [calls::full(), calls::refused(), calls::quick_capture(), calls::empty()] {
        for format in FORMATS {
            let text = squeezed(&read(&call, format));
            for words in told(&call) {
                assert!(text.contains(&squeezed(&words)), "{format:?} does not say {words:?}");
            }
        }
    }
}

#[test]
fn the_fixture_holds_every_kind_of_fact() {
    let kinds: std::collections::BTreeSet<String> =
        calls::full().entries().iter().map(|entry| entry.fact.kind()).collect();
    // Every kind but `stage_skipped`, which the quick capture has.
    assert_eq!(kinds.len(), 39, "{kinds:?}");
}

#[test]
fn who_spoke_how_much_is_told_where_it_was_counted_and_nowhere_else() {
    for format in FORMATS {
        assert!(!read(&calls::decided(), format).to_lowercase().contains("talk"), "{format:?}");
    }
    let mut call = calls::decided();
    let last = call.entries().last().unwrap().clone();
    let talk = TalkCount {
        heard_ms: 1_800_000,
        this_side_ms: 600_000,
        far_end_ms: 901_000,
        both_ms: 12_000,
        longest_without_far_end: Some(Stretch { at_ms: 305_000, lasted_ms: 94_000 }),
        interruptions: vec![
            CutIn { at_ms: 61_000, by: Track::Mic },
            CutIn { at_ms: 63_000, by: Track::Mic },
            CutIn { at_ms: 700_000, by: Track::Far },
        ],
    };
    call.append(Entry { seq: last.seq.next(), fact: Fact::TalkCounted { talk }, ..last }).unwrap();
    check_says(
        &call,
        &[
            "Talk share",
            "40 % of what was said, 10 min 0 s",
            "60 % of what was said, 15 min 1 s",
            "1 min 34 s, from 0:05:05",
            "3: 2 by this side, 1 by the far end",
            "from the two tracks of 30 min 0 s of recording",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&words(&call, Format::Json)).unwrap();
    assert_eq!(json["recording"]["talk"]["far_end_ms"], 901_000);
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    for format in FORMATS {
        assert!(bytes(&calls::full(), format) == bytes(&calls::full(), format), "{format:?}");
    }
}

#[test]
fn no_format_claims_what_is_not_for_the_program_to_claim() {
    for call in [calls::full(), calls::refused(), calls::quick_capture(), calls::empty()] {
        for format in FORMATS {
            let text = read(&call, format).to_lowercase().replace("paralegal", "");
            for word in ["legal", "complian", "privileged", "tamper"] {
                assert!(!text.contains(word), "{format:?} says {word}");
            }
        }
    }
}

#[test]
fn both_sides_and_what_became_of_the_recording_are_told() {
    check_says(
        &calls::decided(),
        &[
            "1 take; recorded time 0:00:20; deleted since: take 1",
            "this side: Headset (pulse:Headset), 48000 Hz, 16 bits; far end: Loudspeaker (pulse:Loudspeaker), 44100 Hz",
            "Take 1, this side: from Headset to Webcam (pulse:Webcam), 48000 Hz, 16 bits",
            "1, far end",
            "paused: card or account number",
            "The computer slept for 9 min 0 s",
            "Matter put on hold, ordered by Jo Marsh: suit expected",
            "Hold on the matter lifted, ordered by Jo Marsh: settled",
            "Take 1 locked from playback and export until the supervising attorney decides: asked to",
            "Take 1 released by Jo Marsh",
            "Deletion of take 1 decided by Jo Marsh: the client asked for it in writing",
            "Audio of take 1 deleted: 1 file",
            &calls::deleted_hash(),
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&words(&calls::decided(), Format::Json)).unwrap();
    let recording = &json["recording"];
    assert_eq!(recording["takes"][0]["standing"], "deleted");
    assert_eq!(recording["device_changes"][0]["to"]["device_name"], "Webcam");
    assert_eq!(recording["sleeps"][0]["seconds"], 540);
    assert_eq!(recording["gaps"][0]["track"], "far");
    assert_eq!(recording["gaps"][0]["position"]["elapsed_ms"], 10_000, "in the far end's own rate");
    let kinds: Vec<&str> = recording["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|decision| decision["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "hold_placed",
            "hold_lifted",
            "audio_restricted",
            "audio_released",
            "deletion_decided",
            "audio_deleted"
        ]
    );
}

#[test]
fn a_recorded_call_says_who_was_asked_and_what_each_said() {
    check_says(
        &calls::full(),
        &[
            "Before each take began, each person on the line had been asked for permission to record and had said yes.",
            "Consent was withdrawn in the course of the call.",
            "Said: not sure, which counts as no",
            "Script: injury-intake.en, version 1.4",
            "recording 0:04:08] Consent was withdrawn by Tomás Reyes",
            "Left the line: Tomás Reyes",
        ],
    );
}

#[test]
fn a_refused_call_says_plainly_that_nothing_was_recorded_and_why() {
    check_says(
        &calls::refused(),
        &[
            "Nothing was recorded: asked for permission to record, Bo Lind (client) said no; Maja (interpreter) was not \
             sure, which counts as no.",
            "Status: finished, no ends left open",
        ],
    );
}

#[test]
fn a_call_in_which_nobody_was_asked_says_so() {
    check_says(
        &calls::quick_capture(),
        &[
            "Nothing was recorded: nobody was asked for permission to record (the consent stage was left out: only a name \
             and number).",
            "This call is not finished.",
            "Matter: not attached to a matter",
            "What: left out: caller was in a hurry",
        ],
    );
    check_says(
        &calls::empty(),
        &["Nothing was recorded: nobody was asked for permission to record.", "Promises and requests None"],
    );
}

#[test]
fn permission_that_was_not_used_is_told_apart_from_a_refusal() {
    let mut desk = Desk::open(calls::opening("Ana"), "America/Chicago");
    desk.join("p1", "Ana", rapport::domain::people::PersonRole::Client);
    desk.consent(rapport::domain::decide::ConsentStep::Explain);
    check_says(&desk.call, &["Nothing was recorded: the question was read, and no answer was noted."]);
    desk.answer("p1", rapport::domain::fact::ConsentAnswer::Yes);
    check_says(&desk.call, &["Nothing was recorded: permission was given, and no take was begun."]);
    let what = "no microphone was found".to_owned();
    desk.after(1, Step::Recording(RecordingStep::Failed { take: 1, what }));
    check_says(&desk.call, &["a take could not begin (no microphone was found)."]);
}

#[test]
fn a_take_without_a_yes_of_everyone_is_not_glossed_over() {
    let mut desk = Desk::open(calls::opening("Ana"), "America/Chicago");
    desk.join("p1", "Ana", rapport::domain::people::PersonRole::Client);
    desk.start_unasked(1, 0);
    desk.stop(1, 10, StopReason::ByHand);
    check_says(
        &desk.call,
        &[
            "This call was recorded. The record does not show a yes of each person on the line before take 1 began.",
        ],
    );
}

#[test]
fn a_call_that_was_interrupted_says_when() {
    let mut desk = Desk::open(calls::opening("Ana"), "America/Chicago");
    desk.note(rapport::domain::notes::NoteKind::Plain, "hello");
    desk.set_clock("2026-11-24T18:00:00Z");
    let last_sign = "2026-11-24T16:15:22Z".parse().unwrap();
    desk.course(CourseStep::NoteInterruption { last_sign });
    check_says(
        &desk.call,
        &[
            "This call is not finished: it was interrupted.",
            "Interrupted: last sign of life Nov 24, 2026, 10:15:22 AM CST; found Nov 24, 2026, 12:00:05 PM CST",
            "Length: 20 s up to the newest entry",
        ],
    );
}

#[test]
fn times_are_told_in_the_zone_of_each_entry() {
    check_says(
        &calls::full(),
        &[
            "Start: Nov 24, 2026, 10:15:02 AM CST",
            "End: Nov 24, 2026, 12:06:14 PM EST",
            "By: Wed, Nov 25, 2026, 5:00 PM EST",
            "Length: 12 min 14 s, interruptions not counted and changes of the clock taken out",
        ],
    );
}

#[test]
fn an_unknown_zone_is_told_in_utc_and_said_to_be() {
    let call = Desk::open(calls::opening("Ana"), "Mars/Olympus").call;
    check_says(
        &call,
        &[
            "Start: Nov 24, 2026, 4:15:02 PM UTC",
            "“Mars/Olympus” (not known here: its times are told in UTC)",
        ],
    );
    assert!(words(&call, Format::Json).contains(r#""time": "2026-11-24T16:15:02Z""#));
}

#[test]
fn a_pause_that_nobody_ended_is_not_missing_from_the_gaps() {
    let mut desk = Desk::open(calls::opening("Ana"), "America/Chicago");
    desk.join("p1", "Ana", rapport::domain::people::PersonRole::Client);
    desk.consent(rapport::domain::decide::ConsentStep::Explain);
    desk.answer("p1", rapport::domain::fact::ConsentAnswer::Yes);
    desk.start(1, 0);
    let paused =
        |take, reason: &str| Step::Recording(RecordingStep::Paused { take, reason: reason.to_owned() });
    desk.after(60, paused(1, "card number"));
    check_says(&desk.call, &["Lasted: no end noted Why: paused: card number"]);
    desk.stop(1, 60, StopReason::ByHand);
    check_says(&desk.call, &["• 1 At: 0:01:00", "Lasted: 1 s Why: paused: card number"]);
}

#[test]
fn a_pause_that_the_recorder_noted_is_told_once() {
    let call = calls::full();
    let paused = |reason: &GapReason| matches!(reason, GapReason::Paused { .. });
    assert_eq!(call.recording.gaps.iter().filter(|gap| paused(&gap.reason)).count(), 1);
    assert_eq!(words(&call, Format::Text).matches("paused: account number read out").count(), 1);
}

#[test]
fn what_the_timeline_says_of_the_notes_is_what_the_call_note_says() {
    let call = calls::full();
    let json: serde_json::Value = serde_json::from_slice(&bytes(&call, Format::Json)).unwrap();
    for (note, told) in call.notebook.notes.iter().zip(json["notes"].as_array().unwrap()) {
        assert_eq!(told["id"], note.seq.0);
        assert_eq!(told["text"], *note.text);
        assert_eq!(told["earlier"].as_array().unwrap().is_empty(), !note.corrected);
        assert_eq!(told["struck"].is_null(), note.struck.is_none());
        assert_eq!(told["settled"].is_null(), note.settled.is_none());
        assert_eq!(told["due"]["owner"].as_str(), note.due.as_ref().map(|due| due.owner.as_str()));
    }
}

#[test]
fn the_head_on_the_page_is_the_head_that_was_given() {
    let head = rapport::domain::chain::Hash::of(b"somewhere else");
    let text = call_note(&calls::full(), &head, Format::Text).unwrap();
    assert!(String::from_utf8(text).unwrap().contains(head.as_str()));
}
