//! Tests (判断): when a condition holds, in the closed words of the vocabulary.
//!
//! A word of the vocabulary is a [`SingleTest`]; its families have a file each, here what a word says, and beside it in
//! `judge/` how it is decided. Connectives join single tests to a [`Test`]; what they come to is in `connect.rs`.

mod household;
mod income;
mod list;
mod office;
mod person;
mod property;
mod words;

use std::hash::{Hash, Hasher};

use doudi_facts::wire_enum;

pub use household::{HouseholdTest, HouseholdWord};
pub use income::{Against, Comparison, IncomeTest, IncomeWord, Share};
pub use list::{ListTest, ListWord};
pub use office::{OfficeTest, OfficeWord};
pub use person::{PersonTest, PersonWord};
pub use property::{PropertyTest, PropertyWord};

/// When a condition holds: of a household, or of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Every one of these.
    All(Vec<Test>),
    /// At least one of these.
    Any(Vec<Test>),
    /// Not this.
    Not(Box<Test>),
    /// Someone who counts as a member is so.
    SomeMember(Box<Test>),
    /// Everyone who counts as a member is so.
    EveryMember(Box<Test>),
    /// An earlier category fits: the household, this person, or of a household any person who counts; index.
    Fits(usize),
    /// A word of the vocabulary, which is made of no others.
    Single(SingleTest),
}

wire_enum!(Test {
    0: All(tests),
    1: Any(tests),
    2: Not(test),
    3: SomeMember(test),
    4: EveryMember(test),
    5: Fits(category),
    6: Single(test),
});

/// A single test (单项判断): one word of the vocabulary, by its family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SingleTest {
    /// About one person.
    Person(PersonTest),
    /// About what stands in a list.
    List(ListTest),
    /// About an income.
    Income(IncomeTest),
    /// About property.
    Property(PropertyTest),
    /// About the household as a whole.
    Household(HouseholdTest),
    /// What the office decides.
    Office(OfficeTest),
}

wire_enum!(SingleTest {
    0: Person(test),
    1: List(test),
    2: Income(test),
    3: Property(test),
    4: Household(test),
    5: Office(test),
});

/// By its word alone: which family that is of makes no difference.
impl Hash for SingleTest {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Person(test) => test.hash(state),
            Self::List(test) => test.hash(state),
            Self::Income(test) => test.hash(state),
            Self::Property(test) => test.hash(state),
            Self::Household(test) => test.hash(state),
            Self::Office(test) => test.hash(state),
        }
    }
}

/// With numbers that no word has.
impl Hash for Test {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Single(test) => test.hash(state),
            Self::All(tests) => (ALL, tests).hash(state),
            Self::Any(tests) => (ANY, tests).hash(state),
            Self::Not(test) => (NOT, test).hash(state),
            Self::Fits(category) => (FITS, category).hash(state),
            Self::SomeMember(test) => (SOME_MEMBER, test).hash(state),
            Self::EveryMember(test) => (EVERY_MEMBER, test).hash(state),
        }
    }
}

// The numbers of connectives, beside those of words.
const ALL: u8 = 0;
const ANY: u8 = 1;
const NOT: u8 = 2;
const FITS: u8 = 9;
const SOME_MEMBER: u8 = 10;
const EVERY_MEMBER: u8 = 11;

impl Test {
    /// The tests it joins; none where it is a single one.
    #[inline]
    fn parts(&self) -> &[Self] {
        match self {
            Self::All(tests) | Self::Any(tests) => tests,
            Self::Not(test) | Self::SomeMember(test) | Self::EveryMember(test) => std::slice::from_ref(test),
            Self::Fits(_) | Self::Single(_) => &[],
        }
    }

    /// Passes over this test and every test inside it.
    pub fn each(&self, visit: &mut impl FnMut(&Test)) {
        visit(self);
        self.parts().iter().for_each(|test| test.each(visit));
    }

    /// Passes over every single test it is made of.
    pub fn each_single(&self, visit: &mut impl FnMut(&SingleTest)) {
        self.each(&mut |test| {
            if let Self::Single(single) = test {
                visit(single);
            }
        });
    }

    /// How many single tests it is made of.
    pub(crate) fn singles(&self) -> usize {
        if matches!(self, Self::Single(_)) { 1 } else { self.parts().iter().map(Self::singles).sum() }
    }

    /// The same test with other categories and other single tests.
    #[must_use]
    pub fn with(&self, change: &mut impl Change) -> Self {
        let mut each = |tests: &[Self]| tests.iter().map(|test| test.with(change)).collect::<Vec<_>>();
        match self {
            Self::All(tests) => Self::All(each(tests)),
            Self::Any(tests) => Self::Any(each(tests)),
            Self::Not(test) => Self::Not(Box::new(test.with(change))),
            Self::SomeMember(test) => Self::SomeMember(Box::new(test.with(change))),
            Self::EveryMember(test) => Self::EveryMember(Box::new(test.with(change))),
            Self::Fits(category) => Self::Fits(change.category(*category)),
            Self::Single(single) => Self::Single(change.single(single)),
        }
    }

    /// Whether it asks if a category fits.
    pub fn looks_at_categories(&self) -> bool {
        let mut looks = false;
        self.each(&mut |test| looks |= matches!(test, Self::Fits(_)));
        looks
    }
}

/// What becomes of the parts of a test in another book.
pub trait Change {
    /// The index of a category there.
    fn category(&mut self, category: usize) -> usize;

    /// The single test there.
    fn single(&mut self, test: &SingleTest) -> SingleTest;
}

/// Each family is a single test and, with nothing to join, a test.
macro_rules! families {
    ($($family:ident($tests:ident)),+) => {
        $(
            impl From<$tests> for SingleTest {
                fn from(test: $tests) -> Self {
                    Self::$family(test)
                }
            }

            impl From<$tests> for Test {
                fn from(test: $tests) -> Self {
                    Self::Single(test.into())
                }
            }
        )+
    };
}

families!(
    Person(PersonTest),
    List(ListTest),
    Income(IncomeTest),
    Property(PropertyTest),
    Household(HouseholdTest),
    Office(OfficeTest)
);

impl SingleTest {
    /// Whether a person counts, which conditions about somebody who counts ask for besides.
    pub(crate) const COUNTS: Self = Self::Person(PersonTest::Counts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_number_of_its_own() {
        let connectives: &[u8] = &[ALL, ANY, NOT, FITS, SOME_MEMBER, EVERY_MEMBER];
        let families = [PersonWord::NUMBERS, ListWord::NUMBERS, IncomeWord::NUMBERS, PropertyWord::NUMBERS];
        let more = [HouseholdWord::NUMBERS, OfficeWord::NUMBERS, connectives];
        let mut numbers: Vec<u8> = families.into_iter().chain(more).flatten().copied().collect();
        let many = numbers.len();
        doudi_facts::order::sort_and_dedup(&mut numbers);
        assert_eq!(numbers.len(), many);
    }
}
