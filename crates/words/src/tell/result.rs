//! A result, told: the gates, the ledger, what it pays and rests on.

mod gates;
mod grants;
mod ledger;
mod standing;

use doudi_engine::ask::{Ask, AskSet};
use doudi_engine::rules::{Amount, Book, Cite, IncomeTest, Line, SingleTest, Test};
use doudi_engine::verdict::{Assessment, LineUsed, Verdict};
use doudi_facts::day::Day;
use doudi_facts::household::{Area, Household};
use doudi_facts::order::sort_and_dedup;

pub use self::gates::{GateLine, GateState};
pub use self::ledger::LedgerRow;
use crate::Words;

impl Words {
    /// A category as people say it, with whose it is: `低保`, `特困（配偶）`.
    pub fn category(self, verdict: &Verdict, book: &Book, household: &Household) -> String {
        let short = book.categories.get(verdict.category).map_or("", |category| self.of(&category.short));
        match verdict.who {
            None => short.to_owned(),
            Some(who) => self.lead_whose(&short, &self.person(household, who)),
        }
    }

    /// Of a figure nobody has confirmed that was last known before the day: until when, and that it may have risen.
    pub fn may_have_risen(self, used: LineUsed, amount: &Amount) -> String {
        if used.is_past { self.standing_past(&amount.last_known()) } else { String::new() }
    }

    /// A figure as told, with whether nobody has confirmed it or it may have been raised since.
    pub fn rate_as_it_stands(self, amount: &Amount, on: Day, rate: String) -> String {
        match (amount.cite.confidence.is_firm(), on > amount.last_known()) {
            (false, _) => self.picture_weak(&rate),
            (true, true) => self.picture_stale(&rate),
            (true, false) => rate,
        }
    }

    /// A line where it is open which area's figure applies: each area's, and how it stands.
    fn area_open(self, line: &Line, on: Day, told: impl Fn(&Amount) -> String) -> String {
        let name = self.of(&line.name);
        let figures = by_area(line, on).into_iter().map(|(area, amount)| {
            let rate = self.rate_as_it_stands(amount, on, told(amount));
            format!("{} {rate}", self.area(area))
        });
        let figures: Vec<String> = figures.collect();
        match figures.len() {
            0 => self.standing_area_none(&name),
            _ => self.standing_area_open(&figures.join(self.pick("；", "; ")), &name),
        }
    }

    /// Everything that is open for what a result leads with, as one set.
    pub fn open(self, assessment: &Assessment, book: &Book) -> AskSet {
        let leading = self.leading(assessment, book).into_iter().map(|verdict| verdict.fits.asks());
        leading.chain(assessment.members.iter().map(|member| member.asks())).fold(AskSet::EMPTY, AskSet::union)
    }

    /// A citation: number or title, and clause.
    pub fn cite(self, cite: &Cite, book: &Book) -> String {
        let document = book.documents.get(cite.doc);
        let name = document.map_or("", |d| d.number.as_deref().unwrap_or(self.of(&d.title)));
        self.ledger_clause(&cite.at, &name)
    }
}

/// The figure of each area that applies on a day.
pub(super) fn by_area(line: &Line, on: Day) -> Vec<(Area, &Amount)> {
    let of = |area: Area| {
        let such = line.amounts.iter().filter(|amount| amount.area.is_none_or(|of| of == area) && amount.from <= on);
        such.max_by_key(|amount| amount.from).map(|amount| (area, amount))
    };
    [Area::Rural, Area::Urban].into_iter().filter_map(of).collect()
}

/// Whether what is open of a verdict rests on figures and rules that stand: published, confirmed, in force.
pub(super) fn is_settled(verdict: &Verdict, assessment: &Assessment) -> bool {
    let unsettled =
        |ask: &Ask| matches!(ask, Ask::Stale(_) | Ask::Unpublished(_) | Ask::Unconfirmed(_) | Ask::UnpublishedRule(_));
    !assessment.asks.of(verdict.fits.asks()).iter().any(unsettled)
}

/// The lines that conditions of some categories compare incomes with, in the order of the book.
fn compared(book: &Book, categories: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut lines = Vec::new();
    for need in categories.filter_map(|at| book.categories.get(at)).flat_map(|category| &category.needs) {
        need.test.each(&mut |test| {
            if let Test::Single(SingleTest::Income(IncomeTest::PerHead(against) | IncomeTest::Own(against))) = test {
                lines.push(against.line);
            }
        });
    }
    sort_and_dedup(&mut lines);
    lines
}

/// Whether a category is one of these, or looks at whether one of them fits.
pub(super) fn leans_on(category: usize, behind: &[usize], book: &Book) -> bool {
    let mut leans = behind.contains(&category);
    for need in book.categories.get(category).map_or(&[][..], |category| &category.needs) {
        need.test.each(&mut |test| leans |= matches!(test, Test::Fits(of) if behind.contains(of)));
    }
    leans
}

/// The last firm figure before a weak one of the same area: what a line is at least, for standards are not lowered.
fn floor<'l>(line: &'l Line, weak: &Amount) -> Option<&'l Amount> {
    let is_firm = |amount: &&Amount| amount.cite.confidence.is_firm() && amount.from <= weak.from;
    let of_area = |amount: &&Amount| amount.area.is_none() || amount.area == weak.area;
    line.amounts.iter().filter(is_firm).filter(of_area).max_by_key(|amount| amount.from)
}
