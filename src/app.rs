//! The two apps (两个页面): which page is shown for which address.

use doudi_words::Words;
use leptos::prelude::*;

use crate::host;
use crate::pages::{self, Listed};
use crate::parts::notices;
use crate::route::Route;
use crate::store::Store;
use crate::ui::{live, text};

/// The resident's app.
pub(crate) fn resident() -> AnyView {
    let store = Store::new();
    store.follow_changes();
    if Route::of(&host::route::current()) == Route::Info {
        // Words that are looked for leave the address.
        store.arrive(&host::route::current());
    }
    host::route::watch(move || {
        store.arrive(&host::route::current());
        host::page::to_top_soon();
    });
    let page = live(move || match store.route.get() {
        Route::Start => pages::start(store),
        Route::Urgent => pages::urgent(store),
        Route::Place => pages::place(store),
        Route::People => pages::people(store),
        Route::Person(who) => pages::person(store, who),
        Route::Supporter(who, at) => pages::supporter(store, who, at),
        Route::Incomes(head) => pages::listed(store, Listed::Incomes(head)),
        Route::NewIncome(head) => pages::new_income(store, head),
        Route::Income(head, at) => pages::income(store, head, at),
        Route::PaidOut => pages::listed(store, Listed::PaidOut),
        Route::PaidOutItem(at) => pages::one_paid_out(store, at),
        Route::Expenses => pages::listed(store, Listed::Expenses),
        Route::Expense(at) => pages::one_expense(store, at),
        Route::Assets => pages::assets(store),
        Route::More => pages::more(store),
        Route::Answers => pages::answers(store),
        Route::Result => pages::outcome(store),
        Route::Print => pages::print(store),
        Route::Info => pages::info(store),
    });
    view! { {masthead(store.words)}{notices(store)}{page} }.into_any()
}

/// The app for staff and trainers: for now it says what it will be for.
pub(crate) fn desk() -> AnyView {
    let words = Words::ZH;
    let what = text("", words.desk_what());
    view! { {masthead(words)}<main class="page"><h1>{words.desk_heading()}</h1>{what}</main> }.into_any()
}

fn masthead(words: Words) -> AnyView {
    view! { <header class="masthead"><a href="#/">{words.app_title()}</a></header> }.into_any()
}
