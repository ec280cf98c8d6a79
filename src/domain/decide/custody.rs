//! What becomes of a recording, and who may say so. Nothing is decided silently: each decision is an entry.

use super::{named, reason};
use crate::domain::call::Call;
use crate::domain::custody::{
    AfterWithdrawal, CustodyFact, Decided, DeletedFile, Deletion, HoldsElsewhere, Standing,
};
use crate::domain::recording::RecordingState;
use crate::domain::refusal::Refusal;

/// A decision on what becomes of takes, or on a hold. All of them may follow a finished call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustodyStep {
    /// Do what the firm's rule says with the takes that were locked because a yes was taken back.
    FollowRule(AfterWithdrawal),
    /// Keep takes.
    Keep {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// Why; may be empty.
        reason: String,
    },
    /// Lock takes from playback and export until the supervising attorney decides.
    Restrict {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// Why.
        reason: String,
    },
    /// Release restricted takes, as the supervising attorney decided.
    Release {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// The attorney's name.
        attorney: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Decide that the audio of takes is deleted.
    Delete {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// Who decided.
        decided_by: String,
        /// Why.
        reason: String,
        /// Holds on the matter that stand elsewhere.
        elsewhere: HoldsElsewhere,
    },
    /// A report of what was deleted. Never refused: it has happened.
    NoteDeletion {
        /// Numbers of the takes.
        takes: Vec<u32>,
        /// What became of their files.
        deletion: Deletion,
    },
    /// Put the matter on hold.
    PlaceHold {
        /// Why.
        reason: String,
        /// Who ordered it; may be empty.
        ordered_by: String,
    },
    /// Lift the hold that was placed in this call.
    LiftHold {
        /// Why.
        reason: String,
        /// Who ordered it.
        ordered_by: String,
    },
}

pub(super) fn decide(call: &Call, step: CustodyStep) -> Result<CustodyFact, Refusal> {
    match step {
        CustodyStep::FollowRule(rule) => follow(call, rule),
        CustodyStep::Keep { takes, reason: why } => {
            not_gone(call, &takes)?;
            if takes.iter().any(|take| is_restricted(call, *take)) {
                return Err(Refusal::Restricted);
            }
            let reason = why.trim().to_owned();
            Ok(CustodyFact::AudioKept { takes, decided: Decided::ByPerson, reason })
        }
        CustodyStep::Restrict { takes, reason: why } => {
            not_gone(call, &takes)?;
            Ok(CustodyFact::AudioRestricted { takes, decided: Decided::ByPerson, reason: reason(&why)? })
        }
        CustodyStep::Release { takes, attorney, reason: why } => {
            not_gone(call, &takes)?;
            if !takes.iter().all(|take| is_restricted(call, *take)) {
                return Err(Refusal::NotRestricted);
            }
            let attorney = named(&attorney, Refusal::AttorneyMissing)?;
            Ok(CustodyFact::AudioReleased { takes, attorney, reason: why.trim().to_owned() })
        }
        CustodyStep::Delete { takes, decided_by, reason: why, elsewhere } => {
            may_be_deleted(call, &takes, &elsewhere)?;
            let decided_by = named(&decided_by, Refusal::DeciderMissing)?;
            let files = files_of(call, &takes);
            Ok(CustodyFact::DeletionDecided { takes, decided_by, reason: reason(&why)?, files })
        }
        CustodyStep::NoteDeletion { takes, deletion } => Ok(CustodyFact::AudioDeleted { takes, deletion }),
        CustodyStep::PlaceHold { reason: why, ordered_by } => {
            Ok(CustodyFact::HoldPlaced { reason: reason(&why)?, ordered_by: ordered_by.trim().to_owned() })
        }
        CustodyStep::LiftHold { reason: why, ordered_by } => {
            call.custody.hold().ok_or(Refusal::NoHoldHere)?;
            let ordered_by = named(&ordered_by, Refusal::DeciderMissing)?;
            Ok(CustodyFact::HoldLifted { reason: reason(&why)?, ordered_by })
        }
    }
}

/// Every take that was locked the moment a yes was taken back, the running one included: its sound was agreed to by somebody
/// who no longer agrees. What was locked before for another reason stays as it is: only the attorney opens that.
fn follow(call: &Call, rule: AfterWithdrawal) -> Result<CustodyFact, Refusal> {
    let takes = call.custody.undecided();
    if takes.is_empty() {
        return Err(Refusal::NoSuchTake);
    }
    let (decided, reason) = (Decided::ByRule, String::new());
    Ok(match rule {
        AfterWithdrawal::Keep => CustodyFact::AudioKept { takes, decided, reason },
        AfterWithdrawal::Restrict | AfterWithdrawal::AskToDelete => {
            CustodyFact::AudioRestricted { takes, decided, reason }
        }
    })
}

/// Whether the audio of takes may be deleted now.
fn may_be_deleted(call: &Call, takes: &[u32], elsewhere: &HoldsElsewhere) -> Result<(), Refusal> {
    not_gone(call, takes)?;
    may_delete_now(call, elsewhere)
}

/// Whether anything of a call may be deleted now: asked when it is decided, and again before the files are touched.
///
/// # Errors
/// A take runs, the matter is on hold, or whether it is was not read.
pub fn may_delete_now(call: &Call, elsewhere: &HoldsElsewhere) -> Result<(), Refusal> {
    if call.recording.state() != RecordingState::Idle {
        return Err(Refusal::StillRecording);
    }
    match elsewhere {
        _ if call.custody.hold().is_some() => Err(Refusal::OnHold),
        HoldsElsewhere::NotRead => Err(Refusal::HoldsNotRead),
        HoldsElsewhere::Read(holds) if !holds.is_empty() => Err(Refusal::OnHold),
        HoldsElsewhere::Read(_) => Ok(()),
    }
}

/// That there are takes, that each is known, and that the audio of none is gone or on its way.
pub(super) fn not_gone(call: &Call, takes: &[u32]) -> Result<(), Refusal> {
    if takes.is_empty() {
        return Err(Refusal::NoSuchTake);
    }
    takes.iter().try_for_each(|take| match call.custody.of(*take) {
        None => Err(Refusal::NoSuchTake),
        Some(Standing::Going { .. } | Standing::Deleted { .. }) => Err(Refusal::AudioGone),
        Some(_) => Ok(()),
    })
}

fn is_restricted(call: &Call, take: u32) -> bool {
    matches!(call.custody.of(take), Some(Standing::Restricted { .. }))
}

/// The files of takes as the timeline tells them; a file that was finished twice counts as it was last.
fn files_of(call: &Call, takes: &[u32]) -> Vec<DeletedFile> {
    let mut files: Vec<DeletedFile> = Vec::new();
    for segment in call.recording.segments.iter().filter(|segment| takes.contains(&segment.take)) {
        let file = DeletedFile { file: segment.file.clone(), sha256: segment.sha256.clone() };
        match files.iter_mut().find(|known| known.file == file.file) {
            Some(known) => *known = file,
            None => files.push(file),
        }
    }
    files
}
