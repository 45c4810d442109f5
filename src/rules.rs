//! The rules this build carries.

use std::sync::LazyLock;

use doudi_rulebook::Rulebook;

/// Every place and its rules, compiled from `rules/` at build.
pub(crate) static RULES: LazyLock<Rulebook> = LazyLock::new(|| {
    let blob = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
    // INVARIANT: the blob was written by this very build.
    Rulebook::decode(blob).unwrap_or(Rulebook { places: Vec::new() })
});
