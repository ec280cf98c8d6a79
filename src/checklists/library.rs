//! Gathers shipped and firm-owned checklists; the firm's stand in place of ours.

use super::read::{line_of_id, read, text_of};
use crate::content::Fault;
use crate::domain::checklist::Checklist;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the schema file, which a firm may keep beside its own files for its editor.
const SCHEMA_FILE: &str = "checklist.schema.json";

macro_rules! shipped {
    ($($name:literal),+) => { &[$((
        concat!("checklists/", $name),
        include_str!(concat!("../../checklists/", $name)),
    )),+] };
}

/// Shipped files: name and text.
pub const SHIPPED: &[(&str, &str)] =
    shipped!("general-intake.en.json", "personal-injury.en.json", "family.en.json", "status-update.en.json");

/// Every checklist that can walk a call.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Sorted by title; a firm-owned one stands in place of a shipped one with the same id and language.
    pub checklists: Vec<Checklist>,
    /// Files that were left out.
    pub faults: Vec<Fault>,
}

/// Shipped checklists and those in the firm's folder. A missing folder is no fault.
#[must_use]
pub fn load(firm_folder: Option<&Path>) -> Library {
    let mut library = Library::default();
    for (name, text) in SHIPPED {
        match read(Path::new(name), text) {
            Ok(checklist) => library.checklists.push(checklist),
            Err(faults) => library.faults.extend(faults),
        }
    }
    if let Some(folder) = firm_folder {
        match files_in(folder, SCHEMA_FILE) {
            Ok(files) => library.add_firm_owned(&files),
            Err(error) => library.faults.push(Fault::of_file(
                folder,
                format!("cannot be listed: {error}; expected a folder with the firm's checklists"),
            )),
        }
    }
    library.checklists.sort_by(|a, b| (&a.title, &a.id, &a.language).cmp(&(&b.title, &b.id, &b.language)));
    library
}

impl Library {
    /// Takes in the firm's files, sorted by name: of two with the same id and language the first wins.
    fn add_firm_owned(&mut self, files: &[PathBuf]) {
        let mut taken: Vec<(String, String, &PathBuf)> = Vec::new();
        for file in files {
            let read = text_of(file)
                .map_err(|fault| vec![fault])
                .and_then(|text| read(file, &text).map(|checklist| (checklist, line_of_id(&text))));
            let (checklist, line) = match read {
                Ok(read) => read,
                Err(faults) => {
                    self.faults.extend(faults);
                    continue;
                }
            };
            let (id, language) = key(&checklist);
            if let Some((_, _, first)) = taken.iter().find(|(i, l, _)| (i, l) == (&id, &language)) {
                let first = first.file_name().unwrap_or_default().display();
                let what = format!(
                    "has the id “{id}” and language “{language}” of {first}, which is used; expected another id"
                );
                self.faults.push(Fault { file: file.clone(), line, what });
                continue;
            }
            self.checklists.retain(|other| key(other) != (id.clone(), language.clone()));
            self.checklists.push(checklist);
            taken.push((id, language, file));
        }
    }
}

/// What tells one checklist from another. Language tags do not heed case.
fn key(checklist: &Checklist) -> (String, String) {
    (checklist.id.clone(), checklist.language.to_ascii_lowercase())
}

/// The `*.json` files of a folder, sorted by name; none where there is no folder. Hidden files and the schema are passed
/// over.
pub(super) fn files_in(folder: &Path, schema_file: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let is_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        is_json && !name.starts_with('.') && name != schema_file
    });
    files.sort();
    Ok(files)
}
