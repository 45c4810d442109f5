//! A whole number: months, days, homes.

use doudi_facts::known::Known;
use leptos::prelude::*;

use super::form::field;
use super::kit::{Entry, entry, live, text, toggle};
use super::typed::{TypedField, complaint};

/// A whole number with its unit, or 不清楚.
pub(crate) fn count(of: TypedField<u16>, unit: &'static str) -> AnyView {
    let TypedField { words, id, label, help, binding } = of;
    let typed = RwSignal::new(untrack(|| binding.get()).exact().map_or_else(String::new, u16::to_string));
    let refused = RwSignal::new(None::<String>);
    let left = RwSignal::new(false);
    let give = move |typed| refused.set(binding.give(typed));
    let read = move || {
        give(match typed.get_untracked().trim() {
            "" => Ok(Known::NotAsked),
            digits => digits.parse().map(Known::Is).map_err(|_| words.error_number().to_owned()),
        });
    };
    let is_missing = Signal::derive(move || binding.get().is_not_asked());
    let (wrong, at_once) = complaint(refused, left, is_missing, words.error_count());
    let is_unknown = Signal::derive(move || binding.get() == Known::Unknown);
    let unknown = move || {
        typed.set(String::new());
        give(Ok(if is_unknown.get_untracked() { Known::NotAsked } else { Known::Unknown }));
    };
    let shape = Entry { class: "entry__short", keys: "numeric", spoken: label.clone(), unit, value: typed };
    let input = entry(shape, read, move || left.set(true));
    let unknown = toggle(words.app_unknown(), is_unknown, unknown);
    // A range comes from a file; here it can be looked at and answered anew.
    let range = live(move || match binding.get() {
        known @ (Known::Between { .. } | Known::OneOf(_)) => {
            text("aloud", words.app_from_file(&words.known(&known, u16::to_string)))
        }
        Known::NotAsked | Known::Unknown | Known::Is(_) => ().into_any(),
    });
    let body = view! { <div class="entry">{input}{unknown}</div>{range} }.into_any();
    field(id, label, help, wrong, at_once, body)
}
