//! The ledger: every sum told, what the rules took, what is counted.

use doudi_engine::money::Bounds;
use doudi_words::tell::LedgerRow;
use leptos::prelude::*;

use crate::store::{Assessed, Store};

/// What a ledger shows: its rows and its two sums.
pub(crate) struct LedgerTable {
    rows: Vec<LedgerRow>,
    total: Bounds,
    people: (u32, Option<u32>),
    per_head: Bounds,
}

impl LedgerTable {
    /// The ledger of the first account.
    pub(crate) fn of(assessed: &Assessed, store: Store) -> Option<Self> {
        let book = assessed.place.book(assessed.town);
        let figure = assessed.assessment.figures.first()?;
        let rows = store.words.ledger(&assessed.assessment, book, 0, &assessed.household);
        Some(Self { rows, total: figure.total, people: figure.people, per_head: figure.per_head })
    }
}

/// A table that reads row by row, on a phone and on paper.
#[component]
pub(crate) fn Ledger(table: LedgerTable) -> impl IntoView {
    let words = Store::get().words;
    let rows = table.rows.into_iter().map(|row| {
        let taken = row.taken.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! {
            <tr>
                <th scope="row">{row.entry}<ul class="taken">{taken}</ul></th>
                <td>{row.gross}</td>
                <td>{row.counted}</td>
            </tr>
        }
    });
    let per_head = match table.people {
        (few, Some(many)) if few == many => words.ledger_per_head(&few),
        _ => words.ledger_per_head_open().to_owned(),
    };
    view! {
        <p class="help">{words.print_unit()}</p>
        <table class="ledger">
            <thead>
                <tr>
                    <th scope="col">{words.ledger_entry()}</th>
                    <th scope="col">{words.ledger_gross()}</th>
                    <th scope="col">{words.ledger_counted()}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>
                <tr><th scope="row" colspan="2">{words.ledger_total()}</th><td>{words.bounds(table.total)}</td></tr>
                <tr><th scope="row" colspan="2">{per_head}</th><td>{words.bounds(table.per_head)}</td></tr>
            </tfoot>
        </table>
    }
}
