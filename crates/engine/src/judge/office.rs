//! What the office reads or judges (由窗口定).

use doudi_facts::money::Overflow;
use doudi_facts::question::QuestionId;

use super::Needs;
use crate::ask::{Ask, AskSet};
use crate::compared::Compared;
use crate::context::{Engine, EvaluationContext};
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::{JudgedBy, OfficeTest, SingleTest, Test};
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::walk::{Under, Walk};
use crate::world::{Fork, Suspended, Tree};

/// The outcomes of a fork, by their places.
static OPTIONS: [u8; 256] = {
    let (mut options, mut at) = ([0; 256], 0);
    while at < options.len() {
        options[at] = at as u8;
        at += 1;
    }
    options
};

impl OfficeTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Judged(_) => Needs::Answers,
            Self::Reads { .. } => Needs::Worlds,
        }
    }

    pub(super) fn questions(&self, _: &mut dyn FnMut(QuestionId)) {
        match self {
            // The office answers, and not the family.
            Self::Judged(_) | Self::Reads { .. } => {}
        }
    }

    pub(super) fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::Reads { option, .. } => {
                let Compared::Reads(chosen) = compared else { return Some(false) };
                chosen.map(|chosen| chosen == *option)
            }
            Self::Judged(_) => {
                if *compared == Compared::Judged {
                    None
                } else {
                    Some(false)
                }
            }
        }
    }
}

impl Engine<'_> {
    pub(super) fn office_test(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        of: &OfficeTest,
        test: &SingleTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        match of {
            OfficeTest::Reads { reading, option } => self.reads(scene, *reading, *option),
            // One judgement is asked for, and of each person it may come out otherwise.
            OfficeTest::Judged(judgement) => {
                Ok(FingerprintedTruth::hangs_on(self.judged(*judgement), &Unknown::Conclusion(test, who)))
            }
        }
    }

    pub(super) fn office_compared(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        of: &OfficeTest,
    ) -> Result<Compared, Suspended> {
        Ok(match of {
            OfficeTest::Reads { reading, option } => {
                let reads = self.reads(scene, *reading, *option)?.truth;
                let options = self.book.readings.get(*reading).map_or(0, |reading| reading.options.len());
                Compared::Reads(match reads {
                    Truth::Holds => Some(*option),
                    Truth::Fails => self.chosen(scene, *reading, options),
                    Truth::Open(_) => None,
                })
            }
            OfficeTest::Judged(_) => Compared::Judged,
        })
    }

    pub(super) fn office_tree(
        &mut self,
        of: &OfficeTest,
        alone: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<FingerprintedTruth, Suspended>,
    ) -> Result<Tree<FingerprintedTruth>, Overflow> {
        match of {
            OfficeTest::Reads { reading, option } => {
                self.walked_or_explored(|engine, walk| engine.reads_in(walk, *reading, *option), alone)
            }
            OfficeTest::Judged(_) => self.explored(alone),
        }
    }

    /// What the office is asked for by a test that it decides.
    pub(crate) fn asked_of_office(&mut self, test: &Test) -> AskSet {
        let Test::Single(SingleTest::Office(of)) = test else { return AskSet::EMPTY };
        match of {
            OfficeTest::Judged(judgement) => self.judged(*judgement).asks(),
            OfficeTest::Reads { reading, .. } => self.asks.intern(Ask::Reading(*reading)),
        }
    }

    fn judged(&mut self, judgement: usize) -> Truth {
        let holder = self.book.judgements.get(judgement).map_or(JudgedBy::Office, |judgement| judgement.holder);
        Truth::Open(self.asks.intern(match holder {
            JudgedBy::Office => Ask::Judgement(judgement),
            JudgedBy::Verification => Ask::Verify(judgement),
            JudgedBy::Unpublished => Ask::UnpublishedRule(judgement),
        }))
    }

    /// What is asked of a reading, and the options it has.
    fn options(&mut self, reading: usize) -> (Question, &'static [u8]) {
        let ask = Ask::Reading(reading);
        let question = Question { asks: self.asks.intern(ask), mark: Fingerprint::ask(ask) };
        let options = self.book.readings.get(reading).map_or(0, |r| r.options.len());
        (question, OPTIONS.get(..options).unwrap_or(&OPTIONS))
    }

    fn reads(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        reading: usize,
        option: usize,
    ) -> Result<FingerprintedTruth, Suspended> {
        let (question, possible) = self.options(reading);
        let outcome = scene.outcome(Fork::Reading(reading), possible, question)?;
        let is_it = |outcome| usize::from(outcome) == option;
        Ok(outcome.map_or_else(
            || FingerprintedTruth::among(possible, question, is_it),
            |outcome| FingerprintedTruth::of(is_it(outcome)),
        ))
    }

    /// Whether the office follows an option of a reading.
    fn reads_in(&mut self, walk: &mut Walk, reading: usize, option: usize) -> Under<FingerprintedTruth> {
        let (question, possible) = self.options(reading);
        walk.outcomes(Fork::Reading(reading), question, possible, |outcome| {
            FingerprintedTruth::of(usize::from(outcome) == option)
        })
    }

    /// The option this world reads a text in.
    fn chosen(&self, scene: &EvaluationContext<'_>, reading: usize, options: usize) -> Option<usize> {
        let possible: Vec<u8> = (0..options).filter_map(|option| u8::try_from(option).ok()).collect();
        let fork = Fork::Reading(reading);
        let outcome = scene.world.outcome(fork, &possible, Question::NONE, false).ok().flatten();
        outcome.map(usize::from)
    }
}
