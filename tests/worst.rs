//! Budgets (工作量上限): no household that is admitted takes an answer longer than a person waits.

use doudi_engine::assess::{screen, screen_at};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Fineness;
use doudi_facts::day::Day;
use doudi_handoff::file;
use doudi_report::{PageContext, plain};
use doudi_tests::checks::wide;
use doudi_tests::generate::dice::Dice;
use doudi_tests::generate::hide::hide;
use doudi_tests::generate::rich;
use doudi_tests::{root, rulebook};
use doudi_words::Words;

/// What an assessment may visit on the way to its verdicts: a try at each fineness, and its last exploration.
const MOST_WORLDS: u32 = 200_000;

#[test]
fn the_slowest_households_known_keep_to_the_budget() {
    let rulebook = rulebook().unwrap();
    let mut coarse = 0;
    for entry in std::fs::read_dir(root().join("benches/worst")).unwrap() {
        let path = entry.unwrap().path();
        let household = file::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let (place, town) = rulebook.find(household.place.as_deref().unwrap()).unwrap();
        let found = screen(place.book(town), &household, household.on.unwrap()).unwrap();
        assert!(found.worlds <= MOST_WORLDS, "{}: {} worlds", path.display(), found.worlds);
        let is_coarse = found.fineness < Fineness::FINEST;
        // Of each pair of brothers and sisters the office decides; there is nothing more to it.
        assert!(!(is_coarse && path.to_string_lossy().contains("siblings")), "{}: {found:?}", path.display());
        coarse += usize::from(is_coarse);
    }
    assert!(coarse > 0, "none of them reaches the budget");
}

fn decided(truth: Truth) -> Option<bool> {
    match truth {
        Truth::Holds => Some(true),
        Truth::Fails => Some(false),
        Truth::Open(_) => None,
    }
}

#[test]
fn coarse_and_fine_never_contradict_each_other() {
    let rulebook = rulebook().unwrap();
    let books = wide::books(&rulebook);
    let (mut settled, mut wider) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let on = Day::new(2025, 11, 20).unwrap();
        let mut household = rich::household(&mut dice, on, 6).unwrap();
        hide(&mut dice, &mut household);
        let (path, book) = &books[dice.below(books.len())];
        let [fine, coarse, whole] = Fineness::ALL.map(|fineness| screen_at(book, &household, on, fineness).unwrap());
        for (other, name) in [(coarse, "coarse"), (whole, "whole")] {
            for (one, other) in fine.verdicts.iter().zip(&other.verdicts) {
                let both = decided(one.fits).zip(decided(other.fits));
                assert!(both.is_none_or(|(one, other)| one == other), "{path}, seed {seed}, {name}");
                settled += usize::from(both.is_some());
                wider += usize::from(decided(one.fits).is_some() && both.is_none());
            }
        }
    }
    assert!(settled > 1000 && wider > 0, "{settled} settled, {wider} wider");
}

#[test]
fn a_comparison_of_hundreds_of_places_is_refused_in_words() {
    let rulebook = rulebook().unwrap();
    let text = std::fs::read_to_string(root().join("examples/b-on-the-line.json")).unwrap();
    let household = file::read(&text).unwrap();
    let today = household.on.unwrap();
    let shelf = PageContext { words: Words::ZH, rulebook: &rulebook, household: &household, today };
    let page = |sides: usize| shelf.page(&format!("compare{}", "/daye.huandiqiao@2025-11-20".repeat(sides))).unwrap();
    let refused = page(400);
    assert!(refused.lede.contains("最多比6处"), "{}", refused.lede);
    assert!(refused.body.is_empty());
    assert!(!plain::blocks(&page(6).body).is_empty());
}

#[test]
fn what_is_wrong_in_one_place_is_said_once() {
    let text = std::fs::read_to_string(root().join("benches/worst/result.json")).unwrap();
    let mut household = file::read(&text).unwrap();
    let on = household.on.unwrap();
    let mut child = household.people.items[2].clone();
    for nth in 0..4 {
        child.id = format!("more{nth}");
        child.relation = doudi_facts::known::Known::Is(doudi_facts::household::Relation::Parent);
        household.people.items.push(child.clone());
    }
    let problems = doudi_engine::check::check(&household, on);
    assert!(problems.len() > 1);
    for (nth, problem) in problems.iter().enumerate() {
        assert!(!problems[..nth].contains(problem), "{problem:?}");
    }
}
