//! Ties (亲属关系) between the listed people, as far as the answers tell them: the same whoever applies.

use std::rc::Rc;

use doudi_facts::household::{KinTie, Lives, Relation, ties};
use doudi_facts::known::Known;
use doudi_facts::question::{Fact, PersonField, TieField};

use crate::ask::{Ask, AskSet};
use crate::mark::{Mark, Unknown};
use crate::pairs::{MOST_PAIRS, Pair, Pairs, Tied};
use crate::rules::Test;
use crate::scene::{Engine, Scene};
use crate::truth::{Marked, Question, Truth};
use crate::world::{Fork, Stop};

impl Engine<'_> {
    /// The lists of ties of every person.
    fn tied(&mut self) -> Rc<[Tied]> {
        let household = self.household;
        Rc::clone(self.found.tied.get_or_insert_with(|| Tied::of(household)))
    }

    /// What pairs of people are to each other where each is this to the applicant.
    fn pairs(&mut self, relations: Vec<Option<Relation>>) -> Rc<Pairs> {
        let known = self.found.pairs.iter().find(|pairs| pairs.relations == relations);
        if let Some(known) = known.filter(|_| self.remembers) {
            return Rc::clone(known);
        }
        let pairs = Rc::new(Pairs::new(relations, self.tied()));
        if self.remembers && self.found.pairs.len() < MOST_PAIRS {
            self.found.pairs.push(Rc::clone(&pairs));
        }
        pairs
    }
}

/// The ties of the people in one world: everything here looks the same from each of them.
pub(crate) struct Kinship<'k, 'a, 'w> {
    pub(crate) engine: &'k mut Engine<'a>,
    pub(crate) scene: &'k mut Scene<'w>,
    pairs: Rc<Pairs>,
}

impl<'k, 'a, 'w> Kinship<'k, 'a, 'w> {
    /// The ties as they are when every relation that is not told is decided.
    pub(crate) fn new(engine: &'k mut Engine<'a>, scene: &'k mut Scene<'w>) -> Result<Self, Stop> {
        let household = engine.household;
        let mut relations = Vec::with_capacity(household.people.items.len());
        for (who, person) in household.people.items.iter().enumerate() {
            let possible: &[Relation] = match &person.relation {
                Known::Is(relation) => std::slice::from_ref(relation),
                Known::OneOf(several) => several,
                Known::NotAsked | Known::Unknown | Known::Between { .. } => &Relation::ALL,
            };
            relations.push(match possible {
                [only] => Some(*only),
                _ => {
                    let is_other = |relation: &&Relation| **relation != Relation::Applicant;
                    let place = |relation: &Relation| Relation::ALL.iter().position(|other| other == relation);
                    let places = possible.iter().filter(is_other).filter_map(place);
                    let mut places: Vec<u8> = places.filter_map(|at| u8::try_from(at).ok()).collect();
                    doudi_facts::order::sort_and_dedup(&mut places);
                    let ask = Ask::Answer(Fact::Person(who, PersonField::Relation));
                    let question = Question { asks: engine.asks.intern(ask), mark: Mark::ask(ask) };
                    let outcome = scene.outcome(Fork::Relation(who), &places, question)?;
                    outcome.and_then(|at| Relation::ALL.get(usize::from(at)).copied())
                }
            });
        }
        let pairs = engine.pairs(relations);
        Ok(Self { engine, scene, pairs })
    }

    /// What a pair is, worked out once.
    fn once(&mut self, of: Pair, one: usize, other: usize, work: fn(&mut Self, usize, usize) -> Marked) -> Marked {
        if let Some(known) = self.pairs.known(of, one, other) {
            return known;
        }
        let found = work(self, one, other);
        self.pairs.keep(of, one, other, found);
        found
    }

    /// How many people are listed.
    pub(crate) fn len(&self) -> usize {
        self.pairs.relations.len()
    }

    /// Who applies.
    pub(crate) fn applicant(&self) -> Option<usize> {
        self.pairs.relations.iter().position(|relation| *relation == Some(Relation::Applicant))
    }

    /// What somebody is to the applicant.
    pub(crate) fn relation(&self, who: usize) -> Option<Relation> {
        self.pairs.relation(who)
    }

    /// Open, by what the answers of these would tell.
    fn open(&mut self, unknown: &Unknown<'_>, facts: impl IntoIterator<Item = Fact>) -> Marked {
        let asks = facts.into_iter().fold(AskSet::EMPTY, |all, fact| all.union(self.engine.ask(fact)));
        Marked::hangs_on(Truth::Open(asks), unknown)
    }

    /// The relations that are not told, of which a tie hangs.
    fn relation_facts(&self, of: [usize; 2]) -> impl Iterator<Item = Fact> + use<> {
        let untold = of.map(|who| (who, self.relation(who).is_none()));
        untold.into_iter().filter(|(_, is)| *is).map(|(who, _)| Fact::Person(who, PersonField::Relation))
    }

    /// 配偶: whether two people are a couple.
    pub(crate) fn couple(&mut self, one: usize, other: usize) -> Marked {
        self.once(Pair::Couple, one, other, Self::find_couple)
    }

    fn find_couple(&mut self, one: usize, other: usize) -> Marked {
        let partners = [one, other].map(|who| self.pairs.partners.get(who).copied().flatten());
        if partners[0] == Some(other) || partners[1] == Some(one) {
            return Marked::HOLDS;
        }
        let of = [one.min(other), one.max(other)];
        let is_single = of.into_iter().any(|who| {
            let is_all = self.pairs.tied.get(who).is_none_or(|tied| tied.spouse.is_all);
            let married = self.engine.household.people.items.get(who).map(|person| &person.married);
            is_all || married.is_some_and(|married| married.exact() == Some(&false))
        });
        if partners.iter().any(Option::is_some)
            || is_single
            || self.pairs.table(ties::are_couple, one, other) == Some(false)
        {
            return Marked::FAILS;
        }
        let of_both = of
            .into_iter()
            .flat_map(|who| [Fact::TiesComplete(who, TieField::Spouse), Fact::Person(who, PersonField::Married)]);
        let household = self.engine.household;
        let is_told = |fact: &Fact| {
            let Fact::Person(who, _) = fact else { return false };
            household.people.items.get(*who).is_some_and(|one| !one.married.is_open())
        };
        let facts: Vec<Fact> = of_both.filter(|fact| !is_told(fact)).chain(self.relation_facts(of)).collect();
        self.open(&Unknown::Tied(TieField::Spouse, of[0], of[1]), facts)
    }

    /// 父母: whether one is a parent of another, natural or adoptive.
    pub(crate) fn parent(&mut self, parent: usize, child: usize) -> Marked {
        self.once(Pair::Parent, parent, child, Self::find_parent)
    }

    fn find_parent(&mut self, parent: usize, child: usize) -> Marked {
        let pairs = Rc::clone(&self.pairs);
        let Some(tied) = pairs.tied.get(child) else { return Marked::FAILS };
        if parent == child {
            return Marked::FAILS;
        }
        let by_relation = self.pairs.table(ties::is_parent, parent, child);
        if tied.parents.items.contains(&parent) || by_relation == Some(true) {
            return Marked::HOLDS;
        }
        if tied.parents.is_all || by_relation == Some(false) {
            return Marked::FAILS;
        }
        let facts: Vec<Fact> = [Fact::TiesComplete(child, TieField::Parents)]
            .into_iter()
            .chain(self.relation_facts([parent, child]))
            .collect();
        self.open(&Unknown::Tied(TieField::Parents, parent, child), facts)
    }

    /// Whether one is such kin of another, by relations and by the lists of further kin; `is_told`: whether parents and couples
    /// tell it, which then these lists do not.
    fn kin(&mut self, whose: usize, is: KinTie, who: usize, is_told: impl FnOnce(&mut Self) -> Marked) -> Marked {
        if let Some(is) = self.pairs.table(|who, whose| ties::is_kin(who, is, whose), who, whose) {
            return Marked::of(is);
        }
        let listed = self.listed_kin(whose, is, who);
        if listed == Marked::FAILS { listed } else { listed.and(!is_told(self)) }
    }

    /// What the lists of further kin tell: one that names the other, or one that is told to the end and does not.
    fn listed_kin(&mut self, whose: usize, is: KinTie, who: usize) -> Marked {
        let names = |whose: usize, who: usize, is: KinTie| {
            self.pairs.tied.get(whose).is_some_and(|tied| tied.kin.items.contains(&(who, is)))
        };
        if names(whose, who, is) || names(who, whose, is.inverse()) {
            return Marked::HOLDS;
        }
        let mut open = Vec::new();
        for (of, other) in [(whose, who), (who, whose)] {
            let is_all = self.pairs.tied.get(of).is_none_or(|tied| tied.kin.is_all);
            match (self.relation(of), self.relation(other)) {
                (Some(one), Some(other)) if !ties::tells_kin(one, other) => {}
                (Some(_), Some(_)) if is_all => return Marked::FAILS,
                _ if is_all => {}
                _ => open.push(Fact::TiesComplete(of, TieField::Kin)),
            }
        }
        open.extend(self.relation_facts([whose, who]));
        if open.is_empty() {
            return Marked::FAILS;
        }
        let (whose, is, who) = if whose <= who { (whose, is, who) } else { (who, is.inverse(), whose) };
        self.open(&Unknown::Kin(is, whose, who), open)
    }

    /// Whether both parents of somebody are listed.
    fn has_both_parents(&mut self, child: usize) -> Marked {
        let (mut any, mut both) = (Marked::FAILS, Marked::FAILS);
        for parent in 0..self.len() {
            let is = self.parent(parent, child);
            both = both.or(any.and(is));
            any = any.or(is);
        }
        both
    }

    /// Whether the spouse of somebody is listed, or one is the other's own child.
    fn is_married_or_child(&mut self, who: usize, parent: usize, child: usize) -> Marked {
        let mut any = self.parent(parent, child);
        for spouse in 0..self.len() {
            if any == Marked::HOLDS {
                break;
            }
            any = any.or(self.couple(who, spouse));
        }
        any
    }

    /// 兄弟姐妹
    pub(crate) fn siblings(&mut self, one: usize, other: usize) -> Marked {
        self.once(Pair::Siblings, one, other, Self::find_siblings)
    }

    fn find_siblings(&mut self, one: usize, other: usize) -> Marked {
        let mut any =
            self.kin(one, KinTie::Sibling, other, |ties| ties.has_both_parents(one).or(ties.has_both_parents(other)));
        for parent in 0..self.len() {
            if any == Marked::HOLDS {
                break;
            }
            any = any.or(self.parent(parent, one).and(self.parent(parent, other)));
        }
        any
    }

    /// 祖父母、外祖父母
    pub(crate) fn grandparent(&mut self, grandparent: usize, grandchild: usize) -> Marked {
        self.once(Pair::Grandparent, grandparent, grandchild, Self::find_grandparent)
    }

    fn find_grandparent(&mut self, grandparent: usize, grandchild: usize) -> Marked {
        let mut any = self.kin(grandchild, KinTie::Grandparent, grandparent, |ties| ties.has_both_parents(grandchild));
        for parent in 0..self.len() {
            if any == Marked::HOLDS {
                break;
            }
            any = any.or(self.parent(grandparent, parent).and(self.parent(parent, grandchild)));
        }
        any
    }

    /// 公婆、岳父母: a parent of the spouse, or of the other parent of a child.
    pub(crate) fn parent_in_law(&mut self, parent: usize, child: usize) -> Marked {
        self.once(Pair::ParentInLaw, parent, child, Self::find_parent_in_law)
    }

    fn find_parent_in_law(&mut self, parent: usize, child: usize) -> Marked {
        let mut any =
            self.kin(child, KinTie::ParentInLaw, parent, |ties| ties.is_married_or_child(child, parent, child));
        for between in (0..self.len()).filter(|between| *between != parent && *between != child) {
            if any == Marked::HOLDS {
                break;
            }
            any = any.or(self.couple(child, between).and(self.parent(parent, between)));
            let own = self.parent(parent, child);
            let of_child = self.parent(child, between);
            if own != Marked::HOLDS && of_child != Marked::FAILS {
                any = any.or(of_child.and(self.grandparent(parent, between)).and(!own));
            }
        }
        any
    }

    /// 继父母: the spouse of a parent, and no parent.
    pub(crate) fn step_parent(&mut self, parent: usize, child: usize) -> Marked {
        self.once(Pair::StepParent, parent, child, Self::find_step_parent)
    }

    fn find_step_parent(&mut self, parent: usize, child: usize) -> Marked {
        let mut any =
            self.kin(child, KinTie::StepParent, parent, |ties| ties.is_married_or_child(parent, parent, child));
        let own = self.parent(parent, child);
        for between in 0..self.len() {
            if any == Marked::HOLDS || own == Marked::HOLDS {
                break;
            }
            any = any.or(self.couple(parent, between).and(self.parent(between, child)).and(!own));
        }
        any
    }

    /// Whether somebody usually lives so. The applicant lives in this home, unless told otherwise.
    pub(crate) fn lives(&mut self, who: usize, is: Lives) -> Marked {
        let Some(person) = self.engine.household.people.items.get(who) else { return Marked::FAILS };
        let possible: &[Lives] = match &person.lives {
            Known::Is(told) => return Marked::of(*told == is),
            Known::NotAsked if self.relation(who) == Some(Relation::Applicant) => {
                return Marked::of(is == Lives::Home);
            }
            Known::OneOf(several) => several,
            Known::NotAsked | Known::Unknown | Known::Between { .. } => &Lives::ALL,
        };
        if !possible.contains(&is) {
            return Marked::FAILS;
        }
        if possible.iter().all(|other| *other == is) {
            return Marked::HOLDS;
        }
        let ask = Ask::Answer(Fact::Person(who, PersonField::Lives));
        let question = Question { asks: self.engine.asks.intern(ask), mark: Mark::ask(ask) };
        let outcome = Lives::ALL.iter().position(|other| *other == is).and_then(|at| u8::try_from(at).ok());
        Marked::open(question.outcome(outcome.unwrap_or_default()))
    }

    /// A test of one person.
    pub(crate) fn test(&mut self, who: usize, test: &Test) -> Result<Marked, Stop> {
        self.engine.test(self.scene, Some(who), test)
    }

    /// Whether somebody has told where they live, to the end.
    fn has_told_home(&self, who: usize) -> bool {
        let told = self.engine.household.people.items.get(who).map(|person| &person.lives);
        let is_applicant = self.relation(who) == Some(Relation::Applicant);
        told.is_none_or(|lives| !lives.is_open() || (lives.is_not_asked() && is_applicant))
    }

    /// Whether somebody shares this home: lives there, or comes back and is read so. Where it is not told, that and what the
    /// office would make of it is one question.
    fn at_home(&mut self, who: usize) -> Result<Marked, Stop> {
        let home = self.lives(who, Lives::Home);
        let away = self.lives(who, Lives::Away);
        let book = self.engine.book;
        if !self.has_told_home(who) {
            if home == Marked::FAILS && away == Marked::FAILS {
                return Ok(home);
            }
            let in_turn = self.lives(who, Lives::InTurn);
            let mut asks = self.engine.ask(Fact::Person(who, PersonField::Lives));
            let unsettled = [(away, &book.unsettled.away_shares_home), (in_turn, &book.unsettled.branch)];
            for (_, test) in unsettled.into_iter().filter(|(may, _)| *may != Marked::FAILS) {
                asks = asks.union(self.engine.asked_of_office(test));
            }
            return Ok(Marked::hangs_on(Truth::Open(asks), &Unknown::AtHome(who)));
        }
        if away == Marked::FAILS {
            return Ok(home);
        }
        let counts = self.test(who, &book.unsettled.away_shares_home)?;
        Ok(home.or(away.and(counts)))
    }

    /// 长期共同居住: whether two people share one dwelling.
    pub(crate) fn share_home(&mut self, one: usize, other: usize) -> Result<Marked, Stop> {
        let mut both = self.at_home(one)?;
        if both != Marked::FAILS {
            both = both.and(self.at_home(other)?);
        }
        Ok(both.or(self.elsewhere_together(one, other)))
    }

    /// Whether two people have one home, wherever work or school takes them.
    pub(crate) fn have_one_home(&mut self, one: usize, other: usize) -> Marked {
        let mut both = Marked::HOLDS;
        for who in [one, other] {
            both = both.and(self.lives(who, Lives::Home).or(self.lives(who, Lives::Away)));
        }
        both.or(self.elsewhere_together(one, other))
    }

    fn elsewhere_together(&mut self, one: usize, other: usize) -> Marked {
        let both = self.lives(one, Lives::Elsewhere).and(self.lives(other, Lives::Elsewhere));
        if both == Marked::FAILS { both } else { both.and(self.named_with(one, other)) }
    }

    /// Whether one of two who live elsewhere is named as living with the other.
    fn named_with(&mut self, one: usize, other: usize) -> Marked {
        let of = [one.min(other), one.max(other)];
        let names =
            |who: usize, other: usize| self.pairs.tied.get(who).is_some_and(|tied| tied.with.items.contains(&other));
        if names(one, other) || names(other, one) {
            return Marked::HOLDS;
        }
        if of.into_iter().any(|who| self.pairs.tied.get(who).is_none_or(|tied| tied.with.is_all)) {
            return Marked::FAILS;
        }
        let facts = of.map(|who| Fact::TiesComplete(who, TieField::LivesWith));
        self.open(&Unknown::Tied(TieField::LivesWith, of[0], of[1]), facts)
    }

    /// 轮着住: whether one of two lives in turn in the home of the other.
    pub(crate) fn in_turn(&mut self, one: usize, other: usize) -> Marked {
        self.visits(one, other).or(self.visits(other, one))
    }

    fn visits(&mut self, who: usize, host: usize) -> Marked {
        let in_turn = self.lives(who, Lives::InTurn);
        if in_turn == Marked::FAILS {
            return in_turn;
        }
        if !self.has_told_home(who) {
            let (is_named, is_all) = self
                .pairs
                .tied
                .get(who)
                .map_or((false, true), |tied| (tied.with.items.contains(&host), tied.with.is_all));
            if is_all && !is_named {
                return Marked::FAILS;
            }
            let book = self.engine.book;
            let mut asks = self.engine.ask(Fact::Person(who, PersonField::Lives));
            asks = asks.union(self.engine.asked_of_office(&book.unsettled.branch));
            if !is_named {
                asks = asks.union(self.engine.ask(Fact::TiesComplete(who, TieField::LivesWith)));
            }
            return Marked::hangs_on(Truth::Open(asks), &Unknown::Visits(who, host));
        }
        let Some(tied) = self.pairs.tied.get(who) else { return Marked::FAILS };
        if tied.with.items.contains(&host) {
            return in_turn;
        }
        if tied.with.is_all {
            return Marked::FAILS;
        }
        let named =
            self.open(&Unknown::Tied(TieField::LivesWith, who, host), [Fact::TiesComplete(who, TieField::LivesWith)]);
        in_turn.and(named)
    }
}
