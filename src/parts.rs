//! Domain parts (部件): pieces that know people, incomes and results.

mod entries;
mod gate;
mod ledger;

pub(crate) use entries::{Entries, Line, closing, entries};
pub(crate) use gate::gates;
pub(crate) use ledger::ledger;
