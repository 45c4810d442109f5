//! Multiples (倍数) of a line or of an income, and products with them.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Overflow, Yuan};

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

impl Yuan {
    /// The product with a multiple or a share.
    #[inline]
    pub fn by(self, multiple: Multiple) -> Result<Self, Overflow> {
        let hundredths = multiple.hundredths();
        if hundredths.is_multiple_of(100) {
            return self.times(hundredths / 100);
        }
        let product = self.billionths() * i128::from(hundredths);
        let (quotient, rest) = divided(product, 100);
        if rest == 0 { Self::of(quotient) } else { Err(Overflow) }
    }
}

/// A number divided by another, rounded towards 0, and the rest. Most sums are small, and division is quicker for those.
fn divided(number: i128, by: i128) -> (i128, i128) {
    match (i64::try_from(number), i64::try_from(by)) {
        (Ok(number), Ok(by)) => ((number / by).into(), (number % by).into()),
        _ => (number / by, number % by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_exact_or_an_error() {
        let tenth: Multiple = "0.1".parse().unwrap();
        let mut sum = Yuan::FEN;
        for _ in 0..7 {
            sum = sum.by(tenth).unwrap();
        }
        assert_eq!(sum.to_string(), "0.000000001");
        assert_eq!(sum.by(tenth), Err(Overflow));
        let huge = Yuan::of((1 << 95) - 1).unwrap();
        assert_eq!(huge.by("9.99".parse().unwrap()), Err(Overflow));
    }
}
