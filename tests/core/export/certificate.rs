//! The consent certificate by itself and in the call note, and the message for the supervising attorney.

use super::desk::{self, Desk};
use super::markdown::{shape_of, text_of};
use super::{FORMATS, asked, bytes, calls, docx, json, read, squeezed, words};
use rapport::domain::call::Call;
use rapport::domain::decide::{ConsentStep, CustodyStep, Step};
use rapport::domain::fact::{ConsentAnswer, Fact};
use rapport::domain::people::PersonRole;
use rapport::export::{Format, certificate, message_to_attorney};
use std::collections::BTreeSet;

fn made(call: &Call, format: Format) -> Vec<u8> {
    certificate(call, &desk::head(call), format).unwrap()
}

/// The words of the certificate as a reader of its format sees them.
pub fn seen(call: &Call, format: Format) -> String {
    let made = made(call, format);
    match format {
        Format::Docx => docx::words_of(&made),
        Format::Markdown => text_of(&String::from_utf8(made).unwrap()),
        Format::Json => json::text_of(&String::from_utf8(made).unwrap()),
        Format::Text => String::from_utf8(made).unwrap(),
    }
}

pub fn check_says(text: &str, sentences: &[&str]) {
    let text = squeezed(text);
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} is missing from:\n{text}");
    }
}

#[test]
fn the_fixture_holds_every_kind_of_fact_about_consent() {
    let call = asked::found_invalid();
    let more = call.entries().iter().filter(|entry| matches!(entry.fact, Fact::Consent(_)));
    let kinds: BTreeSet<String> = more.map(|entry| entry.fact.kind()).collect();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

#[test]
fn every_format_says_who_where_which_rule_which_words_and_the_head() {
    let call = asked::found_invalid();
    let head = desk::head(&call);
    for format in FORMATS {
        let text = squeezed(&seen(&call, format));
        let told = [
            "Alma Reyes",
            "Inés Roca",
            "California",
            "US-MI",
            "Cal. Penal Code §§ 631, 632",
            "rcfp.org guide, California",
            "The entry for Michigan is of medium confidence: sources conflict.",
            "Okafor & Lind LLP guarda la grabación; Ruth Okafor puede escucharla.",
            "¿Me permite grabar esta llamada?",
            "recording.es",
            "by telephone, today 10:14",
            "Ask her to say in her own words what the recording is for",
            "her brother was in the room and was not asked",
            "mic-0001.wav",
            call.recording.segments[0].sha256.as_str(),
            head.as_str(),
        ];
        for words in told {
            assert!(text.contains(words), "{format:?} does not say {words:?}:\n{text}");
        }
    }
}

#[test]
fn the_page_says_when_each_answer_was_given_how_and_where_the_yes_can_be_heard() {
    check_says(
        &seen(&asked::found_invalid(), Format::Text),
        &[
            "Consent certificate: Alma Reyes",
            "It was noted that no valid consent existed for take 1.",
            "• Alma Reyes, client Place: California (US-CA) Said: not sure, which counts as no, \
             spoken, language es",
            "Said: yes, through a relay, language es When: Nov 24, 2026, 10:16:44 AM CST \
             Script: recording.es, version 1.0.0 On the recording: yes at 0:00:12, take 1 frame 576000",
            "• Inés Roca, interpreter Place: not known Said: yes, spoken, language es",
            "Rule: all-party: everyone must agree, on the telephone",
            "Set by: California: Cal. Penal Code §§ 631, 632; places it was asked of: US-CA, US-MI",
            "This call is being recorded now. (said or ticked",
            "It may be used in your matter, including in court. (not noted as said)",
            "recording approved by Ruth Okafor, by telephone, today 10:14",
            "approval taken back: she wanted to hear more",
            "Left the line: Inés Roca",
            "Places noted anew",
            "Place of Alma Reyes noted as California (US-CA), before that US-IL (a guess)",
            "“Alma, ¿me permite grabar?” (yes at 0:00:12)",
        ],
    );
}

#[test]
fn the_call_note_holds_the_certificate_and_says_the_same() {
    let call = asked::found_invalid();
    for format in [Format::Markdown, Format::Docx, Format::Text] {
        let text = squeezed(&read(&call, format)).to_lowercase();
        for words in ["consent certificate", "rule and source", "the exact words", "inés roca, interpreter"]
        {
            assert!(text.contains(words), "{format:?} does not say {words:?}");
        }
    }
    let none = words(&calls::empty(), Format::Text).to_lowercase();
    assert!(!none.contains("consent certificate"), "nobody was on the line");
}

#[test]
fn a_no_and_a_withdrawal_stand_on_the_page_as_plainly_as_a_yes() {
    check_says(
        &seen(&calls::refused(), Format::Text),
        &[
            "Nothing was recorded: asked for permission to record, Bo Lind (client) said no",
            "Said: no, spoken",
        ],
    );
    check_says(
        &seen(&calls::full(), Format::Text),
        &["Consent was withdrawn in the course of the call.", "Consent was withdrawn by Tomás Reyes"],
    );
}

#[test]
fn words_of_an_earlier_version_are_told_from_the_checklist_or_said_to_be_missing() {
    let call = calls::full();
    let mut entries = call.entries().to_vec();
    for entry in &mut entries {
        if let Fact::ConsentExplained { words, .. } = &mut entry.fact {
            *words = rapport::domain::consent::ScriptText::default();
        }
    }
    let earlier = Call::fold(entries).unwrap();
    check_says(
        &seen(&earlier, Format::Text),
        &["May I record our call?", "The timeline holds the name of these words alone."],
    );
}

#[test]
fn whoever_came_back_stands_twice_with_the_answers_they_gave_each_time() {
    let mut desk = Desk::open(calls::opening("Ana"), "America/Chicago");
    desk.join("p1", "Ana", PersonRole::Client);
    desk.consent(ConsentStep::Explain);
    desk.answer("p1", ConsentAnswer::No);
    desk.consent(ConsentStep::Leave(rapport::domain::ids::PersonId::new("p1")));
    desk.join("p1", "Ana", PersonRole::Client);
    desk.consent(ConsentStep::Explain);
    desk.answer("p1", ConsentAnswer::Yes);
    let note: serde_json::Value = serde_json::from_slice(&bytes(&desk.call, Format::Json)).unwrap();
    let answers = |at: usize| note["people"][at]["answers"].as_array().unwrap().len();
    assert_eq!((answers(0), answers(1)), (1, 1));
    assert_eq!(note["people"][1]["answers"][0]["answer"], "yes");
}

#[test]
fn what_is_typed_stays_words_on_the_page_too() {
    let harmless = made(&asked::typed("harmless"), Format::Markdown);
    let harmless = shape_of(&String::from_utf8(harmless).unwrap()).join("\n");
    for text in ["# no | heading", "<b>bold</b>", "| a | b |\n|---|---|", "- [x](https://example.com)", "**"]
    {
        let call = asked::typed(text);
        let markdown = String::from_utf8(made(&call, Format::Markdown)).unwrap();
        assert_eq!(shape_of(&markdown).join("\n"), harmless, "{text:?} is more than words");
        docx::check_is_a_document(&made(&call, Format::Docx));
    }
}

#[test]
fn the_same_call_gives_the_same_page_and_it_claims_nothing() {
    for call in [asked::found_invalid(), calls::full(), calls::refused(), calls::empty()] {
        let message = message_to_attorney(&call).unwrap_or_default();
        for format in FORMATS {
            assert!(made(&call, format) == made(&call, format), "{format:?}");
            let text = format!("{}{message}", seen(&call, format)).to_lowercase().replace("paralegal", "");
            for word in ["legal", "lawful", "complian", "privileged", "tamper", "admissible"] {
                assert!(!text.contains(word), "{format:?} says {word}");
            }
        }
    }
}

#[test]
fn the_certificate_of_a_common_call_in_the_shipped_words_is_one_page() {
    let interpreter = ("Tomás Reyes", PersonRole::Interpreter);
    let calls = [
        ("English", asked::common("en")),
        ("Spanish, with an interpreter", asked::common_with("es", "US-CA", &[interpreter])),
        ("no place known", asked::common_with("en", "unknown", &[])),
    ];
    for (name, call) in calls {
        let page = made(&call, Format::Docx);
        for paper in [(12_240, 15_840), (11_906, 16_838)] {
            let pages = docx::pages_of(&docx::on_paper(&page, paper));
            assert!(pages.is_none_or(|pages| pages == 1), "{name}, {paper:?}: {pages:?} pages");
        }
    }
}

#[test]
fn wherever_a_page_ends_the_printed_certificate_holds_every_word_and_hash() {
    let page = made(&asked::common("en"), Format::Docx);
    let heights: Vec<usize> = (14_000..=15_840).step_by(8).collect();
    docx::check_no_page_loses_a_word(&page, &heights);
}

#[test]
fn wherever_a_page_ends_the_printed_call_note_holds_every_word_and_hash() {
    let note = bytes(&calls::full(), Format::Docx);
    let heights: Vec<usize> = (15_600..=15_840).step_by(24).collect();
    docx::check_no_page_loses_a_word(&note, &heights);
}

#[test]
fn the_message_tells_the_attorney_what_the_record_holds() {
    let message = message_to_attorney(&asked::found_invalid()).unwrap();
    check_says(
        &message,
        &[
            "To: Ruth Okafor, supervising attorney From: Dana Whitfield, paralegal",
            "Call: Alma Reyes, Reyes v. Northline, Nov 24, 2026, 10:15:02 AM CST (20261124-161502-k3f9)",
            "On Nov 25, 2026, 9:00:06 AM CST it was noted by Dana Whitfield that no valid consent existed for take 1. \
             What turned out: her brother was in the room and was not asked",
            "On the line when take 1 was asked for: - Alma Reyes (client): said yes - Inés Roca (interpreter): said yes",
            "It is locked from playback and export since Nov 25, 2026, 9:00:06 AM CST.",
            "Files: mic-0001.wav",
            "it takes no view on what follows from it.",
        ],
    );
    assert_eq!(message_to_attorney(&calls::full()), None);
}

#[test]
fn the_message_follows_what_was_decided_since() {
    let mut call = asked::found_invalid();
    let now = desk::now_at("2026-11-26T16:00:00Z");
    let (takes, attorney) = (vec![1], "Ruth Okafor".to_owned());
    let release = Step::Custody(CustodyStep::Release { takes, attorney, reason: String::new() });
    call.append(rapport::domain::decide::decide(&call, release, &now).unwrap()).unwrap();
    check_says(
        &message_to_attorney(&call).unwrap(),
        &["It was released by Ruth Okafor on Nov 26, 2026, 10:00:00 AM CST."],
    );
}
