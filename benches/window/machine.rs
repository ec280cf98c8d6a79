//! The machine the figures were taken on.

use crate::desk::Done;
use std::fs::read_to_string;
use std::path::Path;
use std::process::Command;

/// Prints what decides the figures: the machine, what `stands_in` for hardware, the program and those it is measured
/// beside.
pub fn describe(program: &Path, stands_in: &str, beside: &[&str]) -> Done {
    let cpu = read_to_string("/proc/cpuinfo")?;
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown");
    let cores = std::thread::available_parallelism()?;
    let memory = read_to_string("/proc/meminfo")?;
    let total = memory.lines().find_map(|line| line.strip_prefix("MemTotal:")).unwrap_or_default();
    let kilobytes: f64 = total.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
    let release = read_to_string("/etc/os-release").unwrap_or_default();
    let system = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or("unknown");
    println!("Machine   {} × {}", cores, model.trim_start_matches([':', ' ', '\t']));
    println!("Memory    {:.1} GB", kilobytes / 1024.0 / 1024.0);
    println!(
        "System    {}, Linux {}",
        system.trim_matches('"'),
        read_to_string("/proc/sys/kernel/osrelease")?.trim()
    );
    println!("Load      {} before the first run", read_to_string("/proc/loadavg")?.trim());
    println!("{stands_in}");
    println!("Program   {}, {} KB", program.display(), std::fs::metadata(program)?.len() / 1024);
    for package in beside {
        let told =
            Command::new("dpkg-query").args(["--show", "--showformat=${Version}", package]).output()?;
        println!("Beside    {package} {}", String::from_utf8_lossy(&told.stdout));
    }
    Ok(())
}
