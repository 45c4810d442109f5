//! Conditions (条件): every test of a rule as a formula of single tests, each explored once.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::ask::Fact;
use crate::formula::{Formula, Many};
use crate::mark::{Mark, Unknown};
use crate::money::Overflow;
use crate::rules::{Test, Unit};
use crate::scene::Engine;
use crate::tree::Tree;
use crate::truth::Marked;

/// A category, of the household or of one person.
pub(crate) type Of = (usize, Option<usize>);

/// The conditions of a category.
#[derive(Debug)]
pub(crate) struct Conditions {
    pub(crate) each: Vec<Formula>,
    /// The accounts of which the person's own income was looked at.
    pub(crate) own: BTreeSet<usize>,
}

impl Conditions {
    /// All of them together.
    pub(crate) fn all(&self) -> Formula {
        Formula::all(self.each.iter().cloned())
    }
}

impl Engine<'_> {
    /// The conditions of a category of the household, or of one person.
    pub(crate) fn conditions(&mut self, of: Of) -> Result<Rc<Conditions>, Overflow> {
        if let Some((_, known)) = self.conditions.iter().find(|(known, _)| *known == of) {
            return Ok(Rc::clone(known));
        }
        let (category, who) = of;
        let book = self.book;
        let needs = book.categories.get(category).map_or(&[][..], |category| &category.needs);
        let mut own = BTreeSet::new();
        let each = needs.iter().map(|need| self.condition(who, &need.test, &mut own)).collect::<Result<_, _>>()?;
        let found = Rc::new(Conditions { each, own });
        self.conditions.push((of, Rc::clone(&found)));
        Ok(found)
    }

    /// A test as a formula of single ones.
    pub(crate) fn formula(&mut self, who: Option<usize>, test: &Test) -> Result<Formula, Overflow> {
        self.condition(who, test, &mut BTreeSet::new())
    }

    fn condition(&mut self, who: Option<usize>, test: &Test, own: &mut BTreeSet<usize>) -> Result<Formula, Overflow> {
        Ok(match test {
            Test::All(tests) => Formula::of(Many::All, tests.iter().map(|one| self.condition(who, one, own)))?,
            Test::Any(tests) => Formula::of(Many::Any, tests.iter().map(|one| self.condition(who, one, own)))?,
            Test::Not(one) => !self.condition(who, one, own)?,
            Test::SomeMember(one) => self.some_member(one)?,
            Test::EveryMember(one) => !self.some_member(&Test::Not(one.clone()))?,
            Test::Fits(category) => match (self.book.categories.get(*category).map(|of| of.unit), who) {
                (None, _) => Formula::from(Marked::FAILS),
                (Some(Unit::Household), _) => self.conditions((*category, None))?.all(),
                // Whether somebody fits.
                (Some(Unit::Person), None) => self.some_member(test)?,
                (Some(Unit::Person), Some(_)) => {
                    let of = self.conditions((*category, who))?;
                    own.extend(&of.own);
                    of.all()
                }
            },
            single => {
                if let (Test::OwnIncome(against), Some(_)) = (single, who) {
                    own.insert(against.account);
                }
                Formula::from(&self.tested(who, single)?)
            }
        })
    }

    /// Whether somebody who counts is so.
    fn some_member(&mut self, test: &Test) -> Result<Formula, Overflow> {
        let each = (0..self.household.people.items.len()).map(|who| {
            Formula::of(Many::All, [&Test::Counts, test].into_iter().map(|one| self.formula(Some(who), one)))
        });
        let each = Formula::of(Many::Any, each)?;
        let somebody_else = self.somebody_else(test);
        Ok(Formula::any([each, Formula::from(somebody_else)]))
    }

    /// Whether somebody nobody has told of yet is so.
    pub(crate) fn somebody_else(&mut self, test: &Test) -> Marked {
        let there_is = self.listed(false, self.household.people.is_complete(), Fact::PeopleComplete);
        Marked::hangs_on(there_is, &Unknown::SomebodyElse(test))
    }

    /// A single test, explored once.
    fn tested(&mut self, who: Option<usize>, test: &Test) -> Result<Tree<Marked>, Overflow> {
        let key = Mark::of(&Unknown::Word(test, who));
        let at = match self.tested.binary_search_by_key(&key, |(known, _)| *known) {
            Ok(at) => return Ok(self.tested.get(at).map_or(Tree::Leaf(Marked::FAILS), |(_, known)| known.clone())),
            Err(at) => at,
        };
        let found = self.explored(|engine, scene| engine.test(scene, who, test))?;
        self.tested.insert(at, (key, found.clone()));
        Ok(found)
    }
}
