//! Links (成员之间的联系): whether two people who both count belong to one household directly.

use doudi_facts::household::Relation;

use super::Belonging;
use crate::fingerprint::Unknown;
use crate::rules::Tie;
use crate::truth::{FingerprintedTruth, Truth};
use crate::world::Suspended;

impl Belonging<'_, '_, '_> {
    /// Whether two people who both count belong to one household directly.
    pub(super) fn link(&mut self, one: usize, other: usize) -> Result<FingerprintedTruth, Suspended> {
        let (one, other) = (one.min(other), one.max(other));
        let place = one * self.kin.len() + other;
        if let Some(Some(known)) = self.links.get(place) {
            return Ok(*known);
        }
        let mut link = self.as_couple(one, other)?;
        for (elder, younger) in [(one, other), (other, one)] {
            if link != FingerprintedTruth::HOLDS {
                link = link.or(self.as_parent_and_child(elder, younger)?);
            }
            if link != FingerprintedTruth::HOLDS {
                link = link.or(self.as_grandparent(elder, younger)?);
            }
            if link != FingerprintedTruth::HOLDS {
                link = link.or(self.as_parent_in_law(elder, younger)?);
            }
            if link != FingerprintedTruth::HOLDS {
                link = link.or(self.as_step_parent(elder, younger)?);
            }
        }
        if link != FingerprintedTruth::HOLDS {
            link = link.or(self.as_siblings(one, other)?);
        }
        if let Some(place) = self.links.get_mut(place) {
            *place = Some(link);
        }
        Ok(link)
    }

    /// A couple belongs together, unless one of the two lives apart and belongs with their own parents.
    fn as_couple(&mut self, one: usize, other: usize) -> Result<FingerprintedTruth, Suspended> {
        let couple = self.kin.couple(one, other);
        if couple == FingerprintedTruth::FAILS {
            return Ok(couple);
        }
        let by_rule = self.ruled(Tie::Spouses, one, other)?;
        let mut together = couple.and(by_rule);
        let apart = !self.kin.have_one_home(one, other);
        if apart == FingerprintedTruth::FAILS {
            return Ok(together);
        }
        for child in [one, other] {
            let with_parents = self.has_parents(child)?;
            let with_parents = if with_parents == FingerprintedTruth::FAILS {
                with_parents
            } else {
                with_parents.and(self.unit(child)?)
            };
            if with_parents != FingerprintedTruth::FAILS {
                let book = self.kin.engine.book;
                let reading = self.kin.test(child, &book.unsettled.married_with_parents)?;
                together = together.and(!(with_parents.and(apart).and(reading)));
            }
        }
        Ok(together)
    }

    fn as_parent_and_child(&mut self, parent: usize, child: usize) -> Result<FingerprintedTruth, Suspended> {
        let is_parent = self.kin.parent(parent, child);
        if is_parent == FingerprintedTruth::FAILS {
            return Ok(is_parent);
        }
        let unit = self.unit(child)?;
        let placed = if unit == FingerprintedTruth::FAILS { unit } else { self.placed_with(parent, child)? };
        let joins = if unit == FingerprintedTruth::HOLDS { unit } else { self.joins(parent, child)? };
        let mut together = unit.either(placed, joins);
        // A parent-in-law counts through the spouse's duty: one reading, which looks at who applies.
        if together != FingerprintedTruth::FAILS
            && unit != FingerprintedTruth::HOLDS
            && matches!(self.kin.relation(child), Some(Relation::Spouse | Relation::ChildInLaw))
        {
            let book = self.kin.engine.book;
            together = together.and(self.kin.test(child, &book.unsettled.through_spouse)?);
        }
        Ok(is_parent.and(together))
    }

    /// Whether a child of a unit belongs to the unit of this parent: that of both where they are a couple, of the one it
    /// lives with where they are not.
    fn placed_with(&mut self, parent: usize, child: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut is_other_told = false;
        let book = self.kin.engine.book;
        for other in (0..self.kin.len()).filter(|other| *other != parent && *other != child) {
            let is_parent = self.kin.parent(other, child);
            // A couple of whom one is read as the child of their own parents is two units.
            let couple = self.as_couple(parent.min(other), parent.max(other))?;
            let counts = self.counts(other)?;
            if is_parent == FingerprintedTruth::HOLDS
                && (counts == FingerprintedTruth::FAILS || couple == FingerprintedTruth::HOLDS)
            {
                is_other_told = true;
                continue;
            }
            if is_parent == FingerprintedTruth::FAILS
                || (is_parent != FingerprintedTruth::HOLDS && couple == FingerprintedTruth::HOLDS)
            {
                continue;
            }
            let (near, near_other) = (self.kin.have_one_home(parent, child), self.kin.have_one_home(other, child));
            if is_parent != FingerprintedTruth::HOLDS || counts != FingerprintedTruth::HOLDS {
                if near == FingerprintedTruth::HOLDS && near_other == FingerprintedTruth::FAILS {
                    continue;
                }
                // Who the parents are is open, and so is with whom the child belongs.
                let first = self.kin.test(child, &book.unsettled.first_parent)?;
                let asks = FingerprintedTruth::asks_of(&[is_parent, counts, couple, near, near_other, first]);
                return Ok(FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::Placed(parent, child, asks)));
            }
            if !self.kin.scene.world.splits {
                let asks = FingerprintedTruth::asks_of(&[couple, near, near_other]);
                if !asks.is_empty() {
                    return Ok(FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::Placed(parent, child, asks)));
                }
            }
            if self.settle(couple)? {
                return Ok(FingerprintedTruth::HOLDS);
            }
            return Ok(FingerprintedTruth::of(match (self.settle(near)?, self.settle(near_other)?) {
                (true, false) => true,
                (false, true) => false,
                _ => {
                    let first = self.kin.test(child, &book.unsettled.first_parent)?;
                    if !self.kin.scene.world.splits {
                        return Ok(FingerprintedTruth::hangs_on(
                            first.truth,
                            &Unknown::Placed(parent, child, first.truth.asks()),
                        ));
                    }
                    self.settle(first)? == (parent < other)
                }
            }));
        }
        let near = self.kin.have_one_home(parent, child);
        if is_other_told || near == FingerprintedTruth::HOLDS {
            return Ok(FingerprintedTruth::HOLDS);
        }
        let alone = self.kin.no_other_parent(child);
        Ok(near.or(alone).or(self.kin.test(child, &book.unsettled.first_parent)?))
    }

    /// A grandchild belongs to the grandparents only where no parent of theirs who is listed counts.
    fn as_grandparent(&mut self, elder: usize, younger: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut tie = self.kin.grandparent(elder, younger);
        if tie != FingerprintedTruth::FAILS {
            tie = tie.and(!self.has_parents(younger)?);
        }
        self.tied_by_rule(tie, Tie::GrandparentGrandchild, elder, younger)
    }

    /// Parents-in-law belong to a child-in-law directly only where the spouse between them does not bring them together.
    fn as_parent_in_law(&mut self, elder: usize, younger: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut tie = self.kin.parent_in_law(elder, younger);
        for spouse in (0..self.kin.len()).filter(|spouse| *spouse != elder && *spouse != younger) {
            if tie == FingerprintedTruth::FAILS {
                return Ok(tie);
            }
            let between = self.kin.couple(younger, spouse).and(self.kin.parent(elder, spouse));
            if between != FingerprintedTruth::FAILS {
                let brings = between.and(self.counts(spouse)?).and(self.ruled(Tie::ParentChild, elder, spouse)?);
                tie = tie.and(!brings);
            }
        }
        self.tied_by_rule(tie, Tie::ParentInLawChildInLaw, elder, younger)
    }

    fn as_step_parent(&mut self, elder: usize, younger: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut tie = self.kin.step_parent(elder, younger);
        for parent in (0..self.kin.len()).filter(|parent| *parent != elder && *parent != younger) {
            if tie == FingerprintedTruth::FAILS {
                return Ok(tie);
            }
            let between = self.kin.couple(elder, parent).and(self.kin.parent(parent, younger));
            if between != FingerprintedTruth::FAILS {
                let unit = self.unit(younger)?;
                let brings = unit.or(self.ruled(Tie::ParentChild, parent, younger)?);
                tie = tie.and(!(between.and(self.counts(parent)?).and(brings)));
            }
        }
        self.tied_by_rule(tie, Tie::StepParentStepChild, elder, younger)
    }

    /// Siblings belong together directly only where no parent who counts brings both together. Whether they owe each other
    /// support (民法典第一千零七十五条) the office decides.
    fn as_siblings(&mut self, one: usize, other: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut tie = self.kin.siblings(one, other);
        for parent in 0..self.kin.len() {
            if tie == FingerprintedTruth::FAILS {
                return Ok(tie);
            }
            let of_both = self.kin.parent(parent, one).and(self.kin.parent(parent, other));
            if of_both != FingerprintedTruth::FAILS {
                let with_one = self.ruled(Tie::ParentChild, parent, one)?.or(self.unit(one)?);
                let with_other = self.ruled(Tie::ParentChild, parent, other)?.or(self.unit(other)?);
                tie = tie.and(!(of_both.and(self.counts(parent)?).and(with_one).and(with_other)));
            }
        }
        let ruled = [self.ruled(Tie::Siblings, one, other)?, self.ruled(Tie::Siblings, other, one)?];
        let [Truth::Open(asks), Truth::Open(more)] = ruled.map(|ruled| ruled.truth) else {
            return Ok(tie.and(ruled[0]));
        };
        // Neither is the younger whatever comes out: what the office decides is of the two.
        let asks = asks.union(more);
        Ok(tie.and(FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::Siblings(one, other, asks))))
    }

    fn tied_by_rule(
        &mut self,
        tie: FingerprintedTruth,
        by: Tie,
        elder: usize,
        younger: usize,
    ) -> Result<FingerprintedTruth, Suspended> {
        if tie == FingerprintedTruth::FAILS {
            return Ok(tie);
        }
        Ok(tie.and(self.ruled(by, elder, younger)?))
    }
}
