//! Ties that cannot be: a second spouse, a third parent, a parent younger than the child, a tie that the relation to the
//! applicant excludes, somebody who lives in two places.

use doudi_facts::day::Day;
use doudi_facts::household::{Household, Lives, Relation, old::YOUNGEST_PARENT, ties};
use doudi_facts::known::Known;
use doudi_facts::question::TieField;

use super::problem::{MOST_PEOPLE, Problem, Wrong};

/// A parent and a child, and where that is told.
struct Parentage {
    parent: usize,
    child: usize,
    at: String,
}

/// Every tie, told or following from relations.
#[derive(Default)]
struct Found {
    couples: Vec<(usize, usize)>,
    parents: Vec<Parentage>,
    /// What cannot be, each once.
    wrong: Vec<Problem>,
}

/// Every tie of a household that cannot be.
pub(super) fn check(household: &Household) -> Vec<Problem> {
    let mut found = Found::default();
    for who in 0..household.people.items.len() {
        found.lengths(household, who);
        found.named(household, who);
        found.kin(household, who);
    }
    found.related(household);
    found.couples(household);
    found.parents(household);
    found.wrong
}

fn relation(household: &Household, who: usize) -> Option<Relation> {
    household.people.items.get(who).and_then(|person| person.relation.exact()).copied()
}

fn born(household: &Household, who: usize) -> Option<Day> {
    household.people.items.get(who).and_then(|person| person.birth.exact()).copied()
}

/// What the relations of two people tell of a tie between them.
fn told(
    household: &Household,
    tie: impl Fn(Relation, Relation) -> Option<bool>,
    one: usize,
    other: usize,
) -> Option<bool> {
    tie(relation(household, one)?, relation(household, other)?)
}

impl Found {
    fn wrong(&mut self, at: String, what: Wrong) {
        let problem = Problem { at, what };
        if !self.wrong.contains(&problem) {
            self.wrong.push(problem);
        }
    }

    fn lengths(&mut self, household: &Household, who: usize) {
        let Some(person) = household.people.items.get(who) else { return };
        for field in TieField::ALL.into_iter().filter(|field| field.count(person) > MOST_PEOPLE) {
            self.wrong(format!("people.items[{who}].{field}.items"), Wrong::TooMany(MOST_PEOPLE));
        }
    }

    /// Whom a person names to live with, as spouse, as parents.
    fn named(&mut self, household: &Household, who: usize) {
        let Some(person) = household.people.items.get(who) else { return };
        for (field, list) in TieField::ALL.into_iter().filter_map(|field| Some((field, field.ids(person)?))) {
            let at = || format!("people.items[{who}].{field}");
            for id in &list.items {
                match household.person(id) {
                    None => self.wrong(at(), Wrong::NoSuchPerson(id.clone())),
                    Some(other) if other == who => self.wrong(at(), Wrong::OwnKin),
                    Some(other) => match field {
                        TieField::Spouse => self.couples.push((who, other)),
                        TieField::Parents => self.parents.push(Parentage { parent: other, child: who, at: at() }),
                        TieField::LivesWith | TieField::Kin => {
                            let lives = household.people.items.get(other).map(|other| &other.lives);
                            if lives == Some(&Known::Is(Lives::Home)) && person.lives == Known::Is(Lives::Elsewhere) {
                                self.wrong(at(), Wrong::TwoHomes);
                            }
                        }
                    },
                }
            }
        }
        if person.married.exact() == Some(&false) && !person.spouse.items.is_empty() {
            self.wrong(format!("people.items[{who}].{}", TieField::Spouse), Wrong::SpouseOfSingle);
        }
    }

    /// Whose further kin a person is told to be: not against what their relations to the applicant tell.
    fn kin(&mut self, household: &Household, who: usize) {
        let Some(person) = household.people.items.get(who) else { return };
        for kin in &person.kin.items {
            let what = match household.person(&kin.who) {
                None => Wrong::NoSuchPerson(kin.who.clone()),
                Some(other) if other == who => Wrong::OwnKin,
                Some(other) if told(household, |is, of| ties::is_kin(is, kin.is, of), other, who) == Some(false) => {
                    Wrong::TieAgainstRelation
                }
                Some(_) => continue,
            };
            self.wrong(format!("people.items[{who}].{}", TieField::Kin), what);
        }
    }

    /// The ties that follow from what two people are to the applicant.
    fn related(&mut self, household: &Household) {
        let many = household.people.items.len();
        for (one, other) in (0..many).flat_map(|one| (0..many).map(move |other| (one, other))) {
            if one < other && told(household, ties::are_couple, one, other) == Some(true) {
                self.couples.push((one, other));
            }
            if told(household, ties::is_parent, one, other) == Some(true) {
                let at = format!("people.items[{one}].relation");
                self.parents.push(Parentage { parent: one, child: other, at });
            }
        }
    }

    fn couples(&mut self, household: &Household) {
        let couples = std::mem::take(&mut self.couples);
        for (nth, (one, other)) in couples.iter().enumerate() {
            let mut earlier = couples.iter().take(nth);
            let is_same = |(a, b): &(usize, usize)| (a, b) == (one, other) || (a, b) == (other, one);
            let is_second =
                earlier.any(|pair| !is_same(pair) && [pair.0, pair.1].iter().any(|of| of == one || of == other));
            if is_second {
                let at = if relation(household, *one) == Some(Relation::Applicant) { other } else { one };
                self.wrong(format!("people.items[{at}].relation"), Wrong::SecondSpouse);
            } else if told(household, ties::are_couple, *one, *other) == Some(false) {
                self.wrong(format!("people.items[{one}].spouse"), Wrong::TieAgainstRelation);
            }
        }
    }

    fn parents(&mut self, household: &Household) {
        let parents = std::mem::take(&mut self.parents);
        for (nth, Parentage { parent, child, at }) in parents.iter().enumerate() {
            let earlier = parents.iter().take(nth).filter(|of| of.child == *child && of.parent != *parent);
            let mut earlier = earlier.map(|of| of.parent);
            let first = earlier.next();
            if earlier.any(|of| Some(of) != first) {
                self.wrong(at.clone(), Wrong::ThirdParent);
            } else if told(household, ties::is_parent, *parent, *child) == Some(false) {
                self.wrong(at.clone(), Wrong::TieAgainstRelation);
            }
            if let (Some(older), Some(younger)) = (born(household, *parent), born(household, *child))
                && older.years_until(younger, YOUNGEST_PARENT).is_lt()
            {
                let of = if relation(household, *parent) == Some(Relation::Applicant) { child } else { parent };
                self.wrong(format!("people.items[{of}].birth"), Wrong::ParentTooYoung);
            }
        }
    }
}
