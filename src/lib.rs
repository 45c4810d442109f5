//! The face of doudi: what residents, window staff and trainers see.

use leptos::prelude::*;

/// The resident's page.
pub fn mount_resident() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"兜底自查"</h1></main> });
    remove_boot();
}

/// The page for staff and trainers.
pub fn mount_desk() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"兜底自查 · 窗口"</h1></main> });
    remove_boot();
}

/// What the HTML said until the app could.
fn remove_boot() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
