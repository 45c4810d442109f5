//! What is remembered between worlds and categories makes an answer quicker, and no other.

use doudi_engine::assess::{screen, screen_afresh};
use doudi_engine::day::Day;
use doudi_tests::dice::Dice;
use doudi_tests::hide::hide_some;
use doudi_tests::{rich, wide};

#[test]
fn what_is_remembered_changes_nothing() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = wide::books(&rulebook);
    let on = Day::new(2025, 11, 20).unwrap();
    let mut split = 0;
    for (seed, (path, book)) in (1..=200).zip(books.iter().cycle()) {
        let mut dice = Dice::new(seed);
        let mut household = rich::household(&mut dice, on, 4).unwrap();
        hide_some(&mut dice, &mut household, usize::try_from(seed % 9).unwrap());
        let found = screen(book, &household, on).unwrap();
        assert_eq!(found, screen_afresh(book, &household, on).unwrap(), "{path}, seed {seed}");
        split += usize::from(found.worlds > 200);
    }
    // Most of them were looked at in many worlds, or nothing was put to the test.
    assert!(split > 50, "{split}");
}
