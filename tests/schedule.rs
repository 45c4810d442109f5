//! The schedule: working days on the official calendars, and each place's due days, worked out by hand.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::assess::assess;
use doudi_engine::calendar::{Calendars, NoCalendar};
use doudi_engine::rules::{Book, Calendar, Span, SpanUnit, Takes};
use doudi_engine::schedule::{Schedule, When, schedule};
use doudi_facts::day::Day;
use doudi_rulebook::Rulebook;
use doudi_tests::{household, rulebook};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn calendars() -> Vec<Calendar> {
    rulebook().unwrap().places[0].general.calendars.clone()
}

/// Three days of acceptance and seven lengths, as they were worked out from the two official calendars.
const TABLE: [(&str, [(u8, &str); 7]); 3] = [
    (
        "2025-09-12",
        [
            (3, "2025-09-17"),
            (5, "2025-09-19"),
            (10, "2025-09-26"),
            (20, "2025-10-16"),
            (30, "2025-10-30"),
            (40, "2025-11-13"),
            (45, "2025-11-20"),
        ],
    ),
    (
        "2025-12-15",
        [
            (3, "2025-12-18"),
            (5, "2025-12-22"),
            (10, "2025-12-29"),
            (20, "2026-01-13"),
            (30, "2026-01-27"),
            (40, "2026-02-10"),
            (45, "2026-02-24"),
        ],
    ),
    (
        "2026-04-20",
        [
            (3, "2026-04-23"),
            (5, "2026-04-27"),
            (10, "2026-05-07"),
            (20, "2026-05-20"),
            (30, "2026-06-03"),
            (40, "2026-06-17"),
            (45, "2026-06-25"),
        ],
    ),
];

#[test]
fn due_days_are_those_of_the_table() {
    let known = calendars();
    for (start, row) in TABLE {
        for (working_days, due) in row {
            let found = Calendars(&known).after(day(start), working_days);
            assert_eq!(found, Ok(day(due)), "{working_days} working days after {start}");
        }
    }
}

#[test]
fn make_up_days_are_worked_and_holidays_are_not() {
    let known = calendars();
    let after = |start: &str, working_days| Calendars(&known).after(day(start), working_days).unwrap().to_string();
    // Sunday 28 September 2025 and Saturday 11 October are worked, 1 to 8 October are off.
    assert_eq!(after("2025-09-26", 1), "2025-09-28");
    assert_eq!(after("2025-09-30", 1), "2025-10-09");
    assert_eq!(after("2025-10-10", 1), "2025-10-11");
    // Over the year's end: 1 to 3 January 2026 are off, Sunday 4 January is worked.
    assert_eq!(after("2025-12-31", 1), "2026-01-04");
    assert_eq!(after("2025-12-31", 2), "2026-01-05");
    // Spring festival of 2026: worked on Saturday 14 February, off from 15 to 23, worked on Saturday 28.
    assert_eq!(after("2026-02-13", 1), "2026-02-14");
    assert_eq!(after("2026-02-14", 1), "2026-02-24");
    assert_eq!(after("2026-02-27", 1), "2026-02-28");
    assert_eq!(after("2026-02-28", 1), "2026-03-02");
    // Accepted on a day off: the next working day is the first.
    assert_eq!(after("2025-10-03", 1), "2025-10-09");
    assert_eq!(after("2025-10-03", 0), "2025-10-03");
}

#[test]
fn each_year_has_248_working_days() {
    let counted: Vec<(u16, usize)> = calendars().iter().map(|one| (one.year, one.working_days())).collect();
    assert_eq!(counted, [(2025, 248), (2026, 248)]);
}

#[test]
fn counting_back_gives_what_was_counted_and_more_days_end_no_earlier() {
    let known = calendars();
    let known = Calendars(&known);
    let mut start = day("2024-12-31");
    while start < day("2026-10-01") {
        let mut last = start;
        for working_days in [1, 2, 3, 5, 10, 15, 20, 30, 40, 45] {
            let due = known.after(start, working_days).unwrap();
            assert_eq!(known.between(start, due), Ok(u32::from(working_days)), "{start} and {working_days}");
            assert!(due > last && known.is_working(due).unwrap(), "{start} and {working_days}");
            // A day later never ends a day earlier.
            let next = known.after(start.plus_days(1).unwrap(), working_days).unwrap();
            assert!(next >= due, "{start} and {working_days}");
            last = due;
        }
        start = start.plus_days(1).unwrap();
    }
}

#[test]
fn a_year_without_a_calendar_is_named() {
    let known = calendars();
    let known = Calendars(&known);
    assert_eq!(known.after(day("2026-12-31"), 1), Err(NoCalendar(2027)));
    assert_eq!(known.after(day("2026-12-15"), 12), Ok(day("2026-12-31")));
    assert_eq!(known.after(day("2026-12-15"), 13), Err(NoCalendar(2027)));
    assert_eq!(known.after(day("2024-12-30"), 1), Err(NoCalendar(2024)));
    assert_eq!(known.is_working(day("2028-02-29")), Err(NoCalendar(2028)));
    let said = NoCalendar(2027).to_string();
    assert!(said.contains("2027") && said.contains("[[calendar]]"), "{said}");
}

/// What follows for an example household at a place.
fn planned(rulebook: &Rulebook, file: &str, path: &str, on: &str) -> (Book, Schedule) {
    let household = household(file, &[]).unwrap();
    let (place, town) = rulebook.find(path).unwrap();
    let book = place.book(town);
    let found = assess(book, &household, day(on)).unwrap();
    (book.clone(), schedule(book, &household, &found, day(on)))
}

/// Each step of the way with its day: `survey 2025-11-27`.
fn told(book: &Book, schedule: &Schedule, category: &str) -> Vec<String> {
    let is_for = |at: &usize| book.categories[*at].id == category;
    let track = schedule.tracks.iter().find(|track| track.categories.iter().any(is_for)).unwrap();
    let category = track.categories.iter().copied().find(|at| is_for(at)).unwrap();
    let all = track.parts.iter().chain(&track.wholes).chain(&track.later);
    let all = all.filter(|planned| book.steps[planned.step].is_for(category));
    let told = all.map(|planned| {
        let due = match planned.due {
            When::On(day) => day.to_string(),
            When::NoCalendar(NoCalendar(year)) => format!("? {year}"),
            When::Undated => "-".to_owned(),
        };
        format!("{} {due}", book.steps[planned.step].id)
    });
    told.collect()
}

/// Working days to spare inside each limit, in the order of the limits.
fn spare(book: &Book, schedule: &Schedule, category: &str) -> Vec<Option<i64>> {
    let is_for = |at: &usize| book.categories[*at].id == category;
    let track = schedule.tracks.iter().find(|track| track.categories.iter().any(is_for)).unwrap();
    track.fits.iter().map(|fit| fit.spare).collect()
}

/// 同仁 二(五)2 names three stages and no time; a step without a length has no day, whichever year it begins in.
#[test]
fn stages_without_a_length_have_no_day_and_are_not_laid_end_to_end() {
    let rulebook = rulebook().unwrap();
    let (book, schedule) = planned(&rulebook, "examples/herders.json", "tongren/all", "2026-12-10");
    let watched = ["watch-village -", "watch-town -", "watch-city -", "appeal -"];
    assert_eq!(told(&book, &schedule, "monitor"), watched);
    let is_for =
        |track: &&doudi_engine::schedule::Track| track.parts.iter().any(|of| book.steps[of.step].id == "watch-city");
    let track = schedule.tracks.iter().find(is_for).unwrap();
    assert!(track.fits.iter().all(|fit| fit.laid == When::Undated), "{:?}", track.fits);
}

const D: &str = "examples/d-needs-explaining.json";

#[test]
fn family_d_in_daye_hears_by_the_days_of_the_draft() {
    let rulebook = rulebook().unwrap();
    let (book, schedule) = planned(&rulebook, D, "daye/huandiqiao", "2025-11-20");
    let dibao = [
        "survey 2025-11-27",
        "notice 2025-12-02",
        "panel 2025-12-05",
        "ordinary 2025-12-18",
        "commitment 2025-12-04",
        "extended 2026-01-23",
        "dibao-refused 2025-12-23",
        "dibao-paid 2026-01-01",
        "appeal -",
    ];
    assert_eq!(told(&book, &schedule, "dibao"), dibao);
    // Every class goes the same way; a child nobody can care for goes its own, 15 working days with the town and 15 with the
    // county (民发〔2019〕62号).
    let child = ["child-town 2025-12-11", "child-county 2026-01-04"];
    assert_eq!(told(&book, &schedule, "unsupported-child")[..2], child);
    assert_eq!(schedule.tracks.len(), 2);
    // 5 working days, 5 days and 3 working days come to 11: one too many for the 10 by commitment.
    assert_eq!(spare(&book, &schedule, "dibao"), [Some(9), Some(-1), Some(34)]);
    // What the nation has instead of the draft's five days of notice.
    let notice = book.steps.iter().find(|step| step.id == "notice").unwrap();
    let days = |takes: Takes| match takes {
        Takes::Span(Span { many, unit: SpanUnit::Days, at_least: false }) => Some(many),
        _ => None,
    };
    assert_eq!(days(notice.takes), Some(5));
    assert_eq!(notice.instead.iter().map(|one| days(one.takes)).collect::<Vec<_>>(), [Some(7), Some(7)]);
}

#[test]
fn a_notice_that_falls_on_holidays_lets_the_parts_fit_inside_ten_days() {
    // Accepted 2025-09-22: the fifth working day is Sunday 28 September, which is worked; five days of notice end on
    // 3 October, in the holidays; the three working days after it end on Saturday 11 October, which is worked. That is
    // the tenth working day too.
    let rulebook = rulebook().unwrap();
    let (book, schedule) = planned(&rulebook, D, "daye/huandiqiao", "2025-09-22");
    let way = told(&book, &schedule, "dibao");
    assert_eq!(way[..3], ["survey 2025-09-28", "notice 2025-10-03", "panel 2025-10-11"]);
    assert_eq!(way[4], "commitment 2025-10-11");
    assert_eq!(spare(&book, &schedule, "dibao")[1], Some(0));
}

#[test]
fn family_d_elsewhere_hears_by_the_nations_days_and_the_places() {
    let rulebook = rulebook().unwrap();
    let at = |path: &str| {
        let (book, schedule) = planned(&rulebook, D, path, "2025-11-20");
        (told(&book, &schedule, "dibao"), spare(&book, &schedule, "dibao"))
    };
    let parts = ["dibao-survey 2025-11-25", "dibao-opinion -", "dibao-notice -", "dibao-confirm -", "dibao-check -"];
    let nation = [
        "dibao-ordinary 2026-01-04",
        "dibao-delegated 2025-12-18",
        "dibao-extended 2026-01-23",
        "dibao-refused 2026-01-07",
        "dibao-paid 2026-02-01",
        "appeal -",
    ];
    // 3 working days, 7 days and 10 working days end on 16 December, the 18th working day.
    for path in ["daye/other", "panzhou/other", "miluo/all", "tongren/all"] {
        assert_eq!(
            at(path),
            (
                [&parts[..], &nation[..]].concat().iter().map(ToString::to_string).collect(),
                vec![Some(12), Some(2), Some(27)]
            ),
            "{path}"
        );
    }
    let panzhou = [
        "dibao-survey 2025-11-25",
        "dibao-opinion -",
        "dibao-notice -",
        "joint-analysis -",
        "spot-check -",
        "confirm -",
        "dibao-check -",
        "ordinary 2025-12-18",
        "extended 2026-01-04",
        "dibao-refused 2025-12-23",
        "dibao-paid 2026-01-01",
        "appeal -",
    ];
    assert_eq!(at("panzhou/baoji"), (panzhou.iter().map(ToString::to_string).collect(), vec![Some(12), Some(22)]));
    let xiangning = [
        "survey -",
        "check -",
        "appraisal -",
        "confirm -",
        "notice -",
        "ordinary 2025-12-18",
        "extended 2026-01-23",
        "dibao-refused 2025-12-23",
        "dibao-paid 2026-01-01",
        "appeal -",
    ];
    // Of the parts only the notice has a length: five days, to 25 November, the third working day.
    assert_eq!(at("xiangning/all"), (xiangning.map(str::to_owned).into(), vec![Some(17), Some(42)]));
}

#[test]
fn a_lone_old_man_hears_on_tekun_after_fifteen_seven_and_fifteen() {
    let rulebook = rulebook().unwrap();
    let (book, schedule) = planned(&rulebook, "examples/old-man-alone.json", "daye/other", "2025-11-20");
    let tekun = [
        "tekun-review 2025-12-11",
        "tekun-notice 2025-12-18",
        "tekun-confirm 2026-01-09",
        "tekun-refused 2026-01-14",
        "tekun-paid 2026-02-01",
        "appeal -",
    ];
    assert_eq!(told(&book, &schedule, "tekun"), tekun);
}

#[test]
fn what_no_day_can_be_told_of_is_told_where_it_concerns_the_family() {
    let rulebook = rulebook().unwrap();
    let undated = |file: &str, path: &str| {
        let (book, schedule) = planned(&rulebook, file, path, "2025-11-20");
        schedule.undated.iter().map(|at| book.steps[*at].id.clone()).collect::<Vec<_>>()
    };
    let family_d = |path: &str| undated(D, path);
    assert_eq!(
        family_d("tongren/all"),
        ["dibao-yearly", "dibao-half-yearly", "member-died", "report", "answer", "aid", "longer-fade-out", "visits"]
    );
    assert_eq!(family_d("miluo/all")[4..], ["report", "lead", "risk-data", "data", "yearly-review"].map(str::to_owned));
    // Where nobody can work there is no half-yearly review.
    assert!(family_d("daye/other").contains(&"dibao-half-yearly".to_owned()));
    let alone = undated("examples/old-man-alone.json", "daye/other");
    assert!(
        alone.contains(&"dibao-yearly".to_owned()) && !alone.contains(&"dibao-half-yearly".to_owned()),
        "{alone:?}"
    );
}

#[test]
fn a_day_that_needs_an_unknown_year_is_not_told() {
    let rulebook = rulebook().unwrap();
    let (book, schedule) = planned(&rulebook, D, "daye/huandiqiao", "2026-12-10");
    let way = told(&book, &schedule, "dibao");
    // 17 December is the fifth working day, 22 December the last of the notice, 25 December the third after it.
    assert_eq!(way[..3], ["survey 2026-12-17", "notice 2026-12-22", "panel 2026-12-25"]);
    assert_eq!(
        way[3..8],
        ["ordinary ? 2027", "commitment 2026-12-24", "extended ? 2027", "dibao-refused ? 2027", "dibao-paid ? 2027"]
    );
    assert_eq!(spare(&book, &schedule, "dibao"), [None, Some(-1), None]);
}
