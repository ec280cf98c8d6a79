//! What becomes of the recording, on the page of a finished call and after a withdrawal; the reason of a pause.

use crate::support::Desk;
use eframe::egui::{Key, Role};
use rapport::domain::custody::Standing;
use rapport::domain::recording::RecordingState;

fn recording() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk
}

fn state(desk: &Desk) -> RecordingState {
    desk.window().state().call.as_ref().unwrap().call.recording.state()
}

fn standing(desk: &Desk) -> Standing {
    desk.window().state().call.as_ref().unwrap().call.custody.of(1).cloned().unwrap()
}

#[test]
fn after_a_withdrawal_the_recording_is_locked_and_the_attorney_releases_it_by_name() {
    let mut desk = recording();
    desk.button("Withdraw consent");
    desk.wait_until("it has stopped", |desk| state(desk) == RecordingState::Idle);
    desk.wait_to_read("Locked by the office’s rule since");
    assert!(!standing(&desk).may_be_heard());
    desk.button("Release…");
    desk.wait_for(Role::TextInput, "Supervising attorney who releases it");
    assert!(desk.is_disabled("Release the recording"));
    desk.write(Role::TextInput, "Supervising attorney who releases it", "Jane Roe");
    desk.button("Release the recording");
    desk.wait_to_read("Released by Jane Roe");
    assert!(standing(&desk).may_be_heard());
}

#[test]
fn a_recording_is_deleted_with_a_reason_and_a_name_and_its_hash_stays_on_the_page() {
    let mut desk = recording();
    desk.button("Withdraw consent");
    desk.wait_until("it has stopped", |desk| state(desk) == RecordingState::Idle);
    desk.wait_for(Role::Button, "Delete…");
    desk.button("Delete…");
    desk.wait_for(Role::TextInput, "Reason for this decision");
    desk.write(Role::TextInput, "Reason for this decision", "Ms. Bell asked for it");
    assert!(desk.is_disabled("Delete the recording"));
    desk.write(Role::TextInput, "Who decided this", "Jane Roe");
    desk.button("Delete the recording");
    desk.wait_until("it is gone", |desk| matches!(standing(desk), Standing::Deleted { .. }));
    desk.wait_to_read("decided by Jane Roe: Ms. Bell asked for it");
    assert!(desk.reads("mic-0001.wav, SHA-256 "));
    let call = desk.window().state().call.as_ref().unwrap().call.id().clone();
    let audio = desk.window().state().data_folder.join("calls").join(call.as_str()).join("audio");
    assert!(!audio.join("mic-0001.wav").exists());
}

#[test]
fn nothing_can_be_deleted_while_the_matter_is_on_hold() {
    let mut desk = recording();
    desk.button("Withdraw consent");
    desk.wait_until("it has stopped", |desk| state(desk) == RecordingState::Idle);
    desk.wait_for(Role::Button, "Put the matter on hold…");
    desk.button("Put the matter on hold…");
    desk.wait_for(Role::TextInput, "Reason for this decision");
    desk.write(Role::TextInput, "Reason for this decision", "A suit is expected");
    desk.button("Place the hold");
    desk.wait_to_read("A suit is expected");
    assert!(desk.is_disabled("Delete…"));
}

#[test]
fn a_pause_gets_its_reason_by_one_press_and_what_is_typed_stays() {
    let mut desk = recording();
    desk.write(Role::MultilineTextInput, "Note", "half a sen");
    desk.key(Key::F9);
    desk.wait_until("it is paused", |desk| state(desk) == RecordingState::Paused);
    assert_eq!(desk.focused().as_deref(), Some("Note"), "the question takes no keyboard");
    desk.button("card or account number");
    desk.wait_until("the question is answered", |desk| !desk.has(Role::Button, "asked to pause"));
    desk.key(Key::F9);
    desk.wait_until("it goes on", |desk| state(desk) == RecordingState::Running);
    let log = &desk.window().state().call.as_ref().unwrap().call.recording;
    let reason = format!("{:?}", log.gaps[0].reason);
    assert!(reason.contains("card or account number"), "{reason}");
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "half a sen");
}

#[test]
fn the_reason_of_a_pause_can_wait_be_given_in_own_words_or_be_left_out() {
    let mut desk = recording();
    for pause in 1..=2 {
        desk.button("Pause recording");
        desk.wait_until("it is paused", |desk| state(desk) == RecordingState::Paused);
        desk.button("Resume recording");
        desk.wait_until("it goes on", |desk| state(desk) == RecordingState::Running);
        if pause == 1 {
            desk.wait_for(Role::Button, "Another reason…");
            desk.button("Another reason…");
            desk.wait_for(Role::TextInput, "Reason for the pause");
            desk.write(Role::TextInput, "Reason for the pause", "her sister came in");
            desk.key(Key::Enter);
        } else {
            desk.wait_for(Role::Button, "Leave without");
            desk.button("Leave without");
        }
        desk.wait_until("the question is gone", |desk| !desk.has(Role::Button, "asked to pause"));
    }
    let log = &desk.window().state().call.as_ref().unwrap().call.recording;
    let reasons: Vec<String> = log.gaps.iter().map(|gap| format!("{:?}", gap.reason)).collect();
    assert!(reasons[0].contains("her sister came in") && !reasons[1].contains("sister"), "{reasons:?}");
}
