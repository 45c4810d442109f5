//! The page as a whole: its boot text, its scroll, its focus, its printer.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Takes away what stood there before the app.
pub(crate) fn unboot() {
    if let Some(boot) = document().and_then(|document| document.get_element_by_id("boot")) {
        boot.remove();
    }
}

/// Scrolls up and puts the focus on the page's heading, so that it is read first, once the page stands.
pub(crate) fn to_top_soon() {
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        focus("h1");
    });
}

/// The same, once what is being drawn stands.
pub(crate) fn focus_soon(selector: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        focus(selector);
    });
}

/// Puts the focus on the first element that matches.
pub(crate) fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it was.
        drop(element.focus());
    }
}

/// Opens the printer's dialog.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // Where printing is blocked (some in-app browsers) the page itself says what to do.
        drop(window.print());
    }
}
