//! The result: what to do, what is clear, what decides, what to bring; the rest behind a tap.

use doudi_engine::ask::{Ask, Fact, Holder};
use doudi_engine::rules::Book;
use doudi_engine::truth::Truth;
use doudi_rulebook::About;
use doudi_words::tell::Asked;
use leptos::prelude::*;

use crate::host;
use crate::parts::{gates, ledger};
use crate::route::Route;
use crate::store::{Assessed, NotYet, Store};
use crate::ui::{button, fold, frame, link, list, note, sentences, text};

/// Everyone but the family: what to ask at the window.
pub(super) const WINDOW: [Holder; 3] = [Holder::Office, Holder::Verification, Holder::Nobody];

/// What was found, or why there is nothing yet.
pub(crate) fn outcome(store: Store) -> AnyView {
    match store.assessed() {
        Ok(assessed) => found(store, &assessed),
        Err(not_yet) => missing(store, not_yet),
    }
}

/// What is needed before anything can be computed.
fn missing(store: Store, not_yet: NotYet) -> AnyView {
    let words = store.words;
    let (lines, to) = match not_yet {
        NotYet::NoPlace => (vec![words.result_no_place().to_owned()], Route::Place),
        NotYet::Nobody => (vec![words.result_nobody().to_owned()], Route::People),
        NotYet::Overflow => (vec![words.error_overflow().to_owned()], Route::Answers),
        NotYet::Problems(problems) => {
            (problems.iter().map(|problem| words.problem(problem, store.on())).collect(), Route::Answers)
        }
    };
    let way_on = link("button", to.link(), words.app_next().to_owned(), String::new());
    let body = vec![sentences("", lines, false), view! { <div class="actions">{way_on}</div> }.into_any()];
    frame(store, Some(Route::Start), words.lead_may().to_owned(), String::new(), body)
}

/// The result, led by what to do.
fn found(store: Store, assessed: &Assessed) -> AnyView {
    let words = store.words;
    let book = assessed.place.book(assessed.town);
    let found = &assessed.assessment;
    let lead = words.lead(found, book);
    let open = words.open(found);
    let office = words.asks(found, open, &WINDOW, book, &assessed.household);
    let office: Vec<String> = office.into_iter().map(|asked| asked.text).collect();
    let family = words.asks(found, open, &[Holder::Family], book, &assessed.household);
    let advice = |about: About| -> Vec<String> {
        assessed.place.advice(assessed.town, about).map(|advice| words.of(&advice.text).to_owned()).collect()
    };
    let questions =
        if office.len() == 3 { words.result_heading_questions() } else { words.result_heading_question_some() };
    let mut body = vec![
        text("self-check", words.app_self_check()),
        changed(store, assessed),
        text("", words.grant(found).unwrap_or_default()),
        view! { <h2>{words.result_heading_clear()}</h2> }.into_any(),
        gates(words, words.gates(found, book)),
        yours(store, family),
        sentences(questions, office, true),
        sentences(words.result_heading_where(), advice(About::Where), false),
        sentences(words.result_heading_online(), advice(About::Online), false),
        sentences(words.result_heading_bring(), advice(About::Bring), false),
        sentences(words.result_heading_when(), advice(About::When), false),
        actions(store),
        fold(words.result_ledger(), ledger(store, assessed)),
        fold(words.result_categories(), categories(store, assessed, book)),
        fold(words.result_basis(), sentences("", words.standing(found, book, assessed.on), false)),
        fold(words.result_heading_rights(), sentences("", advice(About::Rights), false)),
        text("help", words.result_not_covered()),
    ];
    if found.widened {
        body.push(text("help", words.result_widened()));
    }
    body.extend(words.drafts(book).into_iter().map(|draft| text("help", draft)));
    frame(store, Some(Route::Start), lead.headline, lead.why, body)
}

/// What the family can still answer, each with the way there.
fn yours(store: Store, asked: Vec<Asked>) -> AnyView {
    if asked.is_empty() {
        return ().into_any();
    }
    let line = |asked: Asked| {
        let to = match asked.ask {
            Ask::Answer(fact) => page_of(fact),
            _ => Route::Answers,
        };
        link("", to.link(), asked.text, String::new())
    };
    let lines = list("sentences", asked.into_iter().map(line).collect());
    view! { <section class="yours"><h2>{store.words.result_heading_family()}</h2>{lines}</section> }.into_any()
}

/// Where an answer is given.
fn page_of(fact: Fact) -> Route {
    match fact {
        Fact::Area => Route::Place,
        Fact::PeopleComplete => Route::People,
        Fact::Person(who, _) => Route::Person(who),
        Fact::IncomesComplete(head) => Route::Incomes(head),
        Fact::Income(head, at, _) => Route::Income(head, at),
        Fact::PaidOutComplete => Route::PaidOut,
        Fact::PaidOut(at) => Route::PaidOutItem(at),
        Fact::ExpensesComplete => Route::Expenses,
        Fact::Expense(at) => Route::Expense(at),
        Fact::Asset(_) => Route::Assets,
    }
}

/// What the last change did to the words.
fn changed(store: Store, assessed: &Assessed) -> AnyView {
    let words = store.words;
    let before = store.before.get_untracked();
    store.before.set(None);
    store.changing.set(false);
    let Some(before) = before else { return ().into_any() };
    let book = assessed.place.book(assessed.town);
    let now = assessed.assessment.verdicts.iter().map(|verdict| verdict.word);
    let changes = book.categories.iter().zip(before).zip(now).filter(|((_, was), is)| was != is);
    let told = |((category, was), is): ((&doudi_engine::rules::Category, _), _)| {
        words.result_changed(&words.word(is), &words.word(was), &words.of(&category.name))
    };
    let lines: Vec<String> = changes.map(told).collect();
    note(if lines.is_empty() { words.result_changed_none().to_owned() } else { lines.join("\n") })
}

/// Print, change, save.
fn actions(store: Store) -> AnyView {
    let words = store.words;
    let save = move || {
        let text = store.household.with_untracked(doudi_handoff::file::write);
        host::files::save(words.result_file_name(), &text);
    };
    let print = link("button", Route::Print.link(), words.app_print().to_owned(), String::new());
    let change = link("button button--quiet", Route::Answers.link(), words.result_answers().to_owned(), String::new());
    let save = button("button button--quiet", Signal::stored(words.result_save_file().to_owned()), save);
    view! { <div class="actions">{print}{change}{save}</div> }.into_any()
}

/// Each category with its word, its conditions and their clauses.
fn categories(store: Store, assessed: &Assessed, book: &Book) -> AnyView {
    let words = store.words;
    let pairs = book.categories.iter().zip(&assessed.assessment.verdicts);
    let sections = pairs.map(|(category, verdict)| {
        let needs = category.needs.iter().zip(&verdict.conditions).map(|(need, truth)| {
            let (sign, spoken) = match truth {
                Truth::Holds => ("✓", words.condition_holds()),
                Truth::Fails => ("✗", words.condition_fails()),
                Truth::Open(_) => ("？", words.condition_open()),
            };
            let name = words.of(&need.name).to_owned();
            let source = words.cite(&need.cite, book);
            view! {
                <span class="sign" aria-hidden="true">{sign}</span><span class="unseen">{spoken}</span>
                {name}<span class="source">{source}</span>
            }
            .into_any()
        });
        let needs = list("", needs.collect());
        let name = words.of(&category.name).to_owned();
        let word = text("category__word", words.word(verdict.word));
        view! { <section class="category"><h3>{name}</h3>{word}{needs}</section> }.into_any()
    });
    let sections: Vec<AnyView> = sections.collect();
    sections.into_any()
}
