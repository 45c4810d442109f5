//! Which crates may stand on which.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

use super::{Finding, Tree};

/// What the engine's answers may rest on. A crate is added here with a reason in the commit.
const ENGINE_MAY_USE: [&str; 22] = [
    "doudi-engine",
    "doudi-facts",
    "arrayvec",
    "num-traits",
    "autocfg",
    "rust_decimal",
    "serde",
    "serde_core",
    "serde_derive",
    "thiserror",
    "thiserror-impl",
    "time",
    "time-core",
    "time-macros",
    "deranged",
    "num-conv",
    "powerfmt",
    "proc-macro2",
    "quote",
    "syn",
    "unicode-ident",
    "itoa",
];

const FACE: &str = "doudi";
const BROWSER: [&str; 5] = ["leptos", "gloo", "web-sys", "js-sys", "wasm-bindgen"];

/// The engine's own tree, as it is built for the browser.
pub(super) fn engine_stands_on_few(tree: &Tree) -> Result<Vec<Finding>> {
    Ok(outsiders(&dependencies(&tree.root, "doudi-engine", &[])?))
}

/// Leptos and the browser's own crates are named by the root package alone.
pub(super) fn only_the_face_names_browser_crates(tree: &Tree) -> Result<Vec<Finding>> {
    let shell = shell(&tree.root)?;
    let metadata = cmd!(shell, "cargo metadata --locked --no-deps --format-version 1").quiet().read()?;
    named_outside_the_face(&serde_json::from_str(&metadata).context("cargo metadata: not the JSON this expects")?)
}

/// Rulebooks are compiled at build time. Leptos names a parser for its server's settings, which
/// nothing here calls and the linker drops: that branch is left out.
pub(super) fn no_toml_in_the_browser(tree: &Tree) -> Result<Vec<Finding>> {
    Ok(toml(&dependencies(&tree.root, FACE, &["--prune", "leptos_config"])?))
}

/// Names in a package's normal dependency tree for the browser, itself included.
fn dependencies(root: &Path, package: &str, more: &[&str]) -> Result<BTreeSet<String>> {
    let shell = shell(root)?;
    let target = "wasm32-unknown-unknown";
    let lines = cmd!(
        shell,
        "cargo tree --locked --package {package} --edges normal,no-proc-macro --target {target} --prefix none --no-dedupe {more...}"
    )
    .quiet()
    .read()?;
    Ok(lines.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

fn shell(root: &Path) -> Result<Shell> {
    let shell = Shell::new()?;
    shell.change_dir(root);
    Ok(shell)
}

fn outsiders(names: &BTreeSet<String>) -> Vec<Finding> {
    let strange = names.iter().filter(|name| !ENGINE_MAY_USE.contains(&name.as_str()));
    strange
        .map(|name| {
            Finding::of(
                "crates/engine",
                format!("stands on `{name}`; do without it, or allow it in xtask/src/tidy/crates.rs"),
            )
        })
        .collect()
}

fn toml(names: &BTreeSet<String>) -> Vec<Finding> {
    let parsers = names.iter().filter(|name| name.starts_with("toml"));
    parsers
        .map(|name| Finding::of("Cargo.toml", format!("`{name}` reaches the browser; keep it behind a build script")))
        .collect()
}

fn named_outside_the_face(metadata: &Value) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().context("cargo metadata: no `packages`")? {
        let name = package["name"].as_str().unwrap_or_default();
        let named = package["dependencies"].as_array().into_iter().flatten().filter_map(|it| it["name"].as_str());
        for dependency in named.filter(|it| name != FACE && BROWSER.iter().any(|start| it.starts_with(start))) {
            found.push(Finding::of(format!("package {name}"), format!("depends on `{dependency}`; only `{FACE}` may")));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(all: &[&str]) -> BTreeSet<String> {
        all.iter().map(|&it| it.to_owned()).collect()
    }

    #[test]
    fn a_stranger_under_the_engine_is_caught() {
        assert_eq!(outsiders(&names(&["serde", "getrandom"])).len(), 1);
        assert!(outsiders(&names(&["serde", "rust_decimal"])).is_empty());
    }

    #[test]
    fn a_toml_parser_in_the_browser_is_caught() {
        assert_eq!(toml(&names(&["serde", "toml_edit"])).len(), 1);
    }

    #[test]
    fn a_browser_crate_named_outside_the_face_is_caught() {
        let package = |name: &str| serde_json::json!({ "packages": [{ "name": name, "dependencies": [{ "name": "gloo-file" }] }] });
        assert_eq!(named_outside_the_face(&package("doudi-handoff")).unwrap().len(), 1);
        assert!(named_outside_the_face(&package("doudi")).unwrap().is_empty());
    }
}
