//! A scene (情形): what one evaluation under one path of decisions works out, each figure once and only when asked for.

use std::rc::Rc;

use crate::accounting::{Accounting, Figure, Silent, Whose};
use crate::ask::{Ask, AskSet, Asks, Fact};
use crate::day::Day;
use crate::facts::{Area, Household};
use crate::known::Known;
use crate::money::{Bounds, Overflow, Yuan};
use crate::rules::{Amount, Book};
use crate::truth::{Truth, mix};
use crate::verdict::{LineUsed, Standing};
use crate::world::{Fork, Stop, World};

/// Everything an evaluation needs that does not change from world to world.
pub(crate) struct Engine<'a> {
    pub(crate) book: &'a Book,
    pub(crate) household: &'a Household,
    pub(crate) on: Day,
    pub(crate) asks: &'a mut Asks,
    /// Whether weakly sourced figures are taken as right.
    pub(crate) grants_weak: bool,
    /// Figures that are compared with the same line more than once, so that the comparisons must agree: account, line,
    /// area.
    pub(crate) shared: Vec<(usize, usize, Option<Area>)>,
}

/// What something worked out is known by: its index, whose or of which area it is, and whether it was found without
/// splitting; then it is wider, and no answer where the world may split.
type Key<T> = (usize, T, bool);

/// What is worked out in one world.
pub(crate) struct Scene<'w> {
    pub(crate) world: &'w World<'w>,
    /// Above 0 nothing splits the world: what is open stays open.
    pub(crate) quiet: u32,
    /// Whether what the office decides of single sums stays open: a figure's ends are the same either way.
    pub(crate) keeps_treatments_open: bool,
    members: Option<Members>,
    pub(crate) figures: Vec<(Key<Option<usize>>, Figure)>,
    lines: Vec<(Key<Option<Area>>, LineFound)>,
    pub(crate) fits: Vec<(Key<Option<usize>>, Fit)>,
    /// A mark of the figures on which what is open hangs: the same truth over other figures is another truth.
    pub(crate) hangs_on: u64,
}

/// Whether a category fits, and a mark of the figures on which that hangs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fit {
    pub(crate) truth: Truth,
    pub(crate) hangs_on: u64,
}

/// Who counts, and how many that makes.
#[derive(Clone)]
pub(crate) struct Members {
    pub(crate) each: Rc<[Truth]>,
    /// At least, and at most; `None`: no upper bound.
    pub(crate) people: (u32, Option<u32>),
}

/// A line for this household on the day: its bounds by the year, the asks they hang on, and how it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineFound {
    pub(crate) yearly: Bounds,
    pub(crate) asks: AskSet,
    pub(crate) used: LineUsed,
}

impl<'w> Scene<'w> {
    pub(crate) fn new(world: &'w World<'w>) -> Self {
        Self {
            world,
            quiet: 0,
            keeps_treatments_open: false,
            members: None,
            figures: Vec::new(),
            lines: Vec::new(),
            fits: Vec::new(),
            hangs_on: 0,
        }
    }

    /// Notes what something open that is part of another hangs on.
    pub(crate) fn note_mark(&mut self, mark: u64) {
        if mark != 0 {
            self.hangs_on = mix(self.hangs_on, mark);
        }
    }

    /// Notes sums on which something open hangs.
    pub(crate) fn note(&mut self, sums: &[Bounds], people: (u32, Option<u32>)) {
        let number = |sum: Option<Yuan>| {
            let decimal = sum.map(|sum| sum.decimal().normalize());
            // The low half of so large a number is enough for a mark.
            decimal.map_or(1, |decimal| mix(decimal.mantissa() as u64, u64::from(decimal.scale())))
        };
        let sums = sums.iter().flat_map(|bounds| [bounds.low, bounds.high]).map(number);
        let people = [u64::from(people.0), people.1.map_or(u64::MAX, u64::from)];
        self.hangs_on = sums.chain(people).fold(self.hangs_on, mix);
    }

    /// Whether nothing splits the world here.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet > 0
    }

    /// The outcome of a fork, which splits the world where it may.
    pub(crate) fn outcome(&self, fork: Fork, possible: &[u8], asks: AskSet) -> Result<Option<u8>, Stop> {
        let may_split = match fork {
            Fork::Treatment(_) => !self.keeps_treatments_open,
            _ => true,
        };
        self.world.outcome(fork, possible, asks, may_split && !self.is_quiet())
    }

    /// A truth, split over when it is open.
    pub(crate) fn settle(&self, fork: Fork, truth: Truth) -> Result<Truth, Stop> {
        let Truth::Open(asks) = truth else {
            return Ok(truth);
        };
        Ok(self.outcome(fork, &[0, 1], asks)?.map_or(truth, |outcome| Truth::of(outcome == 1)))
    }
}

impl Engine<'_> {
    /// Who counts, each settled in this world.
    pub(crate) fn members(&mut self, scene: &mut Scene<'_>) -> Result<Members, Stop> {
        if let Some(known) = &scene.members {
            return Ok(known.clone());
        }
        let mut each = Vec::with_capacity(self.household.people.items.len());
        for who in 0..self.household.people.items.len() {
            let book = self.book;
            let mut any = |rules: &[crate::rules::MemberRule]| {
                rules.iter().try_fold(Truth::Fails, |so_far, rule| match so_far {
                    Truth::Holds => Ok(Truth::Holds),
                    _ => self.test(scene, Some(who), &rule.test).map(|truth| so_far.or(truth)),
                })
            };
            let stranger = any(&book.strangers)?;
            let counts = if stranger == Truth::Holds { Truth::Fails } else { any(&book.members)?.and(!stranger) };
            each.push(scene.settle(Fork::Member(who), counts)?);
        }
        let count = |counted: fn(Truth) -> bool| {
            u32::try_from(each.iter().filter(|truth| counted(**truth)).count()).unwrap_or(u32::MAX)
        };
        let most = self.household.people.is_complete().then(|| count(Truth::may_hold));
        let people = (count(|truth| truth == Truth::Holds).max(1), most.map(|n| n.max(1)));
        let found = Members { each: each.into(), people };
        scene.members = Some(found.clone());
        Ok(found)
    }

    /// Whether anybody counts: among nobody there is no income per head, below a line or above.
    pub(crate) fn somebody(&self, members: &Members) -> Truth {
        let told = members.each.iter().fold(Truth::Fails, |any, one| any.or(*one));
        if self.household.people.is_complete() { told } else { Truth::Holds }
    }

    /// What an account counts of the household, or of one person alone.
    pub(crate) fn figure(&mut self, scene: &mut Scene<'_>, account: usize, who: Option<usize>) -> Result<Figure, Stop> {
        let key = (account, who, scene.is_quiet());
        if let Some((_, known)) = scene.figures.iter().find(|(known, _)| *known == key) {
            return Ok(*known);
        }
        let whose = match who {
            None => Whose::Members(self.members(scene)?.each),
            Some(who) => Whose::Alone(who),
        };
        let mut silent = Silent;
        let figure = match Accounting::new(self, scene, account, whose, &mut silent) {
            Some(accounting) => accounting.figure()?,
            None => Figure::NOTHING,
        };
        scene.figures.push((key, figure));
        Ok(figure)
    }

    /// A line for this household, or of one area whatever the household's.
    pub(crate) fn line(&mut self, scene: &mut Scene<'_>, index: usize, area: Option<Area>) -> Result<LineFound, Stop> {
        let key = (index, area, scene.is_quiet());
        if let Some((_, known)) = scene.lines.iter().find(|(known, _)| *known == key) {
            return Ok(*known);
        }
        let found = self.find_line(scene, index, area)?;
        scene.lines.push((key, found));
        Ok(found)
    }

    fn find_line(&mut self, scene: &mut Scene<'_>, index: usize, area: Option<Area>) -> Result<LineFound, Stop> {
        let book = self.book;
        let Some(line) = book.lines.get(index) else {
            return Ok(LineFound { yearly: LEAST_LINE, asks: AskSet::EMPTY, used: LineUsed::UNPUBLISHED });
        };
        if line.amounts.iter().all(|amount| amount.area.is_none()) {
            return Ok(self.amount(index, &line.amounts, None)?);
        }
        if let Some(area) = area {
            return Ok(self.amount(index, &line.amounts, Some(area))?);
        }
        let urban = self.amount(index, &line.amounts, Some(Area::Urban))?;
        let rural = self.amount(index, &line.amounts, Some(Area::Rural))?;
        if urban == rural {
            return Ok(urban);
        }
        Ok(match self.area(scene, Some(index))? {
            Ok(Area::Urban) => urban,
            Ok(Area::Rural) => rural,
            Err(asks) => LineFound {
                yearly: urban.yearly.or(rural.yearly),
                asks: urban.asks.union(rural.asks).union(asks),
                used: LineUsed { amount: None, standing: Standing::AreaOpen },
            },
        })
    }

    /// Which area's standards apply, of a line or in general; the asks that would tell where it is open.
    pub(crate) fn area(&mut self, scene: &mut Scene<'_>, line: Option<usize>) -> Result<Result<Area, AskSet>, Stop> {
        let book = self.book;
        let mut open: Option<(Area, AskSet)> = None;
        let applies = |lines: &[usize]| lines.is_empty() || line.is_some_and(|line| lines.contains(&line));
        for (at, rule) in book.areas.iter().enumerate().filter(|(_, rule)| applies(&rule.lines)) {
            let truth = self.test(scene, None, &rule.test)?;
            match scene.settle(Fork::AreaRule(at), truth)? {
                Truth::Holds => return Ok(with(open, Ok(rule.area))),
                Truth::Fails => {}
                Truth::Open(asks) => match &mut open {
                    None => open = Some((rule.area, asks)),
                    Some((_, so_far)) => *so_far = so_far.union(asks),
                },
            }
        }
        let told = match &self.household.area {
            Known::Is(area) => Ok(*area),
            Known::OneOf(areas) if areas.iter().all(|area| areas.first() == Some(area)) && !areas.is_empty() => {
                areas.first().copied().ok_or(AskSet::EMPTY)
            }
            _ => {
                let asks = self.asks.intern(Ask::Answer(Fact::Area));
                let outcome = scene.outcome(Fork::Area, &[0, 1], asks)?;
                outcome.map(|rural| if rural == 1 { Area::Rural } else { Area::Urban }).ok_or(asks)
            }
        };
        Ok(with(open, told))
    }

    fn amount(&mut self, line: usize, amounts: &[Amount], area: Option<Area>) -> Result<LineFound, Overflow> {
        let is_for = |amount: &Amount| (amount.area.is_none() || amount.area == area) && amount.from <= self.on;
        let begun = || amounts.iter().enumerate().filter(|(_, amount)| is_for(amount));
        let Some((at, amount)) = begun().max_by_key(|(_, amount)| amount.from) else {
            let asks = self.asks.intern(Ask::Unpublished(line));
            return Ok(LineFound { yearly: LEAST_LINE, asks, used: LineUsed::UNPUBLISHED });
        };
        let used = |standing| LineUsed { amount: Some(at), standing };
        let yearly = amount.value.yearly()?;
        if !amount.cite.confidence.is_firm() && !self.grants_weak {
            let asks = self.asks.intern(Ask::Unconfirmed(line));
            // Standards are not lowered: the last firm figure is the least it can be.
            let firm = begun().filter(|(_, amount)| amount.cite.confidence.is_firm());
            let low = match firm.max_by_key(|(_, amount)| amount.from) {
                Some((_, firm)) => Some(firm.value.yearly()?),
                None => LEAST_LINE.low,
            };
            return Ok(LineFound { yearly: Bounds { low, high: None }, asks, used: used(Standing::Weak) });
        }
        let last_known = amount.until.map_or(amount.checked, |until| until.min(amount.checked));
        if self.on > last_known {
            let asks = self.asks.intern(Ask::Stale(line));
            return Ok(LineFound {
                yearly: Bounds { low: Some(yearly), high: None },
                asks,
                used: used(Standing::Stale),
            });
        }
        Ok(LineFound { yearly: Bounds::exactly(yearly), asks: AskSet::EMPTY, used: used(Standing::InForce) })
    }
}

/// A line nobody has published is positive all the same: at least a 分 a year.
pub(crate) const LEAST_LINE: Bounds = Bounds { low: Some(Yuan::FEN), high: None };

/// What is known of the area when an earlier rule is open: nothing but where both agree.
fn with(open: Option<(Area, AskSet)>, area: Result<Area, AskSet>) -> Result<Area, AskSet> {
    match (open, area) {
        (None, area) => area,
        (Some((maybe, _)), Ok(area)) if maybe == area => Ok(area),
        (Some((_, asks)), Ok(_)) => Err(asks),
        (Some((_, asks)), Err(more)) => Err(asks.union(more)),
    }
}

impl LineUsed {
    const UNPUBLISHED: Self = Self { amount: None, standing: Standing::Unpublished };
}
