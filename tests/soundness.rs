//! Soundness, as far as every run of the tests has time for; `cargo xtask soundness` goes further.

use doudi_engine::day::Day;
use doudi_tests::hull::{Tightness, small};
use doudi_tests::ordinary::{all, census};
use doudi_tests::soundness::{CROWDS, Tally, hammer, on_every_core, state};
use doudi_tests::{reach, wide};

#[test]
fn no_completion_lies_outside_what_was_said_before() {
    let tally = hammer(&doudi_tests::rulebook().unwrap(), 1, 1900).unwrap();
    assert_eq!(tally.violations, 0, "{:?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(tally.known.iter().all(|count| *count > 100), "{tally:?}");
    assert!(tally.beside > 500, "{tally:?}");
}

#[test]
fn nor_where_there_are_more_worlds_than_are_looked_at() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let crowd = |at, tally: &mut Tally| state(&rulebook, (at + 3) * CROWDS, tally);
    let tally = on_every_core(4, crowd).unwrap().into_iter().fold(Tally::default(), Tally::and);
    assert_eq!(tally.violations, 0, "{:?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(tally.capped > 2, "{tally:?}");
}

#[test]
fn what_is_open_could_nearly_always_turn_out_either_way() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let found = on_every_core(250, |at, found: &mut Tightness| small(&rulebook, 1 + at, found)).unwrap();
    let found = found.into_iter().fold(Tightness::default(), Tightness::and);
    let tight = found.settled + found.reached;
    assert!(tight * 100 >= found.verdicts * 98, "{found:?}");
    assert_eq!(found.large, 0);
}

#[test]
fn what_any_book_leaves_open_is_mostly_seen_to_turn_out_either_way() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = wide::books(&rulebook);
    let found = on_every_core(60, |at, found: &mut Tightness| reach::small(&books, 500_001 + at, found)).unwrap();
    let found = found.into_iter().fold(Tightness::default(), Tightness::and);
    let both = found.settled + found.reached;
    assert!(both * 100 >= found.verdicts * 92, "{found:?}");
    assert!(found.reached > 100, "{found:?}");
}

/// The office is not named where only the family, or a check against a limit, can settle it. Other categories than these
/// two leave something to the office besides the income, in so many words.
#[test]
fn no_ordinary_family_with_a_clear_income_is_sent_to_the_office_to_decide() {
    let rulebook = doudi_tests::rulebook().unwrap();
    assert!(all().len() >= 60);
    for path in ["daye/huandiqiao", "daye/other"] {
        let (place, town) = rulebook.find(path).unwrap();
        for (year, month, day) in [(2025, 11, 20), (2026, 3, 1), (2026, 11, 21)] {
            let census = census(place.book(town), Day::new(year, month, day).unwrap()).unwrap();
            let by_income = ["dibao", "edge"].map(|id| census.office_by_category.get(id));
            assert_eq!(by_income, [None; 2], "{path} {year}-{month}-{day}: {census:?}");
        }
    }
}
