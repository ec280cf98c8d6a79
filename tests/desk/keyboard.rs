//! The keyboard: presses keys through the server, so that the program cannot tell them from a person's.

use super::{Done, Screen};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, Keysym};
use x11rb::protocol::xtest::ConnectionExt as _;

/// Keysyms of keys that write nothing, by the name on the key.
const NAMED: [(&str, Keysym); 12] = [
    ("Enter", ENTER),
    ("Tab", 0xff09),
    ("Escape", 0xff1b),
    ("Space", 0x0020),
    ("BackSpace", 0xff08),
    ("PageUp", 0xff55),
    ("PageDown", 0xff56),
    ("Down", 0xff54),
    ("Up", 0xff52),
    ("Ctrl", 0xffe3),
    ("Shift", SHIFT),
    ("Alt", 0xffe9),
];

const ENTER: Keysym = 0xff0d;
const SHIFT: Keysym = 0xffe1;

/// Keysym of the key F1; the others follow.
const F1: Keysym = 0xffbe;

/// Which key of the present layout writes what.
pub struct Keyboard {
    lowest: Keycode,
    each: usize,
    keysyms: Vec<Keysym>,
}

impl Keyboard {
    /// The keyboard of a display, in the layout it has now.
    pub fn of(screen: &Screen) -> Done<Self> {
        let setup = screen.connection.setup();
        let (lowest, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let layout = screen.connection.get_keyboard_mapping(lowest, count)?.reply()?;
        Ok(Self { lowest, each: layout.keysyms_per_keycode.into(), keysyms: layout.keysyms })
    }

    /// Types text; every character must be on the keyboard.
    pub fn type_text(&self, screen: &Screen, text: &str) -> Done {
        let shift = self.key(SHIFT)?.0;
        for letter in text.chars() {
            let keysym = if letter == '\n' { ENTER } else { letter as Keysym };
            let (code, shifted) =
                self.key(keysym).map_err(|why| format!("{letter:?} cannot be typed: {why}"))?;
            let held: &[Keycode] = if shifted { &[shift] } else { &[] };
            stroke(screen, held, code)?;
        }
        screen.connection.sync_up()
    }

    /// Presses keys together, such as `Ctrl+Shift+R` or `F4`.
    pub fn press(&self, screen: &Screen, keys: &str) -> Done {
        let codes: Vec<Keycode> = keys.split('+').map(|name| self.named(name)).collect::<Done<_>>()?;
        let Some((last, held)) = codes.split_last() else { return Ok(()) };
        stroke(screen, held, *last)?;
        screen.connection.sync_up()
    }

    fn named(&self, name: &str) -> Done<Keycode> {
        let function = name.strip_prefix('F').and_then(|number| number.parse::<u32>().ok());
        let listed = NAMED.iter().find(|(listed, _)| *listed == name).map(|(_, keysym)| *keysym);
        let letter = || name.to_lowercase().chars().next().map(|letter| letter as Keysym);
        let keysym = function.map(|number| F1 + number - 1).or(listed).or_else(letter);
        Ok(self.key(keysym.ok_or("a key has a name")?).map_err(|why| format!("{name}: {why}"))?.0)
    }

    /// The key that writes `keysym`, and whether with Shift.
    fn key(&self, keysym: Keysym) -> Done<(Keycode, bool)> {
        let at = |level: usize| {
            let found = self.keysyms.chunks(self.each).position(|levels| levels.get(level) == Some(&keysym));
            found.map(|position| self.lowest + position as Keycode)
        };
        let plain = at(0).map(|code| (code, false));
        plain.or_else(|| at(1).map(|code| (code, true))).ok_or_else(|| "not on this keyboard".into())
    }
}

fn stroke(screen: &Screen, held: &[Keycode], code: Keycode) -> Done {
    let send = |kind, code| screen.connection.xtest_fake_input(kind, code, 0, x11rb::NONE, 0, 0, 0);
    for code in held.iter().chain([&code]) {
        send(KEY_PRESS_EVENT, *code)?;
    }
    for code in [&code].into_iter().chain(held.iter().rev()) {
        send(KEY_RELEASE_EVENT, *code)?;
    }
    Ok(())
}

trait SyncUp {
    /// Waits until the server has taken in everything sent so far.
    fn sync_up(&self) -> Done;
}

impl<C: x11rb::connection::Connection> SyncUp for C {
    fn sync_up(&self) -> Done {
        self.get_input_focus()?.reply()?;
        Ok(())
    }
}
