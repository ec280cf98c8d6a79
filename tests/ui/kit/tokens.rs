//! The tokens: every colour can be read where it is used, text grows to twice its size, every picture can be drawn.

use super::small;
use eframe::egui::{Color32, Theme};
use rapport::ui::icons::Icon;
use rapport::ui::theme::{Appearance, Palette, Space, ThemeChoice, Type, contrast, install};

/// Least contrast of words on their ground: WCAG 2.2, 1.4.3 (AA).
const WORDS: f32 = 4.5;
/// Least contrast of icons, outlines and the keyboard ring: WCAG 2.2, 1.4.11 (AA).
const SHAPES: f32 = 3.0;

#[test]
fn black_on_white_is_twenty_one_to_one_and_grey_is_as_published() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.01);
    // #767676 is the lightest grey that passes on white, at 4.54.
    assert!((contrast(Color32::from_gray(0x76), Color32::WHITE) - 4.54).abs() < 0.01);
}

#[test]
fn all_words_can_be_read_on_their_ground() {
    for (theme, palette) in themes() {
        for (name, words, ground) in words(&palette) {
            let ratio = contrast(words, ground);
            assert!(ratio >= WORDS, "{theme}: {name} has {ratio:.2}:1, needs {WORDS}:1");
        }
    }
}

#[test]
fn all_shapes_stand_out_from_their_ground() {
    for (theme, palette) in themes() {
        for (name, shape, ground) in shapes(&palette) {
            let ratio = contrast(shape, ground);
            assert!(ratio >= SHAPES, "{theme}: {name} has {ratio:.2}:1, needs {SHAPES}:1");
        }
    }
}

fn themes() -> [(&'static str, Palette); 2] {
    [("light", Palette::LIGHT), ("dark", Palette::DARK)]
}

fn words(p: &Palette) -> Vec<(&'static str, Color32, Color32)> {
    let mut pairs = vec![
        ("text on selected", p.text, p.selected),
        ("soft text on selected", p.text_soft, p.selected),
        ("words on accent", p.on_accent, p.accent),
        ("words on accent under the pointer", p.on_accent, p.accent_hover),
        ("words on recording", p.on_recording, p.recording),
        ("words on recording under the pointer", p.on_recording, p.recording_hover),
        ("words of caution", p.on_caution, p.caution_soft),
    ];
    for ground in [p.page, p.surface, p.raised, p.hover, p.accent_soft] {
        pairs.push(("text", p.text, ground));
        pairs.push(("soft text", p.text_soft, ground));
        pairs.push(("accent words", p.accent, ground));
    }
    pairs
}

fn shapes(p: &Palette) -> Vec<(&'static str, Color32, Color32)> {
    let mut pairs = vec![("caution on its ground", p.caution, p.caution_soft)];
    for ground in [p.page, p.surface, p.raised, p.accent_soft] {
        pairs.push(("outline", p.edge, ground));
        pairs.push(("keyboard ring", p.focus, ground));
        pairs.push(("recording lamp", p.recording, ground));
        pairs.push(("level too loud", p.caution, ground));
    }
    pairs.push(("keyboard ring on a banner", p.focus, p.caution_soft));
    pairs
}

#[test]
fn text_grows_to_twice_its_size_and_spaces_grow_less() {
    let measure = |text_percent| {
        let mut sizes = (0.0, 0.0);
        let mut harness = small(|ui| {
            install(ui.ctx(), Appearance { theme: ThemeChoice::Light, text_percent });
            sizes = (Type::Body.font(ui).size, Space::Xl.points(ui));
        });
        harness.run();
        drop(harness);
        sizes
    };
    let (plain_text, plain_space) = measure(100);
    let (large_text, large_space) = measure(200);
    assert!((large_text / plain_text - 2.0).abs() < 0.01, "{plain_text} to {large_text}");
    assert!(large_space > plain_space && large_space / plain_space < 1.6, "{plain_space} to {large_space}");
}

#[test]
fn the_theme_is_the_one_chosen() {
    let shown = |theme| {
        let mut dark = false;
        let mut harness = small(|ui| {
            install(ui.ctx(), Appearance { theme, text_percent: 100 });
            dark = ui.visuals().dark_mode;
        });
        harness.run();
        drop(harness);
        if dark { Theme::Dark } else { Theme::Light }
    };
    assert_eq!(shown(ThemeChoice::Light), Theme::Light);
    assert_eq!(shown(ThemeChoice::Dark), Theme::Dark);
}

#[test]
fn every_picture_has_a_name_of_its_own_and_can_be_drawn() {
    let mut harness = small(|ui| {
        for icon in Icon::ALL {
            icon.alone(ui, Type::Small, Palette::of(ui).text);
        }
    });
    harness.run();
    let pictures = egui_kittest::kittest::Queryable::get_all_by_role(&harness, eframe::egui::Role::Image);
    assert_eq!(pictures.count(), Icon::ALL.len());
    let mut names: Vec<&str> = Icon::ALL.iter().map(|icon| icon.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Icon::ALL.len());
}
