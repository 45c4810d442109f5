//! The engine of doudi (兜底自查): knowledge, money, accounting and classification.
//!
//! Pure by design: the day is an argument, rules come as a value, and the same input gives the same answer to the
//! bit. Start at [`assess()`].

pub mod accounting;
pub mod ask;
pub mod assess;
mod cache;
pub mod calendar;
pub mod check;
mod compared;
mod condition;
mod condition_list;
mod connect;
mod context;
pub mod derive;
mod distance;
mod exploration_cache;
mod figure;
mod fingerprint;
mod formula;
pub mod help;
mod joint;
mod judge;
mod ledger;
mod lines;
pub mod margin;
mod members;
mod mixer;
mod offer;
mod pairs;
mod people;
pub mod plan;
pub mod rules;
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
