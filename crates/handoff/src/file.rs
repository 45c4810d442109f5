//! The household file (家庭文件): what the family saved, read back or refused with its place and the mend.
//!
//! JSON, because a person can read it and any program can write it; amounts are texts, because a JSON number may pass
//! through a float. Reading checks the form alone. Whether what it says can be is the engine's to check.

use doudi_facts::day::Day;
use doudi_facts::household::{FILE_VERSION, Household};
use doudi_facts::money::{AmountError, Yuan};
use doudi_words::Words;
use doudi_words::outside::{is_invisible, quoted};
use hifijson::SliceLexer;
use hifijson::token::Lex;
use hifijson::value::parse_bounded;
use serde::{Deserialize, Serialize};

use self::reader::{Json, Reader, Refusal, Trail};
use self::writer::Writer;

mod reader;
mod writer;

/// The longest file that is read, in bytes. A household of fifty people with every list full stays below it.
pub const LONGEST: usize = 256 * 1024;

/// The longest id of a person, in characters.
const LONGEST_ID: usize = 60;

/// The signs of a salt: Crockford's, sixteen of them.
const SALT: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How deep a file may be nested. A household is nine deep at most.
const DEEPEST: usize = 64;

/// Why a text is not a household file of this build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Longer than [`LONGEST`].
    TooLong,
    /// Not JSON; where reading stopped.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The character in it, from 1.
        column: usize,
    },
    /// JSON, but no household file of this version.
    Version {
        /// What stands under `doudi`; `None`: nothing does.
        found: Option<String>,
    },
    /// A household file with something in it that has another form.
    Shape {
        /// The path in the file, as the engine's problems name it: `incomes.wages.items[0].each.is`; empty: the whole.
        at: String,
        /// What is odd there.
        odd: FormatError,
    },
}

/// What can be odd about the form of one part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatError {
    /// An amount, a day or an id without quotes.
    Unquoted,
    /// Not an amount.
    Amount,
    /// An amount with parts of a 分.
    BelowFen,
    /// Not a day of the calendar.
    Day,
    /// Not a whole number from 0 to this.
    Count(u32),
    /// Neither true nor false.
    YesNo,
    /// A key nobody knows.
    Key(String),
    /// A key that must be there and is not.
    Missing(String),
    /// A key that is there twice.
    Twice(String),
    /// A word that is not in its closed list.
    Choice {
        /// The word.
        told: String,
        /// The list.
        known: String,
    },
    /// Neither of the forms an answer has.
    Answer,
    /// Not a word in quotes.
    Word,
    /// No list as a household file has them: `items`, with `complete` beside them.
    List,
    /// Not a list in brackets.
    Items,
    /// Not a group of named entries in braces.
    Group,
    /// An id of a person that is too long or has characters nobody sees, such as a line break.
    Id,
    /// Something else.
    Other(String),
}

/// Reads a household file.
///
/// # Errors
/// [`Unreadable`], the version before anything else that hangs on it.
pub fn read(text: &str) -> Result<Household, Unreadable> {
    if text.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    // Some editors put a mark before the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let json = json(text)?;
    version(&json)?;
    let mut trail = Trail::default();
    let read: Result<Household, Refusal> = Deserialize::deserialize(Reader { json: &json, trail: &mut trail });
    let mut household = read.map_err(|Refusal(odd)| {
        let odd = match *odd {
            FormatError::Missing(_) => FormatError::Missing(trail.asked.to_owned()),
            FormatError::Other(said) => FormatError::said(said, trail.told),
            odd => odd,
        };
        Unreadable::Shape { at: trail.at, odd }
    })?;
    if let Some(nth) = household.people.items.iter().position(|person| !is_id(&person.id)) {
        return Err(Unreadable::Shape { at: format!("people.items[{nth}].id"), odd: FormatError::Id });
    }
    household.salt = household.salt.filter(|salt| is_salt(salt));
    Ok(household)
}

/// Whether a person can be told apart by this id: at most 60 characters, all of them seen.
pub fn is_id(id: &str) -> bool {
    id.chars().count() <= LONGEST_ID && !id.contains(is_invisible)
}

/// Whether a text is a salt: sixteen signs of those that receipts are spelled with. Any other is replaced by a new one.
pub fn is_salt(salt: &str) -> bool {
    salt.len() == 16 && salt.chars().all(|sign| SALT.contains(sign))
}

/// Writes a household file that [`read`] reads back as it was.
pub fn write(household: &Household) -> String {
    let mut writer = Writer::default();
    // INVARIANT: a household has no part without a form in a file: what was not asked is passed over.
    let _ = household.serialize(&mut writer);
    writer.text.push('\n');
    writer.text
}

fn json(text: &str) -> Result<Json<'_>, Unreadable> {
    let mut lexer = SliceLexer::new(text.as_bytes());
    let json = lexer.exactly_one(Lex::ws_peek, |next, lexer| parse_bounded(DEEPEST, next, lexer));
    json.map_err(|_| {
        let left = lexer.as_slice().len().saturating_sub(1);
        let before = text.as_bytes().get(..text.len() - left).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Unreadable::NotJson { line, column: column(before) }
    })
}

/// How many characters the last line of a text has. What is cut off within a character ends before it.
pub fn column(before: &[u8]) -> usize {
    let last = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    // Every character but those bytes that continue one.
    last.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn version(json: &Json<'_>) -> Result<(), Unreadable> {
    let found = match json {
        Json::Object(entries) => entries.iter().find_map(|(key, value)| (key == "doudi").then_some(value)),
        _ => None,
    };
    let found = match found {
        Some(Json::Number((digits, _))) if digits.parse().is_ok_and(|of| (1..=FILE_VERSION).contains(&of)) => {
            return Ok(());
        }
        Some(Json::Number((digits, _))) => Some(*digits),
        Some(Json::String(told)) => Some(told.as_ref()),
        _ => None,
    };
    Err(Unreadable::Version { found: found.map(quoted) })
}

impl Unreadable {
    /// What is wrong, where, and what to do.
    pub fn tell(&self, words: Words) -> String {
        match self {
            Self::TooLong => words.error_too_big_file(&(LONGEST / 1024)),
            Self::NotJson { line, column } => words.error_not_json(column, line),
            Self::Version { found: Some(found) } => words.error_version(found),
            Self::Version { found: None } => words.shape_no_version().to_owned(),
            Self::Shape { at, odd } if at.is_empty() => odd.tell(words),
            Self::Shape { at, odd } => words.error_at(&words.place_in_file(at), &odd.tell(words)),
        }
    }
}

impl FormatError {
    /// What the engine said of a text: it says the same again when it is asked about that text alone.
    fn said(said: String, told: &str) -> Self {
        match (told.parse::<Yuan>(), told.parse::<Day>()) {
            (Err(error), _) if error.to_string() == said => match error {
                AmountError::NotANumber(_) => Self::Amount,
                AmountError::BelowFen(_) => Self::BelowFen,
            },
            (_, Err(error)) if error.to_string() == said => Self::Day,
            _ => Self::Other(quoted(&said)),
        }
    }

    fn tell(&self, words: Words) -> String {
        let shape = |detail: &dyn std::fmt::Display| words.error_shape(detail);
        match self {
            Self::Amount => words.error_amount().to_owned(),
            Self::BelowFen => words.error_fen().to_owned(),
            Self::Day => words.error_day().to_owned(),
            Self::Unquoted => shape(&words.shape_unquoted()),
            Self::Count(most) => shape(&words.shape_count(most)),
            Self::YesNo => shape(&words.shape_yes_no()),
            Self::Key(told) => shape(&words.shape_key(told)),
            Self::Missing(key) => shape(&words.shape_missing(key)),
            Self::Twice(key) => shape(&words.shape_twice(key)),
            Self::Choice { told, known } => shape(&words.shape_choice(known, told)),
            Self::Answer => shape(&words.shape_answer()),
            Self::Word => shape(&words.shape_word()),
            Self::List => shape(&words.shape_list()),
            Self::Items => shape(&words.shape_items()),
            Self::Group => shape(&words.shape_group()),
            Self::Id => shape(&words.shape_id(&LONGEST_ID)),
            Self::Other(text) => shape(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLES: [&str; 5] = [
        include_str!("../../../examples/a-clear-below.json"),
        include_str!("../../../examples/b-on-the-line.json"),
        include_str!("../../../examples/c-clear-above.json"),
        include_str!("../../../examples/d-needs-explaining.json"),
        include_str!("../../../examples/e-alone.json"),
    ];

    #[test]
    fn any_reader_and_writer_of_json_does_the_same() {
        for text in EXAMPLES {
            let household: Household = serde_json::from_str(text).unwrap();
            assert_eq!(read(text), Ok(household.clone()));
            assert_eq!(write(&household), serde_json::to_string_pretty(&household).unwrap() + "\n");
        }
    }

    #[test]
    fn keys_may_stand_in_any_order() {
        for text in EXAMPLES {
            let by_letter: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(read(&by_letter.to_string()), read(text));
        }
    }

    #[test]
    fn a_place_in_a_text_is_counted_in_characters() {
        let place = |text| match read(text) {
            Err(Unreadable::NotJson { line, column }) => (line, column),
            other => panic!("{other:?}"),
        };
        assert_eq!(place("{\"doudi\": 1,\n\"家\": 无}"), (2, 6));
        assert_eq!(place("{\"doudi\": 1,\n\"a\": -}"), (2, 7));
    }

    #[test]
    fn a_long_or_invisible_key_is_told_back_short_and_on_one_line() {
        for key in [r"\u001b[2J\u001b[31mFAKE: all is well\n", &"钥".repeat(20_000), r"\u202e\u200b"] {
            for text in
                [format!(r#"{{"doudi": 1, "{key}": 1}}"#), format!(r#"{{"doudi": 1, "area": {{"is": "{key}"}}}}"#)]
            {
                for words in [Words::ZH, Words { lang: doudi_words::Lang::En }] {
                    let told = read(&text).unwrap_err().tell(words);
                    assert!(told.chars().count() < 400 && !told.contains(is_invisible), "{told}");
                }
            }
        }
    }

    #[test]
    fn an_id_is_short_and_seen_and_a_salt_has_sixteen_signs() {
        let of = |id: &str| {
            let id = serde_json::to_string(id).unwrap();
            read(&format!(r#"{{"doudi": 1, "people": {{"items": [{{"id": "a"}}, {{"id": {id}}}]}}}}"#))
        };
        let odd = Err(Unreadable::Shape { at: "people.items[1].id".to_owned(), odd: FormatError::Id });
        for id in ["b\nc", "\u{1b}[2J", "\u{200b}", &"长".repeat(61)] {
            assert_eq!(of(id), odd, "{id:?}");
        }
        assert!(of("老大 2").is_ok() && of(&"长".repeat(60)).is_ok());
        let salt = |salt: &str| read(&format!(r#"{{"doudi": 1, "salt": "{salt}"}}"#)).unwrap().salt;
        assert_eq!(salt("0123456789ABCDEF").as_deref(), Some("0123456789ABCDEF"));
        for wrong in [
            "",
            "0123456789ABCDE",
            "0123456789ABCDEU",
            "0123456789abcdef",
            r"0123456789ABCDE\n",
            "盐盐盐盐盐盐盐盐盐盐盐盐盐盐盐盐",
        ] {
            assert_eq!(salt(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_json_cannot_hold_is_written_so_that_it_can() {
        let place = "a\"b\\c\n\u{1f}d{".to_owned();
        let household = Household { place: Some(place), ..Household::new() };
        let text = write(&household);
        assert_eq!(serde_json::from_str::<Household>(&text).unwrap(), household);
        assert_eq!(read(&text), Ok(household));
    }
}
