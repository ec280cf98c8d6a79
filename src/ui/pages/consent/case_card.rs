//! One special case, led step by step: what it blocks, what to heed, what to say and to whom, and the attorney's word.

use super::cases::take_focus;
use crate::app::action::CasesAction;
use crate::app::drafts::{TakeBackDraft, TakenBack};
use crate::app::state::{OpenCall, State};
use crate::app::view::cases::{self, Guide};
use crate::app::{Action, Drafts, view};
use crate::domain::consent::{Approval, CaseOf, NotedCase, OnTheLine, SettledStep, SpecialCase};
use crate::domain::consent_script::CaseLine;
use crate::domain::people::PersonRole;
use crate::ui::icons::Icon;
use crate::ui::text::{cases as texts, consent_gap, consent_gaps};
use crate::ui::theme::{Space, Type};
use crate::ui::widgets::{
    Banner, Button, CheckAct, CheckRow, Field, Said as SaidLine, SayAct, SayRow, Tick, plain_card, row,
    text as show,
};
use crate::ui::window::{Focus, Said};
use eframe::egui::{CollapsingHeader, Ui, Vec2};

/// Where a case stands among the others on screen.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether it was noted last.
    pub is_newest: bool,
    /// Whether there are others, so that its buttons need names of their own.
    pub many: bool,
}

/// A case on screen.
struct Shown<'a> {
    open: &'a OpenCall,
    noted: &'a NotedCase,
    heading: String,
    place: Place,
}

impl Shown<'_> {
    fn of(&self) -> &CaseOf {
        &self.noted.of
    }

    fn person(&self) -> Option<&OnTheLine> {
        self.of().person.as_ref().and_then(|id| self.open.call.consent().person(id))
    }

    /// Whether the person it is about no longer hears the call.
    fn is_gone(&self) -> bool {
        cases::has_left(&self.open.call, self.of())
    }

    /// The name of a control, for a screen reader.
    fn name(&self, words: &str) -> String {
        if self.place.many { texts::named(words, &self.heading) } else { words.to_owned() }
    }

    fn settled(&self, step: &str) -> Option<&SettledStep> {
        self.noted.steps.iter().find(|done| done.step == step)
    }
}

pub(super) fn ui(
    ui: &mut Ui,
    (state, open): (&State, &OpenCall),
    noted: &NotedCase,
    place: Place,
    drafts: &mut Drafts,
    said: &mut Said,
) {
    let of = &noted.of;
    let person = of.person.as_ref().and_then(|id| open.call.consent().person(id));
    let heading = texts::heading(of.case, person.map(|one| one.person.name.as_str()));
    let shown = Shown { open, noted, heading, place };
    let id = (of.case.name(), of.person.as_ref().map_or("", |id| id.as_str()), noted.at.as_millisecond());
    plain_card(ui, |ui| {
        let title = Type::Heading.text(ui, shown.heading.as_str());
        // What is gone through can be folded away by hand; nothing folds by itself under the pointer.
        CollapsingHeader::new(title).id_salt(id).default_open(true).show_unindented(ui, |ui| {
            blocks(ui, &shown);
            listing(ui, &shown, drafts, said);
            let guide = cases::case_words(state, &open.call, cases::case_of_script(of.case));
            if let Some(guide) = guide {
                steps(ui, &shown, guide, drafts, said);
            }
            // A child is asked only once the attorney has said yes; whoever else it is about is told first.
            let asks_first = of.case == SpecialCase::Child;
            if asks_first {
                approval(ui, &shown, drafts, said);
            }
            if let Some(guide) = guide.filter(|_| !shown.is_gone()) {
                lines(ui, &shown, guide, said);
            }
            if of.case.is_for_the_attorney() && !asks_first && !shown.is_gone() {
                approval(ui, &shown, drafts, said);
            }
            take_back(ui, &shown, drafts, said);
        });
    });
}

/// What keeps the recorder shut because of it, in the words of the gate.
fn blocks(ui: &mut Ui, shown: &Shown<'_>) {
    show::small(ui, &texts::noted(shown.noted.at));
    let gaps = cases::gaps_of(&shown.open.call, shown.of());
    match gaps.split_first() {
        Some((first, rest)) => {
            let rest = consent_gaps(rest);
            let advice = (!rest.is_empty()).then_some(rest.as_str());
            Banner::caution(&consent_gap(first)).advice(advice).show(ui);
        }
        None if shown.is_gone() => {
            drop(show::body(ui, &texts::other_side_left(shown.person().map_or("", |one| &one.person.name))));
        }
        None if shown.noted.approval.is_none() => drop(show::small(ui, texts::HOLDS_NOTHING_UP)),
        None => {}
    }
    Space::S.add(ui);
}

/// Who it is, where it was noted of somebody who is not on the list, and the way onto the list.
fn listing(ui: &mut Ui, shown: &Shown<'_>, drafts: &mut Drafts, said: &mut Said) {
    let case = shown.of().case;
    if !cases::lacks_somebody(&shown.open.call, shown.noted) {
        return;
    }
    let people: Vec<_> = cases::may_be_unlisted(&shown.open.call, shown.noted).collect();
    if !people.is_empty() {
        show::body(ui, texts::WHO_IS_IT);
    }
    row(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(Space::Xs.points(ui));
        for (person, of) in people {
            let words = texts::it_is(&person.name);
            if Button::secondary(&words).named(&shown.name(&words)).small().show(ui).clicked() {
                said.act(Action::Cases(CasesAction::Name(of)));
                said.focus = Some(Focus::Case);
            }
        }
        let words = shown.name(texts::ADD_THEM);
        let add = Button::secondary(texts::ADD_THEM).named(&words).icon(Icon::PersonAdd);
        if add.small().show(ui).clicked() {
            drafts.person_role = match case {
                SpecialCase::OtherSide => PersonRole::OtherSide,
                other => other.needs().unwrap_or(drafts.person_role),
            };
            said.focus = Some(Focus::Person);
        }
    });
    if let Some(words) = texts::if_gone(case) {
        show::small(ui, words);
    }
    Space::S.add(ui);
}

fn settle(of: &CaseOf, step: String, words: String) -> Action {
    Action::Cases(CasesAction::Settle { of: of.clone(), step, words })
}

fn take_step_back(of: &CaseOf, step: String) -> Action {
    Action::Cases(CasesAction::TakeStepBack { of: of.clone(), step })
}

/// What to heed, ticked with who and when.
fn steps(ui: &mut Ui, shown: &Shown<'_>, guide: Guide<'_>, drafts: &Drafts, said: &mut Said) {
    show::small(ui, texts::FOR_YOU);
    let may_take_focus = shown.place.is_newest && drafts.cases.choosing.is_none();
    for (number, words) in guide.steps.iter().enumerate() {
        let step = cases::step_name(number);
        let done = shown.settled(&step).map(texts::done);
        let tick = done.as_deref().map_or(Tick::Open, Tick::Done);
        let line = CheckRow::by_hand(words, tick).never_deferred().never_skipped();
        let (act, tick) = ui.push_id(number, |ui| line.show(ui)).inner;
        if may_take_focus {
            take_focus(&tick, said);
        }
        match act {
            Some(CheckAct::Tick) => said.act(settle(shown.of(), step, words.clone())),
            Some(CheckAct::Untick) => said.act(take_step_back(shown.of(), step)),
            _ => {}
        }
    }
    Space::S.add(ui);
}

/// What to say and to whom, ticked with who and when; the next one stands out.
fn lines(ui: &mut Ui, shown: &Shown<'_>, guide: Guide<'_>, said: &mut Said) {
    let next = guide.lines.iter().position(|line| shown.settled(line.id.as_str()).is_none());
    for (number, line) in guide.lines.iter().enumerate() {
        let spoken = Spoken::of(shown.open, shown.of(), line, guide);
        show::small(ui, &spoken.to);
        let done = shown.settled(line.id.as_str()).map(texts::done);
        let state = match &done {
            Some(done) => SaidLine::At(done),
            None if next == Some(number) => SaidLine::Current,
            None => SaidLine::Waiting,
        };
        let row = SayRow::new(&spoken.words, state).never_skipped();
        let (act, _) = ui.push_id(line.id.as_str(), |ui| row.show(ui)).inner;
        if let Some(english) = &spoken.english {
            show::small(ui, english);
        }
        let step = line.id.as_str().to_owned();
        match act {
            Some(SayAct::Say) => said.act(settle(shown.of(), step, spoken.words)),
            Some(SayAct::Unsay) => said.act(take_step_back(shown.of(), step)),
            _ => {}
        }
    }
    Space::S.add(ui);
}

/// A line as it is said.
struct Spoken {
    to: String,
    words: String,
    english: Option<String>,
}

impl Spoken {
    fn of(open: &OpenCall, of: &CaseOf, line: &CaseLine, guide: Guide<'_>) -> Self {
        let person = cases::hearer(&open.call, of, line.to);
        let filled = |words: &str| view::filled_for(&open.call, words, &person);
        let english = guide.english.and_then(|script| script.words_of(&line.id));
        Self { to: texts::to(line.to, &person.name), words: filled(&line.say), english: english.map(filled) }
    }
}

/// Lines that are said and need no tick.
pub(in crate::ui::pages) fn lines_ui(ui: &mut Ui, open: &OpenCall, of: &CaseOf, guide: Guide<'_>) {
    for line in guide.lines {
        let spoken = Spoken::of(open, of, line, guide);
        Space::S.add(ui);
        show::small(ui, &spoken.to);
        show::script(ui, &spoken.words);
        if let Some(english) = &spoken.english {
            show::small(ui, english);
        }
    }
}

/// The supervising attorney's word, as the paralegal enters it.
fn approval(ui: &mut Ui, shown: &Shown<'_>, drafts: &mut Drafts, said: &mut Said) {
    if let Some(approval) = &shown.noted.approval {
        show::strong(ui, &texts::approved(approval));
        ask_back(ui, shown, (texts::TAKE_APPROVAL_BACK, TakenBack::Approval), drafts);
        Space::S.add(ui);
        return;
    }
    show::small(ui, texts::APPROVE_HELP);
    let draft = drafts.cases.approvals.entry(shown.of().clone()).or_default();
    let usual = &shown.open.call.operator.attorney;
    let mut attorney = draft.attorney.clone().unwrap_or_else(|| usual.clone());
    let name = Field::new(&shown.name(texts::ATTORNEY), &mut attorney).show(ui);
    if name.response.changed() {
        draft.attorney = Some(attorney.clone());
    }
    let time = Field::new(&shown.name(texts::APPROVED_AT), &mut draft.approved_at)
        .hint(texts::APPROVED_AT_HINT)
        .show(ui);
    let missing = if attorney.trim().is_empty() {
        Some(texts::ATTORNEY_FIRST)
    } else if !Approval::tells_when(&draft.approved_at) {
        Some(texts::TIME_FIRST)
    } else {
        None
    };
    Space::Xs.add(ui);
    let button = shown.name(texts::APPROVE);
    let pressed = Button::secondary(texts::APPROVE)
        .named(&button)
        .icon(Icon::Check)
        .disabled_because(missing)
        .show(ui)
        .clicked();
    if missing.is_none() && (pressed || time.entered || name.entered) {
        said.act(Action::Cases(CasesAction::Approve(shown.of().clone())));
    }
    Space::S.add(ui);
}

/// The button that asks why something is taken back.
fn ask_back(ui: &mut Ui, shown: &Shown<'_>, (words, what): (&str, TakenBack), drafts: &mut Drafts) {
    let name = shown.name(words);
    if Button::quiet(words).named(&name).small().show(ui).clicked() {
        let (reason, attorney) = (String::new(), String::new());
        drafts.cases.take_back = Some(TakeBackDraft { what, of: shown.of().clone(), reason, attorney });
    }
}

fn take_back(ui: &mut Ui, shown: &Shown<'_>, drafts: &mut Drafts, said: &mut Said) {
    let asked = drafts.cases.take_back.as_ref().is_some_and(|draft| draft.of == *shown.of());
    let Some(draft) = drafts.cases.take_back.as_mut().filter(|_| asked) else {
        ask_back(ui, shown, (texts::TAKE_BACK, TakenBack::Case), drafts);
        return;
    };
    let is_case = draft.what == TakenBack::Case;
    let label = if is_case { texts::REASON } else { texts::APPROVAL_REASON };
    let mut entered = Field::new(label, &mut draft.reason).show(ui).entered;
    let needs_name = is_case && shown.of().case.is_for_the_attorney();
    if needs_name {
        entered |= Field::new(texts::SAID_SO, &mut draft.attorney).show(ui).entered;
    }
    let missing = if draft.reason.trim().is_empty() {
        Some(texts::REASON_FIRST)
    } else if needs_name && draft.attorney.trim().is_empty() {
        Some(texts::ATTORNEY_FIRST)
    } else {
        None
    };
    Space::Xs.add(ui);
    let (confirmed, cancelled) = row(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::Xs.points(ui);
        let confirm = Button::primary(texts::CONFIRM).disabled_because(missing);
        (confirm.show(ui).clicked(), Button::quiet(texts::CANCEL).show(ui).clicked())
    });
    if cancelled {
        drafts.cases.take_back = None;
    } else if missing.is_none() && (confirmed || entered) {
        said.act(Action::Cases(CasesAction::TakeBack));
    }
}
