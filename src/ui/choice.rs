//! A choice of one among a few, or of several.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::form::field;
use super::kit::live;

/// What each of some values is called.
pub(crate) fn labels<T: Copy>(values: &[T], label: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    values.iter().map(|value| label(*value)).collect()
}

/// What a choice says.
pub(crate) struct Texts {
    pub(crate) label: String,
    pub(crate) help: &'static str,
}

/// The row that was pressed, and why it cannot be.
pub(crate) type Refused = (usize, String);

/// Radio buttons for what must be chosen before there is an answer to keep; the value is the place in `labels`.
pub(crate) fn pick(
    id: &'static str,
    label: &'static str,
    missing: &'static str,
    value: RwSignal<Option<usize>>,
    labels: Vec<String>,
) -> AnyView {
    let texts = Texts { label: label.to_owned(), help: "" };
    let refused = Signal::stored(None);
    options(id.to_owned(), texts, missing, labels, value.into(), refused, Rc::new(move |at| value.set(Some(at))))
}

/// Radio buttons under a question. What was refused is shown below the button that was pressed.
pub(crate) fn options(
    id: String,
    texts: Texts,
    missing: &'static str,
    labels: Vec<String>,
    chosen: Signal<Option<usize>>,
    refused: Signal<Option<Refused>>,
    choose: Rc<dyn Fn(usize)>,
) -> AnyView {
    let is_missing = move || chosen.get().is_none().then(|| missing.to_owned());
    let wrong = Signal::derive(move || refused.get().map(|(_, why)| why).or_else(is_missing));
    let is_on: IsOn = Arc::new(move |at| chosen.get() == Some(at));
    let body = rows("radio", id.clone(), labels, is_on, refused, choose);
    field(id, texts.label, texts.help, wrong, Signal::stored(false), body)
}

/// Radio buttons as such.
pub(crate) fn radios(
    name: String,
    labels: Vec<String>,
    chosen: Signal<Option<usize>>,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    let is_on: IsOn = Arc::new(move |at| chosen.get() == Some(at));
    rows("radio", name, labels, is_on, Signal::stored(None), Rc::new(choose))
}

/// Boxes of which several can be ticked.
pub(crate) fn boxes(
    id: String,
    texts: Texts,
    missing: &'static str,
    labels: Vec<String>,
    is_on: IsOn,
    refused: Signal<Option<Refused>>,
    tick: Rc<dyn Fn(usize)>,
) -> AnyView {
    let (count, ticked) = (labels.len(), Arc::clone(&is_on));
    let is_missing = move || (!(0..count).any(|at| ticked(at))).then(|| missing.to_owned());
    let wrong = Signal::derive(move || refused.get().map(|(_, why)| why).or_else(&is_missing));
    let body = rows("checkbox", id.clone(), labels, is_on, refused, tick);
    field(id, texts.label, texts.help, wrong, Signal::stored(false), body)
}

/// Whether the row at a place is chosen.
pub(crate) type IsOn = Arc<dyn Fn(usize) -> bool + Send + Sync>;

fn rows(
    kind: &'static str,
    name: String,
    labels: Vec<String>,
    is_on: IsOn,
    refused: Signal<Option<Refused>>,
    choose: Rc<dyn Fn(usize)>,
) -> AnyView {
    let row = |(at, label): (usize, String)| {
        let choose = Rc::clone(&choose);
        let is_on = Arc::clone(&is_on);
        let checked = Signal::derive(move || is_on(at));
        // Below the row, so that nothing moves under the finger.
        let why = live(move || match refused.get().filter(|(row, _)| *row == at) {
            Some((_, why)) => view! { <p class="error" role="alert">{why}</p> }.into_any(),
            None => ().into_any(),
        });
        view! {
            <label class="choice">
                <input type=kind name=name.clone() prop:checked=checked on:change=move |_| choose(at)/>
                <span>{label}</span>
            </label>
            {why}
        }
    };
    // A few short ones stand beside each other.
    let is_short = labels.len() <= 3 && labels.iter().all(|label| label.chars().count() <= 3);
    let rows: Vec<_> = labels.into_iter().enumerate().map(row).collect();
    view! { <div class="choices" class=("choices--short", is_short)>{rows}</div> }.into_any()
}
