//! Words about what the family lists (清单): what it receives, what happened, what came in and was spent.

use doudi_facts::household::{CurrentBenefit, ExpenseKind, IncomeKind, PaidOutKind, PastKind, Trouble};

use super::super::Since;
use super::words::test_words;

/// Whether something stands in a list. Where it does not, it may still come as long as the list is not complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListTest {
    /// One of these has happened to the family in the window.
    Troubles(Vec<Trouble>),
    /// One of these is received already: by the household, or for this person.
    Receives(Vec<CurrentBenefit>),
    /// A request was refused, or help ended: at any time, or so long ago.
    Past {
        /// Which of the two.
        what: PastKind,
        /// How long ago.
        since: Option<Since>,
    },
    /// Income of one of these kinds was told: of the person, or of anybody.
    Earns(Vec<IncomeKind>),
    /// Spending of one of these kinds was told: for the person, or for anybody.
    Spends(Vec<ExpenseKind>),
    /// A payment to others of one of these kinds was told: by the person, or by anybody.
    PaysOut(Vec<PaidOutKind>),
}

test_words!(ListTest as ListWord {
    0 as 13: Troubles(kinds) = "troubles",
    1 as 14: Receives(kinds) = "receives",
    2 as 15: Past { what, since } = "past",
    3 as 29: Earns(kinds) = "earns",
    4 as 30: Spends(kinds) = "spends",
    5 as 31: PaysOut(kinds) = "pays-out",
});
