//! What went wrong inside, as the trouble a person has with it.

use super::{Trouble, Unread, with_cause};
use crate::domain::call::{Call, FoldError};
use crate::domain::ids::CallId;
use crate::store::{Layout, OpenError, ReadError, SaveError};

impl Trouble {
    /// Why a damaged database could not be set aside.
    #[must_use]
    pub fn not_set_aside(layout: &Layout, error: SaveError) -> Self {
        match error {
            SaveError::InUse { folder } => Self::InUse { folder },
            SaveError::Unwritable { path, source } => Self::Unwritable { path, system: source.to_string() },
            other => Self::Unwritable { path: layout.database(), system: with_cause(&other) },
        }
    }

    /// Why the settings could not be saved.
    #[must_use]
    pub fn settings_not_saved(error: &SaveError) -> Self {
        Self::SettingsNotSaved { system: with_cause(error) }
    }

    /// Why a call could not be put together from its entries.
    #[must_use]
    pub fn not_folded(call: &CallId, client: Option<&str>, error: &FoldError) -> Self {
        let which = Unread::Call { call: call.to_string(), client: client.map(str::to_owned) };
        Self::NotRead { which, system: error.to_string() }
    }

    /// Why an entry did not fit a call.
    #[must_use]
    pub fn not_appended(call: &Call, error: &FoldError) -> Self {
        Self::not_folded(call.id(), Some(&call.client.card.name), error)
    }

    /// The same, with the client's name where it is a call that cannot be read.
    #[must_use]
    pub fn with_client(self, name: impl FnOnce(&CallId) -> Option<String>) -> Self {
        match self {
            Self::NotRead { which: Unread::Call { call, client: None }, system } => {
                let client = name(&CallId::new(call.as_str()));
                Self::NotRead { which: Unread::Call { call, client }, system }
            }
            other => other,
        }
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::InUse { folder } => Self::InUse { folder },
            OpenError::Missing { folder } => Self::NoDataFolder { folder },
            OpenError::Unwritable { folder, source } => {
                Self::Unwritable { path: folder, system: source.to_string() }
            }
            OpenError::Unreadable { folder, source } => {
                Self::NotRead { which: Unread::Data(folder), system: source.to_string() }
            }
            OpenError::Damaged { file, .. } => Self::Damaged { file },
            OpenError::Newer { .. } => Self::NewerDatabase,
        }
    }
}

impl From<SaveError> for Trouble {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::DiskFull => Self::DiskFull,
            other => Self::NotSaved { system: with_cause(&other) },
        }
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        let call_not_read =
            |call, system| Self::NotRead { which: Unread::Call { call, client: None }, system };
        match error {
            ReadError::NoSuchCall(call) => call_not_read(call, "it is not in the database".to_owned()),
            ReadError::Entry { call, seq, source } => call_not_read(call, format!("entry {seq}: {source}")),
            ReadError::Damaged { file, .. } => Self::Damaged { file },
            ReadError::Failed { file, source } => {
                Self::NotRead { which: Unread::Data(file), system: source.to_string() }
            }
        }
    }
}
