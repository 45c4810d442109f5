//! Units (小家): what makes a couple and their children belong together wherever they live.

use doudi_facts::household::{Lives, ParentState, Relation};
use doudi_facts::known::Known;
use doudi_facts::question::{PersonField, QuestionId};

use super::Belonging;
use crate::ask::Ask;
use crate::fingerprint::Unknown;
use crate::rules::{PersonTest, Shared, Tie};
use crate::ties::Kinship;
use crate::truth::FingerprintedTruth;
use crate::world::Suspended;

impl Belonging<'_, '_, '_> {
    /// Whether a parent of somebody is listed and counts.
    pub(super) fn has_parents(&mut self, child: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut any = FingerprintedTruth::FAILS;
        for parent in 0..self.kin.len() {
            let is_parent = self.kin.parent(parent, child);
            if any != FingerprintedTruth::HOLDS && is_parent != FingerprintedTruth::FAILS {
                any = any.or(is_parent.and(self.counts(parent)?));
            }
        }
        Ok(any)
    }

    /// Whether a rule of this tie applies to two people: what they share, and what the younger is like.
    pub(super) fn ruled(&mut self, tie: Tie, elder: usize, younger: usize) -> Result<FingerprintedTruth, Suspended> {
        let book = self.kin.engine.book;
        let mut any = FingerprintedTruth::FAILS;
        for rule in book.members.iter().filter(|rule| rule.ties.contains(&tie)) {
            if tie == Tie::ParentChild && rule.shares.is_empty() {
                continue;
            }
            let mut applies =
                if rule.shares.is_empty() { FingerprintedTruth::HOLDS } else { FingerprintedTruth::FAILS };
            for shared in &rule.shares {
                applies = applies.or(match shared {
                    Shared::Home => self.kin.share_home(elder, younger)?,
                    Shared::Purse => self.kin.share_purse(elder, younger)?,
                });
            }
            if let Some(test) = rule.test.as_ref().filter(|_| applies != FingerprintedTruth::FAILS) {
                applies = applies.and(self.kin.test(younger, test)?);
            }
            any = any.or(applies);
            if any == FingerprintedTruth::HOLDS {
                break;
            }
        }
        Ok(any)
    }

    /// Whether a child belongs to the unit of the parents wherever it lives: a minor, a student, a dependent child.
    pub(super) fn unit(&mut self, child: usize) -> Result<FingerprintedTruth, Suspended> {
        if let Some(Some(known)) = self.units.get(child) {
            return Ok(*known);
        }
        let book = self.kin.engine.book;
        let mut any = FingerprintedTruth::FAILS;
        for rule in book.members.iter().filter(|rule| rule.ties.contains(&Tie::ParentChild) && rule.shares.is_empty()) {
            let mut applies = match &rule.test {
                None => FingerprintedTruth::HOLDS,
                Some(test) => self.kin.test(child, test)?,
            };
            if rule.unwed && applies != FingerprintedTruth::FAILS {
                let wed = self.wed(child)?;
                if wed != FingerprintedTruth::FAILS {
                    // A child is in one unit: with a home shared with the spouse it is that couple's.
                    let mut apart = self.apart_from_spouse(child);
                    if apart != FingerprintedTruth::FAILS {
                        apart = apart.and(self.kin.test(child, &book.unsettled.married_with_parents)?);
                    }
                    applies = applies.and((!wed).or(apart));
                }
            }
            any = any.or(applies);
            if any == FingerprintedTruth::HOLDS {
                break;
            }
        }
        if let Some(place) = self.units.get_mut(child) {
            *place = Some(any);
        }
        Ok(any)
    }

    /// Whether somebody has no home with a spouse.
    fn apart_from_spouse(&mut self, who: usize) -> FingerprintedTruth {
        let mut apart = FingerprintedTruth::HOLDS;
        for other in (0..self.kin.len()).filter(|other| *other != who) {
            let couple = self.kin.couple(who, other);
            if couple != FingerprintedTruth::FAILS {
                apart = apart.and(!couple.and(self.kin.have_one_home(who, other)));
            }
        }
        apart
    }

    /// Whether somebody has a spouse, listed or not.
    fn wed(&mut self, who: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut wed = FingerprintedTruth::FAILS;
        for other in (0..self.kin.len()).filter(|other| *other != who) {
            wed = wed.or(self.kin.couple(who, other));
        }
        if wed != FingerprintedTruth::HOLDS {
            wed = wed.or(self.kin.test(who, &PersonTest::ToldOf(PersonField::Married).into())?);
        }
        Ok(wed)
    }

    /// Whether somebody has a unit of their own: a spouse, or a child that belongs to it.
    pub(super) fn has_own_unit(&mut self, who: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut own = self.wed(who)?;
        for child in (0..self.kin.len()).filter(|child| *child != who) {
            let parent = self.kin.parent(who, child);
            if own != FingerprintedTruth::HOLDS && parent != FingerprintedTruth::FAILS {
                own = own.or(parent.and(self.unit(child)?));
            }
        }
        Ok(own)
    }
}

impl Kinship<'_, '_, '_> {
    /// Whether two people may share a dwelling.
    pub(super) fn may_share_home(&mut self, one: usize, other: usize) -> bool {
        let mut at_home =
            |who| self.lives(who, Lives::Home).or(self.lives(who, Lives::Away)) != FingerprintedTruth::FAILS;
        if at_home(one) && at_home(other) {
            return true;
        }
        let mut elsewhere = |who| self.lives(who, Lives::Elsewhere) != FingerprintedTruth::FAILS;
        elsewhere(one) && elsewhere(other)
    }

    /// 收支共享: whether two people share income and spending. The applicant does, unless told otherwise.
    fn share_purse(&mut self, one: usize, other: usize) -> Result<FingerprintedTruth, Suspended> {
        Ok(self.in_purse(one)?.and(self.in_purse(other)?))
    }

    fn in_purse(&mut self, who: usize) -> Result<FingerprintedTruth, Suspended> {
        let told = self.engine.household.people.items.get(who).map(|person| &person.shares_purse);
        if told.is_some_and(Known::is_not_asked) && self.relation(who) == Some(Relation::Applicant) {
            return Ok(FingerprintedTruth::HOLDS);
        }
        self.test(who, &PersonTest::ToldOf(PersonField::SharesPurse).into())
    }

    /// Whether two people answer alike about the purse.
    pub(super) fn purses_alike(&self, one: usize, other: usize) -> bool {
        let told = |who: usize| match self.engine.household.people.items.get(who).map(|person| &person.shares_purse) {
            Some(Known::Is(told)) => Some(*told),
            Some(Known::NotAsked) if self.relation(who) == Some(Relation::Applicant) => Some(true),
            _ => None,
        };
        told(one).is_some() && told(one) == told(other)
    }

    /// Whether a child has only one parent who could look after it: the mother or the father is told to be unable.
    pub(super) fn no_other_parent(&mut self, child: usize) -> FingerprintedTruth {
        let Some(person) = self.engine.household.people.items.get(child) else { return FingerprintedTruth::FAILS };
        let mut any = FingerprintedTruth::FAILS;
        for (field, told) in [(PersonField::Mother, &person.mother), (PersonField::Father, &person.father)] {
            let is_unable = |state: &ParentState| *state != ParentState::Able;
            let fact = QuestionId::Person(child, field);
            let truth = self.engine.answered(fact, told, is_unable);
            any = any.or(FingerprintedTruth::hangs_on(truth, &Unknown::Ask(Ask::Answer(fact))));
        }
        any
    }
}
