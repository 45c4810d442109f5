//! Figures (数额): sums as far as they are known, with what they hang on.

use doudi_facts::money::{Bounds, Multiple, Overflow, Yuan};

use crate::ask::AskSet;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::truth::{FingerprintedTruth, Truth};

/// A sum as far as it is known, and what its width hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    /// 元, in the window or a year.
    pub(crate) sum: Bounds,
    /// What would make it exact; empty when it is.
    pub(crate) asks: AskSet,
    /// What tells it apart from other sums within the same bounds.
    pub(crate) mark: Fingerprint,
}

impl Figure {
    /// Nothing, for sure.
    pub(crate) const NOTHING: Self = Self { sum: Bounds::ZERO, asks: AskSet::EMPTY, mark: Fingerprint::ZERO };

    /// So much, for sure.
    #[inline]
    pub(crate) fn exactly(sum: Yuan) -> Self {
        Self { sum: Bounds::exactly(sum), asks: AskSet::EMPTY, mark: Fingerprint::sum(sum) }
    }

    #[inline]
    pub(crate) fn plus(self, other: Self) -> Result<Self, Overflow> {
        let sum = self.sum.plus(other.sum)?;
        Ok(Self { sum, asks: self.asks.union(other.asks), mark: self.mark + other.mark })
    }

    pub(crate) fn minus(self, other: Self) -> Result<Self, Overflow> {
        let sum = self.sum.minus(other.sum)?;
        Ok(Self { sum, asks: self.asks.union(other.asks), mark: self.mark - other.mark })
    }

    /// So many times the sum.
    pub(crate) fn times(self, count: u32) -> Result<Self, Overflow> {
        Ok(Self { sum: self.sum.times(count)?, asks: self.asks, mark: self.mark * Fingerprint::count(count) })
    }

    /// A multiple or a share of the sum.
    pub(crate) fn by(self, multiple: Multiple) -> Result<Self, Overflow> {
        Ok(Self { sum: self.sum.by(multiple)?, asks: self.asks, mark: self.mark * Fingerprint::multiple(multiple) })
    }

    /// No debt: what of it is above 0.
    pub(crate) fn or_zero(self) -> Self {
        let never_less = self.sum.low.is_some_and(|low| low >= Yuan::ZERO);
        let mark = if never_less { self.mark } else { Fingerprint::of(&Unknown::OrZero(self.mark)) };
        Self { sum: self.sum.or_zero(), mark, ..self }.marked()
    }

    /// The smaller of the two.
    pub(crate) fn at_most(self, most: Self) -> Self {
        let never_more = self.sum.high.zip(most.sum.low).is_some_and(|(high, most)| high <= most);
        let mark = if never_more { self.mark } else { Fingerprint::of(&Unknown::Least(self.mark, most.mark)) };
        Self { sum: self.sum.at_most(most.sum), asks: self.asks.union(most.asks), mark }.marked()
    }

    /// As far as a truth goes: all of it, nothing, or anything between.
    #[inline]
    pub(crate) fn weighed(self, by: FingerprintedTruth) -> Self {
        match by.truth {
            Truth::Holds => self,
            Truth::Fails => Self::NOTHING,
            Truth::Open(asks) => {
                let sum = self.sum.or(Bounds::ZERO);
                Self { sum, asks: self.asks.union(asks), mark: self.mark * by.mark() }
            }
        }
    }

    /// A part of it for sure, and all of it as far as a truth goes.
    pub(crate) fn beyond(self, sure: Self, by: FingerprintedTruth) -> Self {
        match by.truth {
            Truth::Open(asks) if sure != Self::NOTHING => Self {
                sum: Bounds { low: sure.sum.low, high: self.sum.high },
                asks: self.asks.union(sure.asks).union(asks),
                mark: by.mark().either(self.mark, sure.mark),
            },
            Truth::Fails => sure,
            Truth::Open(_) | Truth::Holds => self.weighed(by),
        }
    }

    /// The same, without asks where it is exact.
    #[inline]
    pub(crate) fn settled(self) -> Self {
        self.sum.exact().map_or(self, Self::exactly)
    }

    /// The same, marked by its value where it is exact.
    pub(crate) fn marked(self) -> Self {
        self.sum.exact().map_or(self, |sum| Self { mark: Fingerprint::sum(sum), ..self })
    }
}
