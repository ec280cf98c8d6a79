//! `law`.

use super::{Said, program, rapport, run};
use std::path::Path;

/// The verb with no data and no config of its own.
fn law(args: &[&str]) -> Said {
    rapport(Path::new("/nonexistent"), ["law"].iter().chain(args))
}

#[test]
fn the_answer_holds_what_the_contract_names() {
    let said = law(&["US-TX", "US-CA", "--json"]).json(0);
    assert_eq!((&said["rule"], &said["set_by"]), (&"all_party".into(), &"US-CA".into()));
    assert_eq!(said["checked"], "2026-11-24");
    let california = &said["places"][1];
    for (key, value) in
        [("code", "US-CA"), ("name", "California"), ("rule", "all_party"), ("confidence", "high")]
    {
        assert_eq!(california[key], value);
    }
    assert!(california["citation"].as_str().unwrap().contains("632.7"));
    assert!(california["sources"].as_array().unwrap().len() > 3);
    assert_eq!(said["places"][0]["rule"], "one_party");
    assert_eq!(said["duties"].as_array().unwrap().len(), 0);
    let virginia = law(&["--json", "US-VA", "US-WI"]).json(0);
    let duties: Vec<&str> =
        virginia["duties"].as_array().unwrap().iter().map(|d| d.as_str().unwrap()).collect();
    assert!(duties.iter().any(|duty| duty.contains("court")), "{duties:?}");
    assert_eq!(virginia["duty_details"].as_array().unwrap().len(), duties.len());
}

#[test]
fn mixed_unclear_and_unknown_places_count_as_all_party() {
    for code in ["CA", "GB", "MX", "US-GU", "unknown"] {
        let said = law(&[code, "--json"]).json(0);
        assert_eq!((&said["rule"], &said["set_by"]), (&"all_party".into(), &code.into()), "{code}");
        assert_eq!(said["places"][0]["rule"], "all_party", "{code}");
    }
    assert_eq!(law(&["GB", "--json"]).json(0)["places"][0]["stated_rule"], "mixed");
    assert_eq!(law(&["US-TX", "unknown", "--json"]).json(0)["rule"], "all_party");
}

#[test]
fn in_person_is_another_rule() {
    let rule = |args: &[&str]| law(args).json(0)["rule"].as_str().unwrap().to_owned();
    assert_eq!(rule(&["US-OR", "--json"]), "one_party");
    assert_eq!(rule(&["US-OR", "--json", "--in-person"]), "all_party");
    assert_eq!(rule(&["--in-person", "--json", "US-CT"]), "one_party");
    assert!(law(&["US-OR", "--in-person"]).text().starts_with("Recording in person: all-party\n"));
}

#[test]
fn people_read_the_rule_its_source_the_day_and_who_must_confirm_it() {
    let said = law(&["US-VA", "US-DE"]);
    let text = said.text();
    for words in [
        "Recording by telephone: all-party\nDelaware sets the rule: everyone on the call must agree.\n",
        "The entry for Delaware is of medium confidence",
        "Va. Code §§ 19.2-61",
        "Source: https://",
        "Say on the recording: “This recording may be used in court.” (Virginia)",
        "\n  Whether notice alone counts as a yes there is not settled.\n",
        "ask everyone",
        "Checked on 2026-11-24",
        "A supervising attorney must confirm it",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let ours = |line: &&str| !line.starts_with("  Source: ") && !line.starts_with("  - ");
    assert!(text.lines().filter(ours).all(|line| line.chars().count() <= 120), "{text}");
}

#[test]
fn nothing_that_is_printed_judges() {
    // An address, and the name of a statute, are not ours.
    let verdict = |word: &str| {
        ["legal", "lawful", "compliant", "compliance", "privileged", "admissible"].contains(&word)
    };
    for args in [&["US-CA", "US-VA", "US-WI", "EU", "unknown"][..], &["US-PA", "CA", "AU", "--in-person"]] {
        let said = law(args);
        for line in said.text().lines().filter(|line| !line.starts_with("  Source: ")) {
            let line = line.to_lowercase();
            assert!(!line.split(|c: char| !c.is_alphanumeric()).any(verdict), "{line}");
            assert!(!line.contains("legal advice"), "{line}");
        }
    }
}

#[test]
fn how_two_letters_were_read_is_said() {
    assert!(law(&["TX"]).text().contains("“TX” was read as Texas (US-TX)"));
    assert!(law(&["CA"]).text().contains("CA is Canada (federal); California is US-CA."));
    assert!(!law(&["US-TX", "GB", "New York"]).text().contains("was read as"));
    assert_eq!(law(&["TX", "--json"]).json(0)["places"][0]["code"], "US-TX");
    assert_eq!(law(&["CA", "--json"]).json(0)["remarks"].as_array().unwrap().len(), 1);
}

#[test]
fn a_place_that_does_not_exist_is_refused_by_name() {
    law(&["XX"]).check_refused(&["“XX”", "unknown"]);
    law(&["US-TX", "US-XX", "ZZ", "--json"]).check_refused(&["“US-XX”, “ZZ”"]);
    law(&[""]).check_refused(&["no such place"]);
    law(&["X\nY"]).check_refused(&["no such place"]);
    law(&[]).check_refused(&["“law” wants the places"]);
    law(&["--json"]).check_refused(&["“law” wants the places"]);
    law(&["US-TX", "--force"]).check_refused(&["“law” takes no “--force”"]);
    run(program(Path::new("/nonexistent")).args(["calls", "--in-person"]))
        .check_refused(&["“calls” takes no “--in-person”"]);
}

#[test]
fn a_firms_file_is_used_and_one_with_a_fault_is_named_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("recording-law.json");
    let shipped = include_str!("../../../assets/recording-law.json");
    let ask = |args: &[&str]| run(program(folder.path()).arg("law").args(args));

    std::fs::write(&file, shipped.replacen("2026-11-24", "2027-01-02", 1)).unwrap();
    let said = ask(&["US-TX", "--json"]).json(0);
    assert_eq!((&said["checked"], &said["law_file"]), (&"2027-01-02".into(), &file.to_str().unwrap().into()));
    assert!(ask(&["US-TX"]).text().contains("From the firm's own law file: "));

    let line = 1 + shipped.lines().position(|line| line.contains("\"all_party\"")).unwrap();
    std::fs::write(&file, shipped.replacen("\"all_party\"", "\"nobody\"", 1)).unwrap();
    for args in [&["US-CA"][..], &["US-CA", "--json"]] {
        let said = ask(args);
        assert_eq!(said.status, 2);
        said.check_complaint(&[&format!("recording-law.json:{line}: "), "nobody", "the shipped one answers"]);
        assert!(said.out.contains("2026-11-24") && said.out.contains("California"), "{}", said.out);
    }
}
