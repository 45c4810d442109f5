//! Figures, lines and ledgers (数额、标准、台账) of a household, over every world.

use doudi_facts::money::{Bounds, Overflow, Yuan};

use crate::accounting::Accounting;
use crate::context::{Engine, EvaluationContext};
use crate::ledger::Ledgers;
use crate::truth::Question;
use crate::verdict::{Figure, LineUsed, Standing};
use crate::walk::{Under, Walk};
use crate::world::{Join, Suspended, explore};

impl Engine<'_> {
    pub(super) fn lines(&mut self) -> Result<Vec<LineUsed>, Overflow> {
        let each = 0..self.book.lines.len();
        each.map(|at| {
            let used = |engine: &mut Self, scene: &mut EvaluationContext<'_>| Ok(engine.line(scene, at, None)?.used);
            Ok(self.walked_or_explored(|engine, walk| engine.line_used_in(walk, at), used)?.joined())
        })
        .collect()
    }

    /// How a line stands, in all worlds.
    fn line_used_in(&mut self, walk: &mut Walk, line: usize) -> Under<LineUsed> {
        let Some(line) = self.line_tree(line, None)? else { return Ok(None) };
        walk.each(&line, &mut |walk, line| Ok(Some(walk.world(line.used))))
    }

    pub(super) fn figures(&mut self) -> Result<Vec<Figure>, Overflow> {
        let each = 0..self.book.accounts.len();
        let each = each.map(|account| {
            let alone = |engine: &mut Self, scene: &mut EvaluationContext<'_>| engine.figure_per_head(scene, account);
            Ok(self.walked_or_explored(|engine, walk| engine.figure_per_head_in(walk, account), alone)?.joined())
        });
        each.collect()
    }

    /// What an account comes to per head. Who counts moves income and head count together, a reading may choose between two
    /// rules for one sum; what is decided of sums by themselves need not be split for the figures.
    fn figure_per_head(&mut self, scene: &mut EvaluationContext<'_>, account: usize) -> Result<Figure, Suspended> {
        scene.keeps_treatments_open = true;
        let figure = self.figure(scene, account, None)?;
        Ok(per_head(figure.sum, self.members(scene)?.people)?)
    }

    /// The same, in all worlds.
    fn figure_per_head_in(&mut self, walk: &mut Walk, account: usize) -> Under<Figure> {
        let Some(figure) = self.figure_tree(true, account, None)? else { return Ok(None) };
        let Some(members) = self.members_tree(true)? else { return Ok(None) };
        walk.each(&figure, &mut |walk, figure| {
            walk.each(&members, &mut |walk, members| Ok(Some(walk.world(per_head(figure.sum, members.people)?))))
        })
    }

    /// One person's own income by an account.
    pub(super) fn own_income_of(&mut self, account: usize, who: Option<usize>) -> Result<Bounds, Overflow> {
        let sum = |engine: &mut Self, scene: &mut EvaluationContext<'_>| Ok(engine.figure(scene, account, who)?.sum);
        let sum_in = |engine: &mut Self, walk: &mut Walk| {
            let Some(figure) = engine.figure_tree(false, account, who)? else { return Ok(None) };
            walk.each(&figure, &mut |walk, figure| Ok(Some(walk.world(figure.sum))))
        };
        Ok(self.walked_or_explored(sum_in, sum)?.joined())
    }

    /// Every entry of every account the household's income is counted by: of each the range it has in all worlds, so that
    /// two readings of a text are never followed at once. What is decided of single sums is left whole, as in the figures.
    pub(super) fn ledgers(&mut self) -> Result<Ledgers, Overflow> {
        let entries = self.household.entries();
        let mut ledgers = Ledgers(Vec::with_capacity(entries * self.book.accounts.len()));
        for account in 0..self.book.accounts.len() {
            let mut all: Option<Ledgers> = None;
            let most = self.may_visit();
            let explored = explore(most, |world| {
                let scene = &mut EvaluationContext::open(world);
                // Too many worlds for the figure are too many here, and that is known already.
                self.figure(scene, account, None)?;
                let mut one = Ledgers(Vec::with_capacity(entries));
                if let Some(accounting) = Accounting::new(self, scene, account, None, &mut one) {
                    accounting.figure()?;
                }
                // Where nothing is split, this one stands for all.
                all = match all.take().filter(|_| world.splits) {
                    Some(all) => Some(all.or(one)),
                    None => Some(one),
                };
                Ok(())
            })?;
            self.worlds += explored.worlds;
            ledgers.0.extend(all.unwrap_or_default().0);
        }
        Ok(ledgers)
    }
}

fn per_head(total: Bounds, people: (u32, Option<u32>)) -> Result<Figure, Overflow> {
    let (few, many) = people;
    let least = |sum: Yuan| match many {
        _ if sum < Yuan::ZERO => sum.over(few).map(Some),
        Some(many) => sum.over(many).map(Some),
        None => Ok(Some(Yuan::ZERO)),
    };
    let low = total.low.map(least).transpose()?.flatten();
    let high = match (total.high, many) {
        (Some(sum), Some(many)) if sum < Yuan::ZERO => Some(sum.over(many)?),
        (Some(sum), _) => Some(sum.over(few)?),
        (None, _) => None,
    };
    Ok(Figure { total, people, per_head: Bounds { low, high } })
}

impl Join for Figure {
    fn join(&mut self, other: Self, _: Question) {
        self.total = self.total.or(other.total);
        self.per_head = self.per_head.or(other.per_head);
        let (few, many) = self.people;
        self.people = (few.min(other.people.0), many.zip(other.people.1).map(|(a, b)| a.max(b)));
    }
}

impl Join for Bounds {
    fn join(&mut self, other: Self, _: Question) {
        *self = self.or(other);
    }
}

impl Join for LineUsed {
    fn join(&mut self, other: Self, _: Question) {
        if *self != other {
            *self = Self::without_amount(Standing::AreaOpen);
        }
    }
}
