//! `cargo xtask test`: every check as a named step, each timed, none hiding another.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use crate::{budget, journeys, site, supply, tidy, tools};

/// One thing to check.
struct Step {
    name: &'static str,
    what: &'static str,
    /// A step without which this one says nothing.
    needs: Option<&'static str>,
    run: fn(&Shell) -> Result<()>,
}

/// Cheap ones first. To add a step, add a line.
const STEPS: [Step; 9] = [
    Step { name: "fmt", what: "the layout of Rust code", needs: None, run: fmt },
    Step { name: "tidy", what: "what must stay absent", needs: None, run: tidy::check },
    Step { name: "supply", what: "licences, bans and sources of what is built in", needs: None, run: supply::check },
    Step { name: "clippy", what: "lints, for this machine and for the browser", needs: None, run: clippy },
    Step { name: "native", what: "tests of every crate on this machine", needs: None, run: native },
    Step { name: "wasm", what: "tests of the face in headless Chromium", needs: None, run: wasm },
    Step { name: "build", what: "both pages into dist/", needs: None, run: site::build },
    Step { name: "budget", what: "bytes of the first view", needs: Some("build"), run: budget::check },
    Step { name: "journeys", what: "whole journeys in Chromium", needs: Some("build"), run: journeys::run_all },
];

/// How a step ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    Skipped,
}

/// Runs the steps named in `only`, or all. Fails after the last one if any failed.
pub(crate) fn run(shell: &Shell, only: &[String]) -> Result<()> {
    let chosen = choose(only)?;
    let mut ends: Vec<(&str, End, Duration)> = Vec::new();
    for step in chosen {
        let began = Instant::now();
        let blocked = ends.iter().any(|(name, end, _)| Some(*name) == step.needs && *end != End::Passed);
        let end = if blocked {
            println!("\n==> {}: skipped, it needs {}", step.name, step.needs.unwrap_or_default());
            End::Skipped
        } else {
            println!("\n==> {}: {}", step.name, step.what);
            match (step.run)(shell) {
                Ok(()) => End::Passed,
                Err(error) => {
                    eprintln!("error: {error:#}");
                    End::Failed
                }
            }
        };
        let took = began.elapsed();
        println!("<== {}: {} in {}", step.name, word(end), seconds(took));
        ends.push((step.name, end, took));
    }
    summarize(&ends)
}

fn choose(only: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known = STEPS.map(|step| step.name).join(", ");
        bail!("--only: no step `{unknown}`; choose from {known}");
    }
    Ok(STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name)).collect())
}

fn summarize(ends: &[(&str, End, Duration)]) -> Result<()> {
    println!("\n{:<10} {:<8} {:>9}", "step", "end", "time");
    for (name, end, took) in ends {
        println!("{name:<10} {:<8} {:>9}", word(*end), seconds(*took));
    }
    println!("{:<10} {:<8} {:>9}", "all", "", seconds(ends.iter().map(|(.., took)| *took).sum()));
    let not_passed: Vec<_> = ends.iter().filter(|(_, end, _)| *end != End::Passed).map(|(name, ..)| *name).collect();
    if !not_passed.is_empty() {
        bail!("test: did not pass: {}; one alone: cargo xtask test --only {}", not_passed.join(", "), not_passed[0]);
    }
    Ok(())
}

fn fmt(shell: &Shell) -> Result<()> {
    tools::rust_component(shell, "fmt")?;
    Ok(cmd!(shell, "cargo fmt --all --check").run()?)
}

fn clippy(shell: &Shell) -> Result<()> {
    tools::rust_component(shell, "clippy")?;
    tools::wasm_target(shell)?;
    cmd!(shell, "cargo clippy --locked --workspace --all-targets -- -D warnings").run()?;
    cmd!(
        shell,
        "cargo clippy --locked --package doudi --lib --bins --test web --target wasm32-unknown-unknown -- -D warnings"
    )
    .run()?;
    Ok(())
}

fn native(shell: &Shell) -> Result<()> {
    Ok(cmd!(shell, "cargo test --locked --workspace").run()?)
}

fn wasm(shell: &Shell) -> Result<()> {
    tools::browser(shell)?;
    let path = tools::wasm_testers(shell)?;
    cmd!(shell, "cargo test --locked --package doudi --test web --target wasm32-unknown-unknown")
        .env("PATH", path)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .run()?;
    Ok(())
}

fn word(end: End) -> &'static str {
    match end {
        End::Passed => "passed",
        End::Failed => "FAILED",
        End::Skipped => "skipped",
    }
}

fn seconds(took: Duration) -> String {
    format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::{STEPS, choose};

    #[test]
    fn an_unknown_step_is_refused_by_name() {
        let error = choose(&["nativ".into()]).err().unwrap();
        assert!(error.to_string().contains("no step `nativ`"));
    }

    #[test]
    fn a_step_comes_after_what_it_needs() {
        for (at, step) in STEPS.iter().enumerate() {
            assert!(step.needs.is_none_or(|need| STEPS[..at].iter().any(|before| before.name == need)));
        }
    }
}
