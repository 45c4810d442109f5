//! The resident's app (居民页面): which page is shown for which address.

use leptos::prelude::*;

use crate::host;
use crate::store::Store;
use crate::ui::{live, masthead};

mod pages;
mod parts;
pub(crate) mod route;

use self::pages::Listed;
use self::parts::notices;
use self::route::Route;

/// The whole page.
pub(crate) fn app() -> AnyView {
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
    view! { {masthead(store.words.app_title())}{notices(store)}{page} }.into_any()
}
