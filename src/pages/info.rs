//! Pages that are only read: the module writes them.

use leptos::prelude::*;

use super::outcome::waiting;
use crate::host;
use crate::parts::written;
use crate::route::Route;
use crate::store::{Module, Store};
use crate::ui::{button, frame, text};

/// Where what is found is told; the words themselves stay out of the address.
const SEARCH: &str = "info/search";

/// The page of the present address.
pub(crate) fn info(store: Store) -> AnyView {
    if store.module.get() != Module::Here {
        return waiting(store);
    }
    let words = store.words;
    match store.page(&host::route::current()) {
        Some(page) => {
            let body = vec![search(store, page.search), written(page.body)];
            frame(store, Some(Route::Result), page.heading, page.lede, body)
        }
        None => {
            let body = vec![text("", words.info_none_help())];
            frame(store, Some(Route::Start), words.info_none().to_owned(), String::new(), body)
        }
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
