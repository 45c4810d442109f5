//! Sides (高低): where an income per head lies against the multiples of one line.
//!
//! Rules compare one income with several multiples of one line, and whichever is looked at first, it is one place that is
//! found. So all of them are marked as one: a number stands for how many incomes there are below a multiple, another for
//! how many there are up to it, and whether the income lies on one side of it is marked by how many of those that are left
//! lie there.

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

/// Between which multiples of a line an income per head lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sides {
    /// The least multiple it is below.
    below: Option<Multiple>,
    /// The multiple it is at.
    at: Option<Multiple>,
    /// The largest multiple it is above.
    above: Option<Multiple>,
}

impl Sides {
    /// With what is decided of one multiple more.
    pub(crate) fn and(self, times: Multiple, outcome: u8) -> Self {
        match side_of(outcome) {
            Ordering::Less => Self { below: Some(self.below.map_or(times, |other| other.min(times))), ..self },
            Ordering::Equal => Self { at: Some(times), ..self },
            Ordering::Greater => Self { above: Some(self.above.map_or(times, |other| other.max(times))), ..self },
        }
    }

    /// Whether they leave an outcome of a multiple.
    pub(crate) fn leave(self, times: Multiple, outcome: u8) -> bool {
        let order = side_of(outcome);
        // INVARIANT: lines are positive, so a larger multiple is a higher line.
        self.below.is_none_or(|other| times < other || order == Ordering::Less)
            && self.above.is_none_or(|other| times > other || order == Ordering::Greater)
            && self.at.is_none_or(|other| order == other.cmp(&times))
    }

    /// For each of these outcomes of a multiple, ascending, whether it is that one, where it is none after it; the question
    /// is of the income and the line once.
    pub(crate) fn deciding(self, times: Multiple, question: Question, possible: &[u8]) -> Vec<Question> {
        let times_of = |times: Multiple| Mark::number(times.decimal());
        let below = |times| Mark::of(&Unknown::Below(question.mark, times_of(times)));
        let up_to = |times| Mark::of(&Unknown::UpTo(question.mark, times_of(times)));
        let none = self.above.map_or(Mark::ZERO, up_to);
        let all = self.below.map_or(Mark::ONE, below);
        // How many there are before each outcome, and before the one after it: what the bounds rule out is nobody's.
        let before = |outcome| match side_of(outcome) {
            Ordering::Less => none,
            Ordering::Equal => below(times),
            Ordering::Greater => up_to(times),
        };
        let after = possible.iter().skip(1).map(|next| before(*next)).chain([all]);
        let each = possible.iter().zip(after);
        each.map(|(outcome, after)| Question { mark: (after - before(*outcome)) / (after - none), ..question })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Ask, AskSet};
    use crate::truth::Marked;

    const ALL: [u8; 3] = [0, 1, 2];

    fn open(at: usize) -> Marked {
        Marked::hangs_on(crate::truth::Truth::Open(AskSet::just(at)), &Unknown::Ask(Ask::Reading(at)))
    }

    /// Something else for each of the five places there are beside two multiples, found out by looking at one first.
    fn found(first: Multiple, second: Multiple) -> Marked {
        let question = Question { asks: AskSet::just(9), mark: open(9).mark() };
        let joined = |sides: Sides, times: Multiple, of: &dyn Fn(Sides) -> Marked| {
            let possible: Vec<u8> = ALL.into_iter().filter(|outcome| sides.leave(times, *outcome)).collect();
            let each = possible.iter().map(|outcome| of(sides.and(times, *outcome)));
            let deciding = sides.deciding(times, question, &possible);
            let joined = each.zip(deciding).reduce(|(mut so_far, first), (found, deciding)| {
                so_far.join(found, deciding);
                (so_far, first)
            });
            joined.unwrap().0
        };
        let place = |sides: Sides| {
            let [one, two] = ["1", "1.5"].map(|times| times.parse().unwrap());
            let at = |times| ALL.into_iter().position(|outcome| sides.leave(times, outcome)).unwrap();
            open(at(one) * 3 + at(two))
        };
        joined(Sides::default(), first, &|sides| joined(sides, second, &place))
    }

    #[test]
    fn whichever_multiple_is_looked_at_first_it_is_one_place() {
        let [one, more] = ["1", "1.5"].map(|times| times.parse().unwrap());
        assert_eq!(found(one, more), found(more, one));
    }
}
