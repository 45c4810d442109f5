//! The start: what this is, the way in, the door for emergencies, and what this device keeps.

use doudi_handoff::file::{LONGEST, Unreadable};
use leptos::prelude::*;

use crate::host::files::{self, Unread};
use crate::places::PLACES;
use crate::resident::context::AppContext;
use crate::resident::frame::frame;
use crate::resident::route::Route;
use crate::ui::{button, link, live, text, when};

/// The first page.
pub(crate) fn start(app: AppContext) -> AnyView {
    let words = app.words;
    let begun = Signal::derive(move || {
        app.answers.with(|household| household.place.is_some() || !household.people.items.is_empty())
    });
    let label = Signal::derive(move || if begun.get() { words.start_resume() } else { words.start_begin() }.to_owned());
    let begin = button("button", label, move || app.navigation.go(Route::Place));
    let result = when(begun, move || {
        link("button button--quiet", Route::Result.link(), words.start_see_result().to_owned(), String::new())
    });
    let door = view! {
        <p class="door">
            <a href=Route::Urgent.link()><strong>{words.start_urgent()}</strong><span>{words.start_urgent_help()}</span></a>
        </p>
    };
    let places: Vec<&str> = PLACES.places.iter().map(|place| words.of(&place.name)).collect();
    let places = words.start_places(&places.join(words.pick("、", ", ")));
    let body = vec![
        unreadable_saves(app),
        view! { <div class="actions">{begin}{result}</div> }.into_any(),
        text("help", places),
        door.into_any(),
        text("help", words.start_private()),
        device(app),
        text("self-check", words.app_self_check()),
    ];
    frame(app, None, words.start_heading().to_owned(), words.start_what().to_owned(), body)
}

/// What an older version left, or another one.
fn unreadable_saves(app: AppContext) -> AnyView {
    let words = app.words;
    live(move || {
        let one = |left: String| {
            let save = move || files::save(words.result_file_name(), &left);
            let save = button("button button--quiet", Signal::stored(words.start_set_aside_save().to_owned()), save);
            view! { <div class="notice"><p>{words.start_set_aside()}</p>{save}</div> }.into_any()
        };
        app.answers.unreadable_saves.get().into_iter().map(one).collect::<Vec<_>>().into_any()
    })
}

/// Opening a file, and wiping everything.
fn device(app: AppContext) -> AnyView {
    let words = app.words;
    let open = move |event: leptos::ev::Event| {
        files::picked(&event, LONGEST, move |text| {
            let opened = match text {
                Ok(text) => app.answers.open(&text, words),
                Err(Unread::TooLong) => Err(Unreadable::TooLong.tell(words)),
                Err(Unread::Failed) => Err(words.result_retry().to_owned()),
            };
            app.navigation.notice.set(Some(match opened {
                Ok(()) => words.start_opened().to_owned(),
                Err(why) => format!("{}\n{why}", words.start_open_failed()),
            }));
        });
    };
    let sure = RwSignal::new(false);
    let label = |text: &'static str| Signal::stored(text.to_owned());
    let wiping = live(move || {
        if !sure.get() {
            return button("link", label(words.start_wipe()), move || sure.set(true));
        }
        let yes = button("button", label(words.start_wipe_yes()), move || {
            sure.set(false);
            app.wipe();
        });
        let no = button("button button--quiet", label(words.start_wipe_no()), move || sure.set(false));
        view! { <div class="sure" role="alert"><p>{words.start_wipe_sure()}</p>{yes}{no}</div> }.into_any()
    });
    view! {
        <div class="files">
            <label class="file-open">
                <span>{words.start_open()}</span>
                <input type="file" accept=".json,application/json" on:change=open/>
            </label>
            {wiping}
        </div>
    }
    .into_any()
}
