//! The closed set of spaces, types and colours every page is drawn with; knows no page and no widget.

mod appearance;
mod contrast;
mod palette;

pub use appearance::{Appearance, ThemeChoice, install};
pub use contrast::contrast;
pub use palette::Palette;

use super::fonts;
use eframe::egui::{Color32, FontFamily, FontId, Margin, RichText, Style, TextStyle, Ui};

/// Size of body text in points at a text size of 100 %.
const BODY_POINTS: f32 = 16.0;

/// How much of the growth of text the spaces follow.
const SPACE_FOLLOWS_TEXT: f32 = 0.4;

/// A gap between things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Between parts of one thing.
    Xs,
    /// Between closely related things.
    S,
    /// Inside a control, between items of a list.
    M,
    /// Between groups.
    L,
    /// Between sections, inside a card.
    Xl,
    /// Around a page.
    Xxl,
}

impl Space {
    /// All spaces, smallest first.
    pub const ALL: [Self; 6] = [Self::Xs, Self::S, Self::M, Self::L, Self::Xl, Self::Xxl];

    /// The gap in points at the text size of `ui`.
    #[must_use]
    pub fn points(self, ui: &Ui) -> f32 {
        self.points_in(ui.style())
    }

    /// The gap in points in a style.
    #[must_use]
    pub fn points_in(self, style: &Style) -> f32 {
        self.points_at(text_scale(style))
    }

    /// Leaves the gap in `ui`, down a column or along a row.
    pub fn add(self, ui: &mut Ui) {
        ui.add_space(self.points(ui));
    }

    /// The gap as an equal margin on all four sides.
    #[must_use]
    pub fn margin(self, ui: &Ui) -> Margin {
        Margin::same(self.points(ui) as i8)
    }

    fn points_at(self, text_scale: f32) -> f32 {
        let base = match self {
            Self::Xs => 4.0,
            Self::S => 8.0,
            Self::M => 12.0,
            Self::L => 16.0,
            Self::Xl => 24.0,
            Self::Xxl => 40.0,
        };
        f32::round(base * (1.0 + (text_scale - 1.0) * SPACE_FOLLOWS_TEXT))
    }
}

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// The one title of a page.
    Title,
    /// The heading of a section or card.
    Heading,
    /// Words in running text, fields and lists.
    Body,
    /// Body text that leads: buttons, chosen things, names.
    Strong,
    /// Side remarks: times, help, states.
    Small,
    /// Words to read aloud.
    Script,
    /// A running time; draw it with the timer widget, which gives every digit the same room.
    Timer,
}

impl Type {
    /// All kinds of text.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Heading, Self::Body, Self::Strong, Self::Small, Self::Script, Self::Timer];

    /// The font at the text size of `ui`.
    #[must_use]
    pub fn font(self, ui: &Ui) -> FontId {
        self.font_at(text_scale(ui.style()))
    }

    /// Words of this kind in the colour of ordinary text, at the text size of `ui`.
    #[must_use]
    pub fn text(self, ui: &Ui, words: impl Into<String>) -> RichText {
        self.tinted(ui, words, Palette::of(ui).text)
    }

    /// Words of this kind in a colour of the palette, at the text size of `ui`.
    #[must_use]
    pub fn tinted(self, ui: &Ui, words: impl Into<String>, color: Color32) -> RichText {
        RichText::new(words).font(self.font(ui)).line_height(Some(self.line_height(ui))).color(color)
    }

    /// Distance between two lines in points, at the text size of `ui`.
    #[must_use]
    pub fn line_height(self, ui: &Ui) -> f32 {
        let factor = match self {
            Self::Title => 1.25,
            Self::Heading | Self::Timer => 1.3,
            Self::Body | Self::Strong | Self::Small => 1.4,
            Self::Script => 1.45,
        };
        f32::round(self.font(ui).size * factor)
    }

    /// Edge of an icon that stands beside this text, in points.
    #[must_use]
    pub fn icon_points(self, ui: &Ui) -> f32 {
        f32::round(self.font(ui).size * 1.25)
    }

    fn font_at(self, text_scale: f32) -> FontId {
        let points = match self {
            Self::Title => 28.0,
            Self::Heading => 19.0,
            Self::Body | Self::Strong => BODY_POINTS,
            Self::Small => 14.0,
            Self::Script => 22.0,
            Self::Timer => 20.0,
        };
        FontId::new(points * text_scale, self.family())
    }

    fn family(self) -> FontFamily {
        match self {
            Self::Title | Self::Heading | Self::Strong | Self::Timer => fonts::semibold(),
            Self::Body | Self::Small | Self::Script => FontFamily::Proportional,
        }
    }
}

/// Roundness of a corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Tick boxes and key caps.
    Small,
    /// Buttons and fields.
    Control,
    /// Cards and banners.
    Card,
}

impl Corner {
    /// The radius in points.
    #[must_use]
    pub fn points(self) -> u8 {
        match self {
            Self::Small => 5,
            Self::Control => 8,
            Self::Card => 12,
        }
    }
}

/// Widest column of running text, so that a line stays easy to read, in points at the text size of `ui`.
#[must_use]
pub fn column_points(ui: &Ui) -> f32 {
    760.0 * text_scale(ui.style()).max(1.0).sqrt()
}

/// Lowest height of something to press, in points at the text size of `ui`.
#[must_use]
pub fn control_points(ui: &Ui) -> f32 {
    control_points_at(text_scale(ui.style()))
}

fn control_points_at(text_scale: f32) -> f32 {
    f32::round(36.0 * (1.0 + (text_scale - 1.0) * 0.7))
}

/// Text size of a style as a factor; 1.0 is 100 %.
fn text_scale(style: &Style) -> f32 {
    style.text_styles.get(&TextStyle::Body).map_or(1.0, |font| font.size / BODY_POINTS)
}
