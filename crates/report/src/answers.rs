//! Everything the family told, answer by answer, so that none, not told, not known, a range and zero stay five things
//! on paper too.

use doudi_facts::household::{Head, Kin, Per, Person, Received};
use doudi_facts::known::{Closure, List};
use doudi_facts::question::{
    AssetField, BackgroundField, IncomeField, PersonField, QuestionId, SelfCareField, TieField,
};

use crate::ReportInput;
use crate::block::{Block, ColumnLayout, Row, Table};

impl ReportInput<'_> {
    /// A table for each subject; every field of the household is in one.
    pub(crate) fn answers(&self) -> Vec<Block> {
        let words = self.words;
        let household = self.household;
        let area = words.answer(household, QuestionId::Area).unwrap_or_default();
        let mut blocks = vec![self.table(
            words.answers_place(),
            vec![
                row(words.print_place(), self.place_name()),
                row(words.print_day(), self.on.to_string()),
                row(words.ask_area(), area),
            ],
        )];
        for (who, person) in household.people.items.iter().enumerate() {
            blocks.push(self.table(&words.person(household, who), self.person(who, person)));
        }
        blocks.push(self.table(words.answers_people(), vec![self.closing(&household.people)]));
        blocks.extend(Head::ALL.map(|head| self.table(words.head(head), self.head(head))));
        let whose = |who: &str, what: &str| format!("{} · {what}", words.person_by_id(household, who));
        let paid = household.paid_out.items.iter().enumerate();
        let paid =
            paid.map(|(at, paid)| row(&whose(&paid.who, words.paid_out(paid.kind)), self.sum(QuestionId::PaidOut(at))));
        blocks.push(self.list(words.answers_paid(), paid.collect(), &household.paid_out));
        let spent = household.expenses.items.iter().enumerate();
        let spent = spent
            .map(|(at, spent)| row(&whose(&spent.who, words.expense(spent.kind)), self.sum(QuestionId::Expense(at))));
        blocks.push(self.list(words.answers_spending(), spent.collect(), &household.expenses));
        let assets = self.rows(&AssetField::ALL, QuestionId::Asset, |field| words.asset_field(field));
        blocks.push(self.table(words.answers_assets(), assets));
        let background =
            self.rows(&BackgroundField::ALL, QuestionId::Background, |field| words.background_field(field));
        blocks.push(self.table(words.answers_background(), background));
        let whose_help = |received: &Received| match &received.who {
            Some(who) => whose(who, words.receipt(received.what)),
            None => words.receipt(received.what).to_owned(),
        };
        let receives_rows =
            household.receives.items.iter().map(|received| row(&whose_help(received), words.app_yes().to_owned()));
        blocks.push(self.list(words.answers_receives(), receives_rows.collect(), &household.receives));
        let happened =
            household.troubles.items.iter().map(|trouble| row(words.trouble(trouble.what), words.app_yes().to_owned()));
        blocks.push(self.list(words.answers_troubles(), happened.collect(), &household.troubles));
        let earlier = household
            .past
            .items
            .iter()
            .map(|past| row(words.past(past.what), words.known(&past.when, ToString::to_string)));
        blocks.push(self.list(words.answers_past(), earlier.collect(), &household.past));
        blocks
    }

    fn table(&self, title: &str, rows: Vec<Row>) -> Block {
        Block::Table(Table {
            look: ColumnLayout::Answers,
            unit: String::new(),
            head: vec![title.to_owned(), self.words.print_told().to_owned()],
            rows,
            sums: Vec::new(),
        })
    }

    /// A list with whether it was told to the end.
    fn list<T>(&self, title: &str, mut rows: Vec<Row>, list: &List<T>) -> Block {
        rows.push(self.closing(list));
        self.table(title, rows)
    }

    /// A row for each question about one thing, with its answer.
    fn rows<T: Copy>(
        &self,
        all: &[T],
        question: impl Fn(T) -> QuestionId,
        name: impl Fn(T) -> &'static str,
    ) -> Vec<Row> {
        let row_of = |field: T| Some(row(name(field), self.words.answer(self.household, question(field))?));
        all.iter().filter_map(|field| row_of(*field)).collect()
    }

    fn person(&self, who: usize, person: &Person) -> Vec<Row> {
        let words = self.words;
        let fields =
            self.rows(&PersonField::ALL, |field| QuestionId::Person(who, field), |field| words.person_field(field));
        let acts =
            self.rows(&SelfCareField::ALL, |act| QuestionId::SelfCare(who, act), |act| words.self_care_field(act));
        let is_asked = |row: &Row| row.cells != [words.list_not_asked()];
        let (mut rows, not_asked): (Vec<Row>, Vec<Row>) = fields.into_iter().chain(acts).partition(is_asked);
        for (field, list) in TieField::ALL.into_iter().filter_map(|field| Some((field, field.ids(person)?))) {
            if !list.is_untouched() {
                let mut named: Vec<String> =
                    list.items.iter().map(|id| words.person_by_id(self.household, id)).collect();
                if named.is_empty() || !list.is_complete() {
                    named.push(self.closed(list).to_owned());
                }
                rows.push(row(words.tie_field(field), named.join(words.pick("；", "; "))));
            }
        }
        for Kin { who, is } in &person.kin.items {
            let name = words.tie_field(TieField::Kin);
            rows.push(row(name, format!("{} · {}", words.person_by_id(self.household, who), words.kin(*is))));
        }
        for (at, supporter) in person.supporters.items.iter().enumerate() {
            let state = words.answer(self.household, QuestionId::Supporter(who, at)).unwrap_or_default();
            rows.push(row(&words.ask_supporter(&words.relation(supporter.relation)), state));
        }
        if let Some(care) = words.care_of(self.household, who) {
            rows.push(row(words.test_care(), care.to_owned()));
        }
        if !person.supporters.is_untouched() {
            rows.push(row(words.ask_supporters_complete(), self.closed(&person.supporters).to_owned()));
        }
        if !not_asked.is_empty() {
            let fields: Vec<&str> = not_asked.iter().map(|row| row.name.as_str()).collect();
            rows.push(row(words.print_not_asked(), fields.join(words.pick("；", "; "))));
        }
        rows
    }

    /// The rows of one head of income, and whether they are all.
    fn head(&self, head: Head) -> Vec<Row> {
        let list = self.household.incomes.of(head);
        let mut rows: Vec<Row> = (0..list.items.len()).filter_map(|at| self.income(head, at)).collect();
        rows.push(self.closing(list));
        rows
    }

    fn income(&self, head: Head, at: usize) -> Option<Row> {
        let words = self.words;
        let income = self.household.incomes.of(head).items.get(at)?;
        let told = IncomeField::ALL.into_iter().filter_map(|field| {
            let question = QuestionId::Income(head, at, field);
            let is_amount = field == IncomeField::Each;
            let name = match income.per {
                Per::Month if is_amount => words.income_per_month(),
                Per::Day if is_amount => words.income_per_day(),
                Per::Window if is_amount => words.income_per_window(),
                Per::Month | Per::Day | Per::Window => words.income_field(field),
            };
            let is_told = question.suits(self.household) || !self.household.answer(question)?.is_not_asked();
            is_told.then(|| Some(format!("{name}：{}", words.answer(self.household, question)?)))?
        });
        let told: Vec<String> = told.collect();
        let name = format!("{} · {}", words.person_by_id(self.household, &income.who), words.kind(income.kind));
        Some(row(&name, told.join(words.pick("；", "; "))))
    }

    fn sum(&self, question: QuestionId) -> String {
        self.words.answer(self.household, question).unwrap_or_default()
    }

    /// Whether a list was told to the end.
    fn closing<T>(&self, list: &List<T>) -> Row {
        row(self.words.print_complete(), self.closed(list).to_owned())
    }

    fn closed<T>(&self, list: &List<T>) -> &'static str {
        let words = self.words;
        match list.complete {
            Closure::NotAsked => words.list_not_asked(),
            Closure::Unknown => words.app_more_unknown(),
            Closure::Yes if list.items.is_empty() => words.app_have_not(),
            Closure::Yes => words.app_that_is_all(),
        }
    }
}

fn row(name: &str, told: String) -> Row {
    Row { name: name.to_owned(), notes: Vec::new(), cells: vec![told] }
}
