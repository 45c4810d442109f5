//! Calendars and steps (工作日历、步骤): read, counted again, and put in place of the nation's where a place has its own.

use std::collections::BTreeMap;

use doudi_engine::rules::{Calendar, Event, Holiday, Instead, Route, Span, SpanUnit, Stage, Start, Step, Takes};
use doudi_facts::day::Day;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};

use super::Flaws;
use super::body::Bodies;
use super::layers::Item;
use super::reader::Reader;
use super::test::About;

/// Steps that another one stands in for: which, and by what id.
#[derive(Default)]
pub(super) struct Replaced<'i, 's>(BTreeMap<&'s str, (&'i Item<'s>, &'s str)>);

impl<'i, 's> Replaced<'i, 's> {
    /// Takes the replaced ones out of what was chosen.
    pub(super) fn out_of(chosen: &mut Vec<&'i Item<'s>>, flaws: &mut Flaws) -> Self {
        let mut replaced = Self::default();
        let steps: Vec<&'i Item<'s>> = chosen.iter().copied().filter(|item| item.table() == "step").collect();
        for step in &steps {
            let reader = step.reader();
            for (spot, id) in reader.texts("instead", flaws) {
                match steps.iter().find(|other| other.id == id && other.id != step.id) {
                    Some(other) => {
                        replaced.0.entry(other.id).or_insert((*other, step.id));
                    }
                    None => flaws.add(&spot, format!("{}: no other step is called \"{id}\" here", reader.called)),
                }
            }
        }
        chosen.retain(|item| item.table() != "step" || !replaced.0.contains_key(item.id));
        replaced
    }

    /// The step that stands for an id: itself, or the one in its place.
    fn standing<'t>(&'t self, id: &'t str) -> &'t str {
        let mut id = id;
        for _ in 0..=self.0.len() {
            let Some((_, by)) = self.0.get(id) else { break };
            id = by;
        }
        id
    }
}

impl Bodies<'_, '_, '_> {
    pub(super) fn calendar(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Calendar> {
        let reader = item.reader();
        let year = item.id.parse::<u16>().ok().filter(|year| (1900..=2999).contains(year));
        if year.is_none() {
            flaws.add(&reader.spot_at("id"), format!("{}: the id is the year, such as \"2025\"", reader.called));
        }
        let mut holidays = Vec::new();
        for inner in reader.tables("holidays", "holiday", flaws) {
            let (from, to) = (
                inner.need_day("from", "give the first day off", flaws),
                inner.need_day("to", "give the last day off", flaws),
            );
            inner.done(flaws);
            let (Some(from), Some(to)) = (from, to) else { continue };
            if to < from {
                flaws.add(&inner.spot_at("to"), format!("{}: `to` is before `from`", inner.called));
            }
            holidays.push(Holiday { from, to });
        }
        let make_up = days(&reader, "make-up", flaws);
        let stated = reader.value("working-days").and_then(|value| value.get_ref().as_integer()?.as_str().parse().ok());
        let cite = self.ids.cite(&reader, true, flaws);
        reader.done(flaws);
        let calendar = Calendar { year: year?, holidays, make_up, cite: cite? };
        let told =
            calendar.holidays.iter().flat_map(|holiday| [holiday.from, holiday.to]).chain(calendar.make_up.clone());
        for day in told.filter(|day| day.year() != i32::from(calendar.year)) {
            flaws.add(&reader.spot, format!("{}: {day} lies in another year", reader.called));
        }
        for day in calendar.make_up.iter().filter(|day| !day.is_weekend()) {
            let what =
                format!("{}: {day} is no Saturday or Sunday; only those are worked as make-up days", reader.called);
            flaws.add(&reader.spot_at("make-up"), what);
        }
        let counted: usize = calendar.working_days();
        if stated != Some(counted) {
            let what = format!("{} comes to {counted} `working-days`; check it and say so", reader.called);
            flaws.add(&reader.spot_at("working-days"), what);
        }
        Some(calendar)
    }

    pub(super) fn route(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Route> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let whose = if reader.has("whose") { reader.both("whose", flaws) } else { None };
        reader.done(flaws);
        Some(Route { id: item.id.to_owned(), name: name?, whose })
    }

    pub(super) fn steps(&self, items: &[&Item<'_>], replaced: &Replaced<'_, '_>, flaws: &mut Flaws) -> Vec<Step> {
        let steps: Vec<Step> = items.iter().filter_map(|item| self.step(item, replaced, flaws)).collect();
        for (item, step) in items.iter().zip(&steps) {
            let mut after = step.after;
            for _ in 0..=steps.len() {
                let Start::Step(before) = after else { break };
                after = steps.get(before).map_or(Start::Acceptance, |step| step.after);
            }
            if matches!(after, Start::Step(_)) {
                let reader = item.reader();
                let what = format!("{}: these steps wait for each other in a circle; let one begin", reader.called);
                flaws.add(&reader.spot_at("after"), what);
            }
        }
        steps
    }

    fn step(&self, item: &Item<'_>, replaced: &Replaced<'_, '_>, flaws: &mut Flaws) -> Option<Step> {
        let reader = item.reader();
        let stage = reader.need_word("stage", "say part, whole, after or regular", flaws);
        let route = reader
            .text("route", flaws)
            .and_then(|id| self.ids.find("route", id, &reader.spot_at("route"), &reader.called, flaws));
        let (name, who) = (reader.both("name", flaws), reader.both("who", flaws));
        let after = self.start(&reader, replaced, flaws);
        let span = takes(&reader, flaws);
        let categories = reader.texts("categories", flaws);
        let categories = categories
            .into_iter()
            .filter_map(|(spot, id)| self.ids.find("category", id, &spot, &reader.called, flaws))
            .collect();
        let about = About::Household { category: 0 };
        let test = reader.table("test", flaws).and_then(|inner| self.test(&inner, about, flaws));
        let note = if reader.has("note") { reader.both("note", flaws) } else { None };
        let mut instead = Vec::new();
        for (_, id) in reader.texts("instead", flaws) {
            let Some((other, _)) = replaced.0.get(id) else { continue };
            let other = other.reader();
            let (name, takes) = (other.both("name", flaws), takes(&other, flaws));
            let cite = self.ids.cite(&other, false, flaws);
            instead.extend(name.zip(takes).zip(cite).map(|((name, takes), cite)| Instead { name, takes, cite }));
        }
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        let (stage, takes) = (stage?, span?);
        for wrong in misfits(stage, route, takes) {
            flaws.add(&reader.spot, format!("{} {wrong}", reader.called));
        }
        let id = item.id.to_owned();
        let (name, who, after, cite) = (name?, who?, after?, cite?);
        let numbers = Vec::new();
        Some(Step { id, stage, route, name, who, after, takes, categories, test, numbers, note, instead, cite })
    }

    fn start(&self, reader: &Reader<'_>, replaced: &Replaced<'_, '_>, flaws: &mut Flaws) -> Option<Start> {
        let after = match reader.text("after", flaws) {
            None if reader.has("after") => return None,
            None | Some("acceptance") => return Some(Start::Acceptance),
            Some("decision") => return Some(Start::Decision),
            Some(after) => after,
        };
        if let Ok(event) = Event::deserialize(StrDeserializer::<ValueError>::new(after)) {
            return Some(Start::Event(event));
        }
        let id = replaced.standing(after);
        self.ids.find("step", id, &reader.spot_at("after"), &reader.called, flaws).map(Start::Step)
    }
}

/// What does not go together in a step.
fn misfits(stage: Stage, route: Option<usize>, takes: Takes) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    match (stage, route) {
        (Stage::Whole, None) => wrong.push("is a limit for the whole and has no `route`; say ordinary, extended, …"),
        (Stage::Whole, _) | (_, None) => {}
        _ => wrong.push("has a `route`, which only a limit for the whole has; take it out"),
    }
    match (stage, takes) {
        (Stage::Whole, Takes::Span(_)) => {}
        (Stage::Whole, _) => wrong.push("is a limit for the whole; `takes` says how long"),
        (Stage::Part, Takes::NextMonth) => wrong.push("is a part; only what follows begins with the month after"),
        (Stage::Regular, Takes::Span(_) | Takes::NextMonth) => {
            wrong.push("is done again and again; write `every-months` or leave `takes` out")
        }
        (Stage::Part | Stage::After, Takes::Every(_)) => {
            wrong.push("has `every-months`, which only what is done again and again has; take it out")
        }
        _ => {}
    }
    wrong
}

/// How long a step takes; where it is not written, no text says.
fn takes(reader: &Reader<'_>, flaws: &mut Flaws) -> Option<Takes> {
    let Some(inner) = reader.table("takes", flaws) else {
        return (!reader.has("takes")).then_some(Takes::Unstated);
    };
    let at_least = inner.yes("at-least", flaws);
    let next_month = inner.yes("next-month", flaws);
    let mut told = Vec::new();
    for (key, unit) in [
        ("working-days", SpanUnit::WorkingDays),
        ("days", SpanUnit::Days),
        ("hours", SpanUnit::Hours),
        ("months", SpanUnit::Months),
    ] {
        told.extend(inner.number(key, flaws).map(|many| (many, Takes::Span(Span { many, unit, at_least }))));
    }
    told.extend(inner.number("every-months", flaws).map(|many| (many, Takes::Every(many))));
    told.extend(next_month.then_some((1, Takes::NextMonth)));
    inner.done(flaws);
    match told[..] {
        [(many, takes)] if many > 0 => Some(takes),
        _ => {
            let what = "says one of working-days, days, hours, months, every-months (1 or more), next-month = true";
            flaws.add(&inner.spot, format!("{} {what}", inner.called));
            None
        }
    }
}

fn days(reader: &Reader<'_>, key: &'static str, flaws: &mut Flaws) -> Vec<Day> {
    let mut days = Vec::new();
    for value in reader.list(key, flaws) {
        match value.get_ref().as_datetime().and_then(|day| day.to_string().parse().ok()) {
            Some(day) => days.push(day),
            None => {
                let what = format!("{}: `{key}` lists days without quotes, such as 2025-07-01", reader.called);
                flaws.add(&reader.spot_of(value), what);
            }
        }
    }
    days
}
