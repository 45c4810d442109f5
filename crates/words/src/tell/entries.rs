//! What a family has told, as plain sentences: people, incomes, payments, spending.

use doudi_engine::facts::{Expense, Household, Income, PaidOut, Per, Relation};
use doudi_engine::known::Known;
use doudi_engine::money::Yuan;

use crate::Words;

impl Words {
    /// How a person is called without a name: 申请人, 配偶, 子女2.
    pub fn person(self, household: &Household, who: usize) -> String {
        let people = &household.people.items;
        let Some(person) = people.get(who) else { return self.relation_unknown().to_owned() };
        let name = match person.relation.exact() {
            Some(Relation::Applicant) => return self.people_applicant().to_owned(),
            Some(relation) => self.relation(*relation),
            None => self.relation_unknown(),
        };
        let same = |other: &&doudi_engine::facts::Person| other.relation.exact() == person.relation.exact();
        if people.iter().filter(same).count() < 2 {
            return name.to_owned();
        }
        let nth = people.iter().take(who + 1).filter(same).count();
        format!("{name}{nth}")
    }

    /// The same, by id.
    pub fn person_by_id(self, household: &Household, id: &str) -> String {
        self.person(household, household.person(id).unwrap_or(usize::MAX))
    }

    /// `配偶 · 1970-06-01 出生`
    pub fn person_line(self, household: &Household, who: usize) -> String {
        let born = match household.people.items.get(who).map(|p| &p.birth) {
            Some(Known::Is(day)) => self.list_born(day),
            Some(Known::Between { from: Some(from), to: Some(to) }) if from.year() == to.year() => {
                self.list_born(&from.year())
            }
            Some(Known::Between { from: Some(from), to: Some(to) }) => {
                self.list_born(&self.list_range(&from.year(), &to.year()))
            }
            _ => self.list_born_open().to_owned(),
        };
        self.list_person(&born, &self.person(household, who))
    }

    /// `申请人 · 打零工 · 每月 900 元 · 12 个月 · 成本 0 元`
    pub fn income_line(self, household: &Household, income: &Income) -> String {
        let sum = self.told(&income.each);
        let times = match &income.times {
            Known::Is(n) => n.to_string(),
            Known::Between { from, to } => {
                let end = |n: &Option<u16>| n.map_or_else(String::new, |n| n.to_string());
                self.list_range(&end(from), &end(to))
            }
            _ => self.list_times_unknown().to_owned(),
        };
        let amount = match income.per {
            Per::Month => self.list_per_month(&times, &sum),
            Per::Day => self.list_per_day(&times, &sum),
            Per::Window => self.list_per_window(&sum),
        };
        let line = self.list_income(&amount, &self.kind(income.kind), &self.person_by_id(household, &income.who));
        if income.costs.is_not_asked() {
            return line;
        }
        self.list_with_costs(&self.told(&income.costs), &line)
    }

    /// `申请人 · 社保、医保缴费 · 12个月合计 400 元`
    pub fn paid_line(self, household: &Household, paid: &PaidOut) -> String {
        let amount = self.list_per_window(&self.told(&paid.amount));
        self.list_income(&amount, &self.paid_out(paid.kind), &self.person_by_id(household, &paid.who))
    }

    /// `申请人 · 看病 · 12个月合计 9,800 元`
    pub fn expense_line(self, household: &Household, expense: &Expense) -> String {
        let amount = self.list_per_window(&self.told(&expense.amount));
        self.list_income(&amount, &self.expense(expense.kind), &self.person_by_id(household, &expense.who))
    }

    /// An answer as it was told, whatever its state; `say` tells a value.
    pub fn known<T>(self, known: &Known<T>, say: impl Fn(&T) -> String) -> String {
        match known {
            Known::NotAsked => self.list_not_asked().to_owned(),
            Known::Unknown => self.app_unknown().to_owned(),
            Known::Is(value) => say(value),
            Known::Between { from: Some(from), to: Some(to) } => self.list_range(&say(from), &say(to)),
            Known::Between { from: Some(from), to: None } => self.list_from(&say(from)),
            Known::Between { from: None, to: Some(to) } => self.list_up_to(&say(to)),
            Known::Between { from: None, to: None } => self.app_unknown().to_owned(),
            Known::OneOf(values) => values.iter().map(say).collect::<Vec<_>>().join(self.pick("或", " or ")),
        }
    }

    /// An amount as it was told, whatever its state.
    pub fn told(self, known: &Known<Yuan>) -> String {
        match known {
            Known::NotAsked => self.list_not_asked().to_owned(),
            Known::Unknown => self.list_unknown().to_owned(),
            Known::Is(sum) => sum.grouped(),
            Known::Between { .. } | Known::OneOf(_) => match known.ends() {
                (Some(from), Some(to)) => self.list_range(&from.grouped(), &to.grouped()),
                (Some(from), None) => self.list_from(&from.grouped()),
                (None, Some(to)) => self.list_up_to(&to.grouped()),
                (None, None) => self.list_unknown().to_owned(),
            },
        }
    }
}
