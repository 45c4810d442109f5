//! A report (自测结果): an assessment told as blocks, in one language.
//!
//! The same blocks are written as HTML for the page and for paper, and as plain text by the command line. The HTML
//! crosses from the module that holds the engine to the page, so the page knows nothing of the rules.

mod answers;

mod block;
mod compare;
mod current_benefits;
mod draft;
mod help;
pub mod html;
mod ics;
mod margin;
mod page;
mod papers;
mod picture;
pub mod plain;
mod plan;
mod process;
pub mod receipt;
mod request;
mod result;
mod schedule;
mod search;
mod why;

use doudi_engine::rules::Book;
use doudi_engine::verdict::{Assessment, Verdict};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::{wire_enum, wire_struct};
use doudi_rulebook::{Place, Town};
use doudi_words::Words;

pub use block::{
    ActRow, Bar, Block, CategoryBlock, Chain, ChainLink, Chart, ColumnLayout, ConditionRow, GateRow, Ink, Link, Paper,
    Row, Span, StageRow, StatusIcon, Step, Stretch, Strip, Table, Timeline, ToAnswer, Tone,
};
pub use compare::{Setting, compare};
pub use page::{Page, PageContext, ShownPage};
pub use plan::asks;
pub use receipt::Receipt;
pub use request::{Request, Response, Wanted};

/// Everything a person is shown about one assessment.
#[derive(Debug)]
pub struct Report {
    /// The place it was computed for.
    pub place: String,
    /// What leads: one sentence to act on.
    pub headline: String,
    /// Why, in one sentence.
    pub why: String,
    /// Each category with its word.
    pub told: Vec<CategoryResult>,
    /// What to do, what is clear, what decides, what to bring.
    pub first: Vec<Block>,
    /// The rest, folded away.
    pub more: Vec<Block>,
    /// What is printed and signed at the window.
    pub papers: Vec<Paper>,
    /// What it was computed with; `None` where the household has no salt to hash with.
    pub receipt: Option<Receipt>,
}

/// A category and its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryResult {
    /// The category's id.
    pub id: String,
    /// The law's own name.
    pub name: String,
    /// The word.
    pub word: String,
}

wire_struct!(CategoryResult { id, name, word });

/// A report as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What leads: one sentence to act on.
    pub headline: String,
    /// Why, in one sentence.
    pub why: String,
    /// Each category with its word.
    pub told: Vec<CategoryResult>,
    /// What a person reads first, as HTML.
    pub first: String,
    /// The rest, folded away, as HTML.
    pub more: String,
    /// What is printed and signed at the window, as HTML.
    pub papers: String,
}

wire_struct!(Shown { headline, why, told, first, more, papers });

impl From<&Report> for Shown {
    fn from(report: &Report) -> Self {
        Self {
            first: html::blocks(&report.first),
            more: html::blocks(&report.more),
            papers: html::papers(&report.papers),
            headline: report.headline.clone(),
            why: report.why.clone(),
            told: report.told.clone(),
        }
    }
}

/// What the module answers when it is given a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Why nothing could be computed, each with its place and the mend.
    Refused(Vec<String>),
    /// What was found.
    Found(Box<Shown>),
}

wire_enum!(Reply { 0: Refused(lines), 1: Found(shown) });

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// The language it is told in.
    pub words: Words,
    /// The place.
    pub place: &'a Place,
    /// The town, where one was told.
    pub town: Option<&'a Town>,
    /// What the family told.
    pub household: &'a Household,
    /// The day of the application.
    pub on: Day,
    /// What the engine found, traced.
    pub found: &'a Assessment,
}

impl ReportInput<'_> {
    /// The rules it was assessed under.
    fn book(&self) -> &Book {
        self.place.book(self.town)
    }

    /// `大冶市还地桥镇`
    fn place_name(&self) -> String {
        let words = self.words;
        words.place(&self.place.listing.name, self.town.map(|town| &town.name))
    }

    /// A category by its id, with a person's after a point: `dibao`, `tekun.p1`.
    fn id(&self, verdict: &Verdict) -> String {
        let category = self.book().categories.get(verdict.category).map_or("", |category| &category.id);
        let who = verdict.who.and_then(|who| self.household.people.items.get(who));
        who.map_or_else(|| category.to_owned(), |person| format!("{category}.{}", person.id))
    }

    /// The whole report, with its receipt at the end and on the application.
    pub fn report(&self) -> Report {
        let mut report = self.bare();
        let chinese = ReportInput { words: Words::ZH, ..*self };
        // Without a salt there is no receipt, in whatever language.
        report.receipt = match self.household.salt {
            None => None,
            Some(_) if self.words.lang == Words::ZH.lang => self.receipt(&report),
            Some(_) => self.receipt(&chinese.bare()),
        };
        if let Some(receipt) = &report.receipt {
            report.papers.iter_mut().take(1).for_each(|paper| paper.body.extend(self.receipt_lines(receipt)));
            report.more.push(Block::Heading(self.words.code_heading().to_owned()));
            report.more.extend(self.receipt_lines(receipt));
            report.more.push(Block::help(self.words.code_help()));
        }
        report
    }

    fn bare(&self) -> Report {
        let words = self.words;
        let (plan, derivation) = (self.plan(), self.derivation());
        let lead = words.lead(self.found, self.book(), self.household);
        let told = self.found.verdicts.iter().map(|verdict| CategoryResult {
            id: self.id(verdict),
            name: words.category(verdict, self.book(), self.household),
            word: words.word(verdict.word).to_owned(),
        });
        Report {
            place: self.place_name(),
            headline: lead.headline,
            why: lead.why,
            told: told.collect(),
            first: self.first(&plan, derivation.as_ref()),
            more: self.more(derivation.as_ref()),
            papers: self.papers(),
            receipt: None,
        }
    }
}
