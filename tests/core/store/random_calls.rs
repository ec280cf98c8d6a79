//! Whatever a call goes through, its stored timeline folds to the very same call.

use super::support::*;
use proptest::prelude::*;
use rapport::domain::call::Call;
use rapport::domain::decide::{
    self, ConsentStep, CourseStep, ItemStep, NoteStep, QuestionStep, RecordingStep, Step,
};
use rapport::domain::entry::{Now, Position};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{ItemId, PersonId, QuestionId, Seq};
use rapport::domain::notes::NoteKind;
use rapport::domain::people::{ClientCard, Person, PersonRole};
use rapport::domain::readiness::Reading;
use rapport::domain::recording::{StopReason, TakeFormat};
use rapport::domain::stage::Stage;
use rapport::store::verify::Place;

fn course() -> impl Strategy<Value = Step> {
    prop_oneof![
        proptest::sample::select(Stage::ALL.to_vec()).prop_map(CourseStep::Go),
        (proptest::sample::select(Stage::ALL.to_vec()), any::<String>())
            .prop_map(|(stage, reason)| CourseStep::Skip { stage, reason }),
        any::<u32>().prop_map(|minutes| CourseStep::AgreeTime { minutes }),
        any::<String>().prop_map(|name| {
            CourseStep::UpdateCard(Box::new(ClientCard { name, ..ClientCard::default() }))
        }),
        any::<(String, String)>().prop_map(|(name, title)| CourseStep::Attach {
            client: Box::new(client("c-2", &name)),
            matter: matter("m-2", &title),
        }),
        Just(CourseStep::Finish),
        any::<String>().prop_map(|text| CourseStep::AddAddendum { text }),
        Just(CourseStep::NoteInterruption { last_sign: entry(1, opened()).at }),
        Just(CourseStep::Resume),
        any::<i64>().prop_map(|by_seconds| CourseStep::NoteClockChange { by_seconds }),
        any::<String>().prop_map(|how| CourseStep::AgreeNextContact {
            at: jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0),
            how,
        }),
        any::<(String, String)>().prop_map(|(format, sha256)| CourseStep::NoteExport {
            format,
            sha256,
            file: None
        }),
    ]
    .prop_map(Step::Course)
}

fn items() -> impl Strategy<Value = Step> {
    let item = proptest::sample::select(vec!["conflicts", "who-i-am", "be-frank", "good-time", "thanks"]);
    (item.prop_map(ItemId::new), 0..5_u8, any::<String>(), any::<f32>()).prop_map(
        |(item, which, reason, peak)| {
            Step::Item(match which {
                0 => ItemStep::Tick(item),
                1 => ItemStep::Clear(item),
                2 => ItemStep::Defer(item),
                3 => ItemStep::Skip { item, reason },
                _ => {
                    ItemStep::Sense { item: ItemId::new("microphone"), reading: Reading::Microphone { peak } }
                }
            })
        },
    )
}

fn consent() -> impl Strategy<Value = Step> {
    (0..5_u8, any::<String>()).prop_map(|(which, name)| {
        let person = PersonId::new("p-1");
        Step::Consent(match which {
            0 => ConsentStep::Join(Person { id: person, name, role: PersonRole::Client }),
            1 => ConsentStep::Explain,
            2 => ConsentStep::spoken(person, ConsentAnswer::Yes),
            3 => ConsentStep::Withdraw { person: None },
            _ => ConsentStep::Leave(person),
        })
    })
}

fn recording() -> impl Strategy<Value = Step> {
    (0..4_u8, 1..3_u32, any::<u32>(), any::<String>()).prop_map(|(which, take, frames, words)| {
        let format =
            TakeFormat { device_id: words.clone(), device_name: words.clone(), rate: 44_100, bits: 16 };
        let frames = u64::from(frames);
        Step::Recording(match which {
            0 => RecordingStep::Started { take, format, far: None },
            1 => RecordingStep::Paused { take, reason: words },
            2 => RecordingStep::Failed { take, what: words },
            _ => RecordingStep::Stopped { take, frames, rate: 44_100, why: StopReason::ByHand },
        })
    })
}

fn notes() -> impl Strategy<Value = Step> {
    let kind = proptest::sample::select(NoteKind::ALL.to_vec());
    prop_oneof![
        (kind, any::<String>()).prop_map(|(kind, text)| Step::Note(NoteStep::Add {
            kind,
            text,
            question: None
        })),
        (2..9_u64, any::<String>())
            .prop_map(|(note, text)| Step::Note(NoteStep::Correct { note: Seq(note), text })),
        (2..9_u64, any::<String>())
            .prop_map(|(note, reason)| Step::Note(NoteStep::Strike { note: Seq(note), reason })),
        Just(Step::Note(NoteStep::Mark)),
        any::<String>().prop_map(|text| {
            Step::Question(QuestionStep::Answer { question: QuestionId::new("what-happened"), text })
        }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![course(), items(), consent(), recording(), notes()]
}

/// Moments in any order, as of a clock that is set back and forth.
fn moment() -> impl Strategy<Value = Now> {
    let position = proptest::option::of(
        (1..4_u32, any::<u64>(), 8_000..192_000_u32, any::<u64>())
            .prop_map(|(take, frame, rate, before_ms)| Position { take, frame, rate, before_ms }),
    );
    (0..4_000_000_000_i64, 0..1_000_000_000_i32, any::<String>(), position).prop_map(
        |(second, nanosecond, by, position)| Now {
            at: jiff::Timestamp::new(second, nanosecond).unwrap(),
            zone: "Asia/Kolkata".to_owned(),
            by,
            position,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_stored_timeline_folds_to_the_call_that_was_lived(
        steps in proptest::collection::vec((step(), moment()), 0..40),
    ) {
        let desk = Desk::new();
        let mut store = desk.store();
        let opening = entry(1, opened());
        let mut lived = Call::fold([opening.clone()]).unwrap();
        store.append(&call_id(), &opening).unwrap();
        for (step, now) in steps {
            if let Ok(entry) = decide::decide(&lived, step, &now) {
                store.append(&call_id(), &entry).unwrap();
                lived.append(entry).unwrap();
            }
        }
        drop(store);

        let store = desk.store();
        let timeline = store.timeline(&call_id()).unwrap();
        let stored = Call::fold(timeline.into_iter().map(|stored| stored.entry)).unwrap();
        prop_assert_eq!(stored.entries(), lived.entries());
        let listed = store.call(&call_id()).unwrap();
        prop_assert_eq!(&listed.client, &lived.client.card.name);
        prop_assert_eq!(listed.matter, lived.matter.as_ref().map(|matter| matter.title.clone()));
        prop_assert_eq!((listed.opened, listed.closed, listed.stage), (lived.opened, lived.finished, lived.stage));
        let verified = store.verify(&call_id()).unwrap();
        // There are entries of files here, and no files.
        let other_than_no_file = verified.faults.iter().filter(|fault| !matches!(fault.place, Place::File(_)));
        prop_assert_eq!(other_than_no_file.count(), 0);
    }
}
