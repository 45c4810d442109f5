//! Pages that are only read: the module writes them.

use doudi_report::Response;
use leptos::prelude::*;

use super::outcome::waiting;
use crate::resident::context::AppContext;
use crate::resident::frame::frame;
use crate::resident::parts::written;
use crate::resident::route::Route;
use crate::ui::{button, text};

/// The page of the present address.
pub(crate) fn info(app: AppContext) -> AnyView {
    let Some(wanted) = app.navigation.info() else { return none(app) };
    match app.engine.response(&wanted).as_deref() {
        Some(Response::Page(Some(page))) => {
            let body = vec![search(app, page.search.clone()), written(page.body.clone())];
            frame(app, Some(Route::Result), page.heading.clone(), page.lede.clone(), body)
        }
        Some(Response::Page(None)) => none(app),
        Some(Response::Asks(_) | Response::Result(_)) | None => waiting(app),
    }
}

/// There is no such page.
fn none(app: AppContext) -> AnyView {
    let words = app.words;
    let body = vec![text("", words.info_none_help())];
    frame(app, Some(Route::Start), words.info_none().to_owned(), String::new(), body)
}

/// A field to look something up; nothing where there is nothing to look up.
fn search(app: AppContext, label: Option<String>) -> AnyView {
    let Some(label) = label else { return ().into_any() };
    let typed = RwSignal::new(app.navigation.searched.get_untracked());
    let press = move || app.navigation.search(typed.with_untracked(|typed| typed.trim().to_owned()));
    let pressed = button("button button--quiet", Signal::stored(label.clone()), press);
    let input = move |event| typed.set(event_target_value(&event));
    view! { <div class="entry"><input type="search" aria-label=label prop:value=typed on:input=input/>{pressed}</div> }
        .into_any()
}
