//! Joining (合并): trees of single tests as formulas, and what formulas come to over every world.
//!
//! An unknown which moves two tests is the same unknown in both; so where they are taken together no world is looked at
//! that cannot be. See decisions 0017 and 0019.

use doudi_facts::household::Area;
use doudi_facts::money::Multiple;
use doudi_facts::order::sort_and_dedup;

use crate::formula::{Formula, Formulas, Rank};
use crate::rules::{Book, Comparison};
use crate::side::{place, side_at};
use crate::truth::{FingerprintedTruth, Question};
use crate::world::{Fork, Join, Split, Tree};

/// What formulas come to, over every world.
#[derive(Debug)]
pub(crate) struct Joint {
    pub(crate) formulas: Formulas,
    /// Every comparison of an income with a multiple of a line, ascending.
    compared: Vec<Fork>,
    /// What is under the outcomes of the forks that a tree is being read below.
    under: Vec<(u8, Formula)>,
}

impl Joint {
    /// Of tests that compare incomes in these ways.
    pub(crate) fn new(mut compared: Vec<Fork>) -> Self {
        sort_and_dedup(&mut compared);
        Self { formulas: Formulas::default(), compared, under: Vec::new() }
    }

    /// Of every test of a book.
    pub(crate) fn of(book: &Book) -> Self {
        let fork = |of: &Comparison| Fork::Against(of.account, of.line, of.area, of.times);
        Self { compared: book.compared.iter().map(fork).collect(), ..Self::new(Vec::new()) }
    }

    /// A single test, of the household or of one person.
    pub(crate) fn tree(&mut self, tree: &Tree<FingerprintedTruth>, who: Option<usize>) -> Formula {
        let split = match tree {
            Tree::Leaf(known) => return self.formulas.known(*known, who),
            Tree::Split(split) => split,
        };
        let first = self.under.len();
        for (outcome, under) in split.each() {
            let under = self.tree(under, who);
            self.under.push((*outcome, under));
        }
        let found = self.decided(split, &|joint, outcome| {
            let under = joint.under.iter().skip(first).find(|(other, _)| *other == outcome);
            under.map_or(Formula::NOWHERE, |(_, under)| *under)
        });
        self.under.truncate(first);
        found
    }

    /// Another formula for each outcome of a fork.
    fn decided<V>(&mut self, split: &Split<V>, of: &impl Fn(&Self, u8) -> Formula) -> Formula {
        let (rank, question) = (Rank::of(split.fork), split.question);
        match split.fork {
            Fork::Against(account, line, area, times) => {
                let multiples = self.multiples(account, line, area);
                // INVARIANT: every multiple that is compared with is known.
                let (mut many, mut multiple) = (0, 0);
                for (at, other) in multiples.enumerate() {
                    many = at + 1;
                    multiple = if other == times { at } else { multiple };
                }
                let side = |at| Some((side_at(at, multiple), place(at, question)));
                self.up_to(rank, 2 * many, &side, of)
            }
            _ => {
                let outcome = |at| split.nth(at).map(|outcome| (outcome, question.outcome(outcome)));
                self.up_to(rank, split.many() - 1, &outcome, of)
            }
        }
    }

    /// The same for the outcomes up to one of them. The last comes first: it is asked for one after the other whether it is
    /// that one, where it is none after it.
    fn up_to(
        &mut self,
        rank: Rank,
        at: usize,
        each: &impl Fn(usize) -> Option<(u8, Question)>,
        of: &impl Fn(&Self, u8) -> Formula,
    ) -> Formula {
        let Some((outcome, question)) = each(at) else { return Formula::NOWHERE };
        if at == 0 {
            return of(self, outcome);
        }
        let unknown = self.formulas.unknown(rank, question);
        let before = self.up_to(rank, at - 1, each, of);
        let is_it = of(self, outcome);
        self.formulas.either(unknown, [before, is_it])
    }

    /// The multiples of a line an income is compared with, ascending.
    fn multiples(&self, account: usize, line: usize, area: Option<Area>) -> impl Iterator<Item = Multiple> {
        self.compared.iter().filter_map(move |fork| match fork {
            Fork::Against(a, l, of, times) if (*a, *l, *of) == (account, line, area) => Some(*times),
            _ => None,
        })
    }

    /// What a tree comes to in the worlds in which a formula may hold, of a formula that may; `None`: there are none.
    pub(crate) fn given<V: Join + Clone>(&mut self, tree: &Tree<V>, formula: Formula) -> Option<V> {
        let split = match tree {
            Tree::Split(split) => split,
            Tree::Leaf(value) => return (formula != Formula::FAILS).then(|| value.clone()),
        };
        let mut joined: Option<V> = None;
        for ((outcome, under), deciding) in split.each().zip(split.deciding()) {
            let is_it = |_: &Self, other| if other == *outcome { Formula::HOLDS } else { Formula::FAILS };
            let is_it = self.decided(split, &is_it);
            let both = self.formulas.and(formula, is_it);
            let found = if both == Formula::FAILS { None } else { self.given(under, both) };
            joined = match (joined, found) {
                (Some(mut one), Some(other)) => {
                    one.join(other, deciding);
                    Some(one)
                }
                (one, other) => one.or(other),
            };
        }
        joined
    }

    /// Which of several formulas can hold together: for each world whether each one does, `None` where that is open. Each
    /// once, ascending.
    pub(crate) fn vectors(&mut self, of: &[Formula]) -> Vec<Vec<Option<bool>>> {
        let left = self.formulas.worlds(of).filter(|left| !left.is_empty()).unwrap_or_else(|| {
            self.formulas.widened = true;
            vec![of.to_vec()]
        });
        let decided = |of: Vec<Formula>| of.into_iter().map(|one| self.formulas.truth(one).truth.decided()).collect();
        let mut vectors: Vec<Vec<Option<bool>>> = left.into_iter().map(decided).collect();
        sort_and_dedup(&mut vectors);
        vectors
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Ask, AskSet};
    use crate::fingerprint::Fingerprint;
    use crate::truth::Truth;

    fn question(ask: usize) -> Question {
        Question { asks: AskSet::just(ask), mark: Fingerprint::ask(Ask::Reading(ask)) }
    }

    fn leaf<const N: usize>(each: [(u8, bool); N]) -> [(u8, Tree<FingerprintedTruth>); N] {
        each.map(|(outcome, holds)| (outcome, Tree::Leaf(FingerprintedTruth::of(holds))))
    }

    /// Holds where a fork of two outcomes comes out as this one.
    fn when(who: usize, outcome: u8) -> Tree<FingerprintedTruth> {
        let [no, yes] = leaf([(0, outcome == 0), (1, outcome == 1)]);
        Tree::split(Fork::Relation(who), question(who), no, vec![yes])
    }

    const MULTIPLES: [&str; 2] = ["1", "2"];

    fn against(times: &str) -> Fork {
        Fork::Against(0, 0, None, times.parse().unwrap())
    }

    /// Holds where an income lies on this side of so many times a line.
    fn side(times: &str, side: u8) -> Tree<FingerprintedTruth> {
        let [below, at, above] = leaf([0, 1, 2].map(|at| (at, at == side)));
        Tree::split(against(times), question(9), below, vec![at, above])
    }

    fn joint() -> Joint {
        Joint::new(MULTIPLES.map(against).to_vec())
    }

    fn formulas<const N: usize>(joint: &mut Joint, trees: [Tree<FingerprintedTruth>; N]) -> [Formula; N] {
        trees.map(|tree| joint.tree(&tree, None))
    }

    fn asks(of: impl IntoIterator<Item = usize>) -> Truth {
        Truth::Open(of.into_iter().fold(AskSet::EMPTY, |all, ask| all.union(AskSet::just(ask))))
    }

    #[test]
    fn what_hangs_on_one_fork_is_not_taken_for_two() {
        let mut joint = joint();
        let [out, counts, other] = formulas(&mut joint, [when(0, 0), when(0, 1), when(1, 1)]);
        let of = &mut joint.formulas;
        assert_eq!(of.and(out, counts), Formula::FAILS);
        assert_eq!(of.or(out, counts), Formula::HOLDS);
        assert_eq!(!out, counts);
        let both = of.and(counts, other);
        assert_eq!(of.truth(both).truth, asks([0, 1]));
    }

    #[test]
    fn what_is_decided_above_still_tells_forks_below() {
        let under = |first| {
            let [no, yes] = leaf([(0, first), (1, !first)]);
            Tree::split(Fork::Relation(0), question(0), no, vec![yes])
        };
        let apart = Tree::split(Fork::Reading(0), question(1), (0, under(true)), vec![(1, under(false))]);
        let mut joint = joint();
        let [counts, either] = formulas(&mut joint, [when(0, 1), apart.clone()]);
        let of = &mut joint.formulas;
        let not = !counts;
        let parts = [of.and(counts, either), of.and(not, either)];
        let any = of.any(parts);
        assert_eq!(any, either);
        assert_eq!(of.truth(any), apart.joined());
    }

    #[test]
    fn an_income_below_a_line_is_below_twice_the_line() {
        let mut joint = joint();
        let [below, below_two, at_two] = formulas(&mut joint, [side("1", 0), side("2", 0), side("2", 1)]);
        let of = &mut joint.formulas;
        assert_eq!(of.and(below, below_two), below);
        assert_eq!(of.and(below, at_two), Formula::FAILS);
        let not = !below;
        let between = of.and(below_two, not);
        assert_eq!(of.truth(between).truth, asks([9]));
        let vectors = joint.vectors(&[below, below_two]);
        let some = |one, two| vec![Some(one), Some(two)];
        assert_eq!(vectors, [some(false, false), some(false, true), some(true, true)]);
    }

    #[test]
    fn what_is_open_and_its_opposite_are_one_unknown() {
        let open = FingerprintedTruth::open(question(3));
        let mut joint = joint();
        let [one, opposite] = formulas(&mut joint, [Tree::Leaf(open), Tree::Leaf(!open)]);
        assert_eq!(!one, opposite);
        assert_eq!(joint.formulas.truth(opposite), !open);
        let other = joint.formulas.known(FingerprintedTruth::open(question(4)), Some(1));
        let both = joint.formulas.and(one, other);
        assert_eq!(joint.formulas.and(both, opposite), Formula::FAILS);
        assert_eq!(joint.vectors(&[one, opposite]), [vec![None, None]]);
    }

    #[test]
    fn what_hangs_on_the_same_is_joined_as_one() {
        let mut joint = joint();
        let [counts, out, other] = formulas(&mut joint, [when(0, 1), when(0, 0), when(1, 1)]);
        let of = &mut joint.formulas;
        assert_eq!(of.truth_of_both(counts, out), FingerprintedTruth::FAILS);
        let apart = of.and(counts, other);
        assert_eq!(of.truth_of_both(counts, other), of.truth(apart));
        assert_eq!(of.truth_of_both(apart, out), FingerprintedTruth::FAILS);
    }

    #[test]
    fn a_grant_is_known_as_far_as_its_category_may_fit() {
        let mut joint = joint();
        let [counts, below] = formulas(&mut joint, [when(0, 1), side("1", 0)]);
        assert_eq!(joint.given(&when(0, 1), counts), Some(FingerprintedTruth::HOLDS));
        assert_eq!(joint.given(&when(1, 1), counts).map(|found| found.truth), Some(asks([1])));
        assert_eq!(joint.given(&side("2", 0), below), Some(FingerprintedTruth::HOLDS));
        assert_eq!(joint.given(&side("2", 0), Formula::FAILS), None);
    }

    /// Each of the first half comes out as its fellow of the other half: until the last is decided nothing is forgotten.
    #[test]
    fn beyond_the_cap_both_are_taken_for_themselves() {
        let mut joint = joint();
        let each: [Formula; 44] = std::array::from_fn(|who| joint.tree(&when(who, 1), None));
        let of = &mut joint.formulas;
        let mut all = Formula::HOLDS;
        for at in 0..22 {
            let pair = [each[at], each[at + 22]];
            let [not, not_other] = pair.map(|one| !one);
            let both = of.and(pair[0], pair[1]);
            let neither = of.and(not, not_other);
            let same = of.or(both, neither);
            all = of.and(all, same);
        }
        assert!(of.widened);
        assert_eq!(of.truth(all).truth, asks(0..44));
    }

    /// Any pair: the first of all pairs are decided before the second of any, so that which of them are so has to be kept.
    #[test]
    fn a_fork_that_comes_before_too_much_is_taken_for_itself() {
        let mut joint = joint();
        let of = &mut joint.formulas;
        let each: [Rank; 44] = std::array::from_fn(|who| of.unknown(Rank::of(Fork::Relation(who)), question(who)));
        let mut any = Formula::FAILS;
        for at in 0..22 {
            let both = of.either(each[at + 22], [any, Formula::HOLDS]);
            any = of.either(each[at], [any, both]);
        }
        assert!(of.widened && !of.is_full());
        assert_eq!(of.truth(any).truth, asks(0..44));
    }
}
