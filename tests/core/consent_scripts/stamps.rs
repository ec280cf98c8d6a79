//! Which words an answer was given to: a stamp changes with every word, and the gate with the stamp.

use super::script_in;
use crate::timeline::support::Desk;
use rapport::domain::checklist::ScriptStamp;
use rapport::domain::consent::ConsentGap;
use rapport::domain::consent_script::RecordingScript;
use rapport::domain::decide::ConsentStep;
use rapport::domain::fact::{ConsentAnswer, Fact};

#[test]
fn a_stamp_names_id_language_version_and_words() {
    let stamp = script_in("en").stamp();
    assert_eq!((stamp.id.as_str(), stamp.version.as_str()), ("recording.en", "1.0.0"));
    assert!(stamp.words.len() == 16 && stamp.words.bytes().all(|b| b.is_ascii_hexdigit()), "{}", stamp.words);
    assert_ne!(stamp.words, script_in("es").stamp().words);
}

/// A yes is given to words, and the version is what people read of them: whoever changes a word of the shipped scripts gives
/// both another version, and writes its stamps here.
#[test]
fn the_shipped_words_are_those_of_their_version() {
    let stamps = ["en", "es"].map(|language| script_in(language).stamp());
    let named = stamps.each_ref().map(|stamp| (stamp.version.as_str(), stamp.words.as_str()));
    assert_eq!(named, [("1.0.0", "cee8a16f7a106c22"), ("1.0.0", "579f71e2162c4b6f")]);
}

/// The stamp of the shipped script after a change, with what tells it from the shipped one.
fn changed(change: impl FnOnce(&mut RecordingScript)) -> (ScriptStamp, ScriptStamp) {
    let mut script = script_in("en");
    let before = script.stamp();
    change(&mut script);
    (before, script.stamp())
}

#[test]
fn every_word_that_is_said_counts_wherever_it_stands() {
    let changes: [fn(&mut RecordingScript); 8] = [
        |script| script.lines[2].say.push(' '),
        |script| script.question.push('?'),
        |script| script.on_recording.lines[0].say.push('.'),
        |script| script.on_recording.thanks.clear(),
        |script| script.after.not_sure.push('.'),
        |script| script.cases.relay.lines[1].say.push('.'),
        |script| script.lines.swap(2, 3),
        |script| drop(script.lines.remove(1)),
    ];
    for change in changes {
        let (before, after) = changed(change);
        assert_eq!((before.id, before.version), (after.id, after.version));
        assert_ne!(before.words, after.words);
    }
}

#[test]
fn words_moved_from_one_line_to_the_next_are_other_words() {
    let (before, after) = changed(|script| {
        let moved = script.lines[0].say.pop().unwrap();
        script.lines[1].say.insert(0, moved);
    });
    assert_ne!(before.words, after.words);
}

#[test]
fn what_is_not_said_does_not_count() {
    let (before, after) = changed(|script| {
        script.title.push_str(" again");
        script.cases.child.steps.pop();
        script.schema = None;
    });
    assert_eq!(before, after);
}

fn use_words(script: &ScriptStamp) -> ConsentStep {
    ConsentStep::ChangeScript { script: script.clone(), text: script_in("en").text() }
}

#[test]
fn a_yes_to_other_words_under_the_same_version_opens_nothing() {
    let mut desk = Desk::open();
    let (shipped, other) = changed(|script| script.lines[2].say.push('.'));
    desk.consent(use_words(&shipped));
    desk.all_agree(&["ada"]);
    drop(desk.permit());
    desk.consent(use_words(&other));
    desk.save();
    let gaps = desk.call.consent().permit().unwrap_err();
    assert_eq!(gaps, [ConsentGap::NotExplained, ConsentGap::EarlierWords { name: "ada".to_owned() }]);
    desk.consent(use_words(&shipped));
    desk.all_agree(&["ada"]);
    drop(desk.permit());
}

#[test]
fn an_answer_from_before_there_was_a_hash_reads_and_is_written_as_it_was() {
    let body = r#"{"kind":"consent_answered","person":"ada","answer":"yes","script":{"id":"general-intake.en","version":"1.0.0"}}"#;
    let fact: Fact = serde_json::from_str(body).unwrap();
    assert_eq!(serde_json::to_string(&fact).unwrap(), body);
    let Fact::ConsentAnswered { answer: ConsentAnswer::Yes, script, .. } = fact else { panic!("{fact:?}") };
    assert_eq!(script.words, "");
}

#[test]
fn a_stamp_with_a_hash_comes_back_as_it_went_in() {
    let stamp = script_in("es").stamp();
    let text = serde_json::to_string(&stamp).unwrap();
    assert!(text.contains(&stamp.words), "{text}");
    assert_eq!(serde_json::from_str::<ScriptStamp>(&text).unwrap(), stamp);
}
