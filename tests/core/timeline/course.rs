//! The course of a call: opening, stages, agreed time, quick capture, close.

use super::support::{Desk, client, matter, now, opening};
use jiff::civil::date;
use rapport::domain::decide::{CourseStep, ItemStep, Opening, Step, open};
use rapport::domain::fact::Fact;
use rapport::domain::ids::{ItemId, Seq};
use rapport::domain::people::ClientCard;
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;

fn go(stage: Stage) -> Step {
    Step::Course(CourseStep::Go(stage))
}

fn tick(item: &str) -> Step {
    Step::Item(ItemStep::Tick(ItemId::new(item)))
}

#[test]
fn a_call_opens_in_the_first_stage_with_all_that_was_in_force() {
    let desk = Desk::open();
    assert_eq!(desk.call.stage, Stage::Prepare);
    assert_eq!(desk.call.client.card.name, "Ada Lovelace");
    assert_eq!(desk.call.checklist, opening().checklist);
    assert_eq!(desk.call.operator, opening().operator);
    assert_eq!(desk.call.opened, now(0).at);
    assert_eq!(desk.call.next_seq(), Seq(2));
}

#[test]
fn a_client_without_a_name_opens_no_call() {
    let nameless = Opening { client: client(" "), ..opening() };
    assert_eq!(open(nameless, &now(0)).unwrap_err(), Refusal::NameMissing);
}

#[test]
fn an_entry_bears_time_zone_desk_and_position_of_its_moment() {
    let entry = open(opening(), &now(7)).unwrap();
    assert_eq!((entry.at, entry.zone.as_str(), entry.by.as_str()), (now(7).at, "America/Chicago", "Pat Doe"));
    assert_eq!(entry.position, None);
}

#[test]
fn the_interview_waits_for_every_role_line() {
    let mut desk = Desk::open();
    for (line, left) in [("who", 3), ("ask", 2), ("time", 1)] {
        let refusal = desk.attempt(go(Stage::Interview)).unwrap_err();
        assert_eq!(refusal, Refusal::RolesNotSaid { lines_left: left });
        desk.add(tick(line));
    }
    desk.add(go(Stage::Interview));
    assert_eq!(desk.call.stage, Stage::Interview);
}

#[test]
fn a_role_line_counts_when_skipped_with_a_reason_but_not_when_put_off() {
    let mut desk = Desk::open();
    desk.add(tick("who"));
    desk.add(tick("ask"));
    let time = ItemId::new("time");
    desk.add(Step::Item(ItemStep::Defer(time.clone())));
    assert_eq!(desk.call.role_lines_left(), 1);
    assert!(desk.attempt(go(Stage::Interview)).is_err());
    desk.add(Step::Item(ItemStep::Skip { item: time.clone(), reason: "client said so at once".to_owned() }));
    assert_eq!(desk.call.role_lines_left(), 0);
    desk.add(Step::Item(ItemStep::Clear(time)));
    assert_eq!(desk.call.role_lines_left(), 1);
}

#[test]
fn the_roles_stage_can_be_skipped_as_a_whole_with_a_reason() {
    let skip =
        |reason: &str| Step::Course(CourseStep::Skip { stage: Stage::Roles, reason: reason.to_owned() });
    let mut desk = Desk::open();
    assert_eq!(desk.attempt(skip(" \n")).unwrap_err(), Refusal::ReasonMissing);
    desk.add(skip("third call this week"));
    desk.add(go(Stage::Interview));
    assert_eq!(desk.call.skipped_stages, [(Stage::Roles, "third call this week".to_owned())]);
}

#[test]
fn every_other_stage_is_open_at_any_time_and_each_entering_is_kept() {
    let mut desk = Desk::open();
    for stage in [Stage::Close, Stage::Consent, Stage::Roles, Stage::Prepare] {
        desk.add(go(stage));
        assert_eq!(desk.call.stage, stage);
    }
    let entered: Vec<_> = desk.call.stages.iter().map(|(stage, _)| *stage).collect();
    assert_eq!(entered, [Stage::Prepare, Stage::Close, Stage::Consent, Stage::Roles, Stage::Prepare]);
    assert!(desk.call.stages.is_sorted_by_key(|(_, at)| *at));
}

#[test]
fn items_left_are_told_by_stage() {
    let mut desk = Desk::open();
    let left = |desk: &Desk| Stage::ALL.map(|stage| desk.call.items_left(stage));
    assert_eq!(left(&desk), [2, 3, 0, 0, 1]);
    desk.add(tick("conflict"));
    desk.add(tick("thanks"));
    assert_eq!(left(&desk), [1, 3, 0, 0, 0]);
}

#[test]
fn agreed_time_is_more_than_nothing_and_the_newest_counts() {
    let agree = |minutes| Step::Course(CourseStep::AgreeTime { minutes });
    let mut desk = Desk::open();
    assert_eq!(desk.attempt(agree(0)).unwrap_err(), Refusal::NoTime);
    desk.add(agree(30));
    desk.add(agree(15));
    assert_eq!(desk.call.agreed_minutes.map(|(minutes, _)| minutes), Some(15));
}

#[test]
fn a_card_keeps_a_name() {
    let mut desk = Desk::open();
    let card = |name: &str| {
        let card = ClientCard { name: name.to_owned(), pace: "slow".to_owned(), ..Default::default() };
        Step::Course(CourseStep::UpdateCard(Box::new(card)))
    };
    assert_eq!(desk.attempt(card("")).unwrap_err(), Refusal::NameMissing);
    desk.add(card("Ada King"));
    assert_eq!(desk.call.client.card.name, "Ada King");
    assert_eq!(desk.call.client.id, client("Ada Lovelace").id, "the client stays who it is");
}

#[test]
fn a_quick_capture_is_attached_once_even_after_the_call() {
    let attach = |name: &str, title: &str| {
        let matter = rapport::domain::people::Matter { title: title.to_owned(), ..matter() };
        Step::Course(CourseStep::Attach { client: Box::new(client(name)), matter })
    };
    let mut desk = Desk::quick_capture();
    desk.course(CourseStep::Finish);
    assert_eq!(desk.attempt(attach("", "A matter")).unwrap_err(), Refusal::NameMissing);
    assert_eq!(desk.attempt(attach("Ada", " ")).unwrap_err(), Refusal::NameMissing);
    desk.add(attach("Ada", "A matter"));
    assert_eq!(desk.call.client.card.name, "Ada");
    assert_eq!(desk.call.matter.as_ref().unwrap().title, "A matter");
    assert_eq!(desk.attempt(attach("Bob", "Another")).unwrap_err(), Refusal::AlreadyAttached);
}

#[test]
fn next_contact_is_kept_as_last_agreed() {
    let mut desk = Desk::open();
    for (day, how) in [(1, " letter "), (2, "telephone")] {
        let at = date(2026, 12, day).at(9, 30, 0, 0);
        desk.course(CourseStep::AgreeNextContact { at, how: how.to_owned() });
    }
    let agreed = (date(2026, 12, 2).at(9, 30, 0, 0), "telephone".to_owned());
    assert_eq!(desk.call.next_contact, Some(agreed));
}

#[test]
fn finishing_counts_the_ends_left_open_and_later_words_are_addenda() {
    let mut desk = Desk::open();
    desk.add(Step::Item(ItemStep::Defer(ItemId::new("conflict"))));
    let finish = desk.attempt(Step::Course(CourseStep::Finish)).unwrap();
    assert_eq!(finish.fact, Fact::Finished { left_open: 1 });
    assert_eq!(desk.call.finished, Some(finish.at));
    assert_eq!(desk.call.left_open, 1);
    let addendum = |text: &str| Step::Course(CourseStep::AddAddendum { text: text.to_owned() });
    assert_eq!(desk.attempt(addendum(" ")).unwrap_err(), Refusal::NothingWritten);
    desk.add(addendum(" conflict check done after all "));
    assert_eq!(desk.call.addenda[0].1, "conflict check done after all");
}

#[test]
fn stages_follow_in_the_order_of_a_call() {
    let walked: Vec<_> = std::iter::successors(Some(Stage::Prepare), |stage| stage.next()).take(9).collect();
    assert_eq!(walked, Stage::ALL);
}

#[test]
fn time_off_the_desk_is_a_break_whether_the_call_was_put_away_or_interrupted() {
    let mut desk = Desk::open();
    let minute = |minutes: i64| now(60 * minutes).at;
    let mut at = |minutes: i64, step| {
        desk.wait_until(60 * minutes);
        desk.course(step);
    };
    at(5, CourseStep::AgreeTime { minutes: 20 });
    at(65, CourseStep::Resume);
    at(70, CourseStep::AgreeTime { minutes: 30 });
    at(200, CourseStep::NoteInterruption { last_sign: minute(71) });
    at(201, CourseStep::Resume);
    assert_eq!(desk.call.breaks(), [(minute(5), minute(65)), (minute(71), minute(201))]);
}
