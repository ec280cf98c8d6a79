//! A call in which everyone agreed, made the only way there is: entry by entry.

use jiff::Timestamp;
use rapport::domain::call::Call;
use rapport::domain::checklist::Checklist;
use rapport::domain::consent::RecordingPermit;
use rapport::domain::decide::{ConsentStep, Opening, RecordingStep, Step, decide, open};
use rapport::domain::entry::Now;
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ClientId, PersonId};
use rapport::domain::people::{Client, ClientCard, Operator, Person, PersonRole};
use rapport::recording::{AudioFiles, FarEnd, RecorderCommand, StartTake};

/// The wall clock of all calls here.
pub fn clock() -> Timestamp {
    "2026-11-24T16:15:02Z".parse().unwrap()
}

pub fn now() -> Now {
    Now { at: clock(), zone: "America/Chicago".to_owned(), by: "Pat".to_owned(), position: None }
}

/// A call that was opened, and in which nothing else has happened.
pub fn call_being_prepared() -> Call {
    let client = Client {
        id: ClientId::new("c1"),
        card: ClientCard { name: "Ada Brown".to_owned(), ..ClientCard::default() },
    };
    let opening = Opening {
        call: CallId::new("20261124-161502-k3f9"),
        client,
        matter: None,
        checklist: checklist(),
        operator: Operator::default(),
        program: "test".to_owned(),
    };
    Call::fold([open(opening, &now()).unwrap()]).unwrap()
}

/// A call whose client said yes, with every entry saved.
pub fn consenting_call() -> Call {
    let mut call = call_being_prepared();
    let ada = PersonId::new("ada");
    let person = Person { id: ada.clone(), name: "Ada Brown".to_owned(), role: PersonRole::Client };
    consent(&mut call, ConsentStep::Join(person));
    consent(&mut call, ConsentStep::Explain);
    consent(&mut call, ConsentStep::spoken(ada, ConsentAnswer::Yes));
    call
}

/// Adds an entry and says that it is saved.
pub fn add(call: &mut Call, step: Step) {
    let entry = decide(call, step, &now()).unwrap();
    let seq = entry.seq;
    call.append(entry).unwrap();
    call.confirm_saved(seq);
}

pub fn consent(call: &mut Call, step: ConsentStep) {
    add(call, Step::Consent(step));
}

#[allow(dead_code, reason = "not every test binary that shares this file reports takes")]
pub fn report(call: &mut Call, step: RecordingStep) {
    add(call, Step::Recording(step));
}

pub fn withdraw(call: &mut Call) {
    consent(call, ConsentStep::Withdraw { person: None });
}

pub fn permit(call: &Call) -> RecordingPermit {
    call.consent().permit().unwrap()
}

/// The order to record take 1 from the system's own choice of a microphone.
#[allow(dead_code, reason = "not every test binary that shares this file begins takes")]
pub fn start(permit: RecordingPermit, far: FarEnd, files: Box<dyn AudioFiles>) -> RecorderCommand {
    let (take, at, before_ms, device) = (1, clock(), 0, None);
    RecorderCommand::Start(Box::new(StartTake { permit, take, at, before_ms, device, far, files }))
}

fn checklist() -> Checklist {
    let line = |id: &str| serde_json::json!({ "id": id, "say": "Words." });
    serde_json::from_value(serde_json::json!({
        "id": "short", "version": "1.0.0", "title": "Short", "language": "en", "about": "For tests.",
        "stages": {
            "prepare": { "items": [{ "id": "p1", "text": "File read" }] },
            "roles": { "paralegal": [line("r1")], "client": [line("r2")], "time": line("r3") },
            "consent": {
                "version": "1", "benefits": ["b"], "risks": ["r"], "question": "May I?",
                "after_no": "Fine.", "after_withdrawal": "Stopped."
            },
            "interview": { "questions": [] },
            "close": { "lines": [line("c1")] }
        }
    }))
    .unwrap()
}
