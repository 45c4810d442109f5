//! Categories (救助类别): what must hold for each, and what it pays.

use doudi_facts::household::{Area, CurrentBenefit};
use doudi_facts::money::Multiple;
use doudi_facts::{wire_enum, wire_struct, wire_words};
use serde::{Deserialize, Serialize};

use super::{Cite, Test, Text};

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
    pub receipt: Option<CurrentBenefit>,
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
