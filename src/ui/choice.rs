//! A choice of one among a few, 不清楚 among them wherever it can be an answer.

use std::rc::Rc;
use std::sync::Arc;

use doudi_engine::facts::Household;
use doudi_engine::known::Known;
use leptos::prelude::*;

use super::form::field;
use crate::store::{Answer, Store, id_of};

/// 是, 不是; 有, 没有; 能, 不能.
pub(crate) const YES_NO: [bool; 2] = [true, false];

/// How each of some values is told.
pub(crate) fn labels<T: Copy>(values: &[T], tell: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    values.iter().map(|value| tell(*value)).collect()
}

/// Radio buttons for an answer, 不清楚 last.
pub(crate) fn choice<T>(
    answer: Answer<T>,
    label: &str,
    help: &'static str,
    values: &'static [T],
    labels: Vec<&'static str>,
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let Answer { store, path, way } = answer;
    let its_way = Arc::clone(&way);
    let position = move |household: &mut Household| match its_way(household)? {
        Known::NotAsked => None,
        Known::Unknown => Some(values.len()),
        // An answer from a file can be one that no button stands for; it is an answer all the same.
        Known::Is(value) => values.iter().position(|one| one == value).or(Some(usize::MAX)),
        Known::Between { .. } | Known::OneOf(_) => Some(usize::MAX),
    };
    let put = move |household: &mut Household, at: usize| {
        if let Some(place) = way(household) {
            *place = values.get(at).map_or(Known::Unknown, |value| Known::Is(*value));
        }
    };
    chosen_of(store, path, Texts { label: label.to_owned(), help }, labels, Box::new(position), Box::new(put))
}

/// Which of the options a household's answer is.
type Position = Box<dyn Fn(&mut Household) -> Option<usize> + Send + Sync>;

/// Makes the answer another of the options.
type Put = Box<dyn Fn(&mut Household, usize)>;

/// What a choice says.
struct Texts {
    label: String,
    help: &'static str,
}

fn chosen_of(
    store: Store,
    path: String,
    texts: Texts,
    labels: Vec<&'static str>,
    position: Position,
    put: Put,
) -> AnyView {
    let labels = labels.into_iter().chain([store.words.app_unknown()]).map(str::to_owned).collect();
    let id = id_of(&path);
    let chosen = Signal::derive(move || position(&mut store.snapshot()));
    let choose = move |at: usize| {
        let mut household = store.snapshot_untracked();
        put(&mut household, at);
        // A radio button offers only what can be: nothing here is ever refused.
        drop(store.take(household, &path));
    };
    asked(id, texts, store.words.error_choose(), labels, chosen, Rc::new(choose))
}

/// Radio buttons for what must be chosen before there is an answer to keep; the value is the place in `labels`.
pub(crate) fn pick(
    id: &'static str,
    label: &'static str,
    missing: &'static str,
    value: RwSignal<Option<usize>>,
    labels: Vec<String>,
) -> AnyView {
    let texts = Texts { label: label.to_owned(), help: "" };
    asked(id.to_owned(), texts, missing, labels, value.into(), Rc::new(move |at| value.set(Some(at))))
}

fn asked(
    id: String,
    texts: Texts,
    missing: &'static str,
    labels: Vec<String>,
    chosen: Signal<Option<usize>>,
    choose: Rc<dyn Fn(usize)>,
) -> AnyView {
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

/// Boxes of which several can be ticked.
pub(crate) fn boxes(
    id: String,
    texts: [&'static str; 3],
    labels: Vec<&'static str>,
    is_on: IsOn,
    tick: Rc<dyn Fn(usize)>,
) -> AnyView {
    let [label, help, missing] = texts;
    let (count, ticked) = (labels.len(), Arc::clone(&is_on));
    let wrong = Signal::derive(move || (!(0..count).any(|at| ticked(at))).then(|| missing.to_owned()));
    let labels = labels.into_iter().map(str::to_owned).collect();
    let body = rows("checkbox", id.clone(), labels, is_on, tick);
    field(id, label.to_owned(), help, wrong, Signal::stored(false), body)
}

fn drawn(name: String, labels: Vec<String>, chosen: Signal<Option<usize>>, choose: Rc<dyn Fn(usize)>) -> AnyView {
    rows("radio", name, labels, Arc::new(move |at| chosen.get() == Some(at)), choose)
}

/// Whether the row at a place is chosen.
pub(crate) type IsOn = Arc<dyn Fn(usize) -> bool + Send + Sync>;

fn rows(kind: &'static str, name: String, labels: Vec<String>, is_on: IsOn, choose: Rc<dyn Fn(usize)>) -> AnyView {
    let row = |(at, label): (usize, String)| {
        let choose = Rc::clone(&choose);
        let is_on = Arc::clone(&is_on);
        let checked = Signal::derive(move || is_on(at));
        view! {
            <label class="choice">
                <input type=kind name=name.clone() prop:checked=checked on:change=move |_| choose(at)/>
                <span>{label}</span>
            </label>
        }
    };
    // A few short ones stand beside each other.
    let is_short = labels.len() <= 3 && labels.iter().all(|label| label.chars().count() <= 3);
    let rows: Vec<_> = labels.into_iter().enumerate().map(row).collect();
    view! { <div class="choices" class=("choices--short", is_short)>{rows}</div> }.into_any()
}
