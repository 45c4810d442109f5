//! The frame of the resident's pages: one heading, one way on, one way back.

use leptos::prelude::*;

use super::context::AppContext;
use super::route::Route;
use crate::ui::{Form, button, fold, page, text};

/// A page: the way back, the heading, the lede, and what is on it.
pub(crate) fn frame(
    app: AppContext,
    back: Option<Route>,
    heading: String,
    lede: String,
    body: Vec<AnyView>,
) -> AnyView {
    let back = back.map(|to| (to.link(), app.words.app_back()));
    page(back, app.navigation.route.get_untracked().progress(), heading, lede, body)
}

/// A page of questions. `fields` are drawn inside the page's form; the way on opens when nothing is wrong in it.
pub(crate) fn questions(
    app: AppContext,
    heading: String,
    lede: &'static str,
    why: &'static str,
    fields: impl FnOnce() -> Vec<AnyView>,
) -> AnyView {
    let form = Form::provide(app.words);
    in_form(app, form, heading, lede, why, fields())
}

fn in_form(
    app: AppContext,
    form: Form,
    heading: String,
    lede: &'static str,
    why: &'static str,
    fields: Vec<AnyView>,
) -> AnyView {
    let AppContext { words, navigation, .. } = app;
    let route = navigation.route.get_untracked();
    let is_part = route.progress().is_none();
    let leads_back = move || is_part || navigation.changing.get();
    let label = Signal::derive(move || if leads_back() { words.app_save() } else { words.app_next() }.to_owned());
    let go_on = move || {
        if form.passes() {
            let to_result = navigation.changing.get_untracked() && !is_part;
            if to_result { navigation.go(Route::Result) } else { app.go_onward(route) }
        }
    };
    let mut body = vec![form.errors(words.app_fix())];
    body.extend(fields);
    if !why.is_empty() {
        body.push(fold(words.app_why().to_owned(), text("", why)));
    }
    let way_on = button("button", label, go_on);
    body.push(view! { <div class="actions">{way_on}</div> }.into_any());
    let back = if navigation.changing.get_untracked() && !is_part { Route::Answers } else { route.previous() };
    frame(app, Some(back), heading, lede.to_owned(), body)
}
