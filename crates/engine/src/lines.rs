//! Standards (标准) on the day: which figure of a line applies to this household, how it stands, and of which area it is.

use doudi_facts::household::Area;
use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Overflow, Yuan};
use doudi_facts::question::QuestionId;

use crate::ask::Ask;
use crate::context::{Engine, EvaluationContext};
use crate::exploration_cache::LineFound;
use crate::figure::Figure;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::Amount;
use crate::truth::{FingerprintedTruth, Truth};
use crate::verdict::{LineUsed, Standing};
use crate::world::{Fork, Suspended, Tree};

/// A line nobody has published is positive all the same: at least a 分 a year.
pub(crate) const LEAST_LINE: Bounds = Bounds { low: Some(Yuan::FEN), high: None };

impl Engine<'_> {
    /// A line for this household, or of one area whatever the household's.
    pub(crate) fn line(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        index: usize,
        area: Option<Area>,
    ) -> Result<LineFound, Suspended> {
        let find = |engine: &mut Self, scene: &mut EvaluationContext<'_>| engine.find_line(scene, index, area);
        self.once(scene, |found| &mut found.lines, (index, area), find)
    }

    /// The same in all worlds; `None`: there are too many.
    pub(crate) fn line_tree(&mut self, index: usize, area: Option<Area>) -> Result<Option<Tree<LineFound>>, Overflow> {
        let find = |engine: &mut Self, scene: &mut EvaluationContext<'_>| engine.find_line(scene, index, area);
        self.tree_once(false, |found| &mut found.lines, (index, area), find)
    }

    fn find_line(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        index: usize,
        area: Option<Area>,
    ) -> Result<LineFound, Suspended> {
        self.looks_at_lines = true;
        let book = self.book;
        let Some(line) = book.lines.get(index) else {
            return Ok(self.unpublished(index));
        };
        if line.amounts.iter().all(|amount| amount.area.is_none()) {
            return Ok(self.amount(index, &line.amounts, None)?);
        }
        if let Some(area) = area {
            return Ok(self.amount(index, &line.amounts, Some(area))?);
        }
        let urban = self.amount(index, &line.amounts, Some(Area::Urban))?;
        let rural = self.amount(index, &line.amounts, Some(Area::Rural))?;
        if urban == rural {
            return Ok(urban);
        }
        let is_rural = self.is_rural(scene, Some(index))?;
        Ok(match is_rural.truth {
            Truth::Holds => rural,
            Truth::Fails => urban,
            Truth::Open(asks) => LineFound {
                yearly: Figure {
                    sum: urban.yearly.sum.or(rural.yearly.sum),
                    asks: urban.yearly.asks.union(rural.yearly.asks).union(asks),
                    mark: is_rural.mark().either(rural.yearly.mark, urban.yearly.mark),
                },
                used: LineUsed::without_amount(Standing::AreaOpen),
            },
        })
    }

    /// Whether the standards of rural areas apply, of a line or in general; else those of urban areas do.
    pub(crate) fn is_rural(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        line: Option<usize>,
    ) -> Result<FingerprintedTruth, Suspended> {
        let book = self.book;
        let mut open: Vec<(FingerprintedTruth, FingerprintedTruth)> = Vec::new();
        let mut decided = None;
        let applies = |lines: &[usize]| lines.is_empty() || line.is_some_and(|line| lines.contains(&line));
        for (at, rule) in book.areas.iter().enumerate().filter(|(_, rule)| applies(&rule.lines)) {
            let met = self.test(scene, None, &rule.test)?;
            let met = scene.settle(Fork::AreaRule(at), met)?;
            let is_rural = FingerprintedTruth::of(rule.area == Area::Rural);
            if met == FingerprintedTruth::HOLDS {
                decided = Some(is_rural);
                break;
            }
            open.push((met, is_rural));
        }
        let otherwise = match decided {
            Some(is_rural) => is_rural,
            None => self.told_rural(scene)?,
        };
        Ok(open.into_iter().rev().fold(otherwise, |otherwise, (met, is_rural)| met.either(is_rural, otherwise)))
    }

    fn told_rural(&mut self, scene: &mut EvaluationContext<'_>) -> Result<FingerprintedTruth, Suspended> {
        let is_told = |area| match &self.household.area {
            Known::Is(told) => *told == area,
            Known::OneOf(several) => !several.is_empty() && several.iter().all(|told| *told == area),
            _ => false,
        };
        if is_told(Area::Rural) || is_told(Area::Urban) {
            return Ok(FingerprintedTruth::of(is_told(Area::Rural)));
        }
        let ask = Ask::Answer(QuestionId::Area);
        let open = FingerprintedTruth::hangs_on(Truth::Open(self.asks.intern(ask)), &Unknown::Ask(ask));
        scene.settle(Fork::Area, open)
    }

    fn unpublished(&mut self, line: usize) -> LineFound {
        let ask = Ask::Unpublished(line);
        let yearly = Figure { sum: LEAST_LINE, asks: self.asks.intern(ask), mark: Fingerprint::ask(ask) };
        LineFound { yearly, used: LineUsed::without_amount(Standing::Unpublished) }
    }

    fn amount(&mut self, line: usize, amounts: &[Amount], area: Option<Area>) -> Result<LineFound, Overflow> {
        let is_for = |amount: &Amount| (amount.area.is_none() || amount.area == area) && amount.from <= self.on;
        let begun = || amounts.iter().enumerate().filter(|(_, amount)| is_for(amount));
        let Some((at, amount)) = begun().max_by_key(|(_, amount)| amount.from) else {
            return Ok(self.unpublished(line));
        };
        let is_past = self.on > amount.last_known();
        let used = |standing| LineUsed { amount: Some(at), standing, is_past };
        let yearly = amount.value.yearly()?;
        let mark = |ask| Fingerprint::of(&Unknown::Amount(ask, at));
        let is_weak = !amount.cite.confidence.is_firm();
        if is_weak && !self.grants_weak {
            let ask = Ask::Unconfirmed(line);
            let (asks, mark) = (self.asks.intern(ask), mark(ask));
            // Standards are not lowered: the last firm figure is the least it can be.
            let firm = begun().filter(|(_, amount)| amount.cite.confidence.is_firm());
            let low = match firm.max_by_key(|(_, amount)| amount.from) {
                Some((_, firm)) => Some(firm.value.yearly()?),
                None => LEAST_LINE.low,
            };
            let yearly = Figure { sum: Bounds { low, high: None }, asks, mark };
            return Ok(LineFound { yearly, used: used(Standing::Weak) });
        }
        // A weak figure that is taken as right is exactly that figure, on whatever day.
        if is_past && !is_weak {
            let ask = Ask::Stale(line);
            let (asks, mark) = (self.asks.intern(ask), mark(ask));
            let yearly = Figure { sum: Bounds { low: Some(yearly), high: None }, asks, mark };
            return Ok(LineFound { yearly, used: used(Standing::Stale) });
        }
        Ok(LineFound { yearly: Figure::exactly(yearly), used: used(Standing::InForce) })
    }
}
