//! `cargo xtask soundness`: the engine against the referee for as long as one likes, and with `--mutate` the nets
//! themselves: each listed way to break the engine or the rules must be caught.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use walkdir::WalkDir;
use xshell::{Shell, cmd};

use crate::mutations::{self, Mutation};
use crate::tidy::is_ours;

/// What catches mutations, the quick nets first: arguments of `cargo test`.
const NETS: [&[&str]; 3] = [
    &[
        "--package",
        "doudi-tests",
        "--test",
        "asked",
        "--test",
        "cases",
        "--test",
        "families",
        "--test",
        "flaws",
        "--test",
        "sixth",
    ],
    &["--package", "doudi-tests", "--test", "swaps", "--test", "soundness", "--test", "referee", "--test", "wide"],
    &["--package", "doudi-tests", "--package", "doudi-engine", "--package", "doudi-handoff"],
];

/// A net that takes longer is caught in a loop.
const LONGEST: Duration = Duration::from_secs(900);

/// Looks at so many households that have not told everything, and at a fifth as many that have; or has one net look.
pub(crate) fn hammer(shell: &Shell, cases: u64, seed: u64, net: Option<&str>) -> Result<()> {
    const RUN: &str = "run --quiet --locked --profile fast --package doudi-tests --bin soundness --";
    if let Some(net) = net {
        let told = [cases.to_string(), seed.to_string(), net.to_owned()];
        return Ok(shell.cmd("cargo").args(RUN.split(' ')).args(told).run()?);
    }
    let (whole, cases, seed) = ((cases / 5).to_string(), cases.to_string(), seed.to_string());
    cmd!(shell, "cargo test --quiet --locked --profile fast --package doudi-tests --test referee -- --nocapture")
        .env("DOUDI_CASES", whole)
        .env("DOUDI_SEED", &seed)
        .run()?;
    Ok(shell.cmd("cargo").args(RUN.split(' ')).args([cases, seed]).run()?)
}

/// Breaks a copy of the project in each listed way, or in those whose id has `only` in it, and fails if a net holds
/// none of them.
pub(crate) fn mutate(shell: &Shell, only: Option<&str>) -> Result<()> {
    let root = shell.current_dir();
    let all = mutations::read(&root)?;
    let chosen: Vec<&Mutation> = all.iter().filter(|one| only.is_none_or(|only| one.id.contains(only))).collect();
    ensure!(!chosen.is_empty(), "--mutate: no mutation has that in its id; see {}", mutations::LIST);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let bench = Bench { root: target.join("mutants/project"), target: target.join("mutants/target") };
    copy(&root, &bench.root)?;
    let began = Instant::now();
    for net in NETS {
        ensure!(bench.run(net)? == End::Holds, "the nets do not hold as it is: cargo test {}", net.join(" "));
    }
    println!("ready in {} s; {} mutations", began.elapsed().as_secs(), chosen.len());
    let (mut survived, mut rotten) = (Vec::new(), Vec::new());
    for one in &chosen {
        let began = Instant::now();
        let told = match bench.catches(one)? {
            Some((End::Catches, net)) => format!("caught by {}", NETS[net][2..].join(" ").replace("--test ", "")),
            Some((_, _)) => {
                rotten.push(one.id.as_str());
                "DOES NOT COMPILE".to_owned()
            }
            None => {
                survived.push(one.id.as_str());
                "SURVIVED".to_owned()
            }
        };
        println!("{:>4} s  {}: {told}", began.elapsed().as_secs(), one.id);
    }
    let caught = chosen.len() - survived.len() - rotten.len();
    println!("{caught} of {} caught in {} s", chosen.len(), began.elapsed().as_secs());
    ensure!(rotten.is_empty(), "these do not compile, which is no way to break it: {}", rotten.join(", "));
    if !survived.is_empty() {
        bail!("these go unnoticed: {}; add the case or the property that is missing", survived.join(", "));
    }
    Ok(())
}

/// How a run of a net ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Holds,
    Catches,
    DoesNotCompile,
}

/// A copy of the project that is broken and mended.
struct Bench {
    root: PathBuf,
    target: PathBuf,
}

impl Bench {
    /// Which net first does not hold with a mutation, and how its run ended.
    fn catches(&self, one: &Mutation) -> Result<Option<(End, usize)>> {
        let path = self.root.join(&one.file);
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, text.replace(&one.find, &one.replace))?;
        let caught = NETS.iter().enumerate().find_map(|(at, net)| match self.run(net) {
            Ok(End::Holds) => None,
            Ok(end) => Some(Ok((end, at))),
            Err(error) => Some(Err(error.context(format!("mutation {}", one.id)))),
        });
        std::fs::write(&path, text)?;
        caught.transpose()
    }

    fn run(&self, net: &[&str]) -> Result<End> {
        if self.cargo(net, &["--no-run"])? != Some(true) {
            return Ok(End::DoesNotCompile);
        }
        Ok(if self.cargo(net, &[])? == Some(true) { End::Holds } else { End::Catches })
    }

    /// Whether cargo left with success; `None`: it did not leave.
    fn cargo(&self, net: &[&str], more: &[&str]) -> Result<Option<bool>> {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["test", "--quiet", "--locked", "--profile", "mutants"])
            .args(net)
            .args(more)
            .current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", &self.target).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = cargo.spawn().context("cargo: cannot be started")?;
        let began = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status.success()));
            }
            if began.elapsed() > LONGEST {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Brings a copy up to date: a file that is the same keeps its date, so that little is built again, and a file that the
/// project does not have is removed.
pub(crate) fn copy(root: &Path, to: &Path) -> Result<()> {
    remove_strays(root, to)?;
    let walk = WalkDir::new(root).into_iter().filter_entry(|entry| is_ours(&entry.file_name().to_string_lossy()));
    for entry in walk {
        let entry = entry?;
        let place = to.join(entry.path().strip_prefix(root)?);
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&place)?;
            continue;
        }
        let bytes = std::fs::read(entry.path())?;
        if std::fs::read(&place).ok().as_ref() != Some(&bytes) {
            std::fs::write(&place, bytes)?;
        }
    }
    Ok(())
}

fn remove_strays(root: &Path, to: &Path) -> Result<()> {
    if !to.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(to)? {
        let entry = entry?;
        let name = entry.file_name();
        let (original, is_folder) = (root.join(&name), entry.file_type()?.is_dir());
        match (original.exists(), is_folder) {
            _ if !is_ours(&name.to_string_lossy()) => {}
            (true, true) => remove_strays(&original, &entry.path())?,
            (true, false) => {}
            (false, true) => std::fs::remove_dir_all(entry.path())?,
            (false, false) => std::fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}
