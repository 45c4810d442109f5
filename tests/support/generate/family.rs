//! Families (一大家人) with every tie and every dwelling, to be told by any of their people.

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Away, Disability, Head, Household, IncomeKind, Kin, KinTie, Labour, Lives, ParentState, Person, Relation,
    Study, Work, ties,
};
use doudi_facts::known::{Closure, Known, List};

use crate::generate::dense::{day, empty, yuan};
use crate::generate::dice::Dice;

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
    /// Who is listed, by their places in the family.
    pub(crate) listed: Vec<usize>,
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
    pub(crate) fn words_tell(&self) -> bool {
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

    /// The same family with some of what is told left open, whoever applies.
    pub(crate) fn with_less(&self, dice: &mut Dice) -> Self {
        let mut less = self.clone();
        hide(dice, &mut less.told);
        less
    }

    pub(crate) fn is_couple(&self, one: usize, other: usize) -> bool {
        self.all[one].spouse == Some(other)
    }

    pub(crate) fn is_parent(&self, parent: usize, child: usize) -> bool {
        self.all[child].parents.contains(&parent)
    }

    pub(crate) fn is_grandparent(&self, one: usize, other: usize) -> bool {
        self.all[other].parents.iter().any(|between| self.is_parent(one, *between))
    }

    pub(crate) fn are_siblings(&self, one: usize, other: usize) -> bool {
        one != other && self.all[one].parents.iter().any(|parent| self.is_parent(*parent, other))
    }

    /// A parent of the spouse, living or dead.
    fn is_parent_in_law(&self, one: usize, other: usize) -> bool {
        !self.is_parent(one, other)
            && (0..self.all.len()).any(|of| self.is_couple(of, other) && self.is_parent(one, of))
    }

    /// A parent of the spouse, or of the other parent of a listed child.
    pub(crate) fn is_parent_of_partner(&self, one: usize, other: usize) -> bool {
        let is_by_child = |child: &usize| self.is_parent(other, *child) && self.is_grandparent(one, *child);
        self.is_parent_in_law(one, other) || (!self.is_parent(one, other) && self.listed.iter().any(is_by_child))
    }

    pub(crate) fn is_step_parent(&self, one: usize, other: usize) -> bool {
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
            labour: Known::Is(Labour::Full),
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
