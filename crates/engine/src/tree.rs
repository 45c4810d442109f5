//! Trees (判断树): what a single test, a figure or a grant comes to in each of its worlds. See decision 0017.

use std::rc::Rc;

use crate::truth::{Marked, Question};
use crate::world::{Fork, World};

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
    pub(crate) links: Links,
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

    /// For each outcome, after these decisions, the question whether it is that one, where it is none after it.
    pub(crate) fn deciding(&self, path: &[(Fork, u8)]) -> Vec<Question> {
        let outcomes: Vec<u8> = self.each().map(|(outcome, _)| *outcome).collect();
        World { path, splits: true }.deciding(self.fork, self.question, &outcomes)
    }
}

impl<V: PartialEq> Tree<V> {
    /// Worlds that a fork tells apart; where all of them agree it tells nothing.
    pub(crate) fn split(fork: Fork, question: Question, first: (u8, Self), others: Vec<(u8, Self)>) -> Self {
        if others.iter().all(|(_, under)| *under == first.1) {
            return first.1;
        }
        let under = others.iter().fold(first.1.links(), |links, (_, under)| links.and(under.links()));
        Self::Split(Rc::new(Split { fork, question, first, others, links: under.and(Links::of(fork)) }))
    }
}

impl<V> Tree<V> {
    pub(crate) fn links(&self) -> Links {
        match self {
            Self::Leaf(_) => Links::NONE,
            Self::Split(split) => split.links,
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

impl<V: Join + Clone> Tree<V> {
    /// What is known when every world may be the real one.
    pub(crate) fn joined(&self) -> V {
        self.joined_under(&mut Vec::new())
    }

    fn joined_under(&self, path: &mut Vec<(Fork, u8)>) -> V {
        let split = match self {
            Self::Leaf(value) => return value.clone(),
            Self::Split(split) => split,
        };
        let under = |path: &mut Vec<_>, (outcome, under): &(u8, Self)| {
            path.push((split.fork, *outcome));
            let joined = under.joined_under(path);
            path.pop();
            joined
        };
        let deciding = split.deciding(path);
        let mut joined = under(path, &split.first);
        for (other, deciding) in split.others.iter().zip(deciding.into_iter().skip(1)) {
            joined.join(under(path, other), deciding);
        }
        joined
    }
}

impl Join for Marked {
    fn join(&mut self, other: Self, deciding: Question) {
        Self::join(self, other, deciding);
    }
}

/// A bit for every fork something splits over. Forks may share one: then tests are walked through together that need not
/// be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Links(u128);

impl Links {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn of(fork: Fork) -> Self {
        let bit = match fork {
            Fork::Area => 0,
            Fork::AreaRule(at) => 1 + at % 7,
            Fork::Member(who) => 8 + who % 24,
            Fork::Reading(at) => 32 + at % 40,
            Fork::Treatment(at) => 72 + at % 32,
            // All multiples of one line are linked.
            Fork::Against(account, line, area, _) => {
                104 + (account * 11 + line * 3 + area.map_or(0, |area| 1 + area as usize)) % 24
            }
        };
        Self(1 << bit)
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
