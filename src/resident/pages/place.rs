//! Where and when the family applies, and by which standard.

use doudi_facts::day::Day;
use doudi_facts::question::QuestionId;
use doudi_rulebook::Listing;
use leptos::prelude::*;

use crate::places::PLACES;
use crate::resident::context::AppContext;
use crate::resident::frame::questions;
use crate::resident::questions::question;
use crate::ui::{day_parts, field, live, note, radios, when};

/// The first question.
pub(crate) fn place(app: AppContext) -> AnyView {
    let words = app.words;
    questions(app, words.place_heading().to_owned(), words.place_help(), words.place_why(), move || {
        vec![town(app), question(app, QuestionId::Area), application_day(app)]
    })
}

/// The county, and the town where it has more than one; elsewhere is said plainly.
fn town(app: AppContext) -> AnyView {
    let words = app.words;
    let places = &PLACES.places;
    let elsewhere = RwSignal::new(false);
    let at = move || app.answers.place().and_then(|(place, _)| places.iter().position(|one| one.id == place.id));
    let county = Signal::derive(move || if elsewhere.get() { Some(places.len()) } else { at() });
    let choose = move |at: usize| {
        let path = places.get(at).map(|place| match place.towns.as_slice() {
            [only] => format!("{}/{}", place.id, only.id),
            _ => place.id.clone(),
        });
        elsewhere.set(path.is_none());
        app.answers.update(|household| household.place = path);
    };
    let label = |place: &Listing| words.place_county_within(&words.of(&place.name), &words.of(&place.within));
    let mut labels: Vec<String> = places.iter().map(label).collect();
    labels.push(words.place_elsewhere().to_owned());
    let wrong = Signal::derive(move || {
        let is_open = elsewhere.get() || county.get().is_none();
        is_open.then(|| if elsewhere.get() { words.error_elsewhere() } else { words.error_county() }.to_owned())
    });
    let said = when(elsewhere.into(), move || note(words.place_elsewhere_note().to_owned()));
    let body = view! { {radios("county".to_owned(), labels, county, choose)}{said} }.into_any();
    let county_field =
        field("county".to_owned(), words.place_county().to_owned(), "", wrong, Signal::stored(false), body);
    let with_towns = places.iter().enumerate().filter(|(_, place)| place.towns.len() > 1);
    let of = |(at, place)| when(Signal::derive(move || county.get() == Some(at)), move || towns(app, place));
    let towns: Vec<AnyView> = with_towns.map(of).collect();
    view! { {county_field}{towns} }.into_any()
}

/// The towns of a county, and whose rules count there.
fn towns(app: AppContext, place: &'static Listing) -> AnyView {
    let words = app.words;
    let chosen = Signal::derive(move || {
        let told = app.answers.place().and_then(|(_, town)| town);
        told.and_then(|town| place.towns.iter().position(|one| one.id == town.id))
    });
    let choose = move |at: usize| {
        if let Some(town) = place.towns.get(at) {
            app.answers.update(|household| household.place = Some(format!("{}/{}", place.id, town.id)));
        }
    };
    let labels = place.towns.iter().map(|town| words.of(&town.name).to_owned()).collect();
    let wrong = Signal::derive(move || chosen.get().is_none().then(|| words.error_place().to_owned()));
    let has_pilot = place.towns.iter().any(|town| town.pilot);
    let said = live(move || match chosen.get().and_then(|at| place.towns.get(at)) {
        Some(town) if town.pilot => note(words.place_pilot_note().to_owned()),
        Some(_) if has_pilot => note(words.place_general_note().to_owned()),
        _ => ().into_any(),
    });
    let body = view! { {radios("place".to_owned(), labels, chosen, choose)}{said} }.into_any();
    field("place".to_owned(), words.place_town().to_owned(), "", wrong, Signal::stored(false), body)
}

/// Today, or another day.
fn application_day(app: AppContext) -> AnyView {
    let words = app.words;
    let other = RwSignal::new(app.answers.with_untracked(|household| household.on.is_some()));
    let first = untrack(|| app.answers.on());
    let parts = [first.year().to_string(), first.month().to_string(), first.day().to_string()].map(RwSignal::new);
    let typed = move || {
        let [year, month, day] = parts.map(|part| part.get().trim().to_owned());
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    let tell = move || {
        let on = if other.get_untracked() { untrack(typed) } else { None };
        app.answers.update(|household| household.on = on);
    };
    let wrong = Signal::derive(move || (other.get() && typed().is_none()).then(|| words.error_day().to_owned()));
    let chosen = Signal::derive(move || Some(usize::from(other.get())));
    let choose = move |at: usize| {
        other.set(at == 1);
        tell();
    };
    let labels = vec![words.place_today(&app.today), words.place_other_day().to_owned()];
    let choices = radios("on".to_owned(), labels, chosen, choose);
    let parts = when(other.into(), move || day_parts(parts, words.place_day(), words, tell, || ()));
    let body = view! { {choices}{parts} }.into_any();
    field("on".to_owned(), words.place_day().to_owned(), words.place_day_help(), wrong, Signal::stored(false), body)
}
