//! A cell of a table (单元格), read as one of the five states of an answer.
//!
//! Empty is not asked; 不清楚 is unknown; 无 is none; `100-200`, `100以上` and `1950` (of a birth) are ranges; `800或1000`
//! is one of several. Nothing that is not told becomes zero.

mod day;

use std::borrow::Cow;

use doudi_facts::household::{Choice, DisabilityKind};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::{AmountError, Yuan};
use doudi_words::Words;

use self::day::Either;
pub(super) use self::day::day;

/// Why a cell says nothing that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Not an amount.
    Amount,
    /// An amount with parts of a 分.
    BelowFen,
    /// Not a day.
    Day,
    /// A month that a spreadsheet may have cut: `1965.1` is January or, of 1965.10, October.
    DayCut(Either),
    /// Six digits that may be a year and month, or a day with a year of two digits.
    DaySix(Either),
    /// A year of two digits.
    YearShort,
    /// Not a whole number.
    Count,
    /// Neither yes nor no.
    YesNo,
    /// Not one of a closed list of words; the list.
    Word(String),
    /// Something that cannot be none.
    NoNone,
    /// A grade other than 1 to 4.
    Grade,
    /// A grade of somebody who holds no card.
    GradeOfNone,
    /// Another answer than a row above it gives.
    Differs,
    /// Both months and days.
    MonthsAndDays,
    /// No such income, and yet more about it.
    PartOfNone,
    /// Not `relation:state`.
    Supporter,
    /// Not `kin:id`.
    Kin,
}

impl Wrong {
    /// What is wrong and the mend.
    pub(super) fn tell(&self, words: Words) -> String {
        match self {
            Self::Amount => words.screen_amount(),
            Self::BelowFen => words.error_fen(),
            Self::Day => words.screen_day(),
            Self::DayCut(Either { told, days: [one, other] }) => return words.screen_day_cut(one, other, told),
            Self::DaySix(Either { told, days: [one, other] }) => return words.screen_day_six(one, other, told),
            Self::YearShort => words.screen_year_short(),
            Self::Count => words.screen_count(),
            Self::YesNo => words.screen_yes_no(),
            Self::Word(known) => return words.screen_word(known),
            Self::NoNone => words.screen_no_none(),
            Self::Grade => words.screen_grade(),
            Self::GradeOfNone => words.screen_grade_of_none(),
            Self::Differs => words.screen_differs(),
            Self::MonthsAndDays => words.screen_months_and_days(),
            Self::PartOfNone => words.screen_part_of_none(),
            Self::Supporter => words.screen_supporter(),
            Self::Kin => words.screen_kin(),
        }
        .to_owned()
    }
}

/// Signs between the two ends of a range.
const TO: [&str; 6] = ["至", "到", "~", "—", "–", "-"];

/// A cell as it is compared: without space around it, and with full-width signs and digits as plain ones.
pub(super) fn plain(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    let is_wide = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c);
    if cell.is_ascii() || !cell.contains(is_wide) {
        return Cow::Borrowed(cell);
    }
    let narrow = |c: char| if is_wide(c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c };
    Cow::Owned(cell.chars().map(narrow).collect())
}

/// Whether a cell says that nobody knows.
pub(super) fn is_unknown(cell: &str) -> bool {
    matches!(cell, "不清楚" | "不知道" | "unknown")
}

/// Whether a cell says that there is none.
pub(super) fn is_none(cell: &str) -> bool {
    matches!(cell, "无" | "没有" | "none")
}

/// An answer in whatever state; `none` is what 无 stands for here, where it can.
pub(super) fn known<T>(cell: &str, none: Option<T>, one: impl Fn(&str) -> Result<T, Wrong>) -> Result<Known<T>, Wrong> {
    if cell.is_empty() {
        return Ok(Known::NotAsked);
    }
    if is_unknown(cell) {
        return Ok(Known::Unknown);
    }
    if is_none(cell) {
        return none.map(Known::Is).ok_or(Wrong::NoNone);
    }
    match one(cell) {
        Ok(value) => Ok(Known::Is(value)),
        Err(wrong) => several(cell, one).ok_or(wrong),
    }
}

fn several<T>(cell: &str, one: impl Fn(&str) -> Result<T, Wrong>) -> Option<Known<T>> {
    let parts = cell.split(['或', '|']).map(|part| one(part.trim()).ok());
    parts.collect::<Option<Vec<T>>>().filter(|all| all.len() > 1).map(Known::OneOf)
}

/// The same where an answer may also be told as a range.
pub(super) fn ranged<T>(
    cell: &str,
    none: Option<T>,
    one: impl Fn(&str) -> Result<T, Wrong>,
) -> Result<Known<T>, Wrong> {
    known(cell, none, &one).or_else(|wrong| {
        let end = |text: &str| one(text.trim()).ok();
        let between = |(from, to): (&str, &str)| Some((Some(end(from)?), Some(end(to)?)));
        let ends = TO.iter().find_map(|sign| cell.split_once(sign).and_then(between));
        let above = || cell.strip_suffix("以上").and_then(end).map(|from| (Some(from), None));
        let below = || cell.strip_suffix("以下").and_then(end).map(|to| (None, Some(to)));
        let (from, to) = ends.or_else(above).or_else(below).ok_or(wrong)?;
        Ok(Known::Between { from, to })
    })
}

/// An amount in 元: `1,200.50`, `900元`.
pub(super) fn amount(cell: &str) -> Result<Yuan, Wrong> {
    let cell = cell.strip_prefix(['¥', '￥']).unwrap_or(cell);
    let cell = cell.strip_suffix('元').unwrap_or(cell).trim();
    let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let digits: Cow<'_, str> = if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().map_or(0, |first| first.trim_start_matches('-').len());
        if !(1..=3).contains(&first) || groups.any(|group| group.len() != 3) {
            return Err(Wrong::Amount);
        }
        Cow::Owned(cell.replace(',', ""))
    } else {
        Cow::Borrowed(cell)
    };
    digits.parse().map_err(|error| match error {
        AmountError::NotANumber(_) => Wrong::Amount,
        AmountError::BelowFen(_) => Wrong::BelowFen,
    })
}

/// A whole number: `2`, `12个月`.
pub(super) fn count(cell: &str) -> Result<u16, Wrong> {
    let digits = cell.trim_end_matches(['套', '个', '月', '天']);
    let is_plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| is_plain).ok_or(Wrong::Count)
}

/// Yes or no.
pub(super) fn yes_no(cell: &str) -> Result<bool, Wrong> {
    match cell {
        "是" | "有" | "yes" | "true" => Ok(true),
        "否" | "不是" | "no" | "false" => Ok(false),
        _ => Err(Wrong::YesNo),
    }
}

/// Whether a list is told to the end.
pub(super) fn closure(cell: &str) -> Result<Closure, Wrong> {
    match cell {
        "" => Ok(Closure::NotAsked),
        _ if is_unknown(cell) => Ok(Closure::Unknown),
        // That is not all: there may be more.
        _ => Ok(if yes_no(cell)? { Closure::Yes } else { Closure::Unknown }),
    }
}

/// A value of a closed list: by its word in the household file, by what the pages call it, or by a code of a national standard.
pub(super) fn word<T: Choice>(cell: &str, label: impl Fn(T) -> &'static str) -> Result<T, Wrong> {
    let all = T::CHOICES.iter().copied();
    let is_it = |one: &T| one.word() == cell || plain(label(*one)) == cell || one.codes().contains(&cell);
    let named = all.clone().find(is_it);
    named.ok_or_else(|| Wrong::Word(all.map(label).collect::<Vec<_>>().join(" / ")))
}

/// A disability card by its kind and its grade; what is open of either stays open.
pub(super) fn card(
    kind: Known<Option<DisabilityKind>>,
    grade: Known<u8>,
) -> Result<Known<doudi_facts::household::Disability>, Wrong> {
    use doudi_facts::household::Disability;
    let kinds: Vec<DisabilityKind> = match kind {
        Known::Is(None) if grade.is_not_asked() => return Ok(Known::Is(Disability::None)),
        Known::Is(None) => return Err(Wrong::GradeOfNone),
        Known::NotAsked if grade.is_not_asked() => return Ok(Known::NotAsked),
        // A grade nobody knows says nothing of whether there is a card.
        Known::NotAsked | Known::Unknown if grade.exact().is_none() => return Ok(Known::Unknown),
        Known::Is(Some(kind)) => vec![kind],
        Known::OneOf(kinds) => kinds.into_iter().flatten().collect(),
        _ => DisabilityKind::ALL.to_vec(),
    };
    let grades: Vec<u8> = match grade {
        Known::Is(grade) => vec![grade],
        Known::OneOf(grades) => grades,
        Known::Between { from, to } => (from.unwrap_or(1)..=to.unwrap_or(4)).collect(),
        Known::NotAsked | Known::Unknown => (1..=4).collect(),
    };
    let each = kinds.iter().flat_map(|kind| grades.iter().map(|grade| Disability::Card { kind: *kind, grade: *grade }));
    let cards: Vec<Disability> = each.collect();
    Ok(match cards.as_slice() {
        [one] => Known::Is(*one),
        _ => Known::OneOf(cards),
    })
}

/// A grade: `2`, `二级`.
pub(super) fn grade(cell: &str) -> Result<u8, Wrong> {
    match cell.strip_suffix('级').unwrap_or(cell) {
        "1" | "一" => Ok(1),
        "2" | "二" => Ok(2),
        "3" | "三" => Ok(3),
        "4" | "四" => Ok(4),
        _ => Err(Wrong::Grade),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Yuan {
        text.parse().unwrap()
    }

    #[test]
    fn five_states_of_an_amount_stay_five() {
        let read = |cell| ranged(cell, None, amount);
        assert_eq!(read(""), Ok(Known::NotAsked));
        assert_eq!(read("不清楚"), Ok(Known::Unknown));
        assert_eq!(read("无"), Err(Wrong::NoNone));
        assert_eq!(read("0"), Ok(Known::Is(Yuan::ZERO)));
        assert_eq!(read("100-200"), Ok(Known::Between { from: Some(yuan("100")), to: Some(yuan("200")) }));
        assert_eq!(read("100以上"), Ok(Known::Between { from: Some(yuan("100")), to: None }));
        assert_eq!(read("800或1,000"), Ok(Known::OneOf(vec![yuan("800"), yuan("1000")])));
    }

    #[test]
    fn amounts_are_read_as_spreadsheets_write_them() {
        for (cell, sum) in [("1,200.50", "1200.5"), ("¥12,345,678元", "12345678"), ("900.00", "900"), ("-5", "-5")] {
            assert_eq!(amount(cell), Ok(yuan(sum)), "{cell}");
        }
        assert_eq!(amount(&plain("１，２００．５０")), Ok(yuan("1200.50")));
        for cell in ["12,00", "1,2345", ",100", "1.2E+04", "12万", "1 200", "=A1"] {
            assert_eq!(amount(cell), Err(Wrong::Amount), "{cell}");
        }
        assert_eq!(amount("0.001"), Err(Wrong::BelowFen));
    }

    #[test]
    fn what_is_open_of_a_card_stays_open() {
        use doudi_facts::household::Disability::{Card, None as NoCard};
        let limbs = DisabilityKind::Limbs;
        assert_eq!(card(Known::Is(None), Known::NotAsked), Ok(Known::Is(NoCard)));
        assert_eq!(card(Known::NotAsked, Known::NotAsked), Ok(Known::NotAsked));
        assert_eq!(card(Known::Is(Some(limbs)), Known::Is(2)), Ok(Known::Is(Card { kind: limbs, grade: 2 })));
        let grades = (1..=4).map(|grade| Card { kind: limbs, grade }).collect();
        assert_eq!(card(Known::Is(Some(limbs)), Known::Unknown), Ok(Known::OneOf(grades)));
        let kinds = DisabilityKind::ALL.map(|kind| Card { kind, grade: 1 }).to_vec();
        assert_eq!(card(Known::NotAsked, Known::Is(1)), Ok(Known::OneOf(kinds)));
        assert_eq!(card(Known::Is(None), Known::Is(1)), Err(Wrong::GradeOfNone));
    }
}
