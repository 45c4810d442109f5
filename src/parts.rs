//! Domain parts (部件): pieces that know people, incomes and results.

mod entries;
mod gate;
mod ledger;
mod sentences;

pub(crate) use entries::{Closing, EntryList, Line};
pub(crate) use gate::Gates;
pub(crate) use ledger::{Ledger, LedgerTable};
pub(crate) use sentences::Sentences;
