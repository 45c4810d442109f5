//! The rule vocabulary (规则词汇): the closed set of words in which a place's rules are written.
//!
//! A [`Book`] is everything that applies at one place, already merged from the nation's and the place's own rules.
//! The engine does not know where it came from. Indices between parts are checked where a book is built.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::facts::{Area, Away, Basis, ExpenseKind, IncomeKind, PaidOutKind, Relation, Study};
use crate::money::{Rate, Yuan};
use crate::{wire_enum, wire_struct, wire_words};

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
    /// Who counts as a member: any of these…
    pub members: Vec<MemberRule>,
    /// … and none of these.
    pub strangers: Vec<MemberRule>,
    /// The standards, by date and area.
    pub lines: Vec<Line>,
    /// The ways of counting income.
    pub accounts: Vec<Account>,
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
}

wire_struct!(Book {
    documents,
    window,
    members,
    strangers,
    lines,
    accounts,
    limits,
    readings,
    judgements,
    categories,
    exclusive,
});

impl Book {
    /// Passes over every text of the book.
    pub fn each_text(&mut self, mut change: impl FnMut(&mut Text)) {
        self.documents.iter_mut().for_each(|document| change(&mut document.title));
        self.members.iter_mut().chain(&mut self.strangers).for_each(|rule| change(&mut rule.name));
        self.lines.iter_mut().for_each(|line| change(&mut line.name));
        for account in &mut self.accounts {
            change(&mut account.name);
            for treatment in &mut account.treatments {
                change(&mut treatment.name);
                treatment.question.iter_mut().for_each(&mut change);
            }
        }
        self.limits.iter_mut().for_each(|limit| change(&mut limit.name));
        for reading in &mut self.readings {
            change(&mut reading.question);
            reading.options.iter_mut().for_each(|option| change(&mut option.name));
        }
        self.judgements.iter_mut().for_each(|judgement| change(&mut judgement.question));
        for category in &mut self.categories {
            change(&mut category.name);
            category.needs.iter_mut().for_each(|need| change(&mut need.name));
        }
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
}

wire_struct!(Document { id, title, number, level, status, read });

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

/// One way to count, or not to count, as a member (共同生活的家庭成员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRule {
    /// Short id.
    pub id: String,
    /// What it says, in plain words.
    pub name: Text,
    /// Of whom it holds.
    pub test: Test,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(MemberRule { id, name, test, cite });

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

/// A way of counting income (核算口径), one per category or shared between categories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What is left out or taken off.
    pub treatments: Vec<Treatment>,
    /// What becomes of a loss.
    pub losses: Losses,
    /// Where the account stands.
    pub cite: Cite,
}

wire_struct!(Account { id, name, treatments, losses, cite });

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
    /// The last day it is stated to apply; after it, whether it was prolonged is the office's to say.
    pub until: Option<Day>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Treatment { id, name, question, of, how, until, cite });

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
    /// Any part of the sum, as the office decides (可按规定适当扣减).
    UpToWhole,
}

wire_words!(How { Whole, WholeOrNothing, UpToWhole });

/// A property limit (财产限额).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Short id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Everything it could catch. The figures are not published; who owns nothing of this is within it.
    pub catches: Vec<Caught>,
    /// Where its shape stands.
    pub cite: Cite,
}

wire_struct!(Limit { id, name, catches, cite });

/// Something a property limit could catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caught {
    /// Any savings
    Savings,
    /// A second home (one is exempt as a necessity)
    SecondHome,
    /// A vehicle
    Vehicle,
    /// A registered business
    Business,
    /// Insurance with a cash value
    Insurance,
    /// Property given away
    GivenAway,
    /// Big spending
    BigSpending,
}

wire_words!(Caught { Savings, SecondHome, Vehicle, Business, Insurance, GivenAway, BigSpending });

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
    /// The text that leaves it to the office.
    pub cite: Cite,
}

wire_struct!(Judgement { id, question, cite });

/// A category (救助类别).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Short id.
    pub id: String,
    /// The law's own name.
    pub name: Text,
    /// Everything that must hold.
    pub needs: Vec<Condition>,
    /// What it pays, where that is a rule.
    pub grant: Option<Grant>,
}

wire_struct!(Category { id, name, needs, grant });

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
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Condition { id, gate, name, test, cite });

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

/// When a condition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Every one of these.
    All(Vec<Test>),
    /// At least one of these.
    Any(Vec<Test>),
    /// Not this.
    Not(Box<Test>),
    /// Income per head (人均收入) of an account against a standard, times a multiple.
    IncomePerHead {
        /// Index of the account.
        account: usize,
        /// On which side of the line.
        is: Side,
        /// Index of the line.
        line: usize,
        /// The multiple of the line.
        times: Multiple,
    },
    /// The property stays within a limit; index.
    AssetsWithin(usize),
    /// The office follows this option of a reading.
    Reads {
        /// Index of the reading.
        reading: usize,
        /// Index of the option.
        option: usize,
    },
    /// The office judges so; index of the judgement.
    Judged(usize),
    /// An earlier category fits the same household; index.
    Fits(usize),
    /// 与申请人关系 is one of these.
    Relation(Vec<Relation>),
    /// Younger than so many full years.
    AgeUnder(u8),
    /// Full-time study and the like.
    Studies(Vec<Study>),
    /// Away in one of these ways.
    Away(Vec<Away>),
    /// 长期共同居住
    LivesTogether,
    /// 收支共享
    SharesPurse,
    /// 已婚
    Married,
    /// 不能独立生活
    Dependent,
}

wire_enum!(Test {
    0: All(tests),
    1: Any(tests),
    2: Not(test),
    3: IncomePerHead { account, is, line, times },
    4: AssetsWithin(limit),
    5: Reads { reading, option },
    6: Judged(judgement),
    7: Fits(category),
    8: Relation(kinds),
    9: AgeUnder(years),
    10: Studies(kinds),
    11: Away(kinds),
    12: LivesTogether,
    13: SharesPurse,
    14: Married,
    15: Dependent,
});

/// A positive multiple of a line: 1, 1.5, 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Multiple(Decimal);

/// Why a text is not a multiple.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a positive number, such as \"1.5\"")]
pub struct MultipleError(String);

impl Multiple {
    /// Once the line.
    pub const ONCE: Self = Self(Decimal::ONE);

    /// The exact decimal behind it.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Multiple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Multiple {
    type Err = MultipleError;

    fn from_str(text: &str) -> Result<Self, MultipleError> {
        // Written as an amount is: digits and at most two decimals.
        let number = text.parse::<Yuan>().ok().filter(|number| *number > Yuan::ZERO);
        number.map(|number| Self(number.decimal())).ok_or_else(|| MultipleError(text.to_owned()))
    }
}

/// On which side of a line a figure must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 低于
    Below,
    /// 不高于、不超过
    AtMost,
    /// 恰等于
    Equal,
    /// 不低于
    AtLeast,
    /// 高于
    Above,
}

wire_words!(Side { Below, AtMost, Equal, AtLeast, Above });

impl Side {
    /// Whether a figure that compares so with the line lies on this side.
    pub fn admits(self, figure_to_line: std::cmp::Ordering) -> bool {
        match self {
            Self::Below => figure_to_line.is_lt(),
            Self::AtMost => figure_to_line.is_le(),
            Self::Equal => figure_to_line.is_eq(),
            Self::AtLeast => figure_to_line.is_ge(),
            Self::Above => figure_to_line.is_gt(),
        }
    }
}

/// What a category pays (待遇).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// 差额: the line for every member, less the household's income.
    Gap {
        /// Index of the account.
        account: usize,
        /// Index of the line.
        line: usize,
        /// Where it stands.
        cite: Cite,
    },
}

wire_enum!(Grant { 0: Gap { account, line, cite } });
