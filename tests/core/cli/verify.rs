//! `verify`.

use super::desk::{Desk, RECORDED, RUNNING};
use super::rapport;
use serde_json::{Value, json};
use std::path::Path;

fn verify(data: &Path, what: &Path, status: i32) -> Value {
    let report = rapport(data, [Path::new("verify"), what, Path::new("--json")]).json(status);
    assert_eq!(report["intact"], status == 0);
    assert_eq!(report["faults"].as_array().unwrap().is_empty(), status == 0);
    report
}

/// The faults of the recorded call, as `where: what`.
fn faults(data: &Path, what: &Path) -> Vec<String> {
    let report = verify(data, what, 1);
    let fault =
        |fault: &Value| format!("{}: {}", fault["where"].as_str().unwrap(), fault["what"].as_str().unwrap());
    report["faults"].as_array().unwrap().iter().map(fault).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn change_a_byte(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn an_untouched_call_is_intact_and_its_head_is_told() {
    let desk = Desk::with_calls();
    let report = verify(&desk.data(), Path::new(RECORDED), 0);
    let timeline = desk.store.timeline(&rapport::domain::ids::CallId::new(RECORDED)).unwrap();
    let call =
        json!({ "id": RECORDED, "entries": timeline.len(), "head": timeline.last().unwrap().hash.as_str() });
    assert_eq!(report["checked"], json!({ "call": call }));
    verify(&desk.data(), Path::new(RUNNING), 0);
    let said = rapport(&desk.data(), ["verify", RECORDED]);
    assert!(said.text().contains("\nIntact") && said.out.contains(timeline.last().unwrap().hash.as_str()));
}

#[test]
fn an_edited_row_is_found() {
    let desk = Desk::with_calls();
    let data = desk.data();
    let _folder = desk.close();
    let db = rusqlite::Connection::open(data.join("rapport.db")).unwrap();
    db.execute_batch("DROP TRIGGER entries_are_not_changed").unwrap();
    let edit = "UPDATE entries SET body = replace(body, 'Said in take 1', 'Sold in take 1')
                WHERE body LIKE '%Said in take 1%'";
    assert_eq!(db.execute(edit, []).unwrap(), 1);
    let seq: i64 = db
        .query_row("SELECT seq FROM entries WHERE body LIKE '%Sold in%' AND call = ?1", [RECORDED], |row| {
            row.get(0)
        })
        .unwrap();
    drop(db);
    let found = faults(&data, Path::new(RECORDED));
    assert!(found.contains(&format!("entry {seq}: entry does not match its hash")), "{found:?}");
    let plain = rapport(&data, ["verify", RECORDED]);
    assert_eq!((plain.status, plain.err.as_str()), (1, ""));
    assert!(
        plain.out.contains(&format!("entry {seq}: ")) && plain.out.contains("Not intact"),
        "{}",
        plain.out
    );
}

#[test]
fn an_entry_that_cannot_be_read_ends_show_with_a_word_on_verify() {
    let desk = Desk::with_calls();
    let data = desk.data();
    let _folder = desk.close();
    let db = rusqlite::Connection::open(data.join("rapport.db")).unwrap();
    db.execute_batch("DROP TRIGGER entries_are_not_changed").unwrap();
    let edit = "UPDATE entries SET body = '{}' WHERE call = ?1 AND seq = 3";
    db.execute(edit, [RECORDED]).unwrap();
    drop(db);
    rapport(&data, ["show", RECORDED]).check_refused(&["Entry 3", "rapport verify"]);
    assert!(verify(&data, Path::new(RECORDED), 1)["checked"]["call"]["head"].is_null());
}

#[test]
fn a_changed_a_missing_and_an_added_file_are_found() {
    let desk = Desk::with_calls();
    let audio = desk.call(RECORDED).join("audio");
    change_a_byte(&audio.join("mic-0001.wav"));
    std::fs::remove_file(audio.join("mic-0002.wav")).unwrap();
    std::fs::write(audio.join("other.wav"), "x").unwrap();
    let expected = [
        "audio/mic-0001.wav: file was changed",
        "audio/mic-0002.wav: file is missing",
        "audio/other.wav: file was added",
    ];
    assert_eq!(faults(&desk.data(), Path::new(RECORDED)), expected);
}

#[test]
fn a_copied_folder_is_checked_without_the_database() {
    let desk = Desk::with_calls();
    let copied = desk.beside("handed over");
    copy(&desk.call(RECORDED), &copied);
    let nowhere = desk.beside("nowhere");
    let report = verify(&nowhere, &copied, 0);
    assert_eq!(report["checked"]["folder"]["path"], copied.to_str().unwrap());
    change_a_byte(&copied.join("call-note.md"));
    assert_eq!(faults(&nowhere, &copied), ["call-note.md: file was changed"]);
}

#[test]
fn what_is_neither_call_nor_folder_of_one_is_told() {
    let desk = Desk::with_calls();
    let data = desk.data();
    rapport(&data, ["verify", "2025"]).check_refused(&["“2025”"]);
    rapport(&data, ["verify", "/nonexistent/call"]).check_refused(&["no such folder"]);
    rapport(&data, [Path::new("verify"), &data.join("calls")]).check_refused(&["no timeline file"]);
}

#[test]
fn a_data_folder_is_checked_whole_and_a_folder_of_no_call_is_named() {
    let desk = Desk::with_calls();
    let data = desk.data();
    let nowhere = desk.beside("nowhere");
    let report = verify(&nowhere, &data, 0);
    assert_eq!(report["checked"]["data"], json!({ "path": data.to_str().unwrap(), "calls": 2 }));
    copy(&desk.call(RECORDED), &data.join("calls/20200101-000000-aaaa"));
    change_a_byte(&desk.call(RECORDED).join("audio/mic-0001.wav"));
    let report = verify(&nowhere, &data, 1);
    let expected = json!([
        { "what": "folder belongs to no call in the database", "where": "calls/20200101-000000-aaaa" },
        { "what": "file was changed", "where": "audio/mic-0001.wav", "call": RECORDED },
    ]);
    assert_eq!(report["faults"], expected);
    let said = rapport(&nowhere, [Path::new("verify"), &data]);
    let text = said.out;
    assert!(text.contains(&format!("\nCall {RECORDED}\n  audio/mic-0001.wav: file was changed\n")), "{text}");
    assert!(text.contains("\nNot intact: 2 faults\n"), "{text}");
}

#[test]
fn what_is_no_fault_and_worth_knowing_is_told() {
    let desk = Desk::with_calls();
    std::fs::write(desk.call(RECORDED).join("call-note-edited-20261124-171500.md"), "by hand").unwrap();
    let report = verify(&desk.data(), Path::new(RECORDED), 0);
    let remark = json!({
        "what": "call note changed by hand, kept before it was written anew",
        "where": "call-note-edited-20261124-171500.md",
    });
    assert_eq!(report["remarks"], json!([remark]));
    let said = rapport(&desk.data(), ["verify", RECORDED]);
    assert!(said.text().contains("  call-note-edited-20261124-171500.md: call note changed by hand"));
}
