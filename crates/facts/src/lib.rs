//! The facts of doudi (家庭情况): what a family can be asked, its answers, its people and their ties, and the household file.
//!
//! Knows nothing of rules. Amounts are exact ([`money`]), what is not told is never zero ([`known`]).

pub mod day;
pub mod household;
pub mod known;
pub mod money;
pub mod order;
pub mod question;
pub mod wire;
