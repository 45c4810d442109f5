//! Checking a household (校验): what cannot be true is refused with its place, before anything is computed.

use std::fmt::Arguments;

use doudi_facts::day::Day;
use doudi_facts::household::{Disability, FILE_VERSION, Head, Household, Relation};
use doudi_facts::known::Known;
use doudi_facts::money::Yuan;
use doudi_facts::question::{Answer, PersonField, QuestionId};
use doudi_facts::{chosen_answer, for_answer};

mod problem;
mod ties;

pub use problem::{LARGEST_YUAN, LONGEST_LIST, MOST_PEOPLE, Problem, Wrong};

/// The most homes a household can own.
const MOST_HOMES: usize = 100;
/// The oldest a person can be, in full years.
const OLDEST: u32 = 125;

/// Everything that is wrong with a household on the day of its application; empty when it can be assessed.
pub fn check(household: &Household, on: Day) -> Vec<Problem> {
    let mut found = Checker { household, on, problems: Vec::new() };
    if household.doudi != FILE_VERSION {
        found.report(format_args!("doudi"), Wrong::Version(household.doudi));
    }
    found.lengths();
    household.each_answer(|question, answer| found.answer(question, answer));
    found.people();
    found.problems.extend(ties::check(household));
    found.entries();
    found.problems
}

/// What is wrong with one answer by itself; the first thing. What it must agree on with answers about other people is not
/// looked at: [`check`] does that.
pub fn check_answer(household: &Household, question: QuestionId, on: Day) -> Option<Wrong> {
    let mut found = Checker { household, on, problems: Vec::new() };
    found.answer(question, household.answer(question)?);
    if let QuestionId::Income(head, at, _) = question {
        found.parts(head, at);
    }
    let at = question.to_string();
    found.problems.into_iter().find(|problem| problem.at == at).map(|problem| problem.what)
}

/// What cannot be in a window of fewer months than the file allows for: more months or days than it has.
pub(crate) fn beyond_window(household: &Household, months: u8) -> Vec<Problem> {
    let mut problems = Vec::new();
    for head in Head::ALL {
        for (i, income) in household.incomes.of(head).items.iter().enumerate() {
            let most = income.per.most_times_in(months);
            for told in values(&income.times).filter(|told| (most + 1..=income.per.most_times()).contains(*told)) {
                let what = Wrong::TooOften { told: *told, most };
                problems.push(Problem { at: format!("incomes.{head}.items[{i}].times"), what });
            }
        }
    }
    problems
}

struct Checker<'a> {
    household: &'a Household,
    on: Day,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// A place is spelled out only where something is wrong: most households are right.
    fn report(&mut self, at: Arguments<'_>, what: Wrong) {
        self.problems.push(Problem { at: at.to_string(), what });
    }

    fn lengths(&mut self) {
        let household = self.household;
        self.length(format_args!("people.items"), household.people.items.len(), MOST_PEOPLE);
        for (who, person) in household.people.items.iter().enumerate() {
            let at = format_args!("people.items[{who}].supporters.items");
            self.length(at, person.supporters.items.len(), LONGEST_LIST);
        }
        for head in Head::ALL {
            let length = household.incomes.of(head).items.len();
            self.length(format_args!("incomes.{head}.items"), length, LONGEST_LIST);
        }
        for (list, length) in [
            ("paid-out", household.paid_out.items.len()),
            ("expenses", household.expenses.items.len()),
            ("receives", household.receives.items.len()),
            ("troubles", household.troubles.items.len()),
            ("past", household.past.items.len()),
        ] {
            self.length(format_args!("{list}.items"), length, LONGEST_LIST);
        }
    }

    /// Checks an answer by itself.
    fn answer(&mut self, question: QuestionId, answer: Answer<'_>) {
        // Whatever was not asked is right.
        if answer.is_not_asked() {
            return;
        }
        match answer {
            Answer::Sum(sum) => self.sum(question, sum),
            Answer::Day(day) => self.day(question, day),
            Answer::Count(count) => self.count(question, count),
            Answer::Disability(card) => self.card(question, card),
            Answer::List(_) => {}
            chosen_answer!(Answer) => {
                // Most answers are single ones: only a range and a choice of several have a shape.
                let has_shape = for_answer!(Answer: answer,
                    known => matches!(known, Known::Between { .. } | Known::OneOf(_)),
                    _ => false);
                if has_shape && let Some(chosen) = answer.chosen() {
                    self.shape(question, &chosen);
                }
            }
        }
    }

    fn shape<T: PartialOrd>(&mut self, question: QuestionId, known: &Known<T>) {
        let what = match known {
            Known::Between { from: Some(from), to: Some(to) } if from > to => Wrong::Inverted,
            Known::Between { from: None, to: None } => Wrong::Empty,
            Known::OneOf(values) if values.is_empty() => Wrong::Empty,
            Known::NotAsked | Known::Unknown | Known::Is(_) | Known::Between { .. } | Known::OneOf(_) => return,
        };
        self.report(format_args!("{question}"), what);
    }

    fn sum(&mut self, question: QuestionId, sum: &Known<Yuan>) {
        self.shape(question, sum);
        for value in values(sum) {
            if *value < Yuan::ZERO {
                self.report(format_args!("{question}"), Wrong::Negative(*value));
            } else if *value > Yuan::whole(LARGEST_YUAN) {
                self.report(format_args!("{question}"), Wrong::TooLarge(*value));
            }
        }
    }

    fn day(&mut self, question: QuestionId, day: &Known<Day>) {
        self.shape(question, day);
        let is_birth = matches!(question, QuestionId::Person(_, PersonField::Birth));
        for day in values(day) {
            if *day > self.on {
                self.report(format_args!("{question}"), Wrong::Future(*day));
            } else if is_birth && day.full_years_on(self.on) > OLDEST {
                self.report(format_args!("{question}"), Wrong::LongAgo(*day));
            }
        }
    }

    fn count(&mut self, question: QuestionId, count: &Known<u16>) {
        self.shape(question, count);
        let QuestionId::Income(head, at, _) = question else {
            values(count).for_each(|count| self.length(format_args!("{question}"), usize::from(*count), MOST_HOMES));
            return;
        };
        let Some(income) = self.household.incomes.of(head).items.get(at) else { return };
        let most = income.per.most_times();
        if most == 1 && !count.is_not_asked() {
            self.report(format_args!("{question}"), Wrong::TimesOfWindow);
            return;
        }
        for told in values(count).copied().filter(|told| *told > most) {
            self.report(format_args!("{question}"), Wrong::TooOften { told, most });
        }
    }

    fn card(&mut self, question: QuestionId, card: &Known<Disability>) {
        self.shape(question, card);
        for card in values(card) {
            if let Disability::Card { grade, .. } = card
                && !(1..=4).contains(grade)
            {
                self.report(format_args!("{question}"), Wrong::Grade(*grade));
            }
        }
    }

    fn people(&mut self) {
        let people = &self.household.people.items;
        for (i, person) in people.iter().enumerate() {
            if people.iter().take(i).any(|earlier| earlier.id == person.id) {
                self.report(format_args!("people.items[{i}].id"), Wrong::SamePerson(person.id.clone()));
            }
        }
        let applicants = people.iter().filter(|p| p.relation.exact() == Some(&Relation::Applicant)).count();
        if applicants > 1 || (applicants == 0 && !people.is_empty()) {
            self.report(format_args!("people.items"), Wrong::Applicants(applicants));
        }
    }

    /// Whose each entry is, and what its parts must agree on.
    fn entries(&mut self) {
        let household = self.household;
        for head in Head::ALL {
            for (i, income) in household.incomes.of(head).items.iter().enumerate() {
                let at = format_args!("incomes.{head}.items[{i}]");
                self.person(at, &income.who);
                if income.kind.head() != head {
                    self.report(format_args!("{at}.kind"), Wrong::WrongHead(income.kind.head()));
                }
                self.parts(head, i);
            }
        }
        for (i, paid) in household.paid_out.items.iter().enumerate() {
            self.person(format_args!("paid-out.items[{i}]"), &paid.who);
        }
        for (i, expense) in household.expenses.items.iter().enumerate() {
            self.person(format_args!("expenses.items[{i}]"), &expense.who);
        }
        for (i, received) in household.receives.items.iter().enumerate() {
            if let Some(who) = &received.who {
                self.person(format_args!("receives.items[{i}]"), who);
            }
        }
    }

    /// Whether the parts of an income are within the whole.
    fn parts(&mut self, head: Head, at: usize) {
        if let Some(income) = self.household.incomes.of(head).items.get(at)
            && let (Some(part), Some(each)) = (income.base_part.exact(), income.each.exact())
            && income.per.most_times() == 1
            && part > each
        {
            self.report(format_args!("incomes.{head}.items[{at}].base-part"), Wrong::PartBeyondWhole);
        }
    }

    fn person(&mut self, at: Arguments<'_>, id: &str) {
        if self.household.person(id).is_none() {
            self.report(format_args!("{at}.who"), Wrong::NoSuchPerson(id.to_owned()));
        }
    }

    fn length(&mut self, at: Arguments<'_>, length: usize, most: usize) {
        if length > most {
            self.report(at, Wrong::TooMany(most));
        }
    }
}

fn values<T>(known: &Known<T>) -> impl Iterator<Item = &T> {
    let (one, ends, several): (Option<&T>, [Option<&T>; 2], &[T]) = match known {
        Known::NotAsked | Known::Unknown => (None, [None, None], &[]),
        Known::Is(value) => (Some(value), [None, None], &[]),
        Known::Between { from, to } => (None, [from.as_ref(), to.as_ref()], &[]),
        Known::OneOf(values) => (None, [None, None], values),
    };
    one.into_iter().chain(ends.into_iter().flatten()).chain(several)
}
