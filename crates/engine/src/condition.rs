//! Conditions (条件): every test of a rule as a formula of single tests, each explored once.

use doudi_facts::money::Overflow;
use doudi_facts::order::sort_and_dedup;
use doudi_facts::question::Fact;

use crate::formula::Formula;
use crate::laid::{Conditions, Of};
use crate::mark::Unknown;
use crate::rules::{COUNTS, Test, Unit};
use crate::scene::{Engine, Scene};
use crate::truth::Marked;
use crate::world::World;

/// Where a condition is read (读到哪里): the numbers of the single tests still to come, and what was looked at so far.
struct Reading<'b> {
    numbers: std::slice::Iter<'b, usize>,
    /// The accounts of which a person's own income was looked at.
    own: Vec<usize>,
}

impl<'b> Reading<'b> {
    fn new(numbers: &'b [usize]) -> Self {
        Self { numbers: numbers.iter(), own: Vec::new() }
    }

    /// The same place again, with nothing looked at yet.
    fn again(&self) -> Self {
        Self { numbers: self.numbers.clone(), own: Vec::new() }
    }

    /// Passes over a test that is not looked at.
    fn pass(&mut self, test: &Test) {
        if let Some(last) = test.singles().checked_sub(1) {
            self.numbers.nth(last);
        }
    }
}

impl Engine<'_> {
    /// The conditions of a category of the household, or of one person.
    pub(crate) fn conditions(&mut self, of: Of) -> Result<Conditions, Overflow> {
        let (category, who) = of;
        let place = self.place_of(category, who);
        if let Some(Some(known)) = self.laid.of.get(place) {
            return Ok(known.clone());
        }
        let book = self.book;
        let needs = book.categories.get(category).map_or(&[][..], |category| &category.needs);
        // Categories it asks for come after.
        let first = self.laid.each.len();
        self.laid.each.resize(first + needs.len(), Formula::FAILS);
        let (mut own, mut many, mut all) = (Vec::new(), 0, Formula::HOLDS);
        for need in needs {
            let mut reading = Reading { own, ..Reading::new(&need.numbers) };
            let holds = self.condition(who, &need.test, &mut reading)?;
            own = reading.own;
            self.laid.each[first + many] = holds;
            many += 1;
            // What fails anyway is of no more interest to whoever screens many.
            if self.screens && who.is_some() && holds == Formula::FAILS {
                break;
            }
        }
        for holds in first..first + many {
            all = self.joint.formulas.and(all, self.laid.each[holds]);
        }
        sort_and_dedup(&mut own);
        let laid = &mut self.laid;
        let first_own = laid.own.len();
        laid.own.append(&mut own);
        let own = first_own..laid.own.len();
        let found = Conditions { each: first..first + many, all, own };
        let room = self.place_of(book.categories.len(), None).max(place + 1);
        let known = &mut self.laid.of;
        if known.len() <= place {
            known.resize(room, None);
        }
        known[place] = Some(found.clone());
        Ok(found)
    }

    /// A test as a formula of single ones, with their numbers.
    pub(crate) fn formula(&mut self, who: Option<usize>, test: &Test, numbers: &[usize]) -> Result<Formula, Overflow> {
        self.condition(who, test, &mut Reading::new(numbers))
    }

    fn condition(&mut self, who: Option<usize>, test: &Test, at: &mut Reading<'_>) -> Result<Formula, Overflow> {
        Ok(match test {
            Test::All(tests) => {
                let mut all = Formula::HOLDS;
                for one in tests {
                    // What fails anyway hangs on nothing more.
                    if all == Formula::FAILS {
                        at.pass(one);
                        continue;
                    }
                    let one = self.condition(who, one, at)?;
                    all = self.joint.formulas.and(all, one);
                }
                all
            }
            Test::Any(tests) => {
                let mut any = Formula::FAILS;
                for one in tests {
                    if any == Formula::HOLDS {
                        at.pass(one);
                        continue;
                    }
                    let one = self.condition(who, one, at)?;
                    any = self.joint.formulas.or(any, one);
                }
                any
            }
            Test::Not(one) => !self.condition(who, one, at)?,
            Test::SomeMember(one) => self.some_member(one, true, at)?,
            Test::EveryMember(one) => !self.some_member(one, false, at)?,
            Test::Fits(category) => match self.book.categories.get(*category).map(|of| of.unit) {
                // Whether somebody fits.
                Some(Unit::Person) if who.is_none() => self.some_member(test, true, at)?,
                _ => {
                    let Some(fits) = self.fits(who, *category)? else { return Ok(Formula::FAILS) };
                    at.own.extend(self.laid.own(&fits).iter().filter(|_| who.is_some()));
                    fits.all
                }
            },
            single => {
                if let (Test::OwnIncome(against), Some(_)) = (single, who) {
                    at.own.push(against.account);
                }
                let number = at.numbers.next().copied();
                self.tested(who, single, number)?
            }
        })
    }

    /// The conditions of a category for somebody: those of the household, where it is the household's; `None`: there is no
    /// such category.
    pub(crate) fn fits(&mut self, who: Option<usize>, category: usize) -> Result<Option<Conditions>, Overflow> {
        let unit = self.book.categories.get(category).map(|of| of.unit);
        let of = |unit| if unit == Unit::Person { who } else { None };
        unit.map(|unit| self.conditions((category, of(unit)))).transpose()
    }

    /// Whether a person counts, as a formula.
    pub(crate) fn counting(&mut self, who: usize) -> Result<Formula, Overflow> {
        self.tested(Some(who), &Test::Counts, Some(COUNTS))
    }

    /// Whether of somebody who counts a test holds, or fails.
    fn some_member(&mut self, test: &Test, holds: bool, at: &mut Reading<'_>) -> Result<Formula, Overflow> {
        let mut any = Formula::FAILS;
        for who in 0..self.household.people.items.len() {
            if any == Formula::HOLDS {
                break;
            }
            let counts = self.counting(who)?;
            let is = match counts {
                Formula::FAILS => counts,
                _ if holds => self.condition(Some(who), test, &mut at.again())?,
                _ => !self.condition(Some(who), test, &mut at.again())?,
            };
            let both = self.joint.formulas.and(counts, is);
            any = self.joint.formulas.or(any, both);
        }
        at.pass(test);
        let somebody_else = self.somebody_else(test, holds);
        let somebody_else = self.joint.formulas.known(somebody_else, None);
        Ok(self.joint.formulas.or(any, somebody_else))
    }

    /// Whether of somebody nobody has told of yet a test holds, or fails.
    pub(crate) fn somebody_else(&mut self, test: &Test, holds: bool) -> Marked {
        let there_is = self.listed(false, self.household.people.is_complete(), Fact::PeopleComplete);
        Marked::hangs_on(there_is, &Unknown::SomebodyElse(test, holds))
    }

    /// A single test, explored once where it has a number.
    fn tested(&mut self, who: Option<usize>, test: &Test, number: Option<usize>) -> Result<Formula, Overflow> {
        let place = number.map(|number| self.place_of(number, who));
        if let Some(Some((known, _))) = place.and_then(|place| self.tested.get(place)) {
            return Ok(*known);
        }
        self.looks_at_lines = false;
        let found = if test.is_told() {
            self.worlds += 1;
            // INVARIANT: where nothing is split, nothing stops at a fork.
            let told = self.test(&mut Scene::new(&World::WHOLE), who, test).map_err(|_| Overflow)?;
            self.joint.formulas.known(told, who)
        } else {
            let tree = self.tree_of(who, test)?;
            self.joint.tree(&tree, who)
        };
        if let Some(kept) = place.and_then(|place| self.tested.get_mut(place)) {
            *kept = Some((found, self.looks_at_lines));
        }
        Ok(found)
    }
}
