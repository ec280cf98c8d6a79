//! Messages above a page: which comes first where there are several.

use super::pictures::{SMALL, both_sides, devices, look};
use super::scene::Scene;
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::NodeT as _;
use rapport::app::event::StoreEvent;
use rapport::app::{CaptureError, DiskPace, Event, SoundDevice, SoundDevices, Trouble};
use rapport::domain::recording::StopReason;
use rapport::domain::track::Track;
use rapport::recording::RecorderEvent;
use rapport::ui::theme::ThemeChoice;

/// The disk was full in mid-take, and takes no entries either.
fn disk_full() -> Scene {
    let mut scene = both_sides();
    scene.tell(Event::Store(StoreEvent::NotSaved(Trouble::DiskFull)));
    scene.heard(RecorderEvent::DeviceFailed { take: 1, track: Track::Mic, error: CaptureError::DeviceGone });
    let (take, frames, rate) = (1, 724 * 48_000, 48_000);
    scene.heard(RecorderEvent::Stopped { take, frames, rate, why: StopReason::DiskFull });
    scene
}

/// The computer plays on another output, and the disk is busy.
fn plays_elsewhere() -> Scene {
    let mut scene = both_sides();
    let headset = |id: &str, name: &str, is_default| SoundDevice {
        id: id.to_owned(),
        name: name.to_owned(),
        is_default,
    };
    let far_ends =
        vec![headset("usb.monitor", "USB headset", false), headset("bt.monitor", "Bluetooth headset", true)];
    scene.heard(RecorderEvent::Devices(Ok(SoundDevices { far_ends, ..devices() })));
    scene.heard(RecorderEvent::DiskPace(DiskPace::Behind));
    scene
}

#[test]
fn that_the_recording_ended_comes_before_all_else_and_the_disk_is_no_device() {
    let mut harness = disk_full().window(SMALL, look(ThemeChoice::Light, 100));
    harness.run();
    let height_of = |words: &str| {
        let nodes = harness.root().children_recursive();
        let shown = nodes.filter(|node| format!("{node:?}").contains(words));
        let tops = shown.filter_map(|node| node.accesskit_node().raw_bounds().map(|bounds| bounds.y0));
        tops.reduce(f64::min)
    };
    let ended = height_of("The disk is full. The recording ended there").unwrap();
    let unsaved = height_of("the newest entries are not stored yet").unwrap();
    assert!(ended < unsaved, "{ended} {unsaved}");
    assert_eq!(height_of("could not go on from that device"), None);
}

#[test]
fn an_output_that_is_played_on_now_and_a_busy_disk_look_as_they_did() {
    let mut results = SnapshotResults::new();
    for (name, scene) in [("elsewhere", plays_elsewhere as fn() -> Scene), ("disk-full", disk_full)] {
        let mut harness = scene().window(SMALL, look(ThemeChoice::Light, 100));
        harness.run();
        results.add(harness.try_snapshot(format!("pages/{name}-light")));
    }
}
