//! Single tests, told: what each word of the vocabulary asks, or its opposite.

use doudi_engine::derive::Leaf;
use doudi_engine::rules::{
    Book, HouseholdTest, IncomeTest, ListTest, OfficeTest, PersonTest, PropertyTest, Side, SingleTest,
};
use doudi_facts::question::{BackgroundField, Input, PersonField, YesNo};

use super::single::opposite;
use crate::Words;

impl Words {
    /// What a single test asks, or its opposite. What the family said or owns is denied in words of its own, so that no
    /// sentence says no twice.
    pub fn test(self, leaf: &Leaf, holds: bool, book: &Book) -> String {
        let Some(test) = &leaf.test else { return self.test_others().to_owned() };
        match test {
            SingleTest::Person(of) => self.person_test(of, test, holds),
            SingleTest::List(test) => self.list_test(test, holds),
            SingleTest::Income(test) => self.income_test(test, holds, book),
            SingleTest::Property(test) => self.property_test(test, holds),
            SingleTest::Household(of) => self.household_test(of, test, holds),
            SingleTest::Office(test) => self.office_test(test, holds, book),
        }
    }

    fn person_test(self, of: &PersonTest, test: &SingleTest, holds: bool) -> String {
        let one_of = |field, list: String| {
            let what = self.person_field(field);
            if holds { self.test_of(&list, &what) } else { self.test_of_not(&list, &what) }
        };
        match of {
            PersonTest::Relation(kinds) => {
                one_of(PersonField::Relation, self.listing(kinds, |relation| self.relation(*relation)))
            }
            PersonTest::Age(since) => match turned(since.is, holds) {
                Some(is) => self.age(is, since.years),
                None => self.test_not(&self.age(since.is, since.years)),
            },
            PersonTest::Studies(kinds) => one_of(PersonField::Study, self.listing(kinds, |study| self.study(*study))),
            PersonTest::Lives(kinds) => one_of(PersonField::Lives, self.listing(kinds, |lives| self.lives(*lives))),
            PersonTest::Away(kinds) => one_of(PersonField::Away, self.listing(kinds, |away| self.away(*away))),
            PersonTest::ToldOf(told) => self.test_yes(&self.said(test, holds), &self.person_field(*told)),
            PersonTest::Counts => if holds { self.test_counts() } else { self.test_counts_not() }.to_owned(),
            PersonTest::Disability { kinds, grades } => self.some(holds, &self.cards(kinds, grades)),
            PersonTest::Work(kinds) => one_of(PersonField::Work, self.listing(kinds, |work| self.work(*work))),
            PersonTest::Labour(kinds) => {
                one_of(PersonField::Labour, self.listing(kinds, |labour| self.labour(*labour)))
            }
            PersonTest::SelfCare(grades) => {
                self.or_not(holds, self.listing(grades, |grade| self.self_care_grade(*grade)))
            }
            PersonTest::Supporters(states) => {
                let list = self.listing(states, |state| self.supporter(*state));
                self.or_not(holds, self.test_supporters(&list))
            }
            PersonTest::Parents(states) => {
                let list = self.listing(states, |state| self.parent(*state));
                self.or_not(holds, self.test_parents(&list))
            }
        }
    }

    fn list_test(self, test: &ListTest, holds: bool) -> String {
        match test {
            ListTest::Troubles(_) => if holds { self.test_troubles() } else { self.test_troubles_not() }.to_owned(),
            ListTest::Receives(kinds) => {
                let list = self.listing(kinds, |kind| self.receipt(*kind));
                if holds { self.test_receives(&list) } else { self.test_receives_not(&list) }
            }
            ListTest::Past { what, since: Some(since) } => {
                self.or_not(holds, self.test_past(&self.side(since.is), &self.past(*what), &since.years))
            }
            ListTest::Past { what, since: None } => self.or_not(holds, self.past(*what).to_owned()),
            ListTest::Earns(kinds) => self.some(holds, &self.test_earns(&self.listing(kinds, |kind| self.kind(*kind)))),
            ListTest::Spends(kinds) => {
                self.some(holds, &self.test_spends(&self.listing(kinds, |kind| self.expense(*kind))))
            }
            ListTest::PaysOut(kinds) => {
                self.some(holds, &self.test_pays_out(&self.listing(kinds, |kind| self.paid_out(*kind))))
            }
        }
    }

    fn income_test(self, test: &IncomeTest, holds: bool, book: &Book) -> String {
        match test {
            IncomeTest::PerHead(against) => {
                let line = self.multiple(against, book);
                match turned(against.is, holds) {
                    Some(is) => self.test_income(&line, &self.side(is)),
                    None => self.test_not(&self.test_income(&line, &self.side(against.is))),
                }
            }
            IncomeTest::Own(against) => {
                let line = self.multiple(against, book);
                match turned(against.is, holds) {
                    Some(is) => self.test_own(&line, &self.side(is)),
                    None => self.test_not(&self.test_own(&line, &self.side(against.is))),
                }
            }
            IncomeTest::Spending(share) if share.times.is_positive() => {
                let is = if holds { share.is } else { opposite(share.is) };
                self.test_spending(&self.side(is), &share.times)
            }
            IncomeTest::Spending(_) => self.some(holds, self.test_spending_any()),
        }
    }

    fn property_test(self, test: &PropertyTest, holds: bool) -> String {
        match test {
            PropertyTest::Within(_) => if holds { self.test_assets() } else { self.test_assets_not() }.to_owned(),
            PropertyTest::Owns(_) => self.some(holds, self.test_owns()),
        }
    }

    fn household_test(self, of: &HouseholdTest, test: &SingleTest, holds: bool) -> String {
        match of {
            HouseholdTest::InArea(area) => self.or_not(holds, self.test_area(&self.area(*area))),
            HouseholdTest::Told(field) => self.test_yes(&self.said(test, holds), &self.background_field(*field)),
        }
    }

    fn office_test(self, test: &OfficeTest, holds: bool, book: &Book) -> String {
        self.or_not(
            holds,
            match test {
                OfficeTest::Reads { reading, option } => {
                    let reading = book.readings.get(*reading);
                    let option = reading.and_then(|reading| reading.options.get(*option));
                    let option = option.map_or("", |option| self.of(&option.name));
                    self.test_reading(&option, &reading.map_or("", |reading| self.of(&reading.question)))
                }
                OfficeTest::Judged(at) => {
                    self.test_judged(&book.judgements.get(*at).map_or("", |judgement| self.of(&judgement.question)))
                }
            },
        )
    }

    /// Yes or no, in the words in which a test's question is asked.
    pub(super) fn said(self, test: &SingleTest, holds: bool) -> &'static str {
        let (yes, no) = match test {
            // Asked as whether they can: who is dependent cannot.
            SingleTest::Person(PersonTest::ToldOf(PersonField::Dependent)) => (self.app_can_not(), self.app_can()),
            SingleTest::Person(PersonTest::ToldOf(told)) if told.row().input == Input::YesNo(YesNo::Is) => {
                (self.app_yes(), self.app_no())
            }
            SingleTest::Household(HouseholdTest::Told(field)) if *field != BackgroundField::Land => {
                (self.app_yes(), self.app_no())
            }
            SingleTest::Person(_)
            | SingleTest::List(_)
            | SingleTest::Income(_)
            | SingleTest::Property(_)
            | SingleTest::Household(_)
            | SingleTest::Office(_) => (self.app_have(), self.app_have_not()),
        };
        if holds { yes } else { no }
    }

    /// That there is some of it, or none.
    fn some(self, holds: bool, what: &str) -> String {
        if holds { self.test_some(&what) } else { self.test_none(&what) }
    }

    fn or_not(self, holds: bool, what: String) -> String {
        if holds { what } else { self.test_not(&what) }
    }
}

/// The side on which the test lies, or its opposite; `None`: there is no one side opposite to a figure.
fn turned(is: Side, holds: bool) -> Option<Side> {
    if holds { Some(is) } else { (is != Side::Equal).then(|| opposite(is)) }
}
