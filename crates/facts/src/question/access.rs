//! A household by its questions (按问题取回答): which questions it has, and the answer to each.

use super::{Answer, AnswerMut, AssetField, BackgroundField, Fact, IncomeField, PersonField, SelfCareField, TieField};
use crate::household::{Head, Household, Person};
use crate::known::{Closure, List};

impl Household {
    /// Every question about this household, in the order of the form.
    pub fn questions(&self) -> Vec<Fact> {
        let mut all = Vec::new();
        self.each_answer(|question, _| all.push(question));
        all
    }

    /// Visits every question about this household with its answer, in the order of the form: what is about one person or one
    /// entry of a list stands together.
    pub fn each_answer<'h>(&'h self, mut visit: impl FnMut(Fact, Answer<'h>)) {
        visit(Fact::Area, (&self.area).into());
        visit(Fact::PeopleComplete, Answer::List(&self.people.complete));
        for (who, person) in self.people.items.iter().enumerate() {
            for field in PersonField::FORM {
                visit(Fact::Person(who, field), field.of(person));
                if field == PersonField::Lives {
                    for tie in TieField::ALL {
                        visit(Fact::TiesComplete(who, tie), Answer::List(tie.of(person)));
                    }
                }
            }
            visit(Fact::SupportersComplete(who), Answer::List(&person.supporters.complete));
            for (at, supporter) in person.supporters.items.iter().enumerate() {
                visit(Fact::Supporter(who, at), (&supporter.state).into());
            }
            for act in SelfCareField::ALL {
                visit(Fact::SelfCare(who, act), act.of(&person.self_care).into());
            }
        }
        for head in Head::ALL {
            let list = self.incomes.of(head);
            visit(Fact::IncomesComplete(head), Answer::List(&list.complete));
            for (at, income) in list.items.iter().enumerate() {
                for field in IncomeField::ALL {
                    visit(Fact::Income(head, at, field), field.of(income));
                }
            }
        }
        visit(Fact::PaidOutComplete, Answer::List(&self.paid_out.complete));
        for (at, paid) in self.paid_out.items.iter().enumerate() {
            visit(Fact::PaidOut(at), (&paid.amount).into());
        }
        visit(Fact::ExpensesComplete, Answer::List(&self.expenses.complete));
        for (at, expense) in self.expenses.items.iter().enumerate() {
            visit(Fact::Expense(at), (&expense.amount).into());
        }
        for field in AssetField::ALL {
            visit(Fact::Asset(field), field.of(&self.assets));
        }
        for field in BackgroundField::ALL {
            visit(Fact::Background(field), field.of(&self.background).into());
        }
        visit(Fact::TroublesComplete, Answer::List(&self.troubles.complete));
        visit(Fact::ReceivesComplete, Answer::List(&self.receives.complete));
        visit(Fact::PastComplete, Answer::List(&self.past.complete));
        for (at, past) in self.past.items.iter().enumerate() {
            visit(Fact::Past(at), (&past.when).into());
        }
    }

    /// Whether a question was answered, if only as unknown; of a list also by an entry of it.
    pub fn is_answered(&self, question: Fact) -> bool {
        let has_entries = match question {
            Fact::PeopleComplete => !self.people.items.is_empty(),
            Fact::TiesComplete(who, tie) => self.people.items.get(who).is_some_and(|person| match tie {
                TieField::LivesWith => !person.lives_with.items.is_empty(),
                TieField::Spouse => !person.spouse.items.is_empty(),
                TieField::Parents => !person.parents.items.is_empty(),
                TieField::Kin => !person.kin.items.is_empty(),
            }),
            Fact::SupportersComplete(who) => {
                self.people.items.get(who).is_some_and(|person| !person.supporters.items.is_empty())
            }
            Fact::IncomesComplete(head) => !self.incomes.of(head).items.is_empty(),
            Fact::PaidOutComplete => !self.paid_out.items.is_empty(),
            Fact::ExpensesComplete => !self.expenses.items.is_empty(),
            Fact::ReceivesComplete => !self.receives.items.is_empty(),
            Fact::TroublesComplete => !self.troubles.items.is_empty(),
            Fact::PastComplete => !self.past.items.is_empty(),
            Fact::Area
            | Fact::Person(..)
            | Fact::SelfCare(..)
            | Fact::Supporter(..)
            | Fact::Income(..)
            | Fact::PaidOut(_)
            | Fact::Expense(_)
            | Fact::Asset(_)
            | Fact::Background(_)
            | Fact::Past(_) => false,
        };
        has_entries || self.answer(question).is_some_and(|answer| !answer.is_not_asked())
    }

    /// The answer to a question; `None` where the person or the entry it is about is not in the household.
    pub fn answer(&self, question: Fact) -> Option<Answer<'_>> {
        let person = |who: usize| self.people.items.get(who);
        Some(match question {
            Fact::Area => (&self.area).into(),
            Fact::PeopleComplete => Answer::List(&self.people.complete),
            Fact::Person(who, field) => field.of(person(who)?),
            Fact::SelfCare(who, act) => act.of(&person(who)?.self_care).into(),
            Fact::TiesComplete(who, tie) => Answer::List(tie.of(person(who)?)),
            Fact::SupportersComplete(who) => Answer::List(&person(who)?.supporters.complete),
            Fact::Supporter(who, at) => (&person(who)?.supporters.items.get(at)?.state).into(),
            Fact::IncomesComplete(head) => Answer::List(&self.incomes.of(head).complete),
            Fact::Income(head, at, field) => field.of(self.incomes.of(head).items.get(at)?),
            Fact::PaidOutComplete => Answer::List(&self.paid_out.complete),
            Fact::PaidOut(at) => (&self.paid_out.items.get(at)?.amount).into(),
            Fact::ExpensesComplete => Answer::List(&self.expenses.complete),
            Fact::Expense(at) => (&self.expenses.items.get(at)?.amount).into(),
            Fact::Asset(field) => field.of(&self.assets),
            Fact::Background(field) => field.of(&self.background).into(),
            Fact::ReceivesComplete => Answer::List(&self.receives.complete),
            Fact::TroublesComplete => Answer::List(&self.troubles.complete),
            Fact::PastComplete => Answer::List(&self.past.complete),
            Fact::Past(at) => (&self.past.items.get(at)?.when).into(),
        })
    }

    /// The same, to change.
    pub fn answer_mut(&mut self, question: Fact) -> Option<AnswerMut<'_>> {
        let people = &mut self.people.items;
        Some(match question {
            Fact::Area => (&mut self.area).into(),
            Fact::PeopleComplete => AnswerMut::List(&mut self.people.complete),
            Fact::Person(who, field) => field.of_mut(people.get_mut(who)?),
            Fact::SelfCare(who, act) => act.of_mut(&mut people.get_mut(who)?.self_care).into(),
            Fact::TiesComplete(who, tie) => AnswerMut::List(tie.of_mut(people.get_mut(who)?)),
            Fact::SupportersComplete(who) => AnswerMut::List(&mut people.get_mut(who)?.supporters.complete),
            Fact::Supporter(who, at) => (&mut people.get_mut(who)?.supporters.items.get_mut(at)?.state).into(),
            Fact::IncomesComplete(head) => AnswerMut::List(&mut self.incomes.of_mut(head).complete),
            Fact::Income(head, at, field) => field.of_mut(self.incomes.of_mut(head).items.get_mut(at)?),
            Fact::PaidOutComplete => AnswerMut::List(&mut self.paid_out.complete),
            Fact::PaidOut(at) => (&mut self.paid_out.items.get_mut(at)?.amount).into(),
            Fact::ExpensesComplete => AnswerMut::List(&mut self.expenses.complete),
            Fact::Expense(at) => (&mut self.expenses.items.get_mut(at)?.amount).into(),
            Fact::Asset(field) => field.of_mut(&mut self.assets),
            Fact::Background(field) => field.of_mut(&mut self.background).into(),
            Fact::ReceivesComplete => AnswerMut::List(&mut self.receives.complete),
            Fact::TroublesComplete => AnswerMut::List(&mut self.troubles.complete),
            Fact::PastComplete => AnswerMut::List(&mut self.past.complete),
            Fact::Past(at) => (&mut self.past.items.get_mut(at)?.when).into(),
        })
    }
}

impl TieField {
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
