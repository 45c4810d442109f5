//! Multiples (倍数) of a line or of an income.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Yuan;

/// A multiple of a line or of an income: 0.3, 1, 1.5, 2; in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Multiple(u32);

/// Why a text is not a multiple.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number with at most two decimals, such as \"1.5\"")]
pub struct MultipleError(String);

impl Multiple {
    /// Once the line.
    pub const ONCE: Self = Self(100);

    /// Whether it is more than 0.
    #[inline]
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// How many hundredths it is.
    #[inline]
    pub fn hundredths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Multiple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0.into(), 2).normalize().fmt(f)
    }
}

impl FromStr for Multiple {
    type Err = MultipleError;

    fn from_str(text: &str) -> Result<Self, MultipleError> {
        // Written as an amount is: digits and at most two decimals.
        let number = text.parse::<Yuan>().ok().map(Yuan::decimal);
        let hundredths = number.and_then(|number| number.checked_mul(Decimal::ONE_HUNDRED)?.to_u32());
        hundredths.map(Self).ok_or_else(|| MultipleError(text.to_owned()))
    }
}
