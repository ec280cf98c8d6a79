//! Where the law in force comes from: a firm's file without a fault, else the shipped one.

use super::table::Table;
use super::{Law, rules};
use crate::content::{Fault, Form};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The shipped file: name and text.
pub const SHIPPED: (&str, &str) =
    ("assets/recording-law.json", include_str!("../../assets/recording-law.json"));

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// The law in force, and what is wrong with a file that was left out.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The law in force.
    pub law: Law,
    /// Where it comes from.
    pub source: Source,
    /// Everything wrong with the firm's file; the shipped one is in force then.
    pub faults: Vec<Fault>,
}

/// Where the law in force comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// It came with the program.
    #[default]
    Shipped,
    /// The firm wrote it.
    Firm(PathBuf),
}

/// The law in force: the firm's, where there is such a file and it has no fault, else the shipped one.
#[must_use]
pub fn load(firm_file: Option<&Path>) -> Loaded {
    let firm = firm_file.filter(|file| is_there(file));
    let faults = match firm.map(|file| (file, read_file(file))) {
        Some((file, Ok(law))) => {
            return Loaded { law, source: Source::Firm(file.to_path_buf()), faults: Vec::new() };
        }
        Some((_, Err(faults))) => faults,
        None => Vec::new(),
    };
    let (name, text) = SHIPPED;
    match read(Path::new(name), text) {
        Ok(law) => Loaded { law, source: Source::Shipped, faults },
        // Without a table every place is unknown, which counts as all-party.
        Err(of_shipped) => {
            let faults = faults.into_iter().chain(of_shipped).collect();
            Loaded { law: Law::default(), source: Source::Shipped, faults }
        }
    }
}

/// What cannot be looked at counts as there: reading it says why.
fn is_there(file: &Path) -> bool {
    file.try_exists().unwrap_or(true)
}

/// Reads one law file and checks it.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read_file(file: &Path) -> Result<Law, Vec<Fault>> {
    form().read_file(file).map(|table| Law { table })
}

/// Reads one law and checks it. A byte order mark at the start is passed over.
///
/// # Errors
/// Every fault found, in the order of the lines.
pub fn read(file: &Path, text: &str) -> Result<Law, Vec<Fault>> {
    form().read(file, text).map(|table| Law { table })
}

/// The JSON Schema of a law file, generated from the types.
#[must_use]
pub fn schema() -> Value {
    schemars::schema_for!(Table).to_value()
}

fn form() -> Form<'static> {
    Form { name: "a law file", schema: &SCHEMA, rules: rules::check }
}
