//! Branches (几个成家的子女): a grown child and the parents who live together, and which of several children the parents
//! belong to.

use crate::ask::AskSet;
use crate::mark::Unknown;
use crate::order::sort_and_dedup;
use crate::rules::Tie;
use crate::truth::{Marked, Question, Truth};
use crate::world::{Fork, Stop};

use super::{ALL, Belonging, NONE};

impl Belonging<'_, '_, '_> {
    /// Whether a grown child and a parent belong together: they share what the rule asks for, and the parent belongs to no
    /// other branch.
    pub(super) fn joins(&mut self, parent: usize, child: usize) -> Result<Marked, Stop> {
        let shares = self.ruled(Tie::ParentChild, parent, child)?;
        let in_turn = self.kin.in_turn(parent, child);
        if shares.or(in_turn) == Marked::FAILS {
            return Ok(Marked::FAILS);
        }
        let book = self.kin.engine.book;
        let branch = &book.unsettled.branch;
        let couple = self.couple_of(parent);
        let own = self.is_branch_alone(&couple, child)?;
        let may_join =
            if in_turn == Marked::FAILS { shares } else { shares.or(in_turn.and(self.kin.test(parent, branch)?)) };
        if own == Marked::FAILS {
            return Ok(may_join);
        }
        let mut rivals = Vec::new();
        let mut open = own.truth.asks();
        for other in (0..self.kin.len()).filter(|other| *other != child && !couple.contains(other)) {
            if let Some(asks) = self.may_be_branch(&couple, other)? {
                rivals.push(other);
                open = open.union(asks);
            }
        }
        if rivals.is_empty() {
            return Ok(may_join);
        }
        let first = couple.first().copied().unwrap_or(parent);
        let judged = self.kin.test(first, branch)?;
        open = open.union(self.branch_open(&couple, child)?);
        if !open.is_empty() {
            // Who the branches are is open: the child may be the one, or one of all.
            let asks = open.union(judged.truth.asks());
            let is_it = Marked::hangs_on(Truth::Open(asks), &Unknown::Branch(first, child, asks));
            return Ok(may_join.and(is_it));
        }
        // Each branch with whether it shares the home, and not only in turn.
        let mut branches: Vec<(usize, bool)> = Vec::new();
        rivals.push(child);
        sort_and_dedup(&mut rivals);
        for rival in rivals {
            branches.push((rival, self.shares_with(&couple, rival)? == Marked::HOLDS));
        }
        let Some(place) = branches.iter().position(|(rival, _)| *rival == child) else { return Ok(Marked::FAILS) };
        let mut possible: Vec<u8> = (0..branches.len()).filter_map(|at| u8::try_from(at).ok()).collect();
        let at_home: Vec<usize> = branches.iter().filter(|(_, shares)| *shares).map(|(who, _)| *who).collect();
        if at_home.len() > 1 && self.share_one_home(&at_home)? {
            possible.push(ALL);
        }
        if at_home.is_empty() {
            possible.push(NONE);
        }
        let question = Question { asks: judged.truth.asks(), mark: judged.mark() };
        let outcome = self.kin.scene.outcome(Fork::Branch(judged.mark()), &possible, question)?;
        let Some(outcome) = outcome else {
            return Ok(Marked::hangs_on(judged.truth, &Unknown::Branch(first, child, judged.truth.asks())));
        };
        let is_at_home = branches.get(place).is_some_and(|(_, shares)| *shares);
        let belongs = |outcome: u8| usize::from(outcome) == place || (outcome == ALL && is_at_home);
        Ok(Marked::of(belongs(outcome)))
    }

    /// A person and the spouse, if a spouse is listed; the first of the list first.
    pub(super) fn couple_of(&mut self, who: usize) -> Vec<usize> {
        let spouse = (0..self.kin.len()).find(|other| *other != who && self.kin.couple(who, *other) == Marked::HOLDS);
        let mut couple: Vec<usize> = spouse.into_iter().chain([who]).collect();
        sort_and_dedup(&mut couple);
        couple
    }

    /// Whether a child shares with one of a couple what the rule asks for, and lives with them.
    pub(super) fn shares_with(&mut self, couple: &[usize], child: usize) -> Result<Marked, Stop> {
        let mut shares = Marked::FAILS;
        for parent in couple {
            let is_parent = self.kin.parent(*parent, child);
            if is_parent != Marked::FAILS && shares != Marked::HOLDS {
                let counts = self.counts(*parent)?;
                shares = shares.or(is_parent.and(counts).and(self.ruled(Tie::ParentChild, *parent, child)?));
            }
        }
        Ok(shares)
    }

    pub(super) fn in_turn_with(&mut self, couple: &[usize], child: usize) -> Result<Marked, Stop> {
        let mut in_turn = Marked::FAILS;
        for parent in couple {
            let is_parent = self.kin.parent(*parent, child);
            if is_parent != Marked::FAILS {
                in_turn = in_turn.or(is_parent.and(self.counts(*parent)?).and(self.kin.in_turn(*parent, child)));
            }
        }
        Ok(in_turn)
    }

    /// Whether a child draws this couple to a place of its own: by a unit of its own, or as one of those with whom the couple
    /// lives in turn.
    pub(super) fn is_branch_alone(&mut self, couple: &[usize], child: usize) -> Result<Marked, Stop> {
        let (mut shares, mut in_turn) = (Marked::FAILS, Marked::FAILS);
        for parent in couple {
            in_turn = in_turn.or(self.kin.in_turn(*parent, child));
        }
        if in_turn != Marked::FAILS {
            for parent in couple {
                shares = shares.or(self.ruled(Tie::ParentChild, *parent, child)?);
            }
        }
        Ok(in_turn.and(!shares).or(self.has_own_unit(child)?))
    }

    /// Whether somebody may be another branch of this couple: a grown child with a unit of their own, who shares the home or
    /// is lived with in turn. What is open of that; `None`: they are none.
    pub(super) fn may_be_branch(&mut self, couple: &[usize], who: usize) -> Result<Option<AskSet>, Stop> {
        if couple.iter().all(|parent| self.kin.parent(*parent, who) == Marked::FAILS) {
            return Ok(None);
        }
        let (counts, unit) = (self.counts(who)?, self.unit(who)?);
        if counts == Marked::FAILS || unit == Marked::HOLDS {
            return Ok(None);
        }
        let own = self.is_branch_alone(couple, who)?;
        let lives = self.shares_with(couple, who)?.or(self.in_turn_with(couple, who)?);
        if own == Marked::FAILS || lives == Marked::FAILS {
            return Ok(None);
        }
        let open = counts.truth.asks().union(unit.truth.asks()).union(own.truth.asks());
        Ok(Some(open.union(self.branch_open(couple, who)?)))
    }

    /// What is open of how a branch shares the home.
    pub(super) fn branch_open(&mut self, couple: &[usize], who: usize) -> Result<AskSet, Stop> {
        let (shares, in_turn) = (self.shares_with(couple, who)?, self.in_turn_with(couple, who)?);
        Ok(if shares == Marked::HOLDS { AskSet::EMPTY } else { shares.truth.asks().union(in_turn.truth.asks()) })
    }

    /// Whether several people share one home.
    pub(super) fn share_one_home(&mut self, of: &[usize]) -> Result<bool, Stop> {
        let Some((first, others)) = of.split_first() else { return Ok(false) };
        for other in others {
            let together = self.kin.share_home(*first, *other)?;
            if !self.settle(together)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
