//! A day in three short fields; with the year alone it is a range; or 不清楚.

use doudi_facts::day::Day;
use doudi_facts::known::Known;
use doudi_words::Words;
use leptos::prelude::*;

use super::form::field;
use super::kit::{Entry, entry, toggle};
use super::typed::{TypedField, complaint};

/// 年, 月 and 日 as they are typed.
pub(crate) type DayParts = [RwSignal<String>; 3];

/// The three fields of a day.
pub(crate) fn day_parts(
    parts: DayParts,
    label: &str,
    words: Words,
    typed: impl Fn() + Copy + 'static,
    left: impl Fn() + Copy + 'static,
) -> AnyView {
    let units = [words.person_year(), words.person_month(), words.person_day()];
    let inputs = parts.into_iter().zip(units).enumerate().map(|(at, (value, unit))| {
        let shape = Entry { class: "entry__short", keys: "numeric", spoken: format!("{label}{unit}"), unit, value };
        entry(shape, typed, move || {
            if at == 2 {
                left();
            }
        })
    });
    let inputs: Vec<AnyView> = inputs.collect();
    view! { <div class="entry entry--day">{inputs}</div> }.into_any()
}

/// A day of birth and the like.
pub(crate) fn day(of: TypedField<Day>) -> AnyView {
    let TypedField { words, id, label, help, binding } = of;
    let parts = parts_of(&untrack(|| binding.get())).map(RwSignal::new);
    let refused = RwSignal::new(None::<String>);
    let left = RwSignal::new(false);
    let give = move |typed| refused.set(binding.give(typed));
    let typed = move || give(read(parts.map(|part| part.get_untracked()), words));
    let is_missing = Signal::derive(move || binding.get().is_not_asked());
    let (wrong, at_once) = complaint(refused, left, is_missing, words.error_empty_day());
    let is_unknown = Signal::derive(move || binding.get() == Known::Unknown);
    let unknown = move || {
        parts.iter().for_each(|part| part.set(String::new()));
        give(Ok(if is_unknown.get_untracked() { Known::NotAsked } else { Known::Unknown }));
    };
    let inputs = day_parts(parts, &label, words, typed, move || left.set(true));
    let unknown = toggle(words.app_unknown(), is_unknown, unknown);
    let body = view! { {inputs}<div class="toggles">{unknown}</div> }.into_any();
    field(id, label, help, wrong, at_once, body)
}

/// What stands in the three fields for an answer: what is the same at both ends of a range.
fn parts_of(known: &Known<Day>) -> [String; 3] {
    let (Some(from), Some(to)) = known.ends() else { return Default::default() };
    let same_year = from.year() == to.year();
    let same_month = same_year && from.month() == to.month();
    let keep = |keep: bool, part: i32| if keep { part.to_string() } else { String::new() };
    [keep(same_year, from.year()), keep(same_month, from.month().into()), keep(from == to, from.day().into())]
}

/// What was typed, as knowledge; or what is wrong with it. Trailing parts may be missing.
fn read(parts: [String; 3], words: Words) -> Result<Known<Day>, String> {
    let no_day = || words.error_day().to_owned();
    let [year, month, day] = parts.map(|part| part.trim().to_owned());
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return Ok(Known::NotAsked);
    }
    let year: i32 = year.parse().map_err(|_| no_day())?;
    let last_of = |month: u8| (28..=31).rev().find_map(|day| Day::new(year, month, day));
    let range = |from: Option<Day>, to: Option<Day>| {
        let (from, to) = from.zip(to).ok_or_else(no_day)?;
        Ok(Known::Between { from: Some(from), to: Some(to) })
    };
    if month.is_empty() {
        return if day.is_empty() { range(Day::new(year, 1, 1), Day::new(year, 12, 31)) } else { Err(no_day()) };
    }
    let month: u8 = month.parse().map_err(|_| no_day())?;
    if day.is_empty() {
        return range(Day::new(year, month, 1), last_of(month));
    }
    let day: u8 = day.parse().map_err(|_| no_day())?;
    Day::new(year, month, day).map(Known::Is).ok_or_else(no_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(year: &str, month: &str, day: &str) -> Result<Known<Day>, String> {
        read([year, month, day].map(str::to_owned), Words::ZH)
    }

    #[test]
    fn a_year_alone_is_the_whole_year_and_comes_back_as_a_year() {
        let year = typed("1954", "", "").unwrap();
        assert_eq!(year.ends().0, Day::new(1954, 1, 1).as_ref());
        assert_eq!(year.ends().1, Day::new(1954, 12, 31).as_ref());
        assert_eq!(parts_of(&year), ["1954", "", ""]);
        assert_eq!(parts_of(&typed("1954", "2", "").unwrap()), ["1954", "2", ""]);
        assert_eq!(parts_of(&typed("1954", "3", "2").unwrap()), ["1954", "3", "2"]);
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        assert!(typed("2025", "2", "29").is_err());
        assert!(typed("2025", "13", "").is_err());
        assert!(typed("", "3", "2").is_err());
        assert!(typed("1954", "", "2").is_err());
        assert_eq!(typed("", "", ""), Ok(Known::NotAsked));
    }
}
