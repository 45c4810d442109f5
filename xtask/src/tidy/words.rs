//! Words that may not stand in certain rooms.

use std::collections::BTreeSet;

use anyhow::Result;
use doudi_facts::household::LISTS;
use doudi_facts::question::{AssetField, BackgroundField, IncomeField, PersonField, SelfCareField, TieField};

use super::scan::{Token, Tokens};
use super::{File, Finding, Tree};

const ALL_RUST: [&str; 5] = ["crates/", "src/", "xtask/", "tests/", "benches/"];

/// Where serde's own traits have to be answered for floats, with a refusal.
const REFUSES_FLOATS: [&str; 2] = ["crates/handoff/src/file/reader.rs", "crates/handoff/src/file/writer.rs"];

/// Money is exact, so floats are nowhere near it.
pub(super) fn no_floats(tree: &Tree) -> Result<Vec<Finding>> {
    let rooms = ["crates/facts/", "crates/engine/", "crates/rulebook/", "crates/handoff/", "src/"];
    let mend = "use `Yuan`, or whole fen";
    scan(tree, &rooms, |file, tokens| {
        let mut found = Vec::new();
        for (at, (token, line)) in tokens.0.iter().enumerate() {
            match token {
                Token::Word(word)
                    if (word == "f32" || word == "f64") && !REFUSES_FLOATS.contains(&file.path.as_str()) =>
                {
                    found.push(Finding::at(&file.path, *line, format!("`{word}`; {mend}")));
                }
                // `pair.0.1` reads as a float to the lexer only.
                Token::Literal(text) if is_float(text) && !tokens.is_mark(at, -1, '.') => {
                    found.push(Finding::at(&file.path, *line, format!("float `{text}`; {mend}")));
                }
                _ => {}
            }
        }
        found
    })
}

/// The day is an argument, the order of an answer is fixed, nothing is read from outside.
pub(super) fn engine_is_pure(tree: &Tree) -> Result<Vec<Finding>> {
    const WORDS: [&str; 5] = ["SystemTime", "Instant", "HashMap", "HashSet", "rand"];
    const ROOMS_OF_STD: [&str; 4] = ["env", "fs", "net", "process"];
    scan(tree, &["crates/facts/src/", "crates/engine/src/"], |file, tokens| {
        let mut found = Vec::new();
        // A map that mixes in the same way on every run hangs on no chance.
        let is_fixed = tokens.words().any(|(_, word, _)| word == "BuildHasherDefault");
        for (at, word, line) in tokens.words() {
            if WORDS.contains(&word) && !(word == "HashMap" && is_fixed) {
                let what = format!("`{word}` in the engine; take it as an argument, or use an ordered collection");
                found.push(Finding::at(&file.path, line, what));
            }
            if word == "std" && tokens.is_path_sign(at, 1) {
                for (room, line) in first_segments(tokens, at + 3) {
                    if ROOMS_OF_STD.contains(&room) {
                        let what = format!("`std::{room}` in the engine; do it in the caller and pass the result");
                        found.push(Finding::at(&file.path, line, what));
                    }
                }
            }
        }
        found
    })
}

/// Everything but `src/` compiles without a browser.
pub(super) fn browser_words_only_in_the_face(tree: &Tree) -> Result<Vec<Finding>> {
    scan(tree, &["crates/", "xtask/", "tests/", "benches/"], |file, tokens| {
        if file.path == "tests/web.rs" {
            return Vec::new();
        }
        words_where(file, tokens, is_browser_word, "outside src/; move what needs it there")
    })
}

/// Whoever looks for what the app does to the world reads src/host and nothing else.
pub(super) fn effects_only_in_host(tree: &Tree) -> Result<Vec<Finding>> {
    let is_effect = |word: &str| word == "web_sys" || word == "js_sys" || word.starts_with("gloo");
    scan(tree, &["src/"], |file, tokens| {
        let host = ["src/host.rs", "src/host/", "src/bin/", "src/lib.rs"];
        if host.iter().any(|it| file.path.starts_with(it)) {
            return Vec::new();
        }
        words_where(file, tokens, is_effect, "outside src/host; give the effect a function there")
    })
}

/// A widget that knows what it is used for can be used for nothing else: pages bind answers and addresses to it.
pub(super) fn widgets_know_no_welfare(tree: &Tree) -> Result<Vec<Finding>> {
    const WORDS: [&str; 12] = [
        "household",
        "Household",
        "answers",
        "Answers",
        "Answer",
        "FieldAccess",
        "AppContext",
        "Navigation",
        "Route",
        "EngineClient",
        "resident",
        "desk",
    ];
    let mend = "in src/ui; bind it in src/resident, and give the widget a signal, a text or a callback";
    scan(tree, &["src/ui/", "src/ui.rs"], |file, tokens| words_where(file, tokens, |word| WORDS.contains(&word), mend))
}

/// Verdicts are computed in the module; the page draws what it is told.
pub(super) fn the_face_knows_no_rule(tree: &Tree) -> Result<Vec<Finding>> {
    const ROOMS: [&str; 7] = ["accounting", "ask", "assess", "rules", "truth", "verdict", "world"];
    scan(tree, &["src/"], |file, tokens| {
        if file.path == "src/bin/module.rs" {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, word, _) in tokens.words() {
            if word == "doudi_engine" && tokens.is_path_sign(at, 1) {
                let rooms = first_segments(tokens, at + 3).into_iter().filter(|(room, _)| ROOMS.contains(room));
                found.extend(rooms.map(|(room, line)| {
                    let what = format!("`doudi_engine::{room}` in the face; let the module tell it as blocks");
                    Finding::at(&file.path, line, what)
                }));
            }
        }
        found
    })
}

/// A message nobody tells is translated for nobody.
pub(super) fn every_message_is_told(tree: &Tree) -> Result<Vec<Finding>> {
    let mut told = found_by_key();
    for file in tree.under(&["src/", "crates/"], ".rs") {
        told.extend(Tokens::of(file)?.words().map(|(_, word, _)| word.to_owned()));
    }
    let mut found = Vec::new();
    for file in tree.under(&["locales/"], ".toml") {
        let mut table = String::new();
        for (line, text) in (1..).zip(file.text.lines()) {
            if let Some(name) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                name.clone_into(&mut table);
            } else if let Some((key, _)) = text.split_once(" = ").filter(|(key, _)| !key.starts_with('#')) {
                let method = format!("{table}_{key}").replace('-', "_");
                if !told.contains(&method) {
                    found.push(Finding::at(&file.path, line, format!("`{method}` is told nowhere; delete it")));
                }
            }
        }
    }
    Ok(found)
}

/// The messages of closed lists and of questions, which `crates/words/build.rs` finds by their keys.
fn found_by_key() -> BTreeSet<String> {
    fn of<T: ToString>(table: &str, all: &[T]) -> Vec<String> {
        let keys = all.iter().map(|one| format!("{table}_{}", one.to_string()).replace('-', "_"));
        keys.flat_map(|key| [format!("{key}_help"), key]).collect()
    }
    let lists = LISTS.iter().flat_map(|list| {
        let words: Vec<&str> = list.values.iter().map(|(_, word)| *word).collect();
        of(&list.name.replace('-', "_"), &words)
    });
    let questions = [
        of("ask", &PersonField::ALL),
        of("person", &PersonField::ALL),
        of("ask", &AssetField::ALL),
        of("assets", &AssetField::ALL),
        of("ask", &IncomeField::ALL),
        of("ask", &TieField::ALL),
        of("self_care", &SelfCareField::ALL),
        of("background", &BackgroundField::ALL),
    ];
    lists.chain(questions.into_iter().flatten()).collect()
}

/// The policy blocks them, and colours and sizes belong to the sheets.
pub(super) fn no_inline_styles(tree: &Tree) -> Result<Vec<Finding>> {
    let mend = "an inline style; give it a class and a rule in style/";
    let mut found = scan(tree, &["src/"], |file, tokens| {
        let mut found = Vec::new();
        for (at, word, line) in tokens.words() {
            let method =
                word == "style" && tokens.is_mark(at, -1, '.') && tokens.near(at, 1) == Some(&Token::Open('('));
            if method {
                found.push(Finding::at(&file.path, line, mend));
            }
            if word == "view" && tokens.is_mark(at, 1, '!') {
                let lines = styles_between(tokens, at + 2, tokens.closing(at + 2));
                found.extend(lines.into_iter().map(|line| Finding::at(&file.path, line, mend)));
            }
        }
        found
    })?;
    for file in tree.files.iter().filter(|file| file.path.ends_with(".html")) {
        for (line, text) in (1..).zip(file.text.lines()) {
            if text.contains("<style") || text.split_whitespace().any(|word| word.starts_with("style=")) {
                found.push(Finding::at(&file.path, line, mend));
            }
        }
    }
    Ok(found)
}

/// Unfinished work has a name elsewhere; a test that does not run is none.
pub(super) fn nothing_left_to_do(tree: &Tree) -> Result<Vec<Finding>> {
    scan(tree, &ALL_RUST, |file, tokens| {
        let mut found = Vec::new();
        for (at, word, line) in tokens.words() {
            if word == "todo" && tokens.is_mark(at, 1, '!') {
                found.push(Finding::at(&file.path, line, "`todo!`; write it, or return an error that says so"));
            }
            let attribute = tokens.is_mark(at, -2, '#') && tokens.near(at, -1) == Some(&Token::Open('['));
            if word == "ignore" && attribute {
                found.push(Finding::at(&file.path, line, "`#[ignore]`; mend the test or remove it"));
            }
        }
        found
    })
}

fn scan(tree: &Tree, folders: &[&str], look: impl Fn(&File, &Tokens) -> Vec<Finding>) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for file in tree.under(folders, ".rs") {
        found.extend(look(file, &Tokens::of(file)?));
    }
    Ok(found)
}

fn words_where(file: &File, tokens: &Tokens, is_bad: impl Fn(&str) -> bool, why: &str) -> Vec<Finding> {
    let bad = tokens.words().filter(|(_, word, _)| is_bad(word));
    bad.map(|(_, word, line)| Finding::at(&file.path, line, format!("`{word}` {why}"))).collect()
}

fn is_browser_word(word: &str) -> bool {
    ["leptos", "gloo", "wasm_bindgen"].iter().any(|start| word.starts_with(start))
        || ["web_sys", "js_sys"].contains(&word)
}

/// `1.0`, `1e5` and `1f64`, but not `0x1e5` and not `12usize`.
fn is_float(literal: &str) -> bool {
    if !literal.starts_with(|it: char| it.is_ascii_digit())
        || ["0x", "0b", "0o"].iter().any(|it| literal.starts_with(it))
    {
        return false;
    }
    let rest = literal.trim_start_matches(|it: char| it.is_ascii_digit() || it == '_');
    rest.starts_with(['.', 'e', 'E']) || rest.starts_with("f32") || rest.starts_with("f64")
}

/// The words right after `std::`: one, or the first of each path inside braces.
fn first_segments(tokens: &Tokens, at: usize) -> Vec<(&str, usize)> {
    match tokens.0.get(at) {
        Some((Token::Word(word), line)) => vec![(word, *line)],
        Some((Token::Open('{'), _)) => tokens
            .words()
            .filter(|(word_at, ..)| *word_at > at && *word_at < tokens.closing(at))
            .filter(|(word_at, ..)| *word_at == at + 1 || tokens.is_mark(*word_at, -1, ','))
            .map(|(_, word, line)| (word, line))
            .collect(),
        _ => Vec::new(),
    }
}

/// Lines of `style=` and `style:` attributes between two places of a view.
fn styles_between(tokens: &Tokens, from: usize, to: usize) -> Vec<usize> {
    tokens
        .words()
        .filter(|(at, word, _)| *word == "style" && (from..to).contains(at))
        .filter(|(at, ..)| {
            let set = tokens.is_mark(*at, 1, '=') && !tokens.is_mark(*at, 2, '=');
            let one = tokens.is_mark(*at, 1, ':') && !tokens.is_path_sign(*at, 1);
            let variable = tokens.near(*at, -1) == Some(&Token::Word("let".into())) || tokens.is_mark(*at, -1, '.');
            (set || one) && !variable
        })
        .map(|(.., line)| line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(check: fn(&Tree) -> Result<Vec<Finding>>, path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).unwrap().into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn floats_are_caught_in_code_and_not_in_words() {
        let bad = "fn a(x: f64) {}\nconst B: X = 1.5;\nlet c = 1e3;";
        let path = "crates/engine/src/a.rs";
        assert_eq!(
            lines(no_floats, path, bad),
            ["crates/engine/src/a.rs:1", "crates/engine/src/a.rs:2", "crates/engine/src/a.rs:3"]
        );
        let good = "// 1.5 of f64\nlet a = \"f64 1.5\"; let b = pair.0.1; let c = 0x1e5; let d = 12usize; 1..2;";
        assert!(lines(no_floats, path, good).is_empty());
    }

    #[test]
    fn the_engine_may_not_look_outside_even_through_braces() {
        let path = "crates/engine/src/a.rs";
        assert_eq!(lines(engine_is_pure, path, "use std::{fmt, fs::File};\nuse std::env;").len(), 2);
        assert_eq!(lines(engine_is_pure, path, "use std::collections::HashMap;").len(), 1);
        let fixed = "use std::collections::HashMap;\nuse std::hash::BuildHasherDefault;";
        assert!(lines(engine_is_pure, path, fixed).is_empty());
        assert!(lines(engine_is_pure, path, "use std::{fmt, collections::BTreeMap}; // std::fs").is_empty());
        assert!(lines(engine_is_pure, "crates/cli/src/a.rs", "use std::fs;").is_empty());
    }

    #[test]
    fn browser_words_stay_in_the_face_and_effects_in_its_host() {
        assert_eq!(lines(browser_words_only_in_the_face, "crates/engine/src/a.rs", "use leptos::prelude::*;").len(), 1);
        assert!(lines(browser_words_only_in_the_face, "src/a.rs", "use leptos::prelude::*;").is_empty());
        assert_eq!(lines(effects_only_in_host, "src/resident/a.rs", "leptos::web_sys::window();").len(), 1);
        assert_eq!(lines(effects_only_in_host, "src/resident/a.rs", "use gloo_storage::Storage;").len(), 1);
        assert!(lines(effects_only_in_host, "src/host/a.rs", "use gloo_storage::Storage;").is_empty());
    }

    #[test]
    fn a_widget_that_knows_a_household_or_an_address_is_caught() {
        let path = "src/ui/a.rs";
        let bad = "use doudi_facts::household::Head;\nfn a(route: Route) {}\nuse crate::answers::Answer;";
        assert_eq!(lines(widgets_know_no_welfare, path, bad), [1, 2, 3, 3].map(|line| format!("{path}:{line}")));
        let good = "// Household\nuse doudi_facts::known::Known;\nuse crate::host::route;";
        assert!(lines(widgets_know_no_welfare, path, good).is_empty());
        assert!(lines(widgets_know_no_welfare, "src/resident/a.rs", bad).is_empty());
    }

    #[test]
    fn rules_in_the_face_are_caught_and_facts_are_not() {
        let bad = "use doudi_engine::{facts::Head, rules::Book};\nuse doudi_engine::verdict::Word;";
        assert_eq!(lines(the_face_knows_no_rule, "src/resident/a.rs", bad).len(), 2);
        assert!(lines(the_face_knows_no_rule, "src/resident/a.rs", "use doudi_engine::check::check;").is_empty());
        assert!(lines(the_face_knows_no_rule, "src/bin/module.rs", bad).is_empty());
    }

    #[test]
    fn a_message_told_nowhere_is_caught() {
        let messages = ("locales/en.toml", "# words\n[app]\nnext = \"x\"\nway-back = \"y\"\n");
        let tree = Tree::of(&[messages, ("src/a.rs", "fn a() { words.app_next() }")]);
        let found = every_message_is_told(&tree).unwrap();
        assert_eq!(found.iter().map(|it| it.place.as_str()).collect::<Vec<_>>(), ["locales/en.toml:4"]);
    }

    #[test]
    fn inline_styles_are_caught_in_views_and_html() {
        let bad = "view! {\n<p style=\"x\"/>\n<p style:color=c/> }\nfn f() { p().style(\"x\") }";
        assert_eq!(lines(no_inline_styles, "src/a.rs", bad).len(), 3);
        let good = "let style = 1; view! { <p class=style>{ let style = 2; style == 2 }</p> }";
        assert!(lines(no_inline_styles, "src/a.rs", good).is_empty());
        assert_eq!(lines(no_inline_styles, "index.html", "<p\n  style=\"x\">").len(), 1);
    }

    #[test]
    fn work_left_to_do_and_ignored_tests_are_caught() {
        assert_eq!(lines(nothing_left_to_do, "src/a.rs", "fn a() { todo!() }\n#[ignore = \"x\"]\nfn b() {}").len(), 2);
        assert!(lines(nothing_left_to_do, "src/a.rs", "// todo!\nlet s = \"#[ignore]\";").is_empty());
    }
}
