//! Every kind of fact a timeline can hold.

mod kind;

pub use super::consent::ConsentAnswer;

use super::checklist::{Checklist, ScriptStamp};
use super::consent::{ConsentFact, Manner, ScriptText};
use super::custody::CustodyFact;
use super::ids::{CallId, ItemId, PersonId, QuestionId, Seq};
use super::notes::{Due, NoteKind, Settlement};
use super::people::{Client, ClientCard, Matter, Operator, Person};
use super::readiness::Reading;
use super::recording::{GapReason, StopReason, TakeFormat};
use super::sound_export::SoundExport;
use super::stage::Stage;
use super::talk::TalkCount;
use super::track::Track;
use jiff::{Timestamp, civil::DateTime};
use serde::{Deserialize, Serialize};

/// What an entry says. The `kind` in the JSON is the variant's name in `snake_case`.
///
/// Words that were on screen (an item's, a question's, a script's version) are written into the fact, so that the record
/// reads the same after the checklist has changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// The call was opened. Always the first entry, and only the first.
    Opened {
        /// The call.
        call: CallId,
        /// Who it is with; a caller of a quick capture is a client of whom only the name is known.
        client: Client,
        /// What it is about; `None` for a quick capture.
        matter: Option<Matter>,
        /// The checklist that walks it, whole: the record must show the words that were in force.
        checklist: Box<Checklist>,
        /// Who makes it, and for whom.
        operator: Operator,
        /// Version of Rapport.
        program: String,
    },
    /// A quick capture was attached to a client and a matter.
    Attached {
        /// The client it belongs to.
        client: Client,
        /// The matter it belongs to.
        matter: Matter,
    },
    /// A stage was entered.
    StageEntered {
        /// Which.
        stage: Stage,
    },
    /// A stage was knowingly left out.
    StageSkipped {
        /// Which.
        stage: Stage,
        /// Why, in the paralegal's words.
        reason: String,
    },
    /// The client said how much time there is.
    TimeAgreed {
        /// Whole minutes.
        minutes: u32,
    },
    /// The client card was brought up to date.
    CardUpdated {
        /// The card as it now reads.
        card: ClientCard,
    },
    /// The next contact was agreed.
    NextContactAgreed {
        /// Local date and time at the office. Not `at` in the JSON, where the entry has its own.
        #[serde(rename = "contact_at")]
        at: DateTime,
        /// By which channel and any words about it.
        how: String,
    },
    /// The call was finished. Only addenda, attachment and exports may follow.
    Finished {
        /// How many ends were left open, knowingly.
        left_open: usize,
    },
    /// Something was added after the call was finished.
    Addendum {
        /// The words.
        text: String,
    },
    /// The program had ended without finishing the call; found at a later start.
    Interrupted {
        /// The last sign of life: the newest entry or audio before the end.
        last_sign: Timestamp,
    },
    /// The interrupted call was opened again.
    Resumed,
    /// The machine's wall clock was changed by hand or by the network while the call was open.
    ClockChanged {
        /// Seconds it jumped; negative when it was set back.
        by_seconds: i64,
    },
    /// A document was written.
    Exported {
        /// Format, by its name on the command line: `md`, `docx`, `json`; `wav`, `flac` for the recording.
        format: String,
        /// SHA-256 of the document, lower-case hex.
        sha256: String,
        /// Its name in the call's folder; absent where it was written elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        /// How the recording was written; absent where the document is the call note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sound: Option<SoundExport>,
    },
    /// A file that the recorder keeps beside the audio is complete: nothing is written to it any more.
    FileSealed {
        /// Its path within the call's folder, with `/` between names: `audio/session.json`.
        file: String,
        /// SHA-256 of it, lower-case hex.
        sha256: String,
    },
    /// It was counted who spoke how much, because the office wants it in the call note.
    TalkCounted {
        /// The count.
        talk: TalkCount,
    },
    /// An item was ticked, or a line was said.
    ItemTicked {
        /// Which.
        item: ItemId,
        /// The stage it stands in.
        stage: Stage,
        /// Its words as they were on screen.
        words: String,
        /// What the sensor read, for an item that ticks itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sensed: Option<Reading>,
    },
    /// A tick was taken back, by hand or because a sensor no longer agrees.
    ItemCleared {
        /// Which.
        item: ItemId,
        /// What the sensor read, for an item that ticks itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sensed: Option<Reading>,
    },
    /// An item was put off; it comes back at the close.
    ItemDeferred {
        /// Which.
        item: ItemId,
        /// The stage it stands in.
        stage: Stage,
        /// Its words as they were on screen.
        words: String,
    },
    /// An item was left out.
    ItemSkipped {
        /// Which.
        item: ItemId,
        /// The stage it stands in.
        stage: Stage,
        /// Its words as they were on screen.
        words: String,
        /// Why, in the paralegal's words.
        reason: String,
    },
    /// Someone is on the line. The client is added when the call is opened.
    PersonJoined {
        /// Who.
        person: Person,
    },
    /// Someone left the line.
    PersonLeft {
        /// Who.
        person: PersonId,
    },
    /// Benefits and risks were explained and the question was read.
    ConsentExplained {
        /// Under which words.
        script: ScriptStamp,
        /// The words themselves, as they were read.
        #[serde(default, skip_serializing_if = "ScriptText::is_empty")]
        words: ScriptText,
    },
    /// Someone answered.
    ConsentAnswered {
        /// Who.
        person: PersonId,
        /// What they said.
        answer: ConsentAnswer,
        /// Under which words.
        script: ScriptStamp,
        /// How, and in which language.
        #[serde(flatten)]
        manner: Manner,
    },
    /// Someone took their yes back. Recording ends; every person must be asked again before another take.
    ConsentWithdrawn {
        /// Who; `None` when nobody asked who said it.
        person: Option<PersonId>,
    },
    /// Other words are in force from now on; a yes to earlier ones no longer counts.
    ConsentScriptChanged {
        /// The words now in force, by name.
        script: ScriptStamp,
        /// The words themselves, with their blanks.
        #[serde(default, skip_serializing_if = "ScriptText::is_empty")]
        text: ScriptText,
    },
    /// A take is about to begin.
    RecordingRequested {
        /// Number of the take within the call, from 1.
        take: u32,
    },
    /// Sound is being written.
    RecordingStarted {
        /// Number of the take within the call.
        take: u32,
        /// Device, rate and format of this side.
        format: TakeFormat,
        /// Device, rate and format of the far end, where it is recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        far: Option<TakeFormat>,
    },
    /// A track goes on from another device, or from none for now.
    DeviceChanged {
        /// Number of the take.
        take: u32,
        /// The track.
        track: Track,
        /// Frames captured before it.
        frame: u64,
        /// Name of the device before.
        from: String,
        /// The device after; `None` where there is none for now.
        to: Option<TakeFormat>,
    },
    /// The computer plays on another output than before; the far end stays with the one it is recorded from.
    OutputChanged {
        /// Number of the take.
        take: u32,
        /// Name of the output the computer plays on now.
        plays_on: String,
        /// Name of the output the far end is recorded from.
        recorded_from: String,
    },
    /// Capture is paused: nothing is captured until it is resumed.
    RecordingPaused {
        /// Number of the take.
        take: u32,
        /// Why, in the paralegal's words; may be empty.
        reason: String,
    },
    /// Why a pause was made, said after it began: it holds for the newest pause of the take.
    PauseExplained {
        /// Number of the take.
        take: u32,
        /// Why, in the paralegal's words.
        reason: String,
    },
    /// Capture goes on.
    RecordingResumed {
        /// Number of the take.
        take: u32,
    },
    /// A stretch of time that is not in the recording.
    GapNoted {
        /// Number of the take.
        take: u32,
        /// The track it is in; absent for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        track: Option<Track>,
        /// Frames captured before the gap, in that track's rate; in this side's where it is in all of them.
        frame: u64,
        /// How long it lasted.
        lasted_ms: u64,
        /// Why.
        reason: GapReason,
    },
    /// The take ended.
    RecordingStopped {
        /// Number of the take.
        take: u32,
        /// Frames on disk.
        frames: u64,
        /// Frames a second.
        rate: u32,
        /// Why it ended.
        why: StopReason,
    },
    /// A take could not begin.
    RecordingFailed {
        /// Number of the take.
        take: u32,
        /// What went wrong, as told on screen.
        what: String,
    },
    /// An audio file is finished and hashed.
    SegmentFinished {
        /// Number of the take.
        take: u32,
        /// Its track; absent for this side's.
        #[serde(default, skip_serializing_if = "Track::is_this_side")]
        track: Track,
        /// File name within the call's audio folder: `mic-0001.wav`.
        file: String,
        /// Frame of the take the segment begins with.
        first_frame: u64,
        /// Frames it holds.
        frames: u64,
        /// Frames a second.
        rate: u32,
        /// SHA-256 of the file, lower-case hex.
        sha256: String,
        /// True when it was left unfinished by a crash and repaired at a later start.
        #[serde(default)]
        salvaged: bool,
    },
    /// The machine slept while the call was open.
    Slept {
        /// For how many seconds.
        seconds: u64,
    },
    /// A note was written.
    NoteAdded {
        /// What kind.
        note: NoteKind,
        /// The text.
        text: String,
        /// The question on screen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<QuestionId>,
    },
    /// A note was corrected.
    NoteCorrected {
        /// Which.
        note: Seq,
        /// The text as it now reads.
        text: String,
    },
    /// A note was struck out; its words stay on the timeline.
    NoteStruck {
        /// Which.
        note: Seq,
        /// Why.
        reason: String,
    },
    /// An assumption or a concern was laid to rest.
    NoteSettled {
        /// Which.
        note: Seq,
        /// How.
        how: Settlement,
        /// What was said.
        words: String,
    },
    /// A promise got its owner and due time.
    PromiseDated {
        /// Which.
        note: Seq,
        /// Who, and by when.
        due: Due,
    },
    /// A moment worth finding again.
    Marked,
    /// A question was added on the spot.
    QuestionAdded {
        /// Its name within the call.
        question: QuestionId,
        /// The question.
        ask: String,
    },
    /// A question was left out.
    QuestionSkipped {
        /// Which.
        question: QuestionId,
        /// Its words.
        asked: String,
        /// Why.
        reason: String,
    },
    /// A question was answered.
    Answered {
        /// Which.
        question: QuestionId,
        /// Its words as they were on screen.
        asked: String,
        /// The answer.
        text: String,
    },

    /// What becomes of the recording. In JSON its own `kind` stands for it.
    #[serde(untagged)]
    Custody(CustodyFact),
    /// More of consent. In JSON its own `kind` stands for it.
    #[serde(untagged)]
    Consent(ConsentFact),
}
