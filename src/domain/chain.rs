//! The chain that makes a changed timeline show: each entry carries the hash of the one before.
//!
//! A chain alone proves nothing against its own keeper: entries can be cut off the end, or all be written anew. The head
//! is printed in every call note, so that a copy lives outside the program.

use super::ids::CallId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A SHA-256 in lower-case hex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(String);

impl Hash {
    /// What the first entry of a timeline names as the one before: 64 zeros.
    #[must_use]
    pub fn none() -> Self {
        Self("0".repeat(64))
    }

    /// A hash that was read from a file or database.
    #[must_use]
    pub fn from_hex(hex: impl Into<String>) -> Self {
        Self(hex.into())
    }

    /// The SHA-256 of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(to_hex(&Sha256::digest(bytes)))
    }

    /// As 64 characters of lower-case hex.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The hash of an entry: over a label with the version of this rule, its call, the hash of the entry before, and the
/// entry's JSON byte for byte as stored, a line each.
#[must_use]
pub fn link(call: &CallId, previous: &Hash, body: &str) -> Hash {
    let mut hasher = Sha256::new();
    for line in ["rapport-entry-1", call.as_str(), previous.as_str(), body] {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    Hash(to_hex(&hasher.finalize()))
}

/// Lower-case hex of some bytes.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing into a String cannot fail.
        write!(hex, "{byte:02x}").ok();
        hex
    })
}
