//! Who lives in the household, and what decides whether a person counts.

use doudi_facts::household::{Away, Head, Household, Labour, ParentState, Person, Relation, Work};
use doudi_facts::known::Known;
use doudi_words::tell::SelfCareField;
use leptos::prelude::*;

use crate::answers::{FieldAccess, access};
use crate::resident::context::AppContext;
use crate::resident::fields::{choice, choice_then, day};
use crate::resident::frame::questions;
use crate::resident::parts::{Entries, Line, closing, disability, entries};
use crate::resident::route::Route;
use crate::ui::{YES_NO, field, labels, live, text, when};

mod kin;
mod possible;
mod ties;

use self::possible::{forget, name_anew};
use self::ties::{On, belonging};

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
            let (path, is_empty) = ("people.complete".to_owned(), Signal::stored(false));
            closing(words, app.answers, [words.people_done(); 2], path, is_empty, access!(people.complete))
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
    let words = app.words;
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            app.answers.answer(format!("people.items[{who}].{}", $path), access!(people[who].$field))
        };
    }
    let mut fields = Vec::new();
    if who > 0 {
        let relations = labels(OTHERS, |relation| words.relation(relation));
        let then = move |household: &mut Household| name_anew(household, who);
        fields.push(choice_then(
            words,
            answer!("relation", relation),
            words.person_relation(),
            "",
            OTHERS,
            relations,
            then,
        ));
    }
    fields.push(day(words, answer!("birth", birth), words.person_birth(), words.person_birth_help()));
    fields.extend(belonging(app, who, On::Person));
    fields.push(more(app, who));
    // What is hard to say comes last.
    let aways = labels(&Away::ALL, |away| words.away(away));
    fields.push(choice(words, answer!("away", away), words.person_away(), words.person_away_help(), &Away::ALL, aways));
    fields
}

/// What is asked of a person where it can still change what fits, or was answered already.
fn more(app: AppContext, who: usize) -> AnyView {
    let words = app.words;
    macro_rules! asked {
        ($path:literal, $field:ident, $draw:expr) => {{
            let is_asked = asked(app, who, $path, |person| person.$field.is_not_asked());
            let draw = $draw;
            when(is_asked, move || {
                let path = format!("people.items[{who}].{}", $path);
                draw(app.answers.answer(path, access!(people[who].$field)))
            })
        }};
    }
    let question = move |what: &'static str| words.app_question(&what);
    let parent = move |what: &'static str| {
        move |answer| {
            let states = labels(&ParentState::ALL, |state| words.parent(state));
            choice(words, answer, &question(what), words.person_mother_help(), &ParentState::ALL, states)
        }
    };
    let fields = vec![
        asked!("disability", disability, move |answer| disability(words, answer)),
        asked!("severe-illness", severe_illness, move |answer| {
            let have = vec![words.app_have(), words.app_have_not()];
            let label = question(words.ask_severe_illness());
            let field = choice(words, answer, &label, words.person_severe_illness_help(), &YES_NO, have);
            view! { <div class="compact">{field}</div> }.into_any()
        }),
        asked!("work", work, move |answer| {
            let works = labels(&Work::ALL, |work| words.work(work));
            choice(words, answer, &question(words.ask_work()), words.person_work_help(), &Work::ALL, works)
        }),
        asked!("labour", labour, move |answer| {
            let labours = labels(&Labour::ALL, |labour| words.labour(labour));
            choice(words, answer, &question(words.ask_labour()), "", &Labour::ALL, labours)
        }),
        asked!("mother", mother, parent(words.ask_mother())),
        asked!("father", father, parent(words.ask_father())),
        supporters(app, who),
        self_care(app, who),
    ];
    fields.into_any()
}

/// Whether a question about a person is put: it can still change what fits, or it was answered.
fn asked(app: AppContext, who: usize, path: &'static str, is_open: fn(&Person) -> bool) -> Signal<bool> {
    let at = format!("people.items[{who}].{path}");
    let is_of_parents = matches!(path, "mother" | "father");
    app.engine.steady(move || {
        app.answers.with(|household| {
            let Some(person) = household.people.items.get(who) else { return false };
            // Parents are asked of for those under age: where one of them cares for the child, nobody else is asked of.
            let on = household.on.unwrap_or(app.today);
            let is_minor = person.birth.ends().0.is_some_and(|birth| birth.full_years_on(on) < 18);
            let is_named = !person.relation.is_not_asked();
            !is_open(person) || (is_named && (!is_of_parents || is_minor) && app.asks(&at))
        })
    })
}

/// Who owes the person support: a list of its own on the page.
fn supporters(app: AppContext, who: usize) -> AnyView {
    let words = app.words;
    when(asked(app, who, "supporters.complete", |person| person.supporters.is_untouched()), move || {
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
        let path = format!("people.items[{who}].supporters.complete");
        let access = access!(people[who].supporters.complete);
        let is_all = closing(words, app.answers, [words.person_supporters_all(); 2], path, is_empty, access);
        // The relation is answered on this page too: the heading follows it.
        let heading = move || app.answers.with(|household| words.person_supporters(&words.person(household, who)));
        let all = entries(words, all);
        view! { <section class="part"><h2>{heading}</h2>{text("help", words.person_supporters_help())}{all}{is_all}</section> }
            .into_any()
    })
}

/// The six answers that say how far a person cares for themselves, close together.
fn self_care(app: AppContext, who: usize) -> AnyView {
    let words = app.words;
    let one = move |field: SelfCareField| {
        let path = format!("people.items[{who}].self-care.{field}");
        let its_path = path.clone();
        let is_answered = move |household: &Household| {
            household.people.items.get(who).is_some_and(|person| !person.self_care.of(field).is_not_asked())
        };
        let is_asked = app.engine.steady(move || app.answers.with(is_answered) || app.asks(&its_path));
        when(is_asked, move || {
            let can = vec![words.app_can(), words.app_can_not()];
            let label = words.app_question(&words.self_care_field(field));
            choice(words, app.answers.answer(path.clone(), access_of(who, field)), &label, "", &YES_NO, can)
        })
    };
    let all: Vec<AnyView> = SelfCareField::ALL.map(one).into();
    view! { <div class="compact">{all}</div> }.into_any()
}

fn access_of(who: usize, field: SelfCareField) -> FieldAccess<Known<bool>> {
    match field {
        SelfCareField::Eat => access!(people[who].self_care.eat),
        SelfCareField::Dress => access!(people[who].self_care.dress),
        SelfCareField::Bed => access!(people[who].self_care.bed),
        SelfCareField::Toilet => access!(people[who].self_care.toilet),
        SelfCareField::Walk => access!(people[who].self_care.walk),
        SelfCareField::Wash => access!(people[who].self_care.wash),
    }
}

/// Everyone but the applicant.
const OTHERS: &[Relation] = match &Relation::ALL {
    [Relation::Applicant, others @ ..] => others,
    all => all,
};
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
