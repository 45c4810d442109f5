//! What a family is told (怎么告诉): what leads, notes, reasons and figures, for small families worked out by hand.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::assess::assess;
use doudi_facts::household::Household;
use doudi_report::ReportInput;
use doudi_report::plain::blocks;
use doudi_words::{Lang, Words};
use serde_json::{Value, json};

const EN: Words = Words { lang: Lang::En };

/// A person of whom nothing special is told.
fn person(id: &str, relation: &str, birth: &str, more: Value) -> Value {
    let mut person = json!({
        "id": id, "relation": {"is": relation}, "birth": {"is": birth}, "away": {"is": "no"}, "study": {"is": "none"},
        "disability": {"is": "none"}, "severe-illness": {"is": false}, "lives-together": {"is": true},
        "supporters": {"complete": "yes"},
    });
    person.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    person
}

fn wage(who: &str, sum: &str) -> Value {
    let items =
        json!([{"who": who, "kind": "casual-wage", "per": "window", "each": {"is": sum}, "costs": {"is": "0"}}]);
    json!({"items": items, "complete": "yes"})
}

/// A father, the mother with what more is told of her, and their child at school.
fn with_pupil(mother: Value) -> Value {
    let able = json!({"study": {"is": "full-time"}, "mother": {"is": "able"}, "father": {"is": "able"}});
    json!([
        person("fa", "self", "1972-01-01", json!({})),
        person("mo", "spouse", "1974-01-01", mother),
        person("ch", "child", "2014-01-01", able)
    ])
}

/// A father's wage of 28,000 and a farm that lost 6,000, run by `who`.
fn wage_and_farm_loss(who: &str) -> Value {
    let farm = json!({"items": [{"who": who, "kind": "crops", "per": "window", "each": {"is": "3000"},
        "costs": {"is": "9000"}}], "complete": "yes"});
    json!({"incomes": {"wages": wage("fa", "28000"), "business": farm}})
}

/// A family that has told everything, and owns nothing but a home.
fn family(place: &str, on: &str, people: Value, more: Value) -> Household {
    let none = json!({"complete": "yes"});
    let mut file = json!({
        "doudi": 1, "place": place, "on": on, "area": {"is": "rural"}, "people": {"items": people, "complete": "yes"},
        "incomes": {"wages": none, "business": none, "property": none, "transfers": none},
        "paid-out": none, "expenses": none, "receives": none, "troubles": none, "past": none,
        "background": {"former-poor": {"is": false}, "relocated": {"is": false}, "settled-in-town": {"is": false},
            "land": {"is": false}, "rose-by-work": {"is": false}},
        "assets": {"savings": {"is": "0"}, "homes": {"is": 1}, "vehicle": {"is": false}, "business": {"is": false},
            "insurance": {"is": false}, "given-away": {"is": false}, "big-spending": {"is": false}},
    });
    for (key, value) in more.as_object().unwrap() {
        match (file.get_mut(key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => old.extend(new.clone()),
            (place, value) => *place.unwrap() = value.clone(),
        }
    }
    serde_json::from_value(file).unwrap()
}

struct Report {
    headline: String,
    why: String,
    first: String,
    all: String,
}

fn told(words: Words, household: &Household) -> Report {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (place, town) = rulebook.find(household.place.as_deref().unwrap()).unwrap();
    let on = household.on.unwrap();
    let found = assess(place.book(town), household, on).unwrap();
    let report = ReportInput { words, place, town, household, on, found: &found }.report();
    let first = blocks(&report.first);
    Report { all: report.plain(), first, headline: report.headline, why: report.why }
}

#[track_caller]
fn has(text: &str, what: &str) {
    assert!(text.contains(what), "no `{what}` in\n{text}");
}

#[track_caller]
fn has_not(text: &str, what: &str) {
    assert!(!text.contains(what), "`{what}` in\n{text}");
}

/// 特困 by care: 485 × 1.3 = 630.50, with care for who can do two of six things 1,197.50; 低保 485 × 12 = 5,820 a year.
#[test]
fn what_pays_most_leads_and_the_grade_of_self_care_is_said() {
    let care = json!({"eat": {"is": true}, "dress": {"is": false}, "bed": {"is": true}, "toilet": {"is": false},
        "walk": {"is": false}, "wash": {"is": false}});
    let supporters = json!({"items": [{"relation": "child", "state": {"is": "incapable"}}], "complete": "yes"});
    let old = person("p", "self", "1947-05-05", json!({"self-care": care, "supporters": supporters}));
    let told = told(Words::ZH, &family("miluo/all", "2025-11-20", json!([old]), json!({})));
    assert_eq!(told.headline, "可以去申请特困（申请人）、低保");
    has(&told.first, "如果批了特困（申请人），按标准大约每月 1,197.50 元（每年 14,370 元）");
    has(&told.first, "申请人完全不能自理，照料护理按这一档算。");
    has(&told.all, "自理能力：完全不能自理");
}

#[test]
fn a_choice_of_ways_is_told_where_the_category_may_fit() {
    let child = json!({"father": {"is": "dead"}, "mother": {"is": "prison"}, "study": {"is": "full-time"},
        "supporters": {"items": [{"relation": "parent", "state": {"is": "incapable"}}], "complete": "yes"}});
    let child = person("p", "self", "2010-02-14", child);
    let told = told(Words::ZH, &family("miluo/all", "2025-11-20", json!([child]), json!({})));
    has(&told.all, "孩子同时符合孤儿或事实无人抚养，可以自己选一样。（民发〔2021〕43号第九条）");
}

#[test]
fn notes_of_ways_and_of_two_readings_stand_beside_what_may_fit() {
    // 盘州 names five classes and no sixth (二(一)一是); 同仁 two ways for the severely ill (二(四)1).
    let alone = json!([person("p", "self", "1980-01-01", json!({}))]);
    let panzhou = told(Words::ZH, &family("panzhou/panguan", "2025-11-20", alone, json!({})));
    has(&panzhou.all, "试点方案只列五类，没有“其他困难”");
    let ill = json!([
        person("p", "self", "1980-01-01", json!({})),
        person(
            "q",
            "spouse",
            "1981-01-01",
            json!({
        "severe-illness": {"is": true}})
        )
    ]);
    let more = json!({"incomes": {"wages": wage("p", "16000")}});
    let tongren = told(Words::ZH, &family("tongren/all", "2025-11-20", ill, more));
    has(&tongren.all, "同一句话里，重病人前面写“单人户”，后面写“因病支出型”，要问窗口按哪样。");
}

#[test]
fn who_has_only_the_mark_hears_that_they_may_apply() {
    let more = json!({"incomes": {"wages": wage("p", "9000")},
        "receives": {"items": [{"what": "monitored"}], "complete": "yes"}});
    let alone = json!([person("p", "self", "1985-11-09", json!({}))]);
    let told = told(Words::ZH, &family("xiangning/all", "2025-11-14", alone, more));
    has(&told.headline, "可以去申请低保或低保边缘");
    has(&told.first, "这是个标识，不是单独一类：低保、特困、边缘、刚性、其他低收入都可以加。");
    has(&told.first, "过渡期里，已经是监测对象的不退出");
}

/// 28,000 − 6,000 = 22,000 if the loss is set off, else 28,000; 8,532 × 3 = 25,596 lies between, and twice that above.
#[test]
fn one_of_two_that_always_fits_is_a_reason() {
    let people = with_pupil(json!({}));
    let more = wage_and_farm_loss("mo");
    let household = family("daye/other", "2025-11-20", people, more);
    has(&told(Words::ZH, &household).all, "刚性支出：不符合。不是低保就是低保边缘，用不上这一类。");
    has(&told(EN, &household).all, "rigid: does not fit. It is dibao or edge already.");
}

#[test]
fn what_fits_already_is_why_another_does_not() {
    let alone = json!([person("p", "self", "1980-01-01", json!({}))]);
    let told = told(Words::ZH, &family("daye/other", "2025-11-20", alone, json!({})));
    has(&told.all, "低保边缘：不符合。已经符合低保，按低保认。");
    has(&told.all, "没有在领：低保");
    has_not(&told.all, "不是“已经在领");
    has_not(&told.all, "或者：没有限额会查到的财产");
}

/// 19,559.99 ÷ 2 = 9,779.995: a 分 below 9,780 × 2 = 19,560.
#[test]
fn beside_a_line_as_many_digits_are_told_as_tell_it_apart() {
    let people = json!([person("p", "self", "1980-01-01", json!({})), person("q", "spouse", "1980-01-01", json!({}))]);
    let more = |sum: &str| json!({"area": {"is": "urban"}, "incomes": {"wages": wage("p", sum)}});
    let below = told(Words::ZH, &family("daye/other", "2025-11-20", people.clone(), more("19559.99")));
    has(&below.first, "一年计入 19,559.99 元，人均 9,779.995 元。");
    has(&below.all, "人均（2 人）：9,779.995");
    has(&below.all, "您家：9,779.995");
    let on = told(Words::ZH, &family("daye/other", "2025-11-20", people, more("19560")));
    has(&on.first, "人均 9,780 元。");
}

#[test]
fn one_sum_shared_by_one_or_two_is_told_once() {
    let people = json!([
        person("p", "self", "1980-06-16", json!({})),
        person(
            "q",
            "parent-in-law",
            "1951-08-18",
            json!({
        "supporters": {"items": [{"relation": "child", "state": {"is": "able"}}], "complete": "yes"}})
        )
    ]);
    let more = json!({"incomes": {"wages": wage("p", "13800")}});
    let told = told(Words::ZH, &family("panzhou/panguan", "2025-11-11", people, more));
    has(&told.first, "一年计入 13,800 元，人均 6,900 到 13,800 元。");
}

/// Who applies told of a savings answer that nothing hangs on: the section has one heading.
#[test]
fn what_is_put_aside_is_told_once() {
    let supporters = json!({"items": [{"relation": "spouse", "state": {"is": "able"}}], "complete": "yes"});
    let alone = json!([person("p", "self", "1970-01-05", json!({"supporters": supporters}))]);
    let told = told(Words::ZH, &family("tongren/all", "2025-11-19", alone, json!({})));
    assert_eq!(told.first.matches("这些回答现在用不到，已放在一边").count(), 1, "{}", told.first);
}

/// 同仁, whether they have lived in town for long enough is the office's: 5,676 a year or 700 a month, 8,400.
#[test]
fn where_the_area_is_open_each_areas_figure_is_told() {
    let alone = json!([person("p", "self", "1970-01-05", json!({}))]);
    let more = json!({"background": {"settled-in-town": {"is": true}}, "incomes": {"wages": wage("p", "7000")}});
    let told = told(Words::ZH, &family("tongren/all", "2025-11-19", alone, more));
    has(&told.first, "农村 5,676 元/年，还没有证实；城市 700 元/月（一年 8,400 元），还没有证实");
    has(&told.first, "低保标准是不是 农村 5,676 元/年、城市 700 元/月？");
    has(&told.all, "城市的低保标准：8,400，还没有证实");
    has(&told.all, "城市 700 元/月（青海省2022年社会救助标准（网站转载）城镇低保标准）");
}

/// By the draft a grown son counts whose purse is shared: 48,000 ÷ 2 = 24,000. By the law in force he does not live there.
#[test]
fn where_the_draft_counts_otherwise_both_outcomes_are_told() {
    let son = json!({"lives-together": {"is": false}, "shares-purse": {"is": true}, "married": {"is": false},
        "dependent": {"is": false}});
    let people = json!([person("p", "self", "1972-03-08", json!({})), person("q", "child", "1998-05-20", son)]);
    let more = json!({"incomes": {"wages": wage("q", "48000")}});
    let household = family("daye/huandiqiao", "2025-12-05", people.clone(), more.clone());
    let zh = told(Words::ZH, &household);
    has(&zh.first, "按试点方案：子女计入，低保不符合。");
    has(&zh.first, "按现行规定：子女不计入，低保符合。");
    // After the end of its stage, and before its beginning, the heading says so.
    let later = told(Words::ZH, &family("daye/huandiqiao", "2026-01-05", people.clone(), more.clone()));
    has(&later.first, "试点的日子没到，或者过了，两样都说");
    let sooner = told(Words::ZH, &family("daye/huandiqiao", "2025-06-30", people.clone(), more.clone()));
    has(&sooner.first, "试点的日子没到，或者过了，两样都说");
    // Outside the pilot there is nothing beside it.
    has_not(&told(Words::ZH, &family("daye/other", "2025-12-05", people, more)).first, "按试点方案");
}

#[test]
fn an_emergency_leads_before_savings_are_told() {
    for what in ["disaster", "no-home"] {
        let more =
            json!({"troubles": {"items": [{"what": what}], "complete": "yes"}, "assets": {"savings": "unknown"}});
        let alone = json!([person("p", "self", "1980-01-01", json!({}))]);
        let told = told(Words::ZH, &family("daye/other", "2025-11-20", alone, more));
        assert!(told.headline.starts_with("急难先申请临时救助；"), "{}", told.headline);
        assert!(told.why.starts_with("出事的地方就能申请：找乡镇、街道"), "{}", told.why);
        let (call, savings) = (told.first.find("（打 12345）"), told.first.find("存款").unwrap_or(usize::MAX));
        assert!(call.is_some_and(|call| call < savings), "{}", told.first);
    }
}

/// 30,000 counted, above twice 8,532 for one; 40,000 paid for illness.
#[test]
fn an_illness_that_ate_the_income_leads_with_its_ways() {
    let more = json!({"incomes": {"wages": wage("p", "30000")}, "expenses": {"items": [{"who": "p", "kind": "medical",
        "amount": {"is": "40000"}}], "complete": "yes"}});
    let alone = json!([person("p", "self", "1980-01-01", json!({"severe-illness": {"is": true}}))]);
    let told = told(Words::ZH, &family("daye/huandiqiao", "2025-11-20", alone, more));
    assert!(told.headline.starts_with("看病花得多，先问刚性支出、临时救助、医疗救助"), "{}", told.headline);
}

/// 20,000 of 24,000 is 83.333… %; what it must be is not published.
#[test]
fn the_share_of_spending_is_told_with_what_it_is_compared_with() {
    let more = json!({"incomes": {"wages": wage("p", "24000")}, "expenses": {"items": [{"who": "p", "kind": "education",
        "amount": {"is": "20000"}}], "complete": "yes"}});
    let alone = json!([person("p", "self", "1980-01-01", json!({}))]);
    let other = told(Words::ZH, &family("daye/other", "2025-11-20", alone.clone(), more.clone()));
    let share = "必须花的钱 20,000 元，计入的收入 24,000 元，占 83.33%。";
    has(&other.all, &format!("{share}要占多少才算，没有公布，问窗口。"));
    let pilot = told(Words::ZH, &family("daye/huandiqiao", "2025-11-20", alone, more));
    has(&pilot.all, "必须花的钱 20,000 元，收入 24,000 元 的 1 倍是 24,000 元：低 4,000 元。");
}

/// 24,000 ÷ 1 is above twice 8,532: neither 低保 nor 边缘, said as plainly as a yes.
#[test]
fn bad_news_is_said_as_plainly_as_good() {
    let alone = json!([person("p", "self", "1980-01-01", json!({}))]);
    let more = json!({"incomes": {"wages": wage("p", "24000")}});
    let told = told(Words::ZH, &family("daye/other", "2025-11-20", alone.clone(), more));
    assert!(told.headline.starts_with("按公布的线，够不上低保、低保边缘"), "{}", told.headline);
    let more = json!({"incomes": {"wages": wage("p", "12000")}});
    let edge = self::told(Words::ZH, &family("daye/other", "2025-11-20", alone, more));
    assert_eq!(edge.headline, "可以去申请低保边缘；低保够不上");
}

/// Whether the loss is set off decides whether the three fit: 28,000 or 22,000 beside 25,596. The wife has a card of grade 1.
#[test]
fn single_members_come_after_the_whole_family() {
    let able = json!({"items": [{"relation": "spouse", "state": {"is": "able"}}], "complete": "yes"});
    let card = json!({"disability": {"is": {"card": {"kind": "limbs", "grade": 1}}}, "work": {"is": "working"},
        "supporters": able});
    let people = with_pupil(card);
    let more = wage_and_farm_loss("fa");
    let told = told(Words::ZH, &family("daye/huandiqiao", "2025-11-20", people, more));
    has(&told.headline, "可以去申请低保或低保边缘");
    has(&told.headline, "；全家够不上时，配偶可以单独申请");
}
