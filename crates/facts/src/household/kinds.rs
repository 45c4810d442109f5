//! The closed word lists (分类) of a household file: each word is spelled in kebab-case, in the order declared.

use serde::{Deserialize, Serialize};

use crate::wire_words;

/// Declares a list of words, all of which can be told and stand in rules.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $word:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$of])* $word),+
        }

        impl $name {
            /// Every word, in the order declared.
            pub const ALL: [Self; [$(stringify!($word)),+].len()] = [$(Self::$word),+];
        }

        wire_words!($name { $($word),+ });
    };
}

words! {
    /// 城乡: which of two standards a place applies to a household.
    Area {
        /// 城市
        Urban,
        /// 农村
        Rural,
    }
}

words! {
    /// 与申请人关系: what a person is to the applicant.
    Relation {
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
        /// 继子女: a child of the spouse, of another parent
        StepChild,
        /// 继父母
        StepParent,
        /// 其他亲属
        OtherKin,
        /// 没有亲属关系
        NotKin,
    }
}

words! {
    /// 住处: where a person usually lives.
    Lives {
        /// 这个家
        Home,
        /// 在外打工、上学，常回来: away for work or school, and comes back to this home
        Away,
        /// 另过: in another home
        Elsewhere,
        /// 几家轮着住: in several homes in turn
        InTurn,
    }
}

words! {
    /// 亲属关系: what one listed person is to another.
    KinTie {
        /// 兄弟姐妹
        Sibling,
        /// 祖父母、外祖父母
        Grandparent,
        /// 孙子女、外孙子女
        Grandchild,
        /// 公婆、岳父母
        ParentInLaw,
        /// 儿媳、女婿
        ChildInLaw,
        /// 继父母
        StepParent,
        /// 继子女
        StepChild,
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

words! {
    /// 在校情况
    Study {
        /// 不在校
        None,
        /// 全日制，本科及以下 (school children included)
        FullTime,
        /// 全日制研究生
        Postgraduate,
        /// 非全日制
        PartTime,
    }
}

words! {
    /// 特殊情形: where a person is who does not live an ordinary life at home.
    Away {
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
}

words! {
    /// 残疾类别
    DisabilityKind {
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
}

words! {
    /// 收入项目: the four heads under which income is counted.
    Head {
        /// 工资性收入
        Wages,
        /// 经营净收入
        Business,
        /// 财产净收入
        Property,
        /// 转移净收入
        Transfers,
    }
}

words! {
    /// 收入类别: the closed list of kinds of income, each under one head.
    IncomeKind {
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
        /// 卖房子等一次性出让
        PropertySale,
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
}

words! {
    /// What support money (赡养费、抚养费、扶养费) rests on.
    Basis {
        /// 法院判决、调解书
        Judgment,
        /// 书面协议
        Agreement,
        /// 没有约定，习惯上给
        Habit,
    }
}

words! {
    /// 转移性支出类别
    PaidOutKind {
        /// 社会保险缴费
        SocialInsurance,
        /// 税款
        Tax,
        /// 付给家庭以外的人的赡养费、抚养费、扶养费
        Support,
        /// 其他经常性转移支出
        Other,
    }
}

words! {
    /// 刚性支出类别
    ExpenseKind {
        /// 看病自付
        Medical,
        /// 上学
        Education,
        /// 残疾康复
        Rehabilitation,
        /// 吃穿用度
        Living,
        /// 其他
        Other,
    }
}

impl IncomeKind {
    /// The head it is counted under.
    pub fn head(self) -> Head {
        match self {
            Self::RegularWage | Self::CasualWage | Self::PublicPost => Head::Wages,
            Self::Crops | Self::Livestock | Self::Trade => Head::Business,
            Self::Interest | Self::LandLet | Self::Rent | Self::CollectiveShare | Self::PropertySale => Head::Property,
            _ => Head::Transfers,
        }
    }

    /// Whether earning it may cost something that the accounting can take off.
    pub fn has_costs(self) -> bool {
        matches!(self.head(), Head::Wages | Head::Business | Head::Property)
    }
}

words! {
    /// 就业情况
    Work {
        /// 没有工作，也没在找
        None,
        /// 没有工作，在找
        Seeking,
        /// 在工作 (day labour and farming for sale included)
        Working,
        /// 退休
        Retired,
    }
}

words! {
    /// 劳动能力
    Labour {
        /// 有
        Full,
        /// 部分丧失
        Part,
        /// 丧失
        None,
    }
}

words! {
    /// 自理能力, by how many of the six things a person cannot do alone
    SelfCareGrade {
        /// 全自理: none
        Full,
        /// 部分丧失: one to three
        Partly,
        /// 完全丧失: four or more
        None,
    }
}

words! {
    /// 法定义务人的情况: what a person who owes support is like
    SupporterState {
        /// 有能力
        Able,
        /// 特困人员
        Tekun,
        /// 60周岁以上的低保对象
        #[serde(rename = "dibao-60")]
        Dibao60,
        /// 70周岁以上
        #[serde(rename = "over-70")]
        Over70,
        /// 重度残疾人，或三级智力、精神残疾人
        Disabled,
        /// 无民事行为能力、宣告失踪或在监狱服刑
        Incapable,
    }
}

words! {
    /// 父亲或母亲的情况
    ParentState {
        /// 能抚养
        Able,
        /// 去世
        Dead,
        /// 查找不到
        NotFound,
        /// 宣告失踪
        Missing,
        /// 重残
        Disabled,
        /// 重病
        Ill,
        /// 服刑六个月以上
        Prison,
        /// 强制隔离戒毒六个月以上
        Rehab,
        /// 被执行其他限制人身自由的措施六个月以上
        Restricted,
        /// 失联六个月以上
        OutOfContact,
    }
}

words! {
    /// 已有的救助
    Receipt {
        /// 低保
        Dibao,
        /// 特困供养
        Tekun,
        /// 低保边缘
        Edge,
        /// 刚性支出困难
        Rigid,
        /// 防止返贫监测
        Monitored,
        /// 单人保
        Single,
        /// 孤儿、事实无人抚养儿童
        Orphan,
    }
}

words! {
    /// 遇到的困难
    Trouble {
        /// 意外事故
        Accident,
        /// 自然灾害
        Disaster,
        /// 突发重大疾病
        SuddenIllness,
        /// 失业
        JobLoss,
        /// 收入骤减
        IncomeDrop,
        /// 高额医疗费
        HighMedical,
        /// 上学费用突增
        SchoolCosts,
        /// 饮水困难
        Water,
        /// 住房为C、D级危房
        HomeDanger,
        /// 没有住房
        NoHome,
        /// 其他突发困难
        OtherSudden,
    }
}

words! {
    /// 以前的申请、救助
    PastKind {
        /// 申请没有通过
        Refused,
        /// 退出了救助
        Left,
    }
}
