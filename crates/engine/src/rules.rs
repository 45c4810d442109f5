//! The rule vocabulary (规则词汇): the closed set of words in which a place's rules are written.
//!
//! A [`Book`] is everything that applies at one place, already merged from the nation's and the place's own rules.
//! The engine does not know where it came from. Indices between parts are checked where a book is built.

mod each;
mod help;
mod limit;
mod listed;
mod member;
mod number;
mod schedule;
mod test;

use doudi_facts::day::Day;
use doudi_facts::household::{Area, Basis, ExpenseKind, IncomeKind, PaidOutKind, Receipt};
use doudi_facts::money::{Multiple, Rate};
use doudi_facts::{wire_enum, wire_struct, wire_words};
use serde::{Deserialize, Serialize};

pub use each::Comparison;
pub use help::{Bring, Help, HelpFigure, HelpKind, HelpWay, Office, Quantity, Settled};
pub use limit::{Limit, SavingsLimit};
pub use listed::Listed;
pub use member::{MemberRule, NotMember, Shared, Tie, Unsettled};
pub(crate) use number::COUNTS;
pub use schedule::{Calendar, Event, Holiday, Instead, Route, Span, SpanUnit, Stage, Start, Step, Takes};
pub use test::{Against, Share, Side, Since, Test};

/// A word or sentence in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

wire_struct!(Text { zh, en });

/// The rules that apply at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// The documents cited.
    pub documents: Vec<Document>,
    /// The accounting window.
    pub window: Window,
    /// Who belongs to one household: two people by any of these rules…
    pub members: Vec<MemberRule>,
    /// … unless one of these rules leaves a person out.
    pub not_members: Vec<NotMember>,
    /// What these rules leave open.
    pub unsettled: Unsettled,
    /// Which area's standards apply, where it is not simply the one told; the first that holds.
    pub areas: Vec<AreaRule>,
    /// The standards, by date and area.
    pub lines: Vec<Line>,
    /// The ways of counting income.
    pub accounts: Vec<Account>,
    /// What accounts leave out or take off.
    pub treatments: Vec<Treatment>,
    /// The property limits.
    pub limits: Vec<Limit>,
    /// Texts that can be read in more than one way.
    pub readings: Vec<Reading>,
    /// What the office judges by itself.
    pub judgements: Vec<Judgement>,
    /// The categories, those that others refer to first.
    pub categories: Vec<Category>,
    /// Categories of which at most one is confirmed; indices.
    pub exclusive: Vec<Vec<usize>>,
    /// The working-day calendars, by year.
    pub calendars: Vec<Calendar>,
    /// The ways an application may go, the ordinary one first.
    pub routes: Vec<Route>,
    /// What follows an application.
    pub steps: Vec<Step>,
    /// The offices that give help.
    pub offices: Vec<Office>,
    /// What they do for whom.
    pub help: Vec<Help>,
    /// What a family brings.
    pub bring: Vec<Bring>,
    /// Every comparison of an income per head that some rule makes, ascending ([`Book::comparisons`]).
    pub compared: Vec<Comparison>,
    /// How many single tests have a number ([`Book::number_tests`]).
    pub numbered: usize,
}

wire_struct!(Book {
    documents,
    window,
    members,
    not_members,
    unsettled,
    areas,
    lines,
    accounts,
    treatments,
    limits,
    readings,
    judgements,
    categories,
    exclusive,
    calendars,
    routes,
    steps,
    offices,
    help,
    bring,
    compared,
    numbered,
});

impl Book {
    /// Whether a category is told so; index.
    pub fn is_told_as(&self, category: usize, told: ToldAs) -> bool {
        self.categories.get(category).is_some_and(|of| of.told == told)
    }

    /// The documents that its figures and rules cite; indices, some more than once.
    pub fn cited(&self) -> Vec<usize> {
        let amounts = self.lines.iter().flat_map(|line| &line.amounts).map(|amount| &amount.cite);
        let members = self.members.iter().map(|rule| &rule.cite);
        let members = members.chain(self.not_members.iter().map(|rule| &rule.cite));
        let areas = self.areas.iter().map(|area| &area.cite);
        let accounts = self.accounts.iter().map(|account| &account.cite);
        let treatments = self.treatments.iter().map(|treatment| &treatment.cite);
        let limits = self.limits.iter().map(|limit| &limit.cite);
        let readings = self.readings.iter().map(|reading| &reading.cite);
        let judgements = self.judgements.iter().map(|judgement| &judgement.cite);
        let calendars = self.calendars.iter().map(|calendar| &calendar.cite);
        let steps = self.steps.iter().map(|step| &step.cite);
        let of_category = |of: &'_ Category| {
            let needs = of.needs.iter().map(|need| need.cite.doc);
            let grants = of.grants.iter().map(|grant| grant.cite.doc);
            needs.chain(grants).chain(of.notes.iter().map(|note| note.cite.doc)).collect::<Vec<_>>()
        };
        let first = std::iter::once(&self.window.cite).chain(amounts).chain(members).chain(areas).chain(accounts);
        let all = first.chain(treatments).chain(limits).chain(readings).chain(judgements).chain(calendars).chain(steps);
        let all = all.map(|cite| cite.doc);
        let help = self.help.iter().flat_map(|help| help.cites()).chain(self.bring.iter().map(|bring| &bring.cite));
        all.chain(self.categories.iter().flat_map(of_category)).chain(help.map(|cite| cite.doc)).collect()
    }

    /// Passes over every text of the book.
    pub fn each_text(&mut self, mut change: impl FnMut(&mut Text)) {
        self.documents.iter_mut().for_each(|document| change(&mut document.title));
        self.members.iter_mut().for_each(|rule| change(&mut rule.name));
        self.not_members.iter_mut().for_each(|rule| change(&mut rule.name));
        self.lines.iter_mut().for_each(|line| change(&mut line.name));
        self.accounts.iter_mut().for_each(|account| change(&mut account.name));
        for treatment in &mut self.treatments {
            change(&mut treatment.name);
            treatment.question.iter_mut().for_each(&mut change);
        }
        self.limits.iter_mut().for_each(|limit| change(&mut limit.name));
        for reading in &mut self.readings {
            change(&mut reading.question);
            reading.options.iter_mut().for_each(|option| change(&mut option.name));
        }
        self.judgements.iter_mut().for_each(|judgement| change(&mut judgement.question));
        for category in &mut self.categories {
            change(&mut category.name);
            change(&mut category.short);
            category.needs.iter_mut().for_each(|need| change(&mut need.name));
            category.grants.iter_mut().for_each(|grant| grant.name.iter_mut().for_each(&mut change));
            category.notes.iter_mut().for_each(|note| change(&mut note.text));
        }
        for route in &mut self.routes {
            change(&mut route.name);
            route.whose.iter_mut().for_each(&mut change);
        }
        self.steps.iter_mut().for_each(|step| step.each_text(&mut change));
        self.offices.iter_mut().for_each(|office| change(&mut office.name));
        self.help.iter_mut().for_each(|help| help.each_text(&mut change));
        self.bring.iter_mut().for_each(|bring| change(&mut bring.name));
    }
}

/// A document (文件) the rules are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Short id.
    pub id: String,
    /// Its title, shortened where it is long.
    pub title: Text,
    /// Its number (文号), if it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub level: Level,
    /// Whether it is in force.
    pub status: Status,
    /// How it was read.
    pub read: Confidence,
    /// The first day of its stage, where it states one.
    pub from: Option<Day>,
    /// The last day it was meant for, where it states one.
    pub until: Option<Day>,
}

wire_struct!(Document { id, title, number, level, status, read, from, until });

/// Who issued a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 全国
    National,
    /// 省
    Province,
    /// 市州
    Prefecture,
    /// 本地
    Place,
    /// 本工具的读法: our own reading, where no document says
    Ours,
}

wire_words!(Level { National, Province, Prefecture, Place, Ours });

/// Whether a document is in force (效力).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// 现行有效
    InForce,
    /// 征求意见稿
    Draft,
    /// 已过期
    Lapsed,
    /// 未注明日期
    Undated,
}

wire_words!(Status { InForce, Draft, Lapsed, Undated });

/// How sure a figure or text is, by how it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// 全文: read in the full text
    Full,
    /// 页: read on an official page
    Page,
    /// 镜像: read in a mirror
    Mirror,
    /// 推算: computed from another figure
    Derived,
    /// 背景: from background knowledge
    Background,
    /// 存疑: incomplete or conflicting
    Doubtful,
    /// 读法: our reading where the text is silent
    Reading,
}

wire_words!(Confidence { Full, Page, Mirror, Derived, Background, Doubtful, Reading });

impl Confidence {
    /// Whether a firm word may rest on it.
    pub fn is_firm(self) -> bool {
        matches!(self, Self::Full | Self::Page)
    }
}

/// Where a rule or figure stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// Index of the document.
    pub doc: usize,
    /// The clause.
    pub at: String,
    /// How sure it is.
    pub confidence: Confidence,
}

wire_struct!(Cite { doc, at, confidence });

/// The accounting window (核算期): the months before the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// How many months.
    pub months: u8,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Window { months, cite });

/// A rule that says which area's standards apply (适用城乡标准).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRule {
    /// Short id.
    pub id: String,
    /// The area.
    pub area: Area,
    /// The lines it is for; indices, empty: all.
    pub lines: Vec<usize>,
    /// When it applies; of a household.
    pub test: Test,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(AreaRule { id, area, lines, test, cite });

/// A standard (标准) such as the 低保 line, with its figures over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Its figures, ordered by area and day.
    pub amounts: Vec<Amount>,
}

wire_struct!(Line { id, name, amounts });

/// One figure of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The area it is for; `None`: both.
    pub area: Option<Area>,
    /// The figure.
    pub value: Rate,
    /// The first day it applies.
    pub from: Day,
    /// The last day it applies, where one is stated.
    pub until: Option<Day>,
    /// The last day the source was known to be in force.
    pub checked: Day,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Amount { area, value, from, until, checked, cite });

impl Amount {
    /// The last day on which it was known to be in force.
    pub fn last_known(&self) -> Day {
        self.until.map_or(self.checked, |until| until.min(self.checked))
    }
}

/// A way of counting income (核算口径), one per category or shared between categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What is left out or taken off; indices, in the order applied.
    pub treatments: Vec<usize>,
    /// Which of them look at what ([`Book::list_treatments`]).
    pub listed: Listed,
    /// What becomes of a loss.
    pub losses: Losses,
    /// Where the account stands.
    pub cite: Cite,
}

wire_struct!(Account { id, name, treatments, listed, losses, cite });

/// What becomes of a head (收入项目) whose costs exceed what came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Losses {
    /// Set off against the other heads.
    Offset,
    /// Counted as 0.
    Zero,
    /// No text says: the office decides.
    Office,
}

wire_words!(Losses { Offset, Zero, Office });

/// A rule that leaves a sum out of the count or takes it off (不计入、扣减).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// Short id.
    pub id: String,
    /// What it says, in plain words.
    pub name: Text,
    /// What the office is asked where it decides; in the family's own words.
    pub question: Option<Text>,
    /// Which sums it looks at.
    pub of: Sums,
    /// Whether it takes the whole or leaves it to the office.
    pub how: How,
    /// The most it takes; `None`: all of the sum.
    pub cap: Option<Cap>,
    /// Of whose sums; of the person they belong to.
    pub when: Option<Test>,
    /// The last day it is stated to apply; after it, whether it was prolonged is the office's to say.
    pub until: Option<Day>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Treatment { id, name, question, of, how, cap, when, until, cite });

/// The most a treatment takes: a part of the sum it looks at, or of an income before any rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// Which part.
    pub times: Multiple,
    /// Of what.
    pub of: CapBase,
}

wire_struct!(Cap { times, of });

/// What a cap is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CapBase {
    /// The sum it looks at.
    ThisSum,
    /// The income the sum belongs to.
    ThisIncome,
    /// Everything that came in to the household.
    HouseholdIncome,
}

wire_words!(CapBase { ThisSum, ThisIncome, HouseholdIncome });

/// Which sums a treatment looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sums {
    /// Incomes of these kinds: all of the amount. With `basis`, only support resting on one of these.
    Income {
        /// The kinds.
        kinds: Vec<IncomeKind>,
        /// What support must rest on; empty: anything.
        basis: Vec<Basis>,
    },
    /// The central base pension inside incomes of these kinds.
    BasePart(Vec<IncomeKind>),
    /// What it cost to earn incomes of these kinds.
    Costs(Vec<IncomeKind>),
    /// Payments to others of these kinds.
    PaidOut(Vec<PaidOutKind>),
    /// Spending of these kinds.
    Expenses(Vec<ExpenseKind>),
}

impl Sums {
    /// Whether it is about incomes of a kind: all of the amount, or a part of it.
    pub(crate) fn is_income(&self, kind: IncomeKind) -> bool {
        match self {
            Self::Income { kinds, .. } | Self::BasePart(kinds) | Self::Costs(kinds) => kinds.contains(&kind),
            Self::PaidOut(_) | Self::Expenses(_) => false,
        }
    }
}

wire_enum!(Sums {
    0: Income { kinds, basis },
    1: BasePart(kinds),
    2: Costs(kinds),
    3: PaidOut(kinds),
    4: Expenses(kinds),
});

/// How far a treatment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The whole sum, always.
    Whole,
    /// The whole sum or nothing, as the office decides (whether it counts at all).
    WholeOrNothing,
    /// Any part of the sum, up to the most it takes, as the office decides (可按规定适当扣减).
    UpTo,
}

wire_words!(How { Whole, WholeOrNothing, UpTo });

/// A text that can be read in more than one way (读法).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Short id.
    pub id: String,
    /// What to ask at the window.
    pub question: Text,
    /// The readings, at least two.
    pub options: Vec<ReadingOption>,
    /// The text in question.
    pub cite: Cite,
}

wire_struct!(Reading { id, question, options, cite });

/// One way to read a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingOption {
    /// Short id.
    pub id: String,
    /// What it comes to.
    pub name: Text,
}

wire_struct!(ReadingOption { id, name });

/// Something the office judges by itself (由窗口核定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Short id.
    pub id: String,
    /// What to ask at the window.
    pub question: Text,
    /// Who can settle it.
    pub holder: JudgedBy,
    /// The text that leaves it open.
    pub cite: Cite,
}

wire_struct!(Judgement { id, question, holder, cite });

/// Who can settle a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JudgedBy {
    /// The office, as it sees fit (裁量)
    #[default]
    Office,
    /// The office, by checking against something that is not at hand (核对)
    Verification,
    /// Nobody yet: the rule is not published
    Unpublished,
}

wire_words!(JudgedBy { Office, Verification, Unpublished });

/// A category (救助类别).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Short id.
    pub id: String,
    /// The law's own name.
    pub name: Text,
    /// What people say.
    pub short: Text,
    /// Of whom it is said.
    pub unit: Unit,
    /// How it is told.
    pub told: ToldAs,
    /// What those receive who are recognised as it already; `None`: nobody tells.
    pub receipt: Option<Receipt>,
    /// Everything that must hold.
    pub needs: Vec<Condition>,
    /// What it pays, where that is a rule.
    pub grants: Vec<Grant>,
    /// What is told beside it and decides nothing: catch-alls, terms.
    pub notes: Vec<Note>,
}

wire_struct!(Category { id, name, short, unit, told, receipt, needs, grants, notes });

/// Of whom a category is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// The household
    #[default]
    Household,
    /// Each person
    Person,
}

wire_words!(Unit { Household, Person });

/// How a category is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToldAs {
    /// A category to apply for
    #[default]
    Class,
    /// A mark beside whatever else fits
    Tag,
    /// A way to take, without a word on whether it fits
    Route,
}

wire_words!(ToldAs { Class, Tag, Route });

/// Something told beside a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub text: Text,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Note { text, cite });

/// One condition (条件) of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Short id, unique in its category.
    pub id: String,
    /// The gate it belongs to.
    pub gate: Gate,
    /// What it says, in plain words.
    pub name: Text,
    /// When it holds.
    pub test: Test,
    /// The numbers of the single tests it is made of ([`Book::number_tests`]).
    pub numbers: Vec<usize>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Condition { id, gate, name, test, numbers, cite });

/// The five gates (关口) every result is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// 人口
    People,
    /// 收入
    Income,
    /// 财产
    Property,
    /// 支出
    Spending,
    /// 风险
    Risk,
}

wire_words!(Gate { People, Income, Property, Spending, Risk });

impl Gate {
    /// All five, in the order they are told.
    pub const ALL: [Self; 5] = [Self::People, Self::Income, Self::Property, Self::Spending, Self::Risk];
}

/// What a category pays (待遇).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// What it is called, where the category pays more than one.
    pub name: Option<Text>,
    /// When it is paid, beside the category's own conditions.
    pub test: Option<Test>,
    /// How much.
    pub sum: GrantSum,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Grant { name, test, sum, cite });

impl Grant {
    /// Whether it is paid in place of another one, or is it: those of one name are.
    pub fn is_in_place_of(&self, other: &Self) -> bool {
        self.name.is_some() && self.name == other.name
    }
}

/// How much a grant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantSum {
    /// 差额: the line for every member, less the household's income.
    Gap {
        /// Index of the account.
        account: usize,
        /// Index of the line.
        line: usize,
    },
    /// A standard, for the person.
    Standard {
        /// Index of the line.
        line: usize,
        /// The multiple of it.
        times: Multiple,
        /// The area whose figure is taken; `None`: the household's.
        area: Option<Area>,
    },
}

wire_enum!(GrantSum { 0: Gap { account, line }, 1: Standard { line, times, area } });
