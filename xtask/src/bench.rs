//! `cargo xtask bench`: what an answer and a batch cost, on this machine and as WebAssembly, in time and instructions.
//!
//! Times are told, never judged: they hang on the machine and on what else it does. Instructions hang on the code alone.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::tools;

/// What is measured: by its name in the program, what it is, and how often in so many of the whole.
const KINDS: [(&str, &str, u64); 12] = [
    ("bare", "one household at one place, no ledgers: a batch", 1),
    ("traced", "the same with every ledger entry", 10),
    ("answer", "the same, told as the page gets it", 10),
    ("all-places", "told at every place", 50),
    ("daye-screen-1", "the pilot book of 大冶, one person who tells everything, screened", 1),
    ("daye-screen-3", "the same of three people", 1),
    ("daye-screen-5", "the same of five", 1),
    ("daye-screen-9", "the same of nine", 10),
    ("daye-assess-1", "one person, with help, papers and ledgers", 1),
    ("daye-assess-3", "the same of three people", 1),
    ("daye-assess-5", "the same of five", 1),
    ("daye-assess-9", "the same of nine", 10),
];

/// How many households instructions are counted over; a simulated processor is fifty times as slow.
const COUNTED: u64 = 200;

/// Measures everything over so many households.
pub(crate) fn run(shell: &Shell, count: u64) -> Result<()> {
    tools::target(shell, tools::WASI)?;
    cmd!(shell, "cargo build --quiet --locked --profile fast --package doudi-benches").run()?;
    // As the page's module is built: small before fast.
    cmd!(shell, "cargo build --quiet --locked --release --package doudi-benches --target").arg(tools::WASI).run()?;
    let native = "target/fast/benches";
    let wasm = format!("target/{}/release/benches.wasm", tools::WASI);
    let counts = cmd!(shell, "valgrind --version").quiet().ignore_stderr().read().is_ok();
    println!("{:<13} {:>10} {:>12} {:>12} {:>14}  what", "", "households", "native", "wasm", "instructions");
    for (kind, what, part) in KINDS {
        let count = (count / part).max(1);
        let number = count.to_string();
        let here = micros(&cmd!(shell, "{native} {kind} {number}").quiet().read()?)?;
        let wasi = cmd!(shell, "node --no-warnings benches/wasi.mjs {wasm} {kind} {number}").quiet().read()?;
        let there = micros(&wasi)?;
        let each = |micros: u64| format!("{}.{} µs", micros / count, micros % count * 10 / count);
        let counted = if counts { grouped(instructions(shell, native, kind)?) } else { "-".to_owned() };
        println!("{kind:<13} {count:>10} {:>12} {:>12} {counted:>14}  {what}", each(here), each(there));
    }
    if !counts {
        println!("instructions: not counted, there is no valgrind");
    }
    Ok(())
}

/// The time a run tells: `bare 1000 25000`.
fn micros(told: &str) -> Result<u64> {
    let last = told.split_whitespace().last().context("benches: told nothing")?;
    last.parse().with_context(|| format!("benches: `{told}` ends in no number"))
}

/// Instructions a household: so many households, less what none at all takes.
fn instructions(shell: &Shell, program: &str, kind: &str) -> Result<u64> {
    let of = |count: u64| -> Result<u64> {
        let out = "--callgrind-out-file=/dev/null";
        let count = count.to_string();
        let run = cmd!(shell, "valgrind --tool=callgrind {out} {program} {kind} {count}").quiet().ignore_stdout();
        collected(&run.read_stderr()?)
    };
    Ok(of(COUNTED)?.saturating_sub(of(0)?) / COUNTED)
}

/// What callgrind tells: `==1== Collected : 123456`.
fn collected(told: &str) -> Result<u64> {
    let line = told.lines().find_map(|line| line.split_once("Collected :"));
    let (_, number) = line.context("valgrind: tells no count")?;
    number.trim().parse().context("valgrind: tells no number")
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_what_is_told() {
        assert_eq!(micros("bare 1000 25000").unwrap(), 25_000);
        assert_eq!(collected("==7== \n==7== Collected : 1234567\n").unwrap(), 1_234_567);
        assert!(collected("==7== no such tool").is_err());
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
