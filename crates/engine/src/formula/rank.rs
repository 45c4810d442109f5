//! Ranks (先后): in which order unknowns are decided.

use crate::world::Fork;

/// What is decided first: an unknown comes before all that hangs on how it is decided, and what is of one person stays
/// together. Of an unknown, its place is in the last 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank(pub(super) u64);

impl Rank {
    /// Of a fork.
    pub(crate) fn of(fork: Fork) -> Self {
        let class = match fork {
            Fork::Reading(_) => 0,
            Fork::Area => 1,
            Fork::Tie(_) | Fork::Relation(_) | Fork::Branch(_) => 2,
            Fork::AreaRule(_) => 3,
            Fork::Treatment(_) => 4,
            Fork::Losses(_) => 5,
            Fork::Against(..) => 6,
        };
        Self(class << 56)
    }

    /// What stays open whatever the world, of the household or of one person, comes last.
    pub(crate) fn open(who: Option<usize>) -> Self {
        let who = who.map_or(0, |who| (who + 1) as u64 & 0xff_ffff);
        Self(0xff << 56 | who << 32)
    }

    pub(super) fn class(self) -> u32 {
        (self.0 >> 56) as u32
    }

    pub(super) fn is_open(self) -> bool {
        self.class() == 0xff
    }

    pub(super) fn place(self) -> u32 {
        self.0 as u32
    }
}
