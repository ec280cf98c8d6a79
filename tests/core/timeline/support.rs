//! A desk for tests: a call, and a clock that moves on a second with each entry.

use jiff::Timestamp;
use rapport::domain::call::Call;
use rapport::domain::checklist::{Checklist, ScriptStamp};
use rapport::domain::consent::{RecordingPermit, ScriptText};
use rapport::domain::decide::{ConsentStep, CourseStep, Opening, RecordingStep, Step, decide, open};
use rapport::domain::entry::{Entry, Now, Position};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ClientId, MatterId, PersonId, Seq};
use rapport::domain::people::{Client, ClientCard, Matter, Operator, Person, PersonRole};
use rapport::domain::recording::{StopReason, TakeFormat};
use rapport::domain::refusal::Refusal;

/// A call and the clock beside it.
pub struct Desk {
    pub call: Call,
    /// Where the recording stands, for the entries that follow.
    pub position: Option<Position>,
    seconds: i64,
}

impl Desk {
    /// A call with a known client on a known matter. Nobody is on the line yet.
    pub fn open() -> Self {
        Self::with(opening())
    }

    /// A quick capture: a caller of whom only the name is known.
    pub fn quick_capture() -> Self {
        Self::with(Opening { client: client("a caller"), matter: None, ..opening() })
    }

    pub fn with(opening: Opening) -> Self {
        let entry = open(opening, &now(0)).unwrap();
        Self { call: Call::fold([entry]).unwrap(), position: None, seconds: 0 }
    }

    /// The next step comes so many seconds after noon.
    pub fn wait_until(&mut self, seconds: i64) {
        self.seconds = seconds - 1;
    }

    /// What `decide` says; an entry it allows is appended, not saved.
    pub fn attempt(&mut self, step: Step) -> Result<Entry, Refusal> {
        self.seconds += 1;
        let now = Now { position: self.position, ..now(self.seconds) };
        let entry = decide(&self.call, step, &now)?;
        self.call.append(entry.clone()).unwrap();
        Ok(entry)
    }

    /// Appends a step that must be allowed.
    pub fn add(&mut self, step: Step) -> Seq {
        let said = format!("{step:?}");
        self.attempt(step).unwrap_or_else(|refusal| panic!("{said} was refused: {refusal:?}")).seq
    }

    pub fn course(&mut self, step: CourseStep) {
        self.add(Step::Course(step));
    }

    pub fn consent(&mut self, step: ConsentStep) {
        self.add(Step::Consent(step));
    }

    pub fn recording(&mut self, step: RecordingStep) {
        self.add(Step::Recording(step));
    }

    pub fn join(&mut self, id: &str) {
        self.consent(ConsentStep::Join(person(id)));
    }

    pub fn leave(&mut self, id: &str) {
        self.consent(ConsentStep::Leave(PersonId::new(id)));
    }

    pub fn explain(&mut self) {
        self.consent(ConsentStep::Explain);
    }

    pub fn answer(&mut self, id: &str, answer: ConsentAnswer) {
        self.consent(answer_of(id, answer));
    }

    pub fn withdraw(&mut self) {
        self.consent(ConsentStep::Withdraw { person: None });
    }

    pub fn change_script(&mut self, version: &str) {
        self.consent(use_script(version));
    }

    /// Says that everything is on disk.
    pub fn save(&mut self) {
        self.call.confirm_saved(self.call.entries().last().unwrap().seq);
    }

    /// These people join, hear the words and say yes, and all of it is saved.
    pub fn all_agree(&mut self, ids: &[&str]) {
        for id in ids {
            self.join(id);
        }
        self.explain();
        for id in ids {
            self.answer(id, ConsentAnswer::Yes);
        }
        self.save();
    }

    pub fn permit(&self) -> RecordingPermit {
        self.call.consent().permit().unwrap_or_else(|gaps| panic!("no permit: {gaps:?}"))
    }

    /// A take that runs, with everyone's consent.
    pub fn record(&mut self) -> u32 {
        let take = self.call.recording.newest_take() + 1;
        self.recording(RecordingStep::Request);
        self.recording(RecordingStep::Started { take, format: format(), far: None });
        take
    }

    pub fn stop(&mut self, take: u32, frames: u64) {
        let why = StopReason::ByHand;
        self.recording(RecordingStep::Stopped { take, frames, rate: 48_000, why });
    }
}

/// So many seconds after noon.
pub fn now(seconds: i64) -> Now {
    let noon: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    Now {
        at: Timestamp::from_second(noon.as_second() + seconds).unwrap(),
        zone: "America/Chicago".to_owned(),
        by: "Pat Doe".to_owned(),
        position: None,
    }
}

pub fn checklist() -> Checklist {
    serde_json::from_str(include_str!("../../fixtures/timeline/checklist.json")).unwrap()
}

pub fn opening() -> Opening {
    Opening {
        call: CallId::new("20261124-120000-ab12"),
        client: client("Ada Lovelace"),
        matter: Some(matter()),
        checklist: checklist(),
        operator: Operator {
            name: "Pat Doe".to_owned(),
            title: "paralegal".to_owned(),
            firm: "Roe & Partners".to_owned(),
            attorney: "Jane Roe".to_owned(),
        },
        program: "0.1.0".to_owned(),
    }
}

pub fn client(name: &str) -> Client {
    Client {
        id: ClientId::new(format!("client-{name}")),
        card: ClientCard { name: name.to_owned(), ..Default::default() },
    }
}

pub fn matter() -> Matter {
    Matter { id: MatterId::new("matter-1"), title: "Lovelace v. Babbage".to_owned() }
}

/// A person whose name is their id.
pub fn person(id: &str) -> Person {
    Person { id: PersonId::new(id), name: id.to_owned(), role: PersonRole::Client }
}

pub fn answer_of(id: &str, answer: ConsentAnswer) -> ConsentStep {
    ConsentStep::spoken(PersonId::new(id), answer)
}

/// The words of the small checklist in some version.
pub fn script(version: &str) -> ScriptStamp {
    ScriptStamp { id: "small.en".to_owned(), version: version.to_owned(), words: String::new() }
}

/// These words are put in force.
pub fn use_script(version: &str) -> ConsentStep {
    ConsentStep::ChangeScript { script: script(version), text: words(version) }
}

/// What the words of some version say.
pub fn words(version: &str) -> ScriptText {
    let lines = vec!["{firm} keeps it.".to_owned(), format!("May I record, in words {version}?")];
    ScriptText { language: "en".to_owned(), lines }
}

pub fn format() -> TakeFormat {
    TakeFormat {
        device_id: "pulseaudio:headset".to_owned(),
        device_name: "Headset".to_owned(),
        rate: 48_000,
        bits: 16,
    }
}
