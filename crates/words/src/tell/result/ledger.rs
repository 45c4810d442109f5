//! The ledger (收支明细) of a result, told row by row.

use doudi_engine::accounting::{Entry, Source};
use doudi_engine::rules::{Book, How};
use doudi_engine::verdict::Assessment;
use doudi_facts::household::Household;

use crate::Words;

/// One line of a ledger as it is shown and printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// What it is about: `申请人 · 打零工`.
    pub entry: String,
    /// What was told, 元 in the window.
    pub gross: String,
    /// What is counted, 元 in the window.
    pub counted: String,
    /// What each rule took, with its clause.
    pub taken: Vec<String>,
}

impl Words {
    /// The ledger of an account, row by row.
    pub fn ledger(self, assessment: &Assessment, book: &Book, account: usize, household: &Household) -> Vec<LedgerRow> {
        assessment.ledgers.of(account).map(|entry| self.ledger_row(entry, book, household)).collect()
    }

    fn ledger_row(self, entry: &Entry, book: &Book, household: &Household) -> LedgerRow {
        let whose = |who: &str, what: &str| format!("{} · {what}", self.person_by_id(household, who));
        let name = match entry.source {
            Source::Income(head, at) => {
                let income = household.incomes.of(head).items.get(at);
                income.map_or_else(String::new, |i| whose(&i.who, self.kind(i.kind)))
            }
            Source::PaidOut(at) => {
                let paid = household.paid_out.items.get(at);
                paid.map_or_else(String::new, |p| whose(&p.who, self.paid_out(p.kind)))
            }
            Source::Expense(at) => {
                let expense = household.expenses.items.get(at);
                expense.map_or_else(String::new, |e| whose(&e.who, self.expense(e.kind)))
            }
            Source::Loss(head) => self.ledger_loss(&self.head(head)),
        };
        let taken = entry.taken.iter().filter_map(|taken| {
            let rule = book.treatments.get(taken.treatment)?;
            let name = format!("{}（{}）", self.of(&rule.name), self.cite(&rule.cite, book));
            Some(match taken.sum.exact() {
                Some(sum) => self.ledger_taken(&name, &sum.grouped()),
                None if rule.how == How::Whole && rule.until.is_none() && taken.sum.high.is_none() => {
                    self.ledger_taken_all(&name)
                }
                // A rule that takes the whole of an amount waits for the amount, not for the office.
                None if rule.how == How::Whole && rule.until.is_none() => {
                    self.ledger_taken(&name, &self.bounds(taken.sum))
                }
                None => match taken.before.zip(rule.until) {
                    Some((before, until)) => {
                        let after = book.window.months.saturating_sub(before);
                        self.ledger_taken_until(&after, &before, &name, &self.yuan(taken.sum), &until)
                    }
                    None => self.ledger_taken_open(&name, &self.yuan(taken.sum)),
                },
            })
        });
        LedgerRow {
            entry: name,
            gross: self.bounds(entry.gross),
            counted: self.bounds(entry.counted),
            taken: taken.collect(),
        }
    }
}
