//! Looking something up (查一查): everything that is told of a place, by words that stand in it.
//!
//! A word is found where it stands. One that stands nowhere as it is may be found by the pairs of letters in it, since
//! Chinese is typed without spaces: `公示几天` finds what has `公示`.

use doudi_engine::rules::Book;
use doudi_facts::order::sort_by_key;
use doudi_rulebook::{About, Place};

use crate::block::{ActRow, Block, Link};
use crate::page::{Page, PageContext};

/// How many finds are shown.
const MOST: usize = 30;

/// Something that can be found: a row, and what of it is searched.
#[derive(PartialEq, Eq)]
struct Entry {
    row: ActRow,
    /// What stands in it, in small letters.
    body: String,
}

impl PageContext<'_> {
    /// The page of what is found for some words: at the family's own place, or everywhere before it named one.
    pub(crate) fn search(&self, wanted: &str) -> Page {
        let words = self.words;
        let own = self.household.place.as_deref().and_then(|path| self.rulebook.find(path)).map(|(place, _)| place);
        let places: Vec<&Place> = own.map_or_else(|| self.rulebook.places.iter().collect(), |place| vec![place]);
        let terms: Vec<String> = wanted.split_whitespace().map(str::to_ascii_lowercase).collect();
        let entries: Vec<Entry> = places.iter().flat_map(|place| self.entries(place, own.is_none())).collect();
        let found = best(entries, &terms);
        let many = found.len();
        let lede = match many {
            _ if terms.is_empty() => words.search_empty().to_owned(),
            0 => words.search_none().to_owned(),
            _ => words.search_found(&many),
        };
        let links = places.iter().map(|place| self.link_to_all(place));
        Page {
            heading: if terms.is_empty() { words.search_title().to_owned() } else { words.search_heading(&wanted) },
            lede,
            body: vec![Block::Acts(found.into_iter().take(MOST).collect()), Block::Links(links.collect())],
            search: Some(words.process_search().to_owned()),
        }
    }

    /// Everything told of a place. What is so in the pilot towns only says so, unless the family lives in one of them.
    fn entries(&self, place: &Place, named: bool) -> Vec<Entry> {
        let words = self.words;
        let here = if named { words.of(&place.listing.name) } else { "" };
        let town = self.town(place);
        let only = if town.is_some_and(|town| town.pilot) { String::new() } else { self.pilot_only(place) };
        let mut entries = Vec::new();
        for act in &place.process.acts {
            let row = self.act(place, act, None);
            entries.push(Entry::new(row, here, words.matter(act.about)).noted(&only, act.pilot_only));
        }
        for advice in &place.listing.advice {
            let label = match advice.about {
                About::Emergency => words.urgent_heading(),
                About::Where => words.result_heading_where(),
                About::Online => words.result_heading_online(),
                About::Who => words.result_heading_who(),
                About::Rights => words.result_heading_rights(),
            };
            let row = row(words.of(&advice.text), Vec::new(), words.of(&advice.source));
            entries.push(Entry::new(row, here, label).noted(&only, advice.pilot_only));
        }
        let general = self.in_book(place, &place.general, here);
        let pilot = self.in_book(place, &place.pilot, here);
        let in_both: Vec<bool> = pilot.iter().map(|entry| general.contains(entry)).collect();
        // In a town outside the pilot its own rules are found too, also those that the pilot replaces.
        if town.is_some_and(|town| !town.pilot) {
            entries.extend(general);
        }
        entries.extend(pilot.into_iter().zip(in_both).map(|(entry, in_both)| entry.noted(&only, !in_both)));
        entries
    }

    /// Everything told in a book of a place.
    fn in_book(&self, place: &Place, book: &Book, here: &str) -> Vec<Entry> {
        let words = self.words;
        let mut entries = Vec::new();
        for help in &book.help {
            let office = book.offices.get(help.office).map_or("", |office| words.of(&office.name));
            entries.push(Entry::new(self.help(book, help), here, office));
        }
        for bring in &book.bring {
            let row = row(words.of(&bring.name), Vec::new(), &words.cite(&bring.cite, book));
            entries.push(Entry::new(row, here, words.result_heading_bring()));
        }
        for step in &book.steps {
            let mut row = row(words.of(&step.name), Vec::new(), &words.cite(&step.cite, book));
            row.when = format!("{}：{}", words.of(&step.who), words.takes(step.takes));
            row.notes.extend(step.note.iter().map(|note| words.of(note).to_owned()));
            entries.push(Entry::new(row, here, words.result_heading_when()));
        }
        for category in &book.categories {
            for need in &category.needs {
                let row = row(words.of(&need.name), Vec::new(), &words.cite(&need.cite, book));
                entries.push(Entry::new(row, here, words.of(&category.name)));
            }
            for note in &category.notes {
                let row = row(words.of(&note.text), Vec::new(), &words.cite(&note.cite, book));
                entries.push(Entry::new(row, here, words.of(&category.name)));
            }
        }
        let to = format!("info/documents/{}", place.listing.id);
        for at in book.cited() {
            let Some(document) = book.documents.get(at) else { continue };
            let link = Link { text: words.documents_link().to_owned(), to: to.clone() };
            let number = document.number.as_deref().unwrap_or_default();
            let row = row(words.of(&document.title), vec![link], number);
            entries.push(Entry::new(row, here, words.documents_title()));
        }
        entries
    }
}

/// A row that has a text and its source alone.
fn row(text: &str, who: Vec<Link>, source: &str) -> ActRow {
    ActRow {
        label: String::new(),
        who,
        text: text.to_owned(),
        when: String::new(),
        notes: Vec::new(),
        source: source.to_owned(),
    }
}

impl Entry {
    fn new(row: ActRow, place: &str, label: &str) -> Self {
        let label = [place, label].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let who = row.who.iter().map(|link| &*link.text);
        let parts = [&*label, &row.text, &row.when, &row.source].into_iter().chain(who);
        let all: Vec<&str> = parts.chain(row.notes.iter().map(String::as_str)).collect();
        let body = all.join("\n").to_ascii_lowercase();
        Self { row: ActRow { label, ..row }, body }
    }

    /// With a note below what it says, where it needs one. The note is not searched: it would be found everywhere.
    fn noted(mut self, note: &str, needs: bool) -> Self {
        if needs && !note.is_empty() {
            self.row.notes.push(note.to_owned());
        }
        self
    }

    /// How well it has a term: in its label, in what it says, in anything else, or in pieces; 0: not at all.
    fn score(&self, term: &str) -> usize {
        if self.row.label.to_ascii_lowercase().contains(term) {
            return 8;
        }
        if self.row.text.to_ascii_lowercase().contains(term) || self.row.when.to_ascii_lowercase().contains(term) {
            return 6;
        }
        if self.body.contains(term) {
            return 4;
        }
        let letters: Vec<char> = term.chars().collect();
        let pairs = letters.windows(2).filter(|pair| pair.iter().all(|letter| !letter.is_ascii()));
        let found = pairs.filter(|pair| self.body.contains(&pair.iter().collect::<String>())).count();
        found.min(3)
    }
}

/// The entries that have every term, the best first; where none has them all, those that have any.
fn best(entries: Vec<Entry>, terms: &[String]) -> Vec<ActRow> {
    let mut all: Vec<(usize, usize, ActRow)> = Vec::new();
    for entry in entries {
        let scores: Vec<usize> = terms.iter().map(|term| entry.score(term)).collect();
        let missed = scores.iter().filter(|score| **score == 0).count();
        if missed < terms.len() {
            all.push((missed, scores.iter().sum(), entry.row));
        }
    }
    let fewest = all.iter().map(|(missed, ..)| *missed).min().unwrap_or_default();
    all.retain(|(missed, ..)| *missed == fewest);
    sort_by_key(&mut all, |(_, score, _)| std::cmp::Reverse(*score));
    let mut found: Vec<ActRow> = Vec::new();
    for (_, _, row) in all {
        if !found.contains(&row) {
            found.push(row);
        }
    }
    found
}
