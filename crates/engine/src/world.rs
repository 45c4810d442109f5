//! Worlds (可能情形): splitting over what is finite and open, and joining what was found.
//!
//! An evaluation runs under a path of decisions. When it meets an open question with finitely many outcomes that is
//! not yet decided, it stops and names it; the explorer tries every outcome and joins the results. So only worlds that
//! can be reached are visited, and two figures that share an unknown share its outcome. Past [`MOST_WORLDS`] the same
//! evaluation runs without splitting: every undecided question is simply open, which is wider and still sound.

use std::cmp::Ordering;

use crate::ask::AskSet;
use crate::facts::Area;
use crate::money::Overflow;
use crate::rules::{Against, Multiple};
use crate::truth::mix;

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
    /// It needs this decided; these outcomes are possible; these asks decide it.
    Fork(Fork, Vec<u8>, AskSet),
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
        asks: AskSet,
        may_split: bool,
    ) -> Result<Option<u8>, Stop> {
        if let [only] = possible {
            return Ok(Some(*only));
        }
        let decided = self.path.iter().find(|(known, _)| *known == fork).map(|(_, outcome)| *outcome);
        match decided {
            Some(outcome) => Ok(Some(outcome)),
            None if self.splits && may_split => Err(Stop::Fork(fork, possible.to_vec(), asks)),
            None => Ok(None),
        }
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
    /// What is known when either world may be the real one; `deciding` tells which, and `fork` marks where they part.
    fn join(&mut self, other: Self, deciding: AskSet, fork: u64);
}

/// What was found over all worlds, how many there were, and whether the cap was met.
#[derive(Debug)]
pub(crate) struct Explored<O> {
    pub(crate) outcome: O,
    pub(crate) worlds: u32,
    pub(crate) widened: bool,
}

/// Runs `evaluate` in every world that can be reached and joins what it yields.
pub(crate) fn explore<O: Join>(
    mut evaluate: impl FnMut(&World<'_>) -> Result<O, Stop>,
) -> Result<Explored<O>, Overflow> {
    let mut explorer = Explorer { evaluate: &mut evaluate, path: Vec::new(), worlds: 0, widened: false };
    let outcome = explorer.run(1)?;
    Ok(Explored { outcome, worlds: explorer.worlds, widened: explorer.widened })
}

struct Explorer<'e, E> {
    evaluate: &'e mut E,
    path: Vec<(Fork, u8)>,
    worlds: u32,
    widened: bool,
}

impl<E> Explorer<'_, E> {
    /// `siblings`: how many worlds are already promised to be visited, this one included.
    fn run<O: Join>(&mut self, siblings: u32) -> Result<O, Overflow>
    where
        E: FnMut(&World<'_>) -> Result<O, Stop>,
    {
        let splits = self.worlds + siblings < MOST_WORLDS;
        match (self.evaluate)(&World { path: &self.path, splits }) {
            Ok(outcome) => {
                self.worlds += 1;
                self.widened |= !splits;
                Ok(outcome)
            }
            Err(Stop::Overflow) => Err(Overflow),
            Err(Stop::Fork(fork, possible, asks)) => {
                let here = self.mark(fork);
                let mut joined: Option<O> = None;
                let mut left = u32::try_from(possible.len()).unwrap_or(u32::MAX);
                for outcome in possible {
                    self.path.push((fork, outcome));
                    let found = self.run(siblings + left - 1)?;
                    self.path.pop();
                    left -= 1;
                    match &mut joined {
                        Some(so_far) => so_far.join(found, asks, mix(here, u64::from(outcome))),
                        None => joined = Some(found),
                    }
                }
                joined.ok_or(Overflow)
            }
        }
    }

    /// A mark of a fork. On which side of a line a figure lies is another question wherever anything else is decided
    /// otherwise, for the figure or the line is another: no two such forks are marked alike.
    fn mark(&self, fork: Fork) -> u64 {
        let place = |at: usize| at as u64;
        match fork {
            Fork::Area => 1,
            Fork::AreaRule(rule) => mix(6, place(rule)),
            Fork::Member(who) => mix(2, place(who)),
            Fork::Reading(reading) => mix(3, place(reading)),
            Fork::Treatment(treatment) => mix(4, place(treatment)),
            Fork::Against(..) => mix(5, u64::from(self.worlds)),
        }
    }
}
