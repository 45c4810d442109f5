//! A made-up sixth county, added by text alone, comes out as worked out by hand; and no word of the vocabulary serves one
//! place only.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::collections::{BTreeMap, BTreeSet};

use doudi_engine::assess::{Refused, assess};
use doudi_engine::check::{Problem, Wrong};
use doudi_engine::rules::{Span, SpanUnit, Takes};
use doudi_engine::schedule::{Planned, schedule};
use doudi_engine::verdict::Conclusion;
use doudi_facts::day::Day;
use doudi_facts::money::{Bounds, Yuan};
use doudi_rulebook::compile::read_folder;
use doudi_tests::checks::cases::spelled;
use doudi_tests::checks::wide::hammer;
use serde_json::{Value, json};

/// What comes out: the words of 低保 and 困难家庭, of the old people, and what 低保 pays.
struct Found {
    words: BTreeMap<String, Conclusion>,
    counted: Yuan,
    grant: Option<Bounds>,
    groups: Vec<usize>,
}

fn found(with: &[(&str, Value)]) -> Found {
    let rulebook = doudi_tests::sixth().unwrap();
    let with: Vec<(String, Value)> = with.iter().map(|(at, value)| ((*at).to_owned(), value.clone())).collect();
    let household = doudi_tests::household("tests/sixth/family.json", &with).unwrap();
    let (place, town) = rulebook.find("sixth/any").unwrap();
    let book = place.book(town);
    let found = assess(book, &household, household.on.unwrap()).unwrap();
    let at = |id: &str| book.categories.iter().position(|category| category.id == id).unwrap();
    let words = found.verdicts.iter().map(|verdict| {
        let id = &book.categories[verdict.category].id;
        let who = verdict.who.map(|who| format!(".{}", household.people.items[who].id)).unwrap_or_default();
        (format!("{id}{who}"), verdict.word)
    });
    let account = book.accounts.iter().position(|account| account.id == "dibao").unwrap();
    Found {
        words: words.collect(),
        // Of too many who may count no sum is exact.
        counted: found.figures[account].total.exact().unwrap_or(Yuan::ZERO),
        grant: found.of(at("dibao")).next().unwrap().grant(),
        groups: found.groups.iter().map(|group| group.categories.len()).collect(),
    }
}

fn words(found: &Found) -> [Conclusion; 5] {
    ["dibao", "edge", "lone-old.p1", "lone-old.p2", "lone-old.p3"].map(|id| found.words[id])
}

const YES: Conclusion = Conclusion::Fits;
const NO: Conclusion = Conclusion::DoesNotFit;

#[test]
fn a_family_below_the_line_comes_out_as_worked_out_by_hand() {
    // In half a year: 5,000 of casual wages, half of it; 1,200 of subsidy; no gifts; the loss of 1,000 is none. 3,700 for
    // two, 7,400 a year, and the mother, who lives elsewhere, does not count.
    let below = found(&[]);
    assert_eq!(below.counted, Yuan::whole(3700));
    // p1: 7,400 a year, at most 7,500; p2 is 64; p3 does not count.
    assert_eq!(words(&below), [YES, NO, YES, NO, NO]);
    // Without land by the urban standard: 600 × 12 × 2 − 7,400.
    assert_eq!(below.grant, Some(Bounds::exactly(Yuan::whole(7000))));
    assert_eq!(below.groups, [3]);
    // With land by the rural one: 6,000 × 2 − 7,400.
    let landed = found(&[("/background/land", json!({"is": true}))]);
    assert_eq!(landed.grant, Some(Bounds::exactly(Yuan::whole(4600))));
    // Of 1,000 for rehabilitation half is taken off.
    let treated = found(&[
        ("/expenses/items/0/kind", json!("rehabilitation")),
        ("/expenses/items/0/amount", json!({"is": "1000"})),
    ]);
    assert_eq!(treated.counted, Yuan::whole(3200));
}

/// Whether thirteen more are the spouse nobody knows: too many worlds to look at each. Of at most fifteen, 100,000 a year is too
/// much by the rural line of 6,000 and little enough by the urban one of 7,200, and who has no land goes by that.
#[test]
fn beyond_the_cap_it_is_open_whose_line_applies() {
    let person = |at: usize| json!({"id": format!("q{at}"), "birth": {"is": "1990-01-01"}, "away": {"is": "no"}});
    let paths: Vec<String> = (3..16).map(|at| format!("/people/items/{at}")).collect();
    let mut with: Vec<(&str, Value)> = paths.iter().enumerate().map(|(at, path)| (path.as_str(), person(at))).collect();
    with.push(("/incomes/wages/items/0/kind", json!("regular-wage")));
    with.push(("/incomes/wages/items/0/each", json!({"is": "9760"})));
    with.push(("/background/land", json!("unknown")));
    assert_eq!(found(&with).words["dibao"], Conclusion::MayFit);
}

#[test]
fn its_own_multiple_is_held_to_the_fen() {
    // 4,704 × 5, half of it, and 1,200: 12,960, by the year 25,920 = 1.8 × 7,200 × 2.
    let wage = ("/incomes/wages/items/0/each", json!({"is": "4704"}));
    let on = found(std::slice::from_ref(&wage));
    assert_eq!(on.counted, Yuan::whole(12_960));
    assert_eq!(words(&on), [NO, YES, NO, NO, NO]);
    let fen = ("/incomes/property/items/0/each", json!({"is": "0.01"}));
    assert_eq!(words(&found(&[wage, fen])), [NO; 5]);
}

#[test]
fn its_window_has_no_seventh_month() {
    let with = [("/incomes/wages/items/0/times".to_owned(), json!({"is": 7}))];
    let household = doudi_tests::household("tests/sixth/family.json", &with).unwrap();
    let rulebook = doudi_tests::sixth().unwrap();
    let (place, town) = rulebook.find("sixth/any").unwrap();
    let Err(Refused::Problems(problems)) = assess(place.book(town), &household, household.on.unwrap()) else {
        panic!("seven months of six");
    };
    let [Problem { at, what: Wrong::TooOften { told: 7, most: 6 } }] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!(at, "incomes.wages.items[0].times");
}

#[test]
fn its_property_limits_have_figures() {
    let dibao = |with: &[(&str, Value)]| words(&found(with))[0];
    // Twice 7,200 for each of two; with land twice 6,000.
    let saved = |sum: &str| ("/assets/savings", json!({"is": sum}));
    assert_eq!([dibao(&[saved("28800")]), dibao(&[saved("28800.01")])], [YES, NO]);
    let land = ("/background/land", json!({"is": true}));
    assert_eq!([dibao(&[saved("24000"), land.clone()]), dibao(&[saved("24000.01"), land])], [YES, NO]);
    assert_eq!(dibao(&[("/assets/savings", json!("unknown"))]), Conclusion::MayFit);
    assert_eq!(
        [dibao(&[("/assets/homes", json!({"is": 2}))]), dibao(&[("/assets/vehicle", json!({"is": true}))])],
        [NO; 2]
    );
    // What has no figure is verified, unless a figure already rules it out.
    let insured = ("/assets/insurance", json!({"is": true}));
    assert_eq!(dibao(std::slice::from_ref(&insured)), Conclusion::MetToVerify);
    assert_eq!(dibao(&[insured, saved("28800.01")]), NO);
}

#[test]
fn its_merged_class_takes_spending_too() {
    let spent = |sum: &str, costs: &str| {
        words(&found(&[
            ("/incomes/wages/items/0/each", json!({"is": "4704"})),
            ("/incomes/property/items/0/each", json!({"is": "0.01"})),
            ("/incomes/business/items/0/costs", json!({"is": costs})),
            ("/expenses/items/0/amount", json!({"is": sum})),
        ]))[1]
    };
    // Against spending wages and gifts count, the subsidy does not, and the loss of 1,000 is set off: 23,520 + 5,000 + 0.01
    // − 1,000; two fifths are 11,008.004.
    assert_eq!([spent("11008", "3000"), spent("11008.01", "3000")], [NO, YES]);
    // A loss of 39,000 leaves no income, and no spending is not more than two fifths of none.
    assert_eq!([spent("0", "41000"), spent("0.01", "41000")], [NO, YES]);
}

#[test]
fn its_old_people_are_old_on_their_birthday() {
    let born = |day: &str| words(&found(&[("/people/items/1/birth", json!({"is": day}))]))[3];
    assert_eq!([born("1960-06-30"), born("1960-07-01")], [YES, NO]);
}

#[test]
fn its_own_notice_takes_the_place_of_the_nations() {
    let rulebook = doudi_tests::sixth().unwrap();
    let household = doudi_tests::household("tests/sixth/family.json", &[]).unwrap();
    let (place, town) = rulebook.find("sixth/any").unwrap();
    let book = place.book(town);
    let accepted = "2025-11-20".parse().unwrap();
    let found = assess(book, &household, accepted).unwrap();
    let schedule = schedule(book, &household, &found, accepted);
    let dibao = book.categories.iter().position(|category| category.id == "dibao").unwrap();
    let track = schedule.tracks.iter().find(|track| track.categories.contains(&dibao)).unwrap();
    let ids = |planned: &[Planned]| planned.iter().map(|one| book.steps[one.step].id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&track.parts), ["dibao-survey", "dibao-opinion", "long-notice", "dibao-confirm", "dibao-check"]);
    // 3 working days to 25 November, 10 days to 5 December, 10 working days to 19 December; the 30 end on 4 January, a
    // Sunday that is worked: 22 to 26, 29 to 31 and that one are left. The nation's seven days would leave twelve.
    assert_eq!(track.fits[0].spare, Some(9));
    // Two working days after 4 January and not three; the month after is February.
    let later: Vec<Option<Day>> = track.later.iter().map(|one| one.due.day()).collect();
    assert_eq!(ids(&track.later)[..2], ["dibao-refused", "dibao-paid"]);
    assert_eq!(later[..2], [Day::new(2026, 1, 6), Day::new(2026, 2, 1)]);
    // Nobody can date an emergency: its hours are told, and no day.
    let aid = schedule.undated.iter().map(|at| &book.steps[*at]).find(|step| step.id == "aid").unwrap();
    assert_eq!(aid.takes, Takes::Span(Span { many: 48, unit: SpanUnit::Hours, at_least: false }));
}

#[test]
fn its_book_says_to_the_naive_interpreter_what_it_says_to_the_engine() {
    let tally = hammer(&doudi_tests::sixth().unwrap(), 1, 150).unwrap();
    assert_eq!(tally.violations, 0, "{:#?}\n{}", tally.kinds, tally.shown.join("\n"));
    assert!(tally.fitting > 150, "{tally:?}");
}

/// The pages ask for the last twelve months in so many words. A place with another window needs them to take the number
/// from its rules first.
#[test]
fn every_place_counts_the_twelve_months_the_pages_ask_for() {
    for place in doudi_tests::rulebook().unwrap().places {
        for book in [&place.pilot, &place.general] {
            assert_eq!(book.window.months, 12, "{}", place.listing.id);
        }
    }
}

#[test]
fn no_word_of_the_vocabulary_serves_one_place_only() {
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in read_folder(&doudi_tests::root().join("rules")).unwrap() {
        let layer = source.name.split('/').nth(1).unwrap().to_owned();
        let table: toml::Table = source.text.parse().unwrap();
        let mut told = BTreeSet::new();
        for (name, items) in &table {
            for item in items.as_array().into_iter().flatten() {
                words_of(name, item, &mut told);
            }
        }
        for word in told {
            users.entry(word).or_default().insert(layer.clone());
        }
    }
    let words = users.len();
    users.retain(|_, layers| layers.len() == 1 && !layers.contains("national"));
    assert_eq!(users, BTreeMap::new(), "of {words} words");
    assert!(words > 60);
    assert_eq!(spelled(&Conclusion::Fits), "fits");
}

/// The words an item uses: of its tests, and of itself where it is a treatment, a grant, a category and the like.
fn words_of(name: &str, item: &toml::Value, told: &mut BTreeSet<String>) {
    let Some(table) = item.as_table() else { return };
    for (key, value) in table {
        match (name, key.as_str()) {
            // How a place works is told and decides nothing: its headings are no words of rules.
            ("process", _) => {}
            (_, "id" | "scope" | "name" | "short" | "cite" | "text" | "question" | "zh" | "en" | "title") => {}
            (_, "test" | "when") => {
                told.insert(format!("{name} {key}"));
                tests_of(value, told);
            }
            ("category", "all" | "grants" | "notes") => {
                for inner in value.as_array().into_iter().flatten() {
                    words_of(if key == "all" { "condition" } else { key }, inner, told);
                }
            }
            // A length in hours is as much a length as one in days, and a way is named by its id.
            ("step", "route") => {}
            ("step", "instead" | "note") => {
                told.insert(format!("step {key}"));
            }
            (_, "losses" | "holder" | "told" | "unit" | "how" | "gate" | "stage") => {
                told.insert(format!("{name} {key} = {}", value.as_str().unwrap_or_default()));
            }
            ("treatment" | "area" | "grants", _) => {
                told.insert(format!("{name} {key}"));
            }
            _ => {}
        }
    }
}

fn tests_of(test: &toml::Value, told: &mut BTreeSet<String>) {
    match test {
        toml::Value::Array(several) => several.iter().for_each(|one| tests_of(one, told)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                told.insert(format!("test {key}"));
                if matches!(value, toml::Value::Table(_)) || matches!(key.as_str(), "all" | "any") {
                    tests_of(value, told);
                }
            }
        }
        _ => {}
    }
}
