//! What is said above every page (提示): what was just done, here or in another tab, and that answers are not kept.

use leptos::prelude::*;

use crate::answers::Saving;
use crate::host;
use crate::resident::context::AppContext;
use crate::ui::{button, live, note};

/// The notices; nothing where there is nothing to say.
pub(crate) fn notices(app: AppContext) -> AnyView {
    let words = app.words;
    let said = live(move || app.navigation.notice.get().map_or_else(|| ().into_any(), note));
    let unsaved = live(move || match app.answers.saving.get() {
        Saving::Works => ().into_any(),
        Saving::Fails => {
            let save = button("link", Signal::stored(words.result_save_file().to_owned()), move || {
                host::files::save(words.result_file_name(), &app.answers.text.get_untracked());
            });
            view! { <div class="notice" role="status">{words.start_not_kept()}{save}</div> }.into_any()
        }
        Saving::Locked => note(words.start_locked().to_owned()),
    });
    view! { <div class="notices">{said}{unsaved}</div> }.into_any()
}
