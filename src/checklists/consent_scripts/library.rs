//! Gathers shipped and firm-owned scripts; the firm's stand in place of ours.

use super::{firm_owned, read, read_firm_owned};
use crate::checklists::library::files_in;
use crate::checklists::names::text_of;
use crate::content::{Fault, locate_in};
use crate::domain::consent_script::RecordingScript;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Name of the schema file, which a firm may keep beside its own files for its editor.
const SCHEMA_FILE: &str = "consent-script.schema.json";

/// The language whose script stands in where there is none in another.
const FALLBACK: &str = "en";

/// Shipped files: name and text.
pub const SHIPPED: [(&str, &str); 2] = [
    ("assets/consent/recording.en.json", include_str!("../../../assets/consent/recording.en.json")),
    ("assets/consent/recording.es.json", include_str!("../../../assets/consent/recording.es.json")),
];

/// What the firm's scripts are held against.
static SHIPPED_SCRIPTS: LazyLock<Library> = LazyLock::new(|| load(None));

/// Every script that can ask for permission to record.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Sorted by id and language; a firm-owned one stands in place of a shipped one with the same two.
    pub scripts: Vec<RecordingScript>,
    /// Files that were left out.
    pub faults: Vec<Fault>,
}

/// Shipped scripts and those in the firm's folder. A missing folder is no fault.
#[must_use]
pub fn load(firm_folder: Option<&Path>) -> Library {
    let mut library = Library::default();
    for (name, text) in SHIPPED {
        match read(Path::new(name), text) {
            Ok(script) => library.scripts.push(script),
            Err(faults) => library.faults.extend(faults),
        }
    }
    if let Some(folder) = firm_folder {
        match files_in(folder, SCHEMA_FILE) {
            Ok(files) => library.add_firm_owned(&files),
            Err(error) => library.faults.push(Fault::of_file(
                folder,
                format!("cannot be listed: {error}; expected a folder with the firm's consent scripts"),
            )),
        }
    }
    library.scripts.sort_by_key(key);
    library
}

/// The shipped script in a language, or else the one in English.
#[must_use]
pub fn shipped_in(language: &str) -> Option<&'static RecordingScript> {
    let scripts = &SHIPPED_SCRIPTS.scripts;
    closest(scripts.iter(), language).or_else(|| closest(scripts.iter(), FALLBACK))
}

impl Library {
    /// The script of this id whose language is nearest to a language tag: the same, or else that of the same language
    /// elsewhere (`es` for `es-MX`). `None` where there is none: an interpreter reads one in another language then.
    #[must_use]
    pub fn in_language(&self, id: &str, language: &str) -> Option<&RecordingScript> {
        closest(self.scripts.iter().filter(|script| script.id == id), language)
    }

    /// Takes in the firm's files, sorted by name: of two with the same id and language the first wins.
    fn add_firm_owned(&mut self, files: &[PathBuf]) {
        let mut taken: Vec<((String, String), &PathBuf)> = Vec::new();
        for file in files {
            let read = firm_owned()
                .text_of(file)
                .map_err(|fault| vec![fault])
                .and_then(|text| read_firm_owned(file, &text).map(|script| (script, text)));
            let (script, text) = match read {
                Ok(read) => read,
                Err(faults) => {
                    self.faults.extend(faults);
                    continue;
                }
            };
            let name = key(&script);
            if let Some((_, first)) = taken.iter().find(|(other, _)| *other == name) {
                let first = first.file_name().unwrap_or_default().display();
                let (id, language) = name;
                let what = format!(
                    "has the id “{id}” and language “{language}” of {first}, which is used; expected another id"
                );
                let line = locate_in(&text).and_then(|root| text_of(&root, "id").map(|(line, _)| line));
                self.faults.push(Fault { file: file.clone(), line, what });
                continue;
            }
            self.scripts.retain(|other| key(other) != name);
            self.scripts.push(script);
            taken.push((name, file));
        }
    }
}

/// What tells one script from another. Language tags do not heed case.
fn key(script: &RecordingScript) -> (String, String) {
    (script.id.clone(), script.language.to_ascii_lowercase())
}

fn closest<'a>(
    scripts: impl Iterator<Item = &'a RecordingScript> + Clone,
    language: &str,
) -> Option<&'a RecordingScript> {
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let mut same = scripts.clone().filter(|script| script.language.eq_ignore_ascii_case(language));
    let mut near = scripts.filter(|script| main(&script.language) == main(language));
    same.next().or_else(|| near.next())
}
