//! Special cases in the hands of a paralegal, a client's earlier yes, and a consent that turned out not to be valid.

use super::office::{Office, opens_a_microphone, starts, stops};
use rapport::app::action::{CasesAction, ClosingAction, DeskAction, RecorderAction};
use rapport::app::drafts::{ApprovalDraft, CasesDraft, Joining, NoConsentDraft, TakeBackDraft, TakenBack};
use rapport::app::event::{JobEvent, Place, StoreEvent};
use rapport::app::view::cases;
use rapport::app::{Action, Effect, Event, Writing};
use rapport::domain::call::Call;
use rapport::domain::consent::ConsentGap::{self, LineDropped, NoGuardian, NotApproved, OtherSide};
use rapport::domain::consent::{CaseOf, ConsentGap as Gap, Guardian, SpecialCase, earlier_answer};
use rapport::domain::decide::ConsentStep;
use rapport::domain::fact::ConsentAnswer::{No, Yes};
use rapport::domain::ids::{CallId, ClientId, PersonId};
use rapport::domain::people::PersonRole;
use rapport::domain::recording::StopReason;
use rapport::domain::refusal::Refusal;
use std::path::PathBuf;

pub fn of(case: SpecialCase, person: Option<&str>) -> CaseOf {
    CaseOf { case, person: person.map(PersonId::new) }
}

fn ada() -> String {
    "Ada Lovelace".to_owned()
}

/// A call in which the client said yes, and nothing runs.
pub fn agreed() -> Office {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    office
}

pub fn gaps(office: &Office) -> Vec<ConsentGap> {
    office.call().consent().gaps()
}

impl Office {
    pub fn cases(&mut self, action: CasesAction) -> Vec<Effect> {
        let effects = self.act(Action::Cases(action));
        self.save();
        effects
    }

    pub fn note_case(&mut self, case: SpecialCase, person: Option<&str>) -> Vec<Effect> {
        self.cases(CasesAction::Note(of(case, person)))
    }

    pub fn approve(&mut self, case: &CaseOf, approved_at: &str) {
        let draft = ApprovalDraft { attorney: None, approved_at: approved_at.to_owned() };
        self.drafts.cases.approvals.insert(case.clone(), draft);
        self.act(Action::Cases(CasesAction::Approve(case.clone())));
    }

    fn take_back(&mut self, what: TakenBack, case: &CaseOf, attorney: &str) {
        let (reason, attorney) = ("it was another call".to_owned(), attorney.to_owned());
        self.drafts.cases.take_back = Some(TakeBackDraft { what, of: case.clone(), reason, attorney });
        self.act(Action::Cases(CasesAction::TakeBack));
    }

    pub fn join(&mut self, name: &str, role: PersonRole) -> Vec<Effect> {
        name.clone_into(&mut self.drafts.person);
        self.drafts.person_role = role;
        let effects = self.do_in_call(rapport::app::action::CallAction::AddPerson);
        self.save();
        effects
    }

    fn find_no_consent(&mut self, why: &str) -> Vec<Effect> {
        let takes = cases::takes_to_lock(self.call()).into_iter().collect();
        self.drafts.cases.no_consent = Some(NoConsentDraft { takes, why: why.to_owned() });
        self.act(Action::Cases(CasesAction::FindNoConsent))
    }
}

#[test]
fn a_jail_line_shuts_the_recorder_until_the_attorneys_name_and_time_are_entered() {
    let mut office = agreed();
    let jail = of(SpecialCase::JailLine, None);
    office.note_case(SpecialCase::JailLine, None);
    let shut = || NotApproved { case: SpecialCase::JailLine, name: None };
    assert_eq!(cases::gaps_of(office.call(), &jail), [shut()]);
    assert!(!opens_a_microphone(&office.recorder(RecorderAction::Start)));
    assert_eq!(office.state.refused, Some(Refusal::NoConsent(vec![shut()])));

    office.approve(&jail, " ");
    assert_eq!(office.state.refused, Some(Refusal::ApprovalIncomplete));
    assert_eq!(office.drafts.cases.approvals.len(), 1, "what was refused stays typed");
    office.approve(&jail, "by telephone, today 9:40");
    office.save();
    assert_eq!(office.drafts.cases.approvals.len(), 0);
    let approval = office.call().consent().case(&jail).unwrap().approval.clone().unwrap();
    assert_eq!(
        (approval.attorney.as_str(), approval.approved_at.as_str()),
        ("Jane Roe", "by telephone, today 9:40")
    );
    assert!(starts(&office.recorder(RecorderAction::Start)));

    office.begin_take();
    office.take_back(TakenBack::Approval, &jail, "");
    office.save();
    assert_eq!(gaps(&office), [shut()]);
    office.take_back(TakenBack::Case, &jail, " ");
    assert_eq!(office.state.refused, Some(Refusal::AttorneyDecides));
    assert!(office.drafts.cases.take_back.is_some());
    office.take_back(TakenBack::Case, &jail, "Jane Roe");
    assert_eq!((office.state.refused.clone(), office.drafts.cases.take_back.clone()), (None, None));
    assert!(cases::standing(office.call()).is_empty());
}

#[test]
fn what_shuts_the_recorder_ends_the_take_that_runs() {
    for case in SpecialCase::ALL {
        let mut office = Office::recorded("Ada Lovelace");
        assert_eq!(stops(&office.note_case(case, None)), Some(StopReason::ConsentEnded), "{case:?}");
    }
}

#[test]
fn a_child_waits_for_the_attorney_the_guardian_and_its_own_yes() {
    let mut office = agreed();
    office.note_case(SpecialCase::Child, Some("p1"));
    let child = of(SpecialCase::Child, Some("p1"));
    let not_approved = NotApproved { case: SpecialCase::Child, name: Some(ada()) };
    let no_guardian = |guardian| NoGuardian { name: Some(ada()), guardian };
    let nobody = || no_guardian(Guardian::NotListed);
    assert_eq!(cases::gaps_of(office.call(), &child), [not_approved, nobody()]);
    office.approve(&child, "today 9:40");
    office.save();
    assert_eq!(gaps(&office), [nobody()], "the attorney's word is not the guardian's");
    office.join("Anne Byron", PersonRole::ParentOrGuardian);
    assert!(
        cases::implied(office.call(), &office.drafts.cases).is_empty(),
        "that a child is on the line is noted"
    );
    office.consent(ConsentStep::Explain);
    office.answer("p2", No);
    let against = no_guardian(Guardian::SaidNo("Anne Byron".to_owned()));
    assert!(gaps(&office).contains(&against), "their no counts");
    office.answer("p2", Yes);
    office.save();
    assert_eq!(gaps(&office), []);
    assert!(starts(&office.recorder(RecorderAction::Start)));
}

#[test]
fn who_joins_on_the_other_side_stops_the_call_by_itself() {
    let mut office = Office::recorded("Ada Lovelace");
    let effects = office.join("Lord Byron", PersonRole::OtherSide);
    assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
    let other = of(SpecialCase::OtherSide, Some("p2"));
    assert_eq!(cases::standing(office.call())[0].of, other);
    assert_eq!(cases::gaps_of(office.call(), &other), [OtherSide { name: Some("Lord Byron".to_owned()) }]);
}

#[test]
fn a_role_that_implies_a_case_offers_it_once() {
    let offered = |office: &Office| -> Vec<CaseOf> {
        cases::implied(office.call(), &office.drafts.cases).into_iter().map(|(_, of)| of).collect()
    };
    let mut office = agreed();
    office.join("Luz Vega", PersonRole::Interpreter);
    office.join("Anne Byron", PersonRole::Relative);
    office.join("Ann Attorney", PersonRole::Attorney);
    let (interpreter, relative) =
        (of(SpecialCase::Interpreter, Some("p2")), of(SpecialCase::ThirdPerson, Some("p3")));
    assert_eq!(offered(&office), [interpreter.clone(), relative.clone()]);
    office.cases(CasesAction::Note(interpreter.clone()));
    office.cases(CasesAction::Decline(relative));
    assert_eq!(offered(&office), []);
    office.take_back(TakenBack::Case, &interpreter, "");
    assert_eq!(offered(&office), [], "what was taken back is not offered again");
}

#[test]
fn after_the_line_was_dropped_everyone_is_asked_again_and_a_second_press_says_nothing_new() {
    let mut office = agreed();
    office.note_case(SpecialCase::LineDropped, None);
    assert!(gaps(&office).contains(&LineDropped { name: ada() }));
    let entries = office.call().entries().len();
    assert!(office.note_case(SpecialCase::LineDropped, None).is_empty());
    assert_eq!(office.call().entries().len(), entries);
    assert_eq!(cases::standing(office.call()).len(), 1);
    office.agree();
    assert_eq!(gaps(&office), []);
    assert!(cases::standing(office.call()).is_empty(), "that case is over");
    office.note_case(SpecialCase::LineDropped, None);
    assert_eq!(cases::standing(office.call()).len(), 1, "and comes again with the next time");
    office.agree();
    office.consent(ConsentStep::Withdraw { person: None });
    assert!(cases::standing(office.call()).is_empty(), "what ends a yes later is no dropped line");
    office.note_case(SpecialCase::LineDropped, None);
    assert_eq!(cases::standing(office.call()).len(), 1, "it was dropped once more");
}

#[test]
fn each_step_is_ticked_once_with_who_and_when() {
    let mut office = agreed();
    office.note_case(SpecialCase::Relay, None);
    let relay = of(SpecialCase::Relay, None);
    let settle = || CasesAction::Settle {
        of: of(SpecialCase::Relay, None),
        step: cases::step_name(0),
        words: "The relay operator is one more person".to_owned(),
    };
    office.cases(settle());
    assert!(office.cases(settle()).is_empty());
    let steps = office.call().consent().case(&relay).unwrap().steps.clone();
    assert_eq!((steps.len(), steps[0].step.as_str(), steps[0].done_by.as_str()), (1, "step-1", "Pat Doe"));
    assert_eq!(steps[0].words, "The relay operator is one more person");
    let step = cases::step_name(0);
    office.cases(CasesAction::TakeStepBack { of: of(SpecialCase::Relay, None), step });
    assert!(office.call().consent().case(&relay).unwrap().steps.is_empty(), "it was ticked by mistake");
    office.cases(settle());
    assert_eq!(office.call().consent().case(&relay).unwrap().steps.len(), 1);
}

#[test]
fn someone_who_joins_brings_the_words_for_it_until_they_are_closed_or_have_answered() {
    let mut unrecorded = agreed();
    unrecorded.join("Luz Vega", PersonRole::Attorney);
    assert!(!cases::someone_joins(unrecorded.call(), &unrecorded.drafts.cases), "nothing was turned off");
    let mut office = Office::recorded("Ada Lovelace");
    let shows = |office: &Office| cases::someone_joins(office.call(), &office.drafts.cases);
    assert!(!shows(&office));
    let asked = CasesDraft { joining: Joining::Asked, ..CasesDraft::default() };
    assert!(cases::someone_joins(office.call(), &asked) && !cases::was_turned_off(office.call()), "it runs");
    office.join("Luz Vega", PersonRole::Attorney);
    assert!(shows(&office) && cases::was_turned_off(office.call()));
    office.drafts.cases.joining = Joining::Read(2);
    assert!(!shows(&office));
    office.join("Bo Lind", PersonRole::Attorney);
    assert!(shows(&office), "somebody else joined");
    office.consent(ConsentStep::Explain);
    assert!(!shows(&office));
}

#[test]
fn a_clients_earlier_answer_is_asked_for_once_a_call_and_opens_nothing() {
    let mut office = Office::open();
    "Ada Lovelace".clone_into(&mut office.drafts.opening.client);
    let asks = |effects: &[Effect]| {
        effects.iter().filter(|effect| matches!(effect, Effect::LoadEarlierAnswer { .. })).count()
    };
    assert_eq!(asks(&office.desk(DeskAction::StartCall)), 1);
    assert_eq!(asks(&office.save()), 0);
    let earlier = {
        let mut before = agreed();
        before.save();
        let entries = before.shelf[before.call().id()].clone();
        earlier_answer(&Call::fold(entries).unwrap()).unwrap()
    };
    let answer = |call: &CallId| {
        let (call, earlier) = (call.clone(), Some(Box::new(earlier.clone())));
        Event::Store(StoreEvent::EarlierAnswer { call, earlier })
    };
    office.tell(answer(&CallId::new("another")));
    assert_eq!(office.open_call().earlier_answer, None);
    let call = office.call().id().clone();
    office.tell(answer(&call));
    assert_eq!(office.open_call().earlier_answer.as_deref(), Some(&earlier));
    assert!(
        gaps(&office).contains(&Gap::NotAsked { name: "Ada Lovelace".to_owned() }),
        "this call asks anyway"
    );
}

#[test]
fn a_quick_capture_that_gets_a_client_asks_for_their_earlier_answer() {
    let mut office = Office::open();
    office.desk(DeskAction::QuickCapture);
    "Ada Lovelace".clone_into(&mut office.drafts.opening.client);
    "Lovelace v. Babbage".clone_into(&mut office.drafts.opening.matter);
    let effects = office.do_in_call(rapport::app::action::CallAction::Attach);
    let client: &ClientId = &office.call().client.id;
    let asks =
        |effect: &Effect| matches!(effect, Effect::LoadEarlierAnswer { client: of, .. } if of == client);
    assert!(effects.iter().any(asks), "{effects:?}");
}

#[test]
fn no_valid_consent_ends_the_take_locks_it_and_has_the_message_written() {
    let mut office = Office::recorded("Ada Lovelace");
    office.find_no_consent("  ");
    assert_eq!(office.state.refused, Some(Refusal::ReasonMissing));
    assert!(office.drafts.cases.no_consent.is_some(), "what was refused stays typed");
    let effects = office.find_no_consent("her brother was in the room");
    assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
    let writes = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::FileMessage(_)));
    assert!(writes(&effects), "{effects:?}");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::FileNotes(_))), "the call goes on");
    office.end_take(StopReason::ConsentEnded);
    assert!(!office.call().custody.may_be_heard(1));
    assert_eq!(cases::takes_to_lock(office.call()), Vec::<u32>::new());
    office.save();
    office.recorder(RecorderAction::Start);
    assert!(matches!(office.state.refused, Some(Refusal::NoConsent(_))), "everyone is asked again");

    office.act(Action::Cases(CasesAction::CopyMessage));
    let message = office.state.to_copy.take().unwrap();
    assert!(message.contains("her brother was in the room") && message.contains("Jane Roe"), "{message}");
    assert!(office.drafts.cases.message_copied);
}

#[test]
fn a_finished_call_is_filed_anew_and_a_message_that_was_not_written_is_written_when_it_is_opened() {
    let mut office = Office::recorded("Ada Lovelace");
    office.end_take(StopReason::ByHand);
    office.closing(ClosingAction::Finish);
    let effects = office.find_no_consent("the wrong person answered");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FileNotes(_))), "{effects:?}");
    office.save();
    let call = office.call().id().clone();
    let reopen = |office: &mut Office, call: &CallId| {
        office.save();
        office.desk(DeskAction::LeaveCall);
        office.desk(DeskAction::OpenCall(call.clone()));
        let effects = office.load(call);
        effects.iter().any(|effect| matches!(effect, Effect::FileMessage(of) if of == call))
    };
    assert!(reopen(&mut office, &call));
    office.tell(Event::Job(JobEvent::Written {
        call: call.clone(),
        path: PathBuf::from("/data/calls/x/message-to-attorney-20261124-120000.txt"),
        format: Writing::Message.name(),
        sha256: "a".repeat(64),
        place: Place::CallFolder,
    }));
    assert_eq!(cases::message_file(office.call()), Some("message-to-attorney-20261124-120000.txt"));
    assert!(!reopen(&mut office, &call), "it is written once");
}
