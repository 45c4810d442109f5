//! Joining (合并): what formulas come to over every world.
//!
//! Tests that share a fork are walked through together, so that an unknown which moves both is the same unknown in both;
//! those that share none are independent, and their truths are simply combined. See decision 0017.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::formula::{Formula, Many};
use crate::tree::{Join, Links, Split, Tree};
use crate::truth::{Marked, Question};
use crate::world::{Fork, World};

/// How many splits one walk through linked tests makes before it widens.
const MOST_SPLITS: u32 = 4096;

/// What formulas come to, over every world.
#[derive(Debug, Default)]
pub(crate) struct Joint {
    /// How many splits were made.
    pub(crate) splits: u32,
    /// Whether linked tests had to be taken as if they had nothing in common.
    pub(crate) widened: bool,
    /// What linked tests came to: many measures are for the same categories.
    known: Vec<(Formula, Marked)>,
    /// Whether what stands in a formula twice is taken as two things: quicker, sound, and asks more.
    is_rough: bool,
}

impl Joint {
    /// One that takes what stands in a formula twice as two things: quicker, sound, and asks more.
    pub(crate) fn rough() -> Self {
        Self { is_rough: true, ..Self::default() }
    }

    /// What a formula comes to.
    pub(crate) fn truth(&mut self, of: &Formula) -> Marked {
        // INVARIANT: some world is reached, unless decisions that exclude each other were explored apart.
        self.under(&[], of).unwrap_or_else(|| of.apart())
    }

    /// What a tree comes to in the worlds in which a formula may hold, of a formula that may; `None`: there are none.
    pub(crate) fn given<V: Join + Clone>(&mut self, tree: &Tree<V>, formula: &Formula) -> Option<V> {
        // What has nothing in common with the tree is the same in all of its worlds.
        let linked = match formula.clone().grouped(self.is_rough) {
            (Many::All, groups) => Formula::all(groups.into_iter().filter(|group| group.links().meets(tree.links()))),
            (Many::Any, _) => formula.clone(),
        };
        self.given_under(&mut Vec::new(), tree, &linked)
    }

    fn given_under<V: Join + Clone>(
        &mut self,
        path: &mut Vec<(Fork, u8)>,
        tree: &Tree<V>,
        formula: &Formula,
    ) -> Option<V> {
        let split = match tree {
            Tree::Split(split) => split,
            Tree::Leaf(value) => {
                let may_hold = self.under(path, formula).is_some_and(|found| found.truth.may_hold());
                return may_hold.then(|| value.clone());
            }
        };
        let mut joined: Option<V> = None;
        for ((outcome, under), deciding) in split.each().zip(split.deciding(path)) {
            path.push((split.fork, *outcome));
            let found = self.given_under(path, under, formula);
            path.pop();
            joined = either(joined, found, deciding);
        }
        joined
    }

    /// `None`: these decisions exclude each other.
    fn under(&mut self, path: &[(Fork, u8)], of: &Formula) -> Option<Marked> {
        let (many, groups) = self.walk(path).reduced(of)?.grouped(self.is_rough);
        let mut all = many.of_none();
        // Each group is walked through by itself, and widened by itself.
        for group in groups {
            let known = self.known.iter().find(|(known, _)| path.is_empty() && *known == group);
            let found = match known {
                Some((_, known)) => *known,
                None => {
                    let mut walk = self.walk(path);
                    let found = walk.branch(&group);
                    self.splits += walk.splits;
                    self.widened |= found.is_err();
                    let found = found.unwrap_or_else(|TooMany| Some(group.apart()))?;
                    if path.is_empty() && walk.splits > 1 {
                        self.known.push((group, found));
                    }
                    found
                }
            };
            all = many.of_two(all, found);
            if many.is_decided_by(all) {
                break;
            }
        }
        Some(all)
    }

    fn walk(&self, path: &[(Fork, u8)]) -> Walk {
        Walk { path: path.to_vec(), splits: 0, known: BTreeMap::new(), is_rough: self.is_rough }
    }

    /// Which of several formulas can hold together: for each world whether each one does, `None` where that is open.
    pub(crate) fn vectors(&mut self, of: &[Formula]) -> BTreeSet<Vec<Option<bool>>> {
        let mut walk = self.walk(&[]);
        let mut found = BTreeSet::new();
        let walked = walk.vectors(of, &mut found);
        self.splits += walk.splits;
        if walked.is_err() || found.is_empty() {
            self.widened = true;
            found = BTreeSet::from([vector(of)]);
        }
        found
    }
}

/// What is known when either may be; `None` is no world at all.
fn either<V: Join>(one: Option<V>, other: Option<V>, deciding: Question) -> Option<V> {
    match (one, other) {
        (Some(mut one), Some(other)) => {
            one.join(other, deciding);
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

/// Whether each formula holds where nothing is left to decide.
fn vector(of: &[Formula]) -> Vec<Option<bool>> {
    of.iter().map(|formula| formula.apart().truth.decided()).collect()
}

/// There are too many worlds to walk through.
struct TooMany;

/// A walk through the worlds of linked tests.
struct Walk {
    path: Vec<(Fork, u8)>,
    splits: u32,
    /// What was left somewhere, and what it came to: many paths leave the same.
    known: BTreeMap<u64, Vec<(Left, Option<Marked>)>>,
    is_rough: bool,
}

/// What is left of a formula, with the decisions that still matter to it.
#[derive(PartialEq)]
struct Left(Formula, Vec<(Fork, u8)>);

impl Walk {
    fn world(&self) -> World<'_> {
        World { path: &self.path, splits: true }
    }

    /// What is left of a test after the decisions so far; `None`: they exclude each other.
    fn below(&self, test: &Rc<Split<Marked>>, holds: bool) -> Option<Formula> {
        let world = self.world();
        let mut split = test;
        loop {
            let under = match world.decided(split.fork) {
                Some(decided) => split.each().find(|(outcome, _)| *outcome == decided),
                None => {
                    let mut left = split.each().filter(|(outcome, _)| world.leaves(split.fork, *outcome));
                    let first = left.next();
                    if left.next().is_some() {
                        return Some(Formula::Part(Rc::clone(split), holds));
                    }
                    first
                }
            };
            match &under?.1 {
                Tree::Leaf(known) => return Some(Formula::Known(if holds { *known } else { !*known })),
                Tree::Split(below) => split = below,
            }
        }
    }

    /// What is left of a formula after the decisions so far; `None`: they exclude each other.
    fn reduced(&self, of: &Formula) -> Option<Formula> {
        match of {
            Formula::Known(known) => Some(Formula::Known(*known)),
            Formula::Part(test, holds) => self.below(test, *holds),
            Formula::Many(many, parts) => {
                Formula::of(*many, parts.iter().map(|part| self.reduced(part).ok_or(()))).ok()
            }
        }
    }

    /// What a formula comes to after the decisions so far; `None`: they exclude each other.
    fn truth(&mut self, of: &Formula) -> Result<Option<Marked>, TooMany> {
        let Some(reduced) = self.reduced(of) else { return Ok(None) };
        let (many, groups) = reduced.grouped(self.is_rough);
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

    fn branch(&mut self, of: &Formula) -> Result<Option<Marked>, TooMany> {
        let repeated = if self.is_rough { None } else { of.repeated() };
        let split = of.split();
        if repeated.is_none() && split.is_none() {
            return Ok(Some(of.apart()));
        }
        let key = of.key();
        let left = Left(of.clone(), self.limiting(of.links()));
        let known = self.known.get(&key).and_then(|known| known.iter().find(|(known, _)| *known == left));
        if let Some((_, known)) = known {
            return Ok(*known);
        }
        let found = match (repeated, split) {
            (Some(open), _) => self.told(of, open)?,
            (None, Some(split)) => self.decided(of, split)?,
            (None, None) => None,
        };
        self.known.entry(key).or_default().push((left, found));
        Ok(found)
    }

    /// What a formula comes to where something that stands in it twice holds, and where it does not: the same, however the
    /// formula is written.
    fn told(&mut self, of: &Formula, open: Marked) -> Result<Option<Marked>, TooMany> {
        self.count()?;
        let otherwise = self.truth(&of.told(open.mark(), false))?;
        let then = self.truth(&of.told(open.mark(), true))?;
        Ok(either(otherwise, then, Question { asks: open.truth.asks(), mark: open.mark() }))
    }

    fn decided(&mut self, of: &Formula, split: &Split<Marked>) -> Result<Option<Marked>, TooMany> {
        let mut joined: Option<Marked> = None;
        let outcomes = self.outcomes(split)?;
        let deciding = self.world().deciding(split.fork, split.question, &outcomes);
        for (outcome, deciding) in outcomes.into_iter().zip(deciding) {
            self.path.push((split.fork, outcome));
            let found = self.truth(of)?;
            self.path.pop();
            joined = either(joined, found, deciding);
        }
        Ok(joined)
    }

    /// The decisions that still matter to what is so linked: of forks further down, and of other multiples of a line.
    fn limiting(&self, links: Links) -> Vec<(Fork, u8)> {
        self.path.iter().copied().filter(|(fork, _)| Links::of(*fork).meets(links)).collect()
    }

    fn vectors(&mut self, of: &[Formula], found: &mut BTreeSet<Vec<Option<bool>>>) -> Result<(), TooMany> {
        let Some(of) = of.iter().map(|formula| self.reduced(formula)).collect::<Option<Vec<_>>>() else {
            return Ok(());
        };
        let Some(split) = of.iter().find_map(Formula::split) else {
            found.insert(vector(&of));
            return Ok(());
        };
        for outcome in self.outcomes(split)? {
            self.path.push((split.fork, outcome));
            self.vectors(&of, found)?;
            self.path.pop();
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), TooMany> {
        self.splits += 1;
        if self.splits > MOST_SPLITS { Err(TooMany) } else { Ok(()) }
    }

    /// The outcomes of a split that the decisions so far leave.
    fn outcomes(&mut self, split: &Split<Marked>) -> Result<Vec<u8>, TooMany> {
        self.count()?;
        let world = self.world();
        Ok(split.each().map(|(outcome, _)| *outcome).filter(|outcome| world.leaves(split.fork, *outcome)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Ask, AskSet};
    use crate::mark::Mark;
    use crate::rules::Multiple;
    use crate::truth::Truth;

    fn question(ask: usize) -> Question {
        Question { asks: AskSet::just(ask), mark: Mark::ask(Ask::Reading(ask)) }
    }

    /// Holds where a fork of two outcomes comes out as this one.
    fn when(who: usize, outcome: u8) -> Tree<Marked> {
        let leaf = |at| (at, Tree::Leaf(Marked::of(at == outcome)));
        Tree::split(Fork::Member(who), question(who), leaf(0), vec![leaf(1)])
    }

    /// Holds where an income lies on this side of so many times a line.
    fn side(times: &str, side: u8) -> Tree<Marked> {
        let times: Multiple = times.parse().unwrap();
        let leaf = |at| (at, Tree::Leaf(Marked::of(at == side)));
        Tree::split(Fork::Against(0, 0, None, times), question(9), leaf(0), vec![leaf(1), leaf(2)])
    }

    fn truth(of: &Formula) -> Truth {
        let mut joint = Joint::default();
        let found = joint.truth(of).truth;
        assert!(!joint.widened);
        found
    }

    #[test]
    fn what_hangs_on_one_fork_is_not_taken_for_two() {
        let [out, counts] = [0, 1].map(|outcome| Formula::from(&when(0, outcome)));
        assert_eq!(truth(&Formula::all([out.clone(), counts.clone()])), Truth::Fails);
        assert_eq!(truth(&Formula::any([out.clone(), counts.clone()])), Truth::Holds);
        assert_eq!(truth(&Formula::all([counts.clone(), !out])), Truth::Open(AskSet::just(0)));
        let other = Formula::from(&when(1, 1));
        assert_eq!(truth(&Formula::all([counts, other])), Truth::Open(AskSet::just(0).union(AskSet::just(1))));
    }

    #[test]
    fn what_is_decided_above_still_tells_forks_below() {
        let leaf = |holds| Tree::Leaf(Marked::of(holds));
        let under = |first| Tree::split(Fork::Member(0), question(0), (0, leaf(first)), vec![(1, leaf(!first))]);
        let apart = Tree::split(Fork::Reading(0), question(1), (0, under(true)), vec![(1, under(false))]);
        let [counts, either] = [&when(0, 1), &apart].map(Formula::from);
        let both = |counts: Formula| Formula::all([counts, either.clone()]);
        let found = Joint::default().truth(&Formula::any([both(counts.clone()), both(!counts)]));
        assert_eq!(found, apart.joined());
    }

    #[test]
    fn an_income_below_a_line_is_below_twice_the_line() {
        let formula = |below: &str, not_above: &str| {
            Formula::all([Formula::from(&side(below, 0)), !Formula::from(&side(not_above, 0))])
        };
        assert_eq!(truth(&formula("1", "2")), Truth::Fails);
        assert_eq!(truth(&formula("2", "1")), Truth::Open(AskSet::just(9)));
        let vectors = Joint::default().vectors(&["1", "2"].map(|times| Formula::from(&side(times, 0))));
        let some = |one, two| vec![Some(one), Some(two)];
        assert_eq!(vectors, BTreeSet::from([some(false, false), some(false, true), some(true, true)]));
    }

    #[test]
    fn a_grant_is_known_as_far_as_its_category_may_fit() {
        let counts = Formula::from(&when(0, 1));
        let mut joint = Joint::default();
        assert_eq!(joint.given(&when(0, 1), &counts), Some(Marked::HOLDS));
        assert_eq!(joint.given(&when(1, 1), &counts).map(|found| found.truth), Some(Truth::Open(AskSet::just(1))));
    }

    /// Each hangs on three of many, so that hardly any two paths leave the same.
    #[test]
    fn beyond_the_cap_each_test_is_taken_for_itself() {
        let each = (0..120).map(|at| {
            let three = [at, at * 17 + 5, at * 29 + 11].map(|who| who % 61);
            Formula::any(three.map(|who| Formula::from(&when(who, u8::from((at + who) % 2 == 0)))))
        });
        let mut joint = Joint::default();
        assert!(matches!(joint.truth(&Formula::all(each)).truth, Truth::Open(_)));
        assert!(joint.widened && joint.splits == MOST_SPLITS + 1);
    }
}
