//! What the words of both scripts say and leave unsaid.

use super::english::words_of;
use super::script_in;
use rapport::domain::consent_script::{Case, Duty, RecordingScript};

/// Checks that the lines with a duty, before and on the recording, say each of these in either language.
#[track_caller]
fn check_duty(duty: Duty, english: &[&str], spanish: &[&str]) {
    for (language, wanted) in [("en", english), ("es", spanish)] {
        let script = script_in(language);
        let with_duty = script.lines.iter().filter(|line| line.duty == Some(duty));
        let words: String = with_duty.map(|line| line.say.as_str()).collect();
        for part in wanted {
            assert!(words.contains(part), "{language} {duty:?} lacks “{part}”: {words}");
        }
    }
}

#[test]
fn what_is_explained_is_what_a_client_has_to_know() {
    check_duty(Duty::Purpose, &["permission", "record"], &["permiso", "grabar"]);
    check_duty(Duty::WholeCall, &["whole"], &["toda"]);
    check_duty(
        Duty::WhoKeepsAndListens,
        &["{firm}", "{attorney}", "listen"],
        &["{firm}", "{attorney}", "escuchar"],
    );
    check_duty(Duty::HowLong, &["as long as", "duty", "erase"], &["mismo tiempo", "obligación", "borrar"]);
    check_duty(Duty::Benefit, &["attention"], &["atención"]);
    check_duty(
        Duty::Risk,
        &["other side", "cannot promise", "exact words", "stolen"],
        &["otra parte", "no puedo prometer", "tal cual", "robar"],
    );
    check_duty(Duty::UseInCourt, &["your matter", "in court"], &["su caso", "en la corte"]);
    check_duty(
        Duty::NoChangesNothing,
        &["free to say no", "not change", "notes"],
        &["decir que no", "no cambia", "notas"],
    );
    check_duty(Duty::StopAnyTime, &["at any time", "stop"], &["en cualquier momento", "pare"]);
}

/// All that is asked, by the field it stands in.
fn questions(script: &RecordingScript) -> [&str; 2] {
    [&script.question, &script.on_recording.question]
}

#[test]
fn each_question_asks_one_thing_and_the_one_on_the_recording_asks_by_name_for_a_spoken_answer() {
    for (language, aloud, yes_or_no) in [("en", "out loud", "yes or no"), ("es", "en voz alta", "sí o no")] {
        let script = script_in(language);
        for question in questions(&script) {
            assert_eq!(question.matches('?').count(), 1, "{question}");
        }
        let asked = &script.on_recording.question;
        assert!(
            asked.starts_with("{person}, ") && asked.contains(aloud) && asked.contains(yes_or_no),
            "{asked}"
        );
    }
}

#[test]
fn every_answer_but_yes_is_thanked_or_accepted_and_says_that_the_recorder_is_off() {
    for (language, off) in [("en", "The recorder is off"), ("es", "La grabadora está apagada")] {
        let after = script_in(language).after;
        for words in [&after.no, &after.not_sure, &after.withdrawal] {
            assert!(words.contains(off) && !words.contains('?'), "{words}");
        }
        assert!(
            after.withdrawal.contains("{attorney}"),
            "the wish goes to the attorney: {}",
            after.withdrawal
        );
    }
}

#[test]
fn whoever_is_asked_in_a_special_case_hears_of_court_of_no_and_of_stopping() {
    for (language, parts) in [
        ("en", ["record", "court", "say no", "stop"]),
        ("es", ["graba", "la corte", "decir que no", "pare en cualquier momento"]),
    ] {
        let script = script_in(language);
        for id in
            ["child-parent", "interpreter-ask", "third-person-ask", "relay-operator", "someone-joins-ask"]
        {
            let words = script.words_of(&rapport::domain::ids::ItemId::new(id)).unwrap();
            assert!(parts.iter().all(|part| words.contains(part)), "{language} {id}: {words}");
        }
    }
}

#[test]
fn what_must_wait_for_the_attorney_says_so_to_the_paralegal() {
    let waits = [Case::Child, Case::InDoubt, Case::JailLine, Case::OtherSide, Case::NoConsentFound];
    for (language, attorney) in [("en", "supervising attorney"), ("es", "abogado a cargo")] {
        let script = script_in(language);
        for case in waits {
            assert!(script.cases.of(case).steps.concat().contains(attorney), "{language} {case:?}");
        }
    }
}

#[test]
fn nothing_is_promised_pressed_or_played_down() {
    let never: [(&str, &[&str]); 2] = [
        (
            "en",
            &[
                "privileged",
                "compliant",
                "guarantee",
                "good case",
                "you should",
                "you must",
                "you have to",
                "required",
                "everyone agrees",
                "everybody does",
                "training",
                "just a formality",
                "off the record",
                "don’t worry",
                "calm down",
            ],
        ),
        (
            "es",
            &[
                "garantiz",
                "privilegi",
                "obligatori",
                "usted debe",
                "tiene que aceptar",
                "todo el mundo",
                "no se preocupe",
                "cálmese",
                "tranquil",
                "capacitación",
                "formalidad",
            ],
        ),
    ];
    for (language, never) in never {
        for words in script_in(language).said() {
            let said = words.to_lowercase();
            assert!(never.iter().all(|part| !said.contains(part)), "{language}: {words}");
            let refuses = said.contains("cannot") || said.contains("no puedo");
            let speaks_of_law = words_of(&said).iter().any(|word| word.starts_with("legal"));
            assert!(!speaks_of_law || refuses, "{language}: {words}");
        }
    }
}

#[test]
fn spanish_speaks_to_adults_as_usted_and_opens_every_question() {
    let script = script_in("es");
    let to_child = script.words_of(&rapport::domain::ids::ItemId::new("child-own-answer")).unwrap();
    for words in script.said().filter(|words| *words != to_child) {
        let mut said = words_of(words).into_iter();
        let other = ["tú", "te", "tu", "tus", "contigo", "puedes", "quieres", "eres"];
        assert_eq!(said.find(|word| other.contains(&word.as_str())), None, "{words}");
    }
    let opened: usize = script.said().map(|words| words.matches('¿').count()).sum();
    let closed: usize = script.said().map(|words| words.matches('?').count()).sum();
    assert_eq!(opened, closed);
}
