//! The referee's households (大冶的共同生活家庭成员): each person names the clause and the person they belong with.
//!
//! Written from the texts for 大冶: in its pilot towns the draft of 2025, 二(一)1, elsewhere 57号第7条, with the duties of the
//! Civil Code (民法典 1059, 1067, 1072, 1074, 1075) and what the office decides where these are silent.

use doudi_facts::day::Day;
use doudi_facts::household::{Away, Household, ParentState, Person, Study};
use doudi_facts::known::Known;

use crate::oracles::kinfolk::{Claim, Kinfolk, household};

/// What the office decides of who belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Belonging {
    /// Whether who is away and comes back lives together with those at home.
    pub away_counts: bool,
    /// Whether parents belong through the duty of any member, and not only of the applicant.
    pub any_duty: bool,
    /// Whether a married child who cannot live independently, or studies, belongs with the parents.
    pub married_with_parents: bool,
    /// For each child by a bit: whether it counts with the first of two parents who are no couple.
    pub first_parent: u64,
    /// For each married child by a bit: whether the parents belong there.
    pub branch: u64,
    /// For each person by a bit: whether a duty that hangs on the case is there: siblings, in-laws, step, grown grandchildren.
    pub kin_counts: u64,
    /// For each person by a bit, in the pilot towns: whether a married child who shares income and spending counts.
    pub purse_counts: u64,
}

/// Who counts.
///
/// # Errors
/// When something is not told.
pub fn members(told: &Household, pilot: bool, on: Day, office: &Belonging) -> Result<Vec<bool>, String> {
    let kin = Kinfolk::of(told)?;
    let mut counts = Vec::new();
    for person in &told.people.items {
        counts.push(said(&person.away)? == Away::No);
    }
    let all = Family { kin: &kin, people: &told.people.items, pilot, on, office };
    let of = |applicant: usize, counts: &[bool]| -> Result<Vec<bool>, String> {
        household(kin.people, &all.claims(counts)?, applicant)
    };
    let applicant = kin.applicant;
    if counts[applicant] {
        return of(applicant, &counts);
    }
    // Who does not count applies for those who would belong with them.
    let mut as_if = counts.clone();
    as_if[applicant] = true;
    let claims = all.claims(&as_if)?;
    let is_linked = |who: usize| {
        let two = [(who, applicant), (applicant, who)];
        claims.iter().any(|claim| two.contains(&(claim.who, claim.with)))
    };
    match (0..kin.people).find(|who| counts[*who] && is_linked(*who)) {
        Some(first) => of(first, &counts),
        None => Ok(vec![false; kin.people]),
    }
}

struct Family<'f> {
    kin: &'f Kinfolk,
    people: &'f [Person],
    pilot: bool,
    on: Day,
    office: &'f Belonging,
}

/// How a grown child and the parents are bound to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// One dwelling; in the pilot towns also one purse.
    Together,
    /// In turn in several homes.
    InTurn,
}

impl Family<'_> {
    /// What each of those who count claims.
    fn claims(&self, counts: &[bool]) -> Result<Vec<Claim>, String> {
        let kin = self.kin;
        let n = kin.people;
        let mut claims = Vec::new();
        let mut claim = |who: usize, with: usize, by: &str| claims.push(Claim { who, with, by: by.to_owned() });
        let spouse = |of: usize| (0..n).find(|other| counts[*other] && kin.couple[of][*other]);
        // With which parent each child of 第(二)(三)类 is.
        let mut seats = vec![None; n];
        for child in (0..n).filter(|child| counts[*child]) {
            seats[child] = self.seat(child, counts)?;
        }
        for who in (0..n).filter(|who| counts[*who]) {
            if let Some(parent) = seats[who] {
                claim(who, parent, "minor, dependent or student child");
            }
            if let Some(with) = spouse(who)
                && !self.leaves(who, counts)?
                && !self.leaves(with, counts)?
            {
                claim(who, with, "spouse");
            }
        }
        let heads = |of: usize| -> Vec<usize> { [of].into_iter().chain(spouse(of)).collect() };
        let is_own_unit = |of: usize| {
            kin.married[of] || (0..n).any(|child| seats[child].is_some_and(|seat| heads(seat).contains(&of)))
        };
        for first in (0..n).filter(|who| counts[*who] && spouse(*who).is_none_or(|other| *who < other)) {
            let couple = heads(first);
            let mut branches = Vec::new();
            for child in (0..n).filter(|child| counts[*child] && !couple.contains(child)) {
                // A minor, dependent or student child is with the parent it is with, and by no other clause.
                if self.is_unit_child(child)? {
                    continue;
                }
                let Some(bound) = self.bound(&couple, child)? else { continue };
                if !self.office.any_duty && self.is_through_spouse(child) {
                    continue;
                }
                if is_own_unit(child) || bound == Bound::InTurn {
                    branches.push((child, bound));
                    continue;
                }
                // With each parent they live with, whether or not the two are a couple.
                for parent in couple.iter().filter(|parent| kin.parent[**parent][child]) {
                    claim(child, *parent, "grown child living together");
                }
            }
            let says = |child: usize| self.office.branch >> child & 1 == 1;
            let chosen: Vec<usize> = branches.iter().map(|(child, _)| *child).filter(|child| says(*child)).collect();
            let all: Vec<usize> = branches.iter().map(|(child, _)| *child).collect();
            let at_home: Vec<usize> =
                branches.iter().filter(|(_, bound)| *bound == Bound::Together).map(|(child, _)| *child).collect();
            let one_roof = at_home.len() > 1
                && at_home.iter().all(|one| kin.share_a_home(at_home[0], *one, self.office.away_counts));
            let with = match (&all[..], &chosen[..]) {
                ([], _) => Vec::new(),
                ([one], _) if !at_home.is_empty() => vec![*one],
                (_, [one]) => vec![*one],
                (_, []) if at_home.is_empty() => Vec::new(),
                _ if one_roof => at_home,
                (_, [one, ..]) | ([one, ..], _) => vec![*one],
            };
            for child in with {
                for parent in couple.iter().filter(|parent| kin.parent[**parent][child]) {
                    claim(*parent, child, "parent living together with a grown child");
                }
            }
        }
        for older in (0..n).filter(|older| counts[*older]) {
            for younger in (0..n).filter(|younger| counts[*younger] && *younger != older) {
                if let Some(by) = self.condition(older, younger, counts)? {
                    claim(younger, older, by);
                }
            }
        }
        Ok(claims)
    }

    fn is_minor(&self, who: usize) -> Result<bool, String> {
        let (birth, on) = (said(&self.people[who].birth)?, self.on);
        Ok((birth.year() + 18, birth.month(), birth.day()) > (on.year(), on.month(), on.day()))
    }

    /// Whether somebody cannot live independently, or studies up to a bachelor's degree.
    fn leans(&self, who: usize) -> Result<bool, String> {
        Ok(said(&self.people[who].dependent)? || said(&self.people[who].study)? == Study::FullTime)
    }

    /// Whether somebody is married and, with a home apart from the spouse, is read as the parents' child.
    fn left_home(&self, who: usize) -> bool {
        let kin = self.kin;
        let has_home_with = |other: usize| kin.couple[who][other] && kin.share_a_home(who, other, true);
        kin.married[who] && !(0..kin.people).any(has_home_with) && self.office.married_with_parents
    }

    /// Whether somebody is with their own parents and not with the spouse.
    fn leaves(&self, who: usize, counts: &[bool]) -> Result<bool, String> {
        let has_parent = (0..self.kin.people).any(|parent| counts[parent] && self.kin.parent[parent][who]);
        Ok(self.left_home(who) && has_parent && self.is_unit_child(who)?)
    }

    /// Whether somebody is a child of the second or third group.
    fn is_unit_child(&self, who: usize) -> Result<bool, String> {
        Ok(self.is_minor(who)? || (self.leans(who)? && (!self.kin.married[who] || self.left_home(who))))
    }

    /// The parent with whom a child of the second and third group is, wherever it lives.
    fn seat(&self, child: usize, counts: &[bool]) -> Result<Option<usize>, String> {
        let kin = self.kin;
        let is_child = self.is_unit_child(child)?;
        let listed: Vec<usize> = (0..kin.people).filter(|parent| kin.parent[*parent][child]).collect();
        let here: Vec<usize> = listed.iter().copied().filter(|parent| counts[*parent]).collect();
        if !is_child {
            return Ok(None);
        }
        // One home, wherever work or school takes them.
        let with: Vec<usize> = here.iter().copied().filter(|one| kin.share_a_home(child, *one, true)).collect();
        let says_first = self.office.first_parent >> child & 1 == 1;
        Ok(match here[..] {
            [] => None,
            [one] => {
                let person = &self.people[child];
                let lost = |state: &Known<ParentState>| said(state).map(|state| state != ParentState::Able);
                let is_other_lost = listed.len() > 1 || lost(&person.mother)? || lost(&person.father)?;
                (is_other_lost || !with.is_empty() || says_first).then_some(one)
            }
            [one, other] if kin.couple[one][other] && !self.leaves(one, counts)? && !self.leaves(other, counts)? => {
                Some(one)
            }
            [one, other] => match with[..] {
                [only] => Some(only),
                _ => Some(if says_first { one } else { other }),
            },
            _ => return Err("three parents".to_owned()),
        })
    }

    /// How a grown child is bound to a couple, or one of them, by the duty to parents.
    fn bound(&self, couple: &[usize], child: usize) -> Result<Option<Bound>, String> {
        let kin = self.kin;
        let parents: Vec<usize> = couple.iter().copied().filter(|parent| kin.parent[*parent][child]).collect();
        let married = said(&self.people[child].married)?;
        let judged = self.office.purse_counts >> child & 1 == 1;
        let purse = |parent: usize| self.pilot && kin.purse[parent] && kin.purse[child] && (!married || judged);
        let together = |parent: &usize| kin.share_a_home(*parent, child, self.office.away_counts) || purse(*parent);
        Ok(if parents.iter().any(together) {
            Some(Bound::Together)
        } else if parents.iter().any(|parent| kin.take_turns(*parent, child)) {
            Some(Bound::InTurn)
        } else {
            None
        })
    }

    /// Whether a parent would belong through the duty of the applicant's spouse, or child-in-law, and of nobody nearer.
    fn is_through_spouse(&self, child: usize) -> bool {
        let applicant = self.kin.applicant;
        self.kin.couple[applicant][child] || self.kin.parent_in_law[applicant][child]
    }

    /// By what duty that hangs on the case a younger person belongs with an older one.
    fn condition(&self, older: usize, younger: usize, counts: &[bool]) -> Result<Option<&'static str>, String> {
        let kin = self.kin;
        let home = |one: usize, other: usize| kin.share_a_home(one, other, self.office.away_counts);
        let together = home(older, younger) || (self.pilot && kin.purse[older] && kin.purse[younger]);
        if !together {
            return Ok(None);
        }
        let judged = self.office.kin_counts >> younger & 1 == 1;
        let has_parent = (0..kin.people).any(|parent| counts[parent] && kin.parent[parent][younger]);
        if kin.grandparent[older][younger] && !has_parent {
            let person = &self.people[younger];
            let lost = said(&person.mother)? != ParentState::Able && said(&person.father)? != ParentState::Able;
            let owes = if self.is_minor(younger)? { lost } else { judged };
            return Ok(owes.then_some("grandchild without parents"));
        }
        let is_younger = {
            let (one, other) = (said(&self.people[older].birth)?, said(&self.people[younger].birth)?);
            (one, older) < (other, younger)
        };
        let one_purse = |one: usize, other: usize| self.pilot && kin.purse[one] && kin.purse[other];
        // Whether the duty of parents brings a child to them already.
        let brings = |parent: usize, child: usize| -> Result<bool, String> {
            let judged = !said(&self.people[child].married)? || self.office.purse_counts >> child & 1 == 1;
            let shares = home(parent, child) || (one_purse(parent, child) && judged);
            Ok(counts[parent] && kin.parent[parent][child] && (shares || self.is_unit_child(child)?))
        };
        if kin.siblings[older][younger] && is_younger {
            for parent in 0..kin.people {
                if brings(parent, older)? && brings(parent, younger)? {
                    return Ok(None);
                }
            }
            return Ok(judged.then_some("sibling"));
        }
        if kin.parent_in_law[older][younger] {
            for spouse in (0..kin.people).filter(|spouse| kin.couple[*spouse][younger]) {
                let shares = home(older, spouse)
                    || (one_purse(older, spouse)
                        && (!said(&self.people[spouse].married)? || self.office.purse_counts >> spouse & 1 == 1));
                if counts[spouse] && kin.parent[older][spouse] && shares {
                    return Ok(None);
                }
            }
            return Ok(judged.then_some("parent-in-law"));
        }
        if kin.step_parent[older][younger] {
            for parent in (0..kin.people).filter(|parent| kin.couple[older][*parent]) {
                if brings(parent, younger)? {
                    return Ok(None);
                }
            }
        }
        Ok((kin.step_parent[older][younger] && judged).then_some("step-parent"))
    }
}

fn said<T: Copy>(known: &Known<T>) -> Result<T, String> {
    known.exact().copied().ok_or_else(|| "not everything is told".to_owned())
}
