//! Who belongs to one household (共同生活的家庭成员), as rules of pairs of people.

use doudi_facts::{wire_struct, wire_words};
use serde::Deserialize;

use crate::rules::{Cite, Test, Text};

/// A rule by which two people belong to one household (共同生活的家庭成员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRule {
    /// Short id.
    pub id: String,
    /// What it says, in plain words.
    pub name: Text,
    /// Which two people it is about: any of these ties. Empty: the rule names the applicant, and ties nobody.
    pub ties: Vec<Tie>,
    /// What the two must share (any of these); empty: they belong together wherever they live.
    pub shares: Vec<Shared>,
    /// When it applies: of the younger of the two. Absent: always.
    pub test: Option<Test>,
    /// Whether it is only for a child without a spouse; of a married one the office reads it
    /// ([`Unsettled::married_with_parents`]).
    pub unwed: bool,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(MemberRule { id, name, ties, shares, test, unwed, cite });

/// A tie between two people (亲属关系), the same whichever of them applies. The younger is named last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// 夫妻
    Spouses,
    /// 父母与子女
    ParentChild,
    /// 祖父母、外祖父母与孙子女、外孙子女
    GrandparentGrandchild,
    /// 兄弟姐妹
    Siblings,
    /// 公婆、岳父母与儿媳、女婿
    ParentInLawChildInLaw,
    /// 继父母与继子女
    StepParentStepChild,
}

wire_words!(Tie { Spouses, ParentChild, GrandparentGrandchild, Siblings, ParentInLawChildInLaw, StepParentStepChild });

/// What two people may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shared {
    /// 长期共同居住: one dwelling
    Home,
    /// 收支共享: income and spending
    Purse,
}

wire_words!(Shared { Home, Purse });

/// A rule that leaves a person out of every household (不计入的人员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMember {
    /// Short id.
    pub id: String,
    /// What it says, in plain words.
    pub name: Text,
    /// Of whom it holds.
    pub test: Test,
    /// Where it stands.
    pub cite: Cite,
}

wire_struct!(NotMember { id, name, test, cite });

/// What the list of members leaves open, and who decides it (成员认定里文件没写的): each a test of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// Whether somebody who is away for work or school and comes back shares the home.
    pub away_shares_home: Test,
    /// Whether a parent counts through a child's duty where the child's spouse applies (公婆、岳父母).
    pub through_spouse: Test,
    /// Whether a married child who cannot live independently, or studies, belongs with the parents, and not with the
    /// spouse.
    pub married_with_parents: Test,
    /// Whether a child of parents who are no couple belongs with the first of them that is listed, where the dwelling does
    /// not tell.
    pub first_parent: Test,
    /// Which of several married children the parents they live with belong to.
    pub branch: Test,
    /// Whether somebody who owes support only under a condition (兄弟姐妹、祖孙) owes it.
    pub conditional_duty: Test,
}

wire_struct!(Unsettled {
    away_shares_home,
    through_spouse,
    married_with_parents,
    first_parent,
    branch,
    conditional_duty,
});
