//! Sides (高低): where an income per head lies against the multiples of one line.
//!
//! Rules compare one income with several multiples of one line, and whichever is looked at first, it is one place that is
//! found. So all of them are marked as one: a number stands for how many incomes there are below a multiple, another for
//! how many there are up to it, and whether the income lies at one of the places between them is marked by how many of
//! those that are left lie there.

use std::cmp::Ordering;

use crate::mark::{Mark, Unknown};
use crate::rules::Multiple;
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

/// For each of these outcomes of a multiple, ascending, whether it is that one, where it is none after it; the question is
/// of the income and the line once.
pub(crate) fn deciding(times: Multiple, question: Question, possible: &[u8]) -> Vec<Question> {
    let before = |outcome| match side_of(outcome) {
        Ordering::Less => Mark::ZERO,
        Ordering::Equal => below(question, times),
        Ordering::Greater => up_to(question, times),
    };
    // What cannot be is nobody's.
    let after = possible.iter().skip(1).map(|next| before(*next)).chain([Mark::ONE]);
    let each = possible.iter().zip(after);
    each.map(|(outcome, after)| Question { mark: (after - before(*outcome)) / after, ..question }).collect()
}

/// The places an income can have on a line of which these are the multiples, ascending: below the first, at it, between it
/// and the next, and so on; of each whether it is that one, where it is none after it.
pub(crate) fn places(multiples: &[Multiple], question: Question) -> Vec<Question> {
    let ends = multiples.iter().flat_map(|times| [below(question, *times), up_to(question, *times)]).chain([Mark::ONE]);
    let mut before = Mark::ZERO;
    ends.map(|after| {
        let mark = (after - before) / after;
        before = after;
        Question { mark, ..question }
    })
    .collect()
}

/// The outcome of one of the multiples, by its place among them, at a place on the line.
pub(crate) fn side_at(place: usize, multiple: usize) -> u8 {
    side(place.cmp(&(2 * multiple + 1)))
}

fn below(question: Question, times: Multiple) -> Mark {
    Mark::of(&Unknown::Below(question.mark, Mark::number(times.decimal())))
}

fn up_to(question: Question, times: Multiple) -> Mark {
    Mark::of(&Unknown::UpTo(question.mark, Mark::number(times.decimal())))
}
