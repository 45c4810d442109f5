//! Fields (栏目): what binds an answer to a widget. The widget knows no household; here what it gives becomes the answer.

use std::rc::Rc;

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::known::Known;
use doudi_facts::money::Yuan;
use doudi_words::Words;
use leptos::prelude::*;

use crate::answers::{Answer, Answers, id_of};
use crate::ui::{self, Binding, Refused, Texts, TypedField, options};

/// An amount of money, a range, or 不清楚.
pub(crate) fn money(words: Words, answer: Answer<Yuan>, label: &str, help: &'static str) -> AnyView {
    ui::amount(typed(words, answer, label, help))
}

/// A whole number with its unit, or 不清楚.
pub(crate) fn count(words: Words, answer: Answer<u16>, label: &str, help: &'static str, unit: &'static str) -> AnyView {
    ui::count(typed(words, answer, label, help), unit)
}

/// A day of birth and the like.
pub(crate) fn day(words: Words, answer: Answer<Day>, label: &str, help: &'static str) -> AnyView {
    ui::day(typed(words, answer, label, help))
}

fn typed<T>(words: Words, answer: Answer<T>, label: &str, help: &'static str) -> TypedField<T>
where
    T: Clone + Send + Sync + 'static,
{
    let (id, its_answer) = (answer.id(), answer.clone());
    let give = move |typed: Result<Known<T>, String>| {
        let given =
            typed.and_then(|known| answer.give(known).map_err(|wrong| words.wrong(&wrong, answer.answers.on())));
        let refused = given.err()?;
        answer.clear();
        Some(refused)
    };
    let binding = Binding::new(move || its_answer.get(), give);
    TypedField { words, id, label: label.to_owned(), help, binding }
}

/// Radio buttons for an answer, 不清楚 last.
pub(crate) fn choice<T>(
    words: Words,
    answer: Answer<T>,
    label: &str,
    help: &'static str,
    values: &'static [T],
    labels: Vec<&'static str>,
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    choice_then(words, answer, label, help, values, labels, |_| {})
}

/// The same. `then` changes what depends on the answer, together with it.
pub(crate) fn choice_then<T>(
    words: Words,
    answer: Answer<T>,
    label: &str,
    help: &'static str,
    values: &'static [T],
    labels: Vec<&'static str>,
    then: impl Fn(&mut Household) + 'static,
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let Answer { answers, path, access } = answer;
    let position = move |household: &Household| match access.read(household)? {
        Known::NotAsked => None,
        Known::Unknown => Some(values.len()),
        // An answer from a file can be one that no button stands for; it is an answer all the same.
        Known::Is(value) => values.iter().position(|one| one == value).or(Some(usize::MAX)),
        Known::Between { .. } | Known::OneOf(_) => Some(usize::MAX),
    };
    let put = move |household: &mut Household, at: usize| {
        if let Some(field) = access.write(household) {
            *field = values.get(at).map_or(Known::Unknown, |value| Known::Is(*value));
        }
        then(household);
    };
    let labels = labels.into_iter().map(str::to_owned).collect();
    let texts = Texts { label: label.to_owned(), help };
    one_option(words, answers, path, texts, labels, Box::new(position), Box::new(put))
}

/// Which of the options a household's answer is.
pub(crate) type Position = Box<dyn Fn(&Household) -> Option<usize> + Send + Sync>;

/// Makes the answer another of the options.
pub(crate) type Put = Box<dyn Fn(&mut Household, usize)>;

/// Radio buttons for whatever `position` reads and `put` writes at this path of the household file, 不清楚 last. What is
/// impossible is refused below the button that was pressed, and changes nothing.
pub(crate) fn one_option(
    words: Words,
    answers: Answers,
    path: String,
    texts: Texts,
    labels: Vec<String>,
    position: Position,
    put: Put,
) -> AnyView {
    let mut labels = labels;
    labels.push(words.app_unknown().to_owned());
    let id = id_of(&path);
    let chosen = Signal::derive(move || answers.with(&position));
    let refused = RwSignal::new(None::<Refused>);
    let choose = move |at: usize| {
        let given = answers.change(&path, |household| put(household, at));
        refused.set(given.err().map(|wrong| (at, words.wrong(&wrong, answers.on()))));
    };
    options(id, texts, words.error_choose(), labels, chosen, refused.into(), Rc::new(choose))
}
