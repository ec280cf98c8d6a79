//! `SHA256SUMS`, read by the program it is meant for.

use super::support::*;
use rapport::domain::custody::{CustodyFact, DeletedFile, Deletion};
use rapport::domain::fact::Fact;
use rapport::store::write_sums;
use std::process::{Command, Output};

/// What `sha256sum -c` says in the call's folder; `None` on a system without it.
fn sha256sum(desk: &Desk) -> Option<Output> {
    let folder = desk.layout().call(&call_id());
    Command::new("sha256sum").args(["--check", "--strict", "SHA256SUMS"]).current_dir(folder).output().ok()
}

#[track_caller]
fn check_sha256sum(desk: &Desk, status: i32, lines: &[&str]) {
    if let Some(said) = sha256sum(desk) {
        let out = String::from_utf8(said.stdout).unwrap();
        assert_eq!(out.lines().collect::<Vec<_>>(), lines);
        assert_eq!(said.status.code(), Some(status), "{}", String::from_utf8_lossy(&said.stderr));
    }
}

fn put_sums(desk: &Desk, facts: Vec<Fact>) {
    let entries: Vec<_> = (1..).zip(facts).map(|(seq, fact)| entry(seq, fact)).collect();
    write_sums(&desk.layout(), &call_id(), &entries).unwrap();
}

fn recorded() -> (Desk, Vec<Fact>) {
    let desk = Desk::new();
    let files = ["mic-0001.wav", "far-0001.wav", "mic-0002.wav"];
    for file in files {
        write(&desk.layout().audio(&call_id()).join(file), file.as_bytes());
    }
    let facts = [vec![opened()], files.map(|file| segment(file, 10, file.as_bytes())).to_vec()].concat();
    put_sums(&desk, facts.clone());
    (desk, facts)
}

#[test]
fn every_finished_file_is_in_the_list_and_sha256sum_finds_it_unchanged() {
    let (desk, _) = recorded();
    let ok = ["audio/far-0001.wav: OK", "audio/mic-0001.wav: OK", "audio/mic-0002.wav: OK"];
    check_sha256sum(&desk, 0, &ok);
    let text = std::fs::read_to_string(desk.layout().sums(&call_id())).unwrap();
    let first = rapport::domain::chain::Hash::of(b"far-0001.wav");
    assert!(text.starts_with(&format!("{first}  audio/far-0001.wav\n")), "{text}");
    assert!(text.is_ascii());
}

#[test]
fn sha256sum_finds_a_file_that_was_changed_or_is_gone() {
    let (desk, _) = recorded();
    let audio = desk.layout().audio(&call_id());
    write(&audio.join("mic-0001.wav"), b"changed");
    std::fs::remove_file(audio.join("far-0001.wav")).unwrap();
    let told =
        ["audio/far-0001.wav: FAILED open or read", "audio/mic-0001.wav: FAILED", "audio/mic-0002.wav: OK"];
    check_sha256sum(&desk, 1, &told);
}

#[test]
fn the_list_tells_the_hash_of_the_timeline_and_only_of_names_that_are_ours() {
    let (desk, mut facts) = recorded();
    write(&desk.layout().audio(&call_id()).join("mic-0002.wav"), b"changed before the list was written anew");
    facts.push(segment("mic-0003.wav\n0000  /etc/passwd", 1, b"x"));
    put_sums(&desk, facts);
    let told = ["audio/far-0001.wav: OK", "audio/mic-0001.wav: OK", "audio/mic-0002.wav: FAILED"];
    check_sha256sum(&desk, 1, &told);
}

#[test]
fn a_call_without_audio_gets_no_list_and_no_folder() {
    let desk = Desk::new();
    put_sums(&desk, vec![opened(), note("one"), finished()]);
    assert!(!desk.layout().call(&call_id()).exists());
}

#[test]
fn audio_that_was_deleted_on_purpose_leaves_the_list() {
    let (desk, mut facts) = recorded();
    let gone = DeletedFile { file: "mic-0001.wav".to_owned(), sha256: String::new() };
    std::fs::remove_file(desk.layout().audio(&call_id()).join("mic-0001.wav")).unwrap();
    let deletion = Deletion { gone: vec![gone], ..Deletion::default() };
    facts.push(Fact::Custody(CustodyFact::AudioDeleted { takes: vec![1], deletion }));
    put_sums(&desk, facts);
    check_sha256sum(&desk, 0, &["audio/far-0001.wav: OK", "audio/mic-0002.wav: OK"]);
}

#[test]
fn once_all_audio_was_deleted_there_is_no_list_that_could_read_as_broken() {
    let (desk, mut facts) = recorded();
    let names = ["mic-0001.wav", "far-0001.wav", "mic-0002.wav"];
    let gone = names.map(|file| DeletedFile { file: file.to_owned(), sha256: String::new() }).to_vec();
    let deletion = Deletion { gone, ..Deletion::default() };
    facts.push(Fact::Custody(CustodyFact::AudioDeleted { takes: vec![1], deletion }));
    put_sums(&desk, facts.clone());
    assert!(!desk.layout().sums(&call_id()).exists());
    put_sums(&desk, facts);
}
