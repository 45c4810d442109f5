//! The frame of a page: one heading, one way on, one way back.

use leptos::prelude::*;

use super::{Form, FormErrors};
use crate::host;
use crate::store::Store;

/// A page of questions. Its fields join the page's form; the way on opens when nothing is wrong.
#[component]
pub(crate) fn Frame(
    #[prop(into)] heading: String,
    #[prop(optional, into)] help: Option<String>,
    #[prop(optional, into)] why: Option<String>,
    children: Children,
) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let form = Form::provide();
    let route = store.route.get_untracked();
    let progress = route.progress().map(|(at, of)| view! { <p class="progress">{format!("{at} / {of}")}</p> });
    view! {
        <main class="page">
            <p class="way-back"><a href=move || route.previous().link()>{words.app_back()}</a></p>
            {progress}
            <h1 tabindex="-1">{heading}</h1>
            {help.filter(|help| !help.is_empty()).map(|help| view! { <p class="lede">{help}</p> })}
            <FormErrors form=form title=words.app_fix()/>
            {children()}
            {why.map(|why| view! { <super::Fold title=words.app_why()><p>{why}</p></super::Fold> })}
            <Next/>
        </main>
    }
}

/// The way on: 下一步, or back to the result while answers are being changed.
#[component]
pub(crate) fn Next() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let route = store.route.get_untracked();
    let form = use_context::<Form>();
    let is_part = route.progress().is_none();
    let label = move || if is_part || store.changing.get() { words.app_save() } else { words.app_next() };
    let go_on = move |_| {
        if form.is_none_or(Form::passes) {
            let to =
                if store.changing.get_untracked() && !is_part { crate::route::Route::Result } else { route.next() };
            host::route::go(&to.path());
        }
    };
    view! { <div class="actions"><button type="button" class="button" on:click=go_on>{label}</button></div> }
}
