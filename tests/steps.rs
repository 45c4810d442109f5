//! Flaws of calendars and steps: what is wrong stops the build at its file and line, with the mend.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_rulebook::compile::{Flaw, Source, compile, read_folder};

/// The flaws of the nation's rules with a place of one bad file, which begins at line 1.
fn flaws(bad: &str) -> Vec<String> {
    let mut sources = read_folder(&doudi_tests::root().join("rules")).unwrap();
    sources.retain(|source| source.name.starts_with("rules/_sources/") || source.name.starts_with("rules/national/"));
    let place = "[place]\nid = \"here\"\nname = { zh = \"这里\", en = \"Here\" }\nwithin = { zh = \"省\", en = \"Province\" }\n";
    for (name, text) in [("place", place), ("bad", bad)] {
        sources.push(Source { name: format!("rules/here/{name}.toml"), text: text.to_owned() });
    }
    compile(&sources).map_or_else(|flaws| flaws.iter().map(Flaw::to_string).collect(), |_| Vec::new())
}

/// There is this one flaw and no other.
#[track_caller]
fn flaw(bad: &str, expected: &str) {
    assert_eq!(flaws(bad), [expected]);
}

/// A year of 365 days that begins on a Wednesday, with Saturdays and Sundays off and these days more.
fn calendar(inner: &str) -> String {
    format!("[[calendar]]\nid = \"2025\"\n{inner}\ncite = {{ doc = \"ours\", at = \"9\", confidence = \"page\" }}\n")
}

#[test]
fn a_calendar_is_counted_again() {
    let day_off = "holidays = [{ from = 2025-01-01, to = 2025-01-01 }]";
    // 52 weeks of five and Wednesday, 31 December; less the first of January.
    assert_eq!(flaws(&calendar(&format!("{day_off}\nworking-days = 260"))), Vec::<String>::new());
    flaw(
        &calendar(&format!("{day_off}\nworking-days = 261")),
        "rules/here/bad.toml:4: calendar \"2025\" comes to 260 `working-days`; check it and say so",
    );
    flaw(
        &calendar(&format!("{day_off}\nmake-up = [2025-01-04, 2025-01-06]\nworking-days = 261")),
        "rules/here/bad.toml:4: calendar \"2025\": 2025-01-06 is no Saturday or Sunday; only those are worked as make-up \
         days",
    );
    flaw(
        &calendar("holidays = [{ from = 2025-12-31, to = 2026-01-01 }]\nworking-days = 260"),
        "rules/here/bad.toml:1: calendar \"2025\": 2026-01-01 lies in another year",
    );
    flaw(
        &calendar("holidays = [{ from = 2025-01-02, to = 2025-01-01 }]\nworking-days = 261"),
        "rules/here/bad.toml:3: calendar \"2025\": holiday: `to` is before `from`",
    );
    flaw(
        &calendar(&format!("{day_off}\nworking-days = 260")).replace("id = \"2025\"", "id = \"next\""),
        "rules/here/bad.toml:2: calendar \"next\": the id is the year, such as \"2025\"",
    );
}

/// A step written on line 1, its own keys from line 5 on.
fn step(id: &str, inner: &str) -> String {
    format!(
        r#"[[step]]
id = "{id}"
name = {{ zh = "一步", en = "a step" }}
who = {{ zh = "乡镇", en = "the town" }}
{inner}
cite = {{ doc = "ours", at = "9" }}
"#
    )
}

#[test]
fn a_step_goes_together() {
    assert_eq!(flaws(&step("one", "stage = \"part\"\ntakes = { days = 7 }")), Vec::<String>::new());
    flaw(
        &step("one", "takes = { days = 7 }"),
        "rules/here/bad.toml:1: step \"one\" has no `stage`; say part, whole, after or regular",
    );
    flaw(
        &step("one", "stage = \"whole\"\ntakes = { working-days = 20 }"),
        "rules/here/bad.toml:1: step \"one\" is a limit for the whole and has no `route`; say ordinary, extended, …",
    );
    flaw(
        &step("one", "stage = \"whole\"\nroute = \"ordinary\""),
        "rules/here/bad.toml:1: step \"one\" is a limit for the whole; `takes` says how long",
    );
    flaw(
        &step("one", "stage = \"part\"\nroute = \"ordinary\""),
        "rules/here/bad.toml:1: step \"one\" has a `route`, which only a limit for the whole has; take it out",
    );
    flaw(
        &step("one", "stage = \"part\"\ntakes = { every-months = 6 }"),
        "rules/here/bad.toml:1: step \"one\" has `every-months`, which only what is done again and again has; take it out",
    );
    let takes = "step \"one\": `takes` says one of working-days, days, hours, months, every-months (1 or more), next-month = true";
    for wrong in ["{ days = 0 }", "{ days = 5, hours = 12 }", "{ at-least = true }"] {
        flaw(&step("one", &format!("stage = \"part\"\ntakes = {wrong}")), &format!("rules/here/bad.toml:6: {takes}"));
    }
}

#[test]
fn a_step_comes_after_one_that_is_there_and_not_after_itself() {
    let missing = flaws(&step("one", "stage = \"part\"\nafter = \"another\""));
    let expected = "rules/here/bad.toml:6: step \"one\": no step is called \"another\"; there are: appeal, ";
    assert!(missing.len() == 1 && missing[0].starts_with(expected), "{missing:?}");
    flaw(
        &step("one", "stage = \"part\"\nafter = \"one\""),
        "rules/here/bad.toml:6: step \"one\": these steps wait for each other in a circle; let one begin",
    );
    flaw(
        &step("one", "stage = \"part\"\ninstead = [\"another\"]"),
        "rules/here/bad.toml:6: step \"one\": no other step is called \"another\" here",
    );
}
