//! The module that holds the engine and the rules. It runs in a worker, and in the page where no worker can be had.

use doudi_facts::wire::{Wire, read};
use doudi_report::{Request, Response};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/host/module.js")]
extern "C" {
    #[wasm_bindgen(js_name = start)]
    fn start_js(told: &Closure<dyn FnMut(bool)>, heard: &Closure<dyn FnMut(u32, Option<Vec<u8>>)>);
    #[wasm_bindgen(js_name = post)]
    fn post_js(id: u32, request: Vec<u8>);
    /// Ends what runs. The next request is put to an engine started anew. In the page itself nothing can be ended.
    pub(crate) fn stop();
    /// Sixteen signs of chance, eighty bits.
    pub(crate) fn salt() -> String;
}

/// Fetches the module. `told` hears whether it came, `heard` the answers: nothing where the engine failed.
pub(crate) fn start(told: impl FnMut(bool) + 'static, mut heard: impl FnMut(u32, Option<Response>) + 'static) {
    let told = Closure::new(told);
    let heard = Closure::new(move |id, blob: Option<Vec<u8>>| heard(id, blob.and_then(|blob| read(&blob))));
    start_js(&told, &heard);
    // They are called for as long as the page lives.
    told.forget();
    heard.forget();
}

/// Puts a request; its answer is heard with the same number.
pub(crate) fn post(id: u32, request: &Request) {
    let mut blob = Vec::new();
    request.put(&mut blob);
    post_js(id, blob);
}
