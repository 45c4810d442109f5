//! What the module wrote, put in place.

use leptos::prelude::*;

/// HTML of the module's own making; every text in it is escaped where it is written.
pub(crate) fn written(html: String) -> AnyView {
    view! { <div class="written" inner_html=html></div> }.into_any()
}
