//! Everything a person can do, grouped.

use super::playback::PlaybackAction;
use crate::domain::consent::CaseOf;
use crate::domain::decide::Step;
use crate::domain::ids::{CallId, PersonId};
use crate::domain::sound_export::Gaps;
use crate::domain::track::Track;
use crate::export::Writing;
use crate::law::Medium;
use crate::listening::AudioFormat;
use crate::store::settings::Settings;
use std::path::PathBuf;

/// Something a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Pages, and opening calls.
    Desk(DeskAction),
    /// Something that adds to the open call.
    Call(CallAction),
    /// The words that ask for permission to record.
    Words(WordsAction),
    /// Where people are, and the rule on recording that follows.
    Places(PlacesAction),
    /// Special cases of consent, and a consent that turned out not to be valid.
    Cases(CasesAction),
    /// The recorder.
    Recorder(RecorderAction),
    /// What becomes of a recording.
    Custody(CustodyAction),
    /// Finishing a call and its call note.
    Closing(ClosingAction),
    /// Listening back.
    Playback(PlaybackAction),
    /// The settings.
    Settings(SettingsAction),
}

/// Pages, and opening calls.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAction {
    /// Show the first screen; an open call stays open.
    ShowToday,
    /// Show the open call.
    ShowCall,
    /// Show the settings.
    ShowSettings,
    /// Start a call with the client, matter and checklist in the drafts.
    StartCall,
    /// Start a call at once with the name in the drafts, or none: a caller who has no file yet.
    QuickCapture,
    /// Open a call of the list.
    OpenCall(CallId),
    /// Put the open call away; it can be gone on with.
    LeaveCall,
    /// Try again to open the data folder.
    RetryOpening,
    /// Set the damaged database aside and begin a new one.
    SetDatabaseAside,
    /// File the note and the rest that is typed in the open call.
    FileTyped,
    /// Say that what was pasted is too long to be taken in.
    RefusePaste {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Take the messages about salvaged recordings away.
    DismissSalvaged,
    /// Take a message away.
    Dismiss(usize),
}

/// Something that adds to the open call.
#[derive(Clone, Debug, PartialEq)]
pub enum CallAction {
    /// A step as it stands.
    Step(Step),
    /// The note in the drafts.
    AddNote,
    /// The answer in the drafts to the question on screen; then the next question.
    AddAnswer,
    /// The question in the drafts, on the spot.
    AddQuestion,
    /// Go to the question after this one.
    NextQuestion,
    /// Go to the question before this one.
    PreviousQuestion,
    /// Go to the question with this number on the list.
    ShowQuestion(usize),
    /// The person in the drafts joins.
    AddPerson,
    /// Skip the item, stage or question the reason in the drafts is for.
    GiveReason,
    /// Attach a quick capture to the client and matter in the drafts.
    Attach,
    /// Bring the client card up to date from the drafts.
    SaveCard,
}

/// The words that ask for permission to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordsAction {
    /// Read them in this language, by its BCP 47 tag. Where a yes would end, they wait to be put in force.
    Choose(String),
    /// Put the words that wait in force: whoever said yes is asked again.
    PutInForce,
    /// Go on with the words in force.
    Keep,
}

/// Where people are right now, and the rule on recording that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacesAction {
    /// This person is at the place in the drafts. What is no place stays typed and is marked as refused.
    Give(PersonId),
    /// This person said that they are where their number was given out.
    ConfirmGuess(PersonId),
    /// Nobody knows where this person is.
    NobodyKnows(PersonId),
    /// The one at the desk is at the place in the drafts, in this call and those to come.
    GiveOwn,
    /// People talk by this medium.
    TalkBy(Medium),
    /// What the rule adds was said, or is so: the duty by its name, with the words that were on screen.
    Settle {
        /// Its name for programs.
        duty: String,
        /// Its words.
        words: String,
    },
    /// What the rule adds was ticked by mistake.
    TakeBack {
        /// Its name for programs.
        duty: String,
        /// Its words.
        words: String,
    },
    /// Put the citation and the sources of the rule on the clipboard.
    CopySource,
}

/// Special cases of consent, and a consent that turned out not to be valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CasesAction {
    /// Note a case, and go on with what it asks for.
    Note(CaseOf),
    /// Say which person on the line it is of whom a case was noted before they were on the list.
    Name(CaseOf),
    /// A step about a case was taken, or its line was said.
    Settle {
        /// Which case.
        of: CaseOf,
        /// The step's name in the script, or its number there.
        step: String,
        /// Its words as they are on screen.
        words: String,
    },
    /// A step about a case was ticked by mistake.
    TakeStepBack {
        /// Which case.
        of: CaseOf,
        /// The step's name in the script, or its number there.
        step: String,
    },
    /// Enter the supervising attorney's approval that is in the drafts.
    Approve(CaseOf),
    /// Take back what the drafts give a reason for: a case, or its approval.
    TakeBack,
    /// The case a person's role implies does not apply.
    Decline(CaseOf),
    /// Lock the takes in the drafts, for which there was no valid consent after all.
    FindNoConsent,
    /// Put the message for the supervising attorney on the clipboard.
    CopyMessage,
}

/// The recorder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecorderAction {
    /// Begin a take.
    Start,
    /// Capture nothing until resumed.
    Pause,
    /// Capture again.
    Resume,
    /// End the take.
    Stop,
    /// List the devices anew.
    ListDevices,
    /// Go on from another device.
    GoOnFrom {
        /// Which side.
        track: Track,
        /// Its id; `None` for the system's choice.
        device: Option<String>,
    },
    /// The person has seen from which device a side goes on.
    DeviceSeen,
    /// Give the newest pause this reason.
    ExplainPause(String),
    /// Somebody is still on the call, though nobody was heard for long.
    StillTalking,
    /// Hear this side for a few seconds and play it back, before dialling.
    CheckSound,
    /// End the sound check, wherever it is.
    StopSoundCheck,
}

/// What becomes of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustodyAction {
    /// Take the decision in the drafts.
    Decide,
    /// Try again to delete what was decided to go and could not be deleted.
    DeleteAgain,
}

/// Finishing a call and its call note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosingAction {
    /// Finish the call; a running take is ended first.
    Finish,
    /// Write a document to a place of the person's choice; never over a file that is there.
    Export {
        /// Which.
        writing: Writing,
        /// Into this folder.
        folder: PathBuf,
    },
    /// Write the recording as one sound file to a place of the person's choice; never over a file that is there.
    ExportSound(SoundOrder),
    /// Give the sound export up that is under way; nothing of it stays.
    GiveUpSoundExport,
    /// Put the call note on the clipboard as text.
    Copy,
    /// Add the addendum in the drafts.
    AddAddendum,
}

/// A sound file that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoundOrder {
    /// In this format.
    pub format: AudioFormat,
    /// With gaps so.
    pub gaps: Gaps,
    /// Into this folder.
    pub folder: PathBuf,
}

/// The settings.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingsAction {
    /// Use these from now on.
    Save(Box<Settings>),
    /// Read the firm's checklists, consent scripts and law on recording anew.
    ReloadChecklists,
}
