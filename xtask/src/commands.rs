//! What can be asked for on the command line.

use std::path::Path;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use xshell::{Shell, cmd};

use crate::{bench, budget, drills, fuzz, journeys, reproduce, site, soundness, steps, supply, tidy};

const HELP: &str = "\
cargo xtask serve [--port N] [--dev]     build what changed, serve both pages, print the addresses
cargo xtask test [--only STEP[,STEP]]    every check; steps: fmt tidy supply clippy native wasm build budget journeys
cargo xtask build                        both pages into dist/
cargo xtask budget                       what the first view costs on the wire
cargo xtask journeys [NAME]              whole journeys in Chromium; NAME is part of a file's or a test's name
cargo xtask soundness [--cases N] [--seed S] [--net NET]
                                         random households against the nets; 100,000 unless told; nets: words
                                         tightness swaps books one-book
cargo xtask soundness --mutate [ID]      every listed way to break the engine or the rules; ID is part of a name
cargo xtask drills [ID]                  the recipes of CONTRIBUTING.md carried out in a copy, with a limit on Rust files
cargo xtask fuzz [TARGET] [--runs N] [--seed S]
                                         readers on mutated inputs; targets: household table mapping pack receipt address
cargo xtask worst [WAY [ROUNDS [SEED]]]  climbs for the slowest household; alone: what each kept one takes
cargo xtask bench [--count N]            time and instructions of an answer and a batch, native and WebAssembly
cargo xtask plan [HOUSEHOLDS [SMALL [CHECKED]]]
                                         questions asked, against the form and the best there is
cargo xtask supply                       licences, bans and sources of every crate, known vulnerabilities if reachable
cargo xtask reproduce                    whether two builds of dist/ in two folders give the same bytes
cargo xtask tidy                         what must stay absent: crates, words, colours, long files

What is missing is installed on the way; see docs/tasks.md.";

/// Reads the command line and does what it says.
pub(crate) fn run(mut args: lexopt::Parser) -> Result<()> {
    let Some(command) = args.next()? else {
        println!("{HELP}");
        return Ok(());
    };
    let shell = shell()?;
    match command {
        Value(name) => match name.string()?.as_str() {
            "serve" => serve(&shell, args),
            "test" => test(&shell, args),
            "build" => no_more(args).and_then(|()| site::build(&shell)),
            "budget" => no_more(args).and_then(|()| budget::check(&shell)),
            "journeys" => filter(args).and_then(|name| journeys::run(&shell, name.as_deref())),
            "soundness" => soundness(&shell, args),
            "drills" => filter(args).and_then(|id| drills::run(&shell, id.as_deref())),
            "fuzz" => fuzz(&shell, args),
            "worst" => worst(&shell, args),
            "bench" => bench(&shell, args),
            "plan" => plan(&shell, args),
            "supply" => no_more(args).and_then(|()| supply::check(&shell)),
            "reproduce" => no_more(args).and_then(|()| reproduce::check(&shell)),
            "tidy" => no_more(args).and_then(|()| tidy::check(&shell)),
            "help" => help(),
            other => bail!("command line: no command `{other}`; one of these:\n{HELP}"),
        },
        Short('h') | Long("help") => help(),
        other => Err(other.unexpected().into()),
    }
}

/// A shell that stands in the project's root, wherever the command was called from. Cargo says where that is as it
/// runs this program: two checkouts that build into one folder each get their own.
fn shell() -> Result<Shell> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let root = Path::new(&package).parent().context("xtask: no folder above it")?;
    let shell = Shell::new()?;
    shell.change_dir(root);
    Ok(shell)
}

fn serve(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let mut port = 8080;
    let mut dev = false;
    while let Some(arg) = args.next()? {
        match arg {
            Long("port") => port = args.value()?.parse()?,
            Long("dev") => dev = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if dev { site::serve_dev(shell, port) } else { site::serve(shell, port) }
}

fn test(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let mut only = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Long("only") => {
                only.extend(args.value()?.string()?.split(',').map(str::to_owned));
            }
            other => return Err(other.unexpected().into()),
        }
    }
    steps::run(shell, &only)
}

fn soundness(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let (mut cases, mut seed, mut net) = (100_000, 1, None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("cases") => cases = args.value()?.parse()?,
            Long("seed") => seed = args.value()?.parse()?,
            Long("net") => net = Some(args.value()?.string()?),
            Long("mutate") => return soundness::mutate(shell, filter(args)?.as_deref()),
            other => return Err(other.unexpected().into()),
        }
    }
    soundness::hammer(shell, cases, seed, net.as_deref())
}

fn fuzz(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let (mut target, mut runs, mut seed) = (None, 1_000_000, 1);
    while let Some(arg) = args.next()? {
        match arg {
            Long("runs") => runs = args.value()?.parse()?,
            Long("seed") => seed = args.value()?.parse()?,
            Value(name) if target.is_none() => target = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    fuzz::run(shell, target.as_deref(), runs, seed)
}

fn bench(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let mut count = 100_000;
    while let Some(arg) = args.next()? {
        match arg {
            Long("count") => count = args.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    bench::run(shell, count)
}

/// The numbers of docs/planner.md.
fn plan(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let mut numbers = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(number) => numbers.push(number.parse::<u64>()?.to_string()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(cmd!(shell, "cargo run --quiet --locked --profile fast --package doudi-tests --bin planner -- {numbers...}")
        .run()?)
}

/// The slowest households known, and the search for slower ones.
fn worst(shell: &Shell, mut args: lexopt::Parser) -> Result<()> {
    let mut told = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) => told.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let climb = if told.is_empty() { None } else { Some("climb") };
    Ok(cmd!(
        shell,
        "cargo run --quiet --locked --profile fast --package doudi-tests --bin worst -- {climb...} {told...}"
    )
    .run()?)
}

fn filter(mut args: lexopt::Parser) -> Result<Option<String>> {
    let name = args.next()?.map(|arg| match arg {
        Value(name) => Ok(name.string()?),
        other => Err(anyhow::Error::from(other.unexpected())),
    });
    no_more(args)?;
    name.transpose()
}

fn no_more(mut args: lexopt::Parser) -> Result<()> {
    match args.next()? {
        None => Ok(()),
        Some(arg) => Err(arg.unexpected().into()),
    }
}

fn help() -> Result<()> {
    println!("{HELP}");
    Ok(())
}
