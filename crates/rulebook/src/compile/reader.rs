//! Reading one table of TOML, with the place of everything that is wrong in it.

use std::cell::RefCell;

use doudi_engine::rules::Text;
use doudi_facts::day::Day;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, StrDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Flaws, Source};

/// A place in a file of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) file: String,
    pub(crate) line: usize,
}

impl Spot {
    pub(crate) fn of(source: &Source, offset: usize) -> Self {
        let before = source.text.get(..offset).unwrap_or(&source.text);
        Self { file: source.name.clone(), line: before.matches('\n').count() + 1 }
    }
}

/// A table being read: what it is called in errors, and which of its keys were taken.
pub(crate) struct Reader<'s> {
    pub(crate) source: &'s Source,
    pub(crate) spot: Spot,
    pub(crate) called: String,
    table: &'s DeTable<'s>,
    taken: RefCell<Vec<&'static str>>,
}

impl<'s> Reader<'s> {
    pub(crate) fn new(source: &'s Source, offset: usize, called: impl Into<String>, table: &'s DeTable<'s>) -> Self {
        let spot = Spot::of(source, offset);
        Self { source, spot, called: called.into(), table, taken: RefCell::default() }
    }

    /// The value of a key, if it is there.
    pub(crate) fn value(&self, key: &'static str) -> Option<&'s Spanned<DeValue<'s>>> {
        let mut taken = self.taken.borrow_mut();
        if !taken.contains(&key) {
            taken.push(key);
        }
        self.table.get(key)
    }

    /// Whether the table has a key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The keys of the table, as they are written.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(|key| key.get_ref().as_ref())
    }

    pub(crate) fn spot_of(&self, value: &Spanned<DeValue<'_>>) -> Spot {
        Spot::of(self.source, value.span().start)
    }

    /// Where a key's value stands; the table itself when the key is left out.
    pub(crate) fn spot_at(&self, key: &str) -> Spot {
        self.table.get(key).map_or_else(|| self.spot.clone(), |value| self.spot_of(value))
    }

    fn missing(&self, key: &str, mend: &str, flaws: &mut Flaws) {
        flaws.add(&self.spot, format!("{} has no `{key}`; {mend}", self.called));
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, mend: &str, flaws: &mut Flaws) {
        flaws.add(&self.spot_of(value), format!("{}: `{key}` {mend}", self.called));
    }

    /// A text that may be left out.
    pub(crate) fn text(&self, key: &'static str, flaws: &mut Flaws) -> Option<&'s str> {
        let value = self.value(key)?;
        let text = value.get_ref().as_str();
        if text.is_none_or(|text| text.trim().is_empty()) {
            self.wrong(key, value, "must be a text in quotes, and not an empty one", flaws);
            return None;
        }
        text
    }

    /// A text that must be there.
    pub(crate) fn need_text(&self, key: &'static str, mend: &str, flaws: &mut Flaws) -> Option<&'s str> {
        if !self.has(key) {
            self.missing(key, mend, flaws);
        }
        self.text(key, flaws)
    }

    /// A text in both languages.
    pub(crate) fn both(&self, key: &'static str, flaws: &mut Flaws) -> Option<Text> {
        let Some(inner) = self.table(key, flaws) else {
            if !self.has(key) {
                self.missing(key, "write { zh = \"…\", en = \"…\" }", flaws);
            }
            return None;
        };
        let zh = inner.need_text("zh", "the Chinese text comes first", flaws)?;
        let en = inner.need_text("en", "give the English text too", flaws)?;
        inner.done(flaws);
        Some(Text { zh: zh.to_owned(), en: en.to_owned() })
    }

    /// A table inside this one.
    pub(crate) fn table(&self, key: &'static str, flaws: &mut Flaws) -> Option<Reader<'s>> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, "must be a table: { … }", flaws);
            return None;
        };
        Some(Reader::new(self.source, value.span().start, format!("{}: `{key}`", self.called), table))
    }

    /// A list of values; empty when it is left out. A list that is there lists something.
    pub(crate) fn list(&self, key: &'static str, flaws: &mut Flaws) -> Vec<&'s Spanned<DeValue<'s>>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, value, "must be a list: [ … ]", flaws);
            return Vec::new();
        };
        if list.is_empty() {
            self.wrong(key, value, "lists nothing; name at least one, or leave it out", flaws);
        }
        list.iter().collect()
    }

    /// A list of tables, each with its reader; `called` is what one of them is called.
    pub(crate) fn tables(&self, key: &'static str, called: &str, flaws: &mut Flaws) -> Vec<Reader<'s>> {
        let mut tables = Vec::new();
        for value in self.list(key, flaws) {
            let Some(table) = value.get_ref().as_table() else {
                self.wrong(key, value, "must be a list of tables: [{ … }, { … }]", flaws);
                continue;
            };
            let id = table.get("id").and_then(|id| id.get_ref().as_str()).map(|id| format!(" \"{id}\""));
            let called = if called.is_empty() {
                self.called.clone()
            } else {
                format!("{}: {called}{}", self.called, id.unwrap_or_default())
            };
            tables.push(Reader::new(self.source, value.span().start, called, table));
        }
        tables
    }

    /// A list of texts with their places.
    pub(crate) fn texts(&self, key: &'static str, flaws: &mut Flaws) -> Vec<(Spot, &'s str)> {
        let mut texts = Vec::new();
        for value in self.list(key, flaws) {
            match value.get_ref().as_str() {
                Some(text) => texts.push((self.spot_of(value), text)),
                None => self.wrong(key, value, "must be a list of texts", flaws),
            }
        }
        texts
    }

    /// A list of whole numbers from 0 to 255 with their places.
    pub(crate) fn numbers(&self, key: &'static str, flaws: &mut Flaws) -> Vec<(Spot, u8)> {
        let mut numbers = Vec::new();
        for value in self.list(key, flaws) {
            match value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok()) {
                Some(number) => numbers.push((self.spot_of(value), number)),
                None => self.wrong(key, value, "must be a list of whole numbers from 0 to 255", flaws),
            }
        }
        numbers
    }

    /// A word of a closed list, as the vocabulary spells it.
    pub(crate) fn word<T: for<'d> Deserialize<'d>>(&self, key: &'static str, flaws: &mut Flaws) -> Option<T> {
        let text = self.text(key, flaws)?;
        self.closed(key, &self.spot_at(key), text, flaws)
    }

    /// A word of a closed list that must be there.
    pub(crate) fn need_word<T: for<'d> Deserialize<'d>>(
        &self,
        key: &'static str,
        mend: &str,
        flaws: &mut Flaws,
    ) -> Option<T> {
        if !self.has(key) {
            self.missing(key, mend, flaws);
        }
        self.word(key, flaws)
    }

    /// Words of a closed list.
    pub(crate) fn words<T: for<'d> Deserialize<'d>>(&self, key: &'static str, flaws: &mut Flaws) -> Vec<T> {
        let texts = self.texts(key, flaws);
        texts.into_iter().filter_map(|(spot, text)| self.closed(key, &spot, text, flaws)).collect()
    }

    fn closed<T: for<'d> Deserialize<'d>>(&self, key: &str, at: &Spot, text: &str, flaws: &mut Flaws) -> Option<T> {
        T::deserialize(StrDeserializer::<ValueError>::new(text))
            .map_err(|error| {
                let options = error.to_string();
                let options = options.split_once("expected ").map_or("", |(_, rest)| rest);
                flaws.add(at, format!("{}: `{key}` does not know `{text}`; expected {options}", self.called));
            })
            .ok()
    }

    /// A day, written without quotes.
    pub(crate) fn day(&self, key: &'static str, flaws: &mut Flaws) -> Option<Day> {
        let value = self.value(key)?;
        let day = value.get_ref().as_datetime().and_then(|day| day.to_string().parse().ok());
        if day.is_none() {
            self.wrong(key, value, "must be a day without quotes, such as 2025-07-01", flaws);
        }
        day
    }

    /// A day that must be there.
    pub(crate) fn need_day(&self, key: &'static str, mend: &str, flaws: &mut Flaws) -> Option<Day> {
        if !self.has(key) {
            self.missing(key, mend, flaws);
        }
        self.day(key, flaws)
    }

    /// A whole number from 0 to 255.
    pub(crate) fn number(&self, key: &'static str, flaws: &mut Flaws) -> Option<u8> {
        let value = self.value(key)?;
        let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
        if number.is_none() {
            self.wrong(key, value, "must be a whole number from 0 to 255", flaws);
        }
        number
    }

    /// Yes or no; no when it is left out.
    pub(crate) fn yes(&self, key: &'static str, flaws: &mut Flaws) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(key, value, "must be true or false", flaws);
            false
        })
    }

    /// Every key was taken, or it is one nobody knows.
    pub(crate) fn done(&self, flaws: &mut Flaws) {
        let taken = self.taken.borrow();
        for (key, _) in self.table {
            if !taken.contains(&key.get_ref().as_ref()) {
                let spot = Spot::of(self.source, key.span().start);
                let known = taken.join("`, `");
                flaws.add(&spot, format!("{} does not know `{}`; it knows `{known}`", self.called, key.get_ref()));
            }
        }
    }
}
