//! Assessing a household (评估): the one way from answers and rules to verdicts.
//!
//! Each category is looked at in worlds of its own, exclusive ones together: what one of them does not ask never
//! splits it. See decision 0007.

mod record;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::accounting::{Accounting, Ledgers, Trace, Whose};
use crate::ask::{AskSet, Asks};
use crate::check::{Problem, beyond_window, check};
use crate::day::Day;
use crate::facts::Household;
use crate::memo::{self, Memo, Met};
use crate::money::{Bounds, Overflow, Yuan};
use crate::rules::{Book, Category, Gate, Grant, GrantSum, Test, Unit};
use crate::scene::{Engine, LineFound, Scene};
use crate::truth::{Marked, Question, Truth};
use crate::verdict::{Assessment, Figure, Granted, Group, LineUsed, Standing, Verdict, Word};
use crate::world::{Explored, Join, Stop, World, explore};

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
    let mut assessment = screen(book, household, on)?;
    let mut ledgers = Ledgers::default();
    // One pass that splits nothing: the ledger shows the whole range of what is open.
    let whole = World { path: &[], splits: false };
    let mut engine = Engine::new(book, household, on, &mut assessment.asks);
    engine.trace(&mut Scene::new(&whole), &mut ledgers).map_err(|_| Overflow)?;
    let (help, widened) = engine.help()?;
    let bring = engine.bring()?;
    assessment.widened |= widened || assessment.asks.overflowed();
    (assessment.ledgers, assessment.help, assessment.bring) = (ledgers, help, bring);
    Ok(assessment)
}

/// Assesses a household without keeping ledgers and without what follows: the same verdicts, for screening many.
///
/// # Errors
/// As [`assess`].
pub fn screen(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    screened(book, household, on, true)
}

/// The same, working everything out again in every world: the nets hold the two to each other.
///
/// # Errors
/// As [`assess`].
pub fn screen_afresh(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    screened(book, household, on, false)
}

fn screened(book: &Book, household: &Household, on: Day, remembers: bool) -> Result<Assessment, Refused> {
    let mut problems = check(household, on);
    problems.extend(beyond_window(household, book.window.months));
    if !problems.is_empty() {
        return Err(Refused::Problems(problems));
    }
    let mut asks = Asks::default();
    let mut engine = Engine { remembers, ..Engine::new(book, household, on, &mut asks) };
    let overview = engine.explored(Engine::overview)?;
    let found = engine.clusters()?;
    let is_weak = overview.outcome.lines.iter().any(|line| line.standing == Standing::Weak);
    let granted = if is_weak {
        engine.grant_weak();
        Some(engine.clusters()?)
    } else {
        None
    };
    Ok(tell(asks, overview, found, granted))
}

/// Members, figures and lines, whatever any category asks.
struct Overview {
    members: Vec<Marked>,
    figures: Vec<Figure>,
    lines: Vec<LineUsed>,
}

/// What was found in the worlds of some categories.
struct Cluster {
    verdicts: Vec<Found>,
    /// Of exclusive categories, what is known of them together.
    group: Option<Together>,
}

/// What one world yields of a category; after joining, what all of them do.
struct Found {
    category: usize,
    who: Option<usize>,
    fits: Marked,
    conditions: Vec<Marked>,
    grants: Vec<(Granted, Marked)>,
    own: Vec<(usize, Bounds)>,
}

struct Together {
    fits: Marked,
    gates: [Marked; 5],
    vectors: BTreeSet<Vec<Option<bool>>>,
}

impl<'a> Engine<'a> {
    pub(crate) fn new(book: &'a Book, household: &'a Household, on: Day, asks: &'a mut Asks) -> Self {
        let ever_shared = shared(book, 0..book.categories.len());
        let (memo, remembers) = (Memo::default(), true);
        Self { book, household, on, asks, grants_weak: false, shared: Vec::new(), ever_shared, memo, remembers }
    }

    /// From now on weakly sourced figures are taken as right.
    fn grant_weak(&mut self) {
        self.grants_weak = true;
        // Lines are others now, and so may be all that hangs on them.
        self.memo = Memo::default();
    }

    pub(crate) fn explored<O: Join>(
        &mut self,
        mut evaluate: impl FnMut(&mut Self, &mut Scene<'_>) -> Result<O, Stop>,
    ) -> Result<Explored<O>, Overflow> {
        explore(|world| evaluate(self, &mut Scene::new(world)))
    }

    fn overview(&mut self, scene: &mut Scene<'_>) -> Result<Overview, Stop> {
        let members = self.members(scene)?;
        // Who counts moves income and head count together, a reading may choose between two rules for one sum; what is
        // decided of sums by themselves need not be split for the figures.
        scene.keeps_treatments_open = true;
        let mut lines = Vec::with_capacity(self.book.lines.len());
        for line in 0..self.book.lines.len() {
            lines.push(self.line(scene, line, None)?.used);
        }
        let mut figures = Vec::with_capacity(self.book.accounts.len());
        for account in 0..self.book.accounts.len() {
            let figure = self.figure(scene, account, None)?;
            figures.push(per_head(figure.sum, members.people)?);
        }
        let members = members.each.to_vec();
        Ok(Overview { members, figures, lines })
    }

    /// Every category, as they are looked at.
    fn clusters(&mut self) -> Result<Vec<Explored<Cluster>>, Overflow> {
        let of = clusters(self.book, self.household).into_iter();
        of.map(|(of, is_group)| self.cluster(&of, is_group)).collect()
    }

    fn cluster(&mut self, of: &[(usize, Option<usize>)], is_group: bool) -> Result<Explored<Cluster>, Overflow> {
        let book = self.book;
        self.share(of.iter().map(|(category, _)| *category), None);
        self.explored(|engine, scene| {
            let mut verdicts = Vec::with_capacity(of.len());
            for (category, who) in of {
                verdicts.extend(engine.verdict(scene, *category, *who)?);
            }
            let group = is_group.then(|| together(book, &verdicts));
            Ok(Cluster { verdicts, group })
        })
    }

    /// Says which comparisons must agree while some categories, and perhaps a test beside them, are looked at.
    pub(crate) fn share(&mut self, categories: impl Iterator<Item = usize>, test: Option<&Test>) {
        let mut named: Vec<usize> = categories.collect();
        if let Some(test) = test {
            test.each(&mut |one| named.extend(if let Test::Fits(category) = one { Some(*category) } else { None }));
        }
        self.shared = shared(self.book, named.into_iter());
    }

    fn verdict(&mut self, scene: &mut Scene<'_>, category: usize, who: Option<usize>) -> Result<Option<Found>, Stop> {
        let book = self.book;
        let Some(of) = book.categories.get(category) else { return Ok(None) };
        let mut conditions = Vec::with_capacity(of.needs.len());
        scene.meetings.begin();
        for need in &of.needs {
            conditions.push(self.test(scene, who, &need.test)?);
        }
        let fits = conditions.iter().copied().fold(Marked::HOLDS, Marked::and);
        let met = scene.meetings.end();
        scene.memo.fits.keep((category, who, scene.manner()), memo::Found { value: fits, met: Rc::clone(&met) });
        let mut grants = Vec::new();
        scene.meetings.begin();
        if fits.truth.may_hold() {
            for (at, grant) in of.grants.iter().enumerate() {
                grants.extend(self.grant(scene, who, at, grant)?);
            }
        }
        let mut own: Vec<(usize, Bounds)> = Vec::new();
        for met in met.iter().chain(&*scene.meetings.end()) {
            if let Met::Own(account, whose) = met
                && Some(*whose) == who
                && own.iter().all(|(known, _)| known != account)
            {
                own.push((*account, self.figure(scene, *account, who)?.sum));
            }
        }
        Ok(Some(Found { category, who, fits, conditions, grants, own }))
    }

    /// What a grant would be; `None` when it is not paid.
    fn grant(
        &mut self,
        scene: &mut Scene<'_>,
        who: Option<usize>,
        at: usize,
        grant: &Grant,
    ) -> Result<Option<(Granted, Marked)>, Stop> {
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
                (line.yearly.times(times.decimal())?.sum, line.yearly.asks)
            }
        };
        let asks = if yearly.exact().is_some() { AskSet::EMPTY } else { asks };
        Ok(Some((Granted { grant: at, paid: paid.truth, yearly, asks }, paid)))
    }

    /// What a sum of the window comes to by the year: so many times as the year holds the window.
    pub(crate) fn yearly(&self, figure: crate::accounting::Figure) -> Result<crate::accounting::Figure, Overflow> {
        figure.times(rust_decimal::Decimal::from(12 / self.book.window.months.clamp(1, 12)))
    }

    /// Every entry of every account the household's income is counted by.
    fn trace(&mut self, scene: &mut Scene<'_>, ledgers: &mut impl Trace) -> Result<(), Stop> {
        for account in 0..self.book.accounts.len() {
            let whose = Whose::Members(self.members(scene)?.each);
            if let Some(accounting) = Accounting::new(self, scene, account, whose, ledgers) {
                accounting.figure()?;
            }
        }
        Ok(())
    }
}

/// A category, of the household or of one person.
type Of = (usize, Option<usize>);

/// Categories that are looked at together, and whether they exclude each other: exclusive ones, persons one by one.
fn clusters(book: &Book, household: &Household) -> Vec<(Vec<Of>, bool)> {
    let groups = book.exclusive.iter();
    let mut found: Vec<_> = groups.map(|group| (group.iter().map(|of| (*of, None)).collect(), true)).collect();
    for (category, of) in book.categories.iter().enumerate() {
        match of.unit {
            Unit::Household if book.exclusive.iter().any(|group| group.contains(&category)) => {}
            Unit::Household => found.push((vec![(category, None)], false)),
            Unit::Person => {
                found.extend((0..household.people.items.len()).map(|who| (vec![(category, Some(who))], false)));
            }
        }
    }
    found
}

/// Figures that categories, and those they refer to, compare with the same line more than once.
fn shared(book: &Book, categories: impl Iterator<Item = usize>) -> Vec<(usize, usize, Option<crate::facts::Area>)> {
    let mut to_see: Vec<usize> = categories.collect();
    let mut seen: Vec<usize> = Vec::new();
    let (mut once, mut shared) = (Vec::new(), Vec::new());
    while let Some(category) = to_see.pop() {
        if seen.contains(&category) {
            continue;
        }
        seen.push(category);
        let needs = book.categories.get(category).map_or(&[][..], |of| &of.needs);
        for need in needs {
            need.test.each(&mut |test| match test {
                Test::Fits(other) => to_see.push(*other),
                Test::IncomePerHead(against) => {
                    let key = (against.account, against.line, against.area);
                    if !once.contains(&key) {
                        once.push(key);
                    } else if !shared.contains(&key) {
                        shared.push(key);
                    }
                }
                _ => {}
            });
        }
    }
    shared
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

fn together(book: &Book, verdicts: &[Found]) -> Together {
    let passes = |found: &Found, gate: Gate| {
        let needs = book.categories.get(found.category).map_or(&[][..], |of: &Category| &of.needs);
        let at_gate = needs.iter().zip(&found.conditions).filter(|(need, _)| need.gate == gate);
        at_gate.fold(Marked::HOLDS, |all, (_, holds)| all.and(*holds))
    };
    let any = |is: &dyn Fn(&Found) -> Marked| verdicts.iter().fold(Marked::FAILS, |any, one| any.or(is(one)));
    let decided = |truth: Truth| match truth {
        Truth::Holds => Some(true),
        Truth::Fails => Some(false),
        Truth::Open(_) => None,
    };
    Together {
        fits: any(&|found| found.fits),
        gates: Gate::ALL.map(|gate| any(&|found| passes(found, gate))),
        vectors: BTreeSet::from([verdicts.iter().map(|found| decided(found.fits.truth)).collect()]),
    }
}

fn join_all(mine: &mut [Marked], theirs: &[Marked], deciding: Question) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        mine.join(*theirs, deciding);
    }
}

impl Join for Overview {
    fn join(&mut self, other: Self, deciding: Question) {
        join_all(&mut self.members, &other.members, deciding);
        for (mine, theirs) in self.figures.iter_mut().zip(other.figures) {
            mine.total = mine.total.or(theirs.total);
            mine.per_head = mine.per_head.or(theirs.per_head);
            let (few, many) = mine.people;
            mine.people = (few.min(theirs.people.0), many.zip(theirs.people.1).map(|(a, b)| a.max(b)));
        }
        for (mine, theirs) in self.lines.iter_mut().zip(other.lines) {
            if *mine != theirs {
                *mine = LineUsed { amount: None, standing: Standing::AreaOpen };
            }
        }
    }
}

impl Join for Cluster {
    fn join(&mut self, other: Self, deciding: Question) {
        for (mine, theirs) in self.verdicts.iter_mut().zip(other.verdicts) {
            mine.join(theirs, deciding);
        }
        if let (Some(mine), Some(theirs)) = (&mut self.group, other.group) {
            mine.fits.join(theirs.fits, deciding);
            join_all(&mut mine.gates, &theirs.gates, deciding);
            mine.vectors.extend(theirs.vectors);
        }
    }
}

impl Join for Found {
    fn join(&mut self, other: Self, deciding: Question) {
        self.fits.join(other.fits, deciding);
        join_all(&mut self.conditions, &other.conditions, deciding);
        for (theirs, paid) in other.grants {
            match self.grants.iter_mut().find(|(mine, _)| mine.grant == theirs.grant) {
                Some((mine, so_far)) => {
                    so_far.join(paid, deciding);
                    let same = mine.yearly.exact().is_some() && mine.yearly == theirs.yearly;
                    let apart = if same { AskSet::EMPTY } else { deciding.asks };
                    mine.asks = mine.asks.union(theirs.asks).union(apart);
                    mine.yearly = mine.yearly.or(theirs.yearly);
                }
                None => self.grants.push((theirs, paid)),
            }
        }
        for (account, sum) in other.own {
            match self.own.iter_mut().find(|(mine, _)| *mine == account) {
                Some((_, mine)) => *mine = mine.or(sum),
                None => self.own.push((account, sum)),
            }
        }
    }
}

impl Found {
    /// What was found, with its word.
    fn tell(self, asks: &Asks) -> Verdict {
        let fits = self.fits.truth;
        let mut grants: Vec<Granted> =
            self.grants.into_iter().map(|(granted, paid)| Granted { paid: paid.truth, ..granted }).collect();
        grants.sort_by_key(|granted| granted.grant);
        Verdict {
            category: self.category,
            who: self.who,
            fits,
            word: Word::of(fits, asks),
            assumed: None,
            conditions: self.conditions.into_iter().map(|holds| holds.truth).collect(),
            grants,
            own: self.own,
        }
    }
}

fn tell(
    asks: Asks,
    overview: Explored<Overview>,
    found: Vec<Explored<Cluster>>,
    granted: Option<Vec<Explored<Cluster>>>,
) -> Assessment {
    let clusters = || found.iter().chain(granted.iter().flatten());
    let worlds = overview.worlds + clusters().map(|cluster| cluster.worlds).sum::<u32>();
    let widened = overview.widened || asks.overflowed() || clusters().any(|cluster| cluster.widened);
    let mut groups = Vec::new();
    let mut verdicts: Vec<Verdict> = Vec::new();
    for cluster in found {
        if let Some(group) = cluster.outcome.group {
            groups.push(Group {
                categories: cluster.outcome.verdicts.iter().map(|found| found.category).collect(),
                fits: group.fits.truth,
                gates: Gate::ALL.into_iter().zip(group.gates.map(|gate| gate.truth)).collect(),
                vectors: group.vectors.into_iter().collect(),
            });
        }
        verdicts.extend(cluster.outcome.verdicts.into_iter().map(|found| found.tell(&asks)));
    }
    for found in granted.into_iter().flatten().flat_map(|cluster| cluster.outcome.verdicts) {
        let same = verdicts.iter_mut().find(|verdict| (verdict.category, verdict.who) == (found.category, found.who));
        if let Some(verdict) = same.filter(|verdict| verdict.fits != found.fits.truth) {
            verdict.assumed = Some(Word::of(found.fits.truth, &asks));
        }
    }
    verdicts.sort_by_key(|verdict| (verdict.category, verdict.who));
    Assessment {
        members: overview.outcome.members.into_iter().map(|counts| counts.truth).collect(),
        verdicts,
        groups,
        figures: overview.outcome.figures,
        lines: overview.outcome.lines,
        ledgers: Ledgers::default(),
        help: Vec::new(),
        bring: Vec::new(),
        worlds,
        widened,
        asks,
    }
}
