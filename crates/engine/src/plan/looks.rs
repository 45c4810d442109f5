//! What the rules of a book look at (规则看什么).

use doudi_facts::question::{AssetField, Fact, PersonField, SelfCareField};

use crate::rules::{Book, IncomeTest, Shared, SingleTest, Test};

/// The answers some rule looks at, whosever they are.
pub(super) struct Looks {
    kinds: Vec<Fact>,
    /// Whether some rule looks at what a person has alone, whether or not they count.
    pub(super) at_persons_alone: bool,
}

impl Looks {
    pub(super) fn of(book: &Book) -> Self {
        let mut looks = Self { kinds: Vec::new(), at_persons_alone: false };
        book.each_test(&mut |test| {
            let Test::Single(single) = test else { return };
            looks.at_persons_alone |= matches!(single, SingleTest::Income(IncomeTest::Own(_)));
            single.questions(&mut |question| looks.see(question));
        });
        if book.members_share(Shared::Purse) {
            looks.see(Fact::Person(0, PersonField::SharesPurse));
        }
        looks.see(Fact::Person(0, PersonField::Married));
        for limit in &book.limits {
            let things = limit.catches.iter().chain(&limit.without).map(|thing| thing.field());
            let savings = limit.savings.map(|_| AssetField::Savings);
            let homes = limit.homes.map(|_| AssetField::Homes);
            things.chain(savings).chain(homes).for_each(|field| looks.see(Fact::Asset(field)));
        }
        looks
    }

    fn see(&mut self, kind: Fact) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }

    /// Whether any rule looks at an answer, whoever gives it.
    pub(super) fn at(&self, fact: Fact) -> bool {
        let kind = match fact {
            Fact::Area
            | Fact::PeopleComplete
            | Fact::Person(_, PersonField::Relation | PersonField::Birth | PersonField::Lives)
            | Fact::TiesComplete(..)
            | Fact::IncomesComplete(_)
            | Fact::Income(..)
            | Fact::PaidOutComplete
            | Fact::PaidOut(_)
            | Fact::ExpensesComplete
            | Fact::Expense(_) => return true,
            Fact::Person(_, PersonField::Father) => Fact::Person(0, PersonField::Mother),
            Fact::Person(_, field) => Fact::Person(0, field),
            Fact::SelfCare(..) => Fact::SelfCare(0, SelfCareField::Eat),
            Fact::SupportersComplete(_) | Fact::Supporter(..) => Fact::SupportersComplete(0),
            Fact::Past(_) => Fact::PastComplete,
            Fact::Asset(_)
            | Fact::Background(_)
            | Fact::ReceivesComplete
            | Fact::TroublesComplete
            | Fact::PastComplete => fact,
        };
        self.kinds.contains(&kind)
    }
}
