//! What the native nets share: the rulebook as it is in the repository, households, and cases read from TOML.

pub mod answers;
pub mod cases;
pub mod dense;
pub mod dice;
pub mod fill;
pub mod hide;
pub mod hold;
pub mod households;
pub mod hull;
pub mod lens;
pub mod office;
pub mod ordinary;
pub mod referee;
pub mod soundness;
pub mod states;

use std::path::{Path, PathBuf};

use doudi_engine::facts::Household;
use doudi_rulebook::Rulebook;
use doudi_rulebook::compile::{Flaw, compile, read_folder};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The rulebook of the repository.
///
/// # Errors
/// Every flaw, one a line.
pub fn rulebook() -> Result<Rulebook, String> {
    let sources = read_folder(&root().join("rules"))?;
    compile(&sources).map_err(|flaws| flaws.iter().map(Flaw::to_string).collect::<Vec<_>>().join("\n"))
}

/// A household file, with values at JSON pointers replaced.
///
/// # Errors
/// The file's or the pointer's, with the path.
pub fn household(path: &str, with: &[(String, serde_json::Value)]) -> Result<Household, String> {
    let text = std::fs::read_to_string(root().join(path)).map_err(|e| format!("{path}: {e}"))?;
    let mut json: serde_json::Value = serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
    for (pointer, value) in with {
        let place = json.pointer_mut(pointer).ok_or_else(|| format!("{path}: nothing at {pointer}"))?;
        *place = value.clone();
    }
    serde_json::from_value(json).map_err(|e| format!("{path}: {e}"))
}
