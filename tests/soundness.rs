//! Soundness, as far as every run of the tests has time for; `cargo xtask soundness` goes further.

use doudi_engine::assess::assess;
use doudi_engine::truth::Truth;
use doudi_facts::day::Day;
use doudi_facts::money::{Bounds, Yuan};
use doudi_tests::checks::reach;
use doudi_tests::checks::soundness::{CROWDS, Tally, hammer, on_every_core, state};
use doudi_tests::checks::wide;
use doudi_tests::generate::ordinary::{all, census};
use doudi_tests::oracles::hull::{Tightness, small};
use serde_json::{Value, json};

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

/// Found by a million: one looked at some unknowns apart from others where there were too many of them, two at so many paths
/// that told a family less, once more people were told.
#[test]
fn what_a_long_run_once_found_stays_mended() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut tally = Tally::default();
    for seed in [50_258_000, 50_589_000, 50_691_720] {
        state(&rulebook, seed, &mut tally).unwrap();
    }
    assert_eq!(tally.violations, 0, "{:?}\n{}", tally.kinds, tally.shown.join("\n"));
}

/// Where nobody counts, sums are shared by one, whose living costs are counted in one reading of the text and not in another;
/// and what was spent for living counts in a third. None of the three sums is another, though nothing is known of any.
#[test]
fn where_nobody_counts_living_costs_are_not_nothing() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let book = place.book(town);
    let mut with = vec![
        ("/expenses".to_owned(), json!({"complete": "unknown"})),
        ("/incomes/transfers".to_owned(), json!({"complete": "unknown"})),
    ];
    with.extend((0..2).map(|at| (format!("/people/items/{at}/away"), json!({"is": "clergy"}))));
    let household = doudi_tests::household("examples/a-clear-below.json", &with).unwrap();
    let found = assess(book, &household, Day::new(2025, 11, 20).unwrap()).unwrap();
    assert_eq!(found.members, [Truth::Fails; 2]);
    let rigid = book.categories.iter().position(|category| category.id == "rigid").unwrap();
    let spending = book.categories[rigid].needs.iter().position(|need| need.id == "spending").unwrap();
    let asks = found.asks.of(found.of(rigid).next().unwrap().conditions[spending].asks());
    assert!(asks.iter().any(|ask| ask.key(book) == "reading:living-costs"), "{asks:?}");
}

/// Where nobody knows which of fourteen count, a wage may be too much for the one who does and little for all of them.
#[test]
fn the_line_for_all_who_may_count_is_that_of_all_of_them() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let person = |at| json!({"id": format!("q{at}"), "relation": {"is": "sibling"}, "birth": {"is": "1990-01-01"}});
    let mut with = vec![("/incomes/wages/items/0/each".to_owned(), json!({"is": "60000"}))];
    with.extend((2..15).map(|at| (format!("/people/items/{at}"), person(at))));
    let household = doudi_tests::household("examples/school-bills.json", &with).unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let book = place.book(town);
    let found = assess(book, &household, Day::new(2025, 11, 20).unwrap()).unwrap();
    let dibao = book.categories.iter().position(|category| category.id == "dibao").unwrap();
    assert!(found.widened);
    assert!(matches!(found.of(dibao).next().unwrap().conditions[0], Truth::Open(_)));
}

/// 30 % of what the household has is left for two wages: the less the first one takes, the more is left for the second.
#[test]
fn what_one_wage_takes_of_a_shared_cap_is_not_there_for_another() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (place, town) = rulebook.find("tongren/all").unwrap();
    let book = place.book(town);
    let counted = |first: Value| {
        let wage =
            |who, each: Value| json!({"who": who, "kind": "casual-wage", "each": each, "costs": {"is": "10000"}});
        let with = [
            ("/incomes/wages/items/0".to_owned(), wage("p1", first)),
            ("/incomes/wages/items/1".to_owned(), wage("p2", json!({"is": "1000"}))),
        ];
        let household = doudi_tests::household("examples/school-bills.json", &with).unwrap();
        let found = assess(book, &household, Day::new(2025, 11, 20).unwrap()).unwrap();
        found.figures[book.accounts.iter().position(|account| account.id == "dibao").unwrap()].total
    };
    let between = |low: Yuan, high: i64| Bounds { low: Some(low), high: Some(Yuan::whole(high)) };
    // Nothing and 300 off 1,000; and 3,300 off 11,000.
    assert_eq!(counted(json!({"is": "0"})), between(Yuan::whole(700), 1000));
    assert_eq!(counted(json!({"is": "10000"})), between(Yuan::whole(7700), 11_000));
    assert_eq!(counted(json!({"between": {"from": "0", "to": "10000"}})), between(Yuan::ZERO, 11_000));
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
