//! The schema of the household file: committed as the program prints it, and every example fits it.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed() -> String {
    fs::read_to_string(root().join("docs/household.schema.json")).unwrap()
}

fn allows(household: &Value) -> bool {
    jsonschema::draft202012::is_valid(&serde_json::from_str(&committed()).unwrap(), household)
}

#[test]
fn the_committed_schema_is_the_one_the_program_prints() {
    let printed = Command::new(env!("CARGO_BIN_EXE_doudi")).arg("schema").output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let mend = "run `cargo run -p doudi-cli -- schema > docs/household.schema.json`";
    assert_eq!(printed, committed(), "{mend}");
}

#[test]
fn every_example_fits_the_schema() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "json") {
            let example = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            assert!(allows(&example), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 5);
}

#[test]
fn the_documented_example_fits_the_schema() {
    let page = fs::read_to_string(root().join("docs/household.md")).unwrap();
    let example = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert!(allows(&serde_json::from_str(example).unwrap()));
}

#[test]
fn the_schema_knows_the_five_states_of_an_answer() {
    let savings = |answer: Value| json!({"doudi": 1, "assets": {"savings": answer}});
    assert!(allows(&json!({"doudi": 1, "assets": {}})));
    for answer in [
        json!("unknown"),
        json!({"is": "900.50"}),
        json!({"between": {"from": "1", "to": "2"}}),
        json!({"between": {"from": "1"}}),
        json!({"one-of": ["1", "2"]}),
    ] {
        assert!(allows(&savings(answer.clone())), "{answer}");
    }
    for answer in [
        json!({"is": 900}),
        json!({"is": "1,000"}),
        json!({"is": "0.001"}),
        json!("900"),
        json!(null),
        json!({"one-of": []}),
        json!({"is": "1", "one-of": ["1"]}),
    ] {
        assert!(!allows(&savings(answer.clone())), "{answer}");
    }
}

#[test]
fn the_schema_knows_days_versions_and_keys() {
    assert!(allows(&json!({"doudi": 1, "on": "2025-11-20"})));
    for wrong in [
        json!({"doudi": 3}),
        json!({"on": "2025-11-20"}),
        json!({"doudi": 1, "on": "20.11.2025"}),
        json!({"doudi": 1, "colour": 1}),
        json!({"doudi": 1, "people": [{"id": "p1"}]}),
    ] {
        assert!(!allows(&wrong), "{wrong}");
    }
}
