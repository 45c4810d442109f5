//! The two pages: built when an input changed, served as a careful host would.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;
use xshell::{Shell, cmd};

use crate::tools;

/// Where the finished site lies.
pub(crate) const DIST: &str = "dist";

const STAGE: &str = "target/site";
const STAMP: &str = "target/site/fingerprint";
const PAGES: [(&str, &str); 2] = [("index.html", "resident"), ("desk.html", "desk")];

/// What the finished site is made of; a change in any of these builds it again.
const INPUTS: [&str; 17] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates",
    "desk.html",
    "index.html",
    "locales",
    "package-lock.json",
    "public",
    "rules",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/site.rs",
    "xtask/web",
];

/// Builds both pages into `dist/`, unless it holds them already.
pub(crate) fn build(shell: &Shell) -> Result<()> {
    let fingerprint = fingerprint(&shell.current_dir())?;
    let whole = shell.path_exists(format!("{DIST}/index.html")) && shell.path_exists(format!("{DIST}/desk/index.html"));
    if whole && shell.read_file(STAMP).is_ok_and(|it| it == fingerprint) {
        println!("{DIST}/ is up to date");
        return Ok(());
    }
    let path = tools::builders(shell)?;
    fetch(shell)?;
    let flags = flags_without_paths(shell)?;
    shell.remove_path(STAMP)?;
    for (html, page) in PAGES {
        let out = format!("{STAGE}/{page}");
        cmd!(shell, "trunk build {html} --release --dist {out}")
            .env("PATH", &path)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", &flags)
            // Trunk takes the usual NO_COLOR=1 for a wrong value of its flag.
            .env_remove("NO_COLOR")
            .run()
            .with_context(|| format!("{html}: building the page failed; see the message above"))?;
    }
    cmd!(shell, "node xtask/web/finish.mjs {STAGE} {DIST}").run().context("finish.mjs: see the message above")?;
    Ok(shell.write_file(STAMP, fingerprint)?)
}

/// Builds and serves until stopped.
pub(crate) fn serve(shell: &Shell, port: u16) -> Result<()> {
    build(shell)?;
    let port = port.to_string();
    cmd!(shell, "node xtask/web/server.mjs {DIST} {port}").quiet().run().context("server: stopped")
}

/// Serves debug builds that follow every change: residents on `port`, staff on the next one.
pub(crate) fn serve_dev(shell: &Shell, port: u16) -> Result<()> {
    let path = tools::builders(shell)?;
    fetch(shell)?;
    // Trunk refuses to watch, and to ignore, what is not there.
    let watched: &Vec<_> =
        &INPUTS.iter().filter(|input| shell.path_exists(input)).map(|it| format!("--watch={it}")).collect();
    let mut running = Vec::new();
    for ((html, page), port) in PAGES.into_iter().zip(port..) {
        println!("{page:<9} http://127.0.0.1:{port}/");
        let (out, port) = (format!("target/dev/{page}"), port.to_string());
        let command = cmd!(shell, "trunk serve {html} --port {port} --dist {out} {watched...}").env("PATH", &path);
        running.push(std::process::Command::from(command).env_remove("NO_COLOR").spawn()?);
    }
    for mut trunk in running {
        let status = trunk.wait()?;
        if !status.success() {
            bail!("trunk serve: stopped with {status}; see its message above");
        }
    }
    Ok(())
}

/// Trunk is kept offline so that it downloads no tools, and it keeps cargo offline too.
pub(crate) fn fetch(shell: &Shell) -> Result<()> {
    cmd!(shell, "cargo fetch --quiet --locked")
        .run()
        .context("cargo fetch: see the message above; check that crates.io can be reached")
}

/// Flags of the compiler that keep the builder's folders out of what is published: messages of a panic would name them.
fn flags_without_paths(shell: &Shell) -> Result<String> {
    let sources = cmd!(shell, "rustc --print sysroot").quiet().read()? + "/lib/rustlib/src/rust";
    let root = shell.current_dir().to_string_lossy().into_owned();
    let cargo = cargo_home(shell)?.to_string_lossy().into_owned();
    let folders = [(cargo, "/cargo"), (root, "/doudi"), (sources, "/rustc")];
    if let Some((folder, _)) = folders.iter().find(|(folder, _)| folder.contains([' ', '='])) {
        bail!(
            "{folder}: the compiler cannot be told to leave this folder out; move it to a path without spaces or `=`"
        );
    }
    let flags: Vec<String> = folders.map(|(from, to)| format!("--remap-path-prefix={from}={to}")).into();
    Ok(flags.join(" "))
}

/// Where cargo keeps the sources of crates.
pub(crate) fn cargo_home(shell: &Shell) -> Result<PathBuf> {
    match shell.var_os("CARGO_HOME") {
        Some(home) if !home.is_empty() => Ok(PathBuf::from(home)),
        _ => Ok(std::env::home_dir().context("site: no home folder; set CARGO_HOME")?.join(".cargo")),
    }
}

/// A digest of the name and content of every input.
fn fingerprint(root: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    for input in INPUTS.iter().map(|name| root.join(name)).filter(|path| path.exists()) {
        for entry in WalkDir::new(input).sort_by_file_name() {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let content =
                std::fs::read(entry.path()).with_context(|| format!("{}: cannot read", entry.path().display()))?;
            let name = entry.path().strip_prefix(root)?.to_string_lossy();
            digest.update(name.as_bytes());
            digest.update([0]);
            digest.update(content.len().to_le_bytes());
            digest.update(content);
        }
    }
    Ok(format!("{:x}", digest.finalize()))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn a_changed_input_changes_the_fingerprint_and_a_changed_document_does_not() {
        let dir = std::env::temp_dir().join(format!("doudi-fingerprint-{}", std::process::id()));
        std::fs::create_dir_all(dir.join("src")).unwrap();
        std::fs::write(dir.join("src/lib.rs"), "one").unwrap();
        let before = fingerprint(&dir).unwrap();
        std::fs::write(dir.join("README.md"), "words").unwrap();
        assert_eq!(before, fingerprint(&dir).unwrap());
        std::fs::write(dir.join("src/lib.rs"), "two").unwrap();
        assert_ne!(before, fingerprint(&dir).unwrap());
        std::fs::remove_dir_all(dir).unwrap();
    }
}
