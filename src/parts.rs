//! Domain parts (部件): pieces that know people, incomes and results.

mod blocks;
mod disability;
mod entries;

pub(crate) use blocks::{blocks, papers};
pub(crate) use disability::disability;
pub(crate) use entries::{Entries, Line, closing, entries};
