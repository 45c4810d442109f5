//! `doudi screen`: a table or many household files, a line out for each. See docs/screen.md.
//!
//! Exits with 0 when every household was assessed, 1 when some could not be and were passed over, 2 when nothing could
//! be read or written.

mod cell;
mod columns;
mod doubles;
mod fields;
#[cfg(test)]
mod fuzz;
mod household;
mod line;
mod progress;
mod rows;
mod source;
mod ties;
mod work;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::process::ExitCode;

use clap::ValueEnum;
use doudi_engine::assess::{Refused, screen};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_handoff::file::{self, Unreadable};
use doudi_rulebook::Rulebook;
use doudi_words::Words;
use doudi_words::outside::quoted;

use self::columns::{Columns, Mapping};
use self::line::{Line, Sheet, Source};
use self::progress::Progress;
use self::source::{Lines, Raw, Table};
use crate::{RULES, Unusable, places, stream, today, written};

/// What is asked for on the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    /// The table or the lines of JSON; `-` reads what is piped in.
    #[arg(help = Words::ZH.screen_file(), required_unless_present = "columns")]
    file: Option<String>,
    /// A mapping file for a table.
    #[arg(long, help = Words::ZH.screen_map())]
    map: Option<String>,
    /// Where the households apply that do not say.
    #[arg(long, help = Words::ZH.screen_place())]
    place: Option<String>,
    /// When the households apply that do not say.
    #[arg(long, help = Words::ZH.screen_on())]
    on: Option<String>,
    /// How lines are written; as they came unless told.
    #[arg(long, value_enum, help = Words::ZH.screen_out_format())]
    out_format: Option<Format>,
    /// On how many cores.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64), help = Words::ZH.screen_jobs())]
    jobs: u8,
    /// Tell how far it is, also where messages go to a file.
    #[arg(long, help = Words::ZH.screen_progress())]
    progress: bool,
    /// List the columns a table can have, as a table.
    #[arg(long, help = Words::ZH.screen_columns(), exclusive = true)]
    columns: bool,
}

/// How households come in, and how lines go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
}

/// Does what is asked for, writing as it goes.
///
/// # Errors
/// When nothing can be read, or writing ends.
pub(crate) fn run(request: &Request, words: Words) -> Result<ExitCode, Unusable> {
    if request.columns {
        return written(stream::text(&listing()), words);
    }
    let path = request.file.as_deref().unwrap_or_default();
    let named = |what: &str| words.error_at(&path, &what);
    let rulebook = Rulebook::decode(RULES).map_err(|wrong| Unusable::one(wrong.to_string()))?;
    let mapping = mapping(request, words)?;
    let on = match &request.on {
        Some(text) => {
            Some(text.parse().map_err(|_| Unusable::one(words.error_at(&"--on", &words.cli_on_wrong(&quoted(text)))))?)
        }
        None => None,
    };
    if let Some(place) = request.place.as_ref().filter(|place| rulebook.find(place).is_none()) {
        return Err(Unusable::one(words.cli_place_unknown(&quoted(place), &places(&rulebook))));
    }
    let opened: Box<dyn Read> = match path {
        "-" => Box::new(io::stdin()),
        _ => Box::new(File::open(path).map_err(|error| Unusable::one(named(&words.cli_missing(&error))))?),
    };
    let (format, input) = look(opened, path, words).map_err(|what| Unusable::one(named(&what)))?;
    let sheet = match request.out_format.unwrap_or(format) {
        Format::Csv => Sheet::table(&rulebook, words),
        Format::Jsonl => Sheet::Json,
    };
    let place = request.place.as_deref();
    let mut screener = Screener { path, rulebook: &rulebook, words, place, on, today: today(), sheet, columns: None };
    let progress = Progress::new(request.progress, words);
    let jobs = usize::from(request.jobs);
    match format {
        Format::Jsonl => screener.run(Lines::new(input), jobs, progress),
        Format::Csv => {
            let (table, columns) = Table::open(input, &mapping, words)
                .map_err(|Unusable(all)| Unusable(all.iter().map(|what| named(what)).collect()))?;
            screener.columns = Some(columns);
            screener.run(table, jobs, progress)
        }
    }
}

/// Every column a table can have, as a table of its own.
pub(crate) fn listing() -> String {
    let mut out = String::from("name,heading,codes\n");
    for one in fields::all() {
        let codes = one.field.standard().unwrap_or_default();
        let _ = writeln!(out, "{},{},{codes}", one.name, one.usual);
    }
    out
}

fn mapping(request: &Request, words: Words) -> Result<Mapping, Unusable> {
    let Some(path) = &request.map else { return Ok(Mapping::default()) };
    let named = |what: String| Unusable::one(words.error_at(path, &what));
    let mut text = String::new();
    let most = u64::try_from(file::LONGEST).unwrap_or(u64::MAX);
    let read = File::open(path).and_then(|file| file.take(most.saturating_add(1)).read_to_string(&mut text));
    read.map_err(|error| named(words.cli_missing(&error)))?;
    if text.len() > file::LONGEST {
        return Err(named(words.screen_map_long(&(file::LONGEST / 1024))));
    }
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = words.screen_at(&(before.matches('\n').count() + 1));
        named(words.error_at(&line, &words.screen_map_wrong(&error.message())))
    })
}

/// What comes in: by the file's name, else by how it begins. A mark before UTF-8 is passed over.
fn look(mut input: Box<dyn Read>, path: &str, words: Words) -> Result<(Format, impl BufRead), String> {
    let mut start = Vec::new();
    (&mut input).take(512).read_to_end(&mut start).map_err(|error| words.cli_missing(&error))?;
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(words.screen_encoding().to_owned());
    }
    let start = start.strip_prefix("\u{feff}".as_bytes()).map(<[u8]>::to_vec).unwrap_or(start);
    let format = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => Format::Csv,
        Some("jsonl" | "ndjson") => Format::Jsonl,
        _ if start.trim_ascii_start().starts_with(b"{") => Format::Jsonl,
        _ => Format::Csv,
    };
    Ok((format, BufReader::new(Cursor::new(start).chain(input))))
}

/// Everything that is the same for each household.
struct Screener<'a> {
    path: &'a str,
    rulebook: &'a Rulebook,
    words: Words,
    place: Option<&'a str>,
    on: Option<Day>,
    today: Option<Day>,
    sheet: Sheet,
    columns: Option<Columns>,
}

/// What came of some households.
#[derive(Debug, Default)]
struct Done {
    lines: Vec<u8>,
    faults: Vec<String>,
    looked_at: u64,
    passed_over: u64,
}

/// What is wrong with a household: the line, the column of it, and the words.
type RowProblem = (u64, Option<String>, String);

impl Screener<'_> {
    fn run(
        &self,
        source: impl Iterator<Item = io::Result<Raw>>,
        jobs: usize,
        mut progress: Progress,
    ) -> Result<ExitCode, Unusable> {
        let mut passed_over = 0;
        let mut put = |done: Done| {
            progress.clear();
            done.faults.iter().for_each(|fault| stream::message(fault));
            passed_over += done.passed_over;
            progress.tell(done.looked_at, done.passed_over);
            stream::streamed(&done.lines)
        };
        let head = Done { lines: self.sheet.head(), ..Done::default() };
        let ended = put(head).map_err(Stopped::Out).and_then(|()| {
            let source = source.map(|raw| raw.map_err(Stopped::In));
            work::through(source, jobs, |raws| self.parcel(raws), |done| put(done).map_err(Stopped::Out))
        });
        progress.end();
        match ended {
            // A reader that has seen enough, such as `head`, is no failure of ours.
            Err(Stopped::Out(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(Stopped::Out(error)) => return Err(Unusable::one(self.words.screen_unwritten(&error))),
            Err(Stopped::In(error)) => {
                return Err(Unusable::one(self.words.error_at(&self.path, &self.words.cli_missing(&error))));
            }
            Ok(()) => {}
        }
        Ok(if passed_over == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    fn parcel(&self, raws: Vec<Raw>) -> Done {
        let mut done = Done::default();
        for raw in raws {
            match self.household(&raw, &mut done.lines) {
                Ok(()) => done.looked_at += 1,
                Err(faults) => {
                    done.passed_over += 1;
                    done.faults.extend(faults.iter().map(|fault| self.fault(fault)));
                }
            }
        }
        done
    }

    /// `list.csv：第 17 行“出生日期”：…`
    fn fault(&self, (line, column, what): &RowProblem) -> String {
        let words = self.words;
        let at = match column {
            Some(column) => words.screen_at_column(&quoted(column), line),
            None => words.screen_at(line),
        };
        words.error_at(&self.path, &words.error_at(&at, what))
    }

    /// Looks at one household and writes its line.
    fn household(&self, raw: &Raw, out: &mut Vec<u8>) -> Result<(), Vec<RowProblem>> {
        match raw {
            Raw::Line(line, text) => {
                let whole = |what: String| vec![(*line, None, what)];
                let text = text.as_ref().map_err(|_| whole(Unreadable::TooLong.tell(self.words)))?;
                let text = std::str::from_utf8(text).map_err(|_| whole(self.words.screen_encoding().to_owned()))?;
                let household = file::read(text.trim_end()).map_err(|wrong| match wrong {
                    Unreadable::NotJson { column, .. } => whole(self.words.screen_not_json(&column)),
                    wrong => whole(wrong.tell(self.words)),
                })?;
                self.assessed(*line, None, &household, out, |problem, what| {
                    let what = if problem.is_empty() {
                        what
                    } else {
                        self.words.error_at(&self.words.place_in_file(problem), &what)
                    };
                    (*line, None, what)
                })
            }
            Raw::Rows(id, rows) => {
                let Some(columns) = &self.columns else { return Ok(()) };
                let heading = |column: Option<usize>| column.map(|column| columns.heading(column).to_owned());
                let drawn = household::draw(rows, columns, self.words).map_err(|faults| {
                    faults.into_iter().map(|fault| (fault.line, heading(fault.column), fault.what)).collect::<Vec<_>>()
                })?;
                let first = rows.first().map_or(0, |row| row.line);
                self.assessed(first, Some(id), &drawn.household, out, |problem, what| {
                    let (line, column) = drawn.locate(problem, columns);
                    (line, heading(column), what)
                })
            }
        }
    }

    /// Assesses a household and writes its line; `locate` says where in the input a part of the household stands.
    fn assessed(
        &self,
        line: u64,
        id: Option<&str>,
        household: &Household,
        out: &mut Vec<u8>,
        locate: impl Fn(&str, String) -> RowProblem,
    ) -> Result<(), Vec<RowProblem>> {
        let words = self.words;
        let whole = |at: &str, what: String| vec![locate(at, what)];
        let place = household.place.as_deref().or(self.place);
        let place = place.ok_or_else(|| whole("", words.cli_place_missing(&places(self.rulebook))))?;
        let found = self.rulebook.find(place);
        let (of, town) =
            found.ok_or_else(|| whole("place", words.cli_place_unknown(&quoted(place), &places(self.rulebook))))?;
        let on = household.on.or(self.on).or(self.today).ok_or_else(|| whole("", words.cli_no_clock().to_owned()))?;
        let book = of.book(town);
        let found = screen(book, household, on).map_err(|refused| match refused {
            Refused::Problems(problems) => {
                problems.iter().map(|problem| locate(&problem.at, words.wrong(&problem.what, on))).collect()
            }
            Refused::Overflow(_) => whole("", words.error_overflow().to_owned()),
        })?;
        let told = self.sheet.words();
        self.sheet.put(&Line::of(Source { line, id, place, on }, book, household, &found, told), out);
        Ok(())
    }
}

/// Why it stopped.
enum Stopped {
    In(io::Error),
    Out(io::Error),
}
