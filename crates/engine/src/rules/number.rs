//! Numbers of tests (条件编号): equal single tests of a book have one number, so that what one came to is found in a table.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::{Book, SingleTest, Test};
use crate::mixer::Mixer;

/// The number of [`SingleTest::COUNTS`], which conditions about somebody who counts ask for besides.
pub(crate) const COUNTS: usize = 0;

/// Single tests by what they say; looked up and never passed over, so its order is nobody's.
struct Known(HashMap<SingleTest, usize, BuildHasherDefault<Mixer>>);

impl Known {
    /// The numbers of the single tests of a test, in its order: new ones where it is the first to say so.
    fn of(&mut self, test: &Test) -> Vec<usize> {
        let mut numbers = Vec::new();
        test.each_single(&mut |single| {
            let next = self.0.len();
            numbers.push(*self.0.entry(single.clone()).or_insert(next));
        });
        numbers
    }
}

impl Book {
    /// Gives every single test of a condition, of help and of what follows its number; to be called whenever one of them
    /// becomes another. A condition without numbers is as good, and slower.
    pub fn number_tests(&mut self) {
        let mut known = Known(HashMap::default());
        known.0.insert(SingleTest::COUNTS, COUNTS);
        for need in self.categories.iter_mut().flat_map(|category| &mut category.needs) {
            need.numbers = known.of(&need.test);
        }
        let mut number = |test: &Option<Test>| test.iter().flat_map(|test| known.of(test)).collect();
        self.help.iter_mut().for_each(|help| help.numbers = number(&help.test));
        self.bring.iter_mut().for_each(|bring| bring.numbers = number(&bring.test));
        self.steps.iter_mut().for_each(|step| step.numbers = number(&step.test));
        self.numbered = known.0.len();
    }
}

#[cfg(test)]
mod tests {
    use doudi_facts::household::AssetKind;

    use super::super::PropertyTest;
    use super::*;

    #[test]
    fn equal_tests_have_one_number_and_others_another() {
        let owns = |thing| Test::from(PropertyTest::Owns(vec![thing]));
        let mut known = Known(HashMap::default());
        let test =
            Test::Any(vec![owns(AssetKind::Vehicle), Test::Not(Box::new(owns(AssetKind::Business))), Test::Fits(0)]);
        assert_eq!(known.of(&test), [0, 1]);
        assert_eq!(test.singles(), 2);
        assert_eq!(
            known.of(&Test::All(vec![
                owns(AssetKind::Business),
                Test::Single(SingleTest::COUNTS),
                owns(AssetKind::Vehicle)
            ])),
            [1, 2, 0]
        );
    }
}
