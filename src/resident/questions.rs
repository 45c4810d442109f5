//! The renderer of questions (问题): draws any question of the table with the widget of its input, where and while it is shown.

use std::rc::Rc;

use doudi_facts::household::{Household, Relation};
use doudi_facts::known::Known;
use doudi_facts::question::{Answer, Input, PersonField, QuestionId, Shown, YesNo};
use leptos::prelude::*;

use super::context::AppContext;
use super::parts::disability;
use super::possible::{leave_homes, name_anew};
use crate::answers::id_of;
use crate::ui::{self, Refused, Texts, options, when};

/// A question in the words of its page, while it is shown.
pub(crate) fn question(app: AppContext, question: QuestionId) -> AnyView {
    match question.row().shown {
        Shown::Always | Shown::WithCosts | Shown::OfResidentPension | Shown::OfSupport => {
            let suits = app.answers.with_untracked(|household| question.suits(household));
            if suits { ask(app, question, None) } else { ().into_any() }
        }
        Shown::WhileOpen | Shown::OfMinor => when(is_shown(app, question), move || ask(app, question, None)),
        // Months or days: what is counted changes with how the income is paid.
        Shown::PaidByTime => {
            let words = app.words;
            let unit = move || app.answers.with(|household| words.unit(household, question));
            let by = move |unit_of: &'static str| {
                when(Signal::derive(move || unit() == unit_of), move || ask(app, question, None))
            };
            [words.income_unit_months(), words.income_unit_days()].map(by).into_any()
        }
    }
}

/// Whether a question is shown: its answer can still change the result, or it was answered.
pub(crate) fn is_shown(app: AppContext, question: QuestionId) -> Signal<bool> {
    let path = question.to_string();
    app.engine.steady(move || {
        app.answers.with(|household| {
            let may_matter = question.row().shown != Shown::OfMinor || may_be_minor(app, household, question);
            household.is_answered(question) || (may_matter && may_ask(household, question) && app.asks(&path))
        })
    })
}

/// Of a person nothing is asked before it is known who they are.
pub(crate) fn may_ask(household: &Household, question: QuestionId) -> bool {
    question
        .person()
        .is_none_or(|who| household.people.items.get(who).is_some_and(|person| !person.relation.is_not_asked()))
}

/// Whether the person it is about may be under 18. Where a parent cares for a child, nobody else is asked about.
fn may_be_minor(app: AppContext, household: &Household, question: QuestionId) -> bool {
    let on = household.on.unwrap_or(app.today);
    let person = question.person().and_then(|who| household.people.items.get(who));
    person.and_then(|person| person.birth.ends().0).is_some_and(|earliest| earliest.full_years_on(on) < 18)
}

/// A question and its widget; `label` instead of the words of its page.
pub(crate) fn ask(app: AppContext, question: QuestionId, label: Option<String>) -> AnyView {
    let words = app.words;
    let (text, help) = app.answers.with_untracked(|household| words.question(household, question));
    let texts = Texts { label: label.unwrap_or(text), help };
    match question.row().input {
        Input::YesNo(YesNo::Has) if question.person().is_some() => {
            view! { <div class="compact">{choice(app, question, texts)}</div> }.into_any()
        }
        Input::YesNo(_) | Input::Choice => choice(app, question, texts),
        Input::Sum => ui::amount(app.answers.typed(words, question, texts)),
        Input::Day => ui::day(app.answers.typed(words, question, texts)),
        Input::Count => {
            let unit = app.answers.with_untracked(|household| words.unit(household, question));
            ui::count(app.answers.typed(words, question, texts), unit)
        }
        Input::DisabilityCard => disability(words, app.answers.answer(question)),
        // INVARIANT: lists have pages and parts of their own.
        Input::Entries | Input::Several | Input::People => ().into_any(),
    }
}

/// Radio buttons for the options of an answer.
fn choice(app: AppContext, question: QuestionId, texts: Texts) -> AnyView {
    let words = app.words;
    let all = app.answers.with_untracked(|household| {
        household.answer(question).map(|answer| words.options(question, answer)).unwrap_or_default()
    });
    let order = order(question, all.len());
    let labels = order.iter().filter_map(|at| all.get(*at)).map(|label| (*label).to_owned()).collect();
    let (many, its_order) = (all.len(), order.clone());
    let position = move |household: &Household| {
        // An answer from a file can be one that no button stands for; it is an answer all the same.
        const NO_BUTTON: usize = usize::MAX;
        match household.answer(question).and_then(Answer::chosen)? {
            Known::NotAsked => None,
            Known::Unknown => Some(its_order.len()),
            Known::Is(chosen) => its_order.iter().position(|at| *at == chosen).or(Some(NO_BUTTON)),
            Known::Between { .. } | Known::OneOf(_) => Some(NO_BUTTON),
        }
    };
    let put = move |household: &mut Household, at: usize| {
        if let Some(answer) = household.answer_mut(question) {
            answer.choose(order.get(at).copied().unwrap_or(many));
        }
        follow(household, question);
    };
    one_option(app, question.to_string(), texts, labels, Box::new(position), Box::new(put))
}

/// Which options are shown, in which order: of so many, those by their places.
fn order(question: QuestionId, many: usize) -> Vec<usize> {
    // Yes comes before no; and most families live in villages.
    if question == QuestionId::Area || matches!(question.row().input, Input::YesNo(_)) {
        return (0..many).rev().collect();
    }
    // Nobody else is the applicant.
    let is_relation = matches!(question, QuestionId::Person(_, PersonField::Relation));
    let is_applicant = |at: &usize| is_relation && Relation::ALL.get(*at) == Some(&Relation::Applicant);
    (0..many).filter(|at| !is_applicant(at)).collect()
}

/// Changes what depends on an answer together with it.
fn follow(household: &mut Household, question: QuestionId) {
    if let QuestionId::Person(who, field) = question {
        if field == PersonField::Relation {
            name_anew(household, who);
        } else if field == PersonField::Lives {
            leave_homes(household, who);
        }
    }
}

/// Which of the options a household's answer is.
pub(crate) type Position = Box<dyn Fn(&Household) -> Option<usize> + Send + Sync>;

/// Makes the answer another of the options.
pub(crate) type Put = Box<dyn Fn(&mut Household, usize)>;

/// Radio buttons for whatever `position` reads and `put` writes at this path of the household file, 不清楚 last. What is
/// impossible is refused below the button that was pressed, and changes nothing.
pub(crate) fn one_option(
    app: AppContext,
    path: String,
    texts: Texts,
    labels: Vec<String>,
    position: Position,
    put: Put,
) -> AnyView {
    let AppContext { words, answers, .. } = app;
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
