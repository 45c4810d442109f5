//! 急难: whom to call and where to go, in one tap and without a form.

use doudi_rulebook::About;
use leptos::prelude::*;

use crate::route::Route;
use crate::rules::RULES;
use crate::store::Store;

/// Phone numbers and promises at the place where it happened.
#[component]
pub(crate) fn Urgent() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let (place, town) = store.place().map_or((RULES.places.first(), None), |(place, town)| (Some(place), town));
    let advice = place.into_iter().flat_map(move |place| place.advice(town, About::Emergency));
    let rows = advice.map(|advice| {
        let call = advice.phone.as_ref().map(|phone| {
            view! { <a class="button button--call" href=format!("tel:{phone}")>{words.urgent_call(phone)}</a> }
        });
        view! { <li><p>{words.of(&advice.text)}</p>{call}<p class="source">{words.of(&advice.source)}</p></li> }
    });
    view! {
        <main class="page">
            <p class="way-back"><a href=Route::Start.link()>{words.app_back()}</a></p>
            <h1 tabindex="-1">{words.urgent_heading()}</h1>
            <p class="lede">{words.urgent_help()}</p>
            <ul class="urgent">{rows.collect_view()}</ul>
            <p><a href=Route::Place.link()>{words.urgent_more()}</a></p>
        </main>
    }
}
