//! Swaps (换人申请): one family, told the same by two of its people. Who applies must not change who counts.
//!
//! A family is made up with every tie and every dwelling, and told for each of two people as the applicant: the relations are
//! restated, all else stays. Once everything is told and every reading and judgement is the same, both hear of the same people,
//! figures and words. With less told, the two never hear opposite firm words about a household they may share.

use std::collections::BTreeMap;

use doudi_engine::assess::screen;
use doudi_engine::check::check;
use doudi_engine::day::Day;
use doudi_engine::facts::{
    Area, Away, Disability, Head, Household, IncomeKind, Kin, KinTie, Lives, ParentState, Person, Relation, Study,
    Work, ties,
};
use doudi_engine::known::{Closure, Known, List};
use doudi_engine::rules::{Book, Test, Unit};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Word};
use doudi_rulebook::Rulebook;

use crate::dense::{day, empty, yuan};
use crate::dice::Dice;
use crate::kinfolk::{Grid, Kinfolk};
use crate::soundness::on_every_core;
use crate::wide;

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

/// Somebody of a family, listed or not.
#[derive(Debug, Clone)]
struct One {
    born: i32,
    /// Whether the family lists them; who is not listed is dead, or lives elsewhere and is left out.
    listed: bool,
    dead: bool,
    spouse: Option<usize>,
    parents: Vec<usize>,
}

/// A family with every tie.
#[derive(Debug, Clone)]
pub struct Family {
    all: Vec<One>,
    listed: Vec<usize>,
    /// What is told of them whoever applies: people without relations, incomes and all else.
    told: Household,
}

impl Family {
    /// Makes up a family.
    ///
    /// # Errors
    /// When a figure is none.
    pub fn new(dice: &mut Dice, on: Day) -> Result<Self, String> {
        let born = on.year() - 20 - less(dice, 40);
        let mut all = vec![One::new(dice, born)];
        all[0].listed = true;
        all[0].dead = false;
        let most = 2 + dice.below(5);
        for _ in 0..40 {
            if all.iter().filter(|one| one.listed).count() >= most {
                break;
            }
            let who = dice.below(all.len());
            grow(dice, &mut all, who, on.year());
        }
        let listed: Vec<usize> = (0..all.len()).filter(|who| all[*who].listed).collect();
        let told = told(dice, &all, &listed, on)?;
        Ok(Self { all, listed, told })
    }

    /// How many are listed.
    pub fn people(&self) -> usize {
        self.listed.len()
    }

    /// Whether the words for relations tell the ties of this family: 兄弟姐妹 are siblings of one another with the same
    /// grandparents, 孙子女 and 儿媳、女婿 are those of the spouse too. Of half-siblings and second marriages they do not.
    fn words_tell(&self) -> bool {
        let of = &self.listed;
        let every = |is: &dyn Fn(usize, usize, usize) -> bool| {
            of.iter().all(|a| of.iter().all(|b| a == b || of.iter().all(|c| a == c || b == c || is(*a, *b, *c))))
        };
        every(&|a, b, c| {
            let siblings = !self.are_siblings(a, b)
                || ((!self.are_siblings(a, c) || self.are_siblings(b, c))
                    && self.is_grandparent(c, a) == self.is_grandparent(c, b)
                    && !(self.is_parent(c, a) && self.is_step_parent(c, b)));
            let couple = !self.is_couple(a, b)
                || (self.is_grandparent(a, c) == self.is_grandparent(b, c)
                    && self.is_parent_in_law(a, c) == self.is_parent_in_law(b, c));
            let in_law = !self.is_parent(a, b)
                || self.all[a].spouse.is_none_or(|spouse| self.is_parent(spouse, b) || !self.is_parent(c, spouse));
            siblings && couple && in_law
        })
    }

    /// What is told when one of those who are listed applies. Further kin are told, unless somebody has left them open.
    pub fn by(&self, applicant: usize) -> Household {
        let mut told = self.told.clone();
        let me = self.listed[applicant];
        let relation = |who: usize| if who == me { Relation::Applicant } else { self.relation(me, who) };
        for (who, person) in self.listed.iter().zip(&mut told.people.items) {
            person.relation = Known::Is(relation(*who));
            if person.kin.is_complete() {
                let others = self.listed.iter().zip(&self.told.people.items);
                let kin = others.filter_map(|(other, of)| Some((*other, of, self.tie(*who, *other)?)));
                let open = kin.filter(|(other, _, is)| ties::is_kin(relation(*other), *is, relation(*who)).is_none());
                person.kin = List::all(open.map(|(_, of, is)| Kin { who: of.id.clone(), is }).collect());
            }
        }
        told
    }

    /// Whether the ties are those of the family when somebody applies.
    ///
    /// # Errors
    /// When a tie is read otherwise, or not told.
    pub fn is_read_by(&self, applicant: usize) -> Result<(), String> {
        let household = self.by(applicant);
        let read = Kinfolk::of(&household)?;
        type Tie = fn(&Family, usize, usize) -> bool;
        let all: [(&str, &Grid, Tie); 6] = [
            ("a couple", &read.couple, Self::is_couple),
            ("a parent", &read.parent, Self::is_parent),
            ("siblings", &read.siblings, Self::are_siblings),
            ("a grandparent", &read.grandparent, Self::is_grandparent),
            ("a parent-in-law", &read.parent_in_law, Self::is_parent_of_partner),
            ("a step-parent", &read.step_parent, Self::is_step_parent),
        ];
        for (name, grid, is) in all {
            for (one, row) in self.listed.iter().zip(grid) {
                for (other, is_read) in self.listed.iter().zip(row) {
                    if one != other && *is_read != is(self, *one, *other) {
                        let told = json(&household);
                        return Err(format!("{name}: {one} and {other} of {:?}: {told}", self.listed));
                    }
                }
            }
        }
        Ok(())
    }

    fn is_couple(&self, one: usize, other: usize) -> bool {
        self.all[one].spouse == Some(other)
    }

    fn is_parent(&self, parent: usize, child: usize) -> bool {
        self.all[child].parents.contains(&parent)
    }

    fn is_grandparent(&self, one: usize, other: usize) -> bool {
        self.all[other].parents.iter().any(|between| self.is_parent(one, *between))
    }

    fn are_siblings(&self, one: usize, other: usize) -> bool {
        one != other && self.all[one].parents.iter().any(|parent| self.is_parent(*parent, other))
    }

    /// A parent of the spouse, living or dead.
    fn is_parent_in_law(&self, one: usize, other: usize) -> bool {
        !self.is_parent(one, other)
            && (0..self.all.len()).any(|of| self.is_couple(of, other) && self.is_parent(one, of))
    }

    /// A parent of the spouse, or of the other parent of a listed child.
    fn is_parent_of_partner(&self, one: usize, other: usize) -> bool {
        let is_by_child = |child: &usize| self.is_parent(other, *child) && self.is_grandparent(one, *child);
        self.is_parent_in_law(one, other) || (!self.is_parent(one, other) && self.listed.iter().any(is_by_child))
    }

    fn is_step_parent(&self, one: usize, other: usize) -> bool {
        !self.is_parent(one, other) && self.all[one].spouse.is_some_and(|of| self.is_parent(of, other))
    }

    /// What somebody is to somebody who applies.
    fn relation(&self, me: usize, who: usize) -> Relation {
        match () {
            () if self.is_couple(me, who) => Relation::Spouse,
            () if self.is_parent(me, who) => Relation::Child,
            () if self.is_parent(who, me) => Relation::Parent,
            () if self.are_siblings(me, who) => Relation::Sibling,
            () if self.is_grandparent(me, who) => Relation::Grandchild,
            () if self.is_grandparent(who, me) => Relation::Grandparent,
            () if self.is_step_parent(me, who) => Relation::StepChild,
            () if self.is_step_parent(who, me) => Relation::StepParent,
            () if self.is_parent_in_law(me, who) => Relation::ChildInLaw,
            () if self.is_parent_in_law(who, me) => Relation::ParentInLaw,
            () => Relation::OtherKin,
        }
    }

    /// What another is to somebody, among the ties that lists of further kin have.
    fn tie(&self, who: usize, other: usize) -> Option<KinTie> {
        match () {
            () if self.are_siblings(who, other) => Some(KinTie::Sibling),
            () if self.is_grandparent(other, who) => Some(KinTie::Grandparent),
            () if self.is_grandparent(who, other) => Some(KinTie::Grandchild),
            () if self.is_parent_in_law(other, who) => Some(KinTie::ParentInLaw),
            () if self.is_parent_in_law(who, other) => Some(KinTie::ChildInLaw),
            () if self.is_step_parent(other, who) => Some(KinTie::StepParent),
            () if self.is_step_parent(who, other) => Some(KinTie::StepChild),
            () => None,
        }
    }
}

impl One {
    fn new(dice: &mut Dice, born: i32) -> Self {
        let listed = dice.often(75);
        Self { born, listed, dead: !listed && dice.often(60), spouse: None, parents: Vec::new() }
    }
}

fn less(dice: &mut Dice, most: usize) -> i32 {
    i32::try_from(dice.below(most)).unwrap_or(0)
}

/// Adds a spouse, a child, parents or a sibling to somebody, if that can be.
fn grow(dice: &mut Dice, all: &mut Vec<One>, who: usize, now: i32) {
    let of = all[who].clone();
    let at = all.len();
    match dice.below(7) {
        0 | 1 if of.spouse.is_none() && now - of.born >= 22 => {
            let born = of.born - 4 + less(dice, 9);
            let mut spouse = One::new(dice, born);
            spouse.spouse = Some(who);
            all.push(spouse);
            all[who].spouse = Some(at);
        }
        2..=4 if now - of.born >= 20 => {
            let born = of.born + 20 + less(dice, 15);
            let mut child = One::new(dice, born);
            if child.born < now && of.spouse.is_none_or(|other| child.born - all[other].born >= 16) {
                // Of both, of one alone, or of one and somebody who left.
                child.parents = [who].into_iter().chain(of.spouse.filter(|_| dice.often(90))).collect();
                all.push(child);
                if all[at].parents.len() < 2 && of.spouse.is_none() && dice.often(40) {
                    let other = One::new(dice, of.born);
                    all[at].parents.push(at + 1);
                    all.push(other);
                }
            }
        }
        5 if of.parents.is_empty() && of.born > now - 70 => {
            let born = of.born - 20 - less(dice, 10);
            let (mut one, mut other) = (One::new(dice, born), One::new(dice, born + 2));
            if dice.often(85) {
                (one.spouse, other.spouse) = (Some(at + 1), Some(at));
            }
            all.extend([one, other]);
            all[who].parents = vec![at, at + 1];
        }
        6 if !of.parents.is_empty() => {
            let born = of.born - 3 + less(dice, 7);
            let mut sibling = One::new(dice, born);
            sibling.parents = of.parents;
            if sibling.born < now && sibling.parents.iter().all(|parent| sibling.born - all[*parent].born >= 14) {
                all.push(sibling);
            }
        }
        _ => {}
    }
}

/// What is told of those who are listed, whoever applies.
fn told(dice: &mut Dice, all: &[One], listed: &[usize], on: Day) -> Result<Household, String> {
    let mut household = Household::new();
    household.area = Known::Is(dice.of([Area::Urban, Area::Rural]));
    let id = |who: usize| listed.iter().position(|other| *other == who).map(|at| format!("p{}", at + 1));
    let ids: Vec<String> = listed.iter().filter_map(|who| id(*who)).collect();
    // Who lives elsewhere lives in one of two other homes.
    let lives: Vec<(Lives, usize)> = listed
        .iter()
        .map(|_| {
            let lives = dice.of([
                Lives::Home,
                Lives::Home,
                Lives::Home,
                Lives::Home,
                Lives::Away,
                Lives::Elsewhere,
                Lives::Elsewhere,
                Lives::InTurn,
            ]);
            (lives, dice.below(2))
        })
        .collect();
    let mut away = Vec::new();
    for _ in listed {
        away.push(if dice.often(10) {
            dice.of([Away::Prison, Away::Rehab, Away::Missing, Away::Clergy])
        } else {
            Away::No
        });
    }
    let mut people = Vec::new();
    for (at, who) in listed.iter().enumerate() {
        let one = &all[*who];
        let near = dice.often(25) && (17..=18).contains(&(on.year() - one.born));
        let (month, date) = if near { (on.month(), on.day().min(28)) } else { (3, 7) };
        let with: Vec<String> = match lives[at].0 {
            Lives::Elsewhere => {
                let there = (0..listed.len()).filter(|other| *other != at && lives[*other] == lives[at]);
                there.map(|other| ids[other].clone()).collect()
            }
            Lives::InTurn => {
                let hosts = (0..listed.len()).filter(|other| *other != at && lives[*other].0 != Lives::InTurn);
                hosts.filter(|_| dice.often(60)).map(|other| ids[other].clone()).collect()
            }
            Lives::Home | Lives::Away => Vec::new(),
        };
        let state = |nth: usize| match one.parents.get(nth) {
            Some(parent) if all[*parent].dead => ParentState::Dead,
            Some(parent) => match id(*parent).and_then(|id| ids.iter().position(|other| *other == id)) {
                Some(at) if away[at] == Away::Prison => ParentState::Prison,
                Some(at) if away[at] == Away::Missing => ParentState::Missing,
                _ => ParentState::Able,
            },
            None => ParentState::Able,
        };
        let named = |of: &mut dyn Iterator<Item = usize>| List::all(of.filter_map(id).collect());
        let is_married = one.spouse.is_some_and(|spouse| !all[spouse].dead);
        let age = on.year() - one.born;
        people.push(Person {
            id: ids[at].clone(),
            birth: Known::Is(day(one.born, month, date)?),
            lives: Known::Is(lives[at].0),
            lives_with: List::all(with),
            spouse: named(&mut one.spouse.into_iter()),
            parents: named(&mut one.parents.iter().copied()),
            kin: List::none(),
            shares_purse: Known::Is(dice.often(50)),
            married: Known::Is(is_married),
            dependent: Known::Is(dice.often(12)),
            study: Known::Is(if age < 26 && dice.often(60) { Study::FullTime } else { Study::None }),
            away: Known::Is(away[at]),
            disability: Known::Is(Disability::None),
            severe_illness: Known::Is(false),
            work: Known::Is(if age > 60 { Work::Retired } else { Work::Working }),
            labour: Known::Is(doudi_engine::facts::Labour::Full),
            supporters: List::none(),
            mother: Known::Is(state(0)),
            father: Known::Is(state(1)),
            ..Person::default()
        });
    }
    household.people = List::all(people);
    for head in Head::ALL {
        *household.incomes.of_mut(head) = List::none();
    }
    for id in &ids {
        if dice.often(40) {
            continue;
        }
        let mut wage = empty(id.clone(), IncomeKind::RegularWage);
        wage.each = Known::Is(yuan(dice.of([0, 853_200, 1_706_400, 3_600_000]) + dice.up_to(2_000_000))?);
        wage.costs = Known::Is(yuan(0)?);
        household.incomes.wages.items.push(wage);
    }
    household.paid_out = List::none();
    household.expenses = List::none();
    household.receives = List::none();
    household.troubles = List::none();
    household.past = List::none();
    let assets = &mut household.assets;
    assets.savings = Known::Is(yuan(0)?);
    assets.homes = Known::Is(1);
    for none in [
        &mut assets.vehicle,
        &mut assets.business,
        &mut assets.insurance,
        &mut assets.given_away,
        &mut assets.big_spending,
    ] {
        *none = Known::Is(false);
    }
    let background = &mut household.background;
    for no in [
        &mut background.former_poor,
        &mut background.relocated,
        &mut background.settled_in_town,
        &mut background.rose_by_work,
    ] {
        *no = Known::Is(false);
    }
    background.land = Known::Is(true);
    Ok(household)
}

/// Leaves open some of what is told of a family whoever applies.
fn hide(dice: &mut Dice, household: &mut Household) {
    for _ in 0..1 + dice.below(3) {
        let who = dice.below(household.people.items.len());
        let person = &mut household.people.items[who];
        match dice.below(14) {
            0 => person.birth = Known::NotAsked,
            1 | 2 => person.lives = Known::Unknown,
            3 => open(&mut person.lives_with),
            4 | 5 => open(&mut person.spouse),
            6 | 7 => open(&mut person.parents),
            8 => person.married = Known::Unknown,
            9 => person.study = Known::NotAsked,
            10 | 11 => open(&mut person.kin),
            12 => (person.mother, person.dependent) = (Known::Unknown, Known::Unknown),
            _ => person.shares_purse = Known::Unknown,
        }
    }
}

fn open<T>(list: &mut List<T>) {
    *list = List { items: Vec::new(), complete: Closure::Unknown };
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
        Test::Reads { reading, option } => *test = is(options[*reading] == *option),
        Test::Judged(at) => *test = is(judged[*at]),
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
    let mut less = family.clone();
    hide(&mut dice, &mut less.told);
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
            let fits = |word: Option<Word>| matches!(word, Some(Word::Fits | Word::MetToVerify));
            let not = |word: Option<Word>| word == Some(Word::DoesNotFit);
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
            let otherwise = (0..family.people()).filter_map(|by| family.is_read_by(by).err());
            wrong.extend(otherwise.map(|wrong| format!("seed {seed}: {wrong}")).take(1));
        }
    }
    wrong.truncate(SHOWN);
    Ok((looked, wrong))
}
