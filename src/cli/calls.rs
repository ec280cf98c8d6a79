//! `rapport calls`: the calls, newest first.

use super::answer::{Answer, json};
use super::args::Manner;
use super::place::Looked;
use super::print::{Table, length, minute};
use super::{Problem, words};
use crate::store::CallSummary;
use jiff::Timestamp;
use serde::Serialize;
use std::time::Duration;

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    client: &'a str,
    matter: Option<&'a str>,
    opened: Timestamp,
    closed: Option<Timestamp>,
    stage: &'static str,
    recorded_seconds: f64,
    interrupted: bool,
}

impl<'a> From<&'a CallSummary> for Row<'a> {
    fn from(call: &'a CallSummary) -> Self {
        Self {
            id: call.id.as_str(),
            client: &call.client,
            matter: call.matter.as_deref(),
            opened: call.opened,
            closed: call.closed,
            stage: call.stage.name(),
            recorded_seconds: recorded(call).as_secs_f64(),
            interrupted: call.interrupted,
        }
    }
}

/// Lists the calls.
pub(super) fn answer(look: &Looked, manner: Manner) -> Result<Answer, Problem> {
    let calls = look.open()?.calls(None)?;
    let text = match manner {
        Manner::Json => json(&calls.iter().map(Row::from).collect::<Vec<_>>())?,
        Manner::Plain if calls.is_empty() => words::no_calls(),
        Manner::Plain => table(&calls),
    };
    Ok(Answer::yes(text))
}

fn table(calls: &[CallSummary]) -> String {
    let mut table = Table::new(words::CALL_HEADINGS);
    for call in calls {
        table.row([
            call.id.to_string(),
            minute(call.opened),
            words::standing(call).to_owned(),
            length(recorded(call)),
            call.client.clone(),
            call.matter.clone().unwrap_or_else(words::no_matter),
        ]);
    }
    table.text()
}

fn recorded(call: &CallSummary) -> Duration {
    Duration::from_millis(call.recorded_ms)
}
