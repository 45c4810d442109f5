//! The gates: what is clear, what waits for the family, what for the office.

use doudi_words::Words;
use doudi_words::tell::{GateLine, GateState};
use leptos::prelude::*;

use crate::ui::svg_shape;

/// Each gate with its state in a word and a shape, and what is known. The shapes are a tick, a ring and a square, so
/// that colour says nothing alone.
pub(crate) fn gates(words: Words, lines: Vec<GateLine>) -> AnyView {
    let row = |line: GateLine| {
        let (class, path) = match line.state {
            GateState::Clear => ("gate", "M3 10l5 5 9-11"),
            GateState::Family => ("gate gate--family", "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14"),
            GateState::Office => ("gate", "M4 4h12v12h-12z"),
        };
        view! {
            <li class=class>
                <p class="gate__name">
                    {svg_shape(path)}<strong>{words.gate(line.gate)}</strong>
                    <span class="gate__state">{words.state(line.state)}</span>
                </p>
                <p>{line.text}</p>
            </li>
        }
    };
    let rows: Vec<_> = lines.into_iter().map(row).collect();
    view! { <ul class="gates">{rows}</ul> }.into_any()
}
