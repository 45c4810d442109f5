//! The accounting window (核算期): the whole calendar months before the month of the application, and which of them lie
//! before the end of a rule. See decision 0024.

use doudi_facts::day::Day;

/// How many of the window's months end on or before a day; `months` is how many the window has.
pub(crate) fn months_until(last: Day, on: Day, months: u8) -> u8 {
    let month = |day: Day| day.year() * 12 + i32::from(day.month());
    let is_month_end = last.plus_days(1).is_none_or(|next| next.month() != last.month());
    let last_whole = if is_month_end { month(last) } else { month(last) - 1 };
    let after = (month(on) - 1 - last_whole).clamp(0, i32::from(months));
    months - u8::try_from(after).unwrap_or(months)
}

/// How a sum is spread over the months of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// In equal parts over all of them: nothing says otherwise.
    Evenly,
    /// Over so many of them at least; which ones is not told.
    Over(u32),
}

/// A part of a whole: so many of so many.
pub(crate) type Part = (u32, u32);

impl Spread {
    /// Which part falls into the first `before` of the window's months, at least and at most.
    pub(crate) fn before(self, before: u8, months: u8) -> (Part, Part) {
        let (before, months) = (u32::from(before), u32::from(months));
        match self {
            // The fewer months there are, the less is known: all of them may lie before the end, or none.
            Self::Over(few) if few < months => {
                let few = few.max(1);
                ((few.saturating_sub(months - before), few), (few.min(before), few))
            }
            Self::Evenly | Self::Over(_) => ((before, months), (before, months)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_before_an_end_are_counted_from_the_month_before_the_application() {
        let of = |on: &str| months_until(day("2025-12-31"), day(on), 12);
        assert_eq!(["2025-12-31", "2026-01-31", "2026-02-01", "2026-04-10"].map(of), [12, 12, 11, 9]);
        assert_eq!(["2026-12-31", "2027-01-01", "2030-05-05"].map(of), [1, 0, 0]);
    }

    #[test]
    fn a_month_that_is_not_over_at_the_end_lies_after_it() {
        assert_eq!(months_until(day("2025-12-30"), day("2026-01-31"), 12), 11);
        assert_eq!(months_until(day("2025-12-30"), day("2025-12-30"), 12), 12);
    }

    #[test]
    fn of_fewer_months_than_the_window_has_it_is_open_which_they_were() {
        assert_eq!(Spread::Evenly.before(9, 12), ((9, 12), (9, 12)));
        assert_eq!(Spread::Over(12).before(9, 12), ((9, 12), (9, 12)));
        assert_eq!(Spread::Over(5).before(9, 12), ((2, 5), (5, 5)));
        assert_eq!(Spread::Over(3).before(2, 12), ((0, 3), (2, 3)));
        assert_eq!(Spread::Over(0).before(9, 12), ((0, 1), (1, 1)));
    }
}
