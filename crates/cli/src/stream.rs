//! Standard output and standard error (输出): every write can fail, and whoever writes learns of it.
//!
//! A closed pipe on standard output is no failure: a reader such as `head` has seen enough. A full disk is one. A message
//! that standard error does not take is lost; the exit code still says that there was one.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};

use doudi_words::outside::{escaped, is_invisible};

/// The longest message, in characters. Longer ones repeat a text from outside.
const LONGEST: usize = 2_000;

/// Writes one part of several to standard output.
///
/// # Errors
/// When not all of it was taken, also when the pipe is closed: then no other part is needed.
pub(crate) fn streamed(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush())
}

/// Writes all there is to standard output.
///
/// # Errors
/// When not all of it was taken, unless the pipe is closed.
fn out(bytes: &[u8]) -> io::Result<()> {
    streamed(bytes).or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// Writes text for a person to standard output. Of what came from outside nothing reaches the terminal that it obeys.
///
/// # Errors
/// When not all of it was taken, unless the pipe is closed.
pub(crate) fn text(text: &str) -> io::Result<()> {
    out(lines(text).as_bytes())
}

/// Writes JSON to standard output. Invisible characters inside its strings are spelled as JSON spells them.
///
/// # Errors
/// When not all of it was taken, unless the pipe is closed.
pub(crate) fn json(text: &str) -> io::Result<()> {
    out(harmless_json(text).as_bytes())
}

/// Writes one message to standard error, on a line of its own.
pub(crate) fn message(message: &str) {
    let mut line = match message.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", escaped(message.get(..end).unwrap_or_default())),
        None => escaped(message).into_owned(),
    };
    line.push('\n');
    err(line.as_bytes());
}

/// Writes text of several lines to standard error.
pub(crate) fn messages(text: &str) {
    err(lines(text).as_bytes());
}

/// Writes to standard error. There is nowhere to say that it does not take it.
pub(crate) fn err(bytes: &[u8]) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(bytes).and_then(|()| stderr.flush());
}

fn lines(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// JSON without invisible characters; between its strings there are none but line ends.
pub(crate) fn harmless_json(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c != '\n' && is_invisible(c);
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if obeyed(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_what_it_says() {
        let said = "\u{9b}2J\u{202e}甲\u{feff}\u{e0041}";
        let text = serde_json::to_string_pretty(&[said]).unwrap();
        let harmless = harmless_json(&text);
        assert!(harmless.contains("\\u009b2J\\u202e甲\\ufeff\\udb40\\udc41"), "{harmless}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&harmless).unwrap(), [said]);
    }

    #[test]
    fn text_keeps_its_lines_and_nothing_else_that_is_obeyed() {
        assert_eq!(lines("查“\u{1b}[2J”\n好\n"), "查“\\u{1b}[2J”\n好\n");
    }
}
