//! What is so of the household as a whole (家庭情况), as far as is known.

use doudi_facts::household::Area;
use doudi_facts::question::Fact;

use super::Needs;
use crate::compared::{Compared, Value, all_alike, values};
use crate::mark::Unknown;
use crate::rules::{HouseholdTest, SingleTest};
use crate::scene::{Engine, Scene};
use crate::truth::Marked;
use crate::world::Stop;

impl HouseholdTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Told(_) => Needs::Answers,
            Self::InArea(_) => Needs::Worlds,
        }
    }

    pub(super) fn questions(&self, see: &mut dyn FnMut(Fact)) {
        match self {
            Self::Told(field) => see(Fact::Background(*field)),
            Self::InArea(_) => see(Fact::Area),
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
        scene: &mut Scene<'_>,
        of: &HouseholdTest,
        test: &SingleTest,
    ) -> Result<Marked, Stop> {
        match of {
            HouseholdTest::InArea(Area::Rural) => self.is_rural(scene, None),
            HouseholdTest::InArea(Area::Urban) => Ok(!self.is_rural(scene, None)?),
            HouseholdTest::Told(field) => {
                let known = self.household.background.of(*field);
                let told = self.answered(Fact::Background(*field), known, |yes| *yes);
                Ok(Marked::hangs_on(told, &Unknown::Word(test, None)))
            }
        }
    }

    pub(super) fn household_compared(&mut self, scene: &mut Scene<'_>, of: &HouseholdTest) -> Result<Compared, Stop> {
        Ok(match of {
            HouseholdTest::InArea(_) => Compared::Area(self.is_rural(scene, None)?.truth.decided().map(area)),
            HouseholdTest::Told(field) => Compared::Told(values(self.household.background.of(*field), Value::Is)),
        })
    }
}

fn area(is_rural: bool) -> Area {
    if is_rural { Area::Rural } else { Area::Urban }
}
