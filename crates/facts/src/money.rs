//! Money (金额): exact sums in 元, rates that know month from year, and bounds on what is not fully known.

mod bounds;
mod multiple;
mod rate;
mod yuan;

pub use self::bounds::Bounds;
pub use self::multiple::{Multiple, MultipleError};
pub use self::rate::{Period, Rate};
pub use self::yuan::{AmountError, Overflow, Yuan};
