//! Chromium, its driver, Chinese fonts and a reader of printed PDFs, from the distribution.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

/// A thing the browser tests need, and the Debian package it comes in.
struct Need {
    what: &'static str,
    package: &'static str,
    present: fn(&Shell) -> bool,
}

const NEEDS: [Need; 4] = [
    Need { what: "chromium", package: "chromium", present: |shell| runs(shell, "chromium") },
    Need { what: "chromedriver", package: "chromium-driver", present: |shell| runs(shell, "chromedriver") },
    Need { what: "a Chinese font", package: "fonts-noto-cjk", present: has_chinese_font },
    Need { what: "pdftotext", package: "poppler-utils", present: |shell| runs(shell, "pdftotext") },
];

/// Makes sure that the browser and what belongs to it are there.
pub(crate) fn browser(shell: &Shell) -> Result<()> {
    let missing: Vec<_> = NEEDS.iter().filter(|need| !(need.present)(shell)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let whats = missing.iter().map(|need| need.what).collect::<Vec<_>>().join(", ");
    let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
    let by_hand = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !runs(shell, "apt-get") {
        bail!(
            "tools: {whats} missing and no apt-get here; install them with this system's packages (Debian: {by_hand})"
        );
    }
    if cmd!(shell, "id -u").quiet().read()? != "0" {
        bail!("tools: {whats} missing and only root may install; run: sudo {by_hand}");
    }
    println!("installing {whats}");
    cmd!(shell, "apt-get update -qq").run().context("tools: apt-get update failed; check the network")?;
    cmd!(shell, "apt-get install -y -qq --no-install-recommends {packages...}")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .ignore_stdout()
        .run()
        .with_context(|| format!("tools: apt-get failed; try by hand: {by_hand}"))
}

fn runs(shell: &Shell, program: &str) -> bool {
    let flag = if program == "pdftotext" { "-v" } else { "--version" };
    cmd!(shell, "{program} {flag}").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn has_chinese_font(shell: &Shell) -> bool {
    cmd!(shell, "fc-list :lang=zh-cn family").quiet().ignore_stderr().read().is_ok_and(|it| !it.is_empty())
}
