//! What a single test compared, and what that comes to.

use std::cmp::Ordering;

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Away, Disability, Labour, Lives, ParentState, Relation, SelfCareGrade, Study, SupporterState, Work,
};
use doudi_facts::money::{Bounds, Multiple, Overflow, Yuan};

use super::agree::{all_alike, both};
use super::property::{Owned, PropertyCompared, any_owned};
use crate::ask::AskSet;
use crate::rules::{Against, ORDERS, Share, Test};
use crate::side::side;
use crate::truth::Truth;
use crate::verdict::LineUsed;

/// What a test compared. What the rule wants stands in the test itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// An income against a multiple of a line.
    Income(IncomeCompared),
    /// Spending against a share of the income counted, both 元 a year.
    Spending {
        /// What is spent.
        spent: Bounds,
        /// The income, where a loss is none.
        income: Bounds,
        /// The standard that living costs are counted by, 元 a year for one person; `None`: by none.
        living: Option<Bounds>,
    },
    /// What the family owns against a property limit.
    Within(PropertyCompared),
    /// Whether one of these things is owned.
    Owns(Owned),
    /// The option a reading is read in; `None`: open.
    Reads(Option<usize>),
    /// What only somebody else can say.
    Judged,
    /// An answer: every value it may have; empty: not told.
    Told(Vec<Value>),
    /// The same of mother and father.
    Parents(Vec<ParentState>, Vec<ParentState>),
    /// A birth, the earliest and the latest it may be, and the day of the application.
    Birth {
        /// The earliest it may be.
        earliest: Option<Day>,
        /// The latest it may be.
        latest: Option<Day>,
        /// The day on which the age counts.
        on: Day,
    },
    /// How many of the six things cannot be done alone for sure, and of how many that is not told.
    SelfCare {
        /// Cannot be done alone.
        cannot: u32,
        /// Not told.
        open: u32,
    },
    /// What each supporter who always owes support may be like, whether the list is told to the end, and whether nobody else
    /// owes support; `None`: open.
    Supporters(Vec<Vec<SupporterState>>, bool, Option<bool>),
    /// Whether something stands in a list, and whether that is told to the end.
    Listed {
        /// It stands there.
        stands: bool,
        /// The list is complete.
        complete: bool,
    },
    /// The days of what is past, the day of the application, and whether the list is complete.
    Past {
        /// Earliest and latest day of each.
        days: Vec<(Option<Day>, Option<Day>)>,
        /// The day of the application.
        on: Day,
        /// Whether nothing is missing.
        complete: bool,
    },
    /// The area whose standards apply; `None`: open.
    Area(Option<Area>),
    /// Whether the person counts as a member; `None`: open.
    Counts(Option<bool>),
    /// A word for persons asked of nobody: it fails.
    Nobody,
}

/// An income against a line: income × 12 ? line × times × people × months, nothing divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncomeCompared {
    /// Income counted, 元 in the window.
    pub sum: Bounds,
    /// Among how many it is shared, at least and at most; `None`: no upper bound.
    pub people: (u32, Option<u32>),
    /// Months of the window.
    pub months: u8,
    /// The line by the year, for one person.
    pub yearly: Bounds,
    /// How the line stands.
    pub used: LineUsed,
    /// Whether it can still lie below, at, above, after what the world decides of the same line.
    pub left: [bool; 3],
    /// Whether anybody counts at all; `None`: open.
    pub somebody: Option<bool>,
}

/// An answer of one kind or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Is(bool),
    /// 与申请人关系
    Relation(Relation),
    /// 在校情况
    Study(Study),
    /// 住处
    Lives(Lives),
    /// 特殊情形
    Away(Away),
    /// 残疾证
    Card(Disability),
    /// 就业情况
    Work(Work),
    /// 劳动能力
    Labour(Labour),
}

impl Compared {
    /// What it comes to for a test; `asks` would settle it where it is open.
    pub fn truth(&self, test: Option<&Test>, asks: AskSet) -> Truth {
        self.decides(test).map_or(Truth::Open(asks), Truth::of)
    }

    /// Whether it settles the test, and how.
    pub fn decides(&self, test: Option<&Test>) -> Option<bool> {
        match (self, test) {
            (Self::Income(income), Some(Test::IncomePerHead(against) | Test::OwnIncome(against))) => {
                income.decides(against)
            }
            (Self::Spending { spent, income, .. }, Some(Test::Spending(share))) => spending(*spent, *income, share),
            (Self::Within(property), _) => property.decides(),
            (Self::Owns(things), _) => any_owned(things),
            (Self::Reads(chosen), Some(Test::Reads { option, .. })) => chosen.map(|chosen| chosen == *option),
            (Self::Judged, _) => None,
            (Self::Told(values), Some(test)) => all_alike(values.iter().map(|value| value.meets(test))),
            (Self::Parents(mother, father), Some(Test::Parents(of))) => {
                let is = |states: &[ParentState]| all_alike(states.iter().map(|state| of.contains(state)));
                both(is(mother), is(father))
            }
            (Self::Birth { earliest, latest, on }, Some(Test::Age(since))) => since.decides(*earliest, *latest, *on),
            (Self::SelfCare { cannot, open }, Some(Test::SelfCare(grades))) => {
                all_alike((*cannot..=cannot + open).map(|cannot| grades.contains(&grade(cannot))))
            }
            (Self::Supporters(states, complete, nobody_else), Some(Test::Supporters(of))) => {
                let is = |states: &Vec<SupporterState>| all_alike(states.iter().map(|state| of.contains(state)));
                let first = both(complete.then_some(true), *nobody_else);
                states.iter().map(is).fold(first, both)
            }
            (Self::Listed { stands, complete }, _) => (*stands || *complete).then_some(*stands),
            (Self::Past { days, on, complete }, Some(Test::Past { since, .. })) => {
                let counts =
                    |first: Option<Day>, last| since.map_or(Some(true), |since| since.decides(first, last, *on));
                let none = days.iter().map(|(first, last)| counts(*first, *last).map(|is| !is));
                none.fold(complete.then_some(true), both).map(|none| !none)
            }
            (Self::Area(found), Some(Test::InArea(area))) => found.map(|found| found == *area),
            (Self::Counts(counts), _) => *counts,
            // INVARIANT: the recorder puts beside a test what that test compares.
            _ => Some(false),
        }
    }

    /// Over two worlds: either this or that. Figures become a range, answers every value they may have.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Income(one), Self::Income(other)) => Self::Income(one.or(other)),
            (Self::Spending { spent, income, living }, Self::Spending { spent: other, income: theirs, living: by }) => {
                Self::Spending {
                    spent: spent.or(other),
                    income: income.or(theirs),
                    living: living.zip(by).map(|(one, other)| one.or(other)),
                }
            }
            (Self::Within(one), Self::Within(other)) => Self::Within(one.or(other)),
            (Self::Reads(one), Self::Reads(other)) => Self::Reads(one.filter(|_| one == other)),
            (Self::Area(one), Self::Area(other)) => Self::Area(one.filter(|_| one == other)),
            (Self::Counts(one), Self::Counts(other)) => Self::Counts(one.filter(|_| one == other)),
            (one, _) => one,
        }
    }
}

impl IncomeCompared {
    /// The income by the window times 12, and the line times all it is multiplied with: what is compared.
    pub(crate) fn sides(&self, times: Multiple) -> Result<(Bounds, Bounds), Overflow> {
        let income = self.sum.times(12)?;
        let line = self.yearly.by(times)?.times(self.months.into())?;
        let (few, many) = self.people;
        let least = line.low.map(|low| low.times(few)).transpose()?.unwrap_or(Yuan::ZERO);
        let most = line.high.zip(many).map(|(high, many)| high.times(many)).transpose()?;
        Ok((income, Bounds { low: Some(least), high: most }))
    }

    fn decides(&self, against: &Against) -> Option<bool> {
        both(self.lies(against), self.somebody)
    }

    fn lies(&self, against: &Against) -> Option<bool> {
        let (income, bar) = self.sides(against.times).ok()?;
        let can = |order: &Ordering| income.may_lie(*order, bar) && self.left[usize::from(side(*order))];
        let possible = ORDERS.into_iter().filter(can);
        // Where nothing is left, no household is in this world, and nothing is claimed.
        all_alike(possible.map(|order| against.is.admits(order)))
    }

    fn or(self, other: Self) -> Self {
        let (few, many) = self.people;
        let more = many.zip(other.people.1).map(|(a, b)| a.max(b));
        let either = |at: usize| self.left[at] || other.left[at];
        Self {
            sum: self.sum.or(other.sum),
            people: (few.min(other.people.0), more),
            months: self.months,
            yearly: self.yearly.or(other.yearly),
            used: self.used,
            left: [either(0), either(1), either(2)],
            somebody: self.somebody.filter(|_| self.somebody == other.somebody),
        }
    }
}

impl Value {
    fn meets(self, test: &Test) -> bool {
        match (self, test) {
            (Self::Is(is), _) => is,
            (Self::Relation(is), Test::Relation(of)) => of.contains(&is),
            (Self::Study(is), Test::Studies(of)) => of.contains(&is),
            (Self::Lives(is), Test::Lives(of)) => of.contains(&is),
            (Self::Away(is), Test::Away(of)) => of.contains(&is),
            (Self::Work(is), Test::Work(of)) => of.contains(&is),
            (Self::Labour(is), Test::Labour(of)) => of.contains(&is),
            (Self::Card(Disability::Card { kind, grade }), Test::Disability { kinds, grades }) => {
                (kinds.is_empty() || kinds.contains(&kind)) && grades.contains(&grade)
            }
            _ => false,
        }
    }
}

/// 自理能力 by how many of the six things cannot be done alone.
pub fn grade(cannot: u32) -> SelfCareGrade {
    match cannot {
        0 => SelfCareGrade::Full,
        1..=3 => SelfCareGrade::Partly,
        _ => SelfCareGrade::None,
    }
}

/// What spending is compared with: the share of the income; nothing at all where the share is 0.
pub(crate) fn share_of(income: Bounds, share: &Share) -> Result<Bounds, Overflow> {
    if !share.times.is_positive() {
        return Ok(Bounds::ZERO);
    }
    income.by(share.times)
}

fn spending(spent: Bounds, income: Bounds, share: &Share) -> Option<bool> {
    let bar = share_of(income, share).ok()?;
    let possible = ORDERS.into_iter().filter(|order| spent.may_lie(*order, bar));
    all_alike(possible.map(|order| share.is.admits(order)))
}
