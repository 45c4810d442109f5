//! A list of what was told, as sentences, with 改 and 删, and 以上就是全部.

use doudi_engine::facts::Household;
use doudi_engine::known::Closure;
use leptos::prelude::*;

use crate::route::Route;
use crate::store::Store;
use crate::ui::{Field, Form};

/// One entry: how it is told, and where it is changed.
#[derive(Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) edit: Route,
}

/// A list with its entries and the question whether that is all.
#[component]
pub(crate) fn EntryList(
    lines: Signal<Vec<Line>>,
    add: Callback<()>,
    add_label: &'static str,
    delete: Callback<usize>,
    #[prop(optional)] delete_warning: Option<&'static str>,
    /// Entries before this one cannot be deleted.
    #[prop(optional)]
    fixed: usize,
    closure: Closing,
    /// Whether an empty list can be complete.
    #[prop(default = true)]
    may_be_empty: bool,
) -> impl IntoView {
    let words = Store::get().words;
    let asked = RwSignal::new(None::<usize>);
    let row = move |at: usize, line: Line| {
        let sure = move || {
            view! {
                <div class="sure" role="alert">
                    {delete_warning.map(|warning| view! { <p>{warning}</p> })}
                    <button type="button" class="button button--quiet" on:click=move |_| { asked.set(None); delete.run(at); }>
                        {words.app_delete()}
                    </button>
                    <button type="button" class="button button--quiet" on:click=move |_| asked.set(None)>{words.app_keep()}</button>
                </div>
            }
        };
        let tools = move || {
            view! {
                <span class="entry-line__tools">
                    <a href=line.edit.link()>{words.app_edit()}<span class="unseen">{line.text.clone()}</span></a>
                    {(at >= fixed).then(|| view! {
                        <button type="button" class="link" on:click=move |_| asked.set(Some(at))>{words.app_delete()}</button>
                    })}
                </span>
            }
        };
        let text = lines.with_untracked(|all| all.get(at).map(|line| line.text.clone()));
        view! {
            <li class="entry-line">
                <span>{text}</span>
                {tools()}
                {move || (asked.get() == Some(at)).then(sure)}
            </li>
        }
    };
    let rows = move || lines.get().into_iter().enumerate().map(|(at, line)| row(at, line)).collect_view();
    let is_empty = Signal::derive(move || lines.with(Vec::is_empty));
    view! {
        <ul class="entry-lines">{rows}</ul>
        <p><button type="button" class="button button--quiet" on:click=move |_| add.run(())>{add_label}</button></p>
        <Show when=move || may_be_empty || !is_empty.get()>
            <ClosureChoice closing=closure is_empty=is_empty/>
        </Show>
    }
}

/// Whether a list is told to the end: how to read it, and how to tell it.
#[derive(Clone, Copy)]
pub(crate) struct Closing {
    pub(crate) label: &'static str,
    /// The path in the household file.
    pub(crate) path: &'static str,
    pub(crate) of: fn(&mut Household) -> &mut Closure,
}

#[component]
fn ClosureChoice(closing: Closing, is_empty: Signal<bool>) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let id = closing.path.replace('.', "-");
    let now = move || store.household.with(|household| *(closing.of)(&mut household.clone()));
    let wrong = Signal::derive(move || now().is_not_asked().then(|| words.error_choose().to_owned()));
    let error = Form::join(&id, closing.label, wrong, Signal::stored(false));
    let radio = move |value: Closure, text: Signal<&'static str>| {
        view! {
            <label class="choice">
                <input
                    type="radio" name=closing.path
                    prop:checked=move || now() == value
                    on:change=move |_| store.household.update(|household| *(closing.of)(household) = value)
                />
                <span>{move || text.get()}</span>
            </label>
        }
    };
    let all = move || if is_empty.get() { words.app_have_not() } else { words.app_that_is_all() };
    let more = move || if is_empty.get() { words.app_unknown() } else { words.app_more_unknown() };
    view! {
        <Field id=id.clone() label=closing.label.to_owned() error=error>
            <div class="choices">
                {radio(Closure::Yes, Signal::derive(all))}
                {radio(Closure::Unknown, Signal::derive(more))}
            </div>
        </Field>
    }
}
