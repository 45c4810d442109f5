//! Facts (家庭情况): what a household tells, as it stands in a household file. No name, no ID number.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::known::{Known, List};
use crate::money::Yuan;

mod assets;
mod incomes;
mod kinds;
pub mod old;
mod person;
pub mod ties;

pub use assets::{AssetKind, Assets, more_than};
pub use incomes::{Income, Incomes, Per};
pub use kinds::{
    Area, Away, Basis, Choice, ClosedList, CurrentBenefit, DisabilityKind, ExpenseKind, Head, IncomeKind, KinTie,
    LISTS, Labour, Lives, PaidOutKind, ParentState, PastKind, Relation, SelfCareGrade, Study, SupporterState, Trouble,
    Work,
};
pub use person::{Disability, Kin, Person, SelfCare, Supporter};

/// The version of the household file this build writes. It reads every version from 1 on ([`old`]).
pub const FILE_VERSION: u32 = 2;

/// A household (家庭) as told by the family: the content of a household file.
///
/// Every sum is for the accounting window (核算期) before the application, in 元. What is absent was not asked. Reading a
/// household restates what an older file says of who lives with whom ([`old`]).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields, remote = "Self")]
pub struct Household {
    /// The version of this file: 2. A file of version 1 says only who lives with the applicant, and is read too.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 2)))]
    pub doudi: u32,
    /// What a receipt's code is hashed with, so that nobody finds these answers by trying; chance, and no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
    /// Where the family applies: a place id and, after a slash, its town: `daye/huandiqiao`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The day of the application; absent means the day the question is put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Whether the urban or the rural standard applies (城乡).
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub area: Known<Area>,
    /// Everyone who may count as a member, the applicant (`"self"`) first.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub people: List<Person>,
    /// What came in, by the four heads.
    #[serde(default, skip_serializing_if = "Incomes::is_untouched")]
    pub incomes: Incomes,
    /// Regular payments the household makes to others (转移性支出).
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub paid_out: List<PaidOut>,
    /// Spending that is hard to avoid (刚性支出).
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub expenses: List<Expense>,
    /// What the household owns.
    #[serde(default, skip_serializing_if = "Assets::is_untouched")]
    pub assets: Assets,
    /// What else the family is.
    #[serde(default, skip_serializing_if = "Background::is_untouched")]
    pub background: Background,
    /// What the family already receives (在享救助).
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub receives: List<Received>,
    /// What has happened to the family in the window (遇到的困难).
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub troubles: List<Happened>,
    /// Earlier requests that were refused and help that ended.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub past: List<Past>,
}

impl Household {
    /// A household of which nothing is known yet.
    pub fn new() -> Self {
        Self { doudi: FILE_VERSION, ..Self::default() }
    }

    /// Where a person stands in the list, by id.
    #[inline]
    pub fn person(&self, id: &str) -> Option<usize> {
        self.people.items.iter().position(|person| person.id == id)
    }

    /// How many incomes, payments and expenses are told.
    #[inline]
    pub fn entries(&self) -> usize {
        let incomes: usize = Head::ALL.into_iter().map(|head| self.incomes.of(head).items.len()).sum();
        incomes + self.paid_out.items.len() + self.expenses.items.len()
    }
}

/// What else a family is that a rule may look at (家庭背景).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Background {
    /// 脱贫户: on the register of poor households before
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub former_poor: Known<bool>,
    /// 易地搬迁户
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub relocated: Known<bool>,
    /// 长期住在城镇
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub settled_in_town: Known<bool>,
    /// 有承包地，或参加农村集体经济分配
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub land: Known<bool>,
    /// 收入增加是因为就业、产业
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub rose_by_work: Known<bool>,
}

impl Background {
    /// Whether nothing was asked.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }
}

/// Help the family already receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Received {
    /// What.
    pub what: CurrentBenefit,
    /// For whom, a person's id; absent: for the household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

/// Something that has happened to the family in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Happened {
    /// What.
    pub what: Trouble,
}

/// An earlier request that was refused, or help that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Past {
    /// Which of the two.
    pub what: PastKind,
    /// The day of it.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub when: Known<Day>,
}

/// A regular payment to others (转移性支出) in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PaidOut {
    /// Who pays: a person's id.
    pub who: String,
    /// What for.
    pub kind: PaidOutKind,
    /// 元 in the window.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub amount: Known<Yuan>,
}

/// Spending that is hard to avoid (刚性支出): what the household itself bore in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Expense {
    /// For whom: a person's id.
    pub who: String,
    /// What for.
    pub kind: ExpenseKind,
    /// 元 the household bore itself in the window, after insurance and aid.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub amount: Known<Yuan>,
}
