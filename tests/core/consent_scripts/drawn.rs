//! Whether every character of the scripts is drawn in the bundled typeface.

use super::{SHIPPED, script_in};
use eframe::egui::epaint::text::{Fonts, TextOptions};
use eframe::egui::{FontFamily, FontId};
use rapport::ui::fonts::{definitions, semibold};
use std::collections::BTreeSet;

/// The characters of a text that a family lacks.
fn missing(fonts: &mut Fonts, family: &FontFamily, text: &str) -> BTreeSet<char> {
    let font = FontId::new(16.0, family.clone());
    let mut view = fonts.with_pixels_per_point(1.0);
    text.chars().filter(|c| !c.is_control() && !view.has_glyph(&font, *c)).collect()
}

#[test]
fn every_character_of_both_scripts_is_in_the_bundled_fonts() {
    let mut fonts = Fonts::new(TextOptions::default(), definitions());
    for (name, text) in SHIPPED {
        for family in [FontFamily::Proportional, semibold()] {
            assert_eq!(missing(&mut fonts, &family, text), BTreeSet::new(), "{name} in {family}");
        }
    }
}

#[test]
fn spanish_marks_are_looked_for_and_what_is_not_there_is_noticed() {
    let spanish: String = script_in("es").said().collect();
    assert!("¿áéíóúñ".chars().all(|mark| spanish.contains(mark)));
    let mut fonts = Fonts::new(TextOptions::default(), definitions());
    let absent = missing(&mut fonts, &FontFamily::Proportional, "¿¡ñü“”’ 漢");
    assert_eq!(absent, BTreeSet::from(['漢']));
}
