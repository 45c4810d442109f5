//! Members (共同生活的家庭成员): who counts, by the rules of the place.

use crate::ask::{Ask, Asks, Fact, PersonField};
use crate::day::Day;
use crate::facts::{Household, Person};
use crate::known::Known;
use crate::rules::{Book, Test};
use crate::truth::Truth;

/// What the rules say of a person: whether any way to count holds and no way not to. `who` is the person's place in
/// the list.
pub(crate) fn counts(book: &Book, household: &Household, on: Day, who: usize, asks: &mut Asks) -> Truth {
    let Some(person) = household.people.items.get(who) else {
        return Truth::Fails;
    };
    let mut subject = Subject { person, who, on, asks };
    let mut any = |rules: &[crate::rules::MemberRule]| {
        rules.iter().fold(Truth::Fails, |so_far, rule| so_far.or(subject.test(&rule.test)))
    };
    let stranger = any(&book.strangers);
    any(&book.members).and(!stranger)
}

/// A person a test is about.
struct Subject<'a> {
    person: &'a Person,
    who: usize,
    on: Day,
    asks: &'a mut Asks,
}

impl Subject<'_> {
    fn test(&mut self, test: &Test) -> Truth {
        let person = self.person;
        match test {
            Test::All(tests) => tests.iter().fold(Truth::Holds, |so_far, one| so_far.and(self.test(one))),
            Test::Any(tests) => tests.iter().fold(Truth::Fails, |so_far, one| so_far.or(self.test(one))),
            Test::Not(one) => !self.test(one),
            Test::Relation(of) => self.asks_of(PersonField::Relation, &person.relation, |r| of.contains(r)),
            Test::AgeUnder(years) => self.age_under(*years),
            Test::Studies(of) => self.asks_of(PersonField::Study, &person.study, |s| of.contains(s)),
            Test::Away(of) => self.asks_of(PersonField::Away, &person.away, |a| of.contains(a)),
            Test::LivesTogether => self.asks_of(PersonField::LivesTogether, &person.lives_together, |yes| *yes),
            Test::SharesPurse => self.asks_of(PersonField::SharesPurse, &person.shares_purse, |yes| *yes),
            Test::Married => self.asks_of(PersonField::Married, &person.married, |yes| *yes),
            Test::Dependent => self.asks_of(PersonField::Dependent, &person.dependent, |yes| *yes),
            Test::Judged(judgement) => Truth::Open(self.asks.intern(Ask::Judgement(*judgement))),
            // INVARIANT: a rulebook is refused when it asks of one person what only a household has.
            Test::IncomePerHead { .. } | Test::AssetsWithin(_) | Test::Reads { .. } | Test::Fits(_) => Truth::Fails,
        }
    }

    fn asks_of<T>(&mut self, field: PersonField, known: &Known<T>, holds: impl Fn(&T) -> bool) -> Truth {
        let decided = match known {
            Known::Is(value) => Some(holds(value)),
            Known::OneOf(values) if values.iter().all(&holds) => Some(true),
            Known::OneOf(values) if !values.iter().any(&holds) => Some(false),
            Known::NotAsked | Known::Unknown | Known::OneOf(_) | Known::Between { .. } => None,
        };
        decided.map_or_else(|| Truth::Open(self.asks.intern(Ask::Answer(Fact::Person(self.who, field)))), Truth::of)
    }

    /// Younger than so many full years on the day. A birth told as a range holds or fails only if both ends do.
    fn age_under(&mut self, years: u8) -> Truth {
        let younger = |born: Option<&Day>| born.map(|day| day.full_years_on(self.on) < u32::from(years));
        let (earliest, latest) = self.person.birth.ends();
        match (younger(earliest), younger(latest)) {
            (Some(true), _) => Truth::Holds,
            (_, Some(false)) => Truth::Fails,
            _ => Truth::Open(self.asks.intern(Ask::Answer(Fact::Person(self.who, PersonField::Birth)))),
        }
    }
}
