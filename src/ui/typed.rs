//! A field whose answer is typed: what a page passes to it, whether the answer is a number, a day or a sum.

use doudi_facts::known::Known;
use doudi_words::Words;
use leptos::prelude::*;

/// What a typed field shows, and where what is typed goes.
pub(crate) struct TypedField<T: 'static> {
    pub(crate) words: Words,
    /// Names the field in the page.
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) help: &'static str,
    pub(crate) binding: Binding<T>,
}

/// An answer as a widget sees it: reading it and giving it. Cheap to copy.
pub(crate) struct Binding<T: 'static>(StoredValue<Ends<T>>);

struct Ends<T> {
    get: Box<dyn Fn() -> Known<T> + Send + Sync>,
    give: Box<Give<T>>,
}

type Give<T> = dyn Fn(Result<Known<T>, String>) -> Option<String> + Send + Sync;

impl<T> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Binding<T> {}

impl<T> Binding<T> {
    /// `get` reads the answer as it is now; it runs again when that changes. `give` gets what was typed, or what is wrong with
    /// it, and returns why that is not the answer now.
    pub(crate) fn new(
        get: impl Fn() -> Known<T> + Send + Sync + 'static,
        give: impl Fn(Result<Known<T>, String>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self(StoredValue::new(Ends { get: Box::new(get), give: Box::new(give) }))
    }

    /// The answer as it is now.
    pub(super) fn get(self) -> Known<T> {
        self.0.with_value(|ends| (ends.get)())
    }

    /// Gives what was typed, or what is wrong with it. Returns what to show as wrong.
    pub(super) fn give(self, typed: Result<Known<T>, String>) -> Option<String> {
        self.0.with_value(|ends| (ends.give)(typed))
    }
}

/// What is wrong with a typed field: what was refused or, with `missing`, that there is no answer. Then whether that is shown
/// at once: after the field was left with a mistake in it.
pub(super) fn complaint(
    refused: RwSignal<Option<String>>,
    left: RwSignal<bool>,
    is_missing: Signal<bool>,
    missing: &'static str,
) -> (Signal<Option<String>>, Signal<bool>) {
    let none = move || is_missing.get().then(|| missing.to_owned());
    let wrong = Signal::derive(move || refused.get().or_else(none));
    let at_once = Signal::derive(move || left.get() && refused.with(Option::is_some));
    (wrong, at_once)
}
