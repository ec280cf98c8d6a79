//! Opening calls: known and unknown clients, callers with no file, going on with an interrupted call.

use super::office::{Office, library};
use crate::timeline::support::client;
use rapport::app::action::{CallAction, DeskAction, SettingsAction};
use rapport::app::drafts::OpeningDraft;
use rapport::app::event::{JobEvent, Lists, StoreEvent};
use rapport::app::state::StoreState;
use rapport::app::{Action, Effect, Event, KnownClient, Page, Settings, Trouble};
use rapport::checklists::{Fault, Library};
use rapport::domain::consent::ConsentGap;
use rapport::domain::decide::{CourseStep, Step};
use rapport::domain::fact::Fact;
use rapport::domain::ids::{CallId, MatterId, Seq};
use rapport::domain::notes::NoteKind;
use rapport::domain::open_ends::CarriedOver;
use rapport::domain::people::{ClientCard, Matter};
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;
use std::path::PathBuf;

pub fn known() -> Lists {
    let matter = Matter { id: MatterId::new("m-1"), title: "Lovelace v. Babbage".to_owned() };
    let mut ada = client("Ada Lovelace");
    "Ada".clone_into(&mut ada.card.preferred_name);
    Lists { clients: vec![KnownClient { client: ada, matters: vec![matter] }], ..Lists::default() }
}

#[test]
fn a_known_client_and_matter_are_found_by_name_whatever_the_case() {
    let mut office = Office::open_with(known());
    office.drafts.opening.client = " ada lovelace ".to_owned();
    office.drafts.opening.matter = "LOVELACE v. babbage".to_owned();
    let effects = office.desk(DeskAction::StartCall);
    let call = office.call();
    assert_eq!(call.client.id, client("Ada Lovelace").id);
    assert_eq!(call.client.card.preferred_name, "Ada");
    assert_eq!(call.matter.as_ref().unwrap().id, MatterId::new("m-1"));
    assert_eq!(call.consent().people()[0].person.name, "Ada", "she is asked by the name she likes");
    let asks = |effect: &Effect| {
        matches!(effect, Effect::LoadCarriedOver { client: c, matter: Some(m), other_than }
            if *c == call.client.id && *m == MatterId::new("m-1") && other_than == call.id())
    };
    assert!(effects.iter().any(asks), "{effects:?}");
    assert_eq!(office.state.page, Page::Call);
}

#[test]
fn a_name_nobody_knows_becomes_a_client_and_a_title_nobody_knows_a_matter() {
    let mut office = Office::open_with(known());
    office.drafts.opening.client = "Grace Hopper".to_owned();
    office.drafts.opening.matter = "Lovelace v. Babbage".to_owned();
    office.desk(DeskAction::StartCall);
    assert_eq!(office.call().client.card.name, "Grace Hopper");
    assert_ne!(office.call().client.id, client("Ada Lovelace").id);
    assert_ne!(office.call().matter.as_ref().unwrap().id, MatterId::new("m-1"), "a matter is a client's own");
}

#[test]
fn opening_a_call_clears_what_was_typed_for_it_and_keeps_the_search() {
    let mut office = Office::open();
    office.drafts.search = "hopper".to_owned();
    office.drafts.opening.matter = "Compiler".to_owned();
    office.start_call("Grace Hopper");
    assert_eq!(office.drafts.opening, OpeningDraft::default());
    assert_eq!(office.drafts.search, "hopper");
}

#[test]
fn a_call_without_a_name_is_refused_and_what_was_typed_stays() {
    let mut office = Office::open();
    office.drafts.opening.client = "   ".to_owned();
    office.drafts.opening.matter = "Compiler".to_owned();
    let before = office.typed();
    assert!(office.desk(DeskAction::StartCall).is_empty());
    assert_eq!(office.state.refused, Some(Refusal::NameMissing));
    assert!(office.state.call.is_none());
    assert_eq!(office.typed(), before);
    office.desk(DeskAction::ShowToday);
    assert_eq!(office.state.refused, None, "the next thing done takes the refusal away");
}

#[test]
fn the_checklist_that_was_chosen_walks_the_call() {
    let mut office = Office::open();
    office.drafts.opening.checklist = Some("family".to_owned());
    office.start_call("Grace Hopper");
    assert_eq!(office.call().checklist.id, "family");
    office.start_call("Ada Lovelace");
    assert_eq!(office.call().checklist.id, "general-intake", "the first full talk is offered first");
}

#[test]
fn with_no_checklist_at_all_no_call_is_opened_and_the_person_is_told_once() {
    let mut office = Office::starting();
    office.tell(Event::Store(StoreEvent::Opened(Lists::default())));
    for _ in 0..2 {
        office.drafts.opening.client = "Grace Hopper".to_owned();
        assert!(office.desk(DeskAction::StartCall).is_empty());
    }
    assert_eq!(office.state.troubles, [Trouble::NoChecklist]);
    assert_eq!(office.drafts.opening.client, "Grace Hopper");
    office.tell(Event::Job(JobEvent::Checklists(library())));
    assert_eq!(office.state.troubles, [], "with checklists there the message goes by itself");
}

#[test]
fn a_checklist_left_out_is_named_until_it_is_mended() {
    let fault =
        Fault { file: PathBuf::from("/config/checklists/a.json"), line: Some(3), what: "x".to_owned() };
    let with_fault = || Library { faults: vec![fault.clone()], ..library() };
    let mut office = Office::open();
    for _ in 0..2 {
        office.tell(Event::Job(JobEvent::Checklists(with_fault())));
        assert_eq!(office.state.troubles, [Trouble::Checklist(fault.clone())]);
    }
    let effects = office.act(Action::Settings(SettingsAction::ReloadChecklists));
    assert!(matches!(effects[..], [Effect::LoadChecklists]));
    office.tell(Event::Job(JobEvent::Checklists(library())));
    assert_eq!(office.state.troubles, []);
}

#[test]
fn quick_capture_opens_a_call_with_no_name_at_all() {
    let mut office = Office::open();
    office.desk(DeskAction::QuickCapture);
    assert_eq!(office.call().client.card.name, "Unknown caller");
    assert_eq!(office.call().matter, None);
    assert_eq!(office.call().stage, Stage::Roles, "the caller is on the line: nothing to prepare");
    office.write_note(NoteKind::Plain, "fell on the ice in front of the shop");
    assert_eq!(office.call().notebook.notes.len(), 1);
}

#[test]
fn a_quick_capture_is_attached_to_a_known_client_and_matter() {
    let mut office = Office::open_with(known());
    office.drafts.opening.client = "a lady called Ada".to_owned();
    office.desk(DeskAction::QuickCapture);
    let effects = office.do_in_call(CallAction::Attach);
    assert!(effects.is_empty());
    assert_eq!(office.state.refused, Some(Refusal::NameMissing), "a matter is needed");
    office.drafts.opening.client = "Ada Lovelace".to_owned();
    office.drafts.opening.matter = "lovelace v. babbage".to_owned();
    let effects = office.do_in_call(CallAction::Attach);
    assert!(
        matches!(
            effects[..],
            [Effect::Append { .. }, Effect::LoadHolds { .. }, Effect::LoadEarlierAnswer { .. }]
        ),
        "a running call has no call note yet: {effects:?}"
    );
    assert_eq!(office.call().client.id, client("Ada Lovelace").id);
    assert_eq!(office.call().matter.as_ref().unwrap().id, MatterId::new("m-1"));
    assert_eq!(office.drafts.opening, OpeningDraft::default());
    office.drafts.opening.matter = "another".to_owned();
    office.do_in_call(CallAction::Attach);
    assert_eq!(office.state.refused, Some(Refusal::AlreadyAttached));
    assert_eq!(office.drafts.opening.matter, "another");
}

#[test]
fn attaching_a_finished_quick_capture_files_its_call_note_again() {
    let mut office = Office::open();
    office.desk(DeskAction::QuickCapture);
    office.closing(rapport::app::action::ClosingAction::Finish);
    let caller = office.call().client.clone();
    office.drafts.opening.matter = "Ice".to_owned();
    let effects = office.do_in_call(CallAction::Attach);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FileNotes(_))), "{effects:?}");
    assert_eq!(office.call().client, caller, "with no other name typed the caller is the client");
}

#[test]
fn what_the_last_call_left_is_shown_with_the_call_it_was_asked_for() {
    let mut office = Office::open();
    let first = office.start_call("Ada Lovelace");
    assert_eq!(office.open_call().carried, None);
    let carried = |call: &CallId| {
        Event::Store(StoreEvent::CarriedOver { call: call.clone(), carried: CarriedOver::default() })
    };
    office.tell(carried(&first));
    assert_eq!(office.open_call().carried, Some(CarriedOver::default()));
    office.save();
    office.start_call("Grace Hopper");
    office.tell(carried(&first));
    assert_eq!(office.open_call().carried, None, "what one client left open is nothing to another");
}

#[test]
fn an_interrupted_call_is_gone_on_with_and_everyone_is_asked_again() {
    let mut office = Office::recorded("Ada Lovelace");
    office.write_note(NoteKind::Concern, "afraid of the bill");
    let id = office.call().id().clone();
    let last_sign = office.call().entries().last().unwrap().at;
    office.step(Step::Course(CourseStep::NoteInterruption { last_sign }));
    let shelf = office.shelf;

    let mut office = Office::open();
    office.shelf = shelf;
    let effects = office.desk(DeskAction::OpenCall(id.clone()));
    assert!(matches!(&effects[..], [Effect::LoadCall { call, .. }] if *call == id));
    let effects = office.load(&id);
    assert_eq!(office.state.page, Page::Call);
    assert!(matches!(office.call().entries().last().unwrap().fact, Fact::Resumed));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LoadCarriedOver { .. })), "{effects:?}");
    assert_eq!(office.call().notebook.notes[0].text, "afraid of the bill");
    let lapsed = ConsentGap::Interrupted { name: "Ada Lovelace".to_owned() };
    assert_eq!(office.call().consent().gaps(), [ConsentGap::NotExplained, lapsed]);
    office.agree();
    assert!(office.call().consent().permit().is_ok());
}

#[test]
fn a_finished_call_is_opened_to_be_read_and_nothing_is_written_to_it() {
    let mut office = Office::open();
    let id = office.start_call("Ada Lovelace");
    office.closing(rapport::app::action::ClosingAction::Finish);
    office.save();
    office.desk(DeskAction::LeaveCall);
    assert!(office.state.call.is_none());
    office.desk(DeskAction::OpenCall(id.clone()));
    assert!(office.load(&id).is_empty());
    assert!(!office.open_call().is_running());
    assert!(!office.open_call().has_unsaved());
}

#[test]
fn the_call_on_the_desk_is_shown_again_without_reading_it() {
    let mut office = Office::open();
    let id = office.start_call("Ada Lovelace");
    office.desk(DeskAction::ShowToday);
    let effects = office.desk(DeskAction::OpenCall(id));
    assert!(!reads_a_call(&effects), "{effects:?}");
    assert_eq!(office.state.page, Page::Call);
}

fn reads_a_call(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::LoadCall { .. }))
}

#[test]
fn a_call_clicked_twice_while_it_is_read_is_gone_on_with_once() {
    let mut office = Office::open();
    let id = office.start_call("Ada Lovelace");
    office.save();
    office.desk(DeskAction::LeaveCall);
    assert!(reads_a_call(&office.desk(DeskAction::OpenCall(id.clone()))));
    office.desk(DeskAction::OpenCall(id.clone()));
    office.load(&id);
    let entries = office.call().entries().len();
    assert!(office.load(&id).is_empty(), "an answer nobody waits for changes nothing");
    assert_eq!(office.call().entries().len(), entries);
}

#[test]
fn a_call_read_too_late_does_not_push_the_one_started_meanwhile_off_the_desk() {
    let mut office = Office::open();
    let first = office.start_call("Ada Lovelace");
    office.save();
    office.desk(DeskAction::LeaveCall);
    office.desk(DeskAction::OpenCall(first.clone()));
    let second = office.start_call("Grace Hopper");
    office.load(&first);
    assert_eq!(*office.call().id(), second);
}

#[test]
fn a_data_folder_opened_anew_gets_every_entry_of_the_call_on_the_desk() {
    let mut office = Office::open();
    let id = office.start_call("Ada Lovelace");
    office.write_note(NoteKind::Plain, "typed while nothing could be stored");
    let entries = office.call().entries().len();
    // The new folder knows nothing of it.
    office.shelf.remove(&id);
    let effects = office.tell(Event::Store(StoreEvent::Opened(Lists::default())));
    let stored = effects.iter().filter(|effect| matches!(effect, Effect::Append { call, .. } if *call == id));
    assert_eq!(stored.count(), entries);
}

#[test]
fn a_call_with_entries_not_on_disk_is_put_away_as_soon_as_they_are() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.desk(DeskAction::LeaveCall);
    assert!(office.state.call.is_some());
    office.save_up_to(Seq::FIRST);
    assert!(office.state.call.is_some(), "one entry is still on its way");
    let effects = office.save();
    assert!(office.state.call.is_none());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::LoadLists)), "{effects:?}");
    assert_eq!(office.state.page, Page::Today);
}

#[test]
fn whoever_goes_on_working_while_the_disk_is_slow_keeps_the_call_on_the_desk() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.desk(DeskAction::LeaveCall);
    office.desk(DeskAction::ShowCall);
    office.save();
    assert!(office.state.call.is_some());
}

#[test]
fn a_data_folder_that_cannot_be_opened_can_be_tried_again_or_begun_anew() {
    let mut office = Office::starting();
    let trouble = Trouble::Damaged { file: PathBuf::from("/data/rapport.db") };
    office.tell(Event::Store(StoreEvent::NotOpened(trouble.clone())));
    assert_eq!(office.state.store, StoreState::Closed(trouble));
    assert!(matches!(office.desk(DeskAction::RetryOpening)[..], [Effect::OpenStore]));
    assert_eq!(office.state.store, StoreState::Opening);
    assert!(matches!(office.desk(DeskAction::SetDatabaseAside)[..], [Effect::SetDatabaseAside]));
    office.tell(Event::Store(StoreEvent::Opened(known())));
    assert_eq!(office.state.store, StoreState::Open);
    assert_eq!(office.state.lists, known());
}

#[test]
fn settings_are_in_force_at_once_and_saved_and_name_who_makes_the_next_call() {
    let mut office = Office::open();
    let mut settings = Settings::default();
    settings.operator.name = "Kim Oduya".to_owned();
    office.drafts.settings = Some(settings.clone());
    let effects = office.act(Action::Settings(SettingsAction::Save(Box::new(settings.clone()))));
    assert!(matches!(&effects[..], [Effect::SaveSettings(saved)] if **saved == settings));
    assert_eq!(office.state.settings, settings);
    assert_eq!(office.drafts.settings, None);
    office.start_call("Ada Lovelace");
    assert_eq!(office.call().operator.name, "Kim Oduya");
}

#[test]
fn a_card_brought_up_to_date_is_the_clients_from_then_on() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    let card = ClientCard { name: "Ada Lovelace".to_owned(), pace: "slow".to_owned(), ..Default::default() };
    office.drafts.card = Some(ClientCard { name: String::new(), ..card.clone() });
    office.do_in_call(CallAction::SaveCard);
    assert_eq!(office.state.refused, Some(Refusal::NameMissing));
    assert_eq!(office.drafts.card.as_ref().unwrap().pace, "slow", "what was typed stays");
    office.drafts.card = Some(card.clone());
    office.do_in_call(CallAction::SaveCard);
    assert_eq!(office.call().client.card, card);
    assert_eq!(office.drafts.card, None);
}

#[test]
fn a_message_taken_away_leaves_the_others() {
    let mut office = Office::open();
    let troubles =
        [Trouble::Overflow, Trouble::MicrophoneLost, Trouble::NotExported { system: "full".to_owned() }];
    for trouble in &troubles {
        office.tell(Event::Job(JobEvent::Failed(trouble.clone())));
        office.tell(Event::Job(JobEvent::Failed(trouble.clone())));
    }
    assert_eq!(office.state.troubles, troubles, "each is told once");
    office.desk(DeskAction::Dismiss(1));
    office.desk(DeskAction::Dismiss(7));
    assert_eq!(office.state.troubles, [troubles[0].clone(), troubles[2].clone()]);
}

#[test]
fn after_a_call_was_put_away_nobody_s_yes_opens_the_recorder() {
    let mut office = Office::open();
    let id = office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    assert!(office.call().consent().permit().is_ok());
    office.save();
    office.desk(DeskAction::LeaveCall);
    office.desk(DeskAction::OpenCall(id.clone()));
    office.load(&id);
    office.save();
    let lapsed = ConsentGap::Interrupted { name: "Ada Lovelace".to_owned() };
    assert_eq!(office.call().consent().gaps(), [ConsentGap::NotExplained, lapsed]);
}
