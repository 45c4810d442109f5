//! The result: what the module found, led by what to do.

use doudi_report::{Reply, Response, Shown, Told};
use leptos::prelude::*;

use crate::host;
use crate::resident::parts::written;
use crate::resident::route::Route;
use crate::store::{Module, Store};
use crate::ui::{button, frame, link, note, sentences, text};

/// What was found, or why there is nothing yet.
pub(crate) fn outcome(store: Store) -> AnyView {
    let words = store.words;
    let has = |of: fn(&doudi_facts::household::Household) -> bool| store.household.with_untracked(of);
    if !has(|household| household.place.is_some()) {
        missing(store, vec![words.result_no_place().to_owned()], Route::Place)
    } else if has(|household| household.people.items.is_empty()) {
        missing(store, vec![words.result_nobody().to_owned()], Route::People)
    } else {
        match store.reply().as_deref() {
            Some(Response::Result(Reply::Found(shown))) => found(store, shown),
            Some(Response::Result(Reply::Refused(lines))) => missing(store, lines.clone(), Route::Answers),
            Some(Response::Asks(_) | Response::Page(_)) | None => waiting(store),
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

/// It is being computed, or could not be. What is there in a moment comes without a word of waiting.
pub(super) fn waiting(store: Store) -> AnyView {
    let words = store.words;
    let module = store.engine.module.get();
    let heading = match module {
        Module::Lost => words.result_not_loaded(),
        _ if store.has_failed() => words.result_failed(),
        Module::Away | Module::Coming => words.result_loading(),
        Module::Here => {
            let back = link("", Route::Start.link(), words.app_back().to_owned(), String::new());
            return view! {
                <main class="page working">
                    <p class="way-back">{back}</p>
                    <h1 tabindex="-1">{words.result_working()}</h1>
                    {text("lede", words.result_working_help())}
                </main>
            }
            .into_any();
        }
    };
    let mut body = Vec::new();
    if heading != words.result_loading() {
        let again = button("button", Signal::stored(words.result_retry().to_owned()), move || store.ask_again());
        body.push(view! { <div class="actions">{again}</div> }.into_any());
    }
    frame(store, Some(Route::Start), heading.to_owned(), String::new(), body)
}

/// The result.
fn found(store: Store, shown: &Shown) -> AnyView {
    let (first, more) = (written(shown.first.clone()), written(shown.more.clone()));
    let body = vec![changed(store, &shown.told), first, actions(store), more];
    frame(store, Some(Route::Start), shown.headline.clone(), shown.why.clone(), body)
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
