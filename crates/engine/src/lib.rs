//! The engine of doudi (兜底自查): knowledge, money, accounting and classification.
//!
//! Pure by design: the day is an argument, rules come as a value, and the same input gives the same answer to the
//! bit. Start at [`assess()`].

pub mod accounting;
mod apart;
pub mod ask;
pub mod assess;
pub mod calendar;
pub mod check;
mod compared;
mod condition;
mod connect;
pub mod derive;
mod figure;
mod formula;
mod found;
pub mod help;
mod joint;
mod judge;
mod laid;
mod ledger;
mod lines;
pub mod margin;
mod mark;
mod members;
mod mixer;
mod offer;
mod once;
mod pairs;
mod people;
pub mod plan;
pub mod rules;
mod scene;
pub mod schedule;
mod side;
mod supporters;
mod ties;
pub mod truth;
pub mod verdict;
mod walk;
mod window;
mod world;

pub use assess::assess;
