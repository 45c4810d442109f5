//! The result: what to do, what is clear, what decides, what to bring; the rest behind a tap.

use doudi_engine::ask::{Fact, Holder};
use doudi_engine::rules::Text;
use doudi_engine::truth::Truth;
use doudi_rulebook::About;
use leptos::prelude::*;

use crate::host;
use crate::parts::{Gates, Ledger, LedgerTable, Sentences};
use crate::route::Route;
use crate::store::{Assessed, NotYet, Store};
use crate::ui::Fold;

/// What was found, or why there is nothing yet.
#[component]
pub(crate) fn Outcome() -> impl IntoView {
    let store = Store::get();
    match store.assessed() {
        Ok(assessed) => view! { <Found assessed=assessed/> }.into_any(),
        Err(not_yet) => view! { <Missing not_yet=not_yet/> }.into_any(),
    }
}

/// What is needed before anything can be computed.
#[component]
fn Missing(not_yet: NotYet) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let (lines, to) = match not_yet {
        NotYet::NoPlace => (vec![words.result_no_place().to_owned()], Route::Place),
        NotYet::Nobody => (vec![words.result_nobody().to_owned()], Route::People),
        NotYet::Overflow => (vec![words.error_overflow().to_owned()], Route::Answers),
        NotYet::Problems(problems) => {
            (problems.iter().map(|problem| words.problem(problem, store.on())).collect(), Route::Answers)
        }
    };
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <main class="page">
            <h1 tabindex="-1">{words.lead_may()}</h1>
            <ul class="sentences">{lines}</ul>
            <div class="actions"><a class="button" href=to.link()>{words.app_next()}</a></div>
        </main>
    }
}

/// The result, led by what to do.
#[component]
fn Found(assessed: Assessed) -> impl IntoView {
    let store = Store::get();
    let (place, town) = (assessed.place, assessed.town);
    let words = store.words;
    let book = assessed.place.book(assessed.town);
    let found = std::sync::Arc::clone(&assessed.assessment);
    let found = found.as_ref();
    let lead = words.lead(found, book);
    let open = words.open(found);
    let asked = |holders: &[Holder]| words.asks(found, open, holders, book, &assessed.household);
    let office: Vec<String> =
        asked(&[Holder::Office, Holder::Verification, Holder::Nobody]).into_iter().map(|asked| asked.text).collect();
    let family = asked(&[Holder::Family]).into_iter().map(|asked| {
        let to = match asked.ask {
            doudi_engine::ask::Ask::Answer(fact) => page_of(fact),
            _ => Route::Answers,
        };
        view! { <li><a href=to.link()>{asked.text}</a></li> }
    });
    let family = family.collect::<Vec<_>>();
    let advice = move |about: About| -> Vec<String> {
        place.advice(town, about).map(|advice| words.of(&advice.text).to_owned()).collect()
    };
    let gates = words.gates(found, book);
    let standing = words.standing(found, book, assessed.on);
    let (changed, categories, ledger) = (assessed.clone(), assessed.clone(), LedgerTable::of(&assessed, store));
    let few = if office.len() > 3 { words.result_heading_question_some() } else { words.result_heading_questions() };
    view! {
        <main class="page result">
            <h1 tabindex="-1">{lead.headline}</h1>
            <p class="lede">{lead.why}</p>
            <p class="self-check">{words.app_self_check()}</p>
            <Changed assessed=changed/>
            {words.grant(found).map(|grant| view! { <p>{grant}</p> })}
            <section>
                <h2>{words.result_heading_clear()}</h2>
                <Gates lines=gates/>
            </section>
            {(!family.is_empty()).then(|| view! {
                <section class="yours"><h2>{words.result_heading_family()}</h2><ul class="sentences">{family}</ul></section>
            })}
            <Sentences title=few lines=office numbered=true/>
            <Sentences title=words.result_heading_where() lines=advice(About::Where)/>
            <Sentences title=words.result_heading_online() lines=advice(About::Online)/>
            <Sentences title=words.result_heading_bring() lines=advice(About::Bring)/>
            <Sentences title=words.result_heading_when() lines=advice(About::When)/>
            <Actions/>
            {ledger.map(|table| view! { <Fold title=words.result_ledger()><Ledger table=table/></Fold> })}
            <Fold title=words.result_categories()><Categories assessed=categories/></Fold>
            <Fold title=words.result_basis()>
                <ul class="sentences">{standing.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </Fold>
            <Fold title=words.result_heading_rights()>
                <ul class="sentences">{advice(About::Rights).into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </Fold>
            <p class="help">{words.result_not_covered()}</p>
            {found.widened.then(|| view! { <p class="help">{words.result_widened()}</p> })}
            {words.drafts(book).into_iter().map(|draft| view! { <p class="help">{draft}</p> }).collect_view()}
        </main>
    }
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
#[component]
fn Changed(assessed: Assessed) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let before = store.before.get_untracked();
    store.before.set(None);
    store.changing.set(false);
    before.map(|before| {
        let book = assessed.place.book(assessed.town);
        let now = assessed.assessment.verdicts.iter().map(|verdict| verdict.word);
        let changes = book.categories.iter().zip(before).zip(now).filter(|((_, was), is)| was != is);
        let lines: Vec<String> = changes
            .map(|((category, was), is)| {
                words.result_changed(&words.word(is), &words.word(was), &words.of(&category.name))
            })
            .collect();
        let text = if lines.is_empty() { words.result_changed_none().to_owned() } else { lines.join("") };
        view! { <p class="notice" role="status">{text}</p> }
    })
}

/// Print, save, change.
#[component]
fn Actions() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let save = move |_| {
        let text = store.household.with_untracked(doudi_handoff::file::write);
        host::files::save(words.result_file_name(), &text);
    };
    view! {
        <div class="actions">
            <a class="button" href=Route::Print.link()>{words.app_print()}</a>
            <a class="button button--quiet" href=Route::Answers.link()>{words.result_answers()}</a>
            <button type="button" class="button button--quiet" on:click=save>{words.result_save_file()}</button>
        </div>
    }
}

/// Each category with its word, its conditions and their clauses.
#[component]
fn Categories(assessed: Assessed) -> impl IntoView {
    let words = Store::get().words;
    let book = assessed.place.book(assessed.town);
    let pairs = book.categories.iter().zip(&assessed.assessment.verdicts);
    let rows = pairs.map(|(category, verdict)| {
        let needs = category.needs.iter().zip(&verdict.conditions).map(|(need, truth)| {
            let (sign, spoken) = match truth {
                Truth::Holds => ("✓", words.condition_holds()),
                Truth::Fails => ("✗", words.condition_fails()),
                Truth::Open(_) => ("？", words.condition_open()),
            };
            let named = |text: &Text| words.of(text).to_owned();
            view! {
                <li>
                    <span class="sign" aria-hidden="true">{sign}</span><span class="unseen">{spoken}</span>
                    {named(&need.name)}
                    <span class="source">{words.cite(&need.cite, book)}</span>
                </li>
            }
        });
        view! {
            <section class="category">
                <h3>{words.of(&category.name).to_owned()}</h3>
                <p class="category__word">{words.word(verdict.word)}</p>
                <ul>{needs.collect_view()}</ul>
            </section>
        }
    });
    view! { {rows.collect_view()} }
}
