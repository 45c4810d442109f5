//! The module (规则模块): the engine and its rules, fetched by the page once a person begins to answer.

use std::sync::LazyLock;

use doudi_engine::assess::{Refused, assess};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::wire::{Wire, read};
use doudi_handoff::file;
use doudi_report::{PageContext, Reply, ReportInput, Request, Response, ShownPage, Wanted};
use doudi_rulebook::{Place, Rulebook, Town};
use doudi_words::Words;
use wasm_bindgen::prelude::wasm_bindgen;

/// Every place and its rules, compiled from `rules/` at build.
static RULES: LazyLock<Rulebook> = LazyLock::new(|| {
    let blob = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
    // INVARIANT: the blob was written by this very build.
    Rulebook::decode(blob).unwrap_or(Rulebook { places: Vec::new() })
});

fn main() {}

/// The answer to a request, both as blobs; empty where the request is not one of this build.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    let mut blob = Vec::new();
    let Some(Request { household, today, wanted }) = read(request) else { return blob };
    let answer = match wanted {
        Wanted::Asks => Response::Asks(asks(&household, today)),
        Wanted::Result => Response::Result(found(&household, today).unwrap_or_else(Reply::Refused)),
        Wanted::Page(path) => Response::Page(shown(&path, &household, today)),
    };
    answer.put(&mut blob);
    blob
}

/// Every answer that can still change something; nothing where the household cannot be assessed.
fn asks(text: &str, today: Day) -> Option<Vec<String>> {
    let told = Application::read(text, today).ok()?;
    doudi_report::asks(told.place.book(told.town), &told.household, told.on).ok()
}

fn shown(path: &str, text: &str, today: Day) -> Option<ShownPage> {
    let household = file::read(text).ok()?;
    let shelf = PageContext { words: Words::ZH, rulebook: &RULES, household: &household, today };
    shelf.page(path).map(ShownPage::from)
}

/// What the family told, and where and when it applies.
struct Application {
    household: Household,
    place: &'static Place,
    town: Option<&'static Town>,
    on: Day,
}

impl Application {
    fn read(text: &str, today: Day) -> Result<Self, Vec<String>> {
        let words = Words::ZH;
        let household = file::read(text).map_err(|unreadable| vec![unreadable.tell(words)])?;
        let place = household.place.as_deref().and_then(|path| RULES.find(path));
        let (place, town) = place.ok_or_else(|| vec![words.result_no_place().to_owned()])?;
        Ok(Self { on: household.on.unwrap_or(today), household, place, town })
    }
}

fn found(text: &str, today: Day) -> Result<Reply, Vec<String>> {
    let words = Words::ZH;
    let Application { household, place, town, on } = Application::read(text, today)?;
    let found = assess(place.book(town), &household, on).map_err(|refused| match refused {
        Refused::Problems(problems) => problems.iter().map(|problem| words.problem(problem, on)).collect(),
        Refused::Overflow(_) => vec![words.error_overflow().to_owned()],
    })?;
    let subject = ReportInput { words, place, town, household: &household, on, found: &found };
    Ok(Reply::Found(Box::new((&subject.report()).into())))
}
