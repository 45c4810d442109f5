//! The rows of a table (表格的行), cell by cell, each with the line it begins on.
//!
//! Quotes are read to the letter (RFC 4180): a cell in quotes begins and ends with one, and a quote within it is doubled.
//! A row whose quotes are wrong is named by its line, and reading goes on at the next line: a quote that is not closed
//! would otherwise take every household below it into one cell.

use std::collections::VecDeque;
use std::io::{self, BufRead, ErrorKind};

use csv::ByteRecord;

/// The longest row that is read, in bytes.
const LONGEST: usize = 1024 * 1024;

/// A row as it is in the table.
#[derive(Debug)]
pub(super) struct Found {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    pub(super) cells: Result<ByteRecord, Broken>,
}

/// A row that cannot be taken apart.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) why: RowError,
    /// Its first line, cell by cell, as if there were no quotes.
    pub(super) bare: ByteRecord,
}

/// Why a row cannot be taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowError {
    /// A quote in a cell that does not begin with one, or something after the quote that ends a cell.
    StrayQuote,
    /// A quote that nothing ends, or that takes in lines that are rows themselves.
    OpenQuote,
    /// More than [`LONGEST`] bytes.
    TooLong,
}

/// Reads rows from a text whose lines end in any of the three usual ways.
pub(super) struct Rows<R> {
    input: R,
    /// The number of the next line.
    line: u64,
    /// Lines that were read and belong to rows still to come.
    ahead: VecDeque<Text>,
    /// How many cells a row has; unknown before the headings.
    width: Option<usize>,
}

/// A line with its end. Of one that is too long, its beginning.
#[derive(Debug)]
struct Text {
    bytes: Vec<u8>,
    is_whole: bool,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 1, ahead: VecDeque::new(), width: None }
    }

    /// The next row; of the first, the headings.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        let line = self.line;
        let mut held: VecDeque<Text> = VecDeque::new();
        let mut length = 0;
        let mut splitter = Splitter::default();
        let why = loop {
            let Some(text) = self.text()? else {
                if held.is_empty() {
                    return Ok(None);
                }
                break RowError::OpenQuote;
            };
            let is_first = held.is_empty();
            length += text.bytes.len();
            let step = match () {
                () if !text.is_whole || length > LONGEST => {
                    Err(if is_first { RowError::TooLong } else { RowError::OpenQuote })
                }
                () if !is_first && self.is_like_a_row(&text.bytes) => Err(RowError::OpenQuote),
                () => splitter.feed(&text.bytes),
            };
            held.push_back(text);
            match step {
                Ok(true) => {
                    self.width.get_or_insert(splitter.cells.len());
                    return Ok(Some(Found { line, cells: Ok(splitter.cells) }));
                }
                Ok(false) => {}
                // What is wrong on a later line is wrong because of the quote that reaches there.
                Err(why) => break if is_first { why } else { RowError::OpenQuote },
            }
        };
        let first = held.pop_front().map(|text| text.bytes).unwrap_or_default();
        self.line = line + 1;
        while let Some(text) = held.pop_back() {
            self.ahead.push_front(text);
        }
        Ok(Some(Found { line, cells: Err(Broken { why, bare: bare(&first) }) }))
    }

    /// Whether a line within quotes has as many commas as a row.
    fn is_like_a_row(&self, line: &[u8]) -> bool {
        self.width.is_some_and(|width| line.iter().filter(|byte| **byte == b',').count() >= (width - 1).max(1))
    }

    /// The next line, in its number.
    fn text(&mut self) -> io::Result<Option<Text>> {
        let text = match self.ahead.pop_front() {
            Some(text) => Some(text),
            None => self.read()?,
        };
        self.line += u64::from(text.is_some());
        Ok(text)
    }

    fn read(&mut self) -> io::Result<Option<Text>> {
        let mut text = Text { bytes: Vec::new(), is_whole: true };
        let mut after_return = false;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let (taken, ended) = match buffer {
                [] => return Ok((!text.bytes.is_empty()).then_some(text)),
                [b'\n', ..] if after_return => (1, true),
                _ if after_return => (0, true),
                _ => match buffer.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                    Some(at) => {
                        after_return = buffer.get(at) == Some(&b'\r');
                        (at + 1, !after_return)
                    }
                    None => (buffer.len(), false),
                },
            };
            let room = LONGEST.saturating_sub(text.bytes.len());
            text.is_whole &= taken <= room;
            text.bytes.extend_from_slice(buffer.get(..taken.min(room)).unwrap_or_default());
            self.input.consume(taken);
            if ended {
                return Ok(Some(text));
            }
        }
    }
}

/// The cells of a line, whatever its quotes.
fn bare(line: &[u8]) -> ByteRecord {
    let quoteless: Vec<u8> = line.iter().copied().filter(|byte| !matches!(byte, b'"' | b'\n' | b'\r')).collect();
    quoteless.split(|byte| *byte == b',').collect()
}

/// Takes lines apart into cells.
#[derive(Debug, Default)]
struct Splitter {
    cells: ByteRecord,
    cell: Vec<u8>,
    at: At,
}

/// Where the splitter is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before a cell.
    #[default]
    Start,
    /// In a cell without quotes.
    Plain,
    /// Within quotes.
    Quoted,
    /// After a quote within quotes: it ends the cell, or it is the first of two.
    Quote,
}

impl Splitter {
    /// Takes a line in, and returns whether the row ends with it.
    fn feed(&mut self, line: &[u8]) -> Result<bool, RowError> {
        for byte in line {
            self.at = match (self.at, byte) {
                (At::Quoted, b'"') => At::Quote,
                (At::Start, b'"') => At::Quoted,
                (At::Plain, b'"') => return Err(RowError::StrayQuote),
                (At::Quoted, _) | (At::Quote, b'"') => self.put(*byte, At::Quoted),
                (_, b',') => {
                    self.end();
                    At::Start
                }
                (_, b'\n' | b'\r') => self.at,
                (At::Quote, _) => return Err(RowError::StrayQuote),
                (At::Start | At::Plain, _) => self.put(*byte, At::Plain),
            };
        }
        if self.at == At::Quoted {
            return Ok(false);
        }
        self.end();
        Ok(true)
    }

    fn put(&mut self, byte: u8, at: At) -> At {
        self.cell.push(byte);
        at
    }

    fn end(&mut self) {
        self.cells.push_field(&self.cell);
        self.cell.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row by its line: its cells, or why it has none.
    fn rows(text: &str) -> Vec<(u64, Result<Vec<String>, RowError>)> {
        let mut rows = Rows::new(text.as_bytes());
        let texts = |cells: &ByteRecord| cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let told = |found: Found| (found.line, found.cells.map(|cells| texts(&cells)).map_err(|broken| broken.why));
        std::iter::from_fn(|| rows.next().unwrap()).map(told).collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Result<Vec<String>, RowError>) {
        (line, Ok(cells.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn lines_end_in_any_of_the_three_usual_ways() {
        let expected = [row(1, &["a", "b"]), row(2, &["1", ""]), row(3, &[""]), row(4, &["2", "x"])];
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(rows(&["a,b", "1,", "", "2,x"].join(end)), expected, "{end:?}");
            assert_eq!(rows(&(["a,b", "1,", "", "2,x"].join(end) + end)), expected, "{end:?}");
        }
        assert_eq!(rows(""), []);
    }

    #[test]
    fn a_cell_in_quotes_has_commas_lines_and_doubled_quotes() {
        let found = rows("a,b\n\"1,2\",\"x \"\"y\"\"\r\nz\"\n3,\"\"\n");
        assert_eq!(found, [row(1, &["a", "b"]), row(2, &["1,2", "x \"y\"\r\nz"]), row(4, &["3", ""])]);
    }

    #[test]
    fn a_wrong_quote_costs_its_own_row() {
        let open = (2, Err(RowError::OpenQuote));
        let stray = |line| (line, Err(RowError::StrayQuote));
        let (head, b, c) = (row(1, &["a", "b"]), row(3, &["B", "2"]), row(4, &["C", "3"]));
        // Nothing ends it; another line seems to; what ends it stands within a cell.
        assert_eq!(rows("a,b\n\"A,1\nB,2\nC,3"), [head.clone(), open.clone(), b.clone(), c.clone()]);
        assert_eq!(rows("a,b\nA,\"1\nB,2\nC,3\"\n"), [head.clone(), open.clone(), b.clone(), stray(4)]);
        assert_eq!(rows("a,b\nA,\"1\nB\"2\nC,3\n"), [head.clone(), open.clone(), stray(3), c.clone()]);
        assert_eq!(rows("a,b\nA,1\"\nB,2\nC,3\n"), [head.clone(), stray(2), b.clone(), c.clone()]);
        assert_eq!(rows("a,b\nA,\"1\"x\nB,2\nC,3\n"), [head.clone(), stray(2), b, c]);
        assert_eq!(rows("a,b\nA,\"1"), [head, open]);
    }

    #[test]
    fn a_row_without_an_end_does_not_fill_the_memory() {
        let text = format!("a,b\nA,{}\nB,2\nC,\"{}", "x".repeat(LONGEST), "y\n".repeat(LONGEST));
        let mut rows = Rows::new(text.as_bytes());
        let mut why = Vec::new();
        while let Some(found) = rows.next().unwrap().filter(|found| found.line < 5) {
            why.push((found.line, found.cells.map_err(|broken| broken.why).err()));
        }
        assert_eq!(why, [(1, None), (2, Some(RowError::TooLong)), (3, None), (4, Some(RowError::OpenQuote))]);
    }
}
