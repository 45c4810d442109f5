//! Words about the household as a whole (家庭情况).

use doudi_facts::household::Area;
use doudi_facts::question::BackgroundField;

use super::words::test_words;

/// What is so of the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HouseholdTest {
    /// The standards of this area apply to the household.
    InArea(Area),
    /// The family is so.
    Told(BackgroundField),
}

test_words!(HouseholdTest as HouseholdWord {
    0 as 12: InArea(area) = "in-area",
    1 as 16: Told(field) = "told",
});
