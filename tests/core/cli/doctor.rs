//! `doctor`.

use super::desk::Desk;
use super::{program, run};
use rapport::domain::chain::Hash;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The checks by name; of several with one name the last.
fn doctor(desk: &Desk, display: Option<&str>, status: i32) -> BTreeMap<String, Value> {
    let mut command = program(&desk.beside("config"));
    command.args(["doctor", "--json", "--data"]).arg(desk.data());
    if let Some(display) = display {
        command.env("DISPLAY", display);
    }
    let said = run(&mut command);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(said.status, status, "{report:#}");
    assert_eq!(report["ready"], status == 0);
    let checks = report["checks"].as_array().unwrap();
    for check in checks {
        assert_eq!(check["advice"].is_null(), check["state"] == "ok", "{check}");
    }
    checks.iter().map(|check| (check["name"].as_str().unwrap().to_owned(), check.clone())).collect()
}

/// Every file below a folder with the hash of what is in it, but the index `SQLite` makes of its log, and a log with nothing in
/// it: any reader may leave those.
fn files(folder: &Path) -> BTreeMap<PathBuf, Hash> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name();
        if name == "rapport.db-shm" || (name == "rapport.db-wal" && entry.metadata().unwrap().len() == 0) {
            continue;
        }
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.insert(entry.path(), Hash::of(&std::fs::read(entry.path()).unwrap()));
        }
    }
    found
}

#[test]
fn a_machine_with_a_display_and_room_can_walk_a_call_even_without_sound() {
    let desk = Desk::with_calls();
    let checks = doctor(&desk, Some(":0"), 0);
    for name in
        ["fonts", "renderer", "data_folder", "disk", "database", "settings", "checklists", "consent_scripts"]
    {
        assert_eq!(checks[name]["state"], "ok", "{name}");
    }
    // Without a sound server, as here, the far end cannot be recorded; what to do is told all the same.
    assert_eq!(checks["far_end"]["state"], "note");
    assert!(checks["far_end"]["advice"].as_str().unwrap().contains("loudspeaker beside one microphone"));
    assert!(checks["renderer"]["says"].as_str().unwrap().contains("DISPLAY=:0"));
    assert!(checks["database"]["says"].as_str().unwrap().contains("2 calls"));
    assert!(checks.contains_key("microphones") && checks.contains_key("config_folder"));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_something_must_be_mended() {
    let desk = Desk::empty();
    assert_eq!(doctor(&desk, None, 1)["renderer"]["state"], "mend");
    let said = run(program(&desk.beside("config")).arg("doctor").arg("--data").arg(desk.data()));
    assert_eq!(said.status, 1);
    assert!(said.out.contains("to mend     Window: there is no display"), "{}", said.out);
}

#[test]
fn each_thing_that_must_be_mended_is_named_and_nothing_is_changed() {
    let desk = Desk::with_calls();
    let config = desk.beside("config");
    std::fs::create_dir_all(config.join("checklists")).unwrap();
    std::fs::write(config.join("settings.json"), "{ not JSON").unwrap();
    std::fs::write(config.join("checklists/ours.json"), "{\n  \"id\": 3\n}").unwrap();
    std::fs::create_dir(config.join("consent")).unwrap();
    std::fs::write(config.join("consent/ours.json"), "{\n  \"id\": 3\n}").unwrap();
    let before = (files(&desk.data()), files(&config));
    let checks = doctor(&desk, Some(":0"), 1);
    assert_eq!(checks["settings"]["state"], "mend");
    assert_eq!(checks["checklists"]["state"], "mend");
    assert!(checks["checklists"]["advice"].as_str().unwrap().contains("ours.json"));
    assert_eq!(checks["consent_scripts"]["state"], "mend");
    assert!(checks["consent_scripts"]["says"].as_str().unwrap().contains("the shipped words stay"));
    assert!(checks["consent_scripts"]["advice"].as_str().unwrap().contains("consent/ours.json, line"));
    assert_eq!(checks["database"]["state"], "ok");
    assert_eq!((files(&desk.data()), files(&config)), before);
}

#[test]
fn settings_set_aside_earlier_are_named() {
    let desk = Desk::empty();
    std::fs::create_dir(desk.beside("config")).unwrap();
    let aside = desk.beside("config").join("settings-damaged-20261124-161502.json");
    std::fs::write(&aside, "{").unwrap();
    let checks = doctor(&desk, Some(":0"), 0);
    assert!(checks["settings"]["says"].as_str().unwrap().contains("settings-damaged-20261124-161502.json"));
}

#[test]
fn a_data_folder_still_to_come_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("a/b");
    let mut command = program(&folder.path().join("config"));
    let said = run(command.args(["doctor", "--data"]).arg(&data).env("DISPLAY", ":0"));
    assert_eq!(said.status, 0, "{}", said.out);
    assert!(said.out.contains("Data folder is not there yet"), "{}", said.out);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_data_folder_that_can_never_be_made_must_be_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let mut command = program(&folder.path().join("config"));
    let said = run(command.args(["doctor", "--data"]).arg(file.join("data")).env("DISPLAY", ":0"));
    assert_eq!(said.status, 1, "{}", said.out);
    assert!(said.out.contains("to mend     Data folder cannot be written"), "{}", said.out);
}

#[test]
fn a_damaged_database_must_be_mended() {
    let desk = Desk::empty();
    let data = desk.data();
    let config = desk.beside("config");
    let _folder = desk.close();
    std::fs::write(data.join("rapport.db"), vec![b'x'; 8192]).unwrap();
    let said = run(program(&config).args(["doctor", "--data"]).arg(&data).env("DISPLAY", ":0"));
    assert_eq!(said.status, 1, "{}", said.out);
    assert!(said.out.contains("database is damaged"), "{}", said.out);
}
