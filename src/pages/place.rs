//! Where and when the family applies, and by which standard.

use doudi_engine::day::Day;
use doudi_engine::facts::Area;
use leptos::prelude::*;

use crate::rules::RULES;
use crate::store::Store;
use crate::ui::{Choice, Field, Form, Frame};

/// The first question.
#[component]
pub(crate) fn WhereToApply() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    view! {
        <Frame heading=words.place_heading() help=words.place_help() why=words.place_why()>
            <PlaceChoice/>
            <Choice
                answer=store.answer("area", |household| Some(&mut household.area))
                label=words.place_area() help=words.place_area_help()
                options=vec![(Area::Rural, words.place_rural().to_owned()), (Area::Urban, words.place_urban().to_owned())]
            />
            <ApplicationDay/>
        </Frame>
    }
}

/// County and town in one list; elsewhere is said plainly.
#[component]
fn PlaceChoice() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let elsewhere = RwSignal::new(false);
    let told = move || store.household.with(|household| household.place.clone());
    let wrong = Signal::derive(move || {
        let known = store.place().is_some_and(|(_, town)| town.is_some());
        (!known).then(|| if elsewhere.get() { words.error_elsewhere() } else { words.error_place() }.to_owned())
    });
    let error = Form::join("place", words.place_town(), wrong, Signal::stored(false));
    let towns = RULES.places.iter().flat_map(|place| place.towns.iter().map(move |town| (place, town)));
    let radios = towns.map(move |(place, town)| {
        let path = format!("{}/{}", place.id, town.id);
        let mine = path.clone();
        let choose = move |_| {
            elsewhere.set(false);
            store.household.update(|household| household.place = Some(path.clone()));
        };
        view! {
            <label class="choice">
                <input type="radio" name="place" prop:checked=move || told().as_ref() == Some(&mine) on:change=choose/>
                <span>{words.of(&place.name)}{words.of(&town.name)}</span>
            </label>
        }
    });
    let leave = move |_| {
        elsewhere.set(true);
        store.household.update(|household| household.place = None);
    };
    let note = move || match store.place() {
        _ if elsewhere.get() => Some(words.place_elsewhere_note()),
        Some((_, Some(town))) if town.pilot => Some(words.place_pilot_note()),
        Some((_, Some(_))) => Some(words.place_general_note()),
        _ => None,
    };
    view! {
        <Field id="place".to_owned() label=words.place_town().to_owned() error=error>
            <div class="choices">
                {radios.collect_view()}
                <label class="choice">
                    <input type="radio" name="place" prop:checked=move || elsewhere.get() on:change=leave/>
                    <span>{words.place_elsewhere()}</span>
                </label>
            </div>
            {move || note().map(|note| view! { <p class="notice" role="status">{note}</p> })}
        </Field>
    }
}

/// Today, or another day.
#[component]
fn ApplicationDay() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let other = RwSignal::new(store.household.with_untracked(|household| household.on.is_some()));
    let first = store.on();
    let parts = [first.year().to_string(), first.month().to_string(), first.day().to_string()].map(RwSignal::new);
    let [year, month, day] = parts;
    let typed = move || {
        let [year, month, day] = parts.map(|part| part.get().trim().to_owned());
        Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    let tell = move || {
        let on = if other.get_untracked() { typed() } else { None };
        store.household.update(|household| household.on = on);
    };
    let wrong = Signal::derive(move || (other.get() && typed().is_none()).then(|| words.error_day().to_owned()));
    let error = Form::join("on", words.place_day(), wrong, Signal::stored(false));
    let choose = move |to: bool| {
        other.set(to);
        tell();
    };
    let part = move |text: RwSignal<String>, unit: &'static str| {
        view! {
            <input
                type="text" inputmode="numeric" autocomplete="off" class="entry__short" aria-label=format!("{} {unit}", words.place_day())
                prop:value=move || text.get()
                on:input:target=move |event| { text.set(event.target().value()); tell(); }
            />
            <span class="entry__unit">{unit}</span>
        }
    };
    view! {
        <Field id="on".to_owned() label=words.place_day().to_owned() help=words.place_day_help() error=error>
            <div class="choices">
                <label class="choice">
                    <input type="radio" name="on" prop:checked=move || !other.get() on:change=move |_| choose(false)/>
                    <span>{words.place_today(&store.today)}</span>
                </label>
                <label class="choice">
                    <input type="radio" name="on" prop:checked=move || other.get() on:change=move |_| choose(true)/>
                    <span>{words.place_other_day()}</span>
                </label>
            </div>
            <Show when=move || other.get()>
                <div class="entry">
                    {part(year, words.person_year())}{part(month, words.person_month())}{part(day, words.person_day())}
                </div>
            </Show>
        </Field>
    }
}
