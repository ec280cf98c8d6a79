//! The audio callback asks nothing of the system: it runs on a thread that the kernel kills at the first system call. A lock
//! that is waited for, memory that is fetched, a file that is opened, read or written: each would be one.

use super::consent::consenting_call;
use super::{buffer, drain, opened};
use rapport::recording::{StreamFault, Tap};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, exit};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread::{Builder, sleep};
use std::time::{Duration, Instant};

/// Names the part a child of this test plays: what a killed thread leaves behind must not be left to other tests.
const PART: &str = "RAPPORT_ON_A_GUARDED_THREAD";

/// Longest time the thread may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Buffers handed over.
const BUFFERS: u32 = 20_000;

/// Exit statuses of a child.
const ASKED_NOTHING: i32 = 0;
const KILLED: i32 = 3;

/// What lets no system call pass.
fn nothing_passes() -> BpfProgram {
    let arch = std::env::consts::ARCH.try_into().unwrap();
    let (of_all_calls, of_none) = (SeccompAction::KillThread, SeccompAction::Allow);
    SeccompFilter::new(BTreeMap::new(), of_all_calls, of_none, arch).unwrap().try_into().unwrap()
}

/// Runs `work` on a guarded thread and `meanwhile` beside it over and over; never comes back.
fn guarded(mut work: impl FnMut() + Send + 'static, mut meanwhile: impl FnMut()) -> ! {
    let done = Arc::<AtomicBool>::default();
    let ends = Arc::clone(&done);
    let (tell, told) = sync_channel::<PathBuf>(1);
    let guard = nothing_passes();
    Builder::new()
        .spawn(move || {
            tell.send(std::fs::read_link("/proc/thread-self").unwrap()).unwrap();
            apply_filter(&guard).unwrap();
            work();
            ends.store(true, Ordering::SeqCst);
            // The end of a thread asks something too, and so may giving back what the work holds.
            loop {
                std::hint::spin_loop();
            }
        })
        .unwrap();
    let thread = Path::new("/proc").join(told.recv().unwrap());
    let began = Instant::now();
    while !done.load(Ordering::SeqCst) {
        meanwhile();
        if !thread.exists() || began.elapsed() > PATIENCE {
            exit(KILLED);
        }
    }
    exit(ASKED_NOTHING)
}

/// Runs the test of this name in a process of its own.
fn in_a_child(test: &str, part: &str) -> ExitStatus {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("asks::{test}"), "--nocapture"])
        .env(PART, part)
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap()
}

#[test]
fn the_guard_notices_a_file_and_a_lock_that_is_waited_for() {
    match std::env::var(PART).as_deref() {
        Ok("file") => guarded(|| drop(std::fs::File::open("/proc/self/io")), || ()),
        Ok("lock") => {
            let lock = Arc::new(Mutex::new(()));
            let held = Arc::clone(&lock);
            let _held = lock.lock().unwrap();
            guarded(move || drop(held.lock()), || sleep(Duration::from_millis(1)))
        }
        _ => {}
    }
    for part in ["file", "lock"] {
        let status = in_a_child("the_guard_notices_a_file_and_a_lock_that_is_waited_for", part);
        assert_eq!(status.code(), Some(KILLED), "{part}");
    }
}

#[test]
fn the_callback_asks_nothing_of_the_system_while_others_drain_pause_and_close() {
    if std::env::var(PART).as_deref() == Ok("callback") {
        let call = consenting_call();
        let (gate, tap, mut intake) = opened(&call);
        let mut turn = 0_u32;
        guarded(hand_over(tap), move || {
            turn += 1;
            // A writer that comes and goes, so that the ring is full at times; a pause now and then.
            if turn % 64 < 48 {
                drain(&mut intake);
            }
            match turn % 256 {
                0 => gate.pause(),
                16 => gate.resume(),
                _ => {}
            }
        })
    }
    let name = "the_callback_asks_nothing_of_the_system_while_others_drain_pause_and_close";
    assert_eq!(in_a_child(name, "callback").code(), Some(ASKED_NOTHING));
}

/// What an audio thread does: one buffer after another, and word of what goes wrong.
fn hand_over(mut tap: Tap) -> impl FnMut() + Send {
    let (floats, alarm) = (buffer(), tap.alarm());
    let integers = vec![i16::MIN; 1_000];
    move || {
        for number in 0..BUFFERS {
            tap.take_in(&floats);
            tap.take_in_as(&integers, |sample| f32::from(sample) / 32_768.0);
            if number % 1_000 == 0 {
                alarm.glitch();
            }
        }
        alarm.raise(StreamFault::Lost);
    }
}
