//! The bundled typeface, Atkinson Hyperlegible Next (OFL), as egui's fonts; knows nothing of sizes or colours.

use eframe::egui::{FontData, FontDefinitions, FontFamily};
use std::sync::{Arc, LazyLock};

const REGULAR: &str = "atkinson-regular";
const SEMIBOLD: &str = "atkinson-semibold";

static SEMIBOLD_FAMILY: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name(SEMIBOLD.into()));

/// The family for headings, buttons and other words that lead.
#[must_use]
pub fn semibold() -> FontFamily {
    SEMIBOLD_FAMILY.clone()
}

/// The fonts of the program: nothing but the bundled typeface.
///
/// Characters it lacks come from the computer's own fonts where eframe's system fonts are on; they are added behind
/// these, never in front.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let regular = include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf");
    let semibold_face = include_bytes!("../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.ttf");
    fonts.font_data.insert(REGULAR.to_owned(), Arc::new(FontData::from_static(regular)));
    fonts.font_data.insert(SEMIBOLD.to_owned(), Arc::new(FontData::from_static(semibold_face)));
    fonts.families.insert(FontFamily::Proportional, vec![REGULAR.to_owned()]);
    fonts.families.insert(FontFamily::Monospace, vec![REGULAR.to_owned()]);
    fonts.families.insert(semibold(), vec![SEMIBOLD.to_owned(), REGULAR.to_owned()]);
    fonts
}
