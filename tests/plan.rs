//! The planner: what it asks, what it skips and why; its numbers are in docs/planner.md, by `cargo xtask plan`.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::ask::Ask;
use doudi_engine::assess::{assess, screen};
use doudi_engine::plan::{DependentAnswers, Impact, Plan, SkipReason, plan, unused_answers};
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Conclusion;
use doudi_facts::day::Day;
use doudi_facts::household::{Away, Head, Household, Relation, Study, Supporter, SupporterState, Work};
use doudi_facts::known::{Known, List};
use doudi_facts::money::{Bounds, Yuan};
use doudi_facts::question::{AssetField, IncomeField, PersonField, QuestionId, Stage};
use doudi_rulebook::Rulebook;
use doudi_tests::checks::planner::{Checked, certificate, differs};
use doudi_tests::checks::planner_walk::walk;
use doudi_tests::checks::soundness::{book as core, on_every_core};
use doudi_tests::checks::wide::books;
use doudi_tests::generate::dense::Application;
use doudi_tests::oracles::planner_best::depths;
use doudi_tests::oracles::referee::Setting;

const ON: &str = "2025-11-20";

fn day() -> Day {
    ON.parse().unwrap()
}

fn daye(rulebook: &Rulebook) -> &Book {
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    place.book(town)
}

fn planned(book: &Book, household: &Household, worlds: u32) -> Plan {
    let found = assess(book, household, day()).unwrap();
    plan(book, household, day(), &found, worlds).unwrap()
}

fn example(name: &str) -> Household {
    doudi_tests::household(&format!("examples/{name}.json"), &[]).unwrap()
}

fn why(plan: &Plan, fact: QuestionId) -> Option<SkipReason> {
    plan.skipped.iter().find(|(skipped, _)| *skipped == fact).map(|(_, why)| *why)
}

#[test]
fn whatever_is_skipped_changes_nothing_however_it_is_answered() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = books(&rulebook);
    let cases = std::env::var("DOUDI_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    let seed = std::env::var("DOUDI_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let found = on_every_core(cases, |at, found: &mut Checked| certificate(&books, seed + at, 4, found)).unwrap();
    let found = found.into_iter().fold(Checked::default(), Checked::and);
    println!(
        "{} households, {} asked, {:?} skipped, {} aside, {} answers tried, {} wrong",
        found.households,
        found.asked,
        found.skipped,
        found.aside,
        found.tried,
        found.wrong.len()
    );
    assert!(found.tried > 3 * cases, "{found:?}");
    assert!(found.wrong.is_empty(), "{} of {}:\n{}", found.wrong.len(), found.tried, found.wrong.join("\n"));
}

#[test]
fn a_blank_household_is_asked_where_and_who_first_and_what_is_sensitive_last() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let plan = planned(daye(&rulebook), &Household::new(), 0);
    assert_eq!(plan.next[0].fact, QuestionId::Area);
    assert_eq!(plan.next[1].fact, QuestionId::PeopleComplete);
    let stages: Vec<Stage> = plan.next.iter().map(|question| question.fact.row().stage).collect();
    assert!(stages.is_sorted(), "{stages:?}");
    assert!(stages.contains(&Stage::Means) && stages.contains(&Stage::Sensitive));
}

/// A of the examples is far below the line of 大冶, where 8,532 a head and year are published: nothing it has not told can
/// keep it from 低保 or make that another sum.
#[test]
fn where_everything_is_told_nothing_is_asked() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let plan = planned(daye(&rulebook), &example("a-clear-below"), 0);
    assert!(plan.unsure.is_empty(), "{:?}", plan.unsure);
    let of_dibao: Vec<_> = plan.next.iter().filter(|question| question.stake == Impact::Amount).collect();
    assert!(of_dibao.is_empty(), "{of_dibao:?}");
}

#[test]
fn an_amount_that_is_not_told_is_asked_for_what_is_paid_though_the_word_is_firm() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut household = example("a-clear-below");
    // Between 800 and 900 a month: below the line either way, and the gap of the year differs by 1,200.
    let wage = &mut household.incomes.wages.items[0];
    wage.each = Known::Between { from: "800".parse().ok(), to: "900".parse().ok() };
    let ground = Setting::published(true, day()).unwrap();
    let book = core(&rulebook, &Application { household: household.clone(), ground }).unwrap();
    let plan = planned(&book, &household, 0);
    assert_eq!(screen(&book, &household, day()).unwrap().verdicts[0].word, Conclusion::Fits);
    let asked: Vec<(QuestionId, Impact)> = plan.unsure.iter().map(|question| (question.fact, question.stake)).collect();
    assert_eq!(asked, [(QuestionId::Income(Head::Wages, 0, IncomeField::Each), Impact::Amount)]);
    assert!(plan.next.iter().all(|question| question.stake.is_beside()), "{:?}", plan.next);
}

/// Whether somebody is at school changes no verdict on a couple of A, and does change what help there is: it is asked last, and
/// not where only the verdicts are looked at.
#[test]
fn what_changes_only_what_follows_is_asked_last() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (book, household) = (daye(&rulebook), example("a-clear-below"));
    let with = planned(book, &household, 0);
    let first = with.next.iter().position(|question| question.stake.is_beside()).unwrap();
    assert!(with.next[first..].iter().all(|question| question.stake.is_beside()), "{:?}", with.next);
    let at_school = QuestionId::Person(0, PersonField::Study);
    assert!(with.next.iter().any(|question| (question.fact, question.stake) == (at_school, Impact::Help)));
    let found = screen(book, &household, day()).unwrap();
    let without = plan(book, &household, day(), &found, 0).unwrap();
    assert_eq!(without.next, with.next[..first]);
    assert!(without.skipped.iter().any(|(fact, _)| *fact == at_school));
}

#[test]
fn each_reason_for_not_asking_is_said_where_it_is_so() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let book = daye(&rulebook);
    let mut household = example("a-clear-below");
    (household.receives, household.troubles, household.past) = (List::none(), List::none(), List::none());
    let plan = planned(book, &household, 0);
    assert_eq!(why(&plan, QuestionId::Income(Head::Wages, 0, IncomeField::Basis)), Some(SkipReason::Nothing));
    // Somebody in prison does not count (57号 第七条), and so neither does what they earn.
    let mut person = household.people.items[1].clone();
    person.id = "gone".to_owned();
    person.relation = Known::Is(Relation::Child);
    person.birth = Known::Is(Day::new(2005, 5, 5).unwrap());
    (person.parents, person.spouse) = (List::none(), List::none());
    person.away = Known::Is(Away::Prison);
    household.people.items.push(person);
    let mut wage = household.incomes.wages.items[0].clone();
    (wage.who, wage.each) = ("gone".to_owned(), Known::NotAsked);
    household.incomes.wages.items.push(wage);
    let plan = planned(book, &household, 0);
    let of_the_wage = why(&plan, QuestionId::Income(Head::Wages, 1, IncomeField::Each));
    assert!(
        matches!(of_the_wage, Some(SkipReason::NotCounted | SkipReason::Decided)),
        "{of_the_wage:?}, {:?}",
        plan.next
    );
}

/// What somebody earns matters as long as it is open whether they count; under 低保 and 边缘 alone, which look at nobody by
/// themselves.
#[test]
fn money_of_somebody_who_may_count_is_not_put_aside() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut household = example("b-on-the-line");
    let mother = &mut household.people.items[2];
    (mother.relation, mother.lives) = (Known::Is(Relation::Parent), Known::NotAsked);
    mother.birth = Known::Is(Day::new(1950, 5, 5).unwrap());
    mother.parents = List::none();
    let mut wage = household.incomes.wages.items[0].clone();
    wage.who = household.people.items[2].id.clone();
    household.incomes.wages.items.push(wage);
    let ground = Setting::published(true, day()).unwrap();
    let book = &core(&rulebook, &Application { household: household.clone(), ground }).unwrap();
    let found = screen(book, &household, day()).unwrap();
    assert!(matches!(found.members[2], Truth::Open(_)), "{:?}", found.members);
    let put_aside = unused_answers(book, &household, day(), &found, &DependentAnswers::ALL).unwrap();
    let of_wages = |fact: &QuestionId| matches!(fact, QuestionId::Income(Head::Wages, 1, _));
    assert!(
        put_aside.unused.iter().all(|(fact, why)| !of_wages(fact) || *why != SkipReason::NotCounted),
        "{put_aside:?}"
    );
}

/// A is below both standards of 大冶, so 低保 fits whichever applies, and what it pays differs.
#[test]
fn the_area_is_asked_for_what_is_paid_where_it_decides_nothing_else() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (book, mut household) = (daye(&rulebook), example("a-clear-below"));
    (household.receives, household.troubles, household.past) = (List::none(), List::none(), List::none());
    household.area = Known::Unknown;
    let found = screen(book, &household, day()).unwrap();
    let dibao = book.categories.iter().position(|category| category.id == "dibao").unwrap();
    let dibao = found.of(dibao).next().unwrap();
    assert_eq!(dibao.word, Conclusion::Fits);
    // 815 × 12 × 2 or 8,532 × 2, less 12,300.
    assert_eq!(dibao.grant(), Some(Bounds { low: Some(Yuan::whole(4764)), high: Some(Yuan::whole(7260)) }));
    assert!(found.asks.of(dibao.grants[0].asks).contains(&Ask::Answer(QuestionId::Area)));
}

#[test]
fn supporters_of_somebody_who_is_not_asked_about_them_any_more_are_put_aside_and_stay() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let book = daye(&rulebook);
    let mut household = example("e-alone");
    household.receives = List::none();
    // Born in 1985: neither old nor, by what is told, disabled.
    let person = &mut household.people.items[0];
    person.birth = Known::Is(Day::new(1985, 5, 10).unwrap());
    person.disability = Known::Is(doudi_facts::household::Disability::None);
    person.severe_illness = Known::Is(false);
    (person.work, person.study) = (Known::Is(Work::Working), Known::Is(Study::None));
    let son = Supporter { relation: Relation::Child, state: Known::Is(SupporterState::Able) };
    person.supporters = List::all(vec![son]);
    let unused = |household: &Household| {
        let found = screen(book, household, day()).unwrap();
        unused_answers(book, household, day(), &found, &DependentAnswers::RARE).unwrap().unused
    };
    let put_aside = unused(&household);
    let mut without = household.clone();
    without.people.items[0].supporters = List::default();
    let (with, without) = (screen(book, &household, day()).unwrap(), screen(book, &without, day()).unwrap());
    let change = differs(book, &with, &without);
    assert!(
        put_aside.contains(&(QuestionId::Supporter(0, 0), SkipReason::Decided)),
        "{put_aside:?}; without: {change:?}"
    );
    // Seventy: now it matters who owes support.
    household.people.items[0].birth = Known::Is(Day::new(1955, 5, 10).unwrap());
    let put_aside = unused(&household);
    assert!(!put_aside.iter().any(|(fact, _)| *fact == QuestionId::Supporter(0, 0)), "{put_aside:?}");
}

#[test]
fn looking_ahead_never_changes_what_is_asked_only_the_order() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut household = example("d-needs-explaining");
    household.assets.savings = Known::NotAsked;
    household.incomes.wages.complete = doudi_facts::known::Closure::NotAsked;
    let (none, some) = (planned(daye(&rulebook), &household, 0), planned(daye(&rulebook), &household, 100_000));
    let facts = |plan: &Plan| plan.next.iter().map(|question| question.fact).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(facts(&none), facts(&some));
    assert_eq!(none.skipped, some.skipped);
    assert!(some.next.iter().any(|question| question.settles.is_some()));
    assert!(facts(&some).contains(&QuestionId::Asset(AssetField::Savings)));
}

#[test]
fn a_family_that_answers_what_is_asked_answers_less_than_the_form_and_one_subject_after_the_other() {
    let rulebook = doudi_tests::rulebook().unwrap();
    for name in ["a-clear-below", "c-clear-above"] {
        let whole = example(name);
        let walked = walk(daye(&rulebook), &whole, day(), 0).unwrap();
        assert!(walked.asked.len() < walked.form, "{name}: {} of {}", walked.asked.len(), walked.form);
        assert_eq!(walked.astray, [], "{name}: {:?}", walked.asked);
        assert!(!walked.asked.contains(&QuestionId::Person(0, PersonField::Mother)), "{name}");
    }
}

#[test]
fn ours_is_near_the_best_there_is() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let mut all = Vec::new();
    for seed in 1..=12 {
        all.extend(depths(&rulebook, seed, 400).unwrap());
    }
    assert!(all.len() > 6, "{all:?}");
    let (ours, best) = all.iter().fold((0, 0), |(ours, best), one| (ours + one.ours, best + one.best));
    assert!(all.iter().all(|one| one.ours >= one.best), "{all:?}");
    assert!(ours * 10 <= best * 13, "{ours} against {best}: {all:?}");
}
