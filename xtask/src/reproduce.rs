//! `cargo xtask reproduce`: two builds of the same sources, in two folders, give the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;
use xshell::Shell;

use crate::site::{self, DIST};
use crate::soundness;

const OTHER: &str = "target/reproduce/project";

/// Builds `dist/` here and from a copy of the project in another folder, and compares every file.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let root = shell.current_dir();
    site::build(shell)?;
    let other = root.join(OTHER);
    soundness::copy(&root, &other)?;
    let there = Shell::new()?;
    there.change_dir(&other);
    there.set_var("CARGO_TARGET_DIR", other.join("target"));
    there.remove_path(DIST)?;
    site::build(&there)?;
    let (one, two) = (files(&root.join(DIST))?, files(&other.join(DIST))?);
    let differing = differing(&one, &two);
    ensure!(differing.is_empty(), "reproduce: two builds differ in {}", differing.join(", "));
    for path in [root.as_path(), home(shell)?.as_path()] {
        let found = holding(&one, path.to_string_lossy().as_bytes());
        ensure!(found.is_empty(), "reproduce: {} is named in {}", path.display(), found.join(", "));
    }
    println!("{} files are the same in both builds, and none names a folder of this machine", one.len());
    Ok(())
}

fn home(shell: &Shell) -> Result<std::path::PathBuf> {
    site::cargo_home(shell)
}

type Files = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path) -> Result<Files> {
    let mut found = Files::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.context("reproduce: dist/ cannot be read")?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder)?.to_string_lossy().into_owned();
            found.insert(name, std::fs::read(entry.path())?);
        }
    }
    ensure!(!found.is_empty(), "reproduce: {} is empty", folder.display());
    Ok(found)
}

/// Names that only one of the two has, or whose bytes differ.
fn differing<'f>(one: &'f Files, two: &'f Files) -> Vec<&'f str> {
    let here = one.iter().filter(|(name, bytes)| two.get(*name) != Some(bytes));
    let there = two.iter().filter(|(name, _)| !one.contains_key(*name));
    here.chain(there).map(|(name, _)| name.as_str()).collect()
}

/// Names of the files that hold a text.
fn holding<'f>(files: &'f Files, text: &[u8]) -> Vec<&'f str> {
    let has = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    files.iter().filter(|(_, bytes)| has(bytes)).map(|(name, _)| name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Files {
        files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_byte_a_missing_file_and_one_too_many_are_seen() {
        let one = of(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert!(differing(&one, &one).is_empty());
        assert_eq!(differing(&one, &of(&[("a", "1"), ("b", "x"), ("d", "4")])), ["b", "c", "d"]);
    }

    #[test]
    fn a_folder_named_in_a_file_is_seen() {
        assert_eq!(holding(&of(&[("a", "at /root/.cargo/x"), ("b", "/cargo/x")]), b"/root/.cargo"), ["a"]);
    }
}
