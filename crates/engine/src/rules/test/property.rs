//! Words about property (财产).

use doudi_facts::household::AssetKind;

use super::words::test_words;

/// What the household owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PropertyTest {
    /// The property stays within a limit; index.
    Within(usize),
    /// The household owns one of these.
    Owns(Vec<AssetKind>),
}

test_words!(PropertyTest as PropertyWord {
    0 as 6: Within(limit) = "assets-within",
    1 as 32: Owns(things) = "owns",
});
