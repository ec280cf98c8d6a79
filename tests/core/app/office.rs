//! An office for tests: the state and drafts of the program, a clock, and a shelf that keeps what is to be stored.

use crate::timeline::support::{format, now};
use rapport::app::action::{CallAction, ClosingAction, DeskAction, RecorderAction};
use rapport::app::effect::RecorderOrder;
use rapport::app::event::{JobEvent, Lists, StoreEvent};
use rapport::app::runner::Surroundings;
use rapport::app::state::OpenCall;
use rapport::app::{Action, Drafts, Effect, Event, Moment, Settings, State, apply, react};
use rapport::checklists::{Library, consent_scripts, load};
use rapport::domain::call::Call;
use rapport::domain::chain::Hash;
use rapport::domain::decide::{ConsentStep, CourseStep, ItemStep, NoteStep, Step};
use rapport::domain::entry::{Entry, Position};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ItemId, PersonId, Seq};
use rapport::domain::notes::NoteKind;
use rapport::domain::people::Operator;
use rapport::domain::recording::{RecordingState, Segment, StopReason};
use rapport::domain::stage::Stage;
use rapport::recording::RecorderEvent;
use rapport::store::{ConfigLayout, Layout};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The program without its outside.
pub struct Office {
    pub state: State,
    pub drafts: Drafts,
    /// Every entry that was to be stored, by call.
    pub shelf: BTreeMap<CallId, Vec<Entry>>,
    /// Where the recorder says it stands.
    pub position: Option<Position>,
    moments: i64,
}

impl Office {
    /// As the program is once it has started: an empty data folder is open and the checklists are read.
    pub fn open() -> Self {
        Self::open_with(Lists::default())
    }

    /// The same with calls and clients on the lists.
    pub fn open_with(lists: Lists) -> Self {
        let mut office = Self::starting();
        office.tell(Event::Store(StoreEvent::Opened(lists)));
        office.tell(Event::Job(JobEvent::ConsentScripts(consent_scripts::load(None))));
        office.tell(Event::Job(JobEvent::Law(rapport::law::load(None))));
        office.tell(Event::Job(JobEvent::Checklists(library())));
        office
    }

    /// As the program is before anything outside has answered.
    pub fn starting() -> Self {
        let operator = Operator {
            name: "Pat Doe".to_owned(),
            title: "paralegal".to_owned(),
            firm: "Roe & Partners".to_owned(),
            attorney: "Jane Roe".to_owned(),
        };
        let settings = Settings { operator, ..Settings::default() };
        let (state, first) = State::at_start(&surroundings(), settings, Vec::new());
        assert!(matches!(first[..], [Effect::OpenStore, Effect::LoadChecklists]), "{first:?}");
        Self { state, drafts: Drafts::default(), shelf: BTreeMap::new(), position: None, moments: 0 }
    }

    fn moment(&mut self) -> Moment {
        self.moments += 1;
        let now = rapport::domain::entry::Now { position: self.position, ..now(self.moments) };
        Moment { now, token: format!("t{}", self.moments) }
    }

    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        let moment = self.moment();
        let effects = apply(&mut self.state, &mut self.drafts, action, &moment);
        self.shelve(&effects);
        effects
    }

    pub fn tell(&mut self, event: Event) -> Vec<Effect> {
        let moment = self.moment();
        let effects = react(&mut self.state, &mut self.drafts, event, &moment);
        self.shelve(&effects);
        effects
    }

    fn shelve(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Append { call, entry } = effect {
                let timeline = self.shelf.entry(call.clone()).or_default();
                assert_eq!(
                    entry.seq.0 as usize,
                    timeline.len() + 1,
                    "entries reach the store in order, once each"
                );
                timeline.push(entry.as_ref().clone());
            }
        }
    }

    pub fn desk(&mut self, action: DeskAction) -> Vec<Effect> {
        self.act(Action::Desk(action))
    }

    pub fn do_in_call(&mut self, action: CallAction) -> Vec<Effect> {
        self.act(Action::Call(action))
    }

    pub fn step(&mut self, step: Step) -> Vec<Effect> {
        self.do_in_call(CallAction::Step(step))
    }

    pub fn recorder(&mut self, action: RecorderAction) -> Vec<Effect> {
        self.act(Action::Recorder(action))
    }

    pub fn closing(&mut self, action: ClosingAction) -> Vec<Effect> {
        self.act(Action::Closing(action))
    }

    pub fn heard(&mut self, event: RecorderEvent) -> Vec<Effect> {
        self.tell(Event::Recorder(event))
    }

    /// Starts a call with this client on no matter.
    pub fn start_call(&mut self, client: &str) -> CallId {
        client.clone_into(&mut self.drafts.opening.client);
        self.desk(DeskAction::StartCall);
        self.call().id().clone()
    }

    pub fn open_call(&self) -> &OpenCall {
        self.state.call.as_ref().unwrap()
    }

    pub fn call(&self) -> &Call {
        &self.open_call().call
    }

    pub fn recording(&self) -> RecordingState {
        self.call().recording.state()
    }

    /// The store says that everything of the open call is on disk.
    pub fn save(&mut self) -> Vec<Effect> {
        let newest = Seq(self.call().next_seq().0 - 1);
        self.save_up_to(newest)
    }

    pub fn save_up_to(&mut self, seq: Seq) -> Vec<Effect> {
        let call = self.call().id().clone();
        self.tell(Event::Store(StoreEvent::Saved { call, seq, head: Hash::of(&seq.0.to_le_bytes()) }))
    }

    /// The store has read a call from the shelf.
    pub fn load(&mut self, call: &CallId) -> Vec<Effect> {
        self.load_as(call, self.state.readings_of_calls)
    }

    /// The same, in answer to this reading.
    pub fn load_as(&mut self, call: &CallId, reading: u32) -> Vec<Effect> {
        let call = Box::new(Call::fold(self.shelf[call].clone()).unwrap());
        self.tell(Event::Store(StoreEvent::Loaded { call, head: Hash::none(), reading }))
    }

    pub fn go(&mut self, stage: Stage) -> Vec<Effect> {
        self.step(Step::Course(CourseStep::Go(stage)))
    }

    pub fn tick(&mut self, item: &ItemId) -> Vec<Effect> {
        self.step(Step::Item(ItemStep::Tick(item.clone())))
    }

    /// Says every role line and goes to the question whether the call may be recorded.
    pub fn say_roles(&mut self) {
        self.go(Stage::Roles);
        let lines: Vec<ItemId> = self.call().checklist.role_lines().map(|line| line.id.clone()).collect();
        for line in &lines {
            self.tick(line);
        }
        assert_eq!(self.call().role_lines_left(), 0);
    }

    pub fn consent(&mut self, step: ConsentStep) -> Vec<Effect> {
        self.step(Step::Consent(step))
    }

    pub fn answer(&mut self, person: &str, answer: ConsentAnswer) -> Vec<Effect> {
        self.consent(ConsentStep::spoken(PersonId::new(person), answer))
    }

    /// The client hears the words and says yes, and it is on disk.
    pub fn agree(&mut self) {
        self.go(Stage::Consent);
        self.consent(ConsentStep::Explain);
        self.answer("p1", ConsentAnswer::Yes);
        self.save();
    }

    /// A call with consent in which a take runs.
    pub fn recorded(client: &str) -> Self {
        let mut office = Self::open();
        office.start_call(client);
        office.say_roles();
        office.agree();
        assert!(starts(&office.recorder(RecorderAction::Start)));
        office.begin_take();
        office
    }

    /// The recorder says that the take it was asked for runs.
    pub fn begin_take(&mut self) {
        let take = self.call().recording.newest_take();
        self.heard(RecorderEvent::Started { take, format: format(), far: None });
        self.heard(RecorderEvent::Progress { captured: 48_000, on_disk: 24_000, rate: 48_000 });
        self.position = Some(Position { take, frame: 48_000, rate: 48_000, before_ms: 0 });
    }

    /// The recorder says that the take has ended, its file first.
    pub fn end_take(&mut self, why: StopReason) -> Vec<Effect> {
        let take = self.call().recording.newest_take();
        self.position = None;
        let mut effects = self.heard(RecorderEvent::SegmentFinished(Segment {
            take,
            track: rapport::domain::track::Track::Mic,
            file: format!("mic-{take:04}.wav"),
            first_frame: 0,
            frames: 96_000,
            rate: 48_000,
            sha256: "a".repeat(64),
            salvaged: false,
        }));
        effects.extend(self.heard(RecorderEvent::Stopped { take, frames: 96_000, rate: 48_000, why }));
        effects
    }

    pub fn write_note(&mut self, kind: NoteKind, text: &str) -> Seq {
        self.drafts.note.kind = kind;
        text.clone_into(&mut self.drafts.note.text);
        self.do_in_call(CallAction::AddNote);
        let note = self.call().notebook.notes.last().unwrap();
        assert_eq!(note.text, text);
        note.seq
    }

    pub fn settle(&mut self, step: NoteStep) -> Vec<Effect> {
        self.step(Step::Note(step))
    }

    /// Everything that is typed and not filed, to compare with later.
    pub fn typed(&self) -> String {
        format!("{:?}", self.drafts)
    }
}

pub fn library() -> Library {
    let library = load(None);
    assert_eq!(library.faults, []);
    library
}

/// Scripts whose words are those of no number but this.
pub fn other_scripts(number: u32) -> consent_scripts::Library {
    let mut library = consent_scripts::load(None);
    for script in &mut library.scripts {
        script.question = format!("{} ({number})", script.question);
    }
    library
}

pub fn surroundings() -> Surroundings {
    Surroundings {
        data: Layout::new("/data"),
        config: Some(ConfigLayout::new("/config")),
        documents: PathBuf::from("/documents"),
    }
}

/// Whether the recorder is told to begin a take.
pub fn starts(effects: &[Effect]) -> bool {
    orders(effects).any(|order| matches!(order, RecorderOrder::Start { .. }))
}

/// Whether a microphone is to be opened, for its level or for a take.
pub fn opens_a_microphone(effects: &[Effect]) -> bool {
    orders(effects).any(|order| matches!(order, RecorderOrder::Start { .. } | RecorderOrder::Listen { .. }))
}

/// Why the recorder is told to end the take, if it is.
pub fn stops(effects: &[Effect]) -> Option<StopReason> {
    orders(effects).find_map(|order| match order {
        RecorderOrder::Stop { why } => Some(why.clone()),
        _ => None,
    })
}

pub fn orders(effects: &[Effect]) -> impl Iterator<Item = &RecorderOrder> {
    effects.iter().filter_map(|effect| match effect {
        Effect::Recorder(order) => Some(order),
        _ => None,
    })
}
