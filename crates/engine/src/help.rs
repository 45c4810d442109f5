//! Help after the verdicts (帮扶): which measures a household and its people may look to, and what they should bring.
//!
//! Each distinct test is looked at once for each person it is asked of, in worlds of its own, as a category is: a
//! measure for 低保 or 边缘 alike is sure where only which of the two fits is open. See decision 0010.

use doudi_facts::household::CurrentBenefit;
use doudi_facts::money::Overflow;
use doudi_facts::question::QuestionId;

use crate::ask::Ask;
use crate::condition_list::{Classes, OfClass};
use crate::context::Engine;
use crate::fingerprint::Unknown;
use crate::formula::Formula;
use crate::rules::{Book, Help, ListTest, Test, Unit};
use crate::truth::{FingerprintedTruth, Truth};
use crate::verdict::Assessment;

pub use crate::offer::{Brought, Helped, Offer};

impl Assessment {
    /// The categories through which a measure comes: those that fit for sure, or else all that may.
    pub fn through(&self, helped: &Helped, book: &Book) -> Vec<usize> {
        let classes = book.help.get(helped.help).map_or(&[][..], |help| &help.classes);
        let fits = |category: usize, holds: fn(Truth) -> bool| {
            let is_theirs = |who: Option<usize>| helped.who.is_none() || who.is_none() || who == helped.who;
            self.of(category).any(|verdict| is_theirs(verdict.who) && holds(verdict.fits))
        };
        let of = |holds: fn(Truth) -> bool| {
            classes.iter().copied().filter(|category| fits(*category, holds)).collect::<Vec<_>>()
        };
        let sure = of(|truth| truth == Truth::Holds);
        if sure.is_empty() { of(Truth::may_hold) } else { sure }
    }
}

impl Engine<'_> {
    /// Every measure, for the household or for each person.
    pub(crate) fn help(&mut self) -> Result<Vec<Helped>, Overflow> {
        let book = self.book;
        let many = self.place_of(book.help.len(), None);
        let (mut found, mut firsts) = (Vec::<Helped>::with_capacity(many), Vec::with_capacity(book.help.len()));
        for (at, help) in book.help.iter().enumerate() {
            firsts.push(found.len());
            let same = help.same.and_then(|same| firsts.get(same).copied());
            for (nth, who) in self.asked_of(help.unit).enumerate() {
                if let Some(known) = same.and_then(|first| found.get(first + nth)) {
                    found.push(Helped { help: at, ..*known });
                } else {
                    found.push(self.help_of(at, who)?);
                }
            }
        }
        Ok(found)
    }

    /// Everything to bring, of the household or of each person.
    pub(crate) fn bring(&mut self) -> Result<Vec<Brought>, Overflow> {
        let book = self.book;
        let mut found = Vec::with_capacity(self.place_of(book.bring.len(), None));
        for (at, bring) in book.bring.iter().enumerate() {
            for who in self.asked_of(bring.unit) {
                found.push(self.bring_of(at, who)?);
            }
        }
        Ok(found)
    }

    /// One thing to bring.
    pub(crate) fn bring_of(&mut self, at: usize, who: Option<usize>) -> Result<Brought, Overflow> {
        let bring = self.book.bring.get(at);
        let (test, numbers) = bring.map_or((None, &[][..]), |bring| (bring.test.as_ref(), &bring.numbers));
        let needed = self.beside(who, test, numbers)?;
        Ok(Brought { bring: at, who, truth: self.joint.formulas.truth(needed).truth })
    }

    /// Whether each step is for this household.
    pub(crate) fn steps(&mut self) -> Result<Vec<Truth>, Overflow> {
        let many = self.book.steps.len();
        let mut found = Vec::with_capacity(many);
        for at in 0..many {
            found.push(self.step(at)?);
        }
        Ok(found)
    }

    /// One of them. Where none of its categories may fit, it is not asked about.
    pub(crate) fn step(&mut self, at: usize) -> Result<Truth, Overflow> {
        let book = self.book;
        let Some(step) = book.steps.get(at) else { return Ok(Truth::Fails) };
        let applies = self.beside(None, step.test.as_ref(), &step.numbers)?;
        let applies = self.joint.formulas.truth(applies).truth;
        let is_idle =
            applies.decided().is_none() && !step.categories.is_empty() && !self.may_fit_any(&step.categories)?;
        Ok(if is_idle { Truth::Holds } else { applies })
    }

    fn may_fit_any(&mut self, categories: &[usize]) -> Result<bool, Overflow> {
        for category in categories {
            let unit = self.book.categories.get(*category).map_or(Unit::Household, |category| category.unit);
            for who in self.asked_of(unit) {
                if self.fitting(*category, who)?.truth.may_hold() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Of whom a thing is asked: of the household, or of everybody on the list.
    fn asked_of(&self, unit: Unit) -> impl Iterator<Item = Option<usize>> + use<> {
        let (household, people) = match unit {
            Unit::Household => (Some(None), 0),
            Unit::Person => (None, self.household.people.items.len()),
        };
        household.into_iter().chain((0..people).map(Some))
    }

    /// One measure.
    pub(crate) fn help_of(&mut self, at: usize, who: Option<usize>) -> Result<Helped, Overflow> {
        let Some(help) = self.book.help.get(at) else {
            return Ok(Helped { help: at, who, now: Truth::Fails, rest: Truth::Fails, truth: Truth::Fails });
        };
        let beside = self.beside(who, help.test.as_ref(), &help.numbers)?;
        let (already, may_be) = match beside {
            Formula::FAILS if !help.classes.is_empty() => (Formula::FAILS, Formula::FAILS),
            _ => self.of_classes(help, who)?,
        };
        let formulas = &mut self.joint.formulas;
        let now = formulas.truth_of_both(beside, already).truth;
        let truth = formulas.truth_of_both(beside, may_be).truth;
        Ok(Helped { help: at, who, now, rest: formulas.truth(beside).truth, truth })
    }

    /// Whether somebody is recognised already as one of those a measure is for, and whether they are or fit.
    fn of_classes(&mut self, help: &Help, who: Option<usize>) -> Result<OfClass, Overflow> {
        let none = if help.classes.is_empty() { Formula::HOLDS } else { Formula::FAILS };
        self.kept(
            |kept| &mut kept.of_classes,
            help.first_of_classes,
            who,
            |engine| {
                let mut each = Vec::with_capacity(help.classes.len());
                for category in &help.classes {
                    each.push(engine.class(who, *category)?);
                }
                let formulas = &mut engine.joint.formulas;
                let already = each.iter().fold(none, |any, (is, _)| formulas.or(any, *is));
                let either = |any, (is, fits): &OfClass| {
                    let any = formulas.or(any, *is);
                    formulas.or(any, *fits)
                };
                Ok((already, each.iter().fold(none, either)))
            },
        )
    }

    fn beside(&mut self, who: Option<usize>, test: Option<&Test>, numbers: &[usize]) -> Result<Formula, Overflow> {
        test.map_or(Ok(Formula::HOLDS), |test| self.formula(who, test, numbers))
    }

    /// Whether somebody is recognised as of a class already, and whether they fit; worked out once.
    fn class(&mut self, who: Option<usize>, category: usize) -> Result<OfClass, Overflow> {
        self.kept(|kept| &mut kept.classes, category, who, |engine| engine.find_class(who, category))
    }

    /// Two formulas of a numbered thing, of the household or of one person: worked out once, unless something was too long,
    /// which it may not be when it is looked at again.
    fn kept(
        &mut self,
        of: fn(&mut Self) -> &mut Classes,
        number: usize,
        who: Option<usize>,
        work: impl FnOnce(&mut Self) -> Result<OfClass, Overflow>,
    ) -> Result<OfClass, Overflow> {
        let place = self.place_of(number, who);
        if let Some(Some(known)) = of(self).get(place) {
            return Ok(*known);
        }
        let before = std::mem::take(&mut self.joint.formulas.widened);
        let found = work(self)?;
        let is_widened = std::mem::replace(&mut self.joint.formulas.widened, before);
        self.joint.formulas.widened |= is_widened;
        if !is_widened {
            let room = self.place_of(self.book.categories.len().max(self.book.help.len()), None);
            let kept = of(self);
            if kept.len() <= place {
                kept.resize(room.max(place + 1), None);
            }
            kept[place] = Some(found);
        }
        Ok(found)
    }

    fn find_class(&mut self, who: Option<usize>, category: usize) -> Result<OfClass, Overflow> {
        let of = self.book.categories.get(category);
        let is_persons = of.is_some_and(|category| category.unit == Unit::Person);
        let already = match of.and_then(|category| category.receipt) {
            Some(receipt) => match self.already(who, receipt, is_persons) {
                open @ Truth::Open(_) => FingerprintedTruth::hangs_on(
                    open,
                    &Unknown::Conclusion(&ListTest::Receives(vec![receipt]).into(), who),
                ),
                settled => FingerprintedTruth::of(settled == Truth::Holds),
            },
            None => FingerprintedTruth::FAILS,
        };
        let fits = match who {
            None if is_persons => self.formula(None, &Test::Fits(category), &[])?,
            _ => self.fits(who, category)?.map_or(Formula::FAILS, |of| of.all),
        };
        let already = self.joint.formulas.known(already, who);
        let Some(who) = who.filter(|_| !is_persons) else { return Ok((already, fits)) };
        // What a household is recognised as is for those who count.
        let counts = self.counting(who)?;
        Ok((self.joint.formulas.and(counts, already), self.joint.formulas.and(counts, fits)))
    }

    /// Whether something is received already. What only persons receive and was told of the household is one of them's;
    /// whose, only the family can say.
    fn already(&mut self, who: Option<usize>, receipt: CurrentBenefit, is_persons: bool) -> Truth {
        let household = self.household;
        let alone = household.people.items.len() == 1 && household.people.is_complete();
        let is_open = who.is_some() && is_persons && !alone;
        let told = household.receives.items.iter().filter(|received| received.what == receipt);
        let person = who.and_then(|who| household.people.items.get(who));
        let mut any = if household.receives.is_complete() { Truth::Fails } else { self.not_told() };
        for received in told {
            any = any.or(match (&received.who, person) {
                (Some(of), Some(person)) => Truth::of(*of == person.id),
                (None, _) if is_open => self.not_told(),
                _ => Truth::Holds,
            });
        }
        any
    }

    fn not_told(&mut self) -> Truth {
        Truth::Open(self.asks.intern(Ask::Answer(QuestionId::ReceivesComplete)))
    }
}
