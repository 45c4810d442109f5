//! Help (帮扶措施) and what to bring (材料): what departments do for whom, and what a family shows for what.

use doudi_facts::money::Yuan;
use doudi_facts::{wire_enum, wire_struct, wire_words};
use serde::{Deserialize, Serialize};

use super::{Cite, Gate, Note, Side, Test, Text, Unit};
use crate::ask::Ask;

/// A measure (帮扶措施) of a department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Short id.
    pub id: String,
    /// What it is, in plain words.
    pub name: Text,
    /// The office that gives it; index.
    pub office: usize,
    /// What it is about.
    pub kind: HelpKind,
    /// Of whom it is said.
    pub unit: Unit,
    /// The categories it is for, any of these; indices, empty: anybody.
    pub classes: Vec<usize>,
    /// What must hold besides.
    pub test: Option<Test>,
    /// The numbers of the single tests it is made of ([`super::Book::number_tests`]).
    pub numbers: Vec<usize>,
    /// The first measure that is for the same on the same conditions, where one before it is; index.
    pub same: Option<usize>,
    /// The first measure that is for the same categories; index, its own where none before it is.
    pub first_of_classes: usize,
    /// The figures the document gives.
    pub figures: Vec<HelpFigure>,
    /// The category whose grant (待遇) this is; index.
    pub pays: Option<usize>,
    /// What else the document asks for or leaves open.
    pub terms: Vec<Note>,
    /// How one comes by it.
    pub by: HelpWay,
    /// Where to apply, where that is not the window one applies at anyway.
    pub place: Option<Text>,
    /// Where it stands.
    pub cite: Cite,
}

impl Help {
    /// Whether it hangs on the same as another.
    pub fn hangs_on_the_same(&self, other: &Self) -> bool {
        (&self.classes, &self.test, self.unit) == (&other.classes, &other.test, other.unit)
    }

    /// Everywhere it stands.
    pub(super) fn cites(&self) -> impl Iterator<Item = &Cite> {
        std::iter::once(&self.cite).chain(self.terms.iter().map(|term| &term.cite))
    }

    /// Passes over every text of it.
    pub(super) fn each_text(&mut self, change: &mut impl FnMut(&mut Text)) {
        change(&mut self.name);
        self.figures.iter_mut().for_each(|figure| figure.of.iter_mut().for_each(&mut *change));
        self.terms.iter_mut().for_each(|term| change(&mut term.text));
        self.place.iter_mut().for_each(change);
    }
}

wire_struct!(Help {
    id,
    name,
    office,
    kind,
    unit,
    classes,
    test,
    numbers,
    same,
    first_of_classes,
    figures,
    pays,
    terms,
    by,
    place,
    cite
});

/// An office (部门) that gives help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Short id.
    pub id: String,
    /// What it is called there.
    pub name: Text,
}

wire_struct!(Office { id, name });

/// What a measure is about (救助类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpKind {
    /// 基本生活
    Living,
    /// 急难
    Urgent,
    /// 医疗
    Medical,
    /// 教育
    Education,
    /// 住房
    Housing,
    /// 就业、产业
    Work,
    /// 受灾
    Disaster,
    /// 残疾
    Disability,
    /// 照料服务
    Care,
    /// 饮水
    Water,
    /// 法律援助
    Legal,
    /// 慈善、社会力量
    Charity,
}

wire_words!(HelpKind {
    Living,
    Urgent,
    Medical,
    Education,
    Housing,
    Work,
    Disaster,
    Disability,
    Care,
    Water,
    Legal,
    Charity
});

/// How one comes by a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpWay {
    /// 不用另外申请: it follows from being recognised.
    Automatic,
    /// 要申请
    Apply,
    /// 上门或转介: the offices come, or send one on; one may ask for it.
    Offered,
}

wire_words!(HelpWay { Automatic, Apply, Offered });

/// A figure of a measure: `住院自付费用，不低于 70%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpFigure {
    /// What it is a figure of; nothing where the measure itself says so.
    pub of: Option<Text>,
    /// Whether it is the least, the most, or just so.
    pub is: Side,
    /// How much.
    pub value: Quantity,
}

wire_struct!(HelpFigure { of, is, value });

/// How much, in the unit the document uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Of a hundred (%)
    Percent(u8),
    /// 元
    Sum(Yuan),
    /// 个月
    Months(u8),
    /// 小时
    Hours(u8),
    /// 次, in a year
    TimesAYear(u8),
    /// 当日
    SameDay,
}

wire_enum!(Quantity {
    0: Percent(of_hundred),
    1: Sum(sum),
    2: Months(months),
    3: Hours(hours),
    4: TimesAYear(times),
    5: SameDay,
});

/// Something a family brings (材料) to show how things are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bring {
    /// Short id.
    pub id: String,
    /// What it is, in plain words.
    pub name: Text,
    /// Whose it is: the household's, or each person's.
    pub unit: Unit,
    /// Who needs it; `None`: everybody.
    pub test: Option<Test>,
    /// The numbers of the single tests it is made of ([`super::Book::number_tests`]).
    pub numbers: Vec<usize>,
    /// The gates (关口) it is looked at for.
    pub gates: Vec<Gate>,
    /// What is open that it can settle.
    pub settles: Vec<Settled>,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(Bring { id, name, unit, test, numbers, gates, settles, cite });

/// What is open that a thing brought can settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// How the office counts a sum; index of the treatment.
    Treatment(usize),
    /// What the office judges or checks; index of the judgement.
    Judgement(usize),
    /// Whether the property stays within any limit.
    Limits,
}

wire_enum!(Settled { 0: Treatment(treatment), 1: Judgement(judgement), 2: Limits });

impl Settled {
    /// Whether it is this that is asked.
    pub fn is(self, ask: Ask) -> bool {
        match (self, ask) {
            (Self::Treatment(mine), Ask::Treatment(asked)) => mine == asked,
            (Self::Judgement(mine), Ask::Judgement(asked) | Ask::Verify(asked)) => mine == asked,
            (Self::Limits, Ask::Limit(_)) => true,
            _ => false,
        }
    }
}
