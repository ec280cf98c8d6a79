//! The recorder's strip: always in sight during a call.

use crate::support::Desk;
use eframe::egui::{Key, Role};
use rapport::domain::recording::{RecordingState, StopReason};

fn ready() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk
}

fn recording() -> Desk {
    let mut desk = ready();
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk
}

fn status(desk: &Desk) -> String {
    desk.description(Role::Label, "Recording status")
}

fn state(desk: &Desk) -> RecordingState {
    desk.window().state().call.as_ref().unwrap().call.recording.state()
}

#[test]
fn a_take_is_started_paused_resumed_and_stopped_by_name() {
    let mut desk = ready();
    assert_eq!(status(&desk), "Ready to record");
    desk.button("Start recording");
    desk.wait_until("it records", |desk| status(desk).starts_with("Recording"));
    for name in ["Pause recording", "Stop recording", "Withdraw consent", "Add marker"] {
        desk.get(Role::Button, name);
    }
    assert!(!desk.has(Role::Button, "Start recording"));
    desk.button("Pause recording");
    desk.wait_until("it is paused", |desk| status(desk).starts_with("Paused, nothing is captured"));
    desk.button("Resume recording");
    desk.wait_until("it goes on", |desk| status(desk).starts_with("Recording"));
    desk.button("Stop recording");
    desk.wait_until("it has stopped", |desk| status(desk).contains("kept"));
    desk.get(Role::Button, "Start recording");
    let log = &desk.window().state().call.as_ref().unwrap().call.recording;
    assert_eq!((log.takes.len(), log.gaps.len(), log.segments.len()), (1, 1, 1));
    assert!(log.segments[0].frames > 0);
}

#[test]
fn the_same_by_keys() {
    let mut desk = ready();
    desk.ctrl(Key::R);
    desk.wait_until("it records", |desk| state(desk) == RecordingState::Running);
    desk.key(Key::F9);
    desk.wait_until("it is paused", |desk| state(desk) == RecordingState::Paused);
    desk.key(Key::F9);
    desk.wait_until("it goes on", |desk| state(desk) == RecordingState::Running);
    desk.keys(eframe::egui::Modifiers::COMMAND.plus(eframe::egui::Modifiers::SHIFT), Key::R);
    desk.wait_until("it has stopped", |desk| state(desk) == RecordingState::Idle);
}

#[test]
fn a_withdrawal_by_one_key_from_any_stage_ends_the_take() {
    let mut desk = recording();
    desk.button("Interview");
    desk.wait_for(Role::MultilineTextInput, "Answer");
    desk.write(Role::MultilineTextInput, "Note", "half a sen");
    desk.key(Key::F12);
    desk.wait_until("it has stopped", |desk| state(desk) == RecordingState::Idle);
    let call = &desk.window().state().call.as_ref().unwrap().call;
    assert_eq!(call.recording.takes[0].ended.as_ref().unwrap().why, StopReason::ConsentEnded);
    assert!(desk.is_disabled("Start recording"));
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "half a sen");
}

#[test]
fn a_microphone_that_is_gone_is_told_in_words_and_leaves_every_letter_and_the_take_goes_on() {
    let mut desk = recording();
    desk.write(Role::MultilineTextInput, "Note", "half a sen");
    desk.unplug();
    desk.wait_to_read("“Scripted” is gone. This side is not recorded for now");
    assert!(desk.reads("tries the device again every second"));
    assert_eq!(desk.focused().as_deref(), Some("Note"));
    desk.type_text("tence");
    assert_eq!(desk.value(Role::MultilineTextInput, "Note"), "half a sentence");
    desk.plug_in();
    desk.wait_until("the message is gone", |desk| !desk.reads("is not recorded for now"));
    assert_eq!(state(&desk), RecordingState::Running, "the take went on");
}

#[test]
fn a_marker_is_set_by_button_and_by_key_and_stands_among_the_notes() {
    let mut desk = recording();
    desk.button("Add marker");
    desk.key(Key::F3);
    desk.wait_until("two markers stand there", |desk| {
        desk.window().state().call.as_ref().unwrap().call.notebook.markers.len() == 2
    });
    assert!(desk.reads("Marker ·"));
    let markers = &desk.window().state().call.as_ref().unwrap().call.notebook.markers;
    assert!(markers.iter().all(|marker| marker.position.is_some()), "{markers:?}");
}

#[test]
fn closing_the_window_while_a_take_runs_asks_first_and_keeps_everything() {
    let mut desk = recording();
    desk.ask_to_close();
    desk.wait_to_read("A recording is running");
    desk.button("Stay");
    desk.wait_until("nothing is asked any more", |desk| !desk.reads("A recording is running"));
    assert_eq!(state(&desk), RecordingState::Running);
    desk.ask_to_close();
    desk.wait_to_read("A recording is running");
    desk.key(Key::Escape);
    desk.wait_until("Escape stays too", |desk| !desk.reads("A recording is running"));
    assert_eq!(state(&desk), RecordingState::Running);
    desk.ask_to_close();
    desk.button("Stop recording and close");
    desk.wait_until("it has stopped", |desk| state(desk) == RecordingState::Idle);
    assert_eq!(desk.window().state().call.as_ref().unwrap().call.recording.segments.len(), 1);
}

#[test]
fn a_device_with_no_sound_system_says_so_and_keeps_nobody_from_working() {
    let home = tempfile::tempdir().unwrap();
    let opening = crate::support::Opening { device: None, ..Default::default() };
    let mut desk = Desk::open_in(home.path(), opening);
    desk.start_call("Ana Bell");
    desk.wait_until("it is told beside the meter", |desk| {
        desk.description(Role::Meter, "Microphone level").contains("No microphone was found")
    });
    desk.skip_roles();
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_to_read("Plug one in: it is used as soon as it is there");
    desk.write(Role::MultilineTextInput, "Note", "notes go on");
    desk.key(Key::Enter);
    desk.wait_for(Role::Button, "notes go on");
}
