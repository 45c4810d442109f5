//! Tests (判断): when a condition holds, in the closed words of the vocabulary.

use std::cmp::Ordering;

use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Away, Caught, DisabilityKind, ExpenseKind, IncomeKind, Labour, Lives, PaidOutKind, ParentState, PastKind,
    Receipt, Relation, SelfCareGrade, Study, SupporterState, Trouble, Work,
};
use doudi_facts::money::Multiple;
use doudi_facts::question::{BackgroundField, PersonTold};
use doudi_facts::{wire_enum, wire_struct, wire_words};
use serde::Deserialize;

/// When a condition holds: of a household, or of one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// Every one of these.
    All(Vec<Test>),
    /// At least one of these.
    Any(Vec<Test>),
    /// Not this.
    Not(Box<Test>),
    /// Income per head (人均收入) of the household.
    IncomePerHead(Against),
    /// The person's own income (本人收入), not divided.
    OwnIncome(Against),
    /// Spending of some kinds against the income an account counts (支出占收入的比例).
    Spending(Share),
    /// The property stays within a limit; index.
    AssetsWithin(usize),
    /// The office follows this option of a reading.
    Reads {
        /// Index of the reading.
        reading: usize,
        /// Index of the option.
        option: usize,
    },
    /// The office judges so; index of the judgement.
    Judged(usize),
    /// An earlier category fits: the household, this person, or of a household any person who counts; index.
    Fits(usize),
    /// Someone who counts as a member is so.
    SomeMember(Box<Test>),
    /// Everyone who counts as a member is so.
    EveryMember(Box<Test>),
    /// The standards of this area apply to the household.
    InArea(Area),
    /// One of these has happened to the family in the window.
    Troubles(Vec<Trouble>),
    /// One of these is received already: by the household, or for this person.
    Receives(Vec<Receipt>),
    /// A request was refused, or help ended: at any time, or so long ago.
    Past {
        /// Which of the two.
        what: PastKind,
        /// How long ago.
        since: Option<Since>,
    },
    /// The family is so.
    Told(BackgroundField),
    /// 与申请人关系 is one of these.
    Relation(Vec<Relation>),
    /// 周岁: how long ago the person was born.
    Age(Since),
    /// Full-time study and the like.
    Studies(Vec<Study>),
    /// Away in one of these ways.
    Away(Vec<Away>),
    /// The person is so.
    ToldOf(PersonTold),
    /// Counts as a member (共同生活的家庭成员).
    Counts,
    /// A disability card of one of these kinds and grades.
    Disability {
        /// The kinds; empty: any.
        kinds: Vec<DisabilityKind>,
        /// The grades, 1 (heaviest) to 4.
        grades: Vec<u8>,
    },
    /// 就业情况
    Work(Vec<Work>),
    /// 劳动能力
    Labour(Vec<Labour>),
    /// 自理能力
    SelfCare(Vec<SelfCareGrade>),
    /// Everyone who owes this person support is in one of these states; holds when there is nobody.
    Supporters(Vec<SupporterState>),
    /// Mother and father are both in one of these states.
    Parents(Vec<ParentState>),
    /// Income of one of these kinds was told: of the person, or of anybody.
    Earns(Vec<IncomeKind>),
    /// Spending of one of these kinds was told: for the person, or for anybody.
    Spends(Vec<ExpenseKind>),
    /// A payment to others of one of these kinds was told: by the person, or by anybody.
    PaysOut(Vec<PaidOutKind>),
    /// The household owns one of these.
    Owns(Vec<Caught>),
    /// 住处 is one of these.
    Lives(Vec<Lives>),
}

wire_enum!(Test {
    0: All(tests),
    1: Any(tests),
    2: Not(test),
    3: IncomePerHead(against),
    4: OwnIncome(against),
    5: Spending(share),
    6: AssetsWithin(limit),
    7: Reads { reading, option },
    8: Judged(judgement),
    9: Fits(category),
    10: SomeMember(test),
    11: EveryMember(test),
    12: InArea(area),
    13: Troubles(kinds),
    14: Receives(kinds),
    15: Past { what, since },
    16: Told(field),
    17: Relation(kinds),
    18: Age(since),
    19: Studies(kinds),
    20: Away(kinds),
    21: ToldOf(field),
    22: Counts,
    23: Disability { kinds, grades },
    24: Work(kinds),
    25: Labour(kinds),
    26: SelfCare(grades),
    27: Supporters(states),
    28: Parents(states),
    29: Earns(kinds),
    30: Spends(kinds),
    31: PaysOut(kinds),
    32: Owns(things),
    33: Lives(of),
});

impl Test {
    /// Whether it needs no figure, so that it can be asked while one is being worked out.
    pub fn is_plain(&self) -> bool {
        let mut plain = true;
        self.each(&mut |one| {
            plain &= !matches!(
                one,
                Self::IncomePerHead(_)
                    | Self::OwnIncome(_)
                    | Self::Spending(_)
                    | Self::AssetsWithin(_)
                    | Self::Fits(_)
                    | Self::Counts
            );
        });
        plain
    }

    /// Whether it looks at what was told alone, so that it comes to the same in every world.
    pub(crate) fn is_told(&self) -> bool {
        match self {
            Self::Judged(_)
            | Self::Troubles(_)
            | Self::Receives(_)
            | Self::Past { .. }
            | Self::Told(_)
            | Self::Relation(_)
            | Self::Age(_)
            | Self::Studies(_)
            | Self::Away(_)
            | Self::ToldOf(_)
            | Self::Disability { .. }
            | Self::Work(_)
            | Self::Labour(_)
            | Self::SelfCare(_)
            | Self::Parents(_)
            | Self::Earns(_)
            | Self::Spends(_)
            | Self::PaysOut(_)
            | Self::Owns(_)
            | Self::Lives(_) => true,
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::SomeMember(_)
            | Self::EveryMember(_)
            | Self::IncomePerHead(_)
            | Self::OwnIncome(_)
            | Self::Spending(_)
            | Self::AssetsWithin(_)
            | Self::Reads { .. }
            | Self::Fits(_)
            | Self::InArea(_)
            | Self::Counts
            | Self::Supporters(_) => false,
        }
    }

    /// Whether it asks if a category fits.
    pub fn looks_at_categories(&self) -> bool {
        let mut looks = false;
        self.each(&mut |test| looks |= matches!(test, Self::Fits(_)));
        looks
    }

    /// Passes over this test and every test inside it.
    pub fn each(&self, visit: &mut impl FnMut(&Test)) {
        visit(self);
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().for_each(|test| test.each(visit)),
            Self::Not(test) | Self::SomeMember(test) | Self::EveryMember(test) => test.each(visit),
            _ => {}
        }
    }
}

/// How long ago a day lies: on which side of so many full years. The day so many years later is neither less nor more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Since {
    /// On which side.
    pub is: Side,
    /// How many years.
    pub years: u8,
}

wire_struct!(Since { is, years });

impl Since {
    /// Whether a day lies so long before `on`, given the earliest and the latest it may be; `None`: either may be.
    pub fn decides(self, earliest: Option<Day>, latest: Option<Day>, on: Day) -> Option<bool> {
        let long = |day: Option<Day>| day.map(|day| day.years_until(on, self.years));
        let (most, least) = (long(earliest), long(latest));
        let between =
            |side: &Ordering| least.is_none_or(|least| least <= *side) && most.is_none_or(|most| *side <= most);
        let mut possible = ORDERS.into_iter().filter(between).map(|side| self.is.admits(side));
        let first = possible.next()?;
        possible.all(|admits| admits == first).then_some(first)
    }
}

/// An income against a standard, times a multiple.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Against {
    /// Index of the account that counts the income.
    pub account: usize,
    /// On which side of the line.
    pub is: Side,
    /// Index of the line.
    pub line: usize,
    /// The multiple of the line.
    pub times: Multiple,
    /// The area whose figure is taken; `None`: the household's.
    pub area: Option<Area>,
}

wire_struct!(Against { account, is, line, times, area });

/// A multiple of a line that the income per head of an account is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Comparison {
    /// Index of the account.
    pub account: usize,
    /// Index of the line.
    pub line: usize,
    /// The area whose figure is taken; `None`: the household's.
    pub area: Option<Area>,
    /// The multiple of the line.
    pub times: Multiple,
}

wire_struct!(Comparison { account, line, area, times });

/// Spending against income. Compared by multiplying, never by dividing: with no income any spending is above.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Share {
    /// Which spending of members.
    pub kinds: Vec<ExpenseKind>,
    /// A standard that stands in for living costs, once for every member; index of the line.
    pub living: Option<usize>,
    /// On which side of the share.
    pub is: Side,
    /// The share of the income; may be 0.
    pub times: Multiple,
    /// Index of the account that counts the income.
    pub account: usize,
}

wire_struct!(Share { kinds, living, is, times, account });

/// On which side of a line a figure must lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 低于
    Below,
    /// 不高于、不超过
    AtMost,
    /// 恰等于
    Equal,
    /// 不低于
    AtLeast,
    /// 高于
    Above,
}

wire_words!(Side { Below, AtMost, Equal, AtLeast, Above });

impl Side {
    /// Whether a figure that compares so with the line lies on this side.
    pub fn admits(self, figure_to_line: Ordering) -> bool {
        match self {
            Self::Below => figure_to_line.is_lt(),
            Self::AtMost => figure_to_line.is_le(),
            Self::Equal => figure_to_line.is_eq(),
            Self::AtLeast => figure_to_line.is_ge(),
            Self::Above => figure_to_line.is_gt(),
        }
    }
}

/// How a figure can lie to a line, as worlds are tried.
pub(crate) const ORDERS: [Ordering; 3] = [Ordering::Less, Ordering::Equal, Ordering::Greater];
