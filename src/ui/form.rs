//! A form (一页的问题): what is still wrong on a page, told together when the person wants to go on.

use leptos::prelude::*;

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
    checks: RwSignal<Vec<Check>>,
    tried: RwSignal<bool>,
}

impl Form {
    /// A form for the fields below this point.
    pub(crate) fn provide() -> Self {
        let form = Self { checks: RwSignal::new(Vec::new()), tried: RwSignal::new(false) };
        provide_context(form);
        form
    }

    /// Joins a field to the form it stands in, for as long as it is shown. Returns what to show beside it.
    pub(crate) fn join(
        id: &str,
        label: &str,
        wrong: Signal<Option<String>>,
        now: Signal<bool>,
    ) -> Signal<Option<String>> {
        let Some(form) = use_context::<Self>() else { return wrong };
        let check = Check { id: id.to_owned(), label: label.to_owned(), wrong };
        let mine = id.to_owned();
        form.checks.update(|checks| checks.push(check));
        on_cleanup(move || form.checks.update(|checks| checks.retain(|check| check.id != mine)));
        Signal::derive(move || wrong.get().filter(|_| form.tried.get() || now.get()))
    }

    /// Whether the person may go on. If not, every complaint is shown and the focus goes to their list.
    pub(crate) fn passes(self) -> bool {
        let wrong = self.checks.with_untracked(|all| all.iter().any(|check| check.wrong.get_untracked().is_some()));
        self.tried.set(wrong);
        if wrong {
            // The list is drawn before the focus moves to it.
            leptos::task::spawn_local(async {
                leptos::task::tick().await;
                host::page::focus(".errors");
            });
        }
        !wrong
    }

    fn complaints(self) -> Vec<(Check, String)> {
        if !self.tried.get() {
            return Vec::new();
        }
        let complaint = |check: Check| check.wrong.get().map(|wrong| (check, wrong));
        self.checks.get().into_iter().filter_map(complaint).collect()
    }
}

/// What is wrong on this page, as a list that leads to each field.
#[component]
pub(crate) fn FormErrors(form: Form, title: &'static str) -> impl IntoView {
    let lines = move || {
        let complaints = form.complaints();
        (!complaints.is_empty()).then(|| {
            let lines = complaints.into_iter().map(|(check, wrong)| {
                let selector = format!("#{} input, #{} select", check.id, check.id);
                let to_field = move |_| host::page::focus(&selector);
                view! { <li><button type="button" class="link" on:click=to_field>{format!("{}{wrong}", check.label)}</button></li> }
            });
            view! {
                <div class="errors" role="alert" tabindex="-1">
                    <h2>{title}</h2>
                    <ul>{lines.collect_view()}</ul>
                </div>
            }
        })
    };
    view! { {lines} }
}
