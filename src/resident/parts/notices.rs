//! What is said above every page (提示): what was just done, here or in another tab, and that answers are not kept.

use leptos::prelude::*;

use crate::host;
use crate::store::{Keeping, Store};
use crate::ui::{button, live, note};

/// The notices; nothing where there is nothing to say.
pub(crate) fn notices(store: Store) -> AnyView {
    let words = store.words;
    let said = live(move || store.notice.get().map_or_else(|| ().into_any(), note));
    let unkept = live(move || match store.keeping.get() {
        Keeping::Well => ().into_any(),
        Keeping::Failing => {
            let save = button("link", Signal::stored(words.result_save_file().to_owned()), move || {
                host::files::save(words.result_file_name(), &store.text.get_untracked());
            });
            view! { <div class="notice" role="status">{words.start_not_kept()}{save}</div> }.into_any()
        }
        Keeping::Locked => note(words.start_locked().to_owned()),
    });
    view! { <div class="notices">{said}{unkept}</div> }.into_any()
}
