//! Offers (可找的帮扶): what was found of measures and of things to bring.

use crate::ask::AskSet;
use crate::truth::Truth;

/// What is known of one measure, for the household or for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helped {
    /// Index of the measure.
    pub help: usize,
    /// The person, by their place in the list; `None`: the household.
    pub who: Option<usize>,
    /// Whether they are recognised already as one of those it is for, and the rest holds.
    pub now: Truth,
    /// Whether everything but being recognised holds.
    pub rest: Truth,
    /// Whether they get it, if everybody decides as the rules say.
    pub truth: Truth,
}

/// How far a measure is from a family. None of the three is a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offer {
    /// 现在就可以找: nothing has to be recognised first.
    Now,
    /// 认定以后: once they are recognised as one of those it is for.
    Once,
    /// 要看: it hangs on something else too.
    Depends,
}

impl Helped {
    /// What is open of it.
    pub(crate) fn asks(&self) -> AskSet {
        self.truth.asks().union(self.now.asks())
    }

    /// How far it is; `None`: not for them.
    pub fn offer(&self) -> Option<Offer> {
        match (self.truth, self.now, self.rest) {
            (Truth::Fails, ..) => None,
            (_, Truth::Holds, _) => Some(Offer::Now),
            (.., Truth::Holds) => Some(Offer::Once),
            _ => Some(Offer::Depends),
        }
    }
}

/// What is known of one thing to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// Index of the thing.
    pub bring: usize,
    /// Whose it is, by their place in the list; `None`: the household's.
    pub who: Option<usize>,
    /// Whether it is needed.
    pub truth: Truth,
}
