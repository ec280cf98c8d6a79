//! An item to confirm: ticked by hand or sensed by the program, put off, or left out with a reason.

use super::tick::{Aside, Mark, TickBlock};
use super::words;
use crate::ui::icons::Icon;
use crate::ui::theme::{Palette, Type};
use eframe::egui::{Response, Ui};

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick<'a> {
    /// Not settled.
    Open,
    /// Done, at a time such as "14:02".
    Done(&'a str),
    /// Put off until the close.
    Deferred,
    /// Left out, for a reason.
    Skipped(&'a str),
}

/// What a sensor says about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensed<'a> {
    /// As it should be; with the reading.
    Met(&'a str),
    /// Not as it should be; with the reading.
    Unmet(&'a str),
}

/// What a person did with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckAct {
    /// Ticked it.
    Tick,
    /// Took the tick back.
    Untick,
    /// Put it off until the close.
    Defer,
    /// Wants to leave it out; a reason is still to be asked for.
    Skip,
    /// Took it back to open.
    Undo,
}

/// A row for an item, named by its own words.
#[must_use = "a row shows only after `show`"]
pub struct CheckRow<'a> {
    words: &'a str,
    tick: Tick<'a>,
    sensed: Option<Sensed<'a>>,
    help: &'a str,
    may_defer: bool,
    may_skip: bool,
}

impl<'a> CheckRow<'a> {
    /// An item a person ticks.
    pub fn by_hand(words: &'a str, tick: Tick<'a>) -> Self {
        Self { words, tick, sensed: None, help: "", may_defer: true, may_skip: true }
    }

    /// An item the program ticks. While its sensor says no it can still be put off or left out.
    pub fn sensed(words: &'a str, sensed: Sensed<'a>, tick: Tick<'a>) -> Self {
        Self { sensed: Some(sensed), ..Self::by_hand(words, tick) }
    }

    /// With a line of help below the words.
    pub fn help(mut self, help: impl Into<Option<&'a str>>) -> Self {
        self.help = help.into().unwrap_or_default();
        self
    }

    /// Cannot be put off, as at the close.
    pub fn never_deferred(mut self) -> Self {
        self.may_defer = false;
        self
    }

    /// Cannot be left out.
    pub fn never_skipped(mut self) -> Self {
        self.may_skip = false;
        self
    }

    /// Shows it as wide as the column; answers with what was done and the tick box itself.
    pub fn show(self, ui: &mut Ui) -> (Option<CheckAct>, Response) {
        let skipped =
            if let Tick::Skipped(reason) = self.tick { words::skipped(reason) } else { String::new() };
        let (act, response) = self.block(ui, &skipped).show(ui, &self.asides());
        if response.clicked() && self.sensed.is_none() {
            let done = matches!(self.tick, Tick::Done(_));
            return (Some(if done { CheckAct::Untick } else { CheckAct::Tick }), response);
        }
        (act, response)
    }

    fn block<'b>(&'b self, ui: &Ui, skipped: &'b str) -> TickBlock<'b> {
        let palette = Palette::of(ui);
        let state = if self.tick == Tick::Deferred { words::DEFERRED } else { skipped };
        let remark = match (self.sensed, self.tick) {
            (Some(Sensed::Met(reading) | Sensed::Unmet(reading)), _) => (reading, Some(Icon::Sensed)),
            (None, Tick::Done(at)) => (at, None),
            (None, _) => ("", None),
        };
        let settled_otherwise = matches!(self.tick, Tick::Deferred | Tick::Skipped(_));
        TickBlock {
            words: self.words,
            kind: Type::Body,
            color: if settled_otherwise { palette.text_soft } else { palette.text },
            mark: if self.sensed.is_some() { Mark::Lamp } else { Mark::Box },
            ticked: self.ticked(),
            remark,
            below: [self.help, state],
        }
    }

    fn ticked(&self) -> bool {
        matches!(self.tick, Tick::Done(_)) || matches!(self.sensed, Some(Sensed::Met(_)))
    }

    fn asides(&self) -> Vec<Aside<CheckAct>> {
        match self.tick {
            Tick::Deferred | Tick::Skipped(_) => vec![(words::UNDO, CheckAct::Undo)],
            Tick::Open if !self.ticked() => [
                self.may_defer.then_some((words::DEFER, CheckAct::Defer)),
                self.may_skip.then_some((words::SKIP, CheckAct::Skip)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Tick::Open | Tick::Done(_) => Vec::new(),
        }
    }
}
