//! A household from the rows of a table (由表格行拼出一户): one row a person, further rows of the same person add entries.

use doudi_facts::household::{
    CurrentBenefit, ExpenseKind, Happened, Head, Household, IncomeKind, PaidOutKind, PastKind, Person, Received,
    Trouble,
};
use doudi_facts::known::{Closure, Known};
use doudi_handoff::file::is_id;
use doudi_words::Words;
use doudi_words::outside::quoted;

use self::answers::{answer, supporter};
use super::cell::{self, Wrong, known, plain, word};
use super::columns::Columns;
use super::doubles::doubles;
use super::fields::{Field, IncomePart};
use super::source::is_rounded;

mod answers;
mod entries;
mod locate;
#[cfg(test)]
mod tests;

pub(super) use self::answers::{close, several};

/// Words of closed lists are told in Chinese or by their names, whatever language messages are in.
pub(super) const WORDS: Words = Words::ZH;

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    /// The line it begins on.
    pub(super) line: u64,
    /// Its cells; or why they cannot be read.
    pub(super) cells: Result<csv::StringRecord, String>,
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: u64,
    pub(super) column: Option<usize>,
    pub(super) what: String,
}

/// A household as its rows tell it, and on which line each part stands.
#[derive(Debug)]
pub(super) struct TableHousehold {
    pub(super) household: Household,
    lines: Lines,
}

#[derive(Debug, Default)]
struct Lines {
    first: u64,
    people: Vec<u64>,
    incomes: [Vec<u64>; 4],
    paid_out: Vec<u64>,
    expenses: Vec<u64>,
}

/// Reads the rows of one household.
///
/// # Errors
/// Every cell that cannot be used.
pub(super) fn draw(rows: &[Row], columns: &Columns, words: Words) -> Result<TableHousehold, Vec<Fault>> {
    let mut builder = HouseholdBuilder {
        columns,
        words,
        household: Household::new(),
        lines: Lines { first: rows.first().map_or(0, |row| row.line), ..Lines::default() },
        told: Vec::new(),
        faults: Vec::new(),
    };
    for (field, told) in &columns.always {
        let line = builder.lines.first;
        let outcome = builder.tell(*field, 0, &plain(told));
        builder.note(line, None, outcome);
    }
    for row in rows {
        match &row.cells {
            Ok(cells) => builder.row(row.line, cells),
            Err(what) => builder.faults.push(Fault { line: row.line, column: None, what: what.clone() }),
        }
    }
    if columns.person.is_none() {
        let doubles = doubles(&builder.household.people.items, &builder.lines.people);
        let fault = |(line, first)| Fault { line, column: None, what: words.screen_same_person(&first) };
        builder.faults.extend(doubles.into_iter().map(fault));
    }
    builder.close();
    // A table without columns for ties says what an older file says.
    if super::ties::COLUMNS.iter().all(|field| columns.column(*field).is_none()) {
        builder.household.doudi = 1;
    }
    builder.household.restate();
    if builder.faults.is_empty() {
        Ok(TableHousehold { household: builder.household, lines: builder.lines })
    } else {
        Err(builder.faults)
    }
}

struct HouseholdBuilder<'c> {
    columns: &'c Columns,
    words: Words,
    household: Household,
    lines: Lines,
    /// Of each person, which columns of entries were told, if only that there is none.
    told: Vec<Vec<Field>>,
    faults: Vec<Fault>,
}

impl HouseholdBuilder<'_> {
    fn row(&mut self, line: u64, cells: &csv::StringRecord) {
        let columns = self.columns;
        let at = |column: Option<usize>| plain(column.and_then(|column| cells.get(column)).unwrap_or_default());
        for column in columns.unnamed().filter(|column| !at(Some(*column)).is_empty()) {
            let what = self.words.screen_heading_none(&(column + 1));
            self.faults.push(Fault { line, column: None, what });
        }
        let Some(who) = self.person(line, &at(columns.person)) else { return };
        for (field, column) in &columns.single {
            let cell = at(Some(*column));
            let outcome = self.tell(*field, who, columns.word(&cell));
            if matches!(field, Field::PaidOut(_) | Field::Expense(_)) && outcome.is_ok() {
                self.lines_of_entries(line);
            }
            self.note(line, Some(*column), outcome);
        }
        let [kind, grade] = columns.card.map(at);
        let card = self.card(who, columns.word(&kind), columns.word(&grade));
        self.note(line, columns.card[0].or(columns.card[1]), card);
        for income in &columns.incomes {
            let outcome = self.income(line, who, income, &|part| at(income.of(part)));
            if let Err((part, wrong)) = outcome {
                self.note(line, income.of(part).or(income.of(IncomePart::Each)), Err(wrong));
            }
        }
    }

    fn note(&mut self, line: u64, column: Option<usize>, outcome: Result<(), Wrong>) {
        if let Err(wrong) = outcome {
            self.faults.push(Fault { line, column, what: wrong.tell(self.words) });
        }
    }

    /// Whoever the row is about: a new person, or one of a row before.
    fn person(&mut self, line: u64, id: &str) -> Option<usize> {
        let people = &mut self.household.people.items;
        let id = match self.columns.person {
            None => format!("p{}", people.len() + 1),
            Some(column) if id.is_empty() => {
                let what = self.words.screen_person_missing().to_owned();
                self.faults.push(Fault { line, column: Some(column), what });
                return None;
            }
            Some(column) if !is_id(id) || is_rounded(id) => {
                let what = match is_rounded(id) {
                    true => self.words.screen_id_rounded(&quoted(id)),
                    false => self.words.screen_id(&quoted(id)),
                };
                self.faults.push(Fault { line, column: Some(column), what });
                return None;
            }
            Some(_) => id.to_owned(),
        };
        if let Some(who) = people.iter().position(|person| person.id == id) {
            return Some(who);
        }
        people.push(Person { id, ..Person::default() });
        self.lines.people.push(line);
        self.told.push(Vec::new());
        Some(people.len() - 1)
    }

    fn tell(&mut self, field: Field, who: usize, told: &str) -> Result<(), Wrong> {
        if told.is_empty() {
            return Ok(());
        }
        let household = &mut self.household;
        match field {
            Field::Place => {
                let place = household.place.get_or_insert_with(|| told.to_owned());
                if place == told { Ok(()) } else { Err(Wrong::Differs) }
            }
            Field::On => {
                let Known::Is(day) = cell::day(told)? else { return Err(Wrong::Day) };
                if *household.on.get_or_insert(day) == day { Ok(()) } else { Err(Wrong::Differs) }
            }
            Field::Answer(question) => match household.answer_mut(question.of_person(who)) {
                Some(answer) => answers::read(question, answer, told),
                None => Ok(()),
            },
            Field::IncomesComplete => {
                let told = cell::closure(told)?;
                Head::ALL.into_iter().try_for_each(|head| close(&mut household.incomes.of_mut(head).complete, told))
            }
            Field::Receives => several(&mut household.receives, told, |told| {
                Ok(Received { what: word(told, |one: CurrentBenefit| WORDS.receipt(one))?, who: None })
            }),
            Field::PersonReceives => {
                let who = household.people.items.get(who).map(|person| person.id.clone());
                // What one person does not receive says nothing of the others.
                if cell::is_none(told) || cell::is_unknown(told) {
                    return Ok(());
                }
                several(&mut household.receives, told, |told| {
                    Ok(Received { what: word(told, |one: CurrentBenefit| WORDS.receipt(one))?, who: who.clone() })
                })
            }
            Field::Troubles => several(&mut household.troubles, told, |told| {
                Ok(Happened { what: word(told, |one: Trouble| WORDS.trouble(one))? })
            }),
            Field::Past(what) => self.past(what, told),
            Field::PaidOut(kind) => self.paid_out(who, kind, told),
            Field::Expense(kind) => self.expense(who, kind, told),
            Field::LivesTogether => match household.people.items.get_mut(who) {
                Some(person) => answer(&mut person.lives_together, known(told, Some(false), cell::yes_no)?),
                None => Ok(()),
            },
            Field::Tie(tie) => match household.people.items.get_mut(who) {
                Some(person) => super::ties::tell(person, tie, told),
                None => Ok(()),
            },
            Field::Supporters => match household.people.items.get_mut(who) {
                Some(person) => several(&mut person.supporters, told, supporter),
                None => Ok(()),
            },
            // The first two find the household and the person; cards and incomes are read from several cells.
            Field::Household | Field::Person | Field::Grade | Field::Income(..) => Ok(()),
        }
    }

    fn id(&self, who: usize) -> String {
        self.household.people.items.get(who).map_or_else(String::new, |person| person.id.clone())
    }

    /// Notes that a column of entries was told of somebody.
    fn mark(&mut self, who: usize, field: Field) {
        if let Some(told) = self.told.get_mut(who)
            && !told.contains(&field)
        {
            told.push(field);
        }
    }

    /// A list of which every kind was told of everybody, if only as none, has nothing more.
    fn close(&mut self) {
        if self.told.is_empty() {
            return;
        }
        let told = &self.told;
        let everybody = |all: &[Field]| told.iter().all(|of| all.iter().all(|field| of.contains(field)));
        let finish = |complete: &mut Closure, is_all: bool| {
            if complete.is_not_asked() && is_all {
                *complete = Closure::Yes;
            }
        };
        for head in Head::ALL {
            let kinds = IncomeKind::ALL.into_iter().filter(|kind| kind.head() == head);
            let all: Vec<Field> = kinds.map(|kind| Field::Income(kind, IncomePart::Each)).collect();
            finish(&mut self.household.incomes.of_mut(head).complete, everybody(&all));
        }
        finish(&mut self.household.paid_out.complete, everybody(&PaidOutKind::ALL.map(Field::PaidOut)));
        finish(&mut self.household.expenses.complete, everybody(&ExpenseKind::ALL.map(Field::Expense)));
        let past = told.first().is_some_and(|of| PastKind::ALL.iter().all(|kind| of.contains(&Field::Past(*kind))));
        finish(&mut self.household.past.complete, past);
    }
}

fn nth(head: Head) -> usize {
    match head {
        Head::Wages => 0,
        Head::Business => 1,
        Head::Property => 2,
        Head::Transfers => 3,
    }
}
