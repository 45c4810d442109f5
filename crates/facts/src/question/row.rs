//! The row of a question in the table (表中一行): how it is answered, how soon it is asked, when it is shown.

use std::fmt;

/// A path that belongs to no question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownQuestion(pub String);

impl fmt::Display for UnknownQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no question has the path `{}`", self.0)
    }
}

impl std::error::Error for UnknownQuestion {}

/// A row of the table of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// How the answer is given.
    pub input: Input,
    /// How soon the question is asked.
    pub stage: Stage,
    /// When the question is shown.
    pub shown: Shown,
}

/// How an answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Yes or no
    YesNo(YesNo),
    /// One of a closed list
    Choice,
    /// A count
    Count,
    /// An amount, 元
    Sum,
    /// A day
    Day,
    /// 残疾证: whether there is a card, and its kind and grade
    DisabilityCard,
    /// Entries of a list, added one by one, then whether the list is complete
    Entries,
    /// Several of a closed list, none of them, or unknown
    Several,
    /// Listed people, none of them, or unknown
    People,
}

/// How yes and no are worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YesNo {
    /// 是, 不是
    Is,
    /// 有, 没有
    Has,
    /// 能, 不能
    Can,
}

/// How soon a question is asked: easy and safe questions first, those that touch on illness, imprisonment or a past refusal
/// last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Where, and who there is.
    People,
    /// What comes in, goes out and is owned.
    Means,
    /// What people do not like to say, and what else the family is: asked last. 不清楚 is always an answer.
    Sensitive,
}

/// When a question is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// With everything it is about.
    Always,
    /// While its answer can still change something, or once it was answered.
    WhileOpen,
    /// The same, of a person who may be under 18.
    OfMinor,
    /// Of an income that is paid by the month or the day.
    PaidByTime,
    /// Of an income that costs something to earn.
    WithCosts,
    /// Of a residents' pension.
    OfResidentPension,
    /// Of support money.
    OfSupport,
}
