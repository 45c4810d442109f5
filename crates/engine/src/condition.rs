//! Conditions (条件): every test of a rule as a formula of single tests, each explored once.

use std::rc::Rc;

use crate::ask::Fact;
use crate::formula::Formula;
use crate::mark::{Mark, Unknown};
use crate::money::Overflow;
use crate::order::sort_and_dedup;
use crate::rules::{Test, Unit};
use crate::scene::{Engine, Scene};
use crate::truth::Marked;
use crate::world::World;

/// A category, of the household or of one person.
pub(crate) type Of = (usize, Option<usize>);

/// The conditions of a category.
#[derive(Debug)]
pub(crate) struct Conditions {
    pub(crate) each: Vec<Formula>,
    /// All of them together.
    pub(crate) all: Formula,
    /// The accounts of which the person's own income was looked at, ascending.
    pub(crate) own: Vec<usize>,
}

impl Engine<'_> {
    /// The conditions of a category of the household, or of one person.
    pub(crate) fn conditions(&mut self, of: Of) -> Result<Rc<Conditions>, Overflow> {
        let (category, who) = of;
        let place = self.place_of(category, who);
        if let Some(Some(known)) = self.conditions.get(place) {
            return Ok(Rc::clone(known));
        }
        let book = self.book;
        let needs = book.categories.get(category).map_or(&[][..], |category| &category.needs);
        let (mut own, mut each) = (Vec::new(), Vec::with_capacity(needs.len()));
        for need in needs {
            let holds = self.condition(who, &need.test, &mut own)?;
            each.push(holds);
            // What fails anyway is of no more interest to whoever screens many.
            if self.screens && who.is_some() && holds == Formula::FAILS {
                break;
            }
        }
        let all = self.joint.formulas.all(each.iter().copied());
        sort_and_dedup(&mut own);
        let found = Rc::new(Conditions { each, all, own });
        if self.conditions.len() <= place {
            self.conditions.resize(self.place_of(book.categories.len(), None).max(place + 1), None);
        }
        if let Some(known) = self.conditions.get_mut(place) {
            *known = Some(Rc::clone(&found));
        }
        Ok(found)
    }

    /// A test as a formula of single ones.
    pub(crate) fn formula(&mut self, who: Option<usize>, test: &Test) -> Result<Formula, Overflow> {
        self.condition(who, test, &mut Vec::new())
    }

    fn condition(&mut self, who: Option<usize>, test: &Test, own: &mut Vec<usize>) -> Result<Formula, Overflow> {
        Ok(match test {
            Test::All(tests) => {
                let mut all = Formula::HOLDS;
                for one in tests {
                    // What fails anyway hangs on nothing more.
                    if all != Formula::FAILS {
                        let one = self.condition(who, one, own)?;
                        all = self.joint.formulas.and(all, one);
                    }
                }
                all
            }
            Test::Any(tests) => {
                let mut any = Formula::FAILS;
                for one in tests {
                    if any != Formula::HOLDS {
                        let one = self.condition(who, one, own)?;
                        any = self.joint.formulas.or(any, one);
                    }
                }
                any
            }
            Test::Not(one) => !self.condition(who, one, own)?,
            Test::SomeMember(one) => self.some_member(one, true)?,
            Test::EveryMember(one) => !self.some_member(one, false)?,
            Test::Fits(category) => match (self.book.categories.get(*category).map(|of| of.unit), who) {
                (None, _) => Formula::FAILS,
                (Some(Unit::Household), _) => self.conditions((*category, None))?.all,
                // Whether somebody fits.
                (Some(Unit::Person), None) => self.some_member(test, true)?,
                (Some(Unit::Person), Some(_)) => {
                    let of = self.conditions((*category, who))?;
                    own.extend(&of.own);
                    of.all
                }
            },
            single => {
                if let (Test::OwnIncome(against), Some(_)) = (single, who) {
                    own.push(against.account);
                }
                self.tested(who, single)?
            }
        })
    }

    /// Whether of somebody who counts a test holds, or fails.
    fn some_member(&mut self, test: &Test, holds: bool) -> Result<Formula, Overflow> {
        let mut any = Formula::FAILS;
        for who in 0..self.household.people.items.len() {
            if any == Formula::HOLDS {
                break;
            }
            let counts = self.tested(Some(who), &Test::Counts)?;
            let is = match counts {
                Formula::FAILS => counts,
                _ if holds => self.formula(Some(who), test)?,
                _ => !self.formula(Some(who), test)?,
            };
            let both = self.joint.formulas.and(counts, is);
            any = self.joint.formulas.or(any, both);
        }
        let somebody_else = self.somebody_else(test, holds);
        let somebody_else = self.joint.formulas.known(somebody_else, None);
        Ok(self.joint.formulas.or(any, somebody_else))
    }

    /// Whether of somebody nobody has told of yet a test holds, or fails.
    pub(crate) fn somebody_else(&mut self, test: &Test, holds: bool) -> Marked {
        let there_is = self.listed(false, self.household.people.is_complete(), Fact::PeopleComplete);
        Marked::hangs_on(there_is, &Unknown::SomebodyElse(test, holds))
    }

    /// A single test, explored once.
    fn tested(&mut self, who: Option<usize>, test: &Test) -> Result<Formula, Overflow> {
        let key = Mark::of(&Unknown::Word(test, who));
        if let Some((known, _)) = self.tested.get(&key) {
            return Ok(*known);
        }
        self.looks_at_lines = false;
        let found = if test.is_told() {
            self.worlds += 1;
            // INVARIANT: where nothing is split, nothing stops at a fork.
            let told = self.test(&mut Scene::new(&World::WHOLE), who, test).map_err(|_| Overflow)?;
            self.joint.formulas.known(told, who)
        } else {
            let tree = self.explored(|engine, scene| engine.test(scene, who, test))?;
            self.joint.tree(&tree, who)
        };
        self.tested.insert(key, (found, self.looks_at_lines));
        Ok(found)
    }
}
