//! `doudi why` and `doudi compare`: how a result came about, and what another place or day would make of it.

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_report::{ReportInput, Setting, plain};
use doudi_words::Words;
use doudi_words::outside::quoted;

use crate::{Unusable, assessed, opened, places, rulebook, today};

/// What is asked why.
#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    /// The household file; `-` reads what is piped in.
    #[arg(help = Words::ZH.cli_file())]
    file: String,
    /// The category, by its id; with a person's after a point: `tekun.p1`.
    #[arg(help = Words::ZH.cli_category())]
    category: Option<String>,
    /// Another place than the file names.
    #[arg(long, help = Words::ZH.cli_place())]
    place: Option<String>,
    /// Another day than the file names.
    #[arg(long, help = Words::ZH.cli_on())]
    on: Option<String>,
}

/// What is held side by side.
#[derive(Debug, clap::Args)]
pub(crate) struct Comparison {
    /// The household file; `-` reads what is piped in.
    #[arg(help = Words::ZH.cli_file())]
    file: String,
    /// The places; none: the file's.
    #[arg(long, help = Words::ZH.cli_place())]
    place: Vec<String>,
    /// The days; none: the file's.
    #[arg(long, help = Words::ZH.cli_on())]
    on: Vec<String>,
}

pub(crate) fn run(request: &Request, words: Words) -> Result<String, Unusable> {
    let rulebook = rulebook()?;
    let (household, place, town, _) = opened(&request.file, request.place.as_deref(), &rulebook, words)?;
    let on = day(request.on.as_ref(), &household, words)?;
    let found = assessed(&request.file, place.book(town), &household, on, words)?;
    let subject = ReportInput { words, place, town, household: &household, on, found: &found };
    let blocks = subject.whys(request.category.as_deref()).map_err(Unusable::one)?;
    Ok(plain::blocks(&blocks))
}

pub(crate) fn compare(request: &Comparison, words: Words) -> Result<String, Unusable> {
    let rulebook = rulebook()?;
    let first = request.place.first().map(String::as_str);
    let (household, _, _, own) = opened(&request.file, first, &rulebook, words)?;
    let paths = if request.place.is_empty() { vec![own] } else { request.place.clone() };
    let days = if request.on.is_empty() { vec![None] } else { request.on.iter().map(Some).collect() };
    let mut grounds = Vec::new();
    for path in &paths {
        let found = rulebook.find(path);
        let (place, town) =
            found.ok_or_else(|| Unusable::one(words.cli_place_unknown(&quoted(path), &places(&rulebook))))?;
        for on in &days {
            let on = day(*on, &household, words)?;
            assessed(&request.file, place.book(town), &household, on, words)?;
            grounds.push(Setting { place, town, on });
        }
    }
    let blocks = doudi_report::compare(words, &household, &grounds).unwrap_or_default();
    Ok(plain::blocks(&blocks))
}

/// The day that was asked for, the file's, or today.
fn day(on: Option<&String>, household: &Household, words: Words) -> Result<Day, Unusable> {
    match on {
        Some(text) => {
            text.parse().map_err(|_| Unusable::one(words.error_at(&"--on", &words.cli_on_wrong(&quoted(text)))))
        }
        None => household.on.or_else(today).ok_or_else(|| Unusable::one(words.cli_no_clock())),
    }
}
