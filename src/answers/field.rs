//! One answer (一个回答): where it is in a household, reading it and giving it.

use std::mem;

use doudi_engine::check::Wrong;
use doudi_facts::household::Household;
use doudi_facts::known::Known;

use super::Answers;

/// How one field of a household is read and written; `None` when the entry it belongs to is gone.
pub(crate) struct FieldAccess<F> {
    /// What `read` and `write` need to find the field: its place in a list, then which list or field.
    at: [usize; 2],
    read: fn(&Household, [usize; 2]) -> Option<&F>,
    write: fn(&mut Household, [usize; 2]) -> Option<&mut F>,
}

impl<F> Clone for FieldAccess<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for FieldAccess<F> {}

impl<F> FieldAccess<F> {
    pub(crate) fn new(
        at: [usize; 2],
        read: fn(&Household, [usize; 2]) -> Option<&F>,
        write: fn(&mut Household, [usize; 2]) -> Option<&mut F>,
    ) -> Self {
        Self { at, read, write }
    }

    pub(crate) fn read(self, household: &Household) -> Option<&F> {
        (self.read)(household, self.at)
    }

    pub(crate) fn write(self, household: &mut Household) -> Option<&mut F> {
        (self.write)(household, self.at)
    }
}

/// The [`FieldAccess`] of a field: `assets.homes`, `people[who].birth`, `incomes(head).complete`, `incomes(head)[at].each`.
macro_rules! access {
    (incomes($head:expr).$field:ident) => {
        $crate::answers::FieldAccess::new(
            [0, $head as usize],
            |household, [_, head]| Some(&household.incomes.of(*doudi_facts::household::Head::ALL.get(head)?).$field),
            |household, [_, head]| {
                Some(&mut household.incomes.of_mut(*doudi_facts::household::Head::ALL.get(head)?).$field)
            },
        )
    };
    (incomes($head:expr)[$at:expr].$field:ident) => {
        $crate::answers::FieldAccess::new(
            [$at, $head as usize],
            |household, [at, head]| {
                let head = *doudi_facts::household::Head::ALL.get(head)?;
                household.incomes.of(head).items.get(at).map(|income| &income.$field)
            },
            |household, [at, head]| {
                let head = *doudi_facts::household::Head::ALL.get(head)?;
                household.incomes.of_mut(head).items.get_mut(at).map(|income| &mut income.$field)
            },
        )
    };
    ($list:ident[$at:expr].$($field:ident).+) => {
        $crate::answers::FieldAccess::new(
            [$at, 0],
            |household, [at, _]| household.$list.items.get(at).map(|entry| &entry.$($field).+),
            |household, [at, _]| household.$list.items.get_mut(at).map(|entry| &mut entry.$($field).+),
        )
    };
    ($($field:ident).+) => {
        $crate::answers::FieldAccess::new(
            [0; 2],
            |household, _| Some(&household.$($field).+),
            |household, _| Some(&mut household.$($field).+),
        )
    };
}

pub(crate) use access;

/// One answer: its path in the household file and its field.
pub(crate) struct Answer<T> {
    pub(crate) answers: Answers,
    pub(crate) path: String,
    pub(crate) access: FieldAccess<Known<T>>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self { answers: self.answers, path: self.path.clone(), access: self.access }
    }
}

impl<T: Clone> Answer<T> {
    /// The answer as it is; `NotAsked` when the entry it belongs to is gone.
    pub(crate) fn get(&self) -> Known<T> {
        self.answers.with(|household| self.access.read(household).cloned().unwrap_or_default())
    }

    /// Gives the answer. An impossible one is refused and changes nothing.
    pub(crate) fn give(&self, known: Known<T>) -> Result<(), Wrong> {
        let mut other = known;
        let mut exchange = |household: &mut Household| {
            if let Some(field) = self.access.write(household) {
                mem::swap(field, &mut other);
            }
        };
        self.answers.exchange(&self.path, &mut exchange)
    }

    /// Takes the answer away, so that nothing of what was refused stays behind. That is never refused itself.
    pub(crate) fn clear(&self) {
        let is_there = |household: &Household| self.access.read(household).is_some_and(|known| !known.is_not_asked());
        if self.answers.with_untracked(is_there) {
            drop(self.give(Known::NotAsked));
        }
    }

    /// A text that names it in the page: ids and names of fields.
    pub(crate) fn id(&self) -> String {
        id_of(&self.path)
    }
}

/// A path of the household file as an id in the page.
pub(crate) fn id_of(path: &str) -> String {
    path.replace(['.', '[', ']'], "-")
}

#[cfg(test)]
mod tests {
    use doudi_facts::household::{Head, Income, IncomeKind, Per, Person};
    use doudi_facts::money::Yuan;
    use leptos::prelude::*;

    use super::*;

    #[test]
    fn only_an_accepted_answer_notifies_and_a_refused_one_can_be_cleared_once() {
        Owner::new().with(|| {
            let answers = Answers::of(Household::new());
            let changes = Memo::new(move |before: Option<&u32>| {
                answers.with(|_| ());
                before.map_or(0, |before| before + 1)
            });
            let savings = answers.answer("assets.savings".to_owned(), access!(assets.savings));
            assert_eq!(changes.get_untracked(), 0);
            assert_eq!(savings.give(Known::Is(Yuan::whole(12))), Ok(()));
            assert_eq!(changes.get_untracked(), 1);
            assert!(savings.give(Known::Is(Yuan::whole(-1))).is_err());
            assert_eq!((changes.get_untracked(), savings.get()), (1, Known::Is(Yuan::whole(12))));
            savings.clear();
            savings.clear();
            assert_eq!((changes.get_untracked(), savings.get()), (2, Known::NotAsked));
        });
    }

    #[test]
    fn what_is_written_by_an_access_is_read_by_it_and_an_entry_that_is_gone_has_no_field() {
        let mut household = Household::new();
        household.people.items.push(Person::default());
        let married = access!(people[0].married);
        *married.write(&mut household).unwrap() = Known::Is(true);
        assert_eq!(married.read(&household), Some(&Known::Is(true)));
        household.people.items.clear();
        assert_eq!(married.read(&household), None);
        let homes = access!(assets.homes);
        *homes.write(&mut household).unwrap() = Known::Is(2);
        assert_eq!(household.assets.homes, Known::Is(2));
    }

    #[test]
    fn an_income_is_found_under_its_own_head() {
        let mut household = Household::new();
        for (yuan, head) in (1..).zip(Head::ALL) {
            household.incomes.of_mut(head).items.push(Income {
                who: "p1".to_owned(),
                kind: IncomeKind::ALL[0],
                each: Known::Is(Yuan::whole(yuan)),
                per: Per::Window,
                times: Known::NotAsked,
                costs: Known::NotAsked,
                base_part: Known::NotAsked,
                basis: Known::NotAsked,
            });
        }
        for (yuan, head) in (1..).zip(Head::ALL) {
            assert_eq!(access!(incomes(head)[0].each).read(&household), Some(&Known::Is(Yuan::whole(yuan))));
        }
    }
}
