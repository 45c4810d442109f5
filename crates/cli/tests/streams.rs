//! What `doudi` does when its output cannot be written, and that nothing from outside reaches a terminal as it is.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn doudi(arguments: &[&str]) -> Command {
    let mut doudi = Command::new(env!("CARGO_BIN_EXE_doudi"));
    doudi.args(arguments).current_dir(root()).stdin(Stdio::null());
    doudi
}

fn piped(arguments: &[&str], input: &str) -> Output {
    let mut doudi = doudi(arguments);
    let mut child = doudi.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut to = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // What has seen enough may be gone before all is written.
        scope.spawn(move || to.write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    })
}

const EVERY: [&[&str]; 12] = [
    &["assess", "examples/a-clear-below.json"],
    &["assess", "examples/a-clear-below.json", "--json"],
    &["why", "examples/a-clear-below.json"],
    &["compare", "examples/a-clear-below.json"],
    &["schema"],
    &["screen", "examples/screen-own.csv", "--map", "examples/screen-own.toml"],
    &["screen", "--columns"],
    &["coverage"],
    &["process", "daye"],
    &["search", "daye", "公示"],
    &["help", "screen"],
    &["--help"],
];

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    for arguments in EVERY.into_iter().chain([&["--version"][..]]) {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = doudi(arguments).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.starts_with("写不下去（") && said.lines().count() == 1, "{arguments:?}: {said}");
    }
    let output = doudi(&["assess", "examples/d-needs-explaining.json", "--ics", "/dev/full"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

#[test]
fn a_reader_that_has_seen_enough_is_a_success() {
    for arguments in EVERY {
        let mut child = doudi(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

/// A pipe that nobody reads from.
fn unread() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn messages_that_nobody_reads_end_nothing() {
    for arguments in [&["assess", "nowhere.json"][..], &["assess", "--colour"], &["replay", "x", "y"]] {
        assert_eq!(doudi(arguments).stderr(unread()).status().unwrap().code(), Some(2), "{arguments:?}");
    }
    // Every other household is passed over, and all that are not come out.
    let rows: String =
        (0..500).map(|nth| format!("A{nth},本人,{}\n", if nth % 2 == 0 { "1950" } else { "x" })).collect();
    let path = std::env::temp_dir().join(format!("doudi-streams-{}.csv", std::process::id()));
    fs::write(&path, format!("户编号,与申请人关系,出生日期\n{rows}")).unwrap();
    for jobs in ["1", "2"] {
        let arguments = ["screen", path.to_str().unwrap(), "--place", "daye", "--progress", "--jobs", jobs];
        let output = doudi(&arguments).stderr(unread()).stdout(Stdio::piped()).spawn().unwrap().wait_with_output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 251);
    }
    fs::remove_file(&path).unwrap();
}

#[test]
fn nothing_from_outside_reaches_the_terminal_as_it_is() {
    let evil = "\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\r\nFAKE";
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let long = format!("{evil}{}", "k".repeat(20_000));
    let person = |id: &str| format!(r#"{{"doudi":1,"place":"daye","people":{{"items":[{{"id":{}}}]}}}}"#, json(id));
    let who =
        r#"{"doudi":1,"place":"daye","on":"2025-11-20","people":{"items":[{"id":"a","relation":{"is":"self"}}]},"#;
    let inputs: [(&[&str], String); 9] = [
        (&["assess", "-"], format!(r#"{{"doudi":1,{}:1}}"#, json(&long))),
        (&["assess", "-"], format!(r#"{{"doudi":{}}}"#, json(&long))),
        (&["assess", "-"], format!(r#"{{"doudi":1,"place":{}}}"#, json(&long))),
        (&["assess", "-"], format!(r#"{{"doudi":1,"area":{{"is":{}}}}}"#, json(&long))),
        (&["assess", "-"], person(&long)),
        (&["assess", "-"], format!(r#"{who}"receives":{{"items":[{{"what":"dibao","who":{}}}]}}}}"#, json(&long))),
        (&["screen", "-"], format!("{}\n", person(&long))),
        (&["screen", "-"], format!("户编号,存款\n{evil}\nA,1\n")),
        (&["screen", "-", "--place", "daye"], format!("户编号,申请地\nA,\"{evil}\"\n")),
    ];
    for (arguments, input) in inputs {
        let output = piped(arguments, &input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_ne!(output.status.code(), Some(0), "{input:.300}");
        assert!(!said.contains(|c: char| c != '\n' && c.is_control()), "{said:?}");
        assert!(!said.contains(['\u{202e}', '\u{200b}']) && !said.contains("\nFAKE"), "{said:?}");
        assert!(said.lines().all(|line| line.chars().count() < 500), "{said:?}");
    }
    for arguments in [&["search", "daye", evil][..], &["process", evil], &["help", evil], &["assess", evil], &[evil]] {
        let output = piped(arguments, "");
        for text in [output.stdout, output.stderr] {
            let text = String::from_utf8(text).unwrap();
            assert!(!text.contains(|c: char| c != '\n' && c.is_control()) && !text.contains('\u{202e}'), "{text:?}");
        }
    }
}

#[test]
fn a_calendar_is_never_written_over_the_household_that_is_read() {
    let folder = std::env::temp_dir().join(format!("doudi-ics-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (input, link, other) = (folder.join("h.json"), folder.join("hard.json"), folder.join("sub/../h.json"));
    fs::create_dir_all(folder.join("sub")).unwrap();
    fs::copy(root().join("examples/d-needs-explaining.json"), &input).unwrap();
    fs::hard_link(&input, &link).unwrap();
    let before = fs::read(&input).unwrap();
    let file = input.to_str().unwrap();
    for to in [&input, &link, &other] {
        let output = doudi(&["assess", file, "--ics", to.to_str().unwrap()]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains("不能写到它上面"), "{said}");
        assert_eq!(fs::read(&input).unwrap(), before);
    }
    let piped = doudi(&["assess", "-", "--ics", file]).stdin(File::open(&input).unwrap()).output().unwrap();
    assert_eq!((piped.status.code(), fs::read(&input).unwrap() == before), (Some(2), true));
    fs::remove_dir_all(&folder).unwrap();
}
