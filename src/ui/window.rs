//! eframe's `App`: drains events and runs actions in `logic`, paints in `ui`.

use super::ending::Ending;
use super::shown::Shown;
use super::turns::Turns;
use super::typing::Typing;
use super::{commands, frame, icons, text, theme};
use crate::app::action::{DeskAction, RecorderAction};
use crate::app::runner::{Runner, Urgency, Wake};
use crate::app::{Action, Drafts, Effect, Page, Start, State, Theme, apply, react};
use crate::domain::recording::RecordingState;
use eframe::egui::{self, Context, ViewportBuilder, ViewportCommand};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// Application id: the name of the `.desktop` file and of the window.
pub const APP_ID: &str = "org.rapport_desk.Rapport";

/// Size of the window when it is first opened, in points, and the smallest it may have.
const SIZES: ([f32; 2], [f32; 2]) = ([1180.0, 780.0], [720.0, 480.0]);

/// Frames a field is waited for that should get the keyboard.
const FRAMES_TO_WAIT: u8 = 2;

/// How often the running time of a call is painted anew.
const CALL_CLOCK: Duration = Duration::from_secs(20);

/// The same while a take is paused: nothing else draws a frame, and a long pause is to be pointed out.
const PAUSE_CLOCK: Duration = Duration::from_secs(5);

/// Opens the window and stays in it until it is closed.
///
/// # Errors
/// Where the system gives no window.
pub fn open(start: Start) -> Result<(), eframe::Error> {
    let (size, smallest) = SIZES;
    let viewport = ViewportBuilder::default()
        .with_title(text::RAPPORT)
        .with_app_id(APP_ID)
        .with_icon(icons::of_the_program())
        .with_inner_size(size)
        .with_min_inner_size(smallest);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // There are no gradients to smooth, and without a graphics card it is a fifth of a frame's work.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        text::RAPPORT,
        options,
        Box::new(|context| {
            let mut window = Window::new(&context.egui_ctx, start)?;
            window.ending = Ending::heard_for(&context.egui_ctx)?;
            Ok(Box::new(window))
        }),
    )
}

/// The window's whole content.
pub struct Window {
    state: State,
    drafts: Drafts,
    runner: Option<Runner>,
    memory: Memory,
    typing: Arc<Typing>,
    shown: Arc<Shown>,
    turns: Turns,
    ending: Ending,
}

/// What the window remembers between frames about itself alone.
#[derive(Debug, Default)]
pub struct Memory {
    /// Where the keyboard should go, and for how many frames it was waited for.
    focus: Option<(Focus, u8)>,
    /// The appearance that was installed last.
    appearance: Option<theme::Appearance>,
    /// Why the window asks before it closes.
    pub asks: Option<ClosingQuestion>,
    /// Close as soon as nothing runs any more.
    closes: bool,
    /// Close though something is lost: the person said so.
    gives_up: bool,
}

/// A field the keyboard can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The client's name on the first screen.
    Client,
    /// The search field.
    Search,
    /// The note.
    Note,
    /// The answer on the Interview page.
    Answer,
    /// The reason for leaving something out.
    Reason,
    /// What has just opened of a special case.
    Case,
    /// The top of the page: Tab goes to its first control from there.
    Page,
}

/// Why the window asks before it closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingQuestion {
    /// A take runs.
    Recording,
    /// Entries are not stored.
    Unsaved,
}

/// What a page may say: actions, and where the keyboard should go.
#[derive(Debug, Default)]
pub struct Said {
    /// What the person does.
    pub actions: Vec<Action>,
    /// Where the keyboard should go.
    pub focus: Option<Focus>,
    /// What the person answered to the question before closing.
    pub closing: Option<ClosingAnswer>,
}

/// An answer to the question before closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingAnswer {
    /// End what runs, keep everything, close.
    StopAndClose,
    /// Close though something is lost.
    CloseAnyway,
    /// Stay.
    Stay,
}

impl Said {
    /// Says an action.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }
}

impl Window {
    /// Builds the content in a context: fonts, appearance, workers.
    ///
    /// # Errors
    /// Where a worker thread cannot be started.
    pub fn new(ctx: &Context, start: Start) -> io::Result<Self> {
        icons::install(ctx);
        let (typing, shown) = (Arc::<Typing>::default(), Arc::<Shown>::default());
        let wake = waker(ctx.clone(), Arc::clone(&typing), Arc::clone(&shown));
        let (state, effects) = State::at_start(&start.surroundings, start.settings, start.troubles);
        let mut runner = Runner::start(start.surroundings, start.sound, wake)?;
        runner.carry_out(effects, &state);
        let memory = Memory { focus: Some((Focus::Client, 0)), ..Memory::default() };
        let (drafts, turns, ending) = (Drafts::default(), Turns::default(), Ending::default());
        let mut window = Self { state, drafts, runner: Some(runner), memory, typing, shown, turns, ending };
        window.install_appearance(ctx);
        Ok(window)
    }

    /// What the program knows; for looking at from outside.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    fn install_appearance(&mut self, ctx: &Context) {
        // A change of the look is seen while it is chosen, and only there until it is saved.
        let preview = self.drafts.settings.as_ref().filter(|_| self.state.page == Page::Settings);
        let shown = preview.unwrap_or(&self.state.settings);
        let appearance = theme::Appearance {
            theme: match shown.theme {
                Theme::System => theme::ThemeChoice::System,
                Theme::Light => theme::ThemeChoice::Light,
                Theme::Dark => theme::ThemeChoice::Dark,
            },
            text_percent: shown.text_percent.get(),
        };
        if self.memory.appearance != Some(appearance) {
            theme::install(ctx, appearance);
            self.memory.appearance = Some(appearance);
        }
    }

    /// Takes in every event that waits.
    fn drain(&mut self) {
        let Some(runner) = &mut self.runner else {
            return;
        };
        while let Some(event) = runner.next_event() {
            let moment = runner.moment(&self.state);
            let effects = react(&mut self.state, &mut self.drafts, event, &moment);
            runner.carry_out(effects, &self.state);
        }
    }

    fn act(&mut self, action: Action) {
        let Some(runner) = &mut self.runner else {
            return;
        };
        let moment = runner.moment(&self.state);
        let effects: Vec<Effect> = apply(&mut self.state, &mut self.drafts, action, &moment);
        runner.carry_out(effects, &self.state);
    }

    /// Refuses to close while closing would lose something, and asks. What is typed is filed before the window goes.
    fn attend_closing(&mut self, ctx: &Context) {
        let asked_to_close = ctx.input(|input| input.viewport().close_requested());
        if self.ending.is_asked() && !self.memory.gives_up {
            return self.end(ctx);
        }
        if self.memory.gives_up || !(asked_to_close || self.memory.closes) {
            return;
        }
        match self.reason_to_stay() {
            // The take that is being ended is what the window waits for.
            Some(ClosingQuestion::Recording) if self.memory.closes && !asked_to_close => {}
            Some(reason) => {
                self.memory.closes = false;
                self.memory.asks = Some(reason);
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            }
            None => {
                self.act(Action::Desk(DeskAction::FileTyped));
                if self.state.refused.is_some() {
                    self.memory.closes = false;
                    ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                } else if std::mem::take(&mut self.memory.closes) {
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
        }
    }

    /// The system ends the program, and nobody may be there to ask: a running take is ended first, what is typed is filed,
    /// and what cannot be stored goes to files beside the calls.
    fn end(&mut self, ctx: &Context) {
        if self.reason_to_stay() == Some(ClosingQuestion::Recording) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if !self.memory.closes {
                self.answer_closing(ctx, ClosingAnswer::StopAndClose);
            }
            return;
        }
        self.act(Action::Desk(DeskAction::FileTyped));
        self.answer_closing(ctx, ClosingAnswer::CloseAnyway);
        ctx.request_repaint();
    }

    fn reason_to_stay(&self) -> Option<ClosingQuestion> {
        if self.state.recorder.progress.is_some() {
            Some(ClosingQuestion::Recording)
        } else if self.state.saving_fails.is_some() {
            Some(ClosingQuestion::Unsaved)
        } else {
            None
        }
    }

    fn answer_closing(&mut self, ctx: &Context, answer: ClosingAnswer) {
        self.memory.asks = None;
        match answer {
            ClosingAnswer::Stay => self.memory.closes = false,
            ClosingAnswer::StopAndClose => {
                self.memory.closes = true;
                self.act(Action::Recorder(RecorderAction::Stop));
                ctx.request_repaint();
            }
            ClosingAnswer::CloseAnyway => {
                // What cannot be stored is given up by the person's own word: nothing holds the window any more.
                self.memory.gives_up = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Where the keyboard should go next. A field that was not there in two frames is not waited for: the keyboard must not
    /// jump away from what is typed minutes later.
    fn remember_focus(&mut self, wanted: Option<Focus>) {
        let before = self.memory.focus.take();
        self.memory.focus = match (wanted, before) {
            (Some(field), Some((same, frames))) if field == same => {
                (frames < FRAMES_TO_WAIT).then_some((field, frames + 1))
            }
            (Some(field), _) => Some((field, 0)),
            (None, _) => None,
        };
    }
}

/// Wakes the window for an event; for a passing one not while somebody types, and not where nothing of it is to be seen.
fn waker(ctx: Context, typing: Arc<Typing>, shown: Arc<Shown>) -> Wake {
    Arc::new(move |urgency| {
        let gets_a_frame = match urgency {
            Urgency::Soon => true,
            // The pause after a letter is counted in events, seen or not.
            Urgency::Passing(glance) => typing.lets_pass() && shown.differs_from(glance),
        };
        if gets_a_frame {
            // Not at once: that would be two frames, of which an event needs only the first.
            ctx.request_repaint_after(Duration::from_millis(1));
        }
    })
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.drain();
        self.attend_closing(ctx);
        if let Some(copied) = self.state.to_copy.take() {
            ctx.copy_text(copied);
        }
        if let Some(open) = self.state.call.as_ref().filter(|open| open.is_running()) {
            let is_paused = open.call.recording.state() == RecordingState::Paused;
            ctx.request_repaint_after(if is_paused { PAUSE_CLOCK } else { CALL_CLOCK });
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.install_appearance(ui.ctx());
        self.shown.note(&self.state);
        if let Some(bytes) = self.turns.left_out() {
            self.act(Action::Desk(DeskAction::RefusePaste { bytes }));
        }
        if ui.input(|input| {
            input.events.iter().any(|event| matches!(event, egui::Event::Text(_) | egui::Event::Ime(_)))
        }) {
            self.typing.letter();
        }
        let mut said = Said { focus: self.memory.focus.map(|(field, _)| field), ..Said::default() };
        commands::run(ui.ctx(), &self.state, &mut self.drafts, &mut said);
        let now = self.runner.as_ref().map(|runner| runner.moment(&self.state).now);
        frame::ui(
            ui,
            &frame::Seen { state: &self.state, now: now.as_ref(), asks: self.memory.asks },
            &mut self.drafts,
            &mut said,
        );
        self.remember_focus(said.focus);
        for action in said.actions {
            self.act(action);
        }
        if let Some(answer) = said.closing {
            self.answer_closing(ui.ctx(), answer);
        }
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut egui::RawInput) {
        input.events = self.turns.next(std::mem::take(&mut input.events));
        if self.turns.waits() {
            ctx.request_repaint();
        }
    }

    /// The page's colour: it costs nothing here, and a frame's dearest layer where it is painted.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if let Some(runner) = self.runner.take() {
            runner.finish();
        }
    }
}
