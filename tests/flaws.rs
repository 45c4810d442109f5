//! Flaws: bad rules beside good ones. What is wrong stops the build at its file and line, with the mend.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

#[path = "flaws/good.rs"]
mod good;

use doudi_engine::assess;
use doudi_engine::verdict::{Conclusion, Standing};
use doudi_facts::money::Yuan;
use doudi_facts::question::{BackgroundField, PersonField};
use doudi_rulebook::Rulebook;
use doudi_rulebook::compile::{Flaw, Source, compile, read_folder};

fn good() -> Vec<Source> {
    let source = |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), text: text.trim_start().to_owned() };
    good::GOOD.iter().map(source).collect()
}

/// The flaws of the good rules with one file more, which begins at line 1.
fn flaws(bad: &str) -> Vec<String> {
    let mut sources = good();
    sources.push(Source { name: "rules/here/bad.toml".to_owned(), text: bad.trim_start().to_owned() });
    compile(&sources).map_or_else(|flaws| flaws.iter().map(Flaw::to_string).collect(), |_| Vec::new())
}

/// There is this one flaw and no other.
#[track_caller]
fn flaw(bad: &str, expected: &str) {
    assert_eq!(flaws(bad), [expected]);
}

/// A condition of a category of its own, written on line 5.
fn condition(inner: &str) -> String {
    format!(
        r#"
[[category]]
id = "edge"
name = {{ zh = "边缘", en = "edge" }}
all = [
  {{ id = "one", gate = "income", name = {{ zh = "一", en = "one" }}, {inner} }},
]
"#
    )
}

fn test(test: &str) -> String {
    condition(&format!(r#"test = {{ {test} }}, cite = {{ doc = "law", at = "9" }}"#))
}

fn member(test: &str) -> String {
    format!(
        r#"
[[member]]
id = "kin"
name = {{ zh = "亲属", en = "kin" }}
test = {{ {test} }}
ties = ["parent-child"]
cite = {{ doc = "law", at = "2" }}
"#
    )
}

fn amount(changed: &str, to: &str) -> String {
    let amount = r#"
[[amount]]
id = "dibao"
area = "urban"
value = "815 元/月"
from = 2025-07-01
checked = 2026-06-30
cite = { doc = "law", at = "8", confidence = "page" }
"#;
    assert!(amount.contains(changed), "{changed}");
    amount.replace(changed, to)
}

fn treatment(rest: &str) -> String {
    format!(
        r#"
[[treatment]]
id = "gifts"
accounts = ["dibao"]
name = {{ zh = "赠送", en = "gifts" }}
{rest}
cite = {{ doc = "law", at = "3" }}
"#
    )
}

#[test]
fn the_good_rules_are_good() {
    assert_eq!(flaws(""), [""; 0]);
    assert_eq!(flaws(&amount("", "")), [""; 0]);
    assert_eq!(flaws(&test("assets-within = \"dibao\"")), [""; 0]);
    assert_eq!(flaws(&member("relation = [\"child\"]")), [""; 0]);
    assert_eq!(flaws(&treatment("income = [\"gift\"]\nhow = \"whole\"")), [""; 0]);
}

// ---- sources ------------------------------------------------------------------------------------------------------

#[test]
fn every_figure_has_a_source() {
    flaw(
        &amount("cite = { doc = \"law\", at = \"8\", confidence = \"page\" }\n", ""),
        "rules/here/bad.toml:1: amount \"dibao\" has no `cite`; name the document and clause it comes from",
    );
    flaw(&amount("at = \"8\", ", ""), "rules/here/bad.toml:7: amount \"dibao\": `cite` has no `at`; name the clause");
    flaw(
        &amount("at = \"8\"", "at = \"\""),
        "rules/here/bad.toml:7: amount \"dibao\": `cite`: `at` must be a text in quotes, and not an empty one",
    );
}

#[test]
fn every_figure_says_how_it_was_read() {
    flaw(
        &amount(", confidence = \"page\"", ""),
        "rules/here/bad.toml:7: amount \"dibao\" has no `confidence`; say how the figure was read (full, page, mirror, …)",
    );
    flaw(
        &amount("\"page\"", "\"sure\""),
        "rules/here/bad.toml:7: amount \"dibao\": `cite`: `confidence` does not know `sure`; expected one of `full`, \
         `page`, `mirror`, `derived`, `background`, `doubtful`, `reading`",
    );
}

#[test]
fn every_condition_has_a_source() {
    flaw(
        &condition("test = { assets-within = \"dibao\" }"),
        "rules/here/bad.toml:5: category \"edge\": condition \"one\" has no `cite`; name the document and clause it \
         comes from",
    );
}

#[test]
fn a_source_is_a_document_of_the_list() {
    flaw(
        &amount("\"law\"", "\"lore\""),
        "rules/here/bad.toml:7: amount \"dibao\": `cite`: no document is called \"lore\"; there are: law",
    );
}

#[test]
fn a_document_says_who_issued_it_whether_it_holds_and_how_it_was_read() {
    let told = flaws("[[document]]\nid = \"other\"\ntitle = { zh = \"通知\", en = \"Notice\" }\n");
    let expected = [
        "rules/here/bad.toml:1: document \"other\" has no `level`; say national, province, prefecture, place or ours",
        "rules/here/bad.toml:1: document \"other\" has no `read`; say full, page, mirror, derived, background, doubtful \
         or reading",
        "rules/here/bad.toml:1: document \"other\" has no `status`; say in-force, draft, lapsed or undated",
    ];
    assert_eq!(told, expected);
}

// ---- figures ------------------------------------------------------------------------------------------------------

#[test]
fn a_standard_is_so_many_yuan_a_month_or_a_year() {
    for wrong in
        ["8532 元", "8532 块/年", "-5 元/年", "0 元/年", "八百 元/月", "8532元/年", "8,532 元/年", "1.001 元/年"]
    {
        let mend = "is not a standard; write \"8532 元/年\" or \"815 元/月\"";
        flaw(&amount("815 元/月", wrong), &format!("rules/here/bad.toml:4: amount \"dibao\": `{wrong}` {mend}"));
    }
    flaw(
        &amount("\"815 元/月\"", "815"),
        "rules/here/bad.toml:4: amount \"dibao\": `value` must be a text in quotes, and not an empty one",
    );
}

#[test]
fn a_figure_belongs_to_a_line() {
    flaw(
        &amount("id = \"dibao\"", "id = \"diabo\""),
        "rules/here/bad.toml:2: amount \"diabo\": no line is called \"diabo\"; there are: dibao",
    );
}

#[test]
fn days_are_written_without_quotes() {
    flaw(
        &amount("from = 2025-07-01", "from = \"2025-07-01\""),
        "rules/here/bad.toml:5: amount \"dibao\": `from` must be a day without quotes, such as 2025-07-01",
    );
    flaw(
        &amount("from = 2025-07-01", "from = 2025-07-01T00:00:00"),
        "rules/here/bad.toml:5: amount \"dibao\": `from` must be a day without quotes, such as 2025-07-01",
    );
    flaw(
        &amount("from = 2025-07-01\n", ""),
        "rules/here/bad.toml:1: amount \"dibao\" has no `from`; give the first day it applies",
    );
    flaw(
        &amount("checked = 2026-06-30\n", ""),
        "rules/here/bad.toml:1: amount \"dibao\" has no `checked`; give the last day the source was known to be in \
         force",
    );
}

#[test]
fn a_figure_begins_before_it_ends() {
    flaw(
        &amount("from = 2025-07-01", "from = 2025-07-01\nuntil = 2025-06-30"),
        "rules/here/bad.toml:6: amount \"dibao\": `until` is before `from`; a figure begins first",
    );
    flaw(
        &amount("checked = 2026-06-30", "checked = 2025-06-30"),
        "rules/here/bad.toml:6: amount \"dibao\": `checked` is before `from`; a figure begins first",
    );
}

#[test]
fn on_every_day_one_figure_applies() {
    let overlap = "on some day both would apply: end one, or name their areas";
    let ends = amount("from = 2025-07-01", "from = 2025-07-01\nuntil = 2026-06-30");
    flaw(
        &format!("{ends}{}", amount("2025-07-01", "2026-06-30")),
        &format!("rules/here/bad.toml:10: amount \"dibao\" overlaps the one at rules/here/bad.toml:1; {overlap}"),
    );
    assert_eq!(
        flaws(&format!("{ends}{}", amount("2025-07-01", "2026-07-01").replace("2026-06-30", "2027-06-30"))),
        [""; 0]
    );
    flaw(
        &amount("area = \"urban\"\n", ""),
        &format!("rules/here/bad.toml:1: amount \"dibao\" overlaps the one at rules/here/place.toml:6; {overlap}"),
    );
}

// ---- words of closed lists ----------------------------------------------------------------------------------------

#[test]
fn an_unknown_word_is_told_with_the_list() {
    flaw(
        &amount("\"urban\"", "\"town\""),
        "rules/here/bad.toml:3: amount \"dibao\": `area` does not know `town`; expected `urban` or `rural`",
    );
    flaw(
        &treatment("expenses = [\"food\"]\nhow = \"whole\""),
        "rules/here/bad.toml:5: treatment \"gifts\": `expenses` does not know `food`; expected one of `medical`, \
         `education`, `rehabilitation`, `living`, `other`",
    );
    flaw(
        &treatment("income = [\"gift\"]\nhow = \"half\""),
        "rules/here/bad.toml:6: treatment \"gifts\": `how` does not know `half`; expected one of `whole`, \
         `whole-or-nothing`, `up-to`",
    );
    flaw(
        &test("assets-within = \"dibao\"").replace("\"income\"", "\"money\""),
        "rules/here/bad.toml:5: category \"edge\": condition \"one\": `gate` does not know `money`; expected one of \
         `people`, `income`, `property`, `spending`, `risk`",
    );
    let told = flaws(&treatment("income = [\"gifts\"]\nhow = \"whole\""));
    let start =
        "rules/here/bad.toml:5: treatment \"gifts\": `income` does not know `gifts`; expected one of `regular-wage`, ";
    assert!(told.len() == 1 && told[0].starts_with(start), "{told:?}");
}

#[test]
fn an_unknown_key_is_told_with_those_there_are() {
    let told = flaws(&amount("checked", "aria = 1\nchecked"));
    let known = "it knows `id`, `scope`, `area`, `value`, `from`, `until`, `checked`, `cite`";
    assert_eq!(told, [format!("rules/here/bad.toml:6: amount \"dibao\" does not know `aria`; {known}")]);
    flaw(
        &condition("test = { assets-within = \"dibao\" }, cite = { doc = \"law\", at = \"9\", page = 1 }"),
        "rules/here/bad.toml:5: category \"edge\": condition \"one\": `cite` does not know `page`; it knows `doc`, \
         `at`, `confidence`",
    );
}

#[test]
fn an_unknown_table_is_told_with_those_there_are() {
    flaw(
        "[[standard]]\nid = \"x\"\n",
        "rules/here/bad.toml:1: no table is called `standard`; the tables are document, place, town, advice, window, \
         member, not-member, unsettled, area, line, amount, account, treatment, limit, reading, judgement, category, exclusive, \
         process, calendar, route, step, office, help, bring",
    );
    flaw("[line]\nid = \"x\"\n", "rules/here/bad.toml:1: `line` is written [[line]]");
    flaw("line = [\"x\"]\n", "rules/here/bad.toml:1: `line` is written [[line]]");
    flaw("[[window]]\nmonths = 12\n", "rules/here/bad.toml:1: `window` is written [window]");
}

#[test]
fn an_unknown_scope_is_refused() {
    flaw(
        "[[line]]\nid = \"x\"\nscope = \"trial\"\nname = { zh = \"线\", en = \"line\" }\n",
        "rules/here/bad.toml:1: line: scope `trial` is not known; leave it out or write \"pilot\"",
    );
}

#[test]
fn what_is_not_toml_is_told_where_it_stops() {
    let told = flaws("[[amount]]\nid = \n");
    assert!(told.len() == 1 && told[0].starts_with("rules/here/bad.toml:2: not TOML: "), "{told:?}");
    flaw("[[line]]\nid = \"a\"\nid = \"b\"\n", "rules/here/bad.toml:3: not TOML: duplicate key");
}

#[test]
fn every_name_is_told_in_both_languages() {
    let good = test("assets-within = \"dibao\"");
    flaw(
        &good.replace("zh = \"边缘\", ", ""),
        "rules/here/bad.toml:3: category \"edge\": `name` has no `zh`; the Chinese text comes first",
    );
    flaw(
        &good.replace(", en = \"edge\"", ""),
        "rules/here/bad.toml:3: category \"edge\": `name` has no `en`; give the English text too",
    );
    flaw(
        &good.replace("zh = \"边缘\"", "zh = \" \""),
        "rules/here/bad.toml:3: category \"edge\": `name`: `zh` must be a text in quotes, and not an empty one",
    );
}

// ---- tests --------------------------------------------------------------------------------------------------------

/// A flaw of the one condition on line 5, or of the one member rule on line 4.
#[track_caller]
fn test_flaw(bad: &str, expected: &str) {
    flaw(&test(bad), &format!("rules/here/bad.toml:5: category \"edge\": condition \"one\": {expected}"));
}

#[track_caller]
fn member_flaw(bad: &str, expected: &str) {
    flaw(&member(bad), &format!("rules/here/bad.toml:4: member \"kin\": {expected}"));
}

#[test]
fn an_unknown_test_is_told_with_those_there_are() {
    let household = "the tests are all, any, not, some-member, every-member, fits, reading, judged, told, troubles, \
                     receives, past, earns, spends, pays-out, income-per-head, spending, assets-within, owns, in-area";
    test_flaw("income = \"below\"", &format!("`test` knows no `income`; {household}"));
    test_flaw("", &format!("`test` is empty; {household}"));
    member_flaw(
        "lives-alone = true",
        "`test` knows no `lives-alone`; the tests are all, any, not, reading, judged, relation, lives, age, studies, away, \
         told, disability, work, labour, self-care, supporters, parents, counts, receives, earns, spends, pays-out, own-income",
    );
}

#[test]
fn a_test_says_one_thing() {
    let both = "assets-within = \"dibao\", fits = \"dibao\"";
    test_flaw(both, "`test` says `fits` and `assets-within` at once; join them with `all`");
}

#[test]
fn what_is_joined_is_something() {
    test_flaw("all = []", "`test`: `all` lists nothing; name at least one, or leave it out");
    test_flaw("any = []", "`test`: `any` lists nothing; name at least one, or leave it out");
    test_flaw("all = [\"dibao\"]", "`test`: `all` must be a list of tables: [{ … }, { … }]");
    test_flaw("all = { fits = \"dibao\" }", "`test`: `all` must be a list: [ … ]");
    member_flaw("relation = []", "`test`: `relation` lists nothing; name at least one, or leave it out");
}

#[test]
fn a_test_of_a_person_is_not_asked_of_a_household() {
    let what = "asks something of one person, not of a household";
    test_flaw("studies = [\"none\"]", &format!("`test`: `studies` {what}"));
    test_flaw("any = [{ assets-within = \"dibao\" }, { away = [\"prison\"] }]", &format!("`test`: `away` {what}"));
}

#[test]
fn a_test_of_a_household_is_not_asked_of_a_person() {
    let what = "asks something of a household, not of one person";
    member_flaw("assets-within = \"dibao\"", &format!("`test`: `assets-within` {what}"));
    member_flaw("not = { fits = \"dibao\" }", &format!("`test`: `not`: `fits` {what}"));
}

#[test]
fn what_a_test_names_is_there() {
    let income =
        |account: &str, line: &str| format!("income-per-head = \"below\", account = \"{account}\", line = \"{line}\"");
    test_flaw(&income("dibao", "diabo"), "`test`: no line is called \"diabo\"; there are: dibao");
    test_flaw(&income("diabo", "dibao"), "`test`: no account is called \"diabo\"; there are: dibao");
    test_flaw("assets-within = \"edge\"", "`test`: no limit is called \"edge\"; there are: dibao");
    test_flaw("judged = \"kin\"", "`test`: no judgement is called \"kin\"; there are none yet");
    test_flaw("reading = \"exact\", is = \"yes\"", "`test`: no reading is called \"exact\"; there are: exactly");
    test_flaw(
        "reading = \"exactly\", is = \"maybe\"",
        "`test`: reading \"exactly\" has no option \"maybe\"; there are: no, yes",
    );
    test_flaw("reading = \"exactly\"", "`test` has no `is`; name one of its options");
    test_flaw("fits = \"never\"", "`test`: no category is called \"never\"; there are: dibao, edge");
}

#[test]
fn a_category_leans_on_earlier_ones_only() {
    let what = "`test`: `fits` must name a category written before this one";
    test_flaw("fits = \"edge\"", what);
    let later = test("assets-within = \"dibao\"").replace("\"edge\"", "\"later\"");
    let told = flaws(&format!("{}{later}", test("fits = \"later\"")));
    assert_eq!(told, [format!("rules/here/bad.toml:5: category \"edge\": condition \"one\": {what}")]);
}

#[test]
fn a_multiple_is_a_positive_number_in_quotes() {
    let times =
        |times: &str| format!("income-per-head = \"below\", account = \"dibao\", line = \"dibao\", times = {times}");
    test_flaw(&times("\"-1\""), "`test`: `times` must be a positive number in quotes, such as \"1.5\"");
    test_flaw(&times("\"twice\""), "`test`: `times` must be a positive number in quotes, such as \"1.5\"");
    test_flaw(&times("1.5"), "`test`: `times` must be a text in quotes, and not an empty one");
}

#[test]
fn ages_and_flags_have_their_form() {
    member_flaw("age = \"below\", years = \"18\"", "`test`: `years` must be a whole number from 0 to 255");
    member_flaw("age = \"below\", years = 300", "`test`: `years` must be a whole number from 0 to 255");
    member_flaw("age = \"below\"", "`test` has no `years`; say on which side of how many `years`");
    test_flaw("past = \"left\", years = 2", "`test` has no `is`; say on which side of how many `years`");
    member_flaw("counts = \"yes\"", "`test`: `counts` must be true or false");
}

#[test]
fn what_is_told_is_told_of_whom_it_is_asked() {
    member_flaw("told = \"land\"", "`test`: `land` is told of a household, not of one person");
    test_flaw("told = \"married\"", "`test`: `married` is told of one person, not of a household");
    // Every question that is answered with yes or no, of a person and then of the family.
    let persons = PersonField::yes_no().map(|field| field.to_string());
    let known: Vec<String> = persons.chain(BackgroundField::ALL.iter().map(ToString::to_string)).collect();
    assert_eq!((&*known[0], &*known[known.len() - 1]), ("shares-purse", "rose-by-work"));
    let told = format!("`test`: `told` does not know `rich`; there are {}", known.join(", "));
    member_flaw("told = \"rich\"", &told);
}

#[test]
fn a_rule_of_members_says_between_whom_and_who_decides_the_rest() {
    let bare = member("age = \"below\", years = 18").replace("ties = [\"parent-child\"]\n", "");
    flaw(
        &bare,
        "rules/here/bad.toml:1: member \"kin\" has no `ties`; say between which two people it is, such as \"spouses\"",
    );
    flaw(
        &member("age = \"below\", years = 18").replace("parent-child", "siblings"),
        "rules/here/bad.toml:1: member \"kin\" has no `shares`; only spouses, and parents with their children, belong \
         together wherever they live",
    );
    let mut sources = good();
    sources[1].text = sources[1].text.replace("branch = { reading = \"exactly\", is = \"yes\" }\n", "");
    let flaws = compile(&sources).unwrap_err();
    let told: Vec<String> = flaws.iter().map(Flaw::to_string).collect();
    assert!(told.iter().any(|flaw| flaw.ends_with("[unsettled] has no `branch`; say who decides it")), "{told:?}");
}

#[test]
fn what_may_come_off_has_its_most() {
    flaw(
        &treatment("income = [\"gift\"]\nhow = \"up-to\"\nquestion = { zh = \"问\", en = \"ask\" }"),
        "rules/here/bad.toml:1: treatment \"gifts\" has no `most`; write { times = \"1\", of = \"this-sum\" } for all",
    );
}

// ---- items --------------------------------------------------------------------------------------------------------

#[test]
fn nothing_is_written_twice_in_one_layer() {
    let edge = test("assets-within = \"dibao\"");
    flaw(
        &format!("{edge}{edge}"),
        "rules/here/bad.toml:8: category \"edge\" is already written at rules/here/bad.toml:1; keep one",
    );
    let twice = edge.replace(
        "\n]",
        "\n  { id = \"one\", gate = \"property\", name = { zh = \"二\", en = \"two\" }, test = { assets-within = \
         \"dibao\" }, cite = { doc = \"law\", at = \"9\" } },\n]",
    );
    flaw(&twice, "rules/here/bad.toml:6: category \"edge\": condition \"one\" is written twice; keep one");
    let kin = member("relation = [\"child\"]");
    flaw(
        &format!("{kin}{kin}"),
        "rules/here/bad.toml:8: member \"kin\" is already written at rules/here/bad.toml:1; keep one",
    );
    let law = good::GOOD[0].1.trim_start();
    flaw(
        law,
        "rules/here/bad.toml:1: document \"law\" is already written at rules/_sources/documents.toml:1; keep one",
    );
    let place =
        "[place]\nid = \"here\"\nname = { zh = \"这里\", en = \"Here\" }\nwithin = { zh = \"省\", en = \"P\" }\n";
    flaw(place, "rules/here/bad.toml:1: place \"here\" is already written at rules/here/place.toml:1; keep one");
    let town = "[[town]]\nid = \"a\"\nname = { zh = \"甲\", en = \"A\" }\n";
    flaw(
        &format!("{town}{town}"),
        "rules/here/bad.toml:4: town \"a\" is already written at rules/here/bad.toml:1; keep one",
    );
}

#[test]
fn a_category_has_conditions() {
    flaw(
        "[[category]]\nid = \"edge\"\nname = { zh = \"边缘\", en = \"edge\" }\n",
        "rules/here/bad.toml:1: category \"edge\" has no conditions; list them under `all`",
    );
    flaw(
        &test("assets-within = \"dibao\"").replace("all = [", "all = [\n  \"dibao\","),
        "rules/here/bad.toml:5: category \"edge\": `all` must be a list of tables: [{ … }, { … }]",
    );
}

#[test]
fn what_the_office_decides_has_its_question() {
    let what = "rules/here/bad.toml:1: treatment \"gifts\" can be the office's to decide; give the `question` to ask at \
                the window";
    flaw(&treatment("income = [\"gift\"]\nhow = \"up-to\"\nmost = { times = \"1\", of = \"this-sum\" }"), what);
    flaw(&treatment("income = [\"gift\"]\nhow = \"whole-or-nothing\""), what);
    flaw(&treatment("income = [\"gift\"]\nhow = \"whole\"\nuntil = 2025-12-31"), what);
}

#[test]
fn a_treatment_says_of_which_sums_and_in_which_accounts() {
    let sums = "must say of which sums: exactly one of income, base-part, costs, paid-out, expenses";
    flaw(&treatment("how = \"whole\""), &format!("rules/here/bad.toml:1: treatment \"gifts\" {sums}"));
    let two = treatment("income = [\"gift\"]\ncosts = [\"crops\"]\nhow = \"whole\"");
    flaw(&two, &format!("rules/here/bad.toml:1: treatment \"gifts\" {sums}"));
    let good = treatment("income = [\"gift\"]\nhow = \"whole\"");
    flaw(
        &good.replace("[\"dibao\"]", "[\"diabo\"]"),
        "rules/here/bad.toml:3: treatment \"gifts\": no account is called \"diabo\"; there are: dibao",
    );
    flaw(
        &good.replace("accounts = [\"dibao\"]\n", ""),
        "rules/here/bad.toml:1: treatment \"gifts\" has no `accounts`; name those it belongs to",
    );
}

#[test]
fn a_reading_has_two_options_at_least() {
    let reading = |options: &str| {
        format!(
            "[[reading]]\nid = \"r\"\nquestion = {{ zh = \"问\", en = \"ask\" }}\noptions = [{options}]\ncite = {{ doc = \
             \"law\", at = \"5\" }}\n"
        )
    };
    let yes = "{ id = \"yes\", name = { zh = \"算\", en = \"yes\" } }";
    flaw(
        &reading(yes),
        "rules/here/bad.toml:1: reading \"r\" needs at least two `options`; with one there is no question",
    );
    flaw(
        &reading(&format!("{yes}, {yes}")),
        "rules/here/bad.toml:4: reading \"r\": option \"yes\" is written twice; keep one",
    );
}

#[test]
fn advice_says_what_it_is_about() {
    flaw(
        "[[advice]]\ntext = { zh = \"去窗口\", en = \"go\" }\ncite = { doc = \"law\", at = \"1\" }\n",
        "rules/here/bad.toml:1: advice has no `about`; say emergency, who, where, online or rights",
    );
}

#[test]
fn what_excludes_one_another_is_two_at_least() {
    flaw(
        "[[exclusive]]\ncategories = [\"dibao\"]\n",
        "rules/here/bad.toml:1: exclusive needs at least two `categories`",
    );
    flaw(
        "[[exclusive]]\ncategories = [\"dibao\", \"tekun\"]\n",
        "rules/here/bad.toml:2: exclusive: no category is called \"tekun\"; there are: dibao",
    );
}

#[test]
fn a_grant_says_what_it_pays() {
    let grant = |grant: &str| format!("{}grants = [{grant}]\n", test("assets-within = \"dibao\""));
    flaw(
        &grant("{ cite = { doc = \"law\", at = \"1\" } }"),
        "rules/here/bad.toml:7: category \"edge\": grant has neither `gap` nor `amount`; name the account \
         and line, or the line",
    );
    flaw(
        &grant("{ gap = { account = \"dibao\", line = \"x\" }, cite = { doc = \"law\", at = \"1\" } }"),
        "rules/here/bad.toml:7: category \"edge\": grant: `gap`: no line is called \"x\"; there are: dibao",
    );
}

#[test]
fn the_window_is_there_and_no_longer_than_a_year() {
    let mut sources = good();
    sources[1].text = sources[1].text.replace("months = 12", "months = 13");
    let told = compile(&sources).expect_err("13 months");
    assert_eq!(
        told[0].to_string(),
        "rules/national/all.toml:1: the window must have 1, 2, 3, 4, 6 or 12 `months`: a year holds it so many times, exactly"
    );
    let mut sources = good();
    sources[1].text = sources[1].text.replacen("[window]\nmonths = 12\ncite = { doc = \"law\", at = \"1\" }\n", "", 1);
    let told = compile(&sources).expect_err("no window");
    assert!(told[0].what.starts_with("no [window] applies here"), "{told:?}");
}

#[test]
fn a_place_says_its_name_in_the_folder_of_that_name() {
    let mut sources = good();
    sources[2].name = "rules/there/place.toml".to_owned();
    let told = compile(&sources).expect_err("wrong folder");
    let expected = "rules/there/place.toml:1: place \"here\" lies in rules/there; the two must be the same";
    assert_eq!(told[0].to_string(), expected);
    let mut sources = good();
    let amounts = sources[2].text.find("[[amount]]").unwrap();
    sources[2].text = sources[2].text.split_off(amounts);
    let told = compile(&sources).expect_err("no place");
    assert_eq!(told[0].to_string(), "rules/here/place.toml:1: rules/here has no [place]; give its id and name");
}

// ---- rules are data -----------------------------------------------------------------------------------------------

#[test]
fn a_raised_standard_is_a_change_of_text_alone() {
    let before = doudi_tests::rulebook().unwrap();
    let mut sources = read_folder(&doudi_tests::root().join("rules")).unwrap();
    let amounts = sources.iter_mut().find(|source| source.name == "rules/daye/amounts.toml").unwrap();
    amounts.text.push_str(
        r#"
[[amount]]
id = "dibao"
area = "rural"
value = "8892 元/年"
from = 2026-07-01
checked = 2027-06-30
cite = { doc = "huangzhengfa-2025-7", at = "made up for this test", confidence = "page" }
"#,
    );
    let after = compile(&sources).unwrap();
    // 25,596 shared by three is 8,532: on the line of 2025, below that of 2026.
    assert_eq!(on_the_line(&before, "2025-11-20"), (Yuan::whole(8532), Standing::InForce, Conclusion::OfficeDecides));
    assert_eq!(on_the_line(&before, "2026-07-01"), (Yuan::whole(8532), Standing::Stale, Conclusion::OfficeDecides));
    assert_eq!(on_the_line(&after, "2025-11-20"), (Yuan::whole(8532), Standing::InForce, Conclusion::OfficeDecides));
    assert_eq!(on_the_line(&after, "2026-06-30"), (Yuan::whole(8532), Standing::InForce, Conclusion::OfficeDecides));
    assert_eq!(on_the_line(&after, "2026-07-01"), (Yuan::whole(8892), Standing::InForce, Conclusion::Fits));
}

/// The rural line used for the household exactly on the line of 2025, how it stands, and the word for 低保.
fn on_the_line(rulebook: &Rulebook, on: &str) -> (Yuan, Standing, Conclusion) {
    let household = doudi_tests::household("examples/b-on-the-line.json", &[]).unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let book = place.book(town);
    let found = assess(book, &household, on.parse().unwrap()).unwrap();
    let line = book.lines.iter().position(|line| line.id == "dibao").unwrap();
    let category = book.categories.iter().position(|category| category.id == "dibao").unwrap();
    let used = found.lines[line];
    let word = found.of(category).next().unwrap().word;
    (book.lines[line].amounts[used.amount.unwrap()].value.sum, used.standing, word)
}
