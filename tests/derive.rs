//! Parity: a derivation, without household and rules, comes to what the assessment found.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::assess::{assess, derive, screen};
use doudi_engine::derive::{Compared, Replayed, replay, replay_with};
use doudi_engine::rules::Book;
use doudi_engine::verdict::{Assessment, Conclusion};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_tests::checks::wide;
use doudi_tests::generate::dice::Dice;
use doudi_tests::generate::hide::hide;
use doudi_tests::generate::ordinary;
use doudi_tests::generate::rich;

/// Which verdicts come to something else, told for a person who mends it.
fn differences(book: &Book, household: &Household, on: Day) -> Vec<String> {
    let found = assess(book, household, on).unwrap();
    let derivation = derive(book, household, on, &found).unwrap();
    let again = replay(&derivation);
    assert_eq!(again.len(), found.verdicts.len());
    let same = |(told, again): &(Replayed, Replayed)| told != again;
    let pairs = verdicts(&found).into_iter().zip(again).filter(same);
    pairs.map(|(told, again)| format!("{} {:?}\n  {told:?}\n  {again:?}", name(book, &told), told.who)).collect()
}

fn verdicts(found: &Assessment) -> Vec<Replayed> {
    let told = found.verdicts.iter().map(|verdict| Replayed {
        category: verdict.category,
        who: verdict.who,
        fits: verdict.fits,
        word: verdict.word,
        assumed: verdict.assumed,
        conditions: verdict.conditions.clone(),
    });
    told.collect()
}

fn name<'b>(book: &'b Book, told: &Replayed) -> &'b str {
    &book.categories[told.category].id
}

fn books(rulebook: &doudi_rulebook::Rulebook) -> Vec<(String, &Book)> {
    wide::books(rulebook)
}

#[test]
fn every_example_is_derived_as_it_was_assessed() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(doudi_tests::root().join("examples")).unwrap().flatten().collect();
    files.retain(|file| file.path().extension().is_some_and(|kind| kind == "json"));
    files.sort_by_key(std::fs::DirEntry::path);
    assert!(files.len() >= 10);
    for file in files {
        let path = format!("examples/{}", file.file_name().display());
        let household = doudi_tests::household(&path, &[]).unwrap();
        for (place, book) in books(&rulebook) {
            let wrong = differences(book, &household, Day::new(2025, 11, 20).unwrap());
            assert!(wrong.is_empty(), "{path} at {place}\n{}", wrong.join("\n"));
        }
    }
}

#[test]
fn ordinary_households_are_derived_as_they_were_assessed() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let on = Day::new(2025, 11, 20).unwrap();
    for (at, (path, household)) in ordinary::all().into_iter().enumerate() {
        if at % 3 != 0 {
            continue;
        }
        let books = books(&rulebook);
        let (place, book) = &books[at % books.len()];
        let wrong = differences(book, &household, on);
        assert!(wrong.is_empty(), "{path} at {place}\n{}", wrong.join("\n"));
    }
}

#[test]
fn households_by_chance_are_derived_as_they_were_assessed() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = books(&rulebook);
    for seed in 0..80 {
        let mut dice = Dice::new(seed);
        let (place, book) = &books[dice.below(books.len())];
        let (year, month, day) = dice.of([(2025, 7, 1), (2025, 11, 20), (2026, 3, 1)]);
        let on = Day::new(year, month, day).unwrap();
        let mut household = rich::household(&mut dice, on, 4).unwrap();
        if seed % 4 != 0 {
            hide(&mut dice, &mut household);
        }
        let wrong = differences(book, &household, on);
        assert!(wrong.is_empty(), "seed {seed} at {place}\n{}", wrong.join("\n"));
    }
}

/// By hand: two people, 8,532 × 2 = 17,064 元; they count 12,300 元, so with 4,764 元 more they are at the line.
#[test]
fn a_derivation_tells_what_another_figure_would_come_to() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let household = doudi_tests::household("examples/a-clear-below.json", &[]).unwrap();
    let (place, town) = rulebook.find("daye/other").unwrap();
    let (book, on) = (place.book(town), Day::new(2025, 11, 20).unwrap());
    let found = screen(book, &household, on).unwrap();
    let derivation = derive(book, &household, on, &found).unwrap();
    let dibao = book.categories.iter().position(|category| category.id == "dibao").unwrap();
    let word = |verdicts: Vec<Replayed>| verdicts.into_iter().find(|v| v.category == dibao).unwrap().word;
    assert_eq!(word(replay(&derivation)), Conclusion::Fits);
    let more = |sum: &str| {
        let sum = sum.parse::<doudi_facts::money::Yuan>().unwrap();
        word(replay_with(&derivation, &|leaf, compared| match compared {
            Compared::Income(income) if leaf.who.is_none() => {
                let mut income = *income;
                income.sum.low = income.sum.low.map(|low| low.plus(sum).unwrap());
                income.sum.high = income.sum.high.map(|high| high.plus(sum).unwrap());
                Compared::Income(income)
            }
            other => other.clone(),
        }))
    };
    assert_eq!(more("4763.99"), Conclusion::Fits);
    assert_eq!(more("4764"), Conclusion::DoesNotFit);
}
