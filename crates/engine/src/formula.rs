//! Formulas (条件式): conditions made of single tests, written as decision diagrams, so that the same function of the same
//! unknowns is the same formula however the rules write it (Bryant, 1986), and its opposite is the same diagram read the other
//! way round (Brace, Rudell and Bryant, 1990). See decision 0019.

mod logic;
mod outcome;
mod rank;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Not;

use crate::fingerprint::Fingerprint;
use crate::mixer::Mixer;
use crate::truth::{FingerprintedTruth, Question, Truth};

pub(crate) use rank::Rank;

/// How many formulas are made before every further *and* widens.
const MOST_NODES: u32 = 1 << 18;
/// How many steps one *and*, or one *either*, takes before it widens.
const MOST_STEPS: u32 = 4_096;
/// How many steps every *either* of a household takes before each further one widens.
const MOST_EITHER: u32 = 1 << 17;

/// A condition made of single tests: a node among those of its [`Formulas`], where equal ones are one, and in the last bit
/// whether it is the opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Formula(u32);

impl Formula {
    pub(crate) const HOLDS: Self = Self(0);
    pub(crate) const FAILS: Self = Self(1);
    /// Of decisions that exclude each other: in no world.
    pub(crate) const NOWHERE: Self = Self(u32::MAX);

    #[inline]
    fn is_opposite(self) -> bool {
        self.0 & 1 == 1
    }

    /// The opposite where that is asked for.
    #[inline]
    fn turned(self, is_opposite: bool) -> Self {
        if is_opposite { !self } else { self }
    }
}

/// The opposite; what is in no world stays there.
impl Not for Formula {
    type Output = Self;

    #[inline]
    fn not(self) -> Self {
        if self == Self::NOWHERE { self } else { Self(self.0 ^ 1) }
    }
}

/// A formula that hangs on an unknown first.
#[derive(Debug)]
struct Node {
    unknown: Rank,
    /// What is left where it is not so, and where it is: the latter never an opposite, so that nothing is written twice.
    left: [Formula; 2],
    /// The place of what it comes to among the truths; `None`: that is not worked out yet.
    truth: Option<u32>,
}

/// For how many formulas room is made at first, a power of two; it doubles as they grow.
const ROOM: usize = 256;

/// For how many pairs of formulas what both come to is kept at first. It doubles with the formulas and with nothing else: where
/// an *and* takes too many steps hangs on what is kept.
const PAIRS: usize = 32;

/// Every formula there is.
#[derive(Debug)]
pub(crate) struct Formulas {
    /// What is so or not.
    unknowns: Vec<(Rank, Question)>,
    /// Places of unknowns, by their class and mark; looked up and never passed over, so its order is nobody's.
    placed: HashMap<(u32, Fingerprint), u32, BuildHasherDefault<Mixer>>,
    nodes: Vec<Node>,
    /// Every node where its own numbers say or, where that is taken, at the next place that is free.
    made: Vec<Formula>,
    /// Two formulas, and what both come to, each pair where its own numbers say: what another has taken the place of is worked
    /// out again.
    both: Vec<[Formula; 3]>,
    truths: Vec<FingerprintedTruth>,
    steps: u32,
    /// The steps of every *either*.
    all_steps: u32,
    /// What was worked out of two formulas in this *either*; looked up and never passed over.
    parts: HashMap<[Formula; 2], Formula, BuildHasherDefault<Mixer>>,
    /// Whether one had to be taken for something open that has nothing in common with any other.
    pub(crate) widened: bool,
}

impl Default for Formulas {
    fn default() -> Self {
        Self {
            unknowns: Vec::with_capacity(2 * ROOM),
            placed: HashMap::with_capacity_and_hasher(ROOM / 4, BuildHasherDefault::default()),
            nodes: Vec::with_capacity(2 * ROOM),
            made: vec![Formula::HOLDS; ROOM],
            both: vec![[Formula::HOLDS; 3]; PAIRS],
            truths: Vec::with_capacity(2 * ROOM),
            steps: 0,
            all_steps: 0,
            parts: HashMap::default(),
            widened: false,
        }
    }
}

/// It takes too many steps.
struct TooMany;

fn place(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

impl Formulas {
    /// Whether no more can be made.
    pub(crate) fn is_full(&self) -> bool {
        self.count() > MOST_NODES || self.all_steps > MOST_EITHER
    }

    /// How many were made, and the steps on the way.
    pub(crate) fn work(&self) -> u32 {
        self.count().saturating_add(self.all_steps)
    }

    /// How many were made.
    fn count(&self) -> u32 {
        place(self.nodes.len())
    }

    /// The node of a formula that hangs on something.
    fn node(&self, of: Formula) -> Option<&Node> {
        self.nodes.get((of.0 as usize >> 1).checked_sub(1)?)
    }

    /// What several hang on first.
    fn first_of(&self, of: &[Formula]) -> Option<Rank> {
        of.iter().filter_map(|one| Some(self.node(*one)?.unknown)).min()
    }

    /// What is left where an unknown that nothing comes before is not so, and where it is.
    #[inline]
    fn left(&self, of: Formula, unknown: Rank) -> [Formula; 2] {
        Self::left_of(of, self.node(of), unknown)
    }

    #[inline]
    fn left_of(of: Formula, node: Option<&Node>, unknown: Rank) -> [Formula; 2] {
        match node {
            Some(Node { unknown: first, left: [no, yes], .. }) if *first == unknown => {
                let is_opposite = of.is_opposite();
                [no.turned(is_opposite), yes.turned(is_opposite)]
            }
            _ => [of; 2],
        }
    }

    /// What two hang on first, and what is left of each where that is not so, and where it is.
    fn parted(&self, [one, other]: [Formula; 2]) -> Option<(Rank, [[Formula; 2]; 2])> {
        let nodes = [self.node(one), self.node(other)];
        let first = match nodes {
            [Some(node), Some(other)] => node.unknown.min(other.unknown),
            [one, other] => one.or(other)?.unknown,
        };
        Some((first, [Self::left_of(one, nodes[0], first), Self::left_of(other, nodes[1], first)]))
    }

    /// An unknown, new or known.
    pub(crate) fn unknown(&mut self, rank: Rank, question: Question) -> Rank {
        let next = place(self.unknowns.len());
        // Forks, and what is open whatever the world, apart.
        let place = *self.placed.entry((rank.class(), question.mark)).or_insert(next);
        if place == next {
            self.unknowns.push((Rank(rank.0 | u64::from(place)), question));
        }
        self.unknowns.get(place as usize).map_or(rank, |(rank, _)| *rank)
    }

    /// A truth as it is; what is open is an unknown, and its opposite is the same unknown.
    pub(crate) fn known(&mut self, known: FingerprintedTruth, who: Option<usize>) -> Formula {
        let Truth::Open(asks) = known.truth else {
            return if known.truth == Truth::Holds { Formula::HOLDS } else { Formula::FAILS };
        };
        let (mark, opposite) = (known.mark(), (!known).mark());
        let unknown = self.unknown(Rank::open(who), Question { asks, mark: mark.min(opposite) });
        let is_so = self.made(unknown, [Formula::FAILS, Formula::HOLDS]);
        if mark <= opposite { is_so } else { !is_so }
    }

    /// One thing where an unknown is so, another where it is not. Where that takes too many steps, it is something open that may
    /// come out either way.
    pub(crate) fn either(&mut self, unknown: Rank, left: [Formula; 2]) -> Formula {
        self.steps = 0;
        self.parts.clear();
        let found = self.sorted_in(unknown, left);
        self.all_steps = self.all_steps.saturating_add(self.steps);
        found.unwrap_or_else(|TooMany| self.either_open(unknown, left))
    }

    fn sorted_in(&mut self, unknown: Rank, left: [Formula; 2]) -> Result<Formula, TooMany> {
        let Some(first) = self.first_of(&left).filter(|first| *first <= unknown) else {
            return Ok(self.made(unknown, left));
        };
        if let Some(known) = self.parts.get(&left) {
            return Ok(*known);
        }
        self.steps += 1;
        if self.steps > MOST_STEPS || self.is_full() {
            return Err(TooMany);
        }
        let [[none, one], [other, both]] = left.map(|left| self.left(left, first));
        let parts = if first == unknown {
            [none, both]
        } else {
            [self.sorted_in(unknown, [none, other])?, self.sorted_in(unknown, [one, both])?]
        };
        let made = self.made(first, parts);
        self.parts.insert(left, made);
        Ok(made)
    }

    /// Either of two, taken as if it had nothing in common with any other.
    fn either_open(&mut self, unknown: Rank, left: [Formula; 2]) -> Formula {
        self.widened = true;
        if let [one, Formula::NOWHERE] | [Formula::NOWHERE, one] = left {
            return one;
        }
        let [mut found, then] = left.map(|one| self.truth(one));
        if let Some((_, question)) = self.unknowns.get(unknown.place() as usize) {
            found.join(then, *question);
        }
        self.known(found, None)
    }

    fn made(&mut self, unknown: Rank, left: [Formula; 2]) -> Formula {
        match left {
            [one, other] if one == other || other == Formula::NOWHERE => one,
            [Formula::NOWHERE, other] => other,
            [one, other] if other.is_opposite() => !self.node_of(unknown, [!one, !other]),
            left => self.node_of(unknown, left),
        }
    }

    /// The formula of a node, new or known.
    fn node_of(&mut self, unknown: Rank, left: [Formula; 2]) -> Formula {
        // INVARIANT: there are as many places as a power of two, and half of them are free.
        let most = self.made.len() - 1;
        let mut place = Self::place_of(left, unknown.place()) & most;
        while let Some(made) = self.made.get(place).copied().filter(|made| *made != Formula::HOLDS) {
            if self.node(made).is_some_and(|node| node.unknown == unknown && node.left == left) {
                return made;
            }
            place = (place + 1) & most;
        }
        self.nodes.push(Node { unknown, left, truth: None });
        let made = Formula(self.count() << 1);
        self.take(place, made);
        if 2 * self.nodes.len() > self.made.len() {
            self.make_room();
        }
        if self.nodes.len() > self.both.len() {
            let both = vec![[Formula::HOLDS; 3]; 2 * self.both.len()];
            let both = std::mem::replace(&mut self.both, both);
            both.into_iter().for_each(|known| self.keep(known));
        }
        made
    }

    fn take(&mut self, mut place: usize, made: Formula) {
        let most = self.made.len() - 1;
        while self.made.get(place).is_some_and(|taken| *taken != Formula::HOLDS) {
            place = (place + 1) & most;
        }
        if let Some(free) = self.made.get_mut(place) {
            *free = made;
        }
    }

    /// Twice as much room.
    fn make_room(&mut self) {
        let room = 2 * self.made.len();
        self.made = vec![Formula::HOLDS; room];
        for at in 0..self.count() {
            if let Some(Node { unknown, left, .. }) = self.nodes.get(at as usize) {
                let place = Self::place_of(*left, unknown.place()) & (room - 1);
                self.take(place, Formula((at + 1) << 1));
            }
        }
    }

    /// Where two formulas have their place, before it is cut to the room there is.
    fn place_of([one, other]: [Formula; 2], of: u32) -> usize {
        let numbers = u64::from(one.0) << 32 | u64::from(other.0);
        let mixed = (numbers ^ u64::from(of).rotate_left(21)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ (mixed >> 32)) as usize
    }

    /// Both must hold. Where that takes too many steps, it is something open that may come out either way.
    #[inline]
    pub(crate) fn and(&mut self, one: Formula, other: Formula) -> Formula {
        match (one, other) {
            (Formula::HOLDS, both) | (both, Formula::HOLDS) if both != Formula::NOWHERE => both,
            (Formula::FAILS, both) | (both, Formula::FAILS) if both != Formula::NOWHERE => Formula::FAILS,
            _ => self.find_and(one, other),
        }
    }

    fn find_and(&mut self, one: Formula, other: Formula) -> Formula {
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
        !self.and(!one, !other)
    }

    fn both(&mut self, one: Formula, other: Formula) -> Result<Formula, TooMany> {
        let pair = if one <= other { [one, other] } else { [other, one] };
        match pair {
            [_, Formula::NOWHERE] => return Ok(Formula::NOWHERE),
            [Formula::HOLDS, other] => return Ok(other),
            [Formula::FAILS, _] => return Ok(Formula::FAILS),
            [one, other] if one == other => return Ok(one),
            [one, other] if one == !other => return Ok(Formula::FAILS),
            _ => {}
        }
        if let Some([one, other, both]) = self.both.get(self.place_of_both(pair))
            && [*one, *other] == pair
        {
            return Ok(*both);
        }
        self.steps += 1;
        let parted = self.parted(pair).filter(|_| self.steps <= MOST_STEPS && self.count() <= MOST_NODES);
        let Some((first, [[no, yes], [other_no, other_yes]])) = parted else { return Err(TooMany) };
        let left = [self.both(no, other_no)?, self.both(yes, other_yes)?];
        let both = self.made(first, left);
        self.keep([pair[0], pair[1], both]);
        Ok(both)
    }

    fn keep(&mut self, known: [Formula; 3]) {
        let place = self.place_of_both([known[0], known[1]]);
        if let Some(kept) = self.both.get_mut(place) {
            *kept = known;
        }
    }

    fn place_of_both(&self, pair: [Formula; 2]) -> usize {
        Self::place_of(pair, 0) & (self.both.len() - 1)
    }

    /// All of these.
    pub(crate) fn all(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        parts.into_iter().fold(Formula::HOLDS, |all, part| self.and(all, part))
    }

    /// At least one of these.
    pub(crate) fn any(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        parts.into_iter().fold(Formula::FAILS, |any, part| self.or(any, part))
    }
}
