//! Supporters (法定义务人): whether everyone who owes a person support is in one of certain states.
//!
//! A spouse, grown children and parents always owe it; a listed one is a supporter, named as one or not. Siblings,
//! grandparents, grandchildren, step-relations and in-laws owe it only under a condition, which the office decides
//! (民法典第一千零七十四条、第一千零七十五条). Uncles, cousins and others never do.

use doudi_facts::household::{Away, Relation, SupporterState};
use doudi_facts::question::QuestionId;

use crate::context::{Engine, EvaluationContext};
use crate::fingerprint::Unknown;
use crate::rules::{PersonTest, Side, Since, SingleTest, Test};
use crate::ties::Kinship;
use crate::truth::{FingerprintedTruth, Truth};
use crate::world::Suspended;

/// When a relative owes support.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owes {
    Always,
    UnderCondition,
    Never,
}

impl Owes {
    fn of(relation: Relation) -> Self {
        match relation {
            Relation::Applicant | Relation::Spouse | Relation::Child | Relation::Parent => Self::Always,
            Relation::Sibling
            | Relation::Grandchild
            | Relation::Grandparent
            | Relation::StepChild
            | Relation::StepParent
            | Relation::ChildInLaw
            | Relation::ParentInLaw => Self::UnderCondition,
            Relation::OtherKin | Relation::NotKin => Self::Never,
        }
    }
}

/// Whether somebody of this relation owes support without a condition.
pub(crate) fn always_owes(relation: Relation) -> bool {
    Owes::of(relation) == Owes::Always
}

/// From this age on a person of age may belong to a state that owes nothing.
const OLD: u8 = 60;

impl Engine<'_> {
    /// Whether every supporter of a person is in one of these states.
    pub(crate) fn supporters(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: usize,
        of: &[SupporterState],
        word: &SingleTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        let named = self.named_supporters(who, of);
        let named = FingerprintedTruth::hangs_on(named, &Unknown::Conclusion(word, Some(who)));
        if named == FingerprintedTruth::FAILS {
            return Ok(named);
        }
        Ok(named.and(self.other_supporters(scene, who, of)?))
    }

    /// Those the family names who always owe support, and whether that is all.
    fn named_supporters(&mut self, who: usize, of: &[SupporterState]) -> Truth {
        let Some(person) = self.household.people.items.get(who) else { return Truth::Fails };
        let list = &person.supporters;
        let mut all = Truth::Holds;
        for (at, supporter) in list.items.iter().enumerate() {
            if always_owes(supporter.relation) {
                let question = QuestionId::Supporter(who, at);
                all = all.and(self.answered(question, &supporter.state, |state| of.contains(state)));
            }
        }
        all.and(self.listed(list.is_complete(), list.is_complete(), QuestionId::SupportersComplete(who)))
    }

    /// Those the family names who owe support under a condition, and listed relatives whom it does not name.
    pub(crate) fn other_supporters(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        who: usize,
        of: &[SupporterState],
    ) -> Result<FingerprintedTruth, Suspended> {
        let (book, household) = (self.book, self.household);
        let Some(person) = household.people.items.get(who) else { return Ok(FingerprintedTruth::FAILS) };
        let mut all = FingerprintedTruth::HOLDS;
        for (at, supporter) in person.supporters.items.iter().enumerate() {
            if Owes::of(supporter.relation) == Owes::UnderCondition {
                let fact = QuestionId::Supporter(who, at);
                let state = self.answered(fact, &supporter.state, |state| of.contains(state));
                let cannot = FingerprintedTruth::hangs_on(state, &Unknown::State(who, at, of));
                let owes = self.test(scene, Some(who), &book.unsettled.conditional_duty)?;
                all = all.and(cannot.or(!owes));
            }
        }
        let named = |relation: Relation| {
            person.supporters.items.iter().filter(|supporter| supporter.relation == relation).count()
        };
        let mut kin = Kinship::new(self, scene)?;
        for class in [Relation::Spouse, Relation::Child, Relation::Parent] {
            let mut listed = Vec::new();
            for other in (0..kin.len()).filter(|other| *other != who) {
                let tie = if class == Relation::Spouse {
                    kin.couple(who, other)
                } else if class == Relation::Child {
                    kin.parent(who, other)
                } else {
                    kin.parent(other, who)
                };
                if tie != FingerprintedTruth::FAILS {
                    listed.push((other, tie));
                }
            }
            let many = named(class);
            if many >= listed.len() {
                continue;
            }
            for (other, tie) in listed {
                let able = kin.is_able(other)?;
                let judged = kin.test(who, &book.unsettled.conditional_duty)?;
                // Where some of several are named, the office sees who is who.
                let owes_for_sure = if many > 0 {
                    FingerprintedTruth::FAILS
                } else if class == Relation::Parent {
                    able.and(kin.test(who, &below(18))?)
                } else {
                    able
                };
                let mut owes = tie.and(owes_for_sure.or(judged));
                if class == Relation::Child {
                    owes = owes.and(!kin.test(other, &below(18))?);
                }
                all = all.and(!owes);
            }
        }
        if !household.people.is_complete() && all != FingerprintedTruth::FAILS {
            let more = Truth::Open(self.ask(QuestionId::PeopleComplete));
            all = all.and(FingerprintedTruth::hangs_on(more, &Unknown::Unlisted(who)));
        }
        Ok(all)
    }
}

impl Kinship<'_, '_, '_> {
    /// Whether no state that owes nothing can be somebody's: of working age, without a disability, and not away.
    fn is_able(&mut self, who: usize) -> Result<FingerprintedTruth, Suspended> {
        let disabled = PersonTest::Disability { kinds: Vec::new(), grades: vec![1, 2, 3, 4] }.into();
        let mut able = self.test(who, &below(OLD))?;
        if able != FingerprintedTruth::FAILS {
            able = able.and(!self.test(who, &disabled)?);
        }
        if able != FingerprintedTruth::FAILS {
            able = able.and(self.test(who, &PersonTest::Away(vec![Away::No]).into())?);
        }
        Ok(able)
    }
}

fn below(years: u8) -> Test {
    PersonTest::Age(Since { is: Side::Below, years }).into()
}
