//! Formulas (条件式): conditions made of single tests, written as decision diagrams, so that the same function of the same
//! unknowns is the same formula however the rules write it (Bryant, 1986). See decision 0019.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::mark::{Mark, Mixer};
use crate::truth::{Marked, Question, Truth};
use crate::world::Fork;

/// How many steps one *and* takes before it widens.
const MOST_STEPS: u32 = 4_096;

/// A condition made of single tests; its place among those of its [`Formulas`], where equal ones are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Formula(u32);

impl Formula {
    pub(crate) const FAILS: Self = Self(0);
    pub(crate) const HOLDS: Self = Self(1);
    /// Of decisions that exclude each other: in no world.
    pub(crate) const NOWHERE: Self = Self(2);
}

/// What is decided first: an unknown comes before all that hangs on how it is decided, and what is of one person stays
/// together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Rank(u8, usize);

impl Rank {
    /// Of a fork.
    pub(crate) fn of(fork: Fork) -> Self {
        let rank = match fork {
            Fork::Reading(_) => 0,
            Fork::Area => 1,
            Fork::Member(_) => 2,
            Fork::AreaRule(_) => 3,
            Fork::Treatment(_) => 4,
            Fork::Against(..) => 5,
        };
        Self(rank, 0)
    }

    /// What stays open whatever the world, of the household or of one person, comes last.
    pub(crate) fn open(who: Option<usize>) -> Self {
        Self(u8::MAX, who.map_or(0, |who| who + 1))
    }

    fn is_open(self) -> bool {
        self.0 == u8::MAX
    }
}

/// Something that is so or not.
#[derive(Debug)]
struct Unknown {
    /// Its rank, and its place within it.
    rank: (Rank, u32),
    question: Question,
}

/// A formula that hangs on an unknown first.
#[derive(Debug)]
struct Node {
    unknown: u32,
    /// What is left where it is not so, and where it is.
    left: [Formula; 2],
    /// Its opposite; `None`: not worked out yet, as below.
    opposite: Option<Formula>,
    /// What it comes to.
    truth: Option<Marked>,
}

/// By what a formula was made: an unknown with what is left, or [`BOTH`] of two others.
type By = (u32, u64);

/// Stands for *and* where an unknown may.
const BOTH: u32 = u32::MAX;

fn by(unknown: u32, [one, other]: [Formula; 2]) -> By {
    (unknown, u64::from(one.0) << 32 | u64::from(other.0))
}

/// For how many formulas room is made at once; most households make fewer.
const ROOM: usize = 448;

/// Every formula there is.
#[derive(Debug)]
pub(crate) struct Formulas {
    unknowns: Vec<Unknown>,
    /// Places of unknowns, by what they are: forks, and what is open whatever the world, apart.
    placed: Vec<((u8, Mark), u32)>,
    nodes: Vec<Node>,
    /// Looked up and never passed over, so its order is nobody's.
    made: HashMap<By, Formula, BuildHasherDefault<Mixer>>,
    steps: u32,
    /// Whether one had to be taken for something open that has nothing in common with any other.
    pub(crate) widened: bool,
}

impl Default for Formulas {
    fn default() -> Self {
        let made = HashMap::with_capacity_and_hasher(ROOM, BuildHasherDefault::default());
        Self { unknowns: Vec::new(), placed: Vec::new(), nodes: Vec::new(), made, steps: 0, widened: false }
    }
}

/// It takes too many steps.
struct TooMany;

impl Formulas {
    /// How many were made.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    fn node(&self, of: Formula) -> Option<&Node> {
        self.nodes.get((of.0 as usize).checked_sub(3)?)
    }

    fn node_mut(&mut self, of: Formula) -> Option<&mut Node> {
        self.nodes.get_mut((of.0 as usize).checked_sub(3)?)
    }

    fn rank(&self, unknown: u32) -> Option<(Rank, u32)> {
        self.unknowns.get(unknown as usize).map(|unknown| unknown.rank)
    }

    /// What a formula hangs on first.
    fn first(&self, of: Formula) -> Option<((Rank, u32), u32)> {
        let unknown = self.node(of)?.unknown;
        Some((self.rank(unknown)?, unknown))
    }

    /// What several hang on first.
    fn first_of(&self, of: impl IntoIterator<Item = Formula>) -> Option<u32> {
        of.into_iter().filter_map(|one| self.first(one)).min().map(|(_, unknown)| unknown)
    }

    /// What is left where an unknown that nothing comes before is not so, and where it is.
    fn left(&self, of: Formula, unknown: u32) -> [Formula; 2] {
        match self.node(of) {
            Some(node) if node.unknown == unknown => node.left,
            _ => [of; 2],
        }
    }

    /// The place of an unknown, new or known.
    pub(crate) fn unknown(&mut self, rank: Rank, question: Question) -> u32 {
        let key = (rank.0, question.mark);
        let at = match self.placed.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(at) => return self.placed.get(at).map_or(0, |(_, place)| *place),
            Err(at) => at,
        };
        let place = u32::try_from(self.unknowns.len()).unwrap_or(u32::MAX);
        self.unknowns.push(Unknown { rank: (rank, place), question });
        self.placed.insert(at, (key, place));
        place
    }

    /// A truth as it is; what is open is an unknown, and its opposite is the same unknown.
    pub(crate) fn known(&mut self, known: Marked, who: Option<usize>) -> Formula {
        let Truth::Open(asks) = known.truth else {
            return if known.truth == Truth::Holds { Formula::HOLDS } else { Formula::FAILS };
        };
        let (mark, opposite) = (known.mark(), (!known).mark());
        let unknown = self.unknown(Rank::open(who), Question { asks, mark: mark.min(opposite) });
        let left = [Formula::FAILS, Formula::HOLDS];
        self.made(unknown, if mark <= opposite { left } else { [left[1], left[0]] })
    }

    /// One thing where an unknown is so, another where it is not.
    pub(crate) fn either(&mut self, unknown: u32, left: [Formula; 2]) -> Formula {
        let first = self.first_of(left);
        match first.filter(|first| self.rank(*first) <= self.rank(unknown)) {
            Some(first) => {
                let [[none, one], [other, both]] = left.map(|left| self.left(left, first));
                let left = if first == unknown {
                    [none, both]
                } else {
                    [self.either(unknown, [none, other]), self.either(unknown, [one, both])]
                };
                self.made(first, left)
            }
            None => self.made(unknown, left),
        }
    }

    fn made(&mut self, unknown: u32, left: [Formula; 2]) -> Formula {
        match left {
            [one, other] if one == other || other == Formula::NOWHERE => one,
            [Formula::NOWHERE, other] => other,
            left => {
                let next = Formula(self.count().saturating_add(3));
                let made = *self.made.entry(by(unknown, left)).or_insert(next);
                if made == next {
                    self.nodes.push(Node { unknown, left, opposite: None, truth: None });
                }
                made
            }
        }
    }

    /// The opposite.
    pub(crate) fn not(&mut self, of: Formula) -> Formula {
        let Some(Node { unknown, left: [no, yes], opposite, .. }) = self.node(of) else {
            return match of {
                Formula::FAILS => Formula::HOLDS,
                Formula::HOLDS => Formula::FAILS,
                nowhere => nowhere,
            };
        };
        if let Some(known) = opposite {
            return *known;
        }
        let (unknown, no, yes) = (*unknown, *no, *yes);
        let left = [self.not(no), self.not(yes)];
        let made = self.made(unknown, left);
        for (one, other) in [(of, made), (made, of)] {
            if let Some(node) = self.node_mut(one) {
                node.opposite = Some(other);
            }
        }
        made
    }

    /// Both must hold. Where that takes too many steps, it is something open that may come out either way.
    pub(crate) fn and(&mut self, one: Formula, other: Formula) -> Formula {
        self.steps = 0;
        match self.both(one, other) {
            // INVARIANT: some world is reached, unless decisions that exclude each other were explored apart.
            Ok(Formula::NOWHERE) | Err(TooMany) => {
                self.widened = true;
                let (one, other) = (self.truth(one), self.truth(other));
                self.known(one.and(other), None)
            }
            Ok(both) => both,
        }
    }

    /// One must hold.
    pub(crate) fn or(&mut self, one: Formula, other: Formula) -> Formula {
        let neither = [self.not(one), self.not(other)];
        let neither = self.and(neither[0], neither[1]);
        self.not(neither)
    }

    fn both(&mut self, one: Formula, other: Formula) -> Result<Formula, TooMany> {
        let pair = if one <= other { [one, other] } else { [other, one] };
        match pair {
            [_, Formula::NOWHERE] | [Formula::NOWHERE, _] => return Ok(Formula::NOWHERE),
            [Formula::FAILS, _] => return Ok(Formula::FAILS),
            [Formula::HOLDS, other] => return Ok(other),
            [one, other] if one == other => return Ok(one),
            _ => {}
        }
        if let Some(known) = self.made.get(&by(BOTH, pair)) {
            return Ok(*known);
        }
        self.steps += 1;
        let Some(first) = self.first_of(pair).filter(|_| self.steps <= MOST_STEPS) else { return Err(TooMany) };
        let [[no, yes], [other_no, other_yes]] = pair.map(|one| self.left(one, first));
        let left = [self.both(no, other_no)?, self.both(yes, other_yes)?];
        let made = self.made(first, left);
        self.made.insert(by(BOTH, pair), made);
        Ok(made)
    }

    /// All of these.
    pub(crate) fn all(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        parts.into_iter().fold(Formula::HOLDS, |all, part| self.and(all, part))
    }

    /// At least one of these.
    pub(crate) fn any(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        parts.into_iter().fold(Formula::FAILS, |any, part| self.or(any, part))
    }

    /// What a formula comes to over every world.
    pub(crate) fn truth(&mut self, of: Formula) -> Marked {
        let Some(Node { unknown, left: [no, yes], truth, .. }) = self.node(of) else {
            return Marked::of(of == Formula::HOLDS);
        };
        if let Some(known) = truth {
            return *known;
        }
        let (unknown, no, yes) = (*unknown, *no, *yes);
        // INVARIANT: nothing that is left is in no world.
        let mut found = self.truth(no);
        let then = self.truth(yes);
        let question = self.unknowns.get(unknown as usize).map_or(Question::NONE, |unknown| unknown.question);
        found.join(then, question);
        if let Some(node) = self.node_mut(of) {
            node.truth = Some(found);
        }
        found
    }

    /// Passes over every world of several formulas in which something is decided that is not open whatever the world, with
    /// what is left of each, once; of too many, over some.
    pub(crate) fn worlds(&self, of: Vec<Formula>, visit: &mut impl FnMut(&[Formula]) -> bool) -> bool {
        if of.contains(&Formula::NOWHERE) {
            return true;
        }
        let first = self.first_of(of.iter().copied());
        match first.filter(|first| self.rank(*first).is_some_and(|(rank, _)| !rank.is_open())) {
            Some(first) => [0, 1].into_iter().all(|is_so| {
                let left = of.iter().map(|one| self.left(*one, first)[is_so]).collect();
                self.worlds(left, visit)
            }),
            None => visit(&of),
        }
    }
}
