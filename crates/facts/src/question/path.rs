//! Paths of questions (路径): written and read as they stand in the household file, `people.items[0].birth`.

use std::fmt;
use std::str::FromStr;

use super::{QuestionId, TieField, UnknownQuestion};
use crate::household::{Choice, Head};

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Area => f.write_str("area"),
            Self::PeopleComplete => f.write_str("people.complete"),
            Self::Person(i, field) => write!(f, "people.items[{i}].{field}"),
            Self::SelfCare(i, field) => write!(f, "people.items[{i}].self-care.{field}"),
            Self::TiesComplete(i, field) => write!(f, "people.items[{i}].{field}.complete"),
            Self::SupportersComplete(i) => write!(f, "people.items[{i}].supporters.complete"),
            Self::Supporter(i, j) => write!(f, "people.items[{i}].supporters.items[{j}].state"),
            Self::IncomesComplete(head) => write!(f, "incomes.{head}.complete"),
            Self::Income(head, i, field) => write!(f, "incomes.{head}.items[{i}].{field}"),
            Self::PaidOutComplete => f.write_str("paid-out.complete"),
            Self::PaidOut(i) => write!(f, "paid-out.items[{i}].amount"),
            Self::ExpensesComplete => f.write_str("expenses.complete"),
            Self::Expense(i) => write!(f, "expenses.items[{i}].amount"),
            Self::Asset(field) => write!(f, "assets.{field}"),
            Self::Background(field) => write!(f, "background.{field}"),
            Self::ReceivesComplete => f.write_str("receives.complete"),
            Self::TroublesComplete => f.write_str("troubles.complete"),
            Self::PastComplete => f.write_str("past.complete"),
            Self::Past(i) => write!(f, "past.items[{i}].when"),
        }
    }
}

impl FromStr for QuestionId {
    type Err = UnknownQuestion;

    fn from_str(path: &str) -> Result<Self, UnknownQuestion> {
        read(path).ok_or_else(|| UnknownQuestion(path.to_owned()))
    }
}

fn read(path: &str) -> Option<QuestionId> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let entry = || entry(rest);
    Some(match (first, rest) {
        ("area", "") => QuestionId::Area,
        ("people", "complete") => QuestionId::PeopleComplete,
        ("people", _) => of_person(entry()?)?,
        ("incomes", _) => of_income(rest)?,
        ("paid-out", "complete") => QuestionId::PaidOutComplete,
        ("paid-out", _) => QuestionId::PaidOut(entry_with(entry()?, "amount")?),
        ("expenses", "complete") => QuestionId::ExpensesComplete,
        ("expenses", _) => QuestionId::Expense(entry_with(entry()?, "amount")?),
        ("assets", field) => QuestionId::Asset(field.parse().ok()?),
        ("background", field) => QuestionId::Background(field.parse().ok()?),
        ("receives", "complete") => QuestionId::ReceivesComplete,
        ("troubles", "complete") => QuestionId::TroublesComplete,
        ("past", "complete") => QuestionId::PastComplete,
        ("past", _) => QuestionId::Past(entry_with(entry()?, "when")?),
        _ => return None,
    })
}

fn of_person((who, rest): (usize, &str)) -> Option<QuestionId> {
    let (first, last) = rest.split_once('.').unwrap_or((rest, ""));
    let tie = TieField::ALL.into_iter().find(|tie| tie.id() == first);
    Some(match (tie, first, last) {
        (Some(tie), _, "complete") => QuestionId::TiesComplete(who, tie),
        (None, "self-care", act) => QuestionId::SelfCare(who, act.parse().ok()?),
        (None, "supporters", "complete") => QuestionId::SupportersComplete(who),
        (None, "supporters", of) => QuestionId::Supporter(who, entry_with(entry(of)?, "state")?),
        (None, field, "") => QuestionId::Person(who, field.parse().ok()?),
        _ => return None,
    })
}

fn of_income(rest: &str) -> Option<QuestionId> {
    let (head, rest) = rest.split_once('.')?;
    let head = Head::of_word(head)?;
    if rest == "complete" {
        return Some(QuestionId::IncomesComplete(head));
    }
    let (at, field) = entry(rest)?;
    Some(QuestionId::Income(head, at, field.parse().ok()?))
}

/// The place of an entry in its list and the rest of the path, of `items[0].amount`.
fn entry(rest: &str) -> Option<(usize, &str)> {
    let (at, rest) = rest.strip_prefix("items[")?.split_once("].")?;
    // `+1` and `01` are no places of a path.
    let at = at.parse().ok().filter(|read: &usize| read.to_string() == at)?;
    Some((at, rest))
}

fn entry_with((at, rest): (usize, &str), field: &str) -> Option<usize> {
    (rest == field).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{Expense, ExpenseKind, Household, Income, IncomeKind, PaidOut, PaidOutKind, Past, PastKind};
    use crate::household::{Per, Person, Relation, Supporter};
    use crate::known::Known;
    use crate::question::{IncomeField, PersonField};

    fn full() -> Household {
        let mut household = Household::new();
        let supporter = Supporter { relation: Relation::Child, state: Known::NotAsked };
        for id in ["p1", "p2"] {
            household.people.items.push(Person { id: id.to_owned(), ..Person::default() });
        }
        household.people.items[1].supporters.items = vec![supporter.clone(), supporter];
        let who = "p1".to_owned();
        for head in Head::ALL {
            let kind = IncomeKind::ALL.into_iter().find(|kind| kind.head() == head).unwrap();
            household.incomes.of_mut(head).items.push(Income {
                who: who.clone(),
                kind,
                each: Known::NotAsked,
                per: Per::Window,
                times: Known::NotAsked,
                costs: Known::NotAsked,
                base_part: Known::NotAsked,
                basis: Known::NotAsked,
            });
        }
        let kind = PaidOutKind::Tax;
        household.paid_out.items.push(PaidOut { who: who.clone(), kind, amount: Known::NotAsked });
        household.expenses.items.push(Expense { who, kind: ExpenseKind::Medical, amount: Known::NotAsked });
        household.past.items.push(Past { what: PastKind::Left, when: Known::NotAsked });
        household
    }

    #[test]
    fn questions_are_named_as_in_the_file() {
        let path = QuestionId::Income(Head::Transfers, 2, IncomeField::BasePart).to_string();
        assert_eq!(path, "incomes.transfers.items[2].base-part");
    }

    #[test]
    fn every_path_is_read_as_the_question_it_was_written_from_and_has_an_answer() {
        let mut household = full();
        let all = household.questions();
        assert_eq!(all.len(), 2 * PersonField::ALL.len() + 70);
        for (at, question) in all.iter().enumerate() {
            assert_eq!(question.to_string().parse(), Ok(*question));
            assert!(!all[..at].contains(question), "{question} twice");
            assert!(household.answer(*question).is_some_and(|answer| answer.is_not_asked()), "{question}");
            assert!(household.answer_mut(*question).is_some(), "{question}");
        }
    }

    #[test]
    fn a_path_of_no_question_is_refused() {
        for path in [
            "",
            "oops",
            "area.is",
            "people",
            "people.items[0]",
            "people.items[x].birth",
            "people.items[+1].birth",
            "people.items[01].birth",
            "people.items[0].birth.is",
            "people.items[0].supporters.items[0].relation",
            "people.items[0].spouse",
            "incomes.complete",
            "incomes.wages.items[0].kind",
            "assets.boats",
            "paid-out.items[0].who",
            "receives.items[0].who",
        ] {
            assert_eq!(path.parse::<QuestionId>(), Err(UnknownQuestion(path.to_owned())));
        }
    }
}
