//! A scene (情形): what one evaluation under one path of decisions works out, each figure once and only when asked for.

use doudi_facts::day::Day;
use doudi_facts::household::{Head, Household};

use crate::ask::Asks;
use crate::condition_list::{Classes, ConditionList};
use crate::exploration_cache::ExplorationCache;
use crate::formula::Formula;
use crate::joint::Joint;
use crate::rules::Book;
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::{Budget, Fork, Suspended, World};

/// Everything an evaluation needs that does not change from world to world.
pub(crate) struct Engine<'a> {
    pub(crate) book: &'a Book,
    pub(crate) household: &'a Household,
    pub(crate) owners: Owners,
    pub(crate) on: Day,
    pub(crate) asks: &'a mut Asks,
    /// Whether weakly sourced figures are taken as right.
    pub(crate) grants_weak: bool,
    /// What was explored before.
    pub(crate) found: ExplorationCache,
    /// Whether worlds use what was explored before.
    pub(crate) remembers: bool,
    /// Whether a category of persons is looked at no further than to its first condition that fails.
    pub(crate) screens: bool,
    /// The conditions of categories that were asked for.
    pub(crate) laid: ConditionList,
    /// Whether the household or somebody is recognised as of a class, and whether they fit, likewise.
    pub(crate) classes: Classes,
    /// The same of all classes a measure is for, by the first measure that is for them.
    pub(crate) of_classes: Classes,
    /// Single tests that were explored, each at its [`Engine::place_of`] by its number, with whether a line was looked at.
    pub(crate) tested: Vec<Option<(Formula, bool)>>,
    /// Whether a line was looked at, in what is being explored.
    pub(crate) looks_at_lines: bool,
    /// What formulas came to.
    pub(crate) joint: Joint,
    /// Where the path of a walk has room.
    pub(crate) path: Vec<(Fork, u8)>,
    /// How many worlds may be visited.
    pub(crate) budget: Budget,
    /// How many worlds single tests were looked at in.
    pub(crate) worlds: u32,
    /// Whether there were too many somewhere.
    pub(crate) widened: bool,
}

/// Whose each income, payment and expense is, by the places of all of them in their lists.
#[derive(Debug)]
pub(crate) struct Owners {
    incomes: [Vec<Option<usize>>; 4],
    paid_out: Vec<Option<usize>>,
    expenses: Vec<Option<usize>>,
}

impl Owners {
    pub(crate) fn of(household: &Household) -> Self {
        let whose = |id: &String| household.person(id);
        Self {
            incomes: Head::ALL.map(|head| household.incomes.of(head).items.iter().map(|of| whose(&of.who)).collect()),
            paid_out: household.paid_out.items.iter().map(|paid| whose(&paid.who)).collect(),
            expenses: household.expenses.items.iter().map(|spent| whose(&spent.who)).collect(),
        }
    }

    pub(crate) fn income(&self, head: Head, at: usize) -> Option<usize> {
        self.incomes.get(head as usize)?.get(at).copied().flatten()
    }

    pub(crate) fn paid_out(&self, at: usize) -> Option<usize> {
        self.paid_out.get(at).copied().flatten()
    }

    pub(crate) fn expense(&self, at: usize) -> Option<usize> {
        self.expenses.get(at).copied().flatten()
    }
}

/// What is worked out in one world.
pub(crate) struct EvaluationContext<'w> {
    pub(crate) world: &'w World<'w>,
    /// Whether what the office decides of single sums stays open: a figure's ends are the same either way.
    pub(crate) keeps_treatments_open: bool,
    /// Whether anything of that was met.
    pub(crate) has_left_open: bool,
    /// Whether anything was met since this was last taken back that may come out otherwise in another world.
    pub(crate) has_met_forks: bool,
}

impl<'w> EvaluationContext<'w> {
    pub(crate) fn new(world: &'w World<'w>) -> Self {
        Self { world, keeps_treatments_open: false, has_left_open: false, has_met_forks: false }
    }

    /// The same, where what the office decides of single sums stays open.
    pub(crate) fn open(world: &'w World<'w>) -> Self {
        Self { keeps_treatments_open: true, ..Self::new(world) }
    }

    /// The outcome of a fork, which splits the world where it may.
    pub(crate) fn outcome(&mut self, fork: Fork, possible: &[u8], question: Question) -> Result<Option<u8>, Suspended> {
        self.has_met_forks |= possible.len() > 1;
        let may_split = !(self.keeps_treatments_open && fork.is_of_sums());
        self.has_left_open |= !may_split;
        self.world.outcome(fork, possible, question, may_split)
    }

    /// A truth, split over when it is open.
    pub(crate) fn settle(&mut self, fork: Fork, marked: FingerprintedTruth) -> Result<FingerprintedTruth, Suspended> {
        let Truth::Open(asks) = marked.truth else {
            return Ok(marked);
        };
        let outcome = self.outcome(fork, &[0, 1], Question { asks, mark: marked.mark() })?;
        Ok(outcome.map_or(marked, |outcome| FingerprintedTruth::of(outcome == 1)))
    }
}

impl Engine<'_> {
    /// The place of what is kept of a numbered thing, of the household or of one person.
    pub(crate) fn place_of(&self, number: usize, who: Option<usize>) -> usize {
        number * (self.household.people.items.len() + 1) + who.map_or(0, |who| who + 1)
    }

    /// The place of what an account leaves of an income.
    pub(crate) fn place_of_income(&self, account: usize, head: Head, at: usize) -> usize {
        let before =
            |of: Head| Head::ALL.into_iter().take(of as usize).map(|of| self.household.incomes.of(of).items.len());
        let all: usize = Head::ALL.into_iter().map(|of| self.household.incomes.of(of).items.len()).sum();
        account * all + before(head).sum::<usize>() + at
    }
}
