//! A whole call through the accessibility tree, recorded from a voice that is really played.

use super::{A_WHILE, Done, EXPLAINED, Role, STATUS, folders, kinds, recording, start, turn, wait_stored};
use crate::at_desk::{Folders, Program, Voice, captures_of, envelope, likeness, play, say, wait_for};
use rapport::domain::entry::Entry;
use rapport::store::{CallSummary, Layout, Store};
use std::path::PathBuf;

/// Least likeness of loudness over time that counts as the same words, and the most that other words may have. Measured
/// on a busy machine: 0.83 to 0.99, and 0.39 to 0.55.
const THE_SAME: f32 = 0.75;
const OTHER: f32 = 0.65;

struct Words {
    before: PathBuf,
    first: PathBuf,
    paused: PathBuf,
    last: PathBuf,
}

fn speak(folders: &Folders) -> Done<Words> {
    let said = |voice, words: &str, name: &str| -> Done<PathBuf> {
        let file = folders.other().join(name);
        say(voice, words, &file)?;
        Ok(file)
    };
    Ok(Words {
        before: said(Voice::PARALEGAL, "One two three, can you hear me well?", "before.wav")?,
        first: said(Voice::CLIENT, "The light was green for us, and then the van just came.", "first.wav")?,
        paused: said(
            Voice::CLIENT,
            "Hold on please. Yes, two sugars! No. Thanks. Bye now. Bye, bye.",
            "paused.wav",
        )?,
        last: said(
            Voice::PARALEGAL,
            "Thank you. Which hospital did the ambulance take you to that evening?",
            "last.wav",
        )?,
    })
}

fn hear(file: &std::path::Path) -> Done {
    let played = play(file)?.wait()?;
    if played.success() { Ok(()) } else { Err("the voice could not be played".into()) }
}

#[test]
fn a_whole_call_is_recorded_after_a_yes_and_ends_in_a_call_note_that_can_be_filed() -> Done {
    let Some(_turn) = turn("a whole call") else { return Ok(()) };
    let folders = folders()?;
    let words = speak(&folders)?;
    let program = start(&folders)?;
    prepare(&program, &words)?;
    roles(&program)?;
    consent(&program)?;
    interview(&program, &words)?;
    close(&program)?;
    let (call, entries) = wait_stored(&folders, "finished")?;
    check_timeline(&entries);
    check_recording(&folders, &call, &words)?;
    check_notes(&program, &folders, &call)?;
    program.close()?;
    check_proof(&folders, &call)
}

fn prepare(program: &Program, words: &Words) -> Done {
    program.type_into("Client", "Maria Lopez")?;
    program.type_into("Matter", "Lopez v. Brightway, 24-118")?;
    program.click("Start call")?;
    program.wait_told(Role::CheckBox, "Microphone heard", "not heard yet")?;
    hear(&words.before)?;
    program.wait_that("the microphone's item, ticked by itself", |node| {
        node.name == "Microphone heard" && node.is_checked()
    })?;
    let ticked = program.tick_all()?;
    assert!(ticked.iter().any(|name| name == "Conflict check done"), "{ticked:?}");
    program.click("Next: Roles")
}

fn roles(program: &Program) -> Done {
    program.wait_told(Role::Button, "Roles", "current")?;
    program.tick_all()?;
    program.type_into("Minutes the client has", "40")?;
    program.click("Note the time")?;
    program.wait_to_read("40 minutes agreed")?;
    program.click("Next: Consent")
}

fn consent(program: &Program) -> Done {
    program.wait(Role::CheckBox, EXPLAINED)?;
    program.wait_told(Role::Button, "Start recording", "Explain benefits and risks first")?;
    program.tick(EXPLAINED)?;
    program.wait_told(Role::Button, "Start recording", "Maria Lopez has not been asked yet")?;
    program.tick("Maria Lopez agrees to being recorded")?;
    program.click("Start recording")?;
    program.wait_told(Role::Label, STATUS, "Recording,")?;
    program.click("Interview")
}

fn note(program: &Program, kind: &str, text: &str) -> Done {
    program.wait(Role::RadioButton, kind)?;
    program.choose(kind)?;
    program.type_into("Note", text)?;
    program.click("Add note")?;
    program.wait_to_read(text)
}

fn interview(program: &Program, words: &Words) -> Done {
    program.wait(Role::Entry, "Answer")?;
    hear(&words.first)?;
    program.type_into("Answer", "A van ran the red light")?;
    program.press("Ctrl+Enter")?;
    program.wait_to_read("1 of")?;
    note(program, "Concern", "Worried about the rent")?;
    note(program, "Promise", "Send the police report")?;
    note(program, "For the attorney", "Does the health plan have to be paid back?")?;
    program.click("Add marker")?;
    program.click("Pause recording")?;
    program.wait_told(Role::Label, STATUS, "Paused")?;
    hear(&words.paused)?;
    program.click("Resume recording")?;
    program.wait_told(Role::Label, STATUS, "Recording,")?;
    hear(&words.last)?;
    // What was played last is still on its way through the sound system for a moment.
    std::thread::sleep(A_WHILE);
    program.click("Withdraw consent")?;
    program.wait_told(Role::Label, STATUS, "Not recording")?;
    let start = program.wait(Role::Button, "Start recording")?;
    assert!(!start.is_enabled(), "{start}");
    assert!(start.description.contains("Consent was withdrawn. Nothing more is recorded"), "{start}");
    wait_for("the microphone to be closed", || Ok((captures_of(program.process())? == 0).then_some(())))
}

fn close(program: &Program) -> Done {
    program.click("Close")?;
    program.wait_to_read("Concern, not answered")?;
    program.type_into("What was said", "The office writes to the landlord")?;
    program.click("Answered")?;
    program.wait_gone(Role::Button, "Answered")?;
    program.type_into("By when", "tomorrow 10:30")?;
    program.click("Set")?;
    program.wait_to_read("Nothing is left open")?;
    program.tick_all()?;
    program.type_into("When", "tomorrow 2pm")?;
    program.type_into("How", "Telephone")?;
    program.click("Note it")?;
    program.click("Finish call")?;
    program.wait_to_read("Nothing was left open")
}

fn check_timeline(entries: &[Entry]) {
    let wanted = [
        "opened",
        "consent_explained",
        "consent_answered",
        "recording_requested",
        "recording_started",
        "answered",
        "marked",
        "recording_paused",
        "recording_resumed",
        "consent_withdrawn",
        "recording_stopped",
        "note_settled",
        "promise_dated",
        "next_contact_agreed",
        "finished",
    ];
    let kinds = kinds(entries);
    let mut rest = kinds.iter();
    for kind in wanted {
        assert!(rest.any(|found| *found == kind), "{kind} in its place in {kinds:?}");
    }
}

fn check_recording(folders: &Folders, call: &CallSummary, words: &Words) -> Done {
    let (heard, _) = envelope(&recording(folders, &call.id))?;
    let mut last_at = 0.0;
    for (voice, name) in [(&words.first, "first"), (&words.last, "last")] {
        let (spoken, _) = envelope(voice)?;
        let (alike, at) = likeness(&spoken, &heard);
        assert!(alike > THE_SAME && at > last_at, "the {name} voice in the recording: {alike} at {at}");
        last_at = at;
    }
    for (voice, name) in [(&words.before, "before the yes"), (&words.paused, "in the pause")] {
        let (alike, _) = likeness(&envelope(voice)?.0, &heard);
        assert!(alike < OTHER, "what was said {name} is in no file: {alike}");
    }
    Ok(())
}

/// Every file is as the timeline tells, to this program and to one that knows nothing of it.
fn check_proof(folders: &Folders, call: &CallSummary) -> Done {
    let layout = Layout::new(folders.data());
    let found = Store::open_to_read(layout.clone())?.verify_all()?;
    assert!(found.is_intact(), "{found:?}");
    let check = ["--check", "--strict", "SHA256SUMS"];
    let checked =
        std::process::Command::new("sha256sum").args(check).current_dir(layout.call(&call.id)).output()?;
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    Ok(())
}

fn check_notes(program: &Program, folders: &Folders, call: &CallSummary) -> Done {
    let layout = Layout::new(folders.data());
    for format in ["md", "docx", "json"] {
        let file = layout.call_note(&call.id, format);
        wait_for(format!("the call note in {format}"), || Ok(file.exists().then_some(())))?;
    }
    let note = std::fs::read_to_string(layout.call_note(&call.id, "md"))?;
    for words in [
        "Maria Lopez",
        "Lopez v. Brightway, 24-118",
        "Dana Reyes",
        "A van ran the red light",
        "Worried about the rent",
        "Send the police report",
        "Does the health plan have to be paid back?",
        "mic-0001.wav",
    ] {
        assert!(note.contains(words), "{words} in:\n{note}");
    }
    let exports = folders.other().join("exports");
    std::fs::create_dir(&exports)?;
    program.choose("Markdown")?;
    program.type_into("Folder", exports.to_str().ok_or("a plain path")?)?;
    program.click("Export call note")?;
    program.wait_to_read(&format!("Written: {}", exports.display()))?;
    let written: Vec<_> = std::fs::read_dir(&exports)?.collect::<Result<_, _>>()?;
    let [written] = written.as_slice() else { return Err(format!("one document: {written:?}").into()) };
    assert!(std::fs::read_to_string(written.path())?.contains("Worried about the rent"));
    Ok(())
}
