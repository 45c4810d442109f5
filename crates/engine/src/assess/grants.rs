//! Grants (待遇): what a category would pay.

use doudi_facts::money::{Bounds, Overflow};

use crate::ask::AskSet;
use crate::context::{Engine, EvaluationContext};
use crate::exploration_cache::LineFound;
use crate::rules::{Grant, GrantSum};
use crate::truth::{FingerprintedTruth, Question};
use crate::verdict::Granted;
use crate::world::{Join, Suspended};

/// What one world yields of a grant; after joining, what several do. `None`: it is not paid.
type Paid = Option<(Granted, FingerprintedTruth)>;

impl Engine<'_> {
    /// What a grant would be; `None` when it is not paid.
    pub(super) fn grant(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        at: usize,
        grant: &Grant,
    ) -> Result<Paid, Suspended> {
        let paid = match &grant.test {
            None => FingerprintedTruth::HOLDS,
            Some(test) => self.test(scene, who, test)?,
        };
        if !paid.truth.may_hold() {
            return Ok(None);
        }
        let (yearly, asks) = match grant.sum {
            GrantSum::Gap { account, line } => {
                let figure = self.figure(scene, account, None)?;
                let members = self.members(scene)?;
                let (few, many) = members.people;
                let line = self.line(scene, line, None)?;
                let asks = figure.asks.union(line.yearly.asks).union(members.how_many.asks);
                (gap(line, self.yearly(figure)?.sum, few, many)?, asks)
            }
            GrantSum::Standard { line, times, area } => {
                let line = self.line(scene, line, area)?;
                (line.yearly.by(times)?.sum, line.yearly.asks)
            }
        };
        let asks = if yearly.exact().is_some() { AskSet::EMPTY } else { asks };
        Ok(Some((Granted { grant: at, either: at, paid: paid.truth, yearly, asks }, paid)))
    }
}

/// 差额: the line for every member less the household's income, never below 0; 元 a year.
fn gap(line: LineFound, income: Bounds, few: u32, many: Option<u32>) -> Result<Bounds, Overflow> {
    let top = match many {
        Some(many) => line.yearly.sum.times_count(few, many)?,
        None => Bounds { high: None, ..line.yearly.sum.times_count(few, few)? },
    };
    // A loss or a deduction beyond the income lifts nobody's gap above the line itself.
    Ok(top.minus(income.or_zero())?.or_zero())
}

impl Join for Paid {
    fn join(&mut self, other: Self, deciding: Question) {
        match (self, other) {
            (Some((mine, so_far)), Some((theirs, paid))) => {
                so_far.join(paid, deciding);
                let same = mine.yearly.exact().is_some() && mine.yearly == theirs.yearly;
                let apart = if same { AskSet::EMPTY } else { deciding.asks };
                mine.asks = mine.asks.union(theirs.asks).union(apart);
                mine.yearly = mine.yearly.or(theirs.yearly);
            }
            (mine @ None, other) => *mine = other,
            (Some(_), None) => {}
        }
    }
}
