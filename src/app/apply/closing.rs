//! Finishing a call, its call note, and what is added later.

use super::typed::{add_addendum, file_typed};
use super::{Added, add};
use crate::app::Moment;
use crate::app::action::ClosingAction;
use crate::app::drafts::Drafts;
use crate::app::effect::{Effect, RecorderOrder};
use crate::app::sound_export;
use crate::app::state::State;
use crate::domain::decide::{CourseStep, Step};
use crate::domain::entry::Now;
use crate::domain::recording::{RecordingState, StopReason};
use crate::domain::track::Track;

pub(super) fn apply(
    state: &mut State,
    drafts: &mut Drafts,
    action: ClosingAction,
    moment: &Moment,
) -> Vec<Effect> {
    let Some(call) = state.call.as_ref().map(|open| open.call.id().clone()) else {
        return Vec::new();
    };
    match action {
        ClosingAction::Finish => finish(state, drafts, &moment.now),
        ClosingAction::Export { writing, folder } => vec![Effect::Export { call, writing, folder }],
        ClosingAction::ExportSound(order) => sound_export::begin(state, order),
        ClosingAction::GiveUpSoundExport => sound_export::give_up(state),
        ClosingAction::Copy => {
            state.copied = false;
            vec![Effect::MakeText(call)]
        }
        ClosingAction::AddAddendum => {
            let mut effects = Vec::new();
            add_addendum(state, drafts, &moment.now, &mut effects);
            effects
        }
    }
}

/// Finishes the open call with all that is typed filed, or first ends the take that runs.
pub(in crate::app) fn finish(state: &mut State, drafts: &mut Drafts, now: &Now) -> Vec<Effect> {
    let Some(open) = &mut state.call else {
        return Vec::new();
    };
    if open.call.recording.state() != RecordingState::Idle {
        open.finish_when_stopped = true;
        return vec![Effect::Recorder(RecorderOrder::Stop { why: StopReason::ByHand })];
    }
    open.finish_when_stopped = false;
    let call = open.call.id().clone();
    let mut effects = Vec::new();
    if file_typed(state, drafts, now, &mut effects) == Added::Yes
        && add(state, Step::Course(CourseStep::Finish), now, &mut effects) == Added::Yes
    {
        effects.push(Effect::FileNotes(call.clone()));
        effects.push(Effect::LoadLists);
        // The call note is filed at once, and once more when it is counted.
        if state.settings.talk_share_in_note && has_two_sides(state) {
            effects.push(Effect::CountTalk(call));
        }
    }
    effects
}

/// Whether there is anything to compare.
fn has_two_sides(state: &State) -> bool {
    let segments = state.call.iter().flat_map(|open| &open.call.recording.segments);
    segments.into_iter().any(|segment| segment.track == Track::Far)
}
