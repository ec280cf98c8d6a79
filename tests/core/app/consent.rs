//! The way from a yes to a take, and the way after a no.

use super::office::{Office, opens_a_microphone, starts, stops};
use rapport::app::Effect;
use rapport::app::action::{CallAction, ClosingAction, RecorderAction};
use rapport::app::effect::RecorderOrder;
use rapport::domain::consent::ConsentGap;
use rapport::domain::decide::ConsentStep;
use rapport::domain::fact::ConsentAnswer::{No, NotSure, Yes};
use rapport::domain::ids::PersonId;
use rapport::domain::notes::NoteKind;
use rapport::domain::recording::{RecordingState, StopReason};
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;

fn asking() -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.go(Stage::Consent);
    office.save();
    office
}

#[track_caller]
fn check_start_is_refused(office: &mut Office, gaps: &[ConsentGap]) {
    let before = office.call().next_seq();
    let effects = office.recorder(RecorderAction::Start);
    assert!(!opens_a_microphone(&effects), "{effects:?}");
    assert_eq!(office.state.refused, Some(Refusal::NoConsent(gaps.to_vec())));
    assert_eq!(office.call().next_seq(), before, "a start that was refused is no entry");
}

fn ada() -> String {
    "Ada Lovelace".to_owned()
}

#[test]
fn start_waits_for_the_words_the_answer_and_the_disk_in_that_order() {
    let mut office = asking();
    let not_asked = ConsentGap::NotAsked { name: ada() };
    check_start_is_refused(&mut office, &[ConsentGap::NotExplained, not_asked.clone()]);
    office.consent(ConsentStep::Explain);
    check_start_is_refused(&mut office, &[not_asked]);
    office.answer("p1", Yes);
    check_start_is_refused(&mut office, &[ConsentGap::NotSavedYet]);
    office.save();
    assert!(starts(&office.recorder(RecorderAction::Start)));
}

#[test]
fn the_order_to_start_carries_the_permit_the_take_and_the_chosen_microphone() {
    let mut office = asking();
    office.state.settings.microphone = Some("usb".to_owned());
    office.agree();
    let effects = office.recorder(RecorderAction::Start);
    let Some(Effect::Recorder(RecorderOrder::Start { permit, take, before_ms, device, .. })) =
        effects.into_iter().find(|effect| matches!(effect, Effect::Recorder(RecorderOrder::Start { .. })))
    else {
        panic!("no start");
    };
    assert!(permit.is_current());
    assert_eq!(permit.call(), office.call().id());
    assert_eq!((take, before_ms, device.as_deref()), (1, 0, Some("usb")));
    assert_eq!(office.recording(), RecordingState::Starting);
    office.answer("p1", No);
    assert!(!permit.is_current(), "the gate is closed before anyone is told to stop");
}

#[test]
fn one_press_is_one_take() {
    let mut office = asking();
    office.agree();
    assert!(starts(&office.recorder(RecorderAction::Start)));
    assert!(!starts(&office.recorder(RecorderAction::Start)));
    assert_eq!(office.state.refused, Some(Refusal::StillRecording));
}

#[test]
fn after_a_no_no_microphone_is_opened_for_the_rest_of_the_call_and_the_notes_go_on() {
    for answer in [No, NotSure] {
        let mut office = asking();
        office.consent(ConsentStep::Explain);
        let mut effects = office.answer("p1", answer);
        effects.extend(office.save());
        effects.extend(office.recorder(RecorderAction::Start));
        // Going back to the start of the call is no way round a no.
        for stage in Stage::ALL {
            effects.extend(office.go(stage));
        }
        office.write_note(NoteKind::Concern, "would rather not be taped");
        effects.extend(office.closing(ClosingAction::Finish));
        assert!(!opens_a_microphone(&effects), "{answer:?}: {effects:?}");
        assert!(effects.iter().any(|effect| matches!(effect, Effect::FileNotes(_))));
        assert_eq!(office.call().recording.takes, []);
    }
}

#[test]
fn whoever_said_no_may_change_their_mind() {
    let mut office = asking();
    office.consent(ConsentStep::Explain);
    office.answer("p1", No);
    office.answer("p1", Yes);
    office.save();
    assert!(starts(&office.recorder(RecorderAction::Start)));
}

/// What ends consent ends the take in the same breath, and nothing that was written suffers.
fn check_ends_the_take(end: impl FnOnce(&mut Office) -> Vec<Effect>) {
    let mut office = Office::recorded("Ada Lovelace");
    office.drafts.note.text = "half a sen".to_owned();
    let effects = end(&mut office);
    assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
    assert!(!opens_a_microphone(&effects));
    assert_eq!(office.drafts.note.text, "half a sen");
    let effects = office.end_take(StopReason::ConsentEnded);
    assert!(!opens_a_microphone(&effects));
    assert_eq!(office.recording(), RecordingState::Idle);
    assert_eq!(office.call().recording.segments.len(), 1, "what was recorded with consent stays");
    assert_eq!(office.state.troubles, [], "the end of consent is no fault");
    office.save();
    office.recorder(RecorderAction::Start);
    assert!(matches!(office.state.refused, Some(Refusal::NoConsent(_))));
}

#[test]
fn a_withdrawal_ends_the_take() {
    check_ends_the_take(|office| office.consent(ConsentStep::Withdraw { person: None }));
}

#[test]
fn a_no_on_second_thoughts_ends_the_take() {
    check_ends_the_take(|office| office.answer("p1", No));
    check_ends_the_take(|office| office.answer("p1", NotSure));
}

#[test]
fn someone_who_joins_ends_the_take_until_they_have_answered() {
    check_ends_the_take(|office| {
        office.drafts.person = "Luz Vega".to_owned();
        office.do_in_call(CallAction::AddPerson)
    });
}

#[test]
fn a_line_with_nobody_left_on_it_ends_the_take() {
    check_ends_the_take(|office| office.consent(ConsentStep::Leave(PersonId::new("p1"))));
}

#[test]
fn consent_that_ends_between_the_press_and_the_first_sample_ends_the_take_too() {
    let mut office = asking();
    office.agree();
    office.recorder(RecorderAction::Start);
    assert_eq!(office.recording(), RecordingState::Starting);
    let effects = office.consent(ConsentStep::Withdraw { person: None });
    assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
}

#[test]
fn with_everyones_yes_again_a_second_take_follows_the_first() {
    let mut office = Office::recorded("Ada Lovelace");
    office.consent(ConsentStep::Withdraw { person: None });
    office.end_take(StopReason::ConsentEnded);
    office.agree();
    let effects = office.recorder(RecorderAction::Start);
    let second = |effect: &Effect| {
        matches!(effect, Effect::Recorder(RecorderOrder::Start { take: 2, before_ms: 2_000, .. }))
    };
    assert!(effects.iter().any(second), "{effects:?}");
}
