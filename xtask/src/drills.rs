//! `cargo xtask drills`: carries out the recipes of CONTRIBUTING.md in a copy of the project. Each file in `tests/drills` is
//! one real change with a limit on the Rust files that it may touch outside tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use walkdir::WalkDir;
use xshell::Shell;

use crate::{mutations, soundness};

/// Where the drills are.
pub(crate) const FOLDER: &str = "tests/drills";

/// How many lines of a failed command are shown.
const SHOWN: usize = 60;

/// A change of the project, and what must pass after it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Drill {
    /// The name of its file, without the ending.
    #[serde(skip)]
    pub(crate) id: String,
    /// What it adds.
    adds: String,
    /// The most Rust files outside tests that it may change.
    most: usize,
    #[serde(default)]
    copy: Vec<Duplicate>,
    #[serde(default)]
    file: Vec<NewFile>,
    #[serde(default)]
    edit: Vec<Edit>,
    /// Run in this order after all edits.
    steps: Vec<Step>,
}

/// A file or folder that is copied, with texts replaced wherever they occur.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Duplicate {
    from: String,
    to: String,
    #[serde(default)]
    replace: Vec<(String, String)>,
}

/// A file that does not exist yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFile {
    path: String,
    text: String,
}

/// A text that occurs exactly once in a file, and what replaces it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    file: String,
    find: String,
    replace: String,
}

/// A cargo command that must succeed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// Its arguments, separated by spaces.
    cargo: String,
    /// The file that its output is written to.
    into: Option<String>,
}

/// Every drill, by id.
pub(crate) fn read(root: &Path) -> Result<Vec<Drill>> {
    let mut all = Vec::new();
    for entry in WalkDir::new(root.join(FOLDER)).min_depth(1).sort_by_file_name() {
        let path = entry.with_context(|| format!("{FOLDER}: cannot be read"))?.into_path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path)?;
        all.push(parse(name, &text).with_context(|| path.display().to_string())?);
    }
    Ok(all)
}

fn parse(id: String, text: &str) -> Result<Drill> {
    Ok(Drill { id, ..toml::from_str(text).context("is not a drill")? })
}

impl Drill {
    /// Every file that the drill changes or adds, with its new text; else what keeps the drill from being applied.
    pub(crate) fn changes(&self, root: &Path) -> Result<BTreeMap<String, String>, String> {
        let mut changed = BTreeMap::new();
        for Duplicate { from, to, replace } in &self.copy {
            for entry in WalkDir::new(root.join(from)) {
                let entry = entry.map_err(|error| error.to_string())?;
                if entry.file_type().is_dir() {
                    continue;
                }
                let inside = entry.path().strip_prefix(root.join(from)).map_err(|error| error.to_string())?;
                let path = Path::new(to).join(inside).to_string_lossy().trim_end_matches('/').replace('\\', "/");
                let text = std::fs::read_to_string(entry.path()).map_err(|error| format!("{from}: {error}"))?;
                changed.insert(path, replace.iter().fold(text, |text, (find, by)| text.replace(find, by)));
            }
        }
        changed.extend(self.file.iter().map(|new| (new.path.clone(), new.text.clone())));
        if let Some(path) = changed.keys().find(|path| root.join(path).exists()) {
            return Err(format!("{path} exists already; add another file or edit it"));
        }
        for Edit { file, find, replace } in &self.edit {
            let text = changed.get(file).cloned().or_else(|| std::fs::read_to_string(root.join(file)).ok());
            mutations::once(text.as_deref(), find, file)?;
            changed.insert(file.clone(), text.unwrap_or_default().replace(find, replace));
        }
        Ok(changed)
    }
}

/// The changed Rust files outside tests.
pub(crate) fn counted(changed: &BTreeMap<String, String>) -> Vec<&str> {
    changed.keys().map(String::as_str).filter(|path| is_counted(path)).collect()
}

/// Whether the limit counts the file.
fn is_counted(path: &str) -> bool {
    let is_test = path.split('/').any(|part| ["tests", "benches", "tests.rs"].contains(&part));
    path.ends_with(".rs") && !is_test
}

/// Carries out every drill, or the one with that id, each in a clean copy of the project.
pub(crate) fn run(shell: &Shell, only: Option<&str>) -> Result<()> {
    let root = shell.current_dir();
    let mut drills = read(&root)?;
    let ids = drills.iter().map(|drill| drill.id.as_str()).collect::<Vec<_>>().join(", ");
    drills.retain(|drill| only.is_none_or(|only| only == drill.id));
    ensure!(!drills.is_empty(), "drills: no drill has that id; there are {ids}");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let scratch = Scratch { root: target.join("drills/project"), target: target.join("drills/target") };
    println!("{:<14} {:>10} {:>5} {:>6}  files", "drill", "Rust files", "most", "time");
    let mut failed = Vec::new();
    for drill in &drills {
        let began = Instant::now();
        let changed = drill.changes(&root).map_err(|what| anyhow::anyhow!("{FOLDER}/{}.toml: {what}", drill.id))?;
        let counted = counted(&changed);
        soundness::copy(&root, &scratch.root)?;
        let ended = scratch.carry_out(drill, &changed);
        let (many, time) = (counted.len(), format!("{} s", began.elapsed().as_secs()));
        let files = if counted.is_empty() { "none".to_owned() } else { counted.join(", ") };
        println!("{:<14} {many:>10} {:>5} {time:>6}  {files}", drill.id, drill.most);
        println!("{:<14} {} ({} files in all)", "", drill.adds, changed.len());
        if let Err(error) = ended {
            failed.push(format!("{}: {error:#}", drill.id));
        }
        if many > drill.most {
            failed.push(format!("{}: {many} Rust files, at most {}", drill.id, drill.most));
        }
    }
    if !failed.is_empty() {
        bail!("drills: {}", failed.join("\n"));
    }
    Ok(())
}

/// The copy of the project that drills change.
struct Scratch {
    root: PathBuf,
    target: PathBuf,
}

impl Scratch {
    fn carry_out(&self, drill: &Drill, changed: &BTreeMap<String, String>) -> Result<()> {
        for (path, text) in changed {
            let path = self.root.join(path);
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(path, text)?;
        }
        for step in &drill.steps {
            let output = self.cargo(&step.cargo)?;
            if let Some(path) = &step.into {
                std::fs::write(self.root.join(path), output)?;
            }
        }
        Ok(())
    }

    /// What the command prints.
    fn cargo(&self, line: &str) -> Result<Vec<u8>> {
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        let mut cargo = Command::new("cargo");
        cargo.arg(command);
        if command != "fmt" {
            cargo.args(["--quiet", "--locked", "--profile", "mutants"]);
        }
        cargo.args(rest.split_whitespace()).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        let output = cargo.output().context("cargo: cannot be started")?;
        if !output.status.success() {
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said).into_owned();
            let lines: Vec<&str> = said.lines().filter(|line| !is_of_what_passed(line)).collect();
            let shown = lines[lines.len().saturating_sub(SHOWN)..].join("\n");
            bail!("cargo {line}: fails in {}\n{shown}", self.root.display());
        }
        Ok(output.stdout)
    }
}

/// Whether a line of a test run says nothing of a failure.
fn is_of_what_passed(line: &str) -> bool {
    let starts = ["running ", "test result: ok"];
    starts.iter().any(|start| line.starts_with(start)) || line.chars().all(|char| char == '.' || char == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rust_files_outside_tests_are_counted() {
        let paths =
            ["src/a.rs", "crates/a/src/a.rs", "tests/a.rs", "crates/a/tests/a.rs", "a/src/b/tests.rs", "a.toml"];
        assert_eq!(paths.map(is_counted), [true, true, false, false, false, false]);
    }

    #[test]
    fn an_edit_that_does_not_apply_once_is_caught() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let changes = |more: &str| {
            parse("a".to_owned(), &format!("adds = 'a'\nmost = 1\nsteps = []\n{more}")).unwrap().changes(root)
        };
        let edit = |find: &str| changes(&format!("[[edit]]\nfile = 'Cargo.toml'\nfind = '{find}'\nreplace = 'b'"));
        assert!(edit("name = \"xtask\"").is_ok() && edit("workspace").is_err() && edit("nowhere at all").is_err());
        assert!(changes("[[file]]\npath = 'Cargo.toml'\ntext = ''").is_err());
        let copied = changes("[[copy]]\nfrom = 'src/tidy'\nto = 'src/b'\nreplace = [['use', 'see']]").unwrap();
        assert!(copied["src/b/files.rs"].contains("see super"), "{:?}", copied.keys());
    }
}
