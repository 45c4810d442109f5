//! A choice of one among a few, 不清楚 among them wherever it can be an answer.

use std::rc::Rc;
use std::sync::Arc;

use doudi_facts::household::Household;
use doudi_facts::known::Known;
use leptos::prelude::*;

use super::form::field;
use super::kit::live;
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
    choice_then(answer, label, help, values, labels, |_| {})
}

/// The same. `then` changes what hangs on the answer, once it is told.
pub(crate) fn choice_then<T>(
    answer: Answer<T>,
    label: &str,
    help: &'static str,
    values: &'static [T],
    labels: Vec<&'static str>,
    then: impl Fn(&mut Household) + 'static,
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
        then(household);
    };
    let labels = labels.into_iter().map(str::to_owned).collect();
    told_by(store, path, Texts { label: label.to_owned(), help }, labels, Box::new(position), Box::new(put))
}

/// Which of the options a household's answer is.
pub(crate) type Position = Box<dyn Fn(&mut Household) -> Option<usize> + Send + Sync>;

/// Makes the answer another of the options.
pub(crate) type Put = Box<dyn Fn(&mut Household, usize)>;

/// What a choice says.
pub(crate) struct Texts {
    pub(crate) label: String,
    pub(crate) help: &'static str,
}

/// Radio buttons for whatever `position` reads and `put` writes, 不清楚 last. What cannot be is refused below the button that
/// was pressed, and is not kept.
pub(crate) fn told_by(
    store: Store,
    path: String,
    texts: Texts,
    labels: Vec<String>,
    position: Position,
    put: Put,
) -> AnyView {
    let words = store.words;
    let mut labels = labels;
    labels.push(words.app_unknown().to_owned());
    let id = id_of(&path);
    let chosen = Signal::derive(move || position(&mut store.snapshot()));
    let refused = RwSignal::new(None::<Refused>);
    let choose = move |at: usize| {
        let mut household = store.snapshot_untracked();
        put(&mut household, at);
        let told = store.take(household, &path);
        refused.set(told.err().map(|wrong| (at, words.wrong(&wrong, store.on()))));
    };
    asked(id, texts, words.error_choose(), labels, chosen, refused.into(), Rc::new(choose))
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
    asked(id.to_owned(), texts, missing, labels, value.into(), refused, Rc::new(move |at| value.set(Some(at))))
}

fn asked(
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
