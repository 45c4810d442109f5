//! The shapes everything is made of.

use leptos::prelude::*;

/// Something that changes: drawn again when a signal read in it does.
pub(crate) fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    boxed(Box::new(draw))
}

fn boxed(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

/// Something shown only while a condition holds.
pub(crate) fn when(holds: Signal<bool>, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    drawn_when(holds, Box::new(draw))
}

fn drawn_when(holds: Signal<bool>, draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let holds = Memo::new(move |_| holds.get());
    live(move || if holds.get() { draw() } else { ().into_any() })
}

/// A paragraph; none when there is nothing to say.
pub(crate) fn text(class: &'static str, text: impl Into<String>) -> AnyView {
    paragraph(class, text.into())
}

fn paragraph(class: &'static str, text: String) -> AnyView {
    if text.is_empty() { ().into_any() } else { view! { <p class=class>{text}</p> }.into_any() }
}

/// Something just done, said to everyone, screen readers included.
pub(crate) fn note(text: String) -> AnyView {
    view! { <p class="notice" role="status">{text}</p> }.into_any()
}

/// A button.
pub(crate) fn button(class: &'static str, label: Signal<String>, press: impl Fn() + 'static) -> AnyView {
    pressed(class, label, Box::new(press))
}

fn pressed(class: &'static str, label: Signal<String>, press: Box<dyn Fn()>) -> AnyView {
    view! { <button type="button" class=class on:click=move |_| press()>{label}</button> }.into_any()
}

/// A button that stays pressed.
pub(crate) fn toggle(label: &'static str, is_on: Signal<bool>, press: impl Fn() + 'static) -> AnyView {
    toggled(label, Signal::derive(move || is_on.get().to_string()), Box::new(press))
}

fn toggled(label: &'static str, is_on: Signal<String>, press: Box<dyn Fn()>) -> AnyView {
    view! { <button type="button" class="toggle" aria-pressed=is_on on:click=move |_| press()>{label}</button> }
        .into_any()
}

/// A link within the app. `more` is read with the label but not shown.
pub(crate) fn link(class: &'static str, to: String, label: String, more: String) -> AnyView {
    let more = (!more.is_empty()).then(|| view! { <span class="unseen">{more}</span> });
    view! { <a class=class href=to>{label}{more}</a> }.into_any()
}

/// The strip above every page, with the way to the start.
pub(crate) fn masthead(title: &'static str) -> AnyView {
    view! { <header class="masthead"><a href="#/">{title}</a></header> }.into_any()
}

/// A list of anything.
pub(crate) fn list(class: &'static str, items: Vec<AnyView>) -> AnyView {
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// A list of sentences, numbered or not; none when there are none.
pub(crate) fn sentences(title: String, lines: Vec<String>, numbered: bool) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let heading = (!title.is_empty()).then(|| view! { <h2>{title}</h2> });
    if numbered {
        view! { <section>{heading}<ol class="sentences">{lines}</ol></section> }.into_any()
    } else {
        view! { <section>{heading}<ul class="sentences">{lines}</ul></section> }.into_any()
    }
}

/// Something folded away until it is wanted.
pub(crate) fn fold(title: String, body: AnyView) -> AnyView {
    view! { <details class="fold"><summary>{title}</summary><div class="fold__body">{body}</div></details> }.into_any()
}

/// A text field as it stands in an entry.
pub(crate) struct Entry {
    pub(crate) class: &'static str,
    /// `numeric` or `decimal`: which keyboard a phone shows.
    pub(crate) keys: &'static str,
    /// What a screen reader calls it.
    pub(crate) spoken: String,
    pub(crate) unit: &'static str,
    pub(crate) value: RwSignal<String>,
}

/// One text field with its unit. `typed` hears every change, `left` when it is left.
pub(crate) fn entry(entry: Entry, typed: impl Fn() + 'static, left: impl Fn() + 'static) -> AnyView {
    entered(entry, Box::new(typed), Box::new(left))
}

fn entered(entry: Entry, typed: Box<dyn Fn()>, left: Box<dyn Fn()>) -> AnyView {
    let Entry { class, keys, spoken, unit, value } = entry;
    let input = move |event: leptos::ev::Event| {
        value.set(event_target_value(&event));
        typed();
    };
    view! {
        <input
            type="text" inputmode=keys autocomplete="off" class=class aria-label=spoken
            prop:value=value on:input=input on:blur=move |_| left()
        />
        <span class="entry__unit">{unit}</span>
    }
    .into_any()
}
