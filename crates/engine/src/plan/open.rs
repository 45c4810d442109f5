//! What is open in an assessment (未定的事), and the questions it hangs on.

use doudi_facts::question::QuestionId;

use crate::ask::{Ask, AskSet, Asks, Holder};
use crate::verdict::Assessment;

/// A question whose answer can still change something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Which.
    pub fact: QuestionId,
    /// The most important thing it can change.
    pub stake: Impact,
    /// How many open things hang on it.
    pub hangs: u32,
    /// How many of them its least helpful answer settles; `None`: it was not looked ahead for.
    pub settles: Option<u32>,
}

/// What an answer can change, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Whether a category fits.
    Verdict,
    /// Whether something is paid, or how much.
    Amount,
    /// Who counts as a member, and so who signs.
    Member,
    /// Which measures one may look to.
    Help,
    /// What to bring.
    Paper,
    /// Which steps follow, and by when.
    Day,
}

impl Impact {
    /// Whether it is not of a verdict but of what follows from it.
    pub fn is_beside(self) -> bool {
        matches!(self, Self::Help | Self::Paper | Self::Day)
    }
}

/// Everything that is open in an assessment, with what each hangs on.
pub(super) struct Open<'a> {
    asks: &'a Asks,
    things: Vec<(Impact, AskSet)>,
}

impl<'a> Open<'a> {
    /// Of the verdicts, and of what follows where it was looked at.
    pub(super) fn of(found: &'a Assessment) -> Self {
        let mut open = Self::of_verdicts(found);
        let help = found.help.iter().filter(|helped| helped.offer().is_some());
        let help = help.map(|helped| (Impact::Help, helped.asks()));
        let bring = found.bring.iter().map(|brought| (Impact::Paper, brought.truth.asks()));
        let steps = found.steps.iter().map(|step| (Impact::Day, step.asks()));
        open.things.extend(help.chain(bring).chain(steps).filter(|(_, asks)| !asks.is_empty()));
        open
    }

    pub(super) fn of_verdicts(found: &'a Assessment) -> Self {
        let verdicts = found.verdicts.iter().map(|verdict| (Impact::Verdict, verdict.fits.asks()));
        let paying = found.verdicts.iter().filter(|verdict| verdict.fits.may_hold());
        let grants = paying.flat_map(|verdict| &verdict.grants);
        let grants = grants.map(|granted| (Impact::Amount, granted.paid.asks().union(granted.asks)));
        let members = found.members.iter().map(|counts| (Impact::Member, counts.asks()));
        let things = verdicts.chain(grants).chain(members).filter(|(_, asks)| !asks.is_empty()).collect();
        Self { asks: &found.asks, things }
    }

    /// Every question the family holds.
    pub(super) fn facts(&self) -> Vec<QuestionId> {
        self.asks.facts(self.things.iter().fold(AskSet::EMPTY, |all, (_, asks)| all.union(*asks)))
    }

    /// How many things are open for the family.
    pub(super) fn count(&self) -> u32 {
        let held = |(_, asks): &&(Impact, AskSet)| self.asks.any_held_by(*asks, Holder::Family);
        u32::try_from(self.things.iter().filter(held).count()).unwrap_or(u32::MAX)
    }

    pub(super) fn question(&self, fact: QuestionId) -> Option<Question> {
        let bit = self.asks.bit(Ask::Answer(fact))?;
        let hanging = || self.things.iter().filter(|(_, asks)| asks.contains(bit)).map(|(stake, _)| *stake);
        let stake = hanging().min()?;
        let alike = hanging().filter(|other| other.is_beside() == stake.is_beside()).count();
        Some(Question { fact, stake, hangs: u32::try_from(alike).unwrap_or(u32::MAX), settles: None })
    }
}
