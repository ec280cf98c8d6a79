//! A desk at which a call is walked step by step through the one door, and its chain.

use jiff::Timestamp;
use rapport::domain::call::Call;
use rapport::domain::chain::{Hash, link};
use rapport::domain::decide::{
    ConsentStep, CourseStep, ItemStep, NoteStep, Opening, QuestionStep, RecordingStep, Step, decide, open,
};
use rapport::domain::entry::{Now, Position};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{ItemId, PersonId, QuestionId, Seq};
use rapport::domain::notes::NoteKind;
use rapport::domain::people::{Person, PersonRole};
use rapport::domain::recording::{Segment, StopReason, TakeFormat};
use rapport::domain::stage::Stage;
use std::time::Duration;

pub const RATE: u32 = 48_000;

/// A call being walked, with the clock and the zone of the desk.
pub struct Desk {
    pub call: Call,
    pub now: Now,
    pub started: Option<(u32, Timestamp, u64)>,
}

impl Desk {
    pub fn open(opening: Opening, zone: &str) -> Self {
        let now = Now {
            at: "2026-11-24T16:15:02Z".parse().unwrap(),
            zone: zone.to_owned(),
            by: opening.operator.name.clone(),
            position: None,
        };
        let first = open(opening, &now).unwrap();
        Self { call: Call::fold([first]).unwrap(), now, started: None }
    }

    /// Takes a step a number of seconds after the one before, and gives its number.
    pub fn after(&mut self, seconds: u64, step: Step) -> Seq {
        self.now.at += Duration::from_secs(seconds);
        self.now.position = self.started.map(|(take, at, before_ms)| Position {
            take,
            frame: self.now.at.duration_since(at).as_secs().unsigned_abs() * u64::from(RATE),
            rate: RATE,
            before_ms,
        });
        let entry = decide(&self.call, step, &self.now).unwrap();
        let seq = entry.seq;
        self.call.append(entry).unwrap();
        self.call.confirm_saved(seq);
        seq
    }

    pub fn set_clock(&mut self, at: &str) {
        self.now.at = at.parse().unwrap();
    }

    pub fn set_desk(&mut self, by: &str, zone: &str) {
        by.clone_into(&mut self.now.by);
        zone.clone_into(&mut self.now.zone);
    }

    pub fn note(&mut self, kind: NoteKind, text: &str) -> Seq {
        self.after(20, Step::Note(NoteStep::Add { kind, text: text.to_owned(), question: None }))
    }

    pub fn course(&mut self, step: CourseStep) -> Seq {
        self.after(5, Step::Course(step))
    }

    pub fn item(&mut self, step: ItemStep) -> Seq {
        self.after(3, Step::Item(step))
    }

    pub fn consent(&mut self, step: ConsentStep) -> Seq {
        self.after(6, Step::Consent(step))
    }

    pub fn go(&mut self, stage: Stage) -> Seq {
        self.course(CourseStep::Go(stage))
    }

    pub fn start(&mut self, take: u32, before_ms: u64) {
        self.after(1, Step::Recording(RecordingStep::Request));
        self.start_unasked(take, before_ms);
    }

    /// What the recorder reports is written down, asked for or not.
    pub fn start_unasked(&mut self, take: u32, before_ms: u64) {
        let format = TakeFormat {
            device_id: "pulseaudio:alsa_input.usb-headset".to_owned(),
            device_name: "USB headset".to_owned(),
            rate: RATE,
            bits: 16,
        };
        self.after(1, Step::Recording(RecordingStep::Started { take, format, far: None }));
        self.started = Some((take, self.now.at, before_ms));
    }

    pub fn stop(&mut self, take: u32, seconds: u64, why: StopReason) {
        let frames = seconds * u64::from(RATE);
        self.after(1, Step::Recording(RecordingStep::Stopped { take, frames, rate: RATE, why }));
        self.started = None;
    }

    pub fn file(&mut self, take: u32, file: &str, frames: (u64, u64)) {
        let (first_frame, frames) = frames;
        let segment = Segment {
            take,
            track: rapport::domain::track::Track::Mic,
            file: file.to_owned(),
            first_frame,
            frames,
            rate: RATE,
            sha256: Hash::of(file.as_bytes()).to_string(),
            salvaged: take == 3,
        };
        self.after(1, Step::Recording(RecordingStep::SegmentFinished(segment)));
    }

    pub fn say_the_roles(&mut self) {
        self.go(Stage::Roles);
        let lines: Vec<ItemId> = self.call.checklist.role_lines().map(|line| line.id.clone()).collect();
        for line in lines {
            self.item(ItemStep::Tick(line));
        }
    }

    pub fn join(&mut self, id: &str, name: &str, role: PersonRole) {
        let person = Person { id: PersonId::new(id), name: name.to_owned(), role };
        self.consent(ConsentStep::Join(person));
    }

    pub fn answer(&mut self, id: &str, answer: ConsentAnswer) {
        self.consent(ConsentStep::spoken(PersonId::new(id), answer));
    }

    pub fn reply(&mut self, question: &str, text: &str) {
        let step = QuestionStep::Answer { question: QuestionId::new(question), text: text.to_owned() };
        self.after(30, Step::Question(step));
    }
}

/// A moment at the desk in Chicago.
pub fn now_at(at: &str) -> Now {
    Now {
        at: at.parse().unwrap(),
        zone: "America/Chicago".to_owned(),
        by: "Dana Whitfield".to_owned(),
        position: None,
    }
}

/// The head of a call's chain, as the store would link it.
pub fn head(call: &Call) -> Hash {
    call.entries().iter().fold(Hash::none(), |previous, entry| {
        link(call.id(), &previous, &serde_json::to_string(entry).unwrap())
    })
}
