//! Answers of one type by their questions (按问题取回答): what is answered with yes or no, and what the household owns.

use super::{AnswerType, AssetField, BackgroundField, Input, PersonField, SelfCareField};
use crate::household::{AssetKind, Assets, Background, Person, SelfCare, more_than};
use crate::known::Known;
use crate::money::Yuan;

impl Background {
    /// One of its answers.
    #[inline]
    pub fn of(&self, field: BackgroundField) -> &Known<bool> {
        field.of(self)
    }
}

impl SelfCare {
    /// One of its answers.
    #[inline]
    pub fn of(&self, field: SelfCareField) -> &Known<bool> {
        field.of(self)
    }
}

impl Person {
    /// The answer to a question that is answered with yes or no; not asked of any other.
    #[inline]
    pub fn yes_no(&self, field: PersonField) -> &Known<bool> {
        static NOT_ASKED: Known<bool> = Known::NotAsked;
        bool::of(field.of(self)).unwrap_or(&NOT_ASKED)
    }
}

impl PersonField {
    /// Every question that is answered with yes or no: what the rules can ask whether a person is so.
    pub fn yes_no() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|field| matches!(field.row().input, Input::YesNo(_)))
    }
}

impl Assets {
    /// Whether the household owns something of what a limit could catch, and which answer says so; `None`: not known.
    #[inline]
    pub fn owns(&self, thing: AssetKind) -> (Option<bool>, AssetField) {
        let yes_no = |known: &Known<bool>| more_than(known.ends(), &false);
        let owns = match thing {
            AssetKind::Savings => more_than(self.savings.ends(), &Yuan::ZERO),
            AssetKind::SecondHome => self.has_more_homes_than(1),
            AssetKind::Vehicle => yes_no(&self.vehicle),
            AssetKind::Business => yes_no(&self.business),
            AssetKind::Insurance => yes_no(&self.insurance),
            AssetKind::GivenAway => yes_no(&self.given_away),
            AssetKind::BigSpending => yes_no(&self.big_spending),
        };
        (owns, thing.field())
    }
}

impl AssetKind {
    /// The answer that tells of it.
    #[inline]
    pub fn field(self) -> AssetField {
        match self {
            Self::Savings => AssetField::Savings,
            Self::SecondHome => AssetField::Homes,
            Self::Vehicle => AssetField::Vehicle,
            Self::Business => AssetField::Business,
            Self::Insurance => AssetField::Insurance,
            Self::GivenAway => AssetField::GivenAway,
            Self::BigSpending => AssetField::BigSpending,
        }
    }
}
