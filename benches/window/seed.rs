//! A store as after some years: calls of made-up clients, entry by entry through the same door as the program's.

use crate::desk::{Done, Folders};
use jiff::{SignedDuration, Timestamp};
use rapport::checklists;
use rapport::domain::call::Call;
use rapport::domain::checklist::Checklist;
use rapport::domain::decide::{ConsentStep, CourseStep, NoteStep, Opening, Step, decide, open};
use rapport::domain::entry::{Entry, Now};
use rapport::domain::ids::{CallId, ClientId, MatterId, PersonId};
use rapport::domain::notes::NoteKind;
use rapport::domain::people::{Client, ClientCard, Matter, Operator, Person, PersonRole};
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;
use rapport::store::{Layout, Store};
use std::time::{Duration, Instant};

/// Calls of one client.
const CALLS_EACH: usize = 4;

const FIRST_NAMES: [&str; 10] =
    ["Ada", "Bruno", "Chidi", "Dolores", "Emeka", "Farah", "Grace", "Hiro", "Ines", "Jonas"];
const LAST_NAMES: [&str; 10] =
    ["Adler", "Brown", "Castro", "Dubois", "Eze", "Flores", "Grant", "Haddad", "Ito", "Jensen"];

/// Fills the data folder; gives the number of entries and how long it took.
pub fn fill(folders: &Folders, calls: usize) -> Done<(usize, Duration)> {
    let begun = Instant::now();
    let mut store = Store::open(Layout::new(folders.data()))?;
    let checklist = checklists::load(None).checklists.into_iter().next().ok_or("no checklist is shipped")?;
    let mut entries = 0;
    for number in 0..calls {
        entries += one(&mut store, &checklist, number)?;
    }
    Ok((entries, begun.elapsed()))
}

fn one(store: &mut Store, checklist: &Checklist, number: usize) -> Done<usize> {
    let first: Timestamp = "2022-01-03T15:00:00Z".parse()?;
    let mut clock = first + SignedDuration::from_mins(97 * i64::try_from(number)?);
    let id = CallId::new(format!("{}-{number:04}", clock.strftime("%Y%m%d-%H%M%S")));
    let entry =
        open(opening(id.clone(), checklist, number), &now(clock)).map_err(|refusal| refused(&refusal))?;
    store.append(&id, &entry)?;
    let mut call = Call::fold([entry])?;
    for step in steps(number) {
        clock += SignedDuration::from_secs(50);
        let entry: Entry = decide(&call, step, &now(clock)).map_err(|refusal| refused(&refusal))?;
        store.append(&id, &entry)?;
        call.append(entry)?;
    }
    Ok(call.entries().len())
}

fn opening(call: CallId, checklist: &Checklist, number: usize) -> Opening {
    let client = number / CALLS_EACH;
    let pick = |names: &[&'static str; 10], at: usize| names.get(at % 10).copied().unwrap_or_default();
    let name = format!("{} {} {client}", pick(&FIRST_NAMES, client), pick(&LAST_NAMES, client / 10));
    Opening {
        call,
        client: Client {
            id: ClientId::new(format!("c{client}")),
            card: ClientCard { name, ..ClientCard::default() },
        },
        matter: Some(Matter {
            id: MatterId::new(format!("m{client}")),
            title: format!("Claim 24-{client:04}"),
        }),
        checklist: checklist.clone(),
        operator: Operator::default(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// A short call; every fiftieth was never finished.
fn steps(number: usize) -> Vec<Step> {
    let client = Person { id: PersonId::new("p1"), name: "The client".to_owned(), role: PersonRole::Client };
    let note = |kind, text: &str| {
        Step::Note(NoteStep::Add { kind, text: format!("{text}, {number}"), question: None })
    };
    let mut steps = vec![
        Step::Consent(ConsentStep::Join(client)),
        Step::Course(CourseStep::Go(Stage::Roles)),
        note(NoteKind::Plain, "Asks whether the adjuster has written"),
        note(NoteKind::Concern, "Worried about the next bill"),
        note(NoteKind::Issue, "The car is still in the yard"),
        Step::Course(CourseStep::Go(Stage::Close)),
    ];
    if !number.is_multiple_of(50) {
        steps.push(Step::Course(CourseStep::Finish));
    }
    steps
}

fn now(at: Timestamp) -> Now {
    Now { at, zone: "America/Chicago".to_owned(), by: "Dana Reyes".to_owned(), position: None }
}

fn refused(refusal: &Refusal) -> String {
    format!("a call of the bench was refused: {refusal:?}")
}
