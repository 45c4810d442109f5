//! Ledgers (台账): every entry of every account, as the accounting tells them.

use doudi_facts::household::Head;
use doudi_facts::money::Bounds;
use serde::Serialize;

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
    /// The ledgers of an account in either of two worlds: each entry, and what each rule takes from it, with the range it has
    /// in both. What is in one world only may be nothing.
    pub(crate) fn or(self, other: Self) -> Self {
        let same = |(account, one): &(usize, Entry), (of, other): &(usize, Entry)| {
            (*account, one.source) == (*of, other.source)
        };
        let join = |(account, one): (usize, Entry), other: Option<(usize, Entry)>| {
            (account, one.or(other.map(|(_, other)| other)))
        };
        Self(merged(self.0, other.0, same, join))
    }

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

impl Entry {
    /// In either of two worlds; `None`: it is not there.
    fn or(self, other: Option<Self>) -> Self {
        let Some(other) = other else {
            let taken = self.taken.into_iter().map(|taken| taken.or(None)).collect();
            return Self { counted: self.counted.or(Bounds::ZERO), taken, ..self };
        };
        let same = |one: &Taken, other: &Taken| one.treatment == other.treatment;
        Self {
            source: self.source,
            gross: self.gross.or(other.gross),
            taken: merged(self.taken, other.taken, same, Taken::or),
            counted: self.counted.or(other.counted),
        }
    }
}

impl Taken {
    fn or(self, other: Option<Self>) -> Self {
        Self { sum: self.sum.or(other.map_or(Bounds::ZERO, |other| other.sum)), ..self }
    }
}

/// Two lists in the order of a longer one that has everything of both: what is the same is joined, and so is what is in one
/// alone, with nothing.
fn merged<T>(one: Vec<T>, other: Vec<T>, same: impl Fn(&T, &T) -> bool, join: impl Fn(T, Option<T>) -> T) -> Vec<T> {
    let mut rest = other;
    let mut all = Vec::with_capacity(one.len().max(rest.len()));
    for item in one {
        match rest.iter().position(|other| same(&item, other)) {
            Some(at) => {
                let fellow = rest.remove(at);
                all.extend(rest.drain(..at).map(|before| join(before, None)));
                all.push(join(item, Some(fellow)));
            }
            None => all.push(join(item, None)),
        }
    }
    all.extend(rest.into_iter().map(|more| join(more, None)));
    all
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
    /// Index of the treatment.
    pub treatment: usize,
    /// How much, 元 in the window.
    pub sum: Bounds,
    /// Of a rule that ended within the window: in how many of the window's months it surely applied.
    pub before: Option<u8>,
}
