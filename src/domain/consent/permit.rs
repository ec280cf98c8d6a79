//! The permit: what a recorder must be handed. Knows nothing of answers; the record makes it.
//!
//! A permit is earned:
//!
//! ```
//! # use rapport::domain::consent::{ConsentRecord, RecordingPermit};
//! fn earn(record: &ConsentRecord) -> Option<RecordingPermit> {
//!     record.permit().ok()
//! }
//! ```
//!
//! and never made by hand, because its fields are private:
//!
//! ```compile_fail,E0451
//! # use rapport::domain::{consent::RecordingPermit, ids::{CallId, Seq}};
//! # use std::sync::{Arc, atomic::AtomicU64};
//! fn forge() -> RecordingPermit {
//!     let (call, current) = (CallId::new("a"), Arc::new(AtomicU64::new(0)));
//!     RecordingPermit { call, revision: 0, current, answered_by: Seq(1) }
//! }
//! ```
//!
//! It can be passed on:
//!
//! ```
//! # use rapport::domain::consent::RecordingPermit;
//! fn pass_on(permit: RecordingPermit) -> (RecordingPermit, ()) {
//!     (permit, ())
//! }
//! ```
//!
//! but not copied:
//!
//! ```compile_fail,E0599
//! # use rapport::domain::consent::RecordingPermit;
//! fn copy(permit: RecordingPermit) -> (RecordingPermit, RecordingPermit) {
//!     (permit.clone(), permit)
//! }
//! ```
//!
//! The number of an entry can be read from a file:
//!
//! ```
//! # use rapport::domain::ids::Seq;
//! fn load(text: &str) -> Option<Seq> {
//!     serde_json::from_str(text).ok()
//! }
//! ```
//!
//! but not a permit:
//!
//! ```compile_fail,E0277
//! # use rapport::domain::consent::RecordingPermit;
//! fn load(text: &str) -> Option<RecordingPermit> {
//!     serde_json::from_str(text).ok()
//! }
//! ```
//!
//! A take consumes its permit; two takes need two:
//!
//! ```
//! # use rapport::domain::consent::RecordingPermit;
//! # fn start(_permit: RecordingPermit) {}
//! fn two_takes(first: RecordingPermit, second: RecordingPermit) {
//!     start(first);
//!     start(second);
//! }
//! ```
//!
//! and one permit does not do for both:
//!
//! ```compile_fail,E0382
//! # use rapport::domain::consent::RecordingPermit;
//! # fn start(_permit: RecordingPermit) {}
//! fn two_takes(permit: RecordingPermit) {
//!     start(permit);
//!     start(permit);
//! }
//! ```

use crate::domain::ids::{CallId, Seq};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Proof that everyone on the line of one call said yes to the words in force.
///
/// Made only by [`super::ConsentRecord::permit`]. It is neither `Clone` nor serde, and a take consumes it. It goes
/// stale by itself, at once and for good, when someone joins, says no or withdraws, when nobody is left on the line,
/// when the words change, when the call is finished or interrupted, and when the record is dropped.
#[derive(Debug)]
pub struct RecordingPermit {
    call: CallId,
    revision: u64,
    /// Written by the record on the interface thread, read by the audio callback. Release and Acquire, so that whatever
    /// ended the consent is visible before the gate is seen closed.
    current: Arc<AtomicU64>,
    answered_by: Seq,
}

impl RecordingPermit {
    /// For the record alone; nobody else can see it.
    pub(super) fn new(call: CallId, revision: u64, current: Arc<AtomicU64>, answered_by: Seq) -> Self {
        Self { call, revision, current, answered_by }
    }

    /// The call it is for.
    #[must_use]
    pub fn call(&self) -> &CallId {
        &self.call
    }

    /// The newest entry the permit rests on.
    #[must_use]
    pub fn answered_by(&self) -> Seq {
        self.answered_by
    }

    /// Whether the consent it proves still stands. Wait-free: the audio callback asks before each buffer.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.current.load(Ordering::Acquire) == self.revision
    }
}
