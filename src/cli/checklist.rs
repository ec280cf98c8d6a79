//! `rapport checklist check`: whether checklist files can walk a call.

use super::answer::{Answer, json};
use super::args::Manner;
use super::print::lines;
use super::{BAD_USE, Problem, words};
use crate::checklists::{Fault, read_file};
use crate::domain::checklist::Checklist;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct FaultRow<'a> {
    file: String,
    line: Option<usize>,
    what: &'a str,
}

type Checked<'a> = (&'a Path, Result<Checklist, Vec<Fault>>);

/// Checks every file, whatever is wrong with those before it.
pub(super) fn answer(files: &[PathBuf], manner: Manner) -> Result<Answer, Problem> {
    let checked: Vec<Checked> = files.iter().map(|file| (file.as_path(), read_file(file))).collect();
    let faults: Vec<&Fault> = checked.iter().filter_map(|(_, read)| read.as_ref().err()).flatten().collect();
    let text = match manner {
        Manner::Json => json(&faults.iter().copied().map(row).collect::<Vec<_>>())?,
        Manner::Plain => checked.iter().map(plain).collect(),
    };
    let unread: Vec<&Fault> = faults.iter().copied().filter(|fault| is_unread(fault)).collect();
    if let Some(complaint) = words::unread_files(&unread) {
        return Ok(Answer::in_part(text, BAD_USE, complaint));
    }
    Ok(if faults.is_empty() { Answer::yes(text) } else { Answer::no(text) })
}

/// A file of which no line can be named was not read at all.
fn is_unread(fault: &Fault) -> bool {
    fault.line.is_none()
}

fn row(fault: &Fault) -> FaultRow<'_> {
    FaultRow { file: fault.file.display().to_string(), line: fault.line, what: &fault.what }
}

fn plain((file, read): &Checked) -> String {
    match read {
        Ok(checklist) => words::no_fault(file, checklist),
        // What could not be read is told on standard error.
        Err(faults) => lines(faults.iter().filter(|fault| !is_unread(fault))),
    }
}
