//! What this device keeps: the household as a file would hold it, and what an older version left.

use gloo_storage::{LocalStorage, Storage};

const HOUSEHOLD: &str = "doudi.household";
const SET_ASIDE: &str = "doudi.set-aside";

/// The text kept, if there is one.
pub(crate) fn kept() -> Option<String> {
    read(HOUSEHOLD)
}

/// Keeps a text. False when this browser keeps nothing.
pub(crate) fn keep(text: &str) -> bool {
    // `raw` fails where storage is off, as in some in-app browsers.
    write(HOUSEHOLD, text)
}

/// Forgets everything, what was set aside included.
pub(crate) fn wipe() {
    LocalStorage::delete(HOUSEHOLD);
    for nth in 0..set_aside().len() {
        LocalStorage::delete(aside(nth));
    }
}

/// Every text that was set aside, the earliest first.
pub(crate) fn set_aside() -> Vec<String> {
    (0..).map_while(|nth| read(&aside(nth))).collect()
}

/// Sets a text aside that this version cannot read, beside those set aside before.
pub(crate) fn put_aside(text: &str) {
    let before = set_aside();
    if before.iter().all(|known| known != text) {
        write(&aside(before.len()), text);
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

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
