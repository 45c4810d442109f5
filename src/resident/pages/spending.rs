//! What goes out: payments to others, and spending that is hard to avoid.

use doudi_facts::household::{Expense, ExpenseKind, Household, PaidOut, PaidOutKind};
use doudi_facts::known::Known;
use doudi_facts::question::QuestionId;
use leptos::prelude::*;

use super::income::{WhoAndWhat, who_and_what};
use crate::resident::context::AppContext;
use crate::resident::frame::questions;
use crate::resident::questions::question;
use crate::resident::route::Route;
use crate::ui::live;

/// One payment: a new one is made when whose and what for are known.
pub(crate) fn one_paid_out(app: AppContext, at: usize) -> AnyView {
    let words = app.words;
    let amount = QuestionId::PaidOut(at);
    let found = move |household: &Household| {
        let paid = household.paid_out.items.get(at)?;
        Some(format!("{} · {}", words.person_by_id(household, &paid.who), words.paid_out(paid.kind)))
    };
    let make = move || {
        let labels = WhoAndWhat {
            heading: words.paid_item(),
            who: words.paid_who(),
            kind: words.paid_kind(),
            kinds: PaidOutKind::ALL.iter().map(|kind| words.paid_out(*kind).to_owned()).collect(),
            back: Route::PaidOut,
        };
        let push = move |who, kind: usize| {
            let Some(kind) = PaidOutKind::ALL.get(kind).copied() else { return };
            let new = PaidOut { who, kind, amount: Known::NotAsked };
            app.answers.update(|household| household.paid_out.items.push(new));
        };
        who_and_what(app, labels, Box::new(push))
    };
    one(app, amount, Box::new(found), Box::new(make))
}

/// One piece of spending, in the same way.
pub(crate) fn one_expense(app: AppContext, at: usize) -> AnyView {
    let words = app.words;
    let amount = QuestionId::Expense(at);
    let found = move |household: &Household| {
        let one = household.expenses.items.get(at)?;
        Some(format!("{} · {}", words.person_by_id(household, &one.who), words.expense(one.kind)))
    };
    let make = move || {
        let labels = WhoAndWhat {
            heading: words.expense_item(),
            who: words.expense_who(),
            kind: words.expense_kind(),
            kinds: ExpenseKind::ALL.iter().map(|kind| words.expense(*kind).to_owned()).collect(),
            back: Route::Expenses,
        };
        let push = move |who, kind: usize| {
            let Some(kind) = ExpenseKind::ALL.get(kind).copied() else { return };
            let new = Expense { who, kind, amount: Known::NotAsked };
            app.answers.update(|household| household.expenses.items.push(new));
        };
        who_and_what(app, labels, Box::new(push))
    };
    one(app, amount, Box::new(found), Box::new(make))
}

/// What an entry is headed by; `None` while there is no such entry.
type Heading = Box<dyn Fn(&Household) -> Option<String> + Send + Sync>;

/// The amount of an entry under its own heading; before there is one, the questions that make it.
fn one(app: AppContext, amount: QuestionId, found: Heading, make: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let heading = Memo::new(move |_| app.answers.with(&found));
    live(move || match heading.get() {
        Some(heading) => questions(app, heading, "", "", move || vec![question(app, amount)]),
        None => make(),
    })
}
