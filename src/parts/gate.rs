//! The gates: what is clear, what waits for the family, what for the office.

use doudi_words::tell::{GateLine, GateState};
use leptos::prelude::*;

use crate::store::Store;

/// Each gate with its state in a word and a shape, and what is known.
#[component]
pub(crate) fn Gates(lines: Vec<GateLine>) -> impl IntoView {
    let words = Store::get().words;
    let rows = lines.into_iter().map(|line| {
        let class = match line.state {
            GateState::Clear => "gate gate--clear",
            GateState::Family => "gate gate--family",
            GateState::Office => "gate gate--office",
        };
        view! {
            <li class=class>
                <p class="gate__name">
                    <Shape state=line.state/>
                    <strong>{words.gate(line.gate)}</strong>
                    <span class="gate__state">{words.state(line.state)}</span>
                </p>
                <p>{line.text}</p>
            </li>
        }
    });
    view! { <ul class="gates">{rows.collect_view()}</ul> }
}

/// A shape for each state, so that colour says nothing alone: a tick, an open ring, a square.
#[component]
fn Shape(state: GateState) -> impl IntoView {
    let path = match state {
        GateState::Clear => "M3 10l5 5 9-11",
        GateState::Family => "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14",
        GateState::Office => "M4 4h12v12h-12z",
    };
    view! { <svg class="shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d=path/></svg> }
}
