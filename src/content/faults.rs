//! What can be wrong with a file of content; must not know what a good one looks like.

use std::fmt;
use std::path::{Path, PathBuf};

/// What is wrong with a file of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1, where it can be told.
    pub line: Option<usize>,
    /// What was found and what was expected, in words a person can act on.
    pub what: String,
}

impl Fault {
    /// A fault of a file as a whole.
    #[must_use]
    pub fn of_file(file: &Path, what: impl Into<String>) -> Self {
        Self { file: file.to_path_buf(), line: None, what: what.into() }
    }

    /// A fault on one line of a file.
    #[must_use]
    pub fn on_line(file: &Path, line: usize, what: impl Into<String>) -> Self {
        Self { file: file.to_path_buf(), line: Some(line), what: what.into() }
    }
}

/// `FILE:LINE: what`, the form editors can jump to.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.what)
    }
}

/// A fault before it is known which file it is of.
#[derive(Debug)]
pub struct Finding {
    /// The line, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub what: String,
}

impl Finding {
    /// A fault on a line, from 1.
    #[must_use]
    pub fn new(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}
