//! How a place works: bad `[[process]]` tables beside good ones, and what the five places' documents say.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::collections::BTreeSet;

use doudi_engine::rules::{SpanUnit, Takes};
use doudi_rulebook::compile::{Flaw, Source, compile, read_folder};
use doudi_rulebook::{Matter, Place};
use doudi_tests::rulebook;

/// The project's rules with one file more, which begins at line 1, in the folder of 乡宁.
fn flaws(bad: &str) -> Vec<String> {
    let mut sources = read_folder(&doudi_tests::root().join("rules")).unwrap();
    sources.push(Source { name: "rules/xiangning/zz.toml".to_owned(), text: bad.trim_start().to_owned() });
    compile(&sources).map_or_else(|flaws| flaws.iter().map(Flaw::to_string).collect(), |_| Vec::new())
}

fn act(changed: &str, to: &str) -> String {
    let act = r#"
[[process]]
id = "one"
about = "check"
by = ["village"]
text = { zh = "上门", en = "visit" }
cite = { doc = "xiangning-2024-72", at = "二" }
"#;
    assert!(act.contains(changed), "{changed}");
    act.replace(changed, to)
}

fn place(id: &str) -> Place {
    rulebook().unwrap().places.into_iter().find(|place| place.listing.id == id).unwrap()
}

#[test]
fn an_act_says_what_it_is_about_who_does_it_and_where_it_stands() {
    assert_eq!(flaws(&act("", "")), [""; 0]);
    let one = |bad: &str, starts: &str| {
        let told = flaws(bad);
        assert!(told.len() == 1 && told[0].starts_with(starts), "{told:?}");
    };
    one(
        &act("cite = { doc = \"xiangning-2024-72\", at = \"二\" }\n", ""),
        "rules/xiangning/zz.toml:1: process \"one\" has no `cite`; name the document and clause it comes from",
    );
    one(
        &act("[\"village\"]", "[\"ministry\"]"),
        "rules/xiangning/zz.toml:4: process \"one\": no office is called \"ministry\"; there are: ",
    );
    one(
        &act("\"check\"", "\"gossip\""),
        "rules/xiangning/zz.toml:3: process \"one\": `about` does not know `gossip`; expected one of `discovery`, ",
    );
    one(
        &act("by = [\"village\"]\n", ""),
        "rules/xiangning/zz.toml:1: process \"one\" has no `by`; name who does it, or say in `unclear` that nobody \
         is named",
    );
    one(
        &act("by = [\"village\"]", "stage = \"notice\"\nby = [\"village\"]"),
        "rules/xiangning/zz.toml:4: process \"one\": `stage` is for a gap, and names a stage of the loop",
    );
    one(&(act("", "") + &act("", "")), "rules/xiangning/zz.toml:8: process \"one\" is written twice; keep one");
}

#[test]
fn the_nation_has_no_process_and_an_office_one_name() {
    let mut sources = read_folder(&doudi_tests::root().join("rules")).unwrap();
    sources.push(Source { name: "rules/national/zz.toml".to_owned(), text: act("", "").trim_start().to_owned() });
    let told = compile(&sources).unwrap_err();
    assert_eq!(
        told[0].to_string(),
        "rules/national/zz.toml:1: how a place works is the place's own; put [[process]] into its folder"
    );
    let twice = "[[office]]\nid = \"dike\"\nname = { zh = \"堤\", en = \"dike\" }\n".repeat(2);
    let written = "office \"dike\" is already written at rules/xiangning/zz.toml:1; keep one";
    assert_eq!(flaws(&twice), [format!("rules/xiangning/zz.toml:4: {written}")]);
}

#[test]
fn a_stage_of_which_nothing_is_said_needs_a_gap() {
    let mut sources = read_folder(&doudi_tests::root().join("rules")).unwrap();
    let own = sources.iter_mut().find(|source| source.name == "rules/panzhou/process.toml").unwrap();
    own.text = own.text.replace("about   = \"notice\"", "about   = \"check\"");
    let told: Vec<String> = compile(&sources).unwrap_err().iter().map(Flaw::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].ends_with(": nothing is said of the stage notice; write it, or a gap with that `stage`"),
        "{}",
        told[0]
    );
}

#[test]
fn a_place_names_its_offices_and_tells_the_stages_in_its_order() {
    let panzhou = place("panzhou").process;
    let name = |id: &str| &*panzhou.departments.iter().find(|one| one.id == id).unwrap().name.zh;
    assert_eq!([name("civil"), name("water"), name("relocation")], ["市民政局", "市水务局", "市生态移民局"]);
    assert!(panzhou.departments.iter().all(|one| one.id != "justice"), "司法 has no part in 盘州");
    assert_eq!(panzhou.stages(), Matter::STAGES);
    // 乡宁 confirms first and posts then.
    let stages = place("xiangning").process.stages();
    assert_eq!(stages[2..5], [Matter::Check, Matter::Decision, Matter::Notice]);
}

/// Every number that stands right before such a word.
fn numbers_before(text: &str, word: &str) -> Vec<u8> {
    let before = text.match_indices(word).map(|(at, _)| &text[..at]);
    let digits = before.map(|text| &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]);
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

/// What the pages say of working days, the timetable says too: two tellings of one text.
#[test]
fn working_days_on_the_pages_are_those_of_the_steps() {
    let mut compared = 0;
    for place in rulebook().unwrap().places {
        let books = place.listing.towns.iter().map(Some).chain([None]).map(|town| place.book(town));
        let spans = books.flat_map(|book| &book.steps).filter_map(|step| match step.takes {
            Takes::Span(span) if span.unit == SpanUnit::WorkingDays => Some(span.many),
            _ => None,
        });
        let spans: BTreeSet<u8> = spans.collect();
        for act in &place.process.acts {
            let said = [Some(&act.text), act.when.as_ref(), act.unclear.as_ref()].into_iter().flatten();
            for days in said.flat_map(|text| numbers_before(&text.zh, "个工作日")) {
                let of = (&place.listing.id, &act.id);
                assert!(spans.contains(&days), "{of:?}: {days} working days are no step's; there are {spans:?}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 14, "{compared}");
}
