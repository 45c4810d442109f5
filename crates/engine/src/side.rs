//! Sides (高低): where an income per head lies against the multiples of one line.
//!
//! Rules compare one income with several multiples of one line, and whichever is looked at first, it is one place that is
//! found. So where tests are joined, it is the places that are unknown: below all multiples, at the first, between it and
//! the next, and so on.

use std::cmp::Ordering;
use std::ops::Deref;

use doudi_facts::money::{Bounds, Multiple};

use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::ORDERS;
use crate::truth::Question;

/// The outcome that stands for an ordering of a figure to a line.
pub(crate) fn side(order: Ordering) -> u8 {
    match order {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    }
}

/// The ordering an outcome stands for.
pub(crate) fn side_of(outcome: u8) -> Ordering {
    match outcome {
        0 => Ordering::Less,
        1 => Ordering::Equal,
        _ => Ordering::Greater,
    }
}

/// The outcomes that stand for how one sum can lie to another, ascending.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides {
    of: [u8; 3],
    many: usize,
}

impl Sides {
    /// Of a sum and a bar, each within its bounds.
    pub(crate) fn of(sum: Bounds, bar: Bounds) -> Self {
        let mut sides = Self { of: [0; 3], many: 0 };
        for order in ORDERS.into_iter().filter(|order| sum.may_lie(*order, bar)) {
            sides.of[sides.many] = side(order);
            sides.many += 1;
        }
        sides
    }
}

impl Deref for Sides {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.of[..self.many]
    }
}

/// For each of these outcomes of a multiple, whether it is that one, where it is none after it; the question is of the
/// income and the line once.
pub(crate) fn deciding(times: Multiple, question: Question, possible: &[u8]) -> Vec<Question> {
    let question = Question { mark: question.mark * Fingerprint::multiple(times), ..question };
    possible.iter().map(|outcome| question.outcome(*outcome)).collect()
}

/// One of the places an income can have on a line: below its first multiple, at it, between it and the next, and so on;
/// whether it is that one, where it is none after it.
pub(crate) fn place(at: usize, question: Question) -> Question {
    Question { mark: Fingerprint::of(&Unknown::Place(question.mark, at)), ..question }
}

/// The outcome of one of the multiples, by its place among them, at a place on the line.
pub(crate) fn side_at(place: usize, multiple: usize) -> u8 {
    side(place.cmp(&(2 * multiple + 1)))
}
