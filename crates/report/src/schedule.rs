//! The schedule, told: when one hears, as sentences, a picture, the table behind it, and days for a calendar.

use doudi_engine::rules::{Span, SpanUnit, Start, Step, Takes};
use doudi_engine::schedule::{Planned, Schedule, Track, When, schedule};
use doudi_facts::day::Day;

use crate::ReportInput;
use crate::block::{Bar, Block, ColumnLayout, Row, Stretch, Table, Timeline, said};
use crate::ics::{Event, calendar};

impl ReportInput<'_> {
    /// What follows if the application is accepted on its day.
    fn schedule(&self) -> Schedule {
        schedule(self.book(), self.household, self.found, self.on)
    }

    /// When one hears, a sentence for each way.
    pub(crate) fn hears(&self) -> Vec<String> {
        let schedule = self.schedule();
        let tracks = schedule.tracks.iter();
        tracks.map(|track| self.words.hears(track, &self.of_track(track, &schedule), self.book(), self.on)).collect()
    }

    /// Every step that has a day: pictures with the tables behind them.
    pub(crate) fn timetable(&self) -> Vec<Block> {
        let words = self.words;
        let schedule = self.schedule();
        let (mut blocks, mut told) = (Vec::new(), Vec::new());
        for track in &schedule.tracks {
            let names = self.of_track(track, &schedule);
            let heading = || (!names.is_empty()).then(|| Block::Heading(names.clone()));
            blocks.extend(self.picture(track, &names).or_else(heading));
            blocks.push(Block::sentences("", words.fits(track, self.book(), self.on)));
            let steps = self.steps(track, &told);
            blocks.push(steps.unwrap_or_else(|| Block::plain(words.schedule_silent())));
            told.extend(track.later.iter().map(|planned| planned.step));
        }
        blocks.push(Block::help(words.schedule_assumed()));
        said(blocks)
    }

    /// The timetable with what has no day, and its days to take along.
    pub(crate) fn step_by_step(&self) -> Vec<Block> {
        let undated = self.undated(&self.schedule().undated);
        let also = Block::Heading(self.words.schedule_also().to_owned());
        self.timetable().into_iter().chain(self.download()).chain([also, undated]).collect()
    }

    fn download(&self) -> Option<Block> {
        let text = self.calendar(self.on)?;
        Some(Block::Download {
            label: self.words.schedule_save().to_owned(),
            name: self.words.schedule_file_name().to_owned(),
            media: "text/calendar".to_owned(),
            text,
        })
    }

    /// Every day that can be told, as an iCalendar file; `written` is the day it is made. `None`: there is no such day, and
    /// a calendar without an event is none (RFC 5545, 3.6).
    pub fn calendar(&self, written: Day) -> Option<String> {
        let words = self.words;
        let schedule = self.schedule();
        let mut events: Vec<Event> = Vec::new();
        for track in &schedule.tracks {
            let all = track.parts.iter().chain(&track.wholes).chain(&track.later);
            for (planned, step) in all.filter_map(|planned| Some((*planned, self.book().steps.get(planned.step)?))) {
                let When::On(day) = planned.due else { continue };
                let id = format!("{}-{}-{}", self.place.listing.id, step.id, self.on);
                if events.iter().any(|event| event.id == id) {
                    continue;
                }
                let (name, who) = (words.of(&step.name), words.of(&step.who));
                let summary = match step.takes {
                    Takes::NextMonth => words.schedule_event_from(&name, &who),
                    Takes::Span(Span { at_least: true, .. }) => words.schedule_event_least(&name, &who),
                    Takes::Span(Span { unit: SpanUnit::Days, .. }) => words.schedule_event_last(&name, &who),
                    _ => words.schedule_event_by(&name, &who),
                };
                let mut description = words.schedule_event_help(&words.cite(&step.cite, self.book()));
                if step.after == Start::Decision {
                    description.push_str(words.schedule_event_later());
                }
                events.push(Event { id, day, summary, description });
            }
        }
        (!events.is_empty()).then(|| calendar(&events, written))
    }

    /// The categories of a way, where there is more than one way.
    fn of_track(&self, track: &Track, schedule: &Schedule) -> String {
        let others = schedule.tracks.len() > 1;
        if others { self.categories_named(&track.categories) } else { String::new() }
    }

    fn categories_named(&self, categories: &[usize]) -> String {
        let of = categories.iter().filter_map(|at| self.book().categories.get(*at));
        of.map(|category| self.words.of(&category.short)).collect::<Vec<_>>().join(self.words.pick("、", ", "))
    }

    /// What follows when something changes for a family that receives help.
    pub(crate) fn after_a_change(&self) -> Block {
        self.undated(&self.schedule().changed)
    }

    /// A bar for each step that has days; nothing where there is none.
    fn picture(&self, track: &Track, names: &str) -> Option<Block> {
        let words = self.words;
        let away = |day: Day| usize::try_from(self.on.days_until(day)).ok();
        let bar = |planned: &Planned, limits: bool| {
            let (from, due) = (planned.from.day()?, planned.due.day()?);
            let step = self.book().steps.get(planned.step)?;
            // The day it is counted from is not part of it.
            let stretch = Stretch { from: away(from)?.saturating_add(1), to: away(due)?.saturating_add(1) };
            let day = words.due(*planned, self.book(), self.on);
            Some(Bar { name: words.of(&step.name).to_owned(), day, stretch, limits })
        };
        let parts = track.parts.iter().filter_map(|planned| bar(planned, false));
        let bars: Vec<Bar> = parts.chain(track.wholes.iter().filter_map(|planned| bar(planned, true))).collect();
        let days = bars.iter().map(|bar| bar.stretch.to).max()?;
        let day = words.day(self.on);
        let caption =
            if names.is_empty() { words.schedule_picture(&day) } else { words.schedule_picture_of(&day, &names) };
        let rest = self.rest(days);
        Some(Block::Timeline(Timeline { caption, key: words.schedule_bar_rest().to_owned(), days, rest, bars }))
    }

    /// The days off among so many from the day of acceptance on.
    fn rest(&self, days: usize) -> Vec<Stretch> {
        let calendars = doudi_engine::calendar::Calendars(&self.book().calendars);
        let mut rest: Vec<Stretch> = Vec::new();
        for (at, away) in (0..days).zip(0..) {
            let Some(day) = self.on.plus_days(away) else { break };
            if calendars.is_working(day) != Ok(false) {
                continue;
            }
            match rest.last_mut().filter(|last| last.to == at) {
                Some(last) => last.to = at + 1,
                None => rest.push(Stretch { from: at, to: at + 1 }),
            }
        }
        rest
    }

    /// The table behind a picture; `None` where nothing is told that was not told already.
    fn steps(&self, track: &Track, told: &[usize]) -> Option<Block> {
        let words = self.words;
        let all = track.parts.iter().chain(&track.wholes).chain(&track.later);
        // What follows every decision and has no day is told once.
        let is_told = |planned: &&Planned| !(planned.due == When::Undated && told.contains(&planned.step));
        let rows = all.filter(is_told).filter_map(|planned| {
            let step = self.book().steps.get(planned.step)?;
            let mut row = self.row(step, planned.step);
            let only: Vec<usize> = track.categories.iter().copied().filter(|category| step.is_for(*category)).collect();
            if only.len() < track.categories.len() {
                row.notes.insert(0, words.schedule_only_for(&self.categories_named(&only)));
            }
            row.cells.push(words.due(*planned, self.book(), self.on));
            Some(row)
        });
        let head = [words.schedule_step(), words.schedule_who(), words.schedule_takes(), words.schedule_due()];
        let rows: Vec<Row> = rows.collect();
        (!rows.is_empty()).then(|| table(head.map(str::to_owned).into(), rows))
    }

    /// What has no day of its own.
    fn undated(&self, steps: &[usize]) -> Block {
        let words = self.words;
        let rows = steps.iter().filter_map(|at| Some(self.row(self.book().steps.get(*at)?, *at)));
        let head = [words.schedule_step(), words.schedule_who(), words.schedule_takes()];
        table(head.map(str::to_owned).into(), rows.collect())
    }

    /// A step: who, how long, and below it what is left open, what the nation has instead, and where it stands.
    fn row(&self, step: &Step, at: usize) -> Row {
        let (words, book) = (self.words, self.book());
        let mut notes: Vec<String> = step.note.iter().map(|note| words.of(note).to_owned()).collect();
        // What the nation has alike, or gives no time, is no difference.
        let differs = step.instead.iter().filter(|other| ![step.takes, Takes::Unstated].contains(&other.takes));
        notes.extend(differs.map(|other| {
            words.schedule_instead(&words.of(&other.name), &words.cite(&other.cite, book), &words.takes(other.takes))
        }));
        notes.push(words.cite(&step.cite, book));
        let cells = vec![words.of(&step.who).to_owned(), words.takes_from(at, book)];
        Row { name: words.of(&step.name).to_owned(), notes, cells }
    }
}

fn table(head: Vec<String>, rows: Vec<Row>) -> Block {
    Block::Table(Table { look: ColumnLayout::Steps, unit: String::new(), head, rows, sums: Vec::new() })
}
