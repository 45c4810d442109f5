//! Every answer on one page, each with its way back.

use doudi_facts::household::{Head, Household};
use doudi_facts::known::Closure;
use doudi_facts::question::{AssetField, QuestionId};
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::frame;
use crate::resident::route::Route;
use crate::ui::{link, sentences};

/// The answers as they are, to be changed.
pub(crate) fn answers(app: AppContext) -> AnyView {
    let words = app.words;
    let sections = app.answers.with_untracked(|household| sections(app, household));
    let section = |(title, lines, route): Section| {
        let edit = link("", route.link(), words.app_edit().to_owned(), title.clone());
        let lines = sentences(String::new(), lines, false);
        view! { <section class="answers"><h2>{title}</h2>{edit}{lines}</section> }.into_any()
    };
    let mut body: Vec<AnyView> = sections.into_iter().map(section).collect();
    let way_on = link("button", Route::Result.link(), words.answers_to_result().to_owned(), String::new());
    let unused = link("", "#/info/questions".to_owned(), words.plan_see().to_owned(), String::new());
    body.push(view! { <p>{unused}</p><div class="actions">{way_on}</div> }.into_any());
    frame(app, Some(Route::Result), words.answers_heading().to_owned(), words.answers_help().to_owned(), body)
}

/// What a section is headed by, what it says, and where that is changed.
type Section = (String, Vec<String>, Route);

fn sections(app: AppContext, household: &Household) -> Vec<Section> {
    let words = app.words;
    let place = app.answers.place().map(|(place, town)| words.place(&place.name, town.map(|town| &town.name)));
    let person = |who: usize| {
        let mut told = vec![words.person_line(household, who)];
        told.extend(words.person_more(household, who));
        told.join(words.pick("；", "; "))
    };
    let people = (0..household.people.items.len()).map(person).collect();
    let incomes =
        |head: Head| household.incomes.of(head).items.iter().map(|i| words.income_line(household, i)).collect();
    let closed = |complete: Closure, mut lines: Vec<String>| {
        match complete {
            Closure::Yes if lines.is_empty() => lines.push(words.app_have_not().to_owned()),
            Closure::Yes => {}
            Closure::Unknown => lines.push(words.app_more_unknown().to_owned()),
            Closure::NotAsked => lines.push(words.list_not_asked().to_owned()),
        }
        lines
    };
    let paid: Vec<String> = household.paid_out.items.iter().map(|paid| words.paid_line(household, paid)).collect();
    let spent: Vec<String> = household.expenses.items.iter().map(|one| words.expense_line(household, one)).collect();
    let owned = AssetField::ALL.into_iter().filter_map(|field| {
        Some(format!("{} {}", words.asset_question(field), words.answer(household, QuestionId::Asset(field))?))
    });
    let owned = owned.collect();
    let area = words.answer(household, QuestionId::Area).unwrap_or_default();
    let mut sections: Vec<Section> = vec![
        (
            words.answers_place().to_owned(),
            vec![place.unwrap_or_default(), area, words.standing_on(&app.answers.on())],
            Route::Place,
        ),
        (words.answers_people().to_owned(), closed(household.people.complete, people), Route::People),
    ];
    for head in Head::ALL {
        let lines = closed(household.incomes.of(head).complete, incomes(head));
        sections.push((words.head(head).to_owned(), lines, Route::Incomes(head)));
    }
    sections.push((words.answers_paid().to_owned(), closed(household.paid_out.complete, paid), Route::PaidOut));
    sections.push((words.answers_spending().to_owned(), closed(household.expenses.complete, spent), Route::Expenses));
    sections.push((words.answers_assets().to_owned(), owned, Route::Assets));
    sections.push((words.answers_more().to_owned(), words.more_lines(household), Route::More));
    sections
}
