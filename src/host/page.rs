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

/// Shows the top of the page and puts the focus on its heading, so that it is read first, once the page is drawn.
pub(crate) fn to_top_soon() {
    soon(|| {
        if let Some(body) = document().and_then(|document| document.body()) {
            body.scroll_into_view();
        }
        focus("h1");
    });
}

/// Puts the focus on the first element that matches, once the page is drawn.
pub(crate) fn focus_soon(selector: &'static str) {
    soon(move || focus(selector));
}

fn soon(work: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(work);
}

/// Puts the focus on the first element that matches.
pub(crate) fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it was.
        drop(element.focus());
    }
}

/// Puts the focus on the heading once the page is drawn, where the page lost it with what it replaced.
pub(crate) fn find_focus_soon() {
    soon(|| {
        let holds = document().and_then(|document| document.active_element());
        if holds.is_none_or(|element| element.tag_name() == "BODY") {
            focus("h1");
        }
    });
}

/// Opens the printer's dialog.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // Where printing is blocked (some in-app browsers) the page itself says what to do.
        drop(window.print());
    }
}
