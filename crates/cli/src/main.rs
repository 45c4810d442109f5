//! `doudi`: a household file assessed on the command line.
//!
//! Exits with 0 when the household was assessed and with 2 when the file or the arguments cannot be used, or the output
//! cannot be written; `doudi screen` with 1 when some households were passed over; `doudi coverage` with 2 when a
//! requirement is not covered.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod coverage;
mod help;
mod lookup;
mod replay;
mod report;
mod schema;
mod screen;
mod stream;
mod why;

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use doudi_engine::assess::{Refused, assess};
use doudi_engine::rules::Book;
use doudi_engine::verdict::Assessment;
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_handoff::file::{self, Unreadable};
use doudi_report::ReportInput;
use doudi_rulebook::{Listing, Place, Rulebook, Town};
use doudi_words::outside::quoted;
use doudi_words::{Lang, Words};
use time::{OffsetDateTime, UtcOffset};

const RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

#[derive(Debug, Parser)]
#[command(name = "doudi", version, about = Words::ZH.cli_about(), disable_help_subcommand = true)]
struct Arguments {
    /// The language of what is told.
    #[arg(long, global = true, value_enum, default_value = "zh", help = Words::ZH.cli_lang())]
    lang: Language,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    Zh,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Assess a household file.
    #[command(about = Words::ZH.cli_assess())]
    Assess(Request),
    /// Check a receipt code against a household file.
    #[command(about = Words::ZH.cli_replay())]
    Replay(replay::Request),
    /// Why a category comes to its word.
    #[command(about = Words::ZH.cli_why())]
    Why(why::Request),
    /// The same household at several places or on several days.
    #[command(about = Words::ZH.cli_compare())]
    Compare(why::Comparison),
    /// Print the JSON Schema of a household file.
    #[command(about = Words::ZH.cli_schema())]
    Schema,
    /// Screen many households, a line out for each.
    #[command(about = Words::ZH.cli_screen())]
    Screen(screen::Request),
    /// Where every requirement of the five places lives in the program.
    #[command(about = Words::ZH.cli_coverage())]
    Coverage(coverage::Request),
    /// How a place works and which department does what.
    #[command(about = Words::ZH.cli_process())]
    Process(lookup::Process),
    /// Look something up in what is told of a place.
    #[command(about = Words::ZH.cli_search())]
    Search(lookup::Search),
    /// Every command, or the options of one.
    #[command(about = Words::ZH.cli_help())]
    Help(help::Request),
}

#[derive(Debug, clap::Args)]
struct Request {
    /// The household file; `-` reads what is piped in.
    #[arg(help = Words::ZH.cli_file())]
    file: String,
    /// Another place than the file names.
    #[arg(long, help = Words::ZH.cli_place())]
    place: Option<String>,
    /// Another day than the file names.
    #[arg(long, help = Words::ZH.cli_on())]
    on: Option<String>,
    /// A report for other programs, see `report`.
    #[arg(long, help = Words::ZH.cli_json())]
    json: bool,
    /// Write the days one hears by into a calendar file.
    #[arg(long, value_name = "FILE", help = Words::ZH.cli_ics())]
    ics: Option<String>,
}

/// Why nothing was assessed: every message, told.
struct Unusable(Vec<String>);

impl Unusable {
    fn one(message: impl Into<String>) -> Self {
        Self(vec![message.into()])
    }
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => return refused(&usage),
    };
    let lang = match arguments.lang {
        Language::Zh => Lang::Zh,
        Language::En => Lang::En,
    };
    let words = Words { lang };
    let text = |text: String| written(stream::text(&text), words);
    let json = |json: String| written(stream::json(&json), words);
    let out = match arguments.command {
        Command::Assess(request) if request.json => run(&request, words).and_then(json),
        Command::Assess(request) => run(&request, words).and_then(text),
        Command::Replay(request) => replay::run(&request, words).and_then(text),
        Command::Why(request) => why::run(&request, words).and_then(text),
        Command::Compare(request) => why::compare(&request, words).and_then(text),
        Command::Schema => json(schema::household()),
        Command::Screen(request) => screen::run(&request, words),
        Command::Coverage(request) => coverage::run(&request, words).and_then(text),
        Command::Process(request) => lookup::process(&request, words).and_then(text),
        Command::Search(request) => lookup::search(&request, words).and_then(text),
        Command::Help(request) => help::run(&request, words).and_then(text),
    };
    match out {
        Ok(code) => code,
        Err(Unusable(messages)) => {
            messages.iter().for_each(|message| stream::message(message));
            ExitCode::from(2)
        }
    }
}

/// Success, once all was written.
fn written(outcome: io::Result<()>, words: Words) -> Result<ExitCode, Unusable> {
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Unusable::one(words.screen_unwritten(&error))),
    }
}

/// What the reader of arguments has to say: help and version on standard output, else what is wrong with them.
fn refused(usage: &clap::Error) -> ExitCode {
    let text = usage.render().to_string();
    if usage.use_stderr() {
        stream::messages(&text);
        return ExitCode::from(2);
    }
    match written(stream::text(&text), Words::ZH) {
        Ok(code) => code,
        Err(Unusable(messages)) => {
            messages.iter().for_each(|message| stream::message(message));
            ExitCode::from(2)
        }
    }
}

fn run(request: &Request, words: Words) -> Result<String, Unusable> {
    let rulebook = rulebook()?;
    let (mut household, place, town, path) = opened(&request.file, request.place.as_deref(), &rulebook, words)?;
    let on = match &request.on {
        Some(text) => {
            text.parse().map_err(|_| Unusable::one(words.error_at(&"--on", &words.cli_on_wrong(&quoted(text)))))?
        }
        None => household.on.or_else(today).ok_or_else(|| Unusable::one(words.cli_no_clock()))?,
    };
    let household_told = household.clone();
    replay::salt(&mut household);
    let assessment = assessed(&request.file, place.book(town), &household, on, words)?;
    let subject = ReportInput { words, place, town, household: &household, on, found: &assessment };
    if let Some(path) = &request.ics {
        let written = today().ok_or_else(|| Unusable::one(words.cli_no_clock()))?;
        if is_same_file(path, &request.file) {
            return Err(Unusable::one(words.error_at(path, &words.cli_ics_input())));
        }
        let unwritten = |error: io::Error| Unusable::one(words.error_at(path, &words.cli_ics_unwritten(&error)));
        let text = subject.calendar(written);
        let text = text.ok_or_else(|| Unusable::one(words.error_at(path, &words.cli_ics_empty())))?;
        fs::write(path, text).map_err(unwritten)?;
    }
    let told = subject.report();
    if request.json {
        let report = report::of(&path, on, place.book(town), &household_told, &assessment, told.receipt.as_ref());
        let json = serde_json::to_string_pretty(&report).map_err(|error| Unusable::one(error.to_string()))?;
        return Ok(json + "\n");
    }
    Ok(told.plain())
}

/// Whether writing to one path would overwrite what another names, whatever the two are called.
fn is_same_file(path: &str, input: &str) -> bool {
    let input = if input == "-" { "/dev/stdin" } else { input };
    let is_file = Path::new(input).is_file();
    let same_path = fs::canonicalize(path).ok().zip(fs::canonicalize(input).ok()).is_some_and(|(a, b)| a == b);
    is_file && (same_path || is_same_node(path, input))
}

#[cfg(unix)]
fn is_same_node(path: &str, input: &str) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let node = |path| fs::metadata(path).ok().map(|of| (of.dev(), of.ino()));
    node(path).is_some_and(|one| Some(one) == node(input))
}

#[cfg(not(unix))]
fn is_same_node(_: &str, _: &str) -> bool {
    false
}

fn rulebook() -> Result<Rulebook, Unusable> {
    Rulebook::decode(RULES).map_err(|wrong| Unusable::one(wrong.to_string()))
}

/// A household file, and the place it is looked at under.
fn opened<'r>(
    file: &str,
    place: Option<&str>,
    rulebook: &'r Rulebook,
    words: Words,
) -> Result<(Household, &'r Place, Option<&'r Town>, String), Unusable> {
    let named = |what: &dyn Display| words.error_at(&file, what);
    let text = load(file).map_err(|wrong| match wrong {
        Unloaded::Missing(error) => Unusable::one(named(&words.cli_missing(&error))),
        Unloaded::Text(wrong) => Unusable::one(named(&wrong.tell(words))),
    })?;
    let household = file::read(&text).map_err(|wrong| Unusable::one(named(&wrong.tell(words))))?;
    let path = place.or(household.place.as_deref()).map(str::to_owned);
    let path = path.ok_or_else(|| Unusable::one(words.cli_place_missing(&places(rulebook))))?;
    let found = rulebook.find(&path);
    let (place, town) =
        found.ok_or_else(|| Unusable::one(words.cli_place_unknown(&quoted(&path), &places(rulebook))))?;
    Ok((household, place, town, path))
}

fn assessed(file: &str, book: &Book, household: &Household, on: Day, words: Words) -> Result<Assessment, Unusable> {
    let named = |what: &dyn Display| words.error_at(&file, what);
    assess(book, household, on).map_err(|refused| match refused {
        Refused::Problems(problems) => Unusable(problems.iter().map(|p| named(&words.problem(p, on))).collect()),
        Refused::Overflow(_) => Unusable::one(named(&words.error_overflow())),
    })
}

/// Why no text was loaded.
enum Unloaded {
    Missing(io::Error),
    Text(Unreadable),
}

/// The text of a file, or what is piped in; never more than a household file can have.
fn load(path: &str) -> Result<String, Unloaded> {
    let most = u64::try_from(file::LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = match path {
        "-" => io::stdin().lock().take(most).read_to_end(&mut bytes),
        _ => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    };
    read.map_err(Unloaded::Missing)?;
    if bytes.len() > file::LONGEST {
        return Err(Unloaded::Text(Unreadable::TooLong));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Unloaded::Text(Unreadable::NotJson { line, column: file::column(before) + 1 })
    })
}

/// Every path a household can name, to choose from.
fn places(rulebook: &Rulebook) -> String {
    let of = |place: &Place| {
        let Listing { id, towns, .. } = &place.listing;
        let towns = towns.iter().map(|town| format!("{id}/{}", town.id));
        towns.collect::<Vec<_>>()
    };
    rulebook.places.iter().flat_map(of).collect::<Vec<_>>().join(", ")
}

/// Today where the rules apply: the civil date of UTC+8.
fn today() -> Option<Day> {
    let offset = UtcOffset::from_hms(8, 0, 0).ok()?;
    let date = OffsetDateTime::now_utc().to_offset(offset).date();
    Day::new(date.year(), date.month().into(), date.day())
}
