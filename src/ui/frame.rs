//! The frame of a page: one heading, one way back.

use leptos::prelude::*;

use super::{link, text};

/// A page: the way back with its address and its words, how far along it is, the heading, the lede, and what is on it.
pub(crate) fn page(
    back: Option<(String, &'static str)>,
    progress: Option<(usize, usize)>,
    heading: String,
    lede: String,
    body: Vec<AnyView>,
) -> AnyView {
    let back = back.map(|(to, label)| {
        let to = link("", to, label.to_owned(), String::new());
        view! { <p class="way-back">{to}</p> }
    });
    let progress = progress.map(|(at, of)| text("progress", format!("{at} / {of}")));
    let lede = text("lede", lede);
    view! { <main class="page">{back}{progress}<h1 tabindex="-1">{heading}</h1>{lede}{body}</main> }.into_any()
}
