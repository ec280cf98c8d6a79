//! Holds a firm's script against the shipped one: no locked line is missing or made into another, and other words bear
//! another version.

use super::library::shipped_in;
use super::rules::entries;
use crate::checklists::names::text_of;
use crate::content::{Fault, Finding, Node, locate_in};
use crate::domain::consent_script::{Case, RecordingScript, ScriptLine};
use crate::domain::ids::ItemId;
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// A locked line of a shipped script.
struct Lock<'a> {
    /// The list it stands in: `cases.child.lines`.
    place: String,
    id: &'a ItemId,
    /// The field that says what the line is for, and its word.
    mark: (&'static str, String),
    /// The shipped words.
    say: &'a str,
}

/// Every locked line that is missing, or is for something else. Empty ones are named by the rules every script follows.
pub(super) fn check(root: &Node) -> Vec<Finding> {
    let language = text_of(root, "language").map_or("", |(_, tag)| tag);
    let Some(shipped) = shipped_in(language) else {
        return vec![Finding::new(1, "no shipped script is there to hold this one against; expected one")];
    };
    locks_of(shipped).iter().filter_map(|lock| lock.broken_in(root)).collect()
}

/// What can be told only of a file that reads well: a locked line that is not marked as such, and changed words under the
/// version of the shipped ones.
pub(super) fn faults_of(file: &Path, text: &str, script: &RecordingScript) -> Vec<Fault> {
    let (Some(shipped), Some(root)) = (shipped_in(&script.language), locate_in(text)) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let (ours, theirs) = (shipped.stamp(), script.stamp());
    if ours.id == theirs.id && ours.version == theirs.version && ours.words != theirs.words {
        let version = &ours.version;
        let what = format!(
            "the version “{version}” is that of the shipped words; expected another one for other words"
        );
        let line = root.field("version").map(|node| node.line);
        faults.push(Fault { file: file.to_path_buf(), line, what });
    }
    for lock in locks_of(shipped).into_iter().filter(|lock| !is_locked_in(script, lock.id)) {
        let what = format!("the line “{}” is a locked one; expected \"locked\": true", lock.id);
        let line = lock.entry_in(&root).map(|node| node.line);
        faults.push(Fault { file: file.to_path_buf(), line, what });
    }
    faults.sort_by_key(|fault| fault.line);
    faults
}

fn is_locked_in(script: &RecordingScript, id: &ItemId) -> bool {
    script.script_lines().any(|line| line.id == *id && line.locked)
        || script.cases.lines().any(|line| line.id == *id && line.locked)
}

fn locks_of(script: &RecordingScript) -> Vec<Lock<'_>> {
    let mut locks = locks_among("lines", &script.lines);
    locks.extend(locks_among("on_recording.lines", &script.on_recording.lines));
    for case in Case::ALL {
        let place = format!("cases.{}.lines", case.field());
        let locked = script.cases.of(case).lines.iter().filter(|line| line.locked);
        locks.extend(locked.map(|line| Lock {
            place: place.clone(),
            id: &line.id,
            mark: ("to", word(&line.to)),
            say: &line.say,
        }));
    }
    locks
}

fn locks_among<'a>(place: &str, lines: &'a [ScriptLine]) -> Vec<Lock<'a>> {
    let locked = lines.iter().filter(|line| line.locked);
    let lock = |line: &'a ScriptLine| Lock {
        place: place.to_owned(),
        id: &line.id,
        mark: ("duty", word(&line.duty)),
        say: &line.say,
    };
    locked.map(lock).collect()
}

/// The word a value is written with.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

impl Lock<'_> {
    fn list_in<'n>(&self, root: &'n Node) -> Option<&'n Node> {
        self.place.split('.').try_fold(root, |node, field| node.field(field))
    }

    fn entry_in<'n>(&self, root: &'n Node) -> Option<&'n Node> {
        let is_it = |node: &&Node| text_of(node, "id").is_some_and(|(_, id)| id == self.id.as_str());
        entries(self.list_in(root)).iter().find(is_it)
    }

    fn broken_in(&self, root: &Node) -> Option<Finding> {
        let list = self.list_in(root)?;
        let (id, say, (field, word)) = (self.id, self.say, &self.mark);
        let Some(entry) = self.entry_in(root) else {
            let place = &self.place;
            let what = format!(
                "{place} lacks the locked line “{id}” ({field}: {word}); expected it, such as: {say}"
            );
            return Some(Finding::new(list.line, what));
        };
        let (line, found) = text_of(entry, field).unwrap_or((entry.line, "nothing"));
        let what = format!("the locked line “{id}” has the {field} {found}; expected {word}");
        (found != word).then(|| Finding::new(line, what))
    }
}
