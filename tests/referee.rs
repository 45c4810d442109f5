//! The engine held to a referee: whatever the office decides of a household that has told everything lies inside what
//! the engine says of it, and as tightly as can be. Households that have told less: `soundness.rs`.
//!
//! `DOUDI_CASES` sets how many households are drawn, `DOUDI_SEED` the first of their seeds.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::assess::screen;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::money::Yuan;
use doudi_rulebook::Rulebook;
use doudi_tests::checks::hold::excluded;
use doudi_tests::checks::soundness::book;
use doudi_tests::generate::dense::{self, Application};
use doudi_tests::generate::dice::Dice;
use doudi_tests::oracles::office::offices;
use doudi_tests::oracles::referee::{Choices, Outcome, fen, judge};

/// How many decisions of an office are tried on each household.
const OFFICES: usize = 12;
/// The most people of whom everything is tried.
const MANY: usize = 4;

#[test]
fn a_household_that_has_told_everything_comes_out_as_the_referee_says() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (mut told, mut open, mut reached, mut lines) = (0_u64, 0_u64, 0_u64, 0_u64);
    for seed in seeds() {
        let mut dice = Dice::new(seed);
        let case = dense::told(&mut dice).unwrap();
        let found = assess(&rulebook, &case);
        for _ in 0..OFFICES {
            let choices = office(&mut dice, &case);
            let outcome = hold(seed, &case, &found, &choices);
            let bar = outcome.line * outcome.people;
            lines += u64::from([bar, 2 * bar].iter().any(|line| (outcome.counted - line).abs() <= 1));
        }
        told += 1;
        // Of many people not everything that may be decided of them is tried.
        if case.household.people.items.len() > MANY {
            continue;
        }
        if seed % 8 == 0 {
            ends(seed, &case, &found);
        }
        for category in 0..2 {
            let Truth::Open(asks) = found.verdicts[category].fits else { continue };
            let both = both(&case, category);
            // The engine keeps support of which a part may be left out as a range.
            let book = book(&rulebook, &case).unwrap();
            let asks = found.asks.of(asks);
            let in_part = asks.iter().any(|ask| ask.key(&book) == "treatment:support-for-disabled-adult");
            assert!(
                both || in_part,
                "seed {seed}: {:?}, yet every office says the same",
                found.verdicts[category].word
            );
            open += 1;
            reached += u64::from(both);
        }
    }
    println!("{told} households; {lines} offices on a line or a fen beside it");
    println!("{open} open verdicts, {reached} of them reached both ways by the referee");
}

fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let first = number("DOUDI_SEED").unwrap_or(1);
    first..first + number("DOUDI_CASES").unwrap_or(3000)
}

fn assess(rulebook: &Rulebook, case: &Application) -> Assessment {
    screen(&book(rulebook, case).unwrap(), &case.household, case.ground.on).unwrap()
}

fn office(dice: &mut Dice, case: &Application) -> Choices {
    let choices = dense::choices(dice);
    if dice.often(60) { dense::meet(dice, case, choices).unwrap() } else { choices }
}

/// Judges the household and holds what was found of it to that.
fn hold(seed: u64, case: &Application, found: &Assessment, choices: &Choices) -> Outcome {
    let outcome = judge(&case.household, &case.ground, choices).unwrap();
    if let Some(wrong) = excluded(found, &outcome).unwrap() {
        let told = serde_json::to_string(&case.household).unwrap();
        panic!("seed {seed}: {wrong}\n{:?}\n{choices:?}\n{outcome:?}\n{told}", case.ground);
    }
    outcome
}

/// What the engine says of the income counted and of what 低保 would pay, against the least and the most of any office.
fn ends(seed: u64, case: &Application, found: &Assessment) {
    let (mut counted, mut grants) = (Vec::new(), Vec::new());
    for choices in offices(&case.household, &case.ground, 0) {
        let none = judge(&case.household, &case.ground, &choices).unwrap();
        for off in [0, none.most_off] {
            let outcome = judge(&case.household, &case.ground, &Choices { off, ..choices }).unwrap();
            counted.push(outcome.counted);
            grants.extend(outcome.fits()[0].then_some(outcome.grant));
        }
    }
    let in_fen = |sum: Option<Yuan>| sum.map(|sum| fen(sum).unwrap());
    let total = found.figures[0].total;
    let (least, most) = (counted.iter().min().copied(), counted.iter().max().copied());
    assert_eq!((in_fen(total.low), in_fen(total.high)), (least, most), "seed {seed}: the income counted");
    let grant = found.verdicts[0].grant().and_then(|grant| in_fen(grant.high));
    assert_eq!(grant, grants.into_iter().max(), "seed {seed}: the most that would be paid");
}

/// Whether some office lets the category fit and another does not: every decision is tried, and as much taken off as
/// brings the income to each line, beside it, and to either end.
fn both(case: &Application, category: usize) -> bool {
    let mut seen = [false; 2];
    for choices in offices(&case.household, &case.ground, category) {
        let none = judge(&case.household, &case.ground, &choices).unwrap();
        let bar = none.line * none.people;
        let near = [bar, bar - 1, bar + 1, 2 * bar, 2 * bar - 1, 2 * bar + 1].map(|line| none.counted - line);
        for off in [0, none.most_off].into_iter().chain(near) {
            if (0..=none.most_off).contains(&off) {
                let outcome = judge(&case.household, &case.ground, &Choices { off, ..choices }).unwrap();
                seen[usize::from(outcome.fits()[category])] = true;
            }
        }
        if seen == [true; 2] {
            return true;
        }
    }
    false
}
