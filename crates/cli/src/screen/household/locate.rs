//! Where in the table a problem of the household stands (问题在哪一格).

use doudi_facts::household::Head;

use super::super::columns::Columns;
use super::super::fields::{self, Field, IncomePart};
use super::{TableHousehold, nth};

impl TableHousehold {
    /// Where in the table a problem stands that is named by its path in the household file.
    pub(in super::super) fn locate(&self, problem: &str, columns: &Columns) -> (u64, Option<usize>) {
        let lines = &self.lines;
        let all = fields::all();
        let column = |name: &str| all.iter().find(|one| one.name == name).and_then(|one| columns.column(one.field));
        let (list, at, rest) = match problem.split_once(".items[") {
            Some((list, rest)) => {
                let (at, rest) = rest.split_once(']').unwrap_or((rest, ""));
                (list, at.parse::<usize>().ok(), rest.trim_start_matches('.'))
            }
            None => (problem.trim_end_matches(".items"), None, ""),
        };
        let line = |of: &[u64]| at.and_then(|at| of.get(at)).copied().unwrap_or(lines.first);
        let part = match rest {
            "costs" => IncomePart::Costs,
            "base-part" => IncomePart::Base,
            "basis" => IncomePart::Basis,
            "times" => IncomePart::Months,
            _ => IncomePart::Each,
        };
        if let Some(head) = Head::ALL.into_iter().find(|head| list == format!("incomes.{head}")) {
            let kind = at.and_then(|at| self.household.incomes.of(head).items.get(at)).map(|income| income.kind);
            let part = |kind| match part {
                IncomePart::Months if columns.column(Field::Income(kind, IncomePart::Months)).is_none() => {
                    IncomePart::Days
                }
                part => part,
            };
            let column = kind.and_then(|kind| columns.column(Field::Income(kind, part(kind))));
            return (line(&lines.incomes[nth(head)]), column);
        }
        match list {
            // Of the list as a whole, what can be wrong is who is the applicant.
            "people" if rest.is_empty() => (lines.first, column("person.relation")),
            "people" => (line(&lines.people), column(&format!("person.{rest}"))),
            "paid-out" => {
                let kind = at.and_then(|at| self.household.paid_out.items.get(at)).map(|paid| paid.kind);
                (line(&lines.paid_out), kind.and_then(|kind| columns.column(Field::PaidOut(kind))))
            }
            "expenses" => {
                let kind = at.and_then(|at| self.household.expenses.items.get(at)).map(|spent| spent.kind);
                (line(&lines.expenses), kind.and_then(|kind| columns.column(Field::Expense(kind))))
            }
            "past" => {
                let what = at.and_then(|at| self.household.past.items.get(at)).map(|past| past.what);
                (lines.first, what.and_then(|what| columns.column(Field::Past(what))))
            }
            name => (lines.first, column(name)),
        }
    }
}
