//! The audio folder of a call.

use super::support::Desk;
use rapport::domain::chain::Hash;
use rapport::store::AudioFolder;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::time::{Duration, SystemTime};

fn audio(desk: &Desk) -> AudioFolder {
    AudioFolder::new(desk.folder.path().join("calls/one/audio"))
}

#[test]
fn segments_are_numbered_on_track_by_track() {
    let desk = Desk::new();
    let audio = audio(&desk);
    assert_eq!(audio.next_segment("mic").unwrap(), 1);
    for name in
        ["mic-0001.wav", "mic-0003.wav", "far-0007.wav", "mic-12345.wav.bak", "mic-99.wav", "mic-x.wav"]
    {
        audio.create(name).unwrap();
    }
    assert_eq!(audio.next_segment("mic").unwrap(), 4);
    assert_eq!(audio.next_segment("far").unwrap(), 8);
    audio.create("mic-10000.wav").unwrap();
    assert_eq!(audio.next_segment("mic").unwrap(), 10_001);
}

#[test]
fn what_was_flushed_is_in_the_file_while_it_is_still_open() {
    let desk = Desk::new();
    let audio = audio(&desk);
    let mut file = audio.create("mic-0001.wav").unwrap();
    file.write_all(b"RIFF....sound").unwrap();
    file.seek(SeekFrom::Start(4)).unwrap();
    file.write_all(b"size").unwrap();
    file.seek(SeekFrom::End(0)).unwrap();
    file.write_all(b" and more").unwrap();
    file.flush().unwrap();
    assert_eq!(std::fs::read(audio.path().join("mic-0001.wav")).unwrap(), b"RIFFsizesound and more");
    assert_eq!(audio.sha256("mic-0001.wav").unwrap(), Hash::of(b"RIFFsizesound and more").as_str());
}

#[test]
fn a_file_that_exists_is_never_created_anew() {
    let desk = Desk::new();
    let audio = audio(&desk);
    audio.create("mic-0001.wav").unwrap().write_all(b"sound").unwrap();
    assert_eq!(audio.create("mic-0001.wav").unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(std::fs::read(audio.path().join("mic-0001.wav")).unwrap(), b"sound");
}

#[test]
fn a_file_is_mended_in_place_and_keeps_its_time() {
    let desk = Desk::new();
    let audio = audio(&desk);
    assert_eq!(audio.open_existing("mic-0001.wav").unwrap_err().kind(), ErrorKind::NotFound);
    audio.create("mic-0001.wav").unwrap().write_all(b"RIFF....sound").unwrap();
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let mut file = audio.open_existing("mic-0001.wav").unwrap();
    let mut head = [0; 4];
    file.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"RIFF");
    file.write_all(b"size").unwrap();
    let mut rest = String::new();
    file.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "sound");
    file.rewind().unwrap();
    file.write_all(b"riff").unwrap();
    file.set_modified(then).unwrap();
    drop(file);
    assert_eq!(std::fs::read(audio.path().join("mic-0001.wav")).unwrap(), b"riffsizesound");
    assert_eq!(audio.open_existing("mic-0001.wav").unwrap().modified().unwrap(), then);
}

#[test]
fn the_session_is_replaced_whole() {
    let desk = Desk::new();
    let audio = audio(&desk);
    assert_eq!(audio.load_session().unwrap(), None);
    audio.save_session(b"{\"takes\": [1, 2, 3]}").unwrap();
    audio.save_session(b"{}").unwrap();
    assert_eq!(audio.load_session().unwrap().unwrap(), b"{}");
    assert_eq!(audio.names().unwrap(), ["session.json"]);
}

#[test]
fn names_are_listed_and_a_folder_that_is_not_there_has_none() {
    let desk = Desk::new();
    let audio = audio(&desk);
    assert_eq!(audio.names().unwrap(), [""; 0]);
    audio.create("mic-0002.wav").unwrap();
    audio.create("mic-0001.wav").unwrap();
    assert_eq!(audio.names().unwrap(), ["mic-0001.wav", "mic-0002.wav"]);
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    let desk = Desk::new();
    let audio = audio(&desk);
    for name in ["", ".", "..", "../mic-0001.wav", "/tmp/x", "a/b", "a\\b", "C:x", "a/", "./a", "a\0b"] {
        let kinds = [
            audio.create(name).unwrap_err().kind(),
            audio.open_existing(name).unwrap_err().kind(),
            audio.sha256(name).unwrap_err().kind(),
        ];
        assert_eq!(kinds, [ErrorKind::InvalidInput; 3], "{name:?}");
    }
    assert!(!audio.path().exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_look_into_folder_and_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let audio = audio(&desk);
    audio.create("mic-0001.wav").unwrap();
    audio.save_session(b"{}").unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(audio.path()), 0o700);
    assert_eq!(mode(&audio.path().join("mic-0001.wav")), 0o600);
    assert_eq!(mode(&audio.path().join("session.json")), 0o600);
}
