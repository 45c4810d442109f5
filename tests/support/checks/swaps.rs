//! Swaps (换人申请): one family, told the same by two of its people. Who applies must not change who counts.
//!
//! A family is made up with every tie and every dwelling, and told for each of two people as the applicant: the relations are
//! restated, all else stays. Once everything is told and every reading and judgement is the same, both hear of the same people,
//! figures and words. With less told, the two never hear opposite firm words about a household they may share.

use std::collections::BTreeMap;

use doudi_engine::assess::screen;
use doudi_engine::check::check;
use doudi_engine::rules::{Book, OfficeTest, SingleTest, Test, Unit};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion};
use doudi_facts::household::Household;
use doudi_rulebook::Rulebook;

use crate::checks::soundness::on_every_core;
use crate::checks::wide;
use crate::generate::dense::day;
use crate::generate::dice::Dice;
use crate::generate::family::Family;
use crate::oracles::kinfolk::{Grid, Kinfolk};

/// How many violations are kept to be shown.
const SHOWN: usize = 10;

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Tally {
    /// Families that had told everything, each told by two people.
    pub swaps: u64,
    /// Of these, told by two people of one household.
    pub together: u64,
    /// Families that had not told everything.
    pub half: u64,
    /// Household words of those, heard by two who may share a household.
    pub words: u64,
    /// Of these, firm from both sides.
    pub firm: u64,
    /// Swaps that changed who counts, a figure or a word.
    pub differences: u64,
    /// Pairs of opposite firm words.
    pub opposite: u64,
    /// The first of both, with their seeds.
    pub shown: Vec<String>,
    /// How often each kind occurred, and the first seed.
    pub kinds: BTreeMap<String, (u64, u64)>,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.swaps += other.swaps;
        self.together += other.together;
        self.half += other.half;
        self.words += other.words;
        self.firm += other.firm;
        self.differences += other.differences;
        self.opposite += other.opposite;
        self.shown.extend(other.shown);
        self.shown.truncate(SHOWN);
        for (kind, (count, seed)) in other.kinds {
            self.kinds.entry(kind).or_insert((0, seed)).0 += count;
        }
        self
    }
}

/// A book in which one office has decided every reading and judgement, and parents count through any member's duty.
fn decided(dice: &mut Dice, book: &Book) -> Book {
    let mut decided = book.clone();
    decided.unsettled.through_spouse = Test::All(Vec::new());
    let options: Vec<usize> = book.readings.iter().map(|reading| dice.below(reading.options.len())).collect();
    let judged: Vec<bool> = book.judgements.iter().map(|_| dice.often(50)).collect();
    let mut settle = |test: &mut Test| fix(test, &options, &judged);
    decided.members.iter_mut().filter_map(|rule| rule.test.as_mut()).for_each(&mut settle);
    let unsettled = &mut decided.unsettled;
    for test in [
        &mut unsettled.away_shares_home,
        &mut unsettled.married_with_parents,
        &mut unsettled.first_parent,
        &mut unsettled.branch,
        &mut unsettled.conditional_duty,
    ] {
        settle(test);
    }
    decided.categories.iter_mut().flat_map(|of| &mut of.needs).for_each(|need| settle(&mut need.test));
    decided.treatments.iter_mut().filter_map(|of| of.when.as_mut()).for_each(&mut settle);
    decided.areas.iter_mut().for_each(|area| settle(&mut area.test));
    decided.number_tests();
    decided
}

fn fix(test: &mut Test, options: &[usize], judged: &[bool]) {
    let is = |holds: bool| if holds { Test::All(Vec::new()) } else { Test::Any(Vec::new()) };
    match test {
        Test::All(tests) | Test::Any(tests) => tests.iter_mut().for_each(|one| fix(one, options, judged)),
        Test::Not(one) | Test::SomeMember(one) | Test::EveryMember(one) => fix(one, options, judged),
        Test::Single(SingleTest::Office(OfficeTest::Reads { reading, option })) => {
            *test = is(options[*reading] == *option)
        }
        Test::Single(SingleTest::Office(OfficeTest::Judged(at))) => *test = is(judged[*at]),
        _ => {}
    }
}

/// Looks at one family, told by two of its people, under one of the books.
///
/// # Errors
/// When something cannot be set up.
pub fn state(books: &[(String, &Book)], seed: u64, tally: &mut Tally) -> Result<(), String> {
    let mut dice = Dice::new(seed);
    let (path, book) = &books[dice.below(books.len())];
    let on = day(2025, 11, 20)?;
    let family = Family::new(&mut dice, on)?;
    if family.people() < 2 || !family.words_tell() {
        return Ok(());
    }
    let one = dice.below(family.people());
    let other = (one + 1 + dice.below(family.people() - 1)) % family.people();
    let both = [family.by(one), family.by(other)];
    if let Some(wrong) = both.iter().map(|told| check(told, on)).find(|wrong| !wrong.is_empty()) {
        return Err(format!("seed {seed}: a family cannot be: {wrong:?} {}", json(&both[0])));
    }
    let fixed = decided(&mut dice, book);
    let look = |book: &Book, told: &Household| screen(book, told, on).map_err(|e| format!("seed {seed}: {e:?}"));
    let found = [look(&fixed, &both[0])?, look(&fixed, &both[1])?];
    tally.swaps += 1;
    let mut violate = |kind: &str, wrong: &str, both: &[Household; 2], count: fn(&mut Tally) -> &mut u64| {
        *count(tally) += 1;
        tally.kinds.entry(kind.to_owned()).or_insert((0, seed)).0 += 1;
        if tally.shown.len() < SHOWN && tally.kinds.get(kind).is_some_and(|(count, _)| *count < 4) {
            tally.shown.push(format!(
                "seed {seed}, {path}: {kind}: {wrong}\n  by p{} {}\n  by p{} {}",
                one + 1,
                json(&both[0]),
                other + 1,
                json(&both[1])
            ));
        }
    };
    let is_together =
        found[0].members.get(other) == Some(&Truth::Holds) && found[0].members.get(one) == Some(&Truth::Holds);
    let is_two = |of: &Assessment, who: usize| of.members.get(who) == Some(&Truth::Fails);
    let counts = |of: &Assessment, who: usize| of.members.get(who).copied();
    if is_together || found[1].members.get(one) == Some(&Truth::Holds) && counts(&found[1], other) == Some(Truth::Holds)
    {
        if let Some(wrong) = differs(&fixed, &found) {
            let kind = wrong.split(':').next().unwrap_or_default().to_owned();
            violate(&kind, &wrong, &both, |tally| &mut tally.differences);
        }
    } else if counts(&found[0], one) == Some(Truth::Holds) && counts(&found[1], other) == Some(Truth::Holds) {
        // Of whom it is open may turn out to be in either.
        let holds = |of: &Assessment, who: usize| of.members.get(who) == Some(&Truth::Holds);
        let shared = (0..family.people()).find(|who| holds(&found[0], *who) && holds(&found[1], *who));
        if let Some(who) = shared {
            let wrong = format!("p{} is in both of two households", who + 1);
            violate("in two households", &wrong, &both, |tally| &mut tally.differences);
        }
    }
    let less = family.with_less(&mut dice);
    let both = [less.by(one), less.by(other)];
    if both.iter().any(|told| !check(told, on).is_empty()) {
        tally.together += u64::from(is_together);
        return Ok(());
    }
    let found = [look(book, &both[0])?, look(book, &both[1])?];
    let apart = is_two(&found[0], other) || is_two(&found[1], one);
    let mut firm = [0, 0];
    if !apart {
        for (category, of) in book.categories.iter().enumerate().filter(|(_, of)| of.unit == Unit::Household) {
            let word = |found: &Assessment| found.of(category).next().map(|verdict| verdict.word);
            let words = [word(&found[0]), word(&found[1])];
            let fits = |word: Option<Conclusion>| matches!(word, Some(Conclusion::Fits | Conclusion::MetToVerify));
            let not = |word: Option<Conclusion>| word == Some(Conclusion::DoesNotFit);
            firm[0] += 1;
            firm[1] += u64::from(words.iter().all(|word| fits(*word) || not(*word)));
            if (fits(words[0]) && not(words[1])) || (not(words[0]) && fits(words[1])) {
                let wrong = format!("{}: {words:?}", of.id);
                violate("opposite firm words", &wrong, &both, |tally| &mut tally.opposite);
            }
        }
    }
    tally.together += u64::from(is_together);
    tally.half += 1;
    tally.words += firm[0];
    tally.firm += firm[1];
    Ok(())
}

/// What two hear differently of one household.
fn differs(book: &Book, found: &[Assessment; 2]) -> Option<String> {
    let [one, other] = found;
    let kind = |truth: &Truth| match truth {
        Truth::Holds => "holds",
        Truth::Fails => "fails",
        Truth::Open(_) => "open",
    };
    for (who, (is, was)) in one.members.iter().zip(&other.members).enumerate() {
        if kind(is) != kind(was) {
            return Some(format!("who counts: p{} {} and {}", who + 1, kind(is), kind(was)));
        }
    }
    for (is, was) in one.figures.iter().zip(&other.figures) {
        if (is.people, is.total, is.per_head) != (was.people, was.total, was.per_head) {
            return Some(format!("figures: {is:?} and {was:?}"));
        }
    }
    for (category, of) in book.categories.iter().enumerate().filter(|(_, of)| of.unit == Unit::Household) {
        for (is, was) in one.of(category).zip(other.of(category)) {
            let said = |of: &doudi_engine::verdict::Verdict| (of.word, kind(&of.fits).to_owned(), of.grant());
            if said(is) != said(was) {
                return Some(format!("words: {} {:?} and {:?}", of.id, said(is), said(was)));
            }
        }
    }
    None
}

fn json(household: &Household) -> String {
    serde_json::to_string(household).unwrap_or_default()
}

/// Looks at so many families from a seed on, on every core.
///
/// # Errors
/// When something cannot be set up.
pub fn hammer(rulebook: &Rulebook, seed: u64, cases: u64) -> Result<Tally, String> {
    let books = wide::books(rulebook);
    on_every_core(cases, |at, tally: &mut Tally| state(&books, seed + at, tally))
        .map(|tallies| tallies.into_iter().fold(Tally::default(), Tally::and))
}

/// Whether the ties are those of the family when somebody applies.
fn is_read(family: &Family, applicant: usize) -> Result<(), String> {
    let household = family.by(applicant);
    let read = Kinfolk::of(&household)?;
    type Tie = fn(&Family, usize, usize) -> bool;
    let all: [(&str, &Grid, Tie); 6] = [
        ("a couple", &read.couple, Family::is_couple),
        ("a parent", &read.parent, Family::is_parent),
        ("siblings", &read.siblings, Family::are_siblings),
        ("a grandparent", &read.grandparent, Family::is_grandparent),
        ("a parent-in-law", &read.parent_in_law, Family::is_parent_of_partner),
        ("a step-parent", &read.step_parent, Family::is_step_parent),
    ];
    for (name, grid, is) in all {
        for (one, row) in family.listed.iter().zip(grid) {
            for (other, is_read) in family.listed.iter().zip(row) {
                if one != other && *is_read != is(family, *one, *other) {
                    let told = json(&household);
                    return Err(format!("{name}: {one} and {other} of {:?}: {told}", family.listed));
                }
            }
        }
    }
    Ok(())
}

/// How the ties of so many families are read, whoever of each applies: how many families, and the first that are read otherwise.
///
/// # Errors
/// When a family cannot be made up.
pub fn ties_told(seed: u64, cases: u64) -> Result<(u64, Vec<String>), String> {
    let on = day(2025, 11, 20)?;
    let (mut looked, mut wrong) = (0, Vec::new());
    for seed in seed..seed + cases {
        let family = Family::new(&mut Dice::new(seed), on)?;
        if family.words_tell() {
            looked += 1;
            let otherwise = (0..family.people()).filter_map(|by| is_read(&family, by).err());
            wrong.extend(otherwise.map(|wrong| format!("seed {seed}: {wrong}")).take(1));
        }
    }
    wrong.truncate(SHOWN);
    Ok((looked, wrong))
}
