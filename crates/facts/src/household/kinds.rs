//! The closed lists (分类) of a household file: each value with its word, in the order declared.

use serde::{Deserialize, Serialize};

mod list;
mod money;

use self::list::choices;
pub use self::list::{Choice, ClosedList};
pub use self::money::{Basis, ExpenseKind, Head, IncomeKind, PaidOutKind};

/// Every closed list.
pub const LISTS: [ClosedList; 20] = [
    Area::LIST,
    Relation::LIST,
    Lives::LIST,
    KinTie::LIST,
    Study::LIST,
    Away::LIST,
    DisabilityKind::LIST,
    Head::LIST,
    IncomeKind::LIST,
    Basis::LIST,
    PaidOutKind::LIST,
    ExpenseKind::LIST,
    Work::LIST,
    Labour::LIST,
    SelfCareGrade::LIST,
    SupporterState::LIST,
    ParentState::LIST,
    CurrentBenefit::LIST,
    Trouble::LIST,
    PastKind::LIST,
];

choices! {
    /// 城乡: which of two standards a place applies to a household.
    Area in "area" {
        /// 城市
        Urban = "urban",
        /// 农村
        Rural = "rural",
    }
}

choices! {
    /// 与申请人关系: what a person is to the applicant.
    Relation in "relation" {
        /// 本人 (the applicant)
        Applicant = "self" ["01"],
        /// 配偶
        Spouse = "spouse" ["10", "11", "12"],
        /// 子女
        Child = "child" ["20", "21", "22", "23", "24", "25", "26", "30", "31", "32", "33", "34", "35", "36"],
        /// 父母
        Parent = "parent" ["50", "51", "52"],
        /// 孙子女、外孙子女
        Grandchild = "grandchild" ["40", "41", "42", "43", "44"],
        /// 祖父母、外祖父母
        Grandparent = "grandparent" ["60", "61", "62", "63", "64"],
        /// 兄弟姐妹
        Sibling = "sibling" ["70", "71", "73", "75", "77"],
        /// 儿媳、女婿
        ChildInLaw = "child-in-law" ["28", "38"],
        /// 公婆、岳父母
        ParentInLaw = "parent-in-law" ["53", "54", "55", "56"],
        /// 继子女: a child of the spouse, of another parent
        StepChild = "step-child",
        /// 继父母
        StepParent = "step-parent",
        /// 其他亲属
        OtherKin = "other-kin" ["97"],
        /// 没有亲属关系
        NotKin = "not-kin" ["99"],
    }
}

choices! {
    /// 住处: where a person usually lives.
    Lives in "lives" {
        /// 这个家
        Home = "home",
        /// 在外打工、上学，常回来: away for work or school, and comes back to this home
        Away = "away",
        /// 另过: in another home
        Elsewhere = "elsewhere",
        /// 几家轮着住: in several homes in turn
        InTurn = "in-turn",
    }
}

choices! {
    /// 亲属关系: what one listed person is to another.
    KinTie in "kin" {
        /// 兄弟姐妹
        Sibling = "sibling",
        /// 祖父母、外祖父母
        Grandparent = "grandparent",
        /// 孙子女、外孙子女
        Grandchild = "grandchild",
        /// 公婆、岳父母
        ParentInLaw = "parent-in-law",
        /// 儿媳、女婿
        ChildInLaw = "child-in-law",
        /// 继父母
        StepParent = "step-parent",
        /// 继子女
        StepChild = "step-child",
    }
}

impl KinTie {
    /// The same tie, seen from the other person.
    pub fn inverse(self) -> Self {
        match self {
            Self::Sibling => Self::Sibling,
            Self::Grandparent => Self::Grandchild,
            Self::Grandchild => Self::Grandparent,
            Self::ParentInLaw => Self::ChildInLaw,
            Self::ChildInLaw => Self::ParentInLaw,
            Self::StepParent => Self::StepChild,
            Self::StepChild => Self::StepParent,
        }
    }
}

choices! {
    /// 在校情况
    Study in "study" {
        /// 不在校
        None = "none",
        /// 全日制，本科及以下 (school children included)
        FullTime = "full-time",
        /// 全日制研究生
        Postgraduate = "postgraduate",
        /// 非全日制
        PartTime = "part-time",
    }
}

choices! {
    /// 特殊情形: where a person is who does not live an ordinary life at home.
    Away in "away" {
        /// 没有这些情形
        No = "no",
        /// 在监狱服刑
        Prison = "prison",
        /// 强制隔离戒毒
        Rehab = "rehab",
        /// 宣告失踪
        Missing = "missing",
        /// 宗教教职人员，脱离家庭独立生活连续三年以上
        Clergy = "clergy",
    }
}

choices! {
    /// 残疾类别
    DisabilityKind in "disability" {
        /// 视力
        Sight = "sight" ["1"],
        /// 听力
        Hearing = "hearing" ["2"],
        /// 言语
        Speech = "speech" ["3"],
        /// 肢体
        Limbs = "limbs" ["4"],
        /// 智力
        Intellect = "intellect" ["5"],
        /// 精神
        Mind = "mind" ["6"],
        /// 多重
        Several = "several" ["7"],
    }
}

choices! {
    /// 就业情况
    Work in "work" {
        /// 没有工作，也没在找
        None = "none",
        /// 没有工作，在找
        Seeking = "seeking",
        /// 在工作 (day labour and farming for sale included)
        Working = "working",
        /// 退休
        Retired = "retired",
    }
}

choices! {
    /// 劳动能力
    Labour in "labour" {
        /// 有
        Full = "full",
        /// 部分丧失
        Part = "part",
        /// 丧失
        None = "none",
    }
}

choices! {
    /// 自理能力, by how many of the six things a person cannot do alone
    SelfCareGrade in "self-care-grade" {
        /// 全自理: none
        Full = "full",
        /// 部分丧失: one to three
        Partly = "partly",
        /// 完全丧失: four or more
        None = "none",
    }
}

choices! {
    /// 法定义务人的情况: what a person who owes support is like
    SupporterState in "supporter" {
        /// 有能力
        Able = "able",
        /// 特困人员
        Tekun = "tekun",
        /// 60周岁以上的低保对象
        Dibao60 = "dibao-60",
        /// 70周岁以上
        Over70 = "over-70",
        /// 重度残疾人，或三级智力、精神残疾人
        Disabled = "disabled",
        /// 无民事行为能力、宣告失踪或在监狱服刑
        Incapable = "incapable",
    }
}

choices! {
    /// 父亲或母亲的情况
    ParentState in "parent" {
        /// 能抚养
        Able = "able",
        /// 去世
        Dead = "dead",
        /// 查找不到
        NotFound = "not-found",
        /// 宣告失踪
        Missing = "missing",
        /// 重残
        Disabled = "disabled",
        /// 重病
        Ill = "ill",
        /// 服刑六个月以上
        Prison = "prison",
        /// 强制隔离戒毒六个月以上
        Rehab = "rehab",
        /// 被执行其他限制人身自由的措施六个月以上
        Restricted = "restricted",
        /// 失联六个月以上
        OutOfContact = "out-of-contact",
    }
}

choices! {
    /// 已有的救助
    CurrentBenefit in "receipt" {
        /// 低保
        Dibao = "dibao",
        /// 特困供养
        Tekun = "tekun",
        /// 低保边缘
        Edge = "edge",
        /// 刚性支出困难
        Rigid = "rigid",
        /// 防止返贫监测
        Monitored = "monitored",
        /// 单人保
        Single = "single",
        /// 孤儿、事实无人抚养儿童
        Orphan = "orphan",
    }
}

choices! {
    /// 遇到的困难
    Trouble in "trouble" {
        /// 意外事故
        Accident = "accident",
        /// 自然灾害
        Disaster = "disaster",
        /// 突发重大疾病
        SuddenIllness = "sudden-illness",
        /// 失业
        JobLoss = "job-loss",
        /// 收入骤减
        IncomeDrop = "income-drop",
        /// 高额医疗费
        HighMedical = "high-medical",
        /// 上学费用突增
        SchoolCosts = "school-costs",
        /// 饮水困难
        Water = "water",
        /// 住房为C、D级危房
        HomeDanger = "home-danger",
        /// 没有住房
        NoHome = "no-home",
        /// 其他突发困难
        OtherSudden = "other-sudden",
    }
}

choices! {
    /// 以前的申请、救助
    PastKind in "past" {
        /// 申请没有通过
        Refused = "refused",
        /// 退出了救助
        Left = "left",
    }
}
