//! The fields of a household that a column (列) can hold, each with its name and its usual Chinese heading.

use doudi_facts::household::{ExpenseKind, Head, IncomeKind, PaidOutKind, PastKind};
use doudi_facts::question::{AssetField, BackgroundField, PersonField, SelfCareField, TieField};
use doudi_words::Words;
use serde::Serialize;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The household the row belongs to.
    Household,
    /// Where it applies.
    Place,
    /// The day of the application.
    On,
    /// 城乡
    Area,
    /// Whether a list is told to the end.
    Complete(Told),
    /// Something of the property.
    Asset(AssetField),
    /// Something of the background.
    Background(BackgroundField),
    /// What help the household receives; a list of words.
    Receives,
    /// What has happened to it; a list of words.
    Troubles,
    /// The day a request was refused or help was left.
    Past(PastKind),
    /// The person the row is about.
    Person,
    /// An answer about the person.
    Of(PersonField),
    /// The grade of the disability card.
    Grade,
    /// One of the six things of self-care.
    SelfCare(SelfCareField),
    /// Listed people the person is tied to; a list of their ids, of further kin of `kin:id`.
    Tie(TieField),
    /// Whether the person lives with the applicant, as older tables ask.
    LivesTogether,
    /// Who owes the person support; a list of `relation:state`.
    Supporters,
    /// What help the person alone receives; a list of words.
    PersonReceives,
    /// An income of the person, or something about it.
    Income(IncomeKind, Part),
    /// What the person pays to others.
    PaidOut(PaidOutKind),
    /// What is spent for the person.
    Expense(ExpenseKind),
}

/// A list that may be told to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    People,
    /// All four heads of income.
    Incomes,
    Head(Head),
    PaidOut,
    Expenses,
    Receives,
    Troubles,
    Past,
    /// Of the person.
    Supporters,
}

/// What of an income a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The amount: of the whole window, or of each month or day where one of the next two is told.
    Each,
    Months,
    Days,
    Costs,
    Base,
    Basis,
}

/// Headings that are not the pages' own words.
const HEADINGS: [(Field, &str, &str); 61] = {
    use AssetField as A;
    use BackgroundField as B;
    use Field as F;
    use PersonField as P;
    use SelfCareField as C;
    use TieField as T;
    [
        (F::Household, "household", "户编号"),
        (F::Place, "place", "申请地"),
        (F::On, "on", "申请日期"),
        (F::Area, "area", "城乡"),
        (F::Person, "person", "人员编号"),
        (F::Of(P::Relation), "person.relation", "与申请人关系"),
        (F::Of(P::Birth), "person.birth", "出生日期"),
        (F::Of(P::Lives), "person.lives", "住处"),
        (F::Tie(T::LivesWith), "person.lives-with", "同住的人"),
        (F::Tie(T::Spouse), "person.spouse", "配偶编号"),
        (F::Tie(T::Parents), "person.parents", "父母编号"),
        (F::Tie(T::Kin), "person.kin", "其他亲属编号"),
        (F::LivesTogether, "person.lives-together", "长期同住"),
        (F::Of(P::SharesPurse), "person.shares-purse", "收支共享"),
        (F::Of(P::Married), "person.married", "已婚"),
        (F::Of(P::Dependent), "person.dependent", "不能独立生活"),
        (F::Of(P::Study), "person.study", "在校情况"),
        (F::Of(P::Away), "person.away", "特殊情形"),
        (F::Of(P::Disability), "person.disability", "残疾类别"),
        (F::Grade, "person.disability.grade", "残疾等级"),
        (F::Of(P::SevereIllness), "person.severe-illness", "重病"),
        (F::Of(P::Work), "person.work", "就业情况"),
        (F::Of(P::Labour), "person.labour", "劳动能力"),
        (F::SelfCare(C::Eat), "person.self-care.eat", "能自己吃饭"),
        (F::SelfCare(C::Dress), "person.self-care.dress", "能自己穿衣"),
        (F::SelfCare(C::Bed), "person.self-care.bed", "能自己上下床"),
        (F::SelfCare(C::Toilet), "person.self-care.toilet", "能自己如厕"),
        (F::SelfCare(C::Walk), "person.self-care.walk", "能自己行走"),
        (F::SelfCare(C::Wash), "person.self-care.wash", "能自己洗澡"),
        (F::Supporters, "person.supporters", "法定义务人"),
        (F::Complete(Told::Supporters), "person.supporters.complete", "法定义务人齐全"),
        (F::Of(P::Mother), "person.mother", "母亲情况"),
        (F::Of(P::Father), "person.father", "父亲情况"),
        (F::PersonReceives, "person.receives", "本人已有救助"),
        (F::Complete(Told::People), "people.complete", "人员齐全"),
        (F::Complete(Told::Incomes), "incomes.complete", "收入齐全"),
        (F::Complete(Told::Head(Head::Wages)), "incomes.wages.complete", "工资性收入齐全"),
        (F::Complete(Told::Head(Head::Business)), "incomes.business.complete", "经营净收入齐全"),
        (F::Complete(Told::Head(Head::Property)), "incomes.property.complete", "财产净收入齐全"),
        (F::Complete(Told::Head(Head::Transfers)), "incomes.transfers.complete", "转移净收入齐全"),
        (F::Complete(Told::PaidOut), "paid-out.complete", "转移性支出齐全"),
        (F::Complete(Told::Expenses), "expenses.complete", "刚性支出齐全"),
        (F::Asset(A::Savings), "assets.savings", "存款"),
        (F::Asset(A::Homes), "assets.homes", "住房套数"),
        (F::Asset(A::Vehicle), "assets.vehicle", "机动车辆"),
        (F::Asset(A::Business), "assets.business", "工商登记"),
        (F::Asset(A::Insurance), "assets.insurance", "商业保险"),
        (F::Asset(A::GivenAway), "assets.given-away", "放弃财产"),
        (F::Asset(A::BigSpending), "assets.big-spending", "大额支出"),
        (F::Background(B::FormerPoor), "background.former-poor", "脱贫户"),
        (F::Background(B::Relocated), "background.relocated", "易地搬迁户"),
        (F::Background(B::SettledInTown), "background.settled-in-town", "长期住城镇"),
        (F::Background(B::Land), "background.land", "承包地"),
        (F::Background(B::RoseByWork), "background.rose-by-work", "就业产业增收"),
        (F::Receives, "receives", "已有救助"),
        (F::Complete(Told::Receives), "receives.complete", "已有救助齐全"),
        (F::Troubles, "troubles", "遇到的困难"),
        (F::Complete(Told::Troubles), "troubles.complete", "遇到的困难齐全"),
        (F::Past(PastKind::Refused), "past.refused", "申请未通过日期"),
        (F::Past(PastKind::Left), "past.left", "退出救助日期"),
        (F::Complete(Told::Past), "past.complete", "以往情况齐全"),
    ]
};

/// A field with the two headings it is found by.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) field: Field,
    /// Its name, as the household file has it.
    pub(super) name: String,
    /// Its Chinese heading; of incomes, payments and spending what the pages call them.
    pub(super) usual: String,
}

/// Every field.
pub(super) fn all() -> Vec<Heading> {
    let words = Words::ZH;
    let fixed = HEADINGS.into_iter().map(|(field, name, usual)| Heading {
        field,
        name: name.to_owned(),
        usual: usual.to_owned(),
    });
    let incomes = IncomeKind::ALL.into_iter().flat_map(|kind| {
        let (name, usual) = (spelled(&kind), words.kind(kind));
        parts(kind).into_iter().map(move |(part, key, added)| Heading {
            field: Field::Income(kind, part),
            name: format!("income.{name}{key}"),
            usual: format!("{usual}{added}"),
        })
    });
    let paid = PaidOutKind::ALL.into_iter().map(|kind| Heading {
        field: Field::PaidOut(kind),
        name: format!("paid-out.{}", spelled(&kind)),
        usual: words.paid_out(kind).to_owned(),
    });
    let spent = ExpenseKind::ALL.into_iter().map(|kind| Heading {
        field: Field::Expense(kind),
        name: format!("expense.{}", spelled(&kind)),
        usual: format!("{}支出", words.expense(kind)),
    });
    fixed.chain(incomes).chain(paid).chain(spent).collect()
}

/// What can be told of an income of a kind: the part, what it adds to the name, and to the heading.
fn parts(kind: IncomeKind) -> Vec<(Part, &'static str, &'static str)> {
    let mut parts = vec![(Part::Each, "", ""), (Part::Months, ".months", "月数"), (Part::Days, ".days", "天数")];
    if kind.has_costs() {
        parts.push((Part::Costs, ".costs", "成本"));
    }
    if kind == IncomeKind::ResidentPension {
        parts.push((Part::Base, ".base-part", "基础部分"));
    }
    if kind == IncomeKind::Support {
        parts.push((Part::Basis, ".basis", "依据"));
    }
    parts
}

/// A word as the household file spells it.
pub(super) fn spelled(word: &impl Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(word)) => word,
        // INVARIANT: every word of a closed list is written as a text.
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_fields_have_the_same_heading() {
        let mut seen: Vec<String> = all().into_iter().flat_map(|one| [one.name, one.usual]).collect();
        let many = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), many);
        assert!(seen.iter().all(|heading| !heading.is_empty()));
    }
}
