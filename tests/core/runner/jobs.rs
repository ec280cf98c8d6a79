//! Exports and settings.

use super::shop::{Shop, troubles};
use crate::store::support::{Desk, call_id, client, entry, opened, opened_with};
use rapport::app::event::{Event, JobEvent};
use rapport::app::runner::file_stem;
use rapport::app::{Effect, NoteFormat, Trouble, Writing};
use rapport::domain::call::Call;
use rapport::store::ConfigLayout;
use std::path::PathBuf;

/// What is told when the call note is exported into this folder.
fn export(desk: &Desk, folder: PathBuf) -> Vec<Trouble> {
    let mut shop = Shop::open(desk);
    shop.order(Effect::Export { call: call_id(), writing: Writing::CallNote(NoteFormat::Markdown), folder });
    let told =
        shop.until(|event| matches!(event, Event::Job(JobEvent::Failed(_) | JobEvent::Written { .. })));
    shop.runner.finish();
    troubles(&told)
}

#[test]
fn an_export_makes_one_folder_and_no_drive() {
    let desk = Desk::with_call(vec![opened()]);
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("drive/exports");
    assert_eq!(export(&desk, folder.clone()), [Trouble::ExportPlaceMissing { folder: folder.clone() }]);
    assert!(!beside.path().join("drive").exists());
    std::fs::create_dir(beside.path().join("drive")).unwrap();
    assert_eq!(export(&desk, folder.clone()), []);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(export(&desk, folder.clone()), []);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn an_export_goes_to_no_folder_that_depends_on_where_the_program_was_started() {
    let desk = Desk::with_call(vec![opened()]);
    let folder = PathBuf::from("exports-of-a-test");
    assert_eq!(export(&desk, folder.clone()), [Trouble::ExportFolderNotWhole { folder: folder.clone() }]);
    assert!(!folder.exists());
}

#[test]
fn a_long_name_makes_a_file_name_that_file_systems_take() {
    let stem = |name: &str| {
        let opened = opened_with(call_id().as_str(), client("c-1", name), None);
        file_stem(&Call::fold([entry(1, opened)]).unwrap())
    };
    assert_eq!(stem("Rosa Ortiz"), "Rosa Ortiz 2026-11-24 call note");
    for letter in ["x", "é", "漢", "👩🏽"] {
        let stem = stem(&letter.repeat(300));
        assert!((170..=180).contains(&stem.len()), "{}", stem.len());
        assert!(stem.starts_with(letter.chars().next().unwrap()));
        assert!(stem.ends_with(" 2026-11-24 call note"));
    }
}

/// What is told when settings are saved.
fn save_settings(config: Option<ConfigLayout>) -> Vec<Trouble> {
    let desk = Desk::new();
    let mut shop = Shop::start_with(&desk.layout(), config);
    shop.order(Effect::SaveSettings(Box::default()));
    let told = shop.until(|event| matches!(event, Event::Job(JobEvent::Failed(_) | JobEvent::SettingsSaved)));
    shop.runner.finish();
    troubles(&told)
}

#[test]
fn settings_that_cannot_be_saved_have_words_of_their_own() {
    assert_eq!(save_settings(None), [Trouble::NoConfigFolder]);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(save_settings(Some(ConfigLayout::new(folder.path()))), []);
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "").unwrap();
    let told = save_settings(Some(ConfigLayout::new(&in_the_way)));
    assert!(matches!(told.as_slice(), [Trouble::SettingsNotSaved { .. }]), "{told:?}");
}

#[test]
fn consent_scripts_are_read_with_the_checklists_and_before_them_from_the_config_folder() {
    let folder = tempfile::tempdir().unwrap();
    let config = ConfigLayout::new(folder.path());
    std::fs::create_dir_all(config.consent()).unwrap();
    std::fs::write(config.consent().join("ours.json"), "{\n  \"id\": 3\n}").unwrap();
    let desk = Desk::new();
    let mut shop = Shop::start_with(&desk.layout(), Some(config.clone()));
    shop.order(Effect::LoadChecklists);
    let told = shop.until(|event| matches!(event, Event::Job(JobEvent::Checklists(_))));
    shop.runner.finish();
    let scripts = told.iter().find_map(|event| match event {
        Event::Job(JobEvent::ConsentScripts(scripts)) => Some(scripts),
        _ => None,
    });
    let scripts = scripts.unwrap();
    assert!(scripts.faults.iter().all(|fault| fault.file.ends_with("consent/ours.json")));
    assert!(!scripts.faults.is_empty());
    assert_eq!(scripts.scripts.len(), 2, "the shipped ones stay");
}
