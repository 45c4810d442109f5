//! Who lives in the household, and what decides whether a person counts.

use doudi_facts::household::{Head, Household, Person, Relation};
use doudi_facts::known::Known;
use doudi_facts::question::{PersonField, QuestionId, SelfCareField};
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::questions;
use crate::resident::parts::{Entries, Line, closing, entries};
use crate::resident::possible::forget;
use crate::resident::questions::{is_shown, question};
use crate::resident::route::Route;
use crate::ui::{field, live, text, when};

mod kin;
mod ties;

use self::ties::{BELONGING, On, belonging};

/// Everyone who may count.
pub(crate) fn people(app: AppContext) -> AnyView {
    let words = app.words;
    questions(app, words.people_heading().to_owned(), words.people_help(), words.people_why(), move || {
        let lines = Signal::derive(move || {
            app.answers.with(|household| {
                let people = 0..household.people.items.len();
                people.map(|who| Line { text: words.person_line(household, who), edit: Route::Person(who) }).collect()
            })
        });
        let is_empty = Signal::derive(move || app.answers.with(|household| household.people.items.is_empty()));
        let has_some = Signal::derive(move || !is_empty.get());
        let label = move || if is_empty.get() { words.people_add_applicant() } else { words.people_add() };
        let all = Entries {
            lines,
            add_label: Signal::derive(move || label().to_owned()),
            add: Callback::new(move |()| app.navigation.go(Route::Person(add(app)))),
            delete: Callback::new(move |who: usize| app.answers.update(|household| remove(household, who))),
            warning: words.people_delete_has_money(),
            fixed: 1,
        };
        let is_all = move || {
            closing(words, app.answers, [words.people_done(); 2], QuestionId::PeopleComplete, Signal::stored(false))
        };
        let nobody = move || {
            let wrong = Signal::stored(Some(words.error_nobody().to_owned()));
            let said = text("", words.people_nobody());
            field("nobody".to_owned(), words.people_applicant().to_owned(), "", wrong, Signal::stored(false), said)
        };
        // What later people have made a question of: whoever is listed by then can be named.
        let ids = Memo::new(move |_| {
            app.answers.with(|household| household.people.items.iter().map(|it| it.id.clone()).collect::<Vec<_>>())
        });
        let left = live(move || {
            let people = 0..ids.with(Vec::len);
            people.flat_map(|who| belonging(app, who, On::List)).collect::<Vec<AnyView>>().into_any()
        });
        vec![when(is_empty, nobody), entries(words, all), when(has_some, is_all), left]
    })
}

/// Adds a person, the applicant first; returns their place in the list.
fn add(app: AppContext) -> usize {
    let mut at = 0;
    app.answers.update(|household| {
        at = household.people.items.len();
        let relation = if at == 0 { Known::Is(Relation::Applicant) } else { Known::NotAsked };
        household.people.items.push(Person { id: fresh_id(household), relation, ..Person::default() });
    });
    at
}

/// An id no one has: the first free of p1, p2, …
fn fresh_id(household: &Household) -> String {
    let mut nth = household.people.items.len() + 1;
    while household.person(&format!("p{nth}")).is_some() {
        nth += 1;
    }
    format!("p{nth}")
}

/// Takes a person out, with everything that is theirs.
fn remove(household: &mut Household, who: usize) {
    if who >= household.people.items.len() {
        return;
    }
    let id = household.people.items.remove(who).id;
    for head in Head::ALL {
        household.incomes.of_mut(head).items.retain(|income| income.who != id);
    }
    household.paid_out.items.retain(|paid| paid.who != id);
    household.expenses.items.retain(|expense| expense.who != id);
    forget(household, &id);
}

/// One person: the few questions that decide whether they count.
pub(crate) fn person(app: AppContext, who: usize) -> AnyView {
    let words = app.words;
    if app.answers.with_untracked(|household| who >= household.people.items.len()) {
        return app.navigation.redirect(Route::People);
    }
    let heading =
        if who == 0 { words.person_heading_applicant().to_owned() } else { words.person_heading_nth(&(who + 1)) };
    questions(app, heading, "", "", move || fields(app, who))
}

fn fields(app: AppContext, who: usize) -> Vec<AnyView> {
    use PersonField::{Away, Birth, Relation};
    let ask = |field| question(app, QuestionId::Person(who, field));
    let mut fields = Vec::new();
    if who > 0 {
        fields.push(ask(Relation));
    }
    fields.push(ask(Birth));
    fields.extend(belonging(app, who, On::Person));
    let others = PersonField::ALL.into_iter();
    let others = others.filter(|field| !(matches!(field, Relation | Birth | Away) || BELONGING.contains(field)));
    fields.extend(others.map(ask));
    fields.extend([supporters(app, who), self_care(app, who)]);
    // What is hard to say comes last.
    fields.push(ask(Away));
    fields
}

/// Who owes the person support: a list of its own on the page.
fn supporters(app: AppContext, who: usize) -> AnyView {
    let words = app.words;
    when(is_shown(app, QuestionId::SupportersComplete(who)), move || {
        let lines = Signal::derive(move || {
            app.answers.with(|household| {
                let all = household.people.items.get(who).map_or(&[][..], |person| &person.supporters.items);
                let line = |(at, one): (usize, &doudi_facts::household::Supporter)| Line {
                    text: words.supporter_line(one),
                    edit: Route::Supporter(who, at),
                };
                all.iter().enumerate().map(line).collect()
            })
        });
        let all = Entries {
            lines,
            add_label: Signal::stored(words.person_add_supporter().to_owned()),
            add: Callback::new(move |()| app.navigation.go(Route::Supporter(who, lines.with_untracked(Vec::len)))),
            delete: Callback::new(move |at: usize| {
                app.answers.update(|household| {
                    let items = household.people.items.get_mut(who).map(|person| &mut person.supporters.items);
                    if let Some(items) = items.filter(|items| at < items.len()) {
                        items.remove(at);
                    }
                });
            }),
            warning: "",
            fixed: 0,
        };
        let is_empty = Signal::derive(move || lines.with(Vec::is_empty));
        let complete = QuestionId::SupportersComplete(who);
        let is_all = closing(words, app.answers, [words.person_supporters_all(); 2], complete, is_empty);
        // The relation is answered on this page too: the heading follows it.
        let heading = move || app.answers.with(|household| words.person_supporters(&words.person(household, who)));
        let all = entries(words, all);
        view! { <section class="part"><h2>{heading}</h2>{text("help", words.person_supporters_help())}{all}{is_all}</section> }
            .into_any()
    })
}

/// The six answers that say how far a person cares for themselves, close together.
fn self_care(app: AppContext, who: usize) -> AnyView {
    let all: Vec<AnyView> = SelfCareField::ALL.map(|act| question(app, QuestionId::SelfCare(who, act))).into();
    view! { <div class="compact">{all}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use doudi_facts::household::{Expense, ExpenseKind};

    use super::*;

    #[test]
    fn who_leaves_takes_what_is_theirs_along_and_no_id_is_used_twice() {
        let mut household = Household::new();
        for _ in 0..2 {
            let id = fresh_id(&household);
            household.people.items.push(Person { id, ..Person::default() });
        }
        for who in ["p1", "p2"] {
            let kind = ExpenseKind::Medical;
            household.expenses.items.push(Expense { who: who.to_owned(), kind, amount: Known::Unknown });
        }
        remove(&mut household, 0);
        assert_eq!(household.expenses.items.len(), 1);
        assert_eq!(fresh_id(&household), "p3");
        remove(&mut household, 7);
        assert_eq!(household.people.items.len(), 1);
    }
}
