//! Every book of the rulebook against the naive interpreter, as far as every run of the tests has time for.

use doudi_tests::wide::hammer;

/// What is known to happen now and then: two ways to decide may leave a condition open with the same asks, for different
/// reasons, and then what tells them apart is not asked until later. Bounds, pairs and grants are right all the same.
const ASKS: [&str; 2] = ["something new is asked", "what was not asked made a difference"];

#[test]
fn no_book_excludes_what_its_own_words_say() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (seed, cases) = (number("DOUDI_SEED").unwrap_or(1), number("DOUDI_CASES").unwrap_or(400));
    let tally = hammer(&doudi_tests::rulebook().unwrap(), seed, cases).unwrap();
    let known = |kind: &str| ASKS.contains(&kind);
    let asks: u64 = tally.kinds.iter().filter(|(kind, _)| known(kind)).map(|(_, (count, _))| count).sum();
    println!("{} outcomes, {} steps, of which {asks} ask for more", tally.outcomes, tally.steps);
    assert!(tally.kinds.keys().all(|kind| known(kind)), "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(asks * 20 <= tally.steps, "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(tally.fitting > cases, "{tally:?}");
}
