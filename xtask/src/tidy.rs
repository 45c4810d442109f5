//! What must stay absent, held by checks and not by hope.
//!
//! To add a check: write `fn(&Tree) -> Result<Vec<Finding>>` in a file below, put it into [`CHECKS`], and
//! give it a unit test that shows a bad sample being caught.

mod arms;
mod crates;
mod files;
mod imports;
mod scan;
mod sheets;
mod words;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;
use xshell::Shell;

type Check = fn(&Tree) -> Result<Vec<Finding>>;

const CHECKS: [(&str, Check); 19] = [
    ("the engine stands on few crates", crates::engine_stands_on_few),
    ("only the face names browser crates", crates::only_the_face_names_browser_crates),
    ("no TOML parser reaches the browser", crates::no_toml_in_the_browser),
    ("no floats where money is", words::no_floats),
    ("no clock, no chance, no outside world in the engine", words::engine_is_pure),
    ("browser words only in the face", words::browser_words_only_in_the_face),
    ("browser effects only in src/host", words::effects_only_in_host),
    ("widgets know nothing of welfare", words::widgets_know_no_welfare),
    ("the face knows no rule", words::the_face_knows_no_rule),
    ("no module imports itself by way of others", imports::no_import_cycles),
    ("no arm for all the rest of questions, test words and kinds", arms::no_wildcard_arms),
    ("every message is told somewhere", words::every_message_is_told),
    ("no inline styles", words::no_inline_styles),
    ("nothing left to do or ignored", words::nothing_left_to_do),
    ("colours only in style/tokens.css", sheets::colours_only_in_tokens),
    ("files are read in one sitting", files::read_in_one_sitting),
    ("every listed mutation can still be made", files::mutations_can_be_made),
    ("the edits of every drill can be applied", files::drills_can_be_applied),
    ("the README and the changelog", files::readme_and_changelog),
];

/// Whether a file or folder of that name is part of the project, and not made from it.
pub(crate) fn is_ours(name: &str) -> bool {
    !["target", "node_modules", "dist", "dist.new", ".git"].contains(&name)
}

/// Something that is not as it must be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    place: String,
    what: String,
    /// A warning is shown and does not fail.
    warning: bool,
}

impl Finding {
    fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { place: format!("{path}:{line}"), what: what.into(), warning: false }
    }

    fn of(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self { place: place.into(), what: what.into(), warning: false }
    }
}

/// A file of ours: its path from the root, with `/`, and its text.
pub(crate) struct File {
    path: String,
    text: String,
}

/// The project as the checks see it: every text file that a check may read.
pub(crate) struct Tree {
    root: PathBuf,
    files: Vec<File>,
}

impl Tree {
    fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        let walk = WalkDir::new(root).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| is_ours(&entry.file_name().to_string_lossy())) {
            let entry = entry?;
            let path = entry.path();
            let wanted =
                path.extension().is_some_and(|it| ["rs", "css", "html", "md", "toml"].iter().any(|one| it == *one));
            if !wanted || !entry.file_type().is_file() {
                continue;
            }
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{}: cannot read it as UTF-8 text; save it as such", path.display()))?;
            let path = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push(File { path, text });
        }
        Ok(Self { root: root.to_owned(), files })
    }

    /// Files ending in `extension` below any of `folders`.
    fn under<'a>(&'a self, folders: &'a [&str], extension: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| {
            file.path.ends_with(extension) && folders.iter().any(|folder| file.path.starts_with(folder))
        })
    }

    #[cfg(test)]
    fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| File { path: (*path).into(), text: (*text).into() }).collect();
        Self { root: PathBuf::new(), files }
    }
}

/// Runs every check, shows every finding, and fails if any is more than a warning.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let tree = Tree::read(&shell.current_dir())?;
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        let findings = check(&tree).with_context(|| format!("tidy: {name}"))?;
        let fails = findings.iter().any(|finding| !finding.warning);
        println!("{} {name}", if fails { "FAILED" } else { "ok    " });
        for Finding { place, what, warning } in &findings {
            println!("       {}{place}: {what}", if *warning { "warning: " } else { "" });
        }
        if fails {
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("tidy: not so: {}", failed.join("; "));
    }
    Ok(())
}
