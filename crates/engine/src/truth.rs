//! Truth (条件是否成立) with three values, and sets of what is still asked.

use crate::ask::AskSet;

/// What is known of a condition (条件), given the answers so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It holds, whatever else is answered.
    Holds,
    /// It fails, whatever else is answered.
    Fails,
    /// Neither yet. Never empty: the asks that would settle it, a person's or the office's.
    Open(AskSet),
}

impl Truth {
    /// Known either way.
    pub fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    /// Both must hold. A failure wins over an open question: no answer can mend it.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fails, _) | (_, Self::Fails) => Self::Fails,
            (Self::Holds, rest) | (rest, Self::Holds) => rest,
            (Self::Open(a), Self::Open(b)) => Self::Open(a.union(b)),
        }
    }

    /// One must hold.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        !(!self).and(!other)
    }

    /// The asks that would settle it; none when it is settled.
    pub fn asks(self) -> AskSet {
        match self {
            Self::Open(asks) => asks,
            Self::Holds | Self::Fails => AskSet::EMPTY,
        }
    }

    /// Whether some completion makes it hold.
    pub fn may_hold(self) -> bool {
        self != Self::Fails
    }

    /// Whether some completion makes it fail.
    pub fn may_fail(self) -> bool {
        self != Self::Holds
    }
}

/// The opposite.
impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
            open @ Self::Open(_) => open,
        }
    }
}

/// A truth over several worlds (各种情形), with a mark of how it hangs on what tells them apart.
///
/// Two worlds may both be open, with the same asks, and yet for different reasons: what tells them apart then matters
/// as soon as those asks are settled. So they agree only when their marks do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Across {
    pub(crate) truth: Truth,
    mark: u64,
}

impl From<Truth> for Across {
    /// In one world.
    fn from(truth: Truth) -> Self {
        let mark = match truth {
            Truth::Holds => 1,
            Truth::Fails => 2,
            Truth::Open(asks) => asks.words().into_iter().fold(3, mix),
        };
        Self { truth, mark }
    }
}

impl Across {
    /// As it was recorded.
    pub(crate) fn marked(truth: Truth, mark: u64) -> Self {
        Self { truth, mark }
    }

    /// The mark, to record.
    pub(crate) fn mark(self) -> u64 {
        self.mark
    }

    /// In one world, where an open truth hangs on figures that differ from world to world; `figures` marks them.
    pub(crate) fn over(truth: Truth, figures: u64) -> Self {
        let Self { truth, mark } = truth.into();
        Self { truth, mark: if matches!(truth, Truth::Open(_)) { mix(mark, figures) } else { mark } }
    }

    /// What is known when either of two may be the real one; `deciding` tells which, and `fork` marks where they part.
    /// Where both agree, what decides between them need not be asked.
    pub(crate) fn join(&mut self, other: Self, deciding: AskSet, fork: u64) {
        if self.mark != other.mark {
            self.truth = Truth::Open(self.truth.asks().union(other.truth.asks()).union(deciding));
            self.mark = mix(mix(self.mark, other.mark), fork);
        }
    }
}

/// Folds a number into a mark. That two different ones come out the same takes a chance of one in 2⁶⁴.
pub(crate) fn mix(mark: u64, word: u64) -> u64 {
    let mixed = (mark.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Truth = Truth::Open(AskSet::just(1));
    const B: Truth = Truth::Open(AskSet::just(2));

    #[test]
    fn a_failure_wins_over_an_open_question() {
        assert_eq!(A.and(Truth::Fails), Truth::Fails);
        assert_eq!(A.or(Truth::Holds), Truth::Holds);
        assert_eq!(A.and(Truth::Holds), A);
        assert_eq!(A.and(B), Truth::Open(AskSet::just(1).union(AskSet::just(2))));
    }

    fn joined(one: impl Into<Across>, other: impl Into<Across>, deciding: usize) -> Across {
        let mut joined = one.into();
        joined.join(other.into(), AskSet::just(deciding), deciding as u64);
        joined
    }

    #[test]
    fn worlds_that_agree_ask_nothing() {
        assert_eq!(joined(Truth::Holds, Truth::Holds, 7).truth, Truth::Holds);
        assert_eq!(joined(A, A, 7).truth, A);
        assert_eq!(joined(Truth::Holds, Truth::Fails, 7).truth, Truth::Open(AskSet::just(7)));
        assert_eq!(joined(A, Truth::Holds, 7).truth, Truth::Open(AskSet::just(1).union(AskSet::just(7))));
    }

    #[test]
    fn worlds_that_are_open_the_other_way_round_do_not_agree() {
        let there = joined(Truth::Holds, Truth::Fails, 1);
        assert_eq!(joined(there, joined(Truth::Holds, Truth::Fails, 1), 7).truth, A);
        let and_back = joined(Truth::Fails, Truth::Holds, 1);
        assert_eq!(joined(there, and_back, 7).truth, Truth::Open(AskSet::just(1).union(AskSet::just(7))));
    }
}
