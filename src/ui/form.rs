//! A form (一页的问题): its fields, and what is still wrong when the person wants to go on.

use doudi_words::Words;
use leptos::prelude::*;

use super::kit::live;
use crate::host;

/// One field's complaint, if it has one.
#[derive(Clone)]
struct Check {
    id: String,
    label: String,
    wrong: Signal<Option<String>>,
}

/// The fields of a page and whether the person has tried to go on.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    words: Words,
    checks: RwSignal<Vec<Check>>,
    tried: RwSignal<bool>,
}

impl Form {
    /// A form for the fields below this point.
    pub(crate) fn provide(words: Words) -> Self {
        let form = Self { words, checks: RwSignal::new(Vec::new()), tried: RwSignal::new(false) };
        provide_context(form);
        form
    }

    /// Whether the person may go on. If not, every complaint is shown and the focus goes to their list.
    pub(crate) fn passes(self) -> bool {
        let wrong = self.checks.with_untracked(|all| all.iter().any(|check| check.wrong.get_untracked().is_some()));
        self.tried.set(wrong);
        if wrong {
            host::page::focus_soon(".errors");
        }
        !wrong
    }

    /// Everything that is wrong on this page, as a list that leads to each field.
    pub(crate) fn errors(self, title: &'static str) -> AnyView {
        live(move || {
            let complaint = |check: Check| check.wrong.get().map(|wrong| (check, wrong));
            let wrong: Vec<_> = self.checks.get().into_iter().filter_map(complaint).collect();
            if wrong.is_empty() || !self.tried.get() {
                return ().into_any();
            }
            let line = |(check, wrong): (Check, String)| {
                let to_field = move || host::page::focus(&format!("#{} input", check.id));
                super::button(
                    "link",
                    Signal::stored(self.words.error_field(&check.label.trim_end_matches(['？', '?']), &wrong)),
                    to_field,
                )
            };
            let lines = super::list("", wrong.into_iter().map(line).collect());
            view! { <div class="errors" role="alert" tabindex="-1"><h2>{title}</h2>{lines}</div> }.into_any()
        })
    }

    /// Joins a field to the form it stands in, for as long as it is shown. Returns what to show beside it: what is
    /// wrong, once the person tried to go on or `now` holds.
    fn join(id: &str, label: &str, wrong: Signal<Option<String>>, now: Signal<bool>) -> Signal<Option<String>> {
        let Some(form) = use_context::<Self>() else { return wrong };
        let check = Check { id: id.to_owned(), label: label.to_owned(), wrong };
        let mine = id.to_owned();
        form.checks.update(|checks| checks.push(check));
        on_cleanup(move || form.checks.update(|checks| checks.retain(|check| check.id != mine)));
        Signal::derive(move || wrong.get().filter(|_| form.tried.get() || now.get()))
    }
}

/// A question with its help, its field and what is wrong with it. `now` shows what is wrong before the person tries
/// to go on: once a field with a mistake in it is left.
pub(crate) fn field(
    id: String,
    label: String,
    help: &'static str,
    wrong: Signal<Option<String>>,
    now: Signal<bool>,
    body: AnyView,
) -> AnyView {
    let error = Form::join(&id, &label, wrong, now);
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let class = Signal::derive(move || if error.get().is_some() { "field field--wrong" } else { "field" });
    let shown = live(move || match error.get() {
        Some(text) => view! { <p class="error" id=error_id.clone()>{text}</p> }.into_any(),
        None => ().into_any(),
    });
    let help = super::text("help", help);
    view! { <fieldset class=class id=id aria-describedby=described><legend>{label}</legend>{help}{shown}{body}</fieldset> }
        .into_any()
}
