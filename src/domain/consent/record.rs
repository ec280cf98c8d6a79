//! The record: folds the entries of one call into who said what, and makes permits. Knows no words for people.

use super::case::{Approval, CaseOf, NotedCase, SettledStep, SpecialCase};
use super::fact::{ConsentFact, HowMet, Ruling, RulingDuty};
use super::gap::ConsentGap;
use super::listing;
use super::permit::RecordingPermit;
use super::person::{Lapse, OnTheLine, PersonConsent, PersonPlace, Reconfirmed, name_of_the_card};
use super::said::ScriptText;
use crate::domain::checklist::ScriptStamp;
use crate::domain::entry::Entry;
use crate::domain::fact::Fact;
use crate::domain::ids::{CallId, PersonId, Seq};
use crate::domain::people::{ClientCard, Person, PersonRole};
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The revision of a record that is gone: no permit bears it.
const NO_RECORD: u64 = u64::MAX;

/// The record of consent of one call, folded from its timeline.
///
/// It is not `Clone`: the permits it made watch this one record.
#[derive(Debug)]
pub struct ConsentRecord {
    call: CallId,
    script: ScriptStamp,
    text: ScriptText,
    explained: Option<(ScriptStamp, Timestamp)>,
    people: Vec<OnTheLine>,
    cases: Vec<NotedCase>,
    ruling: Option<(Ruling, Timestamp)>,
    duties: Vec<SettledDuty>,
    take: u32,
    finished: bool,
    revision: u64,
    current: Arc<AtomicU64>,
    newest: Seq,
    saved: Seq,
}

impl ConsentRecord {
    pub(in crate::domain) fn new(call: CallId, script: ScriptStamp, text: ScriptText) -> Self {
        Self {
            call,
            script,
            text,
            explained: None,
            people: Vec::new(),
            cases: Vec::new(),
            ruling: None,
            duties: Vec::new(),
            take: 0,
            finished: false,
            revision: 0,
            current: Arc::new(AtomicU64::new(0)),
            newest: Seq::FIRST,
            saved: Seq(0),
        }
    }

    /// The words in force, by name.
    #[must_use]
    pub fn script(&self) -> &ScriptStamp {
        &self.script
    }

    /// The words in force, as they stand on the timeline: with their blanks, and empty where an earlier version of the
    /// program wrote down their name alone.
    #[must_use]
    pub fn text(&self) -> &ScriptText {
        &self.text
    }

    /// When benefits, risks and question were read, in which words; `None` again once everyone has to be asked again.
    #[must_use]
    pub fn explained(&self) -> Option<&(ScriptStamp, Timestamp)> {
        self.explained.as_ref()
    }

    /// Everyone who was on the line, in the order they joined, the departed included.
    #[must_use]
    pub fn people(&self) -> &[OnTheLine] {
        &self.people
    }

    /// Those on the line now.
    pub fn present(&self) -> impl Iterator<Item = &OnTheLine> {
        self.people.iter().filter(|someone| someone.present)
    }

    /// One person.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&OnTheLine> {
        self.people.iter().find(|someone| someone.person.id == *id)
    }

    /// Whether this person heard the words in force, and need not hear them again before they are asked.
    #[must_use]
    pub fn has_heard(&self, id: &PersonId) -> bool {
        self.person(id).is_some_and(|someone| someone.heard.as_ref() == Some(&self.script))
    }

    /// Every special case that was noted, in order, those taken back included.
    #[must_use]
    pub fn cases(&self) -> &[NotedCase] {
        &self.cases
    }

    /// The case as it stands; `None` where it was not noted, or was taken back.
    #[must_use]
    pub fn case(&self, of: &CaseOf) -> Option<&NotedCase> {
        self.cases.iter().find(|noted| noted.stands() && noted.of == *of)
    }

    /// The rule that was applied last, and when.
    #[must_use]
    pub fn ruling(&self) -> Option<&(Ruling, Timestamp)> {
        self.ruling.as_ref()
    }

    /// What the rule that was applied last adds, each with when it was said or ticked; `None` where that is still to be
    /// done. Somebody who joins, and everything after which everyone must be asked again, opens it anew; so does a take,
    /// for what is said on the recording.
    pub fn duties(&self) -> impl Iterator<Item = (&RulingDuty, Option<Timestamp>)> {
        let duties = self.ruling.iter().flat_map(|(ruling, _)| &ruling.duties);
        duties.map(|duty| {
            let is_it = |one: &&SettledDuty| one.counts_for(duty, self.take);
            (duty, self.duties.iter().rev().find(is_it).map(|one| one.at))
        })
    }

    /// Whether the words in force were read since everyone had to hear them.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.explained.as_ref().is_some_and(|(script, _)| *script == self.script)
    }

    /// Whether everyone on the line said yes to the words in force, whatever else keeps the recorder shut.
    #[must_use]
    pub fn everyone_said_yes(&self) -> bool {
        let agrees = |someone: &OnTheLine| someone.said_yes_to(&self.script);
        self.is_explained() && self.present().next().is_some() && self.present().all(agrees)
    }

    /// Says that every entry up to and with `seq` is on disk. A permit waits for that.
    pub fn confirm_saved(&mut self, seq: Seq) {
        self.saved = self.saved.max(seq);
    }

    /// The only maker of permits.
    ///
    /// # Errors
    /// Every reason why there is none, in the order a person would put them right. Anything unknown is a reason.
    pub fn permit(&self) -> Result<RecordingPermit, Vec<ConsentGap>> {
        let gaps = self.gaps();
        if !gaps.is_empty() {
            return Err(gaps);
        }
        Ok(RecordingPermit::new(self.call.clone(), self.revision, Arc::clone(&self.current), self.newest))
    }

    pub(super) fn is_finished(&self) -> bool {
        self.finished
    }

    pub(super) fn is_saved(&self) -> bool {
        self.saved >= self.newest
    }

    /// Takes in an entry. What takes consent away raises the revision in the same step, so that every permit made before
    /// is stale before anyone else hears of the entry.
    pub(in crate::domain) fn fold(&mut self, entry: &Entry) {
        let lapsed = |why| PersonConsent::Lapsed { at: entry.at, why };
        match &entry.fact {
            Fact::PersonJoined { person } => self.join(person, entry.at),
            Fact::CardUpdated { card } => return self.name_client(card),
            Fact::Attached { client, .. } => return self.name_client(&client.card),
            Fact::PersonLeft { person } => self.change(person, |someone| someone.present = false),
            Fact::ConsentExplained { script, .. } => self.explain(script, entry.at),
            Fact::ConsentAnswered { person, answer, script, manner } => {
                let (answer, script, manner) = (*answer, script.clone(), manner.clone());
                let said = PersonConsent::Answered { answer, script, at: entry.at, manner };
                self.change(person, |someone| {
                    someone.consent = said;
                    someone.has_answered = true;
                });
            }
            Fact::ConsentWithdrawn { .. } => self.ask_again(&PersonConsent::Withdrawn { at: entry.at }),
            Fact::ConsentScriptChanged { script, text } => {
                self.script = script.clone();
                self.text = text.clone();
                // Even where the same words are put in force again: nobody knows what was said in between.
                self.weaken();
            }
            Fact::Finished { .. } => self.finished = true,
            Fact::RecordingStarted { take, .. } => {
                self.take = *take;
                return;
            }
            // The line was dropped, with the program or with the call put away.
            Fact::Interrupted { .. } | Fact::Resumed => self.ask_again(&lapsed(Lapse::Interrupted)),
            Fact::Consent(fact) => self.fold_more(entry, fact),
            _ => return,
        }
        self.newest = entry.seq;
        if !self.gaps_but_saving().is_empty() {
            self.weaken();
        }
    }

    fn fold_more(&mut self, entry: &Entry, fact: &ConsentFact) {
        let at = entry.at;
        let lapsed = |why| PersonConsent::Lapsed { at, why };
        match fact {
            ConsentFact::PlaceGiven { person, place, name, known } => {
                let place = PersonPlace { code: place.clone(), name: name.clone(), known: *known, at };
                self.change(person, |someone| someone.place = Some(place));
            }
            ConsentFact::RulingApplied { ruling } => self.ruling = Some((ruling.clone(), at)),
            ConsentFact::DutySettled { duty, .. } => {
                let take = entry.position.map(|position| position.take);
                self.duties.push(SettledDuty { duty: duty.clone(), at, take });
            }
            ConsentFact::DutyTakenBack { duty, .. } => self.duties.retain(|settled| settled.duty != *duty),
            ConsentFact::AnswerTakenBack { person } => {
                self.change(person, |someone| someone.consent = lapsed(Lapse::TickTakenBack));
            }
            ConsentFact::YesReconfirmed { person, .. } => {
                let reconfirmed = entry.position.map(|position| Reconfirmed { at, position });
                self.change(person, |someone| someone.reconfirmed = reconfirmed);
            }
            ConsentFact::CaseNoted { of, note, listed_since } => {
                self.note_case(of, note, at);
                if *listed_since {
                    listing::list(&mut self.cases, of);
                }
                if of.case == SpecialCase::LineDropped {
                    self.ask_again(&lapsed(Lapse::LineDropped));
                }
            }
            ConsentFact::CaseTakenBack { of, .. } => {
                self.change_case(of, |noted| noted.taken_back = Some(at));
            }
            ConsentFact::CaseStepSettled { of, step, words, done_by } => {
                let (step, words, done_by) = (step.clone(), words.clone(), done_by.clone());
                self.change_case(of, |noted| noted.steps.push(SettledStep { step, words, done_by, at }));
            }
            ConsentFact::CaseStepTakenBack { of, step, .. } => {
                self.change_case(of, |noted| noted.steps.retain(|settled| settled.step != *step));
            }
            ConsentFact::CaseApproved { of, attorney, approved_at } => {
                let (attorney, approved_at) = (attorney.clone(), approved_at.clone());
                self.change_case(of, |noted| noted.approval = Some(Approval { attorney, approved_at, at }));
            }
            ConsentFact::ApprovalTakenBack { of, .. } => self.change_case(of, |noted| noted.approval = None),
            ConsentFact::NoValidConsent { .. } => self.ask_again(&lapsed(Lapse::NoValidConsent)),
        }
    }

    /// Whoever joins hears the words and is asked; a person who comes back does so again.
    fn join(&mut self, person: &Person, at: Timestamp) {
        self.duties.clear();
        let joined = OnTheLine::joined(person.clone());
        match self.people.iter_mut().find(|someone| someone.person.id == person.id) {
            Some(back) => *back = joined,
            None => self.people.push(joined),
        }
        if person.role == PersonRole::OtherSide {
            self.note_case(&CaseOf { case: SpecialCase::OtherSide, person: Some(person.id.clone()) }, "", at);
        }
    }

    fn explain(&mut self, script: &ScriptStamp, at: Timestamp) {
        self.explained = Some((script.clone(), at));
        for someone in self.people.iter_mut().filter(|someone| someone.present) {
            someone.heard = Some(script.clone());
        }
    }

    /// A case that stands already stays as it is, its approval included.
    fn note_case(&mut self, of: &CaseOf, note: &str, at: Timestamp) {
        let is_new = of.case == SpecialCase::LineDropped || self.case(of).is_none();
        if is_new {
            let (steps, approval, taken_back) = (Vec::new(), None, None);
            let (of, note) = (of.clone(), note.to_owned());
            self.cases.push(NotedCase { of, note, at, steps, approval, taken_back });
        }
    }

    /// The client is asked under the name the card now bears. Nothing of their consent changes. Of two clients on the line it
    /// is the first.
    fn name_client(&mut self, card: &ClientCard) {
        let client = self.people.iter_mut().find(|one| one.person.role == PersonRole::Client);
        if let Some(client) = client
            && let Some(name) = name_of_the_card(card, &client.person.name, client.has_answered)
        {
            client.person.name = name;
        }
    }

    /// Everyone must hear the words again, and whoever had said yes must be asked again. A no stays a no; a yes that had
    /// lapsed can still be withdrawn.
    fn ask_again(&mut self, since: &PersonConsent) {
        self.explained = None;
        self.duties.clear();
        let withdraws = matches!(since, PersonConsent::Withdrawn { .. });
        for someone in &mut self.people {
            someone.heard = None;
            let lapsed = matches!(someone.consent, PersonConsent::Lapsed { .. });
            if someone.said_yes() || (withdraws && lapsed) {
                someone.consent = since.clone();
            }
        }
    }

    fn change(&mut self, person: &PersonId, how: impl FnOnce(&mut OnTheLine)) {
        if let Some(someone) = self.people.iter_mut().find(|someone| someone.person.id == *person) {
            how(someone);
        }
    }

    fn change_case(&mut self, of: &CaseOf, how: impl FnOnce(&mut NotedCase)) {
        // The newest, so that a line that was dropped twice gets its steps where they belong.
        if let Some(noted) = self.cases.iter_mut().rev().find(|noted| noted.stands() && noted.of == *of) {
            how(noted);
        }
    }

    fn weaken(&mut self) {
        self.revision += 1;
        self.current.store(self.revision, Ordering::Release);
    }
}

/// Something a rule adds that was said or ticked.
#[derive(Debug)]
struct SettledDuty {
    duty: String,
    at: Timestamp,
    /// The take it was said on, where one ran.
    take: Option<u32>,
}

impl SettledDuty {
    /// What is said on the recording can be heard on its own take alone.
    fn counts_for(&self, duty: &RulingDuty, newest_take: u32) -> bool {
        let can_be_heard = duty.how == HowMet::Ticked || self.take == Some(newest_take);
        self.duty == duty.id && can_be_heard
    }
}

impl Drop for ConsentRecord {
    fn drop(&mut self) {
        self.current.store(NO_RECORD, Ordering::Release);
    }
}
