//! Kindred (一家子), made up by chance: people who can be to each other what they are said to be.

use doudi_engine::check::check;
use doudi_facts::day::Day;
use doudi_facts::household::{Household, Kin, KinTie, Lives, ParentState, Person, Relation, ties};
use doudi_facts::known::{Known, List};
use doudi_facts::question::TieField;

use crate::generate::dense;
use crate::generate::dice::Dice;

/// How often another person is thrown before a sibling is taken, who can be of any age.
const TRIES: usize = 8;

/// Adds one person whom the household can have: nobody has two spouses or three parents, parents are older.
///
/// # Errors
/// When a day is none.
pub fn add_person(dice: &mut Dice, on: Day, household: &mut Household, id: &str) -> Result<(), String> {
    let at = household.people.items.len();
    for left in (0..TRIES).rev() {
        let mut person = dense::person(dice, on, at)?;
        person.id = format!("{id}{}", at + 1);
        if left == 0 && at > 0 {
            person.relation = Known::Is(Relation::Sibling);
        }
        // Most people of age are what their age makes likely.
        (person.mother, person.father) = (Known::Is(parent_state(dice)), Known::Is(parent_state(dice)));
        untie(&mut person);
        household.people.items.push(person);
        if check(household, on).is_empty() {
            return Ok(());
        }
        household.people.items.pop();
    }
    Ok(())
}

fn parent_state(dice: &mut Dice) -> ParentState {
    if dice.often(60) { ParentState::Able } else { ParentState::ALL[dice.below(ParentState::ALL.len())] }
}

/// Says that somebody has no ties but those the relation tells.
pub fn untie(person: &mut Person) {
    (person.lives_with, person.spouse, person.parents) = (List::none(), List::none(), List::none());
    person.kin = List::none();
}

/// Ties people to each other by chance, wherever that can be.
pub fn tie(dice: &mut Dice, on: Day, household: &mut Household) {
    let n = household.people.items.len();
    if n < 2 {
        return;
    }
    settle(dice, household);
    for _ in 0..2 * n {
        one_tie(dice, on, household);
    }
    wed(household);
}

/// Says of whoever has a listed spouse that they are married.
pub fn wed(household: &mut Household) {
    let people = &mut household.people.items;
    let has_spouse = people.iter().any(|person| person.relation.exact() == Some(&Relation::Spouse));
    let named: Vec<String> = people.iter().flat_map(|person| person.spouse.items.clone()).collect();
    for person in people {
        let is = match person.relation.exact() {
            Some(Relation::Spouse) => true,
            Some(Relation::Applicant) => has_spouse,
            _ => false,
        };
        if is || !person.spouse.items.is_empty() || named.contains(&person.id) {
            person.married = Known::Is(true);
        }
    }
}

/// Who lives elsewhere lives there with others who do; who lives in turn is with some of the others.
fn settle(dice: &mut Dice, household: &mut Household) {
    let people = &mut household.people.items;
    let is = |person: &Person, lives: Lives| person.lives.exact() == Some(&lives);
    let elsewhere: Vec<usize> = (0..people.len()).filter(|at| is(&people[*at], Lives::Elsewhere)).collect();
    let homes: Vec<usize> = elsewhere.iter().map(|_| dice.below(2)).collect();
    for (who, home) in elsewhere.iter().zip(&homes) {
        let there = elsewhere.iter().zip(&homes).filter(|(other, its)| its == &home && other != &who);
        let named = there.map(|(other, _)| people[*other].id.clone()).collect();
        people[*who].lives_with = List::all(named);
    }
    for who in 0..people.len() {
        if is(&people[who], Lives::InTurn) {
            let others = (0..people.len()).filter(|other| *other != who && !is(&people[*other], Lives::InTurn));
            let named = others.filter(|_| dice.often(50)).map(|other| people[other].id.clone()).collect();
            people[who].lives_with = List::all(named);
        }
    }
}

/// Adds one tie of somebody, if it can be.
fn one_tie(dice: &mut Dice, on: Day, household: &mut Household) {
    let who = dice.below(household.people.items.len());
    let field = dice.of([TieField::Spouse, TieField::Spouse, TieField::Parents, TieField::Parents, TieField::Kin]);
    more(dice, on, household, who, field, 1);
}

/// Tries so many times to add somebody to a list of ties.
pub fn more(dice: &mut Dice, on: Day, household: &mut Household, who: usize, field: TieField, tries: usize) {
    for _ in 0..tries {
        let other = dice.below(household.people.items.len());
        let id = household.people.items[other].id.clone();
        let before = household.people.items[who].clone();
        let person = &mut household.people.items[who];
        let list = match field {
            TieField::LivesWith => &mut person.lives_with,
            TieField::Spouse => &mut person.spouse,
            TieField::Parents => &mut person.parents,
            TieField::Kin => {
                let is = KinTie::ALL[dice.below(KinTie::ALL.len())];
                let its_id = person.id.clone();
                person.kin.items.push(Kin { who: id, is });
                if !check(household, on).is_empty() {
                    household.people.items[who] = before;
                    continue;
                }
                let relation = |at: usize| household.people.items[at].relation.exact().copied();
                // What two lists tell, both tell.
                if relation(other).zip(relation(who)).is_some_and(|(one, other)| ties::tells_kin(one, other)) {
                    household.people.items[other].kin.items.push(Kin { who: its_id, is: is.inverse() });
                }
                continue;
            }
        };
        if !list.items.contains(&id) {
            list.items.push(id);
        }
        if !check(household, on).is_empty() {
            household.people.items[who] = before;
        }
    }
}
