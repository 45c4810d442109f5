//! 急难: whom to call and where to go, in one tap and without a form.

use doudi_rulebook::About;
use leptos::prelude::*;

use crate::places::PLACES;
use crate::resident::context::AppContext;
use crate::resident::frame::frame;
use crate::resident::route::Route;
use crate::ui::{link, list, text};

/// Phone numbers and promises at the place where it happened.
pub(crate) fn urgent(app: AppContext) -> AnyView {
    let words = app.words;
    let (place, town) = app.answers.place().map_or((PLACES.places.first(), None), |(place, town)| (Some(place), town));
    let advice = place.into_iter().flat_map(move |place| place.advice(town, About::Emergency));
    let rows = advice.map(|advice| {
        let call = advice
            .phone
            .as_ref()
            .map(|phone| link("button button--call", format!("tel:{phone}"), words.urgent_call(phone), String::new()));
        view! { {text("", words.of(&advice.text))}{call}{text("source", words.of(&advice.source))} }.into_any()
    });
    let more = link("", Route::Place.link(), words.urgent_more().to_owned(), String::new());
    let body = vec![list("urgent", rows.collect()), view! { <p class="way-back">{more}</p> }.into_any()];
    frame(app, Some(Route::Start), words.urgent_heading().to_owned(), words.urgent_help().to_owned(), body)
}
