//! Facts (家庭情况): what a household tells, as it stands in a household file. No name, no ID number.

use serde::{Deserialize, Serialize};

use crate::ask::AssetField;
use crate::day::Day;
use crate::known::{Known, List};
use crate::money::Yuan;
use crate::rules::Caught;

/// The version of the household file this build reads and writes.
pub const FILE_VERSION: u32 = 1;

/// A household (家庭) as told by the family: the content of a household file.
///
/// Every sum is for the accounting window (核算期) before the application, in 元. What is absent was not asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Household {
    /// The version of this file; this build reads 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub doudi: u32,
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
}

/// 城乡: which of two standards a place applies to a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// 城市
    Urban,
    /// 农村
    Rural,
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
    /// 长期共同居住: lives with the applicant for good.
    #[serde(default, skip_serializing_if = "Known::is_not_asked")]
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
}

/// 与申请人关系: what a person is to the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// 本人 (the applicant)
    #[serde(rename = "self")]
    Applicant,
    /// 配偶
    Spouse,
    /// 子女
    Child,
    /// 父母
    Parent,
    /// 孙子女、外孙子女
    Grandchild,
    /// 祖父母、外祖父母
    Grandparent,
    /// 兄弟姐妹
    Sibling,
    /// 儿媳、女婿
    ChildInLaw,
    /// 公婆、岳父母
    ParentInLaw,
    /// 其他亲属
    OtherKin,
    /// 没有亲属关系
    NotKin,
}

/// 在校情况
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Study {
    /// 不在校
    None,
    /// 全日制，本科及以下 (school children included)
    FullTime,
    /// 全日制研究生
    Postgraduate,
    /// 非全日制
    PartTime,
}

/// 特殊情形: where a person is who does not live an ordinary life at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Away {
    /// 没有这些情形
    No,
    /// 在监狱服刑
    Prison,
    /// 强制隔离戒毒
    Rehab,
    /// 宣告失踪
    Missing,
    /// 宗教教职人员，脱离家庭独立生活连续三年以上
    Clergy,
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

/// 残疾类别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DisabilityKind {
    /// 视力
    Sight,
    /// 听力
    Hearing,
    /// 言语
    Speech,
    /// 肢体
    Limbs,
    /// 智力
    Intellect,
    /// 精神
    Mind,
    /// 多重
    Several,
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

/// 收入项目: the four heads under which income is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Head {
    /// 工资性收入
    Wages,
    /// 经营净收入
    Business,
    /// 财产净收入
    Property,
    /// 转移净收入
    Transfers,
}

impl Head {
    /// All four, in the order of the law.
    pub const ALL: [Self; 4] = [Self::Wages, Self::Business, Self::Property, Self::Transfers];
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
    pub fn most_times(self) -> u16 {
        match self {
            Self::Window => 1,
            Self::Month => 12,
            Self::Day => 366,
        }
    }
}

/// 收入类别: the closed list of kinds of income, each under one head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IncomeKind {
    /// 稳定上班的工资
    RegularWage,
    /// 打零工
    CasualWage,
    /// 公益岗位
    PublicPost,
    /// 种植
    Crops,
    /// 养殖
    Livestock,
    /// 经商、运输、手工等
    Trade,
    /// 存款利息、红利
    Interest,
    /// 土地转租
    LandLet,
    /// 房屋等出租
    Rent,
    /// 集体分红
    CollectiveShare,
    /// 城乡居民养老金
    ResidentPension,
    /// 离退休金、职工养老金
    EmployeePension,
    /// 赡养费、抚养费、扶养费
    Support,
    /// 失业保险金
    Unemployment,
    /// 遗属补助
    Survivor,
    /// 赔偿
    Compensation,
    /// 捐赠、赠送
    Gift,
    /// 低保金、特困供养金、临时救助等社会救助款物
    Relief,
    /// 残疾人两项补贴
    DisabilitySubsidy,
    /// 高龄津贴
    OldAgeAllowance,
    /// 优待抚恤金
    Veteran,
    /// 计划生育奖励扶助金
    FamilyPlanning,
    /// 奖学金
    Scholarship,
    /// 见义勇为等奖励性补助
    BraveryAward,
    /// 种粮等农业补贴
    FarmSubsidy,
    /// 其他转移性收入
    OtherTransfer,
}

impl IncomeKind {
    /// Every kind.
    pub const ALL: [Self; 26] = [
        Self::RegularWage,
        Self::CasualWage,
        Self::PublicPost,
        Self::Crops,
        Self::Livestock,
        Self::Trade,
        Self::Interest,
        Self::LandLet,
        Self::Rent,
        Self::CollectiveShare,
        Self::ResidentPension,
        Self::EmployeePension,
        Self::Support,
        Self::Unemployment,
        Self::Survivor,
        Self::Compensation,
        Self::Gift,
        Self::Relief,
        Self::DisabilitySubsidy,
        Self::OldAgeAllowance,
        Self::Veteran,
        Self::FamilyPlanning,
        Self::Scholarship,
        Self::BraveryAward,
        Self::FarmSubsidy,
        Self::OtherTransfer,
    ];

    /// The head it is counted under.
    pub fn head(self) -> Head {
        match self {
            Self::RegularWage | Self::CasualWage | Self::PublicPost => Head::Wages,
            Self::Crops | Self::Livestock | Self::Trade => Head::Business,
            Self::Interest | Self::LandLet | Self::Rent | Self::CollectiveShare => Head::Property,
            _ => Head::Transfers,
        }
    }

    /// Whether earning it may cost something that the accounting can take off.
    pub fn has_costs(self) -> bool {
        matches!(self.head(), Head::Wages | Head::Business | Head::Property)
    }
}

/// What support money (赡养费、抚养费、扶养费) rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// 法院判决、调解书
    Judgment,
    /// 书面协议
    Agreement,
    /// 没有约定，习惯上给
    Habit,
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

/// 转移性支出类别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PaidOutKind {
    /// 社会保险缴费
    SocialInsurance,
    /// 税款
    Tax,
    /// 付给家庭以外的人的赡养费、抚养费、扶养费
    Support,
    /// 其他经常性转移支出
    Other,
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

/// 刚性支出类别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ExpenseKind {
    /// 看病自付
    Medical,
    /// 上学
    Education,
    /// 残疾康复
    Rehabilitation,
    /// 其他
    Other,
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
    pub fn person(&self, id: &str) -> Option<usize> {
        self.people.items.iter().position(|person| person.id == id)
    }
}

impl Assets {
    /// Whether the household owns something of what a limit could catch, and which answer says so; `None`: not known.
    pub fn owns(&self, thing: Caught) -> (Option<bool>, AssetField) {
        let yes_no = |known: &Known<bool>| more_than(known, &false);
        match thing {
            Caught::Savings => (more_than(&self.savings, &Yuan::ZERO), AssetField::Savings),
            Caught::SecondHome => (more_than(&self.homes, &1), AssetField::Homes),
            Caught::Vehicle => (yes_no(&self.vehicle), AssetField::Vehicle),
            Caught::Business => (yes_no(&self.business), AssetField::Business),
            Caught::Insurance => (yes_no(&self.insurance), AssetField::Insurance),
            Caught::GivenAway => (yes_no(&self.given_away), AssetField::GivenAway),
            Caught::BigSpending => (yes_no(&self.big_spending), AssetField::BigSpending),
        }
    }
}

/// Whether an answer is certainly above a bound, certainly not, or neither yet.
fn more_than<T: Ord>(known: &Known<T>, bound: &T) -> Option<bool> {
    match known.ends() {
        (Some(low), _) if low > bound => Some(true),
        (_, Some(high)) if high <= bound => Some(false),
        _ => None,
    }
}
