//! None, not asked, don't know, a range, one of several and zero are different things in the file, both ways, for every
//! answer and every list of a household. `crates/cli/tests/assess.rs` has the same of the command line.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::collections::BTreeMap;

use doudi_facts::household::Household;
use doudi_facts::question::QuestionId;
use doudi_handoff::file::{read, write};
use doudi_tests::generate::states::{State, every};
use serde_json::Value;

#[test]
fn every_state_of_every_answer_has_a_text_of_its_own_and_comes_back() {
    let answers = every();
    // Area; fourteen and six of each of two people, and one of a supporter; five of an income under each head; a payment and
    // an expense; seven of property, five of the background, a day of what is past; twelve lists, and four of each of two people.
    assert_eq!(answers.len(), 1 + 2 * (14 + 6 + 1) + 4 * 5 + 2 + 7 + 5 + 1 + 12 + 2 * 4);
    for states in &answers {
        let mut texts = BTreeMap::new();
        for State { at, name, household } in states {
            let text = write(household);
            assert_eq!(read(&text).as_ref(), Ok(household), "{at} {name}");
            // Any other program reads and writes the same.
            assert_eq!(serde_json::from_str::<Household>(&text).unwrap(), *household, "{at} {name}");
            assert_eq!(serde_json::to_string_pretty(household).unwrap() + "\n", text, "{at} {name}");
            stands(&text, *at, name);
            // A file that says one thing is not read as another that is like it.
            if let Some(other) = texts.insert(text, name) {
                panic!("{at}: {name} and {other} are one text");
            }
        }
    }
}

/// Whether the file says so at that place, and nowhere else.
fn stands(text: &str, fact: QuestionId, name: &str) {
    let json: Value = serde_json::from_str(text).unwrap();
    let pointer = format!("/{}", fact.to_string().replace(".items[", "/items/").replace(']', "").replace('.', "/"));
    let told = json.pointer(&pointer);
    match name {
        "not asked" | "untouched" | "some" => assert_eq!(told, None, "{fact} {name}"),
        "don't know" | "none so far" | "perhaps more" => {
            assert_eq!(told, Some(&Value::from("unknown")), "{fact} {name}")
        }
        "none" | "all" => assert_eq!(told, Some(&Value::from("yes")), "{fact} {name}"),
        _ => {
            let key = name.split(' ').next().unwrap().replace("range", "between").replace("one", "one-of");
            assert!(told.is_some_and(|told| told.get(key).is_some()), "{fact} {name}: {told:?}");
        }
    }
}
