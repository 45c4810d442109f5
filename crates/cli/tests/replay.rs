//! `doudi replay`: a receipt code against a household file, and what does not match.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What the program says, and how it leaves.
fn doudi(arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_doudi")).current_dir(root()).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).unwrap(), output.status.code())
}

/// Example A with some values put elsewhere, as a file of that name.
fn file(name: &str, with: &[(&str, Value)]) -> String {
    let text = fs::read_to_string(root().join("examples/a-clear-below.json")).unwrap();
    let mut household: Value = serde_json::from_str(&text).unwrap();
    household["salt"] = json!("0123456789ABCDEF");
    for (pointer, value) in with {
        match value {
            Value::Null => drop(household.as_object_mut().unwrap().remove(&pointer[1..])),
            value => *household.pointer_mut(pointer).unwrap() = value.clone(),
        }
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, household.to_string()).unwrap();
    path.to_string_lossy().into_owned()
}

fn receipt(file: &str) -> Value {
    let (report, left) = doudi(&["assess", file, "--json"]);
    assert_eq!(left, Some(0), "{report}");
    serde_json::from_str::<Value>(&report).unwrap()["receipt"].clone()
}

fn code(file: &str) -> String {
    receipt(file)["code"].as_str().unwrap().to_owned()
}

#[test]
fn the_same_file_gives_the_same_result_to_the_letter() {
    let file = file("same.json", &[]);
    let code = code(&file);
    let (again, left) = doudi(&["replay", &file, &code.to_lowercase().replace('-', " ")]);
    assert_eq!(left, Some(0), "{again}");
    let (told, _) = doudi(&["assess", &file]);
    assert!(again.ends_with(&told), "{again}");
    assert!(told.contains(&code), "{told}");
    // Told in English it is the same result.
    assert_eq!(doudi(&["--lang", "en", "replay", &file, &code]).1, Some(0));
}

#[test]
fn what_does_not_match_is_named_and_nothing_else() {
    let code = code(&file("first.json", &[]));
    let differs = |name: &str, pointer: &str, value: Value| {
        let (said, left) = doudi(&["replay", &file(name, &[(pointer, value)]), &code]);
        assert_eq!(left, Some(2), "{said}");
        ["日期", "程序", "地方或规则", "家庭情况", "结果"]
            .into_iter()
            .filter(|part| said.contains(part))
            .collect::<Vec<_>>()
    };
    assert_eq!(differs("wage.json", "/incomes/wages/items/0/each", json!({ "is": "901" })), ["家庭情况", "结果"]);
    assert_eq!(differs("place.json", "/place", json!("daye/other")), ["地方或规则", "结果"]);
    assert_eq!(differs("day.json", "/on", json!("2025-11-21")), ["日期"]);
    // Another salt is another household, as far as a code can tell.
    assert_eq!(differs("salt.json", "/salt", json!("0123456789ABCDEG")), ["家庭情况", "结果"]);
}

#[test]
fn a_slip_and_a_missing_salt_are_said() {
    let told = file("slip.json", &[]);
    let code = code(&told);
    let other = if code.ends_with('0') { "1" } else { "0" };
    let (said, left) = doudi(&["replay", &told, &format!("{}{other}", &code[..18])]);
    assert_eq!((said.contains("念错了"), left), (true, Some(2)), "{said}");
    let (said, left) = doudi(&["replay", &told, "1234"]);
    assert_eq!((said.contains("不是回执码"), left), (true, Some(2)), "{said}");
    let without = file("without.json", &[("/salt", Value::Null)]);
    let (said, left) = doudi(&["replay", &without, &code]);
    assert_eq!((said.contains("--salt"), left), (true, Some(2)), "{said}");
    assert_eq!(doudi(&["replay", &without, &code, "--salt", "0123456789ABCDEF"]).1, Some(0));
}

#[test]
fn nothing_of_the_family_is_in_the_code_and_chance_salts_it_where_the_file_has_none() {
    let receipt = receipt("examples/a-clear-below.json");
    assert_eq!(receipt["salt"].as_str().unwrap().len(), 16);
    assert_ne!(code("examples/a-clear-below.json"), code("examples/a-clear-below.json"));
    // Two families, one salt: day, program and rules are the same, and so is how the codes begin.
    let (one, other) =
        (code(&file("one.json", &[])), code(&file("two.json", &[("/assets/savings", json!({ "is": "7" }))])));
    assert_eq!(one[..9], other[..9]);
    assert_ne!(one, other);
}
