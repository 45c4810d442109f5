//! The two apps (两个页面): which page is shown for which address.

use doudi_words::Words;
use leptos::prelude::*;

use crate::host;
use crate::pages;
use crate::route::Route;
use crate::store::Store;

/// The resident's app.
#[component]
pub(crate) fn Resident() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    store.keep_changes();
    host::route::watch(move || {
        store.route.set(Route::of(&host::route::current()));
        // The new page is drawn before it takes the focus.
        leptos::task::spawn_local(async {
            leptos::task::tick().await;
            host::page::to_top();
        });
    });
    let page = move || match store.route.get() {
        Route::Start => pages::Start().into_any(),
        Route::Urgent => pages::Urgent().into_any(),
        Route::Place => pages::WhereToApply().into_any(),
        Route::People => pages::People().into_any(),
        Route::Person(who) => view! { <pages::OnePerson who=who/> }.into_any(),
        Route::Incomes(head) => view! { <pages::Incomes head=head/> }.into_any(),
        Route::NewIncome(head) => view! { <pages::NewIncome head=head/> }.into_any(),
        Route::Income(head, at) => view! { <pages::OneIncome head=head at=at/> }.into_any(),
        Route::PaidOut => pages::PaidOuts().into_any(),
        Route::PaidOutItem(at) => view! { <pages::OnePaidOut at=at/> }.into_any(),
        Route::Expenses => pages::Expenses().into_any(),
        Route::Expense(at) => view! { <pages::OneExpense at=at/> }.into_any(),
        Route::Assets => pages::AssetsPage().into_any(),
        Route::Answers => pages::Answers().into_any(),
        Route::Result => pages::Outcome().into_any(),
        Route::Print => pages::Print().into_any(),
    };
    view! {
        <header class="masthead"><a href="#/">{store.words.app_title()}</a></header>
        {page}
    }
}

/// The app for staff and trainers: for now it says what it will be for.
#[component]
pub(crate) fn Desk() -> impl IntoView {
    let words = Words::ZH;
    view! {
        <header class="masthead"><a href="#/">{words.app_title()}</a></header>
        <main class="page">
            <h1>{words.desk_heading()}</h1>
            <p>{words.desk_what()}</p>
        </main>
    }
}
