//! Questions (问题): every answer a family can give, by its place in the household file.

use std::fmt;

use crate::household::Head;

/// One answer of the family, by its place in the household file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// `area`
    Area,
    /// `people.complete`
    PeopleComplete,
    /// `people.items[i].…`
    Person(usize, PersonField),
    /// `incomes.<head>.complete`
    IncomesComplete(Head),
    /// `incomes.<head>.items[i].…`
    Income(Head, usize, IncomeField),
    /// `paid-out.complete`
    PaidOutComplete,
    /// `paid-out.items[i].amount`
    PaidOut(usize),
    /// `expenses.complete`
    ExpensesComplete,
    /// `expenses.items[i].amount`
    Expense(usize),
    /// `assets.…`
    Asset(AssetField),
    /// `people.items[i].self-care.…`
    SelfCare(usize, SelfCareField),
    /// `people.items[i].lives-with.complete`, and `spouse`, `parents`, `kin` likewise
    TiesComplete(usize, TieField),
    /// `people.items[i].supporters.complete`
    SupportersComplete(usize),
    /// `people.items[i].supporters.items[j].state`
    Supporter(usize, usize),
    /// `background.…`
    Background(BackgroundField),
    /// `receives.complete`
    ReceivesComplete,
    /// `troubles.complete`
    TroublesComplete,
    /// `past.complete`
    PastComplete,
    /// `past.items[i].when`
    Past(usize),
}

macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant),+
        }

        impl $name {
            /// Every field, in the order of the file.
            pub const ALL: [Self; [$($text),+].len()] = [$(Self::$variant),+];
        }

        crate::wire_words!($name { $($variant),+ });

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $text),+ })
            }
        }
    };
}

fields! {
    /// A field of a person.
    PersonField {
        Relation = "relation",
        Birth = "birth",
        Lives = "lives",
        SharesPurse = "shares-purse",
        Married = "married",
        Dependent = "dependent",
        Study = "study",
        Away = "away",
        Disability = "disability",
        SevereIllness = "severe-illness",
        Work = "work",
        Labour = "labour",
        Mother = "mother",
        Father = "father",
    }
}

fields! {
    /// A list of listed people that one person is tied to.
    TieField {
        LivesWith = "lives-with",
        Spouse = "spouse",
        Parents = "parents",
        Kin = "kin",
    }
}

fields! {
    /// What is told of a person with yes or no.
    PersonTold {
        SharesPurse = "shares-purse",
        Married = "married",
        Dependent = "dependent",
        SevereIllness = "severe-illness",
    }
}

impl PersonTold {
    /// The same field among all of a person.
    #[inline]
    pub fn field(self) -> PersonField {
        match self {
            Self::SharesPurse => PersonField::SharesPurse,
            Self::Married => PersonField::Married,
            Self::Dependent => PersonField::Dependent,
            Self::SevereIllness => PersonField::SevereIllness,
        }
    }
}

fields! {
    /// One of the six things that tell how far a person cares for themselves.
    SelfCareField {
        Eat = "eat",
        Dress = "dress",
        Bed = "bed",
        Toilet = "toilet",
        Walk = "walk",
        Wash = "wash",
    }
}

fields! {
    /// A field of the family's background.
    BackgroundField {
        FormerPoor = "former-poor",
        Relocated = "relocated",
        SettledInTown = "settled-in-town",
        Land = "land",
        RoseByWork = "rose-by-work",
    }
}

fields! {
    /// A field of an income.
    IncomeField {
        Each = "each",
        Times = "times",
        Costs = "costs",
        BasePart = "base-part",
        Basis = "basis",
    }
}

fields! {
    /// A field of the property.
    AssetField {
        Savings = "savings",
        Homes = "homes",
        Vehicle = "vehicle",
        Business = "business",
        Insurance = "insurance",
        GivenAway = "given-away",
        BigSpending = "big-spending",
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Wages => "wages",
            Self::Business => "business",
            Self::Property => "property",
            Self::Transfers => "transfers",
        })
    }
}

/// The path in the household file, as errors name it too.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Area => f.write_str("area"),
            Self::PeopleComplete => f.write_str("people.complete"),
            Self::Person(i, field) => write!(f, "people.items[{i}].{field}"),
            Self::IncomesComplete(head) => write!(f, "incomes.{head}.complete"),
            Self::Income(head, i, field) => write!(f, "incomes.{head}.items[{i}].{field}"),
            Self::PaidOutComplete => f.write_str("paid-out.complete"),
            Self::PaidOut(i) => write!(f, "paid-out.items[{i}].amount"),
            Self::ExpensesComplete => f.write_str("expenses.complete"),
            Self::Expense(i) => write!(f, "expenses.items[{i}].amount"),
            Self::Asset(field) => write!(f, "assets.{field}"),
            Self::SelfCare(i, field) => write!(f, "people.items[{i}].self-care.{field}"),
            Self::TiesComplete(i, field) => write!(f, "people.items[{i}].{field}.complete"),
            Self::SupportersComplete(i) => write!(f, "people.items[{i}].supporters.complete"),
            Self::Supporter(i, j) => write!(f, "people.items[{i}].supporters.items[{j}].state"),
            Self::Background(field) => write!(f, "background.{field}"),
            Self::ReceivesComplete => f.write_str("receives.complete"),
            Self::TroublesComplete => f.write_str("troubles.complete"),
            Self::PastComplete => f.write_str("past.complete"),
            Self::Past(i) => write!(f, "past.items[{i}].when"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_as_in_the_file() {
        let path = Fact::Income(Head::Transfers, 2, IncomeField::BasePart).to_string();
        assert_eq!(path, "incomes.transfers.items[2].base-part");
    }
}
