//! Chat programs: the shipped list, and whole names of processes.

use super::in_repository;
use rapport::checklists::{
    ChatProgram, Interruption, Platform, chat_programs, chat_programs_on, running_among,
};

const PLATFORMS: [Platform; 3] = [Platform::Windows, Platform::MacOs, Platform::Linux];

fn program(platform: Platform, name: &str) -> ChatProgram {
    chat_programs_on(platform).into_iter().find(|program| program.name == name).unwrap()
}

#[test]
fn the_usual_chat_programs_are_known_on_every_platform_they_run_on() {
    for platform in PLATFORMS {
        for name in [
            "Slack",
            "Microsoft Teams",
            "Zoom",
            "Discord",
            "WhatsApp",
            "Signal",
            "Telegram",
            "Skype",
            "Webex",
        ] {
            assert_eq!(program(platform, name).kind, Interruption::Chat);
        }
        assert_eq!(program(platform, "Thunderbird").kind, Interruption::Mail);
    }
    assert_eq!(program(Platform::MacOs, "Messages").kind, Interruption::Chat);
    assert!(!chat_programs_on(Platform::Linux).iter().any(|program| program.name == "Messages"));
}

#[test]
fn the_list_is_in_order_and_no_process_is_named_twice() {
    for platform in PLATFORMS {
        let programs = chat_programs_on(platform);
        assert!(programs.is_sorted_by_key(|program| program.name.to_lowercase()));
        for program in &programs {
            for process in &program.processes {
                let owners = programs.iter().filter(|other| other.is_process(process)).count();
                assert_eq!(owners, 1, "{process}");
            }
        }
    }
}

#[test]
fn a_process_is_found_by_its_whole_name_case_and_exe_not_heeded() {
    let slack = program(Platform::Windows, "Slack");
    for name in ["slack.exe", "Slack.exe", "SLACK", "slack"] {
        assert!(slack.is_process(name), "{name}");
    }
    for name in ["slackware", "slac", "not-slack.exe", "Slack Helper", ""] {
        assert!(!slack.is_process(name), "{name}");
    }
}

#[test]
fn both_generations_of_teams_are_told_apart() {
    assert!(program(Platform::Windows, "Microsoft Teams").is_process("ms-teams.exe"));
    assert!(program(Platform::Windows, "Microsoft Teams (classic)").is_process("Teams.exe"));
    assert!(program(Platform::MacOs, "Microsoft Teams").is_process("MSTeams"));
}

#[test]
fn a_name_cut_off_by_linux_is_found() {
    let telegram = program(Platform::Linux, "Telegram");
    assert!(telegram.is_process("telegram-deskto") && telegram.is_process("telegram-desktop"));
    assert!(!telegram.is_process("telegram-desk"));
}

#[test]
fn running_chat_programs_are_named_once_and_mail_holds_nothing_up() {
    let programs = chat_programs();
    let [first, second] = ["Slack", "Signal"].map(|name| programs.iter().find(|p| p.name == name).unwrap());
    let mail = programs.iter().find(|program| program.kind == Interruption::Mail).unwrap();
    let names = [&first.processes[0], &first.processes[0], "init", &second.processes[0], &mail.processes[0]];
    assert_eq!(running_among(names), ["Signal", "Slack"]);
    assert_eq!(running_among(["init", "rapport"]), [""; 0]);
}

#[test]
fn the_shipped_list_says_what_is_left_out() {
    let text = std::fs::read_to_string(in_repository("assets/chat-programs.json")).unwrap();
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(list["about"].as_str().unwrap().contains("left out"));
    let listed = list["programs"].as_array().unwrap().len();
    let known = PLATFORMS.map(|platform| chat_programs_on(platform).len());
    assert!(known.iter().all(|count| *count > 15 && *count <= listed), "{known:?} of {listed}");
}
