//! Interview: one question at a time.

use crate::support::Desk;
use eframe::egui::{Key, Role};
use rapport::app::view::{ListedQuestion, questions};

fn asking() -> Desk {
    let mut desk = Desk::open();
    desk.start_call("Ana Bell");
    desk.skip_roles();
    desk.button("Interview");
    desk.wait_for(Role::MultilineTextInput, "Answer");
    desk
}

fn listed(desk: &Desk) -> Vec<ListedQuestion> {
    questions(desk.window().state())
}

fn shows(desk: &Desk, number: usize) -> bool {
    desk.reads(&format!("Question {number} of ")) && desk.reads(&listed(desk)[number - 1].ask)
}

#[test]
fn an_answer_is_saved_and_the_next_question_comes() {
    let mut desk = asking();
    assert!(shows(&desk, 1));
    desk.write(Role::MultilineTextInput, "Answer", "a fall on the ice");
    desk.button("Save answer");
    desk.wait_until("the second question is there", |desk| shows(desk, 2));
    assert_eq!(desk.value(Role::MultilineTextInput, "Answer"), "");
    assert_eq!(desk.focused().as_deref(), Some("Answer"));
    desk.type_text("in November");
    desk.ctrl(Key::Enter);
    desk.wait_until("the third question is there", |desk| shows(desk, 3));
    let all = listed(&desk);
    assert_eq!((all[0].answers, all[1].answers, all[2].answers), (1, 1, 0));
    desk.button("Previous question");
    desk.button("Previous question");
    desk.wait_for(Role::Label, "a fall on the ice");
}

#[test]
fn an_answer_half_typed_waits_while_another_question_is_looked_at() {
    let mut desk = asking();
    desk.write(Role::MultilineTextInput, "Answer", "half an ans");
    desk.button("Next question");
    desk.wait_until("the second question is there", |desk| shows(desk, 2));
    assert_eq!(desk.value(Role::MultilineTextInput, "Answer"), "");
    desk.button("Previous question");
    desk.wait_until("the first question is there", |desk| shows(desk, 1));
    assert_eq!(desk.value(Role::MultilineTextInput, "Answer"), "half an ans");
}

#[test]
fn a_question_of_ones_own_is_asked_at_once() {
    let mut desk = asking();
    desk.write(Role::TextInput, "Your own question", "Who shovels there?");
    desk.key(Key::Enter);
    desk.wait_to_read("your own question");
    assert!(desk.reads("Who shovels there?"));
    assert_eq!(desk.focused().as_deref(), Some("Answer"));
    desk.type_text("The shop");
    desk.button("Save answer");
    desk.wait_until("it is answered", |desk| listed(desk).last().unwrap().answers == 1);
}

#[test]
fn a_question_is_left_out_with_a_reason_and_the_next_one_comes() {
    let mut desk = asking();
    let first = listed(&desk)[0].ask.clone();
    desk.button("Skip question…");
    let asks = format!("Why skip “{first}”?");
    desk.wait_until("the keyboard is where the reason goes", |desk| desk.focused().as_ref() == Some(&asks));
    desk.type_text("told me already");
    desk.key(Key::Enter);
    desk.wait_until("the second question is there", |desk| shows(desk, 2));
    assert_eq!(listed(&desk)[0].skipped.as_deref(), Some("told me already"));
}

#[test]
fn any_question_is_reached_from_the_list() {
    let mut desk = asking();
    let all = listed(&desk);
    desk.press(Role::DisclosureTriangle, "All questions");
    let last = all.last().unwrap();
    desk.button(&last.ask);
    desk.wait_until("the last question is there", |desk| shows(desk, all.len()));
}

#[test]
fn nothing_to_answer_is_refused_in_words() {
    let mut desk = asking();
    desk.button("Save answer");
    desk.wait_to_read("There is nothing written yet");
    assert!(shows(&desk, 1));
}
