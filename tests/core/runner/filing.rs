//! Call notes and the timeline in the call's folder.

use super::shop::{Shop, troubles};
use crate::store::support::{Desk, append_all, call_id, entry, finished, note, opened};
use rapport::app::event::{Event, JobEvent, StoreEvent};
use rapport::app::{Effect, Trouble};
use rapport::domain::chain::Hash;
use rapport::domain::fact::Fact;
use rapport::store::{Layout, StoredEntry, timeline_file_tells};

fn call() -> Vec<Fact> {
    vec![opened(), note("a note"), finished()]
}

/// Each format noted on the timeline, in order.
fn noted(timeline: &[StoredEntry]) -> Vec<&str> {
    timeline
        .iter()
        .filter_map(|stored| match &stored.entry.fact {
            Fact::Exported { format, .. } => Some(format.as_str()),
            _ => None,
        })
        .collect()
}

/// The folder holds what the timeline says, and nothing else of ours.
#[track_caller]
fn check_filed(desk: &Desk) {
    let store = desk.store();
    let timeline = store.timeline(&call_id()).unwrap();
    assert_eq!(noted(&timeline), ["md", "docx", "json"]);
    assert!(timeline_file_tells(&desk.layout(), &call_id(), &timeline));
    let verified = store.verify(&call_id()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    let mut names: Vec<_> = std::fs::read_dir(desk.layout().call(&call_id()))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["call-note.docx", "call-note.json", "call-note.md", "timeline.jsonl"]);
}

#[test]
fn a_call_finished_just_before_the_window_closes_is_filed_whole() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), call());
    shop.order(Effect::FileNotes(call_id()));
    shop.runner.finish();
    check_filed(&desk);
}

#[test]
fn a_call_that_was_never_filed_is_filed_at_the_next_start() {
    let desk = Desk::with_call(call());
    let mut shop = Shop::open(&desk);
    shop.until_saved(&call_id(), 6);
    shop.runner.finish();
    check_filed(&desk);
    // And then no more.
    Shop::open(&desk).runner.finish();
    check_filed(&desk);
}

#[test]
fn documents_that_were_written_just_before_a_crash_are_noted_as_they_are() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), call());
    shop.order(Effect::FileNotes(call_id()));
    shop.until_written("json");
    let layout = desk.layout();
    let bytes = |layout: &Layout, format| std::fs::read(layout.call_note(&call_id(), format)).unwrap();
    // The same folder as it is when the program dies after the first of three documents was noted.
    let crashed = Desk::new();
    let md = Hash::of(&bytes(&layout, "md")).as_str().to_owned();
    let facts = [
        call(),
        vec![Fact::Exported {
            format: "md".to_owned(),
            sha256: md,
            file: Some("call-note.md".to_owned()),
            sound: None,
        }],
    ]
    .concat();
    append_all(&mut crashed.store(), &call_id(), facts);
    std::fs::create_dir_all(crashed.layout().call(&call_id())).unwrap();
    for format in ["md", "docx"] {
        std::fs::write(crashed.layout().call_note(&call_id(), format), bytes(&layout, format)).unwrap();
    }
    shop.runner.finish();
    let mut shop = Shop::open(&crashed);
    shop.order(Effect::LoadCall { call: call_id(), reading: 1 });
    let told = shop.until_store(|event| matches!(event, StoreEvent::Loaded { .. }));
    assert_eq!(troubles(&told), []);
    let Some(Event::Store(StoreEvent::Loaded { call, .. })) = told.last() else {
        panic!("{told:?}");
    };
    assert_eq!(call.entries().len(), 6, "the desk gets the call with all its documents noted");
    shop.runner.finish();
    check_filed(&crashed);
    assert_eq!(bytes(&crashed.layout(), "docx"), bytes(&layout, "docx"));
}

#[test]
fn a_call_note_changed_by_hand_is_kept_under_another_name() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), call());
    // Nobody notes the first documents: Rapport knows its own all the same.
    shop.order(Effect::FileNotes(call_id()));
    shop.append(&call_id(), entry(4, Fact::Addendum { text: "later".to_owned() }));
    shop.order(Effect::FileNotes(call_id()));
    for _ in 0..2 {
        assert_eq!(troubles(&shop.until_written("json")), []);
    }
    let path = desk.layout().call_note(&call_id(), "md");
    std::fs::write(&path, "by hand").unwrap();
    shop.order(Effect::FileNotes(call_id()));
    let told = troubles(&shop.until_written("json"));
    let [Trouble::EditedNoteKept { file }] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(std::fs::read_to_string(file).unwrap(), "by hand");
    assert!(file.file_name().unwrap().to_str().unwrap().starts_with("call-note-edited-"));
    assert!(std::fs::read_to_string(&path).unwrap().contains("later"));
    shop.runner.finish();
}

#[test]
fn where_a_call_note_cannot_be_written_the_rest_is() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), call());
    std::fs::create_dir_all(desk.layout().call_note(&call_id(), "md")).unwrap();
    shop.order(Effect::FileNotes(call_id()));
    let told = shop.until(|event| matches!(event, Event::Job(JobEvent::Failed(_))));
    assert!(matches!(troubles(&told).as_slice(), [Trouble::NotExported { .. }]), "{told:?}");
    assert!(desk.layout().call_note(&call_id(), "docx").is_file());
    assert!(desk.layout().timeline(&call_id()).is_file());
    shop.runner.finish();
}

#[test]
fn a_call_note_waits_until_every_entry_is_stored() {
    let desk = Desk::new();
    let data = Layout::new(desk.folder.path().join("drive/data"));
    let mut shop = Shop::start(&data);
    shop.order(Effect::OpenStore);
    shop.append_from(1, &call_id(), call());
    shop.order(Effect::FileNotes(call_id()));
    shop.until_store(|event| matches!(event, StoreEvent::NotSaved(_)));
    std::fs::create_dir(desk.folder.path().join("drive")).unwrap();
    shop.order(Effect::OpenStore);
    let told = shop.until_written("json");
    assert_eq!(troubles(&told), []);
    let note = std::fs::read_to_string(data.call_note(&call_id(), "md")).unwrap();
    assert!(note.contains("a note"), "{note}");
    shop.runner.finish();
}

/// A call in which the client was asked for permission to record.
fn asked() -> Vec<Fact> {
    let script = rapport::domain::checklist::ScriptStamp {
        id: "recording.en".to_owned(),
        version: "1.0.0".to_owned(),
        words: String::new(),
    };
    let words = rapport::domain::consent::ScriptText::default();
    vec![opened(), Fact::ConsentExplained { script, words }]
}

#[test]
fn a_call_in_which_anyone_was_asked_gets_its_certificate_and_one_changed_by_hand_is_kept() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    shop.append_from(1, &call_id(), [asked(), vec![finished()]].concat());
    shop.order(Effect::FileNotes(call_id()));
    shop.until_written("json");
    shop.runner.finish();
    let all = ["certificate-md", "certificate-docx", "md", "docx", "json"];
    // Nobody was there to note them: the next start does.
    Shop::open(&desk).runner.finish();
    let timeline = desk.store().timeline(&call_id()).unwrap();
    assert_eq!(noted(&timeline), all);
    assert!(desk.store().verify(&call_id()).unwrap().is_intact());

    let file = desk.layout().certificate(&call_id(), "md");
    std::fs::write(&file, "by hand").unwrap();
    let mut shop = Shop::open(&desk);
    shop.order(Effect::FileNotes(call_id()));
    let told = shop.until_written("json");
    let kept = |trouble: &Trouble| match trouble {
        Trouble::EditedNoteKept { file } => Some(file.clone()),
        _ => None,
    };
    let kept = troubles(&told).iter().find_map(kept).unwrap();
    shop.runner.finish();
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "by hand");
    assert!(kept.file_name().unwrap().to_str().unwrap().starts_with("consent-certificate-edited-"));
    let verified = desk.store().verify(&call_id()).unwrap();
    assert!(!verified.faults.iter().any(|fault| format!("{fault:?}").contains("edited")), "{verified:?}");
}

#[test]
fn the_message_for_the_attorney_is_written_beside_the_call_under_the_time_of_the_find() {
    let desk = Desk::new();
    let mut shop = Shop::open(&desk);
    let found = rapport::domain::consent::ConsentFact::NoValidConsent {
        takes: vec![1],
        why: "her brother was in the room".to_owned(),
    };
    let facts = [asked(), vec![Fact::RecordingRequested { take: 1 }, Fact::Consent(found)]].concat();
    shop.append_from(1, &call_id(), facts);
    shop.order(Effect::FileMessage(call_id()));
    let told = shop.until_written("message-to-attorney");
    let Some(Event::Job(JobEvent::Written { path, sha256, .. })) = told.into_iter().last() else {
        panic!("nothing was written");
    };
    shop.runner.finish();
    assert_eq!(path.file_name().unwrap().to_str().unwrap(), "message-to-attorney-20261124-161802.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("her brother was in the room"), "{text}");
    assert_eq!(sha256, Hash::of(text.as_bytes()).as_str());
}
