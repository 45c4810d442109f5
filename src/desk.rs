//! The app for staff and trainers (窗口与培训): for now it says what it will be for.

use doudi_words::Words;
use leptos::prelude::*;

use crate::ui::{masthead, text};

/// The whole page.
pub(crate) fn app() -> AnyView {
    let words = Words::ZH;
    let what = text("", words.desk_what());
    let title = masthead(words.app_title());
    view! { {title}<main class="page"><h1>{words.desk_heading()}</h1>{what}</main> }.into_any()
}
