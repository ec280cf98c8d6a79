//! Words of the Interview page.

pub const NO_QUESTIONS: &str = "This checklist has no questions. Add your own below";
pub const ANSWER: &str = "Answer";
pub const ANSWER_HINT: &str = "In the client's words";
pub const SAVE_ANSWER: &str = "Save answer";
pub const SKIP_QUESTION: &str = "Skip question…";
pub const SKIP: &str = "Skip…";
pub const BACK: &str = "Previous";
pub const ON: &str = "Next";
pub const PREVIOUS: &str = "Previous question";
pub const NEXT: &str = "Next question";
pub const PROBES: &str = "To follow up";
pub const RED_FLAGS: &str = "Tell the attorney today if";
pub const WHY: &str = "Why we ask";
pub const OWN_QUESTION: &str = "Your own question";
pub const OWN_QUESTION_HINT: &str = "Ask something else";
pub const ADD_QUESTION: &str = "Add question";
pub const ALL_QUESTIONS: &str = "All questions";
pub const YOURS: &str = "your own question";

/// Which question of how many.
#[must_use]
pub fn number(number: usize, of: usize) -> String {
    format!("Question {number} of {of}")
}

/// How many questions are answered.
#[must_use]
pub fn answered(answered: usize, of: usize) -> String {
    format!("{answered} of {of} answered")
}

/// Whether a question is answered.
#[must_use]
pub fn state(answers: usize, skipped: bool) -> &'static str {
    match (answers, skipped) {
        (0, true) => "skipped",
        (0, false) => "",
        _ => "answered",
    }
}
