//! A short list of sentences under a heading; nothing when there are none.

use leptos::prelude::*;

/// Sentences under a heading of the second rank.
#[component]
pub(crate) fn Sentences(
    #[prop(into)] title: String,
    lines: Vec<String>,
    #[prop(optional)] numbered: bool,
) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        let items = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        let list = if numbered {
            view! { <ol class="sentences">{items}</ol> }.into_any()
        } else {
            view! { <ul class="sentences">{items}</ul> }.into_any()
        };
        view! { <section><h2>{title}</h2>{list}</section> }
    })
}
