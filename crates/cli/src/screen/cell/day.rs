//! A day in a cell (日期), as people and spreadsheets write it. What can be read two ways is asked about.

use doudi_facts::day::Day;
use doudi_facts::known::Known;

use super::{TO, Wrong, known};

/// A day that may be either of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Either {
    pub(in super::super) told: String,
    pub(in super::super) days: [String; 2],
}

/// A day, or as much of one as is known: `2025/3/1`, `2025年3月1日`, `20250301`, `1950-03`, `1950`.
pub(in super::super) fn day(cell: &str) -> Result<Known<Day>, Wrong> {
    match known(cell, None, span) {
        Ok(Known::Is((from, to))) if from == to => Ok(Known::Is(from)),
        Ok(Known::Is((from, to))) => Ok(Known::Between { from: Some(from), to: Some(to) }),
        Ok(Known::OneOf(spans)) if spans.iter().all(|(from, to)| from == to) => {
            Ok(Known::OneOf(spans.into_iter().map(|(from, _)| from).collect()))
        }
        Ok(Known::NotAsked) => Ok(Known::NotAsked),
        Ok(Known::Unknown) => Ok(Known::Unknown),
        Ok(_) => Err(Wrong::Day),
        Err(wrong) => period(cell, wrong),
    }
}

/// Some day between two.
fn period(cell: &str, mut wrong: Wrong) -> Result<Known<Day>, Wrong> {
    for sign in TO {
        let Some((from, to)) = cell.split_once(sign) else { continue };
        match (span(from.trim()), span(to.trim())) {
            (Ok((from, _)), Ok((_, to))) => return Ok(Known::Between { from: Some(from), to: Some(to) }),
            (Err(part), _) if wrong == Wrong::Day => wrong = part,
            (_, Err(part @ (Wrong::DayCut(_) | Wrong::DaySix(_)))) if wrong == Wrong::Day => wrong = part,
            _ => {}
        }
    }
    // Of several, what is wrong with one of them.
    let parts = cell.split(['或', '|']).skip_while(|part| span(part.trim()).is_ok());
    let part = parts.take(1).find_map(|part| span(part.trim()).err()).filter(|_| wrong == Wrong::Day);
    Err(part.unwrap_or(wrong))
}

/// The first and the last day a text may mean.
fn span(text: &str) -> Result<(Day, Day), Wrong> {
    // A spreadsheet may add a time of day.
    let text = match text.split_once(' ') {
        Some((day, time)) if time.bytes().all(|b| b.is_ascii_digit() || b == b':') => day,
        _ => text,
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let bare = text.trim_end_matches(['年', '月', '日']);
    let mut parts = bare.split(['-', '/', '.', '年', '月']);
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if parts.next().is_some() || ![Some(first), second, third].into_iter().flatten().all(is_digits) {
        return Err(Wrong::Day);
    }
    match (first.len(), second, third) {
        // The number 1965.10 is written 1965.1.
        (4, Some("1"), None) if text.contains('.') => {
            let days = [format!("{first}-01"), format!("{first}-10")];
            Err(Wrong::DayCut(Either { told: text.to_owned(), days }))
        }
        (4, month, day) => days(first, month, day),
        (8, None, None) => days(part(first, 0..4), first.get(4..6), first.get(6..)),
        (6, None, None) => six(first),
        (2, None, None) => Err(Wrong::YearShort),
        (2, Some(second), third) if second.len() <= 2 && third.is_none_or(|third| third.len() <= 2) => {
            Err(Wrong::YearShort)
        }
        _ => Err(Wrong::Day),
    }
}

/// Six digits: a year and month, where they are no day with a year of two digits.
fn six(digits: &str) -> Result<(Day, Day), Wrong> {
    let month = days(part(digits, 0..4), digits.get(4..), None);
    let of = |century: &str| {
        let year = format!("{century}{}", part(digits, 0..2));
        days(&year, digits.get(2..4), digits.get(4..)).ok().map(|(day, _)| day.to_string())
    };
    // 201203 is March 2012, or 3 December 2020; 195003 is March 1950 and nothing else.
    let is_year = part(digits, 0..2) == "19" || part(digits, 0..2) == "20";
    match (month, of("20")) {
        (Ok(_), Some(day)) if is_year => {
            let days = [format!("{}-{}", part(digits, 0..4), part(digits, 4..6)), day];
            Err(Wrong::DaySix(Either { told: digits.to_owned(), days }))
        }
        (Ok(month), _) if is_year => Ok(month),
        (_, Some(_)) => Err(Wrong::YearShort),
        _ => Err(Wrong::Day),
    }
}

fn part(text: &str, of: std::ops::Range<usize>) -> &str {
    text.get(of).unwrap_or_default()
}

/// The first and the last day of a year, a month or a day.
fn days(year: &str, month: Option<&str>, day: Option<&str>) -> Result<(Day, Day), Wrong> {
    let year: i32 = year.parse().map_err(|_| Wrong::Day)?;
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2);
    let found = match (month.map(number), day.map(number)) {
        (None, _) => Day::new(year, 1, 1).zip(Day::new(year, 12, 31)),
        (Some(Some(month)), None) => {
            let last = (28..=31).rev().find_map(|day| Day::new(year, month, day));
            Day::new(year, month, 1).zip(last)
        }
        (Some(Some(month)), Some(Some(day))) => Day::new(year, month, day).map(|day| (day, day)),
        _ => None,
    };
    found.ok_or(Wrong::Day)
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let is = |y, m, d| Ok(Known::Is(Day::new(y, m, d).unwrap()));
        for cell in ["2025/3/1", "2025-03-01", "2025.3.1", "2025年3月1日", "20250301", "2025/3/1 0:00"] {
            assert_eq!(day(cell), is(2025, 3, 1), "{cell}");
        }
        let between = |from: (i32, u8, u8), to: (i32, u8, u8)| {
            let end = |(y, m, d)| Day::new(y, m, d);
            Ok(Known::Between { from: end(from), to: end(to) })
        };
        assert_eq!(day("1950"), between((1950, 1, 1), (1950, 12, 31)));
        assert_eq!(day("1952年2月"), between((1952, 2, 1), (1952, 2, 29)));
        assert_eq!(day("1950-1951"), between((1950, 1, 1), (1951, 12, 31)));
        assert_eq!(day("1950-01-01至1951-06-30"), between((1950, 1, 1), (1951, 6, 30)));
        for cell in
            ["2025-2-30", "45717", "3/1/2025", "03/01/2025", "2025-13", "昨天", "2025-3-1-4", "19651", "1965101"]
        {
            assert_eq!(day(cell), Err(Wrong::Day), "{cell}");
        }
    }

    #[test]
    fn a_day_that_may_be_either_of_two_is_asked_about() {
        let cut = |told: &str, one: &str, other: &str| {
            Err(Wrong::DayCut(Either { told: told.to_owned(), days: [one, other].map(str::to_owned) }))
        };
        assert_eq!(day("1965.1"), cut("1965.1", "1965-01", "1965-10"));
        assert_eq!(day(&plain("２０２５．１")), cut("2025.1", "2025-01", "2025-10"));
        assert_eq!(day("1965.1-1966.3"), cut("1965.1", "1965-01", "1965-10"));
        assert_eq!(day("1964.3至1965.1"), cut("1965.1", "1965-01", "1965-10"));
        assert_eq!(day("1964-03-01或1965.1"), cut("1965.1", "1965-01", "1965-10"));
        let six = |told: &str, one: &str, other: &str| {
            Err(Wrong::DaySix(Either { told: told.to_owned(), days: [one, other].map(str::to_owned) }))
        };
        assert_eq!(day("201203"), six("201203", "2012-03", "2020-12-03"));
        assert_eq!(day("190512"), six("190512", "1905-12", "2019-05-12"));
        for cell in ["65/3/1", "65.1", "65-3", "65年3月", "65", "650301", "121203"] {
            assert_eq!(day(cell), Err(Wrong::YearShort), "{cell}");
        }
        // These can be read one way only.
        let month = |y, m| Ok(Known::Between { from: Day::new(y, m, 1), to: Day::new(y, m, 31) });
        for cell in ["1965.10", "1965/10", "196510", "1965年10月"] {
            assert_eq!(day(cell), month(1965, 10), "{cell}");
        }
        for cell in ["1965.01", "1965-1", "1965/1", "1965年1月"] {
            assert_eq!(day(cell), month(1965, 1), "{cell}");
        }
        assert_eq!(day("1965.3"), month(1965, 3));
        assert_eq!(day("2025.1.1"), Ok(Known::Is(Day::new(2025, 1, 1).unwrap())));
    }
}
