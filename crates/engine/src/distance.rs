//! How far what was found lies from where a test turns (离线多远), as a value.

use doudi_facts::day::Day;
use doudi_facts::money::{Bounds, Multiple, Overflow, Yuan};

use crate::compared::{HomesCompared, IncomeCompared, SavingsCompared, share_of};
use crate::rules::{Against, Share, Side};

/// How far from where a test turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Margin {
    /// A sum and a line.
    Money(Distance),
    /// A birth and an age.
    Birthday {
        /// The age, in full years.
        years: u8,
        /// The day it is reached, at the earliest and at the latest.
        reached: (Option<Day>, Option<Day>),
        /// Days from the application until then, at least and at most; 0 or less: it is reached.
        days: (Option<i64>, Option<i64>),
        /// The latest birth with which it is reached on the day of the application.
        born: Option<Day>,
    },
    /// A grade of a disability card, and the nearest grade with which the test turns.
    Grade {
        /// The grade told.
        is: u8,
        /// The nearest one on the other side.
        turns: u8,
    },
    /// Of six things, how many cannot be done alone, at least and at most, and the nearest count that turns.
    Things {
        /// At least and at most.
        cannot: (u32, u32),
        /// The nearest count on the other side; `None` while it is open.
        turns: Option<u32>,
    },
    /// Days from the day since which it counts until the latest such event, at least and at most; below 0: it does not
    /// count any more.
    Since {
        /// The same day so many years before the application.
        since: Day,
        /// At least and at most; `None`: no day was told.
        days: (Option<i64>, Option<i64>),
    },
    /// Savings and the most they may be, 元; not by the year.
    Savings(Distance),
    /// Homes, and the most there may be.
    Homes(HomesCompared),
    /// How many stand in the way, and of how many that is open.
    Others {
        /// Supporters who are not of the kinds named, or things a limit forbids or could catch.
        many: usize,
        /// Not told.
        open: usize,
    },
}

/// How far a sum lies from a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// The sum less the line, both of the household by the year, to the 分, outward; above 0: the sum is higher.
    pub apart: Bounds,
    /// The line of the whole household by the year, as far as it is known.
    pub bar: Bounds,
    /// Among how many it is shared.
    pub people: (u32, Option<u32>),
    /// The least change of the sum, in whole 分, with which the test turns; `None` while something is open, and where no
    /// whole 分 does.
    pub turns: Option<Yuan>,
}

impl Distance {
    /// The distance shared among so many, for showing: outward, to the 分.
    pub fn over(&self, many: u32) -> Bounds {
        over(self.apart, many)
    }

    /// The same per head, where it is known how many there are.
    pub fn per_head(&self) -> Option<Bounds> {
        let (few, many) = self.people;
        (many == Some(few)).then(|| self.over(few))
    }
}

impl HomesCompared {
    /// The nearest number of homes with which it turns; `None` where it is not told how many there are.
    pub fn turns(self) -> Option<u16> {
        let most = u16::from(self.most);
        let owned = self.owned.0.filter(|least| self.owned.1 == Some(*least))?;
        Some(if owned > most { most } else { most + 1 })
    }
}

impl SavingsCompared {
    /// How far the savings lie from the most they may be.
    pub(crate) fn apart(self) -> Result<Distance, Overflow> {
        let turns = self.saved.exact().zip(self.bar.exact());
        let turns = turns.and_then(|(saved, bar)| turning(saved, bar, 1, self.is));
        let fen = |bounds: Bounds| by_year(bounds, 1);
        Ok(Distance { apart: fen(self.saved.minus(self.bar)?), bar: fen(self.bar), people: self.people, turns })
    }
}

impl IncomeCompared {
    /// How far the income lies from the line.
    pub(crate) fn apart(&self, against: &Against) -> Result<Distance, Overflow> {
        let (income, bar) = self.sides(against.times)?;
        let months = u32::from(self.months);
        let is_settled = self.somebody == Some(true);
        let turns = income.exact().zip(bar.exact()).filter(|_| is_settled);
        let turns = turns.and_then(|(income, bar)| turning(income, bar, 12, against.is));
        Ok(Distance {
            apart: by_year(income.minus(bar)?, months),
            bar: by_year(bar, months),
            people: self.people,
            turns,
        })
    }

    /// Where a multiple of the line stands for the whole household by the year.
    pub fn bar(&self, times: Multiple) -> Option<Bounds> {
        Some(by_year(self.sides(times).ok()?.1, u32::from(self.months)))
    }
}

/// A sum shared among so many, rounded outward to the 分: bounds further apart, one sum away from 0.
pub fn over(sum: Bounds, many: u32) -> Bounds {
    let away = |sum: Yuan| if sum < Yuan::ZERO { sum.over_down(many) } else { sum.over_up(many) };
    if sum.exact().is_some() {
        let end = sum.low.and_then(away);
        return Bounds { low: end, high: end };
    }
    by_year(sum, many)
}

/// Where a sum stands between nothing and a whole, in thousandths, rounded down: for drawing only.
pub fn thousandths(sum: Yuan, whole: Yuan) -> u16 {
    let at = (sum.billionths() * 1000).checked_div(whole.billionths()).unwrap_or(1000);
    u16::try_from(at.clamp(0, 1000)).unwrap_or(1000)
}

/// Spending less the share of the income it is compared with.
pub(crate) fn spending(spent: Bounds, income: Bounds, share: &Share) -> Result<Distance, Overflow> {
    let bar = share_of(income, share)?;
    let turns = spent.exact().zip(bar.exact()).and_then(|(spent, bar)| turning(spent, bar, 1, share.is));
    let fen = |bounds: Bounds| by_year(bounds, 1);
    Ok(Distance { apart: fen(spent.minus(bar)?), bar: fen(bar), people: (1, Some(1)), turns })
}

/// The least change in whole 分 with which a sum, times a factor, changes sides of a bar it does not reach yet or no more.
fn turning(sum: Yuan, bar: Yuan, factor: u32, is: Side) -> Option<Yuan> {
    let apart = bar.minus(sum).ok()?.billionths();
    let step = Yuan::FEN.times(factor).ok()?.billionths();
    let near = apart.checked_div_euclid(step)?;
    let admits = |steps: i128| is.admits((steps * step).cmp(&apart));
    let turning = (near - 1..=near + 2).filter(|steps| admits(*steps) != admits(0));
    let least = turning.min_by_key(|steps| steps.abs())?;
    Yuan::fen(i64::try_from(least).ok()?).ok()
}

fn by_year(scaled: Bounds, months: u32) -> Bounds {
    Bounds {
        low: scaled.low.and_then(|sum| sum.over_down(months)),
        high: scaled.high.and_then(|sum| sum.over_up(months)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Yuan {
        text.parse().unwrap()
    }

    fn turns(sum: &str, bar: &str, is: Side) -> Option<String> {
        turning(yuan(sum), yuan(bar), 1, is).map(Yuan::grouped)
    }

    #[test]
    fn the_least_change_that_turns_a_comparison() {
        assert_eq!(turns("100", "130", Side::Below).as_deref(), Some("30"));
        assert_eq!(turns("100", "130", Side::AtMost).as_deref(), Some("30.01"));
        assert_eq!(turns("130", "130", Side::Below).as_deref(), Some("-0.01"));
        assert_eq!(turns("130", "130", Side::AtMost).as_deref(), Some("0.01"));
        assert_eq!(turns("130.01", "130", Side::Above).as_deref(), Some("-0.01"));
        assert_eq!(turns("150", "130", Side::AtLeast).as_deref(), Some("-20.01"));
        assert_eq!(turns("100", "130", Side::Equal).as_deref(), Some("30"));
    }

    #[test]
    fn a_line_between_two_fen_is_never_met_exactly() {
        let line = yuan("260.01").by("0.5".parse().unwrap()).unwrap();
        let turns = |is| turning(yuan("100"), line, 1, is).map(Yuan::grouped);
        assert_eq!(turns(Side::Below).as_deref(), Some("30.01"));
        assert_eq!(turns(Side::Equal), None);
    }

    #[test]
    fn shares_are_rounded_away_from_the_line() {
        let exactly = |text: &str| Bounds::exactly(yuan(text));
        assert_eq!(over(exactly("100"), 3), exactly("33.34"));
        assert_eq!(over(exactly("-100"), 3), exactly("-33.34"));
        let range = Bounds { low: Some(yuan("-100")), high: Some(yuan("100")) };
        assert_eq!(over(range, 3), Bounds { low: Some(yuan("-33.34")), high: Some(yuan("33.34")) });
        let range = Bounds { low: Some(yuan("100")), high: None };
        assert_eq!(over(range, 3), Bounds { low: Some(yuan("33.33")), high: None });
    }
}
