//! A data folder with calls that were walked step by step, stored entry by entry, with real audio files.

use jiff::Timestamp;
use rapport::checklists::{self, consent_scripts};
use rapport::domain::call::Call;
use rapport::domain::decide::{
    ConsentStep, CourseStep, CustodyStep, ItemStep, NoteStep, Opening, RecordingStep, Step, decide, open,
};
use rapport::domain::entry::{Now, Position};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ClientId, MatterId, PersonId};
use rapport::domain::notes::NoteKind;
use rapport::domain::people::{Client, ClientCard, Matter, Operator, Person, PersonRole};
use rapport::domain::recording::{GapReason, Segment, StopReason, TakeFormat};
use rapport::domain::stage::Stage;
use rapport::domain::track::Track;
use rapport::export::{Format, call_note};
use rapport::store::{AudioFolder, Layout, Store, atomic, unsealed_files, write_sums, write_timeline_file};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// Few frames a second keep the files small.
pub const RATE: u32 = 8_000;

/// The finished, recorded call.
pub const RECORDED: &str = "20261124-161502-k3f9";

/// A call of the same day that is not finished.
pub const RUNNING: &str = "20261124-183000-ab2c";

/// A data folder, open as the window has it.
pub struct Desk {
    folder: TempDir,
    pub store: Store,
}

impl Desk {
    /// An empty data folder.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(Layout::new(folder.path().join("data"))).unwrap();
        Self { folder, store }
    }

    /// A data folder with [`RECORDED`] and [`RUNNING`].
    pub fn with_calls() -> Self {
        let mut desk = Self::empty();
        Walk::open(&mut desk.store, RECORDED, "2026-11-24T16:15:02Z", "Ana Bell", Some("Bell v. Orrin"))
            .walk_to_the_end();
        desk.open_call(RUNNING, "2026-11-24T18:30:00Z", "Marta \u{1b}[31mReyes\nand son");
        desk
    }

    /// Opens a call and leaves it so.
    pub fn open_call(&mut self, id: &str, at: &str, client: &str) {
        Walk::open(&mut self.store, id, at, client, None);
    }

    /// Locks the first take of [`RECORDED`] until the supervising attorney decides.
    pub fn restrict_first_take(&mut self) {
        let timeline = self.store.timeline(&CallId::new(RECORDED)).unwrap();
        let last = timeline.last().unwrap().entry.clone();
        let call = Call::fold(timeline.into_iter().map(|stored| stored.entry)).unwrap();
        let now = Now { at: last.at + Duration::from_mins(1), zone: last.zone, by: last.by, position: None };
        let restrict = CustodyStep::Restrict { takes: vec![1], reason: "another client's name".to_owned() };
        let entry = decide(&call, Step::Custody(restrict), &now).unwrap();
        self.store.append(call.id(), &entry).unwrap();
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside the data folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A folder of a call.
    pub fn call(&self, id: &str) -> PathBuf {
        self.store.layout().call(&CallId::new(id))
    }

    /// Closes the window, so to say, and keeps the folder.
    pub fn close(self) -> TempDir {
        self.folder
    }
}

/// A call being walked and stored.
struct Walk<'a> {
    store: &'a mut Store,
    call: Call,
    now: Now,
}

impl<'a> Walk<'a> {
    fn open(store: &'a mut Store, id: &str, at: &str, client: &str, matter: Option<&str>) -> Self {
        let now = Now {
            at: at.parse().unwrap(),
            zone: "America/Chicago".to_owned(),
            by: "Dana Whitfield".to_owned(),
            position: None,
        };
        let library = checklists::load(None);
        let checklist = library.checklists.iter().find(|one| one.id == "general-intake").unwrap();
        let card = ClientCard { name: client.to_owned(), ..ClientCard::default() };
        let opening = Opening {
            call: CallId::new(id),
            client: Client { id: ClientId::new(format!("c-{id}")), card },
            matter: matter.map(|title| Matter { id: MatterId::new("m-1"), title: title.to_owned() }),
            checklist: checklist.clone(),
            operator: Operator { name: now.by.clone(), ..Operator::default() },
            program: "0.1.0".to_owned(),
        };
        let entry = open(opening, &now).unwrap();
        store.append(&CallId::new(id), &entry).unwrap();
        Self { store, call: Call::fold([entry]).unwrap(), now }
    }

    fn step(&mut self, step: Step) {
        self.now.at += Duration::from_secs(2);
        let entry = decide(&self.call, step, &self.now).unwrap();
        self.store.append(self.call.id(), &entry).unwrap();
        let seq = entry.seq;
        self.call.append(entry).unwrap();
        self.call.confirm_saved(seq);
    }

    fn recording(&mut self, step: RecordingStep) {
        self.step(Step::Recording(step));
    }

    fn walk_to_the_end(mut self) {
        self.ask();
        self.take(
            1,
            "mic-0001.wav",
            16_000,
            (8_000, 2_500, GapReason::Paused { reason: "a knock".to_owned() }),
        );
        self.take(2, "mic-0002.wav", 12_000, (4_000, 250, GapReason::Overflow));
        self.step(Step::Course(CourseStep::Finish));
        self.file_note();
    }

    /// Roles said, consent asked and given.
    fn ask(&mut self) {
        self.step(Step::Course(CourseStep::Go(Stage::Roles)));
        let lines: Vec<_> = self.call.checklist.role_lines().map(|line| line.id.clone()).collect();
        for line in lines {
            self.step(Step::Item(ItemStep::Tick(line)));
        }
        self.step(Step::Course(CourseStep::Go(Stage::Consent)));
        let person = PersonId::new("p1");
        let ana = Person { id: person.clone(), name: "Ana Bell".to_owned(), role: PersonRole::Client };
        let scripts = consent_scripts::load(None);
        let script = scripts.in_language("recording", "en").unwrap();
        let change = ConsentStep::ChangeScript { script: script.stamp(), text: script.text() };
        self.step(Step::Consent(change));
        self.step(Step::Consent(ConsentStep::Join(ana)));
        self.step(Step::Consent(ConsentStep::Explain));
        self.step(Step::Consent(ConsentStep::spoken(person, ConsentAnswer::Yes)));
        self.step(Step::Course(CourseStep::Go(Stage::Interview)));
    }

    /// A take with a note and a gap in it, in one file.
    fn take(
        &mut self,
        take: u32,
        file: &str,
        frames: u32,
        (frame, lasted_ms, reason): (u64, u64, GapReason),
    ) {
        let format = TakeFormat {
            device_id: "test:mic".to_owned(),
            device_name: "Test microphone".to_owned(),
            rate: RATE,
            bits: 16,
        };
        self.recording(RecordingStep::Request);
        self.recording(RecordingStep::Started { take, format, far: None });
        self.now.position = Some(Position { take, frame, rate: RATE, before_ms: 0 });
        let text = format!("Said in take {take}");
        self.step(Step::Note(NoteStep::Add { kind: NoteKind::Concern, text, question: None }));
        self.recording(RecordingStep::Gap { take, track: None, frame, lasted_ms, reason });
        self.now.position = None;
        let why = StopReason::ByHand;
        self.recording(RecordingStep::Stopped { take, frames: frames.into(), rate: RATE, why });
        let folder = AudioFolder::new(self.store.layout().audio(self.call.id()));
        self.note_session(take, file);
        write_wav(&folder.path().join(file), frames);
        self.recording(RecordingStep::SegmentFinished(Segment {
            take,
            track: Track::Mic,
            file: file.to_owned(),
            first_frame: 0,
            frames: frames.into(),
            rate: RATE,
            sha256: folder.sha256(file).unwrap(),
            salvaged: false,
        }));
    }

    /// What the recorder notes before the first sample of a take.
    fn note_session(&self, take: u32, file: &str) {
        let folder = AudioFolder::new(self.store.layout().audio(self.call.id()));
        let there = folder.load_session().unwrap().unwrap_or_else(|| b"{\"takes\":[]}".to_vec());
        let mut session: serde_json::Value = serde_json::from_slice(&there).unwrap();
        session["version"] = 1.into();
        session["call"] = self.call.id().as_str().into();
        session["takes"].as_array_mut().unwrap().push(serde_json::json!({
            "take": take, "started_at": self.now.at, "consent_entry": 1, "before_ms": 0, "tracks": [{
                "track": "mic", "device_id": "test:mic", "device_name": "Test microphone", "rate": RATE, "bits": 16,
                "first_segment": Track::of_segment_file(file).unwrap().1,
            }],
        }));
        folder.save_session(session.to_string().as_bytes()).unwrap();
    }

    /// The call note, the timeline and the list of audio files in the call's folder, as the window leaves them.
    fn file_note(&mut self) {
        let layout = self.store.layout().clone();
        let id = self.call.id().clone();
        for (file, sha256) in unsealed_files(&layout, &id, self.call.entries()).unwrap() {
            self.step(Step::Course(CourseStep::NoteSealed { file: file.to_owned(), sha256 }));
        }
        let head = self.store.timeline(&id).unwrap().last().unwrap().hash.clone();
        let note = call_note(&self.call, &head, Format::Markdown).unwrap();
        let path = layout.call_note(&id, "md");
        atomic::replace(&path, &note).unwrap();
        let sha256 = AudioFolder::new(layout.call(&id)).sha256("call-note.md").unwrap();
        self.step(Step::Course(CourseStep::NoteExport {
            format: "md".to_owned(),
            sha256,
            file: Some("call-note.md".to_owned()),
        }));
        write_sums(&layout, &id, self.call.entries()).unwrap();
        write_timeline_file(&layout, &id, &self.store.timeline(&id).unwrap()).unwrap();
    }
}

fn write_wav(path: &Path, frames: u32) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let sample_format = hound::SampleFormat::Int;
    let spec = hound::WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format };
    let mut writer = hound::WavWriter::create(path, spec).unwrap();
    for frame in 0..frames {
        writer.write_sample((frame % 200) as i16 * 100).unwrap();
    }
    writer.finalize().unwrap();
}

/// A moment on the clock of the test's zone, which is six hours behind UTC.
pub fn local(at: &str) -> String {
    let at: Timestamp = at.parse().unwrap();
    (at - Duration::from_hours(6)).strftime("%Y-%m-%d %H:%M").to_string()
}
