//! Whether this side may hear itself before dialling. Knows no sound.
//!
//! A sound check plays this side's own voice back to it. That is no recording of a call, because there is no call yet: the
//! pass for it is given only while the call has never left Prepare, nobody has answered and nothing was recorded. From then
//! on somebody may be on the line, and no pass is given in that call any more, not on going back to Prepare either.
//!
//! A pass is given:
//!
//! ```
//! # use rapport::domain::{call::Call, sound_check::BeforeDialling};
//! fn given(call: &Call) -> Option<BeforeDialling> {
//!     call.before_dialling()
//! }
//! ```
//!
//! and never made by hand, because its field is private:
//!
//! ```compile_fail,E0451
//! # use rapport::domain::{ids::CallId, sound_check::BeforeDialling};
//! fn forged() -> Option<BeforeDialling> {
//!     Some(BeforeDialling { call: CallId::new("a") })
//! }
//! ```

use super::call::Call;
use super::consent::PersonConsent;
use super::ids::CallId;
use super::stage::Stage;

/// Says that nobody is on the line of a call yet. Used up by one sound check; it can neither be copied nor read from a file.
#[derive(Debug)]
pub struct BeforeDialling {
    call: CallId,
}

impl BeforeDialling {
    /// Of this call.
    #[must_use]
    pub fn call(&self) -> &CallId {
        &self.call
    }
}

impl Call {
    /// The pass for a sound check; `None` once somebody may be on the line.
    #[must_use]
    pub fn before_dialling(&self) -> Option<BeforeDialling> {
        let left_prepare = self.stages.iter().any(|(stage, _)| *stage != Stage::Prepare);
        let answered =
            self.consent().people().iter().any(|someone| someone.consent != PersonConsent::NotAsked);
        let recorded = self.recording.newest_take() > 0;
        let goes_on = self.finished.is_some() || left_prepare || !self.skipped_stages.is_empty();
        (!goes_on && !answered && !recorded).then(|| BeforeDialling { call: self.id().clone() })
    }
}
