//! The schedule in the report for other programs: every step of every way, with its day.

use doudi_engine::calendar::NoCalendar;
use doudi_engine::rules::{Book, Event, SpanUnit, Stage, Start, Takes};
use doudi_engine::schedule::{Fit, Planned, When, schedule};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use serde::Serialize;

use super::{Cite, Name, Reporter};

/// What follows if the application is accepted on a day.
#[derive(Debug, Serialize)]
pub(super) struct Schedule {
    /// The day of acceptance: the day of the application.
    accepted: Day,
    tracks: Vec<Track>,
    /// What no day can be told of.
    undated: Vec<Step>,
}

/// The way to a decision for categories that share it.
#[derive(Debug, Serialize)]
struct Track {
    categories: Vec<String>,
    parts: Vec<Step>,
    wholes: Vec<Step>,
    /// Whether the parts fit inside each of `wholes`.
    fits: Vec<Inside>,
    /// If the decision comes on the last day of the first of `wholes`.
    later: Vec<Step>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Step {
    id: String,
    stage: Stage,
    /// The id of its way, of a limit for the whole; else `null`.
    route: Option<String>,
    name: Name,
    who: Name,
    /// The id of a step, `acceptance`, `decision`, or what nobody can date.
    after: After,
    takes: Length,
    /// `null`: no day can be told.
    due: Option<Day>,
    /// The year whose calendar is missing; `null`: none is.
    no_calendar: Option<i32>,
    cite: Cite,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum After {
    Conclusion(&'static str),
    Step(String),
    Event(Event),
}

/// `{ "working-days": 20 }`; every key but one is left out, and all of them where no text says.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Length {
    #[serde(skip_serializing_if = "Option::is_none")]
    working_days: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    months: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    every_months: Option<u8>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    next_month: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    at_least: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Inside {
    /// The day the parts end if each takes all its time.
    laid: Option<Day>,
    /// Whether some part has no written length, and was taken to need none.
    unstated: bool,
    /// Working days to spare; below 0: too many.
    spare: Option<i64>,
}

impl Reporter<'_> {
    pub(super) fn schedule(&self, household: &Household, accepted: Day) -> Schedule {
        let schedule = schedule(self.book, household, self.found, accepted);
        let each = |planned: &[Planned]| planned.iter().filter_map(|one| self.step(one.step, one.due)).collect();
        let tracks = schedule.tracks.iter().map(|track| Track {
            categories: track
                .categories
                .iter()
                .filter_map(|at| Some(self.book.categories.get(*at)?.id.clone()))
                .collect(),
            parts: each(&track.parts),
            wholes: each(&track.wholes),
            fits: track
                .fits
                .iter()
                .map(|Fit { laid, unstated, spare }| Inside { laid: laid.day(), unstated: *unstated, spare: *spare })
                .collect(),
            later: each(&track.later),
        });
        Schedule {
            accepted: schedule.accepted,
            tracks: tracks.collect(),
            undated: schedule.undated.iter().filter_map(|at| self.step(*at, When::Undated)).collect(),
        }
    }

    fn step(&self, at: usize, due: When) -> Option<Step> {
        let step = self.book.steps.get(at)?;
        let no_calendar = match due {
            When::NoCalendar(NoCalendar(year)) => Some(year),
            _ => None,
        };
        Some(Step {
            id: step.id.clone(),
            stage: step.stage,
            route: step.route.and_then(|at| Some(self.book.routes.get(at)?.id.clone())),
            name: (&step.name).into(),
            who: (&step.who).into(),
            after: after(step.after, self.book),
            takes: length(step.takes),
            due: due.day(),
            no_calendar,
            cite: self.cite(&step.cite),
        })
    }
}

fn after(after: Start, book: &Book) -> After {
    match after {
        Start::Acceptance => After::Conclusion("acceptance"),
        Start::Decision => After::Conclusion("decision"),
        Start::Step(at) => After::Step(book.steps.get(at).map_or_else(String::new, |step| step.id.clone())),
        Start::Event(event) => After::Event(event),
    }
}

fn length(takes: Takes) -> Length {
    let none = Length::default();
    match takes {
        Takes::Unstated => none,
        Takes::NextMonth => Length { next_month: true, ..none },
        Takes::Every(months) => Length { every_months: Some(months), ..none },
        Takes::Span(span) => {
            let none = Length { at_least: span.at_least, ..none };
            let many = Some(span.many);
            match span.unit {
                SpanUnit::WorkingDays => Length { working_days: many, ..none },
                SpanUnit::Days => Length { days: many, ..none },
                SpanUnit::Hours => Length { hours: many, ..none },
                SpanUnit::Months => Length { months: many, ..none },
            }
        }
    }
}
