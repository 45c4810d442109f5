//! Truth (条件是否成立) with three values, and sets of what is still asked.

use crate::ask::{Ask, AskSet, Asks};
use crate::connect::{Connective, Logic};
use crate::fingerprint::{Fingerprint, Unknown};

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

    /// Whether it holds, where that is settled.
    pub(crate) fn decided(self) -> Option<bool> {
        match self {
            Self::Holds => Some(true),
            Self::Fails => Some(false),
            Self::Open(_) => None,
        }
    }

    /// Whether it hangs on a figure that is weakly sourced: else taking it as right changes nothing.
    pub(crate) fn hangs_on_weak(self, asks: &Asks) -> bool {
        asks.any(self.asks(), |ask| matches!(ask, Ask::Unconfirmed(_)))
            || (asks.overflowed() && self.decided().is_none())
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

/// A truth with its mark: what holds is marked 1, what fails 0, and nothing that is open is either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FingerprintedTruth {
    pub(crate) truth: Truth,
    mark: Fingerprint,
}

/// A question that is open: the asks that would settle it, and its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) asks: AskSet,
    pub(crate) mark: Fingerprint,
}

impl Question {
    /// Nothing.
    pub(crate) const NONE: Self = Self { asks: AskSet::EMPTY, mark: Fingerprint::ZERO };

    /// With something more that is open.
    pub(crate) fn and(self, asks: AskSet, mark: Fingerprint) -> Self {
        Self { asks: self.asks.union(asks), mark: self.mark + mark }
    }

    /// Whether this is its outcome, which is a question too.
    pub(crate) fn outcome(self, outcome: u8) -> Self {
        Self { mark: Fingerprint::of(&Unknown::Outcome(self.mark, outcome)), ..self }
    }
}

impl FingerprintedTruth {
    pub(crate) const HOLDS: Self = Self { truth: Truth::Holds, mark: Fingerprint::ONE };
    pub(crate) const FAILS: Self = Self { truth: Truth::Fails, mark: Fingerprint::ZERO };

    /// Known either way.
    #[inline]
    pub(crate) fn of(holds: bool) -> Self {
        if holds { Self::HOLDS } else { Self::FAILS }
    }

    /// As a truth is; where that is open, it hangs on this alone.
    pub(crate) fn hangs_on(truth: Truth, unknown: &Unknown<'_>) -> Self {
        match truth {
            Truth::Open(asks) => Self::open(Question { asks, mark: Fingerprint::of(unknown) }),
            settled => Self::of(settled == Truth::Holds),
        }
    }

    /// All that would settle each of several.
    pub(crate) fn asks_of(of: &[Self]) -> AskSet {
        of.iter().fold(AskSet::EMPTY, |all, one| all.union(one.truth.asks()))
    }

    /// As it was recorded.
    pub(crate) fn recorded(truth: Truth, mark: Fingerprint) -> Self {
        match truth {
            Truth::Open(asks) => Self::open(Question { asks, mark }),
            settled => Self::of(settled == Truth::Holds),
        }
    }

    /// Open as a question is.
    pub(crate) fn open(question: Question) -> Self {
        Self { truth: Truth::Open(question.asks), mark: question.mark }
    }

    /// The mark of all it hangs on.
    #[inline]
    pub(crate) fn mark(self) -> Fingerprint {
        self.mark
    }

    /// Whether one of these outcomes of a question is such a one. Of none, nothing is claimed.
    pub(crate) fn among(possible: &[u8], question: Question, is_so: impl Fn(u8) -> bool) -> Self {
        let each = possible.iter().map(|outcome| question.outcome(*outcome));
        Self::joined(possible, each, is_so).unwrap_or_else(|| Self::open(question))
    }

    /// The same, given what decides that it is each of them and none after it; `None`: there are none.
    pub(crate) fn joined(
        possible: &[u8],
        deciding: impl IntoIterator<Item = Question>,
        is_so: impl Fn(u8) -> bool,
    ) -> Option<Self> {
        let mut each = possible.iter().map(|outcome| Self::of(is_so(*outcome))).zip(deciding);
        let (first, _) = each.next()?;
        Some(each.fold(first, |mut so_far, (is, deciding)| {
            so_far.join(is, deciding);
            so_far
        }))
    }

    /// Both must hold. The same twice is the same.
    #[inline]
    pub(crate) fn and(self, other: Self) -> Self {
        let mark = if self.mark == other.mark { self.mark } else { self.mark * other.mark };
        Self { truth: self.truth.and(other.truth), mark }
    }

    /// One must hold.
    #[inline]
    pub(crate) fn or(self, other: Self) -> Self {
        !(!self).and(!other)
    }

    /// One thing where this holds, another where it fails.
    pub(crate) fn either(self, then: Self, mut otherwise: Self) -> Self {
        match self.truth {
            Truth::Holds => then,
            Truth::Fails => otherwise,
            Truth::Open(asks) => {
                otherwise.join(then, Question { asks, mark: self.mark() });
                otherwise
            }
        }
    }

    /// The same, to be pointed at.
    pub(crate) fn known(holds: bool) -> &'static Self {
        if holds { &Self::HOLDS } else { &Self::FAILS }
    }

    /// What is known where it is open whether one thing is so, or its opposite where that is asked for, or another:
    /// [`FingerprintedTruth::join`] without moving what is large.
    pub(crate) fn between(otherwise: &Self, is_opposite: bool, then: &Self, deciding: &Question) -> Self {
        let mark = if is_opposite { Fingerprint::ONE - otherwise.mark } else { otherwise.mark };
        if mark == then.mark {
            return *then;
        }
        let mut asks = deciding.asks;
        for open in [otherwise, then] {
            if let Truth::Open(of) = &open.truth {
                asks = asks.union(*of);
            }
        }
        Self { truth: Truth::Open(asks), mark: deciding.mark.either(then.mark, mark) }
    }

    /// What is known when either of two may be the real one; `deciding` is whether it is the other. Where both agree,
    /// what decides between them need not be asked.
    pub(crate) fn join(&mut self, other: Self, deciding: Question) {
        if self.mark != other.mark {
            *self = Self::between(self, false, &other, &deciding);
        }
    }
}

/// The opposite.
impl std::ops::Not for FingerprintedTruth {
    type Output = Self;

    fn not(self) -> Self {
        Self { truth: !self.truth, mark: Fingerprint::ONE - self.mark }
    }
}

/// How truths are joined.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Truths;

impl Logic for Truths {
    type Value = Truth;

    #[inline]
    fn start(&mut self, of: Connective) -> Truth {
        match of {
            Connective::All => Truth::Holds,
            Connective::Any | Connective::Somebody => Truth::Fails,
        }
    }

    #[inline]
    fn join(&mut self, of: Connective, so_far: Truth, part: Truth) -> Truth {
        match of {
            Connective::All => so_far.and(part),
            Connective::Any | Connective::Somebody => so_far.or(part),
        }
    }

    #[inline]
    fn is_settled(&self, of: Connective, so_far: &Truth) -> bool {
        match of {
            Connective::All => *so_far == Truth::Fails,
            Connective::Any | Connective::Somebody => *so_far == Truth::Holds,
        }
    }

    #[inline]
    fn opposite(&mut self, value: Truth) -> Truth {
        !value
    }
}

/// How truths with their marks are joined.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkedTruths;

impl Logic for MarkedTruths {
    type Value = FingerprintedTruth;

    #[inline]
    fn start(&mut self, of: Connective) -> FingerprintedTruth {
        match of {
            Connective::All => FingerprintedTruth::HOLDS,
            Connective::Any | Connective::Somebody => FingerprintedTruth::FAILS,
        }
    }

    #[inline]
    fn join(&mut self, of: Connective, so_far: FingerprintedTruth, part: FingerprintedTruth) -> FingerprintedTruth {
        match of {
            Connective::All => so_far.and(part),
            Connective::Any | Connective::Somebody => so_far.or(part),
        }
    }

    #[inline]
    fn is_settled(&self, of: Connective, so_far: &FingerprintedTruth) -> bool {
        match of {
            Connective::All => *so_far == FingerprintedTruth::FAILS,
            Connective::Any | Connective::Somebody => *so_far == FingerprintedTruth::HOLDS,
        }
    }

    #[inline]
    fn opposite(&mut self, value: FingerprintedTruth) -> FingerprintedTruth {
        !value
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

    fn open(ask: usize) -> FingerprintedTruth {
        FingerprintedTruth::hangs_on(Truth::Open(AskSet::just(ask)), &Unknown::Ask(Ask::Reading(ask)))
    }

    fn joined(one: FingerprintedTruth, mut other: FingerprintedTruth, deciding: usize) -> FingerprintedTruth {
        let by = open(deciding);
        other.join(one, Question { asks: by.truth.asks(), mark: by.mark() });
        other
    }

    #[test]
    fn worlds_that_agree_ask_nothing() {
        assert_eq!(joined(FingerprintedTruth::HOLDS, FingerprintedTruth::HOLDS, 7), FingerprintedTruth::HOLDS);
        assert_eq!(joined(open(1), open(1), 7), open(1));
        assert_eq!(joined(FingerprintedTruth::HOLDS, FingerprintedTruth::FAILS, 7), open(7));
        let either = joined(open(1), FingerprintedTruth::HOLDS, 7);
        assert_eq!(either.truth, Truth::Open(AskSet::just(1).union(AskSet::just(7))));
    }

    #[test]
    fn worlds_that_are_open_the_other_way_round_do_not_agree() {
        assert_eq!(joined(open(1), open(1), 7), open(1));
        let apart = joined(open(1), !open(1), 7);
        assert_eq!(apart.truth, Truth::Open(AskSet::just(1).union(AskSet::just(7))));
    }

    /// Under one reading only the first must hold, under the other both: as soon as the second fails, that matters.
    #[test]
    fn worlds_that_are_open_for_other_reasons_do_not_agree() {
        let (a, b) = (open(1), open(2));
        let (both, one) = (a.and(b), a.or(b));
        assert_eq!(both.truth, one.truth);
        assert_ne!(joined(both, one, 7).truth, both.truth);
        assert_eq!(joined(both, b.and(a), 7).truth, both.truth);
    }

    #[test]
    fn what_must_hold_twice_must_hold_once() {
        let (a, b) = (open(1), open(2));
        assert_eq!(a.and(a), a);
        assert_eq!(a.or(a), a);
        assert_eq!(joined(a.and(b), b.and(a).and(a.and(b)), 7), a.and(b));
    }

    #[test]
    fn a_question_hangs_on_nothing_where_every_outcome_agrees() {
        let question = Question { asks: AskSet::just(1), mark: open(1).mark() };
        assert_eq!(FingerprintedTruth::among(&[0, 1, 2], question, |_| true), FingerprintedTruth::HOLDS);
        let low = FingerprintedTruth::among(&[0, 1, 2], question, |side| side == 0);
        assert_eq!(!low, FingerprintedTruth::among(&[0, 1, 2], question, |side| side != 0));
        assert_ne!(low, FingerprintedTruth::among(&[0, 1, 2], question, |side| side == 2));
        assert_eq!(FingerprintedTruth::among(&[], question, |_| true).truth, A);
    }
}
