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

    /// What is known when either of two worlds may be the real one, and `deciding` would tell which.
    /// Where both worlds agree, what decides between them need not be asked.
    #[must_use]
    pub fn either(self, other: Self, deciding: AskSet) -> Self {
        if self == other { self } else { Self::Open(self.asks().union(other.asks()).union(deciding)) }
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

    #[test]
    fn worlds_that_agree_ask_nothing() {
        assert_eq!(Truth::Holds.either(Truth::Holds, AskSet::just(7)), Truth::Holds);
        assert_eq!(A.either(A, AskSet::just(7)), A);
        assert_eq!(Truth::Holds.either(Truth::Fails, AskSet::just(7)), Truth::Open(AskSet::just(7)));
        assert_eq!(A.either(Truth::Holds, AskSet::just(7)), Truth::Open(AskSet::just(1).union(AskSet::just(7))));
    }
}
