//! The module that holds the engine and the rules. It runs in a worker, and in the page where no worker can be had.

use doudi_facts::wire::{Wire, read};
use doudi_report::{Request, Response};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/host/module.js")]
extern "C" {
    #[wasm_bindgen(js_name = start)]
    fn start_js(arrived: &Closure<dyn FnMut(bool)>, answered: &Closure<dyn FnMut(u32, Option<Vec<u8>>)>);
    #[wasm_bindgen(js_name = post)]
    fn post_js(id: u32, request: Vec<u8>);
    /// Ends the running request. The next one goes to an engine started anew. In the page itself nothing can be ended.
    pub(crate) fn stop();
    /// Sixteen signs of chance, eighty bits.
    pub(crate) fn salt() -> String;
}

/// Fetches the module. `arrived` is called with whether it came, `answered` with each answer: `None` where the engine failed.
pub(crate) fn start(arrived: impl FnMut(bool) + 'static, mut answered: impl FnMut(u32, Option<Response>) + 'static) {
    let arrived = Closure::new(arrived);
    let answered = Closure::new(move |id, blob: Option<Vec<u8>>| answered(id, blob.and_then(|blob| read(&blob))));
    start_js(&arrived, &answered);
    // They are called for as long as the page lives.
    arrived.forget();
    answered.forget();
}

/// Sends a request; `answered` is called with the same number.
pub(crate) fn post(id: u32, request: &Request) {
    let mut blob = Vec::new();
    request.put(&mut blob);
    post_js(id, blob);
}
