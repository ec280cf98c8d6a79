//! A call: everything folded from its timeline.

use super::checklist::Checklist;
use super::consent::ConsentRecord;
use super::custody::Custody;
use super::entry::Entry;
use super::fact::Fact;
use super::ids::{CallId, Seq};
use super::items::Items;
use super::notes::Notebook;
use super::people::{Client, Matter, Operator};
use super::recording::RecordingLog;
use super::stage::Stage;
use super::talk::TalkCount;
use jiff::Timestamp;
use jiff::civil::DateTime;
use std::collections::BTreeSet;

/// A call as its timeline tells it. The only way to change one is to add an entry.
#[derive(Debug)]
pub struct Call {
    id: CallId,
    entries: Vec<Entry>,
    consent: ConsentRecord,
    /// Who it is with.
    pub client: Client,
    /// What it is about; `None` for a quick capture not attached yet.
    pub matter: Option<Matter>,
    /// The checklist that walks it, as it was when the call was opened.
    pub checklist: Checklist,
    /// Who made it, and for whom.
    pub operator: Operator,
    /// When it was opened.
    pub opened: Timestamp,
    /// The stage on screen.
    pub stage: Stage,
    /// Every stage entered, with the time, in order; a stage may be entered more than once.
    pub stages: Vec<(Stage, Timestamp)>,
    /// Stages knowingly left out, with the reason.
    pub skipped_stages: Vec<(Stage, String)>,
    /// Minutes the client said there are.
    pub agreed_minutes: Option<(u32, Timestamp)>,
    /// Next contact, local time at the office, and how.
    pub next_contact: Option<(DateTime, String)>,
    /// Items and lines.
    pub items: Items,
    /// Everything written.
    pub notebook: Notebook,
    /// Takes, gaps and files.
    pub recording: RecordingLog,
    /// What becomes of the takes, and a hold placed here.
    pub custody: Custody,
    /// Who spoke how much, where it was counted for the call note.
    pub talk: Option<TalkCount>,
    /// When it was finished.
    pub finished: Option<Timestamp>,
    /// Ends left open, knowingly, when it was finished.
    pub left_open: usize,
    /// What was added later, with the time.
    pub addenda: Vec<(Timestamp, String)>,
    /// Interruptions: the last sign of life before the program ended.
    pub interruptions: Vec<Timestamp>,
}

/// Why a timeline could not be folded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// There is no entry at all.
    #[error("the timeline is empty")]
    Empty,
    /// The first entry is not the opening of a call.
    #[error("the first entry does not open a call")]
    NotOpened,
    /// An entry is missing or stands twice.
    #[error("entry {expected} was expected, entry {found} was found")]
    OutOfOrder {
        /// The number that should follow.
        expected: Seq,
        /// The number that stands there.
        found: Seq,
    },
}

impl Call {
    /// Folds a whole timeline.
    ///
    /// # Errors
    /// Where the timeline is empty, does not begin with an opening, or misses an entry.
    pub fn fold(entries: impl IntoIterator<Item = Entry>) -> Result<Self, FoldError> {
        let mut entries = entries.into_iter();
        let mut call = Self::opened_by(entries.next().ok_or(FoldError::Empty)?)?;
        entries.try_for_each(|entry| call.append(entry))?;
        Ok(call)
    }

    fn opened_by(entry: Entry) -> Result<Self, FoldError> {
        if entry.seq != Seq::FIRST {
            return Err(FoldError::OutOfOrder { expected: Seq::FIRST, found: entry.seq });
        }
        let Fact::Opened { call, client, matter, checklist, operator, .. } = &entry.fact else {
            return Err(FoldError::NotOpened);
        };
        Ok(Self {
            id: call.clone(),
            consent: ConsentRecord::new(call.clone(), checklist.consent_script(), checklist.consent_text()),
            client: client.clone(),
            matter: matter.clone(),
            checklist: checklist.as_ref().clone(),
            operator: operator.clone(),
            opened: entry.at,
            stage: Stage::Prepare,
            stages: vec![(Stage::Prepare, entry.at)],
            skipped_stages: Vec::new(),
            agreed_minutes: None,
            next_contact: None,
            items: Items::default(),
            notebook: Notebook::default(),
            recording: RecordingLog::default(),
            custody: Custody::default(),
            talk: None,
            finished: None,
            left_open: 0,
            addenda: Vec::new(),
            interruptions: Vec::new(),
            entries: vec![entry],
        })
    }

    /// Adds an entry that [`super::decide::decide`] allowed.
    ///
    /// # Errors
    /// If its number is not the next one.
    pub fn append(&mut self, entry: Entry) -> Result<(), FoldError> {
        let expected = self.next_seq();
        if entry.seq != expected {
            return Err(FoldError::OutOfOrder { expected, found: entry.seq });
        }
        self.custody.fold(&self.id, &self.consent, &entry);
        self.consent.fold(&entry);
        self.items.fold(&entry);
        self.notebook.fold(&entry);
        self.recording.fold(&entry);
        self.fold_course(&entry);
        self.entries.push(entry);
        Ok(())
    }

    fn fold_course(&mut self, entry: &Entry) {
        match &entry.fact {
            Fact::Attached { client, matter } => {
                self.client = client.clone();
                self.matter = Some(matter.clone());
            }
            Fact::StageEntered { stage } => {
                self.stage = *stage;
                self.stages.push((*stage, entry.at));
            }
            Fact::StageSkipped { stage, reason } => self.skipped_stages.push((*stage, reason.clone())),
            Fact::TimeAgreed { minutes } => self.agreed_minutes = Some((*minutes, entry.at)),
            Fact::CardUpdated { card } => self.client.card = card.clone(),
            Fact::NextContactAgreed { at, how } => self.next_contact = Some((*at, how.clone())),
            Fact::Finished { left_open } => {
                self.finished = Some(entry.at);
                self.left_open = *left_open;
            }
            Fact::TalkCounted { talk } => self.talk = Some(talk.clone()),
            Fact::Addendum { text } => self.addenda.push((entry.at, text.clone())),
            Fact::Interrupted { last_sign } => self.interruptions.push(*last_sign),
            _ => {}
        }
    }

    /// Stretches of time the call was off the desk, put away or interrupted: from the last sign of life to the moment it
    /// was gone on with.
    #[must_use]
    pub fn breaks(&self) -> Vec<(Timestamp, Timestamp)> {
        let mut newest = self.opened;
        let mut interrupted = None;
        let mut found = Vec::new();
        for entry in &self.entries {
            match entry.fact {
                // What a later start found and noted around it is no sign of life.
                Fact::Interrupted { last_sign } => interrupted = Some(last_sign),
                Fact::Resumed => found.push((interrupted.take().unwrap_or(newest), entry.at)),
                _ => {}
            }
            newest = entry.at;
        }
        found
    }

    /// The call's name.
    #[must_use]
    pub fn id(&self) -> &CallId {
        &self.id
    }

    /// The timeline, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The number the next entry will bear.
    #[must_use]
    pub fn next_seq(&self) -> Seq {
        self.entries.last().map_or(Seq::FIRST, |entry| entry.seq.next())
    }

    /// Who is on the line and what they said.
    #[must_use]
    pub fn consent(&self) -> &ConsentRecord {
        &self.consent
    }

    /// Numbers of the takes that are not to be heard now.
    #[must_use]
    pub fn locked_takes(&self) -> BTreeSet<u32> {
        let takes = self.recording.takes.iter().map(|take| take.number);
        takes.filter(|take| !self.custody.may_be_heard(*take)).collect()
    }

    /// Says that every entry up to and with `seq` is on disk. An entry that is not on the timeline yet stays unsaved.
    pub fn confirm_saved(&mut self, seq: Seq) {
        let newest = self.entries.last().map_or(Seq(0), |entry| entry.seq);
        self.consent.confirm_saved(seq.min(newest));
    }

    /// How many lines of the Roles stage are neither said nor skipped with a reason; 0 once the stage was skipped.
    #[must_use]
    pub fn role_lines_left(&self) -> usize {
        if self.skipped_stages.iter().any(|(stage, _)| *stage == Stage::Roles) {
            return 0;
        }
        self.checklist.role_lines().filter(|line| !self.is_settled(&line.id)).count()
    }

    /// How many items of a stage are neither done nor skipped.
    #[must_use]
    pub fn items_left(&self, stage: Stage) -> usize {
        self.checklist.items_of(stage).into_iter().filter(|item| !self.is_settled(item)).count()
    }

    fn is_settled(&self, item: &super::ids::ItemId) -> bool {
        self.items.state(item).is_some_and(super::items::ItemState::is_settled)
    }
}
