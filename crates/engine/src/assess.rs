//! Assessing a household (评估): the one way from answers and rules to verdicts.
//!
//! Each single test is explored by itself, in worlds of its own; what several of them look at is brought together when
//! their formulas are joined. See decisions 0007 and 0017.

mod record;
mod still;

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::{Bounds, Overflow, Yuan};

use crate::accounting::Accounting;
use crate::ask::{AskSet, Asks};
use crate::check::{Problem, beyond_window, check};
use crate::figure;
use crate::formula::Formula;
use crate::found::{Found, LineFound};
use crate::joint::Joint;
use crate::laid::{Laid, Of};
use crate::ledger::Ledgers;
use crate::offer::{Brought, Helped};
use crate::rules::{Book, Gate, Grant, GrantSum, SingleTest, Unit};
use crate::scene::{Engine, Owners, Scene};
use crate::truth::{Marked, Question, Truth};
use crate::verdict::{Assessment, Figure, Granted, Group, LineUsed, Standing, Verdict, Word};
use crate::walk::{Under, Walk};
use crate::world::{Budget, Fineness, Join, Stop, Tree, World, explore, explore_at_most};

pub use record::derive;
pub(crate) use still::asks_still;

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
            verdict.assumed = (fits.truth != verdict.fits).then(|| Word::of(fits.truth, engine.asks));
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

/// What one world yields of a grant; after joining, what several do. `None`: it is not paid.
type Paid = Option<(Granted, Marked)>;

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
            found: Found::default(),
            laid: Laid::default(),
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
        mut evaluate: impl FnMut(&mut Self, &mut Scene<'_>) -> Result<V, Stop>,
    ) -> Result<Tree<V>, Overflow> {
        let most = self.may_visit();
        let (found, worlds) = explore_at_most(most, |world| evaluate(self, &mut Scene::new(world)), Tree::split)?;
        self.worlds += worlds;
        found.map_or_else(|| self.left_whole(evaluate), Ok)
    }

    /// The same where there are too many worlds: what moves single sums is left whole first, and all the rest only if that does
    /// not help.
    pub(crate) fn left_whole<V: PartialEq>(
        &mut self,
        mut evaluate: impl FnMut(&mut Self, &mut Scene<'_>) -> Result<V, Stop>,
    ) -> Result<Tree<V>, Overflow> {
        self.widened = true;
        let most = self.may_visit();
        let explored = explore(most, |world| evaluate(self, &mut Scene::open(world)))?;
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
                let out = self.test(&mut Scene::new(&World::WHOLE), Some(who), &rule.test).map_err(|_| Overflow)?;
                if out == Marked::HOLDS {
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

    fn lines(&mut self) -> Result<Vec<LineUsed>, Overflow> {
        let each = 0..self.book.lines.len();
        each.map(|at| {
            let used = |engine: &mut Self, scene: &mut Scene<'_>| Ok(engine.line(scene, at, None)?.used);
            Ok(self.walked_or_explored(|engine, walk| engine.line_used_in(walk, at), used)?.joined())
        })
        .collect()
    }

    /// How a line stands, in all worlds.
    fn line_used_in(&mut self, walk: &mut Walk, line: usize) -> Under<LineUsed> {
        let Some(line) = self.line_tree(line, None)? else { return Ok(None) };
        walk.each(&line, &mut |walk, line| Ok(Some(walk.world(line.used))))
    }

    fn figures(&mut self) -> Result<Vec<Figure>, Overflow> {
        let each = 0..self.book.accounts.len();
        let each = each.map(|account| {
            let alone = |engine: &mut Self, scene: &mut Scene<'_>| engine.figure_per_head(scene, account);
            Ok(self.walked_or_explored(|engine, walk| engine.figure_per_head_in(walk, account), alone)?.joined())
        });
        each.collect()
    }

    /// What an account comes to per head. Who counts moves income and head count together, a reading may choose between two
    /// rules for one sum; what is decided of sums by themselves need not be split for the figures.
    fn figure_per_head(&mut self, scene: &mut Scene<'_>, account: usize) -> Result<Figure, Stop> {
        scene.keeps_treatments_open = true;
        let figure = self.figure(scene, account, None)?;
        Ok(per_head(figure.sum, self.members(scene)?.people)?)
    }

    /// The same, in all worlds.
    fn figure_per_head_in(&mut self, walk: &mut Walk, account: usize) -> Under<Figure> {
        let Some(figure) = self.figure_tree(true, account, None)? else { return Ok(None) };
        let Some(members) = self.members_tree(true)? else { return Ok(None) };
        walk.each(&figure, &mut |walk, figure| {
            walk.each(&members, &mut |walk, members| Ok(Some(walk.world(per_head(figure.sum, members.people)?))))
        })
    }

    /// Whether a category fits: all of its conditions.
    pub(crate) fn fitting(&mut self, category: usize, who: Option<usize>) -> Result<Marked, Overflow> {
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
        let word = Word::of(fits, self.asks);
        let formulas = &mut self.joint.formulas;
        let conditions = self.laid.each(&conditions).iter().map(|holds| formulas.truth(*holds).truth).collect();
        Ok(Verdict { category, who, fits, word, assumed: None, conditions, grants: granted, own })
    }

    /// One person's own income by an account.
    fn own_income_of(&mut self, account: usize, who: Option<usize>) -> Result<Bounds, Overflow> {
        let sum = |engine: &mut Self, scene: &mut Scene<'_>| Ok(engine.figure(scene, account, who)?.sum);
        let sum_in = |engine: &mut Self, walk: &mut Walk| {
            let Some(figure) = engine.figure_tree(false, account, who)? else { return Ok(None) };
            walk.each(&figure, &mut |walk, figure| Ok(Some(walk.world(figure.sum))))
        };
        Ok(self.walked_or_explored(sum_in, sum)?.joined())
    }

    /// What is known of exclusive categories together.
    fn groups(&mut self) -> Result<Vec<Group>, Overflow> {
        let book = self.book;
        let mut groups = Vec::with_capacity(book.exclusive.len());
        for categories in &book.exclusive {
            let of = categories.iter().map(|category| Ok((*category, self.conditions((*category, None))?)));
            let of = of.collect::<Result<Vec<_>, Overflow>>()?;
            let each: Vec<Formula> = of.iter().map(|(_, conditions)| conditions.all).collect();
            let (formulas, laid) = (&mut self.joint.formulas, &self.laid);
            let mut at_gate = |gate: Gate| {
                let each: Vec<Formula> = of
                    .iter()
                    .map(|(category, conditions)| {
                        let needs = book.categories.get(*category).map_or(&[][..], |category| &category.needs);
                        let at_gate = needs.iter().zip(laid.each(conditions)).filter(|(need, _)| need.gate == gate);
                        formulas.all(at_gate.map(|(_, holds)| *holds))
                    })
                    .collect();
                let any = formulas.any(each);
                (gate, formulas.truth(any).truth)
            };
            let gates = Gate::ALL.into_iter().map(&mut at_gate).collect();
            let mut open_at = |gate: Gate| {
                let own_matter = of.iter().flat_map(|(category, conditions)| {
                    let needs = book.categories.get(*category).map_or(&[][..], |category| &category.needs);
                    let those = needs.iter().zip(laid.each(conditions));
                    those.filter(|(need, _)| need.gate == gate && !need.test.looks_at_categories())
                });
                let asks = own_matter.map(|(_, holds)| formulas.truth(*holds).truth.asks());
                (gate, asks.fold(AskSet::EMPTY, AskSet::union))
            };
            let open = Gate::ALL.into_iter().map(&mut open_at).collect();
            let any = formulas.any(each.iter().copied());
            groups.push(Group {
                categories: categories.clone(),
                fits: formulas.truth(any).truth,
                gates,
                open,
                vectors: self.joint.vectors(&each),
            });
        }
        Ok(groups)
    }

    /// What a grant would be; `None` when it is not paid.
    fn grant(&mut self, scene: &mut Scene<'_>, who: Option<usize>, at: usize, grant: &Grant) -> Result<Paid, Stop> {
        let paid = match &grant.test {
            None => Marked::HOLDS,
            Some(test) => self.test(scene, who, test)?,
        };
        if !paid.truth.may_hold() {
            return Ok(None);
        }
        let (yearly, asks) = match grant.sum {
            GrantSum::Gap { account, line } => {
                let figure = self.figure(scene, account, None)?;
                let members = self.members(scene)?;
                let (few, many) = members.people;
                let line = self.line(scene, line, None)?;
                let asks = figure.asks.union(line.yearly.asks).union(members.how_many.asks);
                (gap(line, self.yearly(figure)?.sum, few, many)?, asks)
            }
            GrantSum::Standard { line, times, area } => {
                let line = self.line(scene, line, area)?;
                (line.yearly.by(times)?.sum, line.yearly.asks)
            }
        };
        let asks = if yearly.exact().is_some() { AskSet::EMPTY } else { asks };
        Ok(Some((Granted { grant: at, either: at, paid: paid.truth, yearly, asks }, paid)))
    }

    /// What a sum of the window comes to by the year: so many times as the year holds the window.
    pub(crate) fn yearly(&self, figure: figure::Figure) -> Result<figure::Figure, Overflow> {
        figure.times(u32::from(12 / self.book.window.months.clamp(1, 12)))
    }

    /// Every entry of every account the household's income is counted by: of each the range it has in all worlds, so that
    /// two readings of a text are never followed at once. What is decided of single sums is left whole, as in the figures.
    fn ledgers(&mut self) -> Result<Ledgers, Overflow> {
        let entries = self.household.entries();
        let mut ledgers = Ledgers(Vec::with_capacity(entries * self.book.accounts.len()));
        for account in 0..self.book.accounts.len() {
            let mut all: Option<Ledgers> = None;
            let most = self.may_visit();
            let explored = explore(most, |world| {
                let scene = &mut Scene::open(world);
                // Too many worlds for the figure are too many here, and that is known already.
                self.figure(scene, account, None)?;
                let mut one = Ledgers(Vec::with_capacity(entries));
                if let Some(accounting) = Accounting::new(self, scene, account, None, &mut one) {
                    accounting.figure()?;
                }
                // Where nothing is split, this one stands for all.
                all = match all.take().filter(|_| world.splits) {
                    Some(all) => Some(all.or(one)),
                    None => Some(one),
                };
                Ok(())
            })?;
            self.worlds += explored.worlds;
            ledgers.0.extend(all.unwrap_or_default().0);
        }
        Ok(ledgers)
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

/// 差额: the line for every member less the household's income, never below 0; 元 a year.
fn gap(line: LineFound, income: Bounds, few: u32, many: Option<u32>) -> Result<Bounds, Overflow> {
    let top = match many {
        Some(many) => line.yearly.sum.times_count(few, many)?,
        None => Bounds { high: None, ..line.yearly.sum.times_count(few, few)? },
    };
    // A loss or a deduction beyond the income lifts nobody's gap above the line itself.
    Ok(top.minus(income.or_zero())?.or_zero())
}

fn per_head(total: Bounds, people: (u32, Option<u32>)) -> Result<Figure, Overflow> {
    let (few, many) = people;
    let least = |sum: Yuan| match many {
        _ if sum < Yuan::ZERO => sum.over(few).map(Some),
        Some(many) => sum.over(many).map(Some),
        None => Ok(Some(Yuan::ZERO)),
    };
    let low = total.low.map(least).transpose()?.flatten();
    let high = match (total.high, many) {
        (Some(sum), Some(many)) if sum < Yuan::ZERO => Some(sum.over(many)?),
        (Some(sum), _) => Some(sum.over(few)?),
        (None, _) => None,
    };
    Ok(Figure { total, people, per_head: Bounds { low, high } })
}

impl Join for Figure {
    fn join(&mut self, other: Self, _: Question) {
        self.total = self.total.or(other.total);
        self.per_head = self.per_head.or(other.per_head);
        let (few, many) = self.people;
        self.people = (few.min(other.people.0), many.zip(other.people.1).map(|(a, b)| a.max(b)));
    }
}

impl Join for Bounds {
    fn join(&mut self, other: Self, _: Question) {
        *self = self.or(other);
    }
}

impl Join for LineUsed {
    fn join(&mut self, other: Self, _: Question) {
        if *self != other {
            *self = Self::without_amount(Standing::AreaOpen);
        }
    }
}

impl Join for Paid {
    fn join(&mut self, other: Self, deciding: Question) {
        match (self, other) {
            (Some((mine, so_far)), Some((theirs, paid))) => {
                so_far.join(paid, deciding);
                let same = mine.yearly.exact().is_some() && mine.yearly == theirs.yearly;
                let apart = if same { AskSet::EMPTY } else { deciding.asks };
                mine.asks = mine.asks.union(theirs.asks).union(apart);
                mine.yearly = mine.yearly.or(theirs.yearly);
            }
            (mine @ None, other) => *mine = other,
            (Some(_), None) => {}
        }
    }
}
