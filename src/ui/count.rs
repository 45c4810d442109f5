//! A whole number: months, days, homes.

use doudi_engine::known::Known;
use leptos::prelude::*;

use super::{Field, Form};
use crate::store::Answer;

/// A whole number with its unit, or 不清楚.
#[component]
pub(crate) fn CountField(
    answer: Answer<u16>,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
    unit: &'static str,
) -> impl IntoView {
    let store = answer.store();
    let words = store.words;
    let id = answer.id();
    let first = answer.get().exact().map_or_else(String::new, u16::to_string);
    let text = RwSignal::new(first);
    let refused = RwSignal::new(None::<String>);
    let left = RwSignal::new(false);
    let told = move |value: String| {
        text.set(value.clone());
        let known = match value.trim() {
            "" => Ok(Known::NotAsked),
            digits => digits.parse().map(Known::Is).map_err(|_| words.error_number().to_owned()),
        };
        let result = known.and_then(|known| answer.tell(known).map_err(|wrong| words.wrong(&wrong, store.on())));
        refused.set(result.err());
    };
    let wrong = Signal::derive(move || {
        refused.get().or_else(|| answer.get().is_not_asked().then(|| words.error_count().to_owned()))
    });
    let now = Signal::derive(move || left.get() && refused.get().is_some());
    let error = Form::join(&id, &label, wrong, now);
    let unknown = move || answer.get() == Known::Unknown;
    let toggle = move |_| {
        let known = if unknown() { Known::NotAsked } else { Known::Unknown };
        text.set(String::new());
        refused.set(answer.tell(known).err().map(|wrong| words.wrong(&wrong, store.on())));
    };
    let spoken = label.clone();
    view! {
        <Field id=id.clone() label=label help=help.unwrap_or_default() error=error>
            <div class="entry">
                <input
                    type="text" inputmode="numeric" autocomplete="off" class="entry__short" aria-label=spoken
                    prop:value=move || text.get()
                    on:input:target=move |event| told(event.target().value())
                    on:blur=move |_| left.set(true)
                />
                <span class="entry__unit">{unit}</span>
                <button type="button" class="toggle" aria-pressed=move || unknown().to_string() on:click=toggle>
                    {words.app_unknown()}
                </button>
            </div>
        </Field>
    }
}
