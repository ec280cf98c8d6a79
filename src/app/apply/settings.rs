//! The settings.

use crate::app::action::SettingsAction;
use crate::app::drafts::Drafts;
use crate::app::effect::Effect;
use crate::app::state::State;

pub(super) fn apply(state: &mut State, drafts: &mut Drafts, action: SettingsAction) -> Vec<Effect> {
    match action {
        SettingsAction::Save(settings) => {
            state.settings = settings.as_ref().clone();
            drafts.settings = None;
            drafts.places.own = None;
            vec![Effect::SaveSettings(settings)]
        }
        SettingsAction::ReloadChecklists => vec![Effect::LoadChecklists],
    }
}
