//! The derivation (推导): an assessment written down, so that every truth can be worked out again from what it rests on.
//!
//! Of each category, and each person, it keeps every condition as its tree of single tests, and of every test what it
//! compared: figures as bounds, people, the line and how it stands, a birth and a day, an answer, a reading. [`replay`]
//! works out all truths, pairs and words from that alone: it sees no household and no rules. The three depths of “why”,
//! the margins and the pictures are read off the same record. Recording is an evaluation of its own
//! ([`crate::assess::derive`]); screening many pays nothing for it.

mod compared;

use crate::ask::{AskSet, Asks};
use crate::mark::{Mark, Unknown};
use crate::rules::{Gate, Test};
use crate::truth::{Marked, Question, Truth};
use crate::verdict::Word;

pub(crate) use compared::share_of;
pub use compared::{Compared, IncomeCompared, Value};

/// How an assessment came about.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// The asks behind every open truth: those of the assessment, and what more the tests that decide nothing ask for.
    pub asks: Asks,
    /// The categories as they were looked at: exclusive ones together, persons one by one.
    pub clusters: Vec<Traced>,
    /// The same with weakly sourced figures taken as right; empty where there is none.
    pub granted: Vec<Traced>,
}

/// Categories that were looked at together.
#[derive(Debug, Clone)]
pub struct Traced {
    /// Each category, or one person's.
    pub of: Vec<Derived>,
    /// Every single test, with what it compared from world to world.
    pub leaves: Vec<Leaf>,
    /// The worlds, as they were joined.
    pub(crate) worlds: Worlds,
}

/// One category, of the household or of one person.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The category; index.
    pub category: usize,
    /// The person, by their place in the list; `None`: the household.
    pub who: Option<usize>,
    /// Each condition: its gate and its tree.
    pub conditions: Vec<(Gate, Node)>,
}

/// A condition, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// All of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Whether another category fits: all of its conditions.
    Fits {
        /// The category; index.
        category: usize,
        /// Of whom.
        who: Option<usize>,
        /// Its conditions.
        needs: Vec<Node>,
    },
    /// Somebody who counts is so: for each person both, and whether there is anybody else.
    Somebody(Vec<Node>),
    /// A single test; its place among the leaves.
    Leaf(usize),
}

/// A single test (单项判断), of the household or of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What is tested; `None`: that nobody is missing from the list of people.
    pub test: Option<Test>,
    /// Of whom.
    pub who: Option<usize>,
    /// What was compared, and what would settle it where it is open; each different finding once.
    pub seen: Vec<(Compared, AskSet)>,
}

/// The worlds of a cluster, in the order in which they were joined.
#[derive(Debug, Clone)]
pub(crate) enum Worlds {
    /// One world: for each leaf which finding was met, and the marks of each category and of its conditions.
    One { seen: Vec<u32>, marks: Vec<Marks> },
    /// Two, and what tells them apart.
    Either { one: Box<Worlds>, other: Box<Worlds>, deciding: Question },
}

/// How a category's truths hang on what tells worlds apart.
#[derive(Debug, Clone)]
pub(crate) struct Marks {
    pub(crate) fits: Mark,
    pub(crate) conditions: Vec<Mark>,
}

/// What a derivation comes to for one category, or one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The category; index.
    pub category: usize,
    /// The person.
    pub who: Option<usize>,
    /// Whether they fit.
    pub fits: Truth,
    /// The word for it.
    pub word: Word,
    /// The word if weakly sourced figures were right, where it differs.
    pub assumed: Option<Word>,
    /// Each condition.
    pub conditions: Vec<Truth>,
}

/// Works out every verdict again from what was recorded, in the order of the assessment.
pub fn replay(derivation: &Derivation) -> Vec<Replayed> {
    replay_with(derivation, &|_, compared| compared.clone())
}

/// The same with something else compared: what the verdicts would be if a figure or an answer were another one.
pub fn replay_with(derivation: &Derivation, change: &dyn Fn(&Leaf, &Compared) -> Compared) -> Vec<Replayed> {
    let asks = &derivation.asks;
    let told = |(category, who, found): (usize, Option<usize>, Joined)| Replayed {
        category,
        who,
        fits: found.fits.truth,
        word: Word::of(found.fits.truth, asks),
        assumed: None,
        conditions: found.conditions.into_iter().map(|holds| holds.truth).collect(),
    };
    let mut verdicts: Vec<Replayed> =
        derivation.clusters.iter().flat_map(|cluster| cluster.replay(change)).map(told).collect();
    for (category, who, found) in derivation.granted.iter().flat_map(|cluster| cluster.replay(change)) {
        let same = verdicts.iter_mut().find(|verdict| (verdict.category, verdict.who) == (category, who));
        if let Some(verdict) = same.filter(|verdict| verdict.fits != found.fits.truth) {
            verdict.assumed = Some(Word::of(found.fits.truth, asks));
        }
    }
    verdicts.sort_by_key(|verdict| (verdict.category, verdict.who));
    verdicts
}

struct Joined {
    fits: Marked,
    conditions: Vec<Marked>,
}

impl Traced {
    fn replay(&self, change: &dyn Fn(&Leaf, &Compared) -> Compared) -> Vec<(usize, Option<usize>, Joined)> {
        let found = self.worlds(&self.worlds, change);
        self.of.iter().zip(found).map(|(of, found)| (of.category, of.who, found)).collect()
    }

    fn worlds(&self, worlds: &Worlds, change: &dyn Fn(&Leaf, &Compared) -> Compared) -> Vec<Joined> {
        match worlds {
            Worlds::One { seen, marks } => {
                let truth = |leaf: usize| {
                    let of = self.leaves.get(leaf)?;
                    let (compared, asks) = of.seen.get(usize::try_from(*seen.get(leaf)?).ok()?)?;
                    Some(change(of, compared).truth(of.test.as_ref(), *asks))
                };
                self.of.iter().zip(marks).map(|(of, marks)| of.joined(marks, &truth)).collect()
            }
            Worlds::Either { one, other, deciding } => {
                let mut joined = self.worlds(one, change);
                for (mine, theirs) in joined.iter_mut().zip(self.worlds(other, change)) {
                    mine.fits.join(theirs.fits, *deciding);
                    for (mine, theirs) in mine.conditions.iter_mut().zip(theirs.conditions) {
                        mine.join(theirs, *deciding);
                    }
                }
                joined
            }
        }
    }
}

impl Derived {
    fn joined(&self, marks: &Marks, truth: &dyn Fn(usize) -> Option<Truth>) -> Joined {
        let truths: Vec<Truth> = self.conditions.iter().map(|(_, node)| node.truth(truth)).collect();
        let fits = truths.iter().copied().fold(Truth::Holds, Truth::and);
        let conditions = truths.into_iter().zip(&marks.conditions);
        Joined {
            fits: recorded(fits, marks.fits),
            conditions: conditions.map(|(truth, mark)| recorded(truth, *mark)).collect(),
        }
    }
}

/// A truth with its mark. What was settled and has become open by a change has none: its asks stand for it.
fn recorded(truth: Truth, mark: Mark) -> Marked {
    let was_settled = mark == Mark::ONE || mark == Mark::ZERO;
    let bits = truth.asks().bits().filter(|_| was_settled);
    Marked::recorded(truth, bits.fold(mark, |mark, bit| mark + Mark::of(&Unknown::Amount(usize::MAX, bit))))
}

impl Node {
    /// What it comes to, given each leaf; a leaf that is not there fails.
    pub fn truth(&self, of: &dyn Fn(usize) -> Option<Truth>) -> Truth {
        let all = |nodes: &[Self]| nodes.iter().fold(Truth::Holds, |all, node| all.and(node.truth(of)));
        match self {
            Self::All(nodes) | Self::Fits { needs: nodes, .. } => all(nodes),
            Self::Any(nodes) | Self::Somebody(nodes) => {
                nodes.iter().fold(Truth::Fails, |any, node| any.or(node.truth(of)))
            }
            Self::Not(node) => !node.truth(of),
            Self::Leaf(at) => of(*at).unwrap_or(Truth::Fails),
        }
    }

    /// Passes over every leaf below it.
    pub fn leaves(&self, visit: &mut dyn FnMut(usize)) {
        match self {
            Self::All(nodes) | Self::Any(nodes) | Self::Somebody(nodes) | Self::Fits { needs: nodes, .. } => {
                nodes.iter().for_each(|node| node.leaves(visit));
            }
            Self::Not(node) => node.leaves(visit),
            Self::Leaf(at) => visit(*at),
        }
    }
}

impl Leaf {
    /// What it comes to over every world: settled where all agree.
    pub fn truth(&self) -> Truth {
        let truths = self.seen.iter().map(|(compared, asks)| compared.truth(self.test.as_ref(), *asks));
        let join = |one: Truth, other: Truth| {
            if one == other { one } else { Truth::Open(one.asks().union(other.asks())) }
        };
        truths.reduce(join).unwrap_or(Truth::Fails)
    }

    /// What was compared, over every world: figures as the range they have in all of them.
    pub fn whole(&self) -> Option<Compared> {
        self.seen.iter().map(|(compared, _)| compared.clone()).reduce(Compared::or)
    }
}
