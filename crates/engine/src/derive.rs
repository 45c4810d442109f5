//! The derivation (推导): an assessment written down, so that every truth can be worked out again from what it rests on.
//!
//! Of each category, and each person, it keeps every condition as its tree of single tests, and of every test what it
//! compared: figures as bounds, people, the line and how it stands, a birth and a day, an answer, a reading. [`replay`]
//! works out all truths, pairs and words from that alone: it sees no household and no rules. The three depths of “why”,
//! the margins and the pictures are read off the same record. Recording is an evaluation of its own
//! (`assess::derive`); screening many pays nothing for it.

use std::rc::Rc;

use crate::ask::{Ask, AskSet, Asks};
use crate::connect::{Connective, Logic, joined};
use crate::fingerprint::Fingerprint;
use crate::formula::Formula;
use crate::joint::Joint;
use crate::lines::LEAST_LINE;
use crate::rules::{Gate, SingleTest};
use crate::truth::{FingerprintedTruth, Truth, Truths};
use crate::verdict::Conclusion;
use crate::world::{Fork, Tree};

pub use crate::compared::{Compared, HomesCompared, IncomeCompared, Owned, PropertyCompared, SavingsCompared, Value};
pub use crate::judge::grade;

/// How an assessment came about.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// The asks behind every open truth: those of the assessment, and what more the tests that decide nothing ask for.
    pub asks: Asks,
    /// Each category, or one person's, in the order of the book.
    pub verdicts: Vec<Derived>,
    /// The same with weakly sourced figures taken as right; empty where there is none.
    pub granted: Vec<Derived>,
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
    /// Every single test, with what it compared from world to world.
    pub leaves: Vec<Rc<Leaf>>,
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
    pub test: Option<SingleTest>,
    /// Of whom.
    pub who: Option<usize>,
    /// What was compared, and what would settle it where it is open; each different finding once.
    pub seen: Vec<(Compared, AskSet)>,
    /// What was met in each world.
    pub(crate) worlds: Tree<Seen>,
}

/// What one world showed of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Which finding, by its place.
    pub(crate) at: usize,
    /// How its truth hangs on what is open.
    pub(crate) mark: Fingerprint,
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
    pub word: Conclusion,
    /// The word if weakly sourced figures were right, where it differs.
    pub assumed: Option<Conclusion>,
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
    let told = |derived: &Derived| {
        let found = derived.joined(change);
        Replayed {
            category: derived.category,
            who: derived.who,
            fits: found.fits.truth,
            word: Conclusion::of(found.fits.truth, asks),
            assumed: None,
            conditions: found.conditions.into_iter().map(|holds| holds.truth).collect(),
        }
    };
    let mut verdicts: Vec<Replayed> = derivation.verdicts.iter().map(told).collect();
    // INVARIANT: both are in the order of the book.
    let both = verdicts.iter_mut().zip(&derivation.granted);
    for (verdict, granted) in both.filter(|(verdict, _)| verdict.fits.hangs_on_weak(asks)) {
        let fits = granted.joined(change).fits.truth;
        verdict.assumed = (fits != verdict.fits).then(|| Conclusion::of(fits, asks));
    }
    verdicts
}

struct Joined {
    fits: FingerprintedTruth,
    conditions: Vec<FingerprintedTruth>,
}

impl Derived {
    fn joined(&self, change: &dyn Fn(&Leaf, &Compared) -> Compared) -> Joined {
        let mut compared = Vec::new();
        self.leaves.iter().for_each(|leaf| leaf.worlds.forks(&mut |fork| compared.push(fork)));
        compared.retain(|fork| matches!(fork, Fork::Against(..)));
        let mut joint = Joint::new(compared);
        let leaves: Vec<Formula> = self.leaves.iter().map(|leaf| leaf.formula(&mut joint, change)).collect();
        let formulas = &mut joint.formulas;
        let leaf = |at: usize| leaves.get(at).copied().unwrap_or(Formula::FAILS);
        let each: Vec<Formula> = self.conditions.iter().map(|(_, node)| node.joined(formulas, &leaf)).collect();
        let all = formulas.all(each.iter().copied());
        Joined {
            conditions: each.into_iter().map(|condition| formulas.truth(condition)).collect(),
            fits: formulas.truth(all),
        }
    }
}

/// A truth with its mark. What was settled and has become open by a change has none: its asks stand for it.
fn recorded(truth: Truth, mark: Fingerprint) -> FingerprintedTruth {
    let was_settled = mark == Fingerprint::ONE || mark == Fingerprint::ZERO;
    let bits = truth.asks().bits().filter(|_| was_settled);
    FingerprintedTruth::recorded(
        truth,
        bits.fold(mark, |mark, bit| mark + Fingerprint::ask(Ask::Reading(usize::MAX - bit))),
    )
}

impl Node {
    /// What it comes to, given each leaf; a leaf that is not there fails.
    pub fn truth(&self, of: &dyn Fn(usize) -> Option<Truth>) -> Truth {
        self.joined(&mut Truths, &|at| of(at).unwrap_or(Truth::Fails))
    }

    fn joined<L: Logic>(&self, by: &mut L, leaf: &dyn Fn(usize) -> L::Value) -> L::Value {
        let (of, nodes) = match self {
            Self::All(nodes) | Self::Fits { needs: nodes, .. } => (Connective::All, nodes),
            Self::Any(nodes) => (Connective::Any, nodes),
            Self::Somebody(nodes) => (Connective::Somebody, nodes),
            Self::Not(node) => {
                let value = node.joined(by, leaf);
                return by.opposite(value);
            }
            Self::Leaf(at) => return leaf(*at),
        };
        joined(by, of, nodes, |by, node| node.joined(by, leaf))
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
    fn formula(&self, joint: &mut Joint, change: &dyn Fn(&Leaf, &Compared) -> Compared) -> Formula {
        let truths = self.seen.iter().map(|(compared, asks)| change(self, compared).truth(self.test.as_ref(), *asks));
        let truths: Vec<Truth> = truths.collect();
        let truth = |seen: &Seen| truths.get(seen.at).copied().unwrap_or(Truth::Fails);
        joint.tree(&self.worlds.map(&|seen: &Seen| recorded(truth(seen), seen.mark)), self.who)
    }

    /// What it comes to over every world: settled where all agree.
    pub fn truth(&self) -> Truth {
        let truths = self.seen.iter().map(|(compared, asks)| compared.truth(self.test.as_ref(), *asks));
        let join = |one: Truth, other: Truth| {
            if one == other { one } else { Truth::Open(one.asks().union(other.asks())) }
        };
        truths.reduce(join).unwrap_or(Truth::Fails)
    }

    /// Whether a sum is compared with a line of which nothing is known but that it is above 0: no distance from it is worth
    /// telling.
    pub fn has_no_line(&self) -> bool {
        let line = match self.whole() {
            Some(Compared::Income(income)) => Some(income.yearly),
            Some(Compared::Spending { living, .. }) => living,
            Some(Compared::Within(property)) => property.savings.map(|savings| savings.yearly),
            _ => None,
        };
        line == Some(LEAST_LINE)
    }

    /// What was compared, over every world: figures as the range they have in all of them.
    pub fn whole(&self) -> Option<Compared> {
        self.seen.iter().map(|(compared, _)| compared.clone()).reduce(Compared::or)
    }
}
