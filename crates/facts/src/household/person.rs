//! A person (成员) of a household, with what is asked of each.

use serde::{Deserialize, Serialize};

use super::{Away, DisabilityKind, KinTie, Labour, Lives, ParentState, Relation, Study, SupporterState, Work};
use crate::day::Day;
use crate::known::{Known, List};

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
