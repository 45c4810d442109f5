//! Who applies must not change who counts (谁来申请，不改变谁算一家人).

use doudi_tests::checks::swaps::{hammer, ties_told};
use doudi_tests::rulebook;

#[test]
fn two_applicants_of_one_household_hear_the_same() {
    let tally = hammer(&rulebook().unwrap(), 1, 2000).unwrap();
    assert!(tally.together > 500, "{tally:?}");
    assert_eq!(tally.differences, 0, "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert_eq!(tally.opposite, 0, "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
}

#[test]
fn whoever_applies_the_ties_are_those_of_the_family() {
    let (looked, wrong) = ties_told(1, 10_000).unwrap();
    assert!(looked > 5_000, "{looked}");
    assert_eq!(wrong, Vec::<String>::new());
}
