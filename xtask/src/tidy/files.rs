//! Length of files, and the two documents everybody opens first.

use anyhow::Result;

use super::{Finding, Tree};
use crate::{drills, mutations};

const LONG: usize = 400;
const TOO_LONG: usize = 450;
const RECIPES: &str = "CONTRIBUTING.md";
const COMMANDS: [&str; 2] = ["cargo xtask serve", "cargo xtask test"];

/// A Rust file one does not read to its end is two files; lists of cases in tests may be longer.
pub(super) fn read_in_one_sitting(tree: &Tree) -> Result<Vec<Finding>> {
    let long = tree.under(&[""], ".rs").filter_map(|file| {
        let lines = file.text.lines().count();
        let what = format!("{lines} lines; split it by thought, {LONG} is the aim and {TOO_LONG} the end");
        let is_of_tests = file.path.starts_with("tests/") || file.path.contains("/tests/");
        (lines > LONG)
            .then(|| Finding { warning: lines <= TOO_LONG || is_of_tests, ..Finding::of(file.path.as_str(), what) })
    });
    Ok(long.collect())
}

/// A newcomer's first two commands work, and there is a record of what changed.
pub(super) fn readme_and_changelog(tree: &Tree) -> Result<Vec<Finding>> {
    let text = |path: &str| tree.files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    let mut found = Vec::new();
    let commands: Vec<_> = text("README.md").map(fenced_commands).unwrap_or_default();
    if !commands.iter().take(2).eq(COMMANDS.iter()) {
        let what = format!(
            "its first two fenced commands are {:?}; make them {COMMANDS:?}",
            commands.iter().take(2).collect::<Vec<_>>()
        );
        found.push(Finding::of("README.md", what));
    }
    if text("CHANGELOG.md").is_none() {
        found.push(Finding::of("CHANGELOG.md", "missing; write what changed for answers and for the app"));
    }
    Ok(found)
}

/// A list that has rotted catches nothing.
pub(super) fn mutations_can_be_made(tree: &Tree) -> Result<Vec<Finding>> {
    let all = mutations::read(&tree.root)?;
    let rotten = mutations::rotten(&all, |file| std::fs::read_to_string(tree.root.join(file)).ok());
    Ok(rotten.into_iter().map(|(id, what)| Finding::of(format!("{} `{id}`", mutations::LIST), what)).collect())
}

/// The edits of every drill apply, and the recipes name the Rust files, so that the drills need not be run every day.
pub(super) fn drills_can_be_applied(tree: &Tree) -> Result<Vec<Finding>> {
    let recipes = std::fs::read_to_string(tree.root.join(RECIPES)).unwrap_or_default();
    let mut found = Vec::new();
    for drill in drills::read(&tree.root)? {
        let place = format!("{}/{}.toml", drills::FOLDER, drill.id);
        match drill.changes(&tree.root) {
            Err(what) => found.push(Finding::of(place, what)),
            Ok(changed) => {
                let unnamed = drills::counted(&changed).into_iter().filter(|path| !recipes.contains(path));
                found
                    .extend(unnamed.map(|path| Finding::of(place.as_str(), format!("{RECIPES} does not name {path}"))));
            }
        }
    }
    Ok(found)
}

fn fenced_commands(text: &str) -> Vec<&str> {
    let fences = text.split("```").skip(1).step_by(2);
    let lines = fences.flat_map(|fence| fence.lines().skip(1));
    lines
        .map(|line| line.split(" #").next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_warns_and_a_longer_one_fails() {
        let (long, longer) = ("\n".repeat(401), "\n".repeat(451));
        let found = read_in_one_sitting(&Tree::of(&[("a.rs", &long), ("b.rs", &longer), ("c.rs", "")])).unwrap();
        assert_eq!(found.iter().map(|it| it.warning).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn another_first_command_and_a_missing_changelog_are_caught() {
        let bad = [("README.md", "```sh\nnpm start\n```\n```sh\ncargo xtask test\n```")];
        assert_eq!(readme_and_changelog(&Tree::of(&bad)).unwrap().len(), 2);
        let good = [("README.md", "```sh\ncargo xtask serve   # look\ncargo xtask test\n```"), ("CHANGELOG.md", "")];
        assert!(readme_and_changelog(&Tree::of(&good)).unwrap().is_empty());
    }
}
