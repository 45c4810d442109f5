//! What goes out: payments to others, and spending that is hard to avoid.

use doudi_engine::facts::{Expense, ExpenseKind, Household, PaidOut, PaidOutKind};
use doudi_engine::known::Known;
use doudi_engine::money::Yuan;
use leptos::prelude::*;

use super::income::{WhoAndWhat, who_and_what};
use crate::route::Route;
use crate::store::{Answer, Store};
use crate::ui::{live, money, questions};

const PAID_OUT: [PaidOutKind; 4] =
    [PaidOutKind::SocialInsurance, PaidOutKind::Tax, PaidOutKind::Support, PaidOutKind::Other];
const EXPENSES: [ExpenseKind; 4] =
    [ExpenseKind::Medical, ExpenseKind::Rehabilitation, ExpenseKind::Education, ExpenseKind::Other];

/// One payment: a new one is made when whose and what for are known.
pub(crate) fn one_paid_out(store: Store, at: usize) -> AnyView {
    let words = store.words;
    let amount = store.answer(format!("paid-out.items[{at}].amount"), move |household| {
        household.paid_out.items.get_mut(at).map(|paid| &mut paid.amount)
    });
    let found = move |household: &Household| {
        let paid = household.paid_out.items.get(at)?;
        Some(format!("{} · {}", words.person_by_id(household, &paid.who), words.paid_out(paid.kind)))
    };
    one(store, amount, words.paid_amount(), found, move || {
        let labels = WhoAndWhat {
            heading: words.paid_item(),
            who: words.paid_who(),
            kind: words.paid_kind(),
            back: Route::PaidOut,
        };
        let kinds = PAID_OUT.map(|kind| (kind, words.paid_out(kind).to_owned())).into();
        who_and_what(store, labels, kinds, move |who, kind| {
            let paid = PaidOut { who, kind, amount: Known::NotAsked };
            store.household.update(|household| household.paid_out.items.push(paid));
        })
    })
}

/// One piece of spending, in the same way.
pub(crate) fn one_expense(store: Store, at: usize) -> AnyView {
    let words = store.words;
    let amount = store.answer(format!("expenses.items[{at}].amount"), move |household| {
        household.expenses.items.get_mut(at).map(|one| &mut one.amount)
    });
    let found = move |household: &Household| {
        let one = household.expenses.items.get(at)?;
        Some(format!("{} · {}", words.person_by_id(household, &one.who), words.expense(one.kind)))
    };
    one(store, amount, words.expense_amount(), found, move || {
        let labels = WhoAndWhat {
            heading: words.expense_item(),
            who: words.expense_who(),
            kind: words.expense_kind(),
            back: Route::Expenses,
        };
        let kinds = EXPENSES.map(|kind| (kind, words.expense(kind).to_owned())).into();
        who_and_what(store, labels, kinds, move |who, kind| {
            let expense = Expense { who, kind, amount: Known::NotAsked };
            store.household.update(|household| household.expenses.items.push(expense));
        })
    })
}

/// The amount of an entry under its own heading; before there is one, the questions that make it.
fn one(
    store: Store,
    amount: Answer<Yuan>,
    label: &'static str,
    found: impl Fn(&Household) -> Option<String> + Send + Sync + 'static,
    make: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let heading = Memo::new(move |_| store.household.with(|household| found(household)));
    live(move || match heading.get() {
        Some(heading) => questions(store, heading, "", "", move || vec![money(amount, label, "")]),
        None => make(),
    })
}
