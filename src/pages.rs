//! Pages (页面): one for each address.

mod answers;
mod assets;
mod income;
mod outcome;
mod people;
mod place;
mod print;
mod spending;
mod start;
mod urgent;

pub(crate) use answers::Answers;
pub(crate) use assets::AssetsPage;
pub(crate) use income::{Incomes, NewIncome, OneIncome};
pub(crate) use outcome::Outcome;
pub(crate) use people::{OnePerson, People};
pub(crate) use place::WhereToApply;
pub(crate) use print::Print;
pub(crate) use spending::{Expenses, OneExpense, OnePaidOut, PaidOuts};
pub(crate) use start::Start;
pub(crate) use urgent::Urgent;
