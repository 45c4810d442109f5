//! Assessing a household (评估): the one way from answers and rules to verdicts.
//!
//! Each single test is explored by itself, in worlds of its own; what several of them look at is brought together when
//! their formulas are joined. See decisions 0007 and 0017.

mod figures;
mod grants;
mod groups;
mod recheck;
mod record;

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::Overflow;

use crate::ask::Asks;
use crate::check::{Problem, beyond_window, check};
use crate::condition_list::{ConditionList, Of};
use crate::context::{Engine, EvaluationContext, Owners};
use crate::exploration_cache::ExplorationCache;
use crate::figure;
use crate::joint::Joint;
use crate::ledger::Ledgers;
use crate::offer::{Brought, Helped};
use crate::rules::{Book, SingleTest, Unit};
use crate::truth::{FingerprintedTruth, Truth};
use crate::verdict::{Assessment, Conclusion, Figure, Granted, Group, LineUsed, Verdict};
use crate::world::{Budget, Fineness, Suspended, Tree, World, explore, explore_at_most};

pub(crate) use recheck::asks_still;
pub use record::derive;

/// Why a household cannot be assessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It says things that cannot be; each with its place.
    #[error("the household says things that cannot be: {} place(s)", .0.len())]
    Problems(Vec<Problem>),
    /// A sum left the exact range.
    #[error(transparent)]
    Overflow(#[from] Overflow),
}

/// Assesses a household under a book on the day of its application, with every ledger entry, the help that follows and
/// what to bring.
///
/// # Errors
/// [`Refused::Problems`] when the household says what cannot be; [`Refused::Overflow`] when a sum leaves the exact
/// range (not with amounts [`check`] admits).
pub fn assess(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    look(book, household, on, Depth::FULL, |engine| {
        let (help, bring, steps) = (engine.help()?, engine.bring()?, engine.steps()?);
        Ok((engine.ledgers()?, help, bring, steps))
    })
}

/// Assesses a household without keeping ledgers and without what follows, for screening many: the same verdicts, and of a
/// category of persons its conditions up to the first that fails.
///
/// # Errors
/// As [`assess`].
pub fn screen(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    screen_at(book, household, on, Fineness::FINEST)
}

/// The same, with worlds told apart no finer than that: what several books find of a household is compared alike.
///
/// # Errors
/// As [`assess`].
pub fn screen_at(book: &Book, household: &Household, on: Day, fineness: Fineness) -> Result<Assessment, Refused> {
    look(book, household, on, Depth { fineness, screens: true, ..Depth::FULL }, |_| Ok(Beside::default()))
}

/// The same with every condition, in as many worlds as an assessment: looking ahead is bounded by how many there are.
///
/// # Errors
/// As [`assess`].
pub(crate) fn verdicts(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    look(book, household, on, Depth::FULL, |_| Ok(Beside::default()))
}

/// The same, working everything out again in every world: the nets hold the two to each other.
///
/// # Errors
/// As [`assess`].
pub fn screen_afresh(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    look(book, household, on, Depth { remembers: false, screens: true, ..Depth::FULL }, |_| Ok(Beside::default()))
}

/// How far an assessment goes ([`Engine::remembers`], [`Engine::screens`]).
#[derive(Clone, Copy)]
struct Depth {
    /// How finely worlds are told apart at first.
    fineness: Fineness,
    remembers: bool,
    screens: bool,
}

impl Depth {
    const FULL: Self = Self { fineness: Fineness::FINEST, remembers: true, screens: false };
}

/// What is found beside the verdicts.
type Beside = (Ledgers, Vec<Helped>, Vec<Brought>, Vec<Truth>);

fn look(
    book: &Book,
    household: &Household,
    on: Day,
    Depth { mut fineness, remembers, screens }: Depth,
    beside: impl FnOnce(&mut Engine<'_>) -> Result<Beside, Overflow>,
) -> Result<Assessment, Refused> {
    let mut problems = check(household, on);
    problems.extend(beyond_window(household, book.window.months));
    if !problems.is_empty() {
        return Err(Refused::Problems(problems));
    }
    let mut asks;
    let mut before = 0;
    let (mut engine, Core { members, left_out, lines, figures, mut verdicts, groups }) = loop {
        asks = Asks::default();
        let mut engine = Engine { remembers, screens, ..Engine::new(book, household, on, fineness, &mut asks) };
        let core = engine.core()?;
        let is_spent = engine.budget.is_spent(engine.worlds) || engine.joint.formulas.is_full();
        match fineness.coarser().filter(|_| is_spent) {
            Some(coarser) => {
                before += engine.worlds;
                fineness = coarser;
            }
            None => break (engine, core),
        }
    };
    engine.budget.gives_way = true;
    let (ledgers, help, bring, steps) = beside(&mut engine)?;
    let mut on_weak: Vec<&mut Verdict> =
        verdicts.iter_mut().filter(|verdict| verdict.fits.hangs_on_weak(engine.asks)).collect();
    if !on_weak.is_empty() {
        engine.grant_weak();
        for verdict in &mut on_weak {
            let fits = engine.fitting(verdict.category, verdict.who)?;
            verdict.assumed = (fits.truth != verdict.fits).then(|| Conclusion::of(fits.truth, engine.asks));
        }
    }
    let worlds = before + engine.worlds + engine.joint.formulas.work();
    let widened = engine.widened || engine.joint.formulas.widened || engine.asks.overflowed();
    Ok(Assessment {
        asks,
        members,
        left_out,
        verdicts,
        groups,
        figures,
        lines,
        ledgers,
        help,
        bring,
        steps,
        worlds,
        fineness,
        widened,
    })
}

/// What every assessment finds, as fine as its worlds are told apart.
struct Core {
    members: Vec<Truth>,
    left_out: Vec<Option<usize>>,
    lines: Vec<LineUsed>,
    figures: Vec<Figure>,
    verdicts: Vec<Verdict>,
    groups: Vec<Group>,
}

impl<'a> Engine<'a> {
    pub(crate) fn new(
        book: &'a Book,
        household: &'a Household,
        on: Day,
        fineness: Fineness,
        asks: &'a mut Asks,
    ) -> Self {
        Self {
            book,
            household,
            owners: Owners::of(household),
            on,
            asks,
            budget: Budget::new(fineness, household),
            grants_weak: false,
            remembers: true,
            screens: false,
            found: ExplorationCache::default(),
            laid: ConditionList::default(),
            classes: Vec::new(),
            of_classes: Vec::new(),
            tested: vec![None; book.numbered * (household.people.items.len() + 1)],
            looks_at_lines: false,
            joint: Joint::of(book),
            path: Vec::new(),
            worlds: 0,
            widened: false,
        }
    }

    /// From now on weakly sourced figures are taken as right.
    fn grant_weak(&mut self) {
        self.grants_weak = true;
        self.found.forget_lines();
        let of_lines = |known: &&mut Option<_>| known.is_some_and(|(_, looks_at_lines)| looks_at_lines);
        self.tested.iter_mut().filter(of_lines).for_each(|known| *known = None);
        self.laid.clear();
        self.classes.clear();
        self.of_classes.clear();
    }

    /// Evaluates in every world that can be reached.
    pub(crate) fn explored<V: PartialEq>(
        &mut self,
        mut evaluate: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<V, Suspended>,
    ) -> Result<Tree<V>, Overflow> {
        let most = self.may_visit();
        let (found, worlds) =
            explore_at_most(most, |world| evaluate(self, &mut EvaluationContext::new(world)), Tree::split)?;
        self.worlds += worlds;
        found.map_or_else(|| self.left_whole(evaluate), Ok)
    }

    /// The same where there are too many worlds: what moves single sums is left whole first, and all the rest only if that does
    /// not help.
    pub(crate) fn left_whole<V: PartialEq>(
        &mut self,
        mut evaluate: impl FnMut(&mut Self, &mut EvaluationContext<'_>) -> Result<V, Suspended>,
    ) -> Result<Tree<V>, Overflow> {
        self.widened = true;
        let most = self.may_visit();
        let explored = explore(most, |world| evaluate(self, &mut EvaluationContext::open(world)))?;
        self.worlds += explored.worlds;
        Ok(explored.tree)
    }

    fn core(&mut self) -> Result<Core, Overflow> {
        Ok(Core {
            members: self.counted()?,
            left_out: self.left_out()?,
            lines: self.lines()?,
            figures: self.figures()?,
            verdicts: self.verdicts()?,
            groups: self.groups()?,
        })
    }

    /// How many worlds the next exploration may visit.
    pub(crate) fn may_visit(&mut self) -> u32 {
        self.budget.next(self.worlds)
    }

    /// Whether each person counts.
    fn counted(&mut self) -> Result<Vec<Truth>, Overflow> {
        (0..self.household.people.items.len()).map(|who| self.counts(who)).collect()
    }

    /// For each person the rule that leaves them out of every household for sure.
    fn left_out(&mut self) -> Result<Vec<Option<usize>>, Overflow> {
        let book = self.book;
        let many = self.household.people.items.len();
        let mut rule_of = |who: usize| {
            for (at, rule) in book.not_members.iter().enumerate() {
                let out = self
                    .test(&mut EvaluationContext::new(&World::WHOLE), Some(who), &rule.test)
                    .map_err(|_| Overflow)?;
                if out == FingerprintedTruth::HOLDS {
                    return Ok(Some(at));
                }
            }
            Ok(None)
        };
        (0..many).map(&mut rule_of).collect()
    }

    fn counts(&mut self, who: usize) -> Result<Truth, Overflow> {
        Ok(self.tree_of(Some(who), &SingleTest::COUNTS)?.joined().truth)
    }

    /// Whether a category fits: all of its conditions.
    pub(crate) fn fitting(&mut self, category: usize, who: Option<usize>) -> Result<FingerprintedTruth, Overflow> {
        let conditions = self.conditions((category, who))?;
        Ok(self.joint.formulas.truth(conditions.all))
    }

    fn verdicts(&mut self) -> Result<Vec<Verdict>, Overflow> {
        let all = every(self.book, self.household);
        let mut verdicts = Vec::with_capacity(all.len());
        for (category, who) in all {
            verdicts.push(self.verdict(category, who)?);
        }
        Ok(verdicts)
    }

    fn verdict(&mut self, category: usize, who: Option<usize>) -> Result<Verdict, Overflow> {
        let book = self.book;
        let conditions = self.conditions((category, who))?;
        let fits = self.joint.formulas.truth(conditions.all).truth;
        let grants = book.categories.get(category).map_or(&[][..], |category| &category.grants);
        let mut granted = Vec::new();
        for (at, grant) in grants.iter().enumerate().filter(|_| fits.may_hold()) {
            let paid = self.explored(|engine, scene| engine.grant(scene, who, at, grant))?;
            // What is paid is so where the category may fit.
            let paid = self.joint.given(&paid, conditions.all);
            let either = grants.iter().position(|other| grant.is_in_place_of(other)).unwrap_or(at);
            granted.extend(paid.flatten().map(|(granted, paid)| Granted { paid: paid.truth, either, ..granted }));
        }
        let mut own = Vec::new();
        for account in self.laid.own(&conditions).to_vec() {
            own.push((account, self.own_income_of(account, who)?));
        }
        let word = Conclusion::of(fits, self.asks);
        let formulas = &mut self.joint.formulas;
        let conditions = self.laid.each(&conditions).iter().map(|holds| formulas.truth(*holds).truth).collect();
        Ok(Verdict { category, who, fits, word, assumed: None, conditions, grants: granted, own })
    }

    /// What a sum of the window comes to by the year: so many times as the year holds the window.
    pub(crate) fn yearly(&self, figure: figure::Figure) -> Result<figure::Figure, Overflow> {
        figure.times(u32::from(12 / self.book.window.months.clamp(1, 12)))
    }
}

/// Every category of the household, and of each person, in the order of the book.
fn every(book: &Book, household: &Household) -> Vec<Of> {
    let many = household.people.items.len();
    let mut every = Vec::with_capacity(book.categories.len() * many.max(1));
    for (category, of) in book.categories.iter().enumerate() {
        match of.unit {
            Unit::Household => every.push((category, None)),
            Unit::Person => every.extend((0..many).map(|who| (category, Some(who)))),
        }
    }
    every
}
