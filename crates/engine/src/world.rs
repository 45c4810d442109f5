//! Worlds (可能情形): splitting over what is finite and open, and joining what was found.
//!
//! An evaluation runs under a path of decisions. When it meets an open question with finitely many outcomes that is
//! not yet decided, it stops and names it; the explorer tries every outcome and joins the results. So only worlds that
//! can be reached are visited, and two figures that share an unknown share its outcome. Past [`MOST_WORLDS`] the same
//! evaluation runs once without splitting: every question is simply open, which is wider and still sound.

use std::cmp::Ordering;

use crate::facts::Area;
use crate::money::Overflow;
use crate::rules::{Against, Multiple};
use crate::truth::Question;

/// How many worlds one assessment visits before it widens.
pub(crate) const MOST_WORLDS: u32 = 4096;

/// A question with finitely many outcomes that splits an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fork {
    /// Urban (0) or rural (1).
    Area,
    /// Whether a rule that says which area applies is met: no (0), yes (1).
    AreaRule(usize),
    /// Whether a person counts as a member: no (0), yes (1).
    Member(usize),
    /// The option a reading is read in.
    Reading(usize),
    /// Whether an all-or-nothing treatment leaves sums out: no (0), yes (1).
    Treatment(usize),
    /// Where the income per head of an account lies against a multiple of a line, of an area or of the household's own:
    /// see [`side`].
    Against(usize, usize, Option<Area>, Multiple),
}

/// Why an evaluation did not finish.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It needs this decided; these outcomes are possible; this is the question.
    Fork(Box<(Fork, Vec<u8>, Question)>),
    /// A sum left the exact range.
    Overflow,
}

impl From<Overflow> for Stop {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// The decisions under which an evaluation runs.
#[derive(Debug)]
pub(crate) struct World<'p> {
    /// What is decided, in the order it came up.
    pub(crate) path: &'p [(Fork, u8)],
    /// Whether undecided forks stop the evaluation, or stay open.
    pub(crate) splits: bool,
}

impl World<'_> {
    /// The outcome of a fork: `Some` when decided or when only one is possible, `None` when it stays open, as it does
    /// where it may not split.
    pub(crate) fn outcome(
        &self,
        fork: Fork,
        possible: &[u8],
        question: Question,
        may_split: bool,
    ) -> Result<Option<u8>, Stop> {
        if let [only] = possible {
            return Ok(Some(*only));
        }
        match self.decided(fork) {
            Some(outcome) => Ok(Some(outcome)),
            None if self.splits && may_split => Err(Stop::Fork(Box::new((fork, possible.to_vec(), question)))),
            None => Ok(None),
        }
    }

    /// How a fork is decided on this path.
    pub(crate) fn decided(&self, fork: Fork) -> Option<u8> {
        self.path.iter().find(|(known, _)| *known == fork).map(|(_, outcome)| *outcome)
    }

    /// How the income per head of an account compares with a multiple of a line, as far as this path already says
    /// from other multiples of the same line.
    pub(crate) fn compares(&self, against: &Against, order: Ordering) -> bool {
        let asked = (against.account, against.line, against.area);
        self.path.iter().all(|(fork, outcome)| match fork {
            Fork::Against(account, line, area, other) if (*account, *line, *area) == asked => match side_of(*outcome) {
                // INVARIANT: lines are positive, so a larger multiple is a higher line.
                Ordering::Less if against.times >= *other => order == Ordering::Less,
                Ordering::Greater if against.times <= *other => order == Ordering::Greater,
                Ordering::Equal => order == other.cmp(&against.times),
                _ => true,
            },
            _ => true,
        })
    }
}

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

/// What an evaluation of one world yields, joined with what others yield.
pub(crate) trait Join {
    /// What is known when either world may be the real one; `deciding` is whether it is the other.
    fn join(&mut self, other: Self, deciding: Question);
}

/// What was found over all worlds, how many there were, and whether the cap was met.
#[derive(Debug)]
pub(crate) struct Explored<O> {
    pub(crate) outcome: O,
    pub(crate) worlds: u32,
    pub(crate) widened: bool,
}

/// Runs `evaluate` in every world that can be reached and joins what it yields; once without splitting anything where
/// there are too many. Splitting some of them would hang on the order in which they were met, and so would the asks.
pub(crate) fn explore<O: Join>(
    mut evaluate: impl FnMut(&World<'_>) -> Result<O, Stop>,
) -> Result<Explored<O>, Overflow> {
    let mut explorer = Explorer { evaluate: &mut evaluate, path: Vec::new(), worlds: 0 };
    let joined = explorer.run()?;
    let worlds = explorer.worlds;
    if let Some(outcome) = joined {
        return Ok(Explored { outcome, worlds, widened: false });
    }
    // INVARIANT: where nothing is split, nothing stops at a fork.
    let outcome = evaluate(&World { path: &[], splits: false }).map_err(|_| Overflow)?;
    Ok(Explored { outcome, worlds, widened: true })
}

struct Explorer<'e, E> {
    evaluate: &'e mut E,
    path: Vec<(Fork, u8)>,
    worlds: u32,
}

impl<E> Explorer<'_, E> {
    /// What the worlds under the path yield, joined; `None`: there are too many.
    fn run<O: Join>(&mut self) -> Result<Option<O>, Overflow>
    where
        E: FnMut(&World<'_>) -> Result<O, Stop>,
    {
        if self.worlds == MOST_WORLDS {
            return Ok(None);
        }
        match (self.evaluate)(&World { path: &self.path, splits: true }) {
            Ok(outcome) => {
                self.worlds += 1;
                Ok(Some(outcome))
            }
            Err(Stop::Overflow) => Err(Overflow),
            Err(Stop::Fork(forked)) => {
                let (fork, possible, question) = *forked;
                let mut joined: Option<O> = None;
                for outcome in possible {
                    self.path.push((fork, outcome));
                    let found = self.run()?;
                    self.path.pop();
                    let Some(found) = found else { return Ok(None) };
                    match &mut joined {
                        Some(so_far) => so_far.join(found, question.outcome(outcome)),
                        None => joined = Some(found),
                    }
                }
                joined.ok_or(Overflow).map(Some)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Ask, AskSet};
    use crate::mark::Mark;
    use crate::truth::Truth;

    /// Whether nobody of so many was decided to count.
    struct Nobody(Truth);

    impl Join for Nobody {
        fn join(&mut self, other: Self, deciding: Question) {
            if self.0 != other.0 {
                self.0 = Truth::Open(deciding.asks);
            }
        }
    }

    /// Asks of each of so many whether he counts.
    fn explored(many: usize) -> Explored<Nobody> {
        let open = AskSet::just(0);
        let question = Question { asks: open, mark: Mark::ask(Ask::Reading(0)) };
        let evaluate = |world: &World<'_>| {
            let mut all = Truth::Holds;
            for who in 0..many {
                let outcome = world.outcome(Fork::Member(who), &[0, 1], question, true)?;
                all = all.and(!outcome.map_or(Truth::Open(open), |outcome| Truth::of(outcome == 1)));
            }
            Ok(Nobody(all))
        };
        explore(evaluate).unwrap()
    }

    #[test]
    fn as_many_worlds_as_the_cap_are_looked_at_and_beyond_it_one() {
        let within = explored(12);
        assert_eq!((within.worlds, within.widened), (MOST_WORLDS, false));
        let beyond = explored(13);
        assert_eq!((beyond.worlds, beyond.widened), (MOST_WORLDS, true));
        assert_eq!(beyond.outcome.0, Truth::Open(AskSet::just(0)));
    }
}
