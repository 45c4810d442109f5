//! Forks (分叉): the questions that tell worlds apart.

use doudi_facts::household::Area;
use doudi_facts::money::Multiple;

use crate::fingerprint::Fingerprint;
use crate::rules::Against;
use crate::side::deciding;
use crate::truth::Question;

/// A question with finitely many outcomes that splits an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fork {
    /// Urban (0) or rural (1).
    Area,
    /// Whether a rule that says which area applies is met: no (0), yes (1).
    AreaRule(usize),
    /// Whether something open about who belongs to the household is so: no (0), yes (1). By its mark: the same question is
    /// the same fork.
    Tie(Fingerprint),
    /// What a person is to the applicant, by the place of the relation in its list.
    Relation(usize),
    /// Which of several married children the parents they live with belong to, by the mark of the question: the nth (n),
    /// all (254), none (255).
    Branch(Fingerprint),
    /// The option a reading is read in.
    Reading(usize),
    /// Whether an all-or-nothing treatment leaves sums out: no (0), yes (1).
    Treatment(usize),
    /// Whether the losses of an account are set off (0) or count as 0 (1).
    Losses(usize),
    /// Where the income per head of an account lies against a multiple of a line, of an area or of the household's own
    /// ([`crate::side::side`]).
    Against(usize, usize, Option<Area>, Multiple),
}

impl Fork {
    /// Whether it is what the office decides of single sums.
    pub(crate) fn is_of_sums(self) -> bool {
        match self {
            Self::Treatment(_) | Self::Losses(_) => true,
            Self::Area
            | Self::AreaRule(_)
            | Self::Tie(_)
            | Self::Relation(_)
            | Self::Branch(_)
            | Self::Reading(_)
            | Self::Against(..) => false,
        }
    }

    /// How the income per head of an account lies against a multiple of a line.
    pub(crate) fn against(against: &Against) -> Self {
        Self::Against(against.account, against.line, against.area, against.times)
    }

    /// For each of these outcomes, ascending, the question whether it is that one, where it is none after it.
    pub(crate) fn deciding(self, question: Question, possible: &[u8]) -> Vec<Question> {
        match self {
            Self::Against(.., times) => deciding(times, question, possible),
            _ => possible.iter().map(|outcome| question.outcome(*outcome)).collect(),
        }
    }
}
