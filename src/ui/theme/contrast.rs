//! The contrast ratio of two colours, as WCAG 2.2 defines it; knows no palette.

use eframe::egui::{Color32, Rgba};

/// Contrast ratio of two opaque colours, from 1.0 (equal) to 21.0 (black on white).
///
/// WCAG 2.2, "contrast ratio" and "relative luminance".
#[must_use]
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = Rgba::from(color);
    0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
}
