//! `doudi process` and `doudi search`: what is written of a place's work is told, and found.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn doudi(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_doudi")).args(arguments).output().unwrap()
}

#[track_caller]
fn told(arguments: &[&str]) -> String {
    let output = doudi(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = doudi(arguments);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

/// Where a text stands in another.
#[track_caller]
fn at(text: &str, part: &str) -> usize {
    text.find(part).unwrap_or_else(|| panic!("no {part} in {text}"))
}

/// What is written in `rules/`, by key: every act of the place has its text there, in both languages.
fn written(place: &str, key: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../rules/{place}/process.toml"));
    let file: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let acts = file["process"].as_array().unwrap().iter().filter_map(|act| act.get(key));
    let text = |both: &toml::Value, lang: &str| both[lang].as_str().unwrap().to_owned();
    acts.map(|both| (text(both, "zh"), text(both, "en"))).collect()
}

#[test]
fn everything_written_of_a_place_is_on_its_page_in_both_languages() {
    for place in doudi_tests::rulebook().unwrap().places {
        let place = place.listing.id.as_str();
        let (zh, en) = (told(&["process", place]), told(&["process", place, "--lang", "en"]));
        for key in ["text", "when", "means", "unclear"] {
            for (chinese, english) in written(place, key) {
                at(&zh, &chinese);
                at(&en, &english);
            }
        }
    }
}

#[test]
fn the_figures_are_those_of_the_documents() {
    let figures: [(&str, &[&str]); 5] = [
        ("panzhou", &["受理之日起20个工作日内；特殊情况可延长到30个工作日", "抽查不低于10%", "近三年的", "按月"]),
        ("miluo", &["收到后40个工作日内", "每月10日前", "每年一次", "每年至少3次岗位信息、1次职业指导、1次培训推荐"]),
        ("xiangning", &["一般20个工作日内；特殊情况可延长到45个工作日", "不少于5天", "每年7—8月", "按月上报"]),
        ("tongren", &["12小时内答复", "24小时内救助", "不少于1年", "按季度"]),
        (
            "daye",
            &[
                "告知承诺10个工作日，常规20个工作日，特殊情况最长45个工作日",
                "5个工作日内完成；调查组2人以上",
                "5天",
                "3个工作日内",
                "每半年一次",
                "市级每年一次",
            ],
        ),
    ];
    for (place, figures) in figures {
        let page = told(&["process", place]);
        figures.iter().for_each(|figure| assert!(at(&page, figure) > 0));
    }
}

#[test]
fn the_loop_runs_in_the_order_of_the_document() {
    let stages = |place: &str| {
        let page = told(&["process", place]);
        let nth = |line: &str| line.trim_start().split_once(". ").is_some_and(|(nth, _)| nth.parse::<u8>().is_ok());
        let stage = |line: &str| line.trim_start().split("  ").next().unwrap_or_default().to_owned();
        page.lines().filter(|line| nth(line)).take(8).map(stage).collect::<Vec<_>>().join(" ")
    };
    let ordinary = "1. 发现 2. 申请受理 3. 核对调查 4. 公示 5. 审核确认 6. 帮扶 7. 动态复核 8. 退出";
    for place in ["panzhou", "miluo", "tongren", "daye"] {
        assert_eq!(stages(place), ordinary, "{place}");
    }
    // 乡宁 posts what the town has confirmed.
    assert_eq!(stages("xiangning"), "1. 发现 2. 申请受理 3. 核对调查 4. 审核确认 5. 公示 6. 帮扶 7. 动态复核 8. 退出");
}

#[test]
fn what_a_document_does_not_say_is_said() {
    let tongren = told(&["process", "tongren"]);
    at(&tongren, "文件没写这一步");
    at(&tongren, "公示不公示、公示几天。");
    let panzhou = told(&["process", "panzhou"]);
    let gaps = &panzhou[at(&panzhou, "\n文件没写的")..];
    for gap in ["公示几天", "材料", "网上", "渐退", "单人保", "复核", "申诉"] {
        at(gaps, gap);
    }
}

#[test]
fn a_pilot_is_no_promise_to_other_towns() {
    let pilots = "只在试点的还地桥镇、保安镇这样办。";
    let other = "您选的其他乡镇、街道不在试点里，按各类救助原来的办法办。";
    let page = told(&["process", "daye/other"]);
    assert!(at(&page, pilots) < at(&page, other));
    let page = told(&["process", "daye/baoan"]);
    assert!(!page.contains(other));
    at(&page, "（征求意见稿，还没生效）");
    at(&told(&["process", "xiangning"]), "\n按《乡宁县“两项制度”有效衔接并轨试点改革工作方案》。\n");
}

#[test]
fn a_department_is_told_with_its_part() {
    let town = told(&["process", "tongren", "town"]);
    assert!(town.starts_with("乡镇政府在同仁市管什么？\n"), "{town}");
    at(&town, "12小时内答复");
    at(&told(&["process", "tongren"]), "  乡镇政府（town）\n");
    assert!(!town.contains("青民发〔2021〕108号"), "that is no part of the township's");
    let medical = told(&["process", "daye", "medical"]);
    at(&medical[at(&medical, "给什么帮扶")..], "居民医保个人缴费定额资助（低保）");
    let wrong = refused(&["process", "tongren", "ministry"]);
    assert!(wrong.contains("civil, ") && wrong.contains("rural-revival"), "{wrong}");
    assert!(refused(&["process", "nowhere"]).contains("panzhou"));
}

#[test]
fn a_word_finds_what_has_it_the_nearest_first() {
    let daye = told(&["search", "daye", "公示"]);
    assert!(daye.starts_with("查“公示”\n"), "{daye}");
    at(&daye, "    5天\n");
    assert!(at(&daye, "[公示]") < 200, "what is about notices comes first: {daye}");
    // Typed without a space, and two words that must both be there.
    at(&told(&["search", "xiangning", "公示几天"]), "不少于5天");
    let both = told(&["search", "daye", "公示", "长期"]);
    at(&both, "长期公示");
    assert!(!both.contains("有异议的，重新调查"), "{both}");
    at(&told(&["search", "miluo", "40个工作日"]), "预警线索");
    at(&told(&["--lang", "en", "search", "xiangning", "Notice"]), "no less than 5 days");
    at(&told(&["search", "daye", "缴费"]), "[市医保局] 居民医保个人缴费全额资助（特困）");
    at(&told(&["search", "panzhou", "轮船"]), "没有找到");
}

#[test]
fn what_is_found_of_a_pilot_says_so_in_a_town_outside_it() {
    let only = "只在试点的还地桥镇、保安镇这样办。您选的其他乡镇、街道不在试点里，按各类救助原来的办法办。";
    let outside = told(&["search", "daye/other", "公示"]);
    // The pilot plan's answers say so, and no other does: the national notice of seven days holds there.
    let rows: Vec<&str> = outside.split("\n  [").skip(1).collect();
    assert!(rows.iter().any(|row| row.contains("村（社区）：7天")), "{outside}");
    for row in rows {
        assert_eq!(row.contains("（征求意见稿）二"), row.contains(only), "{row}");
    }
    let inside = told(&["search", "daye/huandiqiao", "公示"]);
    assert!(!inside.contains("只在试点"), "{inside}");
    // Whoever named no town hears it too; where there is no pilot there is nothing to say.
    let nowhere = told(&["search", "daye", "公示"]);
    assert!(nowhere.contains("只在试点的还地桥镇、保安镇这样办。") && !nowhere.contains("不在试点里"), "{nowhere}");
    assert!(!told(&["search", "miluo", "公示"]).contains("只在试点"));
}

#[test]
fn help_lists_every_command_and_the_options_of_each() {
    let all = told(&["help"]);
    for command in ["assess", "screen", "why", "compare", "process", "search", "replay", "schema", "coverage", "help"] {
        at(&all, &format!("\n  {command} "));
        let one = told(&["help", command]);
        at(&one, &format!("Usage: doudi {command}"));
    }
    at(&told(&["help", "screen"]), "--out-format");
    let wrong = refused(&["help", "asess"]);
    assert!(wrong.contains("“asess”") && wrong.contains("assess, "), "{wrong}");
}
