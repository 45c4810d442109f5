//! Asks (待答的问题): everything that is open, and who holds the answer.

use std::fmt;

use serde::Serialize;

use crate::facts::Head;
use crate::rules::Book;

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
    Answer(Fact),
    /// Whether the property stays within a limit that is not published; index of the limit.
    Limit(usize),
    /// How the office counts something: index of the treatment in its account's list, and of the account.
    Treatment {
        /// Index of the account.
        account: usize,
        /// Index of the treatment in that account.
        treatment: usize,
    },
    /// Whether a loss is set off against other income; index of the account.
    Losses(usize),
    /// Which reading of a text the office follows; index of the reading.
    Reading(usize),
    /// What the office judges by itself; index of the judgement.
    Judgement(usize),
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
            Self::Limit(_) => Holder::Verification,
            Self::Treatment { .. } | Self::Losses(_) | Self::Reading(_) | Self::Judgement(_) | Self::Stale(_) => {
                Holder::Office
            }
            Self::Unconfirmed(_) | Self::Unpublished(_) => Holder::Nobody,
        }
    }

    /// A stable name: `answer:assets.savings`, `reading:line-exactly`, `treatment:dibao/work-costs`.
    pub fn key(self, book: &Book) -> String {
        fn id<T>(list: &[T], at: usize, id: impl Fn(&T) -> &String) -> &str {
            list.get(at).map_or("?", |item| id(item))
        }
        let line = |at| id(&book.lines, at, |line| &line.id);
        let account = |at| id(&book.accounts, at, |account| &account.id);
        match self {
            Self::Answer(fact) => format!("answer:{fact}"),
            Self::Limit(at) => format!("limit:{}", id(&book.limits, at, |limit| &limit.id)),
            Self::Treatment { account: of, treatment } => {
                let treatments = book.accounts.get(of).map_or(&[][..], |account| &account.treatments);
                format!("treatment:{}/{}", account(of), id(treatments, treatment, |t| &t.id))
            }
            Self::Losses(of) => format!("losses:{}", account(of)),
            Self::Reading(at) => format!("reading:{}", id(&book.readings, at, |reading| &reading.id)),
            Self::Judgement(at) => format!("judgement:{}", id(&book.judgements, at, |judgement| &judgement.id)),
            Self::Stale(at) => format!("stale:{}", line(at)),
            Self::Unconfirmed(at) => format!("unconfirmed:{}", line(at)),
            Self::Unpublished(at) => format!("unpublished:{}", line(at)),
        }
    }
}

/// One answer of the family, by its place in the household file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// `area`
    Area,
    /// `people.complete`
    PeopleComplete,
    /// `people.items[i].…`
    Person(usize, PersonField),
    /// `incomes.<head>.complete`
    IncomesComplete(Head),
    /// `incomes.<head>.items[i].…`
    Income(Head, usize, IncomeField),
    /// `paid-out.complete`
    PaidOutComplete,
    /// `paid-out.items[i].amount`
    PaidOut(usize),
    /// `expenses.complete`
    ExpensesComplete,
    /// `expenses.items[i].amount`
    Expense(usize),
    /// `assets.…`
    Asset(AssetField),
}

macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant),+
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $text),+ })
            }
        }
    };
}

fields! {
    /// A field of a person.
    PersonField {
        Relation = "relation",
        Birth = "birth",
        LivesTogether = "lives-together",
        SharesPurse = "shares-purse",
        Married = "married",
        Dependent = "dependent",
        Study = "study",
        Away = "away",
        Disability = "disability",
        SevereIllness = "severe-illness",
    }
}

fields! {
    /// A field of an income.
    IncomeField {
        Each = "each",
        Times = "times",
        Costs = "costs",
        BasePart = "base-part",
        Basis = "basis",
    }
}

fields! {
    /// A field of the property.
    AssetField {
        Savings = "savings",
        Homes = "homes",
        Vehicle = "vehicle",
        Business = "business",
        Insurance = "insurance",
        GivenAway = "given-away",
        BigSpending = "big-spending",
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Wages => "wages",
            Self::Business => "business",
            Self::Property => "property",
            Self::Transfers => "transfers",
        })
    }
}

/// The path in the household file, as errors name it too.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Area => f.write_str("area"),
            Self::PeopleComplete => f.write_str("people.complete"),
            Self::Person(i, field) => write!(f, "people.items[{i}].{field}"),
            Self::IncomesComplete(head) => write!(f, "incomes.{head}.complete"),
            Self::Income(head, i, field) => write!(f, "incomes.{head}.items[{i}].{field}"),
            Self::PaidOutComplete => f.write_str("paid-out.complete"),
            Self::PaidOut(i) => write!(f, "paid-out.items[{i}].amount"),
            Self::ExpensesComplete => f.write_str("expenses.complete"),
            Self::Expense(i) => write!(f, "expenses.items[{i}].amount"),
            Self::Asset(field) => write!(f, "assets.{field}"),
        }
    }
}

/// A set of asks, one bit each. The asks behind the bits are in the [`Asks`] of the same assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct AskSet([u64; 4]);

impl AskSet {
    /// No ask.
    pub const EMPTY: Self = Self([0; 4]);
    /// How many different asks one assessment can tell apart; the last bit stands for all beyond.
    pub const LIMIT: usize = 256;

    /// The ask of that bit alone.
    pub const fn just(bit: u8) -> Self {
        let mut words = [0; 4];
        words[(bit / 64) as usize] = 1 << (bit % 64);
        Self(words)
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self([a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]])
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// Whether every ask of `other` is in this set.
    pub fn contains(self, other: Self) -> bool {
        self.union(other) == self
    }

    /// The bits as they are kept.
    pub(crate) fn words(self) -> [u64; 4] {
        self.0
    }

    /// The bits set, ascending.
    pub fn bits(self) -> impl Iterator<Item = u8> {
        (0..=u8::MAX).filter(move |bit| self.contains(Self::just(*bit)))
    }
}

/// The asks of one assessment, each with its bit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asks(Vec<Ask>);

impl Asks {
    /// The bit of an ask, new or known.
    pub(crate) fn intern(&mut self, ask: Ask) -> AskSet {
        let at = self.0.iter().position(|known| *known == ask).unwrap_or_else(|| {
            if self.0.len() < AskSet::LIMIT {
                self.0.push(ask);
            }
            self.0.len() - 1
        });
        AskSet::just(u8::try_from(at).unwrap_or(u8::MAX))
    }

    /// The asks of a set, in their own order.
    pub fn of(&self, set: AskSet) -> Vec<Ask> {
        let mut asks: Vec<Ask> = set.bits().filter_map(|bit| self.0.get(usize::from(bit)).copied()).collect();
        asks.sort_unstable();
        asks
    }

    /// Whether any ask of the set is held so.
    pub fn any_held_by(&self, set: AskSet, holder: Holder) -> bool {
        set.bits().filter_map(|bit| self.0.get(usize::from(bit))).any(|ask| ask.holder() == holder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_keep_their_bits() {
        let set = AskSet::just(0).union(AskSet::just(63)).union(AskSet::just(64)).union(AskSet::just(255));
        assert_eq!(set.bits().collect::<Vec<_>>(), [0, 63, 64, 255]);
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

    #[test]
    fn facts_are_named_as_in_the_file() {
        let path = Fact::Income(Head::Transfers, 2, IncomeField::BasePart).to_string();
        assert_eq!(path, "incomes.transfers.items[2].base-part");
    }
}
