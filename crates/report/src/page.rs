//! Pages (说明页) that are read and not answered, each under an address of its own: `#/info/documents/daye`.

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::order::sort_and_dedup;
use doudi_facts::wire_struct;
use doudi_rulebook::{Place, Rulebook};
use doudi_words::Words;

use crate::block::{Block, ColumnLayout, Row, Table};
use crate::html;

/// A page: what it is about, and what stands on it.
#[derive(Debug)]
pub struct Page {
    /// Its heading: a question or an answer.
    pub heading: String,
    /// One line below it; may be empty.
    pub lede: String,
    /// What stands on it.
    pub body: Vec<Block>,
    /// What can be searched for here, where there is a search (`#/info/search/…`).
    pub search: Option<String>,
}

/// A page as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPage {
    /// Its heading.
    pub heading: String,
    /// One line below it; may be empty.
    pub lede: String,
    /// What stands on it, as HTML.
    pub body: String,
    /// What can be searched for here.
    pub search: Option<String>,
}

wire_struct!(ShownPage { heading, lede, body, search });

impl From<Page> for ShownPage {
    fn from(page: Page) -> Self {
        Self { heading: page.heading, lede: page.lede, body: html::blocks(&page.body), search: page.search }
    }
}

/// What a page may tell of.
#[derive(Debug, Clone, Copy)]
pub struct PageContext<'a> {
    /// The language it is told in.
    pub words: Words,
    /// Every place with its rules.
    pub rulebook: &'a Rulebook,
    /// What the family told so far.
    pub household: &'a Household,
    /// The day the question is put.
    pub today: Day,
}

impl<'a> PageContext<'a> {
    /// The page at a path, the part of its address after `#/info/`; `None`: there is none.
    pub fn page(&self, path: &str) -> Option<Page> {
        let parts: Vec<&str> = path.split('/').collect();
        match parts[..] {
            ["questions"] => self.questions(),
            ["documents", place] => Some(self.documents(self.place(place)?)),
            ["process", place] => self.process(self.place(place)?),
            ["process", place, department] => self.department(self.place(place)?, department),
            ["search", ref wanted @ ..] => Some(self.search(&wanted.join("/"))),
            ["margins"] => Some(self.margins()),
            ["compare", ref sides @ ..] => self.compare(sides),
            _ => None,
        }
    }

    /// A place by its id.
    fn place(&self, id: &str) -> Option<&'a Place> {
        self.rulebook.places.iter().find(|place| place.listing.id == id)
    }

    /// Every document a place's rules cite: its number, whether it is in force, and how it was read.
    fn documents(&self, place: &Place) -> Page {
        let words = self.words;
        let mut cited: Vec<usize> = [&place.pilot, &place.general].into_iter().flat_map(|book| book.cited()).collect();
        sort_and_dedup(&mut cited);
        let documents = cited.into_iter().filter_map(|at| place.pilot.documents.get(at));
        let row = |document: &doudi_engine::rules::Document| Row {
            name: words.of(&document.title).to_owned(),
            notes: document.number.iter().cloned().collect(),
            cells: vec![words.status(document.status).to_owned(), words.confidence(document.read).to_owned()],
        };
        let head = [words.documents_title(), words.documents_status(), words.documents_read()];
        Page {
            heading: words.documents_heading(&words.of(&place.listing.name)),
            lede: words.documents_lede().to_owned(),
            body: vec![Block::Table(Table {
                look: ColumnLayout::Steps,
                unit: String::new(),
                head: head.map(str::to_owned).into(),
                rows: documents.map(row).collect(),
                sums: Vec::new(),
            })],
            search: None,
        }
    }
}
