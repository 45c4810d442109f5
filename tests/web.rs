//! The face in a real browser: `cargo xtask test --only wasm`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_residents_page_mounts_and_says_its_name() {
    face::mount_resident();
    let body = web_sys::window().and_then(|it| it.document()).and_then(|it| it.body());
    let text = body.and_then(|it| it.text_content()).unwrap_or_default();
    assert!(text.contains("兜底自查"));
}
