//! An amount of money, with the words beside it; a range; or 不清楚.

use doudi_engine::known::Known;
use doudi_engine::money::{AmountError, Yuan};
use doudi_words::Words;
use leptos::prelude::*;

use super::{Field, Form};
use crate::store::Answer;

/// How an amount is being told.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Mode {
    Exact,
    Range,
    Unknown,
}

/// An amount in 元. What is typed stays as it is typed; what can be read is told at once.
#[component]
pub(crate) fn MoneyField(
    answer: Answer<Yuan>,
    #[prop(into)] label: String,
    #[prop(optional, into)] help: Option<String>,
) -> impl IntoView {
    let store = answer.store();
    let words = store.words;
    let id = answer.id();
    let known = answer.get();
    let mode = RwSignal::new(match known {
        Known::Unknown => Mode::Unknown,
        Known::Between { .. } | Known::OneOf(_) => Mode::Range,
        Known::NotAsked | Known::Is(_) => Mode::Exact,
    });
    let (low, high) = known.ends();
    let typed = |sum: Option<&Yuan>| RwSignal::new(sum.map_or_else(String::new, Yuan::to_string));
    let (low, high) = (typed(low), typed(high));
    let left = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let tell = move || {
        let told = read(mode.get_untracked(), &low.get_untracked(), &high.get_untracked(), words)
            .and_then(|known| answer.tell(known).map_err(|wrong| words.wrong(&wrong, store.on())));
        refused.set(told.err());
    };
    let wrong = Signal::derive(move || {
        refused.get().or_else(|| answer.get().is_not_asked().then(|| words.error_empty_amount().to_owned()))
    });
    let now = Signal::derive(move || left.get() && refused.get().is_some());
    let error = Form::join(&id, &label, wrong, now);
    let switch = move |to: Mode| {
        mode.update(|mode| *mode = if *mode == to { Mode::Exact } else { to });
        tell();
    };
    let input = move |text: RwSignal<String>, spoken: String| {
        view! {
            <input
                type="text" inputmode="decimal" autocomplete="off" aria-label=spoken
                prop:value=move || text.get()
                on:input:target=move |event| { text.set(event.target().value()); tell(); }
                on:blur=move |_| left.set(true)
            />
            <span class="entry__unit">{words.app_yuan()}</span>
        }
    };
    let spoken = label.clone();
    let entry = move || match mode.get() {
        Mode::Exact => view! { <div class="entry">{input(low, spoken.clone())}</div> }.into_any(),
        Mode::Range => view! {
            <div class="entry entry--range">
                <span>{words.app_from()}</span>{input(low, format!("{spoken} {}", words.app_from()))}
            </div>
            <div class="entry entry--range">
                <span>{words.app_to()}</span>{input(high, format!("{spoken} {}", words.app_to()))}
            </div>
        }
        .into_any(),
        Mode::Unknown => ().into_any(),
    };
    let aloud = move || match (mode.get(), answer.get()) {
        (Mode::Exact, Known::Is(sum)) => format!("{} {}（{}）", sum.grouped(), words.app_yuan(), words.aloud(sum)),
        _ => String::new(),
    };
    let pressed = move |of: Mode| (mode.get() == of).to_string();
    view! {
        <Field id=id.clone() label=label help=help.unwrap_or_default() error=error>
            {entry}
            <p class="aloud" aria-live="polite">{aloud}</p>
            <div class="toggles">
                <button type="button" class="toggle" aria-pressed=move || pressed(Mode::Unknown) on:click=move |_| switch(Mode::Unknown)>
                    {words.app_unknown()}
                </button>
                <button type="button" class="toggle" aria-pressed=move || pressed(Mode::Range) on:click=move |_| switch(Mode::Range)>
                    {words.app_range()}
                </button>
            </div>
        </Field>
    }
}

/// What was typed, as knowledge; or what is wrong with it.
fn read(mode: Mode, low: &str, high: &str, words: Words) -> Result<Known<Yuan>, String> {
    let sum = |text: &str| -> Result<Option<Yuan>, String> {
        let text = plain(text);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|error| match error {
            AmountError::BelowFen(_) => words.error_fen().to_owned(),
            AmountError::NotANumber(_) => words.error_amount().to_owned(),
        })
    };
    match mode {
        Mode::Unknown => Ok(Known::Unknown),
        Mode::Exact => Ok(sum(low)?.map_or(Known::NotAsked, Known::Is)),
        Mode::Range => match (sum(low)?, sum(high)?) {
            (None, None) => Ok(Known::NotAsked),
            (from, to) => Ok(Known::Between { from, to }),
        },
    }
}

/// What a person types for a number: full-width digits, separators and the unit are no mistake.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        '．' | '。' => Some('.'),
        ',' | '，' | ' ' | '　' | '元' => None,
        _ => Some(c),
    };
    text.chars().filter_map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read_as_they_mean_it() {
        let read = |text: &str| read(Mode::Exact, text, "", Words::ZH);
        assert_eq!(read("１２，３００元"), Ok(Known::Is(Yuan::whole(12300))));
        assert_eq!(read(" 900 "), Ok(Known::Is(Yuan::whole(900))));
        assert_eq!(read(""), Ok(Known::NotAsked));
        assert_eq!(read("九百"), Err(Words::ZH.error_amount().to_owned()));
        assert_eq!(read("0.001"), Err(Words::ZH.error_fen().to_owned()));
    }

    #[test]
    fn a_range_may_have_one_end() {
        let range = read(Mode::Range, "100", "", Words::ZH);
        assert_eq!(range, Ok(Known::Between { from: Some(Yuan::whole(100)), to: None }));
        assert_eq!(read(Mode::Range, "", "", Words::ZH), Ok(Known::NotAsked));
    }
}
