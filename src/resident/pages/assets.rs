//! What the household owns: seven questions a property limit may look at.

use leptos::prelude::*;

use crate::answers::access;
use crate::resident::context::AppContext;
use crate::resident::fields::{choice, count, money};
use crate::resident::frame::questions;
use crate::ui::YES_NO;

/// The last question page.
pub(crate) fn assets(app: AppContext) -> AnyView {
    let words = app.words;
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            app.answers.answer(concat!("assets.", $path).to_owned(), access!(assets.$field))
        };
    }
    questions(app, words.assets_heading().to_owned(), words.assets_help(), words.assets_why(), move || {
        let have = |answer, label, help| {
            choice(words, answer, label, help, &YES_NO, vec![words.app_have(), words.app_have_not()])
        };
        vec![
            money(words, answer!("savings", savings), words.assets_savings(), ""),
            count(
                words,
                answer!("homes", homes),
                words.assets_homes(),
                words.assets_homes_help(),
                words.assets_unit_homes(),
            ),
            have(answer!("vehicle", vehicle), words.assets_vehicle(), words.assets_vehicle_help()),
            have(answer!("business", business), words.assets_business(), ""),
            have(answer!("insurance", insurance), words.assets_insurance(), ""),
            have(answer!("given-away", given_away), words.assets_given_away(), ""),
            have(answer!("big-spending", big_spending), words.assets_big_spending(), ""),
        ]
    })
}
