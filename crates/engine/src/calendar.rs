//! Counting working days (工作日) on the official calendars. A year whose calendar is not known is never guessed.

use doudi_facts::day::Day;

use crate::rules::{Calendar, Holiday};

/// The working-day calendar of that year is not known: its holidays are not published, or not in the rules yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no working-day calendar of {0} is in the rules; add a [[calendar]] with id \"{0}\" once it is published")]
pub struct NoCalendar(pub i32);

/// The calendars of a book.
#[derive(Debug, Clone, Copy)]
pub struct Calendars<'a>(pub &'a [Calendar]);

impl Calendars<'_> {
    /// Whether offices work that day.
    ///
    /// # Errors
    /// [`NoCalendar`] of the day's year.
    pub fn is_working(self, day: Day) -> Result<bool, NoCalendar> {
        let of_year = self.0.iter().find(|calendar| i32::from(calendar.year) == day.year());
        Ok(of_year.ok_or(NoCalendar(day.year()))?.is_working(day))
    }

    /// The last of so many working days after a day, which is not counted itself (受理当日不计).
    ///
    /// # Errors
    /// [`NoCalendar`] of the first year that is needed and not known.
    pub fn after(self, start: Day, working_days: u8) -> Result<Day, NoCalendar> {
        let (mut day, mut left) = (start, working_days);
        while left > 0 {
            day = next(day)?;
            left -= u8::from(self.is_working(day)?);
        }
        Ok(day)
    }

    /// How many working days lie after one day and up to another, which is counted.
    ///
    /// # Errors
    /// [`NoCalendar`] of the first year that is needed and not known.
    pub fn between(self, start: Day, end: Day) -> Result<u32, NoCalendar> {
        let (mut day, mut count) = (start, 0);
        while day < end {
            day = next(day)?;
            count += u32::from(self.is_working(day)?);
        }
        Ok(count)
    }
}

impl Calendar {
    /// Whether offices work a day of this year: a weekday and no holiday, or a day off that is worked.
    pub fn is_working(&self, day: Day) -> bool {
        let is_off = |holiday: &Holiday| holiday.from <= day && day <= holiday.to;
        self.make_up.contains(&day) || !(day.is_weekend() || self.holidays.iter().any(is_off))
    }

    /// How many working days the year has.
    pub fn working_days(&self) -> usize {
        let first = Day::new(i32::from(self.year), 1, 1);
        let days = std::iter::successors(first, |day| day.plus_days(1));
        days.take_while(|day| day.year() == i32::from(self.year)).filter(|day| self.is_working(*day)).count()
    }
}

fn next(day: Day) -> Result<Day, NoCalendar> {
    day.plus_days(1).ok_or(NoCalendar(day.year() + 1))
}
