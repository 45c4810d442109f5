//! Compiling `rules/` (编译规则): reads TOML, merges layers, resolves every id, and refuses what is not sourced.
//!
//! A place's book is its own items over the nation's. In the pilot towns items with `scope = "pilot"` come first.
//! Lists that only make sense whole (who counts as a member) are taken from the first layer that has any; everything
//! else is merged by id.

mod body;
mod category;
mod help;
mod ids;
mod layers;
mod process;
mod reader;
mod schedule;
mod test;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use doudi_facts::wire::Wire;

use crate::Rulebook;

/// A file of rules: its name as errors tell it, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `rules/daye/amounts.toml`
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Something wrong in a file of rules: where, what and the mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Flaws found so far; each once.
#[derive(Debug, Default)]
pub(crate) struct Flaws(BTreeSet<Flaw>);

impl Flaws {
    pub(crate) fn add(&mut self, spot: &reader::Spot, what: impl Into<String>) {
        self.0.insert(Flaw { file: spot.file.clone(), line: spot.line, what: what.into() });
    }
}

/// Reads every `.toml` file below a folder, in the order of their names, leaving out folders named `cases`.
///
/// # Errors
/// The file system's, with the path.
pub fn read_folder(folder: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    walk(folder, folder, &mut sources)?;
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<(), String> {
    let wrong = |path: &Path, error: &dyn fmt::Display| format!("{}: {error}", path.display());
    for entry in fs::read_dir(folder).map_err(|e| wrong(folder, &e))? {
        let path = entry.map_err(|e| wrong(folder, &e))?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "cases") {
                walk(root, &path, sources)?;
            }
        } else if path.extension().is_some_and(|e| e == "toml") {
            let text = fs::read_to_string(&path).map_err(|e| wrong(&path, &e))?;
            let below = path.strip_prefix(root.parent().unwrap_or(root)).unwrap_or(&path);
            sources.push(Source { name: below.to_string_lossy().replace('\\', "/"), text });
        }
    }
    Ok(())
}

/// Compiles files of rules. The second part of a file's name is its layer: `rules/<layer>/….toml`; `_sources` and
/// `national` are everyone's, every other is a place.
///
/// # Errors
/// Every flaw found, by file and line.
pub fn compile(sources: &[Source]) -> Result<Rulebook, Vec<Flaw>> {
    let mut flaws = Flaws::default();
    let rulebook = layers::rulebook(sources, &mut flaws);
    if flaws.0.is_empty() { Ok(rulebook) } else { Err(flaws.0.into_iter().collect()) }
}

/// Which texts of the rules a build carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Languages {
    /// 中文 only: the resident's page, for size.
    Chinese,
    /// 中文 and English.
    Both,
}

/// For build scripts: compiles a folder of rules into `rules.bin` below `OUT_DIR`, and its places alone into
/// `places.bin`, and reports flaws as errors of the build, each at its file and line. The blobs hold the rules and
/// nothing of their text.
pub fn embed(folder: &Path, languages: Languages) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for error in write_blobs(folder, languages).err().unwrap_or_default() {
        println!("cargo::error={error}");
    }
}

fn write_blobs(folder: &Path, languages: Languages) -> Result<(), Vec<String>> {
    let told = |error: &dyn fmt::Display| vec![error.to_string()];
    let sources = read_folder(folder).map_err(|error| vec![error])?;
    let mut rulebook = compile(&sources).map_err(|flaws| flaws.iter().map(Flaw::to_string).collect::<Vec<String>>())?;
    if languages == Languages::Chinese {
        rulebook.forget_english();
    }
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_owned()])?;
    let write = |name: &str, blob: Vec<u8>| fs::write(Path::new(&out).join(name), blob).map_err(|error| told(&error));
    write("rules.bin", rulebook.encode().map_err(|error| told(&error))?)?;
    let mut places = Vec::new();
    rulebook.directory().put(&mut places);
    write("places.bin", places)
}
