//! A choice of one among a few, 不清楚 among them wherever it can be an answer.

use std::rc::Rc;

use doudi_engine::known::Known;
use doudi_words::Words;
use leptos::prelude::*;

use super::form::field;
use crate::store::Answer;

/// Values and how each is told.
pub(crate) type Options<T> = Vec<(T, String)>;

/// 是, 不是.
pub(crate) fn yes_no(words: Words) -> Options<bool> {
    vec![(true, words.app_yes().to_owned()), (false, words.app_no().to_owned())]
}

/// Radio buttons for an answer, 不清楚 last.
pub(crate) fn choice<T>(answer: Answer<T>, label: &str, help: &'static str, options: Options<T>) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let words = answer.store().words;
    let (mut values, mut labels): (Vec<_>, Vec<_>) =
        options.into_iter().map(|(value, label)| (Known::Is(value), label)).unzip();
    values.push(Known::Unknown);
    labels.push(words.app_unknown().to_owned());
    let values = StoredValue::new(values);
    let chosen = move || {
        let now = answer.get();
        // An answer from a file can be one that no button stands for; it is an answer all the same.
        let beyond = (!now.is_not_asked()).then_some(usize::MAX);
        values.with_value(|values| values.iter().position(|value| *value == now)).or(beyond)
    };
    // A radio button offers only what can be: nothing here is ever refused.
    let choose = move |at: usize| {
        if let Some(value) = values.with_value(|values| values.get(at).cloned()) {
            drop(answer.tell(value));
        }
    };
    let texts = Texts { label: label.to_owned(), help, missing: words.error_choose() };
    asked(answer.id(), texts, labels, Box::new(chosen), Rc::new(choose))
}

/// Radio buttons for what must be chosen before there is an answer to keep.
pub(crate) fn pick<T>(
    id: &'static str,
    label: &'static str,
    missing: &'static str,
    value: RwSignal<Option<T>>,
    options: Options<T>,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let (values, labels): (Vec<T>, Vec<String>) = options.into_iter().unzip();
    let values = StoredValue::new(values);
    let chosen = move || {
        let now = value.get()?;
        values.with_value(|values| values.iter().position(|value| *value == now))
    };
    let choose = move |at: usize| value.set(values.with_value(|values| values.get(at).cloned()));
    let texts = Texts { label: label.to_owned(), help: "", missing };
    asked(id.to_owned(), texts, labels, Box::new(chosen), Rc::new(choose))
}

/// What a choice says.
struct Texts {
    label: String,
    help: &'static str,
    missing: &'static str,
}

fn asked(
    id: String,
    texts: Texts,
    labels: Vec<String>,
    chosen: Box<dyn Fn() -> Option<usize> + Send + Sync>,
    choose: Rc<dyn Fn(usize)>,
) -> AnyView {
    let chosen = Signal::derive(chosen);
    let missing = texts.missing;
    let wrong = Signal::derive(move || chosen.get().is_none().then(|| missing.to_owned()));
    let body = drawn(id.clone(), labels, chosen, choose);
    field(id, texts.label, texts.help, wrong, Signal::stored(false), body)
}

/// Radio buttons as such.
pub(crate) fn radios(
    name: String,
    labels: Vec<String>,
    chosen: Signal<Option<usize>>,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    drawn(name, labels, chosen, Rc::new(choose))
}

fn drawn(name: String, labels: Vec<String>, chosen: Signal<Option<usize>>, choose: Rc<dyn Fn(usize)>) -> AnyView {
    let radio = |(at, label): (usize, String)| {
        let choose = Rc::clone(&choose);
        let checked = Signal::derive(move || chosen.get() == Some(at));
        view! {
            <label class="choice">
                <input type="radio" name=name.clone() prop:checked=checked on:change=move |_| choose(at)/>
                <span>{label}</span>
            </label>
        }
    };
    let radios: Vec<_> = labels.into_iter().enumerate().map(radio).collect();
    view! { <div class="choices">{radios}</div> }.into_any()
}
