//! `cargo xtask soundness`: long runs of the nets, with what they found.

use std::time::Instant;

use doudi_facts::day::Day;
use doudi_rulebook::Rulebook;
use doudi_tests::checks::reach;
use doudi_tests::checks::soundness::{hammer, on_every_core};
use doudi_tests::checks::swaps;
use doudi_tests::checks::wide;
use doudi_tests::generate::lens::Known;
use doudi_tests::generate::ordinary::{all, census};
use doudi_tests::oracles::hull::{Tightness, small};

/// How many of the offenders are shown.
const WORST: usize = 12;

fn main() -> Result<(), String> {
    let rulebook = doudi_tests::rulebook()?;
    let mut told = std::env::args().skip(1);
    let mut number =
        |other: u64| told.next().map_or(Ok(other), |text| text.parse().map_err(|e| format!("{text}: {e}")));
    let (cases, seed) = (number(100_000)?, number(1)?);
    let only = told.next();
    if only.as_ref().is_some_and(|only| NETS.iter().all(|(name, _)| name != only)) {
        return Err(format!("no such net; choose from {}", NETS.map(|(name, _)| name).join(", ")));
    }
    let chosen = NETS.into_iter().filter(|(name, _)| only.as_ref().is_none_or(|only| name == only));
    // What one of them finds keeps no other from looking.
    chosen.map(|(_, net)| net(&rulebook, seed, cases)).fold(Ok(()), Result::and)
}

/// A net, over so many cases from a seed on.
type Net = fn(&Rulebook, u64, u64) -> Result<(), String>;

const NETS: [(&str, Net); 5] = [
    ("words", |rulebook, _, _| words(rulebook)),
    ("tightness", |rulebook, seed, cases| tightness(rulebook, seed, cases / 50)),
    ("swaps", swapped),
    ("books", |rulebook, seed, cases| every_book(rulebook, seed, cases / 5)),
    ("one-book", soundness),
];

/// The naive interpreter over all places and categories.
fn every_book(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<(), String> {
    let began = Instant::now();
    let tally = wide::hammer(rulebook, seed, cases)?;
    println!("\nEvery book: seeds {seed} to {}, in {} s", seed + cases.saturating_sub(1), began.elapsed().as_secs());
    println!("{:>10}  books", wide::books(rulebook).len());
    println!("{:>10}  households that had told everything", tally.whole);
    println!("{:>10}  that had not", tally.partial);
    println!("{:>10}    with more worlds than are looked at", tally.capped);
    println!("{:>10}  outcomes of the naive interpreter", tally.outcomes);
    println!("{:>10}    verdicts, {} of them fit", tally.verdicts, tally.fitting);
    println!("{:>10}  of 10,000 verdicts of the engine are open", tally.open[0] * 10_000 / tally.open[1].max(1));
    println!("{:>10}  single steps towards a completion", tally.steps);
    println!("{:>10}  violations", tally.violations);
    for (kind, (count, seed)) in &tally.kinds {
        println!("{count:>10}    {kind} (seed {seed})");
    }
    for shown in &tally.shown {
        println!("{shown}");
    }
    if tally.violations == 0 { Ok(()) } else { Err(format!("{} violations in every book", tally.violations)) }
}

/// One family told by two of its people.
fn swapped(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<(), String> {
    let began = Instant::now();
    let tally = swaps::hammer(rulebook, seed, cases)?;
    println!("\nWho applies: seeds {seed} to {}, in {} s", seed + cases.saturating_sub(1), began.elapsed().as_secs());
    println!("{:>10}  swaps of the applicant, everything told and decided", tally.swaps);
    println!("{:>10}    by two people of one household", tally.together);
    println!("{:>10}  families that had not told everything", tally.half);
    println!(
        "{:>10}    household words heard by two who may share a household, {} firm from both",
        tally.words, tally.firm
    );
    println!("{:>10}  differences", tally.differences);
    println!("{:>10}  pairs of opposite firm words", tally.opposite);
    for (kind, (count, seed)) in &tally.kinds {
        println!("{count:>10}    {kind} (seed {seed})");
    }
    for shown in &tally.shown {
        println!("{shown}");
    }
    let wrong = tally.differences + tally.opposite;
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} families in which it matters who applies")) }
}

fn soundness(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<(), String> {
    let began = Instant::now();
    let tally = hammer(rulebook, seed, cases)?;
    println!("\nSoundness: seeds {seed} to {}, in {} s", seed + cases.saturating_sub(1), began.elapsed().as_secs());
    println!("{:>10}  households that had not told everything", tally.states);
    for (known, count) in Known::ALL.into_iter().zip(tally.known) {
        println!("{count:>10}    with the standard {}", known.tell());
    }
    println!("{:>10}    with an open category", tally.open);
    println!("{:>10}    with more worlds than are looked at", tally.capped);
    println!("{:>10}  outcomes by the referee", tally.outcomes);
    println!("{:>10}    on a line or a 分 beside it", tally.beside);
    println!("{:>10}  single steps towards a completion", tally.steps);
    println!("{:>10}  violations", tally.violations);
    for (kind, count) in &tally.kinds {
        println!("{count:>10}    {kind}");
    }
    for shown in &tally.shown {
        println!("{shown}");
    }
    if tally.violations == 0 { Ok(()) } else { Err(format!("{} violations", tally.violations)) }
}

fn tightness(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<(), String> {
    let began = Instant::now();
    let found = on_every_core(cases, |at, found: &mut Tightness| small(rulebook, seed + at, found))?;
    println!("\nTightness: {cases} small households, in {} s", began.elapsed().as_secs());
    tell(found, "have the pair of the true hull", "open for nothing");
    let began = Instant::now();
    let books = wide::books(rulebook);
    let found = on_every_core(cases, |at, found: &mut Tightness| reach::small(&books, seed + at, found))?;
    println!("\nReach, every book: {cases} small households, in {} s", began.elapsed().as_secs());
    tell(found, "are settled or were seen to turn out either way", "not seen");
    Ok(())
}

fn tell(found: Vec<Tightness>, tight: &str, offender: &str) {
    let found = found.into_iter().fold(Tightness::default(), Tightness::and);
    let both = found.settled + found.reached;
    println!("{:>10}  verdicts; {} too many completions to try", found.verdicts, found.large);
    println!("{:>10}    settled", found.settled);
    println!("{:>10}    open, and both ends are reached", found.reached);
    println!("{:>10}    of 10,000 {tight}", both * 10_000 / found.verdicts.max(1));
    let mut worst: Vec<_> = found.offenders.iter().collect();
    worst.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (cause, (count, seed)) in worst.into_iter().take(WORST) {
        println!("{count:>10}    {offender}: {cause} (seed {seed})");
    }
}

fn words(rulebook: &Rulebook) -> Result<(), String> {
    println!("\nWords: {} ordinary households", all().len());
    for (path, book) in wide::books(rulebook) {
        for (year, month, day) in [(2025, 11, 20), (2026, 3, 1), (2026, 11, 21)] {
            let on = Day::new(year, month, day).ok_or("no such day")?;
            let census = census(book, on)?;
            println!("  {path} on {on}: {} verdicts", census.verdicts);
            for (word, count) in &census.words {
                println!("{count:>10}    {word}");
            }
            println!(
                "{:>10}    for the office alone to settle; on a clear income gate: {} 要看窗口怎么核, {} 待核对",
                census.office, census.office_on_clear_income, census.verify_on_clear_income
            );
        }
    }
    Ok(())
}
