//! What comes in (收入), by its four heads.

use serde::{Deserialize, Serialize};

use super::{Basis, Head, IncomeKind};
use crate::known::{Known, List};
use crate::money::Yuan;

/// Income (收入) by its four heads, each a list of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Incomes {
    /// 工资性收入
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub wages: List<Income>,
    /// 经营净收入
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub business: List<Income>,
    /// 财产净收入
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub property: List<Income>,
    /// 转移净收入 (what comes in)
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub transfers: List<Income>,
}

impl Incomes {
    /// Whether nothing was asked and nothing told under any head.
    pub fn is_untouched(&self) -> bool {
        Head::ALL.iter().all(|head| self.of(*head).is_untouched())
    }

    /// The list of one head.
    #[inline]
    pub fn of(&self, head: Head) -> &List<Income> {
        match head {
            Head::Wages => &self.wages,
            Head::Business => &self.business,
            Head::Property => &self.property,
            Head::Transfers => &self.transfers,
        }
    }

    /// The list of one head, to change.
    pub fn of_mut(&mut self, head: Head) -> &mut List<Income> {
        match head {
            Head::Wages => &mut self.wages,
            Head::Business => &mut self.business,
            Head::Property => &mut self.property,
            Head::Transfers => &mut self.transfers,
        }
    }
}

/// One income (一笔收入) of one person in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Income {
    /// Whose: a person's id.
    pub who: String,
    /// What kind.
    pub kind: IncomeKind,
    /// 元 each time: a month's pay, a day's pay, or the whole window's.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub each: Known<Yuan>,
    /// What `each` is for.
    #[serde(default)]
    pub per: Per,
    /// How many months (at most 12) or days (at most 366) of the window; only with `per` month or day.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub times: Known<u16>,
    /// What it cost to earn it, 元 in the window: fares and tools of a wage; seed, feed, fees, wear and tax of a
    /// business; fees of letting.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub costs: Known<Yuan>,
    /// Of a residents' pension, the part that is the central base pension (中央基础养老金), 元 in the window.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub base_part: Known<Yuan>,
    /// Of support money, what it rests on.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub basis: Known<Basis>,
}

/// What an amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// The whole window, added up (核算期内合计)
    #[default]
    Window,
    /// A month
    Month,
    /// A day
    Day,
}

impl Per {
    /// How often it can occur in a window of twelve months.
    #[inline]
    pub fn most_times(self) -> u16 {
        self.most_times_in(12)
    }

    /// How often it can occur in a window of so many months, wherever in the year it lies.
    #[inline]
    pub fn most_times_in(self, months: u8) -> u16 {
        match self {
            Self::Window => 1,
            Self::Month => months.into(),
            // Of three months at most two have 31 days and of seven at most four, but July and August follow each other.
            Self::Day => (306 * u16::from(months)).div_ceil(10).min(366),
        }
    }
}
