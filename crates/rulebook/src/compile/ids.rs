//! Ids (编号): where everything that rules name lies, and the documents they cite.

use std::collections::BTreeMap;

use doudi_engine::rules::{Cite, Confidence, Document, Text};

use super::Flaws;
use super::layers::Item;
use super::reader::{Reader, Spot};

/// Where every id of a book lies in its list.
pub(crate) struct Ids<'i, 's> {
    documents: Vec<&'i Item<'s>>,
    /// Table and id to place in that table's list.
    places: BTreeMap<(&'static str, &'s str), usize>,
    /// Reading and option to the option's place.
    pub(super) options: BTreeMap<(&'s str, &'s str), usize>,
}

impl<'i, 's> Ids<'i, 's> {
    pub(crate) fn new(items: &'i [Item<'s>], chosen: &[&'i Item<'s>], flaws: &mut Flaws) -> Self {
        let documents: Vec<&Item<'_>> = items.iter().filter(|item| item.table() == "document").collect();
        let mut ids = Self { documents, places: BTreeMap::new(), options: BTreeMap::new() };
        for (at, document) in ids.documents.iter().enumerate() {
            if let Some(first) = ids.places.insert(("document", document.id), at) {
                let first = ids.documents.get(first).map(|first| first.reader().spot);
                let first = first.map_or_else(String::new, |spot| format!(" at {}:{}", spot.file, spot.line));
                let what = format!("document \"{}\" is already written{first}; keep one", document.id);
                flaws.add(&document.reader().spot, what);
            }
        }
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        for item in chosen.iter().filter(|item| item.table() != "document") {
            let at = next.entry(item.table()).or_default();
            ids.places.insert((item.table(), item.id), *at);
            *at += 1;
            if item.table() == "reading" {
                for (o, option) in item.reader().tables("options", "option", flaws).into_iter().enumerate() {
                    let Some(id) = option.text("id", flaws) else { continue };
                    if ids.options.insert((item.id, id), o).is_some() {
                        flaws.add(&option.spot, format!("{} is written twice; keep one", option.called));
                    }
                }
            }
        }
        ids
    }

    pub(super) fn find(
        &self,
        table: &'static str,
        id: &str,
        at: &Spot,
        called: &str,
        flaws: &mut Flaws,
    ) -> Option<usize> {
        let found = self.places.iter().find(|((t, i), _)| *t == table && *i == id).map(|(_, at)| *at);
        if found.is_none() {
            let known = listed(self.places.keys().filter(|(t, _)| *t == table).map(|(_, i)| *i));
            flaws.add(at, format!("{called}: no {table} is called \"{id}\"; there {known}"));
        }
        found
    }

    /// The index a key of a reader refers to.
    pub(super) fn refer(
        &self,
        reader: &Reader<'_>,
        key: &'static str,
        table: &'static str,
        flaws: &mut Flaws,
    ) -> Option<usize> {
        let id = reader.need_text(key, &format!("name a {table}"), flaws)?;
        self.find(table, id, &reader.spot_at(key), &reader.called, flaws)
    }

    /// The citation of an item. Figures must say themselves how sure they are; texts are as sure as their document.
    pub(crate) fn cite(&self, reader: &Reader<'_>, is_figure: bool, flaws: &mut Flaws) -> Option<Cite> {
        let Some(inner) = reader.table("cite", flaws) else {
            if !reader.has("cite") {
                let what = format!("{} has no `cite`; name the document and clause it comes from", reader.called);
                flaws.add(&reader.spot, what);
            }
            return None;
        };
        let doc = self.refer(&inner, "doc", "document", flaws);
        let at = inner.need_text("at", "name the clause", flaws);
        let confidence = inner.word::<Confidence>("confidence", flaws);
        if is_figure && !inner.has("confidence") {
            let what =
                format!("{} has no `confidence`; say how the figure was read (full, page, mirror, …)", reader.called);
            flaws.add(&inner.spot, what);
        }
        inner.done(flaws);
        let doc = doc?;
        let confidence = match confidence {
            Some(confidence) => confidence,
            None => self.documents.get(doc)?.reader().word("read", flaws)?,
        };
        Some(Cite { doc, at: at?.to_owned(), confidence })
    }

    pub(crate) fn document_title(&self, doc: usize, flaws: &mut Flaws) -> Option<Text> {
        self.documents.get(doc)?.reader().both("title", flaws)
    }

    pub(crate) fn documents(&self, flaws: &mut Flaws) -> Vec<Document> {
        self.documents.iter().filter_map(|item| document(item, flaws)).collect()
    }
}

fn document(item: &Item<'_>, flaws: &mut Flaws) -> Option<Document> {
    let reader = item.reader();
    let title = reader.both("title", flaws);
    let number = reader.text("number", flaws).map(str::to_owned);
    let (level, status, read) = (
        reader.need_word("level", "say national, province, prefecture, place or ours", flaws),
        reader.need_word("status", "say in-force, draft, lapsed or undated", flaws),
        reader.need_word("read", "say full, page, mirror, derived, background, doubtful or reading", flaws),
    );
    let (from, until) = (reader.day("from", flaws), reader.day("until", flaws));
    reader.done(flaws);
    let id = item.id.to_owned();
    Some(Document { id, title: title?, number, level: level?, status: status?, read: read?, from, until })
}

/// `are: a, b`, or `are none yet`.
pub(super) fn listed<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let known = known.collect::<Vec<_>>().join(", ");
    if known.is_empty() { "are none yet".to_owned() } else { format!("are: {known}") }
}
