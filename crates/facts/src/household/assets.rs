//! What a household owns (财产), and what of it a limit could catch.

use serde::{Deserialize, Serialize};

use crate::known::Known;
use crate::money::Yuan;
use crate::wire_words;

/// Property (财产): everything a limit may look at. Homes are counted, the rest is yes, no or a sum.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Assets {
    /// 存款、现金、理财、股票等金融资产, 元 altogether
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub savings: Known<Yuan>,
    /// 住房, how many the household owns
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub homes: Known<u16>,
    /// 汽车、船舶、大型农机 (ordinary motorcycles and disability vehicles are not meant)
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub vehicle: Known<bool>,
    /// 开公司、办企业、个体工商登记
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub business: Known<bool>,
    /// 商业保险 with a cash value
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub insurance: Known<bool>,
    /// 放弃、赠送应得的财产
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub given_away: Known<bool>,
    /// 近6个月大额支出 (30,000 元 or more at once)
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub big_spending: Known<bool>,
}

/// Something a property limit could catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssetKind {
    /// Any savings
    Savings,
    /// A second home (one is exempt as a necessity)
    SecondHome,
    /// A vehicle
    Vehicle,
    /// A registered business
    Business,
    /// Insurance with a cash value
    Insurance,
    /// Property given away
    GivenAway,
    /// Big spending
    BigSpending,
}

wire_words!(AssetKind { Savings, SecondHome, Vehicle, Business, Insurance, GivenAway, BigSpending });

impl Assets {
    /// Whether nothing was asked.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the household owns more homes than so many; `None`: not known.
    #[inline]
    pub fn has_more_homes_than(&self, homes: u8) -> Option<bool> {
        more_than(self.homes.ends(), &homes.into())
    }
}

/// Whether an answer with such ends is certainly above a bound, certainly not, or neither yet.
pub fn more_than<T: Ord>(ends: (Option<&T>, Option<&T>), bound: &T) -> Option<bool> {
    match ends {
        (Some(low), _) if low > bound => Some(true),
        (_, Some(high)) if high <= bound => Some(false),
        _ => None,
    }
}
