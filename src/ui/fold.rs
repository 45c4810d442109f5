//! Something folded away until it is wanted.

use leptos::prelude::*;

/// A summary that opens on a tap.
#[component]
pub(crate) fn Fold(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <details class="fold">
            <summary>{title}</summary>
            <div class="fold__body">{children()}</div>
        </details>
    }
}
