//! The window. Paints what [`crate::app`] knows and hands it what a person does; names neither store nor recording nor
//! export.
//!
//! [`window`] is eframe's `App`; [`frame`] paints what stands around every page; [`pages`] holds a file a page, named as
//! on the screen; [`commands`] says what each key does.

mod browse;
mod commands;
mod ending;
pub mod fonts;
pub mod frame;
pub mod icons;
mod no_window;
mod pages;
pub mod shortcuts;
mod shown;
pub mod text;
pub mod theme;
mod turns;
mod typing;
pub mod widgets;
mod window;

pub use no_window::tell as tell_no_window;
pub use window::{ClosingAnswer, ClosingQuestion, Focus, Said, Window, open};
