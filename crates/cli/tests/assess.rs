//! `doudi assess`: every example assessed both ways, and what cannot be used refused with its place and the mend.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn doudi(arguments: &[&str], piped: &str) -> Output {
    let mut doudi = Command::new(env!("CARGO_BIN_EXE_doudi"));
    doudi.current_dir(root()).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = doudi.spawn().unwrap();
    // What refuses its arguments may be gone before it was written to.
    let _ = child.stdin.take().unwrap().write_all(piped.as_bytes());
    child.wait_with_output().unwrap()
}

#[track_caller]
fn told(arguments: &[&str]) -> String {
    let output = doudi(arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

fn report(arguments: &[&str]) -> Value {
    serde_json::from_str(&told(&[arguments, &["--json"]].concat())).unwrap()
}

#[track_caller]
fn refused(arguments: &[&str], piped: &str) -> String {
    let output = doudi(arguments, piped);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    String::from_utf8(output.stderr).unwrap()
}

/// What is told of a category of the household.
#[track_caller]
fn category<'r>(report: &'r Value, id: &str) -> &'r Value {
    let categories = report["categories"].as_array().unwrap();
    categories.iter().find(|category| category["id"] == id).unwrap()
}

fn examples() -> Vec<String> {
    let paths = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = paths.filter(|p| p.extension().is_some_and(|e| e == "json")).map(name).collect();
    names.sort();
    assert!(names.len() >= 5);
    names
}

fn name(path: PathBuf) -> String {
    format!("examples/{}", path.file_name().unwrap().to_string_lossy())
}

fn file(example: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(example)).unwrap()).unwrap()
}

fn on_of(example: &str) -> String {
    file(example)["on"].as_str().unwrap().to_owned()
}

/// How a report begins for the place an example names.
fn place_of(example: &str) -> String {
    let place = file(example)["place"].as_str().unwrap().to_owned();
    let rulebook = doudi_tests::rulebook().unwrap();
    rulebook.find(&place).unwrap().0.listing.name.zh.clone()
}

#[test]
fn every_example_is_told_and_says_it_is_a_self_check() {
    for example in examples() {
        let text = told(&["assess", &example]);
        assert!(text.starts_with(&place_of(&example)), "{example}: {text}");
        assert!(text.contains("\n初步自测，以审核确认为准。\n"), "{example}: {text}");
        assert!(text.contains("计入") && text.contains("低保") && text.contains(&on_of(&example)), "{example}: {text}");
    }
}

#[test]
fn every_example_is_reported_the_same_each_time() {
    for example in examples() {
        // A receipt is salted anew each time where the file brings no salt.
        let told = || {
            let mut report: Value = serde_json::from_str(&told(&["assess", &example, "--json"])).unwrap();
            assert!(report.as_object_mut().unwrap().remove("receipt").is_some(), "{example}");
            report
        };
        let report = told();
        assert_eq!(report, told());
        assert_eq!(report["format"], "doudi-assessment/1");
        assert_eq!(report["place"], file(&example)["place"]);
        assert_eq!(report["on"], file(&example)["on"]);
        assert!(report["categories"].as_array().unwrap().len() > 2, "{example}");
    }
}

#[test]
fn a_clear_household_reads_as_it_was_worked_out_by_hand() {
    // 900 × 12 + (2,400 − 900) = 12,300; shared by two: 6,150, below 8,532.
    let report = report(&["assess", "examples/a-clear-below.json"]);
    assert_eq!(report["people"]["counts"], 2);
    assert_eq!(report["figures"]["dibao"]["total"]["low"], "12300");
    assert_eq!(report["figures"]["dibao"]["total"]["high"], "12300");
    assert_eq!(report["figures"]["dibao"]["per-head"]["low"], "6150");
    assert_eq!(report["lines"][0]["amount"]["sum"], "8532");
    assert_eq!(report["lines"][0]["amount"]["per"], "year");
    assert_eq!(report["lines"][0]["standing"], "in-force");
    let dibao = category(&report, "dibao");
    assert_eq!(dibao["word"], "fits");
    assert_eq!(dibao["pair"], serde_json::json!(["holds", "holds"]));
    // 8,532 × 2 − 12,300
    assert_eq!(dibao["grants"][0]["yearly"]["low"], "4764");
    assert_eq!(category(&report, "edge")["word"], "does-not-fit");
    assert_eq!(report["ledger"][0]["source"], "incomes.wages.items[0]");
}

#[test]
fn what_is_open_names_its_asks_and_their_holders() {
    let report = report(&["assess", "examples/e-alone.json"]);
    let ask = serde_json::json!([{"key": "limit:dibao", "holder": "verification"}]);
    let dibao = category(&report, "dibao");
    assert_eq!(dibao["asks"], ask);
    assert_eq!(dibao["word"], "met-to-verify");
    assert_eq!(dibao["conditions"][1]["truth"], "open");
}

#[test]
fn every_state_of_every_answer_is_reported_as_it_was_told() {
    let states: Vec<_> = doudi_tests::generate::states::every().into_iter().flatten().collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let seen: usize = std::thread::scope(|scope| {
        let some = states.chunks(states.len().div_ceil(cores));
        let workers: Vec<_> =
            some.map(|some| scope.spawn(|| some.iter().filter(|state| is_reported_as_told(state)).count())).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    assert!(seen > 400, "{seen}");
}

/// Whether it is reported at all: somebody must apply, and whoever earns is among the people.
fn is_reported_as_told(state: &doudi_tests::generate::states::State) -> bool {
    let told = serde_json::to_value(&state.household).unwrap();
    let output = doudi(&["assess", "-", "--json", "--place", "daye/huandiqiao"], &told.to_string());
    if output.status.code() == Some(2) {
        let refused = String::from_utf8_lossy(&output.stderr);
        assert!(state.at.to_string().starts_with("people"), "{} {}: {refused}", state.at, state.name);
        return false;
    }
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["household"], told, "{} {}", state.at, state.name);
    true
}

#[test]
fn only_documents_the_rules_cite_are_listed() {
    let report = report(&["assess", "examples/a-clear-below.json"]);
    let documents = report["documents"].as_array().unwrap();
    assert!(documents.iter().any(|d| d["id"] == "daye-draft-2025" && d["status"] == "draft"));
    assert!(
        documents.iter().all(|d| d["id"] != "qinghai-2022-standard"),
        "it is cited by rules of another place alone"
    );
}

#[test]
fn place_and_day_on_the_line_win_over_the_file() {
    let report = report(&["assess", "examples/a-clear-below.json", "--place", "daye/other", "--on", "2026-08-01"]);
    assert_eq!(report["place"], "daye/other");
    assert_eq!(report["on"], "2026-08-01");
    assert_eq!(report["lines"][0]["standing"], "stale");
    let text = told(&["assess", "examples/a-clear-below.json", "--place", "daye/other"]);
    assert!(text.contains("其他乡镇"), "{text}");
}

#[test]
fn a_file_is_read_from_a_pipe_and_without_a_day_it_is_today() {
    let file = fs::read_to_string(root().join("examples/a-clear-below.json")).unwrap();
    let output = doudi(&["assess", "-", "--json"], &file.replace(r#""on": "2025-11-20","#, ""));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["on"].as_str().unwrap() > "2025-11-20");
}

#[test]
fn english_is_spoken_when_asked_for() {
    let text = told(&["assess", "examples/a-clear-below.json", "--lang", "en"]);
    assert!(text.contains("minimum living security (dibao)"), "{text}");
    assert!(refused(&["--lang", "en", "assess", "nowhere.json"], "").contains("check its name"));
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place_and_the_mend() {
    let pipe = ["assess", "-"];
    let cases: [(&[&str], &str, &[&str]); 9] = [
        (&["assess", "nowhere.json"], "", &["nowhere.json：", "请看看文件名"]),
        (&pipe, "{\n oops", &["第 2 行第 2 个字"]),
        (&pipe, r#"{"doudi": 9}"#, &["第 9 版"]),
        (&pipe, "[]", &["doudi"]),
        (&pipe, r#"{"doudi": 1}"#, &["--place", "daye/huandiqiao"]),
        (&pipe, r#"{"doudi": 1, "place": "paris"}"#, &["“paris”", "daye/huandiqiao"]),
        (&pipe, r#"{"doudi": 1, "assets": {"savings": {"is": 5}}}"#, &["assets.savings.is", "引号"]),
        (&["assess", "-", "--on", "2025-02-30"], r#"{"doudi": 1, "place": "daye"}"#, &["--on", "2025-02-30"]),
        (&["assess", "-", "--colour"], "", &["--colour"]),
    ];
    for (arguments, piped, parts) in cases {
        let message = refused(arguments, piped);
        assert!(parts.iter().all(|part| message.contains(part)), "{arguments:?} {piped}: {message}");
    }
}

#[test]
fn every_problem_is_told_on_a_line_of_its_own() {
    let file = r#"{"doudi": 1, "place": "daye", "on": "2025-11-20",
        "people": {"items": [{"id": "p1", "birth": {"is": "2026-01-01"}}]}, "assets": {"savings": {"is": "-5"}}}"#;
    let message = refused(&["assess", "-"], file);
    assert_eq!(message.lines().count(), 3, "{message}");
    assert!(message.contains("people.items[0].birth：") && message.contains("assets.savings："), "{message}");
}

#[test]
fn text_that_is_not_utf_8_is_refused_where_it_starts() {
    let path = std::env::temp_dir().join(format!("doudi-{}.json", std::process::id()));
    fs::write(&path, b"{\"doudi\": 1,\n \"place\": \"\xb4\xf3\xd2\xb1\"}").unwrap();
    let message = refused(&["assess", &path.to_string_lossy()], "");
    fs::remove_file(&path).unwrap();
    assert!(message.contains("第 2 行第 12 个字"), "{message}");
}

const D: &str = "examples/d-needs-explaining.json";

#[test]
fn by_when_one_hears_is_told_drawn_and_written_for_programs() {
    let text = told(&["assess", D]);
    for line in [
        "若2025年11月20日受理，12月18日前有结果；走告知承诺的，12月4日前；情况特殊的，2026年1月23日前。",
        "|####.............................| 线上核对马上开始；两人以上上门调查：11月27日前",
        "各步都用足时间，要到12月5日，比告知承诺的10个工作日多1个工作日：这样办，有的步骤要更快。",
        "全国的办法：初审结果公示，7天（民发〔2021〕57号第十九条）。",
    ] {
        assert!(text.contains(line), "no “{line}” in {text}");
    }
    let english = told(&["assess", D, "--lang", "en"]);
    assert!(
        english.contains("if accepted on 2025-11-20, you hear by 2025-12-18; by commitment, by 2025-12-04"),
        "{english}"
    );
    let schedule = &report(&["assess", D])["schedule"];
    let wholes = schedule["tracks"][0]["wholes"].as_array().unwrap();
    let days = wholes.iter().map(|one| format!("{} {}", one["route"].as_str().unwrap(), one["due"].as_str().unwrap()));
    assert_eq!(days.collect::<Vec<_>>(), ["ordinary 2025-12-18", "commitment 2025-12-04", "extended 2026-01-23"]);
    assert_eq!(wholes[0]["takes"], serde_json::json!({ "working-days": 20 }));
    assert_eq!(schedule["tracks"][0]["fits"][1]["spare"], -1);
}

#[test]
fn a_year_without_a_calendar_is_said_and_not_guessed() {
    let text = told(&["assess", D, "--on", "2026-12-10"]);
    let line = "若2026年12月10日受理，20个工作日内（2027年的放假安排还没有收进来，算不出日子）有结果；走告知承诺的，12月24日前；";
    assert!(text.contains(line), "{text}");
    let whole = &report(&["assess", D, "--on", "2026-12-10"])["schedule"]["tracks"][0]["wholes"][0];
    assert_eq!((&whole["due"], &whole["no-calendar"]), (&Value::Null, &serde_json::json!(2027)));
}

#[test]
fn the_days_go_into_a_calendar_file() {
    let path = std::env::temp_dir().join(format!("doudi-{}.ics", std::process::id()));
    told(&["assess", D, "--ics", path.to_str().unwrap()]);
    let calendar = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{calendar}");
    let days: Vec<&str> = calendar.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:")).collect();
    assert!(
        ["20251127", "20251202", "20251205", "20251218", "20251204", "20260123"].iter().all(|day| days.contains(day))
    );
    // No line is longer than the standard allows, and every one ends as it wants.
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
    let ids = calendar.lines().filter(|line| line.starts_with("UID:"));
    assert_eq!(ids.collect::<std::collections::BTreeSet<_>>().len(), days.len());
    let refusal = refused(&["assess", D, "--ics", "no/such/folder/x.ics"], "");
    assert!(refusal.contains("no/such/folder/x.ics") && refusal.contains("写不了"), "{refusal}");
    // A calendar without an event is none.
    let refusal =
        refused(&["assess", "examples/herders.json", "--on", "2029-01-05", "--ics", path.to_str().unwrap()], "");
    assert!(refusal.contains("没有能写进日历的日子"), "{refusal}");
    assert!(!path.exists());
}

#[test]
fn a_place_in_a_file_is_counted_in_characters() {
    let message = refused(&["assess", "-"], "{\"doudi\": 1,\n \"家里的人\": 无}");
    assert!(message.contains("第 2 行第 10 个字"), "{message}");
    let path = std::env::temp_dir().join(format!("doudi-utf-{}.json", std::process::id()));
    fs::write(&path, b"{\"doudi\": 1,\n \"\xe5\xae\xb6\xe9\x87\x8c\": \"\xb4\xf3\"}").unwrap();
    let message = refused(&["assess", &path.to_string_lossy()], "");
    fs::remove_file(&path).unwrap();
    assert!(message.contains("第 2 行第 9 个字"), "{message}");
}

#[test]
fn the_place_of_an_answer_is_in_words_with_its_path_beside_it() {
    let file = r#"{"doudi": 1, "place": "daye", "on": "2025-11-20", "people": {"items": [
        {"id": "p1", "relation": {"is": "self"}, "birth": {"is": "2026-01-01"}}]},
        "receives": {"items": [{"what": "dibao", "who": "gone"}]}}"#;
    let message = refused(&["assess", "-"], file);
    assert!(message.contains("-：第 1 个人的“出生年月日” people.items[0].birth：这一天还没有到"), "{message}");
    assert!(message.contains("-：“已经在领的救助”第 1 笔的“是谁的” receives.items[0].who：家里没有"), "{message}");
    let message = refused(&["assess", "-", "--lang", "en"], file);
    assert!(message.contains("-: person 1, “date of birth” people.items[0].birth: This day"), "{message}");
    let message = refused(&["assess", "-"], r#"{"doudi": 1, "assets": {"savings": {"is": 5}}}"#);
    assert!(message.contains("-：“存款、现金一共多少” assets.savings.is：这里读不懂"), "{message}");
}

#[test]
fn a_salt_that_is_none_is_replaced() {
    for salt in ["", "abc", "0123456789ABCDEU", "\n"] {
        let mut file = file("examples/a-clear-below.json");
        file["salt"] = salt.into();
        let output = doudi(&["assess", "-", "--json"], &file.to_string());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let new = report["receipt"]["salt"].as_str().unwrap();
        assert!(new.len() == 16 && new.bytes().all(|sign| sign.is_ascii_alphanumeric()), "{new:?}");
    }
}

#[test]
fn nothing_is_put_aside_twice() {
    let heading = "这些回答现在用不到，已放在一边";
    let counts = examples().into_iter().map(|example| told(&["assess", &example]).matches(heading).count());
    let counts: Vec<usize> = counts.collect();
    assert!(counts.iter().all(|count| *count <= 1) && counts.contains(&1), "{counts:?}");
}
