//! What is being typed and not yet part of any call. Pages write here; `apply` reads it and clears what it used.

use crate::domain::checklist::Checklist;
use crate::domain::consent::{CaseOf, HowGiven, SpecialCase};
use crate::domain::ids::{ClientId, ItemId, PersonId, QuestionId, Seq};
use crate::domain::notes::NoteKind;
use crate::domain::people::{ClientCard, PersonRole};
use crate::domain::sound_export::Gaps;
use crate::domain::stage::Stage;
use crate::export::Format;
use crate::store::settings::Settings;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What is being typed.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The next call.
    pub opening: OpeningDraft,
    /// The next note.
    pub note: NoteDraft,
    /// Answers by question.
    pub answers: BTreeMap<QuestionId, String>,
    /// A question added on the spot.
    pub own_question: String,
    /// A reason for leaving something out.
    pub reason: Option<ReasonDraft>,
    /// Name of a person who joins.
    pub person: String,
    /// What they are there for.
    pub person_role: PersonRole,
    /// How the words of consent are read and answered.
    pub words: WordsDraft,
    /// Where people are.
    pub places: PlacesDraft,
    /// Special cases of consent, and a consent that turned out not to be valid.
    pub cases: CasesDraft,
    /// Minutes the client has.
    pub minutes: String,
    /// What is said of an open end, by its note.
    pub settlements: BTreeMap<Seq, String>,
    /// Owner and due time of a promise, by its note.
    pub dues: BTreeMap<Seq, DueDraft>,
    /// The next contact.
    pub next_contact: NextContactDraft,
    /// The client card while it is edited.
    pub card: Option<ClientCard>,
    /// The note whose buttons are shown.
    pub selected: Option<Seq>,
    /// A note while it is corrected.
    pub correction: Option<(Seq, String)>,
    /// Why the newest pause was made, in one's own words.
    pub pause: PauseDraft,
    /// A decision on what becomes of the recording.
    pub custody: Option<CustodyDraft>,
    /// An addition to a finished call.
    pub addendum: String,
    /// Where a call note goes.
    pub export: ExportDraft,
    /// The settings while they are edited.
    pub settings: Option<Settings>,
    /// What the lists are searched for.
    pub search: String,
}

/// The next call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningDraft {
    /// The client's name.
    pub client: String,
    /// Which client of that name; two may bear it.
    pub whose: Whose,
    /// The matter's title.
    pub matter: String,
    /// Id of the checklist; `None` for the first.
    pub checklist: Option<String>,
}

/// Which client of a name is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// The one of that name the office knows, if it is one; else somebody new.
    #[default]
    ByName,
    /// This one.
    Known(ClientId),
    /// Somebody the office does not know yet.
    SomeoneNew,
}

impl Drafts {
    /// Forgets what belongs to the call on the desk; the search and unsaved settings stay.
    pub fn clear_call(&mut self) {
        let search = std::mem::take(&mut self.search);
        let settings = self.settings.take();
        *self = Self { settings, search, ..Self::default() };
    }
}

impl OpeningDraft {
    /// The checklist chosen, else the first there is.
    #[must_use]
    pub fn checklist<'a>(&self, from: &'a [Checklist]) -> Option<&'a Checklist> {
        let chosen = self.checklist.as_ref().and_then(|id| from.iter().find(|list| list.id == *id));
        chosen.or_else(|| from.iter().find(|list| list.id == DEFAULT_CHECKLIST)).or_else(|| from.first())
    }
}

/// Id of the checklist offered first.
pub const DEFAULT_CHECKLIST: &str = "general-intake";

/// The next note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteDraft {
    /// The text.
    pub text: String,
    /// Its kind.
    pub kind: NoteKind,
}

/// A reason for leaving something out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonDraft {
    /// For what.
    pub skips: Skips,
    /// The reason.
    pub text: String,
}

/// What may be left out with a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skips {
    /// An item or a line.
    Item(ItemId),
    /// A stage.
    Stage(Stage),
    /// A question.
    Question(QuestionId),
    /// A note that was wrong.
    Note(Seq),
}

/// How the words of consent are read and answered, as far as no entry holds it yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsDraft {
    /// BCP 47 tag of the language that was chosen; `None` until one is.
    pub language: Option<String>,
    /// How each person's next answer is given; spoken where nothing else was chosen.
    pub given: BTreeMap<PersonId, HowGiven>,
    /// The take on which the question is not asked again.
    pub not_again_on: Option<u32>,
}

/// Where people are, while it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlacesDraft {
    /// Of each person on the line.
    pub of: BTreeMap<PersonId, PlaceDraft>,
    /// Of the one at the desk.
    pub own: Option<PlaceDraft>,
    /// The take on which what the rule adds is not offered again beside the interview.
    pub not_again_on: Option<u32>,
}

/// A place that is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceDraft {
    /// The words.
    pub text: String,
    /// Whether they were handed in and are no place.
    pub refused: bool,
}

/// Special cases of consent, while they are chosen and written about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasesDraft {
    /// What is being chosen; `None` while the choice is closed.
    pub choosing: Option<Choosing>,
    /// Cases that a person's role implies and that were found not to apply.
    pub declined: BTreeSet<CaseOf>,
    /// Whether what to say when someone joins was read, or asked for: it is shown by itself when someone does.
    pub joining: Joining,
    /// Approvals of the supervising attorney while they are written, by case.
    pub approvals: BTreeMap<CaseOf, ApprovalDraft>,
    /// What is being taken back.
    pub take_back: Option<TakeBackDraft>,
    /// A consent that turned out not to be valid.
    pub no_consent: Option<NoConsentDraft>,
    /// Whether the message for the supervising attorney is on the clipboard as it stands.
    pub message_copied: bool,
    /// The newest withdrawal after which the words were said.
    pub said_after: Option<Seq>,
}

/// What is being chosen of a special case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// Which case.
    Case,
    /// Whom this one is about.
    Who(SpecialCase),
}

/// Whether what to say when someone joins is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Joining {
    /// When someone has joined after the words were read.
    #[default]
    ByItself,
    /// Somebody asked for it.
    Asked,
    /// It was read, with so many people known to the call.
    Read(usize),
}

/// An approval while it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApprovalDraft {
    /// The attorney's name; `None` until somebody typed one: that of the call is offered.
    pub attorney: Option<String>,
    /// When they gave it, as typed.
    pub approved_at: String,
}

/// What is being taken back, while the reason is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeBackDraft {
    /// What.
    pub what: TakenBack,
    /// Of which case.
    pub of: CaseOf,
    /// Why.
    pub reason: String,
    /// The attorney who said so; used where a case is theirs to decide.
    pub attorney: String,
}

/// What is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// The case.
    Case,
    /// Its approval.
    Approval,
}

/// A consent that turned out not to be valid, while it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoConsentDraft {
    /// Numbers of the takes.
    pub takes: BTreeSet<u32>,
    /// What turned out.
    pub why: String,
}

/// Why a pause was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PauseDraft {
    /// The words.
    pub text: String,
    /// Since when the pause lasts, or lasted, for which own words are being written.
    pub in_own_words: Option<Timestamp>,
    /// Since when the pause lasts, or lasted, that is to stay without a reason.
    pub left_without: Option<Timestamp>,
}

/// A decision on what becomes of the recording, while it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyDraft {
    /// What is to be decided.
    pub choice: CustodyChoice,
    /// Numbers of the takes it is about; none for a hold.
    pub takes: Vec<u32>,
    /// Why.
    pub reason: String,
    /// The name of whoever decided.
    pub by: String,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustodyChoice {
    /// Keep takes.
    Keep,
    /// Lock them until the supervising attorney decides.
    Restrict,
    /// Release restricted takes.
    Release,
    /// Delete their audio.
    Delete,
    /// Put the matter on hold.
    PlaceHold,
    /// Lift the hold.
    LiftHold,
}

/// Owner and due time of a promise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DueDraft {
    /// Who does it.
    pub owner: String,
    /// By when, as typed.
    pub by: String,
}

/// The next contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextContactDraft {
    /// When, as typed.
    pub when: String,
    /// How.
    pub how: String,
}

/// Where a call note goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportDraft {
    /// The folder, as typed.
    pub folder: String,
    /// The format.
    pub format: Format,
    /// What becomes of gaps in a sound file.
    pub gaps: Gaps,
}

impl Default for ExportDraft {
    fn default() -> Self {
        Self { folder: String::new(), format: Format::Docx, gaps: Gaps::default() }
    }
}
