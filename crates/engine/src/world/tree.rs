//! Trees (判断树): what a single test, a figure or a grant comes to in each of its worlds. See decision 0017.

use std::rc::Rc;

use super::{Fork, Suspended, World};
use crate::truth::{FingerprintedTruth, Question};

/// What something comes to, world by world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree<V> {
    /// One world, or several that agree.
    Leaf(V),
    /// Worlds that a fork tells apart.
    Split(Rc<Split<V>>),
}

/// A fork, and what is under each of its outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split<V> {
    pub(crate) fork: Fork,
    pub(crate) question: Question,
    first: (u8, Tree<V>),
    others: Vec<(u8, Tree<V>)>,
}

/// What worlds yield, joined with what others yield.
pub(crate) trait Join {
    /// What is known when either world may be the real one; `deciding` is whether it is the other.
    fn join(&mut self, other: Self, deciding: Question);
}

impl<V> Split<V> {
    /// Every outcome with what is under it.
    pub(crate) fn each(&self) -> impl Iterator<Item = &(u8, Tree<V>)> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// How many outcomes there are.
    pub(crate) fn many(&self) -> usize {
        1 + self.others.len()
    }

    /// One of them, by its place.
    pub(crate) fn nth(&self, at: usize) -> Option<u8> {
        self.each().nth(at).map(|(outcome, _)| *outcome)
    }

    /// What is under an outcome.
    pub(crate) fn under(&self, outcome: u8) -> Option<&Tree<V>> {
        self.each().find(|(other, _)| *other == outcome).map(|(_, under)| under)
    }

    /// That a world has to decide it.
    fn stop(&self) -> Suspended {
        Suspended::Fork(Box::new((self.fork, self.outcomes(), self.question)))
    }

    fn outcomes(&self) -> Vec<u8> {
        self.each().map(|(outcome, _)| *outcome).collect()
    }

    /// For each outcome the question whether it is that one, where it is none after it.
    pub(crate) fn deciding(&self) -> Vec<Question> {
        self.fork.deciding(self.question, &self.outcomes())
    }
}

impl<V: PartialEq> Tree<V> {
    /// Worlds that a fork tells apart; where all of them agree it tells nothing.
    pub(crate) fn split(fork: Fork, question: Question, first: (u8, Self), others: Vec<(u8, Self)>) -> Self {
        if others.iter().all(|(_, under)| *under == first.1) {
            return first.1;
        }
        Self::apart(fork, question, first, others)
    }
}

impl<V> Tree<V> {
    /// Worlds that a fork tells apart, whether or not they agree.
    pub(crate) fn apart(fork: Fork, question: Question, first: (u8, Self), others: Vec<(u8, Self)>) -> Self {
        Self::Split(Rc::new(Split { fork, question, first, others }))
    }

    /// Passes over every fork.
    pub(crate) fn forks(&self, visit: &mut impl FnMut(Fork)) {
        if let Self::Split(split) = self {
            visit(split.fork);
            split.each().for_each(|(_, under)| under.forks(visit));
        }
    }

    /// What its leaves come to together.
    pub(crate) fn sum(&self, of: &impl Fn(&V) -> u32) -> u32 {
        match self {
            Self::Leaf(value) => of(value),
            Self::Split(split) => split.each().fold(0, |sum, (_, under)| under.sum(of).saturating_add(sum)),
        }
    }

    /// The same worlds, each yielding something else.
    pub(crate) fn map<W: PartialEq>(&self, of: &impl Fn(&V) -> W) -> Tree<W> {
        match self {
            Self::Leaf(value) => Tree::Leaf(of(value)),
            Self::Split(split) => {
                let mapped = |(outcome, under): &(u8, Self)| (*outcome, under.map(of));
                let others = split.others.iter().map(mapped).collect();
                Tree::split(split.fork, split.question, mapped(&split.first), others)
            }
        }
    }
}

impl<V: Clone> Tree<V> {
    /// What it comes to in a world.
    pub(crate) fn at(&self, world: &World<'_>) -> Result<V, Suspended> {
        let mut tree = self;
        loop {
            let split = match tree {
                Self::Leaf(value) => return Ok(value.clone()),
                Self::Split(split) => split,
            };
            let decided = world.decided(split.fork);
            match decided.and_then(|outcome| split.under(outcome)) {
                Some(under) => tree = under,
                None => return Err(split.stop()),
            }
        }
    }
}

impl<V: Join + Clone> Tree<V> {
    /// What is known when every world may be the real one.
    pub(crate) fn joined(&self) -> V {
        let split = match self {
            Self::Leaf(value) => return value.clone(),
            Self::Split(split) => split,
        };
        let mut joined = split.first.1.joined();
        for ((_, other), deciding) in split.others.iter().zip(split.deciding().into_iter().skip(1)) {
            joined.join(other.joined(), deciding);
        }
        joined
    }
}

impl Join for FingerprintedTruth {
    fn join(&mut self, other: Self, deciding: Question) {
        Self::join(self, other, deciding);
    }
}
