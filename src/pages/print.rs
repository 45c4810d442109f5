//! The papers: application, accounting sheet, commitment, authorisation; A4, to be signed at the window.

use doudi_engine::truth::Truth;
use leptos::prelude::*;

use super::outcome::WINDOW;
use crate::host;
use crate::parts::ledger;
use crate::route::Route;
use crate::store::{Assessed, Store};
use crate::ui::{button, link, sentences, text};

/// Everything the family takes along, as it is printed.
pub(crate) fn print(store: Store) -> AnyView {
    let words = store.words;
    let Ok(assessed) = store.assessed() else {
        store.go(Route::Result);
        return ().into_any();
    };
    let back = link("", Route::Result.link(), words.print_back().to_owned(), String::new());
    let press = button("button", Signal::stored(words.print_button().to_owned()), host::page::print);
    let mut commitment = vec![text("", words.print_commit_1()), text("", words.print_commit_2())];
    commitment.push(text("", words.print_commit_3()));
    commitment.push(signatures(store, &[words.print_sign()]));
    // Everyone who may count signs: their data are asked for too.
    let others = assessed.assessment.members.iter().skip(1).filter(|counts| counts.may_hold()).count();
    let mut signers = vec![words.print_sign()];
    signers.extend(std::iter::repeat_n(words.print_member_sign(), others));
    let authorisation =
        vec![text("", words.print_authorise_1()), text("", words.print_authorise_2()), signatures(store, &signers)];
    view! {
        <main class="page papers">
            <div class="screen-only">
                <p class="way-back">{back}</p>
                <h1 tabindex="-1">{words.print_heading()}</h1>
                {text("lede", words.print_help())}
                {text("help", words.print_blank())}
                <div class="actions">{press}</div>
            </div>
            {paper(words.print_application(), application(store, &assessed))}
            {paper(words.print_sheet(), sheet(store, &assessed))}
            {paper(words.print_commitment(), commitment)}
            {paper(words.print_authorisation(), authorisation)}
        </main>
    }
    .into_any()
}

fn paper(title: &'static str, body: Vec<AnyView>) -> AnyView {
    view! { <article class="paper"><h2>{title}</h2>{body}</article> }.into_any()
}

/// A line to be filled in by hand.
fn blank(label: &'static str) -> AnyView {
    view! { <p class="blank"><span>{label}</span><span class="blank__line"></span></p> }.into_any()
}

/// Where people sign.
fn signatures(store: Store, labels: &[&'static str]) -> AnyView {
    let date = store.words.print_date();
    let row = |label: &&'static str| view! { <div class="sign-here">{blank(label)}<p>{date}</p></div> };
    let rows: Vec<_> = labels.iter().map(row).collect();
    view! { <div class="signatures">{rows}</div> }.into_any()
}

/// The application form, with what the family told and what it asks the office.
fn application(store: Store, assessed: &Assessed) -> Vec<AnyView> {
    let words = store.words;
    let book = assessed.place.book(assessed.town);
    let found = &assessed.assessment;
    let town = assessed.town.map_or("", |town| words.of(&town.name));
    let place = format!("{}{town}", words.of(&assessed.place.name));
    let verdicts = book.categories.iter().zip(&found.verdicts);
    let verdicts = verdicts.map(|(category, verdict)| (words.of(&category.name), words.word(verdict.word)));
    let mut told: Vec<String> = verdicts.map(|(name, word)| format!("{name}：{word}")).collect();
    told.extend(
        words
            .gates(found, book)
            .into_iter()
            .map(|line| format!("{}（{}）：{}", words.gate(line.gate), words.state(line.state), line.text)),
    );
    let asks = words.asks(found, words.open(found), &WINDOW, book, &assessed.household);
    let asks: Vec<String> = asks.into_iter().map(|asked| asked.text).collect();
    let is_draft = !words.drafts(book).is_empty();
    vec![
        text("mark", if is_draft { words.print_draft_mark() } else { "" }),
        text("", words.print_to_office(&place)),
        text("", words.print_apply()),
        blank(words.print_applicant()),
        blank(words.print_id_number()),
        blank(words.print_phone()),
        blank(words.print_address()),
        view! { <h3>{words.print_members()}</h3> }.into_any(),
        members(store, assessed),
        sentences(words.print_asked(), told, false),
        sentences(words.print_remark(), asks, true),
        text("self-check", words.app_self_check()),
        signatures(store, &[words.print_sign(), words.print_office_stamp()]),
    ]
}

fn members(store: Store, assessed: &Assessed) -> AnyView {
    let words = store.words;
    let household = &assessed.household;
    let row = |(who, counts): (usize, &Truth)| {
        let counts = match counts {
            Truth::Holds => words.print_counts_yes(),
            Truth::Fails => words.print_counts_no(),
            Truth::Open(_) => words.print_counts_open(),
        };
        let person = household.people.items.get(who);
        let birth = person.and_then(|person| person.birth.exact()).map_or_else(String::new, ToString::to_string);
        view! { <tr><td class="wide"></td><td>{words.person(household, who)}</td><td>{birth}</td><td>{counts}</td></tr> }
    };
    let rows: Vec<_> = assessed.assessment.members.iter().enumerate().map(row).collect();
    let heads = [words.print_name(), words.print_relation(), words.print_born(), words.print_counts()];
    let heads: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    view! { <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table> }.into_any()
}

/// How the income was counted, with what it rests on.
fn sheet(store: Store, assessed: &Assessed) -> Vec<AnyView> {
    let words = store.words;
    let book = assessed.place.book(assessed.town);
    let found = &assessed.assessment;
    vec![
        text("mark", if words.drafts(book).is_empty() { "" } else { words.print_draft_mark() }),
        ledger(store, assessed),
        text("", words.grant(found).unwrap_or_default()),
        sentences("", words.standing(found, book, assessed.on), false),
        text("self-check", words.app_self_check()),
    ]
}
