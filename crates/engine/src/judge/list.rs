//! What stands in a list of the family (清单), as far as is known.

use doudi_facts::day::Day;
use doudi_facts::household::{CurrentBenefit, Expense, Head, Income, PaidOut, PastKind};
use doudi_facts::known::Known;
use doudi_facts::question::QuestionId;

use super::Needs;
use crate::compared::{Compared, both};
use crate::context::Engine;
use crate::distance::Margin;
use crate::fingerprint::Unknown;
use crate::rules::{ListTest, Since, SingleTest};
use crate::truth::{FingerprintedTruth, Truth};

impl ListTest {
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Troubles(_)
            | Self::Receives(_)
            | Self::Past { .. }
            | Self::Earns(_)
            | Self::Spends(_)
            | Self::PaysOut(_) => Needs::Answers,
        }
    }

    pub(super) fn questions(&self, see: &mut dyn FnMut(QuestionId)) {
        match self {
            Self::Troubles(_) => see(QuestionId::TroublesComplete),
            Self::Receives(_) => see(QuestionId::ReceivesComplete),
            Self::Past { .. } => see(QuestionId::PastComplete),
            Self::Earns(kinds) => kinds.iter().for_each(|kind| see(QuestionId::IncomesComplete(kind.head()))),
            Self::Spends(_) => see(QuestionId::ExpensesComplete),
            Self::PaysOut(_) => see(QuestionId::PaidOutComplete),
        }
    }

    pub(super) fn decided_by(&self, compared: &Compared) -> Option<bool> {
        match self {
            Self::Past { since, .. } => {
                let Compared::Past { days, on, complete } = compared else { return Some(false) };
                let counts =
                    |first: Option<Day>, last| since.map_or(Some(true), |since| since.decides(first, last, *on));
                let none = days.iter().map(|(first, last)| counts(*first, *last).map(|is| !is));
                none.fold(complete.then_some(true), both).map(|none| !none)
            }
            // What stands in a list decides for itself ([`Compared::Listed`]).
            Self::Troubles(_) | Self::Receives(_) | Self::Earns(_) | Self::Spends(_) | Self::PaysOut(_) => Some(false),
        }
    }

    pub(super) fn margin(&self, compared: &Compared) -> Option<Margin> {
        match self {
            Self::Past { since, .. } => {
                let Compared::Past { days, on, .. } = compared else { return None };
                let since = on.born_at(since.as_ref()?.years)?;
                let of = |day: Option<Day>| day.map(|day| since.days_until(day));
                let latest = days.iter().max_by_key(|(_, last)| last.map_or(i64::MAX, |last| since.days_until(last)));
                let (first, last) = latest.copied().unwrap_or((None, None));
                Some(Margin::Since { since, days: (of(first), of(last)) })
            }
            Self::Troubles(_) | Self::Receives(_) | Self::Earns(_) | Self::Spends(_) | Self::PaysOut(_) => None,
        }
    }
}

impl Engine<'_> {
    pub(super) fn list_test(&mut self, who: Option<usize>, of: &ListTest, test: &SingleTest) -> FingerprintedTruth {
        let household = self.household;
        // What happened to the family is so of all of it.
        let (told, who) = match of {
            ListTest::Troubles(kinds) => {
                let told = household.troubles.items.iter().any(|happened| kinds.contains(&happened.what));
                (self.listed(told, household.troubles.is_complete(), QuestionId::TroublesComplete), None)
            }
            ListTest::Past { what, since } => (self.past(*what, *since), None),
            ListTest::Receives(kinds) => (self.receives(who, kinds), who),
            ListTest::Spends(kinds) => {
                let list = &household.expenses;
                let told = |one: &Expense| kinds.contains(&one.kind) && self.is_whose(who, &one.who);
                (self.listed(list.items.iter().any(told), list.is_complete(), QuestionId::ExpensesComplete), who)
            }
            ListTest::PaysOut(kinds) => {
                let list = &household.paid_out;
                let told = |one: &PaidOut| kinds.contains(&one.kind) && self.is_whose(who, &one.who);
                (self.listed(list.items.iter().any(told), list.is_complete(), QuestionId::PaidOutComplete), who)
            }
            ListTest::Earns(kinds) => {
                let heads = Head::ALL.into_iter().filter(|head| kinds.iter().any(|kind| kind.head() == *head));
                let told = heads.fold(Truth::Fails, |any, head| {
                    let list = household.incomes.of(head);
                    let told = |one: &Income| kinds.contains(&one.kind) && self.is_whose(who, &one.who);
                    let stands = list.items.iter().any(told);
                    any.or(self.listed(stands, list.is_complete(), QuestionId::IncomesComplete(head)))
                });
                (told, who)
            }
        };
        FingerprintedTruth::hangs_on(told, &Unknown::Conclusion(test, who))
    }

    pub(super) fn list_compared(&mut self, who: Option<usize>, of: &ListTest, test: &SingleTest) -> Compared {
        let household = self.household;
        match of {
            ListTest::Troubles(kinds) => {
                let list = &household.troubles;
                let stands = list.items.iter().any(|happened| kinds.contains(&happened.what));
                Compared::Listed { stands, complete: list.is_complete() }
            }
            ListTest::Receives(kinds) => {
                let list = &household.receives;
                let stands = list.items.iter().any(|of| kinds.contains(&of.what) && self.is_for(who, &of.who));
                let complete = list.is_complete() && (who.is_some() || household.people.is_complete());
                Compared::Listed { stands, complete }
            }
            ListTest::Past { what, .. } => {
                let list = &household.past;
                let of = list.items.iter().filter(|past| past.what == *what);
                let ends = |when: &Known<Day>| (when.ends().0.copied(), when.ends().1.copied());
                let days = of.map(|past| ends(&past.when)).collect();
                Compared::Past { days, on: self.on, complete: list.is_complete() }
            }
            ListTest::Earns(_) | ListTest::Spends(_) | ListTest::PaysOut(_) => {
                let stands = self.list_test(who, of, test).truth.decided();
                Compared::Listed { stands: stands == Some(true), complete: stands.is_some() }
            }
        }
    }

    /// Whether an entry is this person's; of a household everybody's are.
    fn is_whose(&self, who: Option<usize>, id: &str) -> bool {
        who.is_none_or(|who| self.household.person(id) == Some(who))
    }

    /// Whether something received is for this person, or of a household for anybody; what names nobody is for everybody.
    fn is_for(&self, who: Option<usize>, of: &Option<String>) -> bool {
        match (of, who.and_then(|who| self.household.people.items.get(who))) {
            (Some(of), Some(person)) => *of == person.id,
            (None, _) | (_, None) => true,
        }
    }

    fn receives(&mut self, who: Option<usize>, kinds: &[CurrentBenefit]) -> Truth {
        let list = &self.household.receives;
        let told = list.items.iter().any(|received| kinds.contains(&received.what) && self.is_for(who, &received.who));
        let listed = self.listed(told, list.is_complete(), QuestionId::ReceivesComplete);
        if who.is_some() {
            return listed;
        }
        // Whoever was left out may receive something too.
        listed.or(self.listed(false, self.household.people.is_complete(), QuestionId::PeopleComplete))
    }

    fn past(&mut self, what: PastKind, since: Option<Since>) -> Truth {
        let list = &self.household.past;
        let mut any = self.listed(false, list.is_complete(), QuestionId::PastComplete);
        for (at, past) in list.items.iter().enumerate().filter(|(_, past)| past.what == what) {
            any = any.or(since.map_or(Truth::Holds, |since| self.lies(&past.when, since, QuestionId::Past(at))));
        }
        any
    }
}
