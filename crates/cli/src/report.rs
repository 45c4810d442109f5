//! The report `doudi assess --json` writes: an assessment for other programs, stable under its version tag.
//!
//! Keys come in one order, amounts are texts in 元, and `null` is no bound or nothing to say. A truth is `"holds"`,
//! `"fails"` or `"open"`; what is open names the asks that would settle it by their keys (`answer:assets.savings`).
//! Ids are those of the rules and of the household file. A key may be added under the same tag; none changes its
//! meaning without a new one.

mod schedule;

use std::collections::BTreeMap;

use doudi_engine::accounting::{Entry, Source};
use doudi_engine::ask::{AskSet, Holder};
use doudi_engine::rules::{self, Book, Confidence, Gate, Level, Status, Text};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{self, Assessment, Conclusion, Standing};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::{Bounds, Period, Yuan};
use serde::Serialize;

/// The version tag of the report.
pub(crate) const FORMAT: &str = "doudi-assessment/1";

/// Everything that was found about a household.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Report<'a> {
    /// [`FORMAT`].
    format: &'static str,
    /// The place and town, as it was asked for.
    place: String,
    /// The day of the application.
    on: Day,
    /// What was told, as a household file has it: what is not asked, unknown, a range or zero stays what it is.
    household: &'a Household,
    /// Among how many the income is shared.
    people: People,
    /// Each person of the file, in its order.
    members: Vec<Member>,
    /// Each account's figure, by the account's id.
    figures: BTreeMap<String, Figure>,
    /// Each standard, in the order of the rules.
    lines: Vec<Line>,
    /// Each category, in the order of the rules.
    categories: Vec<Category>,
    /// Categories of which at most one is confirmed, taken together.
    groups: Vec<Group>,
    /// What all of it was computed with, and the code that is read out.
    receipt: Option<Receipt>,
    /// Every entry of every account.
    ledger: Vec<LedgerEntry>,
    /// Who does what by when, if the application is accepted on its day.
    schedule: schedule::Schedule,
    /// The documents the rules of this place cite.
    documents: Vec<Document>,
    /// In how many worlds the household was looked at.
    worlds: u32,
    /// Whether there were too many, so that the answer is wider than it had to be.
    widened: bool,
}

/// See decision 0016.
#[derive(Debug, Serialize)]
struct Receipt {
    code: String,
    program: String,
    rules: String,
    salt: String,
    answers: String,
    result: String,
}

/// How many people there are to share.
#[derive(Debug, Serialize)]
struct People {
    /// Exactly so many; `null` while it is open.
    counts: Option<u32>,
    /// At least so many.
    few: u32,
    /// At most so many; `null`: the list is not complete.
    most: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Member {
    id: String,
    counts: &'static str,
    asks: Vec<String>,
}

/// A sum between two bounds.
#[derive(Debug, Serialize)]
struct Sum {
    low: Option<Yuan>,
    high: Option<Yuan>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Figure {
    /// Counted in the accounting window.
    total: Sum,
    /// The same per head, to the 分, for showing; no threshold is decided on it.
    per_head: Sum,
}

/// A standard and the figure of it that was used; nulls when there is none.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    amount: Option<Amount>,
    from: Option<Day>,
    checked: Option<Day>,
    standing: Standing,
    doc: Option<String>,
    at: Option<String>,
    confidence: Option<Confidence>,
}

#[derive(Debug, Serialize)]
struct Amount {
    sum: Yuan,
    per: Period,
}

#[derive(Debug, Serialize)]
struct Category {
    id: String,
    /// The person it is said of; `null`: the household.
    who: Option<String>,
    /// A class to apply for, a tag beside others, or a route to take.
    told: rules::ToldAs,
    name: Name,
    /// One of the five words.
    word: Conclusion,
    /// The word if weakly sourced figures were right; `null`: it needs none.
    assumed: Option<Conclusion>,
    /// The best and the worst over everything open: `"holds"` or `"fails"`.
    pair: [&'static str; 2],
    /// What is open, and who can settle it.
    asks: Vec<Ask>,
    conditions: Vec<Condition>,
    /// What it would pay a year if it fits; empty: no rule, or it cannot fit.
    grants: Vec<GrantTold>,
    /// What the accounts count of this person alone, by the account's id.
    own: BTreeMap<String, Sum>,
}

#[derive(Debug, Serialize)]
struct GrantTold {
    name: Option<Name>,
    /// Whether it is paid, beside the category's own conditions.
    paid: &'static str,
    yearly: Sum,
    cite: Cite,
}

#[derive(Debug, Serialize)]
struct Name {
    zh: String,
    en: String,
}

#[derive(Debug, Serialize)]
struct Ask {
    key: String,
    holder: Holder,
}

#[derive(Debug, Serialize)]
struct Condition {
    id: String,
    gate: Gate,
    name: Name,
    truth: &'static str,
    asks: Vec<String>,
    cite: Cite,
}

#[derive(Debug, Serialize)]
struct Cite {
    doc: String,
    at: String,
    confidence: Confidence,
}

#[derive(Debug, Serialize)]
struct Group {
    categories: Vec<String>,
    /// Whether at least one of them fits.
    fits: &'static str,
    /// Whether at least one of them passes each gate, in the order the gates are told.
    gates: Vec<GateTruth>,
    /// Every combination that is possible, one truth a category.
    vectors: Vec<Vec<&'static str>>,
}

#[derive(Debug, Serialize)]
struct GateTruth {
    gate: Gate,
    truth: &'static str,
}

#[derive(Debug, Serialize)]
struct LedgerEntry {
    account: String,
    /// Where it stands in the household file; `loss:<head>` for a loss of a whole head.
    source: String,
    gross: Sum,
    taken: Vec<Taken>,
    counted: Sum,
}

#[derive(Debug, Serialize)]
struct Taken {
    treatment: String,
    sum: Sum,
    cite: Cite,
}

#[derive(Debug, Serialize)]
struct Document {
    id: String,
    title: Name,
    number: Option<String>,
    status: Status,
    level: Level,
}

/// The report of an assessment.
pub(crate) fn of<'a>(
    path: &str,
    on: Day,
    book: &Book,
    household: &'a Household,
    found: &Assessment,
    receipt: Option<&doudi_report::Receipt>,
) -> Report<'a> {
    let reporter = Reporter { book, found };
    Report {
        format: FORMAT,
        place: path.to_owned(),
        on,
        household,
        people: reporter.people(),
        members: reporter.members(household),
        figures: reporter.figures(),
        lines: book.lines.iter().zip(&found.lines).map(|(line, used)| reporter.line(line, *used)).collect(),
        categories: found.verdicts.iter().filter_map(|verdict| reporter.category(verdict, household)).collect(),
        groups: found.groups.iter().map(|group| reporter.group(group)).collect(),
        receipt: receipt.map(|of| Receipt {
            code: of.code.clone(),
            program: of.program.clone(),
            rules: of.rules.clone(),
            salt: of.salt.clone(),
            answers: of.answers.clone(),
            result: of.result.clone(),
        }),
        ledger: found.ledgers.0.iter().filter_map(|(account, entry)| reporter.entry(*account, entry)).collect(),
        schedule: reporter.schedule(household, on),
        documents: reporter.documents(),
        worlds: found.worlds,
        widened: found.widened,
    }
}

struct Reporter<'a> {
    book: &'a Book,
    found: &'a Assessment,
}

impl Reporter<'_> {
    fn people(&self) -> People {
        let (few, most) = self.found.figures.first().map_or((1, None), |figure| figure.people);
        People { counts: most.filter(|most| *most == few), few, most }
    }

    fn members(&self, household: &Household) -> Vec<Member> {
        let people = household.people.items.iter().zip(&self.found.members);
        let member = |(person, counts): (&doudi_facts::household::Person, &Truth)| Member {
            id: person.id.clone(),
            counts: spell(*counts),
            asks: self.keys(counts.asks()),
        };
        people.map(member).collect()
    }

    fn figures(&self) -> BTreeMap<String, Figure> {
        let figures = self.book.accounts.iter().zip(&self.found.figures);
        let figure = |f: &verdict::Figure| Figure { total: f.total.into(), per_head: f.per_head.into() };
        figures.map(|(account, found)| (account.id.clone(), figure(found))).collect()
    }

    fn line(&self, line: &rules::Line, used: verdict::LineUsed) -> Line {
        let amount = used.amount.and_then(|at| line.amounts.get(at));
        let cite = amount.map(|amount| self.cite(&amount.cite));
        Line {
            id: line.id.clone(),
            amount: amount.map(|amount| Amount { sum: amount.value.sum, per: amount.value.per }),
            from: amount.map(|amount| amount.from),
            checked: amount.map(|amount| amount.checked),
            standing: used.standing,
            confidence: cite.as_ref().map(|cite| cite.confidence),
            at: cite.as_ref().map(|cite| cite.at.clone()),
            doc: cite.map(|cite| cite.doc),
        }
    }

    fn category(&self, verdict: &verdict::Verdict, household: &Household) -> Option<Category> {
        let category = self.book.categories.get(verdict.category)?;
        let asks = self.found.asks.of(verdict.fits.asks()).into_iter();
        let end = |holds: bool| if holds { "holds" } else { "fails" };
        let condition = |(need, truth): (&rules::Condition, &Truth)| Condition {
            id: need.id.clone(),
            gate: need.gate,
            name: (&need.name).into(),
            truth: spell(*truth),
            asks: self.keys(truth.asks()),
            cite: self.cite(&need.cite),
        };
        let grant = |granted: &verdict::Granted| {
            let grant = category.grants.get(granted.grant)?;
            Some(GrantTold {
                name: grant.name.as_ref().map(Name::from),
                paid: spell(granted.paid),
                yearly: granted.yearly.into(),
                cite: self.cite(&grant.cite),
            })
        };
        Some(Category {
            id: category.id.clone(),
            who: verdict.who.and_then(|who| household.people.items.get(who)).map(|person| person.id.clone()),
            told: category.told,
            name: (&category.name).into(),
            word: verdict.word,
            assumed: verdict.assumed,
            pair: [end(verdict.fits.may_hold()), end(!verdict.fits.may_fail())],
            asks: asks.map(|ask| Ask { key: ask.key(self.book), holder: ask.holder() }).collect(),
            conditions: category.needs.iter().zip(&verdict.conditions).map(condition).collect(),
            grants: verdict.grants.iter().filter_map(grant).collect(),
            own: verdict
                .own
                .iter()
                .filter_map(|(account, sum)| Some((self.book.accounts.get(*account)?.id.clone(), Sum::from(*sum))))
                .collect(),
        })
    }

    fn group(&self, group: &verdict::Group) -> Group {
        let id = |at: &usize| self.book.categories.get(*at).map(|category| category.id.clone());
        let vector = |fits: &Vec<Option<bool>>| {
            let spelled = |fit: &Option<bool>| fit.map_or("open", |fits| spell(Truth::of(fits)));
            fits.iter().map(spelled).collect()
        };
        Group {
            categories: group.categories.iter().filter_map(id).collect(),
            fits: spell(group.fits),
            gates: group.gates.iter().map(|(gate, truth)| GateTruth { gate: *gate, truth: spell(*truth) }).collect(),
            vectors: group.vectors.iter().map(vector).collect(),
        }
    }

    fn entry(&self, account: usize, entry: &Entry) -> Option<LedgerEntry> {
        let account = self.book.accounts.get(account)?;
        let taken = entry.taken.iter().filter_map(|taken| {
            let treatment = self.book.treatments.get(taken.treatment)?;
            let (id, cite) = (treatment.id.clone(), self.cite(&treatment.cite));
            Some(Taken { treatment: id, sum: taken.sum.into(), cite })
        });
        Some(LedgerEntry {
            account: account.id.clone(),
            source: match entry.source {
                Source::Income(head, at) => format!("incomes.{head}.items[{at}]"),
                Source::PaidOut(at) => format!("paid-out.items[{at}]"),
                Source::Expense(at) => format!("expenses.items[{at}]"),
                Source::Loss(head) => format!("loss:{head}"),
            },
            gross: entry.gross.into(),
            taken: taken.collect(),
            counted: entry.counted.into(),
        })
    }

    fn documents(&self) -> Vec<Document> {
        let cited = self.book.cited();
        let documents = self.book.documents.iter().enumerate().filter(|(at, _)| cited.contains(at));
        let document = |document: &rules::Document| Document {
            id: document.id.clone(),
            title: (&document.title).into(),
            number: document.number.clone(),
            status: document.status,
            level: document.level,
        };
        documents.map(|(_, found)| document(found)).collect()
    }

    fn keys(&self, asks: AskSet) -> Vec<String> {
        self.found.asks.of(asks).into_iter().map(|ask| ask.key(self.book)).collect()
    }

    fn cite(&self, cite: &rules::Cite) -> Cite {
        let doc = self.book.documents.get(cite.doc).map_or("?", |document| &document.id);
        Cite { doc: doc.to_owned(), at: cite.at.clone(), confidence: cite.confidence }
    }
}

fn spell(truth: Truth) -> &'static str {
    match truth {
        Truth::Holds => "holds",
        Truth::Fails => "fails",
        Truth::Open(_) => "open",
    }
}

impl From<Bounds> for Sum {
    fn from(bounds: Bounds) -> Self {
        Self { low: bounds.low, high: bounds.high }
    }
}

impl From<&Text> for Name {
    fn from(text: &Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}
