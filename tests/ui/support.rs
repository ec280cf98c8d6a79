//! A desk for tests: the real window with its real threads on a temporary data folder, and a microphone in the test's
//! hands. Everything is found by role and accessible name, as a screen reader finds it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

#[path = "../audio/support/scripted.rs"]
#[expect(
    dead_code,
    clippy::expect_used,
    reason = "shared with the tests of the recorder, which need more of it"
)]
mod scripted;

pub use scripted::Device;

use eframe::egui::accesskit::Toggled;
use eframe::egui::{Key, Modifiers, Role, Vec2, ViewportEvent, ViewportId};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use rapport::app::runner::{MakeOutput, Sound, Surroundings};
use rapport::app::{Settings, Start};
use rapport::domain::people::Operator;
use rapport::store::{ConfigLayout, Layout};
use rapport::ui::Window;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longest time something may take to appear. Only a failing test waits as long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(2);

/// Most controls of a page.
const MOST_TABS: usize = 120;

/// Frames after which what was pressed has been done and painted.
const SETTLE: usize = 3;

/// How the window is opened.
pub struct Opening {
    pub size: Vec2,
    pub settings: Settings,
    pub device: Option<Device>,
    /// Where recordings are played.
    pub output: Option<MakeOutput>,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            size: Vec2::new(1180.0, 780.0),
            settings: named(),
            device: Some(Device::new(48_000, 1)),
            output: None,
        }
    }
}

/// Settings of a person the program knows.
pub fn named() -> Settings {
    let operator = Operator {
        name: "Kim Oduya".to_owned(),
        title: "paralegal".to_owned(),
        firm: "Whitfield & Partners".to_owned(),
        attorney: "Dana Whitfield".to_owned(),
    };
    Settings { operator, ..Settings::default() }
}

/// The window, and the folder it works in.
pub struct Desk {
    harness: Harness<'static, Window>,
    device: Option<Device>,
    volume: f32,
    keystrokes: usize,
    home: Option<tempfile::TempDir>,
}

impl Desk {
    /// A window on an empty folder, once it is ready to start a call.
    pub fn open() -> Self {
        Self::open_with(Opening::default())
    }

    /// The same, opened so.
    pub fn open_with(opening: Opening) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut desk = Self::open_in(home.path(), opening);
        desk.home = Some(home);
        desk.wait_until("calls and checklists are read", |desk| {
            desk.has(Role::Label, "Ready for the first call")
                && !desk.window().state().library.checklists.is_empty()
        });
        desk
    }

    /// A window on what is in this folder, as it comes up.
    pub fn open_in(home: &Path, opening: Opening) -> Self {
        let start = Start {
            surroundings: Surroundings {
                data: Layout::new(home.join("data")),
                config: Some(ConfigLayout::new(home.join("config"))),
                documents: home.join("documents"),
            },
            settings: opening.settings,
            troubles: Vec::new(),
            sound: Sound { microphone: opening.device.as_ref().map(Device::backend), output: opening.output },
        };
        let harness = Harness::builder()
            .with_size(opening.size)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(|context| Window::new(&context.egui_ctx, start).unwrap());
        Self { harness, device: opening.device, volume: 0.2, keystrokes: 0, home: None }
    }

    /// The folder the window works in; it outlives the window.
    pub fn close(self) -> tempfile::TempDir {
        self.home.unwrap()
    }

    pub fn home(&self) -> &Path {
        self.home.as_ref().unwrap().path()
    }

    pub fn window(&self) -> &Window {
        self.harness.state()
    }

    pub fn harness(&mut self) -> &mut Harness<'static, Window> {
        &mut self.harness
    }

    /// How loud it is at the microphone, 0 to 1 of full scale.
    pub fn speak(&mut self, volume: f32) {
        self.volume = volume;
    }

    /// One frame of the window and ten milliseconds of sound.
    pub fn step(&mut self) {
        if let Some(device) = &self.device {
            device.deliver(&[self.volume; 480]);
        }
        self.harness.step();
    }

    pub fn settle(&mut self) {
        for _ in 0..SETTLE {
            self.step();
        }
    }

    /// Steps the window until `holds`, which is `what`.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let started = Instant::now();
        while !holds(self) {
            assert!(started.elapsed() < PATIENCE, "in vain: {what}. On screen:\n{}", self.on_screen());
            std::thread::sleep(LOOK);
            self.step();
        }
    }

    /// The control of this role and name, if it is there.
    pub fn find(&self, role: Role, name: &str) -> Option<Node<'_>> {
        self.harness.root().children_recursive().find(|node| {
            let node = node.accesskit_node();
            node.role() == role && name_of(&node).as_deref() == Some(name)
        })
    }

    pub fn has(&self, role: Role, name: &str) -> bool {
        self.find(role, name).is_some()
    }

    /// Whether something on screen reads so, whole or in part.
    pub fn reads(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    #[track_caller]
    pub fn wait_for(&mut self, role: Role, name: &str) {
        self.wait_until(&format!("{role:?} “{name}” is there"), |desk| desk.has(role, name));
    }

    #[track_caller]
    pub fn wait_to_read(&mut self, words: &str) {
        self.wait_until(&format!("“{words}” is on screen"), |desk| desk.reads(words));
    }

    #[track_caller]
    pub fn get(&self, role: Role, name: &str) -> Node<'_> {
        self.find(role, name)
            .unwrap_or_else(|| panic!("no {role:?} “{name}”. On screen:\n{}", self.on_screen()))
    }

    #[track_caller]
    pub fn is_ticked(&self, item: &str) -> bool {
        self.get(Role::CheckBox, item).accesskit_node().toggled() == Some(Toggled::True)
    }

    #[track_caller]
    pub fn is_disabled(&self, button: &str) -> bool {
        self.get(Role::Button, button).accesskit_node().is_disabled()
    }

    /// What a screen reader adds to a control's name.
    #[track_caller]
    pub fn description(&self, role: Role, name: &str) -> String {
        self.get(role, name).accesskit_node().description().unwrap_or_default()
    }

    /// What a field holds.
    #[track_caller]
    pub fn value(&self, role: Role, name: &str) -> String {
        self.get(role, name).value().unwrap_or_default()
    }

    /// Presses a control that can be pressed, as a screen reader does; it is waited for.
    #[track_caller]
    pub fn press(&mut self, role: Role, name: &str) {
        self.wait_until(&format!("{role:?} “{name}” can be pressed"), |desk| {
            desk.find(role, name).is_some_and(|node| !node.accesskit_node().is_disabled())
        });
        self.get(role, name).click_accesskit();
        self.settle();
    }

    #[track_caller]
    pub fn button(&mut self, name: &str) {
        self.press(Role::Button, name);
    }

    #[track_caller]
    pub fn tick(&mut self, item: &str) {
        self.press(Role::CheckBox, item);
    }

    /// Puts the keyboard on a control.
    #[track_caller]
    pub fn focus(&mut self, role: Role, name: &str) {
        self.wait_for(role, name);
        self.get(role, name).focus();
        self.settle();
    }

    /// Types into a field.
    #[track_caller]
    pub fn write(&mut self, role: Role, name: &str, text: &str) {
        self.focus(role, name);
        self.type_text(text);
        assert_eq!(self.value(role, name), text);
    }

    /// Types where the keyboard is, a letter at a time.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(eframe::egui::Event::Text(letter.to_string()));
            self.step();
        }
        self.settle();
    }

    /// Pastes where the keyboard is.
    pub fn paste(&mut self, text: &str) {
        self.harness.event(eframe::egui::Event::Paste(text.to_owned()));
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.keys(Modifiers::NONE, key);
    }

    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.keystrokes += 1;
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn ctrl(&mut self, key: Key) {
        self.keys(Modifiers::COMMAND, key);
    }

    /// The microphone is pulled out.
    pub fn unplug(&self) {
        self.device.as_ref().unwrap().unplug();
    }

    /// And put in again.
    pub fn plug_in(&self) {
        self.device.as_ref().unwrap().plug_in();
    }

    /// So many seconds of sound at the microphone at once.
    pub fn hear(&self, seconds: usize) {
        self.device.as_ref().unwrap().deliver(&vec![self.volume; 48_000 * seconds]);
    }

    /// The system asks the window to close.
    pub fn ask_to_close(&mut self) {
        let viewport = self.harness.input_mut().viewports.get_mut(&ViewportId::ROOT).unwrap();
        viewport.events.push(ViewportEvent::Close);
        self.settle();
    }

    /// How many keys were pressed, letters typed not counted.
    pub fn keystrokes(&self) -> usize {
        self.keystrokes
    }

    /// Goes on with Tab until the keyboard is on a control of this name.
    #[track_caller]
    pub fn tab_to(&mut self, name: &str) {
        for _ in 0..MOST_TABS {
            if self.focused().as_deref() == Some(name) {
                return;
            }
            self.key(Key::Tab);
        }
        panic!("Tab does not lead to “{name}”. On screen:\n{}", self.on_screen());
    }

    /// Name of the control the keyboard is on.
    pub fn focused(&self) -> Option<String> {
        self.focused_node().and_then(|node| node.accesskit_node().label())
    }

    pub fn focused_node(&self) -> Option<Node<'_>> {
        self.harness.root().children_recursive().find(Node::is_focused)
    }

    /// Roles and names of what is on screen, for a test that fails.
    pub fn on_screen(&self) -> String {
        let line = |node: Node<'_>| {
            let node = node.accesskit_node();
            let label = node.label().or_else(|| node.value())?;
            let disabled = if node.is_disabled() { " (disabled)" } else { "" };
            Some(format!("  {:?} {label}{disabled}\n", node.role()))
        };
        self.harness.root().children_recursive().filter_map(line).collect()
    }

    /// Starts a call by name, without a matter.
    #[track_caller]
    pub fn start_call(&mut self, client: &str) {
        self.write(Role::TextInput, "Client", client);
        self.button("Start call");
        self.wait_for(Role::Heading, "Before you dial");
    }

    /// Goes to a stage by its button of the rail.
    #[track_caller]
    pub fn go(&mut self, stage: &str, heading: &str) {
        self.button(stage);
        self.wait_for(Role::Heading, heading);
    }

    /// Leaves the Roles out with a reason, so that the interview opens.
    #[track_caller]
    pub fn skip_roles(&mut self) {
        self.go("Roles", "Opening the call");
        self.button("Skip this stage…");
        self.write(Role::TextInput, "Why skip “Roles”?", "spoke this morning");
        self.key(Key::Enter);
        self.wait_for(Role::Heading, "May the call be recorded?");
    }

    /// The client hears the words and says yes.
    #[track_caller]
    pub fn agree(&mut self, client: &str) {
        self.go("Consent", "May the call be recorded?");
        self.tick("I read this aloud and asked the question");
        self.tick(&format!("{client} agrees to being recorded"));
        self.wait_until("recording is allowed", |desk| {
            desk.find(Role::Button, "Start recording")
                .is_some_and(|node| !node.accesskit_node().is_disabled())
        });
    }
}

/// A label says its words as its value, everything else as its name.
fn name_of(node: &AccessKitNode<'_>) -> Option<String> {
    node.label().or_else(|| (node.role() == Role::Label).then(|| node.value()).flatten())
}
