//! Households as they come in (输入): lines of JSON, or the rows of a table that stand together. One at a time.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, Read};

use csv::{ByteRecord, StringRecord};
use doudi_handoff::file::{LONGEST, is_id};
use doudi_words::Words;
use doudi_words::outside::quoted;

use super::cell::plain;
use super::columns::{Columns, Mapping};
use super::household::Row;
use super::rows::{Broken, Found, RowError, Rows};
use crate::Unusable;

/// The most rows one household can have; a list of the household file holds fifty.
const MOST_ROWS: usize = 1_000;

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

/// Lines of JSON.
pub(super) struct Lines<R> {
    input: R,
    line: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 0 }
    }

    fn read(&mut self) -> io::Result<Option<Raw>> {
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
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// A table, household by household.
pub(super) struct Table<R> {
    rows: Rows<R>,
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

impl<R: BufRead> Table<R> {
    /// Reads the headings, and finds what each stands for.
    ///
    /// # Errors
    /// When they cannot be used; each message told.
    pub(super) fn open(input: R, mapping: &Mapping, words: Words) -> Result<(Self, Columns), Unusable> {
        let mut rows = Rows::new(input);
        let first = rows.next().map_err(|error| Unusable::one(words.cli_missing(&error)))?;
        let headings = match first.map(|row| row.cells) {
            None => ByteRecord::new(),
            Some(Ok(cells)) => cells,
            Some(Err(broken)) => {
                return Err(Unusable::one(words.error_at(&words.screen_at(&1), &told(&broken, words))));
            }
        };
        let texts: Result<Vec<&str>, _> = headings.iter().map(std::str::from_utf8).collect();
        let texts = texts.map_err(|_| Unusable::one(words.screen_encoding()))?;
        let columns = Columns::find(&texts, mapping, words)?;
        let (household, width) = (columns.household, columns.count());
        let (began, hasher) = (HashMap::new(), RandomState::new());
        Ok((Self { rows, household, width, words, next: None, began, hasher, ended: false }, columns))
    }

    /// The next row that is not empty, with the household it belongs to; `None` as id: it does not say.
    fn row(&mut self) -> io::Result<Option<(Option<String>, Row)>> {
        while let Some(Found { line, cells }) = self.rows.next()? {
            let is_empty = |cells: &ByteRecord| cells.iter().all(|cell| cell.trim_ascii().is_empty());
            if !cells.as_ref().is_ok_and(is_empty) {
                return Ok(Some(self.known(line, cells)));
            }
        }
        Ok(None)
    }

    fn known(&self, line: u64, cells: Result<ByteRecord, Broken>) -> (Option<String>, Row) {
        let words = self.words;
        let id = |cells: &ByteRecord| {
            let id = plain(&String::from_utf8_lossy(cells.get(self.household)?)).into_owned();
            (!id.is_empty()).then_some(id)
        };
        let (id, cells) = match cells {
            // Taken as if the quote were not there, where that makes a whole row.
            Err(broken) => (id(&broken.bare).filter(|_| broken.bare.len() == self.width), Err(told(&broken, words))),
            Ok(cells) => (id(&cells), Ok(cells)),
        };
        let wrong = match (&id, &cells) {
            (_, Err(_)) => None,
            (None, _) => Some(words.screen_household_missing().to_owned()),
            (Some(id), _) if !is_id(id) => Some(words.screen_id(&quoted(id))),
            (Some(id), _) if is_rounded(id) => Some(words.screen_id_rounded(&quoted(id))),
            (_, Ok(cells)) if cells.len() != self.width => Some(words.screen_width(&cells.len(), &self.width)),
            _ => None,
        };
        let cells = cells.and_then(|cells| match wrong {
            Some(wrong) => Err(wrong),
            None => StringRecord::from_byte_record(cells).map_err(|_| words.screen_encoding().to_owned()),
        });
        (id, Row { line, cells })
    }

    fn read(&mut self) -> io::Result<Option<Raw>> {
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
            first.cells = Err(self.words.screen_torn(&quoted(id), &began));
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

impl<R: BufRead> Iterator for Table<R> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.read();
        if found.is_err() {
            self.ended = true;
        }
        found.transpose()
    }
}

/// What is wrong with a row that cannot be taken apart.
fn told(broken: &Broken, words: Words) -> String {
    match broken.why {
        RowError::StrayQuote => words.screen_stray_quote(),
        RowError::OpenQuote => words.screen_open_quote(),
        RowError::TooLong => words.screen_too_long(),
    }
    .to_owned()
}

/// Whether a spreadsheet has rounded a long number, so that other ids look the same: `4.20222E+17`.
pub(super) fn is_rounded(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    id.split_once(['E', 'e'])
        .is_some_and(|(number, power)| digits(number) && power.strip_prefix('+').is_some_and(digits))
}
