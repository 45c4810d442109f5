//! What a result pays, told.

use doudi_engine::rules::{Book, GrantSum, PersonTest, SingleTest, Test, ToldAs};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Verdict};
use doudi_facts::household::Household;
use doudi_facts::money::{Bounds, Yuan};

use crate::Words;
use crate::tell::lead::is_for;

impl Words {
    /// What the categories a result leads with would pay, and the ways to take whose published conditions hold, each in a
    /// sentence; and that they do not add up.
    pub fn grants(self, assessment: &Assessment, book: &Book, household: &Household) -> Vec<String> {
        // Of a person of whom it is open even whether the category is for such people, no sum is told.
        let paying = self.leading(assessment, book).into_iter();
        let paying = paying.filter(|verdict| verdict.fits.may_hold() && is_for(verdict));
        let is_way = |verdict: &&Verdict| {
            book.is_told_as(verdict.category, ToldAs::Route)
                && matches!(verdict.word, Conclusion::Fits | Conclusion::MetToVerify)
        };
        let ways = assessment.verdicts.iter().filter(is_way);
        let mut told: Vec<String> =
            paying.clone().chain(ways).filter_map(|verdict| self.grant(verdict, book, household)).collect();
        if told.len() > 1 {
            told.push(self.result_grant_one().to_owned());
        }
        for grade in paying.filter_map(|verdict| self.care_told(verdict, book, household)) {
            if !told.contains(&grade) {
                told.push(grade);
            }
        }
        told
    }

    /// The grade of self-care that decides what a person would be paid for care, where it is known.
    fn care_told(self, verdict: &Verdict, book: &Book, household: &Household) -> Option<String> {
        let grants = &book.categories.get(verdict.category)?.grants;
        let paid = verdict.grants.iter().filter(|granted| granted.paid == Truth::Holds);
        let grade = paid.filter_map(|granted| grants.get(granted.grant)).find_map(|grant| {
            let Some(Test::Single(SingleTest::Person(PersonTest::SelfCare(grades)))) = &grant.test else { return None };
            grades.first()
        });
        Some(self.result_care(&self.self_care_grade(*grade?), &self.person(household, verdict.who?)))
    }

    /// What a category would pay a month, in a sentence, where that is bounded.
    pub fn grant(self, verdict: &Verdict, book: &Book, household: &Household) -> Option<String> {
        let Bounds { low: Some(low), high: Some(high) } = verdict.grant()? else { return None };
        let month = |sum: Yuan| sum.twelfth().map(Yuan::grouped).unwrap_or_default();
        if high.twelfth().ok()? == Yuan::ZERO {
            return None;
        }
        let category = book.categories.get(verdict.category)?;
        let is_gap = matches!(category.grants.first()?.sum, GrantSum::Gap { .. });
        let name = self.category(verdict, book, household);
        let months = self.range(month(low), month(high));
        Some(match (is_gap, low == high) {
            (true, true) => self.result_grant(&months, &name, &low.grouped()),
            (true, false) => self.result_grant_range(&months, &name),
            (false, true) => self.result_grant_standard(&months, &name, &low.grouped()),
            (false, false) => self.result_grant_standard_range(&months, &name),
        })
    }
}
