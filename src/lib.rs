//! The face of doudi (界面): what residents, window staff and trainers see. It computes nothing itself.

mod answers;
mod desk;
mod engine_client;
mod host;
mod places;
mod resident;
mod ui;

/// The resident's page. What stood there before stays until the app does.
pub fn mount_resident() {
    leptos::mount::mount_to_body(resident::app);
    host::page::unboot();
}

/// The page for staff and trainers.
pub fn mount_desk() {
    leptos::mount::mount_to_body(desk::app);
    host::page::unboot();
}
