//! `checklist check`.

use super::{Said, rapport};
use serde_json::json;
use std::path::{Path, PathBuf};

fn check(args: &[&Path]) -> Said {
    let verb = [Path::new("checklist"), Path::new("check")];
    rapport(Path::new("/nonexistent"), verb.iter().chain(args))
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists").join(name)
}

#[test]
fn shipped_checklists_have_no_fault() {
    let family = shipped("family.en.json");
    let said = check(&[&family, &shipped("general-intake.en.json")]);
    assert_eq!(said.text().lines().filter(|line| line.contains("no fault")).count(), 2);
    assert_eq!(check(&[&family, Path::new("--json")]).json(0), json!([]));
}

#[test]
fn each_fault_is_told_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.json");
    let text = std::fs::read_to_string(shipped("family.en.json")).unwrap();
    let line = 1 + text.lines().position(|line| line.contains("\"version\"")).unwrap();
    let text = text.replacen("\"version\"", "\"edition\"", 1);
    std::fs::write(&file, text).unwrap();
    let said = check(&[&file]);
    assert_eq!((said.status, said.err.as_str()), (1, ""));
    let place = format!("{}:{line}: ", file.display());
    assert!(
        said.out.lines().any(|told| told.starts_with(&place) && told.contains("edition")),
        "{}",
        said.out
    );
    let faults = check(&[&file, Path::new("--json")]).json(1);
    let faults = faults.as_array().unwrap();
    assert_eq!(faults.len(), said.out.lines().count());
    assert!(faults.iter().all(|fault| fault["file"] == file.to_str().unwrap() && fault["what"].is_string()));
    assert!(faults.iter().any(|fault| fault["line"] == line), "{faults:?}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let none = folder.path().join("none.json");
    let said = check(&[&none, &shipped("family.en.json")]);
    assert_eq!(said.status, 2);
    said.check_complaint(&["none.json", "cannot be read"]);
    assert!(said.out.contains("family.en.json: no fault"), "{}", said.out);
    let said = check(&[&none, Path::new("--json")]);
    assert_eq!(said.status, 2);
    assert!(serde_json::from_str::<serde_json::Value>(&said.out).unwrap()[0]["line"].is_null());
}
