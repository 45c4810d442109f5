//! Words that the office decides (由窗口定).

use super::words::test_words;

/// What the office reads or judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeTest {
    /// The office follows this option of a reading.
    Reads {
        /// Index of the reading.
        reading: usize,
        /// Index of the option.
        option: usize,
    },
    /// The office judges so; index of the judgement.
    Judged(usize),
}

test_words!(OfficeTest as OfficeWord {
    0 as 7: Reads { reading, option } = "reading",
    1 as 8: Judged(judgement) = "judged",
});
