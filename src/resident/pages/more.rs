//! What else the family may be: what has happened to it, what it receives already, what it asked for before.

use std::rc::Rc;
use std::sync::Arc;

use doudi_facts::household::{CurrentBenefit, Happened, Household, Past, PastKind, Received, Trouble};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::question::{BackgroundField, QuestionId};
use doudi_words::Words;
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::questions;
use crate::resident::questions::{is_shown, question};
use crate::ui::{Texts, boxes, labels, when};

/// The last question page.
pub(crate) fn more(app: AppContext) -> AnyView {
    let words = app.words;
    questions(app, words.more_heading().to_owned(), "", words.more_why(), move || {
        let mut fields = vec![
            ticks(app, Ticked::Troubles),
            ticks(app, Ticked::Receives),
            when(is_shown(app, QuestionId::PastComplete), move || ticks(app, Ticked::Past)),
        ];
        for at in 0..PastKind::ALL.len() {
            fields.extend(PastKind::ALL.map(|what| when_past(app, at, what)));
        }
        fields.extend(BackgroundField::ALL.map(|field| question(app, QuestionId::Background(field))));
        fields
    })
}

/// A list of words of which several can be ticked.
#[derive(Clone, Copy)]
enum Ticked {
    Troubles,
    Receives,
    Past,
}

impl Ticked {
    fn texts(self, words: Words) -> Texts {
        let [label, help] = match self {
            Self::Troubles => [words.more_troubles(), words.more_several()],
            Self::Receives => [words.more_receives(), words.more_several()],
            Self::Past => [words.more_past(), words.more_past_help()],
        };
        Texts { label: label.to_owned(), help }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Troubles => "troubles.complete",
            Self::Receives => "receives.complete",
            Self::Past => "past.complete",
        }
    }

    fn labels(self, words: Words) -> Vec<&'static str> {
        match self {
            Self::Troubles => labels(&Trouble::ALL, |of| words.trouble(of)),
            Self::Receives => labels(&CurrentBenefit::ALL, |of| words.receipt(of)),
            Self::Past => labels(&PastKind::ALL, |of| words.past(of)),
        }
    }

    /// Which words are ticked, then whether there are none, then whether that is not known.
    fn now(self, household: &Household) -> Vec<bool> {
        match self {
            Self::Troubles => ticked(&household.troubles, &Trouble::ALL, |it| it.what),
            Self::Receives => ticked(&household.receives, &CurrentBenefit::ALL, |it| it.what),
            Self::Past => ticked(&household.past, &PastKind::ALL, |it| it.what),
        }
    }

    fn tick(self, household: &mut Household, at: usize) {
        match self {
            Self::Troubles => {
                tick(&mut household.troubles, &Trouble::ALL, |it| it.what, |what| Happened { what }, at);
            }
            Self::Receives => {
                let make = |what| Received { what, who: None };
                tick(&mut household.receives, &CurrentBenefit::ALL, |it| it.what, make, at);
            }
            Self::Past => {
                let make = |what| Past { what, when: Known::NotAsked };
                tick(&mut household.past, &PastKind::ALL, |it| it.what, make, at);
            }
        }
    }
}

fn ticks(app: AppContext, list: Ticked) -> AnyView {
    let words = app.words;
    let mut labels = list.labels(words);
    labels.extend([words.away_no(), words.app_unknown()]);
    let is_on = move |at: usize| app.answers.with(|household| list.now(household).get(at) == Some(&true));
    let tick = move |at| app.answers.update(|household| list.tick(household, at));
    let labels = labels.into_iter().map(str::to_owned).collect();
    let (id, refused) = (list.path().replace('.', "-"), Signal::stored(None));
    boxes(id, list.texts(words), words.error_choose(), labels, Arc::new(is_on), refused, Rc::new(tick))
}

fn ticked<T, W: PartialEq>(list: &List<T>, all: &[W], what: fn(&T) -> W) -> Vec<bool> {
    let mut now: Vec<bool> = all.iter().map(|word| list.items.iter().any(|it| what(it) == *word)).collect();
    now.extend([list.is_complete() && list.items.is_empty(), list.complete == Closure::Unknown]);
    now
}

/// Takes a word in or out; behind the last word stand 都没有 and 不清楚. The entries of the others stay.
fn tick<T, W: PartialEq + Copy>(list: &mut List<T>, all: &[W], what: fn(&T) -> W, make: fn(W) -> T, at: usize) {
    let closure = |list: &List<T>| if list.items.is_empty() { Closure::NotAsked } else { Closure::Yes };
    if let Some(word) = all.get(at) {
        let had = list.items.len();
        list.items.retain(|it| what(it) != *word);
        if list.items.len() == had {
            let rank = |it: &T| all.iter().position(|word| *word == what(it));
            let before = list.items.iter().take_while(|it| rank(it) < Some(at)).count();
            list.items.insert(before, make(*word));
        }
        list.complete = closure(list);
    } else if at > all.len() {
        list.complete = if list.complete == Closure::Unknown { closure(list) } else { Closure::Unknown };
    } else {
        let was_none = list.is_complete() && list.items.is_empty();
        list.items.clear();
        list.complete = if was_none { Closure::NotAsked } else { Closure::Yes };
    }
}

/// When an earlier request or help was, where it stands at a place of the list; the year is enough.
fn when_past(app: AppContext, at: usize, what: PastKind) -> AnyView {
    let is_there = move || app.answers.with(|household| household.past.items.get(at).map(|past| past.what));
    when(Signal::derive(move || is_there() == Some(what)), move || question(app, QuestionId::Past(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(presses: &[usize]) -> Household {
        let mut household = Household::new();
        presses.iter().for_each(|at| Ticked::Past.tick(&mut household, *at));
        household
    }

    #[test]
    fn none_unknown_and_not_asked_are_three_things() {
        assert_eq!(told(&[]).past, List::default());
        assert_eq!(told(&[2]).past, List::none());
        assert_eq!(told(&[3]).past.complete, Closure::Unknown);
        assert_eq!(told(&[2, 2]).past, List::default());
        assert_eq!(told(&[3, 3]).past, List::default());
        assert_eq!(Ticked::Past.now(&told(&[0])), [true, false, false, false]);
        assert_eq!(Ticked::Past.now(&told(&[2])), [false, false, true, false]);
    }

    #[test]
    fn a_word_is_ticked_in_its_place_and_taken_back_alone() {
        let mut household = told(&[1]);
        household.past.items[0].when = Known::Unknown;
        Ticked::Past.tick(&mut household, 0);
        let kinds: Vec<PastKind> = household.past.items.iter().map(|past| past.what).collect();
        assert_eq!(kinds, PastKind::ALL);
        assert_eq!(household.past.items[1].when, Known::Unknown);
        Ticked::Past.tick(&mut household, 1);
        assert_eq!(household.past.items.len(), 1);
        assert!(household.past.is_complete());
    }
}
