//! Trees (判断树): what one part of the rules comes to in each world, and several parts taken together.
//!
//! Each part (a condition, a grant, the test of a measure) is explored by itself, so it splits only over what it looks
//! at. Parts are joined afterwards: those that share a fork are walked through together, so that an unknown which moves
//! both is the same unknown in both; those that share none are independent, and their truths are simply combined. See
//! decision 0017.

use std::collections::BTreeSet;

use crate::truth::{Marked, Question, Truth};
use crate::world::{Fork, World};

/// How many splits one walk through linked parts makes before it widens.
const MOST_SPLITS: u32 = 4096;

/// What a part comes to, world by world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree<V> {
    /// One world, or several that agree.
    Leaf(V),
    /// Worlds that a fork tells apart.
    Split(Box<Split<V>>),
}

/// A fork, and what is under each of its outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split<V> {
    fork: Fork,
    question: Question,
    first: (u8, Tree<V>),
    others: Vec<(u8, Tree<V>)>,
    links: Links,
}

/// What worlds yield, joined with what others yield.
pub(crate) trait Join {
    /// What is known when either world may be the real one; `deciding` is whether it is the other.
    fn join(&mut self, other: Self, deciding: Question);
}

impl Join for Marked {
    fn join(&mut self, other: Self, deciding: Question) {
        Self::join(self, other, deciding);
    }
}

impl<V> Split<V> {
    fn each(&self) -> impl Iterator<Item = &(u8, Tree<V>)> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl<V: PartialEq> Tree<V> {
    /// Worlds that a fork tells apart; where all of them agree it tells nothing.
    pub(crate) fn split(fork: Fork, question: Question, first: (u8, Self), others: Vec<(u8, Self)>) -> Self {
        if others.iter().all(|(_, under)| *under == first.1) {
            return first.1;
        }
        let under = others.iter().fold(first.1.links(), |links, (_, under)| links.and(under.links()));
        Self::Split(Box::new(Split { fork, question, first, others, links: under.and(Links::of(fork)) }))
    }
}

impl<V> Tree<V> {
    fn links(&self) -> Links {
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
        match self {
            Self::Leaf(value) => value.clone(),
            Self::Split(split) => split.others.iter().fold(split.first.1.joined(), |mut joined, (outcome, under)| {
                joined.join(under.joined(), split.question.outcome(*outcome));
                joined
            }),
        }
    }
}

/// A bit for every fork a tree splits over. Forks may share one: then parts are walked through together that need not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Links(u128);

impl Links {
    const NONE: Self = Self(0);

    fn of(fork: Fork) -> Self {
        Self(
            1 << match fork {
                Fork::Area => 0,
                Fork::AreaRule(at) => 1 + at % 7,
                Fork::Member(who) => 8 + who % 24,
                Fork::Reading(at) => 32 + at % 40,
                Fork::Treatment(at) => 72 + at % 32,
                // All multiples of one line are linked.
                Fork::Against(account, line, area, _) => {
                    104 + (account * 11 + line * 3 + area.map_or(0, |area| 1 + area as usize)) % 24
                }
            },
        )
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Parts taken together.
#[derive(Debug, Clone)]
pub(crate) enum Formula<'t> {
    /// The same in every world.
    Known(Marked),
    /// One part.
    Part(&'t Tree<Marked>),
    /// All of these, or any of them.
    Many(Many, Vec<Formula<'t>>),
}

/// How parts are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Many {
    /// All must hold.
    All,
    /// One must hold.
    Any,
}

impl Many {
    fn of_none(self) -> Marked {
        Marked::of(self == Self::All)
    }

    fn of_two(self, one: Marked, other: Marked) -> Marked {
        if self == Self::All { one.and(other) } else { one.or(other) }
    }

    /// Whether one such part decides the whole.
    fn is_decided_by(self, one: Marked) -> bool {
        one == !self.of_none()
    }
}

impl<'t> Formula<'t> {
    /// All of these parts.
    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::Many(Many::All, parts.into_iter().collect())
    }

    /// At least one of these parts.
    pub(crate) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::Many(Many::Any, parts.into_iter().collect())
    }

    fn links(&self) -> Links {
        match self {
            Self::Known(_) => Links::NONE,
            Self::Part(tree) => tree.links(),
            Self::Many(_, parts) => parts.iter().fold(Links::NONE, |links, part| links.and(part.links())),
        }
    }

    /// Each part joined by itself, as if they had nothing in common: wider, and still sound.
    fn apart(&self) -> Marked {
        match self {
            Self::Known(known) => *known,
            Self::Part(tree) => tree.joined(),
            Self::Many(many, parts) => {
                parts.iter().fold(many.of_none(), |so_far, part| many.of_two(so_far, part.apart()))
            }
        }
    }

    /// Some fork that is not decided yet.
    fn split(&self) -> Option<&'t Split<Marked>> {
        match self {
            Self::Known(_) | Self::Part(Tree::Leaf(_)) => None,
            Self::Part(Tree::Split(split)) => Some(split),
            Self::Many(_, parts) => parts.iter().find_map(Self::split),
        }
    }
}

/// What parts come to together, over every world.
#[derive(Debug, Default)]
pub(crate) struct Joint {
    /// How many splits were made.
    pub(crate) splits: u32,
    /// Whether linked parts had to be taken as if they had nothing in common.
    pub(crate) widened: bool,
}

impl Joint {
    /// What a formula comes to.
    pub(crate) fn truth(&mut self, of: &Formula<'_>) -> Marked {
        // INVARIANT: some world is reached, unless decisions that exclude each other were explored apart.
        self.under(&[], of).unwrap_or_else(|| of.apart())
    }

    /// Whether a formula may hold after these decisions.
    fn may_hold(&mut self, path: &[(Fork, u8)], of: &Formula<'_>) -> bool {
        self.under(path, of).is_some_and(|found| found.truth.may_hold())
    }

    /// What a tree comes to in the worlds in which a formula may hold; `None`: there are none.
    pub(crate) fn given<V: Join + Clone>(&mut self, tree: &Tree<V>, formula: &Formula<'_>) -> Option<V> {
        // What has nothing in common with the tree is the same in all of its worlds.
        let mut given = vec![formula.clone()];
        if let Formula::Many(Many::All, _) = formula {
            given = grouped(formula.clone()).1.into_iter().filter(|group| group.links().meets(tree.links())).collect();
        }
        self.given_under(&mut Vec::new(), tree, &Formula::all(given))
    }

    fn given_under<V: Join + Clone>(
        &mut self,
        path: &mut Vec<(Fork, u8)>,
        tree: &Tree<V>,
        formula: &Formula<'_>,
    ) -> Option<V> {
        let split = match tree {
            Tree::Leaf(value) => return self.may_hold(path, formula).then(|| value.clone()),
            Tree::Split(split) => split,
        };
        let mut joined: Option<V> = None;
        for (outcome, under) in split.each() {
            path.push((split.fork, *outcome));
            let found = self.given_under(path, under, formula);
            path.pop();
            match (&mut joined, found) {
                (Some(joined), Some(found)) => joined.join(found, split.question.outcome(*outcome)),
                (None, found) => joined = found,
                (Some(_), None) => {}
            }
        }
        joined
    }

    /// `None`: these decisions exclude each other.
    fn under(&mut self, path: &[(Fork, u8)], of: &Formula<'_>) -> Option<Marked> {
        let mut walk = Walk { path: path.to_vec(), splits: 0 };
        let (many, groups) = grouped(walk.reduced(of)?);
        let mut all = many.of_none();
        // Each group is walked through by itself, and widened by itself.
        for group in groups {
            walk = Walk { path: path.to_vec(), splits: 0 };
            let found = walk.branch(&group);
            self.splits += walk.splits;
            self.widened |= found.is_err();
            all = many.of_two(all, found.unwrap_or_else(|TooMany| Some(group.apart()))?);
            if many.is_decided_by(all) {
                break;
            }
        }
        Some(all)
    }

    /// Which of several formulas can hold together: for each world whether each one does, `None` where that is open.
    pub(crate) fn vectors(&mut self, of: &[Formula<'_>]) -> BTreeSet<Vec<Option<bool>>> {
        let mut walk = Walk { path: Vec::new(), splits: 0 };
        let mut found = BTreeSet::new();
        let walked = walk.vectors(of, &mut found);
        self.splits += walk.splits;
        if walked.is_err() || found.is_empty() {
            self.widened = true;
            found = BTreeSet::from([of.iter().map(|formula| decided(formula.apart())).collect()]);
        }
        found
    }
}

/// Parts with nothing in common, each together with all that is linked to it; and how they are taken together.
fn grouped(formula: Formula<'_>) -> (Many, Vec<Formula<'_>>) {
    let (many, parts) = match formula {
        Formula::Many(many, parts) => (many, parts),
        single => (Many::All, vec![single]),
    };
    let mut groups: Vec<(Links, Vec<Formula<'_>>)> = Vec::new();
    for part in parts {
        let (mut links, mut group) = (part.links(), vec![part]);
        for (theirs, others) in groups.extract_if(.., |(theirs, _)| theirs.meets(links)).collect::<Vec<_>>() {
            links = links.and(theirs);
            group.extend(others);
        }
        groups.push((links, group));
    }
    let groups = groups.into_iter().map(|(_, mut group)| match group.pop() {
        Some(only) if group.is_empty() => only,
        last => Formula::Many(many, group.into_iter().chain(last).collect()),
    });
    (many, groups.collect())
}

/// There are too many worlds to walk through.
struct TooMany;

/// A walk through the worlds of linked parts.
struct Walk {
    path: Vec<(Fork, u8)>,
    splits: u32,
}

impl Walk {
    fn world(&self) -> World<'_> {
        World { path: &self.path, splits: true }
    }

    /// What is left of a part after the decisions so far; `None`: they exclude each other.
    fn below<'t>(&self, mut tree: &'t Tree<Marked>) -> Option<&'t Tree<Marked>> {
        let world = self.world();
        while let Tree::Split(split) = tree {
            let under = match world.decided(split.fork) {
                Some(decided) => split.each().find(|(outcome, _)| *outcome == decided),
                None => {
                    let mut left = split.each().filter(|(outcome, _)| world.leaves(split.fork, *outcome));
                    let first = left.next();
                    if left.next().is_some() {
                        return Some(tree);
                    }
                    first
                }
            };
            tree = &under?.1;
        }
        Some(tree)
    }

    /// What is left of a formula after the decisions so far; `None`: they exclude each other.
    fn reduced<'t>(&self, of: &Formula<'t>) -> Option<Formula<'t>> {
        let (many, parts) = match of {
            Formula::Known(known) => return Some(Formula::Known(*known)),
            Formula::Part(tree) => {
                return Some(match self.below(tree)? {
                    Tree::Leaf(known) => Formula::Known(*known),
                    split @ Tree::Split(_) => Formula::Part(split),
                });
            }
            Formula::Many(many, parts) => (*many, parts),
        };
        let (mut known, mut open) = (many.of_none(), Vec::with_capacity(parts.len()));
        for part in parts {
            match self.reduced(part)? {
                Formula::Known(one) => known = many.of_two(known, one),
                part => open.push(part),
            }
            if many.is_decided_by(known) {
                return Some(Formula::Known(known));
            }
        }
        if open.is_empty() {
            return Some(Formula::Known(known));
        }
        if known != many.of_none() {
            open.push(Formula::Known(known));
        }
        Some(Formula::Many(many, open))
    }

    /// What a formula comes to after the decisions so far; `None`: they exclude each other.
    fn truth(&mut self, of: &Formula<'_>) -> Result<Option<Marked>, TooMany> {
        let Some(reduced) = self.reduced(of) else { return Ok(None) };
        let (many, groups) = grouped(reduced);
        let mut all = many.of_none();
        for group in groups {
            let Some(found) = self.branch(&group)? else { return Ok(None) };
            all = many.of_two(all, found);
            if many.is_decided_by(all) {
                break;
            }
        }
        Ok(Some(all))
    }

    fn branch(&mut self, of: &Formula<'_>) -> Result<Option<Marked>, TooMany> {
        let Some(split) = of.split() else { return Ok(Some(of.apart())) };
        let mut joined: Option<Marked> = None;
        for outcome in self.outcomes(split)? {
            self.path.push((split.fork, outcome));
            let found = self.truth(of)?;
            self.path.pop();
            joined = match (joined, found) {
                (Some(mut joined), Some(found)) => {
                    joined.join(found, split.question.outcome(outcome));
                    Some(joined)
                }
                (joined, found) => joined.or(found),
            };
        }
        Ok(joined)
    }

    fn vectors(&mut self, of: &[Formula<'_>], found: &mut BTreeSet<Vec<Option<bool>>>) -> Result<(), TooMany> {
        let Some(of) = of.iter().map(|formula| self.reduced(formula)).collect::<Option<Vec<_>>>() else {
            return Ok(());
        };
        let Some(split) = of.iter().find_map(Formula::split) else {
            found.insert(of.iter().map(|formula| decided(formula.apart())).collect());
            return Ok(());
        };
        for outcome in self.outcomes(split)? {
            self.path.push((split.fork, outcome));
            self.vectors(&of, found)?;
            self.path.pop();
        }
        Ok(())
    }

    /// The outcomes of a split that the decisions so far leave.
    fn outcomes(&mut self, split: &Split<Marked>) -> Result<Vec<u8>, TooMany> {
        self.splits += 1;
        if self.splits > MOST_SPLITS {
            return Err(TooMany);
        }
        let world = self.world();
        Ok(split.each().map(|(outcome, _)| *outcome).filter(|outcome| world.leaves(split.fork, *outcome)).collect())
    }
}

fn decided(marked: Marked) -> Option<bool> {
    match marked.truth {
        Truth::Holds => Some(true),
        Truth::Fails => Some(false),
        Truth::Open(_) => None,
    }
}
