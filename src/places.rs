//! The places whose rules can be fetched.

use std::sync::LazyLock;

use doudi_rulebook::Directory;

/// Every place, without its rules: those are in the module.
pub(crate) static PLACES: LazyLock<Directory> = LazyLock::new(|| {
    let blob = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
    // INVARIANT: the blob was written by this very build.
    Directory::decode(blob).unwrap_or(Directory { places: Vec::new() })
});
