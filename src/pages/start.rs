//! The start: what this is, the way in, the door for emergencies, and what this device keeps.

use leptos::prelude::*;

use crate::host;
use crate::route::Route;
use crate::store::Store;

/// The first page.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let begun =
        move || store.household.with(|household| household.place.is_some() || !household.people.items.is_empty());
    let begin = move |_| store.go(Route::Place);
    let label = move || if begun() { words.start_resume() } else { words.start_begin() };
    view! {
        <main class="page">
            <h1 tabindex="-1">{words.start_heading()}</h1>
            <p class="lede">{words.start_what()}</p>
            <Notices/>
            <div class="actions">
                <button type="button" class="button" on:click=begin>{label}</button>
                <Show when=begun><a class="button button--quiet" href=Route::Result.link()>{words.start_see_result()}</a></Show>
            </div>
            <p class="door"><a href=Route::Urgent.link()><strong>{words.start_urgent()}</strong><span>{words.start_urgent_help()}</span></a></p>
            <p class="help">{words.start_private()}</p>
            <Files/>
            <p class="self-check">{words.app_self_check()}</p>
        </main>
    }
}

/// What was just done, and what an older version left.
#[component]
fn Notices() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let aside = host::storage::set_aside();
    let aside = aside.map(|text| {
        view! {
            <div class="notice">
                <p>{words.start_set_aside()}</p>
                <button type="button" class="button button--quiet" on:click=move |_| host::files::save(words.result_file_name(), &text)>
                    {words.start_set_aside_save()}
                </button>
            </div>
        }
    });
    view! {
        {move || store.notice.get().map(|text| view! { <p class="notice" role="status">{text}</p> })}
        {move || (!store.keeps.get()).then(|| view! { <p class="notice">{words.start_not_kept()}</p> })}
        {aside}
    }
}

/// Opening a file, and wiping everything.
#[component]
fn Files() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let sure = RwSignal::new(false);
    let open = move |event| {
        host::files::picked(&event, move |text| {
            let opened = text.and_then(|text| store.open(&text));
            store.notice.set(Some(match opened {
                Ok(()) => words.start_opened().to_owned(),
                Err(why) => format!("{}\n{why}", words.start_open_failed()),
            }));
        });
    };
    let wipe = move |_| {
        store.household.set(doudi_engine::facts::Household::new());
        host::storage::wipe();
        store.changing.set(false);
        store.notice.set(Some(words.start_wiped().to_owned()));
        sure.set(false);
    };
    let wiping = move || {
        if sure.get() {
            view! {
                <div class="sure" role="alert">
                    <p>{words.start_wipe_sure()}</p>
                    <button type="button" class="button button--quiet" on:click=wipe>{words.start_wipe_yes()}</button>
                    <button type="button" class="button button--quiet" on:click=move |_| sure.set(false)>{words.start_wipe_no()}</button>
                </div>
            }
            .into_any()
        } else {
            view! { <button type="button" class="link" on:click=move |_| sure.set(true)>{words.start_wipe()}</button> }
                .into_any()
        }
    };
    view! {
        <div class="files">
            <label class="file-open">
                <span>{words.start_open()}</span>
                <input type="file" accept=".json,application/json" on:change=open/>
            </label>
            {wiping}
        </div>
    }
}
