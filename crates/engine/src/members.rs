//! Members (共同生活的家庭成员): who belongs to one household, found from the ties between people and not from who applies.
//!
//! Couples and their minor, student and dependent children are units, wherever they live. Units join through a legal duty
//! and something shared: a dwelling, or where the place says so, a purse. Decision 0021 gives the reasons.

mod branch;
mod links;
mod unit;

use std::rc::Rc;

use doudi_facts::household::{Lives, Relation};
use doudi_facts::money::Overflow;
use doudi_facts::question::{PersonField, QuestionId, TieField};

use crate::ask::AskSet;
use crate::context::{Engine, EvaluationContext};
use crate::exploration_cache;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::{Shared, SingleTest, Test};
use crate::ties::Kinship;
use crate::truth::{FingerprintedTruth, Truth};
use crate::world::{Fork, Suspended, Tree, World, explore_at_most};

/// How many households are looked at before each person is taken by themselves.
const MOST_HOUSEHOLDS: u32 = 64;
/// The same, with what is open of people who connect nobody.
const MOST_CASES: u32 = 1024;

/// The outcome of [`Fork::Branch`] in which all branches are one household.
const ALL: u8 = 254;
/// The outcome in which the parents belong to none of them.
const NONE: u8 = 255;

impl Engine<'_> {
    /// Whether a person belongs to the household of the applicant, settled in this world.
    pub(crate) fn member(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: usize,
    ) -> Result<FingerprintedTruth, Suspended> {
        let found = if scene.world.splits && !self.remembers {
            match self.belonging()?.is_some() {
                true => belonging(self, scene)?.get(who).copied(),
                false => self.crowd()?.get(who).copied(),
            }
        } else {
            match (self.belonging()?, scene.world.splits) {
                (Some(trees), true) => trees.get(who).map(|tree| tree.at(scene.world)).transpose()?,
                (Some(trees), false) => trees.get(who).map(Tree::joined),
                (None, _) => self.crowd()?.get(who).copied(),
            }
        };
        scene.has_met_forks |= self.may_differ(who);
        let found = self.with_newcomers(scene, who, found.unwrap_or(FingerprintedTruth::FAILS))?;
        scene.settle(Fork::Tie(found.mark()), found)
    }

    /// Whether a person belongs to the household, in all worlds that tell it, of a list that is told to the end.
    pub(crate) fn member_tree(&mut self, who: usize) -> Result<Tree<FingerprintedTruth>, Overflow> {
        // INVARIANT: where who belongs to the household is explored, nothing stops at a fork.
        let trees = self.belonging().map_err(|_| Overflow)?;
        let one = match trees {
            Some(trees) => trees.get(who).cloned(),
            None => self.crowd().map_err(|_| Overflow)?.get(who).copied().map(Tree::Leaf),
        };
        Ok(one.unwrap_or(Tree::Leaf(FingerprintedTruth::FAILS)))
    }

    /// Whether a person may belong to the household in one world, and not in another.
    fn may_differ(&self, who: usize) -> bool {
        let trees = self.found.household.as_ref().and_then(Option::as_ref);
        !matches!(trees.and_then(|trees| trees.get(who)), Some(Tree::Leaf(_)))
    }

    /// The same where the list of people is open: whoever is not listed yet may bring two together, or part them as a second
    /// married child or another parent does. Only who applies, and whoever a rule leaves out, stays as found.
    fn with_newcomers(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: usize,
        found: FingerprintedTruth,
    ) -> Result<FingerprintedTruth, Suspended> {
        let people = &self.household.people;
        let Some(person) = people.items.get(who) else { return Ok(found) };
        if people.is_complete() || person.relation.exact() == Some(&Relation::Applicant) {
            return Ok(found);
        }
        let out = self.is_left_out(scene, who)?;
        let changes =
            FingerprintedTruth::hangs_on(Truth::Open(self.ask(QuestionId::PeopleComplete)), &Unknown::Newcomer(who));
        Ok(changes.either(!found, found).and(!out))
    }

    /// Whether a rule leaves a person out of every household.
    fn is_left_out(&mut self, scene: &mut EvaluationContext<'_>, who: usize) -> Result<FingerprintedTruth, Suspended> {
        let book = self.book;
        let mut out = FingerprintedTruth::FAILS;
        for rule in &book.not_members {
            if out != FingerprintedTruth::HOLDS {
                out = out.or(self.test(scene, Some(who), &rule.test)?);
            }
        }
        Ok(out)
    }

    /// Who belongs to the household, explored once; `None`: there are too many cases to look at each.
    fn belonging(&mut self) -> Result<exploration_cache::Belonging, Suspended> {
        if let Some(known) = &self.found.household {
            return Ok(known.clone());
        }
        let evaluate = |world: &World<'_>| belonging(self, &mut EvaluationContext::new(world));
        let (tree, worlds) = explore_at_most(MOST_HOUSEHOLDS, evaluate, Tree::apart)?;
        self.worlds += worlds;
        let many = self.household.people.items.len();
        let of = |tree: Tree<Rc<[FingerprintedTruth]>>| {
            let each = 0..many;
            each.map(|who| tree.map(&|all| all.get(who).copied().unwrap_or(FingerprintedTruth::FAILS))).collect()
        };
        // With what is still open of each person.
        let cases = |all: &Rc<[FingerprintedTruth]>| {
            1_u32 << all.iter().filter(|one| one.truth.decided().is_none()).count().min(20)
        };
        let found: exploration_cache::Belonging = tree.filter(|tree| tree.sum(&cases) <= MOST_CASES).map(of);
        self.found.household = Some(found.clone());
        Ok(found)
    }

    /// Where there are too many cases: who belongs to the household for sure, who for sure does not; of everybody else it
    /// is open, each by themselves.
    fn crowd(&mut self) -> Result<Rc<[FingerprintedTruth]>, Suspended> {
        if let Some(known) = &self.found.crowd {
            return Ok(Rc::clone(known));
        }
        let mut scene = EvaluationContext::new(&World::WHOLE);
        let (sure, possible) = Belonging::new(Kinship::new(self, &mut scene)?).ends()?;
        let asks = self.open_of_members();
        let all = sure.into_iter().zip(possible).enumerate().map(|(who, (sure, possible))| match (sure, possible) {
            (true, _) => FingerprintedTruth::HOLDS,
            (_, false) => FingerprintedTruth::FAILS,
            _ => FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::Crowd(who)),
        });
        let all: Rc<[FingerprintedTruth]> = all.collect();
        self.found.crowd = Some(Rc::clone(&all));
        Ok(all)
    }

    /// Everything that is open about who belongs to the household.
    fn open_of_members(&mut self) -> AskSet {
        let household = self.household;
        let mut open = Vec::new();
        for (who, person) in household.people.items.iter().enumerate() {
            let told = [
                (PersonField::Relation, person.relation.is_open()),
                (PersonField::Birth, person.birth.is_open()),
                (PersonField::Lives, person.lives.is_open()),
                (PersonField::SharesPurse, person.shares_purse.is_open()),
                (PersonField::Married, person.married.is_open()),
                (PersonField::Dependent, person.dependent.is_open()),
                (PersonField::Study, person.study.is_open()),
                (PersonField::Away, person.away.is_open()),
                (PersonField::Mother, person.mother.is_open()),
                (PersonField::Father, person.father.is_open()),
            ];
            open.extend(told.into_iter().filter(|(_, is)| *is).map(|(field, _)| QuestionId::Person(who, field)));
            let ties = [
                (TieField::LivesWith, person.lives_with.is_complete()),
                (TieField::Spouse, person.spouse.is_complete()),
                (TieField::Parents, person.parents.is_complete()),
                (TieField::Kin, person.kin.is_complete()),
            ];
            open.extend(ties.into_iter().filter(|(_, is)| !*is).map(|(field, _)| QuestionId::TiesComplete(who, field)));
        }
        let mut asks = open.into_iter().fold(AskSet::EMPTY, |all, fact| all.union(self.ask(fact)));
        let mut office = Vec::new();
        self.book.each_member_test(&mut |test| {
            if matches!(test, Test::Single(SingleTest::Office(_))) {
                office.push(test.clone());
            }
        });
        for test in &office {
            asks = asks.union(self.asked_of_office(test));
        }
        asks
    }
}

/// Who belongs to the household of the applicant in one world. Whoever connects nobody else is left open.
fn belonging(
    engine: &mut Engine<'_>,
    scene: &mut EvaluationContext<'_>,
) -> Result<Rc<[FingerprintedTruth]>, Suspended> {
    let mut found = Belonging::new(Kinship::new(engine, scene)?);
    Ok(found.household()?.into())
}

struct Belonging<'k, 'a, 'w> {
    kin: Kinship<'k, 'a, 'w>,
    counts: Vec<Option<FingerprintedTruth>>,
    units: Vec<Option<FingerprintedTruth>>,
    links: Vec<Option<FingerprintedTruth>>,
    /// The applicant, where this is a world in which the applicant does not count.
    left_out: Option<usize>,
}

impl<'k, 'a, 'w> Belonging<'k, 'a, 'w> {
    fn new(kin: Kinship<'k, 'a, 'w>) -> Self {
        let many = kin.len();
        Self { kin, counts: vec![None; many], units: vec![None; many], links: vec![None; many * many], left_out: None }
    }

    fn settle(&mut self, open: FingerprintedTruth) -> Result<bool, Suspended> {
        Ok(self.kin.scene.settle(Fork::Tie(open.mark()), open)? == FingerprintedTruth::HOLDS)
    }

    /// For each person, whether they belong to the household of the applicant.
    fn household(&mut self) -> Result<Vec<FingerprintedTruth>, Suspended> {
        let many = self.kin.len();
        let mut inside = vec![FingerprintedTruth::FAILS; many];
        let Some(first) = self.first()? else { return Ok(inside) };
        self.left_out = self.kin.applicant().filter(|applicant| *applicant != first);
        if let Some(first) = inside.get_mut(first) {
            *first = FingerprintedTruth::HOLDS;
        }
        let mut refused: Vec<Option<Fingerprint>> = vec![None; many];
        loop {
            let open = self.grown(&mut inside, &refused)?;
            let mut connects = None;
            for (who, reach) in &open {
                if self.connects(*who, &inside)? {
                    connects = Some((*who, *reach));
                    break;
                }
            }
            let Some((who, reach)) = connects else {
                for (who, reach) in open {
                    if let Some(place) = inside.get_mut(who) {
                        *place = reach;
                    }
                }
                return Ok(inside);
            };
            if self.settle(reach)? {
                if let Some(place) = inside.get_mut(who) {
                    *place = FingerprintedTruth::HOLDS;
                }
            } else if let Some(place) = refused.get_mut(who) {
                *place = Some(reach.mark());
            }
        }
    }

    /// Who belongs to the household whatever comes out, and who may. Only where nothing is split.
    fn ends(&mut self) -> Result<(Vec<bool>, Vec<bool>), Suspended> {
        let many = self.kin.len();
        let (mut sure, mut possible) = (vec![false; many], vec![false; many]);
        let Some(applicant) = self.kin.applicant() else { return Ok((sure, possible)) };
        let is_sure = self.counts(applicant)? == FingerprintedTruth::HOLDS;
        for (is_reached, of) in [(is_sure, &mut sure), (true, &mut possible)] {
            if let Some(place) = of.get_mut(applicant) {
                *place = is_reached;
            }
        }
        let mut has_grown = true;
        while has_grown {
            has_grown = false;
            for (one, other) in (0..many).flat_map(|one| (0..many).map(move |other| (one, other))) {
                let reaches = possible.get(one) == Some(&true);
                let is_new = sure.get(other) == Some(&false) || possible.get(other) == Some(&false);
                if one == other || !reaches || !is_new {
                    continue;
                }
                let link = self.link(one, other)?.and(self.counts(other)?);
                let is_sure = link == FingerprintedTruth::HOLDS && sure.get(one) == Some(&true);
                for (is_reached, of) in [(is_sure, &mut sure), (link != FingerprintedTruth::FAILS, &mut possible)] {
                    if let Some(place) = of.get_mut(other).filter(|place| is_reached && !**place) {
                        *place = true;
                        has_grown = true;
                    }
                }
            }
        }
        if let Some(place) = possible.get_mut(applicant) {
            *place = self.counts(applicant)? != FingerprintedTruth::FAILS;
        }
        Ok((sure, possible))
    }

    /// Takes in whoever belongs to the household for sure; gives those of whom it is open.
    fn grown(
        &mut self,
        inside: &mut [FingerprintedTruth],
        refused: &[Option<Fingerprint>],
    ) -> Result<Vec<(usize, FingerprintedTruth)>, Suspended> {
        loop {
            let mut open = Vec::new();
            let mut has_grown = false;
            for who in 0..self.kin.len() {
                if inside.get(who) == Some(&FingerprintedTruth::HOLDS) || self.left_out == Some(who) {
                    continue;
                }
                let reach = self.reach(who, inside)?;
                if reach == FingerprintedTruth::HOLDS {
                    if let Some(place) = inside.get_mut(who) {
                        *place = reach;
                    }
                    has_grown = true;
                } else if reach != FingerprintedTruth::FAILS && refused.get(who) != Some(&Some(reach.mark())) {
                    open.push((who, reach));
                }
            }
            if !has_grown {
                return Ok(open);
            }
        }
    }

    /// Whether somebody counts and is linked to somebody inside.
    fn reach(&mut self, who: usize, inside: &[FingerprintedTruth]) -> Result<FingerprintedTruth, Suspended> {
        let counts = self.counts(who)?;
        let mut any = FingerprintedTruth::FAILS;
        for other in 0..inside.len() {
            if counts != FingerprintedTruth::FAILS
                && any != FingerprintedTruth::HOLDS
                && inside.get(other) == Some(&FingerprintedTruth::HOLDS)
            {
                any = any.or(self.link(other, who)?);
            }
        }
        Ok(any.and(counts))
    }

    /// Whom the household is found from: the applicant or, where the applicant does not count, whoever would be linked.
    fn first(&mut self) -> Result<Option<usize>, Suspended> {
        let Some(applicant) = self.kin.applicant() else { return Ok(None) };
        let counts = self.counts(applicant)?;
        if self.settle(counts)? {
            if let Some(known) = self.counts.get_mut(applicant) {
                *known = Some(FingerprintedTruth::HOLDS);
            }
            return Ok(Some(applicant));
        }
        for who in (0..self.kin.len()).filter(|who| *who != applicant) {
            let counts = self.counts(who)?;
            if counts != FingerprintedTruth::FAILS {
                let left_behind = self.link(applicant, who)?.and(counts);
                if self.settle(left_behind)? {
                    return Ok(Some(who));
                }
            }
        }
        Ok(None)
    }

    /// Whether no rule leaves a person out.
    fn counts(&mut self, who: usize) -> Result<FingerprintedTruth, Suspended> {
        if let Some(Some(known)) = self.counts.get(who) {
            return Ok(*known);
        }
        let out = self.kin.engine.is_left_out(self.kin.scene, who)?;
        if let Some(place) = self.counts.get_mut(who) {
            *place = Some(!out);
        }
        Ok(!out)
    }

    /// Whether somebody may link others to the household whom nobody inside links alike.
    fn connects(&mut self, who: usize, inside: &[FingerprintedTruth]) -> Result<bool, Suspended> {
        for other in (0..self.kin.len()).filter(|other| *other != who) {
            if inside.get(other) == Some(&FingerprintedTruth::HOLDS) || self.counts(other)? == FingerprintedTruth::FAILS
            {
                continue;
            }
            if self.may_link(who, other)? && !self.is_linked_alike(who, other, inside) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether two people may belong together, at a glance: no fork is met for it.
    fn may_link(&mut self, one: usize, other: usize) -> Result<bool, Suspended> {
        let couple = self.kin.couple(one, other);
        let child = self.kin.parent(one, other).or(self.kin.parent(other, one));
        if couple.or(child) != FingerprintedTruth::FAILS {
            return Ok(true);
        }
        let parents_of = |found: &mut Self, child: usize| -> Result<Vec<usize>, Suspended> {
            let mut parents = Vec::new();
            for parent in 0..found.kin.len() {
                if found.kin.parent(parent, child) == FingerprintedTruth::HOLDS
                    && found.counts(parent)? == FingerprintedTruth::HOLDS
                {
                    parents.push(parent);
                }
            }
            Ok(parents)
        };
        let parents = [parents_of(self, one)?, parents_of(self, other)?];
        let mut any = FingerprintedTruth::FAILS;
        let home = |kin: &mut Kinship<'_, '_, '_>, who| kin.lives(who, Lives::Home) == FingerprintedTruth::HOLDS;
        let is_one_home = home(&mut self.kin, one) || home(&mut self.kin, other);
        let common = parents[0].iter().filter(|parent| parents[1].contains(parent));
        let mut common = common.filter(|parent| is_one_home && home(&mut self.kin, **parent));
        if common.next().is_none() {
            any = any.or(self.kin.siblings(one, other));
        }
        for (elder, younger, parents) in [(one, other, &parents[1]), (other, one, &parents[0])] {
            if parents.is_empty() {
                any = any.or(self.kin.grandparent(elder, younger));
            }
            any = any.or(self.kin.parent_in_law(elder, younger));
            any = any.or(self.kin.step_parent(elder, younger));
        }
        if any == FingerprintedTruth::FAILS {
            return Ok(false);
        }
        let shares_purse = self.kin.engine.book.members_share(Shared::Purse);
        Ok(shares_purse || self.kin.may_share_home(one, other))
    }

    /// Whether the spouse of somebody is inside and links the other just as they would.
    fn is_linked_alike(&mut self, who: usize, other: usize, inside: &[FingerprintedTruth]) -> bool {
        let lives_home = |kin: &mut Kinship<'_, '_, '_>, who| kin.lives(who, Lives::Home) == FingerprintedTruth::HOLDS;
        if !lives_home(&mut self.kin, who) || self.kin.parent(who, other) != FingerprintedTruth::HOLDS {
            return false;
        }
        let shares_purse = self.kin.engine.book.members_share(Shared::Purse);
        (0..inside.len()).any(|spouse| {
            inside.get(spouse) == Some(&FingerprintedTruth::HOLDS)
                && self.kin.couple(spouse, who) == FingerprintedTruth::HOLDS
                && self.kin.parent(spouse, other) == FingerprintedTruth::HOLDS
                && lives_home(&mut self.kin, spouse)
                && (!shares_purse || self.kin.purses_alike(spouse, who))
        })
    }
}
