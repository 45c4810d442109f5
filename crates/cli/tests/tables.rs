//! `doudi screen` on tables that are not as they should be: no row is lost in silence, and no cell is guessed at.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The ids that were assessed, each message, and the exit code.
fn screened(table: &str, more: &[&str]) -> (Vec<String>, Vec<String>, i32) {
    let mut doudi = Command::new(env!("CARGO_BIN_EXE_doudi"));
    doudi.args(["screen", "-", "--place", "daye/other", "--on", "2025-11-20", "--out-format", "jsonl"]).args(more);
    doudi.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let mut child = doudi.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // What refuses its arguments may be gone before it was written to.
    let _ = child.stdin.take().unwrap().write_all(table.as_bytes());
    let output = child.wait_with_output().unwrap();
    let line = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let ids = String::from_utf8(output.stdout).unwrap().lines().map(line).collect();
    let messages = String::from_utf8(output.stderr).unwrap().lines().map(str::to_owned).collect();
    (ids, messages, output.status.code().unwrap())
}

const HEAD: &str = "户编号,申请地,人员编号,与申请人关系,出生日期";

/// Of rows below [`HEAD`]: the ids, the messages without the count at the end, and the exit code.
fn of(rows: &str) -> (Vec<String>, Vec<String>, i32) {
    let (ids, mut messages, code) = screened(&format!("{HEAD}\n{rows}"), &[]);
    if code == 1 {
        assert!(messages.pop().unwrap().starts_with("看了 "));
    }
    (ids, messages, code)
}

#[track_caller]
fn begins(messages: &[String], starts: &[&str]) {
    assert_eq!(messages.len(), starts.len(), "{messages:#?}");
    for (message, start) in messages.iter().zip(starts) {
        assert!(message.starts_with(start), "{message} does not begin with {start}");
    }
}

#[test]
fn a_quote_that_is_not_closed_names_its_line_and_takes_no_household_along() {
    let (ids, messages, code) = of("A,daye/other,p1,本人,1950-01-01\n\"B,daye/other,p1,本人,1950-01-01\n\
                                    C,daye/other,p1,本人,1950-01-01\nD,daye/other,p1,本人,1950-01-01\n");
    assert_eq!((ids, code), (["A", "C", "D"].map(str::to_owned).to_vec(), 1));
    begins(&messages, &["-：第 3 行：这一行有一个引号没有结束"]);
}

#[test]
fn stray_quotes_do_not_make_three_households_one() {
    let (ids, messages, code) = of("A,daye/other,\"p1,本人,1950-01-01\nB,daye/other,p1,本人,1950-01-01\n\
                                    C,daye/other,p1\",本人,1950-01-01\nD,,p1,本人,1950-01-01\n");
    assert_eq!((ids, code), (["B", "D"].map(str::to_owned).to_vec(), 1));
    begins(&messages, &["-：第 2 行：这一行有一个引号没有结束", "-：第 4 行：引号的位置不对"]);
}

#[test]
fn a_table_whose_lines_end_as_on_old_macs_is_counted_by_its_lines() {
    let rows = "A,daye/other,p1,本人,1950-01-01\rB,daye/other,p1,本人,1950-13-01\rC,daye/other,p1,本人,1950-01-01\r";
    let (ids, messages, code) = screened(&format!("{}\r{rows}", HEAD), &[]);
    assert_eq!((ids, code), (["A", "C"].map(str::to_owned).to_vec(), 1));
    begins(&messages, &["-：第 3 行“出生日期”：这里要写日期", "看了 2 户，跳过 1 户"]);
}

#[test]
fn a_row_whose_quote_is_wrong_spoils_the_household_it_may_belong_to() {
    let (ids, messages, code) = of("A,,p1,本人,1950-01-01\nA,,\"p2,配偶,1950-01-01\nB,,p1,本人,1950-01-01\n");
    assert_eq!((ids, code), (vec!["B".to_owned()], 1));
    begins(&messages, &["-：第 3 行：这一行有一个引号没有结束"]);
    // Whose it is cannot be seen: the household above may be without one of its rows.
    let (ids, messages, code) = of("A,,p1,本人,1950-01-01\n\"A,,p2\nB,,p1,本人,1950-01-01\n");
    assert_eq!((ids, code), (vec!["B".to_owned()], 1));
    begins(&messages, &["-：第 3 行：这一行有一个引号没有结束"]);
}

#[test]
fn a_person_typed_twice_is_named_at_the_second_row() {
    let head = "户编号,与申请人关系,出生日期,存款";
    let twice = format!("{head}\nH1,户主,1967/3/15,0\nH1,配偶,1970/6/1,\nH1,配偶,1970/6/1,\n");
    let (ids, messages, code) = screened(&twice, &[]);
    assert_eq!((ids.len(), code), (0, 1));
    assert!(messages[0].starts_with("-：第 4 行：和第 3 行的关系、出生日期都一样"), "{messages:?}");
    assert!(messages[0].contains("人员编号"), "{messages:?}");
    let (_, messages, _) = screened(&twice, &["--lang", "en"]);
    assert!(messages[0].starts_with("-: line 4: has the same relation and day of birth as line 3"), "{messages:?}");
    // Two children of one year may well be two; twins have ids.
    let (ids, ..) = screened(&format!("{head}\nH1,户主,1967/3/15,0\nH1,子女,2010,\nH1,子女,2010,\n"), &[]);
    assert_eq!(ids, ["H1"]);
    let twins = format!("人员编号,{head}\n1,H1,户主,1967/3/15,0\n2,H1,子女,2010/6/1,\n3,H1,子女,2010/6/1,\n");
    assert_eq!(screened(&twins, &[]).0, ["H1"]);
}

#[test]
fn a_day_that_may_be_either_of_two_is_asked_about() {
    let (ids, messages, code) = of("A,,p1,本人,1965.1\nB,,p1,本人,1965.10\nC,,p1,本人,201203\nD,,p1,本人,65/3/1\n");
    assert_eq!((ids, code), (vec!["B".to_owned()], 1));
    begins(
        &messages,
        &[
            "-：第 2 行“出生日期”：“1965.1”可能是 1965-01，也可能是 1965-10",
            "-：第 4 行“出生日期”：“201203”可能是 2012-03，也可能是 2020-12-03",
            "-：第 5 行“出生日期”：年份要写四位数",
        ],
    );
}

#[test]
fn an_id_that_hides_something_or_was_rounded_is_refused() {
    let (ids, messages, code) = of("4.20222E+17,,p1,本人,1950\n4.20222E+17,,p2,本人,1950\nA,,\"p\n1\",本人,1950\n\
                                    C\u{202e},,p1,本人,1950\nD,,4.2E+17,本人,1950\nE,,\u{1b}[2J,本人,1950\nE1,,p1,本人,1950\n");
    assert_eq!((ids, code), (vec!["E1".to_owned()], 1));
    begins(
        &messages,
        &[
            "-：第 2 行：编号“4.20222E+17”是表格软件改写过的长数字",
            "-：第 3 行：编号“4.20222E+17”是表格软件改写过的长数字",
            "-：第 4 行“人员编号”：编号“p\\n1”太长，或者有换行",
            "-：第 6 行：编号“C\\u{202e}”太长，或者有换行",
            "-：第 7 行“人员编号”：编号“4.2E+17”是表格软件改写过的长数字",
            "-：第 8 行“人员编号”：编号“\\u{1b}[2J”太长，或者有换行",
        ],
    );
}

#[test]
fn a_cell_below_no_heading_and_a_heading_twice_are_refused() {
    let (ids, messages, code) = screened("户编号,与申请人关系,,出生日期\nA,本人,,1950\nB,本人,重病,1950\n", &[]);
    assert_eq!((ids, code), (vec!["A".to_owned()], 1));
    begins(&messages, &["-：第 3 行：第 3 列没有表头", "看了 1 户，跳过 1 户"]);
    let (_, messages, code) = screened("户编号,存款,存款\nA,1,2\n", &[]);
    assert_eq!(code, 2);
    begins(&messages, &["-：表头“存款”重复了"]);
}

#[test]
fn a_heading_and_a_mapping_are_told_back_on_one_line() {
    let long = "长".repeat(20_000);
    let (_, messages, code) = screened(&format!("户编号,\u{1b}[2J,{long}\nA,1,2\n"), &[]);
    assert_eq!(code, 2);
    begins(&messages, &["-：表头“\\u{1b}[2J”不知道是哪一项", "-：表头“长长长"]);
    assert!(messages.iter().all(|message| message.chars().count() < 300), "{messages:?}");
    let map = std::env::temp_dir().join(format!("doudi-map-{}.toml", std::process::id()));
    std::fs::write(&map, "ignore = []\n\"\\u001b[2J\" = 1\n").unwrap();
    let (_, messages, code) = screened("户编号\nA\n", &["--map", map.to_str().unwrap()]);
    std::fs::remove_file(&map).unwrap();
    assert_eq!((messages.len(), code), (1, 2), "{messages:?}");
    let (_, endless, code_of_endless) = screened("户编号\nA\n", &["--map", "/dev/zero"]);
    assert_eq!((endless.len(), code_of_endless), (1, 2), "{endless:?}");
    assert!(messages[0].contains("第 2 行：对照表读不懂") && messages[0].contains("\\u{1b}[2J"), "{messages:?}");
}

#[test]
fn what_to_settle_first_is_in_words_with_its_key_beside_it() {
    let (_, _, code) = screened("户编号,与申请人关系,出生日期\nA,本人,1950\n", &[]);
    assert_eq!(code, 0);
    let mut doudi = Command::new(env!("CARGO_BIN_EXE_doudi"));
    doudi.args(["screen", "examples/screen.csv"]).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    let out = String::from_utf8(doudi.output().unwrap().stdout).unwrap();
    assert!(out.contains("“打工、上班的收入”说完了没有 answer:incomes.wages.complete"), "{out}");
}
