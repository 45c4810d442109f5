//! Branches (几个成家的子女): a grown child and the parents who live together, and which of several children the parents
//! belong to.

use doudi_facts::order::{sort_and_dedup, sort_by_key};

use super::{ALL, Belonging, NONE};
use crate::ask::AskSet;
use crate::fingerprint::Unknown;
use crate::rules::Tie;
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::{Fork, Suspended};

/// A grown child of a couple, and how they live with them.
struct Branch {
    who: usize,
    shares: FingerprintedTruth,
    in_turn: FingerprintedTruth,
}

impl Branch {
    /// Whether they share the home, and not only in turn.
    fn is_at_home(&self) -> bool {
        self.shares == FingerprintedTruth::HOLDS
    }

    /// What is open of how they live with them.
    fn open(&self) -> AskSet {
        if self.is_at_home() { AskSet::EMPTY } else { FingerprintedTruth::asks_of(&[self.shares, self.in_turn]) }
    }
}

impl Belonging<'_, '_, '_> {
    /// Whether a grown child and a parent belong together: they share what the rule asks for, and the parent belongs to no
    /// other branch.
    pub(super) fn joins(&mut self, parent: usize, child: usize) -> Result<FingerprintedTruth, Suspended> {
        let shares = self.ruled(Tie::ParentChild, parent, child)?;
        let in_turn = self.kin.in_turn(parent, child);
        if shares.or(in_turn) == FingerprintedTruth::FAILS {
            return Ok(FingerprintedTruth::FAILS);
        }
        let book = self.kin.engine.book;
        let branch = &book.unsettled.branch;
        let couple = self.couple_of(parent);
        let own = self.is_branch_alone(&couple, child)?;
        let may_join = if in_turn == FingerprintedTruth::FAILS {
            shares
        } else {
            shares.or(in_turn.and(self.kin.test(parent, branch)?))
        };
        if own == FingerprintedTruth::FAILS {
            return Ok(may_join);
        }
        let mut branches = Vec::new();
        let mut open = own.truth.asks();
        for other in (0..self.kin.len()).filter(|other| *other != child && !couple.contains(other)) {
            if let Some((branch, asks)) = self.as_branch(&couple, other)? {
                branches.push(branch);
                open = open.union(asks);
            }
        }
        if branches.is_empty() {
            return Ok(may_join);
        }
        let first = couple.first().copied().unwrap_or(parent);
        let judged = self.kin.test(first, branch)?;
        let this = self.branch(&couple, child)?;
        open = open.union(this.open());
        branches.push(this);
        if !open.is_empty() {
            // Who the branches are is open: the child may be the one, or one of all.
            let asks = open.union(judged.truth.asks());
            let is_it = FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::Branch(first, child, asks));
            return Ok(may_join.and(is_it));
        }
        sort_by_key(&mut branches, |branch| branch.who);
        let Some(place) = branches.iter().position(|branch| branch.who == child) else {
            return Ok(FingerprintedTruth::FAILS);
        };
        let mut possible: Vec<u8> = (0..branches.len()).filter_map(|at| u8::try_from(at).ok()).collect();
        let at_home: Vec<usize> =
            branches.iter().filter(|branch| branch.is_at_home()).map(|branch| branch.who).collect();
        if at_home.len() > 1 && self.share_one_home(&at_home)? {
            possible.push(ALL);
        }
        if at_home.is_empty() {
            possible.push(NONE);
        }
        let question = Question { asks: judged.truth.asks(), mark: judged.mark() };
        let outcome = self.kin.scene.outcome(Fork::Branch(judged.mark()), &possible, question)?;
        let Some(outcome) = outcome else {
            return Ok(FingerprintedTruth::hangs_on(judged.truth, &Unknown::Branch(first, child, judged.truth.asks())));
        };
        let is_at_home = at_home.contains(&child);
        let belongs = |outcome: u8| usize::from(outcome) == place || (outcome == ALL && is_at_home);
        Ok(FingerprintedTruth::of(belongs(outcome)))
    }

    /// A person and the spouse, if a spouse is listed; the first of the list first.
    fn couple_of(&mut self, who: usize) -> Vec<usize> {
        let spouse = (0..self.kin.len())
            .find(|other| *other != who && self.kin.couple(who, *other) == FingerprintedTruth::HOLDS);
        let mut couple: Vec<usize> = spouse.into_iter().chain([who]).collect();
        sort_and_dedup(&mut couple);
        couple
    }

    /// Whether a child shares with one of a couple what the rule asks for, and lives with them.
    fn shares_with(&mut self, couple: &[usize], child: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut shares = FingerprintedTruth::FAILS;
        for parent in couple {
            let is_parent = self.kin.parent(*parent, child);
            if is_parent != FingerprintedTruth::FAILS && shares != FingerprintedTruth::HOLDS {
                let counts = self.counts(*parent)?;
                shares = shares.or(is_parent.and(counts).and(self.ruled(Tie::ParentChild, *parent, child)?));
            }
        }
        Ok(shares)
    }

    fn in_turn_with(&mut self, couple: &[usize], child: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut in_turn = FingerprintedTruth::FAILS;
        for parent in couple {
            let is_parent = self.kin.parent(*parent, child);
            if is_parent != FingerprintedTruth::FAILS {
                in_turn = in_turn.or(is_parent.and(self.counts(*parent)?).and(self.kin.in_turn(*parent, child)));
            }
        }
        Ok(in_turn)
    }

    /// Whether a child draws this couple to a place of its own: by a unit of its own, or as one of those with whom the couple
    /// lives in turn.
    fn is_branch_alone(&mut self, couple: &[usize], child: usize) -> Result<FingerprintedTruth, Suspended> {
        let (mut shares, mut in_turn) = (FingerprintedTruth::FAILS, FingerprintedTruth::FAILS);
        for parent in couple {
            in_turn = in_turn.or(self.kin.in_turn(*parent, child));
        }
        if in_turn != FingerprintedTruth::FAILS {
            for parent in couple {
                shares = shares.or(self.ruled(Tie::ParentChild, *parent, child)?);
            }
        }
        Ok(in_turn.and(!shares).or(self.has_own_unit(child)?))
    }

    /// The branch that somebody may be of this couple, a grown child with a unit of their own who shares the home or is lived
    /// with in turn, with what is open of that; `None`: they are none.
    fn as_branch(&mut self, couple: &[usize], who: usize) -> Result<Option<(Branch, AskSet)>, Suspended> {
        if couple.iter().all(|parent| self.kin.parent(*parent, who) == FingerprintedTruth::FAILS) {
            return Ok(None);
        }
        let (counts, unit) = (self.counts(who)?, self.unit(who)?);
        if counts == FingerprintedTruth::FAILS || unit == FingerprintedTruth::HOLDS {
            return Ok(None);
        }
        let own = self.is_branch_alone(couple, who)?;
        let branch = self.branch(couple, who)?;
        if own == FingerprintedTruth::FAILS || branch.shares.or(branch.in_turn) == FingerprintedTruth::FAILS {
            return Ok(None);
        }
        let open = FingerprintedTruth::asks_of(&[counts, unit, own]).union(branch.open());
        Ok(Some((branch, open)))
    }

    fn branch(&mut self, couple: &[usize], who: usize) -> Result<Branch, Suspended> {
        Ok(Branch { who, shares: self.shares_with(couple, who)?, in_turn: self.in_turn_with(couple, who)? })
    }

    /// Whether several people share one home.
    fn share_one_home(&mut self, of: &[usize]) -> Result<bool, Suspended> {
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
