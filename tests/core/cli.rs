//! Tests of the command line: the real program, with no display, no sound, no home, on a data folder with real calls.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed, and its files need not outlive a power cut"
)]

mod checklists;
mod desk;
mod doctor;
mod export;
mod law;
mod lists;
mod usage;
mod verify;

use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the program said.
struct Said {
    status: i32,
    out: String,
    err: String,
}

/// The program with nothing of the person's own environment. `config` is its config folder.
fn program(config: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
    // A zone that needs no database of zones: six hours behind UTC.
    command.env_clear().env("RAPPORT_CONFIG", config).env("TZ", "CST6").stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said {
        status: output.status.code().expect("the program ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs a verb on a data folder.
fn rapport<A: AsRef<OsStr>>(data: &Path, args: impl IntoIterator<Item = A>) -> Said {
    run(program(&data.join("config")).env("RAPPORT_DATA", data).args(args))
}

impl Said {
    /// The JSON of an answer with this status.
    fn json(&self, status: i32) -> Value {
        assert_eq!((self.status, self.err.as_str()), (status, ""), "{}", self.out);
        serde_json::from_str(&self.out).unwrap()
    }

    /// The text of an answer with status 0.
    fn text(&self) -> &str {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        &self.out
    }

    /// Refused: nothing on standard output, and one line on standard error with these words in it.
    fn check_refused(&self, words: &[&str]) {
        assert_eq!((self.status, self.out.as_str()), (2, ""), "{}", self.err);
        self.check_complaint(words);
    }

    /// One line on standard error with these words in it.
    fn check_complaint(&self, words: &[&str]) {
        assert!(self.err.starts_with("rapport: ") && self.err.ends_with('\n'), "{:?}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{:?}", self.err);
        for words in words {
            assert!(self.err.contains(words), "{words:?} in {:?}", self.err);
        }
    }
}
