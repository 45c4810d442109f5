//! Facts (家庭情况): what a household tells, as it stands in a household file. No name, no ID number.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::known::{Known, List};
use crate::money::Yuan;
use crate::wire_words;

mod kinds;
pub mod old;
pub mod ties;

pub use kinds::{
    Area, Away, Basis, Choice, ClosedList, CurrentBenefit, DisabilityKind, ExpenseKind, Head, IncomeKind, KinTie,
    LISTS, Labour, Lives, PaidOutKind, ParentState, PastKind, Relation, SelfCareGrade, Study, SupporterState, Trouble,
    Work,
};

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

/// A person of the household, known by a short id of the family's choosing, never by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Person {
    /// A short id other entries refer to: `p1`.
    pub id: String,
    /// 与申请人关系: who this person is to the applicant.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub relation: Known<Relation>,
    /// 出生日期
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub birth: Known<Day>,
    /// 住处: where this person usually lives. The applicant's own home is this home, unless told otherwise.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub lives: Known<Lives>,
    /// 和谁住: ids of listed people. Of a person who lives elsewhere (另过): who lives there too. Of a person who lives in
    /// turn (轮着住): in whose homes.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub lives_with: List<String>,
    /// 配偶: the id of the spouse, if the spouse is listed. The applicant's spouse is known by the relation.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub spouse: List<String>,
    /// 父母: ids of the mother and the father, natural or adoptive, as far as they are listed.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub parents: List<String>,
    /// 其他亲属关系: of a person whose relation is `other-kin` or `not-kin`, further ties to listed people.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub kin: List<Kin>,
    /// Only in files of an older form: 长期共同居住, lives with the applicant for good. Reading turns it into `lives`; it is
    /// never written.
    #[serde(default, skip_serializing)]
    pub lives_together: Known<bool>,
    /// 收支共享: shares income and spending with the household.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub shares_purse: Known<bool>,
    /// 已婚
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub married: Known<bool>,
    /// 不能独立生活: cannot live on their own because of disability or illness.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub dependent: Known<bool>,
    /// 在校情况
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub study: Known<Study>,
    /// 特殊情形: away in a way that may take a person out of the household.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub away: Known<Away>,
    /// 残疾证
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub disability: Known<Disability>,
    /// 重病
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub severe_illness: Known<bool>,
    /// 就业情况
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub work: Known<Work>,
    /// 劳动能力
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub labour: Known<Labour>,
    /// 自理能力: what the person can do alone.
    #[serde(default, skip_serializing_if = "SelfCare::is_untouched")]
    pub self_care: SelfCare,
    /// 法定赡养、抚养、扶养义务人: everyone who owes this person support, in the household or not.
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub supporters: List<Supporter>,
    /// Of a child, the mother.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub mother: Known<ParentState>,
    /// Of a child, the father.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub father: Known<ParentState>,
}

/// A tie to a listed person that the relation to the applicant does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Kin {
    /// The other person's id.
    pub who: String,
    /// What the other person is to this one.
    pub is: KinTie,
}

/// The six things that tell how far a person cares for themselves (自理能力六项): whether each is done alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SelfCare {
    /// 吃饭
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub eat: Known<bool>,
    /// 穿衣
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub dress: Known<bool>,
    /// 上下床
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub bed: Known<bool>,
    /// 如厕
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub toilet: Known<bool>,
    /// 室内行走
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub walk: Known<bool>,
    /// 洗澡
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub wash: Known<bool>,
}

impl SelfCare {
    /// Whether nothing was asked.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }
}

/// Someone who owes a person support by law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Supporter {
    /// Who they are to the person.
    pub relation: Relation,
    /// What they are like.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub state: Known<SupporterState>,
}

/// 残疾证: whether a person holds a disability card, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Disability {
    /// 没有
    None,
    /// 持证
    Card {
        /// 类别
        kind: DisabilityKind,
        /// 等级, 1 (heaviest) to 4
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 4)))]
        grade: u8,
    },
}

/// Income (收入) by its four heads, each a list of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Incomes {
    /// 工资性收入
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub wages: List<Income>,
    /// 经营净收入
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub business: List<Income>,
    /// 财产净收入
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub property: List<Income>,
    /// 转移净收入 (what comes in)
    #[serde(default, skip_serializing_if = "List::is_untouched")]
    pub transfers: List<Income>,
}

impl Incomes {
    /// Whether nothing was asked and nothing told under any head.
    pub fn is_untouched(&self) -> bool {
        Head::ALL.iter().all(|head| self.of(*head).is_untouched())
    }

    /// The list of one head.
    #[inline]
    pub fn of(&self, head: Head) -> &List<Income> {
        match head {
            Head::Wages => &self.wages,
            Head::Business => &self.business,
            Head::Property => &self.property,
            Head::Transfers => &self.transfers,
        }
    }

    /// The list of one head, to change.
    pub fn of_mut(&mut self, head: Head) -> &mut List<Income> {
        match head {
            Head::Wages => &mut self.wages,
            Head::Business => &mut self.business,
            Head::Property => &mut self.property,
            Head::Transfers => &mut self.transfers,
        }
    }
}

/// One income (一笔收入) of one person in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Income {
    /// Whose: a person's id.
    pub who: String,
    /// What kind.
    pub kind: IncomeKind,
    /// 元 each time: a month's pay, a day's pay, or the whole window's.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub each: Known<Yuan>,
    /// What `each` is for.
    #[serde(default)]
    pub per: Per,
    /// How many months (at most 12) or days (at most 366) of the window; only with `per` month or day.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub times: Known<u16>,
    /// What it cost to earn it, 元 in the window: fares and tools of a wage; seed, feed, fees, wear and tax of a
    /// business; fees of letting.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub costs: Known<Yuan>,
    /// Of a residents' pension, the part that is the central base pension (中央基础养老金), 元 in the window.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub base_part: Known<Yuan>,
    /// Of support money, what it rests on.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub basis: Known<Basis>,
}

/// What an amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// The whole window, added up (核算期内合计)
    #[default]
    Window,
    /// A month
    Month,
    /// A day
    Day,
}

impl Per {
    /// How often it can occur in a window of twelve months.
    #[inline]
    pub fn most_times(self) -> u16 {
        self.most_times_in(12)
    }

    /// How often it can occur in a window of so many months, wherever in the year it lies.
    #[inline]
    pub fn most_times_in(self, months: u8) -> u16 {
        match self {
            Self::Window => 1,
            Self::Month => months.into(),
            // Of three months at most two have 31 days and of seven at most four, but July and August follow each other.
            Self::Day => (306 * u16::from(months)).div_ceil(10).min(366),
        }
    }
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

/// Property (财产): everything a limit may look at. Homes are counted, the rest is yes, no or a sum.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Assets {
    /// 存款、现金、理财、股票等金融资产, 元 altogether
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub savings: Known<Yuan>,
    /// 住房, how many the household owns
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub homes: Known<u16>,
    /// 汽车、船舶、大型农机 (ordinary motorcycles and disability vehicles are not meant)
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub vehicle: Known<bool>,
    /// 开公司、办企业、个体工商登记
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub business: Known<bool>,
    /// 商业保险 with a cash value
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub insurance: Known<bool>,
    /// 放弃、赠送应得的财产
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub given_away: Known<bool>,
    /// 近6个月大额支出 (30,000 元 or more at once)
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
    pub big_spending: Known<bool>,
}

impl Assets {
    /// Whether nothing was asked.
    pub fn is_untouched(&self) -> bool {
        *self == Self::default()
    }
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

/// Something a property limit could catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssetKind {
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

wire_words!(AssetKind { Savings, SecondHome, Vehicle, Business, Insurance, GivenAway, BigSpending });

impl Assets {
    /// Whether the household owns more homes than so many; `None`: not known.
    #[inline]
    pub fn has_more_homes_than(&self, homes: u8) -> Option<bool> {
        more_than(self.homes.ends(), &homes.into())
    }
}

/// Whether an answer with such ends is certainly above a bound, certainly not, or neither yet.
pub fn more_than<T: Ord>(ends: (Option<&T>, Option<&T>), bound: &T) -> Option<bool> {
    match ends {
        (Some(low), _) if low > bound => Some(true),
        (_, Some(high)) if high <= bound => Some(false),
        _ => None,
    }
}
