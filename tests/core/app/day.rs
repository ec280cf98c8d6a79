//! A whole working day at the desk, from the first look at the lists to the last call note.

use super::office::{Office, opens_a_microphone, starts, stops};
use rapport::app::action::{CallAction, ClosingAction, DeskAction, RecorderAction};
use rapport::app::drafts::{ReasonDraft, Skips};
use rapport::app::event::{Lists, StoreEvent};
use rapport::app::view::{self, StageState, stage_state};
use rapport::app::{Effect, Event, KnownClient, Page};
use rapport::domain::call::Call;
use rapport::domain::decide::{ConsentStep, CourseStep, ItemStep, NoteStep, Step};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ItemId};
use rapport::domain::notes::{Due, NoteKind, Settlement};
use rapport::domain::open_ends::{carried_over, open_ends};
use rapport::domain::readiness::Reading;
use rapport::domain::recording::StopReason;
use rapport::domain::stage::Stage;

#[test]
fn a_whole_working_day() {
    let mut office = Office::open();
    let first = a_full_intake_with_recording(&mut office);
    let second = a_caller_with_no_file_who_says_no(&mut office);
    let third = the_client_of_the_morning_is_called_again(&mut office, &first);
    assert_eq!(office.shelf.len(), 3);
    for call in [first, second, third] {
        // What reached the store tells the whole call again.
        let told = Call::fold(office.shelf[&call].clone()).unwrap();
        assert!(told.finished.is_some(), "{call}");
        assert_eq!(told.stages.last().unwrap().0, Stage::Close);
    }
}

fn prepare(office: &mut Office) {
    office.tell(Event::Sensed(Reading::Disk { minutes: 3_000 }));
    office.tell(Event::Sensed(Reading::Power { mains: true, charge_percent: None }));
    office.tell(Event::Sensed(Reading::ChatPrograms { running: vec![] }));
    office.heard(rapport::recording::RecorderEvent::Level { peak: 0.3, far: None });
    let by_hand: Vec<ItemId> = office
        .call()
        .checklist
        .stages
        .prepare
        .items
        .iter()
        .filter(|item| item.sensor.is_none())
        .map(|item| item.id.clone())
        .collect();
    let [first, second, rest @ ..] = &by_hand[..] else { panic!("more than two items by hand") };
    office.step(Step::Item(ItemStep::Defer(first.clone())));
    let text = "no papers yet".to_owned();
    office.drafts.reason = Some(ReasonDraft { skips: Skips::Item(second.clone()), text });
    office.do_in_call(CallAction::GiveReason);
    for item in rest {
        office.tick(item);
    }
    office.go(Stage::Roles);
    assert_eq!(stage_state(office.call(), Stage::Prepare), StageState::Left(1), "one was put off");
}

fn a_full_intake_with_recording(office: &mut Office) -> CallId {
    office.drafts.opening.matter = "Lovelace v. Babbage".to_owned();
    let id = office.start_call("Ada Lovelace");
    prepare(office);
    assert!(matches!(stage_state(office.call(), Stage::Interview), StageState::Locked(_)));
    office.say_roles();
    office.step(Step::Course(CourseStep::AgreeTime { minutes: 30 }));
    office.agree();
    assert!(starts(&office.recorder(RecorderAction::Start)));
    office.begin_take();
    office.go(Stage::Interview);
    let questions = view::questions(&office.state).len();
    for number in 0..questions {
        let shown = view::question_on_screen(&office.state).unwrap();
        office.drafts.answers.insert(shown.id, format!("answer {number}"));
        office.do_in_call(CallAction::AddAnswer);
    }
    assert_eq!(office.call().notebook.answers.len(), questions);
    assert!(office.call().notebook.answers.iter().all(|answer| answer.position.is_some()));
    for kind in NoteKind::ALL {
        office.write_note(kind, "of the morning");
    }
    office.step(Step::Note(NoteStep::Mark));
    office.go(Stage::Close);
    close(office);
    assert_eq!(stops(&office.closing(ClosingAction::Finish)), Some(StopReason::ByHand));
    let effects = office.end_take(StopReason::ByHand);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FileNotes(call) if *call == id)));
    put_away(office);
    id
}

fn close(office: &mut Office) {
    let note = |office: &Office, kind| office.call().notebook.of_kind(kind).next().unwrap().seq;
    let (concern, assumption) = (note(office, NoteKind::Concern), note(office, NoteKind::Assumption));
    let promise = note(office, NoteKind::Promise);
    assert_eq!(open_ends(office.call()).len(), 4, "an item put off, a concern, an assumption, a promise");
    let words = String::new;
    office.settle(NoteStep::Settle { note: concern, how: Settlement::Answered, words: words() });
    office.settle(NoteStep::Settle { note: assumption, how: Settlement::HandedOver, words: words() });
    let due = Due { owner: "Pat Doe".to_owned(), by: "2026-11-27T14:00".parse().unwrap() };
    office.settle(NoteStep::Date { note: promise, due });
    let at = "2026-12-01T10:30".parse().unwrap();
    office.step(Step::Course(CourseStep::AgreeNextContact { at, how: "telephone".to_owned() }));
    let lines: Vec<ItemId> =
        office.call().checklist.stages.close.lines.iter().map(|line| line.id.clone()).collect();
    for line in lines {
        office.tick(&line);
    }
    assert_eq!(open_ends(office.call()).len(), 1, "the item put off goes into the record as left open");
}

fn put_away(office: &mut Office) {
    office.save();
    office.desk(DeskAction::LeaveCall);
    assert!(office.state.call.is_none());
    assert_eq!(office.state.page, Page::Today);
    assert_eq!(office.state.recorder.listening_to, None, "no microphone is open between calls");
}

fn a_caller_with_no_file_who_says_no(office: &mut Office) -> CallId {
    office.drafts.opening.client = "a Mr. Babbage".to_owned();
    let mut effects = office.desk(DeskAction::QuickCapture);
    let id = office.call().id().clone();
    office.write_note(NoteKind::Plain, "wants to know who we are");
    office.say_roles();
    effects.extend(office.go(Stage::Consent));
    effects.extend(office.consent(ConsentStep::Explain));
    effects.extend(office.answer("p1", ConsentAnswer::No));
    effects.extend(office.save());
    effects.extend(office.go(Stage::Interview));
    effects.extend(office.recorder(RecorderAction::Start));
    office.write_note(NoteKind::AttorneyQuestion, "may he read the file");
    effects.extend(office.go(Stage::Close));
    effects.extend(office.closing(ClosingAction::Finish));
    assert!(!opens_a_microphone(&effects), "{effects:?}");
    office.drafts.opening.matter = "Lovelace v. Babbage".to_owned();
    office.do_in_call(CallAction::Attach);
    assert_eq!(office.call().matter.as_ref().unwrap().title, "Lovelace v. Babbage");
    put_away(office);
    id
}

fn the_client_of_the_morning_is_called_again(office: &mut Office, first: &CallId) -> CallId {
    let morning = Call::fold(office.shelf[first].clone()).unwrap();
    let known =
        KnownClient { client: morning.client.clone(), matters: morning.matter.clone().into_iter().collect() };
    let lists = Lists { clients: vec![known], ..Lists::default() };
    office.tell(Event::Store(StoreEvent::Lists(lists)));
    office.drafts.opening.matter = "Lovelace v. Babbage".to_owned();
    office.drafts.opening.checklist = Some("status-update".to_owned());
    let id = office.start_call("Ada Lovelace");
    assert_eq!(office.call().client.id, morning.client.id);
    let carried = carried_over(&morning);
    assert_eq!(carried.promises.len(), 1);
    office.tell(Event::Store(StoreEvent::CarriedOver { call: id.clone(), carried }));
    assert_eq!(office.open_call().carried.as_ref().unwrap().issues.len(), 1);
    office.say_roles();
    office.agree();
    office.go(Stage::Interview);
    office.go(Stage::Close);
    office.closing(ClosingAction::Finish);
    put_away(office);
    id
}
