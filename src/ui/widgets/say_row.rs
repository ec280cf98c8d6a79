//! A line to read aloud, ticked when it was said.

use super::tick::{Aside, Mark, TickBlock};
use super::words;
use crate::ui::theme::{Corner, Palette, Space, Type};
use eframe::egui::{Color32, Frame, Response, Ui};

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// To be said later.
    Waiting,
    /// To be said now.
    Current,
    /// Said, at a time such as "14:02".
    At(&'a str),
    /// Left out, for a reason.
    Skipped(&'a str),
}

/// What a person did with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SayAct {
    /// Said it.
    Say,
    /// Took the tick back.
    Unsay,
    /// Wants to leave it out; a reason is still to be asked for.
    Skip,
    /// Took it back to open.
    Undo,
}

/// A line to read aloud, named by its own words.
#[must_use = "a line shows only after `show`"]
pub struct SayRow<'a> {
    words: &'a str,
    said: Said<'a>,
    may_skip: bool,
}

impl<'a> SayRow<'a> {
    /// A line to say.
    pub fn new(words: &'a str, said: Said<'a>) -> Self {
        Self { words, said, may_skip: true }
    }

    /// Cannot be left out.
    pub fn never_skipped(mut self) -> Self {
        self.may_skip = false;
        self
    }

    /// Shows it as wide as the column; answers with what was done and the tick box itself.
    pub fn show(self, ui: &mut Ui) -> (Option<SayAct>, Response) {
        let palette = Palette::of(ui);
        let current = self.said == Said::Current;
        let fill = if current { palette.accent_soft } else { Color32::TRANSPARENT };
        let frame =
            Frame::new().fill(fill).corner_radius(Corner::Card.points()).inner_margin(Space::M.margin(ui));
        let skipped =
            if let Said::Skipped(reason) = self.said { words::skipped(reason) } else { String::new() };
        frame
            .show(ui, |ui| {
                let (act, response) = self.block(ui, &skipped).show(ui, self.asides());
                if response.clicked() {
                    let said = matches!(self.said, Said::At(_));
                    return (Some(if said { SayAct::Unsay } else { SayAct::Say }), response);
                }
                (act, response)
            })
            .inner
    }

    fn block<'b>(&'b self, ui: &Ui, skipped: &'b str) -> TickBlock<'b> {
        let palette = Palette::of(ui);
        let settled = matches!(self.said, Said::At(_) | Said::Skipped(_));
        TickBlock {
            words: self.words,
            kind: Type::Script,
            color: if settled { palette.text_soft } else { palette.text },
            mark: Mark::Box,
            ticked: matches!(self.said, Said::At(_)),
            remark: if let Said::At(at) = self.said { (at, None) } else { ("", None) },
            below: [skipped, ""],
        }
    }

    fn asides(&self) -> &'static [Aside<SayAct>] {
        match self.said {
            Said::Current if self.may_skip => &[(words::SKIP, SayAct::Skip)],
            Said::Skipped(_) => &[(words::UNDO, SayAct::Undo)],
            _ => &[],
        }
    }
}
