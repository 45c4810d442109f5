//! Sides (低于、不超过……): on which side of a line a figure must lie.

use std::cmp::Ordering;

use doudi_facts::wire_words;
use serde::Deserialize;

/// On which side of a line a figure must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 低于
    Below,
    /// 不高于、不超过
    AtMost,
    /// 恰等于
    Equal,
    /// 不低于
    AtLeast,
    /// 高于
    Above,
}

wire_words!(Side { Below, AtMost, Equal, AtLeast, Above });

impl Side {
    /// Whether a figure that compares so with the line lies on this side.
    pub fn admits(self, figure_to_line: Ordering) -> bool {
        match self {
            Self::Below => figure_to_line.is_lt(),
            Self::AtMost => figure_to_line.is_le(),
            Self::Equal => figure_to_line.is_eq(),
            Self::AtLeast => figure_to_line.is_ge(),
            Self::Above => figure_to_line.is_gt(),
        }
    }
}

/// How a figure can lie to a line, as worlds are tried.
pub(crate) const ORDERS: [Ordering; 3] = [Ordering::Less, Ordering::Equal, Ordering::Greater];
