//! What goes out (支出): payments to others and spending, as far as an account takes them off.

use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Yuan};
use doudi_facts::question::QuestionId;

use super::Accounting;
use crate::figure::Figure;
use crate::ledger::{Entry, Source, Taken, Trace};
use crate::rules::{Book, Sums, Treatment};
use crate::truth::FingerprintedTruth;
use crate::world::Suspended;

impl<'e: 'a, 'a, T: Trace> Accounting<'_, 'e, 'a, '_, T> {
    /// What is paid to others and taken off, as a sum to subtract.
    pub(super) fn paid_out(&mut self) -> Result<Figure, Suspended> {
        let household = self.engine.household;
        let mut off = Figure::NOTHING;
        for (i, paid) in household.paid_out.items.iter().enumerate() {
            let looks_at = |sums: &Sums| matches!(sums, Sums::PaidOut(kinds) if kinds.contains(&paid.kind));
            let sum = (&paid.amount, QuestionId::PaidOut(i));
            off = off.plus(self.take(Source::PaidOut(i), self.engine.owners.paid_out(i), looks_at, sum)?)?;
        }
        if !household.paid_out.is_complete() && self.any(|sums| matches!(sums, Sums::PaidOut(_))) {
            off = off.plus(self.more(QuestionId::PaidOutComplete, Bounds::NOT_NEGATIVE))?;
        }
        Ok(off)
    }

    /// What is spent and taken off, as a sum to subtract.
    pub(super) fn spending(&mut self) -> Result<Figure, Suspended> {
        let household = self.engine.household;
        let mut off = Figure::NOTHING;
        for (i, spent) in household.expenses.items.iter().enumerate() {
            let looks_at = |sums: &Sums| matches!(sums, Sums::Expenses(kinds) if kinds.contains(&spent.kind));
            let sum = (&spent.amount, QuestionId::Expense(i));
            off = off.plus(self.take(Source::Expense(i), self.engine.owners.expense(i), looks_at, sum)?)?;
        }
        if !household.expenses.is_complete() && self.any(|sums| matches!(sums, Sums::Expenses(_))) {
            off = off.plus(self.more(QuestionId::ExpensesComplete, Bounds::NOT_NEGATIVE))?;
        }
        Ok(off)
    }

    /// The account's treatments of payments and spending, with their indices.
    fn treatments(&self) -> impl Iterator<Item = (usize, &'a Treatment)> {
        let book: &'e Book = self.engine.book;
        self.account.listed_of_others().iter().filter_map(|t| Some((*t, book.treatments.get(*t)?)))
    }

    fn any(&self, looks_at: impl Fn(&Sums) -> bool) -> bool {
        self.treatments().any(|(_, treatment)| looks_at(&treatment.of))
    }

    /// What the first treatment that looks at a payment or expense takes off for it.
    fn take(
        &mut self,
        source: Source,
        whose: Option<usize>,
        looks_at: impl Fn(&Sums) -> bool,
        (known, fact): (&Known<Yuan>, QuestionId),
    ) -> Result<Figure, Suspended> {
        let Some((t, treatment)) = self.treatments().find(|(_, treatment)| looks_at(&treatment.of)) else {
            return Ok(Figure::NOTHING);
        };
        let told = self.engine.told(known, fact);
        let counts = self.weight(whose)?;
        if counts == FingerprintedTruth::FAILS || told.sum == Bounds::ZERO {
            return Ok(Figure::NOTHING);
        }
        let applies = self.applies(treatment, whose)?;
        let part = told.weighed(applies);
        let part = self.capped(t, treatment, part, part, [counts, applies])?;
        let before = self.months_before_end(treatment);
        let fate = self.fate(t, treatment)?;
        let off = match before {
            Some(before) => part.beyond(self.before_end(t, before, part, None)?, fate),
            None => part.weighed(fate),
        };
        let off = off.weighed(counts);
        if T::LISTENS {
            let taken = vec![Taken { treatment: t, sum: off.sum, before }];
            let counted = Bounds::ZERO.minus(off.sum)?;
            self.trace.entry(self.index, Entry { source, gross: told.sum, taken, counted });
        }
        Ok(off)
    }
}
