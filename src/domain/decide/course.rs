//! The course of a call: opening, stages, agreed time, card, close, and what may follow a finished call.

use super::{reason, running, written};
use crate::domain::call::Call;
use crate::domain::checklist::Checklist;
use crate::domain::fact::Fact;
use crate::domain::ids::CallId;
use crate::domain::open_ends::open_ends;
use crate::domain::people::{Client, ClientCard, Matter, Operator};
use crate::domain::recording::RecordingState;
use crate::domain::refusal::Refusal;
use crate::domain::sound_export::SoundExport;
use crate::domain::stage::Stage;
use crate::domain::talk::TalkCount;
use jiff::Timestamp;
use jiff::civil::DateTime;

/// What a new call is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The call's name.
    pub call: CallId,
    /// Who it is with.
    pub client: Client,
    /// What it is about; `None` for a quick capture.
    pub matter: Option<Matter>,
    /// The checklist that walks it.
    pub checklist: Checklist,
    /// Who makes it, and for whom.
    pub operator: Operator,
    /// Version of Rapport.
    pub program: String,
}

/// A step in the course of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum CourseStep {
    /// Go to a stage.
    Go(Stage),
    /// Leave a stage out.
    Skip {
        /// Which.
        stage: Stage,
        /// Why.
        reason: String,
    },
    /// The client said how much time there is.
    AgreeTime {
        /// Whole minutes.
        minutes: u32,
    },
    /// Bring the client card up to date.
    UpdateCard(Box<ClientCard>),
    /// Attach a quick capture.
    Attach {
        /// To this client.
        client: Box<Client>,
        /// And this matter.
        matter: Matter,
    },
    /// Agree on the next contact.
    AgreeNextContact {
        /// Local date and time at the office.
        at: DateTime,
        /// How.
        how: String,
    },
    /// Finish the call.
    Finish,
    /// Add something to a finished call.
    AddAddendum {
        /// The words.
        text: String,
    },
    /// The program had ended without finishing the call.
    NoteInterruption {
        /// The last sign of life.
        last_sign: Timestamp,
    },
    /// Go on with an interrupted call.
    Resume,
    /// The machine's clock jumped.
    NoteClockChange {
        /// By how many seconds.
        by_seconds: i64,
    },
    /// The machine slept.
    NoteSleep {
        /// For how many seconds.
        seconds: u64,
    },
    /// A document was written.
    NoteExport {
        /// Format.
        format: String,
        /// SHA-256 of the document.
        sha256: String,
        /// Its name in the call's folder; `None` where it was written elsewhere.
        file: Option<String>,
    },
    /// The recording was written elsewhere as one file.
    NoteSoundExport {
        /// Format, by its name on the command line.
        format: String,
        /// SHA-256 of the file.
        sha256: String,
        /// How it was written.
        sound: SoundExport,
    },
    /// It was counted who spoke how much.
    NoteTalk(TalkCount),
    /// A file beside the audio is complete.
    NoteSealed {
        /// Its path within the call's folder.
        file: String,
        /// SHA-256 of it.
        sha256: String,
    },
}

pub(super) fn open(opening: Opening) -> Result<Fact, Refusal> {
    let Opening { call, client, matter, checklist, operator, program } = opening;
    if client.card.name.trim().is_empty() {
        return Err(Refusal::NameMissing);
    }
    Ok(Fact::Opened { call, client, matter, checklist: Box::new(checklist), operator, program })
}

pub(super) fn decide(call: &Call, step: CourseStep) -> Result<Fact, Refusal> {
    match step {
        CourseStep::Attach { client, matter } => attach(call, *client, matter),
        CourseStep::AddAddendum { text } => addendum(call, &text),
        CourseStep::NoteExport { format, sha256, file } => {
            Ok(Fact::Exported { format, sha256, file, sound: None })
        }
        CourseStep::NoteSoundExport { format, sha256, sound } => {
            Ok(Fact::Exported { format, sha256, file: None, sound: Some(sound) })
        }
        CourseStep::NoteTalk(talk) => Ok(Fact::TalkCounted { talk }),
        CourseStep::NoteSealed { file, sha256 } => Ok(Fact::FileSealed { file, sha256 }),
        other => running(call).and_then(|()| while_running(call, other)),
    }
}

fn while_running(call: &Call, step: CourseStep) -> Result<Fact, Refusal> {
    match step {
        CourseStep::Go(stage) => go(call, stage),
        CourseStep::Skip { stage, reason: why } => Ok(Fact::StageSkipped { stage, reason: reason(&why)? }),
        CourseStep::AgreeTime { minutes: 0 } => Err(Refusal::NoTime),
        CourseStep::AgreeTime { minutes } => Ok(Fact::TimeAgreed { minutes }),
        CourseStep::UpdateCard(card) if card.name.trim().is_empty() => Err(Refusal::NameMissing),
        CourseStep::UpdateCard(card) => Ok(Fact::CardUpdated { card: *card }),
        CourseStep::AgreeNextContact { at, how } => {
            Ok(Fact::NextContactAgreed { at, how: how.trim().to_owned() })
        }
        CourseStep::Finish => finish(call),
        CourseStep::NoteInterruption { last_sign } => Ok(Fact::Interrupted { last_sign }),
        CourseStep::Resume => Ok(Fact::Resumed),
        CourseStep::NoteClockChange { by_seconds } => Ok(Fact::ClockChanged { by_seconds }),
        CourseStep::NoteSleep { seconds } => Ok(Fact::Slept { seconds }),
        CourseStep::Attach { .. }
        | CourseStep::AddAddendum { .. }
        | CourseStep::NoteExport { .. }
        | CourseStep::NoteSoundExport { .. }
        | CourseStep::NoteTalk(_)
        | CourseStep::NoteSealed { .. } => Err(Refusal::CallNotFinished),
    }
}

/// The interview is not opened before the client knows who is asking, and what for.
fn go(call: &Call, stage: Stage) -> Result<Fact, Refusal> {
    let lines_left = call.role_lines_left();
    if stage == Stage::Interview && lines_left > 0 {
        return Err(Refusal::RolesNotSaid { lines_left });
    }
    Ok(Fact::StageEntered { stage })
}

fn attach(call: &Call, client: Client, matter: Matter) -> Result<Fact, Refusal> {
    if call.matter.is_some() {
        return Err(Refusal::AlreadyAttached);
    }
    if client.card.name.trim().is_empty() || matter.title.trim().is_empty() {
        return Err(Refusal::NameMissing);
    }
    Ok(Fact::Attached { client, matter })
}

fn finish(call: &Call) -> Result<Fact, Refusal> {
    if call.recording.state() != RecordingState::Idle {
        return Err(Refusal::StillRecording);
    }
    Ok(Fact::Finished { left_open: open_ends(call).len() })
}

fn addendum(call: &Call, text: &str) -> Result<Fact, Refusal> {
    if call.finished.is_none() {
        return Err(Refusal::CallNotFinished);
    }
    Ok(Fact::Addendum { text: written(text)? })
}
