//! One answer (一个回答): where it is in a household, reading it and giving it.

use std::marker::PhantomData;
use std::mem;

use doudi_engine::check::Wrong;
use doudi_facts::household::Household;
use doudi_facts::known::Known;
use doudi_facts::question::{AnswerType, QuestionId};

use super::Answers;

/// One answer: the question and the household it is in.
pub(crate) struct Answer<T> {
    pub(crate) answers: Answers,
    pub(crate) question: QuestionId,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

impl<T: AnswerType + Clone> Answer<T> {
    pub(super) fn new(answers: Answers, question: QuestionId) -> Self {
        Self { answers, question, of: PhantomData }
    }

    /// The answer as it is; `NotAsked` when what it is about is gone.
    pub(crate) fn get(self) -> Known<T> {
        self.answers.with(|household| self.read(household).cloned().unwrap_or_default())
    }

    fn read(self, household: &Household) -> Option<&Known<T>> {
        household.answer(self.question).and_then(T::of)
    }

    /// Gives the answer. An impossible one is refused and changes nothing.
    pub(crate) fn give(self, known: Known<T>) -> Result<(), Wrong> {
        let mut other = known;
        let mut exchange = |household: &mut Household| {
            if let Some(known) = household.answer_mut(self.question).and_then(T::of_mut) {
                mem::swap(known, &mut other);
            }
        };
        self.answers.exchange(self.question, &mut exchange)
    }

    /// Takes the answer away, so that nothing of what was refused stays behind. That is never refused itself.
    pub(crate) fn clear(self) {
        let is_there = |household: &Household| self.read(household).is_some_and(|known| !known.is_not_asked());
        if self.answers.with_untracked(is_there) {
            drop(self.give(Known::NotAsked));
        }
    }

    /// A text that names it in the page: ids and names of fields.
    pub(crate) fn id(self) -> String {
        id_of(&self.question.to_string())
    }
}

/// A path of the household file as an id in the page.
pub(crate) fn id_of(path: &str) -> String {
    path.replace(['.', '[', ']'], "-")
}

#[cfg(test)]
mod tests {
    use doudi_facts::money::Yuan;
    use doudi_facts::question::AssetField;
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
            let savings = answers.answer(QuestionId::Asset(AssetField::Savings));
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
}
