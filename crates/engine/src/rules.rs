//! The rule vocabulary (规则词汇): the closed set of words in which a place's rules are written.
//!
//! A [`Book`] is everything that applies at one place, already merged from the nation's and the place's own rules.
//! The engine does not know where it came from. Indices between parts are checked where a book is built.

mod account;
mod ask;
mod book;
mod category;
mod document;
mod each;
mod help;
mod limit;
mod line;
mod listed;
mod member;
mod number;
mod reading;
mod schedule;
mod side;
mod since;
mod test;
mod text;

pub use account::{Account, Cap, CapBase, How, Listed, Losses, Sums, Treatment};
pub use book::Book;
pub use category::{Category, Condition, Gate, Grant, GrantSum, Note, ToldAs, Unit};
pub use document::{Cite, Confidence, Document, Level, Status};
pub use help::{Bring, Help, HelpFigure, HelpKind, HelpWay, Office, Quantity, Settled};
pub use limit::{Limit, SavingsLimit};
pub use line::{Amount, AreaRule, Line, Window};
pub use member::{MemberRule, NotMember, Shared, Tie, Unsettled};
pub(crate) use number::COUNTS;
pub use reading::{JudgedBy, Judgement, Reading, ReadingOption};
pub use schedule::{Calendar, Event, Holiday, Instead, Route, Span, SpanUnit, Stage, Start, Step, Takes};
pub(crate) use side::ORDERS;
pub use side::Side;
pub use since::Since;
pub use test::{
    Against, Change, Comparison, HouseholdTest, HouseholdWord, IncomeTest, IncomeWord, ListTest, ListWord, OfficeTest,
    OfficeWord, PersonTest, PersonWord, PropertyTest, PropertyWord, Share, SingleTest, Test,
};
pub use text::Text;
