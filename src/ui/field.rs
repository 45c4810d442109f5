//! A question with its help, its field and what is wrong with it.

use leptos::prelude::*;

/// A group of inputs under one question. `error` is shown beside it and read with it.
#[component]
pub(crate) fn Field(
    id: String,
    label: String,
    #[prop(optional, into)] help: Option<String>,
    error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let shown = move || error.get().map(|text| view! { <p class="error" id=error_id.clone()>{text}</p> });
    view! {
        <fieldset class="field" class:field--wrong=move || error.get().is_some() id=id aria-describedby=described>
            <legend>{label}</legend>
            {help.map(|help| view! { <p class="help">{help}</p> })}
            {shown}
            {children()}
        </fieldset>
    }
}
