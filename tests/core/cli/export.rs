//! `export`.

use super::desk::{Desk, RECORDED, RUNNING};
use super::{Said, rapport};
use rapport::domain::chain::Hash;
use rapport::domain::ids::CallId;
use serde_json::Value;
use std::path::Path;

fn export(desk: &Desk, format: &str, to: &Path, more: &[&str]) -> Said {
    let args = ["export", RECORDED, "--format", format, "--to", to.to_str().unwrap()];
    rapport(&desk.data(), args.iter().chain(more))
}

#[test]
fn each_format_is_written_and_the_timeline_stays_as_it_is() {
    let desk = Desk::with_calls();
    let before = desk.store.timeline(&CallId::new(RECORDED)).unwrap();
    for (format, begins) in [("md", &b"# Call note: Ana Bell"[..]), ("json", b"{"), ("docx", b"PK")] {
        let to = desk.beside(&format!("note.{format}"));
        let said = export(&desk, format, &to, &["--json"]).json(0);
        let bytes = std::fs::read(&to).unwrap();
        assert!(bytes.starts_with(begins), "{format}");
        assert_eq!(said["call"], RECORDED);
        assert_eq!(said["format"], format);
        assert_eq!(said["path"], to.to_str().unwrap());
        assert_eq!(said["sha256"], Hash::of(&bytes).as_str());
    }
    assert_eq!(desk.store.timeline(&CallId::new(RECORDED)).unwrap(), before);
    let note: Value = serde_json::from_slice(&std::fs::read(desk.beside("note.json")).unwrap()).unwrap();
    let head = before.last().unwrap().hash.as_str();
    assert!(note["chain"].to_string().contains(head), "{}", note["chain"]);
}

#[test]
fn a_file_that_is_there_is_kept_unless_force_is_said() {
    let desk = Desk::with_calls();
    let to = desk.beside("note.md");
    std::fs::write(&to, "mine").unwrap();
    export(&desk, "md", &to, &[]).check_refused(&["--force", "note.md"]);
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "mine");
    export(&desk, "md", &to, &["--force"]).text();
    assert!(std::fs::read_to_string(&to).unwrap().starts_with("# Call note"));
}

#[test]
fn a_folder_gets_a_file_of_the_usual_name() {
    let desk = Desk::with_calls();
    let folder = desk.beside("notes");
    std::fs::create_dir(&folder).unwrap();
    export(&desk, "docx", &folder, &[]).text();
    assert!(folder.join("Ana Bell 2026-11-24 call note.docx").exists());
    export(&desk, "docx", &folder, &[]).check_refused(&["Ana Bell 2026-11-24 call note.docx", "--force"]);
    let args = ["export", RUNNING, "--format", "md", "--to", folder.to_str().unwrap()];
    rapport(&desk.data(), args).text();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let desk = Desk::with_calls();
    export(&desk, "md", &desk.beside("none/note.md"), &[]).check_refused(&["no such folder", "none"]);
    export(&desk, "md", &desk.beside("none/"), &[]).check_refused(&["no such folder", "none"]);
    assert!(!desk.beside("none").exists());
}

#[test]
fn force_replaces_neither_rapports_own_files_nor_what_is_no_file() {
    let desk = Desk::with_calls();
    let calls = desk.call(RECORDED);
    let own = [
        desk.data().join("rapport.db"),
        desk.data().join("rapport.lock"),
        calls.join("call-note.md"),
        calls.join("audio/../timeline.jsonl"),
        calls.join("audio/mic-0001.wav"),
        calls.join("another.md"),
    ];
    for path in own {
        export(&desk, "md", &path, &["--force"]).check_refused(&["Rapport keeps its own files"]);
    }
    assert!(!calls.join("another.md").exists());
    rapport(&desk.data(), ["verify", RECORDED]).text();
    #[cfg(unix)]
    {
        let socket = desk.beside("socket");
        let _open = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        export(&desk, "md", &socket, &["--force"]).check_refused(&["socket"]);
        assert!(!socket.is_file());
    }
}

#[test]
fn the_recording_is_written_as_wav_and_as_flac_with_gaps_as_they_are_wanted() {
    let desk = Desk::with_calls();
    let before = desk.store.timeline(&CallId::new(RECORDED)).unwrap();
    for (format, gaps, seconds, begins) in [
        ("wav", &[][..], 6.0, b"RIFF"),
        ("wav", &["--gaps", "cut"], 3.5, b"RIFF"),
        ("flac", &["--gaps", "silence"], 6.0, b"fLaC"),
        ("flac", &["--gaps", "cut"], 3.5, b"fLaC"),
    ] {
        let to = desk.beside(&format!("call.{format}"));
        let said = export(&desk, format, &to, &[gaps, &["--force", "--json"]].concat()).json(0);
        let bytes = std::fs::read(&to).unwrap();
        assert!(bytes.starts_with(begins));
        assert_eq!(said["sha256"], Hash::of(&bytes).as_str());
        assert_eq!((said["format"].as_str(), said["seconds"].as_f64()), (Some(format), Some(seconds)));
        assert_eq!(said["channels"], serde_json::json!(["mic"]));
        assert_eq!(said["gaps"], *gaps.get(1).unwrap_or(&"silence"));
    }
    assert_eq!(desk.store.timeline(&CallId::new(RECORDED)).unwrap(), before);
    rapport(&desk.data(), ["verify", RECORDED]).text();

    let said = export(&desk, "wav", &desk.beside(""), &[]);
    let text = said.text();
    assert!(desk.beside("Ana Bell 2026-11-24 recording.wav").exists());
    assert!(text.contains("mono, this side, 0:00:06 long; gaps stand as silence"), "{text}");
}

#[test]
fn how_gaps_were_treated_stands_in_the_call_note_written_after_a_recording() {
    let desk = Desk::with_calls();
    let to = desk.beside("first.wav");
    let said = export(&desk, "wav", &to, &["--json", "--gaps", "cut"]).json(0);
    assert_eq!(said["noted"], false, "a window has the folder open");
    let folder = desk.close();
    let data = folder.path().join("data");
    let run = |args: &[&str]| {
        let place = folder.path().to_str().unwrap();
        let args = args.iter().map(|arg| arg.replace("PLACE", place)).collect::<Vec<_>>();
        rapport(&data, args)
    };
    let wav = ["export", RECORDED, "--format", "wav", "--gaps", "cut", "--to", "PLACE/second.wav", "--json"];
    let said = run(&wav).json(0);
    assert_eq!(said["noted"], true);
    let flac = ["export", RECORDED, "--format", "flac", "--to", "PLACE/third.flac"];
    assert!(run(&flac).text().contains("the call note tell of it"));
    run(&["export", RECORDED, "--format", "md", "--to", "PLACE/note.md"]).text();
    let note = std::fs::read_to_string(folder.path().join("note.md")).unwrap();
    let sha256 = said["sha256"].as_str().unwrap();
    assert!(note.contains(&format!("wav, the recording, gaps cut out, SHA-256 `{sha256}`")), "{note}");
    assert!(note.contains("flac, the recording, gaps as silence, SHA-256"), "{note}");
    assert!(!note.contains("first"));
    run(&["verify", RECORDED]).text();
    let shown = run(&["show", RECORDED]);
    assert!(shown.text().contains("wav, gaps cut, SHA-256"), "{}", shown.out);
}

#[test]
fn a_recording_is_refused_where_a_call_note_would_be() {
    let desk = Desk::with_calls();
    let to = desk.beside("call.wav");
    std::fs::write(&to, "mine").unwrap();
    export(&desk, "wav", &to, &[]).check_refused(&["--force", "call.wav"]);
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "mine");
    let own = desk.call(RECORDED).join("audio/mic-0001.wav");
    export(&desk, "wav", &own, &["--force"]).check_refused(&["Rapport keeps its own files"]);
    export(&desk, "flac", &desk.beside("none/x.flac"), &[]).check_refused(&["no such folder", "none"]);
    let args = ["export", RUNNING, "--format", "wav", "--to", desk.beside("x.wav").to_str().unwrap()]
        .map(str::to_owned);
    rapport(&desk.data(), args).check_refused(&["not finished", "Finish it in the window"]);
    assert!(!desk.beside("x.wav").exists());
}

#[test]
fn a_recording_with_a_missing_file_is_written_and_the_file_is_named() {
    let desk = Desk::with_calls();
    std::fs::remove_file(desk.call(RECORDED).join("audio/mic-0002.wav")).unwrap();
    let to = desk.beside("call.wav");
    let said = export(&desk, "wav", &to, &[]);
    assert_eq!(said.status, 1);
    assert!(said.err.contains("mic-0002.wav") && to.exists(), "{}", said.err);
}

#[test]
fn a_restricted_take_is_left_out_of_the_recording_and_named() {
    let mut desk = Desk::with_calls();
    desk.restrict_first_take();
    let to = desk.beside("call.wav");
    let said = export(&desk, "wav", &to, &["--json", "--gaps", "cut"]).json(0);
    assert_eq!((said["locked"].clone(), said["seconds"].as_f64()), (serde_json::json!([1]), Some(1.5)));
    let said = export(&desk, "flac", &desk.beside("call.flac"), &[]);
    assert!(said.text().contains("Left out because they are locked: take 1"), "{}", said.out);
}

#[test]
fn the_consent_certificate_is_written_in_each_format_under_a_name_of_its_own() {
    let desk = Desk::with_calls();
    let folder = desk.beside("certificates");
    std::fs::create_dir(&folder).unwrap();
    for (format, ending, begins) in [
        ("certificate-md", "md", &b"# Consent certificate: Ana Bell"[..]),
        ("certificate-docx", "docx", b"PK"),
        ("certificate-json", "json", b"{"),
    ] {
        let said = export(&desk, format, &folder, &["--json"]).json(0);
        let file = folder.join(format!("Ana Bell 2026-11-24 consent certificate.{ending}"));
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(begins), "{format}");
        assert_eq!((said["format"].as_str(), said["path"].as_str()), (Some(format), file.to_str()));
        assert_eq!(said["sha256"], Hash::of(&bytes).as_str());
        export(&desk, format, &folder, &[]).check_refused(&["--force"]);
    }
    let text = std::fs::read_to_string(folder.join("Ana Bell 2026-11-24 consent certificate.md")).unwrap();
    let head = desk.store.timeline(&CallId::new(RECORDED)).unwrap().last().unwrap().hash.to_string();
    assert!(text.contains(&head), "{text}");
    export(&desk, "certificate-pdf", &folder, &[]).check_refused(&["no format “certificate-pdf”"]);
    export(&desk, "certificate-md", &folder, &["--gaps", "cut"]).check_refused(&["--gaps"]);
}

#[test]
fn a_recording_without_a_valid_consent_is_exported_in_no_format() {
    let mut desk = Desk::with_calls();
    desk.find_no_consent();
    for format in ["wav", "flac"] {
        let to = desk.beside(&format!("call.{format}"));
        export(&desk, format, &to, &["--force"]).check_refused(&["all of it is locked"]);
        assert!(!to.exists());
    }
    let to = desk.beside("certificate.md");
    export(&desk, "certificate-md", &to, &[]).text();
    assert!(std::fs::read_to_string(&to).unwrap().contains("the wrong person answered"));
}
