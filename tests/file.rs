//! The household file: what is read back, and what is refused, at which place and as what.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::assess::screen;
use doudi_engine::check::{Wrong, check};
use doudi_engine::verdict::Conclusion;
use doudi_facts::day::Day;
use doudi_facts::household::{Head, Household};
use doudi_facts::money::Yuan;
use doudi_handoff::file::{FormatError, LONGEST, Unreadable, read, write};
use doudi_tests::generate::households::{ON, plausible, told};
use doudi_words::{Lang, Words};
use proptest::prelude::*;
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../examples/a-clear-below.json");

fn on() -> Day {
    Day::new(ON.0, ON.1, ON.2).unwrap()
}

/// The example with one value set; keys that are not there yet are made.
fn with(pointer: &str, value: Value) -> String {
    let mut json: Value = serde_json::from_str(EXAMPLE).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
        Value::Array(items) if key == "-" => items.push(value),
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        other => panic!("{other} has no {key}"),
    }
    json.to_string()
}

fn refused(text: &str) -> Unreadable {
    read(text).expect_err("this file must be refused")
}

#[track_caller]
fn shape(pointer: &str, value: Value, at: &str, odd: FormatError) {
    assert_eq!(refused(&with(pointer, value)), Unreadable::Shape { at: at.to_owned(), odd });
}

/// Reads, then checks: the one problem there is.
#[track_caller]
fn problem(pointer: &str, value: Value, at: &str, what: Wrong) {
    let household = read(&with(pointer, value)).unwrap();
    let problems = check(&household, on());
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!((problems[0].at.as_str(), &problems[0].what), (at, &what));
}

// ---- what is no household file ------------------------------------------------------------------------------------

#[test]
fn what_is_not_json_is_refused_at_line_and_column() {
    assert_eq!(refused("{\n  \"doudi\": 1,\n  oops\n}"), Unreadable::NotJson { line: 3, column: 3 });
    assert_eq!(refused(""), Unreadable::NotJson { line: 1, column: 0 });
    assert!(matches!(refused(&EXAMPLE[..EXAMPLE.len() / 2]), Unreadable::NotJson { .. }));
    assert!(matches!(refused(&format!("{EXAMPLE} x")), Unreadable::NotJson { .. }));
}

#[test]
fn another_version_is_told_before_unknown_keys() {
    let version = |text: &str| match refused(text) {
        Unreadable::Version { found } => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(version(r#"{"doudi": 3, "colour": 1}"#), Some("3".to_owned()));
    assert_eq!(version(r#"{"doudi": "one"}"#), Some("one".to_owned()));
    assert_eq!(version(r#"{"doudi": 4294967297}"#), Some("4294967297".to_owned()));
    for none in [r#"{"colour": 1}"#, "{}", "[]", "[1]", "null", "7", r#"{"doudi": null}"#] {
        assert_eq!(version(none), None, "{none}");
    }
}

#[test]
fn what_is_too_long_is_not_even_read() {
    assert_eq!(refused(&"x".repeat(LONGEST + 1)), Unreadable::TooLong);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = format!(r#"{{"doudi": 1, "area": {}1{}}}"#, r#"{"is":"#.repeat(20_000), "}".repeat(20_000));
    assert!(matches!(refused(&deep), Unreadable::NotJson { .. }));
    let deep = "[".repeat(100_000);
    assert!(matches!(refused(&deep), Unreadable::NotJson { .. }));
}

#[test]
fn a_mark_before_the_text_is_passed_over() {
    assert_eq!(read(&format!("\u{feff}{EXAMPLE}")), read(EXAMPLE));
}

// ---- the form of one part -----------------------------------------------------------------------------------------

#[test]
fn an_amount_without_quotes_is_refused_with_the_mend() {
    let at = "incomes.wages.items[0].each.is";
    shape("/incomes/wages/items/0/each/is", json!(900), at, FormatError::Unquoted);
    let tell = refused(&with("/incomes/wages/items/0/each/is", json!(900))).tell(Words::ZH);
    assert!(
        tell.starts_with(&format!("“打工、上班的收入”第 1 笔的“金额” {at}："))
            && tell.contains("引号")
            && tell.contains("\"900\""),
        "{tell}"
    );
    let tell = refused(&with("/incomes/wages/items/0/each/is", json!(900))).tell(Words { lang: Lang::En });
    assert!(tell.contains("in quotes, such as \"900\""), "{tell}");
}

#[test]
fn amounts_are_plain_digits_in_ascii_to_the_fen() {
    let (pointer, at) = ("/incomes/wages/items/0/each/is", "incomes.wages.items[0].each.is");
    for wrong in ["१२", "９００", "一百", "1,000", "1e3", "900元", " 900", "", "0x10", "NaN", "١"] {
        shape(pointer, json!(wrong), at, FormatError::Amount);
    }
    shape(pointer, json!("9".repeat(60)), at, FormatError::Amount);
    shape(pointer, json!("0.001"), at, FormatError::BelowFen);
}

#[test]
fn days_are_days_of_the_calendar() {
    for wrong in ["1967-02-30", "1967-3-5", "１９６７-03-15", "1967", "0000-01-01"] {
        shape("/people/items/0/birth/is", json!(wrong), "people.items[0].birth.is", FormatError::Day);
    }
    shape("/on", json!(20251120), "on", FormatError::Unquoted);
}

#[test]
fn an_unknown_key_is_refused_wherever_it_stands() {
    let key = |name: &str| FormatError::Key(name.to_owned());
    shape("/colour", json!(1), "colour", key("colour"));
    shape("/people/items/0/name", json!("张三"), "people.items[0].name", key("name"));
    shape("/assets/cars", json!({"is": 1}), "assets.cars", key("cars"));
    shape("/incomes/pension", json!({}), "incomes.pension", key("pension"));
}

#[test]
fn a_key_that_is_there_twice_is_refused() {
    let twice = |text: &str, at: &str, key: &str| {
        assert_eq!(refused(text), Unreadable::Shape { at: at.to_owned(), odd: FormatError::Twice(key.to_owned()) });
    };
    twice(r#"{"doudi": 1, "doudi": 1}"#, "", "doudi");
    twice(r#"{"doudi": 1, "area": {"is": "rural"}, "area": {"is": "urban"}}"#, "", "area");
    twice(r#"{"doudi": 1, "people": {"items": [{"id": "p1", "id": "p2"}]}}"#, "people.items[0]", "id");
    let both = r#"{"doudi": 1, "area": {"is": "rural", "is": "urban"}}"#;
    assert_eq!(refused(both), Unreadable::Shape { at: "area".to_owned(), odd: FormatError::Answer });
    let ends = r#"{"doudi": 1, "assets": {"savings": {"between": {"from": "1", "from": "2"}}}}"#;
    twice(ends, "assets.savings.between", "from");
}

#[test]
fn an_answer_has_one_of_its_forms() {
    for wrong in [json!("900"), json!(null), json!(true), json!({}), json!({"from": "1"}), json!("not-asked")] {
        shape("/assets/savings", wrong, "assets.savings", FormatError::Answer);
    }
}

#[test]
fn an_answer_of_two_forms_is_refused() {
    shape("/assets/savings", json!({"is": "1", "one-of": ["1"]}), "assets.savings", FormatError::Answer);
}

#[test]
fn a_word_of_no_list_is_refused_with_the_list() {
    let Unreadable::Shape { at, odd: FormatError::Choice { told, known } } =
        refused(&with("/incomes/wages/items/0/kind", json!("salary")))
    else {
        panic!("not a choice")
    };
    assert_eq!((at.as_str(), told.as_str()), ("incomes.wages.items[0].kind", "salary"));
    assert!(known.starts_with("regular-wage, casual-wage, public-post"), "{known}");
}

#[test]
fn what_must_be_there_is_named() {
    shape("/people/items/-", json!({}), "people.items[2]", FormatError::Missing("id".to_owned()));
}

#[test]
fn counts_and_yes_or_no_are_not_in_quotes() {
    let at = "incomes.wages.items[0].times.is";
    for wrong in [json!("12"), json!(-1), json!(1.5), json!(70_000)] {
        shape("/incomes/wages/items/0/times/is", wrong, at, FormatError::Count(65_535));
    }
    shape("/assets/vehicle/is", json!("no"), "assets.vehicle.is", FormatError::YesNo);
    shape("/assets/vehicle/is", json!(0), "assets.vehicle.is", FormatError::YesNo);
}

#[test]
fn none_is_a_complete_list_and_not_a_bare_one() {
    shape("/incomes/wages", json!([]), "incomes.wages", FormatError::List);
    shape("/people", json!([[{"id": "p1"}]]), "people", FormatError::List);
    shape("/people/items/-", json!(["p3"]), "people.items[2]", FormatError::List);
    shape("/assets", json!([]), "assets", FormatError::List);
}

#[test]
fn no_refusal_shows_a_name_of_the_program() {
    let texts = [
        with("/people", json!(3)),
        with("/people", json!("none")),
        with("/people/items", json!({})),
        with("/people/items/0", json!("p1")),
        with("/assets", json!(null)),
        with("/people/complete", json!("no")),
        with("/people/complete", json!(true)),
        with("/people/items/0/disability/is", json!({"card": {"grade": 2}})),
        with("/people/items/0/disability/is", json!("card")),
        with("/people/items/0/disability/is", json!({"card": 2})),
        with("/incomes/wages/items/0/per", json!(12)),
        with("/assets/savings", json!({"between": 5})),
        with("/assets/savings", json!({"between": {"low": "1"}})),
        with("/assets/savings", json!({"one-of": "5"})),
    ];
    for text in texts {
        let told = refused(&text).tell(Words::ZH);
        for name in ["struct", "enum", "variant", "Known", "List", "u16", "serde", "expected"] {
            assert!(!told.contains(name), "{told}");
        }
    }
}

// ---- what cannot be -----------------------------------------------------------------------------------------------

#[test]
fn nobody_is_born_after_the_application() {
    let born = Day::new(2025, 11, 21).unwrap();
    problem("/people/items/1/birth/is", json!("2025-11-21"), "people.items[1].birth", Wrong::Future(born));
}

#[test]
fn a_year_has_twelve_months() {
    let most = Wrong::TooOften { told: 13, most: 12 };
    problem("/incomes/wages/items/0/times/is", json!(13), "incomes.wages.items[0].times", most);
}

#[test]
fn a_sum_of_a_trillion_is_a_digit_too_many() {
    let sum = Yuan::whole(1_000_000_000_000);
    problem("/assets/savings/is", json!("1000000000000"), "assets.savings", Wrong::TooLarge(sum));
}

#[test]
fn a_sum_is_not_negative() {
    let sum = Yuan::whole(-1);
    problem("/incomes/wages/items/0/each/is", json!("-1"), "incomes.wages.items[0].each", Wrong::Negative(sum));
}

#[test]
fn an_income_is_somebodys() {
    let absent = Wrong::NoSuchPerson("p9".to_owned());
    problem("/incomes/wages/items/0/who", json!("p9"), "incomes.wages.items[0].who", absent);
    let paid = json!({"items": [{"who": "p9", "kind": "tax"}], "complete": "yes"});
    problem("/paid-out", paid, "paid-out.items[0].who", Wrong::NoSuchPerson("p9".to_owned()));
}

#[test]
fn a_range_goes_up_and_has_an_end() {
    let savings = |range: Value, what| problem("/assets/savings", json!({ "between": range }), "assets.savings", what);
    savings(json!({"from": "2", "to": "1"}), Wrong::Inverted);
    savings(json!({}), Wrong::Empty);
    problem("/area", json!({"one-of": []}), "area", Wrong::Empty);
    problem("/assets/vehicle", json!({"one-of": []}), "assets.vehicle", Wrong::Empty);
    problem("/people/items/1/married", json!({"one-of": []}), "people.items[1].married", Wrong::Empty);
}

#[test]
fn there_is_one_applicant() {
    problem("/people/items/1/relation/is", json!("self"), "people.items", Wrong::Applicants(2));
    problem("/people/items/0/relation/is", json!("sibling"), "people.items", Wrong::Applicants(0));
}

#[test]
fn two_people_have_two_ids() {
    let same = Wrong::SamePerson("p1".to_owned());
    problem("/people/items/1/id", json!("p1"), "people.items[1].id", same);
}

#[test]
fn a_disability_has_four_grades() {
    let card = |grade: u8| json!({"card": {"kind": "limbs", "grade": grade}});
    problem("/people/items/0/disability/is", card(5), "people.items[0].disability", Wrong::Grade(5));
    problem("/people/items/0/disability/is", card(0), "people.items[0].disability", Wrong::Grade(0));
}

#[test]
fn an_income_stands_under_its_head() {
    let head = Wrong::WrongHead(Head::Transfers);
    problem("/incomes/wages/items/0/kind", json!("gift"), "incomes.wages.items[0].kind", head);
}

#[test]
fn a_sum_of_the_window_comes_once() {
    let once = Wrong::TimesOfWindow;
    problem("/incomes/business/items/0/times", json!({"is": 1}), "incomes.business.items[0].times", once);
}

// ---- whatever comes -----------------------------------------------------------------------------------------------

#[test]
fn every_example_is_read_back_as_it_was_and_can_be() {
    let folder = std::fs::read_dir(doudi_tests::root().join("examples")).unwrap();
    for path in folder.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let household = read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(read(&write(&household)), Ok(household.clone()), "{}", path.display());
        assert_eq!(check(&household, household.on.unwrap_or(on())), [], "{}", path.display());
    }
}

/// The example explained in the docs, with `/incomes/transfers/complete` as told there and as it would settle things.
#[test]
fn the_documented_example_comes_out_as_the_page_says() {
    let page = std::fs::read_to_string(doudi_tests::root().join("docs/household.md")).unwrap();
    let example = page.split("```json\n").last().and_then(|rest| rest.split("```").next()).unwrap();
    let rulebook = doudi_tests::rulebook().unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let dibao = |text: &str| {
        let book = place.book(town);
        let found = screen(book, &read(text).unwrap(), on()).unwrap();
        let category = book.categories.iter().position(|category| category.id == "dibao").unwrap();
        (found.of(category).next().unwrap().word, found.figures[0].total.high, found.figures[0].per_head.high)
    };
    assert_eq!(dibao(example), (Conclusion::MayFit, None, None));
    let settled = example.replace(r#""complete": "unknown""#, r#""complete": "yes""#);
    assert_eq!(dibao(&settled), (Conclusion::Fits, Some(Yuan::whole(11_524)), Some(Yuan::whole(5762))));
}

/// One byte or piece of a valid file taken out, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "", "{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "-", "\\u0000", "\\ud800", "\"is\":", "9", "é",
        "\u{0}",
    ]);
    (any::<proptest::sample::Index>(), 0_usize..12, piece).prop_map(|(at, cut, piece)| {
        let chars: Vec<char> = EXAMPLE.chars().collect();
        let at = at.index(chars.len());
        let rest = chars.iter().skip(at + cut);
        chars.iter().take(at).copied().chain(piece.chars()).chain(rest.copied()).collect()
    })
}

/// JSON of any form below the keys a household has.
fn odd_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        proptest::sample::select(vec!["unknown", "yes", "p1", "900", "2025-11-20", "self"]).prop_map(Value::from),
    ];
    let key = proptest::sample::select(vec!["is", "between", "one-of", "from", "to", "items", "complete", "id", "who"]);
    leaf.prop_recursive(4, 24, 3, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Whatever was read can be told, checked, and written; nothing on the way panics.
fn survives(text: &str) {
    match read(text) {
        Ok(household) => {
            check(&household, on());
            assert_eq!(read(&write(&household)), Ok(household));
        }
        Err(refusal) => assert!(!refusal.tell(Words::ZH).is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn any_damage_to_a_file_is_read_or_refused(text in mutated()) {
        survives(&text);
    }

    #[test]
    fn any_json_in_any_place_is_read_or_refused(
        value in odd_json(),
        key in proptest::sample::select(vec!["area", "people", "incomes", "paid-out", "expenses", "assets", "on"]),
    ) {
        survives(&json!({"doudi": 1, key: value}).to_string());
    }

    #[test]
    fn what_is_written_is_read_back(household in told()) {
        let text = write(&household);
        prop_assert!(text.ends_with('\n'));
        prop_assert_eq!(read(&text), Ok(household));
    }

    #[test]
    fn anything_a_file_can_say_can_be_checked(household in told()) {
        check(&household, on());
    }

    #[test]
    fn plausible_households_can_be(household in plausible()) {
        prop_assert_eq!(check(&household, on()), vec![]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plausible_households_are_assessed(household in plausible()) {
        let rulebook = doudi_tests::rulebook().unwrap();
        let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
        let household: Household = household;
        prop_assert!(screen(place.book(town), &household, on()).is_ok());
    }
}
