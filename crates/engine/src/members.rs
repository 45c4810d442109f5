//! Members (共同生活的家庭成员): who belongs to one household, found from the ties between people and not from who applies.
//!
//! Couples and their minor, student and dependent children are units, wherever they live. Units join through a legal duty
//! and something shared: a dwelling, or where the place says so, a purse. Decision 0021 gives the reasons.

use std::rc::Rc;

use crate::ask::{AskSet, Fact, PersonField, TieField};
use crate::facts::{Lives, ParentState, Relation};
use crate::known::Known;
use crate::mark::{Mark, Unknown};
use crate::order::sort_and_dedup;
use crate::rules::{Shared, Test, Tie};
use crate::scene::{Engine, Scene};
use crate::ties::Kinship;
use crate::tree::Tree;
use crate::truth::{Marked, Question, Truth};
use crate::world::{Fork, Stop, World, explore_at_most};

/// How many households are looked at before each person is taken by themselves.
const MOST_HOUSEHOLDS: u32 = 64;
/// The same, with what is open of people who connect nobody.
const MOST_CASES: u32 = 1024;

/// The outcome of [`Fork::Branch`] in which all branches are one household.
const ALL: u8 = 254;
/// The outcome in which the parents belong to none of them.
const NONE: u8 = 255;

/// For each person, whether they belong to the household of the applicant, over the worlds that tell it; `None`: there are
/// too many.
pub(crate) type Household = Option<Rc<[Tree<Marked>]>>;

impl Engine<'_> {
    /// Whether a person belongs to the household of the applicant, settled in this world.
    pub(crate) fn member(&mut self, scene: &mut Scene<'_>, who: usize) -> Result<Marked, Stop> {
        self.place(scene, who)
    }

    /// Whether somebody belongs to the household who is not listed, settled in this world.
    pub(crate) fn unlisted(&mut self, scene: &mut Scene<'_>) -> Result<Marked, Stop> {
        self.place(scene, self.household.people.items.len())
    }

    /// What was found of a person or, in the place after the last, of people who are not listed.
    fn place(&mut self, scene: &mut Scene<'_>, who: usize) -> Result<Marked, Stop> {
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
        let found = self.with_newcomers(scene, who, found.unwrap_or(Marked::FAILS))?;
        scene.settle(Fork::Tie(found.mark()), found)
    }

    /// The same where the list of people is open: whoever is not listed yet may bring two together, or part them as a second
    /// married child or another parent does. Only who applies, and whoever a rule leaves out, stays as found.
    fn with_newcomers(&mut self, scene: &mut Scene<'_>, who: usize, found: Marked) -> Result<Marked, Stop> {
        let (book, people) = (self.book, &self.household.people);
        let Some(person) = people.items.get(who) else { return Ok(found) };
        if people.is_complete() || person.relation.exact() == Some(&Relation::Applicant) {
            return Ok(found);
        }
        let mut out = Marked::FAILS;
        for rule in &book.not_members {
            if out != Marked::HOLDS {
                out = out.or(self.test(scene, Some(who), &rule.test)?);
            }
        }
        let changes = Marked::hangs_on(Truth::Open(self.ask(Fact::PeopleComplete)), &Unknown::Newcomer(who));
        Ok(changes.either(!found, found).and(!out))
    }

    /// Whether a mother or a father is told to be able to care for a person.
    fn has_able_parent(&mut self, who: usize) -> Marked {
        let Some(person) = self.household.people.items.get(who) else { return Marked::FAILS };
        let mut any = Marked::FAILS;
        for (field, told) in [(PersonField::Mother, &person.mother), (PersonField::Father, &person.father)] {
            let fact = Fact::Person(who, field);
            let truth = self.answered(fact, told, |state| *state == ParentState::Able);
            any = any.or(Marked::hangs_on(truth, &Unknown::Able(fact)));
        }
        any
    }

    /// Who belongs to the household, explored once; `None`: there are too many cases to look at each.
    fn belonging(&mut self) -> Result<Household, Stop> {
        if let Some(known) = &self.found.household {
            return Ok(known.clone());
        }
        let evaluate = |world: &World<'_>| belonging(self, &mut Scene::new(world));
        let (tree, worlds) = explore_at_most(MOST_HOUSEHOLDS, evaluate, Tree::apart)?;
        self.worlds += worlds;
        let many = self.household.people.items.len();
        let of = |tree: Tree<Rc<[Marked]>>| {
            let each = 0..=many;
            each.map(|who| tree.map(&|all| all.get(who).copied().unwrap_or(Marked::FAILS))).collect()
        };
        // With what is still open of each person.
        let cases =
            |all: &Rc<[Marked]>| 1_u32 << all.iter().filter(|one| one.truth.decided().is_none()).count().min(20);
        let found: Household = tree.filter(|tree| tree.sum(&cases) <= MOST_CASES).map(of);
        self.found.household = Some(found.clone());
        Ok(found)
    }

    /// Where there are too many cases: who belongs to the household for sure, who for sure does not; of everybody else it
    /// is open, each by themselves.
    fn crowd(&mut self) -> Result<Rc<[Marked]>, Stop> {
        if let Some(known) = &self.found.crowd {
            return Ok(Rc::clone(known));
        }
        let whole = World { path: &[], splits: false };
        let mut scene = Scene::new(&whole);
        let (sure, possible) = Belonging::new(Kinship::new(self, &mut scene)?).ends()?;
        let asks = self.open_of_members();
        let all = sure.into_iter().zip(possible).enumerate().map(|(who, (sure, possible))| match (sure, possible) {
            (true, _) => Marked::HOLDS,
            (_, false) => Marked::FAILS,
            _ => Marked::hangs_on(Truth::Open(asks), &Unknown::Crowd(who)),
        });
        let all: Rc<[Marked]> = all.collect();
        self.found.crowd = Some(Rc::clone(&all));
        Ok(all)
    }

    /// Of somebody of whom too much is open to look at each case.
    fn in_a_crowd(&mut self, who: usize) -> Marked {
        let asks = self.open_of_members();
        Marked::hangs_on(Truth::Open(asks), &Unknown::Crowd(who))
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
            open.extend(told.into_iter().filter(|(_, is)| *is).map(|(field, _)| Fact::Person(who, field)));
            let ties = [
                (TieField::LivesWith, person.lives_with.is_complete()),
                (TieField::Spouse, person.spouse.is_complete()),
                (TieField::Parents, person.parents.is_complete()),
                (TieField::Kin, person.kin.is_complete()),
            ];
            open.extend(ties.into_iter().filter(|(_, is)| !*is).map(|(field, _)| Fact::TiesComplete(who, field)));
        }
        let mut asks = open.into_iter().fold(AskSet::EMPTY, |all, fact| all.union(self.ask(fact)));
        let mut office = Vec::new();
        self.book.each_member_test(&mut |test| {
            if matches!(test, Test::Judged(_) | Test::Reads { .. }) {
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
fn belonging(engine: &mut Engine<'_>, scene: &mut Scene<'_>) -> Result<Rc<[Marked]>, Stop> {
    let mut found = Belonging::new(Kinship::new(engine, scene)?);
    let mut all = found.household()?;
    let unlisted = found.unlisted(&all)?;
    all.push(unlisted);
    Ok(all.into())
}

/// Whom a household is found from.
enum First {
    Is(usize),
    Nobody,
    /// It is not told whether the applicant counts, and this is the world in which they do not.
    Open,
}

struct Belonging<'k, 'a, 'w> {
    kin: Kinship<'k, 'a, 'w>,
    counts: Vec<Option<Marked>>,
    units: Vec<Option<Marked>>,
    links: Vec<Option<Marked>>,
    /// The applicant, where this is a world in which the applicant does not count.
    left_out: Option<usize>,
}

impl<'k, 'a, 'w> Belonging<'k, 'a, 'w> {
    fn new(kin: Kinship<'k, 'a, 'w>) -> Self {
        let many = kin.len();
        Self { kin, counts: vec![None; many], units: vec![None; many], links: vec![None; many * many], left_out: None }
    }

    fn settle(&mut self, open: Marked) -> Result<bool, Stop> {
        Ok(self.kin.scene.settle(Fork::Tie(open.mark()), open)? == Marked::HOLDS)
    }

    /// For each person, whether they belong to the household of the applicant.
    fn household(&mut self) -> Result<Vec<Marked>, Stop> {
        let many = self.kin.len();
        let mut inside = vec![Marked::FAILS; many];
        let first = match self.first()? {
            First::Is(first) => first,
            First::Nobody => return Ok(inside),
            First::Open => return self.left_behind(),
        };
        self.left_out = self.kin.applicant().filter(|applicant| *applicant != first);
        if let Some(first) = inside.get_mut(first) {
            *first = Marked::HOLDS;
        }
        let mut refused: Vec<Option<Mark>> = vec![None; many];
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
                    *place = Marked::HOLDS;
                }
            } else if let Some(place) = refused.get_mut(who) {
                *place = Some(reach.mark());
            }
        }
    }

    /// Who belongs to the household whatever comes out, and who may. Only where nothing is split.
    fn ends(&mut self) -> Result<(Vec<bool>, Vec<bool>), Stop> {
        let many = self.kin.len();
        let (mut sure, mut possible) = (vec![false; many + 1], vec![false; many + 1]);
        let Some(applicant) = self.kin.applicant() else { return Ok((sure, possible)) };
        let is_sure = self.counts(applicant)? == Marked::HOLDS;
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
                let is_sure = link == Marked::HOLDS && sure.get(one) == Some(&true);
                for (is_reached, of) in [(is_sure, &mut sure), (link != Marked::FAILS, &mut possible)] {
                    if let Some(place) = of.get_mut(other).filter(|place| is_reached && !**place) {
                        *place = true;
                        has_grown = true;
                    }
                }
            }
        }
        if let Some(place) = possible.get_mut(applicant) {
            *place = self.counts(applicant)? != Marked::FAILS;
        }
        let inside: Vec<Marked> = possible.iter().take(many).map(|may| Marked::of(*may)).collect();
        let unlisted = self.unlisted(&inside)?;
        if let Some(place) = possible.get_mut(many) {
            *place = unlisted != Marked::FAILS;
        }
        Ok((sure, possible))
    }

    /// Takes in whoever belongs to the household for sure; gives those of whom it is open.
    fn grown(&mut self, inside: &mut [Marked], refused: &[Option<Mark>]) -> Result<Vec<(usize, Marked)>, Stop> {
        loop {
            let mut open = Vec::new();
            let mut has_grown = false;
            for who in 0..self.kin.len() {
                if inside.get(who) == Some(&Marked::HOLDS) || self.left_out == Some(who) {
                    continue;
                }
                let reach = self.reach(who, inside)?;
                if reach == Marked::HOLDS {
                    if let Some(place) = inside.get_mut(who) {
                        *place = reach;
                    }
                    has_grown = true;
                } else if reach != Marked::FAILS && refused.get(who) != Some(&Some(reach.mark())) {
                    open.push((who, reach));
                }
            }
            if !has_grown {
                return Ok(open);
            }
        }
    }

    /// Whether somebody counts and is linked to somebody inside.
    fn reach(&mut self, who: usize, inside: &[Marked]) -> Result<Marked, Stop> {
        let counts = self.counts(who)?;
        let mut any = Marked::FAILS;
        for other in 0..inside.len() {
            if counts != Marked::FAILS && any != Marked::HOLDS && inside.get(other) == Some(&Marked::HOLDS) {
                any = any.or(self.link(other, who)?);
            }
        }
        Ok(any.and(counts))
    }

    /// Whom the household is found from: the applicant or, where the applicant does not count, whoever would be linked.
    fn first(&mut self) -> Result<First, Stop> {
        let Some(applicant) = self.kin.applicant() else { return Ok(First::Nobody) };
        let counts = self.counts(applicant)?;
        if self.settle(counts)? {
            if let Some(known) = self.counts.get_mut(applicant) {
                *known = Some(Marked::HOLDS);
            }
            return Ok(First::Is(applicant));
        }
        if counts != Marked::FAILS {
            return Ok(First::Open);
        }
        for who in (0..self.kin.len()).filter(|who| *who != applicant) {
            let counts = self.counts(who)?;
            if counts != Marked::FAILS {
                let left_behind = self.link(applicant, who)?.and(counts);
                if self.settle(left_behind)? {
                    return Ok(First::Is(who));
                }
            }
        }
        Ok(First::Nobody)
    }

    /// Where the applicant may not count and has not told: who then belongs together is open.
    fn left_behind(&mut self) -> Result<Vec<Marked>, Stop> {
        let applicant = self.kin.applicant();
        let mut all = Vec::new();
        for who in 0..self.kin.len() {
            let is_out = Some(who) == applicant || self.counts(who)? == Marked::FAILS;
            all.push(if is_out { Marked::FAILS } else { self.kin.engine.in_a_crowd(who) });
        }
        Ok(all)
    }

    /// Whether no rule leaves a person out.
    fn counts(&mut self, who: usize) -> Result<Marked, Stop> {
        if let Some(Some(known)) = self.counts.get(who) {
            return Ok(*known);
        }
        let mut out = Marked::FAILS;
        let book = self.kin.engine.book;
        for rule in &book.not_members {
            if out != Marked::HOLDS {
                out = out.or(self.kin.test(who, &rule.test)?);
            }
        }
        if let Some(place) = self.counts.get_mut(who) {
            *place = Some(!out);
        }
        Ok(!out)
    }

    /// Whether somebody may link others to the household whom nobody inside links alike.
    fn connects(&mut self, who: usize, inside: &[Marked]) -> Result<bool, Stop> {
        for other in (0..self.kin.len()).filter(|other| *other != who) {
            if inside.get(other) == Some(&Marked::HOLDS) || self.counts(other)? == Marked::FAILS {
                continue;
            }
            if self.may_link(who, other)? && !self.is_linked_alike(who, other, inside) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether two people may belong together, at a glance: no fork is met for it.
    fn may_link(&mut self, one: usize, other: usize) -> Result<bool, Stop> {
        let couple = self.kin.couple(one, other);
        let child = self.kin.parent(one, other).or(self.kin.parent(other, one));
        if couple.or(child) != Marked::FAILS {
            return Ok(true);
        }
        let parents_of = |found: &mut Self, child: usize| -> Result<Vec<usize>, Stop> {
            let mut parents = Vec::new();
            for parent in 0..found.kin.len() {
                if found.kin.parent(parent, child) == Marked::HOLDS && found.counts(parent)? == Marked::HOLDS {
                    parents.push(parent);
                }
            }
            Ok(parents)
        };
        let parents = [parents_of(self, one)?, parents_of(self, other)?];
        let mut any = Marked::FAILS;
        if !parents[0].iter().any(|parent| parents[1].contains(parent)) {
            any = any.or(self.kin.siblings(one, other));
        }
        for (elder, younger, parents) in [(one, other, &parents[1]), (other, one, &parents[0])] {
            if parents.is_empty() {
                any = any.or(self.kin.grandparent(elder, younger));
            }
            any = any.or(self.kin.parent_in_law(elder, younger));
            any = any.or(self.kin.step_parent(elder, younger));
        }
        if any == Marked::FAILS {
            return Ok(false);
        }
        let shares_purse = self.kin.engine.book.members.iter().any(|rule| rule.shares.contains(&Shared::Purse));
        Ok(shares_purse || self.kin.may_share_home(one, other))
    }

    /// Whether the spouse of somebody is inside and links the other just as they would.
    fn is_linked_alike(&mut self, who: usize, other: usize, inside: &[Marked]) -> bool {
        let lives_home = |kin: &mut Kinship<'_, '_, '_>, who| kin.lives(who, Lives::Home) == Marked::HOLDS;
        if !lives_home(&mut self.kin, who) || self.kin.parent(who, other) != Marked::HOLDS {
            return false;
        }
        let shares_purse = self.kin.engine.book.members.iter().any(|rule| rule.shares.contains(&Shared::Purse));
        (0..inside.len()).any(|spouse| {
            inside.get(spouse) == Some(&Marked::HOLDS)
                && self.kin.couple(spouse, who) == Marked::HOLDS
                && self.kin.parent(spouse, other) == Marked::HOLDS
                && lives_home(&mut self.kin, spouse)
                && (!shares_purse || self.kin.purses_alike(spouse, who))
        })
    }

    /// Whether two people who both count belong to one household directly.
    fn link(&mut self, one: usize, other: usize) -> Result<Marked, Stop> {
        let (one, other) = (one.min(other), one.max(other));
        let place = one * self.kin.len() + other;
        if let Some(Some(known)) = self.links.get(place) {
            return Ok(*known);
        }
        let mut link = self.as_couple(one, other)?;
        for (elder, younger) in [(one, other), (other, one)] {
            if link != Marked::HOLDS {
                link = link.or(self.as_parent_and_child(elder, younger)?);
            }
            if link != Marked::HOLDS {
                link = link.or(self.as_grandparent(elder, younger)?);
            }
            if link != Marked::HOLDS {
                link = link.or(self.as_parent_in_law(elder, younger)?);
            }
            if link != Marked::HOLDS {
                link = link.or(self.as_step_parent(elder, younger)?);
            }
        }
        if link != Marked::HOLDS {
            link = link.or(self.as_siblings(one, other)?);
        }
        if let Some(place) = self.links.get_mut(place) {
            *place = Some(link);
        }
        Ok(link)
    }

    /// A couple belongs together, unless one of the two lives apart and belongs with their own parents.
    fn as_couple(&mut self, one: usize, other: usize) -> Result<Marked, Stop> {
        let couple = self.kin.couple(one, other);
        if couple == Marked::FAILS {
            return Ok(couple);
        }
        let by_rule = self.ruled(Tie::Spouses, one, other)?;
        let mut together = couple.and(by_rule);
        let apart = !self.kin.have_one_home(one, other);
        if apart == Marked::FAILS {
            return Ok(together);
        }
        for child in [one, other] {
            let with_parents = self.has_parents(child)?;
            let with_parents =
                if with_parents == Marked::FAILS { with_parents } else { with_parents.and(self.unit(child)?) };
            if with_parents != Marked::FAILS {
                let book = self.kin.engine.book;
                let reading = self.kin.test(child, &book.unsettled.married_with_parents)?;
                together = together.and(!(with_parents.and(apart).and(reading)));
            }
        }
        Ok(together)
    }

    /// Whether a parent of somebody is listed and counts.
    fn has_parents(&mut self, child: usize) -> Result<Marked, Stop> {
        let mut any = Marked::FAILS;
        for parent in 0..self.kin.len() {
            let is_parent = self.kin.parent(parent, child);
            if any != Marked::HOLDS && is_parent != Marked::FAILS {
                any = any.or(is_parent.and(self.counts(parent)?));
            }
        }
        Ok(any)
    }

    /// Whether a rule of this tie applies to two people: what they share, and what the younger is like.
    fn ruled(&mut self, tie: Tie, elder: usize, younger: usize) -> Result<Marked, Stop> {
        let book = self.kin.engine.book;
        let mut any = Marked::FAILS;
        for rule in book.members.iter().filter(|rule| rule.ties.contains(&tie)) {
            if tie == Tie::ParentChild && rule.shares.is_empty() {
                continue;
            }
            let mut applies = if rule.shares.is_empty() { Marked::HOLDS } else { Marked::FAILS };
            for shared in &rule.shares {
                applies = applies.or(match shared {
                    Shared::Home => self.kin.share_home(elder, younger)?,
                    Shared::Purse => self.kin.share_purse(elder, younger)?,
                });
            }
            if let Some(test) = rule.test.as_ref().filter(|_| applies != Marked::FAILS) {
                applies = applies.and(self.kin.test(younger, test)?);
            }
            any = any.or(applies);
            if any == Marked::HOLDS {
                break;
            }
        }
        Ok(any)
    }

    /// Whether a child belongs to the unit of the parents wherever it lives: a minor, a student, a dependent child.
    fn unit(&mut self, child: usize) -> Result<Marked, Stop> {
        if let Some(Some(known)) = self.units.get(child) {
            return Ok(*known);
        }
        let book = self.kin.engine.book;
        let mut any = Marked::FAILS;
        for rule in book.members.iter().filter(|rule| rule.ties.contains(&Tie::ParentChild) && rule.shares.is_empty()) {
            let mut applies = match &rule.test {
                None => Marked::HOLDS,
                Some(test) => self.kin.test(child, test)?,
            };
            if rule.unwed && applies != Marked::FAILS {
                let wed = self.wed(child)?;
                if wed != Marked::FAILS {
                    // A child is in one unit: with a home shared with the spouse it is that couple's.
                    let mut apart = self.apart_from_spouse(child);
                    if apart != Marked::FAILS {
                        apart = apart.and(self.kin.test(child, &book.unsettled.married_with_parents)?);
                    }
                    applies = applies.and((!wed).or(apart));
                }
            }
            any = any.or(applies);
            if any == Marked::HOLDS {
                break;
            }
        }
        if let Some(place) = self.units.get_mut(child) {
            *place = Some(any);
        }
        Ok(any)
    }

    /// Whether a child of a unit belongs to the household, and no parent is listed who counts, while one is able to care for
    /// the child.
    fn unlisted(&mut self, inside: &[Marked]) -> Result<Marked, Stop> {
        let mut any = Marked::FAILS;
        for (who, belongs) in inside.iter().enumerate() {
            if *belongs != Marked::FAILS && any != Marked::HOLDS {
                let missing = self.is_without_parents(who)?;
                if missing != Marked::FAILS {
                    any = any.or(belongs.and(missing).and(self.kin.engine.has_able_parent(who)));
                }
            }
        }
        Ok(any)
    }

    /// Whether a child belongs to a unit of parents of whom none is listed who counts.
    fn is_without_parents(&mut self, child: usize) -> Result<Marked, Stop> {
        let book = self.kin.engine.book;
        let mut any = Marked::FAILS;
        for rule in book.members.iter().filter(|rule| rule.ties.contains(&Tie::ParentChild) && rule.shares.is_empty()) {
            let Some(parents_belong) = &rule.parents_belong else { continue };
            let mut applies = self.kin.test(child, parents_belong)?;
            if let Some(test) = rule.test.as_ref().filter(|_| applies != Marked::FAILS) {
                applies = applies.and(self.kin.test(child, test)?);
            }
            if rule.unwed && applies != Marked::FAILS {
                applies = applies.and(!self.wed(child)?);
            }
            any = any.or(applies);
        }
        if any == Marked::FAILS {
            return Ok(any);
        }
        Ok(any.and(!self.has_parents(child)?))
    }

    /// Whether somebody has no home with a spouse.
    fn apart_from_spouse(&mut self, who: usize) -> Marked {
        let mut apart = Marked::HOLDS;
        for other in (0..self.kin.len()).filter(|other| *other != who) {
            let couple = self.kin.couple(who, other);
            if couple != Marked::FAILS {
                apart = apart.and(!couple.and(self.kin.have_one_home(who, other)));
            }
        }
        apart
    }

    /// Whether somebody has a spouse, listed or not.
    fn wed(&mut self, who: usize) -> Result<Marked, Stop> {
        let mut wed = Marked::FAILS;
        for other in (0..self.kin.len()).filter(|other| *other != who) {
            wed = wed.or(self.kin.couple(who, other));
        }
        if wed != Marked::HOLDS {
            wed = wed.or(self.kin.test(who, &Test::ToldOf(crate::ask::PersonTold::Married))?);
        }
        Ok(wed)
    }

    /// Whether somebody has a unit of their own: a spouse, or a child that belongs to it.
    fn has_own_unit(&mut self, who: usize) -> Result<Marked, Stop> {
        let mut own = self.wed(who)?;
        for child in (0..self.kin.len()).filter(|child| *child != who) {
            let parent = self.kin.parent(who, child);
            if own != Marked::HOLDS && parent != Marked::FAILS {
                own = own.or(parent.and(self.unit(child)?));
            }
        }
        Ok(own)
    }

    fn as_parent_and_child(&mut self, parent: usize, child: usize) -> Result<Marked, Stop> {
        let is_parent = self.kin.parent(parent, child);
        if is_parent == Marked::FAILS {
            return Ok(is_parent);
        }
        let unit = self.unit(child)?;
        let placed = if unit == Marked::FAILS { unit } else { self.placed_with(parent, child)? };
        let joins = if unit == Marked::HOLDS { unit } else { self.joins(parent, child)? };
        let mut together = unit.either(placed, joins);
        // A parent-in-law counts through the spouse's duty: one reading, which looks at who applies.
        if together != Marked::FAILS
            && unit != Marked::HOLDS
            && matches!(self.kin.relation(child), Some(Relation::Spouse | Relation::ChildInLaw))
        {
            let book = self.kin.engine.book;
            together = together.and(self.kin.test(child, &book.unsettled.through_spouse)?);
        }
        Ok(is_parent.and(together))
    }

    /// Whether a child of a unit belongs to the unit of this parent: that of both where they are a couple, of the one it
    /// lives with where they are not.
    fn placed_with(&mut self, parent: usize, child: usize) -> Result<Marked, Stop> {
        let mut is_other_told = false;
        let book = self.kin.engine.book;
        for other in (0..self.kin.len()).filter(|other| *other != parent && *other != child) {
            let is_parent = self.kin.parent(other, child);
            // A couple of whom one is read as the child of their own parents is two units.
            let couple = self.as_couple(parent.min(other), parent.max(other))?;
            let counts = self.counts(other)?;
            if is_parent == Marked::HOLDS && (counts == Marked::FAILS || couple == Marked::HOLDS) {
                is_other_told = true;
                continue;
            }
            if is_parent == Marked::FAILS || (is_parent != Marked::HOLDS && couple == Marked::HOLDS) {
                continue;
            }
            let (near, near_other) = (self.kin.have_one_home(parent, child), self.kin.have_one_home(other, child));
            let is_told = is_parent == Marked::HOLDS && counts == Marked::HOLDS;
            if !is_told || near.truth.decided().is_none() || near_other.truth.decided().is_none() {
                if near == Marked::HOLDS && near_other == Marked::FAILS {
                    continue;
                }
                let first = self.kin.test(child, &book.unsettled.first_parent)?;
                let parts = [is_parent, counts, couple, near, near_other, first];
                let asks = parts.iter().fold(AskSet::EMPTY, |all, part| all.union(part.truth.asks()));
                return Ok(Marked::hangs_on(Truth::Open(asks), &Unknown::Placed(parent, child)));
            }
            if self.settle(couple)? {
                return Ok(Marked::HOLDS);
            }
            return Ok(Marked::of(match (near == Marked::HOLDS, near_other == Marked::HOLDS) {
                (true, false) => true,
                (false, true) => false,
                _ => {
                    let first = self.kin.test(child, &book.unsettled.first_parent)?;
                    if !self.kin.scene.world.splits {
                        return Ok(Marked::hangs_on(first.truth, &Unknown::Placed(parent, child)));
                    }
                    self.settle(first)? == (parent < other)
                }
            }));
        }
        let near = self.kin.have_one_home(parent, child);
        if is_other_told || near == Marked::HOLDS {
            return Ok(Marked::HOLDS);
        }
        let alone = self.kin.no_other_parent(child);
        Ok(near.or(alone).or(self.kin.test(child, &book.unsettled.first_parent)?))
    }

    /// Whether a grown child and a parent belong together: they share what the rule asks for, and the parent belongs to no
    /// other branch.
    fn joins(&mut self, parent: usize, child: usize) -> Result<Marked, Stop> {
        let shares = self.ruled(Tie::ParentChild, parent, child)?;
        let in_turn = self.kin.in_turn(parent, child);
        if shares.or(in_turn) == Marked::FAILS {
            return Ok(Marked::FAILS);
        }
        let book = self.kin.engine.book;
        let branch = &book.unsettled.branch;
        let couple = self.couple_of(parent);
        let own = self.is_branch_alone(&couple, child)?;
        let may_join =
            if in_turn == Marked::FAILS { shares } else { shares.or(in_turn.and(self.kin.test(parent, branch)?)) };
        if own == Marked::FAILS {
            return Ok(may_join);
        }
        let mut rivals = Vec::new();
        let mut open = own.truth.asks();
        for other in (0..self.kin.len()).filter(|other| *other != child && !couple.contains(other)) {
            if let Some(asks) = self.may_be_branch(&couple, other)? {
                rivals.push(other);
                open = open.union(asks);
            }
        }
        if rivals.is_empty() {
            return Ok(may_join);
        }
        let first = couple.first().copied().unwrap_or(parent);
        let judged = self.kin.test(first, branch)?;
        open = open.union(self.branch_open(&couple, child)?);
        if !open.is_empty() {
            // Who the branches are is open: the child may be the one, or one of all.
            let asks = open.union(judged.truth.asks());
            let is_it = Marked::hangs_on(Truth::Open(asks), &Unknown::Branch(first, child));
            return Ok(may_join.and(is_it));
        }
        // Each branch with whether it shares the home, and not only in turn.
        let mut branches: Vec<(usize, bool)> = Vec::new();
        rivals.push(child);
        sort_and_dedup(&mut rivals);
        for rival in rivals {
            branches.push((rival, self.shares_with(&couple, rival)? == Marked::HOLDS));
        }
        let Some(place) = branches.iter().position(|(rival, _)| *rival == child) else { return Ok(Marked::FAILS) };
        let mut possible: Vec<u8> = (0..branches.len()).filter_map(|at| u8::try_from(at).ok()).collect();
        let at_home: Vec<usize> = branches.iter().filter(|(_, shares)| *shares).map(|(who, _)| *who).collect();
        if at_home.len() > 1 && self.share_one_home(&at_home)? {
            possible.push(ALL);
        }
        if at_home.is_empty() {
            possible.push(NONE);
        }
        let question = Question { asks: judged.truth.asks(), mark: judged.mark() };
        let outcome = self.kin.scene.outcome(Fork::Branch(judged.mark()), &possible, question)?;
        let Some(outcome) = outcome else {
            return Ok(Marked::hangs_on(judged.truth, &Unknown::Branch(first, child)));
        };
        let is_at_home = branches.get(place).is_some_and(|(_, shares)| *shares);
        let belongs = |outcome: u8| usize::from(outcome) == place || (outcome == ALL && is_at_home);
        Ok(Marked::of(belongs(outcome)))
    }

    /// A person and the spouse, if a spouse is listed; the first of the list first.
    fn couple_of(&mut self, who: usize) -> Vec<usize> {
        let spouse = (0..self.kin.len()).find(|other| *other != who && self.kin.couple(who, *other) == Marked::HOLDS);
        let mut couple: Vec<usize> = spouse.into_iter().chain([who]).collect();
        sort_and_dedup(&mut couple);
        couple
    }

    /// Whether a child shares with one of a couple what the rule asks for, and lives with them.
    fn shares_with(&mut self, couple: &[usize], child: usize) -> Result<Marked, Stop> {
        let mut shares = Marked::FAILS;
        for parent in couple {
            let is_parent = self.kin.parent(*parent, child);
            if is_parent != Marked::FAILS && shares != Marked::HOLDS {
                let counts = self.counts(*parent)?;
                shares = shares.or(is_parent.and(counts).and(self.ruled(Tie::ParentChild, *parent, child)?));
            }
        }
        Ok(shares)
    }

    fn in_turn_with(&mut self, couple: &[usize], child: usize) -> Result<Marked, Stop> {
        let mut in_turn = Marked::FAILS;
        for parent in couple {
            let is_parent = self.kin.parent(*parent, child);
            if is_parent != Marked::FAILS {
                in_turn = in_turn.or(is_parent.and(self.counts(*parent)?).and(self.kin.in_turn(*parent, child)));
            }
        }
        Ok(in_turn)
    }

    /// Whether a child draws this couple to a place of its own: by a unit of its own, or as one of those with whom the couple
    /// lives in turn.
    fn is_branch_alone(&mut self, couple: &[usize], child: usize) -> Result<Marked, Stop> {
        let (mut shares, mut in_turn) = (Marked::FAILS, Marked::FAILS);
        for parent in couple {
            in_turn = in_turn.or(self.kin.in_turn(*parent, child));
        }
        if in_turn != Marked::FAILS {
            for parent in couple {
                shares = shares.or(self.ruled(Tie::ParentChild, *parent, child)?);
            }
        }
        Ok(in_turn.and(!shares).or(self.has_own_unit(child)?))
    }

    /// Whether somebody may be another branch of this couple: a grown child with a unit of their own, who shares the home or
    /// is lived with in turn. What is open of that; `None`: they are none.
    fn may_be_branch(&mut self, couple: &[usize], who: usize) -> Result<Option<AskSet>, Stop> {
        if couple.iter().all(|parent| self.kin.parent(*parent, who) == Marked::FAILS) {
            return Ok(None);
        }
        let (counts, unit) = (self.counts(who)?, self.unit(who)?);
        if counts == Marked::FAILS || unit == Marked::HOLDS {
            return Ok(None);
        }
        let own = self.is_branch_alone(couple, who)?;
        let lives = self.shares_with(couple, who)?.or(self.in_turn_with(couple, who)?);
        if own == Marked::FAILS || lives == Marked::FAILS {
            return Ok(None);
        }
        let open = counts.truth.asks().union(unit.truth.asks()).union(own.truth.asks());
        Ok(Some(open.union(self.branch_open(couple, who)?)))
    }

    /// What is open of how a branch shares the home.
    fn branch_open(&mut self, couple: &[usize], who: usize) -> Result<AskSet, Stop> {
        let (shares, in_turn) = (self.shares_with(couple, who)?, self.in_turn_with(couple, who)?);
        Ok(if shares == Marked::HOLDS { AskSet::EMPTY } else { shares.truth.asks().union(in_turn.truth.asks()) })
    }

    /// Whether several people share one home.
    fn share_one_home(&mut self, of: &[usize]) -> Result<bool, Stop> {
        let Some((first, others)) = of.split_first() else { return Ok(false) };
        for other in others {
            let together = self.kin.share_home(*first, *other)?;
            if !self.settle(together)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A grandchild belongs to the grandparents only where no parent of theirs who is listed counts.
    fn as_grandparent(&mut self, elder: usize, younger: usize) -> Result<Marked, Stop> {
        let mut tie = self.kin.grandparent(elder, younger);
        for parent in 0..self.kin.len() {
            if tie == Marked::FAILS {
                return Ok(tie);
            }
            let is_parent = self.kin.parent(parent, younger);
            if is_parent != Marked::FAILS {
                tie = tie.and(!(is_parent.and(self.counts(parent)?)));
            }
        }
        self.tied_by_rule(tie, Tie::GrandparentGrandchild, elder, younger)
    }

    /// Parents-in-law belong to a child-in-law directly only where the spouse between them does not bring them together.
    fn as_parent_in_law(&mut self, elder: usize, younger: usize) -> Result<Marked, Stop> {
        let mut tie = self.kin.parent_in_law(elder, younger);
        for spouse in (0..self.kin.len()).filter(|spouse| *spouse != elder && *spouse != younger) {
            if tie == Marked::FAILS {
                return Ok(tie);
            }
            let between = self.kin.couple(younger, spouse).and(self.kin.parent(elder, spouse));
            if between != Marked::FAILS {
                let brings = between.and(self.counts(spouse)?).and(self.ruled(Tie::ParentChild, elder, spouse)?);
                tie = tie.and(!brings);
            }
        }
        self.tied_by_rule(tie, Tie::ParentInLawChildInLaw, elder, younger)
    }

    fn as_step_parent(&mut self, elder: usize, younger: usize) -> Result<Marked, Stop> {
        let mut tie = self.kin.step_parent(elder, younger);
        for parent in (0..self.kin.len()).filter(|parent| *parent != elder && *parent != younger) {
            if tie == Marked::FAILS {
                return Ok(tie);
            }
            let between = self.kin.couple(elder, parent).and(self.kin.parent(parent, younger));
            if between != Marked::FAILS {
                let unit = self.unit(younger)?;
                let brings = unit.or(self.ruled(Tie::ParentChild, parent, younger)?);
                tie = tie.and(!(between.and(self.counts(parent)?).and(brings)));
            }
        }
        self.tied_by_rule(tie, Tie::StepParentStepChild, elder, younger)
    }

    /// Siblings owe each other support only where no parent is left who does (民法典第一千零七十五条).
    fn as_siblings(&mut self, one: usize, other: usize) -> Result<Marked, Stop> {
        let mut tie = self.kin.siblings(one, other);
        for parent in 0..self.kin.len() {
            if tie == Marked::FAILS {
                return Ok(tie);
            }
            let of_both = self.kin.parent(parent, one).and(self.kin.parent(parent, other));
            if of_both != Marked::FAILS {
                tie = tie.and(!(of_both.and(self.counts(parent)?)));
            }
        }
        let ruled = [self.ruled(Tie::Siblings, one, other)?, self.ruled(Tie::Siblings, other, one)?];
        let [Truth::Open(asks), Truth::Open(more)] = ruled.map(|ruled| ruled.truth) else {
            return Ok(tie.and(ruled[0]));
        };
        // Neither is the younger whatever comes out: what the office decides is of the two.
        Ok(tie.and(Marked::hangs_on(Truth::Open(asks.union(more)), &Unknown::Siblings(one, other))))
    }

    fn tied_by_rule(&mut self, tie: Marked, by: Tie, elder: usize, younger: usize) -> Result<Marked, Stop> {
        if tie == Marked::FAILS {
            return Ok(tie);
        }
        Ok(tie.and(self.ruled(by, elder, younger)?))
    }
}

impl Kinship<'_, '_, '_> {
    /// Whether two people may share a dwelling.
    fn may_share_home(&mut self, one: usize, other: usize) -> bool {
        let mut at_home = |who| self.lives(who, Lives::Home).or(self.lives(who, Lives::Away)) != Marked::FAILS;
        if at_home(one) && at_home(other) {
            return true;
        }
        let mut elsewhere = |who| self.lives(who, Lives::Elsewhere) != Marked::FAILS;
        elsewhere(one) && elsewhere(other)
    }

    /// 收支共享: whether two people share income and spending. The applicant does, unless told otherwise.
    fn share_purse(&mut self, one: usize, other: usize) -> Result<Marked, Stop> {
        Ok(self.in_purse(one)?.and(self.in_purse(other)?))
    }

    fn in_purse(&mut self, who: usize) -> Result<Marked, Stop> {
        let told = self.engine.household.people.items.get(who).map(|person| &person.shares_purse);
        if told.is_some_and(Known::is_not_asked) && self.relation(who) == Some(Relation::Applicant) {
            return Ok(Marked::HOLDS);
        }
        self.test(who, &Test::ToldOf(crate::ask::PersonTold::SharesPurse))
    }

    /// Whether two people answer alike about the purse.
    fn purses_alike(&self, one: usize, other: usize) -> bool {
        let told = |who: usize| match self.engine.household.people.items.get(who).map(|person| &person.shares_purse) {
            Some(Known::Is(told)) => Some(*told),
            Some(Known::NotAsked) if self.relation(who) == Some(Relation::Applicant) => Some(true),
            _ => None,
        };
        told(one).is_some() && told(one) == told(other)
    }

    /// Whether a child has only one parent who could look after it: the mother or the father is told to be unable.
    fn no_other_parent(&mut self, child: usize) -> Marked {
        let Some(person) = self.engine.household.people.items.get(child) else { return Marked::FAILS };
        let mut any = Marked::FAILS;
        for (field, told) in [(PersonField::Mother, &person.mother), (PersonField::Father, &person.father)] {
            let is_unable = |state: &ParentState| *state != ParentState::Able;
            let fact = Fact::Person(child, field);
            let truth = self.engine.answered(fact, told, is_unable);
            any = any.or(Marked::hangs_on(truth, &Unknown::Ask(crate::ask::Ask::Answer(fact))));
        }
        any
    }
}
