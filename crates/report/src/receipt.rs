//! A receipt (回执): what a result was computed with, in sixteen signs that can be read out. See decision 0016.
//!
//! The code says which day, program, rules, answers and result belong together, and nothing of the family: answers and
//! result are hashed with a salt that stands in the household file and on the receipt, and not in the code.

use std::fmt;
use std::str::FromStr;

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::wire::Wire;
use doudi_handoff::file;
use sha2::{Digest, Sha256};

use crate::block::Block;
use crate::{Report, ReportInput, Shown};

/// The version of the program, with a mark of the sources it was built from.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("DOUDI_SOURCES"));

/// The first day a code can name; the last is in 2129.
const EPOCH: (i32, u8, u8) = (1950, 1, 1);
/// How many bits of a code each part has, in order: day, program, rules, answers, result.
const BITS: [u32; 5] = [16, 12, 14, 19, 14];
/// Crockford's signs for five bits: no I, L, O, U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// [`PROGRAM`].
    pub program: String,
    /// A digest of the rules of the place, as they were compiled.
    pub rules: String,
    /// The place, as the file names it.
    pub place: String,
    /// The day of the application.
    pub on: String,
    /// What the answers were hashed with.
    pub salt: String,
    /// A digest of the answers, salted.
    pub answers: String,
    /// A digest of everything that was told, salted.
    pub result: String,
    /// All of it in short.
    pub code: String,
}

/// What a code says, part by part: the day, and the first bits of each digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code([u32; 5]);

/// A part of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodePart {
    /// The day of the application.
    Day,
    /// The program.
    Program,
    /// The place and its rules.
    Rules,
    /// What the family told.
    Answers,
    /// What was told to it.
    Result,
}

impl CodePart {
    /// Every part, in the order of the code.
    pub const ALL: [Self; 5] = [Self::Day, Self::Program, Self::Rules, Self::Answers, Self::Result];
}

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCode {
    /// It has not sixteen signs that a code can have.
    Signs,
    /// One of them is wrong, or two stand the wrong way round.
    Slip,
}

impl ReportInput<'_> {
    /// The receipt of a report that has none yet, told in Chinese; `None` without a salt to hash with.
    pub(crate) fn receipt(&self, report: &Report) -> Option<Receipt> {
        let salt = self.household.salt.clone()?;
        let mut told = Vec::new();
        Shown::from(report).put(&mut told);
        let bare = Household { salt: None, place: None, on: None, ..self.household.clone() };
        let is_pilot = self.town.is_some_and(|town| town.pilot);
        let rules = if is_pilot { &self.place.pilot_digest } else { &self.place.general_digest };
        let place =
            format!("{}{}", self.place.listing.id, self.town.map_or(String::new(), |town| format!("/{}", town.id)));
        let answers = digest(&["answers", &salt, &file::write(&bare)]);
        let result = hex(&Sha256::new().chain_update("result\n").chain_update(&salt).chain_update(told).finalize());
        let code = Code([
            since(self.on),
            first(&digest(&["program", PROGRAM]), BITS[1]),
            first(&digest(&["rules", rules, &place]), BITS[2]),
            first(&answers, BITS[3]),
            first(&result, BITS[4]),
        ]);
        Some(Receipt {
            program: PROGRAM.to_owned(),
            rules: rules.clone(),
            place,
            on: self.on.to_string(),
            salt,
            answers,
            result,
            code: code.to_string(),
        })
    }

    /// The receipt as it stands on paper: two lines.
    pub(crate) fn receipt_lines(&self, receipt: &Receipt) -> Vec<Block> {
        let words = self.words;
        let Receipt { program, rules, salt, code, on, .. } = receipt;
        vec![
            Block::plain(words.code_line(code)),
            Block::help(words.code_basis(on, &self.place_name(), program, rules, salt)),
        ]
    }
}

impl Code {
    /// The day it names.
    pub fn on(&self) -> Option<Day> {
        let (year, month, day) = EPOCH;
        Day::new(year, month, day)?.plus_days(i64::from(self.0[0]))
    }

    /// Which parts differ from another code.
    pub fn differs(&self, other: &Self) -> Vec<CodePart> {
        let parts = CodePart::ALL.into_iter().zip(self.0.iter().zip(other.0));
        parts.filter(|(_, (mine, theirs))| **mine != *theirs).map(|(part, _)| part).collect()
    }
}

/// `2C4F-91KX-…`: four groups of four, the last sign a check on the others.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0.iter().zip(BITS).fold(0_u128, |whole, (part, bits)| whole << bits | u128::from(*part));
        let signs = (0..15).rev().map(|at| (whole >> (5 * at) & 31) as u8);
        let signs: Vec<u8> = signs.collect();
        let check = check(&signs);
        for (at, sign) in signs.iter().chain([&check]).enumerate() {
            let dash = if at > 0 && at % 4 == 0 { "-" } else { "" };
            write!(f, "{dash}{}", char::from(SIGNS[usize::from(*sign)]))?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = NoCode;

    /// Reads a code as people write it down: in any case, with or without dashes, I and L for 1, O for 0, in wide signs,
    /// and digits as they are spoken.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut signs = Vec::new();
        for sign in text.chars().filter(|sign| !sign.is_whitespace() && !"-－—·.,，。".contains(*sign)) {
            signs.push(value(sign).ok_or(NoCode::Signs)?);
        }
        let [first @ .., last] = &signs[..] else { return Err(NoCode::Signs) };
        if first.len() != 15 {
            return Err(NoCode::Signs);
        }
        if check(first) != *last {
            return Err(NoCode::Slip);
        }
        let mut whole = first.iter().fold(0_u128, |whole, sign| whole << 5 | u128::from(*sign));
        let mut parts = [0; 5];
        for (part, bits) in parts.iter_mut().zip(BITS).rev() {
            *part = (whole & ((1 << bits) - 1)) as u32;
            whole >>= bits;
        }
        Ok(Self(parts))
    }
}

fn value(sign: char) -> Option<u8> {
    const SPOKEN: [(char, &str); 10] = [
        ('0', "零〇洞"),
        ('1', "一幺"),
        ('2', "二两"),
        ('3', "三"),
        ('4', "四"),
        ('5', "五"),
        ('6', "六"),
        ('7', "七拐"),
        ('8', "八"),
        ('9', "九勾"),
    ];
    // Wide signs stand in the same order as narrow ones.
    let narrow = match u32::from(sign) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0)?,
        _ => sign,
    };
    let spoken = SPOKEN.iter().find(|(_, ways)| ways.contains(narrow)).map_or(narrow, |(digit, _)| *digit);
    let sign = match spoken.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SIGNS.iter().position(|known| char::from(*known) == sign).and_then(|at| u8::try_from(at).ok())
}

/// A sign that no single slip and no two neighbours exchanged leave as it is: the rest over the field of 32, where each
/// place has another weight.
fn check(signs: &[u8]) -> u8 {
    // One step: times x modulo x⁵ + x² + 1.
    let times_x = |value: u8| (value << 1 & 31) ^ if value & 16 == 0 { 0 } else { 0b101 };
    signs.iter().fold(0, |rest, sign| times_x(rest ^ sign))
}

/// Days since the first a code can name; those beyond what it can hold are not told apart.
fn since(on: Day) -> u32 {
    let (year, month, day) = EPOCH;
    let first = Day::new(year, month, day);
    let days = first.map_or(0, |first| first.days_until(on));
    u32::try_from(days.clamp(0, (1 << BITS[0]) - 1)).unwrap_or(0)
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update("\n");
    }
    hex(&hash.finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS[usize::from(four & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// The first bits of a digest.
fn first(hex: &str, bits: u32) -> u32 {
    hex.get(..8).and_then(|first| u32::from_str_radix(first, 16).ok()).unwrap_or(0) >> (32 - bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Code = Code([690, 0xabc, 0x1234, 0x5_4321, 0x3fff]);

    #[test]
    fn a_code_comes_back_however_it_is_written_down() {
        let text = CODE.to_string();
        assert_eq!(text.len(), 19);
        assert_eq!(text.parse(), Ok(CODE));
        assert_eq!(text.to_lowercase().replace('-', " ").parse(), Ok(CODE));
        assert_eq!(text.replace('0', "Ｏ").replace('1', "幺").replace('2', "两").replace('7', "７").parse(), Ok(CODE));
        assert_eq!("ABCD".parse::<Code>(), Err(NoCode::Signs));
        assert_eq!(text.replace('-', "U").parse::<Code>(), Err(NoCode::Signs));
    }

    #[test]
    fn every_slip_of_one_sign_and_every_exchange_of_neighbours_is_noticed() {
        let text: Vec<char> = CODE.to_string().chars().filter(|sign| *sign != '-').collect();
        let parsed = |signs: &[char]| signs.iter().collect::<String>().parse::<Code>();
        for at in 0..text.len() {
            for sign in SIGNS.iter().map(|sign| char::from(*sign)).filter(|sign| *sign != text[at]) {
                let mut slip = text.clone();
                slip[at] = sign;
                assert_eq!(parsed(&slip), Err(NoCode::Slip), "{slip:?}");
            }
            if at > 0 && text[at] != text[at - 1] {
                let mut slip = text.clone();
                slip.swap(at, at - 1);
                assert_eq!(parsed(&slip), Err(NoCode::Slip), "{slip:?}");
            }
        }
    }

    #[test]
    fn a_code_names_its_day() {
        // 690 days after 1950-01-01: 365 to 1951-01-01, and 325 more.
        assert_eq!(CODE.on(), Day::new(1951, 11, 22));
        for day in [(1950, 1, 1), (1951, 11, 22), (2009, 12, 31), (2026, 11, 30), (2054, 11, 10), (2129, 1, 1)] {
            let day = Day::new(day.0, day.1, day.2).unwrap();
            assert_eq!(Code([since(day), 0, 0, 0, 0]).to_string().parse::<Code>().unwrap().on(), Some(day));
        }
    }

    #[test]
    fn parts_that_differ_are_named() {
        let other = Code([690, 0xabc, 0x1235, 0x5_4321, 0x3ffe]);
        assert_eq!(CODE.differs(&other), [CodePart::Rules, CodePart::Result]);
    }
}
