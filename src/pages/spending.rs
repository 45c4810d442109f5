//! What goes out: payments to others, and spending that is hard to avoid.

use doudi_engine::facts::{Expense, ExpenseKind, PaidOut, PaidOutKind};
use doudi_engine::known::Known;
use leptos::prelude::*;

use super::income::{Pick, people};
use crate::parts::{Closing, EntryList, Line};
use crate::route::Route;
use crate::store::Store;
use crate::ui::{Form, Frame, MoneyField};

const PAID_OUT: [PaidOutKind; 4] =
    [PaidOutKind::SocialInsurance, PaidOutKind::Tax, PaidOutKind::Support, PaidOutKind::Other];
const EXPENSES: [ExpenseKind; 4] =
    [ExpenseKind::Medical, ExpenseKind::Rehabilitation, ExpenseKind::Education, ExpenseKind::Other];

/// Regular payments to others.
#[component]
pub(crate) fn PaidOuts() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let lines = Signal::derive(move || {
        store.household.with(|household| {
            let items = household.paid_out.items.iter().enumerate();
            items
                .map(|(at, paid)| Line { text: words.paid_line(household, paid), edit: Route::PaidOutItem(at) })
                .collect()
        })
    });
    let next = move || store.household.with_untracked(|household| household.paid_out.items.len());
    let add = Callback::new(move |()| store.go(Route::PaidOutItem(next())));
    let delete =
        Callback::new(move |at: usize| store.household.update(|household| drop(household.paid_out.items.remove(at))));
    let closure = Closing {
        label: words.app_is_that_all(),
        path: "paid-out.complete",
        of: |household| &mut household.paid_out.complete,
    };
    view! {
        <Frame heading=words.paid_heading() help=words.paid_help() why=words.paid_why()>
            <EntryList lines=lines add=add add_label=words.paid_add() delete=delete closure=closure/>
        </Frame>
    }
}

/// Spending the household bore itself.
#[component]
pub(crate) fn Expenses() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let lines = Signal::derive(move || {
        store.household.with(|household| {
            let items = household.expenses.items.iter().enumerate();
            items.map(|(at, one)| Line { text: words.expense_line(household, one), edit: Route::Expense(at) }).collect()
        })
    });
    let next = move || store.household.with_untracked(|household| household.expenses.items.len());
    let add = Callback::new(move |()| store.go(Route::Expense(next())));
    let delete =
        Callback::new(move |at: usize| store.household.update(|household| drop(household.expenses.items.remove(at))));
    let closure = Closing {
        label: words.app_is_that_all(),
        path: "expenses.complete",
        of: |household| &mut household.expenses.complete,
    };
    view! {
        <Frame heading=words.expense_heading() help=words.expense_help() why=words.expense_why()>
            <EntryList lines=lines add=add add_label=words.expense_add() delete=delete closure=closure/>
        </Frame>
    }
}

/// One payment: a new one is made when whose and what for are known.
#[component]
pub(crate) fn OnePaidOut(at: usize) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let found = move || {
        store.household.with(|household| {
            household
                .paid_out
                .items
                .get(at)
                .map(|paid| words.paid_line(household, paid).split(" · ").take(2).collect::<Vec<_>>().join(" · "))
        })
    };
    let make = Callback::new(move |(who, kind): (String, PaidOutKind)| {
        store.household.update(|household| {
            household.paid_out.items.push(PaidOut { who, kind, amount: Known::NotAsked });
        });
    });
    let amount = store.answer(format!("paid-out.items[{at}].amount"), move |household| {
        household.paid_out.items.get_mut(at).map(|paid| &mut paid.amount)
    });
    let has = Memo::new(move |_| found());
    move || match has.get() {
        Some(heading) => {
            view! { <Frame heading=heading><MoneyField answer=amount label=words.paid_amount()/></Frame> }.into_any()
        }
        None => {
            let kinds = PAID_OUT.map(|kind| (kind, words.paid_out(kind).to_owned())).into();
            view! { <WhoAndWhat heading=words.paid_item() who_label=words.paid_who() kind_label=words.paid_kind() kinds=kinds make=make/> }
                .into_any()
        }
    }
}

/// One piece of spending, in the same way.
#[component]
pub(crate) fn OneExpense(at: usize) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let found = move || {
        store.household.with(|household| {
            household
                .expenses
                .items
                .get(at)
                .map(|one| words.expense_line(household, one).split(" · ").take(2).collect::<Vec<_>>().join(" · "))
        })
    };
    let make = Callback::new(move |(who, kind): (String, ExpenseKind)| {
        store.household.update(|household| {
            household.expenses.items.push(Expense { who, kind, amount: Known::NotAsked });
        });
    });
    let amount = store.answer(format!("expenses.items[{at}].amount"), move |household| {
        household.expenses.items.get_mut(at).map(|one| &mut one.amount)
    });
    let has = Memo::new(move |_| found());
    move || match has.get() {
        Some(heading) => {
            view! { <Frame heading=heading><MoneyField answer=amount label=words.expense_amount()/></Frame> }.into_any()
        }
        None => {
            let kinds = EXPENSES.map(|kind| (kind, words.expense(kind).to_owned())).into();
            view! { <WhoAndWhat heading=words.expense_item() who_label=words.expense_who() kind_label=words.expense_kind() kinds=kinds make=make/> }
                .into_any()
        }
    }
}

/// Whose and what for, before there is an amount to fill in.
#[component]
fn WhoAndWhat<K>(
    heading: &'static str,
    who_label: &'static str,
    kind_label: &'static str,
    kinds: Vec<(K, String)>,
    make: Callback<(String, K)>,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
{
    let store = Store::get();
    let words = store.words;
    let options = people(store);
    let who = RwSignal::new(if let [(only, _)] = &options[..] { Some(only.clone()) } else { None });
    let kind = RwSignal::new(None::<K>);
    let form = Form::provide();
    let go_on = move |_| {
        if let (true, Some(told)) = (form.passes(), who.get_untracked().zip(kind.get_untracked())) {
            make.run(told);
        }
    };
    let back = store.route.get_untracked().previous().link();
    view! {
        <main class="page">
            <p class="way-back"><a href=back>{words.app_back()}</a></p>
            <h1 tabindex="-1">{heading}</h1>
            <crate::ui::FormErrors form=form title=words.app_fix()/>
            <Pick id="who" label=who_label wrong=words.error_who() value=who options=options/>
            <Pick id="kind" label=kind_label wrong=words.error_kind() value=kind options=kinds/>
            <div class="actions"><button type="button" class="button" on:click=go_on>{words.app_next()}</button></div>
        </main>
    }
}
