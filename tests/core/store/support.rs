//! What the tests of the store share: a folder with a store in it, entries, and a way behind its back.

use jiff::Timestamp;
use rapport::domain::chain::Hash;
use rapport::domain::checklist::{Checklist, ScriptStamp};
use rapport::domain::consent::{Manner, ScriptText};
use rapport::domain::entry::{Entry, Position};
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::ids::{CallId, ClientId, ItemId, MatterId, PersonId, QuestionId, Seq};
use rapport::domain::notes::{Due, NoteKind, Settlement};
use rapport::domain::people::{Client, ClientCard, Matter, Operator, Person, PersonRole};
use rapport::domain::readiness::Reading;
use rapport::domain::recording::{GapReason, StopReason, TakeFormat};
use rapport::domain::stage::Stage;
use rapport::domain::track::Track;
use rapport::store::{Layout, Store};
use std::path::Path;
use tempfile::TempDir;

pub const CALL: &str = "20261124-161502-k3f9";

/// A data folder of its own. Gone when dropped.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn layout(&self) -> Layout {
        Layout::new(self.folder.path())
    }

    pub fn store(&self) -> Store {
        Store::open(self.layout()).unwrap()
    }

    /// A desk whose store holds these facts as one call, and is closed again.
    pub fn with_call(facts: Vec<Fact>) -> Self {
        let desk = Self::new();
        append_all(&mut desk.store(), &call_id(), facts);
        desk
    }

    /// A connection behind the store's back.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.layout().database()).unwrap()
    }

    /// Changes the database the way somebody would who knows how it is built.
    pub fn tamper(&self, sql: &str) {
        let raw = self.raw();
        let guards: Vec<String> = raw
            .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        raw.execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER entries_are_not_changed;
             DROP TRIGGER entries_are_not_deleted; DROP TRIGGER entries_follow_one_another;",
        )
        .unwrap();
        raw.execute_batch(sql).unwrap();
        // Whoever knows how it is built puts the guards back.
        raw.execute_batch(&guards.join(";\n")).unwrap();
    }
}

pub fn call_id() -> CallId {
    CallId::new(CALL)
}

pub fn append_all(store: &mut Store, call: &CallId, facts: Vec<Fact>) -> Vec<Hash> {
    (1..).zip(facts).map(|(seq, fact)| store.append(call, &entry(seq, fact)).unwrap()).collect()
}

/// An entry a minute after the one before.
pub fn entry(seq: u64, fact: Fact) -> Entry {
    let start: Timestamp = "2026-11-24T16:15:02.123456789Z".parse().unwrap();
    let at = start + jiff::SignedDuration::from_mins(i64::try_from(seq).unwrap() - 1);
    entry_at(seq, &at.to_string(), fact)
}

pub fn entry_at(seq: u64, at: &str, fact: Fact) -> Entry {
    Entry {
        seq: Seq(seq),
        at: at.parse().unwrap(),
        zone: "America/Chicago".to_owned(),
        by: "Ada Park".to_owned(),
        position: None,
        fact,
    }
}

pub fn client(id: &str, name: &str) -> Client {
    Client { id: ClientId::new(id), card: ClientCard { name: name.to_owned(), ..ClientCard::default() } }
}

pub fn matter(id: &str, title: &str) -> Matter {
    Matter { id: MatterId::new(id), title: title.to_owned() }
}

pub fn opened() -> Fact {
    opened_with(CALL, client("c-1", "Rosa Ortiz"), Some(matter("m-1", "Ortiz v. Lakeside Transit")))
}

pub fn opened_with(call: &str, client: Client, matter: Option<Matter>) -> Fact {
    Fact::Opened {
        call: CallId::new(call),
        client,
        matter,
        checklist: Box::new(checklist()),
        operator: Operator {
            name: "Ada Park".to_owned(),
            title: "paralegal".to_owned(),
            firm: "Quill & Marsh".to_owned(),
            attorney: "Jo Marsh".to_owned(),
        },
        program: "0.1.0".to_owned(),
    }
}

pub fn note(text: &str) -> Fact {
    Fact::NoteAdded { note: NoteKind::Plain, text: text.to_owned(), question: None }
}

pub fn finished() -> Fact {
    Fact::Finished { left_open: 0 }
}

pub fn interrupted() -> Fact {
    Fact::Interrupted { last_sign: "2026-11-24T16:40:00Z".parse().unwrap() }
}

pub fn stopped(take: u32, frames: u64) -> Fact {
    Fact::RecordingStopped { take, frames, rate: 48_000, why: StopReason::ByHand }
}

/// A segment that holds the take from its first frame on.
pub fn segment(file: &str, frames: u64, bytes: &[u8]) -> Fact {
    Fact::SegmentFinished {
        take: 1,
        track: Track::Mic,
        file: file.to_owned(),
        first_frame: 0,
        frames,
        rate: 48_000,
        sha256: Hash::of(bytes).to_string(),
        salvaged: false,
    }
}

pub fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    rapport::store::atomic::replace(path, bytes).unwrap();
}

pub fn checklist() -> Checklist {
    serde_json::from_value(serde_json::json!({
        "id": "general-intake", "version": "1.0.0", "title": "General intake", "language": "en",
        "about": "For a first call.",
        "stages": {
            "prepare": {"items": [
                {"id": "conflicts", "text": "Conflict check done"},
                {"id": "microphone", "text": "Microphone heard", "sensor": "microphone"}
            ]},
            "roles": {
                "paralegal": [{"id": "who-i-am", "say": "I am {paralegal}. I am not a lawyer."}],
                "client": [{"id": "be-frank", "say": "Please tell us all of it, {client}."}],
                "time": {"id": "good-time", "say": "Is now still a good time?"}
            },
            "consent": {
                "version": "1", "benefits": ["Nothing you say is lost."], "risks": ["It may be asked for."],
                "question": "May I record?", "after_no": "That is fine.", "after_withdrawal": "It is off."
            },
            "interview": {"questions": [{"id": "what-happened", "ask": "What happened?"}]},
            "close": {"lines": [{"id": "thanks", "say": "Thank you."}]}
        }
    }))
    .unwrap()
}

/// A call that holds every kind of fact once. [`kinds`] keeps it whole.
pub fn one_of_each() -> Vec<Entry> {
    let mut entries = one_of_each_of_the_first_version();
    for fact in super::later::later() {
        entries.push(entry(entries.len() as u64 + 1, fact));
    }
    entries
}

/// What the files of the first version hold.
pub fn one_of_each_of_the_first_version() -> Vec<Entry> {
    let facts = [course(), items(), consent(), recording(), notes()].concat();
    let mut entries: Vec<_> = (1..).zip(facts).map(|(seq, fact)| entry(seq, fact)).collect();
    let place = Position { take: 2, frame: 1_440_000, rate: 48_000, before_ms: 65_250 };
    entries.last_mut().unwrap().position = Some(place);
    entries
}

fn course() -> Vec<Fact> {
    let card = ClientCard {
        name: "Rosa Ortiz".to_owned(),
        preferred_name: "Mrs Ortiz".to_owned(),
        phone: "+1 312 555 0142".to_owned(),
        time_zone: "same as ours".to_owned(),
        safe_to_call: "after six; no voicemail".to_owned(),
        language: "Spanish; interpreter".to_owned(),
        pace: "slow".to_owned(),
        channel: "telephone".to_owned(),
        cues: "goes quiet".to_owned(),
        helps: "one thing at a time".to_owned(),
    };
    vec![
        opened_with(CALL, client("c-2", "A caller"), None),
        Fact::Attached {
            client: client("c-1", "Rosa Ortiz"),
            matter: matter("m-1", "Ortiz v. Lakeside Transit"),
        },
        Fact::StageEntered { stage: Stage::Roles },
        Fact::StageSkipped { stage: Stage::Consent, reason: "no recording today".to_owned() },
        Fact::TimeAgreed { minutes: 25 },
        Fact::CardUpdated { card },
        Fact::NextContactAgreed {
            at: jiff::civil::date(2026, 12, 1).at(9, 30, 0, 0),
            how: "by telephone".to_owned(),
        },
        finished(),
        Fact::Addendum { text: "She rang back with the claim number.".to_owned() },
        interrupted(),
        Fact::Resumed,
        Fact::ClockChanged { by_seconds: -3_600 },
        Fact::Exported {
            format: "md".to_owned(),
            sha256: Hash::of(b"a call note").to_string(),
            file: None,
            sound: None,
        },
    ]
}

fn items() -> Vec<Fact> {
    let item = || ItemId::new("microphone");
    let words = || "Microphone heard".to_owned();
    let power = Reading::Power { mains: false, charge_percent: Some(81) };
    vec![
        Fact::ItemTicked {
            item: item(),
            stage: Stage::Prepare,
            words: words(),
            sensed: Some(Reading::Microphone { peak: 0.25 }),
        },
        Fact::ItemCleared { item: item(), sensed: Some(power) },
        Fact::ItemDeferred { item: item(), stage: Stage::Prepare, words: words() },
        Fact::ItemSkipped {
            item: item(),
            stage: Stage::Prepare,
            words: words(),
            reason: "desk telephone".to_owned(),
        },
    ]
}

fn consent() -> Vec<Fact> {
    let script =
        || ScriptStamp { id: "general-intake.en".to_owned(), version: "1".to_owned(), words: String::new() };
    let person = || PersonId::new("p-1");
    vec![
        Fact::PersonJoined {
            person: Person { id: person(), name: "Rosa Ortiz".to_owned(), role: PersonRole::Client },
        },
        Fact::PersonLeft { person: person() },
        Fact::ConsentExplained { script: script(), words: ScriptText::default() },
        Fact::ConsentAnswered {
            person: person(),
            answer: ConsentAnswer::NotSure,
            script: script(),
            manner: Manner::default(),
        },
        Fact::ConsentWithdrawn { person: Some(person()) },
        Fact::ConsentScriptChanged { script: script(), text: ScriptText::default() },
    ]
}

fn recording() -> Vec<Fact> {
    let format = TakeFormat {
        device_id: "pulseaudio:headset".to_owned(),
        device_name: "Headset".to_owned(),
        rate: 48_000,
        bits: 16,
    };
    vec![
        Fact::RecordingRequested { take: 1 },
        Fact::RecordingStarted { take: 1, format, far: None },
        Fact::RecordingPaused { take: 1, reason: "card number".to_owned() },
        Fact::RecordingResumed { take: 1 },
        Fact::GapNoted {
            take: 1,
            track: None,
            frame: 480_000,
            lasted_ms: 12_500,
            reason: GapReason::Paused { reason: "card number".to_owned() },
        },
        Fact::RecordingStopped {
            take: 1,
            frames: 960_000,
            rate: 48_000,
            why: StopReason::Failed { what: "The microphone went away".to_owned() },
        },
        Fact::RecordingFailed { take: 2, what: "The microphone is in use".to_owned() },
        segment("mic-0001.wav", 960_000, b"sound"),
    ]
}

fn notes() -> Vec<Fact> {
    let question = || QuestionId::new("what-happened");
    let noted = Seq(32);
    vec![
        Fact::NoteAdded {
            note: NoteKind::Promise,
            text: "Send the intake form".to_owned(),
            question: Some(question()),
        },
        Fact::NoteCorrected { note: noted, text: "Send both forms".to_owned() },
        Fact::NoteStruck { note: noted, reason: "said twice".to_owned() },
        Fact::NoteSettled { note: noted, how: Settlement::HandedOver, words: "Jo will call".to_owned() },
        Fact::PromiseDated {
            note: noted,
            due: Due { owner: "Ada Park".to_owned(), by: jiff::civil::date(2026, 11, 25).at(12, 0, 0, 0) },
        },
        Fact::QuestionAdded { question: QuestionId::new("own-1"), ask: "Who saw it?".to_owned() },
        Fact::QuestionSkipped {
            question: question(),
            asked: "What happened?".to_owned(),
            reason: "told".to_owned(),
        },
        Fact::Answered {
            question: question(),
            asked: "What happened?".to_owned(),
            text: "The bus braked hard.".to_owned(),
        },
        Fact::Marked,
    ]
}
