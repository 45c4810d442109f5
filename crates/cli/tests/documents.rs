//! Every command in README.md, CONTRIBUTING.md and docs/: those of `doudi` are run, those of cargo are looked up.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A command as a document has it.
#[derive(Debug)]
struct Written {
    document: String,
    words: Vec<String>,
    /// The exit code the document names, as `# exits with 1`; else success.
    code: i32,
    /// What the document says it prints first.
    prints: Option<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = paths
        .flat_map(|path| match path.extension().and_then(|ending| ending.to_str()) {
            Some("md") => vec![path],
            None if path.is_dir() => documents(&path),
            _ => Vec::new(),
        })
        .collect();
    found.sort();
    found
}

/// The commands in blocks marked `sh` and in code within the text.
fn commands() -> Vec<Written> {
    let mut found = Vec::new();
    let first = ["README.md", "CONTRIBUTING.md"].map(|name| root().join(name));
    for path in first.into_iter().chain(documents(&root().join("docs"))) {
        let text = fs::read_to_string(&path).unwrap();
        let document = path.strip_prefix(root()).unwrap().display().to_string();
        let parts: Vec<&str> = text.split("```").collect();
        for (at, part) in parts.iter().enumerate() {
            let put = |line: &str, prints| {
                let (command, comment) = line.split_once('#').unwrap_or((line, ""));
                let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
                let code = comment.split_once("exits with ").map_or(0, |(_, code)| code.trim()[..1].parse().unwrap());
                let is_command = words.len() > 1 && ["doudi", "cargo"].contains(&words[0].as_str());
                is_command.then(|| Written { document: document.clone(), words, code, prints })
            };
            if at % 2 == 0 {
                found.extend(part.split('`').skip(1).step_by(2).filter_map(|code| put(code, None)));
            } else if let Some(lines) = part.strip_prefix("sh\n") {
                let after = parts.get(at + 2).and_then(|after| after.strip_prefix("text\n"));
                let after = after.filter(|_| lines.lines().count() == 1).map(str::to_owned);
                found.extend(lines.lines().filter_map(|line| put(line, after.clone())));
            }
        }
    }
    assert!(found.len() > 30, "{}", found.len());
    found
}

/// A folder with everything of the repository that a command may read, and the files that documents speak of.
struct Stage {
    root: PathBuf,
    code: String,
}

impl Stage {
    fn new(name: &str) -> Self {
        let stage = std::env::temp_dir().join(format!("doudi-documents-{name}-{}", std::process::id()));
        fs::create_dir_all(stage.join("docs")).unwrap();
        for folder in ["examples", "rules", "tests"] {
            symlink(root().join(folder), stage.join(folder)).unwrap();
        }
        let file = fs::read_to_string(root().join("examples/a-clear-below.json")).unwrap();
        // On one line, so that it is a list of one household, too.
        let file = file.replacen('{', "{ \"salt\": \"0123456789ABCDEF\",", 1).replace('\n', " ");
        let table = "户编号,申请地,与申请人关系,出生日期\nA,daye/other,本人,1950\n";
        fs::write(stage.join("LIST.csv"), table).unwrap();
        fs::write(stage.join("households.jsonl"), &file).unwrap();
        fs::write(stage.join("FILE"), file).unwrap();
        let mut new = Self { root: stage, code: String::new() };
        let report = new.doudi(&["assess", "FILE", "--json"]);
        let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
        report["receipt"]["code"].as_str().unwrap().clone_into(&mut new.code);
        new
    }

    fn doudi(&self, arguments: &[&str]) -> Output {
        let mut doudi = Command::new(env!("CARGO_BIN_EXE_doudi"));
        doudi.args(arguments).current_dir(&self.root).stdin(Stdio::null()).output().unwrap()
    }

    /// What stands for a name in capitals.
    fn filled<'w>(&'w self, word: &'w str) -> &'w str {
        match word {
            "CODE" => &self.code,
            "PLACE" => "daye",
            "WORDS" => "公示",
            "COMMAND" => "screen",
            word => word,
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// The arguments of a command of `doudi`, however it is started.
fn arguments(written: &Written) -> Option<&[String]> {
    match written.words[0].as_str() {
        "doudi" => Some(&written.words[1..]),
        _ if written.words.iter().any(|word| word == "doudi-cli") => {
            let at = written.words.iter().position(|word| word == "--")?;
            Some(&written.words[at + 1..])
        }
        _ => None,
    }
}

#[test]
fn every_command_of_doudi_does_what_its_document_says() {
    let stage = Stage::new("run");
    let mut seen = Vec::new();
    for written in commands() {
        let Some(arguments) = arguments(&written) else { continue };
        let redirected = arguments.iter().position(|word| word == ">").unwrap_or(arguments.len());
        let filled: Vec<&str> = arguments[..redirected].iter().map(|word| stage.filled(word)).collect();
        let mut output = stage.doudi(&filled);
        // A command that is only named.
        if let ([name], Some(2)) = (filled.as_slice(), output.status.code()) {
            output = stage.doudi(&["help", name]);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(written.code), "{}: {:?}: {said}", written.document, written.words);
        if let Some(prints) = &written.prints {
            let out = String::from_utf8_lossy(&output.stdout);
            assert!(out.starts_with(prints) || said.starts_with(prints), "{}: it prints {out}{said}", written.document);
        }
        seen.push(filled[0].to_owned());
    }
    for command in ["assess", "screen", "why", "compare", "process", "search", "replay", "schema", "coverage", "help"] {
        assert!(seen.iter().any(|name| name == command), "no document says how `doudi {command}` is used");
    }
    // The page was written where the command ran, and is the one that is kept.
    let page = |root: &Path| fs::read_to_string(root.join("docs/coverage.md")).unwrap();
    assert!(page(&stage.root) == page(&root()), "docs/coverage.md: run `doudi coverage --write`");
}

#[test]
fn every_command_of_cargo_is_there() {
    let of = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let (help, manifest) = (of("xtask/src/commands.rs"), of("Cargo.toml"));
    let help = &help[help.find("const HELP").unwrap()..help.find("What is missing").unwrap()];
    let folders = ["crates/cli", "crates/engine", "crates/report", "tests", "xtask", "benches", "."];
    let packages: Vec<String> = folders.iter().map(|folder| of(&format!("{folder}/Cargo.toml"))).collect();
    for Written { document, words, .. } in commands() {
        let [cargo, command, rest @ ..] = words.as_slice() else { continue };
        if cargo != "cargo" {
            continue;
        }
        if command == "xtask" {
            let Some((name, options)) = rest.split_first() else { continue };
            assert!(help.contains(&format!("cargo xtask {name}")), "{document}: no `cargo xtask {name}`");
            let mut options = options.iter().filter(|word| word.starts_with("--"));
            assert!(options.all(|option| help.contains(option.as_str())), "{document}: {words:?}");
            continue;
        }
        let known =
            ["add", "build", "run", "test", "clippy", "fmt", "install", "fetch", "deny", "metadata", "miri", "tree"];
        assert!(known.contains(&command.as_str()), "{document}: no `cargo {command}`");
        for pair in rest.windows(2).take_while(|pair| pair[0] != "--") {
            let [option, value] = pair else { continue };
            let there = match option.as_str() {
                "-p" | "--package" => packages.iter().any(|of| of.contains(&format!("name = \"{value}\""))),
                "--profile" => manifest.contains(&format!("[profile.{value}]")),
                _ => true,
            };
            assert!(there, "{document}: {words:?}");
        }
    }
}

#[test]
fn every_option_the_documents_name_is_there() {
    let stage = Stage::new("options");
    let text = |arguments: &[&str]| String::from_utf8(stage.doudi(arguments).stdout).unwrap();
    let commands = ["assess", "screen", "why", "compare", "process", "search", "replay", "schema", "coverage"];
    let listed: String = commands.iter().map(|name| text(&["help", name])).collect();
    for document in ["README.md", "docs/screen.md", "docs/household.md"] {
        let page = fs::read_to_string(root().join(document)).unwrap();
        let options = page.split('`').filter(|code| code.starts_with("--"));
        for option in options.filter_map(|code| code.split_whitespace().next()) {
            assert!(
                listed.contains(&format!("{option} ")) || listed.contains(&format!("{option}\n")),
                "{document}: {option}"
            );
        }
    }
}
