//! The result: what the module found, led by what to do.

use doudi_report::{Reply, Shown, Told};
use leptos::prelude::*;

use crate::host;
use crate::parts::written;
use crate::route::Route;
use crate::store::{Module, Store};
use crate::ui::{button, frame, link, note, sentences};

/// What was found, or why there is nothing yet.
pub(crate) fn outcome(store: Store) -> AnyView {
    let words = store.words;
    let has = |of: fn(&doudi_engine::facts::Household) -> bool| store.household.with_untracked(of);
    if !has(|household| household.place.is_some()) {
        missing(store, vec![words.result_no_place().to_owned()], Route::Place)
    } else if has(|household| household.people.items.is_empty()) {
        missing(store, vec![words.result_nobody().to_owned()], Route::People)
    } else {
        match store.reply() {
            Some(Reply::Found(shown)) => found(store, *shown),
            Some(Reply::Refused(lines)) => missing(store, lines, Route::Answers),
            None => waiting(store),
        }
    }
}

/// What is needed before anything can be computed.
fn missing(store: Store, lines: Vec<String>, to: Route) -> AnyView {
    let words = store.words;
    let way_on = link("button", to.link(), words.app_next().to_owned(), String::new());
    let body = vec![sentences(String::new(), lines, false), view! { <div class="actions">{way_on}</div> }.into_any()];
    frame(store, Some(Route::Start), words.lead_may().to_owned(), String::new(), body)
}

/// The rules are on their way, or did not come.
pub(super) fn waiting(store: Store) -> AnyView {
    let words = store.words;
    if store.module.get() != Module::Lost {
        return frame(store, Some(Route::Start), words.result_loading().to_owned(), String::new(), Vec::new());
    }
    let again = move || store.fetch_module(&Route::Result);
    let again = button("button", Signal::stored(words.result_retry().to_owned()), again);
    let body = vec![view! { <div class="actions">{again}</div> }.into_any()];
    frame(store, Some(Route::Start), words.result_not_loaded().to_owned(), String::new(), body)
}

/// The result.
fn found(store: Store, shown: Shown) -> AnyView {
    let body = vec![changed(store, &shown.told), written(shown.first), actions(store), written(shown.more)];
    frame(store, Some(Route::Start), shown.headline, shown.why, body)
}

/// What the last change did to the words.
fn changed(store: Store, now: &[Told]) -> AnyView {
    let words = store.words;
    let before = store.before.get_untracked();
    store.before.set(None);
    store.changing.set(false);
    let Some(before) = before else { return ().into_any() };
    let change = |is: &Told| {
        let was = before.iter().find(|was| was.id == is.id && was.word != is.word)?;
        Some(words.result_changed(&is.word, &was.word, &is.name))
    };
    let lines: Vec<String> = now.iter().filter_map(change).collect();
    note(if lines.is_empty() { words.result_changed_none().to_owned() } else { lines.join("\n") })
}

/// Print, change, save.
fn actions(store: Store) -> AnyView {
    let words = store.words;
    let save = move || {
        host::files::save(words.result_file_name(), &store.text.get_untracked());
    };
    let print = link("button", Route::Print.link(), words.app_print().to_owned(), String::new());
    let change = link("button button--quiet", Route::Answers.link(), words.result_answers().to_owned(), String::new());
    let save = button("button button--quiet", Signal::stored(words.result_save_file().to_owned()), save);
    view! { <div class="actions">{print}{change}{save}</div> }.into_any()
}
