//! Tests of the kit: colours that can be read, controls that can be named and used by keyboard, and how they look.

mod behaviour;
mod gallery;
mod tokens;
mod writing;

use eframe::egui::{Context, Key, Role, Ui, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use rapport::ui::theme::{Appearance, ThemeChoice, install};

/// A window of `size` points with the kit installed, painting `contents` on the page colour.
fn window<'a>(appearance: Appearance, size: Vec2, contents: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    let theme = match appearance.theme {
        ThemeChoice::Dark => eframe::egui::Theme::Dark,
        ThemeChoice::Light | ThemeChoice::System => eframe::egui::Theme::Light,
    };
    Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_context_setup(move |ctx: &Context| install(ctx, appearance))
        .build_ui(contents)
}

/// A small light window at 100 %.
fn small<'a>(contents: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    let appearance = Appearance { theme: ThemeChoice::Light, text_percent: 100 };
    window(appearance, Vec2::new(640.0, 480.0), contents)
}

/// Presses a key and lets the window settle.
fn press(harness: &mut Harness<'_>, key: Key) {
    harness.key_press(key);
    harness.run();
}

/// Puts the keyboard on the control of that name and presses `key`.
fn press_on(harness: &mut Harness<'_>, role: Role, name: &str, key: Key) {
    harness.get_by_role_and_label(role, name).focus();
    harness.run();
    press(harness, key);
}
