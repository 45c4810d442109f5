//! Answers (回答): every answer of a household, one after the other, each with its place in the file.
//!
//! They come from the table of questions: every net that goes over all answers goes over a new one too.

use std::fmt::Debug;

use doudi_facts::day::Day;
use doudi_facts::for_answer;
use doudi_facts::household::{
    Area, Away, Basis, Disability, DisabilityKind, Household, Labour, Lives, ParentState, Relation, Study,
    SupporterState, Work,
};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;
use doudi_facts::question::QuestionId;

use crate::generate::dense::yuan;
use crate::generate::dice::Dice;

/// What an answer can be told as.
pub trait Value: Clone + Ord + Debug + 'static {
    /// Whether a range of it says anything: words of a list have no order of their own.
    const HAS_RANGES: bool = false;

    /// Some values it often is, or is on the edge of being.
    fn samples() -> Vec<Self>;

    /// Values of which one makes all the difference that any of its kind makes on a day.
    fn critical(on: Day) -> Vec<Self> {
        let _ = on;
        Self::samples()
    }

    /// One value by chance.
    fn any(dice: &mut Dice) -> Self {
        let samples = Self::samples();
        samples[dice.below(samples.len())].clone()
    }
}

/// Looks at every answer, or changes it.
pub trait Visit {
    /// An answer, and where it stands.
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>);
    /// Whether a list is complete, and where it says so.
    fn list(&mut self, at: QuestionId, complete: &mut Closure);
}

/// Passes every answer and every list of a household, in the order of the form.
pub fn each(household: &mut Household, visit: &mut impl Visit) {
    for question in household.questions() {
        let Some(answer) = household.answer_mut(question) else { continue };
        for_answer!(AnswerMut: answer,
            known => visit.answer(question, known),
            complete => visit.list(question, complete));
    }
}

impl Value for bool {
    const HAS_RANGES: bool = true;

    fn samples() -> Vec<Self> {
        vec![false, true]
    }
}

impl Value for u16 {
    const HAS_RANGES: bool = true;

    fn samples() -> Vec<Self> {
        vec![0, 1, 2, 6, 11, 12]
    }
}

impl Value for Yuan {
    const HAS_RANGES: bool = true;

    fn samples() -> Vec<Self> {
        [0, 1, 100, 711, 1700, 8532, 9780, 17_064, 40_000, 1_000_000].map(Self::whole).to_vec()
    }

    fn any(dice: &mut Dice) -> Self {
        let samples = Self::samples();
        let sample = samples[dice.below(samples.len())];
        let fen = dice.up_to(3_000_000);
        if dice.often(50) { sample } else { yuan(fen).unwrap_or(sample) }
    }
}

impl Value for Day {
    const HAS_RANGES: bool = true;

    /// Around the eighteenth birthday on the days on which the dense households apply, and far from it.
    fn samples() -> Vec<Self> {
        let near = [(1950, 1, 1), (2007, 7, 1), (2007, 11, 20), (2007, 11, 21), (2008, 6, 30), (2024, 1, 1)];
        near.into_iter().filter_map(|(year, month, day)| Self::new(year, month, day)).collect()
    }

    /// Eighteen on the day, and the day after.
    fn critical(on: Self) -> Vec<Self> {
        let eighteen = Self::new(on.year() - 18, on.month(), on.day());
        let around = eighteen.into_iter().chain(eighteen.and_then(|day| day.plus_days(1)));
        around.chain(Self::samples()).collect()
    }
}

impl Value for Area {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Relation {
    /// Who applies is always told.
    fn samples() -> Vec<Self> {
        Self::ALL.into_iter().filter(|relation| *relation != Self::Applicant).collect()
    }
}

impl Value for Lives {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Study {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Away {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Disability {
    fn samples() -> Vec<Self> {
        vec![Self::None, Self::Card { kind: DisabilityKind::Limbs, grade: 2 }]
    }
}

impl Value for Basis {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Work {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for Labour {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for SupporterState {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl Value for ParentState {
    fn samples() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}
