//! Puts the tokens into egui's own styles, so that its text fields, lists and scroll bars match; draws nothing.

use super::{Corner, Palette, Space, Type, control_points_at};
use crate::ui::{fonts, icons};
use eframe::egui::style::{ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use eframe::egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Id, Margin, Shadow, Stroke, Style, TextStyle, Theme,
    ThemePreference, Vec2, Visuals,
};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the computer is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How the window is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of text in per cent; held between 75 and 250.
    pub text_percent: u16,
}

impl Default for Appearance {
    fn default() -> Self {
        Self { theme: ThemeChoice::System, text_percent: 100 }
    }
}

/// Gives `ctx` the fonts, icons and both styles. Call at start, and again whenever the settings change.
pub fn install(ctx: &Context, appearance: Appearance) {
    let installed = Id::unique("rapport fonts and icons");
    if !ctx.data(|data| data.get_temp::<bool>(installed)).unwrap_or(false) {
        ctx.set_fonts(fonts::definitions());
        icons::install(ctx);
        ctx.data_mut(|data| data.insert_temp(installed, true));
    }
    let scale = f32::from(appearance.text_percent.clamp(75, 250)) / 100.0;
    ctx.set_style_of(Theme::Light, style(Theme::Light, scale));
    ctx.set_style_of(Theme::Dark, style(Theme::Dark, scale));
    ctx.set_theme(match appearance.theme {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}

fn style(theme: Theme, scale: f32) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Heading, Type::Heading.font_at(scale)),
            (TextStyle::Body, Type::Body.font_at(scale)),
            (TextStyle::Button, Type::Body.font_at(scale)),
            (TextStyle::Small, Type::Small.font_at(scale)),
            (TextStyle::Monospace, FontId::new(Type::Body.font_at(scale).size, FontFamily::Monospace)),
        ]
        .into(),
        animation_time: 0.0,
        scroll_animation: ScrollAnimation::none(),
        visuals: visuals(theme),
        ..Style::default()
    };
    let (xs, s, m) = (Space::Xs.points_at(scale), Space::S.points_at(scale), Space::M.points_at(scale));
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(s);
    spacing.button_padding = Vec2::new(m, xs + 2.0);
    spacing.interact_size = Vec2::new(control_points_at(scale), control_points_at(scale));
    spacing.icon_width = f32::round(20.0 * scale);
    spacing.icon_width_inner = f32::round(12.0 * scale);
    spacing.icon_spacing = s;
    spacing.menu_margin = Margin::same(xs as i8);
    spacing.combo_height = 320.0 * scale;
    spacing.tooltip_width = 420.0 * scale;
    spacing.scroll = ScrollStyle {
        // egui paints only floating bars less than opaque. Room is set aside for it, so it lies over nothing.
        floating: true,
        floating_allocated_width: 12.0,
        floating_width: 8.0,
        bar_width: 8.0,
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 0.5,
        active_handle_opacity: 0.5,
        interact_handle_opacity: 0.7,
        ..ScrollStyle::solid()
    };
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let (base, palette) = match theme {
        Theme::Light => (Visuals::light(), Palette::LIGHT),
        Theme::Dark => (Visuals::dark(), Palette::DARK),
    };
    let shadow_strength = if theme == Theme::Light { 28 } else { 110 };
    let shadow =
        Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(shadow_strength) };
    let corner = CornerRadius::same(Corner::Control.points());
    Visuals {
        widgets: widgets(&palette),
        // egui draws the frame of a text field that has the keyboard in this stroke.
        selection: Selection { bg_fill: palette.selected, stroke: Stroke::new(2.0, palette.focus) },
        // A blinking cursor would draw frames all day.
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, palette.accent),
            blink: false,
            ..TextCursorStyle::default()
        },
        weak_text_color: Some(palette.text_soft),
        hyperlink_color: palette.accent,
        faint_bg_color: palette.surface,
        // The track of scroll bars; text fields have a colour of their own.
        extreme_bg_color: palette.page,
        text_edit_bg_color: Some(palette.raised),
        code_bg_color: palette.hover,
        warn_fg_color: palette.caution,
        error_fg_color: palette.caution,
        window_fill: palette.raised,
        window_stroke: Stroke::new(1.0, palette.line),
        window_corner_radius: CornerRadius::same(Corner::Card.points()),
        menu_corner_radius: corner,
        panel_fill: palette.page,
        window_shadow: shadow,
        popup_shadow: shadow,
        // Words keep their contrast when a control is off; the kit draws such a control differently instead.
        disabled_alpha: 1.0,
        ..base
    }
}

fn widgets(palette: &Palette) -> Widgets {
    let state = |fill: Color32, edge: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        fg_stroke: Stroke::new(1.5, text),
        corner_radius: CornerRadius::same(Corner::Control.points()),
        expansion: 0.0,
    };
    let edge = Stroke::new(1.0, palette.edge);
    Widgets {
        noninteractive: state(palette.surface, Stroke::new(1.0, palette.line), palette.text),
        inactive: state(palette.raised, edge, palette.text),
        hovered: state(palette.hover, edge, palette.text),
        active: state(palette.hover, Stroke::new(2.0, palette.focus), palette.text),
        open: state(palette.hover, edge, palette.text),
    }
}
