//! How much room the window has for its text, and so how much of the frame is shown in words.

use crate::ui::theme::Type;
use crate::ui::widgets::RailShape;
use eframe::egui::Ui;

/// How much room there is, measured in ems of body text: a large text size in a small window is little room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// Rail and notes beside the page, keys on the buttons.
    Roomy,
    /// Rail along the top, notes beside the page.
    Compact,
    /// One column; the frame in pictures and numbers, the notes' list at the end of the page.
    Tight,
}

/// Least width and height of a window with room for everything, in ems.
const ROOMY_EMS: (f32, f32) = (64.0, 40.0);

/// Least width and height of a window with room for notes beside the page, in ems.
const COMPACT_EMS: (f32, f32) = (48.0, 30.0);

impl Density {
    /// The density of a window as large as `ui`.
    #[must_use]
    pub fn of(ui: &Ui) -> Self {
        let em = Type::Body.font(ui).size;
        let size = ui.available_size() / em;
        let fits = |(width, height): (f32, f32)| size.x >= width && size.y >= height;
        if fits(ROOMY_EMS) {
            Self::Roomy
        } else if fits(COMPACT_EMS) {
            Self::Compact
        } else {
            Self::Tight
        }
    }

    /// How the stages lie.
    #[must_use]
    pub fn rail(self) -> RailShape {
        match self {
            Self::Roomy => RailShape::Column,
            Self::Compact => RailShape::Strip,
            Self::Tight => RailShape::Numbers,
        }
    }
}
