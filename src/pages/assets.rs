//! What the household owns: seven questions a property limit may look at.

use leptos::prelude::*;

use crate::store::Store;
use crate::ui::{Choice, CountField, Frame, MoneyField};

/// The last question page.
#[component]
pub(crate) fn AssetsPage() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let have = move || vec![(true, words.app_have().to_owned()), (false, words.app_have_not().to_owned())];
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            store.answer(concat!("assets.", $path), |household| Some(&mut household.assets.$field))
        };
    }
    view! {
        <Frame heading=words.assets_heading() help=words.assets_help() why=words.assets_why()>
            <MoneyField answer=answer!("savings", savings) label=words.assets_savings()/>
            <CountField answer=answer!("homes", homes) label=words.assets_homes() help=words.assets_homes_help() unit=words.assets_unit_homes()/>
            <Choice answer=answer!("vehicle", vehicle) label=words.assets_vehicle() help=words.assets_vehicle_help() options=have()/>
            <Choice answer=answer!("business", business) label=words.assets_business() options=have()/>
            <Choice answer=answer!("insurance", insurance) label=words.assets_insurance() options=have()/>
            <Choice answer=answer!("given-away", given_away) label=words.assets_given_away() options=have()/>
            <Choice answer=answer!("big-spending", big_spending) label=words.assets_big_spending() options=have()/>
        </Frame>
    }
}
