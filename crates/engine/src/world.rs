//! Worlds (可能情形): splitting over what is finite and open.
//!
//! An evaluation runs under a path of decisions. When it meets an open question with finitely many outcomes that is
//! not yet decided, it stops and names it; the explorer tries every outcome and keeps what each yields as a
//! [`Tree`]. So only worlds that can be reached are visited. Past its [`Fineness`] the same evaluation runs once without
//! splitting: every question is simply open, which is wider and still sound.

use doudi_facts::household::{Area, Household};
use doudi_facts::money::{Multiple, Overflow};

use crate::mark::Mark;
use crate::rules::Against;
use crate::side::deciding;
use crate::tree::Tree;
use crate::truth::Question;

/// How finely an assessment tells worlds apart (粗细): how many one exploration visits before it widens.
///
/// Households that leave very much open are looked at more coarsely, so that no answer takes longer than a person waits:
/// what is found then is wider, and still sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fineness(u32);

impl Fineness {
    /// As fine as any household is looked at.
    pub const FINEST: Self = Self(4096);

    /// Every fineness, the finest first: with the last, nothing is told apart.
    pub const ALL: [Self; 3] = [Self::FINEST, Self(64), Self(1)];

    /// The next coarser one; `None`: nothing is told apart any more.
    pub(crate) fn coarser(self) -> Option<Self> {
        Self::ALL.into_iter().find(|other| *other < self)
    }
}

/// How many worlds an assessment may visit, times the people and sums worked out in each.
const MOST_WORK: u32 = 1 << 19;

/// What an assessment may cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    fineness: Fineness,
    /// How many worlds may be visited altogether.
    most: u32,
    /// Whether, once that is spent, the next worlds are told apart more coarsely; else no more are.
    pub(crate) gives_way: bool,
}

impl Budget {
    /// For a household of so many people and entries.
    pub(crate) fn new(fineness: Fineness, household: &Household) -> Self {
        let each = household.people.items.len() + household.entries();
        Self { fineness, most: MOST_WORK / u32::try_from(each.max(1)).unwrap_or(u32::MAX), gives_way: false }
    }

    /// Whether so many worlds are more than may be visited.
    pub(crate) fn is_spent(self, worlds: u32) -> bool {
        worlds > self.most
    }

    /// How many worlds the next exploration may visit after so many.
    pub(crate) fn next(&mut self, worlds: u32) -> u32 {
        if !self.is_spent(worlds) {
            return self.fineness.0;
        }
        match self.fineness.coarser().filter(|_| self.gives_way) {
            Some(coarser) => {
                self.most += worlds;
                self.fineness = coarser;
                self.fineness.0
            }
            None => 1,
        }
    }
}

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
    most: u32,
    mut evaluate: impl FnMut(&World<'_>) -> Result<V, Stop>,
) -> Result<Explored<V>, Overflow> {
    let (found, worlds) = explore_at_most(most, &mut evaluate, Tree::split)?;
    if let Some(tree) = found {
        return Ok(Explored { tree, worlds });
    }
    // INVARIANT: where nothing is split, nothing stops at a fork.
    let found = evaluate(&World::WHOLE).map_err(|_| Overflow)?;
    Ok(Explored { tree: Tree::Leaf(found), worlds })
}

/// Runs `evaluate` in every world that can be reached, or in none where there are more than so many, and tells how many it was.
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
        explore(Fineness::FINEST.0, evaluate).unwrap()
    }

    #[test]
    fn as_many_worlds_as_the_cap_are_looked_at_and_beyond_it_one() {
        let within = explored(12);
        assert_eq!(within.worlds, Fineness::FINEST.0);
        assert!(matches!(within.tree, Tree::Split(_)));
        let beyond = explored(13);
        assert_eq!(beyond.worlds, Fineness::FINEST.0);
        assert_eq!(beyond.tree, Tree::Leaf(Truth::Open(AskSet::just(0))));
    }
}
