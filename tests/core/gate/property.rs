//! Random calls against an independent model, through the real decide, the real record and the real tap with scripted
//! sound: no frame passes at a moment when someone on the line had not said yes to the present words.

mod chance;
mod line;
mod story;

use super::cases::{approve, case_of, ruling, take_back};
use crate::timeline::support::{Desk, answer_of, format, person, use_script};
use chance::anything;
use line::Line;
use proptest::test_runner::{Config, TestRunner};
use rapport::domain::consent::{
    ConsentGap, HowGiven, Manner, PlaceKnown, RecordingPermit, Ruling, RulingDuty, SpecialCase,
};
use rapport::domain::decide::{CaseStep, ConsentStep, CourseStep, NoteStep, RecordingStep, Step};
use rapport::domain::entry::Position;
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::PersonId;
use rapport::domain::people::{Person, PersonRole};
use rapport::domain::recording::StopReason;
use std::cell::RefCell;
use story::{Did, Says, Story};

const SEQUENCES: u32 = 10_000;
/// Something the rule adds.
const DUTY: &str = "parent_for_child";

fn ruling_with_a_duty() -> Ruling {
    let duty = RulingDuty { id: DUTY.to_owned(), words: "Ask".to_owned(), ..RulingDuty::default() };
    Ruling { duties: vec![duty], ..ruling() }
}

impl Did {
    /// What a person at the desk, or the recorder, would have written down.
    fn step(self, desk: &Desk) -> Option<Step> {
        let take = desk.call.recording.newest_take();
        let consent = |step| Some(Step::Consent(step));
        let case = |step| consent(ConsentStep::Case(step));
        let recording = |step| Some(Step::Recording(step));
        match self {
            Self::Join(id, role) => consent(ConsentStep::Join(Person { role, ..person(id) })),
            Self::Leave(id) => consent(ConsentStep::Leave(PersonId::new(id))),
            Self::Place(id) => {
                let (person, place, name) = (PersonId::new(id), "US-CA".to_owned(), String::new());
                consent(ConsentStep::GivePlace { person, place, name, known: PlaceKnown::Guessed })
            }
            Self::Ruling => consent(ConsentStep::ApplyRuling(Box::new(ruling_with_a_duty()))),
            Self::Explain => consent(ConsentStep::Explain),
            Self::Answer(id, answer) => consent(answer_of(id, answer)),
            Self::AnswerOnForm(id) => {
                let manner = Manner { given: HowGiven::SignedForm, language: "es".to_owned() };
                let (person, answer) = (PersonId::new(id), ConsentAnswer::Yes);
                consent(ConsentStep::Answer { person, answer, manner })
            }
            Self::Untick(id) => consent(ConsentStep::TakeAnswerBack { person: PersonId::new(id) }),
            Self::Reconfirm(id) => {
                consent(ConsentStep::Reconfirm { person: PersonId::new(id), asked: String::new() })
            }
            Self::Withdraw => consent(ConsentStep::Withdraw { person: None }),
            Self::UseWords(version) => consent(use_script(version)),
            Self::Interrupt => {
                Some(Step::Course(CourseStep::NoteInterruption { last_sign: desk.call.opened }))
            }
            Self::Case(which, whom) => case(CaseStep::Note { of: case_of(which, whom), note: String::new() }),
            Self::Name(which, who) => case(CaseStep::Name(case_of(which, Some(who)))),
            Self::TakeBack(which, whom, Says::Paralegal) => case(take_back(which, whom, "")),
            Self::TakeBack(which, whom, Says::Attorney) => case(take_back(which, whom, "Jane Roe")),
            Self::Settle(which, whom) => {
                let (step, words, done_by) = ("1".to_owned(), "Ask".to_owned(), "Pat".to_owned());
                case(CaseStep::Settle { of: case_of(which, whom), step, words, done_by })
            }
            Self::Unsettle(which, whom) => {
                case(CaseStep::TakeStepBack { of: case_of(which, whom), step: "1".to_owned() })
            }
            Self::Duty => consent(ConsentStep::SettleDuty { duty: DUTY.to_owned(), words: "Ask".to_owned() }),
            Self::DutyBack => {
                consent(ConsentStep::TakeDutyBack { duty: DUTY.to_owned(), words: "Ask".to_owned() })
            }
            Self::Approve(which, whom) => case(approve(which, whom)),
            Self::Unapprove(which, whom) => {
                let reason = "no longer".to_owned();
                case(CaseStep::TakeBackApproval { of: case_of(which, whom), reason })
            }
            Self::NotValid => {
                consent(ConsentStep::NoValidConsent { takes: vec![1], why: "the wrong person".to_owned() })
            }
            Self::Finish => Some(Step::Course(CourseStep::Finish)),
            Self::Write => Some(Step::Note(NoteStep::Mark)),
            Self::Start => recording(RecordingStep::Request),
            Self::Pause => recording(RecordingStep::Paused { take, reason: String::new() }),
            Self::Resume => recording(RecordingStep::Resumed { take }),
            Self::Stop => {
                recording(RecordingStep::Stopped { take, frames: 9, rate: 48_000, why: StopReason::ByHand })
            }
            Self::Save => None,
        }
    }
}

/// A device that once was opened with a permit, and what the model says of it.
struct Opened {
    line: Line,
    /// Nothing has taken the consent away since.
    stands: bool,
    paused: bool,
    closed: bool,
}

/// A call being played: the real one, and what was done in it.
struct Play {
    desk: Desk,
    story: Story,
    saved: bool,
    /// What the model says after the newest step.
    may_record: bool,
    lines: Vec<Opened>,
    held: Vec<RecordingPermit>,
    outlived: Vec<RecordingPermit>,
    told: Told,
}

/// How much of what matters the calls reached.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    permits: u32,
    frames: u32,
    shut: u32,
    reconfirmed: u32,
    approved: u32,
    taken_back: u32,
    named: u32,
}

impl Play {
    fn begin() -> Self {
        Self {
            desk: Desk::open(),
            story: Story::default(),
            saved: false,
            may_record: false,
            lines: Vec::new(),
            held: Vec::new(),
            outlived: Vec::new(),
            told: Told::default(),
        }
    }

    /// Does one thing, unless it is refused, and then lets sound arrive.
    fn go(&mut self, did: Did) {
        if self.happens(did) {
            self.story.0.push(did);
            self.weigh(did);
        }
        self.hear();
    }

    fn happens(&mut self, did: Did) -> bool {
        let Some(step) = did.step(&self.desk) else {
            self.desk.save();
            return true;
        };
        let permit = if did == Did::Start { self.desk.call.consent().permit().ok() } else { None };
        if self.desk.attempt(step).is_err() {
            return false;
        }
        match (did, self.lines.last_mut()) {
            (Did::Start, _) => self.begin_take(permit.unwrap()),
            (Did::Pause, Some(newest)) => {
                newest.line.pause();
                newest.paused = true;
            }
            (Did::Resume, Some(newest)) => {
                newest.line.resume();
                newest.paused = false;
            }
            (Did::Stop, Some(newest)) => {
                newest.line.close();
                newest.closed = true;
                self.desk.position = None;
            }
            _ => {}
        }
        true
    }

    fn begin_take(&mut self, permit: RecordingPermit) {
        let take = self.desk.call.recording.newest_take();
        self.desk.recording(RecordingStep::Started { take, format: format(), far: None });
        self.desk.position = Some(Position { take, frame: 480, rate: 48_000, before_ms: 0 });
        let line = Line::open(permit);
        self.lines.push(Opened { line, stands: true, paused: false, closed: false });
    }

    /// What the model says of permits after this step, and what the record says.
    fn weigh(&mut self, did: Did) {
        self.saved = did == Did::Save || (self.saved && did.is_no_business_of_consent());
        self.may_record = self.story.may_record();
        let may_record = self.may_record;
        let weakened = !may_record || matches!(did, Did::UseWords(_));
        if weakened {
            self.lines.iter_mut().for_each(|opened| opened.stands = false);
            self.outlived.append(&mut self.held);
        }
        let permit = self.desk.call.consent().permit();
        let gaps = self.desk.call.consent().gaps();
        assert_eq!(permit.is_ok(), may_record && self.saved, "{:?} gave {gaps:?}", self.story);
        assert_eq!(gaps == [ConsentGap::NotSavedYet], may_record && !self.saved, "{:?}", self.story);
        assert!(self.outlived.iter().all(|permit| !permit.is_current()), "{:?}", self.story);
        assert!(self.held.iter().all(RecordingPermit::is_current), "{:?}", self.story);
        self.told.permits += u32::from(permit.is_ok());
        self.told.reconfirmed += u32::from(matches!(did, Did::Reconfirm(_)));
        self.told.named += u32::from(matches!(did, Did::Name(..)) && !self.story.someone_is_unlisted());
        self.told.approved += u32::from(matches!(did, Did::Approve(..)) && may_record);
        self.told.taken_back += u32::from(matches!(did, Did::Unsettle(..) | Did::DutyBack));
        self.held.extend(permit);
    }

    /// A buffer arrives at every device that was ever opened.
    fn hear(&mut self) {
        let (story, number) = (&self.story, self.story.0.len());
        for opened in &mut self.lines {
            let passes = opened.line.passes(number);
            if passes {
                assert_eq!(story.unasked(), None, "a frame passed after {story:?}");
                assert!(!story.someone_is_unlisted(), "a frame passed after {story:?}");
                assert!(self.may_record, "a frame passed after {story:?}");
            }
            let expected = opened.stands && !opened.paused && !opened.closed;
            assert_eq!(passes, expected, "{story:?}");
            self.told.frames += u32::from(passes);
            self.told.shut += u32::from(!passes && !opened.closed && !opened.paused);
        }
    }

    fn end(self) -> Told {
        drop(self.desk);
        assert!(self.held.iter().all(|permit| !permit.is_current()), "{:?} is over", self.story);
        for mut opened in self.lines {
            assert!(!opened.line.passes(0), "{:?} is over", self.story);
        }
        self.told
    }
}

fn play(steps: &[Did]) -> Told {
    let mut play = Play::begin();
    for did in steps {
        play.go(*did);
    }
    play.end()
}

#[test]
fn no_frame_passes_while_someone_on_the_line_has_not_said_yes_to_the_present_words() {
    let all = RefCell::new(Vec::new());
    let mut runner =
        TestRunner::new(Config { cases: SEQUENCES, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&anything(), |steps| {
        all.borrow_mut().push(play(&steps));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let all = all.into_inner();
    let of_all = |told: fn(&Told) -> u32| all.iter().filter(|one| told(one) > 0).count();
    let enough = |calls, parts: usize| assert!(calls > all.len() / parts, "too few calls prove anything");
    enough(of_all(|told| told.frames), 2);
    enough(of_all(|told| told.shut), 2);
    enough(of_all(|told| told.reconfirmed), 4);
    enough(of_all(|told| told.approved), 20);
    enough(of_all(|told| told.taken_back), 4);
    enough(of_all(|told| told.named), 20);
}

#[test]
fn the_model_sees_a_missing_yes_an_unheard_word_and_a_case_that_is_not_approved() {
    let check = |steps: &[Did], gaps: &[ConsentGap]| {
        let mut play = Play::begin();
        for did in steps {
            play.go(*did);
        }
        play.go(Did::Save);
        assert_eq!(play.story.0[..steps.len()], *steps, "a step was refused");
        assert_eq!(
            (play.story.may_record(), play.desk.call.consent().gaps()),
            (gaps.is_empty(), gaps.to_vec())
        );
    };
    let yes = |id| Did::Answer(id, ConsentAnswer::Yes);
    let open = [Did::Join("ada", PersonRole::Client), Did::Explain, yes("ada")];
    let then = |more: &[Did]| [&open[..], more].concat();
    check(&open, &[]);
    let bob = ConsentGap::NotHeard { name: "bob".to_owned() };
    check(&then(&[Did::Join("bob", PersonRole::Relative)]), &[bob]);
    check(&then(&[Did::UseWords("2"), Did::Explain, Did::UseWords("1")]), &[ConsentGap::NotExplained]);
    let jail = ConsentGap::NotApproved { case: SpecialCase::JailLine, name: None };
    check(&then(&[Did::Case(SpecialCase::JailLine, None)]), &[jail]);
    check(&then(&[Did::Case(SpecialCase::JailLine, None), Did::Approve(SpecialCase::JailLine, None)]), &[]);
    let no = Did::Answer("ada", ConsentAnswer::No);
    check(&then(&[no]), &[ConsentGap::SaidNo { name: "ada".to_owned() }]);
    for case in [SpecialCase::ThirdPerson, SpecialCase::Relay, SpecialCase::Interpreter] {
        check(&then(&[Did::Case(case, None)]), &[ConsentGap::NotListed { case }]);
    }
    let child = SpecialCase::Child;
    let rosa = [Did::Join("eve", PersonRole::ParentOrGuardian), Did::Explain, yes("eve")];
    let asked = then(&[&[Did::Case(child, None), Did::Approve(child, None)], &rosa[..]].concat());
    check(&asked, &[ConsentGap::NotListed { case: child }]);
    let bob = [Did::Join("bob", PersonRole::Other), Did::Name(child, "bob"), Did::Explain, yes("bob")];
    check(&[&asked[..], &bob].concat(), &[]);
}
