//! Steps and calendars (步骤、工作日历): who does what, and within how long.

use doudi_facts::day::Day;
use doudi_facts::{wire_enum, wire_struct, wire_words};
use serde::{Deserialize, Serialize};

use super::{Cite, Test, Text};

/// The official working days of a year (工作日历): weekdays that are no holidays, and days off that are worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The year.
    pub year: u16,
    /// Holidays (放假), each from its first to its last day.
    pub holidays: Vec<Holiday>,
    /// Saturdays and Sundays that are worked (调休上班).
    pub make_up: Vec<Day>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Calendar { year, holidays, make_up, cite });

/// Days off in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

wire_struct!(Holiday { from, to });

/// One step (步骤) of what follows an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Short id.
    pub id: String,
    /// What it is in the course of things.
    pub stage: Stage,
    /// Of a limit for the whole: by which way; index.
    pub route: Option<usize>,
    /// What is done, in plain words.
    pub name: Text,
    /// Who does it.
    pub who: Text,
    /// From when its time is counted.
    pub after: Start,
    /// How long it may or must take.
    pub takes: Takes,
    /// The categories it is for; indices, empty: all.
    pub categories: Vec<usize>,
    /// For which families; a test of the household.
    pub test: Option<Test>,
    /// The numbers of the single tests it is made of ([`super::Book::number_tests`]).
    pub numbers: Vec<usize>,
    /// What the text leaves open, in plain words.
    pub note: Option<Text>,
    /// The nation's steps it stands in for.
    pub instead: Vec<Instead>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Step { id, stage, route, name, who, after, takes, categories, test, numbers, note, instead, cite });

impl Step {
    /// Whether it is for a category; index.
    pub fn is_for(&self, category: usize) -> bool {
        self.categories.is_empty() || self.categories.contains(&category)
    }

    /// Passes over its texts.
    pub(super) fn each_text(&mut self, mut change: impl FnMut(&mut Text)) {
        change(&mut self.name);
        change(&mut self.who);
        self.note.iter_mut().for_each(&mut change);
        self.instead.iter_mut().for_each(|other| change(&mut other.name));
    }
}

/// What a place's step stands in for: the same matter, as the nation has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// What is done there, in plain words.
    pub name: Text,
    /// How long it may or must take there.
    pub takes: Takes,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Instead { name, takes, cite });

/// What a step is in the course of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// A part of the way to the decision (环节)
    Part,
    /// The limit for the whole (总时限)
    Whole,
    /// What follows the decision, or a change (之后)
    After,
    /// What is done again and again (定期)
    Regular,
}

wire_words!(Stage { Part, Whole, After, Regular });

/// A way an application may go (办理方式).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Short id.
    pub id: String,
    /// What it is called, in plain words.
    pub name: Text,
    /// Whose application goes it, as the beginning of a sentence; `None`: everybody's who goes no other.
    pub whose: Option<Text>,
}

wire_struct!(Route { id, name, whose });

/// From when the time of a step is counted. The day itself is never counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// 受理
    Acceptance,
    /// The end of another step; index.
    Step(usize),
    /// 审核确认
    Decision,
    /// Something nobody can date beforehand.
    Event(Event),
}

wire_enum!(Start { 0: Acceptance, 1: Step(step), 2: Decision, 3: Event(event) });

/// Something nobody can date beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The county has the papers (材料报到县里).
    Sent,
    /// Somebody asks for help in an emergency (求助).
    Request,
    /// A warning reaches the town (收到线索).
    Lead,
    /// The family's circumstances change (情况变化).
    Change,
    /// The income rises above the standard (收入超过标准).
    Rise,
}

wire_words!(Event { Sent, Request, Lead, Change, Rise });

/// How long a step may or must take (期限).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// No text says.
    Unstated,
    /// So long.
    Span(Span),
    /// It begins with the month after (下月起).
    NextMonth,
    /// Once in so many months (每).
    Every(u8),
}

wire_enum!(Takes { 0: Unstated, 1: Span(span), 2: NextMonth, 3: Every(months) });

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// How many.
    pub many: u8,
    /// Of what.
    pub unit: SpanUnit,
    /// Whether it is the least (不少于) and not the most (以内).
    pub at_least: bool,
}

wire_struct!(Span { many, unit, at_least });

/// What a length of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanUnit {
    /// 工作日
    WorkingDays,
    /// 天: calendar days
    Days,
    /// 小时
    Hours,
    /// 个月
    Months,
}

wire_words!(SpanUnit { WorkingDays, Days, Hours, Months });
