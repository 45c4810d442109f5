//! What the commands need beyond Rust and Node: found if it is there, installed if it is not.
//!
//! Programs built by cargo go to a folder of the user (`$XDG_CACHE_HOME/doudi/tools`), one for each
//! version, so that a fresh clone finds them.

mod browser;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use xshell::{Shell, cmd};

pub(crate) use browser::browser;

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What WebAssembly runs on outside a browser.
pub(crate) const WASI: &str = "wasm32-wasip1";

const OLDEST_NODE: u32 = 20;

/// A program that cargo installs.
struct Program {
    package: &'static str,
    binary: &'static str,
    version: String,
    /// Whether the lock file that was published with it can be used.
    locked: bool,
}

/// Everything that building the pages needs. Gives the `PATH` to build with.
pub(crate) fn builders(shell: &Shell) -> Result<OsString> {
    wasm_target(shell)?;
    npm(shell)?;
    let trunk = Program { package: "trunk", binary: "trunk", version: "0.21.14".into(), locked: true };
    // npm's wasm-opt must come before a distribution's, which may be too old for today's rustc.
    let mut first = vec![shell.current_dir().join("node_modules/.bin")];
    first.extend(trunk.ensure(shell)?);
    first.extend(bindgen(shell)?.ensure(shell)?);
    path_with(first)
}

/// cargo-deny. Gives the `PATH` to run it with.
pub(crate) fn deny(shell: &Shell) -> Result<OsString> {
    let deny = Program { package: "cargo-deny", binary: "cargo-deny", version: "0.20.2".into(), locked: true };
    path_with(deny.ensure(shell)?)
}

/// Everything that running the wasm tests needs beyond the browser. Gives the `PATH` to test with.
pub(crate) fn wasm_testers(shell: &Shell) -> Result<OsString> {
    wasm_target(shell)?;
    path_with(bindgen(shell)?.ensure(shell)?)
}

/// The standard library of the target that browsers run.
pub(crate) fn wasm_target(shell: &Shell) -> Result<()> {
    target(shell, WASM_TARGET)
}

/// The standard library of a target.
pub(crate) fn target(shell: &Shell, name: &str) -> Result<()> {
    let library = cmd!(shell, "rustc --print target-libdir --target {name}").quiet().read()?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    println!("installing the Rust target {name}");
    cmd!(shell, "rustup target add {name}")
        .run()
        .with_context(|| format!("tools: target {name} is missing; install it with your Rust's own installer"))
}

/// rustfmt and clippy, which a minimal Rust lacks.
pub(crate) fn rust_component(shell: &Shell, name: &str) -> Result<()> {
    if cmd!(shell, "cargo {name} --version").quiet().ignore_stdout().ignore_stderr().run().is_ok() {
        return Ok(());
    }
    let component = if name == "fmt" { "rustfmt" } else { name };
    println!("installing the Rust component {component}");
    cmd!(shell, "rustup component add {component}")
        .run()
        .with_context(|| format!("tools: {component} is missing; install it with your Rust's own installer"))
}

/// The node packages of package-lock.json, exactly.
pub(crate) fn npm(shell: &Shell) -> Result<()> {
    let version = cmd!(shell, "node --version")
        .quiet()
        .read()
        .with_context(|| format!("tools: node is missing; install Node.js {OLDEST_NODE} or newer with npm"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        bail!("tools: node is {version}; install Node.js {OLDEST_NODE} or newer");
    }
    let stamp = "node_modules/.doudi-lock";
    let lock = format!("{:x}", Sha256::digest(shell.read_binary_file("package-lock.json")?));
    if shell.read_file(stamp).is_ok_and(|it| it == lock) {
        return Ok(());
    }
    println!("installing node packages");
    cmd!(shell, "npm ci --no-audit --no-fund --loglevel=error")
        .run()
        .context("tools: npm ci failed; check that the npm registry can be reached and run this again")?;
    Ok(shell.write_file(stamp, lock)?)
}

/// The command line of wasm-bindgen must have the very version of the library in the lock file.
fn bindgen(shell: &Shell) -> Result<Program> {
    let lock = shell.read_file("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock: no wasm-bindgen in it; run `cargo metadata` once so that cargo writes it")?;
    // Its published lock file names a crate version that registries may no longer offer.
    Ok(Program { package: "wasm-bindgen-cli", binary: "wasm-bindgen", version, locked: false })
}

impl Program {
    /// The folder to put on the `PATH`, or none when the right version is there already.
    fn ensure(&self, shell: &Shell) -> Result<Option<PathBuf>> {
        let Self { package, binary, version, locked } = self;
        let found = cmd!(shell, "{binary} --version").quiet().ignore_stderr().read().unwrap_or_default();
        if found.split_whitespace().any(|word| word == version) {
            return Ok(None);
        }
        let root = cache()?.join(format!("{package}-{version}"));
        let folder = root.join("bin");
        if folder.join(binary).is_file() {
            return Ok(Some(folder));
        }
        println!("installing {package} {version} into {} (once, a few minutes)", root.display());
        let locked = locked.then_some("--locked");
        // These three would override the app's own profile: they hold for this one command only.
        cmd!(shell, "cargo install {package} --version {version} --no-default-features {locked...} --root {root}")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .run()
            .with_context(|| format!("tools: installing {package} {version} failed; see cargo's message above"))?;
        Ok(Some(folder))
    }
}

fn cache() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME") {
        Some(it) if !it.is_empty() => PathBuf::from(it),
        _ => std::env::home_dir()
            .context("tools: no home folder; set XDG_CACHE_HOME to a folder of yours")?
            .join(".cache"),
    };
    Ok(base.join("doudi/tools"))
}

fn path_with(first: impl IntoIterator<Item = PathBuf>) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = first.into_iter().chain(std::env::split_paths(&path));
    std::env::join_paths(all).context("tools: a folder's name cannot stand in PATH")
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn a_version_is_read_from_the_lock_file_by_whole_name() {
        let lock =
            "name = \"wasm-bindgen-test\"\nversion = \"0.3.80\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }
}
