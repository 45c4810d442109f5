//! Whole journeys in a real browser: tests/journeys/*.test.mjs.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{site, tools};

/// Runs every journey.
pub(crate) fn run_all(shell: &Shell) -> Result<()> {
    run(shell, None)
}

/// Runs the journeys whose file name holds `filter`, or else the tests whose name does.
pub(crate) fn run(shell: &Shell, filter: Option<&str>) -> Result<()> {
    tools::npm(shell)?;
    tools::browser(shell)?;
    site::build(shell)?;
    let mut all = shell.read_dir("tests/journeys")?;
    all.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    if all.is_empty() {
        bail!("tests/journeys: no *.test.mjs; a run of nothing proves nothing, write one");
    }
    let (files, pattern) = choose(all, filter);
    let pattern = pattern.map(|it| format!("--test-name-pattern={it}"));
    cmd!(shell, "node --test --test-concurrency=2 --test-reporter=spec {pattern...} {files...}")
        .quiet()
        .run()
        .context("journeys: see the failures above; pictures are in target/shots/")
}

fn choose(all: Vec<std::path::PathBuf>, filter: Option<&str>) -> (Vec<std::path::PathBuf>, Option<&str>) {
    let Some(filter) = filter else {
        return (all, None);
    };
    let named: Vec<_> = all
        .iter()
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(filter)))
        .cloned()
        .collect();
    if named.is_empty() { (all, Some(filter)) } else { (named, None) }
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn a_filter_names_files_first_and_tests_only_when_no_file_fits() {
        let all = vec!["a/smoke.test.mjs".into(), "a/print.test.mjs".into()];
        assert_eq!(choose(all.clone(), Some("print")), (vec!["a/print.test.mjs".into()], None));
        assert_eq!(choose(all.clone(), Some("mounts")), (all, Some("mounts")));
    }
}
