//! How long ago a day lies (满几年).

use std::cmp::Ordering;

use doudi_facts::day::Day;
use doudi_facts::wire_struct;

use super::{ORDERS, Side};

/// How long ago a day lies: on which side of so many full years. The day so many years later is neither less nor more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Since {
    /// On which side.
    pub is: Side,
    /// How many years.
    pub years: u8,
}

wire_struct!(Since { is, years });

impl Since {
    /// Whether a day lies so long before `on`, given the earliest and the latest it may be; `None`: either may be.
    pub fn decides(self, earliest: Option<Day>, latest: Option<Day>, on: Day) -> Option<bool> {
        let long = |day: Option<Day>| day.map(|day| day.years_until(on, self.years));
        let (most, least) = (long(earliest), long(latest));
        let between =
            |side: &Ordering| least.is_none_or(|least| least <= *side) && most.is_none_or(|most| *side <= most);
        let mut possible = ORDERS.into_iter().filter(between).map(|side| self.is.admits(side));
        let first = possible.next()?;
        possible.all(|admits| admits == first).then_some(first)
    }
}
