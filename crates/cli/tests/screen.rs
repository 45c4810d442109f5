//! `doudi screen`: the same words as `doudi assess`, one line a household, and bad rows named and passed over.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn piped(mut command: Command, input: &[u8]) -> Output {
    command.current_dir(root()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut to = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // What has seen enough may be gone before all is written.
        scope.spawn(move || to.write_all(input));
        child.wait_with_output().unwrap()
    })
}

fn doudi(arguments: &[&str], input: &[u8]) -> Output {
    let mut doudi = Command::new(env!("CARGO_BIN_EXE_doudi"));
    doudi.args(arguments);
    piped(doudi, input)
}

/// What came out, what was said, and how it left.
fn screened(arguments: &[&str], input: &str) -> (String, String, i32) {
    let output = doudi(&[&["screen"], arguments].concat(), input.as_bytes());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn examples() -> Vec<PathBuf> {
    let paths = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    paths.sort();
    assert!(paths.len() >= 5);
    paths
}

/// Every example as lines of JSON.
fn all_examples() -> String {
    let line = |path: &PathBuf| {
        let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        format!("{file}\n")
    };
    examples().iter().map(line).collect()
}

fn assessed(path: &Path) -> Value {
    let output = doudi(&["assess", path.to_str().unwrap(), "--json"], b"");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The words of a line or a report: of whom, and which.
fn words(of: &Value) -> Vec<[&Value; 4]> {
    let categories = of["categories"].as_array().unwrap();
    categories.iter().map(|one| [&one["id"], &one["who"], &one["word"], &one["assumed"]]).collect()
}

#[test]
fn a_line_says_what_an_assessment_says() {
    let (out, said, code) = screened(&["-"], &all_examples());
    assert_eq!((said.as_str(), code), ("", 0));
    let lines = lines(&out);
    assert_eq!(lines.len(), examples().len());
    for (line, path) in lines.iter().zip(examples()) {
        let report = assessed(&path);
        assert_eq!(words(line), words(&report), "{}", path.display());
        assert_eq!([&line["place"], &line["on"]], [&report["place"], &report["on"]]);
        assert_eq!(line["people"], serde_json::json!([report["people"]["few"], report["people"]["most"]]));
        let figures = report["figures"].as_object().unwrap();
        assert!(figures.values().any(|figure| figure["per-head"] == line["per-head"]), "{}", path.display());
        assert_eq!(line["widened"], report["widened"]);
    }
}

#[test]
fn a_table_says_what_the_same_household_file_says() {
    let (out, said, code) = screened(&["examples/screen.csv", "--out-format", "jsonl"], "");
    let lines = lines(&out);
    // 900 × 12 + (2,400 − 900) = 12,300 for two: 6,150 each, below 8,532.
    assert_eq!(lines[0]["id"], "H001");
    assert_eq!(lines[0]["per-head"], serde_json::json!({ "low": "6150", "high": "6150" }));
    assert_eq!(words(&lines[0]), words(&assessed(Path::new("examples/a-clear-below.json"))));
    assert_eq!(lines[1]["id"], "H002");
    assert_eq!(lines[1]["per-head"]["high"], Value::Null);
    // The third says a day that is none, and an amount in ten thousands.
    assert_eq!((lines.len(), code), (2, 1));
    let said: Vec<&str> = said.lines().collect();
    assert!(said[0].starts_with("examples/screen.csv：第 5 行“出生日期”：这里要写日期"), "{said:?}");
    assert!(said[1].starts_with("examples/screen.csv：第 5 行“打零工”：这里要写数字"), "{said:?}");
    assert_eq!(said[2..], ["看了 2 户，跳过 1 户"]);
}

const TIES: &str = "户编号,申请地,申请日期,城乡,人员编号,与申请人关系,出生日期,住处,同住的人,已婚,配偶编号,父母编号,其他亲属编号,特殊情形,人员齐全\n";

#[test]
fn a_table_says_who_is_tied_to_whom_by_the_ids_of_one_household() {
    let rows = "F1,daye/other,2025-11-20,农村,1,本人,1959/4/5,这个家,,否,,,,无,是\n\
                F1,,,,2,子女,1985/6/7,这个家,,是,3,,,无,\n\
                F1,,,,3,儿媳、女婿,1987/8/9,这个家,,是,2,,,无,\n\
                F1,,,,4,孙子女、外孙子女,2016/2/3,这个家,,否,,2；3,,无,\n\
                F2,daye/other,2025-11-20,农村,1,本人,1959/4/5,这个家,,否,,,,无,是\n\
                F2,,,,2,其他亲属,1990/1/1,这个家,,否,,无,兄弟姐妹:3,无,\n\
                F2,,,,3,子女,1985/6/7,这个家,,否,,,,无,\n";
    let (out, said, code) = screened(&["-", "--out-format", "jsonl"], &format!("{TIES}{rows}"));
    assert_eq!((said.as_str(), code), ("", 0));
    let ids: Vec<Value> = lines(&out).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["F1", "F2"]);
    // The grandmother lives with the one married child: all four are one household.
    assert_eq!(lines(&out)[0]["people"], serde_json::json!([4, 4]));
}

#[test]
fn a_tie_that_cannot_be_is_named_at_its_cell() {
    let rows = "F3,daye/other,2025-11-20,农村,1,本人,1959/4/5,,,否,,,,无,是\n\
                F3,,,,2,其他亲属,1990/1/1,这个家,,否,,,表弟:1,无,\n\
                F4,daye/other,2025-11-20,农村,1,本人,1959/4/5,,,否,,,,无,是\n\
                F4,,,,2,子女,1990/1/1,这个家,,是,9,,,无,\n";
    let (_, said, code) = screened(&["-"], &format!("{TIES}{rows}"));
    assert_eq!(code, 1);
    for part in ["“其他亲属编号”：写成“兄弟姐妹:编号”", "“配偶编号”：家里没有编号为“9”的人"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_table_without_columns_for_ties_is_read_as_an_older_one() {
    let head = "户编号,申请地,申请日期,城乡,人员编号,与申请人关系,出生日期,长期同住,已婚,特殊情形,人员齐全\n";
    let of = |together: &str| {
        let rows = format!(
            "F1,daye/other,2025-11-20,农村,1,本人,1959/4/5,,否,无,是\nF1,,,,2,子女,1985/6/7,{together},否,无,\n"
        );
        let (out, said, _) = screened(&["-", "--out-format", "jsonl"], &format!("{head}{rows}"));
        assert_eq!(said, "");
        lines(&out)[0]["people"][1].clone()
    };
    assert_eq!(of("是"), 2);
}

#[test]
fn another_table_is_read_by_its_mapping() {
    let (out, said, code) =
        screened(&["examples/screen-own.csv", "--map", "examples/screen-own.toml", "--out-format", "jsonl"], "");
    assert_eq!((said.as_str(), code), ("", 0));
    let lines = lines(&out);
    assert_eq!([&lines[0]["id"], &lines[1]["id"]], ["0301", "0302"]);
    assert_eq!(lines[0]["place"], "panzhou");
    let (_, said, code) = screened(&["examples/screen-own.csv"], "");
    assert!(said.contains("examples/screen-own.csv：表头“家庭编码”不知道是哪一项。请"), "{said}");
    assert_eq!(code, 2);
}

const HEAD: &str = "户编号,人员编号,与申请人关系,出生日期,上班工资,人员齐全,收入齐全";

fn of(rows: &str) -> (String, String, i32) {
    screened(&["-", "--place", "daye/huandiqiao", "--on", "2025-11-20"], &format!("{HEAD}\n{rows}"))
}

#[test]
fn lines_come_in_order_and_bad_rows_are_passed_over() {
    let (out, said, code) = of("A,1,本人,1980-01-01,100,是,是\nB,1,本人,2030-01-01,5,是,是\nC,1,配偶,1980-01-01,,,\n\
                                D,1,本人,1980-01-01,-5,,\nE,1,本人,1980,x\nF,1,本人,1980,0,是,是\n");
    let ids: Vec<&str> = out.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    assert_eq!(ids, ["A", "F"]);
    let said: Vec<&str> = said.lines().collect();
    assert!(said[0].starts_with("-：第 3 行“出生日期”：这一天还没有到"), "{said:?}");
    assert!(said[1].starts_with("-：第 4 行“与申请人关系”：要有且只有一个申请人"), "{said:?}");
    assert!(said[2].starts_with("-：第 5 行“上班工资”：这里不能写负数"), "{said:?}");
    assert!(said[3].starts_with("-：第 6 行：这一行有 5 格，表头有 7 格"), "{said:?}");
    assert_eq!((said.len(), code), (5, 1));
}

#[test]
fn a_row_that_does_not_say_whose_it_is_spoils_the_household_above() {
    let (out, said, code) = of("A,1,本人,1980-01-01,100,是,是\n,2,配偶,1980-01-01,9000000,,\nB,1,本人,1980,0,是,是\n");
    assert_eq!(out.lines().count(), 2);
    assert!(said.starts_with("-：第 3 行：这一行没有户编号"), "{said}");
    assert_eq!(code, 1);
}

#[test]
fn a_household_torn_apart_is_reported_with_the_line_that_is_void() {
    let (out, said, code) = of(concat!(
        "A,1,本人,1980-01-01,100,是,是\nB,1,本人,1980,0,是,是\nA,2,配偶,1980-01-01,9000000,,\n",
        "A,3,子女,2010-01-01,,,\nC,1,本人,1980,0,是,是\nB,1,本人,1980,0,是,是\n"
    ));
    assert_eq!(out.lines().count(), 4);
    let said: Vec<&str> = said.lines().collect();
    assert!(said[0].starts_with("-：第 4 行：“A”这一户在第 2 行已经有了"), "{said:?}");
    assert!(said[1].starts_with("-：第 7 行：“B”这一户在第 3 行已经有了"), "{said:?}");
    assert_eq!((said.len(), code), (3, 1));
}

#[test]
fn a_mark_before_the_text_windows_lines_and_lines_in_quotes_are_read() {
    let table = format!("\u{feff}{HEAD}\r\nA,1,本人,\"1980-01-01\r\n\",100,是,是\r\n\r\nB,1,本人,x,0,是,是\r\n");
    let (out, said, code) = screened(&["-", "--place", "daye", "--on", "2025-11-20"], &table);
    assert!(out.starts_with("\u{feff}行,户编号,") && out.contains("\r\n2,A,daye,2025-11-20,1,"), "{out}");
    assert!(said.starts_with("-：第 5 行“出生日期”"), "{said}");
    assert_eq!(code, 1);
}

#[test]
fn an_id_is_never_a_formula() {
    let (out, _, code) = of("=1+1,1,本人,1980-01-01,100,是,是\n@x,+1,本人,1980-01-01,100,是,是\n");
    assert_eq!(code, 0);
    assert!(out.contains("\n2,'=1+1,") && out.contains("\n3,'@x,") && out.contains(",'+1: "), "{out}");
}

#[test]
fn what_cannot_be_used_at_all_leaves_with_two_and_says_the_mend() {
    let refused = |arguments: &[&str], input: &[u8], mend: &str| {
        let output = doudi(&[&["screen"], arguments].concat(), input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(mend), "{said}");
    };
    // 户编号 as GBK has it, and as UTF-16.
    refused(&["-"], b"\xbb\xa7\xb1\xe0\xba\xc5\nA\n", "另存为“CSV UTF-8");
    refused(&["-"], b"\xff\xfe\x37\x62", "另存为“CSV UTF-8");
    refused(&["-"], b"\xe5\xad\x98\xe6\xac\xbe\n5\n", "请加一列“户编号”");
    refused(&["-"], "户编号,存款,assets.savings\n".as_bytes(), "请留一列");
    refused(&["no-such.csv"], b"", "no-such.csv：打不开");
    refused(&["-", "--place", "nowhere"], b"", "没有“nowhere”这个地方");
    refused(&["-"], "户编号,\"存款\nA,5\n".as_bytes(), "第 1 行：这一行有一个引号没有结束");
}

#[test]
fn a_line_that_is_no_household_file_is_passed_over() {
    let good = all_examples();
    let first = good.lines().next().unwrap();
    let long = "x".repeat(300_000);
    let input = format!("{first}\n{{\"doudi\":1,\n\n{{\"doudi\":1,\"oops\":2}}\n{long}\n{first}\n");
    let (out, said, code) = screened(&["-"], &input);
    assert_eq!(lines(&out).iter().map(|line| line["line"].clone()).collect::<Vec<_>>(), [1, 6]);
    let said: Vec<&str> = said.lines().collect();
    assert!(said[0].starts_with("-：第 2 行：第 11 个字读不下去"), "{said:?}");
    assert!(said[1].starts_with("-：第 4 行：oops：这里读不懂（没有“oops”这一项"), "{said:?}");
    assert!(said[2].starts_with("-：第 5 行：文件超过 256 KB"), "{said:?}");
    assert_eq!(code, 1);
}

#[test]
fn two_cores_say_what_one_says() {
    let input = all_examples().repeat(12) + "{}\n" + &all_examples();
    let one = screened(&["-", "--jobs", "1"], &input);
    assert_eq!(one, screened(&["-", "--jobs", "2"], &input));
    assert_eq!((lines(&one.0).len(), one.2), (13 * examples().len(), 1));
}

#[cfg(unix)]
#[test]
fn however_much_comes_in_the_memory_stays_small() {
    // 120 MB of lines, each nearly as long as a household file may be, through 100 MB of address space.
    let line = format!("{{\"doudi\":2,{}\"x\":1}}\n", " ".repeat(200_000));
    let input = line.repeat(600);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 100000; exec \"$0\" screen -", env!("CARGO_BIN_EXE_doudi")]);
    let output = piped(shell, input.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.ends_with("看了 0 户，跳过 600 户\n"), "{said}");
}

#[test]
fn the_document_lists_every_column() {
    let (listed, _, _) = screened(&["--columns"], "");
    let document = fs::read_to_string(root().join("docs/screen.md")).unwrap();
    assert!(listed.lines().count() > 100);
    for row in listed.lines().skip(1) {
        let [name, heading, _] = row.split(',').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let row = format!("| `{name}` | {heading} |");
        assert!(document.contains(&row), "docs/screen.md: no row {row}");
    }
}
