//! What kind a fact is of: its name in JSON, and whether it may stand after the end of a call.

use super::Fact;
use crate::domain::consent::ConsentFact;

impl Fact {
    /// Whether it may be told of a call that is finished.
    #[must_use]
    pub fn may_follow_the_end(&self) -> bool {
        matches!(
            self,
            Self::Addendum { .. }
                | Self::Attached { .. }
                | Self::SegmentFinished { .. }
                | Self::Exported { .. }
                | Self::FileSealed { .. }
                | Self::TalkCounted { .. }
                | Self::Custody(_)
                | Self::Consent(ConsentFact::NoValidConsent { .. })
        )
    }

    /// The `kind` this fact bears in JSON.
    #[must_use]
    pub fn kind(&self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.get("kind").and_then(|kind| kind.as_str().map(str::to_owned)))
            .unwrap_or_default()
    }
}
