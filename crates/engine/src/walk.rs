//! Walks (走遍): what hangs on things that were explored before, in all of their worlds at once, without working anything out
//! again. A walk meets the worlds that an exploration would, in the same order, and comes to the same tree.

use doudi_facts::money::Overflow;

use crate::context::{Engine, EvaluationContext};
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::{Fork, Suspended, Tree};

/// What is found under the path; `None`: there are too many worlds.
pub(crate) type Under<W> = Result<Option<Tree<W>>, Overflow>;

/// A walk through worlds.
#[derive(Debug)]
pub(crate) struct Walk {
    /// What is decided, in the order it came up.
    path: Vec<(Fork, u8)>,
    /// How many worlds were met.
    pub(crate) worlds: u32,
    /// How many may be.
    most: u32,
}

impl Walk {
    /// Whether no further world may be looked at.
    fn is_spent(&self) -> bool {
        self.worlds == self.most
    }

    /// What a world comes to.
    pub(crate) fn world<W>(&mut self, found: W) -> Tree<W> {
        self.worlds += 1;
        Tree::Leaf(found)
    }

    /// What is found in each world of a tree.
    pub(crate) fn each<V, W: PartialEq>(
        &mut self,
        tree: &Tree<V>,
        found: &mut impl FnMut(&mut Self, &V) -> Under<W>,
    ) -> Under<W> {
        let split = match tree {
            _ if self.is_spent() => return Ok(None),
            Tree::Leaf(value) => return found(self, value),
            Tree::Split(split) => split,
        };
        match self.decided(split.fork) {
            // INVARIANT: a fork has the same outcomes wherever it is met.
            Some(outcome) => split.under(outcome).map_or(Ok(None), |under| self.each(under, found)),
            None => {
                let each = split.each().map(|(outcome, under)| (*outcome, under));
                self.apart(split.fork, split.question, each, |walk, _, under| walk.each(under, found))
            }
        }
    }

    /// How a fork is decided on this path.
    fn decided(&self, fork: Fork) -> Option<u8> {
        self.path.iter().find(|(known, _)| *known == fork).map(|(_, outcome)| *outcome)
    }

    /// What is found under each outcome of a fork that is not decided.
    fn apart<T, W: PartialEq>(
        &mut self,
        fork: Fork,
        question: Question,
        each: impl Iterator<Item = (u8, T)>,
        mut under: impl FnMut(&mut Self, u8, T) -> Under<W>,
    ) -> Under<W> {
        let (mut first, mut others) = (None, Vec::new());
        for (outcome, of) in each {
            self.path.push((fork, outcome));
            let found = under(self, outcome, of)?;
            self.path.pop();
            let Some(found) = found else { return Ok(None) };
            match first {
                None => first = Some((outcome, found)),
                Some(_) => others.push((outcome, found)),
            }
        }
        Ok(first.map(|first| Tree::split(fork, question, first, others)))
    }

    /// What an outcome of a fork makes true, in the world of each.
    pub(crate) fn outcomes(
        &mut self,
        fork: Fork,
        question: Question,
        possible: &[u8],
        is_so: impl Fn(u8) -> FingerprintedTruth,
    ) -> Under<FingerprintedTruth> {
        let only = if let [only] = possible { Some(*only) } else { self.decided(fork) };
        match only {
            Some(outcome) => Ok(Some(self.world(is_so(outcome)))),
            None => {
                let each = possible.iter().map(|outcome| (*outcome, ()));
                let world = |walk: &mut Self, outcome, ()| (!walk.is_spent()).then(|| walk.world(is_so(outcome)));
                self.apart(fork, question, each, |walk, outcome, of| Ok(world(walk, outcome, of)))
            }
        }
    }

    /// A truth, split over when it is open.
    pub(crate) fn settled(&mut self, fork: Fork, marked: FingerprintedTruth) -> Under<FingerprintedTruth> {
        match marked.truth {
            Truth::Open(asks) => {
                let question = Question { asks, mark: marked.mark() };
                self.outcomes(fork, question, &[0, 1], |outcome| FingerprintedTruth::of(outcome == 1))
            }
            Truth::Holds | Truth::Fails => Ok(Some(self.world(marked))),
        }
    }
}

impl Engine<'_> {
    /// What something comes to in all worlds: by a walk through what it hangs on, which was explored before, or explored by
    /// itself where nothing is remembered. Where there are too many worlds, it is left whole.
    pub(crate) fn walked_or_explored<V: PartialEq>(
        &mut self,
        walk: impl FnOnce(&mut Self, &mut Walk) -> Under<V>,
        alone: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<V, Suspended>,
    ) -> Result<Tree<V>, Overflow> {
        if !self.remembers {
            return self.explored(alone);
        }
        match self.walked(walk)? {
            Some(tree) => Ok(tree),
            None => self.left_whole(alone),
        }
    }

    /// What a walk through as many worlds as may be visited comes to.
    fn walked<W>(&mut self, on: impl FnOnce(&mut Self, &mut Walk) -> Under<W>) -> Under<W> {
        let mut walk = Walk { path: std::mem::take(&mut self.path), worlds: 0, most: self.may_visit() };
        let found = on(self, &mut walk)?;
        self.worlds += walk.worlds;
        walk.path.clear();
        self.path = walk.path;
        Ok(found)
    }
}
