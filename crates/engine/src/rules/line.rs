//! Standards (标准), which area's apply, and the window in which income is counted.

use doudi_facts::day::Day;
use doudi_facts::household::Area;
use doudi_facts::money::Rate;
use doudi_facts::wire_struct;

use super::{Cite, Test, Text};

/// The accounting window (核算期): the months before the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// How many months.
    pub months: u8,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Window { months, cite });

/// A rule that says which area's standards apply (适用城乡标准).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRule {
    /// Short id.
    pub id: String,
    /// The area.
    pub area: Area,
    /// The lines it is for; indices, empty: all.
    pub lines: Vec<usize>,
    /// When it applies; of a household.
    pub test: Test,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(AreaRule { id, area, lines, test, cite });

/// A standard (标准) such as the 低保 line, with its figures over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its figures, ordered by area and day.
    pub amounts: Vec<Amount>,
}

wire_struct!(Line { id, name, amounts });

/// One figure of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The area it is for; `None`: both.
    pub area: Option<Area>,
    /// The figure.
    pub value: Rate,
    /// The first day it applies.
    pub from: Day,
    /// The last day it applies, where one is stated.
    pub until: Option<Day>,
    /// The last day the source was known to be in force.
    pub checked: Day,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Amount { area, value, from, until, checked, cite });

impl Amount {
    /// The last day on which it was known to be in force.
    pub fn last_known(&self) -> Day {
        self.until.map_or(self.checked, |until| until.min(self.checked))
    }
}
