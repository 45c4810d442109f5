//! `cargo xtask supply`: what the program is built from, as `deny.toml` allows it.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{site, tools};

/// Licences, crates and their sources; and known vulnerabilities where the list of them can be reached.
pub(crate) fn check(shell: &Shell) -> Result<()> {
    let path = tools::deny(shell)?;
    site::fetch(shell)?;
    cmd!(shell, "cargo deny --offline --locked check licenses bans sources")
        .env("PATH", &path)
        .run()
        .context("supply: see the message above; what may be built in is written in deny.toml")?;
    if cmd!(shell, "cargo deny --locked fetch db").env("PATH", &path).quiet().ignore_stderr().run().is_err() {
        println!("advisories: NOT checked, https://github.com/RustSec/advisory-db cannot be reached from here");
        return Ok(());
    }
    cmd!(shell, "cargo deny --offline --locked check advisories")
        .env("PATH", &path)
        .run()
        .context("supply: a crate has a known vulnerability; raise it, or give the reason in deny.toml")
}
