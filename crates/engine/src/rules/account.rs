//! Ways of counting income (核算口径), and what they leave out or take off.

use doudi_facts::day::Day;
use doudi_facts::household::{Basis, ExpenseKind, IncomeKind, PaidOutKind};
use doudi_facts::money::Multiple;
use doudi_facts::{wire_enum, wire_struct, wire_words};
use serde::Deserialize;

use super::{Cite, Test, Text};

/// A way of counting income (核算口径), one per category or shared between categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What is left out or taken off; indices, in the order applied.
    pub treatments: Vec<usize>,
    /// Which of them look at what ([`Book::list_treatments`]).
    pub listed: Listed,
    /// What becomes of a loss.
    pub losses: Losses,
    /// Where the account stands.
    pub cite: Cite,
}

wire_struct!(Account { id, name, treatments, listed, losses, cite });

impl Account {
    /// The treatments that look at incomes of a kind, and perhaps others.
    pub(crate) fn listed_of(&self, kind: IncomeKind) -> &[usize] {
        self.listed.of_incomes.get(kind as usize).unwrap_or(&self.treatments)
    }

    /// The treatments that look at payments to others and at spending, and perhaps others.
    pub(crate) fn listed_of_others(&self) -> &[usize] {
        if self.listed.of_incomes.is_empty() { &self.treatments } else { &self.listed.of_others }
    }
}

/// The treatments of an account by what they look at; indices, in the order applied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// For each kind of income, by its place among them, those that look at such an income; empty: not listed.
    pub(super) of_incomes: Vec<Vec<usize>>,
    /// Those that look at payments to others, and at spending.
    pub(super) of_others: Vec<usize>,
}

wire_struct!(Listed { of_incomes, of_others });

/// What becomes of a head (收入项目) whose costs exceed what came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Losses {
    /// Set off against the other heads.
    Offset,
    /// Counted as 0.
    Zero,
    /// No text says: the office decides.
    Office,
}

wire_words!(Losses { Offset, Zero, Office });

/// A rule that leaves a sum out of the count or takes it off (不计入、扣减).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// Short id.
    pub id: String,
    /// What it says, in plain words.
    pub name: Text,
    /// What the office is asked where it decides; in the family's own words.
    pub question: Option<Text>,
    /// Which sums it looks at.
    pub of: Sums,
    /// Whether it takes the whole or leaves it to the office.
    pub how: How,
    /// The most it takes; `None`: all of the sum.
    pub cap: Option<Cap>,
    /// Of whose sums; of the person they belong to.
    pub when: Option<Test>,
    /// The last day it is stated to apply; after it, whether it was prolonged is the office's to say.
    pub until: Option<Day>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Treatment { id, name, question, of, how, cap, when, until, cite });

/// The most a treatment takes: a part of the sum it looks at, or of an income before any rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// Which part.
    pub times: Multiple,
    /// Of what.
    pub of: CapBase,
}

wire_struct!(Cap { times, of });

/// What a cap is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CapBase {
    /// The sum it looks at.
    ThisSum,
    /// The income the sum belongs to.
    ThisIncome,
    /// Everything that came in to the household.
    HouseholdIncome,
}

wire_words!(CapBase { ThisSum, ThisIncome, HouseholdIncome });

/// Which sums a treatment looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sums {
    /// Incomes of these kinds: all of the amount. With `basis`, only support resting on one of these.
    Income {
        /// The kinds.
        kinds: Vec<IncomeKind>,
        /// What support must rest on; empty: anything.
        basis: Vec<Basis>,
    },
    /// The central base pension inside incomes of these kinds.
    BasePart(Vec<IncomeKind>),
    /// What it cost to earn incomes of these kinds.
    Costs(Vec<IncomeKind>),
    /// Payments to others of these kinds.
    PaidOut(Vec<PaidOutKind>),
    /// Spending of these kinds.
    Expenses(Vec<ExpenseKind>),
}

impl Sums {
    /// Whether it is about incomes of a kind: all of the amount, or a part of it.
    pub(crate) fn is_income(&self, kind: IncomeKind) -> bool {
        match self {
            Self::Income { kinds, .. } | Self::BasePart(kinds) | Self::Costs(kinds) => kinds.contains(&kind),
            Self::PaidOut(_) | Self::Expenses(_) => false,
        }
    }
}

wire_enum!(Sums {
    0: Income { kinds, basis },
    1: BasePart(kinds),
    2: Costs(kinds),
    3: PaidOut(kinds),
    4: Expenses(kinds),
});

/// How far a treatment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The whole sum, always.
    Whole,
    /// The whole sum or nothing, as the office decides (whether it counts at all).
    WholeOrNothing,
    /// Any part of the sum, up to the most it takes, as the office decides (可按规定适当扣减).
    UpTo,
}

wire_words!(How { Whole, WholeOrNothing, UpTo });
