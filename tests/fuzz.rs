//! Readers of what comes from outside, fuzzed: the household file (which is also what the
//! page keeps), the pack of rules, the receipt code, addresses of pages. The table and its
//! mapping are fuzzed beside their reader, in `crates/cli/src/screen/fuzz.rs`.

use doudi_engine::assess::screen;
use doudi_engine::check::check;
use doudi_facts::day::Day;
use doudi_handoff::file::{LONGEST, Unreadable, read, write};
use doudi_report::receipt::Code;
use doudi_report::{PageContext, ShownPage};
use doudi_rulebook::Rulebook;
use doudi_tests::checks::fuzz::{Target, is_a_message};
use doudi_tests::generate::households::ON;
use doudi_tests::{root, rulebook};
use doudi_words::{Lang, Words};

const LANGUAGES: [Words; 2] = [Words::ZH, Words { lang: Lang::En }];

#[test]
fn household() {
    const WORDS: [&str; 40] = [
        "{\"is\":",
        "{\"between\":{\"from\":",
        "\"to\":",
        "{\"one-of\":[",
        "\"unknown\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\u001b",
        "\\ud800",
        "\u{202e}",
        "null",
        "true",
        "\"items\":[",
        "\"complete\":\"yes\"",
        "\"doudi\":1,",
        "\"id\":\"p1\"",
        "\"who\":\"p9\"",
        "\"relation\"",
        "\"self\"",
        "\"spouse\"",
        "\"birth\"",
        "\"incomes\"",
        "\"wages\"",
        "\"casual-wage\"",
        "\"each\"",
        "\"times\"",
        "\"per\":\"day\"",
        "\"disability\"",
        "\"card\"",
        "\"grade\"",
        "\"supporters\"",
        "\"assets\"",
        "\"past\"",
        "\"when\"",
        "\"place\"",
    ];
    let rulebook = rulebook().unwrap();
    let on = Day::new(ON.0, ON.1, ON.2).unwrap();
    let examples = std::fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut examples: Vec<_> =
        examples.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    examples.sort();
    let examples = examples.iter().map(|path| std::fs::read(path).unwrap()).collect();
    Target { name: "household", words: &WORDS, runs: 4_000 }.run(examples, |input| {
        let Ok(text) = std::str::from_utf8(input) else { return "encoding".to_owned() };
        let household = match read(text) {
            Ok(household) => household,
            Err(wrong) => {
                LANGUAGES.iter().for_each(|words| is_a_message(&wrong.tell(*words)));
                return match wrong {
                    // Which entry it is makes no difference.
                    Unreadable::Shape { at, odd } => {
                        let at: String = at.chars().filter(|c| !c.is_ascii_digit()).collect();
                        format!("{at:.40} {:?}", std::mem::discriminant(&odd))
                    }
                    other => format!("{:?}", std::mem::discriminant(&other)),
                };
            }
        };
        let written = write(&household);
        if written.len() <= LONGEST {
            assert_eq!(read(&written), Ok(household.clone()));
        }
        let problems = check(&household, on);
        for words in LANGUAGES {
            problems.iter().for_each(|problem| is_a_message(&words.problem(problem, on)));
        }
        if problems.is_empty() && household.people.items.len() < 5 && input.len() % 8 == 0 {
            let place = household.place.as_deref().and_then(|path| rulebook.find(path));
            let found = place.map(|(place, town)| screen(place.book(town), &household, on).is_ok());
            return format!("assessed {found:?}");
        }
        problems.iter().map(|problem| format!("{:?}", std::mem::discriminant(&problem.what))).collect()
    });
}

#[test]
fn pack() {
    let blob = rulebook().unwrap().encode().unwrap();
    Target { name: "pack", words: &["\u{0}", "\u{7f}", "\u{1}\u{1}", "符合"], runs: 300 }.run(vec![blob], |input| {
        match Rulebook::decode(input) {
            // What is read is a rulebook that can be written; that it is the right one, nobody says.
            Ok(other) => format!("{}", other.encode().is_ok()),
            Err(wrong) => {
                is_a_message(&wrong.to_string());
                "refused".to_owned()
            }
        }
    });
}

#[test]
fn receipt() {
    const WORDS: [&str; 12] = ["0", "O", "幺", "两", "Ｏ", "７", "-", " ", "Z", "U", "\u{200b}", "—"];
    Target { name: "receipt", words: &WORDS, runs: 20_000 }.run(Vec::new(), |input| {
        let text = String::from_utf8_lossy(input);
        match text.parse::<Code>() {
            Ok(code) => {
                assert_eq!(code.to_string().parse(), Ok(code));
                format!("{:?}", code.on().is_some())
            }
            Err(wrong) => format!("{wrong:?}"),
        }
    });
}

#[test]
fn address() {
    const WORDS: [&str; 16] = [
        "/",
        "//",
        "@",
        ".",
        "compare",
        "search",
        "process",
        "documents",
        "daye",
        "miluo",
        "@2025-11-20",
        "%e5",
        "%",
        "..",
        "<b>",
        "\u{202e}",
    ];
    let rulebook = rulebook().unwrap();
    let text = std::fs::read_to_string(root().join("examples/e-alone.json")).unwrap();
    let household = read(&text).unwrap();
    let today = household.on.unwrap();
    Target { name: "address", words: &WORDS, runs: 300 }.run(Vec::new(), |input| {
        let path = String::from_utf8_lossy(input);
        let shelf = PageContext { words: Words::ZH, rulebook: &rulebook, household: &household, today };
        let Some(page) = shelf.page(&path).map(ShownPage::from) else { return "no page".to_owned() };
        // Whatever stands in an address is told as text.
        assert!(!page.body.contains("<b>") && !page.heading.is_empty(), "{path}");
        format!("{} {}", path.split('/').next().unwrap_or_default(), page.body.is_empty())
    });
}
