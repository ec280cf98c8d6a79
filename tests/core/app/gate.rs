//! The gate as the whole program keeps it: in any order of actions and events, nothing tells the recorder to start unless
//! everyone present has a saved yes, and nothing that ends a yes leaves a take running.
//!
//! The model is told only what the program sent out and what it was told: it reads the entries that went to the store.

use super::office::{Office, library, opens_a_microphone, other_scripts, starts, stops};
use crate::timeline::support::{format, use_script};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rapport::app::action::{
    CallAction, ClosingAction, DeskAction, RecorderAction, SettingsAction, WordsAction,
};
use rapport::app::drafts::{ReasonDraft, Skips};
use rapport::app::event::{JobEvent, Lists, StoreEvent};
use rapport::app::{Action, CaptureError, Effect, Event, Settings, StartError, Trouble};
use rapport::domain::call::Call;
use rapport::domain::chain::Hash;
use rapport::domain::checklist::ScriptStamp;
use rapport::domain::decide::{ConsentStep, CourseStep, NoteStep, RecordingStep, Step};
use rapport::domain::entry::Entry;
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::ids::{CallId, PersonId, Seq};
use rapport::domain::notes::NoteKind;
use rapport::domain::readiness::Reading;
use rapport::domain::recording::StopReason;
use rapport::domain::stage::Stage;
use rapport::recording::RecorderEvent;
use std::cell::Cell;
use std::collections::BTreeMap;

const SEQUENCES: u32 = 2_000;

/// Something a person does or the outside tells.
#[derive(Clone, Debug)]
enum Did {
    Act(Action),
    /// The person types a name for a new call or for someone who joins, a note, and a reason.
    Type(&'static str),
    /// The store says that all but so many of the newest entries are on disk.
    Saved {
        all_but: u64,
    },
    Told(Telling),
    /// The store has read a call that was put away, or the first one.
    Loaded,
}

/// Something the outside tells, made when it is told.
#[derive(Clone, Copy, Debug)]
enum Telling {
    Started,
    Failed,
    Stopped(u8),
    Paused,
    Resumed,
    Level,
    Starved,
    NotSaved,
    Chat,
    ClockJumped,
    ListenFailed,
    /// The firm's consent scripts were read anew, and are other ones.
    OtherScripts,
}

impl Telling {
    fn event(self, take: u32) -> Event {
        Event::Recorder(match self {
            Self::Started => RecorderEvent::Started { take, format: format(), far: None },
            Self::Failed => RecorderEvent::Failed { take, error: StartError::DiskFull },
            Self::Stopped(why) => RecorderEvent::Stopped { take, frames: 9, rate: 48_000, why: why_of(why) },
            Self::Paused => RecorderEvent::Paused { take, reason: String::new() },
            Self::Resumed => RecorderEvent::Resumed { take },
            Self::Level => RecorderEvent::Level { peak: 0.5, far: None },
            Self::Starved => {
                RecorderEvent::Starved { track: rapport::domain::track::Track::Mic, starved: true }
            }
            Self::ListenFailed => RecorderEvent::ListenFailed(CaptureError::DeviceGone),
            Self::NotSaved => return Event::Store(StoreEvent::NotSaved(Trouble::DiskFull)),
            Self::Chat => return Event::Sensed(Reading::ChatPrograms { running: Vec::new() }),
            Self::ClockJumped => return Event::ClockJumped { by_seconds: 60 },
            Self::OtherScripts => return Event::Job(JobEvent::ConsentScripts(other_scripts(take))),
        })
    }
}

fn why_of(number: u8) -> StopReason {
    match number {
        0 => StopReason::ByHand,
        1 => StopReason::DeviceLost,
        _ => StopReason::ConsentEnded,
    }
}

/// What the model knows: the entries sent to the store, how many are on disk, and whether a take was asked for.
#[derive(Default)]
struct Model {
    sent: BTreeMap<CallId, Vec<Entry>>,
    saved: BTreeMap<CallId, Seq>,
    runs: Option<CallId>,
}

/// What one person said last.
#[derive(PartialEq)]
enum Word {
    None,
    Yes { to: ScriptStamp },
    No,
}

impl Model {
    /// Those on the line with their last word, and the words in force, if all of them heard those.
    fn line(&self, call: &CallId) -> (BTreeMap<PersonId, Word>, Option<ScriptStamp>) {
        let (mut line, mut heard) = (BTreeMap::new(), None);
        let entries = self.sent.get(call).map(Vec::as_slice).unwrap_or_default();
        let mut words = entries.first().and_then(|entry| match &entry.fact {
            Fact::Opened { checklist, .. } => Some(checklist.consent_script()),
            _ => None,
        });
        for entry in entries {
            match &entry.fact {
                Fact::PersonJoined { person } => drop(line.insert(person.id.clone(), Word::None)),
                Fact::PersonLeft { person } => drop(line.remove(person)),
                Fact::ConsentExplained { script, .. } => heard = Some(script.clone()),
                Fact::ConsentScriptChanged { script, .. } => words = Some(script.clone()),
                Fact::ConsentAnswered { person, answer: ConsentAnswer::Yes, script, .. } => {
                    line.insert(person.clone(), Word::Yes { to: script.clone() });
                }
                Fact::ConsentAnswered { person, .. } => drop(line.insert(person.clone(), Word::No)),
                Fact::ConsentWithdrawn { .. } | Fact::Interrupted { .. } => {
                    heard = None;
                    let said_yes = line.values_mut().filter(|word| matches!(word, Word::Yes { .. }));
                    said_yes.for_each(|word| *word = Word::None);
                }
                Fact::Finished { .. } => line.clear(),
                _ => {}
            }
        }
        (line, heard.filter(|heard| words.as_ref() == Some(heard)))
    }

    fn all_agree(&self, call: &CallId) -> bool {
        let (line, heard) = self.line(call);
        let agrees = |word: &Word| matches!((word, &heard), (Word::Yes { to }, Some(words)) if to == words);
        !line.is_empty() && line.values().all(agrees)
    }

    /// Every entry that has to do with consent is on disk.
    fn is_saved(&self, call: &CallId) -> bool {
        let saved = self.saved.get(call).copied().unwrap_or(Seq(0));
        let about_consent = |entry: &&Entry| {
            let kind = entry.fact.kind();
            kind.starts_with("consent") || kind.starts_with("person")
        };
        self.sent[call].iter().filter(about_consent).all(|entry| entry.seq <= saved)
    }

    fn somebody_said_no(&self, call: &CallId) -> bool {
        self.line(call).0.values().any(|word| *word == Word::No)
    }

    fn take_in(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Append { call, entry } = effect {
                self.sent.entry(call.clone()).or_default().push(entry.as_ref().clone());
            }
        }
    }
}

/// Whether one of these entries may end a yes that stood.
fn ends_consent(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::Append { entry, .. } => match &entry.fact {
            Fact::PersonJoined { .. }
            | Fact::PersonLeft { .. }
            | Fact::ConsentWithdrawn { .. }
            | Fact::ConsentScriptChanged { .. } => true,
            Fact::ConsentAnswered { answer, .. } => *answer != ConsentAnswer::Yes,
            _ => false,
        },
        _ => false,
    })
}

/// One sequence; how many takes were begun, and how many of them were ended by the end of consent.
fn play(story: &[Did]) -> (u32, u32) {
    let mut office = Office::open();
    let mut model = Model::default();
    let mut first = None;
    let (mut begun, mut ended) = (0, 0);
    for did in story {
        let before = office.state.call.as_ref().map(|open| open.call.id().clone());
        let running = model.runs.clone();
        let effects = one(&mut office, &mut model, did, first.as_ref());
        model.take_in(&effects);
        let open = office.state.call.as_ref().map(|open| open.call.id().clone());
        first = first.or(open.clone());
        if starts(&effects) {
            let call = open.clone().unwrap();
            assert!(model.all_agree(&call), "started without everyone's yes by {did:?}");
            assert!(model.is_saved(&call), "started before the yes was on disk by {did:?}");
            assert_eq!(running, None, "two takes at once by {did:?}");
            model.runs = Some(call);
            begun += 1;
        }
        if opens_a_microphone(&effects) {
            assert!(
                !model.somebody_said_no(open.as_ref().unwrap()),
                "a microphone opened after a no by {did:?}"
            );
        }
        if let Some(call) = &running {
            assert_eq!(open.as_ref(), Some(call), "a take runs without its call on the desk after {did:?}");
            let is_report = matches!(did, Did::Told(Telling::Failed | Telling::Stopped(_)));
            if is_report {
                model.runs = None;
            } else if ends_consent(&effects) && !model.all_agree(call) {
                assert_eq!(stops(&effects), Some(StopReason::ConsentEnded), "a take goes on after {did:?}");
                ended += 1;
            }
        }
        assert!(before.is_none() || running.is_none() || open == before);
    }
    (begun, ended)
}

fn one(office: &mut Office, model: &mut Model, did: &Did, first: Option<&CallId>) -> Vec<Effect> {
    match did {
        Did::Act(action) => office.act(action.clone()),
        Did::Type(words) => {
            office.drafts.opening.client = (*words).to_owned();
            office.drafts.opening.matter = (*words).to_owned();
            office.drafts.person = (*words).to_owned();
            office.drafts.note.text = (*words).to_owned();
            office.drafts.reason =
                Some(ReasonDraft { skips: Skips::Stage(Stage::Roles), text: (*words).to_owned() });
            Vec::new()
        }
        Did::Saved { all_but } => {
            let Some(open) = &office.state.call else {
                return Vec::new();
            };
            let call = open.call.id().clone();
            let newest = Seq((open.call.next_seq().0 - 1).saturating_sub(*all_but));
            let saved = model.saved.entry(call.clone()).or_insert(Seq(0));
            *saved = (*saved).max(newest);
            office.tell(Event::Store(StoreEvent::Saved { call, seq: newest, head: Hash::none() }))
        }
        Did::Told(telling) => {
            let take = office.state.call.as_ref().map_or(1, |open| open.call.recording.newest_take());
            office.tell(telling.event(take))
        }
        Did::Loaded => {
            let Some(timeline) = first.and_then(|call| office.shelf.get(call)) else {
                return Vec::new();
            };
            let last = timeline.last().unwrap().seq;
            model.saved.insert(first.unwrap().clone(), last);
            let call = Box::new(Call::fold(timeline.clone()).unwrap());
            let reading = office.state.readings_of_calls;
            office.tell(Event::Store(StoreEvent::Loaded { call, head: Hash::none(), reading }))
        }
    }
}

fn person() -> impl Strategy<Value = PersonId> {
    prop::sample::select(vec!["p1", "p1", "p2", "nobody"]).prop_map(PersonId::new)
}

fn consent() -> impl Strategy<Value = Step> {
    let answer = prop::sample::select(vec![ConsentAnswer::Yes, ConsentAnswer::No, ConsentAnswer::NotSure]);
    prop_oneof![
        5 => Just(ConsentStep::Explain),
        2 => (person(), answer).prop_map(|(person, answer)| ConsentStep::spoken(person, answer)),
        9 => person().prop_map(|person| ConsentStep::spoken(person, ConsentAnswer::Yes)),
        1 => person().prop_map(ConsentStep::Leave),
        1 => Just(ConsentStep::Withdraw { person: None }),
        1 => Just(use_script("2")),
    ]
    .prop_map(Step::Consent)
}

fn other_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::sample::select(Stage::ALL.to_vec()).prop_map(|stage| Step::Course(CourseStep::Go(stage))),
        Just(Step::Note(NoteStep::Mark)),
        Just(Step::Note(NoteStep::Add { kind: NoteKind::Plain, text: "said".to_owned(), question: None })),
        Just(Step::Course(CourseStep::AgreeTime { minutes: 5 })),
        Just(Step::Course(CourseStep::Resume)),
        // A request written past the recorder's own action must not open anything.
        Just(Step::Recording(RecordingStep::Request)),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let step = |step| Action::Call(CallAction::Step(step));
    let settings = Settings { microphone: Some("usb".to_owned()), ..Settings::default() };
    prop_oneof![
        20 => consent().prop_map(step),
        3 => other_step().prop_map(step),
        14 => Just(Action::Recorder(RecorderAction::Start)),
        2 => prop::sample::select(vec![
            RecorderAction::Pause, RecorderAction::Resume, RecorderAction::Stop, RecorderAction::ListDevices,
        ]).prop_map(Action::Recorder),
        3 => prop::sample::select(vec![
            WordsAction::Choose("es".to_owned()), WordsAction::Choose("en".to_owned()),
            WordsAction::Choose("vi".to_owned()), WordsAction::PutInForce, WordsAction::Keep,
        ]).prop_map(Action::Words),
        4 => prop::sample::select(vec![
            CallAction::AddPerson, CallAction::AddNote, CallAction::GiveReason, CallAction::Attach,
            CallAction::AddAnswer, CallAction::NextQuestion, CallAction::SaveCard,
        ]).prop_map(Action::Call),
        3 => prop::sample::select(vec![
            DeskAction::StartCall, DeskAction::QuickCapture, DeskAction::LeaveCall, DeskAction::ShowToday,
            DeskAction::ShowCall, DeskAction::ShowSettings, DeskAction::OpenCall(CallId::new("other")),
        ]).prop_map(Action::Desk),
        1 => prop::sample::select(vec![
            ClosingAction::Finish, ClosingAction::Copy, ClosingAction::AddAddendum,
        ]).prop_map(Action::Closing),
        1 => Just(Action::Settings(SettingsAction::Save(Box::new(settings)))),
    ]
}

/// Everyone hears the words and says yes, and the recorder is started: a door chance alone seldom reaches.
fn agreement() -> Vec<Did> {
    let consent = |step| Did::Act(Action::Call(CallAction::Step(Step::Consent(step))));
    let yes = |id| ConsentStep::spoken(PersonId::new(id), ConsentAnswer::Yes);
    vec![
        consent(ConsentStep::Explain),
        consent(yes("p1")),
        consent(yes("p2")),
        Did::Saved { all_but: 0 },
        Did::Act(Action::Recorder(RecorderAction::Start)),
        Did::Told(Telling::Started),
    ]
}

fn anything() -> impl Strategy<Value = Vec<Did>> {
    let telling = prop::sample::select(vec![
        Telling::Started,
        Telling::Started,
        Telling::Failed,
        Telling::Stopped(0),
        Telling::Stopped(1),
        Telling::Stopped(2),
        Telling::Paused,
        Telling::Resumed,
        Telling::Level,
        Telling::Starved,
        Telling::NotSaved,
        Telling::Chat,
        Telling::ClockJumped,
        Telling::ListenFailed,
        Telling::OtherScripts,
    ]);
    let did = prop_oneof![
        24 => action().prop_map(Did::Act),
        9 => Just(Did::Saved { all_but: 0 }),
        2 => (1_u64..4).prop_map(|all_but| Did::Saved { all_but }),
        3 => telling.prop_map(Did::Told),
        1 => prop::sample::select(vec!["Ada Lovelace", "Luz Vega", " "]).prop_map(Did::Type),
        1 => Just(Did::Loaded),
    ];
    let opening = [Did::Type("Ada Lovelace"), Did::Act(Action::Desk(DeskAction::StartCall))];
    let some = prop_oneof![8 => did.prop_map(|did| vec![did]), 1 => Just(agreement())];
    prop::collection::vec(some, 1..50)
        .prop_map(move |story| opening.iter().cloned().chain(story.into_iter().flatten()).collect())
}

#[test]
fn in_any_order_of_actions_and_events_nothing_starts_without_a_saved_yes_of_everyone_present() {
    let (begun, ended) = (Cell::new(0), Cell::new(0));
    let mut runner =
        TestRunner::new(Config { cases: SEQUENCES, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&anything(), |story| {
        let (takes, by_consent) = play(&story);
        begun.set(begun.get() + takes);
        ended.set(ended.get() + by_consent);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    assert!(begun.get() > SEQUENCES / 2, "{} takes are too few to prove anything", begun.get());
    assert!(ended.get() > SEQUENCES / 10, "{} ends of consent are too few to prove anything", ended.get());
}

#[test]
fn lists_and_checklists_that_come_late_open_nothing() {
    let mut office = Office::starting();
    let mut effects = office.recorder(RecorderAction::Start);
    effects.extend(office.tell(Event::Job(JobEvent::Checklists(library()))));
    effects.extend(office.tell(Event::Store(StoreEvent::Opened(Lists::default()))));
    assert!(!opens_a_microphone(&effects));
}
