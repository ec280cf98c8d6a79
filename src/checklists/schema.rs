//! The JSON Schema of a checklist file, made from the types so that the two cannot part.

use crate::domain::checklist::Checklist;

/// The JSON Schema of a checklist file, generated from the types.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Checklist).to_value()
}
