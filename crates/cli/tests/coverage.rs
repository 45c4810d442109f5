//! `doudi coverage`: all is covered, the page is the one the command writes, and the cases saw every condition.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_doudi")).current_dir(folder).arg("coverage").args(arguments).output().unwrap()
}

#[track_caller]
fn told(arguments: &[&str]) -> String {
    let output = run(&root(), arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn all_395_ids_are_listed_with_where_they_live() {
    let list = told(&["--lang", "en"]);
    let ids = |prefix: &str| list.lines().filter(|line| line.starts_with(prefix)).count();
    assert_eq!(["PZ-", "ML-", "XN-", "TR-", "DY-"].map(ids), [79, 76, 80, 55, 105]);
    let first = list.lines().next().unwrap();
    assert!(
        first.starts_with("PZ-01") && first.ends_with("document:panzhou-pilot-2025, process:panzhou/issued"),
        "{first}"
    );
    for said in ["by place  panzhou 79", "by main kind", "by main home", "395 of 395 have a home"] {
        assert!(list.contains(said), "{said}: {list}");
    }
    assert!(told(&[]).contains("一共 395 条，395 条都有落处"));
}

#[test]
fn the_committed_page_is_the_one_the_command_writes() {
    let folder = std::env::temp_dir().join(format!("doudi-coverage-{}", std::process::id()));
    fs::create_dir_all(folder.join("docs")).unwrap();
    assert_eq!(run(&folder, &["--write"]).status.code(), Some(0));
    let written = fs::read_to_string(folder.join("docs/coverage.md")).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let committed = fs::read_to_string(root().join("docs/coverage.md")).unwrap();
    assert!(written == committed, "run `cargo run -p doudi-cli -- coverage --write`");
}

#[test]
fn where_no_page_can_be_written_and_no_cases_are_is_said() {
    let nowhere = std::env::temp_dir().join(format!("doudi-nowhere-{}", std::process::id()));
    fs::create_dir_all(&nowhere).unwrap();
    for (arguments, names) in [(["--write"], "docs/coverage.md"), (["--conditions"], "rules")] {
        let output = run(&nowhere, &arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().starts_with(names), "{names}");
    }
    fs::remove_dir_all(&nowhere).unwrap();
}

#[test]
fn every_condition_was_seen_to_hold_to_fail_and_to_stay_open() {
    let table = told(&["--conditions"]);
    assert!(table.contains("dibao.income"), "{table}");
}

#[test]
fn every_screen_has_a_heading_the_program_tells() {
    let list = told(&[]);
    let page = fs::read_to_string(root().join("docs/coverage.md")).unwrap();
    let words = fs::read_to_string(root().join("locales/zh-CN.toml")).unwrap();
    let screens: Vec<(&str, &str)> =
        page.lines().filter_map(|line| line.strip_prefix("| `#/")?.strip_suffix(" |")?.split_once("` | ")).collect();
    assert!(screens.len() >= 8, "{screens:?}");
    for (path, heading) in screens {
        assert!(words.contains(&format!("\"{heading}\"")), "{path}: nothing in the program says {heading}");
        assert!(list.contains(&format!("screen:{path}")), "{path}: nothing lives there");
    }
}
