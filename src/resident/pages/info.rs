//! Pages that are only read: the module writes them.

use doudi_report::Response;
use leptos::prelude::*;

use super::outcome::waiting;
use crate::host;
use crate::resident::parts::written;
use crate::resident::route::Route;
use crate::store::Store;
use crate::ui::{button, frame, text};

/// Where what is found is told; the words themselves stay out of the address.
const SEARCH: &str = "info/search";

/// The page of the present address.
pub(crate) fn info(store: Store) -> AnyView {
    let words = store.words;
    match store.page().as_deref() {
        Some(Response::Page(Some(page))) => {
            let body = vec![search(store, page.search.clone()), written(page.body.clone())];
            frame(store, Some(Route::Result), page.heading.clone(), page.lede.clone(), body)
        }
        Some(Response::Page(None)) => {
            let body = vec![text("", words.info_none_help())];
            frame(store, Some(Route::Start), words.info_none().to_owned(), String::new(), body)
        }
        Some(Response::Asks(_) | Response::Result(_)) | None => waiting(store),
    }
}

/// A field to look something up; nothing where there is nothing to look up.
fn search(store: Store, label: Option<String>) -> AnyView {
    let Some(label) = label else { return ().into_any() };
    let typed = RwSignal::new(store.searched.get_untracked());
    let press = move || {
        store.searched.set(typed.with_untracked(|typed| typed.trim().to_owned()));
        host::route::go(SEARCH);
        host::page::to_top_soon();
    };
    let pressed = button("button button--quiet", Signal::stored(label.clone()), press);
    let input = move |event| typed.set(event_target_value(&event));
    view! { <div class="entry"><input type="search" aria-label=label prop:value=typed on:input=input/>{pressed}</div> }
        .into_any()
}
