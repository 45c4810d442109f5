//! Which treatments of an account look at what (哪条规则看哪笔钱), so that an accounting passes over no others.

use doudi_facts::household::IncomeKind;
use doudi_facts::wire_struct;

use super::{Account, Book, Sums, Treatment};

/// The treatments of an account by what they look at; indices, in the order applied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// For each kind of income, by its place among them, those that look at such an income; empty: not listed.
    of_incomes: Vec<Vec<usize>>,
    /// Those that look at payments to others, and at spending.
    of_others: Vec<usize>,
}

wire_struct!(Listed { of_incomes, of_others });

impl Account {
    /// The treatments that look at incomes of a kind, and perhaps others.
    pub(crate) fn listed_of(&self, kind: IncomeKind) -> &[usize] {
        self.listed.of_incomes.get(kind as usize).unwrap_or(&self.treatments)
    }

    /// The treatments that look at payments to others and at spending, and perhaps others.
    pub(crate) fn listed_of_others(&self) -> &[usize] {
        if self.listed.of_incomes.is_empty() { &self.treatments } else { &self.listed.of_others }
    }
}

impl Book {
    /// Lists of every account which of its treatments look at what; to be called whenever one of them becomes another.
    pub fn list_treatments(&mut self) {
        for account in &mut self.accounts {
            let those = |is: &dyn Fn(&Treatment) -> bool| {
                let all = account.treatments.iter().copied();
                all.filter(|at| self.treatments.get(*at).is_some_and(is)).collect::<Vec<_>>()
            };
            let of_incomes = IncomeKind::ALL.map(|kind| those(&|treatment| treatment.of.is_income(kind)));
            let of_others = those(&|treatment| matches!(treatment.of, Sums::PaidOut(_) | Sums::Expenses(_)));
            account.listed = Listed { of_incomes: of_incomes.into(), of_others };
        }
    }
}
