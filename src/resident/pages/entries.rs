//! Lists of entries: incomes by head, payments to others, hard-to-avoid spending. One page serves them all.

use doudi_facts::household::{Head, Household};
use doudi_facts::question::QuestionId;
use doudi_words::Words;
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::questions;
use crate::resident::parts::{Entries, Line, closing, entries};
use crate::resident::route::Route;

/// Which list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Listed {
    Incomes(Head),
    PaidOut,
    Expenses,
}

/// The page of a list: its question, its entries, and whether these are all.
pub(crate) fn listed(app: AppContext, list: Listed) -> AnyView {
    let words = app.words;
    let [heading, help, add, why] = list.words(words);
    questions(app, heading.to_owned(), help, why, move || {
        let lines = Signal::derive(move || app.answers.with(|household| list.lines(words, household)));
        let all = Entries {
            lines,
            add_label: Signal::stored(add.to_owned()),
            add: Callback::new(move |()| app.navigation.go(list.fresh(lines.with_untracked(Vec::len)))),
            delete: Callback::new(move |at| app.answers.update(|household| list.forget(household, at))),
            warning: "",
            fixed: 0,
        };
        let is_empty = Signal::derive(move || lines.with(Vec::is_empty));
        let is_all = closing(words, app.answers, [words.app_is_that_all(), words.app_any()], list.complete(), is_empty);
        vec![entries(words, all), is_all]
    })
}

impl Listed {
    fn words(self, words: Words) -> [&'static str; 4] {
        let why = words.income_why();
        match self {
            Self::Incomes(Head::Wages) => {
                [words.income_ask_wages(), words.income_help_wages(), words.income_add_wages(), why]
            }
            Self::Incomes(Head::Business) => {
                [words.income_ask_business(), words.income_help_business(), words.income_add_business(), why]
            }
            Self::Incomes(Head::Property) => {
                [words.income_ask_property(), words.income_help_property(), words.income_add_property(), why]
            }
            Self::Incomes(Head::Transfers) => {
                [words.income_ask_transfers(), words.income_help_transfers(), words.income_add_transfers(), why]
            }
            Self::PaidOut => [words.paid_heading(), words.paid_help(), words.paid_add(), words.paid_why()],
            Self::Expenses => [words.expense_heading(), words.expense_help(), words.expense_add(), words.expense_why()],
        }
    }

    fn lines(self, words: Words, household: &Household) -> Vec<Line> {
        let lines: Vec<String> = match self {
            Self::Incomes(head) => {
                household.incomes.of(head).items.iter().map(|one| words.income_line(household, one)).collect()
            }
            Self::PaidOut => household.paid_out.items.iter().map(|one| words.paid_line(household, one)).collect(),
            Self::Expenses => household.expenses.items.iter().map(|one| words.expense_line(household, one)).collect(),
        };
        lines.into_iter().enumerate().map(|(at, text)| Line { text, edit: self.one(at) }).collect()
    }

    /// The page of one entry.
    fn one(self, at: usize) -> Route {
        match self {
            Self::Incomes(head) => Route::Income(head, at),
            Self::PaidOut => Route::PaidOutItem(at),
            Self::Expenses => Route::Expense(at),
        }
    }

    /// The page on which a new entry is made.
    fn fresh(self, at: usize) -> Route {
        match self {
            Self::Incomes(head) => Route::NewIncome(head),
            Self::PaidOut | Self::Expenses => self.one(at),
        }
    }

    fn forget(self, household: &mut Household, at: usize) {
        fn remove<T>(items: &mut Vec<T>, at: usize) {
            if at < items.len() {
                items.remove(at);
            }
        }
        match self {
            Self::Incomes(head) => remove(&mut household.incomes.of_mut(head).items, at),
            Self::PaidOut => remove(&mut household.paid_out.items, at),
            Self::Expenses => remove(&mut household.expenses.items, at),
        }
    }

    /// The question whether the list is complete.
    fn complete(self) -> QuestionId {
        match self {
            Self::Incomes(head) => QuestionId::IncomesComplete(head),
            Self::PaidOut => QuestionId::PaidOutComplete,
            Self::Expenses => QuestionId::ExpensesComplete,
        }
    }
}
