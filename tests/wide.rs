//! Every book of the rulebook against the naive interpreter, as far as every run of the tests has time for.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_tests::wide::hammer;

#[test]
fn no_book_excludes_what_its_own_words_say() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (seed, cases) = (number("DOUDI_SEED").unwrap_or(1), number("DOUDI_CASES").unwrap_or(60));
    let tally = hammer(&doudi_tests::rulebook().unwrap(), seed, cases).unwrap();
    println!("{tally:#?}");
    assert_eq!(tally.violations, 0, "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(tally.fitting > cases, "{tally:?}");
}
