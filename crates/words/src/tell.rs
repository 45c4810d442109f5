//! How engine values are told (怎么说): amounts, people, incomes, problems, asks and results, in one language.

mod answer;
mod asks;
mod entries;
mod help;
mod lead;
mod path;
mod problems;
mod process;
mod result;
mod schedule;
mod single;
mod test;

use doudi_engine::rules::{Confidence, Gate, Status};
use doudi_engine::verdict::Conclusion;
use doudi_facts::money::{Bounds, Period, Rate, Yuan};

use crate::{Lang, Words};

pub use asks::Asked;
pub use doudi_facts::question::{BackgroundField, SelfCareField};
pub use lead::Lead;
pub use result::{GateLine, GateState, LedgerRow};

impl Words {
    /// A verdict's word.
    pub fn word(self, word: Conclusion) -> &'static str {
        match word {
            Conclusion::Fits => self.word_fits(),
            Conclusion::MetToVerify => self.word_met_to_verify(),
            Conclusion::OfficeDecides => self.word_office_decides(),
            Conclusion::MayFit => self.word_may_fit(),
            Conclusion::DoesNotFit => self.word_does_not_fit(),
        }
    }

    /// A gate's name.
    pub fn gate(self, gate: Gate) -> &'static str {
        match gate {
            Gate::People => self.gate_people(),
            Gate::Income => self.gate_income(),
            Gate::Property => self.gate_property(),
            Gate::Spending => self.gate_spending(),
            Gate::Risk => self.gate_risk(),
        }
    }

    /// Whether a document is in force.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::InForce => self.status_in_force(),
            Status::Draft => self.status_draft(),
            Status::Lapsed => self.status_lapsed(),
            Status::Undated => self.status_undated(),
        }
    }

    /// How a figure or text was read.
    pub fn confidence(self, confidence: Confidence) -> &'static str {
        match confidence {
            Confidence::Full => self.confidence_full(),
            Confidence::Page => self.confidence_page(),
            Confidence::Mirror => self.confidence_mirror(),
            Confidence::Derived => self.confidence_derived(),
            Confidence::Background => self.confidence_background(),
            Confidence::Doubtful => self.confidence_doubtful(),
            Confidence::Reading => self.confidence_reading(),
        }
    }

    /// What is known of a sum: `12,300`, `25,560 到 25,760`, `不知道`.
    pub fn bounds(self, bounds: Bounds) -> String {
        match (bounds.low, bounds.high) {
            (Some(low), Some(high)) => self.range(low.grouped(), high.grouped()),
            (Some(low), None) if low != Yuan::ZERO => self.ledger_at_least(&low.grouped()),
            (None, Some(high)) => self.ledger_at_most(&high.grouped()),
            // That a sum is at least 0 tells nobody anything.
            (_, None) => self.ledger_any().to_owned(),
        }
    }

    /// Two figures as a range; one, where both are told alike.
    pub fn range(self, from: String, to: String) -> String {
        if from == to { from } else { self.ledger_to(&from, &to) }
    }

    /// The same with its unit: `12,300 元`, `至少 17,064 元`.
    pub fn yuan(self, bounds: Bounds) -> String {
        match (bounds.low, bounds.high) {
            (Some(low), None) if low != Yuan::ZERO => self.ledger_yuan_least(&low.grouped()),
            (None, Some(high)) => self.ledger_yuan_most(&high.grouped()),
            (_, None) => self.ledger_any().to_owned(),
            _ => self.ledger_yuan(&self.bounds(bounds)),
        }
    }

    /// A standard in the unit it was published in: `8,532 元/年`.
    pub fn rate(self, rate: Rate) -> String {
        let per = match (rate.per, self.lang) {
            (Period::Month, Lang::Zh) => "元/月",
            (Period::Year, Lang::Zh) => "元/年",
            (Period::Month, Lang::En) => "yuan a month",
            (Period::Year, Lang::En) => "yuan a year",
        };
        format!("{} {per}", rate.sum.grouped())
    }

    /// An amount as it is said aloud: 12300 is 一万二千三百元, 0.50 is 零元五角.
    pub fn aloud(self, sum: Yuan) -> String {
        let digits = sum.to_string();
        let (whole, fen) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut out = aloud(whole);
        out.push('元');
        let mut fen = fen.chars();
        let (jiao, fen) = (fen.next().unwrap_or('0'), fen.next().unwrap_or('0'));
        if jiao != '0' {
            out.push(spoken(jiao));
            out.push('角');
        }
        if fen != '0' {
            if jiao == '0' {
                out.push('零');
            }
            out.push(spoken(fen));
            out.push('分');
        }
        out
    }
}

/// One digit as a character.
fn spoken(digit: char) -> char {
    let at = digit.to_digit(10).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    "零一二三四五六七八九".chars().nth(at).unwrap_or('零')
}

/// A whole number of up to sixteen digits: four by four, with 万 and 亿 between, one 零 for any run of zeros inside.
fn aloud(whole: &str) -> String {
    let mut out = String::new();
    let mut skipped = false;
    let mut group_spoken = false;
    for (at, digit) in whole.chars().enumerate() {
        let place = whole.len() - at - 1;
        if digit == '0' {
            skipped = true;
        } else {
            if skipped && !out.is_empty() {
                out.push('零');
            }
            skipped = false;
            group_spoken = true;
            let is_bare_ten = digit == '1' && place % 4 == 1 && out.is_empty();
            if !is_bare_ten {
                out.push(spoken(digit));
            }
            out.push_str(["", "十", "百", "千"].get(place % 4).unwrap_or(&""));
        }
        if place.is_multiple_of(4) {
            if group_spoken {
                out.push_str(["", "万", "亿", "万亿"].get(place / 4).unwrap_or(&""));
            }
            group_spoken = false;
        }
    }
    if out.is_empty() { "零".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_aloud() {
        let said = |text: &str| Words::ZH.aloud(text.parse().unwrap());
        assert_eq!(said("12300"), "一万二千三百元");
        assert_eq!(said("25596.01"), "二万五千五百九十六元零一分");
        assert_eq!(said("0.50"), "零元五角");
        assert_eq!(said("100000000"), "一亿元");
        assert_eq!(said("0"), "零元");
        assert_eq!(said("10"), "十元");
        assert_eq!(said("110"), "一百一十元");
        assert_eq!(said("1005"), "一千零五元");
        assert_eq!(said("100010"), "十万零一十元");
        assert_eq!(said("20300"), "二万零三百元");
        assert_eq!(said("10000001"), "一千万零一元");
    }
}
