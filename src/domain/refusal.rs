//! Why a step was refused. The words for each are in the interface.

use super::consent::ConsentGap;

/// Why a step was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The call is finished: only addenda may be added.
    CallFinished,
    /// An addendum belongs to a finished call.
    CallNotFinished,
    /// The Roles stage still has lines that are neither said nor skipped.
    RolesNotSaid {
        /// How many.
        lines_left: usize,
    },
    /// A reason is needed.
    ReasonMissing,
    /// There is no text.
    NothingWritten,
    /// A name is needed.
    NameMissing,
    /// Several clients bear the name that was typed.
    SeveralOfThatName,
    /// The text is longer than one note may be.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// What was pasted is longer than one note may be; it was not taken in.
    PasteTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// There is no such item in this call's checklist.
    UnknownItem,
    /// A sensed item is not ticked by hand.
    TicksItself,
    /// There is no such person on the line.
    UnknownPerson,
    /// Nobody has answered yet, so there is nothing to withdraw.
    NothingToWithdraw,
    /// There are no words to ask with.
    NoWords,
    /// The questions of consent were not explained yet.
    NotExplained,
    /// This person came after the words were read: they must hear them before they are asked.
    NotHeard,
    /// A yes is said again only by someone who said it before, to the words in force.
    NoYesBefore,
    /// A yes is said again on a recording, and none runs.
    NotRecording,
    /// The place where someone is was not given.
    PlaceMissing,
    /// A rule needs its name, the place that set it, the date it was checked and the version of its data.
    RulingIncomplete,
    /// Nothing is ticked that could be taken back.
    NotTicked,
    /// The case was noted already.
    CaseNotedAlready,
    /// The case was not noted, or was taken back.
    CaseNotNoted,
    /// Only the supervising attorney can say that the case does not apply; the name is needed.
    AttorneyDecides,
    /// An approval needs the supervising attorney's name and the time it was given.
    ApprovalIncomplete,
    /// There is no approval to take back.
    NotApproved,
    /// There is no permit.
    NoConsent(Vec<ConsentGap>),
    /// A take is running.
    StillRecording,
    /// There is no such note, or not of this kind.
    UnknownNote,
    /// A stretch of time of zero length.
    NoTime,
    /// The call is attached to a matter already.
    AlreadyAttached,
    /// There was no pause that a reason could be given for.
    NothingPaused,
    /// There is no such take.
    NoSuchTake,
    /// The audio of a take is gone, or its deletion was decided.
    AudioGone,
    /// A restricted take is released by the supervising attorney, whose name is needed.
    AttorneyMissing,
    /// The name of whoever decided is needed.
    DeciderMissing,
    /// A restricted take is released by the supervising attorney, and in no other way.
    Restricted,
    /// Only a restricted take is released.
    NotRestricted,
    /// The matter is on hold.
    OnHold,
    /// Whether another call of the matter is on hold was not read yet.
    HoldsNotRead,
    /// No hold stands on this call's timeline.
    NoHoldHere,
}
