//! Words about incomes (收入): of the household by the head, of one person, and against what is spent.

use doudi_facts::household::{Area, ExpenseKind};
use doudi_facts::money::Multiple;
use doudi_facts::wire_struct;

use super::super::Side;
use super::words::test_words;

/// What an income is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncomeTest {
    /// Income per head (人均收入) of the household.
    PerHead(Against),
    /// The person's own income (本人收入), not divided.
    Own(Against),
    /// Spending of some kinds against the income an account counts (支出占收入的比例).
    Spending(Share),
}

test_words!(IncomeTest as IncomeWord {
    0 as 3: PerHead(against) = "income-per-head",
    1 as 4: Own(against) = "own-income",
    2 as 5: Spending(share) = "spending",
});

/// An income against a standard, times a multiple.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Against {
    /// Index of the account that counts the income.
    pub account: usize,
    /// On which side of the line.
    pub is: Side,
    /// Index of the line.
    pub line: usize,
    /// The multiple of the line.
    pub times: Multiple,
    /// The area whose figure is taken; `None`: the household's.
    pub area: Option<Area>,
}

wire_struct!(Against { account, is, line, times, area });

/// A multiple of a line that the income per head of an account is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    /// Index of the account.
    pub account: usize,
    /// Index of the line.
    pub line: usize,
    /// The area whose figure is taken; `None`: the household's.
    pub area: Option<Area>,
    /// The multiple of the line.
    pub times: Multiple,
}

wire_struct!(Comparison { account, line, area, times });

/// Spending against income. Compared by multiplying, never by dividing: with no income any spending is above.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Share {
    /// Which spending of members.
    pub kinds: Vec<ExpenseKind>,
    /// A standard that stands in for living costs, once for every member; index of the line.
    pub living: Option<usize>,
    /// On which side of the share.
    pub is: Side,
    /// The share of the income; may be 0.
    pub times: Multiple,
    /// Index of the account that counts the income.
    pub account: usize,
}

wire_struct!(Share { kinds, living, is, times, account });
