//! Property (财产) against limits, as far as is known.

use doudi_facts::household::AssetKind;
use doudi_facts::money::Bounds;
use doudi_facts::question::{AssetField, QuestionId};

use super::Needs;
use crate::ask::Ask;
use crate::compared::{Compared, HomesCompared, Owned, PropertyCompared, SavingsCompared, any_owned};
use crate::context::{Engine, EvaluationContext};
use crate::distance::Margin;
use crate::figure::Figure;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::{Limit, PropertyTest, SavingsLimit, SingleTest};
use crate::side::{Sides, side_of};
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::Suspended;

impl PropertyTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Owns(_) => Needs::Answers,
            Self::Within(_) => Needs::Figures,
        }
    }

    pub(super) fn questions(&self, see: &mut dyn FnMut(QuestionId)) {
        match self {
            Self::Owns(things) => things.iter().for_each(|thing| see(QuestionId::Asset(thing.field()))),
            // A limit is asked for by itself, whether or not a test names it.
            Self::Within(_) => {}
        }
    }

    pub(super) fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::Within(_) => {
                let Compared::Within(property) = compared else { return Some(false) };
                property.decides()
            }
            Self::Owns(_) => {
                let Compared::Owns(things) = compared else { return Some(false) };
                any_owned(things)
            }
        }
    }

    /// Several measures: of savings, of homes, and of what else is owned.
    pub(super) fn margins(&self, compared: &Compared) -> Vec<Margin> {
        match self {
            Self::Within(_) => {
                let Compared::Within(property) = compared else { return Vec::new() };
                let things = || property.without.iter().chain(&property.catches);
                let of = |owned: Option<bool>| things().filter(|(_, owns)| *owns == owned).count();
                let savings = property.savings.and_then(|savings| savings.apart().ok()).map(Margin::Savings);
                let others = (things().count() > 0).then(|| Margin::Others { many: of(Some(true)), open: of(None) });
                savings.into_iter().chain(property.homes.map(Margin::Homes)).chain(others).collect()
            }
            Self::Owns(_) => Vec::new(),
        }
    }
}

impl Engine<'_> {
    pub(super) fn property_test(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        of: &PropertyTest,
        test: &SingleTest,
    ) -> Result<FingerprintedTruth, Suspended> {
        match of {
            PropertyTest::Within(limit) => self.assets_within(scene, test, *limit),
            PropertyTest::Owns(things) => {
                let household = self.household;
                let owns = things.iter().fold(Truth::Fails, |any, thing| {
                    let (owns, field) = household.assets.owns(*thing);
                    any.or(owns.map_or_else(|| Truth::Open(self.ask(QuestionId::Asset(field))), Truth::of))
                });
                Ok(FingerprintedTruth::hangs_on(owns, &Unknown::Conclusion(test, None)))
            }
        }
    }

    pub(super) fn property_compared(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        of: &PropertyTest,
    ) -> Result<Compared, Suspended> {
        Ok(match of {
            PropertyTest::Within(limit) => match self.book.limits.get(*limit) {
                Some(limit) => Compared::Within(self.property(scene, limit)?),
                None => Compared::Nobody,
            },
            PropertyTest::Owns(things) => Compared::Owns(self.owned(things)),
        })
    }

    /// Within a limit. A published figure decides. What has none holds when the family owns nothing the limit could
    /// catch, and is otherwise the office's to verify: that part never fails.
    fn assets_within(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        test: &SingleTest,
        limit: usize,
    ) -> Result<FingerprintedTruth, Suspended> {
        let book = self.book;
        let Some(of) = book.limits.get(limit) else { return Ok(FingerprintedTruth::FAILS) };
        let published = self.figures_hold(scene, of)?;
        let unpublished = self.catches_nothing(Ask::Limit(limit), &of.catches);
        Ok(published.and(FingerprintedTruth::hangs_on(unpublished, &Unknown::Conclusion(test, None))))
    }

    fn catches_nothing(&mut self, verify: Ask, catches: &[AssetKind]) -> Truth {
        let verify = self.asks.intern(verify);
        let mut within = Truth::Holds;
        for thing in catches {
            let (owns, field) = self.household.assets.owns(*thing);
            within = within.and(match owns {
                Some(false) => Truth::Holds,
                // Once something is caught, no further answer of the family can spare the office its check.
                Some(true) => return Truth::Open(verify),
                None => Truth::Open(verify.union(self.ask(QuestionId::Asset(field)))),
            });
        }
        within
    }

    /// Whether the property stays within what a limit publishes; holds where it publishes nothing.
    fn figures_hold(&mut self, scene: &mut EvaluationContext<'_>, of: &Limit) -> Result<FingerprintedTruth, Suspended> {
        let assets = &self.household.assets;
        let mut holds = match &of.savings {
            Some(savings) => self.savings_within(scene, savings)?,
            None => FingerprintedTruth::HOLDS,
        };
        let homes = of.homes.map(|most| (assets.has_more_homes_than(most), AssetField::Homes, most));
        let without = of.without.iter().map(|thing| {
            let (owns, field) = assets.owns(*thing);
            (owns, field, u8::from(*thing == AssetKind::SecondHome))
        });
        for (owns, field, most) in homes.into_iter().chain(without) {
            let fact = QuestionId::Asset(field);
            let truth = owns.map_or_else(|| Truth::Open(self.ask(fact)), |owns| Truth::of(!owns));
            let beyond = Unknown::Compared(Fingerprint::ask(Ask::Answer(fact)), Fingerprint::count(most.into()));
            holds = holds.and(FingerprintedTruth::hangs_on(truth, &beyond));
        }
        Ok(holds)
    }

    /// Savings for each member (人均) against a line, decided without dividing.
    fn savings_within(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        limit: &SavingsLimit,
    ) -> Result<FingerprintedTruth, Suspended> {
        let (savings, bar) = self.saved(scene, limit)?;
        let possible = Sides::of(savings.sum, bar.sum);
        let question = Question {
            asks: savings.asks.union(bar.asks),
            mark: Fingerprint::of(&Unknown::Compared(savings.mark, bar.mark)),
        };
        Ok(FingerprintedTruth::among(&possible, question, |outcome| limit.is.admits(side_of(outcome))))
    }

    /// Savings of the household, and what they are compared with: line × times × people; 元.
    fn saved(
        &mut self,
        scene: &mut EvaluationContext<'_>,
        limit: &SavingsLimit,
    ) -> Result<(Figure, Figure), Suspended> {
        let savings = self.told(&self.household.assets.savings, QuestionId::Asset(AssetField::Savings));
        let line = self.line(scene, limit.line, None)?.yearly.by(limit.times)?;
        let members = self.members(scene)?;
        let (few, many) = members.people;
        let bar = match many {
            Some(many) => line.sum.times_count(few, many)?,
            None => Bounds { high: None, ..line.sum.times_count(few, few)? },
        };
        let (asks, mark) = (line.asks.union(members.how_many.asks), line.mark * members.how_many.mark);
        Ok((savings, Figure { sum: bar, asks, mark }))
    }

    fn property(&mut self, scene: &mut EvaluationContext<'_>, limit: &Limit) -> Result<PropertyCompared, Suspended> {
        let savings = match &limit.savings {
            Some(of) => {
                let (saved, bar) = self.saved(scene, of)?;
                let people = self.members(scene)?.people;
                let yearly = self.line(scene, of.line, None)?.yearly.sum;
                Some(SavingsCompared { saved: saved.sum, yearly, bar: bar.sum, people, is: of.is })
            }
            None => None,
        };
        let (least, most) = self.household.assets.homes.ends();
        let owned = (least.copied(), most.copied());
        let homes = limit.homes.map(|most| HomesCompared { owned, most });
        let (without, catches) = (self.owned(&limit.without), self.owned(&limit.catches));
        Ok(PropertyCompared { savings, homes, without, catches })
    }

    fn owned(&self, things: &[AssetKind]) -> Owned {
        things.iter().map(|thing| (*thing, self.household.assets.owns(*thing).0)).collect()
    }
}
