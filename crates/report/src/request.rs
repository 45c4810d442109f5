//! What the page asks the module, and what it hears. One request is about one household on one day.

use doudi_facts::day::Day;
use doudi_facts::{wire_enum, wire_struct};

use crate::{Reply, ShownPage};

/// One request of the page. The same request has the same answer, whenever it is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The household, as its file.
    pub household: String,
    /// The day it is put.
    pub today: Day,
    /// What is wanted of it.
    pub wanted: Wanted,
}

wire_struct!(Request { household, today, wanted });

/// What is wanted of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Which answers can still change something.
    Asks,
    /// The result with its papers.
    Result,
    /// The page at a path below `#/info/`.
    Page(String),
}

wire_enum!(Wanted { 0: Asks, 1: Result, 2: Page(path) });

/// What the module answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// Every answer that can still change something, by its place in the household file; `None` where the household cannot
    /// be assessed.
    Asks(Option<Vec<String>>),
    /// The result, or why there is none.
    Result(Reply),
    /// The page; `None` where there is no such page.
    Page(Option<ShownPage>),
}

wire_enum!(Response { 0: Asks(asks), 1: Result(reply), 2: Page(page) });

#[cfg(test)]
mod tests {
    use doudi_facts::wire::{Wire, read};

    use super::*;

    fn again<T: Wire>(value: &T) -> Option<T> {
        let mut blob = Vec::new();
        value.put(&mut blob);
        read(&blob)
    }

    #[test]
    fn requests_and_answers_cross_whole() {
        for wanted in [Wanted::Asks, Wanted::Result, Wanted::Page("compare/daye".to_owned())] {
            let today = "2026-03-01".parse().unwrap();
            let request = Request { household: "{\"doudi\": 2}".to_owned(), today, wanted };
            assert_eq!(again(&request), Some(request));
        }
        let answers = [
            Response::Asks(None),
            Response::Asks(Some(vec!["area".to_owned()])),
            Response::Result(Reply::Refused(vec!["x".to_owned()])),
            Response::Page(None),
        ];
        for answer in answers {
            assert_eq!(again(&answer), Some(answer));
        }
    }
}
