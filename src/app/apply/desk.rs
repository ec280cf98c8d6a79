//! Pages, and opening calls.

use super::typed::file_typed;
use super::words::put_in_force_at_opening;
use super::{Added, add};
use crate::app::Moment;
use crate::app::action::DeskAction;
use crate::app::drafts::{Drafts, OpeningDraft};
use crate::app::effect::{Effect, RecorderOrder, Watch};
use crate::app::state::{Awaited, OpenCall, Page, State, StoreState};
use crate::app::trouble::Trouble;
use crate::app::view::desk::{Meant, meant};
use crate::domain::call::Call;
use crate::domain::decide::{ConsentStep, CourseStep, Opening, Step, open};
use crate::domain::ids::{CallId, ClientId, MatterId, PersonId};
use crate::domain::people::{Client, ClientCard, Matter, Person, PersonRole, UNKNOWN_CALLER};
use crate::domain::recording::RecordingState;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: DeskAction,
    moment: &Moment,
) -> Vec<Effect> {
    match action {
        DeskAction::ShowToday => show(state, Page::Today),
        DeskAction::ShowCall => show(state, Page::Call),
        DeskAction::ShowSettings => {
            state.page = Page::Settings;
            vec![Effect::Recorder(RecorderOrder::ListDevices)]
        }
        DeskAction::StartCall => start_call(state, drafts, moment),
        DeskAction::QuickCapture => quick_capture(state, drafts, moment),
        DeskAction::OpenCall(id) => open_call(state, drafts, id, moment),
        DeskAction::LeaveCall => leave(state, drafts, moment),
        DeskAction::RetryOpening => {
            state.store = StoreState::Opening;
            vec![Effect::OpenStore]
        }
        DeskAction::SetDatabaseAside => {
            state.store = StoreState::Opening;
            vec![Effect::SetDatabaseAside]
        }
        DeskAction::RefusePaste { bytes } => {
            state.refused = Some(Refusal::PasteTooLong { bytes });
            Vec::new()
        }
        DeskAction::FileTyped => {
            let mut effects = Vec::new();
            file_typed(state, drafts, &moment.now, &mut effects);
            effects
        }
        DeskAction::DismissSalvaged => {
            state.salvaged.clear();
            Vec::new()
        }
        DeskAction::Dismiss(index) => {
            if index < state.troubles.len() {
                state.troubles.remove(index);
            }
            Vec::new()
        }
    }
}

fn show(state: &mut State, page: Page) -> Vec<Effect> {
    state.page = page;
    if page == Page::Today { vec![Effect::LoadLists] } else { Vec::new() }
}

fn start_call(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let Some(client) = client_of(state, &drafts.opening, moment) else {
        return Vec::new();
    };
    let matter = matter_named(state, &client, &drafts.opening.matter, moment);
    let mut effects = Vec::new();
    if begin(state, drafts, (client, matter), moment, &mut effects) == Added::No {
        return effects;
    }
    effects.extend(state.call.as_ref().map(|open| ask_for_carried_over(&open.call)));
    drafts.clear_call();
    effects
}

fn quick_capture(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    let typed = drafts.opening.client.trim();
    let client = match meant(state, &drafts.opening) {
        Meant::Known(known) => known.client.clone(),
        // Nobody waits for a choice while a caller talks: the notes find their file later.
        Meant::SomeoneNew | Meant::OneOfSeveral => {
            new_client(if typed.is_empty() { UNKNOWN_CALLER } else { typed }, moment)
        }
    };
    let mut effects = Vec::new();
    if begin(state, drafts, (client, None), moment, &mut effects) == Added::No {
        return effects;
    }
    // The caller is on the line already: nothing to prepare.
    add(state, Step::Course(CourseStep::Go(Stage::Roles)), &moment.now, &mut effects);
    drafts.clear_call();
    effects
}

/// Opens a call and puts the client on the line, if it can be opened. What is typed in the call before is filed there.
fn begin(
    state: &mut State,
    drafts: &mut Drafts,
    (client, matter): (Client, Option<Matter>),
    moment: &Moment,
    effects: &mut Vec<Effect>,
) -> Added {
    if is_recording(state) {
        state.refused = Some(Refusal::StillRecording);
        return Added::No;
    }
    let Some(checklist) = drafts.opening.checklist(&state.library.checklists).cloned() else {
        state.tell(Trouble::NoChecklist);
        return Added::No;
    };
    let call = call_id(moment);
    let opening = Opening {
        call: call.clone(),
        client,
        matter,
        checklist,
        operator: state.settings.operator.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let entry = match open(opening, &moment.now) {
        Ok(entry) => entry,
        Err(refusal) => {
            state.refused = Some(refusal);
            return Added::No;
        }
    };
    if file_typed(state, drafts, &moment.now, effects) == Added::No {
        return Added::No;
    }
    let append = Effect::Append { call, entry: Box::new(entry.clone()) };
    let Ok(call) = Call::fold([entry]) else {
        return Added::No;
    };
    effects.push(append);
    put_on_the_desk(state, OpenCall::new(call));
    put_in_force_at_opening(state, &moment.now, effects);
    let person = state.call.as_ref().map(|open| Person {
        id: PersonId::new("p1"),
        name: open.call.client.card.known_as().to_owned(),
        role: PersonRole::Client,
    });
    let joined =
        person.map(|person| add(state, Step::Consent(ConsentStep::Join(person)), &moment.now, effects));
    debug_assert_eq!(joined, Some(Added::Yes), "a client with a name can join");
    Added::Yes
}

/// Makes this the open call, with nothing left on screen of the one before.
pub(in crate::app) fn put_on_the_desk(state: &mut State, open: OpenCall) {
    state.call = Some(open);
    state.awaited = None;
    state.readings.clear();
    // The sensors tell only what is new; the next call needs to hear everything.
    state.watching = Watch::Off;
    state.written.clear();
    state.copied = false;
    state.page = Page::Call;
}

/// Asks for what the client's last call left for this one.
pub(in crate::app) fn ask_for_carried_over(call: &Call) -> Effect {
    Effect::LoadCarriedOver {
        client: call.client.id.clone(),
        matter: call.matter.as_ref().map(|matter| matter.id.clone()),
        other_than: call.id().clone(),
    }
}

fn call_id(moment: &Moment) -> CallId {
    CallId::new(format!("{}-{}", moment.now.at.strftime("%Y%m%d-%H%M%S"), moment.token))
}

fn fresh(letter: char, moment: &Moment) -> String {
    format!("{letter}{}{}", moment.now.at.strftime("%Y%m%d%H%M%S"), moment.token)
}

fn new_client(name: &str, moment: &Moment) -> Client {
    let card = ClientCard { name: name.trim().to_owned(), ..ClientCard::default() };
    Client { id: ClientId::new(fresh('c', moment)), card }
}

/// The client who is meant by the name that is typed; `None`, with the reason, where several bear it and nobody said which.
pub(super) fn client_of(state: &mut State, opening: &OpeningDraft, moment: &Moment) -> Option<Client> {
    match meant(state, opening) {
        Meant::Known(known) => Some(known.client.clone()),
        Meant::SomeoneNew => Some(new_client(&opening.client, moment)),
        Meant::OneOfSeveral => {
            state.refused = Some(Refusal::SeveralOfThatName);
            None
        }
    }
}

/// The client's matter of this title, else a new one; `None` where nothing was typed.
pub(super) fn matter_named(state: &State, client: &Client, title: &str, moment: &Moment) -> Option<Matter> {
    let title = title.trim();
    if title.is_empty() {
        return None;
    }
    let known = state
        .lists
        .clients
        .iter()
        .filter(|known| known.client.id == client.id)
        .flat_map(|known| &known.matters)
        .find(|matter| matter.title.to_lowercase() == title.to_lowercase());
    Some(
        known
            .cloned()
            .unwrap_or_else(|| Matter { id: MatterId::new(fresh('m', moment)), title: title.to_owned() }),
    )
}

fn open_call(state: &mut State, drafts: &mut Drafts, id: CallId, moment: &Moment) -> Vec<Effect> {
    if state.call.as_ref().is_some_and(|open| *open.call.id() == id) {
        state.page = Page::Call;
        return Vec::new();
    }
    if is_recording(state) {
        state.refused = Some(Refusal::StillRecording);
        return Vec::new();
    }
    let mut effects = Vec::new();
    if file_typed(state, drafts, &moment.now, &mut effects) == Added::Yes {
        effects.push(ask_for_call(state, id));
    }
    effects
}

/// Asks for a call to be read. Only the answer to the newest asking counts.
pub(in crate::app) fn ask_for_call(state: &mut State, call: CallId) -> Effect {
    state.readings_of_calls += 1;
    let reading = state.readings_of_calls;
    state.awaited = Some(Awaited { call: call.clone(), reading });
    Effect::LoadCall { call, reading }
}

/// Puts the open call away with all that is typed filed; where entries are not on disk yet, as soon as they are.
pub(in crate::app) fn leave(state: &mut State, drafts: &mut Drafts, moment: &Moment) -> Vec<Effect> {
    if is_recording(state) {
        state.refused = Some(Refusal::StillRecording);
        return Vec::new();
    }
    let mut effects = Vec::new();
    if file_typed(state, drafts, &moment.now, &mut effects) == Added::No {
        return effects;
    }
    if let Some(open) = state.call.as_mut().filter(|open| open.has_unsaved()) {
        open.leave_when_saved = true;
        return effects;
    }
    state.call = None;
    state.awaited = None;
    drafts.clear_call();
    effects.extend(show(state, Page::Today));
    effects
}

/// Whether a take of the open call is asked for, runs or is paused.
pub(in crate::app) fn is_recording(state: &State) -> bool {
    state.call.as_ref().is_some_and(|open| open.call.recording.state() != RecordingState::Idle)
}
