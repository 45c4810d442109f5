//! What this device saves: the household as a file would hold it, and what an older version left.
//!
//! Some in-app browsers refuse to save anything, and any device can be full: whoever writes learns whether it was written.

use gloo_events::EventListener;

const HOUSEHOLD: &str = "doudi.household";
/// Followed by a number; the texts that no version since could read.
const UNREADABLE: &str = "doudi.set-aside";

/// Whether this browser lets anything be saved.
pub(crate) fn is_there() -> bool {
    local().is_some()
}

/// The saved text, if there is one.
pub(crate) fn saved() -> Option<String> {
    read(HOUSEHOLD)
}

/// Saves a text, or removes it. False when that was not done.
pub(crate) fn save(text: Option<&str>) -> bool {
    match text {
        Some(text) => write(HOUSEHOLD, text),
        None => remove(HOUSEHOLD),
    }
}

/// Removes everything, unreadable texts included. False when something is left.
pub(crate) fn wipe() -> bool {
    for nth in 0..unreadable().len() {
        remove(&unreadable_key(nth));
    }
    remove(HOUSEHOLD);
    saved().is_none() && unreadable().is_empty()
}

/// Every text that could not be read, the earliest first.
pub(crate) fn unreadable() -> Vec<String> {
    (0..).map_while(|nth| read(&unreadable_key(nth))).collect()
}

/// Saves a text that this version cannot read, beside those before it. False when it could not be written.
pub(crate) fn add_unreadable(text: &str) -> bool {
    let before = unreadable();
    before.iter().any(|known| known == text) || write(&unreadable_key(before.len()), text)
}

/// Calls whenever another tab may have written: as it does and, where that event is not delivered, once this tab is looked at again.
pub(crate) fn watch(changed: impl Fn() + Copy + 'static) {
    if let Some(window) = web_sys::window() {
        for event in ["storage", "pageshow", "visibilitychange"] {
            EventListener::new(&window, event, move |_| changed()).forget();
        }
    }
}

fn unreadable_key(nth: usize) -> String {
    format!("{UNREADABLE}.{nth}")
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
