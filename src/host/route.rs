//! The address after `#`, read and set. Works from any folder, and from a file.

use gloo_events::EventListener;

/// The path after `#/`, without slashes at its ends.
pub(crate) fn current() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let path = hash.trim_start_matches('#').trim_matches('/');
    // Browsers escape what is not plain; where that is not undone, the path is as it stands.
    js_sys::decode_uri_component(path).map_or_else(|_| path.to_owned(), String::from)
}

/// Goes to a path.
pub(crate) fn go(path: &str) {
    if let Some(window) = web_sys::window() {
        // Setting a hash cannot fail in a document that is shown.
        drop(window.location().set_hash(&format!("/{path}")));
    }
}

/// Goes to a path in place of the present one, so that the way back does not lead here again.
pub(crate) fn replace(path: &str) {
    if let Some(window) = web_sys::window() {
        drop(window.location().replace(&format!("#/{path}")));
    }
}

/// Tells of every change of the path, for as long as the page lives.
pub(crate) fn watch(mut changed: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| changed()).forget();
    }
}
