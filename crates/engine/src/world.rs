//! Worlds (可能情形): splitting over what is finite and open.
//!
//! An evaluation runs under a path of decisions. When it meets an open question with finitely many outcomes that is
//! not yet decided, it stops and names it; the explorer tries every outcome and keeps what each yields as a
//! [`Tree`]. So only worlds that can be reached are visited. Past [`MOST_WORLDS`] the same evaluation runs once without
//! splitting: every question is simply open, which is wider and still sound.

use crate::facts::Area;
use crate::mark::Mark;
use crate::money::Overflow;
use crate::rules::{Against, Multiple};
use crate::side::deciding;
use crate::tree::Tree;
use crate::truth::Question;

/// How many worlds one exploration visits before it widens.
pub(crate) const MOST_WORLDS: u32 = 4096;

/// A question with finitely many outcomes that splits an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fork {
    /// Urban (0) or rural (1).
    Area,
    /// Whether a rule that says which area applies is met: no (0), yes (1).
    AreaRule(usize),
    /// Whether something open about who belongs to the household is so: no (0), yes (1). By its mark: the same question is
    /// the same fork.
    Tie(Mark),
    /// What a person is to the applicant, by the place of the relation in its list.
    Relation(usize),
    /// Which of several married children the parents they live with belong to, by the mark of the question: the nth (n),
    /// all (254), none (255).
    Branch(Mark),
    /// The option a reading is read in.
    Reading(usize),
    /// Whether an all-or-nothing treatment leaves sums out: no (0), yes (1).
    Treatment(usize),
    /// Whether the losses of an account are set off (0) or count as 0 (1).
    Losses(usize),
    /// Where the income per head of an account lies against a multiple of a line, of an area or of the household's own
    /// ([`crate::side::side`]).
    Against(usize, usize, Option<Area>, Multiple),
}

/// Why an evaluation did not finish.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It needs this decided; these outcomes are possible; this is the question.
    Fork(Box<(Fork, Vec<u8>, Question)>),
    /// A sum left the exact range.
    Overflow,
    /// Something it looks at has too many worlds.
    TooMany,
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
    /// The one in which nothing is decided and nothing is split.
    pub(crate) const WHOLE: Self = World { path: &[], splits: false };

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
    #[inline]
    pub(crate) fn decided(&self, fork: Fork) -> Option<u8> {
        self.path.iter().find(|(known, _)| *known == fork).map(|(_, outcome)| *outcome)
    }
}

impl Fork {
    /// Whether it is what the office decides of single sums.
    pub(crate) fn is_of_sums(self) -> bool {
        match self {
            Self::Treatment(_) | Self::Losses(_) => true,
            Self::Area
            | Self::AreaRule(_)
            | Self::Tie(_)
            | Self::Relation(_)
            | Self::Branch(_)
            | Self::Reading(_)
            | Self::Against(..) => false,
        }
    }

    /// How the income per head of an account lies against a multiple of a line.
    pub(crate) fn against(against: &Against) -> Self {
        Self::Against(against.account, against.line, against.area, against.times)
    }

    /// For each of these outcomes, ascending, the question whether it is that one, where it is none after it.
    pub(crate) fn deciding(self, question: Question, possible: &[u8]) -> Vec<Question> {
        match self {
            Self::Against(.., times) => deciding(times, question, possible),
            _ => possible.iter().map(|outcome| question.outcome(*outcome)).collect(),
        }
    }
}

/// What was found over all worlds, and how many there were.
#[derive(Debug)]
pub(crate) struct Explored<V> {
    pub(crate) tree: Tree<V>,
    pub(crate) worlds: u32,
}

/// Runs `evaluate` in every world that can be reached and keeps what it yields; once without splitting anything where
/// there are too many. Splitting some of them would hang on the order in which they were met, and so would the asks.
pub(crate) fn explore<V: PartialEq>(
    mut evaluate: impl FnMut(&World<'_>) -> Result<V, Stop>,
) -> Result<Explored<V>, Overflow> {
    let (found, worlds) = explore_each(&mut evaluate, Tree::split)?;
    if let Some(tree) = found {
        return Ok(Explored { tree, worlds });
    }
    // INVARIANT: where nothing is split, nothing stops at a fork.
    let found = evaluate(&World::WHOLE).map_err(|_| Overflow)?;
    Ok(Explored { tree: Tree::Leaf(found), worlds })
}

/// Runs `evaluate` in every world that can be reached, as many as there are or none, and tells how many it was.
pub(crate) fn explore_each<V>(
    evaluate: impl FnMut(&World<'_>) -> Result<V, Stop>,
    split: Splitting<V>,
) -> Result<(Option<Tree<V>>, u32), Overflow> {
    explore_at_most(MOST_WORLDS, evaluate, split)
}

/// The same, of no more than so many worlds.
pub(crate) fn explore_at_most<V>(
    most: u32,
    mut evaluate: impl FnMut(&World<'_>) -> Result<V, Stop>,
    split: Splitting<V>,
) -> Result<(Option<Tree<V>>, u32), Overflow> {
    let mut explorer = Explorer { evaluate: &mut evaluate, split, path: Vec::new(), worlds: 0, most };
    Ok((explorer.run()?, explorer.worlds))
}

/// How worlds that a fork tells apart become one tree.
type Splitting<V> = fn(Fork, Question, (u8, Tree<V>), Vec<(u8, Tree<V>)>) -> Tree<V>;

struct Explorer<'e, E, V> {
    evaluate: &'e mut E,
    split: Splitting<V>,
    path: Vec<(Fork, u8)>,
    worlds: u32,
    most: u32,
}

impl<V, E: FnMut(&World<'_>) -> Result<V, Stop>> Explorer<'_, E, V> {
    /// What the worlds under the path yield; `None`: there are too many.
    fn run(&mut self) -> Result<Option<Tree<V>>, Overflow> {
        if self.worlds == self.most {
            return Ok(None);
        }
        match (self.evaluate)(&World { path: &self.path, splits: true }) {
            Ok(found) => {
                self.worlds += 1;
                Ok(Some(Tree::Leaf(found)))
            }
            Err(Stop::Overflow) => Err(Overflow),
            Err(Stop::TooMany) => Ok(None),
            Err(Stop::Fork(forked)) => {
                let (fork, possible, question) = *forked;
                let mut each: Vec<(u8, Tree<V>)> = Vec::with_capacity(possible.len());
                for outcome in possible {
                    self.path.push((fork, outcome));
                    let under = self.run()?;
                    self.path.pop();
                    let Some(under) = under else { return Ok(None) };
                    each.push((outcome, under));
                }
                // INVARIANT: what stops an evaluation has outcomes.
                let mut each = each.into_iter();
                Ok(each.next().map(|first| (self.split)(fork, question, first, each.collect())))
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

    /// Asks of each of so many whether he counts, and tells whether nobody does.
    fn explored(many: usize) -> Explored<Truth> {
        let open = AskSet::just(0);
        let question = Question { asks: open, mark: Mark::ask(Ask::Reading(0)) };
        let evaluate = |world: &World<'_>| {
            let mut all = Truth::Holds;
            for who in 0..many {
                let outcome = world.outcome(Fork::Relation(who), &[0, 1], question, true)?;
                all = all.and(!outcome.map_or(Truth::Open(open), |outcome| Truth::of(outcome == 1)));
            }
            Ok(all)
        };
        explore(evaluate).unwrap()
    }

    #[test]
    fn as_many_worlds_as_the_cap_are_looked_at_and_beyond_it_one() {
        let within = explored(12);
        assert_eq!(within.worlds, MOST_WORLDS);
        assert!(matches!(within.tree, Tree::Split(_)));
        let beyond = explored(13);
        assert_eq!(beyond.worlds, MOST_WORLDS);
        assert_eq!(beyond.tree, Tree::Leaf(Truth::Open(AskSet::just(0))));
    }
}
