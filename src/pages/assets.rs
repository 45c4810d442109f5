//! What the household owns: seven questions a property limit may look at.

use std::sync::Arc;

use leptos::prelude::*;

use crate::store::{Answer, Store};
use crate::ui::{choice, count, money, questions};

/// The last question page.
pub(crate) fn assets(store: Store) -> AnyView {
    let words = store.words;
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            Answer {
                store,
                path: concat!("assets.", $path).to_owned(),
                way: Arc::new(|household| Some(&mut household.assets.$field)),
            }
        };
    }
    questions(store, words.assets_heading().to_owned(), words.assets_help(), words.assets_why(), move || {
        let have = || vec![(true, words.app_have().to_owned()), (false, words.app_have_not().to_owned())];
        vec![
            money(answer!("savings", savings), words.assets_savings(), ""),
            count(answer!("homes", homes), words.assets_homes(), words.assets_homes_help(), words.assets_unit_homes()),
            choice(answer!("vehicle", vehicle), words.assets_vehicle(), words.assets_vehicle_help(), have()),
            choice(answer!("business", business), words.assets_business(), "", have()),
            choice(answer!("insurance", insurance), words.assets_insurance(), "", have()),
            choice(answer!("given-away", given_away), words.assets_given_away(), "", have()),
            choice(answer!("big-spending", big_spending), words.assets_big_spending(), "", have()),
        ]
    })
}
