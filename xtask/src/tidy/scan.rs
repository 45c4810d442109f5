//! Rust source as tokens with lines, so that comments and strings never count.

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::File;

/// A token, flattened out of its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Mark(char),
    Literal(String),
    Open(char),
    Close(char),
}

/// A file's tokens in order, each with its line.
pub(super) struct Tokens(pub(super) Vec<(Token, usize)>);

impl Tokens {
    pub(super) fn of(file: &File) -> Result<Self> {
        let stream: TokenStream = file
            .text
            .parse()
            .map_err(|error| anyhow!("{}: not Rust ({error}); mend it so that it compiles", file.path))?;
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        Ok(Self(tokens))
    }

    /// Words with their place in the list.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &str, usize)> {
        self.0.iter().enumerate().filter_map(|(at, (token, line))| match token {
            Token::Word(word) => Some((at, word.as_str(), *line)),
            _ => None,
        })
    }

    /// The token `offset` places after `at`, or before it.
    pub(super) fn near(&self, at: usize, offset: isize) -> Option<&Token> {
        self.0.get(at.checked_add_signed(offset)?).map(|(token, _)| token)
    }

    pub(super) fn is_mark(&self, at: usize, offset: isize, mark: char) -> bool {
        self.near(at, offset) == Some(&Token::Mark(mark))
    }

    /// Whether `::` stands at this place.
    pub(super) fn is_path_sign(&self, at: usize, offset: isize) -> bool {
        self.is_mark(at, offset, ':') && self.is_mark(at, offset + 1, ':')
    }

    /// The place of the `Close` that belongs to the `Open` at `open`.
    pub(super) fn closing(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        for (at, (token, _)) in self.0.iter().enumerate().skip(open) {
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth = depth.saturating_sub(1),
                _ => continue,
            }
            if depth == 0 {
                return at;
            }
        }
        self.0.len()
    }
}

fn flatten(stream: TokenStream, into: &mut Vec<(Token, usize)>) {
    for tree in stream {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Ident(word) => into.push((Token::Word(word.to_string()), line)),
            TokenTree::Punct(mark) => into.push((Token::Mark(mark.as_char()), line)),
            TokenTree::Literal(literal) => into.push((Token::Literal(literal.to_string()), line)),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::None => (' ', ' '),
                };
                let end = group.span_close().start().line;
                into.push((Token::Open(open), line));
                flatten(group.stream(), into);
                into.push((Token::Close(close), end));
            }
        }
    }
}
