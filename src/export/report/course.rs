//! The course of a call: who, when, how long, how it ended, and what came after.

use super::moment::{LocalTime, Moment, is_known};
use crate::domain::call::Call;
use crate::domain::checklist::ChecklistStamp;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, ClientId};
use crate::domain::people::{Matter, Operator};
use crate::domain::sound_export::SoundExport;
use crate::domain::stage::Stage;
use jiff::SignedDuration;
use serde::Serialize;

/// Whether a call is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Finished.
    Finished,
    /// Going on.
    Open,
    /// The program ended in the middle, and nobody went on with it.
    Interrupted,
}

/// Who, when, how long, by which checklist, and how it ended.
#[derive(Debug, Serialize)]
pub struct Course {
    /// The call.
    pub id: CallId,
    /// Whether it is over.
    pub status: Status,
    /// The client as the office files the name.
    pub client: String,
    /// The client's name across calls.
    pub client_id: ClientId,
    /// How the client likes to be addressed, where that differs.
    pub preferred_name: Option<String>,
    /// What it is about; `null` for a quick capture not attached yet.
    pub matter: Option<Matter>,
    /// When a quick capture was attached.
    pub attached: Option<Moment>,
    /// Who made it, and for whom.
    pub made_by: Operator,
    /// Others who were at the desk.
    pub also_at_the_desk: Vec<String>,
    /// When it was opened.
    pub started: Moment,
    /// When it was finished; `null` while it is not.
    pub ended: Option<Moment>,
    /// The newest entry before any addendum.
    pub last_entry: Moment,
    /// Whole seconds from start to end or newest entry, interruptions and changes of the clock taken out; `null` where
    /// the clock leaves nothing to say.
    pub length_seconds: Option<u64>,
    /// What the client said there is time for, each time it was said.
    pub agreed_time: Vec<AgreedTime>,
    /// Ends left open, knowingly, when it was finished.
    pub left_open: Option<usize>,
    /// When the program ended in the middle.
    pub interruptions: Vec<Interruption>,
    /// How often it was put away and gone on with.
    pub put_away: usize,
    /// When the machine's clock was changed.
    pub clock_changes: Vec<ClockChange>,
    /// Which checklist walked it.
    pub checklist: ChecklistStamp,
    /// When the client card was brought up to date.
    pub card_updates: Vec<Moment>,
    /// Version of Rapport that opened it.
    pub program: String,
    /// Time zones of the entries, in order of appearance.
    pub zones: Vec<Zone>,
}

/// Time the client said there is.
#[derive(Debug, Serialize)]
pub struct AgreedTime {
    /// Whole minutes.
    pub minutes: u32,
    /// When it was said.
    pub at: Moment,
}

/// The program ended in the middle of the call.
#[derive(Debug, Serialize)]
pub struct Interruption {
    /// The last sign of life before.
    pub last_sign: Moment,
    /// When it was found.
    pub found: Moment,
    /// When the call was gone on with.
    pub resumed: Option<Moment>,
}

/// The machine's clock was changed.
#[derive(Debug, Serialize)]
pub struct ClockChange {
    /// Seconds it jumped; negative when it was set back.
    pub by_seconds: i64,
    /// When, on the changed clock.
    pub at: Moment,
}

/// A time zone of the record.
#[derive(Debug, Serialize)]
pub struct Zone {
    /// IANA name.
    pub name: String,
    /// False where it is not known here: its times are told in UTC.
    pub known: bool,
}

/// A stage entered or left out.
#[derive(Debug, Serialize)]
pub struct StageTime {
    /// Which.
    pub stage: Stage,
    /// When.
    pub at: Moment,
    /// The reason, if it was left out.
    pub skipped: Option<String>,
}

/// The next contact.
#[derive(Debug, Serialize)]
pub struct NextContact {
    /// When.
    pub on: LocalTime,
    /// By which channel, and any words about it.
    pub how: String,
    /// When it was agreed.
    pub agreed: Moment,
}

/// Words added after the call was finished.
#[derive(Debug, Serialize)]
pub struct Addendum {
    /// The words.
    pub text: String,
    /// Who wrote them.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A document made of this call.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// Its format.
    pub format: String,
    /// SHA-256 of the document, lower-case hex.
    pub sha256: String,
    /// How the recording was written; absent where it is a call note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sound: Option<SoundExport>,
    /// When.
    pub at: Moment,
}

impl Course {
    pub(in crate::export) fn of(call: &Call) -> Self {
        let card = &call.client.card;
        let preferred = card.preferred_name.trim();
        let opening = call.entries().first();
        let started = moment_or_opened(call, opening);
        let last_entry = moment_or_opened(call, newest_within(call));
        let ended =
            pick(call, |entry| matches!(entry.fact, Fact::Finished { .. }).then(|| Moment::of(entry)));
        let ended = ended.into_iter().next();
        let interruptions = interruptions(call);
        let clock_changes = clock_changes(call);
        let last = ended.as_ref().unwrap_or(&last_entry);
        Self {
            id: call.id().clone(),
            status: status(call),
            client: card.name.clone(),
            client_id: call.client.id.clone(),
            preferred_name: (!preferred.is_empty() && preferred != card.name.trim())
                .then(|| preferred.to_owned()),
            matter: call.matter.clone(),
            attached: pick(call, |entry| {
                matches!(entry.fact, Fact::Attached { .. }).then(|| Moment::of(entry))
            })
            .pop(),
            made_by: call.operator.clone(),
            also_at_the_desk: also_at_the_desk(call),
            length_seconds: length(call, &started, last, &clock_changes),
            started,
            last_entry,
            ended,
            agreed_time: pick(call, |entry| match entry.fact {
                Fact::TimeAgreed { minutes } => Some(AgreedTime { minutes, at: Moment::of(entry) }),
                _ => None,
            }),
            left_open: call.finished.map(|_| call.left_open),
            put_away: put_away(call),
            interruptions,
            clock_changes,
            checklist: call.checklist.stamp(),
            card_updates: pick(call, |entry| {
                matches!(entry.fact, Fact::CardUpdated { .. }).then(|| Moment::of(entry))
            }),
            program: match opening.map(|entry| &entry.fact) {
                Some(Fact::Opened { program, .. }) => program.clone(),
                _ => String::new(),
            },
            zones: zones(call),
        }
    }
}

/// What each entry that `found` knows gives, in order.
pub(super) fn pick<T>(call: &Call, found: impl FnMut(&Entry) -> Option<T>) -> Vec<T> {
    call.entries().iter().filter_map(found).collect()
}

fn moment_or_opened(call: &Call, entry: Option<&Entry>) -> Moment {
    entry.map_or_else(|| Moment { at: call.opened, zone: "UTC".to_owned() }, Moment::of)
}

/// The newest entry of the call itself: what may follow a finished call, and the finding of an interruption, say nothing
/// of how long it lasted.
fn newest_within(call: &Call) -> Option<&Entry> {
    call.entries()
        .iter()
        .rev()
        .find(|entry| !entry.fact.may_follow_the_end() && !matches!(entry.fact, Fact::Interrupted { .. }))
}

fn status(call: &Call) -> Status {
    let last = call.entries().iter().rev().find_map(|entry| match entry.fact {
        Fact::Finished { .. } => Some(Status::Finished),
        Fact::Interrupted { .. } => Some(Status::Interrupted),
        Fact::Resumed => Some(Status::Open),
        _ => None,
    });
    last.unwrap_or(Status::Open)
}

fn also_at_the_desk(call: &Call) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in call.entries() {
        let known = entry.by == call.operator.name || entry.by.trim().is_empty() || names.contains(&entry.by);
        if !known {
            names.push(entry.by.clone());
        }
    }
    names
}

fn interruptions(call: &Call) -> Vec<Interruption> {
    let mut found: Vec<Interruption> = Vec::new();
    for entry in call.entries() {
        match entry.fact {
            Fact::Interrupted { last_sign } => found.push(Interruption {
                last_sign: Moment::beside(entry, last_sign),
                found: Moment::of(entry),
                resumed: None,
            }),
            Fact::Resumed => {
                if let Some(open) = found.iter_mut().rev().find(|one| one.resumed.is_none()) {
                    open.resumed = Some(Moment::of(entry));
                }
            }
            _ => {}
        }
    }
    found
}

fn put_away(call: &Call) -> usize {
    let mut interrupted = false;
    let gone_on_with = pick(call, |entry| match entry.fact {
        Fact::Interrupted { .. } => {
            interrupted = true;
            None
        }
        Fact::Resumed => (!std::mem::take(&mut interrupted)).then_some(()),
        _ => None,
    });
    gone_on_with.len()
}

fn clock_changes(call: &Call) -> Vec<ClockChange> {
    pick(call, |entry| match entry.fact {
        Fact::ClockChanged { by_seconds } => Some(ClockChange { by_seconds, at: Moment::of(entry) }),
        _ => None,
    })
}

fn length(call: &Call, from: &Moment, to: &Moment, jumps: &[ClockChange]) -> Option<u64> {
    let whole = to.at.duration_since(from.at);
    let away: SignedDuration = call
        .breaks()
        .into_iter()
        .filter(|(_, gone_on)| *gone_on <= to.at)
        .map(|(left, gone_on)| gone_on.duration_since(left))
        .fold(SignedDuration::ZERO, SignedDuration::saturating_add);
    let jumped = jumps.iter().fold(0_i64, |sum, jump| sum.saturating_add(jump.by_seconds));
    let lasted = whole.saturating_sub(away).saturating_sub(SignedDuration::from_secs(jumped));
    u64::try_from(lasted.as_secs()).ok()
}

fn zones(call: &Call) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for entry in call.entries() {
        if !zones.iter().any(|zone| zone.name == entry.zone) {
            zones.push(Zone { name: entry.zone.clone(), known: is_known(&entry.zone) });
        }
    }
    zones
}

pub(super) fn stages(call: &Call) -> Vec<StageTime> {
    pick(call, |entry| {
        let (stage, skipped) = match &entry.fact {
            Fact::Opened { .. } => (Stage::Prepare, None),
            Fact::StageEntered { stage } => (*stage, None),
            Fact::StageSkipped { stage, reason } => (*stage, Some(reason.clone())),
            _ => return None,
        };
        Some(StageTime { stage, at: Moment::of(entry), skipped })
    })
}

pub(super) fn next_contact(call: &Call) -> Option<NextContact> {
    let agreed = pick(call, |entry| match &entry.fact {
        Fact::NextContactAgreed { at, how } => Some(NextContact {
            on: LocalTime { local: *at, zone: entry.zone.clone() },
            how: how.clone(),
            agreed: Moment::of(entry),
        }),
        _ => None,
    });
    agreed.into_iter().next_back()
}

pub(super) fn addenda(call: &Call) -> Vec<Addendum> {
    pick(call, |entry| match &entry.fact {
        Fact::Addendum { text } => {
            Some(Addendum { text: text.clone(), by: entry.by.clone(), at: Moment::of(entry) })
        }
        _ => None,
    })
}

pub(super) fn exports(call: &Call) -> Vec<Exported> {
    pick(call, |entry| match &entry.fact {
        Fact::Exported { format, sha256, sound, .. } => Some(Exported {
            format: format.clone(),
            sha256: sha256.clone(),
            sound: sound.clone(),
            at: Moment::of(entry),
        }),
        _ => None,
    })
}
