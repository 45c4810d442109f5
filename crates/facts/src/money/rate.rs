//! Standards (标准), by the month or by the year.

use serde::Serialize;

use super::{Overflow, Yuan};

/// The period a rate is stated for (按月 or 按年).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// 元/月
    Month,
    /// 元/年
    Year,
}

/// A standard (标准): so many 元 a month, or so many a year. The two never mix by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The sum, in the period it was published for.
    pub sum: Yuan,
    /// That period.
    pub per: Period,
}

impl Rate {
    /// The same standard by the year: twelve months are a year, exactly.
    #[inline]
    pub fn yearly(self) -> Result<Yuan, Overflow> {
        match self.per {
            Period::Month => self.sum.times(12),
            Period::Year => Ok(self.sum),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_twelfth_of_a_year() {
        let month = Rate { sum: Yuan::whole(711), per: Period::Month };
        let year = Rate { sum: Yuan::whole(8532), per: Period::Year };
        assert_eq!(month.yearly(), year.yearly());
        assert_eq!(Yuan::whole(4764).twelfth().map(Yuan::grouped), Ok("397".to_owned()));
    }
}
