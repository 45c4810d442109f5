//! Accounting (收入核算): from what the family told to the sum an account counts, entry by entry.

use serde::Serialize;

use crate::ask::{Ask, AskSet, Asks, Fact, IncomeField};
use crate::day::Day;
use crate::facts::{Head, Household, Income};
use crate::known::Known;
use crate::money::{Bounds, Overflow, Yuan};
use crate::rules::{Account, How, Losses, Sums, Treatment};
use crate::truth::Truth;
use crate::world::{Fork, Stop, World};

/// A trace listens to the accounting. Screening many households listens to nothing and pays nothing.
pub trait Trace {
    /// Whether entries are wanted at all.
    const LISTENS: bool;

    /// One entry of an account's ledger; index of the account.
    fn entry(&mut self, account: usize, entry: Entry);
}

/// Listens to nothing.
#[derive(Debug, Default)]
pub struct Silent;

impl Trace for Silent {
    const LISTENS: bool = false;

    fn entry(&mut self, _: usize, _: Entry) {}
}

/// The ledgers (台账): every entry of every account, in order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ledgers(pub Vec<(usize, Entry)>);

impl Trace for Ledgers {
    const LISTENS: bool = true;

    fn entry(&mut self, account: usize, entry: Entry) {
        self.0.push((account, entry));
    }
}

impl Ledgers {
    /// The entries of one account.
    pub fn of(&self, account: usize) -> impl Iterator<Item = &Entry> {
        self.0.iter().filter(move |(a, _)| *a == account).map(|(_, entry)| entry)
    }
}

/// One entry of a ledger: what was told, what the rules take from it, what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub source: Source,
    /// What came in or was spent, before any rule, 元 in the window.
    pub gross: Bounds,
    /// What each rule takes from it.
    pub taken: Vec<Taken>,
    /// What of it is counted: income adds, payments and spending subtract.
    pub counted: Bounds,
}

/// What a ledger entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// An income; its head and place in the list.
    Income(Head, usize),
    /// A payment to others; its place in the list.
    PaidOut(usize),
    /// Spending; its place in the list.
    Expense(usize),
    /// A loss of a whole head, and what the account makes of it.
    Loss(Head),
}

/// What one rule takes from an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// Index of the treatment in the account.
    pub treatment: usize,
    /// How much, 元 in the window.
    pub sum: Bounds,
}

/// The sum an account counts, and the asks its width hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    /// 元 in the window.
    pub(crate) sum: Bounds,
    /// What would make it exact; empty when it is.
    pub(crate) asks: AskSet,
}

impl Figure {
    fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self { sum: self.sum.plus(other.sum)?, asks: self.asks.union(other.asks) })
    }
}

/// How much of a sum a treatment takes.
#[derive(Debug, Clone, Copy)]
enum Fate {
    All,
    Nothing,
    /// Anything from nothing to all; these asks would tell.
    Partly(AskSet),
}

impl Fate {
    fn of(self, part: Figure) -> Figure {
        match self {
            Self::All => part,
            Self::Nothing => Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY },
            Self::Partly(asks) => Figure { sum: part.sum.or(Bounds::ZERO), asks: part.asks.union(asks) },
        }
    }
}

/// Computes one account over the members of one world.
pub(crate) struct Accounting<'a, T> {
    pub(crate) index: usize,
    pub(crate) account: &'a Account,
    pub(crate) household: &'a Household,
    pub(crate) on: Day,
    pub(crate) members: &'a [Truth],
    pub(crate) world: &'a World<'a>,
    pub(crate) asks: &'a mut Asks,
    pub(crate) trace: &'a mut T,
}

impl<T: Trace> Accounting<'_, T> {
    /// Adds up the four heads, then takes off the spending the account takes off.
    pub(crate) fn figure(mut self) -> Result<Figure, Stop> {
        let mut total = Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY };
        for head in Head::ALL {
            total = total.plus(self.head(head)?)?;
        }
        let spent = self.spending()?;
        total.sum = total.sum.minus(spent.sum)?;
        total.asks = total.asks.union(spent.asks);
        if !self.household.people.is_complete() {
            total.sum = Bounds { low: None, high: None };
            total.asks = total.asks.union(self.answer(Fact::PeopleComplete));
        }
        Ok(total)
    }

    /// One head: its incomes, less (under transfers) what is paid to others, with the account's rule for losses.
    fn head(&mut self, head: Head) -> Result<Figure, Stop> {
        let household = self.household;
        let list = household.incomes.of(head);
        let mut net = Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY };
        for (i, income) in list.items.iter().enumerate() {
            net = net.plus(self.income(head, i, income)?)?;
        }
        if head == Head::Transfers {
            let out = self.paid_out()?;
            net.sum = net.sum.minus(out.sum)?;
            net.asks = net.asks.union(out.asks);
        }
        if !list.is_complete() {
            let more = Bounds { low: (head != Head::Business).then_some(Yuan::ZERO), high: None };
            net.sum = net.sum.plus(more)?;
            net.asks = net.asks.union(self.answer(Fact::IncomesComplete(head)));
        }
        self.loss(head, net)
    }

    fn loss(&mut self, head: Head, net: Figure) -> Result<Figure, Stop> {
        if net.sum.low.is_some_and(|low| low >= Yuan::ZERO) {
            return Ok(net);
        }
        let counted = match self.account.losses {
            Losses::Offset => return Ok(net),
            Losses::Zero => Figure { sum: net.sum.or_zero(), asks: net.asks },
            Losses::Office => Figure {
                sum: Bounds { low: net.sum.low, high: net.sum.high.map(Yuan::or_zero) },
                asks: net.asks.union(self.asks.intern(Ask::Losses(self.index))),
            },
        };
        if T::LISTENS {
            let entry = Entry { source: Source::Loss(head), gross: net.sum, taken: Vec::new(), counted: counted.sum };
            self.trace.entry(self.index, entry);
        }
        Ok(counted)
    }

    fn income(&mut self, head: Head, i: usize, income: &Income) -> Result<Figure, Stop> {
        let counts = self.weight(&income.who);
        if counts == Truth::Fails {
            return Ok(Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY });
        }
        let each = bounds(&income.each);
        let (fewest, most) = times(income);
        let gross = each.times_count(fewest, most)?;
        let mut asks = AskSet::EMPTY;
        if income.each.is_open() {
            asks = asks.union(self.answer(Fact::Income(head, i, IncomeField::Each)));
        }
        if fewest != most {
            asks = asks.union(self.answer(Fact::Income(head, i, IncomeField::Times)));
        }
        let mut rest = gross;
        let mut taken = Vec::new();
        let account = self.account;
        for (t, treatment) in account.treatments.iter().enumerate() {
            let Some(part) = self.part(head, i, income, treatment, rest) else {
                continue;
            };
            // Nothing is taken of nothing, and from nothing only where there can be a loss.
            if part.sum == Bounds::ZERO || (rest == Bounds::ZERO && head != Head::Business) {
                continue;
            }
            let fate = self.fate(t, treatment)?;
            let off = fate.of(part);
            if T::LISTENS {
                taken.push(Taken { treatment: t, sum: off.sum });
            }
            asks = asks.union(off.asks);
            rest = match (&treatment.of, fate) {
                (_, Fate::Nothing) => rest,
                // Only what is surely looked at, and surely taken, is gone for sure.
                (Sums::Income { .. }, Fate::All) if part.asks.is_empty() => Bounds::ZERO,
                (Sums::Income { .. }, _) => rest.or(Bounds::ZERO),
                // A business can make a loss; everything else is used up at 0.
                _ if head == Head::Business => rest.minus(off.sum)?,
                _ => rest.minus(off.sum)?.or_zero(),
            };
        }
        if counts != Truth::Holds {
            rest = rest.or(Bounds::ZERO);
            asks = asks.union(counts.asks());
        }
        if T::LISTENS {
            self.trace.entry(self.index, Entry { source: Source::Income(head, i), gross, taken, counted: rest });
        }
        Ok(Figure { sum: rest, asks: if rest.exact().is_some() { AskSet::EMPTY } else { asks } })
    }

    /// The part of an income a treatment looks at; `None` when it does not look at it. Where it is open whether it
    /// does, the part may be nothing.
    fn part(&mut self, head: Head, i: usize, income: &Income, treatment: &Treatment, rest: Bounds) -> Option<Figure> {
        let whole = Figure { sum: rest, asks: AskSet::EMPTY };
        match &treatment.of {
            Sums::Income { kinds, basis } => {
                if !kinds.contains(&income.kind) {
                    return None;
                }
                if basis.is_empty() {
                    return Some(whole);
                }
                match &income.basis {
                    Known::Is(on) => basis.contains(on).then_some(whole),
                    Known::OneOf(on) if on.iter().all(|one| basis.contains(one)) => Some(whole),
                    Known::OneOf(on) if !on.iter().any(|one| basis.contains(one)) => None,
                    _ => {
                        let asks = self.answer(Fact::Income(head, i, IncomeField::Basis));
                        Some(Figure { sum: rest.or(Bounds::ZERO), asks })
                    }
                }
            }
            Sums::BasePart(kinds) => {
                let field = Fact::Income(head, i, IncomeField::BasePart);
                kinds.contains(&income.kind).then(|| self.told(&income.base_part, field))
            }
            Sums::Costs(kinds) => {
                let field = Fact::Income(head, i, IncomeField::Costs);
                kinds.contains(&income.kind).then(|| self.told(&income.costs, field))
            }
            Sums::PaidOut(_) | Sums::Expenses(_) => None,
        }
    }

    /// How much of the sums it looks at a treatment takes, in this world.
    fn fate(&mut self, t: usize, treatment: &Treatment) -> Result<Fate, Stop> {
        let ended = treatment.until.is_some_and(|last| self.on > last);
        if treatment.how == How::Whole && !ended {
            return Ok(Fate::All);
        }
        let office = self.asks.intern(Ask::Treatment { account: self.index, treatment: t });
        if treatment.how == How::UpToWhole {
            return Ok(Fate::Partly(office));
        }
        Ok(match self.world.settle(Fork::Treatment(self.index, t), Truth::Open(office))? {
            Truth::Holds => Fate::All,
            Truth::Fails => Fate::Nothing,
            Truth::Open(asks) => Fate::Partly(asks),
        })
    }

    /// What is paid to others and taken off, as a sum to subtract.
    fn paid_out(&mut self) -> Result<Figure, Stop> {
        let (account, household) = (self.account, self.household);
        let rule = |kind| {
            let looks_at = |t: &Treatment| matches!(&t.of, Sums::PaidOut(kinds) if kinds.contains(&kind));
            account.treatments.iter().position(looks_at)
        };
        let mut off = Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY };
        for (i, paid) in household.paid_out.items.iter().enumerate() {
            let Some(t) = rule(paid.kind) else { continue };
            let told = self.told(&paid.amount, Fact::PaidOut(i));
            off = off.plus(self.take(Source::PaidOut(i), &paid.who, t, told)?)?;
        }
        let any_rule = account.treatments.iter().any(|t| matches!(t.of, Sums::PaidOut(_)));
        if any_rule && !household.paid_out.is_complete() {
            off = self.open_end(off, Fact::PaidOutComplete);
        }
        Ok(off)
    }

    /// What is spent and taken off, as a sum to subtract.
    fn spending(&mut self) -> Result<Figure, Stop> {
        let (account, household) = (self.account, self.household);
        let rule = |kind| {
            let looks_at = |t: &Treatment| matches!(&t.of, Sums::Expenses(kinds) if kinds.contains(&kind));
            account.treatments.iter().position(looks_at)
        };
        let mut off = Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY };
        for (i, spent) in household.expenses.items.iter().enumerate() {
            let Some(t) = rule(spent.kind) else { continue };
            let told = self.told(&spent.amount, Fact::Expense(i));
            off = off.plus(self.take(Source::Expense(i), &spent.who, t, told)?)?;
        }
        let any_rule = account.treatments.iter().any(|t| matches!(t.of, Sums::Expenses(_)));
        if any_rule && !household.expenses.is_complete() {
            off = self.open_end(off, Fact::ExpensesComplete);
        }
        Ok(off)
    }

    /// What a treatment takes off for one payment or expense.
    fn take(&mut self, source: Source, who: &str, t: usize, told: Figure) -> Result<Figure, Stop> {
        let nothing = Figure { sum: Bounds::ZERO, asks: AskSet::EMPTY };
        let account = self.account;
        let (counts, Some(treatment)) = (self.weight(who), account.treatments.get(t)) else {
            return Ok(nothing);
        };
        if counts == Truth::Fails || told.sum == Bounds::ZERO {
            return Ok(nothing);
        }
        let mut off = self.fate(t, treatment)?.of(told);
        if counts != Truth::Holds {
            off = Figure { sum: off.sum.or(Bounds::ZERO), asks: off.asks.union(counts.asks()) };
        }
        if T::LISTENS {
            let taken = vec![Taken { treatment: t, sum: off.sum }];
            let counted = Bounds::ZERO.minus(off.sum)?;
            self.trace.entry(self.index, Entry { source, gross: told.sum, taken, counted });
        }
        Ok(off)
    }

    fn open_end(&mut self, off: Figure, fact: Fact) -> Figure {
        Figure { sum: Bounds { high: None, ..off.sum }, asks: off.asks.union(self.answer(fact)) }
    }

    fn told(&mut self, known: &Known<Yuan>, fact: Fact) -> Figure {
        let asks = if known.is_open() { self.answer(fact) } else { AskSet::EMPTY };
        Figure { sum: bounds(known), asks }
    }

    fn answer(&mut self, fact: Fact) -> AskSet {
        self.asks.intern(Ask::Answer(fact))
    }

    /// Whether a person's money counts: whether the person does.
    fn weight(&self, who: &str) -> Truth {
        self.household.person(who).and_then(|i| self.members.get(i)).copied().unwrap_or(Truth::Fails)
    }
}

/// What an amount told as anything but exact can be: never negative, never bounded from above unless told so.
fn bounds(known: &Known<Yuan>) -> Bounds {
    let (low, high) = known.ends();
    Bounds { low: Some(low.copied().unwrap_or(Yuan::ZERO)), high: high.copied() }
}

/// How often an income came in, at least and at most.
fn times(income: &Income) -> (u32, u32) {
    let most = income.per.most_times();
    if most == 1 {
        return (1, 1);
    }
    let (low, high) = income.times.ends();
    (u32::from(low.copied().unwrap_or(0)), u32::from(high.copied().unwrap_or(most)))
}
