//! Property limits (财产限额): published figures, and what has none.

use doudi_facts::household::AssetKind;
use doudi_facts::money::Multiple;
use doudi_facts::wire_struct;

use super::{Cite, Side, Text};

/// A property limit (财产限额).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The most savings for each member, where that is published.
    pub savings: Option<SavingsLimit>,
    /// The most homes, where that is published.
    pub homes: Option<u8>,
    /// What nobody may own, where that is published.
    pub without: Vec<AssetKind>,
    /// What else it could catch. Those figures are not published; who owns nothing of this is within them.
    pub catches: Vec<AssetKind>,
    /// Where its shape stands.
    pub cite: Cite,
}

wire_struct!(Limit { id, name, savings, homes, without, catches, cite });

/// Savings for each member against a standard a year, times a multiple.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavingsLimit {
    /// On which side of the line.
    pub is: Side,
    /// Index of the line.
    pub line: usize,
    /// The multiple of the line.
    pub times: Multiple,
}

wire_struct!(SavingsLimit { is, line, times });
