//! Questions (问题): every question that a household can answer, identified by the path of its answer in the household file.

use std::fmt;

use crate::household::{Head, Household, IncomeKind, Per};

mod access;
pub mod answer;
mod answered;
mod path;
mod row;
mod table;

pub use self::answer::{Answer, AnswerMut, AnswerType};
pub use self::row::{Input, Row, Shown, Stage, UnknownQuestion, YesNo};
pub use self::table::{AssetField, BackgroundField, IncomeField, PersonField, SelfCareField};

/// A question, identified by the path of its answer in the household file. [`fmt::Display`] writes the path and
/// [`std::str::FromStr`] reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionId {
    /// `area`
    Area,
    /// `people.complete`
    PeopleComplete,
    /// `people.items[i].…`
    Person(usize, PersonField),
    /// `incomes.<head>.complete`
    IncomesComplete(Head),
    /// `incomes.<head>.items[i].…`
    Income(Head, usize, IncomeField),
    /// `paid-out.complete`
    PaidOutComplete,
    /// `paid-out.items[i].amount`
    PaidOut(usize),
    /// `expenses.complete`
    ExpensesComplete,
    /// `expenses.items[i].amount`
    Expense(usize),
    /// `assets.…`
    Asset(AssetField),
    /// `people.items[i].self-care.…`
    SelfCare(usize, SelfCareField),
    /// `people.items[i].lives-with.complete`, and `spouse`, `parents`, `kin` likewise
    TiesComplete(usize, TieField),
    /// `people.items[i].supporters.complete`
    SupportersComplete(usize),
    /// `people.items[i].supporters.items[j].state`
    Supporter(usize, usize),
    /// `background.…`
    Background(BackgroundField),
    /// `receives.complete`
    ReceivesComplete,
    /// `troubles.complete`
    TroublesComplete,
    /// `past.complete`
    PastComplete,
    /// `past.items[i].when`
    Past(usize),
}

/// A list of people that one person is tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieField {
    /// `lives-with`
    LivesWith,
    /// `spouse`
    Spouse,
    /// `parents`
    Parents,
    /// `kin`
    Kin,
}

impl TieField {
    /// Every list of ties, in the order of the form.
    pub const ALL: [Self; 4] = [Self::LivesWith, Self::Spouse, Self::Parents, Self::Kin];

    /// Its id, a part of its path.
    const fn id(self) -> &'static str {
        match self {
            Self::LivesWith => "lives-with",
            Self::Spouse => "spouse",
            Self::Parents => "parents",
            Self::Kin => "kin",
        }
    }
}

impl fmt::Display for TieField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl QuestionId {
    /// Its row in the table.
    pub const fn row(self) -> Row {
        const fn row(input: Input, stage: Stage, shown: Shown) -> Row {
            Row { input, stage, shown }
        }
        use Input::{Choice, Day, Entries, People, Several, Sum};
        use Shown::{Always, WhileOpen};
        use Stage::{Means, Sensitive};
        match self {
            Self::Area => row(Choice, Stage::People, Always),
            Self::PeopleComplete => row(Entries, Stage::People, Always),
            Self::Person(_, field) => field.row(),
            Self::SelfCare(_, field) => field.row(),
            Self::TiesComplete(..) => row(People, Stage::People, WhileOpen),
            Self::SupportersComplete(_) => row(Entries, Sensitive, WhileOpen),
            Self::Supporter(..) => row(Choice, Sensitive, Always),
            Self::IncomesComplete(_) | Self::PaidOutComplete | Self::ExpensesComplete => row(Entries, Means, Always),
            Self::Income(_, _, field) => field.row(),
            Self::PaidOut(_) | Self::Expense(_) => row(Sum, Means, Always),
            Self::Asset(field) => field.row(),
            Self::Background(field) => field.row(),
            Self::TroublesComplete | Self::ReceivesComplete => row(Several, Sensitive, Always),
            Self::PastComplete => row(Several, Sensitive, WhileOpen),
            Self::Past(_) => row(Day, Sensitive, Always),
        }
    }

    /// The usual Chinese heading of its column in a table of households. Empty: it has no heading of its own.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Area => "城乡",
            Self::PeopleComplete => "人员齐全",
            Self::Person(_, field) => field.heading(),
            Self::SelfCare(_, field) => field.heading(),
            Self::TiesComplete(_, TieField::LivesWith) => "同住的人",
            Self::TiesComplete(_, TieField::Spouse) => "配偶编号",
            Self::TiesComplete(_, TieField::Parents) => "父母编号",
            Self::TiesComplete(_, TieField::Kin) => "其他亲属编号",
            Self::SupportersComplete(_) => "法定义务人齐全",
            Self::Supporter(..) => "法定义务人",
            Self::IncomesComplete(Head::Wages) => "工资性收入齐全",
            Self::IncomesComplete(Head::Business) => "经营净收入齐全",
            Self::IncomesComplete(Head::Property) => "财产净收入齐全",
            Self::IncomesComplete(Head::Transfers) => "转移净收入齐全",
            Self::Income(_, _, field) => field.heading(),
            Self::PaidOutComplete => "转移性支出齐全",
            Self::ExpensesComplete => "刚性支出齐全",
            Self::PaidOut(_) | Self::Expense(_) | Self::Past(_) => "",
            Self::Asset(field) => field.heading(),
            Self::Background(field) => field.heading(),
            Self::TroublesComplete => "遇到的困难齐全",
            Self::ReceivesComplete => "已有救助齐全",
            Self::PastComplete => "以往情况齐全",
        }
    }

    /// The national standard that has codes for its answers.
    pub const fn standard(self) -> Option<&'static str> {
        match self {
            Self::Person(_, field) => field.standard(),
            Self::SelfCare(_, act) => act.standard(),
            Self::Income(_, _, field) => field.standard(),
            Self::Asset(field) => field.standard(),
            Self::Background(field) => field.standard(),
            Self::Area
            | Self::PeopleComplete
            | Self::TiesComplete(..)
            | Self::SupportersComplete(_)
            | Self::Supporter(..)
            | Self::IncomesComplete(_)
            | Self::PaidOutComplete
            | Self::PaidOut(_)
            | Self::ExpensesComplete
            | Self::Expense(_)
            | Self::ReceivesComplete
            | Self::TroublesComplete
            | Self::PastComplete
            | Self::Past(_) => None,
        }
    }

    /// Whether what the question is about can have such an answer: an income paid once a year has no number of months, a gift no
    /// costs.
    pub fn suits(self, household: &Household) -> bool {
        let Self::Income(head, at, field) = self else { return true };
        household.incomes.of(head).items.get(at).is_some_and(|income| match field.row().shown {
            Shown::Always | Shown::WhileOpen | Shown::OfMinor => true,
            Shown::PaidByTime => income.per != Per::Window,
            Shown::WithCosts => income.kind.has_costs(),
            Shown::OfResidentPension => income.kind == IncomeKind::ResidentPension,
            Shown::OfSupport => income.kind == IncomeKind::Support,
        })
    }

    /// The same question about another person; a question that is about no person stays.
    #[must_use]
    pub fn of_person(mut self, who: usize) -> Self {
        if let Some(person) = self.person_mut() {
            *person = who;
        }
        self
    }

    /// The person that the question is about.
    pub fn person(mut self) -> Option<usize> {
        self.person_mut().copied()
    }

    fn person_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::Person(who, _)
            | Self::SelfCare(who, _)
            | Self::TiesComplete(who, _)
            | Self::SupportersComplete(who)
            | Self::Supporter(who, _) => Some(who),
            Self::Area
            | Self::PeopleComplete
            | Self::IncomesComplete(_)
            | Self::Income(..)
            | Self::PaidOutComplete
            | Self::PaidOut(_)
            | Self::ExpensesComplete
            | Self::Expense(_)
            | Self::Asset(_)
            | Self::Background(_)
            | Self::ReceivesComplete
            | Self::TroublesComplete
            | Self::PastComplete
            | Self::Past(_) => None,
        }
    }
}
