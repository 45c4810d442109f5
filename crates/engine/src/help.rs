//! Help after the verdicts (帮扶): which measures a household and its people may look to, and what they should bring.
//!
//! Each distinct test is looked at once for each person it is asked of, in worlds of its own, as a category is: a
//! measure for 低保 or 边缘 alike is sure where only which of the two fits is open. See decision 0010.

use crate::ask::{Ask, AskSet, Fact};
use crate::facts::Receipt;
use crate::mark::Unknown;
use crate::money::Overflow;
use crate::rules::{Book, Help, HelpClass, Test, Unit};
use crate::scene::{Engine, Scene};
use crate::truth::{Marked, Question, Truth};
use crate::verdict::Assessment;
use crate::world::{Join, Stop};

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

/// What one world yields of a measure.
#[derive(Clone, Copy)]
struct Offered {
    now: Marked,
    rest: Marked,
    truth: Marked,
}

impl Join for Offered {
    fn join(&mut self, other: Self, deciding: Question) {
        self.now.join(other.now, deciding);
        self.rest.join(other.rest, deciding);
        self.truth.join(other.truth, deciding);
    }
}

impl Join for Marked {
    fn join(&mut self, other: Self, deciding: Question) {
        Self::join(self, other, deciding);
    }
}

impl Engine<'_> {
    /// Every measure, for the household or for each person; and whether some had to be looked at without splitting.
    pub(crate) fn help(&mut self) -> Result<(Vec<Helped>, bool), Overflow> {
        let book = self.book;
        let mut found: Vec<Helped> = Vec::new();
        let mut widened = false;
        for (at, help) in book.help.iter().enumerate() {
            let same = book.help.iter().take(at).position(|earlier| is_alike(earlier, help));
            for who in self.asked_of(help.unit) {
                let known = same.and_then(|same| found.iter().find(|one| (one.help, one.who) == (same, who)));
                if let Some(known) = known.copied() {
                    found.push(Helped { help: at, ..known });
                    continue;
                }
                self.share(help.classes.iter().map(|class| class.category), help.test.as_ref());
                let explored = self.explored(|engine, scene| engine.offered(scene, who, help))?;
                widened |= explored.widened;
                let Offered { now, rest, truth } = explored.outcome;
                found.push(Helped { help: at, who, now: now.truth, rest: rest.truth, truth: truth.truth });
            }
        }
        Ok((found, widened))
    }

    /// Everything to bring, of the household or of each person.
    pub(crate) fn bring(&mut self) -> Result<Vec<Brought>, Overflow> {
        let book = self.book;
        let mut found = Vec::new();
        for (at, bring) in book.bring.iter().enumerate() {
            for who in self.asked_of(bring.unit) {
                self.share(std::iter::empty(), bring.test.as_ref());
                let explored = self.explored(|engine, scene| engine.beside(scene, who, bring.test.as_ref()))?;
                found.push(Brought { bring: at, who, truth: explored.outcome.truth });
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

    fn offered(&mut self, scene: &mut Scene<'_>, who: Option<usize>, help: &Help) -> Result<Offered, Stop> {
        let rest = self.beside(scene, who, help.test.as_ref())?;
        if rest == Marked::FAILS {
            return Ok(Offered { now: rest, rest, truth: rest });
        }
        let (mut now, mut class) = (Marked::FAILS, Marked::FAILS);
        for of in &help.classes {
            let (already, fits) = self.class(scene, who, *of)?;
            now = now.or(already);
            class = class.or(already).or(fits);
        }
        if help.classes.is_empty() {
            (now, class) = (Marked::HOLDS, Marked::HOLDS);
        }
        Ok(Offered { now: now.and(rest), rest, truth: rest.and(class) })
    }

    /// Whether somebody is recognised already, and whether they fit.
    fn class(&mut self, scene: &mut Scene<'_>, who: Option<usize>, of: HelpClass) -> Result<(Marked, Marked), Stop> {
        let is_persons = self.book.categories.get(of.category).is_some_and(|category| category.unit == Unit::Person);
        let already = match of.receipt {
            Some(receipt) => {
                let word = Test::Receives(vec![receipt]);
                Marked::hangs_on(self.already(who, receipt, is_persons), &Unknown::Word(&word, who))
            }
            None => Marked::FAILS,
        };
        let fits = self.fits(scene, who, of.category)?;
        if is_persons || who.is_none() {
            return Ok((already, fits));
        }
        // What a household is recognised as is for those who count.
        let counts = self.test(scene, who, &Test::Counts)?;
        Ok((counts.and(already), counts.and(fits)))
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

    fn beside(&mut self, scene: &mut Scene<'_>, who: Option<usize>, test: Option<&Test>) -> Result<Marked, Stop> {
        test.map_or(Ok(Marked::HOLDS), |test| self.test(scene, who, test))
    }
}

/// Whether two measures hang on the same.
fn is_alike(one: &Help, other: &Help) -> bool {
    (&one.classes, &one.test, one.unit) == (&other.classes, &other.test, other.unit)
}
