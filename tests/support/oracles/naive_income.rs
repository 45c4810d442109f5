//! What the naive interpreter counts: income, payments and spending of an account.

use doudi_engine::rules::{CapBase, How, Losses, Sums, Treatment};
use doudi_facts::household::{Head, Income, Per};
use doudi_facts::known::Known;
use doudi_facts::money::Yuan;

use crate::oracles::naive::{Answer, FEN, Reader, all, gross, hundredths, sum, told, ymd};

impl Reader<'_> {
    /// What an account counts, of everybody who counts or of one person alone.
    ///
    /// # Errors
    /// When something is not told.
    pub fn figure(&self, account: usize, alone: Option<usize>) -> Answer<i128> {
        let of = &self.book.accounts[account];
        let counts = |who: &str| match alone {
            None => self.is_ours(who),
            Some(alone) => self.household.people.items.get(alone).is_some_and(|person| person.id == who),
        };
        let mut came_in = 0;
        for head in Head::ALL {
            for income in all(self.household.incomes.of(head))?.iter().filter(|income| counts(&income.who)) {
                came_in += gross(income)?;
            }
        }
        // What treatments that are capped by everything that came in may still take.
        let mut left: Vec<i128> = Vec::new();
        for treatment in &self.book.treatments {
            left.push(match treatment.cap {
                Some(cap) if cap.of == CapBase::HouseholdIncome => came_in * hundredths(cap.times) / 100,
                _ => i128::MAX,
            });
        }
        let mut counted = 0;
        for head in Head::ALL {
            let mut net = 0;
            for income in all(self.household.incomes.of(head))?.iter().filter(|income| counts(&income.who)) {
                net += self.income(head, income, &of.treatments, &mut left)?;
            }
            if head == Head::Transfers {
                for paid in all(&self.household.paid_out)?.iter().filter(|paid| counts(&paid.who)) {
                    let looks = |sums: &Sums| matches!(sums, Sums::PaidOut(kinds) if kinds.contains(&paid.kind));
                    net -= self.off(&of.treatments, looks, &paid.who, &paid.amount, &mut left)?;
                }
            }
            let is_zero = match of.losses {
                Losses::Offset => false,
                Losses::Zero => true,
                Losses::Office => self.choices.losses_are_zero[account],
            };
            counted += if is_zero { net.max(0) } else { net };
        }
        for spent in all(&self.household.expenses)?.iter().filter(|spent| counts(&spent.who)) {
            let looks = |sums: &Sums| matches!(sums, Sums::Expenses(kinds) if kinds.contains(&spent.kind));
            counted -= self.off(&of.treatments, looks, &spent.who, &spent.amount, &mut left)?;
        }
        Ok(counted)
    }

    fn income(&self, head: Head, income: &Income, treatments: &[usize], left: &mut [i128]) -> Answer<i128> {
        let gross = gross(income)?;
        let mut rest = gross;
        for at in treatments {
            let treatment = &self.book.treatments[*at];
            let part = match &treatment.of {
                Sums::Income { kinds, basis } if kinds.contains(&income.kind) => {
                    if !basis.is_empty() && !basis.contains(&told(&income.basis)?) {
                        continue;
                    }
                    rest
                }
                Sums::BasePart(kinds) if kinds.contains(&income.kind) => sum(&income.base_part)?,
                Sums::Costs(kinds) if kinds.contains(&income.kind) => sum(&income.costs)?,
                _ => continue,
            };
            // Nothing comes off a sum that is used up; only a business can cost more than it brings.
            let part = if head == Head::Business { part } else { part.min(rest) };
            let before = self.part_before_end(treatment, Some(income))?;
            rest -= self.taken((*at, treatment), &income.who, part, gross, before, left)?;
        }
        Ok(rest)
    }

    /// What comes off for a payment or for spending.
    fn off(
        &self,
        treatments: &[usize],
        looks: impl Fn(&Sums) -> bool,
        who: &str,
        amount: &Known<Yuan>,
        left: &mut [i128],
    ) -> Answer<i128> {
        let Some(at) = treatments.iter().find(|at| looks(&self.book.treatments[**at].of)) else { return Ok(0) };
        let (treatment, part) = (&self.book.treatments[*at], sum(amount)?);
        self.taken((*at, treatment), who, part, part, self.part_before_end(treatment, None)?, left)
    }

    /// Which part of a sum came before a treatment ended: so many months of so many, month by month back from the one before
    /// the application.
    fn part_before_end(&self, treatment: &Treatment, income: Option<&Income>) -> Answer<(i128, i128)> {
        let all = self.months();
        let Some(day_after) = treatment.until.and_then(|last| last.plus_days(1)) else { return Ok((all, all)) };
        let (mut year, mut month, _) = ymd(self.on);
        let mut before = 0;
        for _ in 0..all {
            // The first day after this month is the first of the month that was looked at before it.
            before += i128::from((year, month, 1) <= ymd(day_after));
            (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        }
        let by_month = income.filter(|income| income.per == Per::Month);
        let Some(few) = by_month.map(|income| told(&income.times)).transpose()? else { return Ok((before, all)) };
        let few = i128::from(few).min(all);
        let (least, most) = ((few + before - all).max(0), few.min(before));
        let placed = i128::try_from(self.choices.placed).map_err(|e| e.to_string())?;
        Ok((least + placed % (most - least + 1), few.max(1)))
    }

    /// How much of a part a treatment takes.
    fn taken(
        &self,
        (at, treatment): (usize, &Treatment),
        who: &str,
        part: i128,
        gross: i128,
        (before, months): (i128, i128),
        left: &mut [i128],
    ) -> Answer<i128> {
        let whose = self.household.people.items.iter().position(|person| person.id == who);
        if let Some(test) = &treatment.when
            && !self.holds(whose, test)?
        {
            return Ok(0);
        }
        let mut most = part;
        if let Some(cap) = treatment.cap {
            most = most.min(match cap.of {
                CapBase::ThisSum => part * hundredths(cap.times) / 100,
                CapBase::ThisIncome => gross * hundredths(cap.times) / 100,
                CapBase::HouseholdIncome => left[at],
            });
        }
        // What came before the end is taken for sure, to the 分, half up.
        let sure = match treatment.how {
            How::Whole if before == months => most,
            How::Whole => (2 * most * before + months * FEN) / (2 * months * FEN) * FEN,
            How::WholeOrNothing | How::UpTo => 0,
        };
        let taken = sure + (most - sure) * self.choices.takes[at] / 100;
        left[at] -= if left[at] == i128::MAX { 0 } else { taken };
        Ok(taken)
    }
}
