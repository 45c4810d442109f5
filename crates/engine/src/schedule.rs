//! The schedule (办理时间): which steps follow for this household, and by which day each is due.
//!
//! Everything is counted from the day of acceptance, which is an argument. Nothing here promises that a day is kept;
//! it says what the texts allow.

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::order::sort_by_key;

use crate::calendar::{Calendars, NoCalendar};
use crate::rules::{Book, Category, Event, Span, SpanUnit, Stage, Start, Step, Takes, ToldAs};
use crate::verdict::Assessment;

/// What follows, and by when, if the application is accepted on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The day of acceptance (受理).
    pub accepted: Day,
    /// The ways to a decision, each for the categories that share it; last those of whose time no text says anything.
    pub tracks: Vec<Track>,
    /// What hangs on something nobody can date, or is done again and again; indices of steps.
    pub undated: Vec<usize>,
    /// What follows a change in the family, for what it receives already; indices of steps.
    pub changed: Vec<usize>,
}

/// The way to a decision for categories that share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The categories; indices, in the order of the book.
    pub categories: Vec<usize>,
    /// Its parts, in the order they end.
    pub parts: Vec<Planned>,
    /// The limits for the whole, the ordinary one first.
    pub wholes: Vec<Planned>,
    /// Whether the parts, laid end to end, fit inside each limit; in the order of `wholes`.
    pub fits: Vec<Fit>,
    /// What follows the decision, if that comes on the last day of the ordinary way.
    pub later: Vec<Planned>,
}

/// A step with its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Index of the step.
    pub step: usize,
    /// The day after which its time runs.
    pub from: When,
    /// The day it is due, or until which it lasts at least.
    pub due: When,
}

/// A day, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// That day.
    On(Day),
    /// It needs the calendar of a year that is not known.
    NoCalendar(NoCalendar),
    /// It hangs on something without a date.
    Undated,
}

impl When {
    /// The day, where it can be told.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            _ => None,
        }
    }

    fn of(day: Result<Day, NoCalendar>) -> Self {
        day.map_or_else(Self::NoCalendar, Self::On)
    }

    /// The later of the two; what cannot be told wins, for then their maximum cannot either.
    fn or_later(self, other: Self) -> Self {
        match (self, other) {
            (Self::On(one), Self::On(two)) => Self::On(one.max(two)),
            (Self::On(_), open) => open,
            (open, _) => open,
        }
    }
}

/// Whether the parts of a way fit inside its limit when each takes all the time it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// The day the last part would end, those without a stated length taking none.
    pub laid: When,
    /// Whether some part has no stated length.
    pub unstated: bool,
    /// The working days left until the limit; below 0: the parts need so many more.
    pub spare: Option<i64>,
}

/// The schedule of a household that was assessed, if its application is accepted on a day.
pub fn schedule(book: &Book, household: &Household, found: &Assessment, accepted: Day) -> Schedule {
    let planner = Planner { book, calendars: Calendars(&book.calendars), accepted };
    let applies: Vec<bool> = found.steps.iter().map(|applies| applies.may_hold()).collect();
    let mut ways: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    let categories = applied_for(book, found);
    for category in &categories {
        let way = planner.way(*category, &applies);
        match ways.iter_mut().find(|(steps, _)| *steps == way) {
            Some((_, sharing)) => sharing.push(*category),
            None => ways.push((way, vec![*category])),
        }
    }
    sort_by_key(&mut ways, |(way, _)| way.is_empty());
    let is_undated = |step: &Step| match step.stage {
        Stage::Part | Stage::Whole => false,
        Stage::After => step.after != Start::Decision,
        Stage::Regular => true,
    };
    let concerns = |step: &Step| step.categories.is_empty() || categories.iter().any(|category| step.is_for(*category));
    let receives =
        |category: &&Category| household.receives.items.iter().any(|received| Some(received.what) == category.receipt);
    let received = book.categories.iter().enumerate().filter(|(_, category)| receives(category));
    let received: Vec<usize> = received.map(|(at, _)| at).collect();
    let tracks = ways.into_iter().map(|(way, of)| planner.track(&way, of, &applies));
    Schedule {
        accepted,
        tracks: tracks.collect(),
        undated: planner.steps(&applies, |step| is_undated(step) && concerns(step)),
        changed: planner.steps(&applies, |step| {
            matches!(step.after, Start::Event(Event::Change | Event::Rise))
                && received.iter().any(|at| step.is_for(*at))
        }),
    }
}

/// The categories the family would apply for: those that may fit, or where none may, those that lead all the same.
fn applied_for(book: &Book, found: &Assessment) -> Vec<usize> {
    let may_fit = found.verdicts.iter().filter(|verdict| verdict.fits.may_hold()).map(|verdict| verdict.category);
    // A route is followed by day where it has steps of its own.
    let has_steps = |category: usize| book.steps.iter().any(|step| step.categories.contains(&category));
    let is_applied_for = |category: usize| book.is_told_as(category, ToldAs::Class) || has_steps(category);
    let mut categories: Vec<usize> = may_fit.filter(|category| is_applied_for(*category)).collect();
    categories.dedup();
    match found.groups.first() {
        Some(group) if categories.is_empty() => group.categories.clone(),
        _ => categories,
    }
}

struct Planner<'a> {
    book: &'a Book,
    calendars: Calendars<'a>,
    accepted: Day,
}

impl Planner<'_> {
    fn steps(&self, applies: &[bool], of: impl Fn(&Step) -> bool) -> Vec<usize> {
        let steps = self.book.steps.iter().enumerate().zip(applies);
        steps.filter(|((_, step), applies)| **applies && of(step)).map(|((at, _), _)| at).collect()
    }

    /// The steps to a decision on a category.
    fn way(&self, category: usize, applies: &[bool]) -> Vec<usize> {
        // What is for everybody is for those who apply for a class; a route has its own steps and no other.
        let is_class = self.book.is_told_as(category, ToldAs::Class);
        let is_for = |step: &Step| step.categories.contains(&category) || (is_class && step.is_for(category));
        self.steps(applies, |step| matches!(step.stage, Stage::Part | Stage::Whole) && is_for(step))
    }

    fn track(&self, way: &[usize], categories: Vec<usize>, applies: &[bool]) -> Track {
        let of = |stage: Stage| way.iter().copied().filter(move |at| self.is(*at, stage));
        let mut parts: Vec<usize> = of(Stage::Part).collect();
        sort_by_key(&mut parts, |at| self.end(*at, true).day().unwrap_or(Day::LAST));
        let mut wholes: Vec<usize> = of(Stage::Whole).collect();
        sort_by_key(&mut wholes, |at| self.step(*at).and_then(|step| step.route));
        let laid = parts.iter().filter(|at| self.is_anchored(**at)).map(|at| self.end(*at, true));
        let is_unstated = |at: &usize| self.step(*at).is_some_and(|step| step.takes == Takes::Unstated);
        let unstated = parts.iter().any(is_unstated);
        // Of parts none of which has a length nothing can be laid end to end.
        let laid = laid.reduce(When::or_later).filter(|_| !parts.iter().all(is_unstated)).unwrap_or(When::Undated);
        let wholes: Vec<Planned> = wholes.into_iter().map(|at| self.planned(at, When::Undated)).collect();
        let fits = wholes.iter().map(|whole| Fit { laid, unstated, spare: self.spare(laid, whole.due) }).collect();
        let decided = match wholes.first() {
            Some(whole) => whole.due,
            None if unstated => When::Undated,
            None => laid,
        };
        let later = self.steps(applies, |step| {
            step.stage == Stage::After
                && step.after == Start::Decision
                && categories.iter().any(|category| step.is_for(*category))
        });
        Track {
            parts: parts.into_iter().map(|at| self.planned(at, decided)).collect(),
            later: later.into_iter().map(|at| self.planned(at, decided)).collect(),
            categories,
            wholes,
            fits,
        }
    }

    fn step(&self, at: usize) -> Option<&Step> {
        self.book.steps.get(at)
    }

    fn is(&self, at: usize, stage: Stage) -> bool {
        self.step(at).is_some_and(|step| step.stage == stage)
    }

    fn planned(&self, at: usize, decided: When) -> Planned {
        let from = self.begin(at, false).unwrap_or(decided);
        let due = self.step(at).map_or(When::Undated, |step| self.take(from, step.takes, false));
        Planned { step: at, from, due }
    }

    /// When the time of a step begins; `None`: with the decision. `laying` lets what has no stated length take none.
    fn begin(&self, at: usize, laying: bool) -> Option<When> {
        match self.step(at)?.after {
            Start::Acceptance => Some(When::On(self.accepted)),
            // INVARIANT: a rulebook is refused when steps wait for each other in a circle.
            Start::Step(before) => Some(self.end(before, laying)),
            Start::Decision => None,
            Start::Event(_) => Some(When::Undated),
        }
    }

    fn end(&self, at: usize, laying: bool) -> When {
        let from = self.begin(at, laying).unwrap_or(When::Undated);
        self.step(at).map_or(When::Undated, |step| self.take(from, step.takes, laying))
    }

    fn take(&self, from: When, takes: Takes, laying: bool) -> When {
        // Without a length there is no day, whether or not the day it begins on is known.
        if matches!(takes, Takes::Every(_)) || (takes == Takes::Unstated && !laying) {
            return When::Undated;
        }
        let When::On(from) = from else { return from };
        let after_last = || When::NoCalendar(NoCalendar(from.year()));
        let on = |day: Option<Day>| day.map_or_else(after_last, When::On);
        match takes {
            Takes::Span(Span { many, unit: SpanUnit::WorkingDays, .. }) => When::of(self.calendars.after(from, many)),
            Takes::Span(Span { many, unit: SpanUnit::Days, .. }) => on(from.plus_days(i64::from(many))),
            Takes::Span(Span { many, unit: SpanUnit::Hours, .. }) => on(from.plus_days(i64::from(many.div_ceil(24)))),
            Takes::Span(Span { many, unit: SpanUnit::Months, .. }) => on(from.plus_months(many)),
            Takes::NextMonth => on(from.next_month()),
            Takes::Unstated | Takes::Every(_) => When::On(from),
        }
    }

    /// Whether a part hangs on the acceptance through other parts, and not on something without a date.
    fn is_anchored(&self, at: usize) -> bool {
        match self.step(at).map(|step| step.after) {
            Some(Start::Acceptance) => true,
            Some(Start::Step(before)) => self.is_anchored(before),
            _ => false,
        }
    }

    fn spare(&self, laid: When, limit: When) -> Option<i64> {
        let (laid, limit) = (laid.day()?, limit.day()?);
        let between = |one, other| self.calendars.between(one, other).ok().map(i64::from);
        if laid <= limit { between(laid, limit) } else { between(limit, laid).map(|over| -over) }
    }
}
