//! The house plan as tests: who may name whom, how long a file may be, and what no file may hold.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

mod source;

use source::{Source, files_under, sources_under, words_in};
use std::collections::BTreeSet;
use std::path::Path;

/// The rooms of `src/`, each with those it may name. Whoever is not listed may name every room.
const MAY_NAME: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("echo", &["domain"]),
    ("content", &[]),
    ("files", &[]),
    ("law", &["content", "domain"]),
    ("coach", &["domain"]),
    ("clock", &["domain"]),
    ("checklists", &["content", "domain"]),
    ("listening", &["domain", "echo", "files"]),
    ("recording", &["domain", "echo"]),
    ("store", &["domain", "files"]),
    ("export", &["domain"]),
    ("ui", &["app", "domain", "law", "coach", "clock", "checklists"]),
];

const ROOMS: [&str; 15] = [
    "app",
    "checklists",
    "cli",
    "clock",
    "coach",
    "content",
    "domain",
    "echo",
    "export",
    "files",
    "law",
    "listening",
    "recording",
    "store",
    "ui",
];

/// Crates and functions that only these places may name.
const ONLY_IN: [(&str, &[&str]); 14] = [
    ("hand_out", &ECHO),
    ("cpal", &["src/recording/cpal_backend/", "src/listening/cpal_output.rs"]),
    ("pulseaudio", &["src/recording/cpal_backend/"]),
    ("hound", &["src/recording/", "src/listening/"]),
    ("rtrb", &["src/recording/", "src/listening/", "src/echo.rs"]),
    ("rusqlite", &["src/store/"]),
    ("ZipWriter", &["src/export/"]),
    ("egui", &["src/ui/", "src/main.rs"]),
    ("eframe", &["src/ui/", "src/main.rs"]),
    ("egui_extras", &["src/ui/", "src/main.rs"]),
    ("SystemTime::now", &["src/main.rs", "src/app/runner"]),
    ("Timestamp::now", &["src/main.rs", "src/app/runner"]),
    ("Zoned::now", &["src/main.rs", "src/app/runner"]),
    ("ZonedDateTime::now", &["src/main.rs", "src/app/runner"]),
];

/// Where the sound of a sound check, which is kept without a permit, is had at all: where it is held, and where it is played.
const ECHO: [&str; 2] = ["src/echo.rs", "src/listening/player/echoing.rs"];

/// By what sound could get into a file, or to somebody else.
const WAYS_OUT: [&str; 12] = [
    "std::fs",
    "File",
    "OpenOptions",
    "Write",
    "Path",
    "PathBuf",
    "hound",
    "tempfile",
    "Serialize",
    "AudioFiles",
    "crate::store",
    "process",
];

/// What the domain must not reach, besides what `ONLY_IN` holds: disk, clock, chance, environment, threads, print-outs.
const NOT_IN_THE_DOMAIN: [&str; 17] = [
    "SystemTime",
    "std::fs",
    "std::io",
    "std::env",
    "std::path",
    "std::process",
    "std::thread",
    "Instant",
    "TimeZone::system",
    "fastrand",
    "getrandom",
    "tempfile",
    "directories",
    "sysinfo",
    "starship_battery",
    "println",
    "eprintln",
];

const NO_NETWORK: [&str; 7] =
    ["std::net", "TcpStream", "TcpListener", "UdpSocket", "SocketAddr", "ToSocketAddrs", "Ipv4Addr"];

/// Words the interface does not use: it says what was done, and points to the supervising attorney.
const NOT_OURS_TO_SAY: [&str; 10] = [
    "legal",
    "legally",
    "lawful",
    "compliant",
    "compliance",
    "privileged",
    "privilege",
    "tamper-proof",
    "tamperproof",
    "admissible",
];

const LONGEST_FILE: usize = 400;
const LONGEST_MAIN: usize = 59;

/// Fails with every fault at once.
fn check_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n  {}\n", faults.join("\n  "));
}

/// Every place in `sources` where `find` finds something.
fn check_each(sources: &[Source], find: impl Fn(&Source) -> Vec<String>) {
    assert!(!sources.is_empty(), "no files were read");
    let faults: Vec<String> = sources
        .iter()
        .flat_map(|source| find(source).into_iter().map(move |what| format!("{}: {what}", source.path)))
        .collect();
    check_none(&faults);
}

#[test]
fn each_room_names_only_the_rooms_below_it() {
    check_each(&sources_under("src"), |source| {
        let Some((room, allowed)) = MAY_NAME.iter().find(|(room, _)| source.is_in_room(room)) else {
            return Vec::new();
        };
        let strangers = ROOMS.iter().filter(|other| *other != room && !allowed.contains(other));
        strangers.filter(|other| source.names_room(other)).map(|other| format!("names {other}")).collect()
    });
}

#[test]
fn every_room_of_the_library_stands_in_the_plan() {
    let lib = Source::read("src/lib.rs");
    let rooms = lib.code.lines().filter_map(|line| line.trim().strip_prefix("pub mod "));
    let strangers: Vec<_> =
        rooms.map(|room| room.trim_end_matches(';')).filter(|room| !ROOMS.contains(room)).collect();
    assert_eq!(strangers, [""; 0], "say in tests/core/architecture.rs what they may name");
}

#[test]
fn each_crate_and_the_clock_are_named_in_their_own_place_only() {
    check_each(&sources_under("src"), |source| {
        let elsewhere =
            ONLY_IN.iter().filter(|(_, places)| !places.iter().any(|p| source.path.starts_with(p)));
        elsewhere.filter(|(name, _)| source.mentions(name)).map(|(name, _)| format!("names {name}")).collect()
    });
}

#[test]
fn the_domain_reaches_no_disk_clock_chance_or_thread() {
    check_each(&sources_under("src/domain"), |source| {
        NOT_IN_THE_DOMAIN.iter().filter(|name| source.mentions(name)).map(|n| format!("names {n}")).collect()
    });
}

#[test]
fn what_a_sound_check_heard_reaches_no_file() {
    let sources: Vec<_> = ECHO.iter().map(|path| Source::read(path)).collect();
    check_each(&sources, |source| {
        assert!(source.mentions("hand_out"), "{} no longer has to do with it", source.path);
        WAYS_OUT.iter().filter(|name| source.mentions(name)).map(|name| format!("names {name}")).collect()
    });
}

#[test]
fn what_decides_reads_no_clock_and_no_disk() {
    let apply: Vec<_> =
        sources_under("src").into_iter().filter(|source| source.path.starts_with("src/app/apply")).collect();
    let faults = apply.iter().flat_map(|source| {
        let named = ["std::fs", "Instant", "fastrand"].into_iter().filter(|name| source.mentions(name));
        named.map(|name| format!("{}: names {name}", source.path))
    });
    check_none(&faults.collect::<Vec<_>>());
}

#[test]
fn nothing_opens_a_network_connection() {
    check_each(&sources_under("src"), |source| {
        NO_NETWORK.iter().filter(|name| source.mentions(name)).map(|n| format!("names {n}")).collect()
    });
}

#[test]
fn no_file_is_longer_than_it_may_be() {
    let sources: Vec<_> = ["src", "tests"].iter().flat_map(|folder| sources_under(folder)).collect();
    check_each(&sources, |source| {
        let most = if source.path == "src/main.rs" { LONGEST_MAIN } else { LONGEST_FILE };
        let lines = source.text.lines().count();
        (lines > most).then(|| format!("{lines} lines, at most {most}")).into_iter().collect()
    });
}

#[test]
fn every_file_says_first_what_it_is() {
    let sources: Vec<_> = ["src", "tests"].iter().flat_map(|folder| sources_under(folder)).collect();
    check_each(&sources, |source| {
        let says = source.text.starts_with("//! ");
        (!says).then(|| "does not begin with //!".to_owned()).into_iter().collect()
    });
}

#[test]
fn nothing_outside_tests_may_give_up_in_the_middle() {
    let giving_up =
        [".unwrap()", ".unwrap_unchecked(", ".expect(", "panic!(", "unreachable!(", "unimplemented!("];
    check_each(&sources_under("src"), |source| {
        giving_up.iter().filter(|call| source.bare.contains(**call)).map(|c| format!("has {c}")).collect()
    });
}

#[test]
fn nothing_is_left_for_later_and_no_machine_of_ours_is_named() {
    let banned = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/ro", "ot/"),
    ];
    let faults = files_under("").into_iter().flat_map(|path| {
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap_or_default();
        let found = banned.into_iter().filter(move |word| text.contains(word));
        found.map(move |word| format!("{path}: {word}"))
    });
    check_none(&faults.collect::<Vec<_>>());
}

#[test]
fn the_interface_and_the_call_note_do_not_judge() {
    let spoken = ["src/ui", "src/export", "src/cli"];
    let sources: Vec<_> = sources_under("src")
        .into_iter()
        .filter(|source| spoken.iter().any(|place| source.path.starts_with(place)))
        .collect();
    check_each(&sources, |source| {
        let said = words_in(&source.code).to_lowercase();
        let said: BTreeSet<&str> = said.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        NOT_OURS_TO_SAY.iter().filter(|word| said.contains(**word)).map(|w| format!("says {w}")).collect()
    });
}

#[test]
fn every_dependency_has_a_line_that_says_why() {
    let manifest = Source::read("Cargo.toml").text;
    let guide = Source::read("CONTRIBUTING.md").text;
    let (_, guide) = guide.split_once("## Dependencies").unwrap();
    let mut section = "";
    let mut dependencies = BTreeSet::new();
    for line in manifest.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if section.ends_with("dependencies")
            && let Some((name, _)) = line.split_once('=')
        {
            dependencies.insert(name.trim());
        }
    }
    let explained: BTreeSet<&str> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` |"))
        .filter(|(_, why)| why.trim_matches([' ', '|']).len() > 10)
        .map(|(name, _)| name)
        .collect();
    assert!(dependencies.len() > 10, "the manifest was not read");
    assert_eq!(dependencies, explained, "left: Cargo.toml, right: CONTRIBUTING.md");
}

#[test]
fn the_plan_is_read_as_it_is_meant() {
    let source = |text: &str| Source::new("src/store/mod.rs", text);
    assert!(source("use crate::export::Format;").names_room("export"));
    assert!(source("use crate::{domain::ids, export};").names_room("export"));
    assert!(source("use crate::{domain::{ids, entry}, export::{self}};").names_room("export"));
    assert!(source("rapport::export::call_note();").names_room("export"));
    assert!(!source("use crate::{domain::export, store};").names_room("export"));
    assert!(!source("use crate::exporter; // crate::export").names_room("export"));
    assert!(source("let a = egui::Color32::RED;").mentions("egui"));
    assert!(!source("let egui_like = \"egui\"; /* egui /* egui */ */").mentions("egui"));
    assert!(source("jiff::Timestamp::now()").mentions("Timestamp::now"));
    assert_eq!(
        words_in(r#"f("say \"this\" // so", r"and 'that'", 'c', '"', "x")"#),
        "say \"this\" // so\nand 'that'\nx\n"
    );
    assert_eq!(source("a(\"b\") 'c'").bare, "a(\"\") ' '");
    assert!(source("#[cfg(test)]\nmod tests { fn f() { x.unwrap() } }").code.is_empty());
}
