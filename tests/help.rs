//! Help: every measure of every place is seen to hold, to fail and to stay open; and completions stay within.

use std::collections::{BTreeMap, BTreeSet};

use doudi_engine::assess::{assess, screen};
use doudi_engine::plan::plan;
use doudi_engine::rules::{Book, Help, OfficeTest, SingleTest, Test, Unit};
use doudi_engine::verdict::Assessment;

/// A measure, wherever it applies.
type Known = (String, String);

fn known(help: &Help, book: &Book) -> Known {
    (help.id.clone(), format!("{} {}", book.documents[help.cite.doc].id, help.name.zh))
}

#[test]
fn every_measure_is_seen_to_hold_to_fail_and_to_stay_open() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut seen: BTreeMap<Known, BTreeSet<&str>> = BTreeMap::new();
    for (_, case) in doudi_tests::checks::cases::all().unwrap() {
        let Ok((book, ..)) = case.prepare(&rulebook) else { continue };
        for (path, truth) in &case.help {
            let id = path.split('.').next().unwrap();
            let help = book.help.iter().find(|help| help.id == id).unwrap();
            let word = ["holds", "fails", "open"].into_iter().find(|word| word == truth).unwrap();
            seen.entry(known(help, book)).or_default().insert(word);
        }
    }
    let mut unseen = BTreeSet::new();
    for book in rulebook.places.iter().flat_map(|place| [&place.pilot, &place.general]) {
        for help in &book.help {
            let words = seen.get(&known(help, book)).cloned().unwrap_or_default();
            for word in ["holds", "fails", "open"].into_iter().filter(|word| !words.contains(word)) {
                if !cannot(help, book, word) {
                    unseen.insert(format!("{} ({}) never {word}", help.id, help.name.zh));
                }
            }
        }
    }
    assert!(unseen.is_empty(), "\n{}", unseen.into_iter().collect::<Vec<_>>().join("\n"));
}

/// What no household can show of a measure: that one holds which the office has the last word on, and that one fails
/// which asks of a household nothing but to be watched or in hardship by spending: no line of either is published.
fn cannot(help: &Help, book: &Book, word: &str) -> bool {
    let is_unpublished = |id: &str| ["monitor", "rigid"].contains(&id);
    let is_watched = help.classes.iter().any(|class| is_unpublished(&book.categories[*class].id));
    let mut is_judged = false;
    if let Some(test) = &help.test {
        test.each(&mut |one| is_judged |= matches!(one, Test::Single(SingleTest::Office(OfficeTest::Judged(_)))));
    }
    match word {
        "holds" => is_judged,
        "fails" => help.unit == Unit::Household && (is_watched || is_judged),
        _ => false,
    }
}

#[test]
fn screening_asks_for_no_help() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let household = doudi_tests::household("examples/many-troubles.json", &[]).unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let on = household.on.unwrap();
    let told = assess(place.book(town), &household, on).unwrap();
    let screened = screen(place.book(town), &household, on).unwrap();
    assert!(!told.help.is_empty() && !told.bring.is_empty());
    assert!(screened.help.is_empty() && screened.bring.is_empty());
    let words =
        |of: &Assessment| of.verdicts.iter().map(|of| (of.category, of.who, of.word, of.assumed)).collect::<Vec<_>>();
    assert_eq!(words(&screened), words(&told));
}

#[test]
fn what_a_measure_hangs_on_is_asked() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let with = [("/troubles".to_owned(), serde_json::json!({}))];
    let household = doudi_tests::household("examples/many-troubles.json", &with).unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let book = place.book(town);
    let found = assess(book, &household, household.on.unwrap()).unwrap();
    let plan = plan(book, &household, household.on.unwrap(), &found, 0).unwrap();
    let asked: Vec<String> = plan.next.iter().map(|question| question.fact.to_string()).collect();
    assert!(asked.contains(&"troubles.complete".to_owned()), "{asked:?}");
}
