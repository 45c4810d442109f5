//! The columns of a table (表头): which field each holds, by the usual headings or by a mapping file.

use std::collections::BTreeMap;

use doudi_facts::household::IncomeKind;
use doudi_words::Words;
use doudi_words::outside::quoted;
use serde::Deserialize;

use super::cell::plain;
use super::fields::{self, Field, Heading, IncomePart};
use crate::Unusable;

/// A mapping file (`--map`): how another table's headings and words are to be read.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mapping {
    /// Heading in the table = name of the field.
    #[serde(default)]
    columns: BTreeMap<String, String>,
    /// Headings to pass over.
    #[serde(default)]
    ignore: Vec<String>,
    /// A word in the table = what it stands for.
    #[serde(default)]
    words: BTreeMap<String, String>,
    /// Field = what every household of the table says.
    #[serde(default)]
    always: BTreeMap<String, String>,
}

/// Which cell holds what.
#[derive(Debug)]
pub(super) struct Columns {
    headings: Vec<String>,
    /// The household's column.
    pub(super) household: usize,
    /// The person's column; without one each row is another person.
    pub(super) person: Option<usize>,
    /// Fields that stand for themselves.
    pub(super) single: Vec<(Field, usize)>,
    /// The kind and the grade of a disability card.
    pub(super) card: [Option<usize>; 2],
    /// Kinds of income, each with its parts.
    pub(super) incomes: Vec<IncomeColumns>,
    /// What every household says, as if it stood on its first row.
    pub(super) always: Vec<(Field, String)>,
    words: BTreeMap<String, String>,
}

/// The columns of one kind of income.
#[derive(Debug)]
pub(super) struct IncomeColumns {
    pub(super) kind: IncomeKind,
    parts: Vec<(IncomePart, usize)>,
}

impl IncomeColumns {
    /// The column of a part.
    pub(super) fn of(&self, part: IncomePart) -> Option<usize> {
        self.parts.iter().find(|(of, _)| *of == part).map(|(_, at)| *at)
    }
}

impl Columns {
    /// Finds what each heading stands for.
    ///
    /// # Errors
    /// Every heading that stands for nothing, stands twice or is missing, told.
    pub(super) fn find(headings: &[&str], mapping: &Mapping, words: Words) -> Result<Self, Unusable> {
        let known = fields::all();
        let mut problems = mapping.problems(&known, words);
        let headings: Vec<String> = headings.iter().map(|heading| plain(heading).into_owned()).collect();
        let mut columns = Self {
            headings: headings.clone(),
            household: 0,
            person: None,
            single: Vec::new(),
            card: [None, None],
            incomes: Vec::new(),
            always: Vec::new(),
            words: mapping.words.iter().map(|(from, to)| (plain(from).into_owned(), to.clone())).collect(),
        };
        let mut held: Vec<Field> = Vec::new();
        let mut has_household = false;
        for (at, heading) in headings.iter().enumerate() {
            let same = |other: &String| plain(other) == *heading;
            if heading.is_empty() || mapping.ignore.iter().any(same) {
                continue;
            }
            let mapped = mapping.columns.iter().find(|(from, _)| same(from)).map(|(_, name)| name);
            let found = known.iter().find(|one| mapped.map_or(one.is_called(heading), |name| one.is_called(name)));
            let Some(one) = found else {
                problems.push(words.screen_heading_unknown(&quoted(heading)));
                continue;
            };
            if held.contains(&one.field) {
                problems.push(words.screen_heading_twice(&quoted(heading), &one.name));
                continue;
            }
            held.push(one.field);
            has_household |= one.field == Field::Household;
            columns.hold(one.field, at);
        }
        let missing = mapping.columns.keys().filter(|from| !headings.iter().any(|heading| plain(from) == **heading));
        problems.extend(missing.map(|from| words.screen_heading_gone(&quoted(from))));
        if !has_household {
            problems.push(words.screen_heading_household().to_owned());
        }
        for (name, told) in &mapping.always {
            let of = known.iter().find(|one| one.is_called(name) && one.field.is_of_household());
            columns.always.extend(of.map(|one| (one.field, told.clone())));
        }
        if problems.is_empty() { Ok(columns) } else { Err(Unusable(problems)) }
    }

    fn hold(&mut self, field: Field, at: usize) {
        match field {
            Field::Household => self.household = at,
            Field::Person => self.person = Some(at),
            Field::CARD => self.card[0] = Some(at),
            Field::Grade => self.card[1] = Some(at),
            Field::Income(kind, part) => match self.incomes.iter_mut().find(|one| one.kind == kind) {
                Some(one) => one.parts.push((part, at)),
                None => self.incomes.push(IncomeColumns { kind, parts: vec![(part, at)] }),
            },
            field => self.single.push((field, at)),
        }
    }

    /// How many cells a row has.
    pub(super) fn count(&self) -> usize {
        self.headings.len()
    }

    /// The columns without a heading, of which no cell can say anything.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = usize> {
        self.headings.iter().enumerate().filter(|(_, heading)| heading.is_empty()).map(|(at, _)| at)
    }

    /// The heading of a column.
    pub(super) fn heading(&self, at: usize) -> &str {
        self.headings.get(at).map_or("", String::as_str)
    }

    /// Another word of the table for one that is known, where the mapping says so.
    pub(super) fn word<'c>(&'c self, cell: &'c str) -> &'c str {
        self.words.get(cell).map_or(cell, String::as_str)
    }

    /// The column that holds a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        match field {
            Field::Person => self.person,
            Field::CARD => self.card[0].or(self.card[1]),
            Field::Income(kind, part) => {
                let of = self.incomes.iter().find(|one| one.kind == kind)?;
                of.of(part).or_else(|| of.of(IncomePart::Each))
            }
            field => self.single.iter().find(|(of, _)| *of == field).map(|(_, at)| *at),
        }
    }
}

impl Mapping {
    /// What of the file itself cannot be.
    fn problems(&self, known: &[Heading], words: Words) -> Vec<String> {
        let is_field = |name: &String| known.iter().any(|one| one.is_called(name));
        let is_common = |name: &String| known.iter().any(|one| one.is_called(name) && one.field.is_of_household());
        let columns = self.columns.values().filter(|name| !is_field(name));
        let always = self.always.keys().filter(|name| !is_common(name));
        let columns = columns.map(|name| words.screen_map_field(&quoted(name)));
        columns.chain(always.map(|name| words.screen_map_always(&quoted(name)))).collect()
    }
}

impl Heading {
    fn is_called(&self, heading: &str) -> bool {
        self.name == heading || plain(&self.usual) == plain(heading)
    }
}
