//! A list of devices that is another than before: an output that becomes the system's choice in mid-take, a headset that
//! comes back, a microphone that is plugged in late.

use super::office::{Office, orders};
use super::sides::{both_sides, changed, device, found};
use crate::timeline::support::format;
use rapport::app::action::{DeskAction, RecorderAction};
use rapport::app::effect::RecorderOrder;
use rapport::app::view::recorder::{self as view, OutputNotice};
use rapport::app::{CaptureError, Effect, SoundDevices, Trouble};
use rapport::domain::fact::Fact;
use rapport::domain::track::Track;
use rapport::recording::{DiskPace, RecorderEvent};

fn listed(office: &mut Office, devices: SoundDevices) -> Vec<Effect> {
    office.heard(RecorderEvent::Devices(Ok(devices)))
}

/// A headset is plugged in, and becomes what the system would take.
fn headset_is_default() -> SoundDevices {
    SoundDevices {
        far_ends: vec![device("Loudspeaker", false), device("Screen", false), device("New headset", true)],
        ..found()
    }
}

fn listens_again(effects: &[Effect]) -> bool {
    orders(effects).any(|order| matches!(order, RecorderOrder::Listen { device: None }))
}

#[test]
fn an_output_the_computer_plays_on_from_now_is_told_offered_and_dated_and_the_far_end_stays() {
    let mut office = both_sides();
    assert_eq!(view::output_notice(&office.state), None);
    let effects = listed(&mut office, headset_is_default());
    assert!(orders(&effects).next().is_none(), "the recording goes on where it was: {effects:?}");
    let told = OutputNotice {
        plays_on: "New headset".to_owned(),
        recorded_from: "Loudspeaker".to_owned(),
        device: Some("id:New headset".to_owned()),
    };
    assert_eq!(view::output_notice(&office.state), Some(told));
    let Fact::OutputChanged { take: 1, plays_on, recorded_from } =
        &office.call().entries().last().unwrap().fact
    else {
        panic!("{:?}", office.call().entries().last())
    };
    assert_eq!((plays_on.as_str(), recorded_from.as_str()), ("New headset", "Loudspeaker"));
    let entries = office.call().entries().len();
    listed(&mut office, headset_is_default());
    assert_eq!(office.call().entries().len(), entries, "told once");
    office.recorder(RecorderAction::DeviceSeen);
    assert_eq!(view::output_notice(&office.state), None);
    listed(&mut office, found());
    assert_eq!(office.call().entries().len(), entries + 1, "that it is back is dated");
    assert_eq!(view::output_notice(&office.state), None);
}

#[test]
fn going_on_from_the_output_the_computer_plays_on_settles_it() {
    let mut office = both_sides();
    listed(&mut office, headset_is_default());
    changed(&mut office, Track::Far, "Loudspeaker", Some("New headset"));
    assert_eq!(view::output_notice(&office.state), None);
}

#[test]
fn an_output_that_never_was_what_is_recorded_or_that_is_gone_is_told_as_nothing_of_the_kind() {
    let mut office = both_sides();
    changed(&mut office, Track::Far, "Loudspeaker", Some("Screen"));
    listed(&mut office, headset_is_default());
    assert_eq!(office.call().recording.output_changes, [], "somebody chose the other one");
    let mut office = both_sides();
    listed(&mut office, SoundDevices { far_ends: vec![device("New headset", true)], ..found() });
    assert_eq!(office.call().recording.output_changes, [], "the loss is told by the loss");
}

#[test]
fn a_device_that_is_back_is_offered_again_though_its_loss_was_understood() {
    let without = || SoundDevices { microphones: vec![device("Webcam", true)], ..found() };
    let mut office = both_sides();
    listed(&mut office, without());
    changed(&mut office, Track::Mic, "Headset", Some("Webcam"));
    office.recorder(RecorderAction::DeviceSeen);
    assert_eq!(view::device_notices(&office.state), []);
    listed(&mut office, found());
    assert_eq!(view::device_notices(&office.state)[0].from, "Headset");
    let offered: Vec<_> =
        view::other_devices(&office.state, Track::Mic).iter().map(|one| &one.name).collect();
    assert_eq!(offered, ["Headset"]);
}

#[test]
fn a_microphone_that_was_not_there_is_tried_again_when_the_list_changes_and_not_otherwise() {
    let none = || SoundDevices { microphones: vec![], ..found() };
    let mut office = Office::open();
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    office.desk(DeskAction::StartCall);
    listed(&mut office, none());
    for lost in [CaptureError::NoMicrophone, CaptureError::Lost] {
        office.heard(RecorderEvent::ListenFailed(lost));
        assert!(!listens_again(&listed(&mut office, none())), "nothing is new");
        assert!(listens_again(&listed(&mut office, found())));
        assert_eq!(office.state.recorder.listen_trouble, None);
        office.heard(RecorderEvent::Listening { device_name: "Headset".to_owned() });
        assert!(!listens_again(&listed(&mut office, found())));
        listed(&mut office, none());
    }
    office.state.settings.microphone = Some("id:Headset".to_owned());
    assert!(orders(&listed(&mut office, none())).next().is_some(), "another one is opened at once");
    office.heard(RecorderEvent::ListenFailed(CaptureError::DeviceGone));
    let effects = listed(&mut office, found());
    assert!(orders(&effects).any(|order| matches!(order, RecorderOrder::Listen { device: Some(_) })));
}

#[test]
fn the_meter_before_a_call_follows_the_systems_choice_of_a_microphone() {
    let mut office = Office::open();
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    office.desk(DeskAction::StartCall);
    listed(&mut office, found());
    let webcam = || vec![device("Headset", false), device("Webcam", true)];
    assert!(listens_again(&listed(&mut office, SoundDevices { microphones: webcam(), ..found() })));
    office.state.settings.microphone = Some("id:Headset".to_owned());
    assert!(!listens_again(&listed(&mut office, found())), "what was chosen stays");
}

#[test]
fn a_lost_device_is_one_message_and_only_what_a_person_asked_for_is_answered_by_another() {
    let failed = |error| RecorderEvent::DeviceFailed { take: 1, track: Track::Mic, error };
    let mut office = both_sides();
    changed(&mut office, Track::Mic, "Headset", None);
    office.heard(failed(CaptureError::DeviceGone));
    assert_eq!(office.state.troubles, []);
    let device = Some("id:Webcam".to_owned());
    office.recorder(RecorderAction::GoOnFrom { track: Track::Mic, device });
    let error = CaptureError::DeviceBusy;
    office.heard(failed(error.clone()));
    assert_eq!(office.state.troubles, [Trouble::DeviceNotUsed { track: Track::Mic, error }]);
    office.heard(failed(CaptureError::DeviceGone));
    assert_eq!(office.state.troubles.len(), 1, "one answer to one question");
}

#[test]
fn a_far_end_that_cannot_be_had_at_the_start_is_told_until_it_joins() {
    let mut office = super::sides::agreed(Some(found()));
    office.recorder(RecorderAction::Start);
    office.heard(RecorderEvent::Started { take: 1, format: format(), far: None });
    let error = CaptureError::NoAnswer;
    office.heard(RecorderEvent::DeviceFailed { take: 1, track: Track::Far, error: error.clone() });
    assert_eq!(office.state.troubles, [Trouble::FarEndNotHad { error }]);
    changed(&mut office, Track::Far, "", Some("Loudspeaker"));
    assert_eq!(office.state.troubles, []);
}

#[test]
fn a_disk_that_falls_behind_is_shown_while_it_lasts_and_a_side_that_broke_until_the_take_ends() {
    let mut office = both_sides();
    for pace in [DiskPace::Behind, DiskPace::Loses, DiskPace::KeepsUp, DiskPace::Loses] {
        office.heard(RecorderEvent::DiskPace(pace));
        assert_eq!(office.state.recorder.disk_pace, pace);
    }
    let what = "the disk failed".to_owned();
    office.heard(RecorderEvent::TrackBroke { take: 1, track: Track::Far, what: what.clone() });
    assert_eq!(office.state.troubles, [Trouble::SideBroke { track: Track::Far, what }]);
    office.end_take(rapport::domain::recording::StopReason::DiskFull);
    assert_eq!(office.state.recorder.disk_pace, DiskPace::KeepsUp);
    assert_eq!(office.state.troubles, [Trouble::RecordingDiskFull]);
}

#[test]
fn the_meter_that_goes_on_after_a_take_ticks_nothing() {
    let mut office = both_sides();
    office.end_take(rapport::domain::recording::StopReason::ByHand);
    let entries = office.call().entries().len();
    office.heard(RecorderEvent::Level { peak: 0.5, far: None });
    assert_eq!(office.call().entries().len(), entries);
}

#[cfg(feature = "gui")]
#[test]
fn the_same_device_again_is_told_as_back() {
    use rapport::ui::text::recorder::device_changed;
    assert_eq!(
        device_changed(Track::Mic, "Headset", "Headset"),
        "“Headset” is back. This side is recorded from it again"
    );
}
