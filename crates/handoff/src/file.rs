//! The household file (家庭文件): what the family saved, read back or refused with its place and the mend.
//!
//! JSON, because a person can read it and any program can write it; amounts are texts, because a JSON number may pass
//! through a float. Reading checks the form alone. Whether what it says can be is the engine's to check.

use doudi_engine::facts::{FILE_VERSION, Household};
use doudi_words::Words;
use serde_json::Value;
use serde_json::error::Category;

/// The longest file that is read, in bytes. A household of fifty people with every list full stays below it.
pub const LONGEST: usize = 256 * 1024;

/// Why a text is not a household file of this build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Longer than [`LONGEST`].
    TooLong,
    /// Not JSON; where reading stopped.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column in it, from 1.
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
        odd: Odd,
    },
}

/// What can be odd about the form of one part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
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
    let json: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    version(&json)?;
    if let Some(at) = bare_list(&json, "") {
        return Err(Unreadable::Shape { at, odd: Odd::List });
    }
    // From the text again, not from `json`, which has already dropped what is there twice.
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let at = error.path().to_string();
        let at = if at == "." { String::new() } else { at };
        let odd = odd(error.inner(), &at);
        Unreadable::Shape { at, odd }
    })
}

/// Writes a household file that [`read`] reads back as it was.
pub fn write(household: &Household) -> String {
    // INVARIANT: a household has no map with keys that are not texts, which is all that serde_json refuses to write.
    let mut text = serde_json::to_string_pretty(household).unwrap_or_default();
    text.push('\n');
    text
}

fn not_json(error: &serde_json::Error) -> Unreadable {
    Unreadable::NotJson { line: error.line(), column: error.column() }
}

fn version(json: &Value) -> Result<(), Unreadable> {
    match json.get("doudi") {
        Some(found) if found.as_u64() == Some(u64::from(FILE_VERSION)) => Ok(()),
        Some(Value::String(found)) => Err(Unreadable::Version { found: Some(found.chars().take(20).collect()) }),
        Some(Value::Number(found)) => Err(Unreadable::Version { found: Some(found.to_string()) }),
        _ => Err(Unreadable::Version { found: None }),
    }
}

/// The first list that does not stand under `items` or `one-of`. Such a list would read as a record whose fields come
/// in order, so that `"wages": []` would say "not asked" where its writer meant "none".
fn bare_list(json: &Value, at: &str) -> Option<String> {
    match json {
        Value::Array(_) => Some(at.to_owned()),
        Value::Object(fields) => fields.iter().find_map(|(key, value)| {
            let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
            match value {
                Value::Array(items) if matches!(key.as_str(), "items" | "one-of") => {
                    items.iter().enumerate().find_map(|(i, item)| bare_list(item, &format!("{at}[{i}]")))
                }
                other => bare_list(other, &at),
            }
        }),
        _ => None,
    }
}

/// What a refusal means. Its texts are serde's and the engine's own, and tests hold each of them.
fn odd(error: &serde_json::Error, at: &str) -> Odd {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    let quoted = || text.split('`').nth(1).unwrap_or("").chars().take(40).collect::<String>();
    if error.classify() != Category::Data {
        // The text is JSON, so what stopped is the reading of a choice that is neither a word nor in braces.
        let is_value = [".is", ".from", ".to", ".kind", ".per", ".complete", "]"].iter().any(|end| at.ends_with(end));
        return if is_value { Odd::Word } else { Odd::Answer };
    }
    let starts = |with: &str| text.starts_with(with);
    let expects = |what: &str| text.split_once("expected ").is_some_and(|(_, rest)| rest.starts_with(what));
    if starts("unknown field") {
        Odd::Key(quoted())
    } else if starts("missing field") {
        Odd::Missing(quoted())
    } else if starts("duplicate field") {
        Odd::Twice(quoted())
    } else if starts("unknown variant") {
        let known = text.split_once("expected ").map_or("", |(_, known)| known);
        let known = known.trim_start_matches("one of ").replace('`', "");
        let is_answer = known.contains("between");
        if is_answer { Odd::Answer } else { Odd::Choice { told: quoted(), known } }
    } else if expects("a string") {
        Odd::Unquoted
    } else if expects("a boolean") {
        Odd::YesNo
    } else if expects("u8") {
        Odd::Count(u8::MAX.into())
    } else if expects("u16") {
        Odd::Count(u16::MAX.into())
    } else if expects("struct List") {
        Odd::List
    } else if expects("a sequence") {
        Odd::Items
    } else if expects("newtype variant") {
        Odd::Answer
    } else if expects("struct ") {
        Odd::Group
    } else if expects("unit variant") {
        Odd::Word
    } else if text.contains("is not an amount") {
        Odd::Amount
    } else if text.contains("more than two decimals") {
        Odd::BelowFen
    } else if text.contains("not a day of the calendar") {
        Odd::Day
    } else {
        Odd::Other(text.chars().take(200).collect())
    }
}

impl Unreadable {
    /// What is wrong, where, and what to do.
    pub fn tell(&self, words: Words) -> String {
        match self {
            Self::TooLong => words.error_too_big_file().to_owned(),
            Self::NotJson { line, column } => words.error_not_json(column, line),
            Self::Version { found: Some(found) } => words.error_version(found),
            Self::Version { found: None } => words.shape_no_version().to_owned(),
            Self::Shape { at, odd } if at.is_empty() => odd.tell(words),
            Self::Shape { at, odd } => words.error_at(at, &odd.tell(words)),
        }
    }
}

impl Odd {
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
            Self::Other(text) => shape(text),
        }
    }
}
