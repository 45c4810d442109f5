//! Ties (亲属关系) between the listed people, as far as the answers tell them: the same whoever applies.

use std::rc::Rc;

use doudi_facts::household::{KinTie, Relation, ties};
use doudi_facts::known::Known;
use doudi_facts::question::{PersonField, QuestionId, TieField};

use crate::ask::{Ask, AskSet};
use crate::context::{Engine, EvaluationContext};
use crate::fingerprint::{Fingerprint, Unknown};
use crate::pairs::{MOST_PAIRS, Pair, Pairs, Tied};
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::{Fork, Suspended};

mod homes;

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
    pub(crate) scene: &'k mut EvaluationContext<'w>,
    pairs: Rc<Pairs>,
}

/// What somebody may be to the applicant, in the order of the list. Who else applies is told: nobody else may be the applicant,
/// but one of whom nothing else is possible.
fn possible(relation: &Known<Relation>) -> Vec<Relation> {
    let told: &[Relation] = match relation {
        Known::Is(relation) => std::slice::from_ref(relation),
        Known::OneOf(several) => several,
        Known::NotAsked | Known::Unknown | Known::Between { .. } => &Relation::ALL,
    };
    match told {
        [only] => vec![*only],
        _ => Relation::ALL.into_iter().filter(|one| *one != Relation::Applicant && told.contains(one)).collect(),
    }
}

impl<'k, 'a, 'w> Kinship<'k, 'a, 'w> {
    /// The ties as they are when every relation that is not told is decided.
    pub(crate) fn new(engine: &'k mut Engine<'a>, scene: &'k mut EvaluationContext<'w>) -> Result<Self, Suspended> {
        let household = engine.household;
        let mut relations = Vec::with_capacity(household.people.items.len());
        for (who, person) in household.people.items.iter().enumerate() {
            let possible = match &person.relation {
                Known::Is(relation) => {
                    relations.push(Some(*relation));
                    continue;
                }
                Known::OneOf(_) | Known::NotAsked | Known::Unknown | Known::Between { .. } => {
                    possible(&person.relation)
                }
            };
            relations.push(match possible[..] {
                [only] => Some(only),
                _ => {
                    let place = |relation: Relation| Relation::ALL.iter().position(|other| *other == relation);
                    let places = possible.into_iter().filter_map(place);
                    let places: Vec<u8> = places.filter_map(|at| u8::try_from(at).ok()).collect();
                    let ask = Ask::Answer(QuestionId::Person(who, PersonField::Relation));
                    let question = Question { asks: engine.asks.intern(ask), mark: Fingerprint::ask(ask) };
                    let outcome = scene.outcome(Fork::Relation(who), &places, question)?;
                    outcome.and_then(|at| Relation::ALL.get(usize::from(at)).copied())
                }
            });
        }
        let pairs = engine.pairs(relations);
        Ok(Self { engine, scene, pairs })
    }

    /// What a pair is, worked out once.
    fn once(
        &mut self,
        of: Pair,
        one: usize,
        other: usize,
        work: fn(&mut Self, usize, usize) -> FingerprintedTruth,
    ) -> FingerprintedTruth {
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
    fn open(&mut self, unknown: &Unknown<'_>, facts: impl IntoIterator<Item = QuestionId>) -> FingerprintedTruth {
        let asks = facts.into_iter().fold(AskSet::EMPTY, |all, fact| all.union(self.engine.ask(fact)));
        FingerprintedTruth::hangs_on(Truth::Open(asks), unknown)
    }

    /// The relations that are not told, of which a tie hangs.
    fn relation_facts(&self, of: [usize; 2]) -> impl Iterator<Item = QuestionId> + use<> {
        let untold = of.map(|who| (who, self.relation(who).is_none()));
        untold.into_iter().filter(|(_, is)| *is).map(|(who, _)| QuestionId::Person(who, PersonField::Relation))
    }

    /// Whether two people are tied, where everything but their relations to the applicant excludes it: open if a relation that
    /// is not told could still tie them, as a list of parents or spouses holds no tie that a relation tells.
    fn by_relation_alone(
        &mut self,
        table: fn(Relation, Relation) -> Option<bool>,
        unknown: &Unknown<'_>,
        [one, other]: [usize; 2],
    ) -> FingerprintedTruth {
        let may_be = |who: usize| match (self.relation(who), self.engine.household.people.items.get(who)) {
            (Some(relation), _) => vec![relation],
            (None, person) => person.map(|person| possible(&person.relation)).unwrap_or_default(),
        };
        let others = may_be(other);
        let is_tied = |relation: Relation| others.iter().any(|other| table(relation, *other) == Some(true));
        if !may_be(one).into_iter().any(is_tied) {
            return FingerprintedTruth::FAILS;
        }
        let facts: Vec<QuestionId> = self.relation_facts([one, other]).collect();
        self.open(unknown, facts)
    }

    /// 配偶: whether two people are a couple.
    pub(crate) fn couple(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        self.once(Pair::Couple, one, other, Self::find_couple)
    }

    fn find_couple(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        let partners = [one, other].map(|who| self.pairs.partners.get(who).copied().flatten());
        if partners[0] == Some(other) || partners[1] == Some(one) {
            return FingerprintedTruth::HOLDS;
        }
        let of = [one.min(other), one.max(other)];
        let is_single = of.into_iter().any(|who| {
            let is_all = self.pairs.tied.get(who).is_none_or(|tied| tied.spouse.is_all);
            let married = self.engine.household.people.items.get(who).map(|person| &person.married);
            is_all || married.is_some_and(|married| married.exact() == Some(&false))
        });
        if partners.iter().any(Option::is_some) || self.pairs.table(ties::are_couple, one, other) == Some(false) {
            return FingerprintedTruth::FAILS;
        }
        if is_single {
            return self.by_relation_alone(ties::are_couple, &Unknown::Tied(TieField::Spouse, of[0], of[1]), of);
        }
        let of_both = of.into_iter().flat_map(|who| {
            [QuestionId::TiesComplete(who, TieField::Spouse), QuestionId::Person(who, PersonField::Married)]
        });
        let household = self.engine.household;
        let is_told = |fact: &QuestionId| {
            let QuestionId::Person(who, _) = fact else { return false };
            household.people.items.get(*who).is_some_and(|one| !one.married.is_open())
        };
        let facts: Vec<QuestionId> = of_both.filter(|fact| !is_told(fact)).chain(self.relation_facts(of)).collect();
        self.open(&Unknown::Tied(TieField::Spouse, of[0], of[1]), facts)
    }

    /// 父母: whether one is a parent of another, natural or adoptive.
    pub(crate) fn parent(&mut self, parent: usize, child: usize) -> FingerprintedTruth {
        self.once(Pair::Parent, parent, child, Self::find_parent)
    }

    fn find_parent(&mut self, parent: usize, child: usize) -> FingerprintedTruth {
        let pairs = Rc::clone(&self.pairs);
        let Some(tied) = pairs.tied.get(child) else { return FingerprintedTruth::FAILS };
        if parent == child {
            return FingerprintedTruth::FAILS;
        }
        let by_relation = self.pairs.table(ties::is_parent, parent, child);
        if tied.parents.items.contains(&parent) || by_relation == Some(true) {
            return FingerprintedTruth::HOLDS;
        }
        if by_relation == Some(false) {
            return FingerprintedTruth::FAILS;
        }
        if tied.parents.is_all {
            let unknown = Unknown::Tied(TieField::Parents, parent, child);
            return self.by_relation_alone(ties::is_parent, &unknown, [parent, child]);
        }
        let facts: Vec<QuestionId> = [QuestionId::TiesComplete(child, TieField::Parents)]
            .into_iter()
            .chain(self.relation_facts([parent, child]))
            .collect();
        self.open(&Unknown::Tied(TieField::Parents, parent, child), facts)
    }

    /// Whether one is such kin of another, by relations and by the lists of further kin; `is_told`: whether parents and couples
    /// tell it, which then these lists do not.
    fn kin(
        &mut self,
        whose: usize,
        is: KinTie,
        who: usize,
        is_told: impl FnOnce(&mut Self) -> FingerprintedTruth,
    ) -> FingerprintedTruth {
        if let Some(is) = self.pairs.table(|who, whose| ties::is_kin(who, is, whose), who, whose) {
            return FingerprintedTruth::of(is);
        }
        let listed = self.listed_kin(whose, is, who);
        if listed == FingerprintedTruth::FAILS { listed } else { listed.and(!is_told(self)) }
    }

    /// What the lists of further kin tell: one that names the other, or one that is told to the end and does not.
    fn listed_kin(&mut self, whose: usize, is: KinTie, who: usize) -> FingerprintedTruth {
        let names = |whose: usize, who: usize, is: KinTie| {
            self.pairs.tied.get(whose).is_some_and(|tied| tied.kin.items.contains(&(who, is)))
        };
        if names(whose, who, is) || names(who, whose, is.inverse()) {
            return FingerprintedTruth::HOLDS;
        }
        let mut open = Vec::new();
        for (of, other) in [(whose, who), (who, whose)] {
            let is_all = self.pairs.tied.get(of).is_none_or(|tied| tied.kin.is_all);
            match (self.relation(of), self.relation(other)) {
                (Some(one), Some(other)) if !ties::tells_kin(one, other) => {}
                (Some(_), Some(_)) if is_all => return FingerprintedTruth::FAILS,
                _ if is_all => {}
                _ => open.push(QuestionId::TiesComplete(of, TieField::Kin)),
            }
        }
        open.extend(self.relation_facts([whose, who]));
        if open.is_empty() {
            return FingerprintedTruth::FAILS;
        }
        let (whose, is, who) = if whose <= who { (whose, is, who) } else { (who, is.inverse(), whose) };
        self.open(&Unknown::Kin(is, whose, who), open)
    }

    /// Whether both parents of somebody are listed.
    fn has_both_parents(&mut self, child: usize) -> FingerprintedTruth {
        let (mut any, mut both) = (FingerprintedTruth::FAILS, FingerprintedTruth::FAILS);
        for parent in 0..self.len() {
            let is = self.parent(parent, child);
            both = both.or(any.and(is));
            any = any.or(is);
        }
        both
    }

    /// Whether the spouse of somebody is listed, or one is the other's own child.
    fn is_married_or_child(&mut self, who: usize, parent: usize, child: usize) -> FingerprintedTruth {
        let mut any = self.parent(parent, child);
        for spouse in 0..self.len() {
            if any == FingerprintedTruth::HOLDS {
                break;
            }
            any = any.or(self.couple(who, spouse));
        }
        any
    }

    /// 兄弟姐妹
    pub(crate) fn siblings(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        self.once(Pair::Siblings, one, other, Self::find_siblings)
    }

    fn find_siblings(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        let mut any =
            self.kin(one, KinTie::Sibling, other, |ties| ties.has_both_parents(one).or(ties.has_both_parents(other)));
        for parent in 0..self.len() {
            if any == FingerprintedTruth::HOLDS {
                break;
            }
            any = any.or(self.parent(parent, one).and(self.parent(parent, other)));
        }
        any
    }

    /// 祖父母、外祖父母
    pub(crate) fn grandparent(&mut self, grandparent: usize, grandchild: usize) -> FingerprintedTruth {
        self.once(Pair::Grandparent, grandparent, grandchild, Self::find_grandparent)
    }

    fn find_grandparent(&mut self, grandparent: usize, grandchild: usize) -> FingerprintedTruth {
        let mut any = self.kin(grandchild, KinTie::Grandparent, grandparent, |ties| ties.has_both_parents(grandchild));
        for parent in 0..self.len() {
            if any == FingerprintedTruth::HOLDS {
                break;
            }
            any = any.or(self.parent(grandparent, parent).and(self.parent(parent, grandchild)));
        }
        any
    }

    /// 公婆、岳父母: a parent of the spouse, or of the other parent of a child.
    pub(crate) fn parent_in_law(&mut self, parent: usize, child: usize) -> FingerprintedTruth {
        self.once(Pair::ParentInLaw, parent, child, Self::find_parent_in_law)
    }

    fn find_parent_in_law(&mut self, parent: usize, child: usize) -> FingerprintedTruth {
        let mut any =
            self.kin(child, KinTie::ParentInLaw, parent, |ties| ties.is_married_or_child(child, parent, child));
        for between in (0..self.len()).filter(|between| *between != parent && *between != child) {
            if any == FingerprintedTruth::HOLDS {
                break;
            }
            any = any.or(self.couple(child, between).and(self.parent(parent, between)));
            let own = self.parent(parent, child);
            let of_child = self.parent(child, between);
            if own != FingerprintedTruth::HOLDS && of_child != FingerprintedTruth::FAILS {
                any = any.or(of_child.and(self.grandparent(parent, between)).and(!own));
            }
        }
        any
    }

    /// 继父母: the spouse of a parent, and no parent.
    pub(crate) fn step_parent(&mut self, parent: usize, child: usize) -> FingerprintedTruth {
        self.once(Pair::StepParent, parent, child, Self::find_step_parent)
    }

    fn find_step_parent(&mut self, parent: usize, child: usize) -> FingerprintedTruth {
        let mut any =
            self.kin(child, KinTie::StepParent, parent, |ties| ties.is_married_or_child(parent, parent, child));
        let own = self.parent(parent, child);
        for between in 0..self.len() {
            if any == FingerprintedTruth::HOLDS || own == FingerprintedTruth::HOLDS {
                break;
            }
            any = any.or(self.couple(parent, between).and(self.parent(between, child)).and(!own));
        }
        any
    }
}
