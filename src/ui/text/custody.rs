//! Words for what becomes of a recording.

use crate::domain::refusal::Refusal;

/// Why a decision on a recording was not taken.
#[must_use]
pub fn refusal(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NothingPaused => "There was no pause to give a reason for",
        Refusal::NoSuchTake => "There is no such recording in this call",
        Refusal::AudioGone => "That recording is deleted, or its deletion was decided",
        Refusal::AttorneyMissing => "Type the name of the supervising attorney who releases it",
        Refusal::DeciderMissing => "Type the name of whoever decided this",
        Refusal::Restricted => {
            "That recording is restricted: the supervising attorney releases it, and nobody else"
        }
        Refusal::NotRestricted => "That recording is not restricted, so there is nothing to release",
        Refusal::OnHold => "The matter is on hold: nothing of it is deleted until the hold is lifted",
        Refusal::HoldsNotRead => {
            "Whether the matter is on hold was not read yet. Try again in a moment; until then nothing is deleted"
        }
        Refusal::NoHoldHere => "The hold was placed in another call. Open that call to lift it",
        _ => "That was not done",
    }
}
