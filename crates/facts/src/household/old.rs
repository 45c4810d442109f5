//! Older household files (旧文件, version 1): they say of each person only whether that person lives with the applicant.
//!
//! Reading restates such a file in today's words and version. It fills in what the relation to the applicant leaves no choice in, and
//! leaves every other tie open. Files of today's form are not changed.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FILE_VERSION, Household, Lives, Person, Relation};
use crate::day::Day;
use crate::known::{Known, List};

/// A parent is at least so many years older than a child.
pub const YOUNGEST_PARENT: u8 = 13;

impl<'de> Deserialize<'de> for Household {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // The inherent function, which the derive makes.
        let mut household = Self::deserialize(from)?;
        household.restate();
        Ok(household)
    }
}

impl Serialize for Household {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, to)
    }
}

impl Household {
    /// Turns `lives-together` of an older file into `lives`, and names the ties that its relations leave no choice in.
    pub fn restate(&mut self) {
        for person in &mut self.people.items {
            let told = std::mem::take(&mut person.lives_together);
            if person.lives.is_not_asked() {
                person.lives = lives(&told);
            }
        }
        if self.doudi == 1 {
            self.name_ties();
            self.doudi = FILE_VERSION;
        }
    }

    /// Names the ties of an older file that its relations leave no choice in.
    fn name_ties(&mut self) {
        let people = &self.people.items;
        if people.iter().any(|person| person.relation.exact().is_none()) {
            return;
        }
        let of = |relation: Relation| -> Vec<usize> {
            let all = people.iter().enumerate().filter(|(_, person)| person.relation.exact() == Some(&relation));
            all.map(|(at, _)| at).collect()
        };
        let spouses = of(Relation::Spouse);
        let (children, in_laws) = (of(Relation::Child), of(Relation::ChildInLaw));
        let is_grown = |at: &usize| people.get(*at).is_some_and(|child| self.may_be_parent(child));
        let grown: Vec<usize> = children.iter().copied().filter(is_grown).collect();
        let is_single = |at: &usize| people.get(*at).is_some_and(|child| child.married.exact() == Some(&false));
        let may_be_married: Vec<usize> = grown.iter().copied().filter(|at| !is_single(at)).collect();
        let mut spouse_of = Vec::new();
        let mut branch = grown.clone();
        match (&in_laws[..], &may_be_married[..]) {
            ([in_law], [child]) => {
                spouse_of.push((*in_law, *child));
                if grown == [*child] {
                    branch.push(*in_law);
                }
            }
            _ => branch.extend(&in_laws),
        }
        let is_one_branch = branch.len() == 1 || (branch.len() == 2 && !spouse_of.is_empty() && grown.len() == 1);
        let couple = [of(Relation::Applicant), spouses.clone()].concat();
        // Somebody who is no kin of the applicant may be the other parent.
        let is_whole_couple = couple.len() == 2 || of(Relation::NotKin).is_empty();
        let parents = of(Relation::Parent);
        let mut tied: Vec<(usize, Vec<usize>)> = Vec::new();
        tied.extend(children.iter().filter(|_| is_whole_couple).map(|child| (*child, couple.clone())));
        tied.extend(of(Relation::Sibling).into_iter().filter(|_| !parents.is_empty()).map(|at| (at, parents.clone())));
        tied.extend(of(Relation::Grandchild).into_iter().filter(|_| is_one_branch).map(|at| (at, branch.clone())));
        let ids: Vec<String> = people.iter().map(|person| person.id.clone()).collect();
        let named = |of: &[usize]| of.iter().filter_map(|at| ids.get(*at)).cloned().collect();
        for at in spouses {
            if let Some(person) = self.people.items.get_mut(at).filter(|person| person.lives.is_not_asked()) {
                person.lives = Known::Is(Lives::Home);
            }
        }
        for (at, child) in spouse_of {
            if let Some(person) = self.people.items.get_mut(at).filter(|person| person.spouse.is_untouched()) {
                person.spouse = List::all(named(&[child]));
            }
        }
        for (at, to) in tied {
            if let Some(person) = self.people.items.get_mut(at).filter(|person| person.parents.is_untouched()) {
                person.parents = List::all(named(&to));
            }
        }
    }

    /// Whether somebody is old enough to be a parent of every grandchild that is listed.
    fn may_be_parent(&self, person: &Person) -> bool {
        let born = |person: &Person| person.birth.exact().copied();
        let grandchildren =
            self.people.items.iter().filter(|other| other.relation.exact() == Some(&Relation::Grandchild));
        let mut days = grandchildren.filter_map(born);
        let is_older = |parent: Day, child: Day| parent.years_until(child, YOUNGEST_PARENT).is_ge();
        born(person).is_none_or(|parent| days.all(|child| is_older(parent, child)))
    }
}

fn lives(together: &Known<bool>) -> Known<Lives> {
    let of = |together: bool| if together { Lives::Home } else { Lives::Elsewhere };
    match together {
        Known::NotAsked => Known::NotAsked,
        Known::Unknown | Known::Between { .. } => Known::Unknown,
        Known::Is(told) => Known::Is(of(*told)),
        Known::OneOf(told) => Known::OneOf(told.iter().map(|told| of(*told)).collect()),
    }
}
