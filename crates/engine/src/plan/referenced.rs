//! What the rules of a book look at (规则看什么).

use doudi_facts::question::{AssetField, PersonField, QuestionId, SelfCareField};

use crate::rules::{Book, IncomeTest, Shared, SingleTest, Test};

/// The answers some rule looks at, whosever they are.
pub(super) struct ReferencedQuestions {
    kinds: Vec<QuestionId>,
    /// Whether some rule looks at what a person has alone, whether or not they count.
    pub(super) at_persons_alone: bool,
}

impl ReferencedQuestions {
    pub(super) fn of(book: &Book) -> Self {
        let mut looks = Self { kinds: Vec::new(), at_persons_alone: false };
        book.each_test(&mut |test| {
            let Test::Single(single) = test else { return };
            looks.at_persons_alone |= matches!(single, SingleTest::Income(IncomeTest::Own(_)));
            single.questions(&mut |question| looks.see(question));
        });
        if book.members_share(Shared::Purse) {
            looks.see(QuestionId::Person(0, PersonField::SharesPurse));
        }
        looks.see(QuestionId::Person(0, PersonField::Married));
        for limit in &book.limits {
            let things = limit.catches.iter().chain(&limit.without).map(|thing| thing.field());
            let savings = limit.savings.map(|_| AssetField::Savings);
            let homes = limit.homes.map(|_| AssetField::Homes);
            things.chain(savings).chain(homes).for_each(|field| looks.see(QuestionId::Asset(field)));
        }
        looks
    }

    fn see(&mut self, kind: QuestionId) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }

    /// Whether any rule looks at an answer, whoever gives it.
    pub(super) fn at(&self, fact: QuestionId) -> bool {
        let kind = match fact {
            QuestionId::Area
            | QuestionId::PeopleComplete
            | QuestionId::Person(_, PersonField::Relation | PersonField::Birth | PersonField::Lives)
            | QuestionId::TiesComplete(..)
            | QuestionId::IncomesComplete(_)
            | QuestionId::Income(..)
            | QuestionId::PaidOutComplete
            | QuestionId::PaidOut(_)
            | QuestionId::ExpensesComplete
            | QuestionId::Expense(_) => return true,
            QuestionId::Person(_, PersonField::Father) => QuestionId::Person(0, PersonField::Mother),
            QuestionId::Person(_, field) => QuestionId::Person(0, field),
            QuestionId::SelfCare(..) => QuestionId::SelfCare(0, SelfCareField::Eat),
            QuestionId::SupportersComplete(_) | QuestionId::Supporter(..) => QuestionId::SupportersComplete(0),
            QuestionId::Past(_) => QuestionId::PastComplete,
            QuestionId::Asset(_)
            | QuestionId::Background(_)
            | QuestionId::ReceivesComplete
            | QuestionId::TroublesComplete
            | QuestionId::PastComplete => fact,
        };
        self.kinds.contains(&kind)
    }
}
