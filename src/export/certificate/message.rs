//! The message for the supervising attorney where no valid consent existed: what the record holds, and no verdict.

use crate::domain::call::Call;
use crate::domain::custody::Standing;
use crate::export::report::{Consent, Course, Event, Happened, Moment, TakeConsent};
use crate::export::words;

/// As plain text; `None` where nothing of the kind was noted.
pub(in crate::export) fn message(call: &Call) -> Option<String> {
    let consent = Consent::of(call);
    let found: Vec<(&Event, &[u32], &str)> = consent
        .events
        .iter()
        .filter_map(|event| match &event.what {
            Happened::NoValidConsent { takes, why } => Some((event, takes.as_slice(), why.as_str())),
            _ => None,
        })
        .collect();
    let takes: Vec<u32> = found.iter().flat_map(|(_, takes, _)| takes.iter().copied()).collect();
    if takes.is_empty() {
        return None;
    }
    let course = Course::of(call);
    let mut text = head(&course);
    for (event, takes, why) in found {
        text.push_str(&words::noted_no_valid_consent(event, takes, why));
    }
    for take in consent.takes.iter().filter(|one| takes.contains(&one.take)) {
        text.push('\n');
        text.push_str(&of_take(call, &course.started, take));
    }
    text.push('\n');
    text.push_str(&words::decision_is_the_attorneys());
    Some(text)
}

fn head(course: &Course) -> String {
    let operator = &course.made_by;
    words::message_head([
        words::or_not_given(&operator.attorney),
        words::or_not_given(&words::joined([&operator.name, &operator.title])),
        course.client.clone(),
        words::matter(course.matter.as_ref()),
        words::moment(&course.started),
        course.id.to_string(),
    ])
}

fn of_take(call: &Call, beside: &Moment, take: &TakeConsent) -> String {
    let told = |at| words::moment(&Moment { at, zone: beside.zone.clone() });
    let mut text = words::on_the_line_at_the_start(take);
    let standing = match call.custody.of(take.take) {
        Some(Standing::Restricted { at, .. }) => words::locked_since(&told(*at)),
        Some(Standing::Released { at, attorney, .. }) => words::released_by(attorney, &told(*at)),
        Some(Standing::Going { at, decided_by, .. }) => words::deletion_decided_by(decided_by, &told(*at)),
        Some(Standing::Deleted { at, decided_by, .. }) => words::deleted_by(decided_by, &told(*at)),
        Some(Standing::Kept { .. } | Standing::Open) | None => words::not_locked(),
    };
    text.push_str(&standing);
    text.push_str(&words::files_of(
        call.recording.segments.iter().filter(|file| file.take == take.take).map(|file| file.file.as_str()),
    ));
    text
}
