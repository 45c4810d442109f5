//! Closed lists about money (收支分类): heads and kinds of income, payments to others, spending.

use serde::{Deserialize, Serialize};

use super::list::{Choice, ClosedList, choices};

choices! {
    /// 收入项目: the four heads under which income is counted.
    Head in "head" {
        /// 工资性收入
        Wages = "wages",
        /// 经营净收入
        Business = "business",
        /// 财产净收入
        Property = "property",
        /// 转移净收入
        Transfers = "transfers",
    }
}

choices! {
    /// 收入类别: the closed list of kinds of income, each under one head.
    IncomeKind in "kind" {
        /// 稳定上班的工资
        RegularWage = "regular-wage",
        /// 打零工
        CasualWage = "casual-wage",
        /// 公益岗位
        PublicPost = "public-post",
        /// 种植
        Crops = "crops",
        /// 养殖
        Livestock = "livestock",
        /// 经商、运输、手工等
        Trade = "trade",
        /// 存款利息、红利
        Interest = "interest",
        /// 土地转租
        LandLet = "land-let",
        /// 房屋等出租
        Rent = "rent",
        /// 集体分红
        CollectiveShare = "collective-share",
        /// 卖房子等一次性出让
        PropertySale = "property-sale",
        /// 城乡居民养老金
        ResidentPension = "resident-pension",
        /// 离退休金、职工养老金
        EmployeePension = "employee-pension",
        /// 赡养费、抚养费、扶养费
        Support = "support",
        /// 失业保险金
        Unemployment = "unemployment",
        /// 遗属补助
        Survivor = "survivor",
        /// 赔偿
        Compensation = "compensation",
        /// 捐赠、赠送
        Gift = "gift",
        /// 低保金、特困供养金、临时救助等社会救助款物
        Relief = "relief",
        /// 残疾人两项补贴
        DisabilitySubsidy = "disability-subsidy",
        /// 高龄津贴
        OldAgeAllowance = "old-age-allowance",
        /// 优待抚恤金
        Veteran = "veteran",
        /// 计划生育奖励扶助金
        FamilyPlanning = "family-planning",
        /// 奖学金
        Scholarship = "scholarship",
        /// 见义勇为等奖励性补助
        BraveryAward = "bravery-award",
        /// 种粮等农业补贴
        FarmSubsidy = "farm-subsidy",
        /// 其他转移性收入
        OtherTransfer = "other-transfer",
    }
}

impl IncomeKind {
    /// The head it is counted under.
    pub fn head(self) -> Head {
        match self {
            Self::RegularWage | Self::CasualWage | Self::PublicPost => Head::Wages,
            Self::Crops | Self::Livestock | Self::Trade => Head::Business,
            Self::Interest | Self::LandLet | Self::Rent | Self::CollectiveShare | Self::PropertySale => Head::Property,
            Self::ResidentPension
            | Self::EmployeePension
            | Self::Support
            | Self::Unemployment
            | Self::Survivor
            | Self::Compensation
            | Self::Gift
            | Self::Relief
            | Self::DisabilitySubsidy
            | Self::OldAgeAllowance
            | Self::Veteran
            | Self::FamilyPlanning
            | Self::Scholarship
            | Self::BraveryAward
            | Self::FarmSubsidy
            | Self::OtherTransfer => Head::Transfers,
        }
    }

    /// Whether earning it may cost something that the accounting can take off.
    pub fn has_costs(self) -> bool {
        matches!(self.head(), Head::Wages | Head::Business | Head::Property)
    }
}

choices! {
    /// What support money (赡养费、抚养费、扶养费) rests on.
    Basis in "basis" {
        /// 法院判决、调解书
        Judgment = "judgment",
        /// 书面协议
        Agreement = "agreement",
        /// 没有约定，习惯上给
        Habit = "habit",
    }
}

choices! {
    /// 转移性支出类别
    PaidOutKind in "paid-out" {
        /// 社会保险缴费
        SocialInsurance = "social-insurance",
        /// 税款
        Tax = "tax",
        /// 付给家庭以外的人的赡养费、抚养费、扶养费
        Support = "support",
        /// 其他经常性转移支出
        Other = "other",
    }
}

choices! {
    /// 刚性支出类别
    ExpenseKind in "expense" {
        /// 看病自付
        Medical = "medical",
        /// 上学
        Education = "education",
        /// 残疾康复
        Rehabilitation = "rehabilitation",
        /// 吃穿用度
        Living = "living",
        /// 其他
        Other = "other",
    }
}
