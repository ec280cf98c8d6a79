//! A finished call: its call note in the folder, elsewhere and on the clipboard, and what is added later.

use crate::support::Desk;
use eframe::egui::{Key, OutputCommand, Role};
use std::path::{Path, PathBuf};

fn finished() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.write(Role::MultilineTextInput, "Note", "prefers mornings");
    desk.key(Key::Enter);
    desk.go("Close", "Before you hang up");
    desk.button("Finish call");
    desk.wait_for(Role::Heading, "Call finished");
    desk
}

fn call_folder(desk: &Desk) -> PathBuf {
    let id = desk.window().state().call.as_ref().unwrap().call.id().to_string();
    desk.home().join("data/calls").join(id)
}

fn names_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_call_note_is_filed_in_every_format_when_the_call_is_finished() {
    let mut desk = finished();
    let folder = call_folder(&desk);
    let filed = ["call-note.docx", "call-note.json", "call-note.md", "timeline.jsonl"];
    desk.wait_until("the call note is filed", |_| {
        filed.iter().all(|name| names_in(&folder).contains(&(*name).to_owned()))
    });
    let text = std::fs::read_to_string(folder.join("call-note.md")).unwrap();
    assert!(text.contains("Ana Bell") && text.contains("prefers mornings"), "{text}");
}

#[test]
fn the_call_note_is_exported_where_asked_and_never_over_a_file_that_is_there() {
    let mut desk = finished();
    let folder = desk.home().join("for the file");
    desk.press(Role::RadioButton, "Markdown");
    desk.write(Role::TextInput, "Folder", &folder.display().to_string());
    desk.button("Export call note");
    let whole = |name: &String| name.starts_with("Ana Bell ") && name.ends_with(" call note.md");
    desk.wait_until("it is written", |_| names_in(&folder).iter().any(whole));
    let first = names_in(&folder)[0].clone();
    std::fs::OpenOptions::new()
        .append(true)
        .open(folder.join(&first))
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"a remark by hand\n"))
        .unwrap();
    desk.button("Export call note");
    let second = first.replace(".md", " (2).md");
    desk.wait_until("it is written beside the first", |_| {
        names_in(&folder) == [second.clone(), first.clone()]
    });
    let kept = std::fs::read_to_string(folder.join(&first)).unwrap();
    assert!(kept.ends_with("a remark by hand\n"));
    desk.wait_to_read(&format!("Written: {}", folder.join(&second).display()));
}

#[test]
fn with_no_folder_typed_it_goes_to_the_documents_in_the_chosen_format() {
    let mut desk = finished();
    desk.button("Export call note");
    let folder = desk.home().join("documents");
    let whole = |name: &String| name.starts_with("Ana Bell ") && name.ends_with(" call note.docx");
    desk.wait_until("it is written", |_| names_in(&folder).iter().any(whole));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_in_words() {
    let mut desk = finished();
    let taken = desk.home().join("taken");
    std::fs::File::create(&taken).unwrap();
    desk.write(Role::TextInput, "Folder", &taken.join("below").display().to_string());
    desk.button("Export call note");
    desk.wait_to_read("The place that should hold the folder is not there");
    assert!(!taken.is_dir());
}

#[test]
fn the_call_note_is_copied_as_text() {
    let mut desk = finished();
    desk.button("Copy as text");
    let mut copied = None;
    while copied.is_none() {
        desk.step();
        let commands = &desk.harness().output().platform_output.commands;
        copied = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        assert!(copied.is_some() || !desk.window().state().copied, "said to be copied and is not");
    }
    assert!(copied.unwrap().contains("prefers mornings"));
    desk.wait_to_read("The call note is on the clipboard");
}

#[test]
fn an_addendum_is_dated_and_the_call_note_is_filed_again() {
    let mut desk = finished();
    let note = call_folder(&desk).join("call-note.md");
    desk.write(Role::MultilineTextInput, "Addendum", "she rang back");
    desk.button("Add addendum");
    desk.wait_for(Role::Label, "she rang back");
    assert_eq!(desk.value(Role::MultilineTextInput, "Addendum"), "");
    desk.wait_until("the call note has it", |_| {
        std::fs::read_to_string(&note).is_ok_and(|text| text.contains("she rang back"))
    });
}

#[test]
fn a_finished_call_is_opened_again_from_the_list() {
    let mut desk = finished();
    desk.button("Today");
    desk.wait_for(Role::Heading, "Today");
    desk.button("Ana Bell");
    desk.wait_for(Role::Heading, "Call finished");
    desk.get(Role::Button, "Export call note");
    assert!(!desk.has(Role::Button, "Start recording"));
}

/// A finished call of which a second was recorded.
fn recorded() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.agree("Ana Bell");
    desk.button("Start recording");
    desk.wait_for(Role::Button, "Stop recording");
    desk.hear(1);
    desk.button("Stop recording");
    desk.wait_for(Role::Button, "Start recording");
    desk.go("Close", "Before you hang up");
    desk.button("Finish call");
    desk.wait_for(Role::Heading, "Call finished");
    desk
}

#[test]
fn the_recording_is_exported_as_wav_and_flac_with_gaps_as_they_are_wanted() {
    let mut desk = recorded();
    let folder = desk.home().join("for the file");
    desk.write(Role::TextInput, "Folder", &folder.display().to_string());
    desk.button("Export sound (WAV)");
    let whole = |end: &str, names: &[String]| names.iter().any(|name| name.ends_with(end));
    desk.wait_until("it is written", |_| whole(" recording.wav", &names_in(&folder)));
    desk.wait_to_read(" recording.wav");
    desk.press(Role::RadioButton, "Gaps cut out");
    desk.button("Export sound (FLAC)");
    desk.wait_until("it is written", |_| whole(" recording.flac", &names_in(&folder)));
    let note = call_folder(&desk).join("call-note.md");
    desk.wait_until("the call note says how gaps were treated", |_| {
        std::fs::read_to_string(&note).is_ok_and(|text| {
            text.contains("wav, the recording, gaps as silence")
                && text.contains("flac, the recording, gaps cut out")
        })
    });
    assert!(names_in(&folder).iter().all(|name| !name.starts_with('.')), "nothing half written stays");
}

#[test]
fn a_restricted_recording_is_not_exported_and_the_page_says_why() {
    let mut desk = recorded();
    assert!(!desk.is_disabled("Export sound (WAV)"));
    desk.button("Restrict…");
    desk.write(Role::TextInput, "Reason for this decision", "another client’s name");
    desk.button("Restrict the recording");
    desk.wait_to_read("it can be exported once the supervising attorney has released it");
    for button in ["Export sound (WAV)", "Export sound (FLAC)"] {
        assert!(desk.is_disabled(button), "{button}");
    }
    desk.get(Role::Button, "Export call note");
}
