//! Homes (住处): who lives where and with whom, as far as the answers tell it.

use doudi_facts::household::{Lives, Relation};
use doudi_facts::known::Known;
use doudi_facts::question::{PersonField, QuestionId, TieField};

use super::Kinship;
use crate::ask::Ask;
use crate::fingerprint::{Fingerprint, Unknown};
use crate::rules::Test;
use crate::truth::{FingerprintedTruth, Question, Truth};
use crate::world::Suspended;

impl Kinship<'_, '_, '_> {
    /// Whether somebody usually lives so. The applicant lives in this home, unless told otherwise.
    pub(crate) fn lives(&mut self, who: usize, is: Lives) -> FingerprintedTruth {
        let Some(person) = self.engine.household.people.items.get(who) else { return FingerprintedTruth::FAILS };
        let possible: &[Lives] = match &person.lives {
            Known::Is(told) => return FingerprintedTruth::of(*told == is),
            Known::NotAsked if self.relation(who) == Some(Relation::Applicant) => {
                return FingerprintedTruth::of(is == Lives::Home);
            }
            Known::OneOf(several) => several,
            Known::NotAsked | Known::Unknown | Known::Between { .. } => &Lives::ALL,
        };
        if !possible.contains(&is) {
            return FingerprintedTruth::FAILS;
        }
        if possible.iter().all(|other| *other == is) {
            return FingerprintedTruth::HOLDS;
        }
        let ask = Ask::Answer(QuestionId::Person(who, PersonField::Lives));
        let question = Question { asks: self.engine.asks.intern(ask), mark: Fingerprint::ask(ask) };
        let outcome = Lives::ALL.iter().position(|other| *other == is).and_then(|at| u8::try_from(at).ok());
        FingerprintedTruth::open(question.outcome(outcome.unwrap_or_default()))
    }

    /// A test of one person.
    pub(crate) fn test(&mut self, who: usize, test: &Test) -> Result<FingerprintedTruth, Suspended> {
        self.engine.test(self.scene, Some(who), test)
    }

    /// Whether somebody has told where they live, to the end.
    fn has_told_home(&self, who: usize) -> bool {
        let told = self.engine.household.people.items.get(who).map(|person| &person.lives);
        let is_applicant = self.relation(who) == Some(Relation::Applicant);
        told.is_none_or(|lives| !lives.is_open() || (lives.is_not_asked() && is_applicant))
    }

    /// Whether somebody shares this home: lives there, or comes back and is read so. Where it is not told, that and what the
    /// office would make of it is one question.
    fn at_home(&mut self, who: usize) -> Result<FingerprintedTruth, Suspended> {
        let home = self.lives(who, Lives::Home);
        let away = self.lives(who, Lives::Away);
        let book = self.engine.book;
        if !self.has_told_home(who) {
            if home == FingerprintedTruth::FAILS && away == FingerprintedTruth::FAILS {
                return Ok(home);
            }
            let in_turn = self.lives(who, Lives::InTurn);
            let mut asks = self.engine.ask(QuestionId::Person(who, PersonField::Lives));
            let unsettled = [(away, &book.unsettled.away_shares_home), (in_turn, &book.unsettled.branch)];
            for (_, test) in unsettled.into_iter().filter(|(may, _)| *may != FingerprintedTruth::FAILS) {
                asks = asks.union(self.engine.asked_of_office(test));
            }
            return Ok(FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::AtHome(who)));
        }
        if away == FingerprintedTruth::FAILS {
            return Ok(home);
        }
        let counts = self.test(who, &book.unsettled.away_shares_home)?;
        Ok(home.or(away.and(counts)))
    }

    /// 长期共同居住: whether two people share one dwelling.
    pub(crate) fn share_home(&mut self, one: usize, other: usize) -> Result<FingerprintedTruth, Suspended> {
        let mut both = self.at_home(one)?;
        if both != FingerprintedTruth::FAILS {
            both = both.and(self.at_home(other)?);
        }
        Ok(both.or(self.elsewhere_together(one, other)))
    }

    /// Whether two people have one home, wherever work or school takes them.
    pub(crate) fn have_one_home(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        let mut both = FingerprintedTruth::HOLDS;
        for who in [one, other] {
            both = both.and(self.lives(who, Lives::Home).or(self.lives(who, Lives::Away)));
        }
        both.or(self.elsewhere_together(one, other))
    }

    fn elsewhere_together(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        let both = self.lives(one, Lives::Elsewhere).and(self.lives(other, Lives::Elsewhere));
        if both == FingerprintedTruth::FAILS { both } else { both.and(self.named_with(one, other)) }
    }

    /// Whether one of two who live elsewhere is named as living with the other.
    fn named_with(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        let of = [one.min(other), one.max(other)];
        let names =
            |who: usize, other: usize| self.pairs.tied.get(who).is_some_and(|tied| tied.with.items.contains(&other));
        if names(one, other) || names(other, one) {
            return FingerprintedTruth::HOLDS;
        }
        if of.into_iter().any(|who| self.pairs.tied.get(who).is_none_or(|tied| tied.with.is_all)) {
            return FingerprintedTruth::FAILS;
        }
        let facts = of.map(|who| QuestionId::TiesComplete(who, TieField::LivesWith));
        self.open(&Unknown::Tied(TieField::LivesWith, of[0], of[1]), facts)
    }

    /// 轮着住: whether one of two lives in turn in the home of the other.
    pub(crate) fn in_turn(&mut self, one: usize, other: usize) -> FingerprintedTruth {
        self.visits(one, other).or(self.visits(other, one))
    }

    fn visits(&mut self, who: usize, host: usize) -> FingerprintedTruth {
        let in_turn = self.lives(who, Lives::InTurn);
        if in_turn == FingerprintedTruth::FAILS {
            return in_turn;
        }
        if !self.has_told_home(who) {
            let (is_named, is_all) = self
                .pairs
                .tied
                .get(who)
                .map_or((false, true), |tied| (tied.with.items.contains(&host), tied.with.is_all));
            if is_all && !is_named {
                return FingerprintedTruth::FAILS;
            }
            let book = self.engine.book;
            let mut asks = self.engine.ask(QuestionId::Person(who, PersonField::Lives));
            asks = asks.union(self.engine.asked_of_office(&book.unsettled.branch));
            if !is_named {
                asks = asks.union(self.engine.ask(QuestionId::TiesComplete(who, TieField::LivesWith)));
            }
            return FingerprintedTruth::hangs_on(Truth::Open(asks), &Unknown::Visits(who, host));
        }
        let Some(tied) = self.pairs.tied.get(who) else { return FingerprintedTruth::FAILS };
        if tied.with.items.contains(&host) {
            return in_turn;
        }
        if tied.with.is_all {
            return FingerprintedTruth::FAILS;
        }
        let named = self
            .open(&Unknown::Tied(TieField::LivesWith, who, host), [QuestionId::TiesComplete(who, TieField::LivesWith)]);
        in_turn.and(named)
    }
}
