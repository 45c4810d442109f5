//! Entries from cells (由单元格生成条目): incomes, payments, spending, earlier requests, and disability cards.

use std::borrow::Cow;

use doudi_facts::household::{Expense, ExpenseKind, Income, PaidOut, PaidOutKind, Past, PastKind, Per};
use doudi_facts::known::{Closure, Known};
use doudi_facts::money::Yuan;

use super::super::cell::{self, Wrong, known, ranged, word};
use super::super::columns::IncomeColumns;
use super::super::fields::{Field, IncomePart};
use super::answers::{answer, basis, close};
use super::{HouseholdBuilder, WORDS, nth};

impl HouseholdBuilder<'_> {
    pub(super) fn past(&mut self, what: PastKind, told: &str) -> Result<(), Wrong> {
        let past = &mut self.household.past;
        if cell::is_none(told) {
            self.mark(0, Field::Past(what));
            return Ok(());
        }
        // Whether there was any is as open as its day.
        if cell::is_unknown(told) {
            return close(&mut past.complete, Closure::Unknown);
        }
        let item = Past { what, when: cell::day(told)? };
        // What is said of the household may stand on each of its rows.
        if !past.items.contains(&item) {
            past.items.push(item);
        }
        self.mark(0, Field::Past(what));
        Ok(())
    }

    pub(super) fn paid_out(&mut self, who: usize, kind: PaidOutKind, told: &str) -> Result<(), Wrong> {
        self.mark(who, Field::PaidOut(kind));
        if !cell::is_none(told) {
            let amount = ranged(told, None, cell::amount)?;
            self.household.paid_out.items.push(PaidOut { who: self.id(who), kind, amount });
        }
        Ok(())
    }

    pub(super) fn expense(&mut self, who: usize, kind: ExpenseKind, told: &str) -> Result<(), Wrong> {
        self.mark(who, Field::Expense(kind));
        if !cell::is_none(told) {
            let amount = ranged(told, None, cell::amount)?;
            self.household.expenses.items.push(Expense { who: self.id(who), kind, amount });
        }
        Ok(())
    }

    pub(super) fn lines_of_entries(&mut self, line: u64) {
        self.lines.paid_out.resize(self.household.paid_out.items.len(), line);
        self.lines.expenses.resize(self.household.expenses.items.len(), line);
    }

    pub(super) fn card(&mut self, who: usize, kind: &str, grade: &str) -> Result<(), Wrong> {
        if kind.is_empty() && grade.is_empty() {
            return Ok(());
        }
        let label = |one| WORDS.disability(one);
        let kind = known(kind, Some(None), |told| word(told, label).map(Some))?;
        let card = cell::card(kind, ranged(grade, None, cell::grade)?)?;
        match self.household.people.items.get_mut(who) {
            Some(person) => answer(&mut person.disability, card),
            None => Ok(()),
        }
    }

    pub(super) fn income<'t>(
        &mut self,
        line: u64,
        who: usize,
        columns: &IncomeColumns,
        cell_of: &dyn Fn(IncomePart) -> Cow<'t, str>,
    ) -> Result<(), (IncomePart, Wrong)> {
        let said = |part: IncomePart| self.columns.word(&cell_of(part)).to_owned();
        let each = said(IncomePart::Each);
        let (months, days) = (said(IncomePart::Months), said(IncomePart::Days));
        let others = [said(IncomePart::Costs), said(IncomePart::Base), said(IncomePart::Basis)];
        let nothing = |told: &String| told.is_empty() || cell::is_none(told) || told == "0";
        let bare = [&months, &days].into_iter().chain(&others).all(nothing);
        if cell::is_none(&each) {
            self.mark(who, Field::Income(columns.kind, IncomePart::Each));
            return if bare { Ok(()) } else { Err((IncomePart::Each, Wrong::PartOfNone)) };
        }
        if each.is_empty() && bare {
            return Ok(());
        }
        let at = |part: IncomePart| move |wrong: Wrong| (part, wrong);
        let (per, times) = match (months.is_empty(), days.is_empty()) {
            (false, false) => return Err((IncomePart::Days, Wrong::MonthsAndDays)),
            (false, true) => (Per::Month, ranged(&months, None, cell::count).map_err(at(IncomePart::Months))?),
            (true, false) => (Per::Day, ranged(&days, None, cell::count).map_err(at(IncomePart::Days))?),
            (true, true) => (Per::Window, Known::NotAsked),
        };
        let [costs, base_part, basis_told] = others;
        let sum = |told: &str, part| ranged(told, Some(Yuan::ZERO), cell::amount).map_err(at(part));
        let income = Income {
            who: self.id(who),
            kind: columns.kind,
            each: ranged(&each, None, cell::amount).map_err(at(IncomePart::Each))?,
            per,
            times,
            costs: sum(&costs, IncomePart::Costs)?,
            base_part: sum(&base_part, IncomePart::Base)?,
            basis: basis(&basis_told).map_err(at(IncomePart::Basis))?,
        };
        let head = columns.kind.head();
        self.household.incomes.of_mut(head).items.push(income);
        self.lines.incomes[nth(head)].push(line);
        self.mark(who, Field::Income(columns.kind, IncomePart::Each));
        Ok(())
    }
}
