//! What is said of a household in one line (一户一行): the verdicts of `doudi assess`, and nothing else.

use doudi_engine::rules::{Book, Gate};
use doudi_engine::verdict::{Assessment, Conclusion};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::money::Yuan;
use doudi_rulebook::Rulebook;
use doudi_words::Words;
use doudi_words::outside::escaped;
use doudi_words::tell::GateState;
use serde::Serialize;

use crate::stream::harmless_json;

/// How many asks a line names.
const FIRST: usize = 3;

/// The line of one household.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Line<'a> {
    /// The line of the input on which the household begins.
    line: u64,
    /// Its id in the table; `null` in lines of JSON, which have none.
    id: Option<&'a str>,
    place: &'a str,
    on: Day,
    /// Among how many the income is shared, at least and at most; `null`: the list is not complete.
    people: (u32, Option<u32>),
    /// Each category's word, of a category of persons one for each.
    categories: Vec<Category<'a>>,
    /// Who each gate of the result waits for.
    gates: Vec<GateOf>,
    /// Income counted per head by the first account, 元 in the window, to the 分 for showing.
    per_head: Sum,
    /// How many answers and decisions are open in what the result leads with.
    asks: usize,
    /// The first of them.
    first_asks: Vec<String>,
    /// The same in words, for a table.
    #[serde(skip)]
    first_told: Vec<String>,
    /// Whether there were too many worlds, so that the answer is wider than it had to be.
    widened: bool,
}

#[derive(Debug, Serialize)]
struct Category<'a> {
    id: &'a str,
    who: Option<&'a str>,
    word: Conclusion,
    assumed: Option<Conclusion>,
}

#[derive(Debug, Serialize)]
struct GateOf {
    gate: Gate,
    state: &'static str,
    #[serde(skip)]
    told: GateState,
}

#[derive(Debug, Serialize)]
struct Sum {
    low: Option<Yuan>,
    high: Option<Yuan>,
}

/// Where a household comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) line: u64,
    pub(super) id: Option<&'a str>,
    pub(super) place: &'a str,
    pub(super) on: Day,
}

impl<'a> Line<'a> {
    /// The line of a household that was assessed; its asks in words where `told` says in which.
    pub(super) fn of(
        source: Source<'a>,
        book: &'a Book,
        household: &'a Household,
        found: &Assessment,
        told: Option<Words>,
    ) -> Self {
        let categories = found.verdicts.iter().filter_map(|verdict| {
            let person = verdict.who.and_then(|who| household.people.items.get(who));
            Some(Category {
                id: &book.categories.get(verdict.category)?.id,
                who: person.map(|person| person.id.as_str()),
                word: verdict.word,
                assumed: verdict.assumed,
            })
        });
        let gates = Words::ZH.gates(found, book, source.on).into_iter().map(|line| GateOf {
            gate: line.gate,
            state: match line.state {
                GateState::Clear => "clear",
                GateState::Family => "family",
                GateState::Office => "office",
            },
            told: line.state,
        });
        let per_head = found.figures.first().map(|figure| figure.per_head);
        let asks = found.asks.of(Words::ZH.open(found, book));
        Self {
            line: source.line,
            id: source.id,
            place: source.place,
            on: source.on,
            people: found.figures.first().map_or((1, None), |figure| figure.people),
            categories: categories.collect(),
            gates: gates.collect(),
            per_head: Sum { low: per_head.and_then(|sum| sum.low), high: per_head.and_then(|sum| sum.high) },
            asks: asks.len(),
            first_told: told.map_or_else(Vec::new, |words| {
                let first = asks.iter().take(FIRST);
                first
                    .map(|ask| format!("{} {}", words.ask(*ask, found, book, (household, source.on)), ask.key(book)))
                    .collect()
            }),
            first_asks: asks.into_iter().take(FIRST).map(|ask| ask.key(book)).collect(),
            widened: found.widened,
        }
    }
}

/// How lines are written.
#[derive(Debug)]
pub(super) enum Sheet {
    /// JSON, in words for programs.
    Json,
    /// A table, in words for people: the categories that have a column, with its heading.
    Table(Words, Vec<(String, String)>),
}

impl Sheet {
    /// A table with a column for each category that some place has.
    pub(super) fn table(rulebook: &Rulebook, words: Words) -> Self {
        let mut columns: Vec<(String, String)> = Vec::new();
        for category in
            rulebook.places.iter().flat_map(|place| [&place.pilot, &place.general]).flat_map(|b| &b.categories)
        {
            if !columns.iter().any(|(id, _)| *id == category.id) {
                let short = words.of(&category.short).to_owned();
                let is_taken = columns.iter().any(|(_, heading)| *heading == short);
                columns.push((category.id.clone(), if is_taken { format!("{short} {}", category.id) } else { short }));
            }
        }
        Self::Table(words, columns)
    }

    /// In whose words lines are written; `None`: in words for programs.
    pub(super) fn words(&self) -> Option<Words> {
        match self {
            Self::Json => None,
            Self::Table(words, _) => Some(*words),
        }
    }

    /// What stands above all lines. A table begins with the mark by which spreadsheets know UTF-8.
    pub(super) fn head(&self) -> Vec<u8> {
        let Self::Table(words, columns) = self else { return Vec::new() };
        let names = [words.screen_out_line(), words.screen_out_id(), words.screen_out_place(), words.screen_out_on()];
        let mut cells: Vec<&str> = [&names[..], &[words.screen_out_people()]].concat();
        cells.extend(columns.iter().map(|(_, heading)| heading.as_str()));
        cells.extend(Gate::ALL.map(|gate| words.gate(gate)));
        cells.extend([words.screen_out_low(), words.screen_out_high()]);
        cells.extend([words.screen_out_asks(), words.screen_out_first(), words.screen_out_widened()]);
        let mut out = "\u{feff}".as_bytes().to_vec();
        row(&cells, &mut out);
        out
    }

    /// Writes one line.
    pub(super) fn put(&self, line: &Line<'_>, out: &mut Vec<u8>) {
        match self {
            Self::Json => {
                // INVARIANT: nothing of a line lacks a form in JSON.
                let json = serde_json::to_string(line).unwrap_or_default();
                out.extend_from_slice(harmless_json(&json).as_bytes());
                out.push(b'\n');
            }
            Self::Table(words, columns) => line.cells(*words, columns, out),
        }
    }
}

impl Line<'_> {
    fn cells(&self, words: Words, columns: &[(String, String)], out: &mut Vec<u8>) {
        let (few, many) = self.people;
        let people = match many {
            Some(many) if many == few => few.to_string(),
            Some(many) => words.range(few.to_string(), many.to_string()),
            None => words.list_from(&few),
        };
        let mut cells = vec![self.line.to_string(), harmless(self.id.unwrap_or_default())];
        cells.extend([harmless(self.place), self.on.to_string(), people]);
        for (id, _) in columns {
            let mut told = String::new();
            for category in self.categories.iter().filter(|category| category.id == id) {
                if !told.is_empty() {
                    told.push_str("; ");
                }
                if let Some(who) = category.who {
                    told.push_str(who);
                    told.push_str(": ");
                }
                told.push_str(words.word(category.word));
                if let Some(assumed) = category.assumed.filter(|assumed| *assumed != category.word) {
                    told.push_str(&words.screen_assumed(&words.word(assumed)));
                }
            }
            cells.push(harmless(&told));
        }
        for gate in Gate::ALL {
            let state = self.gates.iter().find(|of| of.gate == gate).map(|of| words.state(of.told));
            cells.push(state.unwrap_or_default().to_owned());
        }
        let end = |sum: Option<Yuan>| sum.map(|sum| sum.to_string()).unwrap_or_default();
        cells.extend([end(self.per_head.low), end(self.per_head.high), self.asks.to_string()]);
        cells.extend([
            harmless(&self.first_told.join("; ")),
            if self.widened { words.app_yes().to_owned() } else { String::new() },
        ]);
        row(&cells, out);
    }
}

/// What came from outside, so that no spreadsheet takes it for a formula and no terminal for a command.
fn harmless(told: &str) -> String {
    let told = escaped(told);
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if told.starts_with(starts) { format!("'{told}") } else { told.into_owned() }
}

fn row<T: AsRef<[u8]>>(cells: &[T], out: &mut Vec<u8>) {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    // INVARIANT: a vector takes every byte.
    let _ = writer.write_record(cells);
    let _ = writer.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_taken_for_a_formula() {
        for formula in ["=1+1", "+86", "-2", "@SUM(A1)", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("A=1"), "A=1");
        assert_eq!(harmless("\t=1\u{1b}[2J"), "\\t=1\\u{1b}[2J");
        let mut out = Vec::new();
        row(&[harmless("=HYPERLINK(\"x\")"), "a,b".to_owned()], &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "\"'=HYPERLINK(\"\"x\"\")\",\"a,b\"\r\n");
    }
}
