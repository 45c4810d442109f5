//! What can be wrong with a household, and the limits that a household must keep to.

use doudi_facts::day::Day;
use doudi_facts::household::Head;
use doudi_facts::money::Yuan;

/// The most that any one amount can be, in 元. Beyond it a digit too many is likelier than a sum.
pub const LARGEST_YUAN: i64 = 100_000_000;
/// The most people a household can list. Who lives with the applicant, and parents, spouses, children and grandchildren who
/// live elsewhere: a couple with both of their parents and eight children, each of them married and with one child, are thirty.
pub const MOST_PEOPLE: usize = 30;
/// The most entries any other list can have: of thirty people no head of income, and nothing owed or received, has more.
pub const LONGEST_LIST: usize = 50;

/// Something in a household that cannot be, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The path in the household file: `people.items[1].birth`.
    pub at: String,
    /// What is wrong there.
    pub what: Wrong,
}

/// What can be wrong. The words, with the mend, are the interface's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A file of another version.
    Version(u32),
    /// Two people with the same id.
    SamePerson(String),
    /// An entry of someone who is not among the people.
    NoSuchPerson(String),
    /// Nobody, or more than one, is the applicant.
    Applicants(usize),
    /// A day after the day of the application.
    Future(Day),
    /// A day too long ago for a living person.
    LongAgo(Day),
    /// More months or days than the window has.
    TooOften {
        /// What was told.
        told: u16,
        /// The most there can be.
        most: u16,
    },
    /// A count of times where the amount is for the whole window.
    TimesOfWindow,
    /// An amount beyond [`LARGEST_YUAN`].
    TooLarge(Yuan),
    /// An amount below 0.
    Negative(Yuan),
    /// More people, homes or entries than there can be.
    TooMany(usize),
    /// A range whose ends are the wrong way round.
    Inverted,
    /// A choice of nothing, or a range without ends.
    Empty,
    /// A kind of income under the head of another.
    WrongHead(Head),
    /// A person tied to themselves.
    OwnKin,
    /// Two spouses of one person.
    SecondSpouse,
    /// A spouse of somebody who is told to be unmarried.
    SpouseOfSingle,
    /// More than two parents of one person.
    ThirdParent,
    /// A parent who is younger than the child, or hardly older.
    ParentTooYoung,
    /// A tie that the relation to the applicant excludes.
    TieAgainstRelation,
    /// Somebody who lives elsewhere, with somebody who lives in this home.
    TwoHomes,
    /// A disability grade other than 1 to 4.
    Grade(u8),
    /// A part larger than the whole.
    PartBeyondWhole,
}
