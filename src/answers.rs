//! The answers (回答): one household in a signal, the same as the text of a file, and what this device saves of it. Every reader
//! of the face shares them; they know no page.

use std::mem;

use doudi_engine::check::{Problem, Wrong, check, check_answer};
use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::known::Known;
use doudi_facts::question::{AnswerType, QuestionId};
use doudi_handoff::file;
use doudi_rulebook::{Listing, Town};
use doudi_words::Words;
use leptos::prelude::*;
use leptos::reactive::signal::guards::{Plain, ReadGuard};

use crate::places::PLACES;
use crate::ui::{Binding, Texts, TypedField};

mod field;
mod saving;

pub(crate) use self::field::{Answer, id_of};
pub(crate) use self::saving::{Replaced, Saving};

/// The household while it is read.
type Lock = ReadGuard<Household, Plain<Household>>;

/// One household and how it is saved. Cheap to copy; everything in it is a signal or fixed.
#[derive(Clone, Copy)]
pub(crate) struct Answers {
    household: RwSignal<Household>,
    today: Day,
    /// The household as the text of a file: what is saved and what the engine gets.
    pub(crate) text: Memo<String>,
    /// Whether this device saves the answers.
    pub(crate) saving: RwSignal<Saving>,
    /// The saved texts that this version cannot read.
    pub(crate) unreadable_saves: RwSignal<Vec<String>>,
    /// The text this tab last saw saved on this device.
    seen: RwSignal<Option<String>>,
    /// The text of the household before the first answer.
    blank: RwSignal<String>,
}

impl Answers {
    /// The answers that this device saved.
    pub(crate) fn saved(today: Day) -> Self {
        let (household, saved) = saving::saved();
        let household = RwSignal::new(household);
        let text = Memo::new(move |_| household.with(file::write));
        Self {
            household,
            today,
            text,
            saving: RwSignal::new(saved.saving),
            unreadable_saves: RwSignal::new(saved.unreadable),
            blank: RwSignal::new(if saved.has_answers { String::new() } else { text.get_untracked() }),
            seen: RwSignal::new(saved.text),
        }
    }

    /// Reads from the household; runs again when it changes.
    pub(crate) fn with<R>(self, read: impl FnOnce(&Household) -> R) -> R {
        read(&self.lock())
    }

    /// The same, once.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&Household) -> R) -> R {
        read(&self.lock_untracked())
    }

    /// Changes the household. For changes that can never be refused; [`Answers::change`] checks.
    pub(crate) fn update(self, change: impl FnOnce(&mut Household)) {
        let mut change = Some(change);
        self.update_by(&mut |household| {
            if let Some(change) = change.take() {
                change(household);
            }
        });
    }

    // Compiled once, and not again for every reader.
    #[inline(never)]
    fn lock(self) -> Lock {
        self.household.read()
    }

    #[inline(never)]
    fn lock_untracked(self) -> Lock {
        self.household.read_untracked()
    }

    #[inline(never)]
    fn update_by(self, change: &mut dyn FnMut(&mut Household)) {
        self.household.update(change);
    }

    /// The day of the application.
    pub(crate) fn on(self) -> Day {
        self.with(|household| household.on).unwrap_or(self.today)
    }

    /// The place and town of the application, if the rules know them.
    pub(crate) fn place(self) -> Option<(&'static Listing, Option<&'static Town>)> {
        self.with(|household| household.place.as_deref().and_then(|path| PLACES.find(path)))
    }

    /// The answer to a question.
    pub(crate) fn answer<T: AnswerType + Clone>(self, question: QuestionId) -> Answer<T> {
        Answer::new(self, question)
    }

    /// The answer to a question as a field in which it is typed.
    pub(crate) fn typed<T>(self, words: Words, question: QuestionId, texts: Texts) -> TypedField<T>
    where
        T: AnswerType + Clone + Send + Sync + 'static,
    {
        let answer: Answer<T> = self.answer(question);
        let give = move |typed: Result<Known<T>, String>| {
            let given = typed.and_then(|known| answer.give(known).map_err(|wrong| words.wrong(&wrong, self.on())));
            let refused = given.err()?;
            answer.clear();
            Some(refused)
        };
        let Texts { label, help } = texts;
        TypedField { words, id: answer.id(), label, help, binding: Binding::new(move || answer.get(), give) }
    }

    /// Changes the answer at `path`, and what depends on it, unless the result is impossible.
    pub(crate) fn change(self, path: &str, change: impl FnOnce(&mut Household)) -> Result<(), Wrong> {
        let mut changed = self.household.get_untracked();
        change(&mut changed);
        let mut exchange = |household: &mut Household| mem::swap(household, &mut changed);
        self.unless_refused(&mut |household| exchange_or_refuse(household, self.today, path, &mut exchange))
    }

    /// Changes the answer to a question by `exchange`, which undoes itself when called again. If the result is impossible it is
    /// undone, nobody is notified, and the error says why. Only an answer about a person must agree with others.
    fn exchange(self, question: QuestionId, exchange: &mut dyn FnMut(&mut Household)) -> Result<(), Wrong> {
        self.unless_refused(&mut |household| {
            if question.person().is_some() {
                return exchange_or_refuse(household, self.today, &question.to_string(), exchange);
            }
            exchange(household);
            let refused = check_answer(household, question, household.on.unwrap_or(self.today))?;
            exchange(household);
            Some(refused)
        })
    }

    fn unless_refused(self, change: &mut dyn FnMut(&mut Household) -> Option<Wrong>) -> Result<(), Wrong> {
        let refused = self.household.try_maybe_update(|household| {
            let refused = change(household);
            (refused.is_none(), refused)
        });
        refused.flatten().map_or(Ok(()), Err)
    }

    /// Replaces the household by that of a file. On an error nothing is changed.
    pub(crate) fn open(self, text: &str, words: Words) -> Result<(), String> {
        let household = file::read(text).map_err(|unreadable| unreadable.tell(words))?;
        let on = household.on.unwrap_or(self.today);
        let mut problems: Vec<String> =
            check(&household, on).iter().map(|problem| words.problem(problem, on)).collect();
        if let Some(place) = household.place.as_deref().filter(|path| PLACES.find(path).is_none()) {
            problems.push(words.error_at(&"place", &words.error_no_place(&place)));
        }
        if problems.is_empty() {
            self.replace(household);
            Ok(())
        } else {
            Err(problems.join("\n"))
        }
    }
}

/// Exchanges, checks, and exchanges back what is impossible: by itself or, where it is about a person, together with the
/// answers about the others. A problem that was there before at another path does not count.
fn exchange_or_refuse(
    household: &mut Household,
    today: Day,
    path: &str,
    exchange: &mut dyn FnMut(&mut Household),
) -> Option<Wrong> {
    let problems_of = |household: &Household| check(household, household.on.unwrap_or(today));
    exchange(household);
    let mut problems = problems_of(household);
    if problems.iter().any(|problem| problem.at != path) {
        exchange(household);
        let before = problems_of(household);
        exchange(household);
        let of_people = |at: &str| at.starts_with("people.items[");
        let is_new = |it: &Problem| of_people(path) && of_people(&it.at) && !before.contains(it);
        problems.retain(|it| it.at == path || is_new(it));
    }
    let first = problems.into_iter().next()?;
    exchange(household);
    Some(first.what)
}

#[cfg(test)]
mod tests {
    use doudi_facts::household::{Person, Relation};

    use super::*;

    fn today() -> Day {
        Day::new(2026, 3, 1).unwrap()
    }

    impl Answers {
        /// Answers that no device saves.
        pub(super) fn of(household: Household) -> Self {
            let household = RwSignal::new(household);
            Self {
                household,
                today: today(),
                text: Memo::new(move |_| household.with(file::write)),
                saving: RwSignal::new(Saving::Works),
                unreadable_saves: RwSignal::new(Vec::new()),
                seen: RwSignal::new(None),
                blank: RwSignal::new(String::new()),
            }
        }
    }

    fn couple() -> Household {
        let mut household = Household::new();
        for (id, relation) in [("p1", Relation::Applicant), ("p2", Relation::Spouse)] {
            let person = Person { id: id.to_owned(), relation: Known::Is(relation), ..Person::default() };
            household.people.items.push(person);
        }
        household
    }

    /// Gives the second person this day of birth; returns why it was refused, and what is the answer then.
    fn born(household: &mut Household, year: i32) -> (Option<Wrong>, Known<Day>) {
        let mut other = Known::Is(Day::new(year, 1, 1).unwrap());
        let mut exchange = |household: &mut Household| mem::swap(&mut household.people.items[1].birth, &mut other);
        let refused = exchange_or_refuse(household, today(), "people.items[1].birth", &mut exchange);
        (refused, household.people.items[1].birth.clone())
    }

    #[test]
    fn an_impossible_answer_leaves_the_answer_as_it_was() {
        let mut household = couple();
        let possible = Known::Is(Day::new(1980, 1, 1).unwrap());
        assert_eq!(born(&mut household, 1980), (None, possible.clone()));
        assert_eq!(born(&mut household, 2027), (Some(Wrong::Future(Day::new(2027, 1, 1).unwrap())), possible));
    }

    #[test]
    fn a_problem_that_was_there_before_refuses_no_other_answer() {
        let mut household = couple();
        household.people.items[0].birth = Known::Is(Day::new(2030, 1, 1).unwrap());
        assert_eq!(born(&mut household, 1980).0, None);
    }
}
