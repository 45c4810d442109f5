//! Budgets (算力上限): how finely worlds are told apart, and how many may be visited. See decision 0027.

use doudi_facts::household::Household;

/// How finely an assessment tells worlds apart (粗细): how many one exploration visits before it widens.
///
/// Households that leave very much open are looked at more coarsely, so that no answer takes longer than a person waits:
/// what is found then is wider, and still sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fineness(pub(super) u32);

impl Fineness {
    /// As fine as any household is looked at.
    pub const FINEST: Self = Self(4096);

    /// Every fineness, the finest first: with the last, nothing is told apart.
    pub const ALL: [Self; 3] = [Self::FINEST, Self(64), Self(1)];

    /// The next coarser one; `None`: nothing is told apart any more.
    pub(crate) fn coarser(self) -> Option<Self> {
        Self::ALL.into_iter().find(|other| *other < self)
    }
}

/// How many worlds an assessment may visit, times the people and sums worked out in each.
const MOST_WORK: u32 = 1 << 19;

/// What an assessment may cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    fineness: Fineness,
    /// How many worlds may be visited altogether.
    most: u32,
    /// Whether, once that is spent, the next worlds are told apart more coarsely; else no more are.
    pub(crate) gives_way: bool,
}

impl Budget {
    /// For a household of so many people and entries.
    pub(crate) fn new(fineness: Fineness, household: &Household) -> Self {
        let each = household.people.items.len() + household.entries();
        Self { fineness, most: MOST_WORK / u32::try_from(each.max(1)).unwrap_or(u32::MAX), gives_way: false }
    }

    /// Whether so many worlds are more than may be visited.
    pub(crate) fn is_spent(self, worlds: u32) -> bool {
        worlds > self.most
    }

    /// How many worlds the next exploration may visit after so many.
    pub(crate) fn next(&mut self, worlds: u32) -> u32 {
        if !self.is_spent(worlds) {
            return self.fineness.0;
        }
        match self.fineness.coarser().filter(|_| self.gives_way) {
            Some(coarser) => {
                self.most += worlds;
                self.fineness = coarser;
                self.fineness.0
            }
            None => 1,
        }
    }
}
