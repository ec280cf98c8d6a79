//! The settings file: read, replaced whole, and never overwritten where it is damaged.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking, in its helpers too")]

use rapport::domain::custody::AfterWithdrawal;
use rapport::domain::people::Operator;
use rapport::store::settings::{FarEndChoice, Loaded, Settings, TextPercent, Theme, load, save};
use rapport::store::{ConfigLayout, SaveError};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const STAMP: &str = "20261124-161502";

fn config() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = ConfigLayout::new(folder.path()).settings();
    (folder, file)
}

fn put(file: &Path, text: &str) {
    rapport::store::atomic::replace(file, text.as_bytes()).unwrap();
}

fn settings() -> Settings {
    Settings {
        operator: Operator {
            name: "Ada \"The Desk\" Park 👩🏽‍⚖️".to_owned(),
            title: "paralegal".to_owned(),
            firm: "Quill & Marsh / عبد الرحمن".to_owned(),
            attorney: "Jo Marsh".to_owned(),
        },
        place: Some("US-PA".to_owned()),
        data_folder: Some(PathBuf::from("/srv/rapport data")),
        microphone: Some("pulseaudio:headset".to_owned()),
        far_end: FarEndChoice::Device("pulseaudio:headset.monitor".to_owned()),
        after_withdrawal: AfterWithdrawal::AskToDelete,
        talk_share_in_note: true,
        theme: Theme::Dark,
        text_percent: TextPercent::new(150),
    }
}

/// Loads a file with this text, which is not damaged.
fn check_loads(text: &str, expected: &Settings) {
    let (_folder, file) = config();
    put(&file, text);
    let Loaded { settings, set_aside, unreadable } = load(&file, STAMP);
    assert_eq!((&settings, set_aside, unreadable), (expected, None, None), "{text}");
}

#[test]
fn settings_read_back_as_they_were_saved() {
    let (_folder, file) = config();
    save(&file, &settings()).unwrap();
    assert_eq!(load(&file, STAMP).settings, settings());
    save(&file, &Settings::default()).unwrap();
    assert_eq!(load(&file, STAMP).settings, Settings::default());
}

#[test]
fn the_far_end_is_off_the_systems_choice_or_a_device_and_a_rule_that_is_not_known_restricts() {
    let with = |far_end| Settings { far_end, ..Settings::default() };
    check_loads(r#"{"far_end": "off"}"#, &with(FarEndChoice::Off));
    check_loads(r#"{"far_end": "system"}"#, &with(FarEndChoice::SystemChoice));
    check_loads("{}", &with(FarEndChoice::SystemChoice));
    check_loads(r#"{"far_end": "a:b.monitor"}"#, &with(FarEndChoice::Device("a:b.monitor".to_owned())));
    let keep = Settings { after_withdrawal: AfterWithdrawal::Keep, ..Settings::default() };
    check_loads(r#"{"after_withdrawal": "keep"}"#, &keep);
    check_loads(r#"{"after_withdrawal": "burn"}"#, &Settings::default());
    assert_eq!(Settings::default().after_withdrawal, AfterWithdrawal::Restrict);
}

#[test]
fn where_there_is_no_file_the_usual_settings_hold_and_none_is_made() {
    let (_folder, file) = config();
    let Loaded { settings, set_aside, unreadable } = load(&file, STAMP);
    assert_eq!((settings, set_aside, unreadable), (Settings::default(), None, None));
    assert!(!file.exists());
}

#[test]
fn a_missing_folder_is_made_when_saving() {
    let (folder, _) = config();
    let file = folder.path().join("deep/er/settings.json");
    save(&file, &settings()).unwrap();
    assert_eq!(load(&file, STAMP).settings, settings());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(file.parent().unwrap()), mode(&file)), (0o700, 0o600));
    }
}

#[test]
fn what_is_left_out_is_as_usual() {
    check_loads("{}", &Settings::default());
    let ada = Operator { name: "Ada".to_owned(), ..Operator::default() };
    check_loads(r#"{"operator": {"name": "Ada"}}"#, &Settings { operator: ada, ..Settings::default() });
}

#[test]
fn values_out_of_range_are_brought_into_it() {
    for (text, expected) in
        [("0", 100), ("-40", 100), ("1e9", 200), ("137.6", 138), ("200", 200), ("99999", 200)]
    {
        let expected = Settings { text_percent: TextPercent::new(expected), ..Settings::default() };
        check_loads(&format!(r#"{{"text_percent": {text}}}"#), &expected);
    }
    check_loads(r#"{"theme": "sepia"}"#, &Settings::default());
    assert_eq!((TextPercent::new(0).get(), TextPercent::new(999).get()), (100, 200));
}

#[test]
fn a_mark_that_an_editor_put_first_is_no_damage() {
    check_loads(
        "\u{feff}{\"theme\": \"light\"}\r\n",
        &Settings { theme: Theme::Light, ..Settings::default() },
    );
}

#[test]
fn what_this_version_does_not_know_is_kept() {
    let (_folder, file) = config();
    put(
        &file,
        r#"{"theme": "dark", "shortcuts": {"mark": "F8"}, "operator": {"name": "Ada", "bar_number": 7}}"#,
    );
    let mut settings = load(&file, STAMP).settings;
    settings.theme = Theme::Light;
    settings.operator.name = "Ada Park".to_owned();
    save(&file, &settings).unwrap();
    let saved: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(saved["shortcuts"], json!({"mark": "F8"}));
    assert_eq!(
        (&saved["operator"]["bar_number"], &saved["operator"]["name"]),
        (&json!(7), &json!("Ada Park"))
    );
    assert_eq!(saved["theme"], json!("light"));
}

#[test]
fn a_damaged_file_is_set_aside_and_named() {
    let not_text = [&b"{\"theme\": \"\xff\xfe"[..], b"\"}"].concat();
    for damage in [
        b"".as_slice(),
        b"{\"theme\": \"da",
        b"[]",
        b"null",
        b"{\"operator\": 5}",
        b"{\"text_percent\": \"large\"}",
        &not_text,
        &[0; 100],
    ] {
        let (folder, file) = config();
        rapport::store::atomic::replace(&file, damage).unwrap();
        let loaded = load(&file, STAMP);
        let aside = folder.path().join("settings-damaged-20261124-161502.json");
        assert_eq!(loaded.settings, Settings::default());
        assert_eq!((loaded.set_aside.as_ref(), loaded.unreadable), (Some(&aside), None));
        assert!(!file.exists());
        save(&file, &settings()).unwrap();
        assert_eq!(std::fs::read(&aside).unwrap(), damage);
    }
}

#[test]
fn a_second_damaged_file_takes_the_place_of_none() {
    let (folder, file) = config();
    for damage in ["first", "second", "third"] {
        put(&file, damage);
        let aside = load(&file, STAMP).set_aside.unwrap();
        assert_eq!(std::fs::read_to_string(aside).unwrap(), damage);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn a_file_that_was_damaged_while_the_program_ran_is_not_overwritten() {
    let (_folder, file) = config();
    save(&file, &settings()).unwrap();
    put(&file, "{ by hand, half done");
    let refused = save(&file, &settings());
    assert!(matches!(&refused, Err(SaveError::Unwritable { path, .. }) if *path == file), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "{ by hand, half done");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_left_alone() {
    let (_folder, file) = config();
    rapport::store::folder::make(&file).unwrap();
    let loaded = load(&file, STAMP);
    assert_eq!((loaded.settings, loaded.set_aside), (Settings::default(), None));
    assert!(loaded.unreadable.is_some());
    assert!(matches!(save(&file, &settings()), Err(SaveError::Unwritable { .. })));
    assert!(file.is_dir());
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let (folder, _) = config();
    let way = folder.path().join("way");
    put(&way, "a file in the way");
    let refused = save(&way.join("settings.json"), &settings());
    assert!(matches!(refused, Err(SaveError::Unwritable { .. })), "{refused:?}");
}
