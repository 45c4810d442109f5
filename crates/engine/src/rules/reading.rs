//! What the rules leave to the office: readings (读法) of a text, and judgements (由窗口核定).

use doudi_facts::{wire_struct, wire_words};
use serde::Deserialize;

use super::{Cite, Text};

/// A text that can be read in more than one way (读法).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Short id.
    pub id: String,
    /// What to ask at the window.
    pub question: Text,
    /// The readings, at least two.
    pub options: Vec<ReadingOption>,
    /// The text in question.
    pub cite: Cite,
}

wire_struct!(Reading { id, question, options, cite });

/// One way to read a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingOption {
    /// Short id.
    pub id: String,
    /// What it comes to.
    pub name: Text,
}

wire_struct!(ReadingOption { id, name });

/// Something the office judges by itself (由窗口核定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Short id.
    pub id: String,
    /// What to ask at the window.
    pub question: Text,
    /// Who can settle it.
    pub holder: JudgedBy,
    /// The text that leaves it open.
    pub cite: Cite,
}

wire_struct!(Judgement { id, question, holder, cite });

/// Who can settle a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JudgedBy {
    /// The office, as it sees fit (裁量)
    #[default]
    Office,
    /// The office, by checking against something that is not at hand (核对)
    Verification,
    /// Nobody yet: the rule is not published
    Unpublished,
}

wire_words!(JudgedBy { Office, Verification, Unpublished });
