//! Which treatments of an account look at what (哪条规则看哪笔钱), so that an accounting passes over no others.

use doudi_facts::household::IncomeKind;

use super::{Book, Listed, Sums, Treatment};

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
