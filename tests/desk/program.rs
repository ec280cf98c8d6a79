//! The program as a person uses it: started, looked at, pressed, typed into, closed, killed.

use super::keyboard::Keyboard;
use super::tree::{self, Node, Role, Tree};
use super::{Done, Picture, Screen, wait_at_most, wait_for};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;
use x11rb::protocol::xproto::Window;

/// Folders of a desk of its own, gone when this is dropped.
pub struct Folders {
    root: tempfile::TempDir,
}

impl Folders {
    /// New, empty ones.
    pub fn make() -> Done<Self> {
        Ok(Self { root: tempfile::Builder::new().prefix("rapport-desk-").tempdir()? })
    }

    /// The data folder; the program makes it.
    pub fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// The config folder; the program makes it.
    pub fn config(&self) -> PathBuf {
        self.root.path().join("config")
    }

    /// A folder for everything else.
    pub fn other(&self) -> &Path {
        self.root.path()
    }
}

/// A running program with its window.
pub struct Program {
    child: Child,
    screen: Screen,
    keyboard: Keyboard,
    window: Window,
    tree: Tree,
}

impl Program {
    /// Starts it on these folders and waits for its window, which then has the keyboard.
    pub fn start(program: &Path, folders: &Folders) -> Done<Self> {
        let child = Command::new(program)
            .arg("--data")
            .arg(folders.data())
            .env("RAPPORT_CONFIG", folders.config())
            .spawn()
            .map_err(|error| format!("{} cannot be started: {error}", program.display()))?;
        let mut unshown = Unshown(Some(child));
        let process = unshown.0.as_ref().map_or(0, Child::id);
        let screen = Screen::open()?;
        let window = wait_for("its window", || screen.window_of(&HashSet::from([process])))?;
        screen.focus(window)?;
        let keyboard = Keyboard::of(&screen)?;
        let tree = Tree::of(process)?;
        let child = unshown.0.take().ok_or("it was started")?;
        Ok(Self { child, screen, keyboard, window, tree })
    }

    /// Its process id.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Everything a screen reader finds in it.
    pub fn nodes(&self) -> Done<Vec<Node>> {
        self.tree.nodes()
    }

    /// What is there under this role and name, if it is there now.
    pub fn find(&self, role: Role, name: &str) -> Done<Option<Node>> {
        Ok(self.nodes()?.into_iter().find(|node| node.role == role && node.name == name))
    }

    /// Whether a text with these words in it is to be read anywhere in the window.
    pub fn says(&self, words: &str) -> Done<bool> {
        Ok(self.nodes()?.iter().any(|node| node.name.contains(words) || node.description.contains(words)))
    }

    /// Waits for something of this role and name.
    pub fn wait(&self, role: Role, name: &str) -> Done<Node> {
        self.wait_that(&format!("[{}] {name:?}", role.name()), |node| node.role == role && node.name == name)
    }

    /// Waits for something that passes this test.
    pub fn wait_that(&self, what: &str, is_it: impl Fn(&Node) -> bool) -> Done<Node> {
        self.or_show(wait_for(what, || Ok(self.nodes()?.into_iter().find(&is_it))))
    }

    /// Waits until these words are to be read somewhere in the window.
    pub fn wait_to_read(&self, words: &str) -> Done {
        self.or_show(wait_for(format!("the words {words:?}"), || Ok(self.says(words)?.then_some(()))))
    }

    /// Waits until nothing of this role and name is there.
    pub fn wait_gone(&self, role: Role, name: &str) -> Done {
        let what = format!("[{}] {name:?} to go", role.name());
        self.or_show(wait_for(what, || Ok(self.find(role, name)?.is_none().then_some(()))))
    }

    /// Presses a button, once it is there and can be pressed.
    ///
    /// The page may be painted anew between the finding and the pressing; then the button is looked for again.
    pub fn click(&self, name: &str) -> Done {
        wait_for(format!("the button {name:?} to be pressed"), || {
            let button = self.wait_that(&format!("the button {name:?}, enabled"), |node| {
                node.role == Role::Button && node.name == name && node.is_enabled()
            })?;
            Ok(self.tree.press(&button).ok())
        })
    }

    /// Ticks a box and waits until it is ticked. As with a button, the page may be painted anew between finding and pressing.
    pub fn tick(&self, name: &str) -> Done {
        let is_it = |node: &Node| node.role == Role::CheckBox && node.name == name;
        wait_for(format!("the box {name:?} to be pressed"), || {
            let the_box = self
                .wait_that(&format!("the box {name:?}, enabled"), |node| is_it(node) && node.is_enabled())?;
            if the_box.is_checked() { Ok(Some(())) } else { Ok(self.tree.press(&the_box).ok()) }
        })?;
        self.wait_that(&format!("the box {name:?}, ticked"), |node| is_it(node) && node.is_checked())?;
        Ok(())
    }

    /// Chooses one of several, such as the kind of a note.
    pub fn choose(&self, name: &str) -> Done {
        let choice = self.wait(Role::RadioButton, name)?;
        self.tree.press(&choice)
    }

    /// Opens a list under its label and picks from it.
    pub fn pick(&self, list: &str, option: &str) -> Done {
        let closed = self.wait(Role::ComboBox, list)?;
        self.tree.press(&closed)?;
        let option = self.wait(Role::ToggleButton, option)?;
        self.tree.press(&option)?;
        // A pointer would have closed the list by the same click.
        self.press("Escape")?;
        self.wait_gone(Role::ToggleButton, &option.name)
    }

    /// Ticks every box that a hand can tick, and gives their names in the order in which they stand.
    pub fn tick_all(&self) -> Done<Vec<String>> {
        let by_hand = |node: &Node| node.role == Role::CheckBox && node.is_enabled() && !node.is_read_only();
        self.wait_that("a box to tick", |node| by_hand(node) && !node.is_checked())?;
        let names: Vec<String> = self.nodes()?.into_iter().filter(by_hand).map(|node| node.name).collect();
        names.iter().try_for_each(|name| self.tick(name))?;
        Ok(names)
    }

    /// Presses Tab until the keyboard is on something of this role and name.
    pub fn tab_to(&self, role: Role, name: &str) -> Done {
        const MOST: usize = 120;
        let focused = || -> Done<Option<Node>> { Ok(self.nodes()?.into_iter().find(Node::is_focused)) };
        let mut before = focused()?.map(|node| node.to_string());
        for _ in 0..MOST {
            if focused()?.is_some_and(|node| node.role == role && node.name == name) {
                return Ok(());
            }
            self.press("Tab")?;
            // The focus may stay on nothing for a frame; only another node counts as moved.
            let moved = wait_at_most(Duration::from_secs(2), "the focus to move", || {
                Ok(focused()?.map(|node| node.to_string()).filter(|now| Some(now) != before.as_ref()))
            });
            before = moved.ok();
        }
        self.or_show(Err(format!("{MOST} times Tab do not lead to [{}] {name:?}", role.name()).into()))
    }

    /// Waits until a state, told in the description of a control, holds these words.
    pub fn wait_told(&self, role: Role, name: &str, words: &str) -> Done {
        self.wait_that(&format!("[{}] {name:?} to say {words:?}", role.name()), |node| {
            node.role == role && node.name == name && node.description.contains(words)
        })?;
        Ok(())
    }

    /// Puts the keyboard into a field, types, and waits until it stands there: keys and focus reach the program by two
    /// roads, and only a person who looks keeps them in order.
    pub fn type_into(&self, name: &str, text: &str) -> Done {
        self.focus(name)?;
        self.type_text(text)?;
        self.wait_typed(name, text)
    }

    /// Waits until the text in a field ends with these words.
    pub fn wait_typed(&self, name: &str, text: &str) -> Done {
        let typed = wait_for(format!("{text:?} in the field {name:?}"), || {
            let field = self.find(Role::Entry, name)?;
            let there =
                field.is_some_and(|field| self.tree.text(&field).is_ok_and(|there| there.ends_with(text)));
            Ok(there.then_some(()))
        });
        self.or_show(typed)
    }

    /// Puts the keyboard into a field.
    pub fn focus(&self, name: &str) -> Done {
        let is_it = |node: &Node| node.role == Role::Entry && node.name == name;
        let field =
            self.wait_that(&format!("the field {name:?}, enabled"), |node| is_it(node) && node.is_enabled())?;
        self.tree.focus(&field)?;
        self.wait_that(&format!("the keyboard in the field {name:?}"), |node| {
            is_it(node) && node.is_focused()
        })?;
        Ok(())
    }

    /// What stands in a field.
    pub fn text_in(&self, name: &str) -> Done<String> {
        let field = self.wait(Role::Entry, name)?;
        self.tree.text(&field)
    }

    /// Types where the keyboard is.
    pub fn type_text(&self, text: &str) -> Done {
        self.keyboard.type_text(&self.screen, text)
    }

    /// Presses keys together, such as `Ctrl+Enter`.
    pub fn press(&self, keys: &str) -> Done {
        self.keyboard.press(&self.screen, keys)
    }

    /// Where something is: left, top, width and height in pixels of the window.
    pub fn place(&self, node: &Node) -> Done<(i32, i32, i32, i32)> {
        self.tree.place(node)
    }

    /// What the window shows between left and top, in that width and height.
    pub fn part(&self, place: (i16, i16, u16, u16)) -> Done<Picture> {
        self.screen.part(self.window, place)
    }

    /// What the window shows, once it has come to rest or a second has passed.
    pub fn picture(&self) -> Done<Picture> {
        let mut last = self.screen.picture(self.window)?;
        for _ in 0..8 {
            std::thread::sleep(Duration::from_millis(120));
            let next = self.screen.picture(self.window)?;
            if next == last {
                break;
            }
            last = next;
        }
        Ok(last)
    }

    /// From now on counts how often its window is painted; see [`Program::paintings`].
    pub fn count_paintings(&self) -> Done {
        self.screen.count_paintings(self.window)
    }

    /// How often it was painted since.
    pub fn paintings(&self) -> Done<usize> {
        self.screen.paintings()
    }

    /// Whether something was painted since this was last asked.
    pub fn was_painted(&self) -> Done<bool> {
        self.screen.take_in_paintings()
    }

    /// Brings it the keyboard, where another window had it.
    pub fn take_keyboard(&self) -> Done {
        self.screen.focus(self.window)
    }

    /// Asks it to close, as the cross in its title bar does.
    pub fn ask_to_close(&self) -> Done {
        self.screen.ask_to_close(self.window)
    }

    /// Waits until it has ended by itself.
    pub fn wait_ended(&mut self) -> Done<ExitStatus> {
        let child = &mut self.child;
        wait_for("the program to end", || Ok(child.try_wait()?))
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> Done<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Ends it as a power cut would: it gets no chance to do anything.
    pub fn kill(&mut self) -> Done {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Closes it as a person does and waits until it has ended.
    pub fn close(mut self) -> Done {
        self.ask_to_close()?;
        let child = &mut self.child;
        let ended = wait_at_most(Duration::from_secs(10), "the program to close", || Ok(child.try_wait()?));
        self.or_show(ended)?;
        Ok(())
    }

    /// What is on screen belongs to the words of a failure.
    fn or_show<T>(&self, done: Done<T>) -> Done<T> {
        done.map_err(|why| match self.nodes() {
            Ok(nodes) => {
                let keyboard = match self.screen.has_keyboard(self.window) {
                    Ok(true) => "",
                    _ => "\nAnother window has the keyboard.",
                };
                format!("{why}{keyboard}\nOn screen:\n{}", tree::listed(&nodes)).into()
            }
            Err(_) => why,
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A program whose window is still awaited; ended when it does not come.
struct Unshown(Option<Child>);

impl Drop for Unshown {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
