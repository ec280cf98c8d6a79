//! Items that tick themselves, and the microphone that is open for its level.

use super::office::{Office, opens_a_microphone};
use rapport::app::action::{DeskAction, SettingsAction};
use rapport::app::drafts::{ReasonDraft, Skips};
use rapport::app::effect::{RecorderOrder, Watch};
use rapport::app::{Action, CaptureError, Effect, Event, Settings};
use rapport::domain::decide::{ItemStep, Step};
use rapport::domain::ids::ItemId;
use rapport::domain::items::ItemState;
use rapport::domain::readiness::{Reading, Sensor};
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;
use rapport::recording::{NoFarEnd, RecorderEvent, SoundDevices};

fn preparing() -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office
}

fn item_of(office: &Office, sensor: Sensor) -> ItemId {
    let items = &office.call().checklist.stages.prepare.items;
    items.iter().find(|item| item.sensor == Some(sensor)).unwrap().id.clone()
}

fn is_ticked(office: &Office, item: &ItemId) -> bool {
    office.call().items.state(item).is_some_and(ItemState::is_ticked)
}

fn chat(running: &[&str]) -> Event {
    let running = running.iter().map(|&name| name.to_owned()).collect();
    Event::Sensed(Reading::ChatPrograms { running })
}

#[test]
fn a_sensed_item_follows_its_sensor_and_each_change_is_one_entry() {
    let mut office = preparing();
    let item = item_of(&office, Sensor::ChatPrograms);
    office.tell(chat(&["Slack"]));
    assert!(!is_ticked(&office, &item));
    let before = office.call().next_seq();
    office.tell(chat(&[]));
    office.tell(chat(&[]));
    assert!(is_ticked(&office, &item));
    assert_eq!(office.call().next_seq(), before.next(), "the same verdict again is no news");
    office.tell(chat(&["Slack", "Discord"]));
    assert!(!is_ticked(&office, &item));
}

#[test]
fn a_sensor_never_overrides_what_was_decided_by_hand() {
    let mut office = preparing();
    let item = item_of(&office, Sensor::ChatPrograms);
    let text = "I call through it".to_owned();
    office.drafts.reason = Some(ReasonDraft { skips: Skips::Item(item.clone()), text });
    office.do_in_call(rapport::app::action::CallAction::GiveReason);
    office.tell(chat(&[]));
    office.tell(chat(&["Slack"]));
    let state = office.call().items.state(&item);
    assert!(
        matches!(state, Some(ItemState::Skipped { reason, .. }) if reason == "I call through it"),
        "{state:?}"
    );
}

#[test]
fn an_item_put_off_is_ticked_when_its_sensor_comes_round_and_not_taken_back_before() {
    let mut office = preparing();
    let item = item_of(&office, Sensor::Disk);
    office.step(Step::Item(ItemStep::Defer(item.clone())));
    office.tell(Event::Sensed(Reading::Disk { minutes: 5 }));
    assert!(matches!(office.call().items.state(&item), Some(ItemState::Deferred { .. })));
    office.tell(Event::Sensed(Reading::Disk { minutes: 600 }));
    assert!(is_ticked(&office, &item));
    office.tell(Event::Sensed(Reading::Disk { minutes: 5 }));
    let state = office.call().items.state(&item);
    assert!(matches!(state, Some(ItemState::Deferred { .. })), "it comes back at the close: {state:?}");
}

#[test]
fn what_one_microphone_heard_says_nothing_of_another() {
    let mut office = preparing();
    let item = item_of(&office, Sensor::Microphone);
    let opens = |name: &str| RecorderEvent::Listening { device_name: name.to_owned() };
    office.heard(opens("Built-in microphone"));
    office.heard(RecorderEvent::Level { peak: 0.2, far: None });
    assert!(is_ticked(&office, &item));
    office.heard(opens("Built-in microphone"));
    assert!(is_ticked(&office, &item), "the page was left and shown again");
    office.heard(opens("USB headset"));
    assert!(!is_ticked(&office, &item));
    office.heard(RecorderEvent::Level { peak: 0.2, far: None });
    assert!(is_ticked(&office, &item));
    office.heard(RecorderEvent::ListenFailed(CaptureError::DeviceGone));
    assert!(!is_ticked(&office, &item), "it was unplugged");
}

#[test]
fn a_sensed_item_is_not_ticked_by_hand() {
    let mut office = preparing();
    let item = item_of(&office, Sensor::Power);
    assert!(office.tick(&item).is_empty());
    assert_eq!(office.state.refused, Some(Refusal::TicksItself));
    office.tell(Event::Sensed(Reading::Power { mains: false, charge_percent: Some(12) }));
    assert!(!is_ticked(&office, &item));
    office.tell(Event::Sensed(Reading::Power { mains: true, charge_percent: Some(12) }));
    assert!(is_ticked(&office, &item));
}

#[test]
fn a_voice_heard_ticks_the_microphone_and_a_pause_for_breath_does_not_untick_it() {
    let mut office = preparing();
    let item = item_of(&office, Sensor::Microphone);
    office.heard(RecorderEvent::Level { peak: 0.001, far: None });
    assert!(!is_ticked(&office, &item), "that is the hum of a muted headset");
    office.heard(RecorderEvent::Level { peak: 0.2, far: None });
    assert!(is_ticked(&office, &item));
    let before = office.call().next_seq();
    for _ in 0..20 {
        office.heard(RecorderEvent::Level { peak: 0.0, far: None });
        office.heard(RecorderEvent::Level { peak: 0.3, far: None });
    }
    assert!(is_ticked(&office, &item));
    assert_eq!(office.call().next_seq(), before, "a level is no entry");
}

#[test]
fn sensors_are_read_while_the_call_is_prepared_and_at_no_other_time() {
    let mut office = Office::open();
    assert_eq!(office.state.watching, Watch::Off);
    office.start_call("Ada Lovelace");
    assert_eq!(office.state.watching, Watch::On { tracks: 2 });
    let effects = office.go(Stage::Roles);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::WatchReadiness(Watch::Off))), "{effects:?}");
    assert!(office.go(Stage::Roles).iter().all(|effect| !matches!(effect, Effect::WatchReadiness(_))));
    office.go(Stage::Prepare);
    assert_eq!(office.state.watching, Watch::On { tracks: 2 });
    office.save();
    office.desk(DeskAction::LeaveCall);
    assert_eq!(office.state.watching, Watch::Off);
}

#[test]
fn the_room_on_the_disk_is_counted_for_the_tracks_that_will_run() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    let (no_far_end, far_ends) = (Some(NoFarEnd::NotOnThisSystem), Vec::new());
    let found = SoundDevices { microphones: Vec::new(), far_ends, no_far_end };
    let effects = office.heard(RecorderEvent::Devices(Ok(found)));
    let alone = Watch::On { tracks: 1 };
    let counts_anew = matches!(effects[..], [Effect::WatchReadiness(watch)] if watch == alone);
    assert!(counts_anew && office.state.watching == alone, "{effects:?}");
}

#[test]
fn the_microphone_is_open_for_its_level_before_dialling_and_again_once_everyone_said_yes() {
    let mut office = Office::open();
    assert_eq!(office.state.recorder.listening_to, None);
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    assert!(opens_a_microphone(&office.desk(DeskAction::StartCall)));
    let effects = office.go(Stage::Roles);
    let closes = |effect: &Effect| matches!(effect, Effect::Recorder(RecorderOrder::StopListening));
    assert!(effects.iter().any(closes), "{effects:?}");
    office.agree();
    assert_eq!(office.state.recorder.listening_to, Some(None), "open, through the system's choice");
    let settings = Settings { microphone: Some("usb".to_owned()), ..Settings::default() };
    let effects = office.act(Action::Settings(SettingsAction::Save(Box::new(settings))));
    let opens = |effect: &Effect| matches!(effect, Effect::Recorder(RecorderOrder::Listen { device: Some(id) }) if id == "usb");
    assert!(effects.iter().any(opens), "{effects:?}");
}

#[test]
fn a_microphone_that_does_not_open_is_told_beside_the_meter_and_keeps_nobody_from_working() {
    let mut office = preparing();
    office.heard(RecorderEvent::Listening { device_name: "Headset".to_owned() });
    office.heard(RecorderEvent::Level { peak: 0.5, far: None });
    office.heard(RecorderEvent::ListenFailed(CaptureError::DeviceBusy));
    assert_eq!(office.state.recorder.listen_trouble, Some(CaptureError::DeviceBusy));
    assert_eq!(office.state.recorder.heard_through, None);
    assert!(office.state.recorder.level.abs() < f32::EPSILON);
    assert_eq!(office.state.troubles, []);
    office.heard(RecorderEvent::Listening { device_name: "Headset".to_owned() });
    assert_eq!(office.state.recorder.listen_trouble, None);
}

#[test]
fn microphones_are_listed_anew_when_the_settings_are_shown() {
    let mut office = Office::open();
    let effects = office.desk(DeskAction::ShowSettings);
    assert!(matches!(effects[..], [Effect::Recorder(RecorderOrder::ListDevices)]), "{effects:?}");
    office.heard(RecorderEvent::Devices(Err(CaptureError::NoAnswer)));
    assert_eq!(office.state.recorder.devices, Some(Err(CaptureError::NoAnswer)));
}
