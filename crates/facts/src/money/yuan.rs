//! Sums (金额) in 元, exact.

use std::fmt;
use std::num::NonZero;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// An operation left the range that exact money can hold, or its result is finer than [`Yuan`] counts. Never a panic, never a
/// rounded answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sum is too large to be computed exactly; check the amounts")]
pub struct Overflow;

/// A sum of money in 元, exact. May be negative (a loss). Rounds nowhere by itself.
// A whole number of billionths of a 元: an amount in 分 times three multiples of two decimals is exact. Less than 2⁹⁵ either
// way, so that a product with a 32-bit factor fits into 128 bits and every sum is a decimal too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9]+(\.[0-9]{1,2})?$")))]
#[serde(try_from = "String", into = "String")]
pub struct Yuan(#[cfg_attr(feature = "schema", schemars(with = "String"))] NonZero<u128>);

/// The bit that is turned over in what is kept, so that sums are in the order of what is kept and none is kept as 0: then a
/// bound that may be missing takes no more room than a sum.
const SIGN: u128 = 1 << 127;

/// How many decimals of a 元 are counted.
const DECIMALS: u32 = 9;
/// 1 元, and 1 分.
const ONE: i128 = 10_i128.pow(DECIMALS);
const FEN: i128 = ONE / 100;
/// No sum is this large.
const TOO_LARGE: i128 = 1 << 95;

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not a plain decimal number.
    #[error("`{0}` is not an amount; write digits with at most one point, such as \"900\" or \"25596.01\"")]
    NotANumber(String),
    /// More than two decimals: nothing smaller than a 分 exists.
    #[error("`{0}` has more than two decimals; an amount ends at the 分")]
    BelowFen(String),
}

impl Default for Yuan {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Yuan {
    /// 0 元.
    pub const ZERO: Self = Self::kept(0);

    /// The largest sum that is read: as many 分 as a 64-bit number holds.
    const MOST_READ: Self = Self::kept(i64::MAX as i128 * FEN);

    /// 0.01 元, the smallest sum there is.
    pub const FEN: Self = Self::kept(FEN);

    /// So many billionths of a 元, which are not too many.
    #[inline]
    const fn kept(number: i128) -> Self {
        match NonZero::new(number as u128 ^ SIGN) {
            Some(kept) => Self(kept),
            // INVARIANT: this is −2¹²⁷ alone, which is too many.
            None => Self(NonZero::<u128>::MIN),
        }
    }

    /// A whole number of 元.
    #[inline]
    pub fn whole(yuan: i64) -> Self {
        Self::kept(i128::from(yuan) * ONE)
    }

    /// So many billionths of a 元.
    #[inline]
    pub(super) fn of(number: i128) -> Result<Self, Overflow> {
        if (-TOO_LARGE..TOO_LARGE).contains(&number) { Ok(Self::kept(number)) } else { Err(Overflow) }
    }

    /// A whole number of 分.
    ///
    /// # Errors
    /// [`Overflow`] when it is too large.
    pub fn fen(fen: i64) -> Result<Self, Overflow> {
        Self::of(i128::from(fen) * FEN)
    }

    /// A share among so many to the 分 below, or where it ends there.
    pub fn over_down(self, many: u32) -> Option<Self> {
        self.share(many, 2, RoundingStrategy::ToNegativeInfinity)
    }

    /// A share among so many to the 分 above, or where it ends there.
    pub fn over_up(self, many: u32) -> Option<Self> {
        self.share(many, 2, RoundingStrategy::ToPositiveInfinity)
    }

    /// A share among so many to this many digits, half to the even one: for showing only.
    pub fn over_digits(self, many: u32, digits: u32) -> Option<Self> {
        self.share(many, digits, RoundingStrategy::MidpointNearestEven)
    }

    #[inline]
    fn share(self, many: u32, digits: u32, way: RoundingStrategy) -> Option<Self> {
        let share = self.decimal().checked_div(Decimal::from(many))?;
        Self::rounded(share.round_dp_with_strategy(digits, way))
    }

    /// How many hundredths of another sum it is, in digits: two decimals or, where those are none, six.
    pub fn percent_of(self, whole: Self) -> Option<String> {
        let percent = self.decimal().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.decimal())?;
        let near = percent.round_dp(2);
        Some(if near.fract().is_zero() { percent.round_dp(6) } else { near }.normalize().to_string())
    }

    /// The sum as a decimal, for dividing and showing.
    pub fn decimal(self) -> Decimal {
        // INVARIANT: fewer than 96 bits, nine decimals.
        Decimal::try_from_i128_with_scale(self.billionths(), DECIMALS).unwrap_or_default()
    }

    /// A decimal that ends within nine digits.
    fn rounded(sum: Decimal) -> Option<Self> {
        let more = DECIMALS.checked_sub(sum.scale())?;
        Self::of(sum.mantissa().checked_mul(10_i128.pow(more))?).ok()
    }

    /// How many billionths of a 元 it is.
    #[inline]
    pub const fn billionths(self) -> i128 {
        (self.0.get() ^ SIGN) as i128
    }

    /// The sum.
    #[inline]
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Self::of(self.billionths() + other.billionths())
    }

    /// The difference.
    #[inline]
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        Self::of(self.billionths() - other.billionths())
    }

    /// So many times the sum.
    #[inline]
    pub fn times(self, count: u32) -> Result<Self, Overflow> {
        Self::of(self.billionths() * i128::from(count))
    }

    /// A twelfth, to the 分, half up: for showing a yearly sum by the month. Decides nothing.
    #[inline]
    pub fn twelfth(self) -> Result<Self, Overflow> {
        self.over(12)
    }

    /// The sum shared among `people`, to the 分, half up: for showing only. Thresholds never divide.
    #[inline]
    pub fn over(self, people: u32) -> Result<Self, Overflow> {
        self.share(people, 2, RoundingStrategy::MidpointAwayFromZero).ok_or(Overflow)
    }

    /// No debt: a negative sum becomes 0.
    #[inline]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Digits with thousands separators and, when there are 分, two decimals: `12,300`, `25,596.01`.
    pub fn grouped(self) -> String {
        let plain = self.plain();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fen) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let mut out = String::from(sign);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        if let Some(fen) = fen {
            out.push('.');
            out.push_str(fen);
        }
        out
    }

    /// Digits with a point and two decimals when there are 分, else a whole number: `12300`, `25596.01`, `0.50`.
    fn plain(self) -> String {
        let sum = self.decimal().normalize();
        let digits = if sum.scale() == 0 { 0 } else { sum.scale().max(2) };
        format!("{sum:.*}", digits as usize)
    }
}

/// `Yuan(25596.01)`
impl fmt::Debug for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Yuan({self})")
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain())
    }
}

impl FromStr for Yuan {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let wrong = || AmountError::NotANumber(text.to_owned());
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || !part.is_none_or(is_digits) {
            return Err(wrong());
        }
        let sum = Decimal::from_str_exact(digits).map_err(|_| wrong())?.normalize();
        if sum.scale() > 2 {
            return Err(AmountError::BelowFen(text.to_owned()));
        }
        let sum = Self::rounded(sum).filter(|sum| *sum <= Self::MOST_READ).ok_or_else(wrong)?;
        Ok(Self::kept(sign * sum.billionths()))
    }
}

impl TryFrom<String> for Yuan {
    type Error = AmountError;

    fn try_from(text: String) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl From<Yuan> for String {
    fn from(sum: Yuan) -> Self {
        sum.plain()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly_or_refused() {
        assert_eq!("25596.01".parse::<Yuan>().map(Yuan::grouped), Ok("25,596.01".to_owned()));
        assert_eq!("900".parse(), Ok(Yuan::whole(900)));
        for wrong in ["", "1e5", "1,000", ".5", "5.", "+3", "９", "12元", "--1"] {
            assert!(matches!(wrong.parse::<Yuan>(), Err(AmountError::NotANumber(_))), "{wrong}");
        }
        assert!(matches!("0.001".parse::<Yuan>(), Err(AmountError::BelowFen(_))));
    }

    #[test]
    fn overflow_is_an_error() {
        assert_eq!(size_of::<Option<Yuan>>(), size_of::<Yuan>());
        assert!(Yuan::whole(-1) < Yuan::ZERO && Yuan::ZERO < Yuan::FEN);
        let huge = Yuan::kept(TOO_LARGE - 1);
        assert_eq!(huge.plus(Yuan::whole(1)), Err(Overflow));
        assert_eq!(Yuan::kept(-TOO_LARGE).minus(Yuan::FEN), Err(Overflow));
        assert_eq!(huge.times(u32::MAX), Err(Overflow));
    }

    #[test]
    fn shares_are_rounded_half_up_away_from_zero() {
        let over = |text: &str, people| text.parse::<Yuan>().unwrap().over(people).map(Yuan::grouped);
        assert_eq!(over("0.05", 2), Ok("0.03".to_owned()));
        assert_eq!(over("-0.05", 2), Ok("-0.03".to_owned()));
        assert_eq!(over("100", 3), Ok("33.33".to_owned()));
        assert_eq!(over("200", 3), Ok("66.67".to_owned()));
        assert_eq!(over("1", 0), Err(Overflow));
    }

    #[test]
    fn for_showing_a_half_goes_to_the_even_digit() {
        let yuan = |text: &str| text.parse::<Yuan>().unwrap();
        let digits = |text: &str, many| yuan(text).over_digits(many, 3).map(|sum| sum.to_string());
        assert_eq!([digits("0.05", 20), digits("0.03", 20)].map(Option::unwrap), ["0.002", "0.002"]);
        assert_eq!(digits("-0.05", 20).as_deref(), Some("-0.002"));
        let percent = |part: &str, whole: &str| yuan(part).percent_of(yuan(whole)).unwrap();
        assert_eq!(percent("1", "3"), "33.33");
        assert_eq!(percent("1", "2"), "50");
        assert_eq!(percent("2", "3"), "66.67");
        assert_eq!(percent("50001", "100000"), "50.001");
        assert_eq!(percent("1", "800"), "0.12");
        assert_eq!(percent("3", "800"), "0.38");
        assert_eq!(yuan("1").percent_of(Yuan::ZERO), None);
    }

    #[test]
    fn shares_are_rounded_down_and_up() {
        let yuan = |text: &str| text.parse::<Yuan>().unwrap();
        let both = |text: &str| [yuan(text).over_down(3), yuan(text).over_up(3)].map(|sum| sum.unwrap().to_string());
        assert_eq!(both("100"), ["33.33", "33.34"]);
        assert_eq!(both("-100"), ["-33.34", "-33.33"]);
        assert_eq!(both("99"), ["33", "33"]);
        assert_eq!(yuan("1").over_down(0), None);
    }
}
