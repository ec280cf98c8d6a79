//! The sound check before dialling: when it may be made, what ends it, and what is told of it.

use super::office::{Office, orders};
use rapport::app::action::{DeskAction, RecorderAction, SettingsAction};
use rapport::app::effect::RecorderOrder;
use rapport::app::event::Event;
use rapport::app::playback::{EchoTold, PlaybackEvent};
use rapport::app::state::SoundCheck;
use rapport::app::{Action, CaptureError, Effect, Settings};
use rapport::domain::stage::Stage;
use rapport::recording::RecorderEvent;

const PLAYING: EchoTold = EchoTold::Playing { left_ms: 2_000, level: 0.2 };

fn preparing() -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office
}

fn check(office: &mut Office) -> Vec<Effect> {
    office.act(Action::Recorder(RecorderAction::CheckSound))
}

fn hears(effects: &[Effect]) -> bool {
    orders(effects).any(|order| matches!(order, RecorderOrder::CheckSound { .. }))
}

/// A check that is being played.
fn playing() -> Office {
    let mut office = preparing();
    assert!(hears(&check(&mut office)));
    office.heard(RecorderEvent::SoundCheck { left_ms: 900 });
    assert_eq!(office.state.recorder.check, Some(SoundCheck::Hearing { left_ms: 900 }));
    office.heard(RecorderEvent::SoundChecked { peak: 0.3 });
    office.tell(Event::Playback(PlaybackEvent::Echo(PLAYING)));
    assert_eq!(office.state.recorder.check, Some(SoundCheck::Playing { left_ms: 2_000, level: 0.2 }));
    office
}

#[test]
fn a_check_leaves_nothing_on_the_timeline() {
    let mut office = preparing();
    let before = office.call().next_seq();
    check(&mut office);
    office.heard(RecorderEvent::SoundChecked { peak: 0.3 });
    office.tell(Event::Playback(PlaybackEvent::Echo(EchoTold::Ended)));
    assert_eq!(office.state.recorder.check, Some(SoundCheck::Played));
    assert_eq!(office.call().next_seq(), before);
}

#[test]
fn no_check_is_made_without_a_call_on_another_page_or_past_prepare() {
    let mut office = Office::open();
    assert!(!hears(&check(&mut office)));
    office.start_call("Ada Lovelace");
    office.desk(DeskAction::ShowSettings);
    assert!(!hears(&check(&mut office)));
    office.desk(DeskAction::ShowCall);
    for stage in [Stage::Roles, Stage::Consent, Stage::Prepare] {
        office.go(stage);
        assert!(!hears(&check(&mut office)), "{stage:?}");
        assert_eq!(office.state.recorder.check, None);
    }
    office.agree();
    office.go(Stage::Prepare);
    assert!(!hears(&check(&mut office)), "everyone has said yes, and is on the line");
}

#[test]
fn a_caller_who_is_on_the_line_already_meets_no_check() {
    let mut office = Office::open();
    office.desk(DeskAction::QuickCapture);
    assert!(!hears(&check(&mut office)));
}

#[test]
fn leaving_the_page_ends_it_with_the_microphone() {
    let leaves: [fn(&mut Office) -> Vec<Effect>; 3] = [
        |office| office.desk(DeskAction::ShowToday),
        |office| office.desk(DeskAction::ShowSettings),
        |office| office.go(Stage::Roles),
    ];
    for leave in leaves {
        let mut office = playing();
        let effects = leave(&mut office);
        let told: Vec<_> = orders(&effects).collect();
        assert!(told.iter().any(|order| matches!(order, RecorderOrder::StopListening)), "{told:?}");
        assert!(!told.iter().any(|order| matches!(order, RecorderOrder::Listen { .. })), "{told:?}");
        assert_eq!(office.state.recorder.check, None);
        office.tell(Event::Playback(PlaybackEvent::Echo(PLAYING)));
        office.heard(RecorderEvent::SoundCheck { left_ms: 100 });
        office.heard(RecorderEvent::SoundChecked { peak: 0.3 });
        assert_eq!(office.state.recorder.check, None, "what comes late is of no check");
    }
}

#[test]
fn it_is_stopped_while_it_hears_and_while_it_is_played_and_the_level_stays() {
    let mut hearing = preparing();
    check(&mut hearing);
    for mut office in [hearing, playing()] {
        let effects = office.act(Action::Recorder(RecorderAction::StopSoundCheck));
        assert!(
            matches!(&effects[..], [Effect::Recorder(RecorderOrder::Listen { device: None })]),
            "{effects:?}"
        );
        assert_eq!(office.state.recorder.check, None);
    }
}

#[test]
fn another_microphone_ends_it() {
    let mut office = playing();
    let settings = Settings { microphone: Some("usb".to_owned()), ..Settings::default() };
    office.act(Action::Settings(SettingsAction::Save(Box::new(settings))));
    assert_eq!(office.state.recorder.check, None);
    let effects = check(&mut office);
    let of_usb = |order: &RecorderOrder| matches!(order, RecorderOrder::CheckSound { device: Some(id), .. } if id == "usb");
    assert!(orders(&effects).any(of_usb), "{effects:?}");
}

#[test]
fn silence_a_lost_microphone_and_no_output_are_each_told() {
    let mut office = preparing();
    check(&mut office);
    office.heard(RecorderEvent::SoundChecked { peak: 0.0009 });
    assert_eq!(office.state.recorder.check, Some(SoundCheck::NothingHeard));
    check(&mut office);
    office.tell(Event::Playback(PlaybackEvent::Echo(EchoTold::NoOutput)));
    assert_eq!(office.state.recorder.check, Some(SoundCheck::NoOutput));
    check(&mut office);
    office.heard(RecorderEvent::ListenFailed(CaptureError::DeviceGone));
    assert_eq!(office.state.recorder.check, None);
    assert_eq!(office.state.recorder.listen_trouble, Some(CaptureError::DeviceGone));
}
