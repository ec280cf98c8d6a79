//! The display: the program's window, the keyboard's focus, and pixels.

use super::{Done, wait_for};
use image::RgbImage;
use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{ConnectionExt as _, ReportLevel};
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, ImageFormat, InputFocus,
    MapState, StackMode, Window,
};
use x11rb::rust_connection::RustConnection;

/// Pieces of one picture arrive no further apart than this.
const ONE_PICTURE_MS: u32 = 5;

/// A connection to the display.
pub struct Screen {
    pub(super) connection: RustConnection,
    root: Window,
    /// Times of paintings that were told and not yet asked for.
    painted: RefCell<HashSet<u32>>,
}

/// What was on a stretch of the screen.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u16,
    height: u16,
    /// Four bytes a pixel, blue first, as the server has them.
    pixels: Vec<u8>,
}

impl Screen {
    /// The display that `DISPLAY` names.
    pub fn open() -> Done<Self> {
        let (connection, number) = x11rb::connect(None)?;
        let root = connection.setup().roots.get(number).ok_or("the display has no screen")?.root;
        Ok(Self { connection, root, painted: RefCell::default() })
    }

    /// The window that one of these processes shows, once it is mapped.
    pub fn window_of(&self, processes: &HashSet<u32>) -> Done<Option<Window>> {
        let named = self.atom("_NET_WM_PID")?;
        for window in self.connection.query_tree(self.root)?.reply()?.children {
            // A window may be gone between the list and the question.
            let Ok(about) = self.connection.get_window_attributes(window)?.reply() else { continue };
            if about.map_state != MapState::VIEWABLE || about.override_redirect {
                continue;
            }
            let asked = self.connection.get_property(false, window, named, AtomEnum::CARDINAL, 0, 1)?;
            let owner = asked.reply().ok().and_then(|reply| reply.value32()?.next());
            if owner.is_some_and(|owner| processes.contains(&owner)) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    /// Width and height of a window.
    pub fn size(&self, window: Window) -> Done<(u16, u16)> {
        let geometry = self.connection.get_geometry(window)?.reply()?;
        Ok((geometry.width, geometry.height))
    }

    /// What the window shows.
    pub fn picture(&self, window: Window) -> Done<Picture> {
        let (width, height) = self.size(window)?;
        self.part(window, (0, 0, width, height))
    }

    /// What the whole display shows.
    pub fn whole(&self) -> Done<Picture> {
        self.picture(self.root)
    }

    /// What the window shows between left and top, in that width and height.
    pub fn part(&self, window: Window, (x, y, width, height): (i16, i16, u16, u16)) -> Done<Picture> {
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, window, x, y, width, height, !0)?;
        Ok(Picture { width, height, pixels: image.reply()?.data })
    }

    /// Brings the window to the front and gives it the keyboard. There is no window manager here that would. A program
    /// whose window lies hidden behind another paints nothing, and so takes nothing in.
    pub fn focus(&self, window: Window) -> Done {
        let above = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
        self.connection.configure_window(window, &above)?.check()?;
        self.connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?.check()?;
        wait_for("the keyboard's focus", || Ok(self.has_keyboard(window)?.then_some(())))
    }

    /// Takes the keyboard away from every window.
    pub fn unfocus(&self) -> Done {
        self.connection.set_input_focus(InputFocus::NONE, self.root, x11rb::CURRENT_TIME)?.check()?;
        Ok(())
    }

    /// From now on counts how often the window is painted; see [`Screen::paintings`].
    pub fn count_paintings(&self, window: Window) -> Done {
        self.connection.damage_query_version(1, 1)?.reply()?;
        let damage = self.connection.generate_id()?;
        self.connection.damage_create(damage, window, ReportLevel::RAW_RECTANGLES)?.check()?;
        // The server tells at once that all of the window is there.
        self.paintings()?;
        Ok(())
    }

    /// How often it was painted since, in the time of the server. Pieces of one picture count once.
    pub fn paintings(&self) -> Done<usize> {
        self.connection.get_input_focus()?.reply()?;
        self.take_in_paintings()?;
        let mut times: Vec<u32> = std::mem::take(&mut *self.painted.borrow_mut()).into_iter().collect();
        times.sort_unstable();
        Ok(times.chunk_by(|one, next| next.wrapping_sub(*one) <= ONE_PICTURE_MS).count())
    }

    /// Whether something was painted since this was last asked. Asks the server nothing.
    pub fn take_in_paintings(&self) -> Done<bool> {
        let mut any = false;
        while let Some(event) = self.connection.poll_for_event()? {
            if let Event::DamageNotify(painted) = event {
                self.painted.borrow_mut().insert(painted.timestamp);
                any = true;
            }
        }
        Ok(any)
    }

    /// Whether keys go to this window.
    pub fn has_keyboard(&self, window: Window) -> Done<bool> {
        Ok(self.connection.get_input_focus()?.reply()?.focus == window)
    }

    /// Asks the window to close, as the cross in its title bar does.
    pub fn ask_to_close(&self, window: Window) -> Done {
        let protocols = self.atom("WM_PROTOCOLS")?;
        let data = [self.atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, protocols, data);
        self.connection.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
        Ok(())
    }

    fn atom(&self, name: &str) -> Done<u32> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}

impl Picture {
    /// Whether it shows more than one colour.
    pub fn is_painted(&self) -> bool {
        let mut pixels = self.pixels.chunks_exact(4).filter_map(|pixel| pixel.get(..3));
        let first = pixels.next();
        pixels.any(|pixel| Some(pixel) != first)
    }

    /// How many columns of pixels differ.
    pub fn columns_unlike(&self, other: &Self) -> usize {
        let stride = usize::from(self.width) * 4;
        let unlike = |column: &usize| {
            let pixel = column * 4..column * 4 + 4;
            let rows = self.pixels.chunks(stride).zip(other.pixels.chunks(stride));
            rows.into_iter().any(|(row, there)| row.get(pixel.clone()) != there.get(pixel.clone()))
        };
        (0..usize::from(self.width)).filter(unlike).count()
    }

    /// Writes it as a PNG.
    pub fn save(&self, path: &Path) -> Done {
        let rgb: Vec<u8> = self
            .pixels
            .chunks_exact(4)
            .flat_map(|pixel| pixel.iter().take(3).rev().copied().collect::<Vec<u8>>())
            .collect();
        let image = RgbImage::from_raw(self.width.into(), self.height.into(), rgb)
            .ok_or("the display does not use four bytes a pixel")?;
        image.save(path)?;
        Ok(())
    }
}
