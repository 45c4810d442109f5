//! Marks (记号): what tells apart two things that are both open, and finds alike what is the same.
//!
//! Two worlds may leave a condition open with the same asks, and yet for different reasons: what tells the worlds apart
//! then matters as soon as those asks are settled. So whatever is open carries a mark of all it hangs on. A truth is a
//! polynomial of its unknowns (1 where it holds, 0 where it fails; *and* multiplies, *not* takes it from 1), a sum is
//! one too, and a mark is the value of the polynomial where every unknown has a number of its own, hashed from what it
//! is. Equal polynomials have equal marks however they were come by, in whatever order worlds were split; that different
//! ones do takes a chance of a few in 2⁶¹ (Blum, Chandra and Wegman, 1980).
//!
//! INVARIANT: a mark hangs on nothing that is not asked, and it alone decides what becomes of the truth or the sum,
//! whatever is told later. Marks are compared within one assessment only.

use std::hash::{Hash, Hasher};
use std::ops::{Add, Mul, Sub};

use doudi_facts::household::{Basis, ExpenseKind, KinTie, SupporterState};
use doudi_facts::money::{Multiple, Yuan};
use doudi_facts::question::{QuestionId, TieField};

use crate::ask::{Ask, AskSet};
use crate::mixer::Mixer;
use crate::rules::{SingleTest, Test};

/// A number below [`PRIME`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u64);

/// A prime, so that nothing but 0 makes a product 0, and every decimal has its number.
const PRIME: u64 = (1 << 61) - 1;

/// The numbers that a hundred times, and a billion times, give 1.
const HUNDREDTH: Fingerprint = Fingerprint(inverse(100));
const BILLIONTH: Fingerprint = Fingerprint(inverse(1_000_000_000));

/// The number that so many times gives 1: to the power of [`PRIME`] − 2 (Fermat).
const fn inverse(of: u128) -> u64 {
    let (prime, mut power, mut left, mut inverse) = (PRIME as u128, of, PRIME - 2, 1);
    while left > 0 {
        if left & 1 == 1 {
            inverse = inverse * power % prime;
        }
        power = power * power % prime;
        left >>= 1;
    }
    inverse as u64
}

/// What a truth or a sum can hang on.
#[derive(Hash)]
pub(crate) enum Unknown<'a> {
    /// What an ask would tell.
    Ask(Ask),
    /// Whether a word is so of the household, or of one person.
    Conclusion(&'a SingleTest, Option<usize>),
    /// Whether a word is so, or not, of somebody nobody has told of yet.
    SomebodyElse(&'a Test, bool),
    /// Whether one listed person stands in a list of ties of another.
    Tied(TieField, usize, usize),
    /// Whether a person whose home is not told shares this home.
    AtHome(usize),
    /// Whether a person whose home is not told lives in turn in the home of another.
    Visits(usize, usize),
    /// Whether parents belong to the branch of a child, where it is open who the branches are.
    Branch(usize, usize, AskSet),
    /// Whether a child belongs to the unit of a parent, where it is open who the parents are.
    Placed(usize, usize, AskSet),
    /// Whether one listed person is such kin of another.
    Kin(KinTie, usize, usize),
    /// Whether a person belongs to the household, where too much is open to look at each case.
    Crowd(usize),
    /// Whether two siblings belong together.
    Siblings(usize, usize, AskSet),
    /// Whether somebody who is not listed yet makes it another household for a person.
    Newcomer(usize),
    /// Whether somebody who is not listed yet owes a person support.
    Unlisted(usize),
    /// Whether a supporter, of a person and by the place in the list, is in one of these states.
    State(usize, usize, &'a [SupporterState]),
    /// Whether support rests on one of these.
    Basis(QuestionId, &'a [Basis]),
    /// What is counted of more than is told, by these treatments.
    Counted(QuestionId, &'a [usize]),
    /// What is spent for these kinds beyond what is told.
    Spent(QuestionId, &'a [ExpenseKind]),
    /// A figure of a line that may not be the one in force: why, and its place in the list.
    Amount(Ask, usize),
    /// How one sum compares with another.
    Compared(Fingerprint, Fingerprint),
    /// That a question with more than two outcomes has this one.
    Outcome(Fingerprint, u8),
    /// That a sum lies at this place among the multiples of another, where it lies at none after it.
    Place(Fingerprint, usize),
    /// What of a sum falls into so many of the window's months; where it is open in which it came in, of this income.
    Months(Fingerprint, u8, Option<QuestionId>),
    /// What of a sum is above 0.
    OrZero(Fingerprint),
    /// The smaller of two sums.
    Least(Fingerprint, Fingerprint),
}

impl Fingerprint {
    /// Of nothing, and of what fails.
    pub(crate) const ZERO: Self = Self(0);
    /// Of what holds.
    pub(crate) const ONE: Self = Self(1);

    /// Of an unknown.
    pub(crate) fn of(unknown: &Unknown<'_>) -> Self {
        let mut mixer = Mixer::default();
        unknown.hash(&mut mixer);
        Self(mixer.finish() % PRIME)
    }

    /// Of what an ask would tell.
    pub(crate) fn ask(ask: Ask) -> Self {
        Self::of(&Unknown::Ask(ask))
    }

    /// Of a count that is known.
    pub(crate) fn count(count: u32) -> Self {
        Self(count.into())
    }

    /// Of a multiple.
    pub(crate) fn multiple(multiple: Multiple) -> Self {
        Self::count(multiple.hundredths()) * HUNDREDTH
    }

    /// Of a sum that is known.
    pub(crate) fn sum(sum: Yuan) -> Self {
        let number = sum.billionths().unsigned_abs();
        // INVARIANT: a sum is below 2⁹⁵, so that both parts are below PRIME, or one is PRIME.
        let rest = below((number as u64 & PRIME) + (number >> 61) as u64);
        let size = Self(below(rest)) * BILLIONTH;
        if sum < Yuan::ZERO { Self::ZERO - size } else { size }
    }

    /// Of one thing where this holds, and of another where it fails.
    pub(crate) fn either(self, then: Self, otherwise: Self) -> Self {
        otherwise + self * (then - otherwise)
    }
}

impl Add for Fingerprint {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Self(below(self.0 + other.0))
    }
}

impl Sub for Fingerprint {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(below(self.0 + (PRIME - other.0)))
    }
}

impl Mul for Fingerprint {
    type Output = Self;

    #[inline]
    fn mul(self, other: Self) -> Self {
        let product = u128::from(self.0) * u128::from(other.0);
        Self(below((product as u64 & PRIME) + (product >> 61) as u64))
    }
}

/// Below [`PRIME`], of what is below twice that.
#[inline]
fn below(number: u64) -> u64 {
    if number < PRIME { number } else { number - PRIME }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(at: usize) -> Fingerprint {
        Fingerprint::ask(Ask::Reading(at))
    }

    fn sum(text: &str) -> Fingerprint {
        Fingerprint::sum(text.parse().unwrap())
    }

    #[test]
    fn known_numbers_are_added_and_multiplied_as_numbers_are() {
        assert_eq!(sum("0.1") + sum("0.2"), sum("0.3"));
        assert_eq!(sum("25596.01") - sum("-0.99"), sum("25597"));
        assert_eq!(Fingerprint::count(12) * sum("711.50"), sum("8538"));
        assert_eq!(sum("1"), Fingerprint::ONE);
        assert_eq!(sum("7") - sum("7"), Fingerprint::ZERO);
    }

    #[test]
    fn a_sum_is_marked_alike_in_whatever_order_it_was_added_up() {
        let (a, b) = (unknown(1), unknown(2));
        assert_eq!(a + sum("3") + b, b + a + sum("1") + sum("2"));
        assert_ne!(a + b, a + a);
        assert_ne!(a * b, a + b);
    }

    #[test]
    fn what_two_questions_decide_is_marked_alike_whichever_comes_first() {
        let (a, b) = (unknown(1), unknown(2));
        let [p, q, r, s] = [3, 4, 5, 6].map(unknown);
        assert_eq!(a.either(b.either(p, q), b.either(r, s)), b.either(a.either(p, r), a.either(q, s)));
        assert_eq!(a.either(p, p), p);
        assert_ne!(a.either(p, q), a.either(q, p));
    }
}
