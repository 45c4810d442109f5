//! Domain parts (部件): pieces that know people, incomes and results.

mod disability;
mod entries;
mod html;
mod notices;

pub(crate) use disability::disability;
pub(crate) use entries::{Entries, Line, closing, entries};
pub(crate) use html::written;
pub(crate) use notices::notices;
