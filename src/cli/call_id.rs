//! Finds the call that a person means by the beginning of its id.

use super::Problem;
use crate::domain::ids::CallId;
use crate::store::Store;

/// The call with this id, else the one call whose id begins so. One that no list knows is given as it was typed: its
/// entries may be there all the same.
///
/// # Errors
/// Where more than one begins so, or the database cannot be read.
pub(super) fn find(store: &Store, typed: &str) -> Result<CallId, Problem> {
    let calls = store.calls(None)?;
    let mut matches: Vec<CallId> =
        calls.into_iter().map(|call| call.id).filter(|id| id.as_str().starts_with(typed)).collect();
    if matches.len() > 1 && !matches.iter().any(|id| id.as_str() == typed) {
        matches.sort();
        return Err(Problem::Ambiguous { typed: typed.to_owned(), matches });
    }
    let exact = || CallId::new(typed);
    if matches.len() > 1 { Ok(exact()) } else { Ok(matches.pop().unwrap_or_else(exact)) }
}
