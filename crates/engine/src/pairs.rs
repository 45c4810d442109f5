//! Pairs of people (两人之间): the lists of ties as they were told, and what two people are to each other, once it is worked out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use doudi_facts::household::{Household, KinTie, Relation, ties};
use doudi_facts::known::List;

use crate::truth::FingerprintedTruth;

/// The lists of ties of one person, by the places of the people they name.
#[derive(Debug)]
pub(crate) struct Tied {
    pub(crate) with: Named<usize>,
    pub(crate) spouse: Named<usize>,
    pub(crate) parents: Named<usize>,
    pub(crate) kin: Named<(usize, KinTie)>,
}

/// Who stands in a list, and whether there is nobody else.
#[derive(Debug)]
pub(crate) struct Named<T> {
    pub(crate) items: Vec<T>,
    pub(crate) is_all: bool,
}

impl Tied {
    /// The lists of every person.
    pub(crate) fn of(household: &Household) -> Rc<[Self]> {
        let at = |id: &String| household.person(id);
        let named = |list: &List<String>, most: usize| {
            let items: Vec<usize> = list.items.iter().filter_map(at).collect();
            let is_all = list.is_complete() || items.len() >= most;
            Named { items, is_all }
        };
        let of = household.people.items.iter().map(|person| Self {
            with: named(&person.lives_with, usize::MAX),
            spouse: named(&person.spouse, 1),
            parents: named(&person.parents, 2),
            kin: Named {
                items: person.kin.items.iter().filter_map(|kin| Some((at(&kin.who)?, kin.is))).collect(),
                is_all: person.kin.is_complete(),
            },
        });
        of.collect()
    }
}

/// What the answers tell of each pair of people: it hangs on what each is to the applicant, and on nothing else that a world
/// decides. Each cell is worked out when it is first asked for.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// What each is to the applicant; `None`: not told, and not decided in these worlds.
    pub(crate) relations: Vec<Option<Relation>>,
    pub(crate) tied: Rc<[Tied]>,
    /// The spouse that answers name, of each.
    pub(crate) partners: Vec<Option<usize>>,
    /// For each kind of pair and each two people: not worked out yet, fails, holds, or a place in `open`.
    cells: Vec<Cell<u16>>,
    open: RefCell<Vec<FingerprintedTruth>>,
}

/// What two people can be to each other.
#[derive(Clone, Copy)]
pub(crate) enum Pair {
    Couple,
    Parent,
    Siblings,
    Grandparent,
    ParentInLaw,
    StepParent,
}

/// How many kinds of pairs there are.
const PAIRS: usize = 6;
/// For how many ways the relations may come out pairs are kept; beyond them they are worked out again.
pub(crate) const MOST_PAIRS: usize = 64;
// A cell that is not worked out, one that fails, one that holds; all beyond are open.
const NOT_YET: u16 = 0;
const NO: u16 = 1;
const YES: u16 = 2;

impl Pairs {
    pub(crate) fn new(relations: Vec<Option<Relation>>, tied: Rc<[Tied]>) -> Self {
        let many = relations.len();
        let mut pairs = Self {
            relations,
            tied,
            partners: Vec::new(),
            cells: vec![Cell::new(NOT_YET); PAIRS * many * many],
            open: RefCell::default(),
        };
        pairs.partners = (0..many).map(|who| pairs.partner(who)).collect();
        pairs
    }

    pub(crate) fn table(
        &self,
        of: impl Fn(Relation, Relation) -> Option<bool>,
        one: usize,
        other: usize,
    ) -> Option<bool> {
        of(self.relation(one)?, self.relation(other)?)
    }

    pub(crate) fn relation(&self, who: usize) -> Option<Relation> {
        self.relations.get(who).copied().flatten()
    }

    fn partner(&self, who: usize) -> Option<usize> {
        let named = self.tied.get(who).and_then(|tied| tied.spouse.items.first().copied());
        let names = || self.tied.iter().position(|tied| tied.spouse.items.contains(&who));
        let married = |other: &usize| self.table(ties::are_couple, who, *other) == Some(true);
        named.or_else(names).or_else(|| (0..self.relations.len()).find(married))
    }

    fn cell(&self, of: Pair, one: usize, other: usize) -> Option<&Cell<u16>> {
        let many = self.relations.len();
        self.cells.get((of as usize * many + one) * many + other).filter(|_| one < many && other < many)
    }

    /// What was worked out of two people.
    pub(crate) fn known(&self, of: Pair, one: usize, other: usize) -> Option<FingerprintedTruth> {
        match self.cell(of, one, other)?.get() {
            NOT_YET => None,
            NO => Some(FingerprintedTruth::FAILS),
            YES => Some(FingerprintedTruth::HOLDS),
            open => self.open.borrow().get(usize::from(open - YES - 1)).copied(),
        }
    }

    pub(crate) fn keep(&self, of: Pair, one: usize, other: usize, found: FingerprintedTruth) {
        let Some(cell) = self.cell(of, one, other) else { return };
        if let Some(holds) = found.truth.decided() {
            cell.set(if holds { YES } else { NO });
            return;
        }
        let mut open = self.open.borrow_mut();
        // Where there are too many to number, it is worked out again.
        if let Ok(place) = u16::try_from(open.len() + usize::from(YES) + 1) {
            cell.set(place);
            open.push(found);
        }
    }
}
