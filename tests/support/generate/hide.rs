//! Hiding (隐去): from a household that has told everything, one that has not, of which the first is a completion.

use doudi_facts::household::{Head, Household};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::question::{PersonField, QuestionId, TieField};

use crate::generate::answers::{Value, Visit, each};
use crate::generate::dice::Dice;

/// Leaves one to three answers open, now and then a dozen.
pub fn hide(dice: &mut Dice, household: &mut Household) {
    let few = 1 + dice.below(3) + if dice.often(5) { 9 } else { 0 };
    hide_some(dice, household, few);
}

/// Leaves so many answers open, if there are so many.
pub fn hide_some(dice: &mut Dice, household: &mut Household, few: usize) {
    let mut left = few;
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
    match dice.below(10) {
        0 => match dice.below(13) {
            0 => open(dice, &mut household.paid_out),
            1 => open(dice, &mut household.expenses),
            2 => open(dice, &mut household.receives),
            3 => open(dice, &mut household.troubles),
            4 => open(dice, &mut household.past),
            5 => {
                let who = dice.below(household.people.items.len());
                household.people.items.get_mut(who).is_some_and(|person| open(dice, &mut person.supporters))
            }
            10.. => {
                let who = dice.below(household.people.items.len());
                let field = TieField::ALL[dice.below(TieField::ALL.len())];
                household.people.items.get_mut(who).is_some_and(|person| match field {
                    TieField::LivesWith => open(dice, &mut person.lives_with),
                    TieField::Spouse => open(dice, &mut person.spouse),
                    TieField::Parents => open(dice, &mut person.parents),
                    TieField::Kin => open(dice, &mut person.kin),
                })
            }
            head => open(dice, household.incomes.of_mut(Head::ALL[head - 6])),
        },
        1 => people(dice, household),
        _ => {
            let mut count = Count(0);
            each(household, &mut count);
            let mut blur = Blur { at: dice.below(count.0), dice, done: false };
            each(household, &mut blur);
            blur.done
        }
    }
}

/// Counts the answers that are told.
struct Count(usize);

impl Visit for Count {
    fn answer<T: Value>(&mut self, _: QuestionId, known: &mut Known<T>) {
        self.0 += usize::from(!known.is_open());
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}

/// Blurs one of the answers that are told.
struct Blur<'d> {
    /// How many are passed before it.
    at: usize,
    dice: &'d mut Dice,
    done: bool,
}

impl Visit for Blur<'_> {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if known.is_open() || self.done {
            return;
        }
        if self.at > 0 {
            self.at -= 1;
            return;
        }
        // Who applies is always told.
        if !matches!(at, QuestionId::Person(0, PersonField::Relation)) {
            *known = blur(self.dice, known.clone());
            // Of who applies it is taken for granted, if it is not asked.
            let granted = matches!(at, QuestionId::Person(0, PersonField::Lives | PersonField::SharesPurse));
            if granted && known.is_not_asked() {
                *known = Known::Unknown;
            }
            self.done = true;
        }
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}

/// The answer left open, or told as one of several, or as a range with the true value in it, often at an end.
fn blur<T: Value>(dice: &mut Dice, known: Known<T>) -> Known<T> {
    let Known::Is(value) = known else { return known };
    match dice.below(if T::HAS_RANGES { 8 } else { 5 }) {
        0 => Known::NotAsked,
        1 | 2 => Known::Unknown,
        3 => Known::OneOf(vec![value, T::any(dice)]),
        4 => Known::OneOf(vec![T::any(dice), value, T::any(dice)]),
        5 => Known::Between { from: None, to: Some(value.max(T::any(dice))) },
        6 => Known::Between { from: Some(value.min(T::any(dice))), to: None },
        _ => {
            let (from, to) = (T::any(dice), T::any(dice));
            Known::Between { from: Some(value.clone().min(from)), to: Some(value.max(to)) }
        }
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
    for person in &mut people.items {
        for list in [&mut person.lives_with, &mut person.spouse, &mut person.parents] {
            list.items.retain(|id| ids.contains(id));
        }
        person.kin.items.retain(|kin| ids.contains(&kin.who));
    }
    for head in Head::ALL {
        household.incomes.of_mut(head).items.retain(|income| ids.contains(&income.who));
    }
    household.paid_out.items.retain(|paid| ids.contains(&paid.who));
    household.expenses.items.retain(|spent| ids.contains(&spent.who));
    household.receives.items.retain(|received| received.who.as_ref().is_none_or(|who| ids.contains(who)));
    true
}
