//! Conditions (条件): every test of a rule as a formula of single tests, each explored once.

use doudi_facts::money::Overflow;
use doudi_facts::order::sort_and_dedup;
use doudi_facts::question::QuestionId;

use crate::condition_list::{Conditions, Of};
use crate::connect::{Evaluator, evaluated};
use crate::context::{Engine, EvaluationContext};
use crate::fingerprint::Unknown;
use crate::formula::{Formula, Formulas};
use crate::judge::Needs;
use crate::rules::{COUNTS, IncomeTest, SingleTest, Test, Unit};
use crate::truth::FingerprintedTruth;
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
        evaluated(&mut InAllWorlds { engine: self, at }, who, test)
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
        self.tested(Some(who), &SingleTest::COUNTS, Some(COUNTS))
    }

    /// Whether of somebody nobody has told of yet a test holds, or fails.
    pub(crate) fn somebody_else(&mut self, test: &Test, holds: bool) -> FingerprintedTruth {
        let there_is = self.listed(false, self.household.people.is_complete(), QuestionId::PeopleComplete);
        FingerprintedTruth::hangs_on(there_is, &Unknown::SomebodyElse(test, holds))
    }

    /// A single test, explored once where it has a number.
    fn tested(&mut self, who: Option<usize>, test: &SingleTest, number: Option<usize>) -> Result<Formula, Overflow> {
        let place = number.map(|number| self.place_of(number, who));
        if let Some(Some((known, _))) = place.and_then(|place| self.tested.get(place)) {
            return Ok(*known);
        }
        self.looks_at_lines = false;
        let found = if test.needs() == Needs::Answers {
            self.worlds += 1;
            // INVARIANT: where nothing is split, nothing stops at a fork.
            let told = self.single(&mut EvaluationContext::new(&World::WHOLE), who, test).map_err(|_| Overflow)?;
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

/// Evaluates a condition in all worlds at once, single test after single test.
struct InAllWorlds<'e, 'a, 'r, 'b> {
    engine: &'e mut Engine<'a>,
    at: &'r mut Reading<'b>,
}

impl Evaluator for InAllWorlds<'_, '_, '_, '_> {
    type Logic = Formulas;
    type Error = Overflow;

    fn logic(&mut self) -> &mut Formulas {
        &mut self.engine.joint.formulas
    }

    fn single(&mut self, who: Option<usize>, test: &SingleTest) -> Result<Formula, Overflow> {
        if let (SingleTest::Income(IncomeTest::Own(against)), Some(_)) = (test, who) {
            self.at.own.push(against.account);
        }
        let number = self.at.numbers.next().copied();
        self.engine.tested(who, test, number)
    }

    fn unit(&self, category: usize) -> Option<Unit> {
        self.engine.book.categories.get(category).map(|of| of.unit)
    }

    fn category(&mut self, who: Option<usize>, category: usize) -> Result<Formula, Overflow> {
        let fits = self.engine.conditions((category, who))?;
        self.at.own.extend(self.engine.laid.own(&fits));
        Ok(fits.all)
    }

    fn people(&self) -> usize {
        self.engine.household.people.items.len()
    }

    fn counts(&mut self, who: usize) -> Result<Formula, Overflow> {
        self.engine.counting(who)
    }

    fn somebody_else(&mut self, test: &Test, holds: bool) -> Formula {
        let somebody_else = self.engine.somebody_else(test, holds);
        self.engine.joint.formulas.known(somebody_else, None)
    }

    /// Each person's tests have the same numbers.
    fn of_member(&mut self, who: usize, test: &Test) -> Result<Formula, Overflow> {
        self.engine.condition(Some(who), test, &mut self.at.again())
    }

    fn skip(&mut self, test: &Test) {
        self.at.pass(test);
    }
}
