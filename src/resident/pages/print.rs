//! The papers, to be printed and signed at the window.

use doudi_report::{Reply, Response, Wanted};
use leptos::prelude::*;

use super::outcome::waiting;
use crate::host;
use crate::resident::context::AppContext;
use crate::resident::parts::written;
use crate::resident::route::Route;
use crate::ui::{button, link, text};

/// Everything the family takes along, as it is printed.
pub(crate) fn print(app: AppContext) -> AnyView {
    let words = app.words;
    let papers = match app.engine.response(&Wanted::Result).as_deref() {
        Some(Response::Result(Reply::Found(shown))) => shown.papers.clone(),
        Some(Response::Result(Reply::Refused(_))) => return app.navigation.redirect(Route::Result),
        Some(Response::Asks(_) | Response::Page(_)) | None => return waiting(app),
    };
    let back = link("", Route::Result.link(), words.print_back().to_owned(), String::new());
    let press = button("button", Signal::stored(words.print_button().to_owned()), host::page::print);
    view! {
        <main class="page papers">
            <div class="screen-only">
                <p class="way-back">{back}</p>
                <h1 tabindex="-1">{words.print_heading()}</h1>
                {text("lede", words.print_help())}
                {text("help", words.print_blank())}
                <div class="actions">{press}</div>
            </div>
            {written(papers)}
        </main>
    }
    .into_any()
}
