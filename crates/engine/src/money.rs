//! Money (金额): exact sums in 元, rates that know month from year, and bounds on what is not fully known.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An operation left the range that exact money can hold. Never a panic, never a rounded answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sum is too large to be computed exactly; check the amounts")]
pub struct Overflow;

/// A sum of money in 元, exact. May be negative (a loss). Rounds nowhere by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9]+(\.[0-9]{1,2})?$")))]
#[serde(try_from = "String", into = "String")]
pub struct Yuan(#[cfg_attr(feature = "schema", schemars(with = "String"))] Decimal);

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

impl Yuan {
    /// 0 元.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// 0.01 元, the smallest sum there is.
    pub const FEN: Self = Self(Decimal::from_parts(1, 0, 0, false, 2));

    /// A whole number of 元.
    pub fn whole(yuan: i64) -> Self {
        Self(Decimal::from(yuan))
    }

    /// The exact decimal behind it.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self).ok_or(Overflow)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(Overflow)
    }

    /// The product with a plain factor (a count, a multiple, a share).
    pub fn times(self, factor: Decimal) -> Result<Self, Overflow> {
        self.0.checked_mul(factor).map(Self).ok_or(Overflow)
    }

    /// A twelfth, to the 分, half up: for showing a yearly sum by the month. Decides nothing.
    pub fn twelfth(self) -> Result<Self, Overflow> {
        self.over(12)
    }

    /// The sum shared among `people`, to the 分, half up: for showing only. Thresholds never divide.
    pub fn over(self, people: u32) -> Result<Self, Overflow> {
        let share = self.0.checked_div(Decimal::from(people)).ok_or(Overflow)?;
        Ok(Self(share.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)))
    }

    /// No debt: a negative sum becomes 0.
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
        let value = self.0.normalize();
        match value.scale() {
            0 => value.to_string(),
            1 => format!("{value}0"),
            _ => value.to_string(),
        }
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
        let part = part.unwrap_or_default().trim_end_matches('0');
        if part.len() > 2 {
            return Err(AmountError::BelowFen(text.to_owned()));
        }
        let fen: i64 = format!("{whole}{part:0<2}").parse().map_err(|_| wrong())?;
        Ok(Self(Decimal::new(sign * fen, 2).normalize()))
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

/// The period a rate is stated for (按月 or 按年).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// 元/月
    Month,
    /// 元/年
    Year,
}

/// A standard (标准): so many 元 a month, or so many a year. The two never mix by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The sum, in the period it was published for.
    pub sum: Yuan,
    /// That period.
    pub per: Period,
}

impl Rate {
    /// The same standard by the year: twelve months are a year, exactly.
    pub fn yearly(self) -> Result<Yuan, Overflow> {
        match self.per {
            Period::Month => self.sum.times(Decimal::from(12)),
            Period::Year => Ok(self.sum),
        }
    }
}

/// What is known of a sum: it lies between `low` and `high`, both reachable. `None` is no bound on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// The least it can be; `None`: nothing keeps it from being lower.
    pub low: Option<Yuan>,
    /// The most it can be; `None`: nothing keeps it from being higher.
    pub high: Option<Yuan>,
}

impl Bounds {
    /// Exactly 0 元.
    pub const ZERO: Self = Self { low: Some(Yuan::ZERO), high: Some(Yuan::ZERO) };
    /// Nothing known but that it is not negative.
    pub const NOT_NEGATIVE: Self = Self { low: Some(Yuan::ZERO), high: None };

    /// Exactly `sum`.
    pub fn exactly(sum: Yuan) -> Self {
        Self { low: Some(sum), high: Some(sum) }
    }

    /// The one sum it can be, when it is exact.
    pub fn exact(self) -> Option<Yuan> {
        self.low.filter(|_| self.low == self.high)
    }

    /// The sum of two independent sums.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { low: both(self.low, other.low, Yuan::plus)?, high: both(self.high, other.high, Yuan::plus)? })
    }

    /// The difference of two independent sums.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { low: both(self.low, other.high, Yuan::minus)?, high: both(self.high, other.low, Yuan::minus)? })
    }

    /// The product with a count that is itself only bounded. Neither may be negative.
    pub fn times_count(self, low: u32, high: u32) -> Result<Self, Overflow> {
        let scaled = |bound: Option<Yuan>, count: u32| match bound {
            Some(sum) => sum.times(Decimal::from(count)).map(Some),
            None if count == 0 => Ok(Some(Yuan::ZERO)),
            None => Ok(None),
        };
        Ok(Self { low: scaled(self.low, low)?, high: scaled(self.high, high)? })
    }

    /// Either this sum or that one.
    pub fn or(self, other: Self) -> Self {
        let least = |a: Option<Yuan>, b: Option<Yuan>| a.zip(b).map(|(a, b)| a.min(b));
        let most = |a: Option<Yuan>, b: Option<Yuan>| a.zip(b).map(|(a, b)| a.max(b));
        Self { low: least(self.low, other.low), high: most(self.high, other.high) }
    }

    /// Whether this sum can lie so to another, each within its bounds.
    pub fn may_lie(self, order: Ordering, other: Self) -> bool {
        match order {
            Ordering::Less => self.low.zip(other.high).is_none_or(|(low, most)| low < most),
            Ordering::Greater => self.high.zip(other.low).is_none_or(|(high, least)| high > least),
            Ordering::Equal => {
                self.low.zip(other.high).is_none_or(|(low, most)| low <= most)
                    && self.high.zip(other.low).is_none_or(|(high, least)| high >= least)
            }
        }
    }

    /// The same sum, where a negative one counts as 0.
    pub fn or_zero(self) -> Self {
        Self { low: Some(self.low.map_or(Yuan::ZERO, Yuan::or_zero)), high: self.high.map(Yuan::or_zero) }
    }

    /// The lesser of two sums, each within its bounds.
    pub fn at_most(self, cap: Self) -> Self {
        let low = match (self.low, cap.low) {
            (Some(a), Some(b)) => Some(a.min(b)),
            _ => None,
        };
        let high = match (self.high, cap.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Self { low, high }
    }
}

fn both(
    a: Option<Yuan>,
    b: Option<Yuan>,
    op: impl Fn(Yuan, Yuan) -> Result<Yuan, Overflow>,
) -> Result<Option<Yuan>, Overflow> {
    a.zip(b).map(|(a, b)| op(a, b)).transpose()
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
    fn a_month_is_a_twelfth_of_a_year() {
        let month = Rate { sum: Yuan::whole(711), per: Period::Month };
        let year = Rate { sum: Yuan::whole(8532), per: Period::Year };
        assert_eq!(month.yearly(), year.yearly());
        assert_eq!(Yuan::whole(4764).twelfth().map(Yuan::grouped), Ok("397".to_owned()));
    }

    #[test]
    fn bounds_widen_and_never_invent_an_upper_one() {
        let open = Bounds::NOT_NEGATIVE;
        let ten = Bounds::exactly(Yuan::whole(10));
        assert_eq!(open.plus(ten), Ok(Bounds { low: Some(Yuan::whole(10)), high: None }));
        assert_eq!(ten.minus(open), Ok(Bounds { low: None, high: Some(Yuan::whole(10)) }));
        assert_eq!(open.times_count(0, 0), Ok(Bounds::ZERO));
        assert_eq!(Bounds::ZERO.or(ten), Bounds { low: Some(Yuan::ZERO), high: Some(Yuan::whole(10)) });
    }

    #[test]
    fn overflow_is_an_error() {
        let huge = Yuan(Decimal::MAX);
        assert_eq!(huge.plus(Yuan::whole(1)), Err(Overflow));
        assert_eq!(huge.times(Decimal::from(2)), Err(Overflow));
    }
}
