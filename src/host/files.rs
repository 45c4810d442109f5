//! Files a person picks and saves. Nothing is sent anywhere.

use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Event, HtmlAnchorElement, HtmlInputElement, Url, js_sys};

/// Why a picked file was not read.
pub(crate) enum Unread {
    /// It is longer than what is asked for; nothing of it was read.
    TooLong,
    /// The browser could not read it.
    Failed,
}

/// Reads the file picked in an input, unless it is longer than so many bytes, and empties the input so that the same file can
/// be picked again.
pub(crate) fn picked(event: &Event, longest: usize, read: impl FnOnce(Result<String, Unread>) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some((input, file)) = input.and_then(|input| Some((input.clone(), input.files()?.get(0)?))) else { return };
    let blob = gloo_file::Blob::from(web_sys::Blob::from(file));
    input.set_value("");
    if usize::try_from(blob.size()).is_ok_and(|size| size <= longest) {
        let heard = move |text: Result<String, gloo_file::FileReadError>| read(text.map_err(|_| Unread::Failed));
        // Dropped, it would stop reading.
        std::mem::forget(gloo_file::callbacks::read_as_text(&blob, heard));
    } else {
        read(Err(Unread::TooLong));
    }
}

/// Saves a text as a file of the person's own.
pub(crate) fn save(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &kind) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    drop(Url::revoke_object_url(&url));
}
