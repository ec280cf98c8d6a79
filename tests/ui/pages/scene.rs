//! The window painted from a state that is made up to the minute: no clock, no disk, no sound. Local times are the same in
//! every time zone.

use eframe::egui::{Context, Theme, Ui, Vec2};
use egui_kittest::Harness;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use rapport::app::action::{CallAction, DeskAction};
use rapport::app::event::{JobEvent, Lists, StoreEvent};
use rapport::app::{Action, Drafts, Event, KnownClient, Moment, Settings, State, apply, react};
use rapport::checklists::{consent_scripts, load};
use rapport::domain::chain::Hash;
use rapport::domain::decide::{ConsentStep, CourseStep, ItemStep, Step};
use rapport::domain::entry::{Now, Position};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ClientId, ItemId, MatterId, PersonId, Seq};
use rapport::domain::notes::NoteKind;
use rapport::domain::people::{Client, ClientCard, Matter};
use rapport::domain::recording::TakeFormat;
use rapport::domain::stage::Stage;
use rapport::recording::RecorderEvent;
use rapport::store::CallSummary;
use rapport::ui::frame::{self, Seen};
use rapport::ui::theme::{Appearance, ThemeChoice, install};
use rapport::ui::{Focus, Said, icons};
use std::path::PathBuf;

/// A state of the program, and the minute it is.
pub struct Scene {
    pub state: State,
    pub drafts: Drafts,
    /// Minutes since 14:00 of a Tuesday.
    minute: i16,
    position: Option<Position>,
    /// Where the keyboard goes.
    pub focus: Option<Focus>,
    /// What was done in the window.
    pub done: Vec<Action>,
}

/// So many minutes after 14:00 on Tuesday 24 November 2026, wherever the test runs.
fn at(minute: i16) -> Timestamp {
    let day = date(2026, 11, 24) + jiff::Span::new().days(minute.div_euclid(1440));
    let minute = minute.rem_euclid(1440) + 14 * 60;
    let local = day.at(0, 0, 0, 0) + jiff::Span::new().minutes(minute);
    local.to_zoned_datetime(TimeZone::system()).unwrap().timestamp()
}

impl Scene {
    /// The first screen on an ordinary afternoon.
    pub fn today() -> Self {
        let mut scene = Self::starting(crate::support::named());
        scene.tell(Event::Store(StoreEvent::Opened(lists())));
        scene.tell(Event::Store(StoreEvent::Salvaged { client: "Theo Brandt".to_owned(), seconds: 2_460 }));
        scene
    }

    /// The first screen of somebody who has just installed the program.
    pub fn first_start() -> Self {
        let mut scene = Self::starting(Settings::default());
        scene.tell(Event::Store(StoreEvent::Opened(Lists::default())));
        scene
    }

    pub fn starting(settings: Settings) -> Self {
        let state = State {
            settings,
            documents: PathBuf::from("/documents"),
            data_folder: PathBuf::from("/data/rapport"),
            ..State::default()
        };
        let (focus, done) = (None, Vec::new());
        let mut scene = Self { state, drafts: Drafts::default(), minute: 0, position: None, focus, done };
        scene.tell(Event::Job(JobEvent::ConsentScripts(consent_scripts::load(None))));
        scene.tell(Event::Job(JobEvent::Law(rapport::law::load(None))));
        scene.tell(Event::Job(JobEvent::Checklists(load(None))));
        scene
    }

    /// A call with Ana Bell, whom the office knows, is being prepared.
    pub fn preparing() -> Self {
        let mut scene = Self::today();
        scene.drafts.opening.client = "Ana Bell".to_owned();
        scene.drafts.opening.matter = "Bell v. Harbor Freight".to_owned();
        scene.drafts.opening.checklist = Some("personal-injury".to_owned());
        scene.act(Action::Desk(DeskAction::StartCall));
        scene.save();
        scene
    }

    fn now(&self) -> Now {
        let zone = TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
        Now { at: at(self.minute), zone, by: "Kim Oduya".to_owned(), position: self.position }
    }

    fn moment(&self) -> Moment {
        Moment { now: self.now(), token: "k3f9".to_owned() }
    }

    /// Lets minutes pass.
    pub fn pass(&mut self, minutes: i16) {
        self.minute += minutes;
    }

    pub fn act(&mut self, action: Action) {
        let moment = self.moment();
        apply(&mut self.state, &mut self.drafts, action, &moment);
        assert_eq!(self.state.refused, None);
    }

    pub fn tell(&mut self, event: Event) {
        let moment = self.moment();
        react(&mut self.state, &mut self.drafts, event, &moment);
    }

    pub fn heard(&mut self, event: RecorderEvent) {
        self.tell(Event::Recorder(event));
    }

    pub fn step(&mut self, step: Step) {
        self.act(Action::Call(CallAction::Step(step)));
    }

    pub fn go(&mut self, stage: Stage) {
        self.step(Step::Course(CourseStep::Go(stage)));
    }

    pub fn tick(&mut self, items: impl IntoIterator<Item = ItemId>) {
        for item in items {
            self.step(Step::Item(ItemStep::Tick(item)));
        }
    }

    pub fn save(&mut self) {
        let open = self.state.call.as_ref().unwrap();
        let (call, seq) = (open.call.id().clone(), Seq(open.call.next_seq().0 - 1));
        self.tell(Event::Store(StoreEvent::Saved { call, seq, head: Hash::none() }));
    }

    pub fn role_lines(&self) -> Vec<ItemId> {
        let checklist = &self.state.call.as_ref().unwrap().call.checklist;
        checklist.role_lines().map(|line| line.id.clone()).collect()
    }

    pub fn write(&mut self, kind: NoteKind, text: &str) {
        self.drafts.note.kind = kind;
        self.drafts.note.text = text.to_owned();
        self.act(Action::Call(CallAction::AddNote));
    }

    pub fn answer(&mut self, person: &str, answer: ConsentAnswer) {
        self.step(Step::Consent(ConsentStep::spoken(PersonId::new(person), answer)));
    }

    /// These people say yes again on the recording.
    pub fn say_yes_again<const COUNT: usize>(&mut self, people: [&str; COUNT]) {
        for person in people {
            let (person, asked) = (PersonId::new(person), String::new());
            self.step(Step::Consent(ConsentStep::Reconfirm { person, asked }));
        }
    }

    /// A take runs and stands at this second.
    pub fn record(&mut self, second: u64) {
        self.act(Action::Recorder(rapport::app::action::RecorderAction::Start));
        let format = TakeFormat {
            device_id: "usb".to_owned(),
            device_name: "USB headset".to_owned(),
            rate: 48_000,
            bits: 16,
        };
        self.heard(RecorderEvent::Started { take: 1, format, far: None });
        self.reach(second);
    }

    /// A take of both sides runs and stands at this second.
    pub fn record_both(&mut self, second: u64) {
        self.act(Action::Recorder(rapport::app::action::RecorderAction::Start));
        let format = TakeFormat {
            device_id: "usb".to_owned(),
            device_name: "USB headset".to_owned(),
            rate: 48_000,
            bits: 16,
        };
        let far = Some(TakeFormat { device_id: "usb.monitor".to_owned(), ..format.clone() });
        self.heard(RecorderEvent::Started { take: 1, format, far });
        self.reach(second);
        self.heard(RecorderEvent::Level { peak: 0.002, far: Some(0.13) });
    }

    pub fn reach(&mut self, second: u64) {
        let frame = second * 48_000;
        self.heard(RecorderEvent::Progress { captured: frame, on_disk: frame, rate: 48_000 });
        self.heard(RecorderEvent::Level { peak: 0.21, far: None });
        self.position = Some(Position { take: 1, frame, rate: 48_000, before_ms: 0 });
    }

    /// The running take stands at this frame.
    pub fn stand_at(&mut self, take: u32, frame: u64, rate: u32) {
        self.heard(RecorderEvent::Progress { captured: frame, on_disk: frame, rate });
        self.position = Some(Position { take, frame, rate, before_ms: 0 });
    }

    /// The window with this scene in it.
    pub fn window(self, size: Vec2, appearance: Appearance) -> Harness<'static, Self> {
        let theme = if appearance.theme == ThemeChoice::Dark { Theme::Dark } else { Theme::Light };
        Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_max_steps(8)
            .with_context_setup(move |ctx: &Context| {
                icons::install(ctx);
                install(ctx, appearance);
            })
            .build_eframe(|_| self)
    }
}

impl eframe::App for Scene {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        // A window is cleared in this colour; a picture begins with nothing.
        ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, ui.visuals().panel_fill);
        let now = self.now();
        let seen = Seen { state: &self.state, now: Some(&now), asks: None };
        let mut said = Said { focus: self.focus.take(), ..Said::default() };
        frame::ui(ui, &seen, &mut self.drafts, &mut said);
        self.done.extend(said.actions);
    }
}

fn lists() -> Lists {
    let call = |number: i16, client: &str, matter: Option<&str>, recorded_ms| CallSummary {
        id: CallId::new(format!("call-{number}")),
        client: client.to_owned(),
        matter: matter.map(str::to_owned),
        opened: at(-number * 700),
        closed: Some(at(-number * 700 + 40)),
        stage: Stage::Close,
        recorded_ms,
        interrupted: false,
    };
    let recent = vec![
        CallSummary {
            closed: None,
            stage: Stage::Interview,
            interrupted: true,
            ..call(0, "Theo Brandt", Some("Estate of M. Brandt"), 2_460_000)
        },
        call(1, "Maria Santos", Some("Santos v. City of Dunmore"), 1_812_000),
        call(2, "Ana Bell", Some("Bell v. Harbor Freight"), 0),
        call(3, "Unknown caller", None, 0),
        call(4, "Wilhelmina Featherstonehaugh-Cholmondeley", Some("In re the marriage of F.-C."), 3_900_000),
    ];
    let card = ClientCard {
        name: "Ana Bell".to_owned(),
        preferred_name: "Ms. Bell".to_owned(),
        phone: "(570) 555-0142".to_owned(),
        safe_to_call: "Weekdays after four; no voicemail at work".to_owned(),
        pace: "slow, with pauses".to_owned(),
        ..ClientCard::default()
    };
    let matter = Matter { id: MatterId::new("m-1"), title: "Bell v. Harbor Freight".to_owned() };
    let clients =
        vec![KnownClient { client: Client { id: ClientId::new("c-1"), card }, matters: vec![matter] }];
    Lists { unfinished: recent.iter().take(1).cloned().collect(), recent, clients }
}
