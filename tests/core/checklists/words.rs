//! The words of shipped checklists: easy to understand, short enough to say, one thing at a time, no promise.

use super::shipped;
use super::shipped::spoken;

/// Hardest text allowed, as a grade of school. The aim is eighth grade.
const HARDEST_GRADE: f64 = 9.0;

/// Most words of a line that is said in one breath or two.
const LONGEST_LINE: usize = 45;

/// Blanks as they sound, so that they count as the words they become.
fn as_said(text: &str) -> String {
    text.replace("{client}", "Ana")
        .replace("{paralegal}", "Sam Hill")
        .replace("{title}", "paralegal")
        .replace("{firm}", "Ash and Elm")
        .replace("{attorney}", "Jo Ash")
}

fn words_of(text: &str) -> Vec<String> {
    let is_letter = |c: char| c.is_alphanumeric() || c == '’' || c == '\'';
    text.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Groups of vowels, without a silent final e; at least one. Close enough for an average over many words.
fn syllables(word: &str) -> usize {
    let mut groups = 0;
    let mut in_group = false;
    for c in word.chars() {
        let is_vowel = "aeiouy".contains(c);
        groups += usize::from(is_vowel && !in_group);
        in_group = is_vowel;
    }
    let silent = word.ends_with('e') && !word.ends_with("le")
        || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    groups.saturating_sub(usize::from(silent)).max(1)
}

/// Flesch and Kincaid's grade (Kincaid and others, 1975).
fn grade(text: &str) -> f64 {
    let words = words_of(text);
    let sentences = text.split(['.', '?', '!']).filter(|part| !words_of(part).is_empty()).count();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences, syllables) = (words.len() as f64, sentences.max(1) as f64, syllables as f64);
    0.39 * words / sentences + 11.8 * syllables / words - 15.59
}

#[track_caller]
fn check_grade(name: &str, part: &str, texts: &[&str]) {
    let grade = grade(&as_said(&texts.join(" ")));
    assert!(grade <= HARDEST_GRADE, "{name}: {part} reads at grade {grade:.1}");
}

#[test]
fn the_grade_tells_plain_words_from_heavy_ones() {
    assert!(grade("I will call you back today. Please keep your papers.") < 3.0);
    assert!(
        grade(
            "Notwithstanding the aforementioned confidentiality considerations, the undersigned acknowledges \
               potential evidentiary utilization of electronically preserved communications."
        ) > 16.0
    );
}

#[test]
fn syllables_are_counted_well_enough() {
    for (word, count) in
        [("call", 1), ("paper", 2), ("recording", 3), ("time", 1), ("asked", 1), ("wanted", 2), ("table", 2)]
    {
        assert_eq!(syllables(word), count, "{word}");
    }
}

#[test]
fn roles_are_understood_by_an_eighth_grader() {
    for (name, checklist) in shipped() {
        let roles: Vec<&str> = checklist.role_lines().map(|line| line.say.as_str()).collect();
        check_grade(name, "roles", &roles);
    }
}

#[test]
fn a_line_is_short_enough_to_say() {
    for (name, checklist) in shipped() {
        for text in spoken(&checklist) {
            let count = words_of(&as_said(text)).len();
            assert!(count <= LONGEST_LINE, "{name}: {count} words: {text}");
        }
    }
}

#[test]
fn one_thing_is_asked_at_a_time_and_nobody_is_blamed() {
    for (name, checklist) in shipped() {
        for question in &checklist.stages.interview.questions {
            for asked in std::iter::once(&question.ask).chain(&question.probes) {
                assert!(asked.matches('?').count() <= 1, "{name}: {asked}");
                assert!(!asked.to_lowercase().starts_with("why"), "{name}: {asked}");
                assert!(!joins_two_questions(asked), "{name}: {asked}");
                assert!(!asked.contains("n’t you") && !asked.contains("should have"), "{name}: {asked}");
            }
            assert!(question.ask.ends_with('?'), "{name}: {}", question.ask);
        }
    }
}

/// Whether "and" or "or" leads to another word that asks.
fn joins_two_questions(asked: &str) -> bool {
    let words = words_of(asked);
    let asks = |word: &str| ["who", "what", "when", "where", "which", "how", "why"].contains(&word);
    words.windows(2).any(|pair| ["and", "or"].contains(&pair[0].as_str()) && asks(&pair[1]))
}

#[test]
fn interviews_open_wide() {
    let opening = ["What", "When", "Where", "Who", "How", "Which"];
    for (name, checklist) in shipped() {
        let questions = &checklist.stages.interview.questions;
        let is_open = |ask: &str| opening.iter().any(|word| ask.starts_with(word));
        let closed: Vec<&str> =
            questions.iter().map(|q| q.ask.as_str()).filter(|ask| !is_open(ask)).collect();
        // Whether it is safe to talk, and whether someone did harm, are asked so that one word is enough.
        let allowed = if checklist.id == "family" { 2 } else { 0 };
        assert!(closed.len() <= allowed, "{name}: {closed:?}");
    }
}

#[test]
fn nothing_is_promised_that_only_an_attorney_or_a_court_can_say() {
    let never = [
        "compliant",
        "privileged",
        "tamper",
        "guarantee",
        "off the record",
        "good case",
        "strong case",
        "will win",
        "you should",
        "you must",
        "we represent you",
        "everyone agrees",
        "calm down",
        "i know how you feel",
        "don’t worry",
        "poor you",
        "no worries",
        "honey",
    ];
    for (name, checklist) in shipped() {
        for text in spoken(&checklist) {
            let said = text.to_lowercase();
            for words in never {
                assert!(!said.contains(words), "{name}: “{words}” in “{text}”");
            }
            for sentence in said
                .split_inclusive(['.', '?', '!'])
                .filter(|part| words_of(part).iter().any(|word| word.starts_with("legal")))
            {
                let gives_none = sentence.contains("legal advice") && sentence.contains("cannot");
                assert!(gives_none, "{name}: {sentence}");
            }
        }
    }
}

#[test]
fn the_words_that_ask_to_record_stand_in_the_consent_scripts_alone() {
    for (name, checklist) in shipped() {
        assert_eq!(checklist.stages.consent, None, "{name}");
        assert!(!checklist.consent_text().has_words(), "{name}");
    }
}

#[test]
fn a_call_closes_with_a_read_back_worries_the_next_step_and_thanks() {
    for (name, checklist) in shipped() {
        let lines = &checklist.stages.close.lines;
        for id in ["read-back", "not-asked", "worries", "next-step", "who-calls", "reach-us"] {
            assert!(lines.iter().any(|line| line.id.as_str() == id), "{name} lacks {id}");
        }
        assert!(lines.last().unwrap().say.starts_with("Thank you"), "{name}");
    }
}
