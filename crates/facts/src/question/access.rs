//! A household by its questions (按问题取回答): which questions it has, and the answer to each.

use super::{
    Answer, AnswerMut, AssetField, BackgroundField, IncomeField, PersonField, QuestionId, SelfCareField, TieField,
};
use crate::household::{Head, Household, Person};
use crate::known::{Closure, List};

impl Household {
    /// Every question about this household, in the order of the form.
    pub fn questions(&self) -> Vec<QuestionId> {
        let mut all = Vec::new();
        self.each_answer(|question, _| all.push(question));
        all
    }

    /// Visits every question about this household with its answer, in the order of the form: what is about one person or one
    /// entry of a list stands together.
    pub fn each_answer<'h>(&'h self, mut visit: impl FnMut(QuestionId, Answer<'h>)) {
        visit(QuestionId::Area, (&self.area).into());
        visit(QuestionId::PeopleComplete, Answer::List(&self.people.complete));
        for (who, person) in self.people.items.iter().enumerate() {
            for field in PersonField::FORM {
                visit(QuestionId::Person(who, field), field.of(person));
                if field == PersonField::Lives {
                    for tie in TieField::ALL {
                        visit(QuestionId::TiesComplete(who, tie), Answer::List(tie.of(person)));
                    }
                }
            }
            visit(QuestionId::SupportersComplete(who), Answer::List(&person.supporters.complete));
            for (at, supporter) in person.supporters.items.iter().enumerate() {
                visit(QuestionId::Supporter(who, at), (&supporter.state).into());
            }
            for act in SelfCareField::ALL {
                visit(QuestionId::SelfCare(who, act), act.of(&person.self_care).into());
            }
        }
        for head in Head::ALL {
            let list = self.incomes.of(head);
            visit(QuestionId::IncomesComplete(head), Answer::List(&list.complete));
            for (at, income) in list.items.iter().enumerate() {
                for field in IncomeField::ALL {
                    visit(QuestionId::Income(head, at, field), field.of(income));
                }
            }
        }
        visit(QuestionId::PaidOutComplete, Answer::List(&self.paid_out.complete));
        for (at, paid) in self.paid_out.items.iter().enumerate() {
            visit(QuestionId::PaidOut(at), (&paid.amount).into());
        }
        visit(QuestionId::ExpensesComplete, Answer::List(&self.expenses.complete));
        for (at, expense) in self.expenses.items.iter().enumerate() {
            visit(QuestionId::Expense(at), (&expense.amount).into());
        }
        for field in AssetField::ALL {
            visit(QuestionId::Asset(field), field.of(&self.assets));
        }
        for field in BackgroundField::ALL {
            visit(QuestionId::Background(field), field.of(&self.background).into());
        }
        visit(QuestionId::TroublesComplete, Answer::List(&self.troubles.complete));
        visit(QuestionId::ReceivesComplete, Answer::List(&self.receives.complete));
        visit(QuestionId::PastComplete, Answer::List(&self.past.complete));
        for (at, past) in self.past.items.iter().enumerate() {
            visit(QuestionId::Past(at), (&past.when).into());
        }
    }

    /// Whether a question was answered, if only as unknown; of a list also by an entry of it.
    pub fn is_answered(&self, question: QuestionId) -> bool {
        let has_entries = match question {
            QuestionId::PeopleComplete => !self.people.items.is_empty(),
            QuestionId::TiesComplete(who, tie) => {
                self.people.items.get(who).is_some_and(|person| tie.count(person) > 0)
            }
            QuestionId::SupportersComplete(who) => {
                self.people.items.get(who).is_some_and(|person| !person.supporters.items.is_empty())
            }
            QuestionId::IncomesComplete(head) => !self.incomes.of(head).items.is_empty(),
            QuestionId::PaidOutComplete => !self.paid_out.items.is_empty(),
            QuestionId::ExpensesComplete => !self.expenses.items.is_empty(),
            QuestionId::ReceivesComplete => !self.receives.items.is_empty(),
            QuestionId::TroublesComplete => !self.troubles.items.is_empty(),
            QuestionId::PastComplete => !self.past.items.is_empty(),
            QuestionId::Area
            | QuestionId::Person(..)
            | QuestionId::SelfCare(..)
            | QuestionId::Supporter(..)
            | QuestionId::Income(..)
            | QuestionId::PaidOut(_)
            | QuestionId::Expense(_)
            | QuestionId::Asset(_)
            | QuestionId::Background(_)
            | QuestionId::Past(_) => false,
        };
        has_entries || self.answer(question).is_some_and(|answer| !answer.is_not_asked())
    }

    /// The answer to a question; `None` where the person or the entry it is about is not in the household.
    pub fn answer(&self, question: QuestionId) -> Option<Answer<'_>> {
        let person = |who: usize| self.people.items.get(who);
        Some(match question {
            QuestionId::Area => (&self.area).into(),
            QuestionId::PeopleComplete => Answer::List(&self.people.complete),
            QuestionId::Person(who, field) => field.of(person(who)?),
            QuestionId::SelfCare(who, act) => act.of(&person(who)?.self_care).into(),
            QuestionId::TiesComplete(who, tie) => Answer::List(tie.of(person(who)?)),
            QuestionId::SupportersComplete(who) => Answer::List(&person(who)?.supporters.complete),
            QuestionId::Supporter(who, at) => (&person(who)?.supporters.items.get(at)?.state).into(),
            QuestionId::IncomesComplete(head) => Answer::List(&self.incomes.of(head).complete),
            QuestionId::Income(head, at, field) => field.of(self.incomes.of(head).items.get(at)?),
            QuestionId::PaidOutComplete => Answer::List(&self.paid_out.complete),
            QuestionId::PaidOut(at) => (&self.paid_out.items.get(at)?.amount).into(),
            QuestionId::ExpensesComplete => Answer::List(&self.expenses.complete),
            QuestionId::Expense(at) => (&self.expenses.items.get(at)?.amount).into(),
            QuestionId::Asset(field) => field.of(&self.assets),
            QuestionId::Background(field) => field.of(&self.background).into(),
            QuestionId::ReceivesComplete => Answer::List(&self.receives.complete),
            QuestionId::TroublesComplete => Answer::List(&self.troubles.complete),
            QuestionId::PastComplete => Answer::List(&self.past.complete),
            QuestionId::Past(at) => (&self.past.items.get(at)?.when).into(),
        })
    }

    /// The same, to change.
    pub fn answer_mut(&mut self, question: QuestionId) -> Option<AnswerMut<'_>> {
        let people = &mut self.people.items;
        Some(match question {
            QuestionId::Area => (&mut self.area).into(),
            QuestionId::PeopleComplete => AnswerMut::List(&mut self.people.complete),
            QuestionId::Person(who, field) => field.of_mut(people.get_mut(who)?),
            QuestionId::SelfCare(who, act) => act.of_mut(&mut people.get_mut(who)?.self_care).into(),
            QuestionId::TiesComplete(who, tie) => AnswerMut::List(tie.of_mut(people.get_mut(who)?)),
            QuestionId::SupportersComplete(who) => AnswerMut::List(&mut people.get_mut(who)?.supporters.complete),
            QuestionId::Supporter(who, at) => (&mut people.get_mut(who)?.supporters.items.get_mut(at)?.state).into(),
            QuestionId::IncomesComplete(head) => AnswerMut::List(&mut self.incomes.of_mut(head).complete),
            QuestionId::Income(head, at, field) => field.of_mut(self.incomes.of_mut(head).items.get_mut(at)?),
            QuestionId::PaidOutComplete => AnswerMut::List(&mut self.paid_out.complete),
            QuestionId::PaidOut(at) => (&mut self.paid_out.items.get_mut(at)?.amount).into(),
            QuestionId::ExpensesComplete => AnswerMut::List(&mut self.expenses.complete),
            QuestionId::Expense(at) => (&mut self.expenses.items.get_mut(at)?.amount).into(),
            QuestionId::Asset(field) => field.of_mut(&mut self.assets),
            QuestionId::Background(field) => field.of_mut(&mut self.background).into(),
            QuestionId::ReceivesComplete => AnswerMut::List(&mut self.receives.complete),
            QuestionId::TroublesComplete => AnswerMut::List(&mut self.troubles.complete),
            QuestionId::PastComplete => AnswerMut::List(&mut self.past.complete),
            QuestionId::Past(at) => (&mut self.past.items.get_mut(at)?.when).into(),
        })
    }
}

impl TieField {
    /// How many people are in the list.
    pub fn count(self, person: &Person) -> usize {
        self.ids(person).map_or(person.kin.items.len(), |list| list.items.len())
    }

    /// The ids in the list; further kin are more than ids.
    pub fn ids(self, person: &Person) -> Option<&List<String>> {
        match self {
            Self::LivesWith => Some(&person.lives_with),
            Self::Spouse => Some(&person.spouse),
            Self::Parents => Some(&person.parents),
            Self::Kin => None,
        }
    }

    /// The same, to change.
    pub fn ids_mut(self, person: &mut Person) -> Option<&mut List<String>> {
        match self {
            Self::LivesWith => Some(&mut person.lives_with),
            Self::Spouse => Some(&mut person.spouse),
            Self::Parents => Some(&mut person.parents),
            Self::Kin => None,
        }
    }

    /// Whether the list is complete.
    fn of(self, person: &Person) -> &Closure {
        match self {
            Self::LivesWith => &person.lives_with.complete,
            Self::Spouse => &person.spouse.complete,
            Self::Parents => &person.parents.complete,
            Self::Kin => &person.kin.complete,
        }
    }

    /// The same, to change.
    fn of_mut(self, person: &mut Person) -> &mut Closure {
        match self {
            Self::LivesWith => &mut person.lives_with.complete,
            Self::Spouse => &mut person.spouse.complete,
            Self::Parents => &mut person.parents.complete,
            Self::Kin => &mut person.kin.complete,
        }
    }
}
