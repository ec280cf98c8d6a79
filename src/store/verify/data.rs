//! Checks a whole data folder: every call the database knows, and folders of calls that it does not know.

use super::{Fault, FaultKind, Place, Store, VerifiedData};
use crate::domain::ids::CallId;
use crate::store::ReadError;
use std::collections::BTreeSet;

impl Store {
    /// Checks every call, and names the folders among the calls' that belong to none. Reads every audio file whole.
    ///
    /// # Errors
    /// Where the database cannot be read. What is wrong with a call is no error but a finding.
    pub fn verify_all(&self) -> Result<VerifiedData, ReadError> {
        let ids = self.every_call()?;
        let mut found = VerifiedData::default();
        found.faults.extend(self.missing_guards()?);
        let folders = std::fs::read_dir(self.layout().calls()).into_iter().flatten();
        let names: BTreeSet<String> = folders
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        let strangers = names.into_iter().filter(|name| !ids.contains(name));
        let stranger = |name| Fault { what: FaultKind::FolderAdded, place: Place::Calls(name) };
        found.faults.extend(strangers.map(stranger));
        for id in ids {
            let call = CallId::new(id);
            let verified = self.verify_call(&call)?;
            found.calls.push((call, verified));
        }
        Ok(found)
    }
}
