//! Hiding (隐去): from a household that has told everything, one that has not, of which the first is a completion.

use doudi_engine::day::Day;
use doudi_engine::facts::{Area, Away, Basis, Head, Household, IncomeKind, Per, Person, Relation, Study};
use doudi_engine::known::{Closure, Known, List};
use doudi_engine::money::Yuan;

use crate::dice::Dice;

/// Leaves one to three answers open.
pub fn hide(dice: &mut Dice, household: &mut Household) {
    let mut left = 1 + dice.below(3);
    // Not every throw finds something to hide.
    for _ in 0..40 {
        if left == 0 {
            return;
        }
        left -= usize::from(one(dice, household));
    }
}

/// Tries to leave one answer open; whether it did.
fn one(dice: &mut Dice, household: &mut Household) -> bool {
    match dice.below(12) {
        0 => choice(dice, &mut household.area, &[Area::Urban, Area::Rural]),
        1..4 => person(dice, &mut household.people.items),
        4..7 => income(dice, household),
        7 => {
            let at = dice.below(household.paid_out.items.len());
            household.paid_out.items.get_mut(at).is_some_and(|paid| range(dice, &mut paid.amount, &sums()))
        }
        8 => {
            let at = dice.below(household.expenses.items.len());
            household.expenses.items.get_mut(at).is_some_and(|spent| range(dice, &mut spent.amount, &sums()))
        }
        9 => asset(dice, household),
        10 => match dice.below(6) {
            0 => open(dice, &mut household.paid_out),
            1 => open(dice, &mut household.expenses),
            head => open(dice, household.incomes.of_mut(Head::ALL[head - 2])),
        },
        _ => people(dice, household),
    }
}

fn person(dice: &mut Dice, people: &mut [Person]) -> bool {
    let at = dice.below(people.len());
    let person = &mut people[at];
    match dice.below(7) {
        // Who applies is always told.
        0 if at > 0 => choice(
            dice,
            &mut person.relation,
            &[Relation::Spouse, Relation::Child, Relation::Parent, Relation::Sibling, Relation::NotKin],
        ),
        1 => {
            let near = [(1950, 1, 1), (2007, 7, 1), (2007, 11, 20), (2007, 11, 21), (2008, 6, 30), (2024, 1, 1)];
            let days: Vec<Day> = near.into_iter().filter_map(|(y, m, d)| Day::new(y, m, d)).collect();
            range(dice, &mut person.birth, &days)
        }
        2 => choice(dice, &mut person.lives_together, &[true, false]),
        3 => choice(dice, &mut person.shares_purse, &[true, false]),
        4 => choice(dice, &mut person.dependent, &[true, false]),
        5 => choice(dice, &mut person.study, &[Study::None, Study::FullTime, Study::Postgraduate]),
        6 => choice(dice, &mut person.away, &[Away::No, Away::Prison, Away::Clergy]),
        _ => false,
    }
}

fn income(dice: &mut Dice, household: &mut Household) -> bool {
    let head = dice.of(Head::ALL);
    let items = &mut household.incomes.of_mut(head).items;
    let at = dice.below(items.len());
    let Some(income) = items.get_mut(at) else { return false };
    match dice.below(4) {
        0 => range(dice, &mut income.each, &sums()),
        1 if income.per != Per::Window => range(dice, &mut income.times, &[0, 1, 6, 11, 12]),
        2 if income.kind.has_costs() => range(dice, &mut income.costs, &sums()),
        2 | 3 if income.kind == IncomeKind::ResidentPension => range(dice, &mut income.base_part, &sums()),
        3 if income.kind == IncomeKind::Support => choice(dice, &mut income.basis, &[Basis::Judgment, Basis::Habit]),
        _ => false,
    }
}

fn asset(dice: &mut Dice, household: &mut Household) -> bool {
    let assets = &mut household.assets;
    match dice.below(7) {
        0 => range(dice, &mut assets.savings, &sums()),
        1 => range(dice, &mut assets.homes, &[0, 1, 2]),
        2 => choice(dice, &mut assets.vehicle, &[true, false]),
        3 => choice(dice, &mut assets.business, &[true, false]),
        4 => choice(dice, &mut assets.insurance, &[true, false]),
        5 => choice(dice, &mut assets.given_away, &[true, false]),
        _ => choice(dice, &mut assets.big_spending, &[true, false]),
    }
}

/// Leaves a list open, and perhaps leaves out some of what stands last in it.
fn open<T>(dice: &mut Dice, list: &mut List<T>) -> bool {
    list.complete = dice.of([Closure::NotAsked, Closure::Unknown]);
    list.items.truncate(list.items.len() - dice.below(list.items.len() + 1));
    true
}

/// Leaves open who else there is, with what those left out bring and cost. The applicant stays.
fn people(dice: &mut Dice, household: &mut Household) -> bool {
    let people = &mut household.people;
    people.complete = dice.of([Closure::NotAsked, Closure::Unknown]);
    people.items.truncate(people.items.len() - dice.below(people.items.len()));
    let ids: Vec<String> = people.items.iter().map(|person| person.id.clone()).collect();
    for head in Head::ALL {
        household.incomes.of_mut(head).items.retain(|income| ids.contains(&income.who));
    }
    household.paid_out.items.retain(|paid| ids.contains(&paid.who));
    household.expenses.items.retain(|spent| ids.contains(&spent.who));
    true
}

fn sums() -> Vec<Yuan> {
    [0, 1, 100, 711, 1700, 8532, 9780, 17_064, 40_000, 1_000_000].map(Yuan::whole).to_vec()
}

/// Leaves an answer open, or tells it as one of several.
fn choice<T: Clone>(dice: &mut Dice, known: &mut Known<T>, others: &[T]) -> bool {
    let Known::Is(value) = known.clone() else { return false };
    *known = match dice.below(4) {
        0 => Known::NotAsked,
        1 => Known::Unknown,
        _ => {
            let other = others[dice.below(others.len())].clone();
            Known::OneOf(if dice.often(50) { vec![value, other] } else { vec![other, value] })
        }
    };
    true
}

/// As [`choice`], or tells it as a range with the true value in it, often at an end.
fn range<T: Clone + Ord>(dice: &mut Dice, known: &mut Known<T>, others: &[T]) -> bool {
    let Known::Is(value) = known.clone() else { return false };
    if dice.often(40) {
        return choice(dice, known, others);
    }
    let mut other = || others[dice.below(others.len())].clone();
    let (from, to) = (value.clone().min(other()), value.max(other()));
    *known = match dice.below(4) {
        0 => Known::Between { from: None, to: Some(to) },
        1 => Known::Between { from: Some(from), to: None },
        _ => Known::Between { from: Some(from), to: Some(to) },
    };
    true
}
