//! The naive interpreter's households (直读的家庭成员): any book's member rules, read on people who have told everything.
//!
//! Each person names the rule and the people it binds them to. Rules without `shares` bind a child to one couple; rules
//! with `shares` bind parents and grown children, of whom `branch` decides where several are married; all others bind two.

use doudi_engine::rules::{Book, MemberRule, Shared, Test, Tie};
use doudi_facts::household::{Household, Lives, ParentState};
use doudi_facts::known::Known;

use crate::oracles::kinfolk::{Claim, Kinfolk, household};

type Answer<T> = Result<T, String>;

/// Who counts, by the rules of a book; `holds` reads a test on somebody.
///
/// # Errors
/// When something is not told.
pub fn members(book: &Book, told: &Household, holds: &dyn Fn(usize, &Test) -> Answer<bool>) -> Answer<Vec<bool>> {
    let kin = Kinfolk::of(told)?;
    let mut counts = vec![true; kin.people];
    for (who, counts) in counts.iter_mut().enumerate() {
        for rule in &book.not_members {
            *counts = *counts && !holds(who, &rule.test)?;
        }
    }
    let reading = |counts: Vec<bool>| Reading { book, kin: &kin, told, holds, counts };
    let me = kin.applicant;
    if counts[me] {
        return household(kin.people, &reading(counts).claims()?, me);
    }
    let mut as_if = counts.clone();
    as_if[me] = true;
    let claims = reading(as_if).claims()?;
    let bound = |who: usize| claims.iter().any(|of| (of.who, of.with) == (who, me) || (of.who, of.with) == (me, who));
    let Some(first) = (0..kin.people).find(|who| counts[*who] && bound(*who)) else {
        return Ok(vec![false; kin.people]);
    };
    household(kin.people, &reading(counts).claims()?, first)
}

struct Reading<'r> {
    book: &'r Book,
    kin: &'r Kinfolk,
    told: &'r Household,
    holds: &'r dyn Fn(usize, &Test) -> Answer<bool>,
    counts: Vec<bool>,
}

impl Reading<'_> {
    fn all(&self) -> Vec<usize> {
        (0..self.kin.people).filter(|who| self.counts[*who]).collect()
    }

    fn away(&self, who: usize) -> Answer<bool> {
        (self.holds)(who, &self.book.unsettled.away_shares_home)
    }

    /// One dwelling, as the book reads those who are away.
    fn home(&self, one: usize, other: usize) -> Answer<bool> {
        let is_here = |who: usize| -> Answer<bool> {
            Ok(match self.kin.lives[who] {
                Lives::Home => true,
                Lives::Away => self.away(who)?,
                Lives::Elsewhere | Lives::InTurn => false,
            })
        };
        Ok((is_here(one)? && is_here(other)?) || self.kin.share_a_home(one, other, false))
    }

    /// Whether two share one of what a rule names; a rule that names nothing asks nothing.
    fn shares(&self, rule: &MemberRule, one: usize, other: usize) -> Answer<bool> {
        let mut any = rule.shares.is_empty();
        for shared in &rule.shares {
            any = any
                || match shared {
                    Shared::Home => self.home(one, other)?,
                    Shared::Purse => self.kin.purse[one] && self.kin.purse[other],
                };
        }
        Ok(any)
    }

    fn applies(&self, rule: &MemberRule, younger: usize) -> Answer<bool> {
        rule.test.as_ref().map_or(Ok(true), |test| (self.holds)(younger, test))
    }

    fn rules(&self, tie: Tie) -> impl Iterator<Item = &MemberRule> {
        self.book.members.iter().filter(move |rule| rule.ties.contains(&tie))
    }

    /// The spouse who counts.
    fn spouse(&self, of: usize) -> Option<usize> {
        self.all().into_iter().find(|other| self.kin.couple[of][*other])
    }

    fn parents(&self, of: usize) -> Vec<usize> {
        self.all().into_iter().filter(|parent| self.kin.parent[*parent][of]).collect()
    }

    /// Whether a married child belongs with the parents rather than with a spouse whose home is another.
    fn is_read_back(&self, child: usize) -> Answer<bool> {
        let other_home = |other: usize| !(self.kin.couple[child][other] && self.kin.share_a_home(child, other, true));
        Ok((0..self.kin.people).all(other_home) && (self.holds)(child, &self.book.unsettled.married_with_parents)?)
    }

    /// The rule by which somebody is a child of the parents' unit wherever it lives; whether that leaves the spouse.
    fn child_rule(&self, child: usize) -> Answer<Option<(&MemberRule, bool)>> {
        let mut left = None;
        for rule in self.rules(Tie::ParentChild).filter(|rule| rule.shares.is_empty()) {
            if !self.applies(rule, child)? {
                continue;
            }
            let leaves = self.kin.married[child] && self.is_read_back(child)?;
            if !rule.unwed || !self.kin.married[child] {
                return Ok(Some((rule, leaves)));
            }
            if left.is_none() && leaves {
                left = Some((rule, true));
            }
        }
        Ok(left)
    }

    /// Whether somebody is with their own parents and not with the spouse.
    fn leaves(&self, who: usize) -> Answer<bool> {
        Ok(!self.parents(who).is_empty() && self.child_rule(who)?.is_some_and(|(_, leaves)| leaves))
    }

    /// With which parent a child is who belongs to the unit of one.
    fn nest(&self, child: usize) -> Answer<Option<(usize, &MemberRule, bool)>> {
        let Some((rule, leaves)) = self.child_rule(child)? else { return Ok(None) };
        let parents = self.parents(child);
        let near: Vec<usize> =
            parents.iter().copied().filter(|parent| self.kin.share_a_home(*parent, child, true)).collect();
        let first = (self.holds)(child, &self.book.unsettled.first_parent)?;
        let parent = match (&parents[..], &near[..]) {
            ([], _) => None,
            ([one], []) => {
                let is_lost = |state: &Known<ParentState>| state.exact().is_some_and(|is| *is != ParentState::Able);
                let person = &self.told.people.items[child];
                let listed = (0..self.kin.people).filter(|parent| self.kin.parent[*parent][child]).count();
                let is_only = listed > 1 || is_lost(&person.mother) || is_lost(&person.father);
                (is_only || first).then_some(*one)
            }
            ([one], _) => Some(*one),
            ([one, other], [near]) => {
                let is_couple = self.kin.couple[*one][*other] && !self.leaves(*one)? && !self.leaves(*other)?;
                Some(if is_couple { *one } else { *near })
            }
            ([one, other, ..], _) => {
                let is_couple = self.kin.couple[*one][*other] && !self.leaves(*one)? && !self.leaves(*other)?;
                Some(if first || is_couple { *one } else { *other })
            }
        };
        Ok(parent.map(|parent| (parent, rule, leaves)))
    }

    fn claims(&self) -> Answer<Vec<Claim>> {
        let mut claims = Vec::new();
        let claim = |who: usize, with: usize, by: &MemberRule| Claim { who, with, by: by.id.clone() };
        let mut nests = Vec::new();
        for who in 0..self.kin.people {
            nests.push(if self.counts[who] { self.nest(who)? } else { None });
        }
        for who in self.all() {
            if let Some((parent, rule, _)) = nests[who] {
                claims.push(claim(who, parent, rule));
            }
            for rule in self.rules(Tie::Spouses) {
                if let Some(spouse) = self.spouse(who)
                    && !self.leaves(who)?
                    && !self.leaves(spouse)?
                    && self.shares(rule, who, spouse)?
                {
                    claims.push(claim(who, spouse, rule));
                }
            }
        }
        let nested: Vec<Option<usize>> = nests.iter().map(|nest| nest.map(|(parent, ..)| parent)).collect();
        for first in self.all() {
            if self.spouse(first).is_none_or(|spouse| first < spouse) {
                claims.extend(self.grown(first, &nested)?);
            }
        }
        for older in self.all() {
            for younger in self.all().into_iter().filter(|younger| *younger != older) {
                claims.extend(self.conditional(older, younger)?.map(|rule| claim(younger, older, rule)));
            }
        }
        Ok(claims)
    }

    /// The rule by which a parent and a grown child belong together, and whether they only live in turn.
    fn joined(&self, parents: &[usize], child: usize) -> Answer<Option<(&MemberRule, bool)>> {
        let parents: Vec<usize> = parents.iter().copied().filter(|parent| self.kin.parent[*parent][child]).collect();
        let joins = || self.rules(Tie::ParentChild).filter(|rule| !rule.shares.is_empty());
        for rule in joins() {
            for parent in &parents {
                if self.shares(rule, *parent, child)? && self.applies(rule, child)? {
                    return Ok(Some((rule, false)));
                }
            }
        }
        let turns = parents.iter().any(|parent| self.kin.take_turns(*parent, child));
        let mut by_home = None;
        for rule in joins().filter(|rule| rule.shares.contains(&Shared::Home)) {
            if turns && by_home.is_none() && self.applies(rule, child)? {
                by_home = Some((rule, true));
            }
        }
        Ok(by_home)
    }

    /// What a couple, or somebody alone, claims with grown children.
    fn grown(&self, first: usize, nested: &[Option<usize>]) -> Answer<Vec<Claim>> {
        let couple: Vec<usize> = [first].into_iter().chain(self.spouse(first)).collect();
        let mut claims = Vec::new();
        let mut with_units: Vec<(usize, &MemberRule, bool)> = Vec::new();
        for child in self.all().into_iter().filter(|child| nested[*child].is_none() && !couple.contains(child)) {
            if self.child_rule(child)?.is_some() {
                continue;
            }
            let Some((rule, in_turn)) = self.joined(&couple, child)? else { continue };
            let me = self.kin.applicant;
            let is_mine = self.kin.couple[me][child] || self.kin.parent_in_law[me][child];
            if is_mine && !(self.holds)(child, &self.book.unsettled.through_spouse)? {
                continue;
            }
            let own: Vec<usize> = [child].into_iter().chain(self.spouse(child)).collect();
            let has_unit = self.kin.married[child] || nested.iter().flatten().any(|parent| own.contains(parent));
            if has_unit || in_turn {
                with_units.push((child, rule, in_turn));
                continue;
            }
            let own = couple.iter().filter(|parent| self.kin.parent[**parent][child]);
            claims.extend(own.map(|parent| Claim { who: child, with: *parent, by: rule.id.clone() }));
        }
        let mut said = Vec::new();
        for one in &with_units {
            if (self.holds)(one.0, &self.book.unsettled.branch)? {
                said.push(*one);
            }
        }
        let settled: Vec<_> = with_units.iter().copied().filter(|(_, _, in_turn)| !in_turn).collect();
        let mut one_roof = settled.len() > 1;
        for (one, ..) in &settled {
            for (other, ..) in settled.iter().filter(|(other, ..)| other != one) {
                one_roof = one_roof && self.home(*one, *other)?;
            }
        }
        let chosen = match (with_units.len(), said.len()) {
            (0, _) => Vec::new(),
            (1, _) if !settled.is_empty() => with_units,
            (_, 1) => said,
            (_, 0) if settled.is_empty() => Vec::new(),
            _ if one_roof => settled,
            (_, 0) => with_units.into_iter().take(1).collect(),
            _ => said.into_iter().take(1).collect(),
        };
        for (child, rule, _) in chosen {
            let own = couple.iter().filter(|parent| self.kin.parent[**parent][child]);
            claims.extend(own.map(|parent| Claim { who: *parent, with: child, by: rule.id.clone() }));
        }
        Ok(claims)
    }

    /// Whether a parent's own duty brings a child there: as a child of the unit, or by what the two share.
    fn brings(&self, parent: usize, child: usize) -> Answer<bool> {
        if !self.counts[parent] || !self.kin.parent[parent][child] {
            return Ok(false);
        }
        let joined = self.joined(&[parent], child)?.is_some_and(|(_, in_turn)| !in_turn);
        Ok(joined || self.child_rule(child)?.is_some())
    }

    /// The rule by which two belong together whose duty hangs on the case.
    fn conditional(&self, older: usize, younger: usize) -> Answer<Option<&MemberRule>> {
        let kin = self.kin;
        let born = |who: usize| self.told.people.items[who].birth.exact().copied();
        let mut ties = Vec::new();
        if kin.grandparent[older][younger] && self.parents(younger).is_empty() {
            ties.push(Tie::GrandparentGrandchild);
        }
        if kin.siblings[older][younger] && (born(older), older) < (born(younger), younger) {
            let mut with_parent = false;
            for parent in self.all() {
                with_parent = with_parent || (self.brings(parent, older)? && self.brings(parent, younger)?);
            }
            if !with_parent {
                ties.push(Tie::Siblings);
            }
        }
        let mut between = false;
        if kin.parent_in_law[older][younger] {
            for one in self.all().into_iter().filter(|one| kin.couple[*one][younger] && kin.parent[older][*one]) {
                between = between || self.joined(&[older], one)?.is_some_and(|(_, in_turn)| !in_turn);
            }
            if !between {
                ties.push(Tie::ParentInLawChildInLaw);
            }
        }
        if kin.step_parent[older][younger] {
            let mut with_own = false;
            for one in self.all().into_iter().filter(|one| kin.couple[older][*one]) {
                with_own = with_own || self.brings(one, younger)?;
            }
            if !with_own {
                ties.push(Tie::StepParentStepChild);
            }
        }
        for tie in ties {
            for rule in self.rules(tie) {
                if self.shares(rule, older, younger)? && self.applies(rule, younger)? {
                    return Ok(Some(rule));
                }
            }
        }
        Ok(None)
    }
}
