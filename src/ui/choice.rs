//! A choice of one among a few, 不清楚 always among them.

use doudi_engine::known::Known;
use doudi_words::Words;
use leptos::prelude::*;

use super::{Field, Form};
use crate::store::Answer;

/// Values and how each is told.
pub(crate) type Options<T> = Vec<(T, String)>;

/// 是, 不是.
pub(crate) fn yes_no(words: Words) -> Options<bool> {
    vec![(true, words.app_yes().to_owned()), (false, words.app_no().to_owned())]
}

/// Radio buttons for an answer; `unknown: false` leaves 不清楚 out where it cannot be an answer.
#[component]
pub(crate) fn Choice<T>(
    answer: Answer<T>,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    options: Options<T>,
    #[prop(default = true)] unknown: bool,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let words = answer.store().words;
    let id = answer.id();
    let wrong = Signal::derive(move || answer.get().is_not_asked().then(|| words.error_choose().to_owned()));
    let error = Form::join(&id, &label, wrong, Signal::stored(false));
    let mut told: Vec<(Known<T>, String)> = options.into_iter().map(|(value, text)| (Known::Is(value), text)).collect();
    if unknown {
        told.push((Known::Unknown, words.app_unknown().to_owned()));
    }
    let name = id.clone();
    let radios = told.into_iter().map(move |(known, text)| {
        let value = known.clone();
        let checked = move || answer.get() == value;
        // A radio button offers only what can be: nothing here is ever refused.
        let choose = move |_| drop(answer.tell(known.clone()));
        view! {
            <label class="choice">
                <input type="radio" name=name.clone() prop:checked=checked on:change=choose/>
                <span>{text}</span>
            </label>
        }
    });
    view! {
        <Field id=id.clone() label=label help=help.unwrap_or_default() error=error>
            <div class="choices">{radios.collect_view()}</div>
        </Field>
    }
}
