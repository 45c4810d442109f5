//! Where and when the family applies, and by which standard.

use std::sync::Arc;

use doudi_engine::day::Day;
use doudi_engine::facts::Area;
use leptos::prelude::*;

use crate::places::PLACES;
use crate::store::{Answer, Store};
use crate::ui::{choice, day_parts, field, live, note, questions, radios, when};

/// The first question.
pub(crate) fn place(store: Store) -> AnyView {
    let words = store.words;
    questions(store, words.place_heading().to_owned(), words.place_help(), words.place_why(), move || {
        let areas = vec![(Area::Rural, words.place_rural().to_owned()), (Area::Urban, words.place_urban().to_owned())];
        let area = Answer { store, path: "area".to_owned(), way: Arc::new(|household| Some(&mut household.area)) };
        vec![town(store), choice(area, words.place_area(), words.place_area_help(), areas), application_day(store)]
    })
}

/// County and town in one list; elsewhere is said plainly.
fn town(store: Store) -> AnyView {
    let words = store.words;
    let elsewhere = RwSignal::new(false);
    let towns = PLACES.places.iter().flat_map(|place| place.towns.iter().map(move |town| (place, town)));
    let (paths, mut labels): (Vec<_>, Vec<_>) = towns
        .map(|(place, town)| {
            (format!("{}/{}", place.id, town.id), format!("{}{}", words.of(&place.name), words.of(&town.name)))
        })
        .unzip();
    labels.push(words.place_elsewhere().to_owned());
    let paths = StoredValue::new(paths);
    let chosen = Signal::derive(move || {
        let told = store.household.with(|household| household.place.clone());
        let at = paths.with_value(|paths| paths.iter().position(|path| Some(path) == told.as_ref()));
        if elsewhere.get() { Some(paths.with_value(Vec::len)) } else { at }
    });
    let choose = move |at: usize| {
        let path = paths.with_value(|paths| paths.get(at).cloned());
        elsewhere.set(path.is_none());
        store.household.update(|household| household.place = path);
    };
    let wrong = Signal::derive(move || {
        let known = store.place().is_some_and(|(_, town)| town.is_some());
        (!known).then(|| if elsewhere.get() { words.error_elsewhere() } else { words.error_place() }.to_owned())
    });
    let said = live(move || match store.place() {
        _ if elsewhere.get() => note(words.place_elsewhere_note().to_owned()),
        Some((_, Some(town))) if town.pilot => note(words.place_pilot_note().to_owned()),
        Some((_, Some(_))) => note(words.place_general_note().to_owned()),
        _ => ().into_any(),
    });
    let body = view! { {radios("place".to_owned(), labels, chosen, choose)}{said} }.into_any();
    field("place".to_owned(), words.place_town().to_owned(), "", wrong, Signal::stored(false), body)
}

/// Today, or another day.
fn application_day(store: Store) -> AnyView {
    let words = store.words;
    let other = RwSignal::new(store.household.with_untracked(|household| household.on.is_some()));
    let first = untrack(|| store.on());
    let parts = [first.year().to_string(), first.month().to_string(), first.day().to_string()].map(RwSignal::new);
    let typed = move || {
        let [year, month, day] = parts.map(|part| part.get().trim().to_owned());
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    let tell = move || {
        let on = if other.get_untracked() { untrack(typed) } else { None };
        store.household.update(|household| household.on = on);
    };
    let wrong = Signal::derive(move || (other.get() && typed().is_none()).then(|| words.error_day().to_owned()));
    let chosen = Signal::derive(move || Some(usize::from(other.get())));
    let choose = move |at: usize| {
        other.set(at == 1);
        tell();
    };
    let labels = vec![words.place_today(&store.today), words.place_other_day().to_owned()];
    let choices = radios("on".to_owned(), labels, chosen, choose);
    let parts = when(other.into(), move || day_parts(parts, words.place_day(), words, tell, || ()));
    let body = view! { {choices}{parts} }.into_any();
    field("on".to_owned(), words.place_day().to_owned(), words.place_day_help(), wrong, Signal::stored(false), body)
}
