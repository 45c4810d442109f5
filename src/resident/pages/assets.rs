//! What the household owns: seven questions a property limit may look at.

use std::sync::Arc;

use leptos::prelude::*;

use crate::store::{Answer, Store};
use crate::ui::{YES_NO, choice, count, money, questions};

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
        let have =
            |answer, label, help| choice(answer, label, help, &YES_NO, vec![words.app_have(), words.app_have_not()]);
        vec![
            money(answer!("savings", savings), words.assets_savings(), ""),
            count(answer!("homes", homes), words.assets_homes(), words.assets_homes_help(), words.assets_unit_homes()),
            have(answer!("vehicle", vehicle), words.assets_vehicle(), words.assets_vehicle_help()),
            have(answer!("business", business), words.assets_business(), ""),
            have(answer!("insurance", insurance), words.assets_insurance(), ""),
            have(answer!("given-away", given_away), words.assets_given_away(), ""),
            have(answer!("big-spending", big_spending), words.assets_big_spending(), ""),
        ]
    })
}
