//! What the system knows of a program: its processes, the time they ran, the memory that is theirs.

use crate::desk::Done;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{read_dir, read_to_string};

/// The process and everything it started.
pub fn family(first: u32) -> Done<HashSet<u32>> {
    let mut parents: HashMap<u32, u32> = HashMap::new();
    for entry in read_dir("/proc")?.filter_map(Result::ok) {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // It may have ended since.
        let Ok(stat) = read_to_string(entry.path().join("stat")) else { continue };
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        if let Some(parent) = after_name.split_whitespace().nth(1).and_then(|parent| parent.parse().ok()) {
            parents.insert(id, parent);
        }
    }
    let mut family = HashSet::from([first]);
    loop {
        let more: Vec<u32> = parents
            .iter()
            .filter(|(id, parent)| family.contains(parent) && !family.contains(id))
            .map(|(id, _)| *id)
            .collect();
        if more.is_empty() {
            return Ok(family);
        }
        family.extend(more);
    }
}

/// Seconds of processor time that a process has used, all threads together.
pub fn cpu_seconds(process: u32) -> Done<f64> {
    let mut nanos = 0.0;
    for task in read_dir(format!("/proc/{process}/task"))?.filter_map(Result::ok) {
        let Ok(told) = read_to_string(task.path().join("schedstat")) else { continue };
        nanos += told.split_whitespace().next().and_then(|ran| ran.parse::<f64>().ok()).unwrap_or(0.0);
    }
    Ok(nanos / 1e9)
}

/// What [`cpu_seconds_by_thread`] calls the first thread of a process: the window's.
pub const FIRST_THREAD: &str = "the first";

/// The same for each name that threads of the process bear.
pub fn cpu_seconds_by_thread(process: u32) -> Done<BTreeMap<String, f64>> {
    let mut seconds: BTreeMap<String, f64> = BTreeMap::new();
    for task in read_dir(format!("/proc/{process}/task"))?.filter_map(Result::ok) {
        // A thread may have ended since it was listed.
        let (Ok(name), Ok(told)) =
            (read_to_string(task.path().join("comm")), read_to_string(task.path().join("schedstat")))
        else {
            continue;
        };
        let nanos = told.split_whitespace().next().and_then(|ran| ran.parse::<f64>().ok()).unwrap_or(0.0);
        let is_first = task.file_name().to_str() == Some(&process.to_string());
        let name = if is_first { FIRST_THREAD } else { name.trim() };
        *seconds.entry(name.to_owned()).or_default() += nanos / 1e9;
    }
    Ok(seconds)
}

/// How often the threads of a process have gone to sleep by themselves: how often they were woken.
pub fn wakings(process: u32) -> Done<u64> {
    let mut count = 0;
    for task in read_dir(format!("/proc/{process}/task"))?.filter_map(Result::ok) {
        let Ok(told) = read_to_string(task.path().join("status")) else { continue };
        let line = told.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        count += line.and_then(|number| number.trim().parse::<u64>().ok()).unwrap_or(0);
    }
    Ok(count)
}

/// Megabytes of memory that are these processes' share (PSS).
pub fn share_of_memory(processes: &HashSet<u32>) -> f64 {
    let kilobytes = |process: &u32| {
        let told = read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("Pss:").map(str::to_owned));
        line.and_then(|number| number.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0)
    };
    processes.iter().map(kilobytes).sum::<f64>() / 1024.0
}
