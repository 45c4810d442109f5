//! Assessing a household (评估): the one way from answers and rules to verdicts.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::accounting::{self, Accounting, Ledgers, Silent, Trace};
use crate::ask::{Ask, AskSet, Asks, Fact};
use crate::check::{Problem, check};
use crate::day::Day;
use crate::facts::{Area, Household};
use crate::known::Known;
use crate::member;
use crate::money::{Bounds, Overflow, Yuan};
use crate::rules::{Amount, Book, Gate, Grant, Multiple, Side, Test};
use crate::truth::{Across, Truth};
use crate::verdict::{Assessment, Figure, Group, LineUsed, Standing, Verdict, Word};
use crate::world::{Explored, Fork, Join, Stop, World, explore, side, side_of};

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

/// Assesses a household under a book on the day of its application, with every ledger entry.
///
/// # Errors
/// [`Refused::Problems`] when the household says what cannot be; [`Refused::Overflow`] when a sum leaves the exact
/// range (not with amounts [`check`] admits).
pub fn assess(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    // Listening in every world and keeping only the last pass costs a little time and spares the page a second copy of
    // the accounting.
    let mut assessment = found::<Ledgers>(book, household, on)?;
    let mut ledgers = Ledgers::default();
    // One pass that splits nothing: the ledger shows the whole range of what is open.
    let whole = World { path: &[], splits: false };
    let mut engine = Engine { book, household, on, asks: &mut assessment.asks, grants_weak: false };
    let pass = engine.evaluate(&whole, &mut ledgers);
    if let Err(Stop::Overflow) = pass {
        return Err(Refused::Overflow(Overflow));
    }
    assessment.ledgers = ledgers;
    Ok(assessment)
}

/// Assesses a household without keeping ledgers: the same verdicts, for screening many.
///
/// # Errors
/// As [`assess`].
pub fn screen(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    found::<Silent>(book, household, on)
}

fn found<T: Trace + Default>(book: &Book, household: &Household, on: Day) -> Result<Assessment, Refused> {
    let problems = check(household, on);
    if !problems.is_empty() {
        return Err(Refused::Problems(problems));
    }
    let mut asks = Asks::default();
    let mut run = |grants_weak: bool| -> Result<Explored<Outcome>, Overflow> {
        explore(|world| Engine { book, household, on, asks: &mut asks, grants_weak }.evaluate(world, &mut T::default()))
    };
    let found = run(false)?;
    let is_weak = found.outcome.lines.iter().any(|line| line.standing == Standing::Weak);
    let granted = if is_weak { Some(run(true)?) } else { None };
    Ok(found.outcome.tell(book, asks, granted, found.worlds, found.widened))
}

/// One evaluation's view of everything it needs.
struct Engine<'a> {
    book: &'a Book,
    household: &'a Household,
    on: Day,
    asks: &'a mut Asks,
    /// Whether weakly sourced figures are taken as right.
    grants_weak: bool,
}

/// What one world yields; after joining, what all of them do.
struct Outcome {
    members: Vec<Across>,
    /// For each category its conditions.
    conditions: Vec<Vec<Across>>,
    fits: Vec<Across>,
    grants: Vec<Option<Bounds>>,
    figures: Vec<Figure>,
    lines: Vec<LineUsed>,
    groups: Vec<Together>,
}

struct Together {
    fits: Across,
    gates: [Across; 5],
    vectors: BTreeSet<Vec<Option<bool>>>,
}

/// What is worked out once per world.
struct Scene<'w> {
    world: &'w World<'w>,
    members: Vec<Truth>,
    people: (u32, Option<u32>),
    figures: Vec<accounting::Figure>,
    fits: Vec<Truth>,
    lines: Vec<(Bounds, AskSet, LineUsed)>,
}

impl Engine<'_> {
    fn evaluate<T: Trace>(&mut self, world: &World<'_>, trace: &mut T) -> Result<Outcome, Stop> {
        let book = self.book;
        let members = self.members(world)?;
        let mut scene = Scene {
            world,
            people: self.people(&members),
            members,
            figures: Vec::with_capacity(book.accounts.len()),
            fits: Vec::with_capacity(book.categories.len()),
            lines: Vec::with_capacity(book.lines.len()),
        };
        for line in 0..book.lines.len() {
            scene.lines.push(self.line(world, line)?);
        }
        for (index, account) in book.accounts.iter().enumerate() {
            let accounting = Accounting {
                index,
                account,
                household: self.household,
                on: self.on,
                members: &scene.members,
                world,
                asks: self.asks,
                trace,
            };
            scene.figures.push(accounting.figure()?);
        }
        let mut conditions = Vec::with_capacity(book.categories.len());
        for category in &book.categories {
            let mut needs = Vec::with_capacity(category.needs.len());
            for need in &category.needs {
                needs.push(self.test(&scene, &need.test)?);
            }
            scene.fits.push(needs.iter().copied().fold(Truth::Holds, Truth::and));
            conditions.push(needs);
        }
        self.outcome(scene, conditions)
    }

    fn outcome(&mut self, scene: Scene<'_>, conditions: Vec<Vec<Truth>>) -> Result<Outcome, Stop> {
        let book = self.book;
        let mut grants = Vec::with_capacity(book.categories.len());
        for (category, fits) in book.categories.iter().zip(&scene.fits) {
            let grant = category.grant.as_ref().filter(|_| fits.may_hold());
            grants.push(grant.map(|grant| gap(grant, &scene)).transpose()?);
        }
        let mut figures = Vec::with_capacity(scene.figures.len());
        for figure in &scene.figures {
            figures.push(per_head(figure.sum, scene.people)?);
        }
        let groups = book.exclusive.iter().map(|group| together(book, group, &scene.fits, &conditions)).collect();
        let lines = scene.lines.iter().map(|(_, _, used)| *used).collect();
        let across = |truths: Vec<Truth>| truths.into_iter().map(Across::from).collect();
        let conditions = conditions.into_iter().map(across).collect();
        let (members, fits) = (across(scene.members), across(scene.fits));
        Ok(Outcome { members, conditions, fits, grants, figures, lines, groups })
    }

    fn members(&mut self, world: &World<'_>) -> Result<Vec<Truth>, Stop> {
        (0..self.household.people.items.len())
            .map(|who| {
                let counts = member::counts(self.book, self.household, self.on, who, self.asks);
                world.settle(Fork::Member(who), counts)
            })
            .collect()
    }

    fn people(&self, members: &[Truth]) -> (u32, Option<u32>) {
        let count = |counted: fn(Truth) -> bool| {
            u32::try_from(members.iter().filter(|truth| counted(**truth)).count()).unwrap_or(u32::MAX)
        };
        let most = self.household.people.is_complete().then(|| count(Truth::may_hold));
        (count(|truth| truth == Truth::Holds).max(1), most.map(|n| n.max(1)))
    }

    fn test(&mut self, scene: &Scene<'_>, test: &Test) -> Result<Truth, Stop> {
        Ok(match test {
            Test::All(tests) => {
                let mut all = Truth::Holds;
                for one in tests {
                    all = all.and(self.test(scene, one)?);
                    if all == Truth::Fails {
                        break;
                    }
                }
                all
            }
            Test::Any(tests) => {
                let mut any = Truth::Fails;
                for one in tests {
                    any = any.or(self.test(scene, one)?);
                    if any == Truth::Holds {
                        break;
                    }
                }
                any
            }
            Test::Not(one) => !self.test(scene, one)?,
            Test::IncomePerHead { account, is, line, times } => {
                self.income_per_head(scene, *account, *is, *line, *times)?.and(self.somebody(scene))
            }
            Test::AssetsWithin(limit) => self.assets_within(*limit),
            Test::Reads { reading, option } => self.reads(scene.world, *reading, *option)?,
            Test::Judged(judgement) => Truth::Open(self.asks.intern(Ask::Judgement(*judgement))),
            Test::Fits(category) => scene.fits.get(*category).copied().unwrap_or(Truth::Fails),
            // INVARIANT: a rulebook is refused when it asks of a household what only a person has.
            Test::Relation(_)
            | Test::AgeUnder(_)
            | Test::Studies(_)
            | Test::Away(_)
            | Test::LivesTogether
            | Test::SharesPurse
            | Test::Married
            | Test::Dependent => Truth::Fails,
        })
    }

    /// Whether anybody counts: among nobody there is no income per head, below a line or above.
    fn somebody(&self, scene: &Scene<'_>) -> Truth {
        let told = scene.members.iter().fold(Truth::Fails, |any, one| any.or(*one));
        if self.household.people.is_complete() { told } else { Truth::Holds }
    }

    /// Income per head (人均收入) against a line, decided without dividing: income × 12 ? line × times × people × months.
    /// Exact; open while any of the three is, with exactly the asks their width hangs on.
    fn income_per_head(
        &mut self,
        scene: &Scene<'_>,
        account: usize,
        is: Side,
        line: usize,
        times: Multiple,
    ) -> Result<Truth, Stop> {
        let (Some(figure), Some((yearly, line_asks, _))) = (scene.figures.get(account), scene.lines.get(line)) else {
            return Ok(Truth::Fails);
        };
        let months = Decimal::from(self.book.window.months);
        let scaled = |sum: Option<Yuan>, factor: Decimal| sum.map(|sum| sum.times(factor)).transpose();
        let (few, many) = scene.people;
        let income = Bounds {
            low: scaled(figure.sum.low, Decimal::from(12))?,
            high: scaled(figure.sum.high, Decimal::from(12))?,
        };
        let bar = |people: u32| Decimal::from(people).checked_mul(months)?.checked_mul(times.decimal());
        let least = scaled(yearly.low, bar(few).ok_or(Overflow)?)?.unwrap_or(Yuan::ZERO);
        let most = match many {
            Some(many) => scaled(yearly.high, bar(many).ok_or(Overflow)?)?,
            None => None,
        };
        let can = |order| {
            let by_bounds = match order {
                Ordering::Less => income.low.zip(most).is_none_or(|(low, most)| low < most),
                Ordering::Greater => income.high.is_none_or(|high| high > least),
                Ordering::Equal => {
                    income.low.zip(most).is_none_or(|(low, most)| low <= most)
                        && income.high.is_none_or(|high| high >= least)
                }
            };
            by_bounds && scene.world.compares(account, line, times, order)
        };
        let orders = [Ordering::Less, Ordering::Equal, Ordering::Greater];
        let possible: Vec<u8> = orders.into_iter().filter(|order| can(*order)).map(side).collect();
        let width = scene.members.iter().fold(figure.asks.union(*line_asks), |asks, one| asks.union(one.asks()));
        let asks = match many {
            Some(_) => width,
            None => width.union(self.asks.intern(Ask::Answer(Fact::PeopleComplete))),
        };
        let on_side = |outcome: &u8| is.admits(side_of(*outcome));
        if possible.is_empty() {
            // Earlier decisions on this path already exclude every side: no household is here, and nothing is claimed.
            return Ok(Truth::Open(asks));
        }
        if possible.iter().all(on_side) {
            return Ok(Truth::Holds);
        }
        if !possible.iter().any(on_side) {
            return Ok(Truth::Fails);
        }
        let decided = scene.world.outcome(Fork::Against(account, line, times), &possible, asks)?;
        Ok(decided.map_or(Truth::Open(asks), |outcome| Truth::of(on_side(&outcome))))
    }

    fn reads(&mut self, world: &World<'_>, reading: usize, option: usize) -> Result<Truth, Stop> {
        let asks = self.asks.intern(Ask::Reading(reading));
        let options = self.book.readings.get(reading).map_or(0, |r| r.options.len());
        let possible: Vec<u8> = (0..options).filter_map(|o| u8::try_from(o).ok()).collect();
        let outcome = world.outcome(Fork::Reading(reading), &possible, asks)?;
        Ok(outcome.map_or(Truth::Open(asks), |o| Truth::of(usize::from(o) == option)))
    }

    /// Within a limit whose figures are not published: holds when the family owns nothing the limit could catch, and
    /// is otherwise the office's to verify. It never fails.
    fn assets_within(&mut self, limit: usize) -> Truth {
        let Some(caught) = self.book.limits.get(limit).map(|l| &l.catches) else {
            return Truth::Fails;
        };
        let verify = self.asks.intern(Ask::Limit(limit));
        let mut within = Truth::Holds;
        for thing in caught {
            let (owns, field) = self.household.assets.owns(*thing);
            within = within.and(match owns {
                Some(false) => Truth::Holds,
                // Once something is caught, no further answer of the family can spare the office its check.
                Some(true) => return Truth::Open(verify),
                None => Truth::Open(verify.union(self.asks.intern(Ask::Answer(Fact::Asset(field))))),
            });
        }
        within
    }

    /// A line for this household on the day: its bounds by the year, the asks they hang on, and how it stands.
    fn line(&mut self, world: &World<'_>, index: usize) -> Result<(Bounds, AskSet, LineUsed), Stop> {
        let Some(line) = self.book.lines.get(index) else {
            return Ok((Bounds::NOT_NEGATIVE, AskSet::EMPTY, LineUsed::UNPUBLISHED));
        };
        if line.amounts.iter().all(|amount| amount.area.is_none()) {
            return Ok(self.amount(index, &line.amounts, None)?);
        }
        let area = match &self.household.area {
            Known::Is(area) => Some(*area),
            Known::OneOf(areas) if areas.iter().all(|area| areas.first() == Some(area)) => areas.first().copied(),
            _ => None,
        };
        if area.is_some() {
            return Ok(self.amount(index, &line.amounts, area)?);
        }
        let urban = self.amount(index, &line.amounts, Some(Area::Urban))?;
        let rural = self.amount(index, &line.amounts, Some(Area::Rural))?;
        if urban == rural {
            return Ok(urban);
        }
        let asks = self.asks.intern(Ask::Answer(Fact::Area));
        Ok(match world.outcome(Fork::Area, &[0, 1], asks)? {
            Some(0) => urban,
            Some(_) => rural,
            None => {
                let asks = urban.1.union(rural.1).union(asks);
                (urban.0.or(rural.0), asks, LineUsed { amount: None, standing: Standing::AreaOpen })
            }
        })
    }

    fn amount(
        &mut self,
        line: usize,
        amounts: &[Amount],
        area: Option<Area>,
    ) -> Result<(Bounds, AskSet, LineUsed), Overflow> {
        let is_for = |amount: &Amount| (amount.area.is_none() || amount.area == area) && amount.from <= self.on;
        let latest = amounts.iter().enumerate().filter(|(_, a)| is_for(a)).max_by_key(|(_, a)| a.from);
        let Some((at, amount)) = latest else {
            let asks = self.asks.intern(Ask::Unpublished(line));
            return Ok((Bounds::NOT_NEGATIVE, asks, LineUsed::UNPUBLISHED));
        };
        let used = |standing| LineUsed { amount: Some(at), standing };
        let yearly = amount.value.yearly()?;
        if !amount.cite.confidence.is_firm() && !self.grants_weak {
            let asks = self.asks.intern(Ask::Unconfirmed(line));
            return Ok((Bounds::NOT_NEGATIVE, asks, used(Standing::Weak)));
        }
        let last_known = amount.until.map_or(amount.checked, |until| until.min(amount.checked));
        if self.on > last_known {
            let asks = self.asks.intern(Ask::Stale(line));
            return Ok((Bounds { low: Some(yearly), high: None }, asks, used(Standing::Stale)));
        }
        Ok((Bounds::exactly(yearly), AskSet::EMPTY, used(Standing::InForce)))
    }
}

impl LineUsed {
    const UNPUBLISHED: Self = Self { amount: None, standing: Standing::Unpublished };
}

/// 差额: the line for every member less the household's income, never below 0; 元 a year.
fn gap(grant: &Grant, scene: &Scene<'_>) -> Result<Bounds, Overflow> {
    let Grant::Gap { account, line, .. } = grant;
    let (Some(figure), Some((yearly, _, _))) = (scene.figures.get(*account), scene.lines.get(*line)) else {
        return Ok(Bounds::NOT_NEGATIVE);
    };
    let (few, many) = scene.people;
    let top = match many {
        Some(many) => yearly.times_count(few, many)?,
        None => Bounds { high: None, ..yearly.times_count(few, few)? },
    };
    // A loss or a deduction beyond the income lifts nobody's gap above the line itself.
    Ok(top.minus(figure.sum.or_zero())?.or_zero())
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

fn together(book: &Book, group: &[usize], fits: &[Truth], conditions: &[Vec<Truth>]) -> Together {
    let of = |category: usize| fits.get(category).copied().unwrap_or(Truth::Fails);
    let passes = |category: usize, gate: Gate| {
        let needs = book.categories.get(category).map_or(&[][..], |c| &c.needs);
        let found = conditions.get(category).map_or(&[][..], |c| c);
        let at_gate = needs.iter().zip(found).filter(|(need, _)| need.gate == gate);
        at_gate.fold(Truth::Holds, |all, (_, truth)| all.and(*truth))
    };
    let any = |truth: &dyn Fn(usize) -> Truth| group.iter().fold(Truth::Fails, |any, c| any.or(truth(*c)));
    let decided = |truth: Truth| match truth {
        Truth::Holds => Some(true),
        Truth::Fails => Some(false),
        Truth::Open(_) => None,
    };
    Together {
        fits: any(&of).into(),
        gates: Gate::ALL.map(|gate| any(&|category| passes(category, gate)).into()),
        vectors: BTreeSet::from([group.iter().map(|category| decided(of(*category))).collect()]),
    }
}

impl Join for Outcome {
    fn join(&mut self, other: Self, deciding: AskSet, fork: u64) {
        let truths = |mine: &mut [Across], theirs: &[Across]| {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.join(*theirs, deciding, fork);
            }
        };
        truths(&mut self.members, &other.members);
        truths(&mut self.fits, &other.fits);
        for (mine, theirs) in self.conditions.iter_mut().zip(&other.conditions) {
            truths(mine, theirs);
        }
        for (mine, theirs) in self.grants.iter_mut().zip(other.grants) {
            *mine = match (*mine, theirs) {
                (Some(a), Some(b)) => Some(a.or(b)),
                (one, None) | (None, one) => one,
            };
        }
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
        for (mine, theirs) in self.groups.iter_mut().zip(other.groups) {
            mine.fits.join(theirs.fits, deciding, fork);
            truths(&mut mine.gates, &theirs.gates);
            mine.vectors.extend(theirs.vectors);
        }
    }
}

impl Outcome {
    fn tell(self, book: &Book, asks: Asks, granted: Option<Explored<Self>>, worlds: u32, widened: bool) -> Assessment {
        let truths = |all: Vec<Across>| -> Vec<Truth> { all.into_iter().map(|one| one.truth).collect() };
        let assumed = granted.as_ref().map(|g| &g.outcome.fits);
        let verdicts = self.fits.iter().zip(self.conditions).zip(self.grants).enumerate();
        let verdicts = verdicts.map(|(index, ((fits, conditions), grant))| Verdict {
            fits: fits.truth,
            word: Word::of(fits.truth, &asks),
            assumed: assumed
                .and_then(|all| all.get(index))
                .filter(|granted| granted.truth != fits.truth)
                .map(|granted| Word::of(granted.truth, &asks)),
            conditions: truths(conditions),
            grant,
        });
        let verdicts = verdicts.collect();
        let groups = book.exclusive.iter().zip(self.groups).map(|(categories, group)| Group {
            categories: categories.clone(),
            fits: group.fits.truth,
            gates: Gate::ALL.into_iter().zip(group.gates.map(|gate| gate.truth)).collect(),
            vectors: group.vectors.into_iter().collect(),
        });
        Assessment {
            members: truths(self.members),
            verdicts,
            groups: groups.collect(),
            figures: self.figures,
            lines: self.lines,
            ledgers: Ledgers::default(),
            worlds: worlds + granted.as_ref().map_or(0, |g| g.worlds),
            widened: widened || granted.is_some_and(|g| g.widened),
            asks,
        }
    }
}
