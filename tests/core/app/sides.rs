//! Both sides of a call: from where they are recorded, what is heard of them, and devices that come and go.

use super::office::Office;
use crate::timeline::support::format;
use jiff::ToSpan;
use rapport::app::action::RecorderAction;
use rapport::app::drafts::PauseDraft;
use rapport::app::effect::RecorderOrder;
use rapport::app::view::recorder::{self as view, FarEndPlan, Hears};
use rapport::app::{CaptureError, Effect, SoundDevice, SoundDevices, Trouble};
use rapport::domain::recording::{GapReason, StopReason, TakeFormat};
use rapport::domain::track::Track;
use rapport::recording::{FarEnd, NoFarEnd, RecorderEvent};
use rapport::store::settings::FarEndChoice;
use std::time::Duration;

const RATE: u64 = 48_000;

pub(super) fn device(name: &str, is_default: bool) -> SoundDevice {
    SoundDevice { id: format!("id:{name}"), name: name.to_owned(), is_default }
}

pub(super) fn found() -> SoundDevices {
    SoundDevices {
        microphones: vec![device("Headset", true), device("Webcam", false)],
        far_ends: vec![device("Loudspeaker", true), device("Screen", false)],
        no_far_end: None,
    }
}

fn far_format() -> TakeFormat {
    TakeFormat { device_id: "id:Loudspeaker".to_owned(), device_name: "Loudspeaker".to_owned(), ..format() }
}

/// A call that may be recorded, with these devices known.
pub(super) fn agreed(devices: Option<SoundDevices>) -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    if let Some(devices) = devices {
        office.heard(RecorderEvent::Devices(Ok(devices)));
    }
    office
}

/// A take of both sides that runs.
pub(super) fn both_sides() -> Office {
    let mut office = agreed(Some(found()));
    office.recorder(RecorderAction::Start);
    office.heard(RecorderEvent::Started { take: 1, format: format(), far: Some(far_format()) });
    captured(&mut office, 1);
    office
}

fn captured(office: &mut Office, seconds: u64) {
    let frames = seconds * RATE;
    office.heard(RecorderEvent::Progress { captured: frames, on_disk: frames, rate: 48_000 });
}

fn level(office: &mut Office, peak: f32, far: f32) {
    office.heard(RecorderEvent::Level { peak, far: Some(far) });
}

fn started_far(effects: &[Effect]) -> Option<FarEnd> {
    effects.iter().find_map(|effect| match effect {
        Effect::Recorder(RecorderOrder::Start { far, .. }) => Some(far.clone()),
        _ => None,
    })
}

fn check_start(choice: FarEndChoice, devices: Option<SoundDevices>, plan: &FarEndPlan, far: FarEnd) {
    let mut office = agreed(devices);
    office.state.settings.far_end = choice;
    assert_eq!(view::far_end_plan(&office.state), *plan);
    assert_eq!(started_far(&office.recorder(RecorderAction::Start)), Some(far), "{plan:?}");
}

#[test]
fn the_far_end_is_recorded_as_the_settings_say_and_not_where_the_platform_cannot() {
    let from = |name: &str| FarEndPlan::From(name.to_owned());
    let screen = || FarEndChoice::Device("id:Screen".to_owned());
    let lost = || FarEndChoice::Device("id:Gone".to_owned());
    let cannot = || SoundDevices { no_far_end: Some(NoFarEnd::NotOnThisSystem), far_ends: vec![], ..found() };
    let none = || SoundDevices { far_ends: vec![], ..found() };
    check_start(FarEndChoice::Off, Some(found()), &FarEndPlan::Off, FarEnd::Off);
    check_start(FarEndChoice::SystemChoice, Some(found()), &from("Loudspeaker"), FarEnd::SystemChoice);
    check_start(FarEndChoice::SystemChoice, None, &FarEndPlan::NotKnown, FarEnd::SystemChoice);
    check_start(screen(), Some(found()), &from("Screen"), FarEnd::Device("id:Screen".to_owned()));
    check_start(lost(), Some(found()), &FarEndPlan::NotThere, FarEnd::Device("id:Gone".to_owned()));
    let not_here = FarEndPlan::NotHere(NoFarEnd::NotOnThisSystem);
    check_start(FarEndChoice::SystemChoice, Some(cannot()), &not_here, FarEnd::Off);
    check_start(screen(), Some(cannot()), &not_here, FarEnd::Off);
    let no_output = FarEndPlan::NotHere(NoFarEnd::NoOutput);
    check_start(FarEndChoice::SystemChoice, Some(none()), &no_output, FarEnd::Off);
}

#[test]
fn devices_are_listed_once_when_the_microphone_is_first_listened_to() {
    let lists = |effects: &[Effect]| {
        effects.iter().filter(|e| matches!(e, Effect::Recorder(RecorderOrder::ListDevices))).count()
    };
    let mut office = Office::open();
    "Ada Lovelace".clone_into(&mut office.drafts.opening.client);
    assert_eq!(lists(&office.desk(rapport::app::action::DeskAction::StartCall)), 1);
    assert_eq!(lists(&office.save()), 0);
}

#[test]
fn each_side_has_its_device_and_its_level_and_quiet_is_told_after_half_a_minute_of_frames() {
    let mut office = both_sides();
    level(&mut office, 0.2, 0.001);
    let sides = view::sides(&office.state);
    assert_eq!(sides.iter().map(|side| side.track).collect::<Vec<_>>(), Track::ALL);
    let names: Vec<_> = sides.iter().map(|side| side.device.as_deref().unwrap()).collect();
    assert_eq!(names, ["Headset", "Loudspeaker"]);
    assert_eq!(sides.iter().map(|side| side.hears).collect::<Vec<_>>(), [Hears::Something, Hears::Nothing]);
    captured(&mut office, 40);
    level(&mut office, 0.0, 0.3);
    let hears: Vec<_> = view::sides(&office.state).iter().map(|side| side.hears).collect();
    assert_eq!(hears, [Hears::NothingFor(Duration::from_secs(39)), Hears::Something]);
    assert_eq!(office.state.troubles, [], "a listener is quiet: nothing is alarming in it");
}

#[test]
fn a_pause_is_no_quiet() {
    let mut office = both_sides();
    captured(&mut office, 40);
    office.heard(RecorderEvent::Paused { take: 1, reason: String::new() });
    assert!(view::sides(&office.state).iter().all(|side| side.hears == Hears::Nothing));
    captured(&mut office, 400);
    assert_eq!(view::long_quiet(&office.state), None);
}

#[test]
fn long_quiet_on_both_sides_asks_and_the_answer_is_good_for_as_long_again() {
    let mut office = both_sides();
    captured(&mut office, 10);
    level(&mut office, 0.0, 0.3);
    captured(&mut office, 309);
    level(&mut office, 0.0, 0.0);
    assert_eq!(view::long_quiet(&office.state), None);
    captured(&mut office, 310);
    assert_eq!(view::long_quiet(&office.state), Some(Duration::from_mins(5)));
    let effects = office.recorder(RecorderAction::StillTalking);
    assert!(effects.is_empty(), "it changes nothing about the recording");
    assert_eq!(view::long_quiet(&office.state), None);
    captured(&mut office, 609);
    assert_eq!(view::long_quiet(&office.state), None);
    captured(&mut office, 610);
    assert!(view::long_quiet(&office.state).is_some());
    level(&mut office, 0.2, 0.0);
    assert_eq!(view::long_quiet(&office.state), None);
}

#[test]
fn a_side_that_delivers_nothing_is_an_alarm_of_its_own_and_no_reason_to_ask() {
    let mut office = both_sides();
    captured(&mut office, 400);
    office.heard(RecorderEvent::Starved { track: Track::Far, starved: true });
    assert_eq!(view::sides(&office.state)[1].hears, Hears::NoBuffers);
    assert_eq!(view::long_quiet(&office.state), None);
    office.heard(RecorderEvent::Starved { track: Track::Mic, starved: false });
    assert_eq!(office.state.recorder.starved, [Track::Far], "each side by itself");
}

pub(super) fn changed(office: &mut Office, track: Track, from: &str, to: Option<&str>) -> Vec<Effect> {
    let to = to.map(|name| TakeFormat { device_name: name.to_owned(), ..format() });
    office.heard(RecorderEvent::DeviceChanged { take: 1, track, frame: RATE, from: from.to_owned(), to })
}

#[test]
fn a_device_that_is_gone_is_named_with_the_one_the_side_goes_on_from() {
    let mut office = both_sides();
    let effects = changed(&mut office, Track::Mic, "Headset", None);
    assert!(effects.iter().any(|e| matches!(e, Effect::Recorder(RecorderOrder::ListDevices))));
    let notices = view::device_notices(&office.state);
    assert_eq!((notices[0].from.as_str(), &notices[0].to), ("Headset", &None));
    assert_eq!(view::sides(&office.state)[0].device, None);
    office.recorder(RecorderAction::DeviceSeen);
    assert_eq!(view::device_notices(&office.state).len(), 1, "a side with no device stays told");
    changed(&mut office, Track::Mic, "Headset", Some("Webcam"));
    let notices = view::device_notices(&office.state);
    assert_eq!(notices[0].to.as_deref(), Some("Webcam"));
    assert_eq!(view::sides(&office.state)[0].device.as_deref(), Some("Webcam"));
    let others: Vec<_> =
        view::other_devices(&office.state, Track::Mic).iter().map(|d| d.name.clone()).collect();
    assert_eq!(others, ["Headset"]);
    office.recorder(RecorderAction::DeviceSeen);
    assert!(view::device_notices(&office.state).is_empty());
}

#[test]
fn going_on_from_another_device_is_an_order_to_a_take_that_runs_and_nothing_without_one() {
    let go_on = || RecorderAction::GoOnFrom { track: Track::Mic, device: Some("id:Webcam".to_owned()) };
    assert!(agreed(None).recorder(go_on()).is_empty());
    let mut office = both_sides();
    let effects = office.recorder(go_on());
    assert!(
        matches!(&effects[..], [Effect::Recorder(RecorderOrder::GoOnFrom { track: Track::Mic, device: Some(id) })]
            if id == "id:Webcam")
    );
    let error = CaptureError::DeviceBusy;
    office.heard(RecorderEvent::DeviceFailed { take: 1, track: Track::Mic, error: error.clone() });
    assert_eq!(office.state.troubles, [Trouble::DeviceNotUsed { track: Track::Mic, error }]);
    changed(&mut office, Track::Far, "Loudspeaker", Some("Screen"));
    assert_eq!(office.state.troubles.len(), 1, "the other side has its own troubles");
    changed(&mut office, Track::Mic, "Headset", Some("Webcam"));
    assert_eq!(office.state.troubles, []);
}

#[test]
fn a_far_end_that_joins_in_mid_take_is_a_side_like_any_other() {
    let mut office = agreed(Some(found()));
    office.recorder(RecorderAction::Start);
    office.heard(RecorderEvent::Started { take: 1, format: format(), far: None });
    captured(&mut office, 100);
    level(&mut office, 0.2, 0.0);
    assert_eq!(view::sides(&office.state).len(), 1);
    let to = Some(TakeFormat { rate: 16_000, ..far_format() });
    let (track, from) = (Track::Far, String::new());
    office.heard(RecorderEvent::DeviceChanged { take: 1, track, frame: 0, from, to });
    assert_eq!(office.call().recording.takes[0].rate_of(Track::Far), 16_000);
    captured(&mut office, 110);
    level(&mut office, 0.2, 0.0);
    let far = view::sides(&office.state)[1].clone();
    assert_eq!(
        (far.track, far.device.as_deref(), far.hears),
        (Track::Far, Some("Loudspeaker"), Hears::Nothing)
    );
    captured(&mut office, 399);
    level(&mut office, 0.0, 0.3);
    assert_eq!(view::sides(&office.state)[1].hears, Hears::Something);
    captured(&mut office, 410);
    assert_eq!(view::long_quiet(&office.state), None, "the client speaks");
    office.heard(RecorderEvent::Starved { track: Track::Far, starved: true });
    assert_eq!(view::sides(&office.state)[1].hears, Hears::NoBuffers);
    #[cfg(feature = "gui")]
    {
        let from = &view::device_notices(&office.state)[0].from;
        let words = rapport::ui::text::recorder::device_changed(Track::Far, from, "Loudspeaker");
        assert_eq!(words, "Far end is recorded too now, from “Loudspeaker”");
    }
}

#[test]
fn a_change_of_an_earlier_take_is_news_no_more() {
    let mut office = both_sides();
    changed(&mut office, Track::Mic, "Headset", Some("Webcam"));
    office.end_take(StopReason::ByHand);
    assert!(view::device_notices(&office.state).is_empty());
    office.recorder(RecorderAction::Start);
    office.heard(RecorderEvent::Started { take: 2, format: format(), far: None });
    assert!(view::device_notices(&office.state).is_empty());
    let sides = view::sides(&office.state);
    assert_eq!((sides.len(), sides[0].device.as_deref()), (1, Some("Headset")));
}

#[test]
fn room_on_the_disk_is_known_while_a_take_runs_and_warned_of_from_thirty_minutes_on() {
    let mut office = both_sides();
    for (minutes, warned) in [(31_u64, None), (30, Some(30)), (3, Some(3)), (45, None)] {
        office.heard(RecorderEvent::DiskLeft { minutes });
        assert_eq!(office.state.recorder.minutes_left, Some(minutes));
        assert_eq!(view::little_room(&office.state), warned);
    }
    office.heard(RecorderEvent::DiskLeft { minutes: 2 });
    office.end_take(StopReason::DiskReserve);
    assert_eq!(view::little_room(&office.state), None);
    assert_eq!(office.state.troubles, [Trouble::RecordingDiskReserve]);
    office.heard(RecorderEvent::DiskLeft { minutes: 2 });
    assert_eq!(office.state.recorder.minutes_left, None, "a late word of a take that ended");
}

#[test]
fn one_key_pauses_and_the_reason_follows_into_the_gap() {
    let mut office = both_sides();
    let effects = office.recorder(RecorderAction::Pause);
    assert!(matches!(&effects[..], [Effect::Recorder(RecorderOrder::Pause { reason })] if reason.is_empty()));
    assert_eq!(view::unexplained_pause(&office.state), None);
    office.heard(RecorderEvent::Paused { take: 1, reason: String::new() });
    assert!(view::unexplained_pause(&office.state).is_some());
    "half a rea".clone_into(&mut office.drafts.pause.text);
    office.recorder(RecorderAction::ExplainPause("card or account number".to_owned()));
    assert_eq!(office.drafts.pause, PauseDraft::default());
    assert_eq!(view::unexplained_pause(&office.state), None);
    let gap = |lasted_ms| RecorderEvent::Gap {
        take: 1,
        track: None,
        frame: RATE,
        lasted_ms,
        reason: GapReason::Paused { reason: String::new() },
    };
    office.heard(gap(9_000));
    office.heard(RecorderEvent::Resumed { take: 1 });
    office.heard(RecorderEvent::Paused { take: 1, reason: String::new() });
    office.heard(gap(1_000));
    office.heard(RecorderEvent::Resumed { take: 1 });
    assert!(view::unexplained_pause(&office.state).is_some(), "it can be given afterwards too");
    office.recorder(RecorderAction::ExplainPause("asked to pause".to_owned()));
    let reasons: Vec<_> = office.call().recording.gaps.iter().map(|gap| gap.reason.clone()).collect();
    let paused = |reason: &str| GapReason::Paused { reason: reason.to_owned() };
    assert_eq!(reasons, [paused("card or account number"), paused("asked to pause")]);
}

#[test]
fn a_pause_is_pointed_out_after_two_minutes() {
    let mut office = both_sides();
    let since = office.call().entries().last().unwrap().at;
    assert_eq!(view::long_pause(&office.state, since + 1.hour()), None, "nothing is paused");
    office.heard(RecorderEvent::Paused { take: 1, reason: String::new() });
    let since = office.call().entries().last().unwrap().at;
    assert_eq!(view::long_pause(&office.state, since + 119.seconds()), None);
    assert_eq!(view::long_pause(&office.state, since + 2.minutes()), Some(Duration::from_mins(2)));
    assert_eq!(view::long_pause(&office.state, since - 1.hour()), None, "the clock was set back");
    office.heard(RecorderEvent::Resumed { take: 1 });
    assert_eq!(view::long_pause(&office.state, since + 1.hour()), None);
}
