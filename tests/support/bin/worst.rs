//! `cargo xtask worst`: searches for the household whose answer takes longest, and keeps it in `benches/worst`.
//!
//! Each household is measured in a process of its own, so that its memory is its own too. What is compared is the time the
//! processor spent, which other work on the machine moves little.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use doudi_tests::checks::worst::{WAYS, climb, work};

/// Where the slowest are kept, by what takes long.
const KEPT: &str = "benches/worst";

fn main() -> Result<(), String> {
    let rulebook = doudi_tests::rulebook()?;
    let told: Vec<String> = std::env::args().skip(1).collect();
    let number = |text: Option<&String>, other: u64| {
        text.map_or(Ok(other), |text| text.parse().map_err(|e| format!("{text}: {e}")))
    };
    match told.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["measure", path, way] => {
            let text = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
            let before = spent()?;
            work(&rulebook, &text, way)?;
            println!("{} {}", spent()?.saturating_sub(before) / 1000, peak()?);
            Ok(())
        }
        ["climb", way, ..] => search(&rulebook, way, number(told.get(2), 300)?, number(told.get(3), 1)?),
        _ => table(),
    }
}

/// Climbs for one way, and keeps what is slowest.
fn search(rulebook: &doudi_rulebook::Rulebook, way: &str, rounds: u64, seed: u64) -> Result<(), String> {
    let scratch = std::env::temp_dir().join(format!("doudi-worst-{}.json", std::process::id()));
    let kept = doudi_tests::root().join(KEPT).join(format!("{way}.json"));
    let mut most = measured(&kept, way).map_or(0, |(micros, _)| micros);
    climb(
        rulebook,
        (seed, rounds),
        first()?,
        |text| {
            fs::write(&scratch, text).ok()?;
            let (micros, _) = measured(&scratch, way)?;
            if micros > most {
                most = micros;
                fs::write(&kept, format!("{text}\n")).ok()?;
            }
            Some(micros)
        },
        |round, micros| println!("{way}: round {round}: {} ms", micros / 1000),
    )?;
    fs::remove_file(&scratch).map_err(|e| format!("{}: {e}", scratch.display()))?;
    Ok(())
}

/// The households kept before, to climb from.
fn first() -> Result<Vec<serde_json::Value>, String> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
    };
    kept()?.into_iter().map(read).collect()
}

fn kept() -> Result<Vec<PathBuf>, String> {
    let folder = doudi_tests::root().join(KEPT);
    let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

/// Every household kept, in every way.
fn table() -> Result<(), String> {
    println!("{:<16} {:<10} {:>8} {:>8}", "household", "way", "ms", "MB");
    for path in kept()? {
        for way in WAYS {
            let (micros, kilobytes) =
                measured(&path, way).ok_or_else(|| format!("{}: is not assessed", path.display()))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            println!("{name:<16} {way:<10} {:>8} {:>8}", micros / 1000, kilobytes / 1000);
        }
    }
    Ok(())
}

/// Microseconds of the processor, and the most memory in kilobytes.
fn measured(path: &std::path::Path, way: &str) -> Option<(u64, u64)> {
    let me = std::env::current_exe().ok()?;
    let run = Command::new(me).arg("measure").arg(path).arg(way).output().ok()?;
    let told = String::from_utf8(run.stdout).ok().filter(|_| run.status.success())?;
    let (micros, kilobytes) = told.trim().split_once(' ')?;
    Some((micros.parse().ok()?, kilobytes.parse().ok()?))
}

/// Nanoseconds this thread has run.
fn spent() -> Result<u64, String> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").map_err(|e| format!("schedstat: {e}"))?;
    told.split(' ').next().and_then(|nanos| nanos.parse().ok()).ok_or_else(|| "schedstat: tells no time".to_owned())
}

/// The most memory this process has held, in kilobytes.
fn peak() -> Result<u64, String> {
    let told = fs::read_to_string("/proc/self/status").map_err(|e| format!("status: {e}"))?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok());
    number.ok_or_else(|| "status: tells no memory".to_owned())
}
