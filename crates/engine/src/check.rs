//! Checking a household (校验): what cannot be true is refused with its place, before anything is computed.

use std::fmt::Arguments;

use doudi_facts::day::Day;
use doudi_facts::household::{Disability, FILE_VERSION, Head, Household, Income, Relation};
use doudi_facts::known::Known;
use doudi_facts::money::Yuan;
use doudi_facts::question::{BackgroundField, SelfCareField};

mod ties;

/// The most that any one amount can be, in 元. Beyond it a digit too many is likelier than a sum.
pub const LARGEST_YUAN: i64 = 100_000_000;
/// The most people a household can list. Who lives with the applicant, and parents, spouses, children and grandchildren who
/// live elsewhere: a couple with both of their parents and eight children, each of them married and with one child, are thirty.
pub const MOST_PEOPLE: usize = 30;
/// The most entries any other list can have: of thirty people no head of income, and nothing owed or received, has more.
pub const LONGEST_LIST: usize = 50;

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

/// Something in a household that cannot be, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path in the household file: `people.items[1].birth`.
    pub at: String,
    /// What is wrong there.
    pub what: Wrong,
}

/// What can be wrong. The words, with the mend, are the interface's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A file of another version.
    Version(u32),
    /// Two people with the same id.
    SamePerson(String),
    /// An entry of someone who is not among the people.
    NoSuchPerson(String),
    /// Nobody, or more than one, is the applicant.
    Applicants(usize),
    /// A day after the day of the application.
    Future(Day),
    /// A day too long ago for a living person.
    LongAgo(Day),
    /// More months or days than the window has.
    TooOften {
        /// What was told.
        told: u16,
        /// The most there can be.
        most: u16,
    },
    /// A count of times where the amount is for the whole window.
    TimesOfWindow,
    /// An amount beyond [`LARGEST_YUAN`].
    TooLarge(Yuan),
    /// An amount below 0.
    Negative(Yuan),
    /// More than ten thousand homes and the like.
    TooMany(usize),
    /// A range whose ends are the wrong way round.
    Inverted,
    /// A choice of nothing, or a range without ends.
    Empty,
    /// A kind of income under the head of another.
    WrongHead(Head),
    /// A person tied to themselves.
    OwnKin,
    /// Two spouses of one person.
    SecondSpouse,
    /// A spouse of somebody who is told to be unmarried.
    SpouseOfSingle,
    /// More than two parents of one person.
    ThirdParent,
    /// A parent who is younger than the child, or hardly older.
    ParentTooYoung,
    /// A tie that the relation to the applicant excludes.
    TieAgainstRelation,
    /// Somebody who lives elsewhere, with somebody who lives in this home.
    TwoHomes,
    /// A disability grade other than 1 to 4.
    Grade(u8),
    /// A part larger than the whole.
    PartBeyondWhole,
}

/// Everything that is wrong with a household on the day of its application; empty when it can be assessed.
pub fn check(household: &Household, on: Day) -> Vec<Problem> {
    let mut found = Checker { household, on, problems: Vec::new() };
    found.version();
    found.people();
    ties::check(&mut found);
    for head in Head::ALL {
        found.incomes(head);
    }
    found.spending();
    found.assets();
    found.circumstances();
    found.problems
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

    fn version(&mut self) {
        if self.household.doudi != FILE_VERSION {
            self.report(format_args!("doudi"), Wrong::Version(self.household.doudi));
        }
        self.shape(format_args!("area"), &self.household.area);
    }

    fn people(&mut self) {
        let people = &self.household.people.items;
        self.length_of(format_args!("people.items"), people.len(), MOST_PEOPLE);
        for (i, person) in people.iter().enumerate() {
            let at = format_args!("people.items[{i}]");
            if people.iter().take(i).any(|earlier| earlier.id == person.id) {
                self.report(format_args!("{at}.id"), Wrong::SamePerson(person.id.clone()));
            }
            self.shape(format_args!("{at}.relation"), &person.relation);
            self.shape(format_args!("{at}.study"), &person.study);
            self.shape(format_args!("{at}.away"), &person.away);
            self.shape(format_args!("{at}.disability"), &person.disability);
            self.shape(format_args!("{at}.lives"), &person.lives);
            self.shape(format_args!("{at}.shares-purse"), &person.shares_purse);
            self.shape(format_args!("{at}.married"), &person.married);
            self.shape(format_args!("{at}.dependent"), &person.dependent);
            self.shape(format_args!("{at}.severe-illness"), &person.severe_illness);
            self.shape(format_args!("{at}.work"), &person.work);
            self.shape(format_args!("{at}.labour"), &person.labour);
            self.shape(format_args!("{at}.mother"), &person.mother);
            self.shape(format_args!("{at}.father"), &person.father);
            for field in SelfCareField::ALL {
                self.shape(format_args!("{at}.self-care.{field}"), person.self_care.of(field));
            }
            self.length(format_args!("{at}.supporters.items"), person.supporters.items.len());
            for (j, supporter) in person.supporters.items.iter().enumerate() {
                self.shape(format_args!("{at}.supporters.items[{j}].state"), &supporter.state);
            }
            let birth = format_args!("{at}.birth");
            self.shape(birth, &person.birth);
            for day in values(&person.birth) {
                if *day > self.on {
                    self.report(birth, Wrong::Future(*day));
                } else if day.full_years_on(self.on) > 125 {
                    self.report(birth, Wrong::LongAgo(*day));
                }
            }
            for value in values(&person.disability) {
                if let Disability::Card { grade, .. } = value
                    && !(1..=4).contains(grade)
                {
                    self.report(format_args!("{at}.disability"), Wrong::Grade(*grade));
                }
            }
        }
        let applicants = people.iter().filter(|p| p.relation.exact() == Some(&Relation::Applicant)).count();
        if applicants > 1 || (applicants == 0 && !people.is_empty()) {
            self.report(format_args!("people.items"), Wrong::Applicants(applicants));
        }
    }

    fn incomes(&mut self, head: Head) {
        let items = &self.household.incomes.of(head).items;
        self.length(format_args!("incomes.{head}.items"), items.len());
        for (i, income) in items.iter().enumerate() {
            let at = format_args!("incomes.{head}.items[{i}]");
            self.person(at, &income.who);
            self.sum(format_args!("{at}.each"), &income.each);
            self.sum(format_args!("{at}.costs"), &income.costs);
            self.sum(format_args!("{at}.base-part"), &income.base_part);
            self.shape(format_args!("{at}.basis"), &income.basis);
            self.times(at, income);
            if income.kind.head() != head {
                self.report(format_args!("{at}.kind"), Wrong::WrongHead(income.kind.head()));
            }
            if let (Some(part), Some(each)) = (income.base_part.exact(), income.each.exact())
                && income.per.most_times() == 1
                && part > each
            {
                self.report(format_args!("{at}.base-part"), Wrong::PartBeyondWhole);
            }
        }
    }

    fn times(&mut self, at: Arguments<'_>, income: &Income) {
        let at = format_args!("{at}.times");
        self.shape(at, &income.times);
        let most = income.per.most_times();
        if most == 1 && !income.times.is_not_asked() {
            self.report(at, Wrong::TimesOfWindow);
            return;
        }
        let beyond: Vec<u16> = values(&income.times).filter(|told| **told > most).copied().collect();
        for told in beyond {
            self.report(at, Wrong::TooOften { told, most });
        }
    }

    fn spending(&mut self) {
        let household = self.household;
        self.length(format_args!("paid-out.items"), household.paid_out.items.len());
        for (i, paid) in household.paid_out.items.iter().enumerate() {
            let at = format_args!("paid-out.items[{i}]");
            self.person(at, &paid.who);
            self.sum(format_args!("{at}.amount"), &paid.amount);
        }
        self.length(format_args!("expenses.items"), household.expenses.items.len());
        for (i, expense) in household.expenses.items.iter().enumerate() {
            let at = format_args!("expenses.items[{i}]");
            self.person(at, &expense.who);
            self.sum(format_args!("{at}.amount"), &expense.amount);
        }
    }

    fn assets(&mut self) {
        let assets = &self.household.assets;
        self.sum(format_args!("assets.savings"), &assets.savings);
        self.shape(format_args!("assets.homes"), &assets.homes);
        for homes in values(&assets.homes) {
            self.length_of(format_args!("assets.homes"), usize::from(*homes), 100);
        }
        self.shape(format_args!("assets.vehicle"), &assets.vehicle);
        self.shape(format_args!("assets.business"), &assets.business);
        self.shape(format_args!("assets.insurance"), &assets.insurance);
        self.shape(format_args!("assets.given-away"), &assets.given_away);
        self.shape(format_args!("assets.big-spending"), &assets.big_spending);
    }

    fn circumstances(&mut self) {
        let household = self.household;
        for field in BackgroundField::ALL {
            self.shape(format_args!("background.{field}"), household.background.of(field));
        }
        self.length(format_args!("receives.items"), household.receives.items.len());
        for (i, received) in household.receives.items.iter().enumerate() {
            if let Some(who) = &received.who {
                self.person(format_args!("receives.items[{i}]"), who);
            }
        }
        self.length(format_args!("troubles.items"), household.troubles.items.len());
        self.length(format_args!("past.items"), household.past.items.len());
        for (i, past) in household.past.items.iter().enumerate() {
            let at = format_args!("past.items[{i}].when");
            self.shape(at, &past.when);
            let ahead: Vec<Day> = values(&past.when).filter(|day| **day > self.on).copied().collect();
            for day in ahead {
                self.report(at, Wrong::Future(day));
            }
        }
    }

    fn person(&mut self, at: Arguments<'_>, id: &str) {
        if self.household.person(id).is_none() {
            self.report(format_args!("{at}.who"), Wrong::NoSuchPerson(id.to_owned()));
        }
    }

    fn sum(&mut self, at: Arguments<'_>, sum: &Known<Yuan>) {
        self.shape(at, sum);
        for value in values(sum) {
            if *value < Yuan::ZERO {
                self.report(at, Wrong::Negative(*value));
            } else if *value > Yuan::whole(LARGEST_YUAN) {
                self.report(at, Wrong::TooLarge(*value));
            }
        }
    }

    fn shape<T: PartialOrd>(&mut self, at: Arguments<'_>, known: &Known<T>) {
        match known {
            Known::Between { from: Some(from), to: Some(to) } if from > to => self.report(at, Wrong::Inverted),
            Known::Between { from: None, to: None } => self.report(at, Wrong::Empty),
            Known::OneOf(values) if values.is_empty() => self.report(at, Wrong::Empty),
            _ => {}
        }
    }

    fn length(&mut self, at: Arguments<'_>, length: usize) {
        self.length_of(at, length, LONGEST_LIST);
    }

    fn length_of(&mut self, at: Arguments<'_>, length: usize, most: usize) {
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
