//! How well every group of lines reads: at an eighth-grade level or easier. The scores are printed.

use super::english::{grade, sentences_of, words_of};
use super::spanish::{fernandez_huerta, inflesz};
use super::{as_said, script_in};
use rapport::domain::consent_script::{Case, RecordingScript, ScriptLine};

/// Eighth grade.
const HARDEST_GRADE: f64 = 8.0;

/// Where “fairly easy” begins on the scale of INFLESZ.
const LEAST_INFLESZ: f64 = 65.0;

/// Where “fairly easy” begins on the scale of Fernández Huerta.
const LEAST_FERNANDEZ_HUERTA: f64 = 70.0;

/// Most words of a sentence that is heard once and understood.
const LONGEST_SENTENCE: usize = 26;

/// What is read in one go, each with its name.
fn groups(script: &RecordingScript) -> Vec<(String, String)> {
    let words =
        |lines: &[ScriptLine]| lines.iter().map(|line| as_said(&line.say)).collect::<Vec<_>>().join(" ");
    let (again, after) = (&script.on_recording, &script.after);
    let mut groups = vec![
        ("lines".to_owned(), words(&script.lines)),
        ("question".to_owned(), as_said(&script.question)),
        ("on_recording.lines".to_owned(), words(&again.lines)),
        ("on_recording.question".to_owned(), as_said(&again.question)),
        ("on_recording.thanks".to_owned(), as_said(&again.thanks)),
        ("after.no".to_owned(), as_said(&after.no)),
        ("after.not_sure".to_owned(), as_said(&after.not_sure)),
        ("after.withdrawal".to_owned(), as_said(&after.withdrawal)),
    ];
    for case in Case::ALL {
        let words = script.cases.of(case);
        groups.push((format!("cases.{} (steps)", case.field()), words.steps.join(" ")));
        for line in &words.lines {
            groups.push((format!("cases.{}: {}", case.field(), line.id), as_said(&line.say)));
        }
    }
    groups
}

#[test]
fn every_group_of_english_lines_is_understood_by_an_eighth_grader() {
    for (name, words) in groups(&script_in("en")) {
        let grade = grade(&words);
        println!("en  grade {grade:4.1}  {name}");
        assert!(grade <= HARDEST_GRADE, "{name} reads at grade {grade:.1}: {words}");
    }
}

#[test]
fn every_group_of_spanish_lines_is_fairly_easy_or_easier() {
    for (name, words) in groups(&script_in("es")) {
        let (inflesz, huerta) = (inflesz(&words), fernandez_huerta(&words));
        println!("es  INFLESZ {inflesz:5.1}  Fernández Huerta {huerta:5.1}  {name}");
        assert!(inflesz >= LEAST_INFLESZ, "{name} scores {inflesz:.1} by INFLESZ: {words}");
        assert!(huerta >= LEAST_FERNANDEZ_HUERTA, "{name} scores {huerta:.1} by Fernández Huerta: {words}");
    }
}

#[test]
fn a_sentence_is_short_enough_to_be_understood_when_heard_once() {
    for language in ["en", "es"] {
        for (name, words) in groups(&script_in(language)) {
            for sentence in sentences_of(&words) {
                let count = words_of(sentence).len();
                assert!(count <= LONGEST_SENTENCE, "{language} {name}: {count} words: {sentence}");
            }
        }
    }
}
