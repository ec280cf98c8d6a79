//! What becomes of a recording in the hands of a person, and what the firm's rule does at once.

use super::office::{Office, stops};
use rapport::app::action::{ClosingAction, CustodyAction};
use rapport::app::drafts::{CustodyChoice, CustodyDraft};
use rapport::app::event::{JobEvent, StoreEvent};
use rapport::app::{Action, Effect, Event, Trouble};
use rapport::domain::custody::{
    AfterWithdrawal, CustodyFact, Decided, DeletedFile, Deletion, Hold, HoldsElsewhere, Standing,
};
use rapport::domain::decide::{ConsentStep, CustodyStep};
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::ids::{CallId, MatterId, PersonId};
use rapport::domain::recording::StopReason;
use rapport::domain::refusal::Refusal;

/// A call on a matter with one take that has ended; no other call of the matter is on hold.
fn taken() -> Office {
    let mut office = Office::open();
    "Lovelace v. Babbage".clone_into(&mut office.drafts.opening.matter);
    office.start_call("Ada Lovelace");
    office.say_roles();
    office.agree();
    office.recorder(rapport::app::action::RecorderAction::Start);
    office.begin_take();
    office.end_take(StopReason::ByHand);
    holds(&mut office, vec![]);
    office
}

fn holds(office: &mut Office, holds: Vec<Hold>) {
    let (call, matter) = (office.call().id().clone(), matter(office));
    office.tell(Event::Store(StoreEvent::Holds { call, matter, holds }));
}

fn matter(office: &Office) -> MatterId {
    office.call().matter.as_ref().unwrap().id.clone()
}

fn hold_elsewhere(office: &Office) -> Hold {
    let at = office.call().opened;
    Hold { call: CallId::new("another"), at, reason: "suit expected".to_owned(), ordered_by: String::new() }
}

fn decide(office: &mut Office, choice: CustodyChoice) -> Vec<Effect> {
    let draft = CustodyDraft {
        choice,
        takes: vec![1],
        reason: "the client asked".to_owned(),
        by: "Jane Roe".to_owned(),
    };
    office.drafts.custody = Some(draft);
    office.act(Action::Custody(CustodyAction::Decide))
}

fn deletes(office: &Office, effects: &[Effect]) -> bool {
    let this = office.call().id();
    effects.iter().any(|effect| matches!(effect, Effect::DeleteAudio(call) if call == this))
}

fn files_anew(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::FileNotes(_)))
}

fn standing(office: &Office) -> &Standing {
    office.call().custody.of(1).unwrap()
}

fn gone() -> Deletion {
    let file = DeletedFile { file: "mic-0001.wav".to_owned(), sha256: "a".repeat(64) };
    Deletion { gone: vec![file], ..Deletion::default() }
}

fn report(office: &mut Office, deletion: Deletion) -> Vec<Effect> {
    let call = office.call().id().clone();
    office.tell(Event::Job(JobEvent::AudioDeleted { call, takes: vec![1], files: deletion }))
}

#[test]
fn a_withdrawal_stops_the_take_and_the_firms_rule_is_on_the_timeline_in_the_same_breath() {
    for rule in AfterWithdrawal::ALL {
        let mut office = Office::recorded("Ada Lovelace");
        office.state.settings.after_withdrawal = rule;
        let effects = office.consent(ConsentStep::Withdraw { person: None });
        assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
        let facts: Vec<&Fact> =
            office.call().entries().iter().rev().take(2).map(|entry| &entry.fact).collect();
        assert!(matches!(facts[1], Fact::ConsentWithdrawn { .. }));
        let by_rule = match rule {
            AfterWithdrawal::Keep => {
                matches!(facts[0], Fact::Custody(CustodyFact::AudioKept { decided: Decided::ByRule, .. }))
            }
            AfterWithdrawal::Restrict | AfterWithdrawal::AskToDelete => matches!(
                facts[0],
                Fact::Custody(CustodyFact::AudioRestricted { decided: Decided::ByRule, .. })
            ),
        };
        assert!(by_rule, "{rule:?}: {:?}", facts[0]);
        assert_eq!(standing(&office).may_be_heard(), rule == AfterWithdrawal::Keep);
        assert!(!deletes(&office, &effects), "nothing is deleted before somebody says so");
        office.end_take(StopReason::ConsentEnded);
        assert_eq!(standing(&office).may_be_heard(), rule == AfterWithdrawal::Keep);
    }
}

#[test]
fn a_withdrawal_with_nothing_recorded_decides_nothing_and_is_not_refused() {
    let mut office = Office::open();
    office.start_call("Ada Lovelace");
    office.agree();
    office.consent(ConsentStep::Withdraw { person: None });
    assert_eq!(office.state.refused, None);
    assert!(matches!(office.call().entries().last().unwrap().fact, Fact::ConsentWithdrawn { .. }));
}

#[test]
fn a_no_an_unsure_answer_and_a_tick_taken_back_in_mid_take_lock_it_by_the_firms_rule() {
    let p1 = || PersonId::new("p1");
    let objections = [
        ConsentStep::spoken(p1(), ConsentAnswer::No),
        ConsentStep::spoken(p1(), ConsentAnswer::NotSure),
        ConsentStep::TakeAnswerBack { person: p1() },
    ];
    for (rule, objects) in
        AfterWithdrawal::ALL.into_iter().flat_map(|rule| objections.clone().map(|o| (rule, o)))
    {
        let mut office = Office::recorded("Ada Lovelace");
        office.state.settings.after_withdrawal = rule;
        let effects = office.consent(objects.clone());
        assert_eq!(stops(&effects), Some(StopReason::ConsentEnded));
        assert_eq!(standing(&office).may_be_heard(), rule == AfterWithdrawal::Keep, "{objects:?}");
        let newest = &office.call().entries().last().unwrap().fact;
        assert!(matches!(newest, Fact::Custody(_)), "the rule is on the timeline: {newest:?}");
        office.end_take(StopReason::ConsentEnded);
        office.consent(ConsentStep::Withdraw { person: None });
        assert_eq!(
            office.state.refused, None,
            "the only yes was taken back, and can be withdrawn all the same"
        );
        let newest = office.call().next_seq();
        office.consent(ConsentStep::Withdraw { person: None });
        assert_eq!((office.call().next_seq(), &office.state.refused), (newest, &None), "a held key");
    }
}

#[test]
fn a_withdrawal_opens_no_take_that_was_locked_for_another_reason() {
    let mut office = taken();
    decide(&mut office, CustodyChoice::Restrict);
    office.state.settings.after_withdrawal = AfterWithdrawal::Keep;
    office.recorder(rapport::app::action::RecorderAction::Start);
    office.begin_take();
    office.consent(ConsentStep::Withdraw { person: None });
    assert!(matches!(standing(&office), Standing::Restricted { reason, .. } if reason == "the client asked"));
    assert!(office.call().custody.may_be_heard(2), "of which the rule says that it stays as it is");
}

#[test]
fn a_deletion_is_written_down_first_and_the_files_are_left_to_a_worker() {
    let mut office = taken();
    let effects = decide(&mut office, CustodyChoice::Delete);
    let written = effects.iter().position(|effect| matches!(effect, Effect::Append { .. }));
    let deleted = effects.iter().position(|effect| matches!(effect, Effect::DeleteAudio(_)));
    assert!(written.is_some() && written < deleted, "{effects:?}");
    assert!(matches!(standing(&office), Standing::Going { .. }));
    assert_eq!(office.drafts.custody, None);
    report(&mut office, gone());
    let Standing::Deleted { decided_by, deletion, .. } = standing(&office) else {
        panic!("not deleted");
    };
    assert_eq!((decided_by.as_str(), deletion), ("Jane Roe", &gone()));
}

#[test]
fn what_was_refused_stays_typed_and_nothing_is_deleted() {
    let mut office = taken();
    decide(&mut office, CustodyChoice::PlaceHold);
    let effects = decide(&mut office, CustodyChoice::Delete);
    assert_eq!(office.state.refused, Some(Refusal::OnHold));
    assert!(!deletes(&office, &effects));
    assert_eq!(office.drafts.custody.as_ref().unwrap().reason, "the client asked");
    decide(&mut office, CustodyChoice::LiftHold);
    assert!(deletes_now(&mut office));
}

fn deletes_now(office: &mut Office) -> bool {
    let effects = decide(office, CustodyChoice::Delete);
    deletes(office, &effects)
}

#[test]
fn a_hold_of_another_call_of_the_matter_counts_and_so_does_not_knowing() {
    let mut office = taken();
    let there = hold_elsewhere(&office);
    holds(&mut office, vec![there]);
    assert!(!deletes_now(&mut office));
    assert_eq!(office.state.refused, Some(Refusal::OnHold));
    office.tell(Event::Store(StoreEvent::NotOpened(Trouble::DiskFull)));
    assert_eq!(office.open_call().holds_asked, None, "it is asked again once the data folder is open");
    office.state.call.as_mut().unwrap().holds = HoldsElsewhere::NotRead;
    assert!(!deletes_now(&mut office));
    assert_eq!(office.state.refused, Some(Refusal::HoldsNotRead));
    holds(&mut office, vec![]);
    assert!(deletes_now(&mut office));
}

#[test]
fn the_holds_of_a_matter_are_asked_for_once_and_answers_for_others_are_not_taken() {
    let mut office = Office::open();
    "Lovelace v. Babbage".clone_into(&mut office.drafts.opening.matter);
    "Ada Lovelace".clone_into(&mut office.drafts.opening.client);
    let asks = |effects: &[Effect]| effects.iter().filter(|e| matches!(e, Effect::LoadHolds { .. })).count();
    assert_eq!(asks(&office.desk(rapport::app::action::DeskAction::StartCall)), 1);
    assert_eq!(asks(&office.save()), 0);
    let call = office.call().id().clone();
    let other =
        || Event::Store(StoreEvent::Holds { call: call.clone(), matter: MatterId::new("m"), holds: vec![] });
    office.tell(other());
    assert_eq!(office.open_call().holds, HoldsElsewhere::NotRead, "of another matter");
}

#[test]
fn a_call_on_no_matter_waits_for_no_holds() {
    let mut office = Office::recorded("Ada Lovelace");
    office.end_take(StopReason::ByHand);
    assert!(deletes_now(&mut office));
}

#[test]
fn a_file_that_could_not_be_deleted_is_told_and_tried_again() {
    let mut office = taken();
    decide(&mut office, CustodyChoice::Delete);
    let left = Deletion { left: vec!["mic-0001.wav (in use)".to_owned()], ..Deletion::default() };
    report(&mut office, left.clone());
    assert_eq!(office.state.troubles, [Trouble::AudioNotDeleted { files: left.left }]);
    let effects = office.act(Action::Custody(CustodyAction::DeleteAgain));
    assert!(deletes(&office, &effects));
    report(&mut office, gone());
    assert_eq!(office.state.troubles, []);
    assert!(office.act(Action::Custody(CustodyAction::DeleteAgain)).is_empty(), "there is nothing left");
}

#[test]
fn a_deletion_the_end_of_the_program_cut_short_is_done_when_the_call_is_opened_again() {
    let mut office = taken();
    decide(&mut office, CustodyChoice::Delete);
    office.save();
    let call = office.call().id().clone();
    office.desk(rapport::app::action::DeskAction::LeaveCall);
    assert!(office.state.call.is_none());
    office.desk(rapport::app::action::DeskAction::OpenCall(call.clone()));
    let effects = office.load(&call);
    assert!(deletes(&office, &effects));
}

#[test]
fn what_became_of_audio_is_noted_also_when_its_call_left_the_desk() {
    let mut office = taken();
    let effects = decide(&mut office, CustodyChoice::Delete);
    assert!(deletes(&office, &effects));
    office.save();
    let call = office.call().id().clone();
    office.desk(rapport::app::action::DeskAction::LeaveCall);
    let effects =
        office.tell(Event::Job(JobEvent::AudioDeleted { call: call.clone(), takes: vec![1], files: gone() }));
    let noted = effects.iter().any(|effect| {
        matches!(effect, Effect::NoteCustody { call: of, step }
            if *of == call && matches!(**step, CustodyStep::NoteDeletion { .. }))
    });
    assert!(noted, "{effects:?}");
}

#[test]
fn the_call_note_of_a_finished_call_is_filed_anew_after_each_decision() {
    let mut office = taken();
    assert!(!files_anew(&decide(&mut office, CustodyChoice::Keep)));
    office.closing(ClosingAction::Finish);
    for choice in
        [CustodyChoice::Restrict, CustodyChoice::Release, CustodyChoice::PlaceHold, CustodyChoice::LiftHold]
    {
        assert!(files_anew(&decide(&mut office, choice)), "{choice:?}");
    }
    let effects = decide(&mut office, CustodyChoice::Delete);
    assert!(deletes(&office, &effects) && !files_anew(&effects), "it is filed when it is done");
    assert!(files_anew(&report(&mut office, gone())));
}
