//! `cargo xtask fuzz`: every reader of what comes from outside, on mutated inputs, for as long as one likes.
//!
//! The test runs try a few thousand inputs for each reader; this tries more, in fast code. See `tests/support/checks/fuzz.rs`.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

/// A reader: its name, and the arguments of `cargo test` that run it.
struct Target {
    name: &'static str,
    test: [&'static str; 4],
    filter: &'static str,
    /// How many of the asked runs it does: reading a whole pack or writing a page takes long.
    one_in: u64,
}

const NETS: [&str; 4] = ["--package", "doudi-tests", "--test", "fuzz"];
const TABLES: [&str; 4] = ["--package", "doudi-cli", "--bin", "doudi"];

const TARGETS: [Target; 6] = [
    Target { name: "household", test: NETS, filter: "household", one_in: 1 },
    Target { name: "table", test: TABLES, filter: "screen::fuzz::table", one_in: 1 },
    Target { name: "mapping", test: TABLES, filter: "screen::fuzz::mapping", one_in: 1 },
    Target { name: "pack", test: NETS, filter: "pack", one_in: 100 },
    Target { name: "receipt", test: NETS, filter: "receipt", one_in: 1 },
    Target { name: "address", test: NETS, filter: "address", one_in: 100 },
];

/// Tries one target, or all.
pub(crate) fn run(shell: &Shell, only: Option<&str>, runs: u64, seed: u64) -> Result<()> {
    let chosen: Vec<&Target> = TARGETS.iter().filter(|target| only.is_none_or(|only| only == target.name)).collect();
    ensure!(!chosen.is_empty(), "fuzz: no such target; choose from {}", TARGETS.map(|target| target.name).join(", "));
    for Target { name, test, filter, one_in } in chosen {
        let began = Instant::now();
        let runs = runs.div_ceil(*one_in);
        cmd!(shell, "cargo test --quiet --locked --profile fast {test...} -- --exact {filter}")
            .env("DOUDI_RUNS", runs.to_string())
            .env("DOUDI_SEED", seed.to_string())
            .run()
            .with_context(|| format!("fuzz: {name} fails; the message above names the input"))?;
        println!("{name}: {runs} inputs in {} s", began.elapsed().as_secs());
    }
    Ok(())
}
