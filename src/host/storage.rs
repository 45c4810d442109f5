//! What this device keeps: the household as a file would hold it, and what an older version left.
//!
//! Some in-app browsers refuse to keep anything, and any device can be full: whoever writes hears whether it was written.

use gloo_events::EventListener;

const HOUSEHOLD: &str = "doudi.household";
const SET_ASIDE: &str = "doudi.set-aside";

/// Whether this browser lets anything be kept.
pub(crate) fn is_there() -> bool {
    local().is_some()
}

/// The text kept, if there is one.
pub(crate) fn kept() -> Option<String> {
    read(HOUSEHOLD)
}

/// Keeps a text, or nothing. False when it was not written.
pub(crate) fn keep(text: Option<&str>) -> bool {
    match text {
        Some(text) => write(HOUSEHOLD, text),
        None => remove(HOUSEHOLD),
    }
}

/// Forgets everything, what was set aside included. False when something is left.
pub(crate) fn wipe() -> bool {
    for nth in 0..set_aside().len() {
        remove(&aside(nth));
    }
    remove(HOUSEHOLD);
    kept().is_none() && set_aside().is_empty()
}

/// Every text that was set aside, the earliest first.
pub(crate) fn set_aside() -> Vec<String> {
    (0..).map_while(|nth| read(&aside(nth))).collect()
}

/// Sets a text aside that this version cannot read, beside those set aside before. False when it could not be written.
pub(crate) fn put_aside(text: &str) -> bool {
    let before = set_aside();
    before.iter().any(|known| known == text) || write(&aside(before.len()), text)
}

/// Tells whenever another tab may have written: as it does, and where that was not heard, once this tab is looked at again.
pub(crate) fn watch(changed: impl Fn() + Copy + 'static) {
    if let Some(window) = web_sys::window() {
        for event in ["storage", "pageshow", "visibilitychange"] {
            EventListener::new(&window, event, move |_| changed()).forget();
        }
    }
}

fn aside(nth: usize) -> String {
    format!("{SET_ASIDE}.{nth}")
}

fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

fn write(key: &str, text: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

fn remove(key: &str) -> bool {
    local().is_some_and(|storage| storage.remove_item(key).is_ok())
}

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
