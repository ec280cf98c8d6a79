//! People about whom a case was noted before they were on the list of those who are asked.

use super::case::{CaseOf, NotedCase, SpecialCase};
use super::record::ConsentRecord;

impl ConsentRecord {
    /// The case that was noted of somebody who is not on the list yet.
    #[must_use]
    pub fn unlisted(&self, case: SpecialCase) -> Option<&NotedCase> {
        self.cases().iter().find(|noted| noted.of.case == case && noted.is_unlisted())
    }

    /// Whether this person can be the one of whom a case was noted before they were on the list. Who was noted before that is
    /// somebody else.
    #[must_use]
    pub fn may_be_unlisted(&self, of: &CaseOf) -> bool {
        let is_here = of.person.as_ref().and_then(|id| self.person(id)).is_some_and(|one| one.present);
        is_here
            && places(self.cases(), of).is_some_and(|(unlisted, own)| own.is_none_or(|own| own > unlisted))
    }
}

/// Where somebody who is not on the list was noted, and where this person was.
fn places(cases: &[NotedCase], of: &CaseOf) -> Option<(usize, Option<usize>)> {
    let unlisted = cases.iter().position(|noted| noted.of.case == of.case && noted.is_unlisted())?;
    Some((unlisted, cases.iter().position(|noted| noted.stands() && noted.of == *of)))
}

/// Makes the case that was noted of somebody who was not on the list that of this person, with what was done and approved. What
/// was noted of them since, such as by their role, becomes part of it.
pub(super) fn list(cases: &mut Vec<NotedCase>, of: &CaseOf) {
    let Some((unlisted, Some(own))) = places(cases, of).filter(|(unlisted, own)| *own > Some(*unlisted))
    else {
        return;
    };
    let since = cases.remove(own);
    if let Some(noted) = cases.get_mut(unlisted) {
        noted.of = since.of;
        noted.steps.extend(since.steps);
        noted.approval = noted.approval.take().or(since.approval);
    }
}
