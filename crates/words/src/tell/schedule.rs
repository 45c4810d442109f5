//! A schedule, told: how long a step takes, from when, by which day.

use doudi_engine::calendar::NoCalendar;
use doudi_engine::rules::{Book, Event, Route, Span, SpanUnit, Start, Step, Takes};
use doudi_engine::schedule::{Fit, Planned, Track, When};
use doudi_facts::day::Day;

use crate::{Lang, Words};

impl Words {
    /// A day, without its year where that is the year of another day: `12月18日`.
    pub fn day_near(self, day: Day, near: Day) -> String {
        match self.lang {
            Lang::Zh if day.year() == near.year() => format!("{}月{}日", day.month(), day.day()),
            Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Lang::En => day.to_string(),
        }
    }

    /// A day with its year.
    pub fn day(self, day: Day) -> String {
        self.day_near(day, Day::FIRST)
    }

    /// How long a step may or must take: `20个工作日内`, `7天`, `不少于5天`, `从下个月起`.
    pub fn takes(self, takes: Takes) -> String {
        match takes {
            Takes::Unstated => self.schedule_unstated().to_owned(),
            Takes::NextMonth => self.schedule_next_month().to_owned(),
            Takes::Span(span) if span.at_least => self.schedule_at_least(&self.span(span)),
            // A notice lasts its days; it is not done within them.
            Takes::Span(span) if span.unit == SpanUnit::Days => self.span(span),
            Takes::Span(span) => self.schedule_within(&self.span(span)),
            Takes::Every(1) => self.schedule_monthly().to_owned(),
            Takes::Every(3) => self.schedule_quarterly().to_owned(),
            Takes::Every(6) => self.schedule_half_yearly().to_owned(),
            Takes::Every(12) => self.schedule_yearly().to_owned(),
            Takes::Every(months) => self.schedule_every_months(&months),
        }
    }

    /// A length of time: `20个工作日`.
    fn span(self, span: Span) -> String {
        let many = &span.many;
        match span.unit {
            SpanUnit::WorkingDays => self.schedule_working_days(many),
            SpanUnit::Days => self.schedule_days(many),
            SpanUnit::Hours => self.schedule_hours(many),
            SpanUnit::Months => self.schedule_months(many),
        }
    }

    /// When a step's time begins and how long it is: `受理后20个工作日内`.
    pub fn takes_from(self, step: usize, book: &Book) -> String {
        let Some(step) = book.steps.get(step) else { return String::new() };
        let takes = self.takes(step.takes);
        match step.after {
            _ if !matches!(step.takes, Takes::Span(_)) => takes,
            Start::Acceptance => self.schedule_after(&self.schedule_acceptance(), &takes),
            Start::Step(_) => self.schedule_after(&self.schedule_step_before(), &takes),
            Start::Decision => self.schedule_after(&self.schedule_decision(), &takes),
            Start::Event(event) => self.schedule_after(&self.event(event), &takes),
        }
    }

    fn event(self, event: Event) -> &'static str {
        match event {
            Event::Sent => self.schedule_sent(),
            Event::Request => self.schedule_request(),
            Event::Lead => self.schedule_lead(),
            Event::Change => self.schedule_change(),
            Event::Rise => self.schedule_rise(),
        }
    }

    /// By which day a step is due, as a cell says it; empty where no day can be told.
    pub fn due(self, planned: Planned, book: &Book, accepted: Day) -> String {
        let takes = book.steps.get(planned.step).map(|step| step.takes);
        match (planned.due, takes) {
            (When::On(day), Some(Takes::NextMonth)) => self.schedule_from_day(&self.day_near(day, accepted)),
            (When::On(day), Some(Takes::Span(Span { at_least: true, .. }))) => {
                self.schedule_least_day(&self.day_near(day, accepted))
            }
            (When::On(day), Some(Takes::Span(Span { unit: SpanUnit::Days, .. }))) => {
                self.schedule_last_day(&self.day_near(day, accepted))
            }
            (When::On(day), _) => self.schedule_by_day(&self.day_near(day, accepted)),
            (When::NoCalendar(NoCalendar(year)), _) => self.schedule_no_calendar(&year),
            (When::Undated, _) => String::new(),
        }
    }

    /// When one hears, for the categories that go one way; `names` is empty where all do.
    pub fn hears(self, track: &Track, names: &str, book: &Book, accepted: Day) -> String {
        let mut limits = Vec::new();
        for whole in &track.wholes {
            let Some(step) = book.steps.get(whole.step) else { continue };
            let by = match whole.due {
                When::On(_) => self.due(*whole, book, accepted),
                // The length is still sure.
                _ => format!("{}{}", self.takes(step.takes), self.schedule_aside(&self.due(*whole, book, accepted))),
            };
            limits.push(match route(step, book).and_then(|route| route.whose.as_ref()) {
                Some(whose) => self.schedule_hear_whose(&by, &self.of(whose)),
                None => self.schedule_hear_ordinary(&by),
            });
        }
        if let (true, Some(last)) = (limits.is_empty(), track.parts.last()) {
            let by = self.due(*last, book, accepted);
            if !by.is_empty() {
                limits.push(self.schedule_hear_parts(&by));
            }
        }
        let whose = if names.is_empty() { String::new() } else { self.schedule_whose(&names) };
        if limits.is_empty() {
            return format!("{whose}{}", self.schedule_silent());
        }
        self.schedule_hear(&self.day(accepted), &limits.join(self.pick("；", "; ")), &whose)
    }

    /// Whether the parts of a way fit inside its limits; nothing where that cannot be worked out.
    pub fn fits(self, track: &Track, book: &Book, accepted: Day) -> Vec<String> {
        let fits = track.wholes.iter().zip(&track.fits);
        fits.filter_map(|(whole, fit)| self.fit(*whole, *fit, book, accepted)).collect()
    }

    fn fit(self, whole: Planned, fit: Fit, book: &Book, accepted: Day) -> Option<String> {
        let step = book.steps.get(whole.step)?;
        let (Takes::Span(span), Some(route), Some(spare)) = (step.takes, route(step, book), fit.spare) else {
            return None;
        };
        let laid = self.day_near(fit.laid.day()?, accepted);
        let laid = if fit.unstated { self.schedule_laid_stated(&laid) } else { self.schedule_laid(&laid) };
        let (route, span) = (self.of(&route.name), self.span(span));
        Some(match (spare, fit.unstated) {
            (..0, _) => self.schedule_over(&laid, &-spare, &route, &span),
            (_, true) => self.schedule_spare_unstated(&laid, &route, &span, &spare),
            (_, false) => self.schedule_spare(&laid, &route, &span, &spare),
        })
    }
}

/// By which way a limit for the whole is.
fn route<'b>(step: &Step, book: &'b Book) -> Option<&'b Route> {
    book.routes.get(step.route?)
}
