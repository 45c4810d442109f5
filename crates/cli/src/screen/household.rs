//! A household from the rows of a table (由表格行拼出一户): one row a person, further rows of the same person add entries.

use doudi_facts::household::{
    Area, Away, Basis, Expense, ExpenseKind, Happened, Head, Household, Income, IncomeKind, Labour, Lives, PaidOut,
    PaidOutKind, ParentState, Past, PastKind, Per, Person, Receipt, Received, Relation, Study, Supporter,
    SupporterState, Trouble, Work,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;
use doudi_facts::question::PersonField;
use doudi_handoff::file::is_id;
use doudi_words::Words;
use doudi_words::outside::quoted;

use super::cell::{self, Wrong, known, plain, ranged, word};
use super::columns::{Columns, IncomeColumns};
use super::doubles::doubles;
use super::fields::{Field, Part, Told};
use super::source::is_rounded;

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
pub(super) struct Drawn {
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
pub(super) fn draw(rows: &[Row], columns: &Columns, words: Words) -> Result<Drawn, Vec<Fault>> {
    let mut drawer = Drawer {
        columns,
        words,
        household: Household::new(),
        lines: Lines { first: rows.first().map_or(0, |row| row.line), ..Lines::default() },
        told: Vec::new(),
        faults: Vec::new(),
    };
    for (field, told) in &columns.always {
        let line = drawer.lines.first;
        let outcome = drawer.tell(*field, 0, &plain(told));
        drawer.note(line, None, outcome);
    }
    for row in rows {
        match &row.cells {
            Ok(cells) => drawer.row(row.line, cells),
            Err(what) => drawer.faults.push(Fault { line: row.line, column: None, what: what.clone() }),
        }
    }
    if columns.person.is_none() {
        let doubles = doubles(&drawer.household.people.items, &drawer.lines.people);
        let fault = |(line, first)| Fault { line, column: None, what: words.screen_same_person(&first) };
        drawer.faults.extend(doubles.into_iter().map(fault));
    }
    drawer.close();
    // A table without columns for ties says what an older file says.
    if super::ties::COLUMNS.iter().all(|field| columns.column(*field).is_none()) {
        drawer.household.doudi = 1;
    }
    drawer.household.restate();
    if drawer.faults.is_empty() {
        Ok(Drawn { household: drawer.household, lines: drawer.lines })
    } else {
        Err(drawer.faults)
    }
}

struct Drawer<'c> {
    columns: &'c Columns,
    words: Words,
    household: Household,
    lines: Lines,
    /// Of each person, which columns of entries were told, if only that there is none.
    told: Vec<Vec<Field>>,
    faults: Vec<Fault>,
}

impl Drawer<'_> {
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
                self.note(line, income.of(part).or(income.of(Part::Each)), Err(wrong));
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
            Field::Area => answer(&mut household.area, word_of(told, &Area::ALL, |one| WORDS.area(one))?),
            Field::Complete(list) => self.complete(list, who, cell::closure(told)?),
            Field::Asset(field) => self.asset(field, told),
            Field::Background(field) => {
                use doudi_facts::question::BackgroundField as Of;
                let background = &mut household.background;
                let slot = match field {
                    Of::FormerPoor => &mut background.former_poor,
                    Of::Relocated => &mut background.relocated,
                    Of::SettledInTown => &mut background.settled_in_town,
                    Of::Land => &mut background.land,
                    Of::RoseByWork => &mut background.rose_by_work,
                };
                answer(slot, known(told, Some(false), cell::yes_no)?)
            }
            Field::Receives => several(&mut household.receives, told, |told| {
                Ok(Received { what: word(told, &Receipt::ALL, |one| WORDS.receipt(one))?, who: None })
            }),
            Field::PersonReceives => {
                let who = household.people.items.get(who).map(|person| person.id.clone());
                // What one person does not receive says nothing of the others.
                if cell::is_none(told) || cell::is_unknown(told) {
                    return Ok(());
                }
                several(&mut household.receives, told, |told| {
                    Ok(Received { what: word(told, &Receipt::ALL, |one| WORDS.receipt(one))?, who: who.clone() })
                })
            }
            Field::Troubles => several(&mut household.troubles, told, |told| {
                Ok(Happened { what: word(told, &Trouble::ALL, |one| WORDS.trouble(one))? })
            }),
            Field::Past(what) => self.past(what, told),
            Field::PaidOut(kind) => self.paid_out(who, kind, told),
            Field::Expense(kind) => self.expense(who, kind, told),
            _ => match household.people.items.get_mut(who) {
                Some(person) => of_person(person, field, told),
                None => Ok(()),
            },
        }
    }

    fn asset(&mut self, field: doudi_facts::question::AssetField, told: &str) -> Result<(), Wrong> {
        use doudi_facts::question::AssetField as Of;
        let assets = &mut self.household.assets;
        let slot = match field {
            Of::Savings => return answer(&mut assets.savings, ranged(told, Some(Yuan::ZERO), cell::amount)?),
            Of::Homes => return answer(&mut assets.homes, ranged(told, Some(0), cell::count)?),
            Of::Vehicle => &mut assets.vehicle,
            Of::Business => &mut assets.business,
            Of::Insurance => &mut assets.insurance,
            Of::GivenAway => &mut assets.given_away,
            Of::BigSpending => &mut assets.big_spending,
        };
        answer(slot, known(told, Some(false), cell::yes_no)?)
    }

    fn past(&mut self, what: PastKind, told: &str) -> Result<(), Wrong> {
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

    fn paid_out(&mut self, who: usize, kind: PaidOutKind, told: &str) -> Result<(), Wrong> {
        self.mark(who, Field::PaidOut(kind));
        if !cell::is_none(told) {
            let amount = ranged(told, None, cell::amount)?;
            self.household.paid_out.items.push(PaidOut { who: self.id(who), kind, amount });
        }
        Ok(())
    }

    fn expense(&mut self, who: usize, kind: ExpenseKind, told: &str) -> Result<(), Wrong> {
        self.mark(who, Field::Expense(kind));
        if !cell::is_none(told) {
            let amount = ranged(told, None, cell::amount)?;
            self.household.expenses.items.push(Expense { who: self.id(who), kind, amount });
        }
        Ok(())
    }

    fn lines_of_entries(&mut self, line: u64) {
        self.lines.paid_out.resize(self.household.paid_out.items.len(), line);
        self.lines.expenses.resize(self.household.expenses.items.len(), line);
    }

    fn card(&mut self, who: usize, kind: &str, grade: &str) -> Result<(), Wrong> {
        use doudi_facts::household::DisabilityKind;
        if kind.is_empty() && grade.is_empty() {
            return Ok(());
        }
        let label = |one| WORDS.disability(one);
        let kind = known(kind, Some(None), |told| word(told, &DisabilityKind::ALL, label).map(Some))?;
        let card = cell::card(kind, ranged(grade, None, cell::grade)?)?;
        match self.household.people.items.get_mut(who) {
            Some(person) => answer(&mut person.disability, card),
            None => Ok(()),
        }
    }

    fn income<'t>(
        &mut self,
        line: u64,
        who: usize,
        columns: &IncomeColumns,
        cell_of: &dyn Fn(Part) -> std::borrow::Cow<'t, str>,
    ) -> Result<(), (Part, Wrong)> {
        let said = |part: Part| self.columns.word(&cell_of(part)).to_owned();
        let each = said(Part::Each);
        let (months, days) = (said(Part::Months), said(Part::Days));
        let others = [said(Part::Costs), said(Part::Base), said(Part::Basis)];
        let nothing = |told: &String| told.is_empty() || cell::is_none(told) || told == "0";
        let bare = [&months, &days].into_iter().chain(&others).all(nothing);
        if cell::is_none(&each) {
            self.mark(who, Field::Income(columns.kind, Part::Each));
            return if bare { Ok(()) } else { Err((Part::Each, Wrong::PartOfNone)) };
        }
        if each.is_empty() && bare {
            return Ok(());
        }
        let at = |part: Part| move |wrong: Wrong| (part, wrong);
        let (per, times) = match (months.is_empty(), days.is_empty()) {
            (false, false) => return Err((Part::Days, Wrong::MonthsAndDays)),
            (false, true) => (Per::Month, ranged(&months, None, cell::count).map_err(at(Part::Months))?),
            (true, false) => (Per::Day, ranged(&days, None, cell::count).map_err(at(Part::Days))?),
            (true, true) => (Per::Window, Known::NotAsked),
        };
        let [costs, base_part, basis] = others;
        let sum = |told: &str, part| ranged(told, Some(Yuan::ZERO), cell::amount).map_err(at(part));
        let income = Income {
            who: self.id(who),
            kind: columns.kind,
            each: ranged(&each, None, cell::amount).map_err(at(Part::Each))?,
            per,
            times,
            costs: sum(&costs, Part::Costs)?,
            base_part: sum(&base_part, Part::Base)?,
            basis: word_of(&basis, &Basis::ALL, |one| WORDS.basis(one)).map_err(at(Part::Basis))?,
        };
        let head = columns.kind.head();
        self.household.incomes.of_mut(head).items.push(income);
        self.lines.incomes[nth(head)].push(line);
        self.mark(who, Field::Income(columns.kind, Part::Each));
        Ok(())
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

    fn complete(&mut self, list: Told, who: usize, told: Closure) -> Result<(), Wrong> {
        let household = &mut self.household;
        match list {
            Told::People => close(&mut household.people.complete, told),
            Told::Incomes => {
                Head::ALL.into_iter().try_for_each(|head| close(&mut household.incomes.of_mut(head).complete, told))
            }
            Told::Head(head) => close(&mut household.incomes.of_mut(head).complete, told),
            Told::PaidOut => close(&mut household.paid_out.complete, told),
            Told::Expenses => close(&mut household.expenses.complete, told),
            Told::Receives => close(&mut household.receives.complete, told),
            Told::Troubles => close(&mut household.troubles.complete, told),
            Told::Past => close(&mut household.past.complete, told),
            Told::Supporters => match household.people.items.get_mut(who) {
                Some(person) => close(&mut person.supporters.complete, told),
                None => Ok(()),
            },
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
            let all: Vec<Field> = kinds.map(|kind| Field::Income(kind, Part::Each)).collect();
            finish(&mut self.household.incomes.of_mut(head).complete, everybody(&all));
        }
        finish(&mut self.household.paid_out.complete, everybody(&PaidOutKind::ALL.map(Field::PaidOut)));
        finish(&mut self.household.expenses.complete, everybody(&ExpenseKind::ALL.map(Field::Expense)));
        let past = told.first().is_some_and(|of| PastKind::ALL.iter().all(|kind| of.contains(&Field::Past(*kind))));
        finish(&mut self.household.past.complete, past);
    }
}

impl Drawn {
    /// Where in the table a problem stands that is named by its path in the household file.
    pub(super) fn locate(&self, problem: &str, columns: &Columns) -> (u64, Option<usize>) {
        let lines = &self.lines;
        let all = super::fields::all();
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
            "costs" => Part::Costs,
            "base-part" => Part::Base,
            "basis" => Part::Basis,
            "times" => Part::Months,
            _ => Part::Each,
        };
        if let Some(head) = Head::ALL.into_iter().find(|head| list == format!("incomes.{head}")) {
            let kind = at.and_then(|at| self.household.incomes.of(head).items.get(at)).map(|income| income.kind);
            let part = |kind| match part {
                Part::Months if columns.column(Field::Income(kind, Part::Months)).is_none() => Part::Days,
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

fn nth(head: Head) -> usize {
    match head {
        Head::Wages => 0,
        Head::Business => 1,
        Head::Property => 2,
        Head::Transfers => 3,
    }
}

fn of_person(person: &mut Person, field: Field, told: &str) -> Result<(), Wrong> {
    let yes_no = |slot: &mut Known<bool>| answer(slot, known(told, Some(false), cell::yes_no)?);
    match field {
        Field::SelfCare(field) => {
            use doudi_facts::question::SelfCareField as Of;
            let care = &mut person.self_care;
            yes_no(match field {
                Of::Eat => &mut care.eat,
                Of::Dress => &mut care.dress,
                Of::Bed => &mut care.bed,
                Of::Toilet => &mut care.toilet,
                Of::Walk => &mut care.walk,
                Of::Wash => &mut care.wash,
            })
        }
        Field::LivesTogether => yes_no(&mut person.lives_together),
        Field::Tie(field) => super::ties::tell(person, field, told),
        Field::Supporters => several(&mut person.supporters, told, supporter),
        Field::Of(field) => match field {
            PersonField::Relation => {
                // 户主 is what tables call whom the pages call the applicant.
                let told = if told == "户主" { "self" } else { told };
                answer(&mut person.relation, word_of(told, &Relation::ALL, |one| WORDS.relation(one))?)
            }
            PersonField::Birth => answer(&mut person.birth, cell::day(told)?),
            PersonField::Lives => answer(&mut person.lives, word_of(told, &Lives::ALL, |one| WORDS.lives(one))?),
            PersonField::SharesPurse => yes_no(&mut person.shares_purse),
            PersonField::Married => yes_no(&mut person.married),
            PersonField::Dependent => yes_no(&mut person.dependent),
            PersonField::SevereIllness => yes_no(&mut person.severe_illness),
            PersonField::Study => {
                answer(&mut person.study, known(told, Some(Study::None), |t| word(t, &Study::ALL, |o| WORDS.study(o)))?)
            }
            PersonField::Away => {
                answer(&mut person.away, known(told, Some(Away::No), |t| word(t, &Away::ALL, |o| WORDS.away(o)))?)
            }
            PersonField::Work => {
                answer(&mut person.work, known(told, Some(Work::None), |t| word(t, &Work::ALL, |o| WORDS.work(o)))?)
            }
            PersonField::Labour => {
                let one = |told: &str| word(told, &Labour::ALL, |one| WORDS.labour(one));
                answer(&mut person.labour, known(told, Some(Labour::None), one)?)
            }
            PersonField::Mother => answer(&mut person.mother, parent(told)?),
            PersonField::Father => answer(&mut person.father, parent(told)?),
            // Read with its grade.
            PersonField::Disability => Ok(()),
        },
        // Everything else is no answer of a person and was told before.
        _ => Ok(()),
    }
}

fn parent(told: &str) -> Result<Known<ParentState>, Wrong> {
    word_of(told, &ParentState::ALL, |one| WORDS.parent(one))
}

/// `子女:有能力`, `child:over-70`; without a state it was not asked.
fn supporter(told: &str) -> Result<Supporter, Wrong> {
    let (relation, state) = told.split_once(':').unwrap_or((told, ""));
    let relation = word(relation.trim(), &Relation::ALL, |one| WORDS.relation(one)).map_err(|_| Wrong::Supporter)?;
    let state = word_of(state.trim(), &SupporterState::ALL, |one| WORDS.supporter(one))?;
    Ok(Supporter { relation, state })
}

fn word_of<T>(told: &str, all: &[T], label: impl Fn(T) -> &'static str) -> Result<Known<T>, Wrong>
where
    T: Copy + for<'de> serde::Deserialize<'de>,
{
    known(told, None, |told| word(told, all, &label))
}

/// Puts an answer in its place. Rows that say the same agree; one that says otherwise does not.
fn answer<T: PartialEq>(slot: &mut Known<T>, told: Known<T>) -> Result<(), Wrong> {
    if slot.is_not_asked() {
        *slot = told;
        return Ok(());
    }
    if told.is_not_asked() || *slot == told { Ok(()) } else { Err(Wrong::Differs) }
}

pub(super) fn close(slot: &mut Closure, told: Closure) -> Result<(), Wrong> {
    if slot.is_not_asked() {
        *slot = told;
        return Ok(());
    }
    if told.is_not_asked() || *slot == told { Ok(()) } else { Err(Wrong::Differs) }
}

/// A list in one cell: words, none, or nobody knows.
pub(super) fn several<T: PartialEq>(
    list: &mut List<T>,
    told: &str,
    one: impl Fn(&str) -> Result<T, Wrong>,
) -> Result<(), Wrong> {
    if cell::is_none(told) {
        return close(&mut list.complete, Closure::Yes);
    }
    if cell::is_unknown(told) {
        return close(&mut list.complete, Closure::Unknown);
    }
    for part in told.split([';', '\n', '/']).map(str::trim).filter(|part| !part.is_empty()) {
        let item = one(part)?;
        if !list.items.contains(&item) {
            list.items.push(item);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use doudi_facts::known::Known::{Between, Is, NotAsked, OneOf, Unknown};

    use super::*;
    use crate::screen::columns::Mapping;
    use crate::screen::source::{Raw, Table};

    /// What the rows of the first household tell, or what is wrong with them.
    fn drawn(table: &str, mapping: &str) -> Result<Household, Vec<(u64, String)>> {
        let mapping: Mapping = toml::from_str(mapping).unwrap();
        let (mut rows, columns) = Table::open(table.as_bytes(), &mapping, Words::ZH).ok().unwrap();
        let Some(Ok(Raw::Rows(_, rows))) = rows.next() else { panic!("no rows") };
        match draw(&rows, &columns, Words::ZH) {
            Ok(drawn) => Ok(drawn.household),
            Err(faults) => Err(faults
                .into_iter()
                .map(|fault| (fault.line, fault.column.map_or("", |at| columns.heading(at)).to_owned()))
                .collect()),
        }
    }

    fn yuan(text: &str) -> Yuan {
        text.parse().unwrap()
    }

    #[test]
    fn none_not_asked_unknown_a_range_and_zero_stay_five_things() {
        let wages = |cell: &str| {
            let table = format!("户编号,与申请人关系,上班工资\nA,本人,{cell}\n");
            let wages = drawn(&table, "").unwrap().incomes.wages.items;
            wages.into_iter().map(|income| income.each).collect::<Vec<_>>()
        };
        assert_eq!(wages("0"), [Is(Yuan::ZERO)]);
        assert_eq!(wages("不清楚"), [Unknown]);
        assert_eq!(wages("100-200"), [Between { from: Some(yuan("100")), to: Some(yuan("200")) }]);
        assert_eq!(wages("无"), []);
        assert_eq!(wages(""), []);
        // None of any kind closes the list; a kind nobody asked about does not.
        let closure = |cells: &str| {
            let table = format!("户编号,上班工资,打零工,公益岗位\nA,{cells}\n");
            drawn(&table, "").unwrap().incomes.wages.complete
        };
        assert_eq!(closure("无,无,无"), Closure::Yes);
        assert_eq!(closure("0,无,不清楚"), Closure::Yes);
        assert_eq!(closure("无,,无"), Closure::NotAsked);
        let savings = |cell: &str| drawn(&format!("户编号,存款\nA,{cell}\n"), "").unwrap().assets.savings;
        assert_eq!(savings(""), NotAsked);
        assert_eq!(savings("不清楚"), Unknown);
        assert_eq!(savings("无"), Is(Yuan::ZERO));
        assert_eq!(savings("800或1000"), OneOf(vec![yuan("800"), yuan("1000")]));
    }

    #[test]
    fn rows_of_a_person_add_entries_and_rows_of_a_household_people() {
        let table = "户编号,人员编号,与申请人关系,打零工,打零工天数,打零工成本,残疾类别,残疾等级\n\
                     A,甲,户主,\"1,200.50\",不清楚,不清楚,肢体,二级\nA,甲,,80-120,60,0,,\nA,乙,配偶,,,,无,\n";
        let household = drawn(table, "").unwrap();
        let people: Vec<&str> = household.people.items.iter().map(|person| person.id.as_str()).collect();
        assert_eq!(people, ["甲", "乙"]);
        let wages = &household.incomes.wages.items;
        assert_eq!(wages.len(), 2);
        assert_eq!((&wages[0].each, wages[0].per, &wages[0].times), (&Is(yuan("1200.5")), Per::Day, &Unknown));
        assert_eq!((&wages[1].times, &wages[1].costs), (&Is(60), &Is(Yuan::ZERO)));
        let kind = doudi_facts::household::DisabilityKind::Limbs;
        let card = doudi_facts::household::Disability::Card { kind, grade: 2 };
        assert_eq!(household.people.items[0].disability, Is(card));
        assert_eq!(household.people.items[1].disability, Is(doudi_facts::household::Disability::None));
    }

    #[test]
    fn other_headings_and_words_are_read_by_a_mapping() {
        let table = "家庭,关系,年收入,备注\n7,妻子,500,x\n";
        let mapping = "ignore = ['备注']\n[columns]\n'家庭' = 'household'\n'关系' = 'person.relation'\n\
                       '年收入' = '种植'\n[words]\n'妻子' = 'spouse'\n[always]\narea = '农村'\non = '2025/3/1'\n";
        let household = drawn(table, mapping).unwrap();
        assert_eq!(household.people.items[0].relation, Is(Relation::Spouse));
        assert_eq!(household.incomes.business.items[0].each, Is(yuan("500")));
        assert_eq!(household.area, Is(Area::Rural));
        assert_eq!(household.on.map(|day| day.to_string()), Some("2025-03-01".to_owned()));
    }

    #[test]
    fn lists_in_a_cell_are_words_or_none_or_open() {
        let troubles = |cell: &str| drawn(&format!("户编号,遇到的困难\nA,{cell}\n"), "").unwrap().troubles;
        assert_eq!(troubles("无"), List::none());
        assert_eq!(troubles(""), List::default());
        assert_eq!(troubles("不清楚"), List { items: vec![], complete: Closure::Unknown });
        let two = [Trouble::Accident, Trouble::JobLoss].map(|what| Happened { what }).to_vec();
        assert_eq!(troubles("意外事故；没了工作"), List { items: two, complete: Closure::NotAsked });
        let table = "户编号,法定义务人,法定义务人齐全\nA,子女:有能力；child,是\n";
        let supporters = &drawn(table, "").unwrap().people.items[0].supporters;
        let states: Vec<_> = supporters.items.iter().map(|one| one.state.clone()).collect();
        assert_eq!((states, supporters.is_complete()), (vec![Is(SupporterState::Able), NotAsked], true));
    }

    #[test]
    fn what_cannot_be_used_is_named_by_line_and_heading() {
        let at = |line: u64, heading: &str| (line, heading.to_owned());
        let table = "户编号,出生日期,打零工,打零工月数,打零工天数\nA,2025/2/30,,,\nA,,3万,,\nA,,100,1,2\nA,,无,3,\n";
        let found = drawn(table, "").unwrap_err();
        assert_eq!(found, [at(2, "出生日期"), at(3, "打零工"), at(4, "打零工天数"), at(5, "打零工")]);
        let differs = "户编号,城乡,存款\nA,农村,5\nA,城市,5\n";
        assert_eq!(drawn(differs, "").unwrap_err(), [at(3, "城乡")]);
        let unsaid = "户编号,存款\nA,5\n,6\n";
        assert_eq!(drawn(unsaid, "").unwrap_err(), [at(3, "")]);
    }
}
