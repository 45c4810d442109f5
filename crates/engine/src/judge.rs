//! Judging (判断): what each single test comes to, for the household or for one person, as far as is known.
//!
//! Each family of words has a file below: how it is decided in one world, what it compares and what that decides, how far that
//! lies from where it turns, and which questions it refers to. A new word is added to its family in `rules/test/`; the
//! compiler then names everything that it lacks here.

mod household;
mod income;
mod list;
mod office;
mod person;
mod property;

use doudi_facts::day::Day;
use doudi_facts::known::Known;
use doudi_facts::money::Overflow;
use doudi_facts::question::QuestionId;

use crate::ask::{Ask, AskSet};
use crate::compared::Compared;
use crate::connect::{Evaluator, ValueOf, evaluated};
use crate::context::{Engine, EvaluationContext};
use crate::distance::Margin;
use crate::rules::{Since, SingleTest, Test, Unit};
use crate::truth::{FingerprintedTruth, MarkedTruths, Truth};
use crate::world::{Suspended, Tree};

pub use person::grade;

/// What has to be known for a single test to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// What was told alone, so that it comes to the same in every world.
    Answers,
    /// Something that worlds decide: a reading, an area, who owes support.
    Worlds,
    /// A figure, or who counts: it cannot be asked while a figure is being worked out.
    Figures,
}

impl SingleTest {
    /// What has to be known for it to be decided.
    pub(crate) fn needs(&self) -> Needs {
        match self {
            Self::Person(test) => test.needs(),
            Self::List(test) => test.needs(),
            Self::Income(test) => test.needs(),
            Self::Property(test) => test.needs(),
            Self::Household(test) => test.needs(),
            Self::Office(test) => test.needs(),
        }
    }

    /// Passes over the questions it refers to, each of the first person or entry.
    pub(crate) fn questions(&self, see: &mut dyn FnMut(QuestionId)) {
        match self {
            Self::Person(test) => test.questions(see),
            Self::List(test) => test.questions(see),
            Self::Income(test) => test.questions(see),
            Self::Property(test) => test.questions(see),
            Self::Household(test) => test.questions(see),
            Self::Office(test) => test.questions(see),
        }
    }

    /// Whether what was compared settles it, and how.
    fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::Person(test) => test.decided_by(compared),
            Self::List(test) => test.decided_by(compared),
            Self::Income(test) => test.decided_by(compared),
            Self::Property(test) => test.decided_by(compared),
            Self::Household(test) => test.decided_by(compared),
            Self::Office(test) => test.decided_by(compared),
        }
    }

    /// Every measure of how far what was compared lies from where it turns.
    pub(crate) fn margins(&self, compared: &Compared) -> Vec<Margin> {
        match self {
            Self::Person(test) => test.margin(compared).into_iter().collect(),
            Self::List(test) => test.margin(compared).into_iter().collect(),
            Self::Income(test) => test.margin(compared).into_iter().collect(),
            Self::Property(test) => test.margins(compared),
            // A yes or no has no distance.
            Self::Household(_) | Self::Office(_) => Vec::new(),
        }
    }
}

impl Test {
    /// Whether it needs no figure, so that it can be asked while one is being worked out.
    pub fn is_plain(&self) -> bool {
        let mut plain = !self.looks_at_categories();
        self.each_single(&mut |single| plain &= single.needs() != Needs::Figures);
        plain
    }
}

impl Compared {
    /// What it comes to for a test; `asks` would settle it where it is open.
    pub fn truth(&self, test: Option<&SingleTest>, asks: AskSet) -> Truth {
        self.decides(test).map_or(Truth::Open(asks), Truth::of)
    }

    /// Whether it settles the test, and how. `None` for a test: that nobody is missing from a list.
    pub fn decides(&self, test: Option<&SingleTest>) -> Option<bool> {
        if let Self::Listed { stands, complete } = self {
            return (*stands || *complete).then_some(*stands);
        }
        // INVARIANT: the recorder puts beside a test what that test compares.
        test.map_or(Some(false), |test| test.decided_by(self))
    }
}

impl Engine<'_> {
    /// Whether a test holds of the household, or of one person of it.
    pub(crate) fn test(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        test: &Test,
    ) -> Result<FingerprintedTruth, Suspended> {
        evaluated(&mut InOneWorld { engine: self, scene, truths: MarkedTruths }, who, test)
    }

    /// The same of a single test.
    pub(crate) fn single(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        test: &SingleTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        match test {
            SingleTest::Person(of) => self.person_test(scene, who, of, test),
            SingleTest::List(of) => Ok(self.list_test(who, of, test)),
            SingleTest::Income(of) => self.income_test(scene, who, of),
            SingleTest::Property(of) => self.property_test(scene, of, test),
            SingleTest::Household(of) => self.household_test(scene, of, test),
            SingleTest::Office(of) => self.office_test(scene, who, of, test),
        }
    }

    /// What a single test compares in one world.
    pub(crate) fn compared(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: Option<usize>,
        test: &SingleTest,
    ) -> Result<Compared, Suspended> {
        match test {
            SingleTest::Person(of) => self.person_compared(scene, who, of),
            SingleTest::List(of) => Ok(self.list_compared(who, of, test)),
            SingleTest::Income(of) => self.income_compared(scene, who, of),
            SingleTest::Property(of) => self.property_compared(scene, of),
            SingleTest::Household(of) => self.household_compared(scene, of),
            SingleTest::Office(of) => self.office_compared(scene, of),
        }
    }

    /// What a single test comes to in all worlds.
    pub(crate) fn tree_of(
        &mut self,
        who: Option<usize>,
        test: &SingleTest,
    ) -> Result<Tree<FingerprintedTruth>, Overflow> {
        let alone = |engine: &mut Self, scene: &mut EvaluationContext<'_>| engine.single(scene, who, test);
        match test {
            SingleTest::Person(of) => self.person_tree(who, of, alone),
            SingleTest::Income(of) => self.income_tree(who, of, alone),
            SingleTest::Office(of) => self.office_tree(of, alone),
            SingleTest::List(_) | SingleTest::Property(_) | SingleTest::Household(_) => self.explored(alone),
        }
    }

    pub(crate) fn ask(&mut self, fact: QuestionId) -> AskSet {
        self.asks.intern(Ask::Answer(fact))
    }

    /// Whether an answer is so: for sure, for sure not, or the question is still open.
    pub(crate) fn answered<T>(&mut self, fact: QuestionId, known: &Known<T>, holds: impl Fn(&T) -> bool) -> Truth {
        let decided = match known {
            Known::Is(value) => Some(holds(value)),
            Known::OneOf(values) if values.iter().all(&holds) => Some(true),
            Known::OneOf(values) if !values.iter().any(&holds) => Some(false),
            Known::NotAsked | Known::Unknown | Known::OneOf(_) | Known::Between { .. } => None,
        };
        decided.map_or_else(|| Truth::Open(self.ask(fact)), Truth::of)
    }

    /// Whether something stands in a list: what is not there may still come, unless the list is complete.
    pub(crate) fn listed(&mut self, stands: bool, is_complete: bool, fact: QuestionId) -> Truth {
        if stands || is_complete { Truth::of(stands) } else { Truth::Open(self.ask(fact)) }
    }

    /// Whether a day lies so long ago.
    fn lies(&mut self, day: &Known<Day>, since: Since, fact: QuestionId) -> Truth {
        let (earliest, latest) = day.ends();
        let decided = since.decides(earliest.copied(), latest.copied(), self.on);
        decided.map_or_else(|| Truth::Open(self.ask(fact)), Truth::of)
    }
}

/// Evaluates a test in one world.
struct InOneWorld<'s, 'e, 'w> {
    engine: &'s mut Engine<'e>,
    scene: &'s mut EvaluationContext<'w>,
    truths: MarkedTruths,
}

impl Evaluator for InOneWorld<'_, '_, '_> {
    type Logic = MarkedTruths;
    type Error = Suspended;

    #[inline]
    fn logic(&mut self) -> &mut MarkedTruths {
        &mut self.truths
    }

    #[inline]
    fn single(&mut self, who: Option<usize>, test: &SingleTest) -> Result<FingerprintedTruth, Suspended> {
        self.engine.single(self.scene, who, test)
    }

    // INVARIANT: where this is asked of a scene, a figure is being worked out, and a rulebook is refused when it asks then
    // whether a category fits.
    fn unit(&self, _: usize) -> Option<Unit> {
        None
    }

    fn category(&mut self, _: Option<usize>, _: usize) -> Result<FingerprintedTruth, Suspended> {
        Ok(FingerprintedTruth::FAILS)
    }

    fn people(&self) -> usize {
        self.engine.household.people.items.len()
    }

    fn counts(&mut self, who: usize) -> Result<ValueOf<Self>, Suspended> {
        self.engine.member(self.scene, who)
    }

    fn somebody_else(&mut self, test: &Test, holds: bool) -> FingerprintedTruth {
        self.engine.somebody_else(test, holds)
    }

    /// Worlds are told apart by who counts, whether or not it still matters.
    fn skip_member(&mut self, who: usize) -> Result<(), Suspended> {
        self.engine.member(self.scene, who).map(|_| ())
    }
}
