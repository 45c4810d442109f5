//! What stands in the way (差在哪里): the smallest sets of tests that would all have to come out otherwise.

use std::rc::Rc;

use doudi_facts::money::{Bounds, Yuan};
use doudi_facts::order::{sort_and_dedup, sort_by};

use crate::ask::AskSet;
use crate::derive::{Compared, Derived, IncomeCompared, Leaf, Node};
use crate::rules::{Against, IncomeTest, Side, SingleTest};
use crate::truth::Truth;

/// No set of more tests than this is told, and no more sets are kept on the way.
const MOST_SETS: usize = 256;

/// What would all have to be otherwise for a category that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Every set from which nothing can be left out, by the places of its leaves, the smallest first.
    pub sets: Vec<Vec<usize>>,
    /// Whether there were more than are told.
    pub more: bool,
}

/// The sets for a category of a cluster; none where it may fit. What is open is taken to turn out well. Tests that ask
/// the same of the same person are one; two tests of one income are only together where one income meets both.
pub fn missing(derived: &Derived) -> Missing {
    let leaves = &derived.leaves;
    let same = |leaf: &Leaf| leaves.iter().position(|other| (&other.test, other.who) == (&leaf.test, leaf.who));
    let mut search = Search {
        leaves,
        truths: leaves.iter().map(|leaf| leaf.truth()).collect(),
        firsts: leaves.iter().enumerate().map(|(at, leaf)| same(leaf).unwrap_or(at)).collect(),
        more: false,
    };
    let conditions = derived.conditions.iter().map(|(_, node)| node);
    let mut sets = search.all(conditions, true);
    sets.retain(|set| !set.is_empty() && search.can_be(derived, set));
    // That a figure lies exactly on a line is no other way than that it lies on its better side.
    let exact = |set: &Vec<usize>| set.iter().any(|at| derived.leaves.get(*at).is_some_and(|leaf| is_exact(leaf)));
    if sets.iter().any(|set| !exact(set)) {
        sets.retain(|set| !exact(set));
    }
    sort_by(&mut sets, |a, b| (a.len(), a).cmp(&(b.len(), b)));
    Missing { sets, more: search.more }
}

type Sets = Vec<Vec<usize>>;

struct Search<'t> {
    leaves: &'t [Rc<Leaf>],
    /// What each leaf comes to.
    truths: Vec<Truth>,
    /// For each leaf the first one that asks the same.
    firsts: Vec<usize>,
    more: bool,
}

impl Search<'_> {
    /// Every least set of leaves that lets a node come out so.
    fn node(&mut self, node: &Node, holds: bool) -> Sets {
        match node {
            Node::Not(node) => self.node(node, !holds),
            Node::All(nodes) | Node::Fits { needs: nodes, .. } if holds => self.all(nodes.iter(), true),
            Node::Any(nodes) | Node::Somebody(nodes) if !holds => self.all(nodes.iter(), false),
            Node::All(nodes) | Node::Any(nodes) | Node::Somebody(nodes) | Node::Fits { needs: nodes, .. } => {
                let any = nodes.iter().flat_map(|node| self.node(node, holds)).collect();
                self.least(any)
            }
            Node::Leaf(at) => match self.leaves.get(*at) {
                Some(_) if may(self.truth(*at), holds) => vec![Vec::new()],
                Some(leaf) if leaf.test.is_some() => vec![vec![self.first(*at)]],
                // Nobody answers for somebody of whom nothing is known.
                _ => Vec::new(),
            },
        }
    }

    fn all<'n>(&mut self, nodes: impl Iterator<Item = &'n Node>, holds: bool) -> Sets {
        let mut sets: Sets = vec![Vec::new()];
        for node in nodes {
            let more = self.node(node, holds);
            let joined = sets.iter().flat_map(|one| more.iter().map(|other| union(one, other))).collect();
            sets = self.least(joined);
        }
        sets
    }

    /// Without sets that hold another one.
    fn least(&mut self, mut sets: Sets) -> Sets {
        sort_by(&mut sets, |a, b| (a.len(), a).cmp(&(b.len(), b)));
        sets.dedup();
        let mut least: Sets = Vec::new();
        for set in sets {
            if least.len() == MOST_SETS {
                self.more = true;
                break;
            }
            if !least.iter().any(|other| other.iter().all(|at| set.contains(at))) {
                least.push(set);
            }
        }
        least
    }

    fn truth(&self, at: usize) -> Truth {
        self.truths.get(at).copied().unwrap_or(Truth::Fails)
    }

    /// The first leaf that asks the same.
    fn first(&self, at: usize) -> usize {
        self.firsts.get(at).copied().unwrap_or(at)
    }

    /// Whether the category may fit with these turned, and each income somewhere, the same wherever it is compared.
    fn can_be(&self, derived: &Derived, set: &[usize]) -> bool {
        let incomes: Vec<(usize, Option<usize>)> = set
            .iter()
            .filter_map(|at| figure(self.leaves.get(*at)?))
            .map(|(against, who)| (against.account, who))
            .collect();
        let mut one_each = incomes;
        sort_and_dedup(&mut one_each);
        let moved: Vec<(usize, Option<usize>, Vec<Yuan>)> =
            one_each.into_iter().map(|(account, who)| (account, who, self.places(account, who))).collect();
        let ways = moved.iter().map(|(.., places)| places.len()).product::<usize>().min(4096);
        (0..ways).any(|way| self.fits(derived, set, &moved, way))
    }

    fn fits(&self, derived: &Derived, set: &[usize], moved: &[(usize, Option<usize>, Vec<Yuan>)], way: usize) -> bool {
        let at = |leaf: &Leaf| {
            let (against, who) = figure(leaf)?;
            let mut rest = way;
            for (account, whose, places) in moved {
                let place = places.get(rest % places.len().max(1)).copied();
                rest /= places.len().max(1);
                if (*account, *whose) == (against.account, who) {
                    return place;
                }
            }
            None
        };
        let truth = |place: usize| {
            let leaf = self.leaves.get(place)?;
            if let Some(sum) = at(leaf)
                && let Some(Compared::Income(income)) = leaf.whole()
            {
                let moved = IncomeCompared { sum: Bounds::exactly(sum), left: [true; 3], ..income };
                return Some(Compared::Income(moved).truth(leaf.test.as_ref(), AskSet::EMPTY));
            }
            let truth = self.truth(place);
            let is_turned = set.contains(&self.first(place));
            Some(if is_turned { Truth::of(truth == Truth::Fails) } else { truth })
        };
        derived.conditions.iter().all(|(_, node)| node.truth(&truth).may_hold())
    }

    /// Where an income may lie: on and beside every line it is compared with.
    fn places(&self, account: usize, who: Option<usize>) -> Vec<Yuan> {
        let mut places = Vec::new();
        for leaf in self.leaves {
            let Some((against, _)) = figure(leaf).filter(|(a, w)| (a.account, *w) == (account, who)) else { continue };
            let Some(Compared::Income(income)) = leaf.whole() else { continue };
            let bar = income.bar(against.times).unwrap_or(Bounds::ZERO);
            for end in [bar.low, bar.high].into_iter().flatten() {
                let beside = [end.minus(Yuan::FEN), Ok(end), end.plus(Yuan::FEN)];
                places.extend(beside.into_iter().flatten().map(Yuan::or_zero));
            }
        }
        sort_and_dedup(&mut places);
        places
    }
}

fn figure(leaf: &Leaf) -> Option<(&Against, Option<usize>)> {
    let Some(SingleTest::Income(of)) = &leaf.test else { return None };
    match of {
        IncomeTest::PerHead(against) => Some((against, None)),
        IncomeTest::Own(against) => Some((against, Some(leaf.who?))),
        IncomeTest::Spending(_) => None,
    }
}

fn is_exact(leaf: &Leaf) -> bool {
    figure(leaf).is_some_and(|(against, _)| against.is == Side::Equal)
}

fn may(truth: Truth, hold: bool) -> bool {
    if hold { truth.may_hold() } else { truth.may_fail() }
}

fn union(one: &[usize], other: &[usize]) -> Vec<usize> {
    let mut both = [one, other].concat();
    sort_and_dedup(&mut both);
    both
}
