//! How the command line is read, and where it looks.

use super::desk::{Desk, RUNNING};
use super::{Said, program, rapport, run};
use std::path::Path;

const VERBS: [&str; 8] = ["calls", "show", "export", "verify", "devices", "doctor", "checklist", "law"];

fn on_nothing(args: &[&str]) -> Said {
    run(program(Path::new("/nonexistent/config")).args(args))
}

#[test]
fn help_lists_every_verb_and_each_verb_has_its_own_page() {
    for asked in [["--help"], ["-h"], ["help"]] {
        let page = on_nothing(&asked).text().to_owned();
        for verb in VERBS {
            assert!(page.contains(&format!("\n  {verb} ")), "{verb} in {page}");
        }
        assert!(page.contains("coach, due, search"), "{page}");
    }
    for verb in VERBS {
        let page = on_nothing(&[verb, "--help"]).text().to_owned();
        assert!(page.starts_with(&format!("Usage: rapport {verb}")), "{page}");
        assert_eq!(page, on_nothing(&["help", verb]).text());
        assert!(page.lines().all(|line| line.chars().count() <= 125), "{page}");
    }
    assert!(on_nothing(&["export", "--help"]).text().contains("is noted on the call's timeline"));
}

#[test]
fn the_version_is_the_package_version() {
    assert_eq!(on_nothing(&["--version"]).text(), format!("rapport {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_is_not_in_this_version_says_so() {
    let later: [&[&str]; 5] = [
        &["coach", "--stdin"],
        &["due", "2026-11-24T16:15:02Z", "--office", "x"],
        &["search", "Bell"],
        &["--json", "coach", "Why?"],
        &["help", "coach"],
    ];
    for args in later {
        on_nothing(args).check_refused(&["is not in this version"]);
    }
    for format in ["pdf", "ics", "csv", "bundle"] {
        let said = on_nothing(&["export", "2026", "--format", format, "--to", "/nonexistent/x"]);
        said.check_refused(&[format, "is not in this version"]);
    }
}

#[test]
fn what_is_not_understood_is_named() {
    let wrong: [(&[&str], &str); 18] = [
        (&["record"], "“record”"),
        (&["record", "--help"], "“record”"),
        (&["help", "record"], "“record”"),
        (&["calls", "--loud"], "“--loud”"),
        (&["-x"], "“-x”"),
        (&["--data"], "--data wants a value"),
        (&["calls", "--data", ""], "--data wants a value"),
        (&["calls", "--json=yes"], "--json takes no value"),
        (&["--json"], "--json wants a verb"),
        (&["calls", "2026"], "“calls” takes no “2026”"),
        (&["calls", "--force"], "“calls” takes no “--force”"),
        (&["show"], "“show” wants a call"),
        (&["checklist", "mend", "x"], "“checklist” takes no “mend”"),
        (&["export", "2026", "--format", "rtf", "--to", "x"], "certificate-docx, wav or flac"),
        (&["export", "2026", "--format", "wav", "--gaps", "loud", "--to", "x"], "silence or cut"),
        (&["export", "2026", "--format", "md", "--gaps", "cut", "--to", "x"], "--gaps with --format md"),
        (&["show", "2026", "--gaps", "cut"], "“show” takes no “--gaps”"),
        (&["export", "2026", "--format", "md"], "“export” wants --to"),
    ];
    for (args, words) in wrong {
        on_nothing(args).check_refused(&[words]);
    }
}

#[test]
fn the_option_goes_before_the_variable_and_that_before_the_settings() {
    let [mut asked, mut variable, mut set] = [Desk::empty(), Desk::empty(), Desk::empty()];
    asked.open_call("20261201-000000-aaaa", "2026-12-01T00:00:00Z", "Asked");
    variable.open_call("20261201-000000-bbbb", "2026-12-01T00:00:00Z", "Variable");
    set.open_call("20261201-000000-cccc", "2026-12-01T00:00:00Z", "Set");
    let config = set.beside("config");
    std::fs::create_dir(&config).unwrap();
    let settings = serde_json::json!({ "data_folder": set.data() });
    std::fs::write(config.join("settings.json"), settings.to_string()).unwrap();
    let client = |command: &mut std::process::Command| {
        run(command.arg("--json")).json(0)[0]["client"].as_str().unwrap().to_owned()
    };

    assert_eq!(client(program(&config).arg("calls")), "Set");
    assert_eq!(client(program(&config).arg("calls").env("RAPPORT_DATA", "")), "Set");
    let with_variable = || {
        let mut command = program(&config);
        command.env("RAPPORT_DATA", variable.data());
        command
    };
    assert_eq!(client(with_variable().arg("calls")), "Variable");
    assert_eq!(client(with_variable().arg("calls").arg("--data").arg(asked.data())), "Asked");
    assert_eq!(client(with_variable().arg("--data").arg(asked.data()).arg("calls")), "Asked");
}

#[test]
fn damaged_settings_are_left_as_they_are_and_no_other_folder_is_guessed() {
    let desk = Desk::with_calls();
    let config = desk.beside("config");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("settings.json"), "{ not JSON").unwrap();
    for verb in [&["calls"][..], &["show", RUNNING], &["verify", RUNNING]] {
        run(program(&config).args(verb)).check_refused(&["settings.json", "--data"]);
    }
    run(program(&config).arg("calls").arg("--data").arg(desk.data())).text();
    run(program(&config).arg("doctor").arg("--data").arg(desk.data()));
    let names: Vec<_> = std::fs::read_dir(&config).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["settings.json"]);
    assert_eq!(std::fs::read_to_string(config.join("settings.json")).unwrap(), "{ not JSON");
}

#[test]
fn a_folder_without_data_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("none");
    for args in [&["calls"][..], &["show", "2026"], &["verify", "2026"], &["calls", "--json"]] {
        rapport(&data, args).check_refused(&["no data folder", &data.display().to_string()]);
    }
    rapport(&data, ["export", "2026", "--format", "md", "--to", "x"]).check_refused(&["no data folder"]);
    assert!(!data.exists());
}

#[test]
fn a_damaged_database_is_named_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapport.db");
    let damage = vec![b'x'; 8192];
    std::fs::write(&file, &damage).unwrap();
    rapport(folder.path(), ["calls"]).check_refused(&["damaged", "rapport.db"]);
    assert_eq!(std::fs::read(&file).unwrap(), damage);
}

#[test]
fn every_reading_verb_works_beside_an_open_window() {
    // The desk holds the lock.
    let desk = Desk::with_calls();
    let data = desk.data();
    for args in [&["calls"][..], &["show", RUNNING], &["verify", RUNNING]] {
        rapport(&data, args).text();
    }
    let note = desk.beside("note.md");
    let to = note.to_str().unwrap();
    rapport(&data, ["export", RUNNING, "--format", "md", "--to", to]).text();
    assert!(note.exists());
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let desk = Desk::with_calls();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = program(&desk.beside("config"));
    command.args(["show", "--json", RUNNING, "--data"]).arg(desk.data()).stdout(writer);
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_told() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = program(Path::new("/nonexistent/config"));
    let output = command.arg("help").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("could not be written"));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_verb_the_window_is_wanted_and_without_a_display_the_verbs_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    for args in [&[][..], &["--data", data]] {
        let said = run(program(&folder.path().join("config")).env("RAPPORT_DATA", data).args(args));
        said.check_refused(&["No window could be opened", "rapport --help"]);
    }
}
