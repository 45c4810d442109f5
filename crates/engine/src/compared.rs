//! What a single test compared (比较过的), as a value: figures as bounds, answers, days.

mod agree;
mod property;

use std::cmp::Ordering;

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Away, Disability, Labour, Lives, ParentState, Relation, Study, SupporterState, Work,
};
use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Multiple, Overflow, Yuan};

use crate::rules::{Against, ORDERS, Share};
use crate::side::side;
use crate::verdict::LineUsed;

pub(crate) use agree::{all_alike, both};
pub(crate) use property::any_owned;
pub use property::{HomesCompared, Owned, PropertyCompared, SavingsCompared};

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

    pub(crate) fn decides(&self, against: &Against) -> Option<bool> {
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

/// What spending is compared with: the share of the income; nothing at all where the share is 0.
pub(crate) fn share_of(income: Bounds, share: &Share) -> Result<Bounds, Overflow> {
    if !share.times.is_positive() {
        return Ok(Bounds::ZERO);
    }
    income.by(share.times)
}

/// Every value an answer may have; none where it is not told.
pub(crate) fn values<T: Copy, V>(known: &Known<T>, value: impl Fn(T) -> V) -> Vec<V> {
    match known {
        Known::Is(is) => vec![value(*is)],
        Known::OneOf(of) => of.iter().map(|one| value(*one)).collect(),
        Known::NotAsked | Known::Unknown | Known::Between { .. } => Vec::new(),
    }
}
