//! The ledger: every sum told, what the rules took, what is counted.

use doudi_words::tell::LedgerRow;
use leptos::prelude::*;

use crate::store::{Assessed, Store};
use crate::ui::text;

/// The ledger of the first account, as a table that reads row by row, on a phone and on paper.
pub(crate) fn ledger(store: Store, assessed: &Assessed) -> AnyView {
    let words = store.words;
    let Some(figure) = assessed.assessment.figures.first() else { return ().into_any() };
    let book = assessed.place.book(assessed.town);
    let row = |row: LedgerRow| {
        let taken: Vec<_> = row.taken.into_iter().map(|text| view! { <li>{text}</li> }).collect();
        view! {
            <tr>
                <th scope="row">{row.entry}<ul class="taken">{taken}</ul></th>
                <td>{row.gross}</td>
                <td>{row.counted}</td>
            </tr>
        }
    };
    let rows: Vec<_> = words.ledger(&assessed.assessment, book, 0, &assessed.household).into_iter().map(row).collect();
    let per_head = match figure.people {
        (few, Some(many)) if few == many => words.ledger_per_head(&few),
        _ => words.ledger_per_head_open().to_owned(),
    };
    let sums = [(words.ledger_total().to_owned(), figure.total), (per_head, figure.per_head)];
    let sums: Vec<_> = sums
        .into_iter()
        .map(|(label, sum)| view! { <tr><th scope="row" colspan="2">{label}</th><td>{words.bounds(sum)}</td></tr> })
        .collect();
    let heads = [words.ledger_entry(), words.ledger_gross(), words.ledger_counted()];
    let heads: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    view! {
        {text("help", words.print_unit())}
        <table class="ledger"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody><tfoot>{sums}</tfoot></table>
    }
    .into_any()
}
