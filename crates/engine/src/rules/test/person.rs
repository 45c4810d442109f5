//! Words about one person (个人情况).

use doudi_facts::household::{
    Away, DisabilityKind, Labour, Lives, ParentState, Relation, SelfCareGrade, Study, SupporterState, Work,
};
use doudi_facts::question::PersonField;

use super::super::Since;
use super::words::test_words;

/// What is so of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonTest {
    /// 与申请人关系 is one of these.
    Relation(Vec<Relation>),
    /// 周岁: how long ago the person was born.
    Age(Since),
    /// Full-time study and the like.
    Studies(Vec<Study>),
    /// 住处 is one of these.
    Lives(Vec<Lives>),
    /// Away in one of these ways.
    Away(Vec<Away>),
    /// The person is so: a question that is answered with yes or no.
    ToldOf(PersonField),
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
}

test_words!(PersonTest as PersonWord {
    0 as 17: Relation(kinds) = "relation",
    1 as 33: Lives(of) = "lives",
    2 as 18: Age(since) = "age",
    3 as 19: Studies(kinds) = "studies",
    4 as 20: Away(kinds) = "away",
    5 as 21: ToldOf(field) = "told",
    6 as 23: Disability { kinds, grades } = "disability",
    7 as 24: Work(kinds) = "work",
    8 as 25: Labour(kinds) = "labour",
    9 as 26: SelfCare(grades) = "self-care",
    10 as 27: Supporters(states) = "supporters",
    11 as 28: Parents(states) = "parents",
    12 as 22: Counts = "counts",
});
