//! Days (日期) on the calendar. A day is never a moment, and the engine never asks which one it is.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, Weekday};

/// A calendar day, written `2025-11-20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("format" = "date", "pattern" = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
#[serde(try_from = "String", into = "String")]
pub struct Day(#[cfg_attr(feature = "schema", schemars(with = "String"))] Date);

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day of the calendar; write year-month-day, such as \"2025-11-20\"")]
pub struct DayError(String);

impl Day {
    /// A day before any that is told.
    pub const FIRST: Self = Self(Date::MIN);

    /// A day after any that is told.
    pub const LAST: Self = Self(Date::MAX);

    /// The day of that year, month and day of the month, if the calendar has it.
    #[inline]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().filter(|d| (1800..=9999).contains(&d.year())).map(Self)
    }

    /// The year.
    #[inline]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[inline]
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// The day of the month, 1 to 31.
    #[inline]
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// Full years (周岁) on `on` for a person born this day; 0 before birth.
    /// A 29 February birthday falls on 1 March in a common year.
    #[inline]
    pub fn full_years_on(self, on: Self) -> u32 {
        let before_birthday = (on.month(), on.day()) < (self.month(), self.day());
        let years = on.year() - self.year() - i32::from(before_birthday);
        u32::try_from(years).unwrap_or(0)
    }

    /// The day so many calendar days later.
    #[inline]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        self.0.checked_add(time::Duration::days(days)).map(Self)
    }

    /// So many calendar days until another day; negative where that lies before it.
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).whole_days()
    }

    /// The first day on which somebody born this day is so many full years (周岁) old.
    #[inline]
    pub fn birthday(self, years: u8) -> Option<Self> {
        let year = self.year() + i32::from(years);
        Self::new(year, self.month(), self.day()).or_else(|| Self::new(year, self.month() + 1, 1))
    }

    /// The latest birth with which somebody is so many full years old this day.
    #[inline]
    pub fn born_at(self, years: u8) -> Option<Self> {
        let year = self.year() - i32::from(years);
        Self::new(year, self.month(), self.day()).or_else(|| Self::new(year, self.month(), self.day() - 1))
    }

    /// Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// The same day of the month so many months later, or that month's last day.
    #[inline]
    pub fn plus_months(self, months: u8) -> Option<Self> {
        self.months_away(i32::from(months))
    }

    /// The first day of the month after.
    pub fn next_month(self) -> Option<Self> {
        let later = self.plus_months(1)?;
        Self::new(later.year(), later.month(), 1)
    }

    fn months_away(self, months: i32) -> Option<Self> {
        let index = self.year() * 12 + i32::from(self.month()) - 1 + months;
        let (year, month) = (index.div_euclid(12), u8::try_from(index.rem_euclid(12)).ok()? + 1);
        (28..=31).rev().chain([self.day()]).filter(|d| *d <= self.day()).find_map(|d| Self::new(year, month, d))
    }

    /// How the time from this day until `on` compares with so many years: equal on the same day of the year alone. What
    /// began on 29 February never ends to the day in a common year: less on 28 February, more on 1 March.
    #[inline]
    pub fn years_until(self, on: Self, years: u8) -> Ordering {
        let then = (self.year() + i32::from(years), self.month(), self.day());
        (on.year(), on.month(), on.day()).cmp(&then)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let wrong = || DayError(text.to_owned());
        let part = |range: std::ops::Range<usize>| {
            text.get(range).filter(|p| p.bytes().all(|b| b.is_ascii_digit())).ok_or_else(wrong)
        };
        if text.len() != 10 || text.get(4..5) != Some("-") || text.get(7..8) != Some("-") {
            return Err(wrong());
        }
        let year = part(0..4)?.parse().map_err(|_| wrong())?;
        let month = part(5..7)?.parse().map_err(|_| wrong())?;
        let day = part(8..10)?.parse().map_err(|_| wrong())?;
        Self::new(year, month, day).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_read_or_refused() {
        assert_eq!(day("2025-11-20").to_string(), "2025-11-20");
        for wrong in ["2025-02-29", "2025-13-01", "25-1-1", "2025/11/20", "2025-11-2", "", "2025-11-200", "二〇二五年"]
        {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_person_is_sixteen_from_the_sixteenth_birthday_on() {
        assert_eq!(day("2009-11-20").full_years_on(day("2025-11-20")), 16);
        assert_eq!(day("2009-11-21").full_years_on(day("2025-11-20")), 15);
        assert_eq!(day("2008-02-29").full_years_on(day("2025-02-28")), 16);
        assert_eq!(day("2026-01-01").full_years_on(day("2025-11-20")), 0);
    }

    #[test]
    fn birthdays_of_leap_days_fall_on_the_first_of_march() {
        assert_eq!(day("2008-02-29").birthday(16), Some(day("2024-02-29")));
        assert_eq!(day("2008-02-29").birthday(18), Some(day("2026-03-01")));
        assert_eq!(day("2024-02-29").born_at(18), Some(day("2006-02-28")));
        assert_eq!(day("2025-11-20").days_until(day("2025-12-01")), 11);
    }

    #[test]
    fn years_end_on_the_same_day_of_the_year() {
        assert_eq!(day("2023-11-20").years_until(day("2025-11-19"), 2), Ordering::Less);
        assert_eq!(day("2023-11-20").years_until(day("2025-11-20"), 2), Ordering::Equal);
        assert_eq!(day("2023-11-20").years_until(day("2025-11-21"), 2), Ordering::Greater);
        assert_eq!(day("2024-02-29").years_until(day("2025-02-28"), 1), Ordering::Less);
        assert_eq!(day("2024-02-29").years_until(day("2025-03-01"), 1), Ordering::Greater);
    }

    #[test]
    fn months_on_end_in_the_month_meant() {
        assert_eq!(day("2025-12-18").plus_months(12), Some(day("2026-12-18")));
        assert_eq!(day("2025-12-31").plus_months(2), Some(day("2026-02-28")));
        assert_eq!(day("2025-12-31").next_month(), Some(day("2026-01-01")));
        assert_eq!(day("2025-01-31").next_month(), Some(day("2025-02-01")));
    }

    #[test]
    fn saturdays_and_sundays_are_weekends() {
        assert_eq!(["2025-11-21", "2025-11-22", "2025-11-23"].map(|text| day(text).is_weekend()), [false, true, true]);
    }
}
