//! The resident's app (居民页面): which page is shown for which address.

use leptos::prelude::*;

use crate::host;
use crate::ui::{live, masthead};

mod context;
mod frame;
mod navigation;
mod pages;
mod parts;
mod possible;
mod questions;
mod route;

use self::context::AppContext;
use self::pages::Listed;
use self::parts::notices;
use self::route::Route;

/// The whole page.
pub(crate) fn app() -> AnyView {
    let app = AppContext::new();
    app.follow();
    if Route::of(&host::route::current()) == Route::Info {
        // Words that are looked for leave the address.
        app.arrive(&host::route::current());
    }
    host::route::watch(move || {
        app.arrive(&host::route::current());
        host::page::to_top_soon();
    });
    let page = live(move || match app.navigation.route.get() {
        Route::Start => pages::start(app),
        Route::Urgent => pages::urgent(app),
        Route::Place => pages::place(app),
        Route::People => pages::people(app),
        Route::Person(who) => pages::person(app, who),
        Route::Supporter(who, at) => pages::supporter(app, who, at),
        Route::Incomes(head) => pages::listed(app, Listed::Incomes(head)),
        Route::NewIncome(head) => pages::new_income(app, head),
        Route::Income(head, at) => pages::income(app, head, at),
        Route::PaidOut => pages::listed(app, Listed::PaidOut),
        Route::PaidOutItem(at) => pages::one_paid_out(app, at),
        Route::Expenses => pages::listed(app, Listed::Expenses),
        Route::Expense(at) => pages::one_expense(app, at),
        Route::Assets => pages::assets(app),
        Route::More => pages::more(app),
        Route::Answers => pages::answers(app),
        Route::Result => pages::outcome(app),
        Route::Print => pages::print(app),
        Route::Info => pages::info(app),
    });
    view! { {masthead(app.words.app_title())}{notices(app)}{page} }.into_any()
}
