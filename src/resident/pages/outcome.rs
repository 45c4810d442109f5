//! The result: what the module found, led by what to do.

use doudi_report::{CategoryResult, Reply, Response, Shown, Wanted};
use leptos::prelude::*;

use crate::engine_client::Module;
use crate::host;
use crate::resident::context::AppContext;
use crate::resident::frame::frame;
use crate::resident::parts::written;
use crate::resident::route::Route;
use crate::ui::{button, link, note, sentences, text};

/// What was found, or why there is nothing yet.
pub(crate) fn outcome(app: AppContext) -> AnyView {
    let words = app.words;
    let has = |of: fn(&doudi_facts::household::Household) -> bool| app.answers.with_untracked(of);
    if !has(|household| household.place.is_some()) {
        missing(app, vec![words.result_no_place().to_owned()], Route::Place)
    } else if has(|household| household.people.items.is_empty()) {
        missing(app, vec![words.result_nobody().to_owned()], Route::People)
    } else {
        match app.engine.response(&Wanted::Result).as_deref() {
            Some(Response::Result(Reply::Found(shown))) => found(app, shown),
            Some(Response::Result(Reply::Refused(lines))) => missing(app, lines.clone(), Route::Answers),
            Some(Response::Asks(_) | Response::Page(_)) | None => waiting(app),
        }
    }
}

/// What is needed before anything can be computed.
fn missing(app: AppContext, lines: Vec<String>, to: Route) -> AnyView {
    let words = app.words;
    let way_on = link("button", to.link(), words.app_next().to_owned(), String::new());
    let body = vec![sentences(String::new(), lines, false), view! { <div class="actions">{way_on}</div> }.into_any()];
    frame(app, Some(Route::Start), words.lead_may().to_owned(), String::new(), body)
}

/// It is being computed, or could not be. What is there in a moment comes without a word of waiting.
pub(super) fn waiting(app: AppContext) -> AnyView {
    let words = app.words;
    let module = app.engine.module.get();
    let heading = match module {
        Module::Lost => words.result_not_loaded(),
        _ if app.has_failed() => words.result_failed(),
        Module::Away | Module::Coming => words.result_loading(),
        Module::Here => {
            let back = link("", Route::Start.link(), words.app_back().to_owned(), String::new());
            return view! {
                <main class="page working">
                    <p class="way-back">{back}</p>
                    <h1 tabindex="-1">{words.result_working()}</h1>
                    {text("lede", words.result_working_help())}
                </main>
            }
            .into_any();
        }
    };
    let mut body = Vec::new();
    if heading != words.result_loading() {
        let again = button("button", Signal::stored(words.result_retry().to_owned()), move || app.try_again());
        body.push(view! { <div class="actions">{again}</div> }.into_any());
    }
    frame(app, Some(Route::Start), heading.to_owned(), String::new(), body)
}

/// The result.
fn found(app: AppContext, shown: &Shown) -> AnyView {
    let (first, more) = (written(shown.first.clone()), written(shown.more.clone()));
    let body = vec![changed(app, &shown.told), first, actions(app), more];
    frame(app, Some(Route::Start), shown.headline.clone(), shown.why.clone(), body)
}

/// What the last change did to the words.
fn changed(app: AppContext, now: &[CategoryResult]) -> AnyView {
    let words = app.words;
    let before = app.navigation.before.get_untracked();
    app.navigation.before.set(None);
    app.navigation.changing.set(false);
    let Some(before) = before else { return ().into_any() };
    let change = |is: &CategoryResult| {
        let was = before.iter().find(|was| was.id == is.id && was.word != is.word)?;
        Some(words.result_changed(&is.word, &was.word, &is.name))
    };
    let lines: Vec<String> = now.iter().filter_map(change).collect();
    note(if lines.is_empty() { words.result_changed_none().to_owned() } else { lines.join("\n") })
}

/// Print, change, save.
fn actions(app: AppContext) -> AnyView {
    let words = app.words;
    let save = move || {
        host::files::save(words.result_file_name(), &app.answers.text.get_untracked());
    };
    let print = link("button", Route::Print.link(), words.app_print().to_owned(), String::new());
    let change = link("button button--quiet", Route::Answers.link(), words.result_answers().to_owned(), String::new());
    let save = button("button button--quiet", Signal::stored(words.result_save_file().to_owned()), save);
    view! { <div class="actions">{print}{change}{save}</div> }.into_any()
}
