//! What is so of the household as a whole (家庭情况), as far as is known.

use doudi_facts::household::Area;
use doudi_facts::question::QuestionId;

use super::Needs;
use crate::compared::{Compared, Value, all_alike, values};
use crate::context::{Engine, EvaluationContext};
use crate::fingerprint::Unknown;
use crate::rules::{HouseholdTest, SingleTest};
use crate::truth::FingerprintedTruth;
use crate::world::Suspended;

impl HouseholdTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Told(_) => Needs::Answers,
            Self::InArea(_) => Needs::Worlds,
        }
    }

    pub(super) fn questions(&self, see: &mut dyn FnMut(QuestionId)) {
        match self {
            Self::Told(field) => see(QuestionId::Background(*field)),
            Self::InArea(_) => see(QuestionId::Area),
        }
    }

    pub(super) fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::Told(_) => {
                let Compared::Told(values) = compared else { return Some(false) };
                all_alike(values.iter().map(|is| *is == Value::Is(true)))
            }
            Self::InArea(area) => {
                let Compared::Area(found) = compared else { return Some(false) };
                found.map(|found| found == *area)
            }
        }
    }
}

impl Engine<'_> {
    pub(super) fn household_test(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        of: &HouseholdTest,
        test: &SingleTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        match of {
            HouseholdTest::InArea(Area::Rural) => self.is_rural(scene, None),
            HouseholdTest::InArea(Area::Urban) => Ok(!self.is_rural(scene, None)?),
            HouseholdTest::Told(field) => {
                let known = self.household.background.of(*field);
                let told = self.answered(QuestionId::Background(*field), known, |yes| *yes);
                Ok(FingerprintedTruth::hangs_on(told, &Unknown::Conclusion(test, None)))
            }
        }
    }

    pub(super) fn household_compared(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        of: &HouseholdTest,
    ) -> Result<Compared, Suspended> {
        Ok(match of {
            HouseholdTest::InArea(_) => Compared::Area(self.is_rural(scene, None)?.truth.decided().map(area)),
            HouseholdTest::Told(field) => Compared::Told(values(self.household.background.of(*field), Value::Is)),
        })
    }
}

fn area(is_rural: bool) -> Area {
    if is_rural { Area::Rural } else { Area::Urban }
}
