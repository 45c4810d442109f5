//! The frame of a page: one heading, one way on, one way back.

use leptos::prelude::*;

use super::{Form, button, fold, link, text};
use crate::resident::route::Route;
use crate::store::Store;

/// A page: the way back, the heading, the lede, and what stands on it.
pub(crate) fn frame(store: Store, back: Option<Route>, heading: String, lede: String, body: Vec<AnyView>) -> AnyView {
    let words = store.words;
    let back = back.map(|to| {
        let to = link("", to.link(), words.app_back().to_owned(), String::new());
        view! { <p class="way-back">{to}</p> }
    });
    let progress = store.route.get_untracked().progress().map(|(at, of)| text("progress", format!("{at} / {of}")));
    let lede = text("lede", lede);
    view! { <main class="page">{back}{progress}<h1 tabindex="-1">{heading}</h1>{lede}{body}</main> }.into_any()
}

/// A page of questions. `fields` are drawn inside the page's form; the way on opens when nothing is wrong in it.
pub(crate) fn questions(
    store: Store,
    heading: String,
    lede: &'static str,
    why: &'static str,
    fields: impl FnOnce() -> Vec<AnyView>,
) -> AnyView {
    let form = Form::provide(store.words);
    asked(store, form, heading, lede, why, fields())
}

fn asked(
    store: Store,
    form: Form,
    heading: String,
    lede: &'static str,
    why: &'static str,
    fields: Vec<AnyView>,
) -> AnyView {
    let words = store.words;
    let route = store.route.get_untracked();
    let is_part = route.progress().is_none();
    let leads_back = move || is_part || store.changing.get();
    let label = Signal::derive(move || if leads_back() { words.app_save() } else { words.app_next() }.to_owned());
    let go_on = move || {
        if form.passes() {
            let to_result = store.changing.get_untracked() && !is_part;
            if to_result { store.go(Route::Result) } else { store.go_onward(route) }
        }
    };
    let mut body = vec![form.errors(words.app_fix())];
    body.extend(fields);
    if !why.is_empty() {
        body.push(fold(words.app_why().to_owned(), text("", why)));
    }
    let way_on = button("button", label, go_on);
    body.push(view! { <div class="actions">{way_on}</div> }.into_any());
    let back = if store.changing.get_untracked() && !is_part { Route::Answers } else { route.previous() };
    frame(store, Some(back), heading, lede.to_owned(), body)
}
