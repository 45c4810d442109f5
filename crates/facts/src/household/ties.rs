//! What the relations to the applicant tell of the ties between two people (关系推出的亲属关系), and what they leave open.

use super::KinTie;
use super::Relation::{
    self, Applicant, Child, ChildInLaw, Grandchild, Grandparent, NotKin, OtherKin, Parent, ParentInLaw, Sibling,
    Spouse, StepChild, StepParent,
};

/// Whether two people are a couple. `None`: the relations leave it open.
pub fn are_couple(one: Relation, other: Relation) -> Option<bool> {
    match (one, other) {
        (Applicant, Spouse) | (Spouse, Applicant) => Some(true),
        (Applicant | Spouse, _) | (_, Applicant | Spouse) => Some(false),
        (OtherKin | NotKin, _) | (_, OtherKin | NotKin) => None,
        (Parent, Parent | StepParent) | (StepParent, Parent) => None,
        (Grandparent, Grandparent) | (ParentInLaw, ParentInLaw) => None,
        (Child | StepChild, ChildInLaw) | (ChildInLaw, Child | StepChild) => None,
        (
            Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw | StepChild | StepParent,
            Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw | StepChild | StepParent,
        ) => Some(false),
    }
}

/// Whether one person is a parent of another. `None`: the relations leave it open.
pub fn is_parent(parent: Relation, child: Relation) -> Option<bool> {
    match (parent, child) {
        (Applicant, Child) | (Parent, Applicant) | (ParentInLaw, Spouse) | (Spouse, StepChild) => Some(true),
        (Spouse, Child) | (Parent | StepParent, Sibling) | (Grandparent, Parent) => None,
        (Child | StepChild | ChildInLaw, Grandchild) => None,
        // A parent of a grandparent is other kin.
        (OtherKin | NotKin, Applicant | Spouse | Parent) | (NotKin, Grandparent) => Some(false),
        (OtherKin | NotKin, _) => None,
        (Sibling | Grandchild | Grandparent | ParentInLaw | ChildInLaw | StepParent | StepChild, OtherKin) => None,
        (
            Applicant | Spouse | Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw
            | StepChild | StepParent,
            _,
        ) => Some(false),
    }
}

/// Whether two people are siblings by their relations alone. `None`: open, unless their parents tell it.
pub fn are_siblings(one: Relation, other: Relation) -> Option<bool> {
    match (one, other) {
        (Applicant | Sibling, Sibling) | (Sibling, Applicant) => Some(true),
        (Child, Child) | (StepChild, StepChild) => Some(true),
        // By a common parent, who need not be listed.
        (Grandchild, Grandchild) | (Child, StepChild) | (StepChild, Child) => None,
        (Applicant | NotKin, OtherKin) | (OtherKin, Applicant | NotKin) => Some(false),
        (OtherKin, _) | (_, OtherKin) => None,
        (
            Applicant | Spouse | Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw
            | StepChild | StepParent | NotKin,
            _,
        ) => Some(false),
    }
}

/// Whether one person is a grandparent of another by their relations alone. `None`: open, unless parents tell it.
pub fn is_grandparent(grandparent: Relation, grandchild: Relation) -> Option<bool> {
    match (grandparent, grandchild) {
        (Applicant | Spouse, Grandchild) | (Grandparent, Applicant | Sibling) => Some(true),
        (Parent | ParentInLaw, Child) => Some(true),
        // By the spouse of the applicant, who need not be listed.
        (ParentInLaw, StepChild) => None,
        (Applicant | NotKin, OtherKin) | (OtherKin, Applicant | NotKin) => Some(false),
        (OtherKin, _) | (_, OtherKin) => None,
        (
            Applicant | Spouse | Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw
            | StepChild | StepParent | NotKin,
            _,
        ) => Some(false),
    }
}

/// Whether one person is a parent-in-law of another by their relations alone. `None`: open, unless couples and parents tell
/// it.
pub fn is_parent_in_law(parent: Relation, child: Relation) -> Option<bool> {
    match (parent, child) {
        (ParentInLaw, Applicant) | (Applicant | Spouse, ChildInLaw) => Some(true),
        // By a parent of the applicant, who need not be listed.
        (Grandparent, StepParent) => None,
        (Applicant | NotKin, OtherKin) | (OtherKin, Applicant | NotKin) => Some(false),
        (OtherKin, _) | (_, OtherKin) => None,
        (
            Applicant | Spouse | Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw
            | StepChild | StepParent | NotKin,
            _,
        ) => Some(false),
    }
}

/// Whether one person is a step-parent of another by their relations alone. `None`: open, unless couples and parents tell
/// it.
pub fn is_step_parent(parent: Relation, child: Relation) -> Option<bool> {
    match (parent, child) {
        (Applicant, StepChild) | (StepParent, Applicant) => Some(true),
        // By a spouse who need not be listed.
        (ChildInLaw, Grandchild) | (Parent | StepParent, Sibling) => None,
        (Applicant | NotKin, OtherKin) | (OtherKin, Applicant | NotKin) => Some(false),
        (OtherKin, _) | (_, OtherKin) => None,
        (
            Applicant | Spouse | Child | Parent | Grandchild | Grandparent | Sibling | ChildInLaw | ParentInLaw
            | StepChild | StepParent | NotKin,
            _,
        ) => Some(false),
    }
}

/// Whether somebody is such further kin of another by their relations alone. `None`: open.
pub fn is_kin(who: Relation, is: KinTie, whose: Relation) -> Option<bool> {
    match is {
        KinTie::Sibling => are_siblings(who, whose),
        KinTie::Grandparent => is_grandparent(who, whose),
        KinTie::Grandchild => is_grandparent(whose, who),
        KinTie::ParentInLaw => is_parent_in_law(who, whose),
        KinTie::ChildInLaw => is_parent_in_law(whose, who),
        KinTie::StepParent => is_step_parent(who, whose),
        KinTie::StepChild => is_step_parent(whose, who),
    }
}

/// Whether somebody's list of further kin (`kin`) tells of another: of two people whose relations leave a tie open each list
/// does; where one of them is other kin of the applicant, that one's.
pub fn tells_kin(whose: Relation, who: Relation) -> bool {
    let is_open = KinTie::ALL.into_iter().any(|is| is_kin(who, is, whose).is_none());
    is_open && (whose == OtherKin || who != OtherKin)
}
