//! Help after the verdicts (帮扶): which measures a household and its people may look to, and what they should bring.
//!
//! Each distinct test is looked at once for each person it is asked of, in worlds of its own, as a category is: a
//! measure for 低保 or 边缘 alike is sure where only which of the two fits is open. See decision 0010.

use std::rc::Rc;

use crate::ask::{Ask, AskSet, Fact};
use crate::assess::Conditions;
use crate::facts::Receipt;
use crate::mark::Unknown;
use crate::money::Overflow;
use crate::rules::{Book, Help, HelpClass, Test, Unit};
use crate::scene::Engine;
use crate::tree::{Formula, Tree};
use crate::truth::{Marked, Truth};
use crate::verdict::Assessment;

/// What is known of one measure, for the household or for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helped {
    /// Index of the measure.
    pub help: usize,
    /// The person, by their place in the list; `None`: the household.
    pub who: Option<usize>,
    /// Whether they are recognised already as one of those it is for, and the rest holds.
    pub now: Truth,
    /// Whether everything but being recognised holds.
    pub rest: Truth,
    /// Whether they get it, if everybody decides as the rules say.
    pub truth: Truth,
}

/// How far a measure is from a family. None of the three is a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offer {
    /// 现在就可以找: nothing has to be recognised first.
    Now,
    /// 认定以后: once they are recognised as one of those it is for.
    Once,
    /// 要看: it hangs on something else too.
    Depends,
}

impl Helped {
    /// How far it is; `None`: not for them.
    pub fn offer(&self) -> Option<Offer> {
        match (self.truth, self.now, self.rest) {
            (Truth::Fails, ..) => None,
            (_, Truth::Holds, _) => Some(Offer::Now),
            (.., Truth::Holds) => Some(Offer::Once),
            _ => Some(Offer::Depends),
        }
    }
}

/// What is known of one thing to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// Index of the thing.
    pub bring: usize,
    /// Whose it is, by their place in the list; `None`: the household's.
    pub who: Option<usize>,
    /// Whether it is needed.
    pub truth: Truth,
}

impl Assessment {
    /// Every ask on which a measure hangs that may still be theirs.
    pub fn help_asks(&self) -> AskSet {
        let open = self.help.iter().filter(|helped| helped.offer().is_some());
        open.fold(AskSet::EMPTY, |asks, helped| asks.union(helped.truth.asks()))
    }

    /// The categories through which a measure comes: those that fit for sure, or else all that may.
    pub fn through(&self, helped: &Helped, book: &Book) -> Vec<usize> {
        let classes = book.help.get(helped.help).map_or(&[][..], |help| &help.classes);
        let fits = |category: usize, holds: fn(Truth) -> bool| {
            let is_theirs = |who: Option<usize>| helped.who.is_none() || who.is_none() || who == helped.who;
            self.of(category).any(|verdict| is_theirs(verdict.who) && holds(verdict.fits))
        };
        let of = |holds: fn(Truth) -> bool| {
            classes.iter().map(|class| class.category).filter(|category| fits(*category, holds)).collect::<Vec<_>>()
        };
        let sure = of(|truth| truth == Truth::Holds);
        if sure.is_empty() { of(Truth::may_hold) } else { sure }
    }
}

impl<'a> Engine<'a> {
    /// Every measure, for the household or for each person.
    pub(crate) fn help(&mut self) -> Result<Vec<Helped>, Overflow> {
        let book = self.book;
        let mut found: Vec<Helped> = Vec::new();
        for (at, help) in book.help.iter().enumerate() {
            let same = book.help.iter().take(at).position(|earlier| is_alike(earlier, help));
            for who in self.asked_of(help.unit) {
                let known = same.and_then(|same| found.iter().find(|one| (one.help, one.who) == (same, who)));
                let helped = match known {
                    Some(known) => Helped { help: at, ..*known },
                    None => self.helped(at, who, help)?,
                };
                found.push(helped);
            }
        }
        Ok(found)
    }

    /// Everything to bring, of the household or of each person.
    pub(crate) fn bring(&mut self) -> Result<Vec<Brought>, Overflow> {
        let book = self.book;
        let mut found = Vec::new();
        for (at, bring) in book.bring.iter().enumerate() {
            for who in self.asked_of(bring.unit) {
                let truth = match &bring.test {
                    Some(test) => self.tested(test, who)?.joined().truth,
                    None => Truth::Holds,
                };
                found.push(Brought { bring: at, who, truth });
            }
        }
        Ok(found)
    }

    /// Of whom a thing is asked: of the household, or of everybody on the list.
    fn asked_of(&self, unit: Unit) -> Vec<Option<usize>> {
        match unit {
            Unit::Household => vec![None],
            Unit::Person => (0..self.household.people.items.len()).map(Some).collect(),
        }
    }

    fn helped(&mut self, at: usize, who: Option<usize>, help: &'a Help) -> Result<Helped, Overflow> {
        let rest = help.test.as_ref().map(|test| self.tested(test, who)).transpose()?;
        let truth = rest.as_ref().map_or(Truth::Holds, |rest| rest.joined().truth);
        if truth == Truth::Fails {
            return Ok(Helped { help: at, who, now: truth, rest: truth, truth });
        }
        let classes = help.classes.iter().map(|of| self.class(who, *of)).collect::<Result<Vec<_>, _>>()?;
        let rest = || rest.as_deref().map_or(Formula::Known(Marked::HOLDS), Formula::Part);
        let any = |of: fn(&Class) -> Formula<'_>| {
            let any = Formula::any(classes.iter().map(of));
            Formula::all([rest(), if classes.is_empty() { Formula::Known(Marked::HOLDS) } else { any }])
        };
        let (now, truth, rest) =
            self.jointly(|joint| (joint.truth(&any(Class::already)), joint.truth(&any(Class::may_be)), truth));
        Ok(Helped { help: at, who, now: now.truth, rest, truth: truth.truth })
    }

    /// A test that is no category's, in its worlds.
    fn tested(&mut self, test: &'a Test, who: Option<usize>) -> Result<Rc<Tree<Marked>>, Overflow> {
        if let Some((.., known)) = self.tested.iter().find(|(known, whose, _)| (*known, *whose) == (test, who)) {
            return Ok(Rc::clone(known));
        }
        let found = Rc::new(self.explored(|engine, scene| engine.test(scene, who, test))?);
        self.tested.push((test, who, Rc::clone(&found)));
        Ok(found)
    }

    /// What it takes to be of a class.
    fn class(&mut self, who: Option<usize>, of: HelpClass) -> Result<Class, Overflow> {
        let category = self.book.categories.get(of.category);
        let is_persons = category.is_some_and(|category| category.unit == Unit::Person);
        let already = match of.receipt {
            Some(receipt) => {
                let word = Test::Receives(vec![receipt]);
                Marked::hangs_on(self.already(who, receipt, is_persons), &Unknown::Word(&word, who))
            }
            None => Marked::FAILS,
        };
        let fits = match who {
            // One of them fits.
            None if is_persons => Fits::Somebody(self.explored(|engine, scene| engine.fits(scene, None, of.category))?),
            _ => Fits::All(self.conditions((of.category, who.filter(|_| is_persons)))?),
        };
        // What a household is recognised as is for those who count.
        let counts = who.filter(|_| !is_persons).map(|who| self.tested(&Test::Counts, Some(who))).transpose()?;
        Ok(Class { already, fits, counts })
    }

    /// Whether something is received already. What only persons receive and was told of the household is one of them's;
    /// whose, only the family can say.
    fn already(&mut self, who: Option<usize>, receipt: Receipt, is_persons: bool) -> Truth {
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
        Truth::Open(self.asks.intern(Ask::Answer(Fact::ReceivesComplete)))
    }
}

/// What it takes to be of a class.
struct Class {
    /// Whether they are recognised already.
    already: Marked,
    fits: Fits,
    /// Whether the person counts, where that matters.
    counts: Option<Rc<Tree<Marked>>>,
}

enum Fits {
    /// All of the conditions.
    All(Rc<Conditions>),
    /// Somebody's.
    Somebody(Tree<Marked>),
}

impl Class {
    fn already(&self) -> Formula<'_> {
        self.counting(Formula::Known(self.already))
    }

    fn may_be(&self) -> Formula<'_> {
        let fits = match &self.fits {
            Fits::All(conditions) => conditions.all(),
            Fits::Somebody(fits) => Formula::Part(fits),
        };
        self.counting(Formula::any([Formula::Known(self.already), fits]))
    }

    fn counting<'c>(&'c self, of: Formula<'c>) -> Formula<'c> {
        match &self.counts {
            Some(counts) => Formula::all([Formula::Part(counts), of]),
            None => of,
        }
    }
}

/// Whether two measures hang on the same.
fn is_alike(one: &Help, other: &Help) -> bool {
    (&one.classes, &one.test, one.unit) == (&other.classes, &other.test, other.unit)
}
