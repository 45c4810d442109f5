//! Text from outside (外来文字) inside a message: ids, keys, words and file names that somebody else wrote.
//!
//! A terminal obeys control characters, and a direction mark turns a line around. Neither may come from a file.

use std::borrow::Cow;

/// The most characters of a foreign text that a message repeats.
const LONGEST: usize = 60;

/// Whether a character changes what a reader sees without being seen: controls, direction marks, zero-width characters.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// The text with every such character spelled out, so that it stays on one line: `\u{1b}[2J`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_invisible(c) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text as a message repeats it: escaped, and cut after 60 characters.
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", escaped(text.get(..end).unwrap_or_default())),
        None => escaped(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_left() {
        assert_eq!(quoted("\u{1b}[2J\nall is well\u{202e}"), "\\u{1b}[2J\\nall is well\\u{202e}");
        assert_eq!(quoted("\u{9b}31m\u{200b}甲\u{feff}"), "\\u{9b}31m\\u{200b}甲\\u{feff}");
        assert_eq!(quoted("出生日期 p1"), "出生日期 p1");
    }

    #[test]
    fn a_long_text_is_cut_by_characters() {
        assert_eq!(quoted(&"长".repeat(20_000)), format!("{}…", "长".repeat(60)));
        assert_eq!(quoted(&"长".repeat(60)), "长".repeat(60));
    }
}
