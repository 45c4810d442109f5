//! The fields of a household that a column (列) can hold, each with its name and its usual Chinese heading.

use doudi_facts::household::{Choice, ExpenseKind, Household, IncomeKind, PaidOutKind, PastKind, Person};
use doudi_facts::question::{IncomeField, PersonField, QuestionId, TieField};
use doudi_words::Words;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The household the row belongs to.
    Household,
    /// Where it applies.
    Place,
    /// The day of the application.
    On,
    /// The answer to a question about the household, or about the person of the row, who stands in it as the first person.
    Answer(QuestionId),
    /// Whether all four heads of income are complete.
    IncomesComplete,
    /// What help the household receives; a list of words.
    Receives,
    /// What has happened to it; a list of words.
    Troubles,
    /// The day a request was refused or help ended.
    Past(PastKind),
    /// The person the row is about.
    Person,
    /// The grade of the disability card.
    Grade,
    /// Listed people the person is tied to; a list of their ids, of further kin of `kin:id`.
    Tie(TieField),
    /// Whether the person lives with the applicant, as older tables ask.
    LivesTogether,
    /// Who owes the person support; a list of `relation:state`.
    Supporters,
    /// What help the person alone receives; a list of words.
    PersonReceives,
    /// An income of the person, or something about it.
    Income(IncomeKind, IncomePart),
    /// What the person pays to others.
    PaidOut(PaidOutKind),
    /// What is spent for the person.
    Expense(ExpenseKind),
}

/// What of an income a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IncomePart {
    /// The amount: of the whole window, or of each month or day where one of the next two is told.
    Each,
    Months,
    Days,
    Costs,
    Base,
    Basis,
}

/// Fields that are no question of their own.
const OTHERS: [(Field, &str, &str); 13] = [
    (Field::Household, "household", "户编号"),
    (Field::Place, "place", "申请地"),
    (Field::On, "on", "申请日期"),
    (Field::Person, "person", "人员编号"),
    (Field::Grade, "person.disability.grade", "残疾等级"),
    (Field::LivesTogether, "person.lives-together", "长期同住"),
    (Field::Supporters, "person.supporters", "法定义务人"),
    (Field::PersonReceives, "person.receives", "本人已有救助"),
    (Field::IncomesComplete, "incomes.complete", "收入齐全"),
    (Field::Receives, "receives", "已有救助"),
    (Field::Troubles, "troubles", "遇到的困难"),
    (Field::Past(PastKind::Refused), "past.refused", "申请未通过日期"),
    (Field::Past(PastKind::Left), "past.left", "退出救助日期"),
];

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
    let others = OTHERS.into_iter().map(|(field, name, usual)| (field, name.to_owned(), usual));
    let fixed = others.chain(questions()).map(|(field, name, usual)| Heading { field, name, usual: usual.to_owned() });
    let incomes = IncomeKind::ALL.into_iter().flat_map(|kind| {
        let (name, usual) = (kind.word(), words.kind(kind));
        parts(kind).into_iter().map(move |(part, key, added)| Heading {
            field: Field::Income(kind, part),
            name: format!("income.{name}{key}"),
            usual: format!("{usual}{added}"),
        })
    });
    let paid = PaidOutKind::ALL.into_iter().map(|kind| Heading {
        field: Field::PaidOut(kind),
        name: format!("paid-out.{}", kind.word()),
        usual: words.paid_out(kind).to_owned(),
    });
    let spent = ExpenseKind::ALL.into_iter().map(|kind| Heading {
        field: Field::Expense(kind),
        name: format!("expense.{}", kind.word()),
        usual: format!("{}支出", words.expense(kind)),
    });
    fixed.chain(incomes).chain(paid).chain(spent).collect()
}

/// The questions that a cell can answer, each with its name and its usual heading.
fn questions() -> impl Iterator<Item = (Field, String, &'static str)> {
    let mut one = Household::new();
    one.people.items.push(Person::default());
    one.questions().into_iter().map(|question| {
        let name = question.to_string().replace("people.items[0].", "person.");
        let (field, name) = match question {
            // A cell with the people themselves says that these are all.
            QuestionId::TiesComplete(_, tie) => (Field::Tie(tie), format!("person.{tie}")),
            QuestionId::Area
            | QuestionId::PeopleComplete
            | QuestionId::Person(..)
            | QuestionId::IncomesComplete(_)
            | QuestionId::Income(..)
            | QuestionId::PaidOutComplete
            | QuestionId::PaidOut(_)
            | QuestionId::ExpensesComplete
            | QuestionId::Expense(_)
            | QuestionId::Asset(_)
            | QuestionId::SelfCare(..)
            | QuestionId::SupportersComplete(_)
            | QuestionId::Supporter(..)
            | QuestionId::Background(_)
            | QuestionId::ReceivesComplete
            | QuestionId::TroublesComplete
            | QuestionId::PastComplete
            | QuestionId::Past(_) => (Field::Answer(question), name),
        };
        (field, name, question.heading())
    })
}

/// What can be told of an income of a kind: the part, what it adds to the name, and to the heading.
fn parts(kind: IncomeKind) -> Vec<(IncomePart, &'static str, &'static str)> {
    let mut parts =
        vec![(IncomePart::Each, "", ""), (IncomePart::Months, ".months", "月数"), (IncomePart::Days, ".days", "天数")];
    if kind.has_costs() {
        parts.push((IncomePart::Costs, ".costs", IncomeField::Costs.heading()));
    }
    if kind == IncomeKind::ResidentPension {
        parts.push((IncomePart::Base, ".base-part", IncomeField::BasePart.heading()));
    }
    if kind == IncomeKind::Support {
        parts.push((IncomePart::Basis, ".basis", IncomeField::Basis.heading()));
    }
    parts
}

impl Field {
    /// The kind of a disability card, which is read together with its grade.
    pub(super) const CARD: Self = Self::Answer(QuestionId::Person(0, PersonField::Disability));

    /// The national standard whose codes a cell can hold.
    pub(super) fn standard(self) -> Option<&'static str> {
        if let Self::Answer(question) = self { question.standard() } else { None }
    }

    /// Whether it says something about the whole household, so that every household of a table can have it in common.
    pub(super) fn is_of_household(self) -> bool {
        match self {
            Self::Answer(question) => question.person().is_none(),
            Self::Place | Self::On | Self::IncomesComplete | Self::Receives | Self::Troubles | Self::Past(_) => true,
            Self::Household
            | Self::Person
            | Self::Grade
            | Self::Tie(_)
            | Self::LivesTogether
            | Self::Supporters
            | Self::PersonReceives
            | Self::Income(..)
            | Self::PaidOut(_)
            | Self::Expense(_) => false,
        }
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
