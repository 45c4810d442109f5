//! The papers: application, accounting sheet, commitment, authorisation; A4, to be signed at the window.

use doudi_engine::ask::Holder;
use doudi_engine::truth::Truth;
use leptos::prelude::*;

use crate::host;
use crate::parts::{Ledger, LedgerTable};
use crate::route::Route;
use crate::store::{Assessed, Store};

/// Everything the family takes along, as it is printed.
#[component]
pub(crate) fn Print() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let Ok(assessed) = store.assessed() else {
        store.go(Route::Result);
        return ().into_any();
    };
    view! {
        <main class="page papers">
            <div class="screen-only">
                <p class="way-back"><a href=Route::Result.link()>{words.print_back()}</a></p>
                <h1 tabindex="-1">{words.print_heading()}</h1>
                <p class="lede">{words.print_help()}</p>
                <p class="help">{words.print_blank()}</p>
                <div class="actions"><button type="button" class="button" on:click=|_| host::page::print()>{words.print_button()}</button></div>
            </div>
            <Application assessed=assessed.clone()/>
            <Sheet assessed=assessed.clone()/>
            <Commitment/>
            <Authorisation/>
        </main>
    }
    .into_any()
}

/// The name of the place, as a form addresses it.
fn addressed(assessed: &Assessed, store: Store) -> String {
    let words = store.words;
    let town = assessed.town.map_or("", |town| words.of(&town.name));
    format!("{}{town}", words.of(&assessed.place.name))
}

/// A line to be filled in by hand.
#[component]
fn Blank(label: &'static str) -> impl IntoView {
    view! { <p class="blank"><span>{label}</span><span class="blank__line"></span></p> }
}

/// Where people sign.
#[component]
fn Signatures(labels: Vec<&'static str>) -> impl IntoView {
    let words = Store::get().words;
    let rows = labels
        .into_iter()
        .map(|label| view! { <div class="sign-here"><Blank label=label/><p>{words.print_date()}</p></div> });
    view! { <div class="signatures">{rows.collect_view()}</div> }
}

/// The application form, with what the family told and what it asks the office.
#[component]
fn Application(assessed: Assessed) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let book = assessed.place.book(assessed.town);
    let found = &assessed.assessment;
    let household = &assessed.household;
    let members = found.members.iter().enumerate().map(|(who, counts)| {
        let counts = match counts {
            Truth::Holds => words.print_counts_yes(),
            Truth::Fails => words.print_counts_no(),
            Truth::Open(_) => words.print_counts_open(),
        };
        let birth = household.people.items.get(who).and_then(|p| p.birth.exact()).map_or_else(String::new, ToString::to_string);
        view! { <tr><td class="wide"></td><td>{words.person(household, who)}</td><td>{birth}</td><td>{counts}</td></tr> }
    });
    let told = book.categories.iter().zip(&found.verdicts);
    let told = told.map(|(category, verdict)| view! { <li>{format!("{}：{}", words.of(&category.name), words.word(verdict.word))}</li> });
    let holders = [Holder::Office, Holder::Verification, Holder::Nobody];
    let asks = words.asks(found, words.open(found), &holders, book, household);
    let asks = asks.into_iter().map(|asked| view! { <li>{asked.text}</li> }).collect::<Vec<_>>();
    let gates = words.gates(found, book).into_iter().map(|line| {
        view! { <li>{format!("{}（{}）：{}", words.gate(line.gate), words.state(line.state), line.text)}</li> }
    });
    let drafts = !words.drafts(book).is_empty();
    view! {
        <article class="paper">
            {drafts.then(|| view! { <p class="mark">{words.print_draft_mark()}</p> })}
            <h2>{words.print_application()}</h2>
            <p>{words.print_to_office(&addressed(&assessed, store))}</p>
            <p>{words.print_apply()}</p>
            <Blank label=words.print_applicant()/>
            <Blank label=words.print_id_number()/>
            <Blank label=words.print_phone()/>
            <Blank label=words.print_address()/>
            <h3>{words.print_members()}</h3>
            <table>
                <thead><tr>
                    <th scope="col">{words.print_name()}</th><th scope="col">{words.print_relation()}</th>
                    <th scope="col">{words.print_born()}</th><th scope="col">{words.print_counts()}</th>
                </tr></thead>
                <tbody>{members.collect_view()}</tbody>
            </table>
            <h3>{words.print_asked()}</h3>
            <ul>{told.collect_view()}{gates.collect_view()}</ul>
            {(!asks.is_empty()).then(|| view! { <h3>{words.print_remark()}</h3><ol>{asks}</ol> })}
            <p class="self-check">{words.app_self_check()}</p>
            <Signatures labels=vec![words.print_sign(), words.print_office_stamp()]/>
        </article>
    }
}

/// How the income was counted, with what it rests on.
#[component]
fn Sheet(assessed: Assessed) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let book = assessed.place.book(assessed.town);
    let standing = words.standing(&assessed.assessment, book, assessed.on);
    view! {
        <article class="paper">
            <h2>{words.print_sheet()}</h2>
            {LedgerTable::of(&assessed, store).map(|table| view! { <Ledger table=table/> })}
            {words.grant(&assessed.assessment).map(|grant| view! { <p>{grant}</p> })}
            <ul>{standing.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p class="self-check">{words.app_self_check()}</p>
        </article>
    }
}

/// 承诺书
#[component]
fn Commitment() -> impl IntoView {
    let words = Store::get().words;
    view! {
        <article class="paper">
            <h2>{words.print_commitment()}</h2>
            <p>{words.print_commit_1()}</p>
            <p>{words.print_commit_2()}</p>
            <p>{words.print_commit_3()}</p>
            <Signatures labels=vec![words.print_sign()]/>
        </article>
    }
}

/// 家庭经济状况核对授权书
#[component]
fn Authorisation() -> impl IntoView {
    let words = Store::get().words;
    view! {
        <article class="paper">
            <h2>{words.print_authorisation()}</h2>
            <p>{words.print_authorise_1()}</p>
            <p>{words.print_authorise_2()}</p>
            <Signatures labels=vec![words.print_sign(), words.print_member_sign(), words.print_member_sign()]/>
        </article>
    }
}
