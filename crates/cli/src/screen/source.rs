//! Households as they come in (输入): lines of JSON, or the rows of a table that stand together. One at a time.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use doudi_handoff::file::LONGEST;
use doudi_words::Words;

use super::cell::plain;
use super::columns::{Columns, Mapping};
use super::household::Row;
use crate::Unusable;

/// The most rows one household can have; a list of the household file holds fifty.
const MOST_ROWS: usize = 1_000;

/// The longest row that is read, in bytes. What is longer has a quote that never ends.
const LONGEST_ROW: u64 = 1024 * 1024;

/// A household as it stands in the input, not yet read.
#[derive(Debug)]
pub(super) enum Raw {
    /// A household file in a line, or why it cannot be one.
    Line(u64, Result<Vec<u8>, TooLong>),
    /// The rows of a household, by its id.
    Rows(String, Vec<Row>),
}

/// A line longer than any household file.
#[derive(Debug)]
pub(super) struct TooLong;

/// Why reading ended before the input did.
#[derive(Debug)]
pub(super) enum Ended {
    Io(io::Error),
    /// From this line on everything is inside a quote.
    Quote(u64),
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Lines of JSON.
pub(super) struct Lines<R> {
    input: R,
    line: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 0 }
    }

    fn read(&mut self) -> Result<Option<Raw>, Ended> {
        loop {
            self.line += 1;
            let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(2);
            let mut text = Vec::new();
            let read = (&mut self.input).take(most).read_until(b'\n', &mut text)?;
            if read == 0 {
                return Ok(None);
            }
            let is_whole = text.ends_with(b"\n");
            if !is_whole && !self.input.fill_buf()?.is_empty() {
                self.input.skip_until(b'\n')?;
                return Ok(Some(Raw::Line(self.line, Err(TooLong))));
            }
            if !text.trim_ascii().is_empty() {
                return Ok(Some(Raw::Line(self.line, Ok(text))));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Raw, Ended>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A table, household by household.
pub(super) struct Table<R> {
    rows: csv::Reader<Leash<R>>,
    seen: Rc<Seen>,
    /// The line after the last row.
    line: u64,
    household: usize,
    width: usize,
    words: Words,
    /// The first row of the next household.
    next: Option<(String, Row)>,
    /// The line every household began on, by its id hashed: sixteen bytes each, and nothing else grows.
    began: HashMap<u64, u64>,
    hasher: RandomState,
    ended: bool,
}

impl<R: Read> Table<R> {
    /// Reads the headings, and finds what each stands for.
    ///
    /// # Errors
    /// When they cannot be used; each message told.
    pub(super) fn open(input: R, mapping: &Mapping, words: Words) -> Result<(Self, Columns), Unusable> {
        let seen = Rc::new(Seen::default());
        seen.left.set(LONGEST_ROW);
        let input = Leash { input, seen: Rc::clone(&seen) };
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let headings = rows.byte_headers().map_err(|error| match ended(error, 1) {
            Ended::Io(error) => Unusable::one(words.cli_missing(&error)),
            Ended::Quote(line) => Unusable::one(words.screen_quote(&line)),
        })?;
        let texts: Result<Vec<&str>, _> = headings.iter().map(std::str::from_utf8).collect();
        let texts = texts.map_err(|_| Unusable::one(words.screen_encoding()))?;
        let columns = Columns::find(&texts, mapping, words)?;
        let (household, width) = (columns.household, columns.count());
        let (began, hasher) = (HashMap::new(), RandomState::new());
        Ok((Self { rows, seen, line: 2, household, width, words, next: None, began, hasher, ended: false }, columns))
    }

    /// The next row that is not empty, with the household it belongs to; `None` as id: it does not say.
    fn row(&mut self) -> Result<Option<(Option<String>, Row)>, Ended> {
        let mut cells = csv::ByteRecord::new();
        let mut line;
        loop {
            self.seen.left.set(LONGEST_ROW);
            if !self.rows.read_byte_record(&mut cells).map_err(|error| ended(error, self.line))? {
                return Ok(None);
            }
            let within = cells.iter().flatten().filter(|byte| **byte == b'\n').count();
            let last = self.seen.line_of_row_end(self.rows.position().byte());
            line = last.saturating_sub(u64::try_from(within).unwrap_or(0));
            self.line = last + 1;
            if cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                break;
            }
        }
        let id = cells.get(self.household).map(|id| plain(&String::from_utf8_lossy(id)).into_owned());
        let id = id.filter(|id| !id.is_empty());
        let words = self.words;
        let cells = if id.is_none() {
            Err(words.screen_household_missing().to_owned())
        } else if cells.len() != self.width {
            Err(words.screen_width(&cells.len(), &self.width))
        } else {
            csv::StringRecord::from_byte_record(cells).map_err(|_| words.screen_encoding().to_owned())
        };
        Ok(Some((id, Row { line, cells })))
    }

    fn read(&mut self) -> Result<Option<Raw>, Ended> {
        let mut found: Option<(String, Vec<Row>)> = self.next.take().map(|(id, row)| (id, vec![row]));
        while !self.ended {
            let Some((id, row)) = self.row()? else {
                self.ended = true;
                break;
            };
            match (&mut found, id) {
                (None, id) => found = Some((id.unwrap_or_default(), vec![row])),
                // A row that does not say whose it is may be the household's above, which then is not whole.
                (Some((_, rows)), None) => push(rows, row, self.words),
                (Some((of, rows)), Some(id)) if *of == id => push(rows, row, self.words),
                (Some(_), Some(id)) => {
                    self.next = Some((id, row));
                    break;
                }
            }
        }
        let Some((id, mut rows)) = found else { return Ok(None) };
        self.refuse_torn(&id, &mut rows);
        Ok(Some(Raw::Rows(id, rows)))
    }

    /// Of a household that began further up, neither part is whole; the line that was written for the first is void.
    fn refuse_torn(&mut self, id: &str, rows: &mut [Row]) {
        let Some(first) = rows.first_mut().filter(|_| !id.is_empty()) else { return };
        let began = *self.began.entry(self.hasher.hash_one(id)).or_insert(first.line);
        if began != first.line && first.cells.is_ok() {
            first.cells = Err(self.words.screen_torn(&id, &began));
        }
    }
}

/// Adds a row; of too many only that they are too many is kept.
fn push(rows: &mut Vec<Row>, row: Row, words: Words) {
    if rows.len() < MOST_ROWS {
        rows.push(row);
    } else if let Some(last) = rows.last_mut()
        && last.cells.is_ok()
    {
        *last = Row { line: row.line, cells: Err(words.screen_rows(&MOST_ROWS)) };
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Raw, Ended>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.read();
        if found.is_err() {
            self.ended = true;
        }
        found.transpose()
    }
}

/// Why a table cannot be read on, at a line.
fn ended(error: csv::Error, line: u64) -> Ended {
    match error.into_kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => Ended::Quote(line),
        csv::ErrorKind::Io(error) => Ended::Io(error),
        // INVARIANT: rows of any length are let through as bytes, so nothing else can be wrong with one.
        other => Ended::Io(io::Error::other(format!("{other:?}"))),
    }
}

/// Lets no more through than a row can have, so that a quote without an end does not fill the memory, and notes where
/// lines end.
struct Leash<R> {
    input: R,
    seen: Rc<Seen>,
}

/// What has gone through.
#[derive(Debug, Default)]
struct Seen {
    /// How many bytes may still come before the row ends.
    left: Cell<u64>,
    bytes: Cell<u64>,
    /// How many lines ended before those that follow.
    before: Cell<u64>,
    /// Where lines end from the last row on.
    ends: RefCell<VecDeque<u64>>,
}

impl Seen {
    /// The line a row ends on that ends at this byte, whether its own line end was read already or only half of it. The
    /// reader's own count is one behind where lines end as on Windows.
    fn line_of_row_end(&self, end: u64) -> u64 {
        let mut ends = self.ends.borrow_mut();
        let last = end.saturating_sub(1);
        while ends.front().is_some_and(|at| *at < last) {
            ends.pop_front();
            self.before.set(self.before.get() + 1);
        }
        self.before.get() + 1
    }
}

impl<R: Read> Read for Leash<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let seen = &self.seen;
        if seen.left.get() == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.input.read(buffer)?;
        let from = seen.bytes.get();
        let ends = (from..).zip(buffer.iter().take(read)).filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
        seen.ends.borrow_mut().extend(ends);
        let count = u64::try_from(read).unwrap_or(u64::MAX);
        seen.bytes.set(from.saturating_add(count));
        seen.left.set(seen.left.get().saturating_sub(count));
        Ok(read)
    }
}
