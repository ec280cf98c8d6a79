//! Random calls against an independent model: the model looks back over the steps that were taken, the record folds
//! forward.

use crate::timeline::support::{Desk, answer_of, person, use_script};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rapport::domain::consent::{ConsentGap, RecordingPermit};
use rapport::domain::decide::{ConsentStep, CourseStep, NoteStep, Step};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::PersonId;
use std::cell::Cell;

const SEQUENCES: u32 = 3_000;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Did {
    Join(&'static str),
    Leave(&'static str),
    Explain,
    Answer(&'static str, ConsentAnswer),
    Withdraw,
    UseWords(&'static str),
    Interrupt,
    Finish,
    Write,
}

impl Did {
    fn step(self, desk: &Desk) -> Step {
        match self {
            Self::Join(id) => Step::Consent(ConsentStep::Join(person(id))),
            Self::Leave(id) => Step::Consent(ConsentStep::Leave(PersonId::new(id))),
            Self::Explain => Step::Consent(ConsentStep::Explain),
            Self::Answer(id, answer) => Step::Consent(answer_of(id, answer)),
            Self::Withdraw => Step::Consent(ConsentStep::Withdraw { person: None }),
            Self::UseWords(version) => Step::Consent(use_script(version)),
            Self::Interrupt => Step::Course(CourseStep::NoteInterruption { last_sign: desk.call.opened }),
            Self::Finish => Step::Course(CourseStep::Finish),
            Self::Write => Step::Note(NoteStep::Mark),
        }
    }

    fn is_a_yes(self) -> bool {
        matches!(self, Self::Answer(_, ConsentAnswer::Yes))
    }
}

/// Everything that was done in one call, in order.
#[derive(Default)]
struct Story(Vec<Did>);

impl Story {
    fn last(&self, which: impl Fn(Did) -> bool) -> Option<usize> {
        self.0.iter().rposition(|did| which(*did))
    }

    fn present(&self) -> Vec<&'static str> {
        let here = |id| {
            let joined = self.last(|did| did == Did::Join(id));
            joined.is_some() && joined > self.last(|did| did == Did::Leave(id))
        };
        PEOPLE.into_iter().filter(|id| here(*id)).collect()
    }

    /// The words in force just before a step.
    fn words_at(&self, index: usize) -> &'static str {
        self.0[..index]
            .iter()
            .rev()
            .find_map(|did| if let Did::UseWords(version) = did { Some(*version) } else { None })
            .unwrap_or("1")
    }

    /// Everyone who is there said yes to the present words, and heard them first.
    fn all_agree(&self) -> bool {
        let words = self.words_at(self.0.len());
        let undone = self.last(|did| matches!(did, Did::Withdraw | Did::Interrupt));
        let heard = self
            .last(|did| did == Did::Explain)
            .is_some_and(|at| Some(at) > undone && self.words_at(at) == words);
        let agrees = |id: &'static str| {
            let joined = self.last(|did| did == Did::Join(id));
            self.last(|did| matches!(did, Did::Answer(who, _) if who == id)).is_some_and(|at| {
                Some(at) > joined.max(undone) && self.0[at].is_a_yes() && self.words_at(at) == words
            })
        };
        let present = self.present();
        let finished = self.last(|did| did == Did::Finish).is_some();
        !finished && heard && !present.is_empty() && present.into_iter().all(agrees)
    }

    /// Whether the newest step must make every earlier permit stale.
    fn just_weakened(&self) -> bool {
        match self.0.last() {
            Some(Did::Join(_) | Did::Withdraw | Did::UseWords(_) | Did::Interrupt | Did::Finish) => true,
            Some(Did::Answer(_, answer)) => *answer != ConsentAnswer::Yes,
            Some(Did::Leave(_)) => self.present().is_empty(),
            Some(Did::Explain | Did::Write) | None => false,
        }
    }
}

const PEOPLE: [&str; 3] = ["ada", "bob", "eve"];

/// Weighted so that consent is reached often; nearly every call begins with someone who hears the words.
fn anything() -> impl Strategy<Value = Vec<Did>> {
    let who = || prop::sample::select(&PEOPLE[..]);
    let doubt = prop::sample::select(&[ConsentAnswer::No, ConsentAnswer::NotSure][..]);
    let step = prop_oneof![
        2 => who().prop_map(Did::Join),
        2 => who().prop_map(Did::Leave),
        6 => Just(Did::Explain),
        14 => who().prop_map(|id| Did::Answer(id, ConsentAnswer::Yes)),
        2 => (who(), doubt).prop_map(|(id, answer)| Did::Answer(id, answer)),
        1 => Just(Did::Withdraw),
        1 => prop::sample::select(&["1", "2"][..]).prop_map(Did::UseWords),
        1 => Just(Did::Interrupt),
        2 => Just(Did::Write),
    ];
    let end = prop_oneof![3 => Just(None), 1 => Just(Some(Did::Finish))];
    (who(), prop::collection::vec(step, 1..40), end).prop_map(|(first, steps, end)| {
        [Did::Join(first), Did::Explain].into_iter().chain(steps).chain(end).collect()
    })
}

/// Plays a call; gives the number of permits that were to be had.
fn play(steps: &[Did]) -> usize {
    let mut desk = Desk::open();
    let mut story = Story::default();
    let mut held: Vec<RecordingPermit> = Vec::new();
    let mut outlived: Vec<RecordingPermit> = Vec::new();
    let mut earned = 0;
    for did in steps {
        if desk.attempt(did.step(&desk)).is_err() {
            continue;
        }
        story.0.push(*did);
        if story.just_weakened() {
            outlived.append(&mut held);
        }
        let unsaved = desk.call.consent().permit();
        assert!(*did == Did::Write || unsaved.is_err(), "{story:?} is not saved yet");
        desk.save();
        let permit = desk.call.consent().permit();
        assert_eq!(permit.is_ok(), story.all_agree(), "{story:?} gave {:?}", desk.call.consent().gaps());
        assert!(outlived.iter().all(|permit| !permit.is_current()), "{story:?}");
        assert!(held.iter().all(RecordingPermit::is_current), "{story:?}");
        assert!(held.is_empty() || permit.is_ok(), "{story:?}: a permit outlives the consent it proves");
        earned += usize::from(permit.is_ok());
        held.extend(permit);
    }
    drop(desk);
    assert!(held.iter().all(|permit| !permit.is_current()), "{story:?} is over");
    earned
}

impl std::fmt::Debug for Story {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[test]
fn in_any_call_a_permit_means_that_everyone_present_said_yes_and_nothing_has_weakened_it_since() {
    let calls_with_consent = Cell::new(0);
    let mut runner =
        TestRunner::new(Config { cases: SEQUENCES, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&anything(), |steps| {
        calls_with_consent.set(calls_with_consent.get() + u32::from(play(&steps) > 0));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(calls_with_consent.get() > SEQUENCES / 4, "too few of the calls reach consent to prove anything");
}

#[test]
fn the_model_sees_a_missing_yes_and_an_unheard_word() {
    let gate = |steps: &[Did]| {
        let mut desk = Desk::open();
        for did in steps {
            desk.add(did.step(&desk));
        }
        desk.save();
        (Story(steps.to_vec()).all_agree(), desk.call.consent().gaps())
    };
    let yes = |id| Did::Answer(id, ConsentAnswer::Yes);
    let open = [Did::Join("ada"), Did::Explain, yes("ada")];
    assert_eq!(gate(&open), (true, vec![]));
    let unasked = [&open[..], &[Did::Join("bob")]].concat();
    assert_eq!(gate(&unasked), (false, vec![ConsentGap::NotAsked { name: "bob".to_owned() }]));
    let unheard = [&open[..], &[Did::UseWords("2"), Did::Explain, Did::UseWords("1")]].concat();
    assert_eq!(gate(&unheard), (false, vec![ConsentGap::NotExplained]));
}
