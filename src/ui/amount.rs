//! An amount of money, with the words beside it; a range; or 不清楚.

use doudi_facts::known::Known;
use doudi_facts::money::{AmountError, Yuan};
use doudi_words::Words;
use leptos::prelude::*;

use super::form::field;
use super::kit::{Entry, entry, live, toggle};
use super::typed::{TypedField, complaint};

/// How an amount is being given.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    Exact,
    Range,
    Unknown,
}

/// An amount in 元. What is typed stays as it is typed; what can be read is given at once.
pub(crate) fn amount(of: TypedField<Yuan>) -> AnyView {
    let TypedField { words, id, label, help, binding } = of;
    let known = untrack(|| binding.get());
    let mode = RwSignal::new(match known {
        Known::Unknown => Mode::Unknown,
        Known::Between { .. } | Known::OneOf(_) => Mode::Range,
        Known::NotAsked | Known::Is(_) => Mode::Exact,
    });
    let text = |sum: Option<&Yuan>| RwSignal::new(sum.map_or_else(String::new, Yuan::to_string));
    let (low, high) = (text(known.ends().0), text(known.ends().1));
    let left = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let typed = move || {
        let typed = read(mode.get_untracked(), &low.get_untracked(), &high.get_untracked(), words);
        refused.set(binding.give(typed));
    };
    let is_missing = Signal::derive(move || binding.get().is_not_asked());
    let (wrong, at_once) = complaint(refused, left, is_missing, words.error_empty_amount());
    let switch = move |to: Mode| {
        mode.update(|mode| *mode = if *mode == to { Mode::Exact } else { to });
        typed();
    };
    let spoken = label.clone();
    let end = move |value: RwSignal<String>, which: &'static str| {
        let shape =
            Entry { class: "", keys: "decimal", spoken: format!("{spoken}{which}"), unit: words.app_yuan(), value };
        let input = entry(shape, typed, move || left.set(true));
        let which = (!which.is_empty()).then(|| view! { <span>{which}</span> });
        view! { <div class="entry">{which}{input}</div> }.into_any()
    };
    let entries = live(move || match mode.get() {
        Mode::Exact => end(low, ""),
        Mode::Range => vec![end(low, words.app_from()), end(high, words.app_to())].into_any(),
        Mode::Unknown => ().into_any(),
    });
    let aloud = live(move || {
        let spoken = match (mode.get(), binding.get()) {
            (Mode::Exact, Known::Is(sum)) => format!("{} {}（{}）", sum.grouped(), words.app_yuan(), words.aloud(sum)),
            _ => String::new(),
        };
        view! { <p class="aloud">{spoken}</p> }.into_any()
    });
    let is = move |of: Mode| Signal::derive(move || mode.get() == of);
    let unknown = toggle(words.app_unknown(), is(Mode::Unknown), move || switch(Mode::Unknown));
    let range = toggle(words.app_range(), is(Mode::Range), move || switch(Mode::Range));
    let body = view! { {entries}{aloud}<div class="toggles">{unknown}{range}</div> }.into_any();
    field(id, label, help, wrong, at_once, body)
}

/// What was typed, as knowledge; or what is wrong with it.
fn read(mode: Mode, low: &str, high: &str, words: Words) -> Result<Known<Yuan>, String> {
    let sum = |text: &str| -> Result<Option<Yuan>, String> {
        let text = plain(text);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|error| match error {
            AmountError::BelowFen(_) => words.error_fen().to_owned(),
            AmountError::NotANumber(_) => words.error_amount().to_owned(),
        })
    };
    match mode {
        Mode::Unknown => Ok(Known::Unknown),
        Mode::Exact => Ok(sum(low)?.map_or(Known::NotAsked, Known::Is)),
        Mode::Range => match (sum(low)?, sum(high)?) {
            (None, None) => Ok(Known::NotAsked),
            (from, to) => Ok(Known::Between { from, to }),
        },
    }
}

/// What a person types for a number: full-width digits, separators and the unit are no mistake.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        '．' | '。' => Some('.'),
        ',' | '，' | ' ' | '　' | '元' => None,
        _ => Some(c),
    };
    text.chars().filter_map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read_as_they_mean_it() {
        let read = |text: &str| read(Mode::Exact, text, "", Words::ZH);
        assert_eq!(read("１２，３００元"), Ok(Known::Is(Yuan::whole(12300))));
        assert_eq!(read(" 900 "), Ok(Known::Is(Yuan::whole(900))));
        assert_eq!(read(""), Ok(Known::NotAsked));
        assert_eq!(read("九百"), Err(Words::ZH.error_amount().to_owned()));
        assert_eq!(read("0.001"), Err(Words::ZH.error_fen().to_owned()));
    }

    #[test]
    fn a_range_may_have_one_end() {
        let range = read(Mode::Range, "100", "", Words::ZH);
        assert_eq!(range, Ok(Known::Between { from: Some(Yuan::whole(100)), to: None }));
        assert_eq!(read(Mode::Range, "", "", Words::ZH), Ok(Known::NotAsked));
    }
}
