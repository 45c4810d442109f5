//! What a property limit (财产限额) compared.

use doudi_facts::household::{AssetKind, more_than};
use doudi_facts::money::{Bounds, Yuan};

use super::agree::{all_alike, both};
use crate::rules::{ORDERS, Side};

/// Things, and whether they are owned; `None`: not told.
pub type Owned = Vec<(AssetKind, Option<bool>)>;

/// Whether at least one of these is owned; `None`: open.
pub(crate) fn any_owned(things: &Owned) -> Option<bool> {
    things.iter().map(|(_, owns)| owns.map(|owns| !owns)).fold(Some(true), both).map(|none| !none)
}

/// What the family owns against what a limit publishes, and what else the limit could catch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyCompared {
    /// Against the most savings, where that is published.
    pub savings: Option<SavingsCompared>,
    /// Against the most homes, where that is published.
    pub homes: Option<HomesCompared>,
    /// What nobody may own, where that is published.
    pub without: Owned,
    /// What has no published figure: whoever owns none of it is within, else somebody has to check.
    pub catches: Owned,
}

/// Savings of the household against a line for each who counts, nothing divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavingsCompared {
    /// Savings of the household, 元.
    pub saved: Bounds,
    /// The line by the year, for one person.
    pub yearly: Bounds,
    /// The line, times its multiple, times all who count, 元.
    pub bar: Bounds,
    /// How many count, at least and at most; `None`: no upper bound.
    pub people: (u32, Option<u32>),
    /// On which side of it they must lie.
    pub is: Side,
}

/// Homes against the most there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomesCompared {
    /// Owned, at least and at most; `None`: not told.
    pub owned: (Option<u16>, Option<u16>),
    /// The most there may be.
    pub most: u8,
}

impl PropertyCompared {
    pub(crate) fn decides(&self) -> Option<bool> {
        let savings = self.savings.map_or(Some(true), SavingsCompared::decides);
        let homes = self.homes.map_or(Some(true), HomesCompared::decides);
        let without = any_owned(&self.without).map(|owns| !owns);
        let caught = self.catches.iter().all(|(_, owns)| *owns == Some(false)).then_some(true);
        [homes, without, caught].into_iter().fold(savings, both)
    }

    pub(super) fn or(self, other: Self) -> Self {
        let savings = self.savings.zip(other.savings).map(|(one, other)| one.or(other));
        Self { savings, ..self }
    }
}

impl SavingsCompared {
    fn decides(self) -> Option<bool> {
        let possible = ORDERS.into_iter().filter(|order| self.saved.may_lie(*order, self.bar));
        all_alike(possible.map(|order| self.is.admits(order)))
    }

    fn or(self, other: Self) -> Self {
        let (few, many) = self.people;
        let more = many.zip(other.people.1).map(|(a, b)| a.max(b));
        let people = (few.min(other.people.0), more);
        let yearly = self.yearly.or(other.yearly);
        Self { saved: self.saved.or(other.saved), yearly, bar: self.bar.or(other.bar), people, is: self.is }
    }

    /// The same with so much saved.
    pub(crate) fn having(self, saved: Yuan) -> Self {
        Self { saved: Bounds::exactly(saved), ..self }
    }
}

impl HomesCompared {
    fn decides(self) -> Option<bool> {
        let (least, most) = &self.owned;
        more_than((least.as_ref(), most.as_ref()), &self.most.into()).map(|more| !more)
    }
}
