//! Worlds (可能情形): splitting over what is finite and open.
//!
//! An evaluation runs under a path of decisions. When it meets an open question with finitely many outcomes that is
//! not yet decided, it stops and names it; the explorer tries every outcome and keeps what each yields as a
//! [`Tree`]. So only worlds that can be reached are visited. Past its [`Fineness`] the same evaluation runs once without
//! splitting: every question is simply open, which is wider and still sound.

mod budget;
mod explore;
mod fork;
mod tree;

use doudi_facts::money::Overflow;

use crate::truth::Question;

pub(crate) use budget::Budget;
pub use budget::Fineness;
pub(crate) use explore::{explore, explore_at_most};
pub(crate) use fork::Fork;
pub(crate) use tree::{Join, Split, Tree};

/// Why an evaluation did not finish.
#[derive(Debug)]
pub(crate) enum Suspended {
    /// It needs this decided; these outcomes are possible; this is the question.
    Fork(Box<(Fork, Vec<u8>, Question)>),
    /// A sum left the exact range.
    Overflow,
    /// Something it looks at has too many worlds.
    TooMany,
}

impl From<Overflow> for Suspended {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// The decisions under which an evaluation runs.
#[derive(Debug)]
pub(crate) struct World<'p> {
    /// What is decided, in the order it came up.
    pub(crate) path: &'p [(Fork, u8)],
    /// Whether undecided forks stop the evaluation, or stay open.
    pub(crate) splits: bool,
}

impl World<'_> {
    /// The one in which nothing is decided and nothing is split.
    pub(crate) const WHOLE: Self = World { path: &[], splits: false };

    /// The outcome of a fork: `Some` when decided or when only one is possible, `None` when it stays open, as it does
    /// where it may not split.
    pub(crate) fn outcome(
        &self,
        fork: Fork,
        possible: &[u8],
        question: Question,
        may_split: bool,
    ) -> Result<Option<u8>, Suspended> {
        if let [only] = possible {
            return Ok(Some(*only));
        }
        match self.decided(fork) {
            Some(outcome) => Ok(Some(outcome)),
            None if self.splits && may_split => Err(Suspended::Fork(Box::new((fork, possible.to_vec(), question)))),
            None => Ok(None),
        }
    }

    /// How a fork is decided on this path.
    #[inline]
    pub(crate) fn decided(&self, fork: Fork) -> Option<u8> {
        self.path.iter().find(|(known, _)| *known == fork).map(|(_, outcome)| *outcome)
    }
}
