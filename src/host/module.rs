//! The module that holds the engine and the rules: fetched once, asked as often as answers change.

use doudi_engine::wire;
use doudi_report::{Reply, ShownPage};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/host/module.js")]
extern "C" {
    /// Fetches the module, unless it is there; tells whether it came.
    fn fetch(told: &Closure<dyn FnMut(bool)>);
    /// Asks it; nothing while it is not there.
    fn ask(household: &str, today: &str) -> Option<Vec<u8>>;
    /// Every answer that can still change something, a line each; nothing while it is not there.
    pub(crate) fn asks(household: &str, today: &str) -> Option<String>;
    /// Asks it for a page; nothing while it is not there.
    fn page(path: &str, household: &str, today: &str) -> Option<Vec<u8>>;
    /// Sixteen signs of chance, eighty bits.
    pub(crate) fn salt() -> String;
}

/// Fetches the module, unless it is there; tells whether it came.
pub(crate) fn load(told: impl FnMut(bool) + 'static) {
    let told = Closure::new(told);
    fetch(&told);
    // It is called once the module is there or did not come, long after this returns.
    told.forget();
}

/// What is found about a household on a day; `None` while the module is not there.
pub(crate) fn reply(household: &str, today: &str) -> Option<Reply> {
    wire::read(&ask(household, today)?)
}

/// A page of the module's writing; `None` while the module is not there, or where there is no such page.
pub(crate) fn shown(path: &str, household: &str, today: &str) -> Option<ShownPage> {
    wire::read::<Option<ShownPage>>(&page(path, household, today)?)?
}
