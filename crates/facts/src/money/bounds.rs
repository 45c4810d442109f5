//! Bounds (上下限) on a sum that is not fully known.

use std::cmp::Ordering;

use serde::Serialize;

use super::{Multiple, Overflow, Yuan};

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
    #[inline]
    pub fn exactly(sum: Yuan) -> Self {
        Self { low: Some(sum), high: Some(sum) }
    }

    /// The one sum it can be, when it is exact.
    #[inline]
    pub fn exact(self) -> Option<Yuan> {
        self.low.filter(|_| self.low == self.high)
    }

    /// The sum of two independent sums.
    #[inline]
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { low: both(self.low, other.low, Yuan::plus)?, high: both(self.high, other.high, Yuan::plus)? })
    }

    /// The difference of two independent sums.
    #[inline]
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { low: both(self.low, other.high, Yuan::minus)?, high: both(self.high, other.low, Yuan::minus)? })
    }

    /// So many times the sum.
    #[inline]
    pub fn times(self, count: u32) -> Result<Self, Overflow> {
        let times = |end: Option<Yuan>| end.map(|end| end.times(count)).transpose();
        Ok(Self { low: times(self.low)?, high: times(self.high)? })
    }

    /// A multiple or a share of the sum.
    #[inline]
    pub fn by(self, multiple: Multiple) -> Result<Self, Overflow> {
        let by = |end: Option<Yuan>| end.map(|end| end.by(multiple)).transpose();
        Ok(Self { low: by(self.low)?, high: by(self.high)? })
    }

    /// The product with a count that is itself only bounded. Neither may be negative.
    #[inline]
    pub fn times_count(self, low: u32, high: u32) -> Result<Self, Overflow> {
        let scaled = |bound: Option<Yuan>, count: u32| match bound {
            Some(sum) => sum.times(count).map(Some),
            None if count == 0 => Ok(Some(Yuan::ZERO)),
            None => Ok(None),
        };
        Ok(Self { low: scaled(self.low, low)?, high: scaled(self.high, high)? })
    }

    /// Either this sum or that one.
    #[inline]
    pub fn or(self, other: Self) -> Self {
        let least = |a: Option<Yuan>, b: Option<Yuan>| a.zip(b).map(|(a, b)| a.min(b));
        let most = |a: Option<Yuan>, b: Option<Yuan>| a.zip(b).map(|(a, b)| a.max(b));
        Self { low: least(self.low, other.low), high: most(self.high, other.high) }
    }

    /// Whether this sum can lie so to another, each within its bounds.
    #[inline]
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
    #[inline]
    pub fn or_zero(self) -> Self {
        Self { low: Some(self.low.map_or(Yuan::ZERO, Yuan::or_zero)), high: self.high.map(Yuan::or_zero) }
    }

    /// The lesser of two sums, each within its bounds.
    #[inline]
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
    fn bounds_widen_and_never_invent_an_upper_one() {
        let open = Bounds::NOT_NEGATIVE;
        let ten = Bounds::exactly(Yuan::whole(10));
        assert_eq!(open.plus(ten), Ok(Bounds { low: Some(Yuan::whole(10)), high: None }));
        assert_eq!(ten.minus(open), Ok(Bounds { low: None, high: Some(Yuan::whole(10)) }));
        assert_eq!(open.times_count(0, 0), Ok(Bounds::ZERO));
        assert_eq!(Bounds::ZERO.or(ten), Bounds { low: Some(Yuan::ZERO), high: Some(Yuan::whole(10)) });
    }
}
