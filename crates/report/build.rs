//! Marks the program with the sources it is built from: two builds that could tell something differently differ in it.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What a result hangs on besides the rules, which have a digest of their own.
const SOURCES: [&str; 6] = [
    "crates/engine/src",
    "crates/handoff/src",
    "crates/report/src",
    "crates/words/src",
    "crates/rulebook/src/lib.rs",
    "locales/zh-CN.toml",
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", root.join(source).display());
        gather(&root.join(source), &mut files);
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        hash.update(format!("{name}\n{text}\n"));
    }
    let mark: String = hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=DOUDI_SOURCES={mark}");
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| gather(&entry.path(), files)),
        Err(_) => files.push(path.to_owned()),
    }
}
