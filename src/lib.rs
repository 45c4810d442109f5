//! The face of doudi: what residents, window staff and trainers see.

use leptos::prelude::*;

/// The resident's page.
pub fn mount_resident() {
    leptos::mount::mount_to_body(|| view! { <p>"兜底自查"</p> });
}

/// The page for staff and trainers.
pub fn mount_desk() {
    leptos::mount::mount_to_body(|| view! { <p>"兜底自查 · 窗口"</p> });
}
