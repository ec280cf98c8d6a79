//! Every colour of the window, by what it is for, in a light and a dark set; the only place with raw colours.

use eframe::egui::{Color32, Ui};

/// The colours of one theme, named for their use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub page: Color32,
    /// Cards and panels on the page.
    pub surface: Color32,
    /// Fields, buttons and lists that open, on page or surface.
    pub raised: Color32,
    /// A control under the pointer, and the chosen row of a list.
    pub hover: Color32,
    /// Lines that part things; decoration, so not held to a contrast.
    pub line: Color32,
    /// Outline of a control; 3:1 against everything it lies on.
    pub edge: Color32,
    /// Ordinary words.
    pub text: Color32,
    /// Side remarks, and controls that cannot be used now.
    pub text_soft: Color32,
    /// The one accent: what to do next, what is chosen.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Words and icons on the accent.
    pub on_accent: Color32,
    /// A tint of the accent behind what is current.
    pub accent_soft: Color32,
    /// Ground of marked text and of the chosen entry of a list that opens.
    pub selected: Color32,
    /// Recording, and nothing else.
    pub recording: Color32,
    /// Recording under the pointer.
    pub recording_hover: Color32,
    /// Words and icons on the red of recording.
    pub on_recording: Color32,
    /// Icon and edge of a banner that asks for care.
    pub caution: Color32,
    /// Ground of a banner that asks for care.
    pub caution_soft: Color32,
    /// Words of a banner that asks for care.
    pub on_caution: Color32,
    /// The ring around what the keyboard acts on.
    pub focus: Color32,
}

impl Palette {
    /// Warm paper.
    pub const LIGHT: Self = Self {
        page: Color32::from_rgb(0xF5, 0xF1, 0xE9),
        surface: Color32::from_rgb(0xFC, 0xFA, 0xF6),
        raised: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        hover: Color32::from_rgb(0xEC, 0xE6, 0xDA),
        line: Color32::from_rgb(0xDF, 0xD7, 0xC9),
        edge: Color32::from_rgb(0x85, 0x7C, 0x6E),
        text: Color32::from_rgb(0x24, 0x20, 0x1B),
        text_soft: Color32::from_rgb(0x5D, 0x55, 0x4A),
        accent: Color32::from_rgb(0x14, 0x5B, 0x63),
        accent_hover: Color32::from_rgb(0x0D, 0x4A, 0x51),
        on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        accent_soft: Color32::from_rgb(0xDC, 0xEA, 0xE9),
        selected: Color32::from_rgb(0xBC, 0xDC, 0xDC),
        recording: Color32::from_rgb(0xB4, 0x24, 0x1F),
        recording_hover: Color32::from_rgb(0x96, 0x1A, 0x17),
        on_recording: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        caution: Color32::from_rgb(0x8F, 0x5B, 0x00),
        caution_soft: Color32::from_rgb(0xFA, 0xEE, 0xD2),
        on_caution: Color32::from_rgb(0x3F, 0x2B, 0x06),
        focus: Color32::from_rgb(0x12, 0x7A, 0x85),
    };

    /// Warm charcoal.
    pub const DARK: Self = Self {
        page: Color32::from_rgb(0x1B, 0x19, 0x17),
        surface: Color32::from_rgb(0x24, 0x21, 0x1F),
        raised: Color32::from_rgb(0x2E, 0x2B, 0x28),
        hover: Color32::from_rgb(0x3A, 0x36, 0x32),
        line: Color32::from_rgb(0x3C, 0x38, 0x34),
        edge: Color32::from_rgb(0x8F, 0x87, 0x7D),
        text: Color32::from_rgb(0xED, 0xE8, 0xE0),
        text_soft: Color32::from_rgb(0xBA, 0xB2, 0xA7),
        accent: Color32::from_rgb(0x6F, 0xC4, 0xC4),
        accent_hover: Color32::from_rgb(0x8A, 0xD3, 0xD2),
        on_accent: Color32::from_rgb(0x08, 0x26, 0x29),
        accent_soft: Color32::from_rgb(0x20, 0x3B, 0x3D),
        selected: Color32::from_rgb(0x25, 0x49, 0x4C),
        recording: Color32::from_rgb(0xFF, 0x61, 0x54),
        recording_hover: Color32::from_rgb(0xFF, 0x80, 0x75),
        on_recording: Color32::from_rgb(0x2B, 0x06, 0x03),
        caution: Color32::from_rgb(0xE4, 0xB0, 0x57),
        caution_soft: Color32::from_rgb(0x38, 0x2D, 0x19),
        on_caution: Color32::from_rgb(0xF4, 0xE3, 0xBE),
        focus: Color32::from_rgb(0x86, 0xDA, 0xD9),
    };

    /// The colours in use in `ui`.
    #[must_use]
    pub fn of(ui: &Ui) -> Self {
        if ui.visuals().dark_mode { Self::DARK } else { Self::LIGHT }
    }
}
