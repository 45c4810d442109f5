//! A whole number: months, days, homes.

use doudi_facts::known::Known;
use leptos::prelude::*;

use super::form::field;
use super::kit::{Entry, entry, live, text, toggle};
use crate::store::Answer;

/// A whole number with its unit, or 不清楚.
pub(crate) fn count(answer: Answer<u16>, label: &str, help: &'static str, unit: &'static str) -> AnyView {
    let store = answer.store;
    let answer = StoredValue::new(answer);
    let told = move || answer.with_value(Answer::get);
    let words = store.words;
    let id = answer.with_value(Answer::id);
    let typed =
        RwSignal::new(answer.with_value(Answer::get_untracked).exact().map_or_else(String::new, u16::to_string));
    let refused = RwSignal::new(None::<String>);
    let left = RwSignal::new(false);
    let tell = move |known: Result<Known<u16>, String>| {
        let result = known.and_then(|known| {
            answer.with_value(|answer| answer.tell(known)).map_err(|wrong| words.wrong(&wrong, store.on()))
        });
        refused.set(answer.with_value(|answer| answer.unless_refused(result)));
    };
    let read = move || {
        tell(match typed.get_untracked().trim() {
            "" => Ok(Known::NotAsked),
            digits => digits.parse().map(Known::Is).map_err(|_| words.error_number().to_owned()),
        });
    };
    let missing = move || told().is_not_asked().then(|| words.error_count().to_owned());
    let wrong = Signal::derive(move || refused.get().or_else(missing));
    let now = Signal::derive(move || left.get() && refused.get().is_some());
    let is_unknown = Signal::derive(move || told() == Known::Unknown);
    let unknown = move || {
        typed.set(String::new());
        tell(Ok(if is_unknown.get_untracked() { Known::NotAsked } else { Known::Unknown }));
    };
    let shape = Entry { class: "entry__short", keys: "numeric", spoken: label.to_owned(), unit, value: typed };
    let input = entry(shape, read, move || left.set(true));
    let unknown = toggle(words.app_unknown(), is_unknown, unknown);
    // A range comes from a file; here it can be looked at and told anew.
    let range = live(move || match told() {
        known @ (Known::Between { .. } | Known::OneOf(_)) => {
            text("aloud", words.app_from_file(&words.known(&known, u16::to_string)))
        }
        Known::NotAsked | Known::Unknown | Known::Is(_) => ().into_any(),
    });
    let body = view! { <div class="entry">{input}{unknown}</div>{range} }.into_any();
    field(id, label.to_owned(), help, wrong, now, body)
}
