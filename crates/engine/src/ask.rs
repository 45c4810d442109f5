//! Asks (待答的问题): everything that is open, and who holds the answer.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use doudi_facts::order::sort_by;
use doudi_facts::question::QuestionId;
use serde::Serialize;

use crate::mixer::Mixer;

/// Who holds what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The family: an answer only it can give.
    Family,
    /// The office, by checking against a rule that is not published (核对).
    Verification,
    /// The office, by deciding how to count or how to read a text (核算、读法、自由裁量).
    Office,
    /// Nobody yet: the figure is not published, or not confirmed.
    Nobody,
}

/// One open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// An answer of the family.
    Answer(QuestionId),
    /// Whether the property stays within a limit that is not published; index of the limit.
    Limit(usize),
    /// How the office counts something; index of the treatment. One decision, whatever accounts it touches.
    Treatment(usize),
    /// Whether a loss is set off against other income; index of the account.
    Losses(usize),
    /// Which reading of a text the office follows; index of the reading.
    Reading(usize),
    /// What the office judges by itself; index of the judgement.
    Judgement(usize),
    /// What is checked against a list or rule that is not at hand; index of the judgement.
    Verify(usize),
    /// A rule nobody has published; index of the judgement.
    UnpublishedRule(usize),
    /// A standard that may have been raised since it was last checked; index of the line.
    Stale(usize),
    /// A standard that is known only from a weak source; index of the line.
    Unconfirmed(usize),
    /// A standard nobody has published for this place and day; index of the line.
    Unpublished(usize),
}

impl Ask {
    /// Who can settle it.
    pub fn holder(self) -> Holder {
        match self {
            Self::Answer(_) => Holder::Family,
            Self::Limit(_) | Self::Verify(_) => Holder::Verification,
            Self::Treatment(_) | Self::Losses(_) | Self::Reading(_) | Self::Judgement(_) | Self::Stale(_) => {
                Holder::Office
            }
            Self::Unconfirmed(_) | Self::Unpublished(_) | Self::UnpublishedRule(_) => Holder::Nobody,
        }
    }
}

/// How many words of 64 bits a set has.
const WORDS: usize = 8;

/// A set of asks, one bit each. The asks behind the bits are in the [`Asks`] of the same assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct AskSet([u64; WORDS]);

impl AskSet {
    /// No ask.
    pub const EMPTY: Self = Self([0; WORDS]);
    /// How many different asks one assessment can tell apart; the last bit stands for all beyond.
    pub const LIMIT: usize = 64 * WORDS;

    /// The ask of that bit alone.
    #[inline]
    pub const fn just(bit: usize) -> Self {
        let mut words = [0; WORDS];
        words[bit / 64] = 1 << (bit % 64);
        Self(words)
    }

    /// Both sets together.
    #[must_use]
    #[inline]
    pub const fn union(self, other: Self) -> Self {
        let (mut words, mut at) = (self.0, 0);
        while at < WORDS {
            words[at] |= other.0[at];
            at += 1;
        }
        Self(words)
    }

    /// Whether it is empty.
    #[inline]
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// Whether every ask of `other` is in this set.
    pub fn contains(self, other: Self) -> bool {
        self.union(other) == self
    }

    /// Whether no ask is in both.
    pub(crate) fn has_none_of(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(word, other)| word & other == 0)
    }

    /// The bits set, ascending.
    pub fn bits(self) -> impl Iterator<Item = usize> {
        let some = |word: u64| Some(word).filter(|word| *word != 0);
        let words = self.0.into_iter().enumerate();
        words.flat_map(move |(at, word)| {
            let left = std::iter::successors(some(word), move |word| some(word & (word - 1)));
            left.map(move |word| at * 64 + word.trailing_zeros() as usize)
        })
    }
}

/// The asks of one assessment, each with its bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asks {
    known: Vec<Ask>,
    /// The bit of each; looked up and never passed over, so its order is nobody's.
    bits: HashMap<Ask, usize, BuildHasherDefault<Mixer>>,
    overflowed: bool,
}

/// For how many asks room is made at once.
const ROOM: usize = 48;

impl Default for Asks {
    fn default() -> Self {
        let bits = HashMap::with_capacity_and_hasher(ROOM, BuildHasherDefault::default());
        Self { known: Vec::with_capacity(ROOM), bits, overflowed: false }
    }
}

impl Asks {
    /// The bit of an ask, new or known.
    pub(crate) fn intern(&mut self, ask: Ask) -> AskSet {
        if let Some(bit) = self.bits.get(&ask) {
            return AskSet::just(*bit);
        }
        if self.known.len() < AskSet::LIMIT {
            self.bits.insert(ask, self.known.len());
            self.known.push(ask);
        } else {
            self.overflowed = true;
        }
        AskSet::just(self.known.len() - 1)
    }

    /// The bit of an ask, if it was met.
    pub(crate) fn bit(&self, ask: Ask) -> Option<AskSet> {
        self.bits.get(&ask).copied().map(AskSet::just)
    }

    /// Whether there were more asks than bits, so that the last bit stands for several.
    pub fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// The asks of a set, in their own order.
    pub fn of(&self, set: AskSet) -> Vec<Ask> {
        let mut asks: Vec<Ask> = set.bits().filter_map(|bit| self.known.get(bit).copied()).collect();
        sort_by(&mut asks, Ask::cmp);
        asks
    }

    /// The answers of the family among the asks of a set.
    pub(crate) fn facts(&self, set: AskSet) -> Vec<QuestionId> {
        let answer = |ask| if let Ask::Answer(fact) = ask { Some(fact) } else { None };
        self.of(set).into_iter().filter_map(answer).collect()
    }

    /// Whether any ask of the set is held so.
    pub fn any_held_by(&self, set: AskSet, holder: Holder) -> bool {
        self.any(set, |ask| ask.holder() == holder)
    }

    /// Whether any ask of the set is so.
    pub(crate) fn any(&self, set: AskSet, is_so: impl Fn(&Ask) -> bool) -> bool {
        set.bits().filter_map(|bit| self.known.get(bit)).any(is_so)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_keep_their_bits() {
        let set = AskSet::just(0).union(AskSet::just(63)).union(AskSet::just(64)).union(AskSet::just(511));
        assert_eq!(set.bits().collect::<Vec<_>>(), [0, 63, 64, 511]);
        assert!(set.contains(AskSet::just(64)) && !set.contains(AskSet::just(65)));
    }

    #[test]
    fn an_ask_has_one_bit_however_often_it_is_met() {
        let mut asks = Asks::default();
        let first = asks.intern(Ask::Reading(0));
        asks.intern(Ask::Limit(0));
        assert_eq!(asks.intern(Ask::Reading(0)), first);
        assert_eq!(asks.of(first), [Ask::Reading(0)]);
    }
}
