//! `rapport law`: which rule on recording applies for people in these places, and where it comes from.

use super::answer::{Answer, json};
use super::args::Manner;
use super::place::Looked;
use super::words::law as says;
use super::{BAD_USE, Problem};
use crate::law::{self, DutyHere, Law, Loaded, Medium, Place, PlaceRule, Rule, Ruling, Source};
use crate::store::ConfigLayout;
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    rule: Rule,
    set_by: &'a str,
    sentence: String,
    medium: Medium,
    places: &'a [PlaceRule],
    duties: Vec<String>,
    duty_details: &'a [DutyHere],
    remarks: &'a [String],
    checked: &'a str,
    version: &'a str,
    law_file: Option<String>,
    confirm: &'static str,
    policy: &'static str,
}

/// Says the rule for people in these places.
pub(super) fn answer(
    look: &Looked,
    typed: &[String],
    medium: Medium,
    manner: Manner,
) -> Result<Answer, Problem> {
    let firm_file = look.config.as_ref().map(ConfigLayout::recording_law);
    let loaded = law::load(firm_file.as_deref());
    let places = places(&loaded.law, typed)?;
    let remarks: Vec<String> =
        typed.iter().zip(&places).filter_map(|(typed, place)| remark(&loaded.law, typed, place)).collect();
    let ruling = loaded.law.rule_for(&places, medium);
    let text = match manner {
        Manner::Json => json(&report(&ruling, &remarks, &loaded.source))?,
        Manner::Plain => says::ruling(&ruling, &remarks, &loaded.source),
    };
    Ok(answered(text, &loaded))
}

/// Every place, or all that are none.
fn places(law: &Law, typed: &[String]) -> Result<Vec<Place>, Problem> {
    let (mut places, mut strange) = (Vec::new(), Vec::new());
    for typed in typed {
        match law.place(typed) {
            Ok(place) => places.push(place),
            Err(error) => strange.push(error.typed),
        }
    }
    if strange.is_empty() { Ok(places) } else { Err(Problem::NoSuchPlaces { typed: strange }) }
}

/// How a place was read, where one could have meant another.
fn remark(law: &Law, typed: &str, place: &Place) -> Option<String> {
    let read = law.jurisdiction(place.code())?;
    if let Some(state) = law.state_of_the_same_letters(place) {
        return Some(says::not_the_state(read, state));
    }
    let is_short = typed.trim().len() == 2 && !typed.trim().eq_ignore_ascii_case(place.code());
    is_short.then(|| says::read_as_state(typed, read))
}

/// A firm's file with a fault does not go by unseen: what was asked for is the firm's law.
fn answered(text: String, loaded: &Loaded) -> Answer {
    match says::left_out(&loaded.faults) {
        Some(complaint) => Answer::in_part(text, BAD_USE, complaint),
        None => Answer::yes(text),
    }
}

fn report<'a>(ruling: &'a Ruling, remarks: &'a [String], source: &Source) -> Report<'a> {
    Report {
        rule: ruling.rule,
        set_by: &ruling.set_by,
        sentence: ruling.sentence(),
        medium: ruling.medium,
        places: &ruling.places,
        duties: ruling.duties.iter().map(DutyHere::line).collect(),
        duty_details: &ruling.duties,
        remarks,
        checked: &ruling.checked,
        version: &ruling.version,
        law_file: match source {
            Source::Shipped => None,
            Source::Firm(file) => Some(file.display().to_string()),
        },
        confirm: law::CONFIRM,
        policy: law::POLICY,
    }
}
