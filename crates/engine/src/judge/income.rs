//! Incomes (收入) against lines and against what is spent, as far as is known.

use doudi_facts::money::{Bounds, Multiple, Overflow, Yuan};
use doudi_facts::question::QuestionId;

use super::Needs;
use crate::ask::AskSet;
use crate::compared::{Compared, IncomeCompared, all_alike, share_of};
use crate::context::{Engine, EvaluationContext};
use crate::distance::{self, Margin};
use crate::exploration_cache::Members;
use crate::figure::Figure;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::{Against, IncomeTest, ORDERS, Share, Side};
use crate::side::{Sides, deciding, side_of};
use crate::truth::{FingerprintedTruth, Question};
use crate::walk::{Under, Walk};
use crate::world::{Fork, Suspended, Tree};

impl IncomeTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::PerHead(_) | Self::Own(_) | Self::Spending(_) => Needs::Figures,
        }
    }

    pub(super) fn questions(&self, _: &mut dyn FnMut(QuestionId)) {
        match self {
            // Every book looks at incomes and spending.
            Self::PerHead(_) | Self::Own(_) | Self::Spending(_) => {}
        }
    }

    pub(super) fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::PerHead(against) | Self::Own(against) => {
                let Compared::Income(income) = compared else { return Some(false) };
                income.decides(against)
            }
            Self::Spending(share) => {
                let Compared::Spending { spent, income, .. } = compared else { return Some(false) };
                spending(*spent, *income, share)
            }
        }
    }

    pub(super) fn margin(&self, compared: &Compared) -> Option<Margin> {
        match self {
            Self::PerHead(against) | Self::Own(against) => {
                let Compared::Income(income) = compared else { return None };
                income.apart(against).ok().map(Margin::Money)
            }
            Self::Spending(share) => {
                let Compared::Spending { spent, income, .. } = compared else { return None };
                distance::spending(*spent, *income, share).ok().map(Margin::Money)
            }
        }
    }
}

fn spending(spent: Bounds, income: Bounds, share: &Share) -> Option<bool> {
    let bar = share_of(income, share).ok()?;
    let possible = ORDERS.into_iter().filter(|order| spent.may_lie(*order, bar));
    all_alike(possible.map(|order| share.is.admits(order)))
}

/// One person alone.
const ONE: (u32, Option<u32>) = (1, Some(1));

/// What is open of how many that is: nothing.
const NOTHING_MORE: Question = Question { asks: AskSet::EMPTY, mark: Fingerprint::ONE };

/// An income held to a multiple of a line: on which sides it may lie, and on which it must.
pub(crate) struct IncomeComparison {
    is: Side,
    times: Multiple,
    pub(crate) possible: Sides,
    pub(crate) question: Question,
}

impl IncomeComparison {
    /// Whether an outcome is the side asked for.
    pub(crate) fn on_side(&self, outcome: u8) -> FingerprintedTruth {
        FingerprintedTruth::of(self.is.admits(side_of(outcome)))
    }

    /// Whether every side it may lie on comes to the same.
    pub(crate) fn is_decided(&self) -> bool {
        let first = self.possible.first();
        first.is_some_and(|first| self.possible.iter().all(|other| self.on_side(*other) == self.on_side(*first)))
    }

    /// What it comes to where nothing decides the side.
    pub(crate) fn joined(&self) -> FingerprintedTruth {
        match self.possible.first() {
            Some(first) if self.is_decided() => self.on_side(*first),
            _ => {
                let deciding = deciding(self.times, self.question, &self.possible);
                let is_so = |outcome| self.is.admits(side_of(outcome));
                // INVARIANT: bounds lie somewhere to each other.
                FingerprintedTruth::joined(&self.possible, deciding, is_so)
                    .unwrap_or(FingerprintedTruth::open(self.question))
            }
        }
    }
}

/// What is compared of an income per head, where anybody counts.
fn of_somebody(compared: FingerprintedTruth, members: &Members) -> FingerprintedTruth {
    compared.and(members.somebody)
}

impl Engine<'_> {
    pub(super) fn income_test(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        of: &IncomeTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        match of {
            IncomeTest::PerHead(against) => self.income_per_head(scene, against),
            IncomeTest::Own(against) => self.own_income(scene, who, against),
            IncomeTest::Spending(share) => self.spending(scene, share),
        }
    }

    pub(super) fn income_compared(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        of: &IncomeTest,
    ) -> Result<Compared, Suspended> {
        match of {
            IncomeTest::PerHead(against) => {
                let members = self.members(scene)?;
                let somebody = members.somebody.truth.decided();
                self.income(scene, against, None, members.people, somebody)
            }
            IncomeTest::Own(_) if who.is_none() => Ok(Compared::Nobody),
            IncomeTest::Own(against) => self.income(scene, against, who, ONE, Some(true)),
            IncomeTest::Spending(share) => {
                let (spent, income, _) = self.spent(scene, share)?;
                let living = match share.living {
                    Some(line) => Some(self.line(scene, line, None)?.yearly.sum),
                    None => None,
                };
                Ok(Compared::Spending { spent: spent.sum, income: income.sum, living })
            }
        }
    }

    pub(super) fn income_tree(
        &mut self,
        who: Option<usize>,
        of: &IncomeTest,
        alone: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<FingerprintedTruth, Suspended>,
    ) -> Result<Tree<FingerprintedTruth>, Overflow> {
        match of {
            IncomeTest::PerHead(against) => {
                self.walked_or_explored(|engine, walk| engine.income_per_head_in(walk, against), alone)
            }
            IncomeTest::Own(against) if who.is_some() => {
                self.walked_or_explored(|engine, walk| engine.own_income_in(walk, who, against), alone)
            }
            IncomeTest::Own(_) | IncomeTest::Spending(_) => self.explored(alone),
        }
    }

    /// Income per head (人均收入) against a line, decided without dividing: income × 12 ? line × times × people × months.
    /// Exact; open while any of the three is, with exactly the asks their width hangs on.
    fn income_per_head(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        against: &Against,
    ) -> Result<FingerprintedTruth, Suspended> {
        let figure = self.figure(scene, against.account, None)?;
        let members = self.members(scene)?;
        let line = self.line(scene, against.line, against.area)?.yearly;
        let held = self.held(against, figure, line, members.people, members.how_many)?;
        let outcome = match held.is_decided() {
            true => None,
            false => scene.outcome(Fork::against(against), &held.possible, held.question)?,
        };
        let compared = outcome.map_or_else(|| held.joined(), |outcome| held.on_side(outcome));
        Ok(of_somebody(compared, &members))
    }

    /// Income per head against a line, in all worlds of the income, of who counts and of the line.
    fn income_per_head_in(&mut self, walk: &mut Walk, against: &Against) -> Under<FingerprintedTruth> {
        let Some(figure) = self.figure_tree(false, against.account, None)? else { return Ok(None) };
        let Some(members) = self.members_tree(false)? else { return Ok(None) };
        let Some(line) = self.line_tree(against.line, against.area)? else { return Ok(None) };
        walk.each(&figure, &mut |walk, figure| {
            walk.each(&members, &mut |walk, members| {
                walk.each(&line, &mut |walk, line| {
                    let held = self.held(against, *figure, line.yearly, members.people, members.how_many)?;
                    if held.is_decided() {
                        return Ok(Some(walk.world(of_somebody(held.joined(), members))));
                    }
                    let of_side = |outcome| of_somebody(held.on_side(outcome), members);
                    walk.outcomes(Fork::against(against), held.question, &held.possible, of_side)
                })
            })
        })
    }

    /// One person's own income against a line.
    fn own_income(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        against: &Against,
    ) -> Result<FingerprintedTruth, Suspended> {
        if who.is_none() {
            return Ok(FingerprintedTruth::FAILS);
        }
        let figure = self.figure(scene, against.account, who)?;
        let line = self.line(scene, against.line, against.area)?.yearly;
        Ok(self.held(against, figure, line, ONE, NOTHING_MORE)?.joined())
    }

    /// One person's own income against a line, likewise.
    fn own_income_in(&mut self, walk: &mut Walk, who: Option<usize>, against: &Against) -> Under<FingerprintedTruth> {
        let Some(figure) = self.figure_tree(false, against.account, who)? else { return Ok(None) };
        let Some(line) = self.line_tree(against.line, against.area)? else { return Ok(None) };
        walk.each(&figure, &mut |walk, figure| {
            walk.each(&line, &mut |walk, line| {
                let held = self.held(against, *figure, line.yearly, ONE, NOTHING_MORE)?;
                Ok(Some(walk.world(held.joined())))
            })
        })
    }

    /// An income held to a multiple of a line for so many people.
    fn held(
        &self,
        against: &Against,
        figure: Figure,
        line: Figure,
        (few, many): (u32, Option<u32>),
        how_many: Question,
    ) -> Result<IncomeComparison, Overflow> {
        let income = figure.times(12)?;
        let once = line.times(self.book.window.months.into())?;
        let line = once.by(against.times)?;
        let least = line.sum.low.map(|low| low.times(few)).transpose()?.unwrap_or(Yuan::ZERO);
        let most = line.sum.high.zip(many).map(|(high, many)| high.times(many)).transpose()?;
        let bar = Bounds { low: Some(least), high: most };
        let question = Question {
            asks: income.asks.union(line.asks).union(how_many.asks),
            mark: Fingerprint::of(&Unknown::Compared(income.mark, once.mark * how_many.mark)),
        };
        Ok(IncomeComparison { is: against.is, times: against.times, possible: Sides::of(income.sum, bar), question })
    }

    fn income(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        against: &Against,
        who: Option<usize>,
        people: (u32, Option<u32>),
        somebody: Option<bool>,
    ) -> Result<Compared, Suspended> {
        let sum = self.figure(scene, against.account, who)?.sum;
        let line = self.line(scene, against.line, against.area)?;
        let decided = scene.world.decided(Fork::against(against)).filter(|_| who.is_none());
        let left = [0, 1, 2].map(|outcome| decided.is_none_or(|decided| decided == outcome));
        let (yearly, used) = (line.yearly.sum, line.used);
        Ok(Compared::Income(IncomeCompared {
            sum,
            people,
            months: self.book.window.months,
            yearly,
            used,
            left,
            somebody,
        }))
    }

    /// Spending of members against a share of the income counted.
    fn spending(&mut self, scene: &mut EvaluationContext<'_>, share: &Share) -> Result<FingerprintedTruth, Suspended> {
        let (spent, income, members) = self.spent(scene, share)?;
        let bar = if share.times.is_positive() { income.by(share.times)? } else { Figure::NOTHING };
        let possible = Sides::of(spent.sum, bar.sum);
        let question = Question {
            asks: spent.asks.union(members.how_many.asks).union(bar.asks),
            mark: Fingerprint::of(&Unknown::Compared(spent.mark, bar.mark)),
        };
        Ok(FingerprintedTruth::among(&possible, question, |outcome| share.is.admits(side_of(outcome))))
    }

    /// What members spend, and the income it is compared with: a loss leaves none, and is not less than none.
    fn spent(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        share: &Share,
    ) -> Result<(Figure, Figure, Members), Suspended> {
        let household = self.household;
        let income = self.figure(scene, share.account, None)?;
        let members = self.members(scene)?;
        let mut spent = Figure::NOTHING;
        for (at, expense) in household.expenses.items.iter().enumerate() {
            if !share.kinds.contains(&expense.kind) {
                continue;
            }
            let counts = match self.owners.expense(at) {
                Some(who) => self.member(scene, who)?,
                None => FingerprintedTruth::FAILS,
            };
            let told = self.told(&expense.amount, QuestionId::Expense(at));
            spent = spent.plus(told.weighed(counts))?;
        }
        // Both by the year, as the line is.
        spent = self.yearly(spent)?;
        let (few, many) = members.people;
        if let Some(line) = share.living {
            let line = self.line(scene, line, None)?.yearly;
            let sum = match many {
                Some(many) => line.sum.times_count(few, many)?,
                None => Bounds { high: None, ..line.sum.times_count(few, few)? },
            };
            spent = spent.plus(Figure { sum, asks: line.asks, mark: line.mark * members.how_many.mark })?;
        }
        for (is_complete, fact) in [
            (household.expenses.is_complete(), QuestionId::ExpensesComplete),
            (household.people.is_complete(), QuestionId::PeopleComplete),
        ] {
            if !is_complete {
                // Another test may look at other kinds of the same.
                let more = self.unknown_as(fact, Bounds::NOT_NEGATIVE, &Unknown::Spent(fact, &share.kinds));
                spent = spent.plus(more)?;
            }
        }
        Ok((spent, self.yearly(income.or_zero())?, members))
    }
}
