//! Every book of the rulebook against the naive interpreter, as far as every run of the tests has time for.

use doudi_tests::checks::wide::hammer;

#[test]
fn no_book_excludes_what_its_own_words_say() {
    let cases = 400;
    let tally = hammer(&doudi_tests::rulebook().unwrap(), 1, cases).unwrap();
    assert_eq!(tally.violations, 0, "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(tally.steps > 2 * cases && tally.fitting > cases, "{tally:?}");
}
