//! The questions that decide who belongs together (住处、配偶、父母、其他亲属): asked where an answer can still matter.

use std::rc::Rc;
use std::sync::Arc;

use doudi_facts::household::{Household, Lives, Person, Relation, Study};
use doudi_facts::known::{Closure, Known, List};
use leptos::prelude::*;

use super::kin::kin;
use super::possible::{
    is_other_kin, leave_homes, may_be_kin, may_be_parents, may_be_spouses, may_live_with, other_parent,
};
use crate::answers::{FieldAccess, access, id_of};
use crate::resident::context::AppContext;
use crate::resident::fields::{choice, choice_then, one_option};
use crate::ui::{Refused, Texts, YES_NO, boxes, labels, live, when};

/// The page a question is shown on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// The page of the person: shown if it matters or was answered.
    Person,
    /// The list of people: shown once the list is closed, if it matters and was not asked before.
    List,
}

/// Every question of this kind about one person.
pub(super) fn belonging(app: AppContext, who: usize, on: On) -> Vec<AnyView> {
    let words = app.words;
    macro_rules! ask {
        ($path:literal, $field:ident, $draw:expr) => {{
            let draw = $draw;
            when(shown(app, who, on, $path, |person| !person.$field.is_not_asked()), move || {
                let path = format!("people.items[{who}].{}", $path);
                draw(app.answers.answer(path, access!(people[who].$field)))
            })
        }};
    }
    macro_rules! ask_list {
        ($path:literal, $field:ident, $draw:expr) => {
            when(shown(app, who, on, $path, |person| !person.$field.is_untouched()), $draw)
        };
    }
    let said = move |what: &str| said(app, who, on, what);
    let yes_no = move |what: &'static str, help: &'static str| {
        move |answer| choice(words, answer, &said(what), help, &YES_NO, vec![words.app_yes(), words.app_no()])
    };
    // With whom somebody lives is asked only after where.
    let lives_with = shown(app, who, on, "lives-with.complete", |person| !person.lives_with.is_untouched());
    let is_elsewhere = app.engine.steady(move || {
        let home = |person: &Person| matches!(person.lives, Known::NotAsked | Known::Is(Lives::Home | Lives::Away));
        lives_with.get() && !app.answers.with(|household| household.people.items.get(who).is_none_or(home))
    });
    vec![
        ask!("lives", lives, move |answer| {
            let places = labels(&Lives::ALL, |lives| words.lives(lives));
            let then = move |household: &mut Household| leave_homes(household, who);
            choice_then(
                words,
                answer,
                &said(words.person_lives()),
                words.person_lives_help(),
                &Lives::ALL,
                places,
                then,
            )
        }),
        when(is_elsewhere, move || {
            let is_in_turn = move || app.answers.with(|household| lives(household, who) == Some(Lives::InTurn));
            let is_in_turn = Memo::new(move |_| is_in_turn());
            live(move || {
                let what = if is_in_turn.get() { words.person_lives_turns() } else { words.person_lives_with() };
                let texts = Texts { label: said(what), help: "" };
                let list = access!(people[who].lives_with);
                several_of(app, who, "lives-with", texts, words.person_lives_alone(), may_live_with, list)
            })
        }),
        ask!("married", married, move |answer| {
            let is_married = words.app_question(&words.ask_married());
            choice(words, answer, &said(&is_married), "", &YES_NO, vec![words.app_yes(), words.app_no()])
        }),
        ask_list!("spouse.complete", spouse, move || one_of(app, who, "spouse", said(words.person_spouse()))),
        ask_list!("parents.complete", parents, move || {
            let known = move |household: &Household| (other_parent(household, who).is_some(), is_child(household, who));
            let known = Memo::new(move |_| app.answers.with(known));
            live(move || {
                let (is_known, is_child) = known.get();
                if is_known {
                    return one_of(app, who, "parents", said(words.person_parent_other()));
                }
                let what = if is_child { words.person_parents_of_child() } else { words.person_parents() };
                let texts = Texts { label: said(what), help: words.person_parents_help() };
                let list = access!(people[who].parents);
                several_of(app, who, "parents", texts, words.person_none_listed(), may_be_parents, list)
            })
        }),
        when(kin_shown(app, who, on), move || kin(app, who, said(words.person_kin()))),
        ask!("shares-purse", shares_purse, yes_no(words.person_shares_purse(), words.person_shares_purse_help())),
        ask!("study", study, move |answer| {
            let studies = labels(&Study::ALL, |study| words.study(study));
            choice(words, answer, &said(words.person_study()), "", &Study::ALL, studies)
        }),
        ask!("dependent", dependent, yes_no(words.person_dependent(), "")),
    ]
}

fn lives(household: &Household, who: usize) -> Option<Lives> {
    household.people.items.get(who)?.lives.exact().copied()
}

/// Whether somebody is spoken of as a child.
fn is_child(household: &Household, who: usize) -> bool {
    let relation = household.people.items.get(who).and_then(|person| person.relation.exact());
    matches!(relation, Some(Relation::Child | Relation::Grandchild | Relation::StepChild))
}

/// A question as the page says it: on the list of people with whom it is about.
fn said(app: AppContext, who: usize, on: On, what: &str) -> String {
    match on {
        On::Person => what.to_owned(),
        On::List => {
            let name = app.answers.with_untracked(|household| app.words.person(household, who));
            app.words.ask_person(&what, &name)
        }
    }
}

/// Whether a question is shown. On the list of people what was shown stays, so that nothing disappears under the finger.
fn shown(app: AppContext, who: usize, on: On, path: &str, is_answered: fn(&Person) -> bool) -> Signal<bool> {
    let at = format!("people.items[{who}].{path}");
    let now = move || {
        let state = app.answers.with(|household| {
            let person = household.people.items.get(who)?;
            let is_named = !person.relation.is_not_asked();
            Some((is_answered(person), is_named && (on == On::Person || !household.people.complete.is_not_asked())))
        });
        let Some((is_answered, may_ask)) = state else { return false };
        if is_answered { on == On::Person } else { may_ask && app.asks(&at) }
    };
    match on {
        On::Person => app.engine.steady(now),
        On::List => Memo::new(move |before: Option<&bool>| {
            before == Some(&true) || (now() && (before.is_none() || app.engine.knows_asks()))
        })
        .into(),
    }
}

/// Further kin of somebody who is no other kin of the applicant are asked last, once everybody is listed: after the parents
/// of those it is about, and of one of two people only.
fn kin_shown(app: AppContext, who: usize, on: On) -> Signal<bool> {
    let is_answered = |person: &Person| !person.kin.is_untouched();
    let asked = shown(app, who, on, "kin.complete", is_answered);
    let asks = move |who: usize, of: &str| app.asks(&format!("people.items[{who}].{of}.complete"));
    let is_due = move || {
        let (is_early, is_listed, about) = app.answers.with(|household| {
            let about: Vec<usize> = may_be_kin(household, who).iter().filter_map(|id| household.person(id)).collect();
            let is_listed = !household.people.complete.is_not_asked();
            (is_other_kin(household, who) || household.people.items.get(who).is_some_and(is_answered), is_listed, about)
        });
        let parents_first = || about.iter().chain([&who]).any(|who| asks(*who, "parents"));
        let another_first = || about.iter().any(|other| *other < who && asks(*other, "kin"));
        is_early || (is_listed && !about.is_empty() && (on == On::Person || !(parents_first() || another_first())))
    };
    Memo::new(move |before: Option<&bool>| asked.get() && (before == Some(&true) || is_due())).into()
}

/// One person of the list, nobody of it, or 不清楚: the spouse, or the other of two parents.
fn one_of(app: AppContext, who: usize, field: &'static str, label: String) -> AnyView {
    let words = app.words;
    let is_spouse = field == "spouse";
    let possible = move |household: &Household| {
        if is_spouse {
            may_be_spouses(household, who, household.on.unwrap_or(app.today))
        } else {
            may_be_parents(household, who)
        }
    };
    let list: FieldAccess<List<String>> =
        if is_spouse { access!(people[who].spouse) } else { access!(people[who].parents) };
    redrawn(app, possible, move |ids| {
        let (its_ids, many) = (ids.clone(), ids.len());
        let position = move |household: &Household| {
            let list = list.read(household)?;
            let named = list.items.iter().find_map(|id| its_ids.iter().position(|one| one == id));
            named.or(match list.complete {
                Closure::NotAsked => None,
                Closure::Yes => Some(many),
                Closure::Unknown => Some(many + 1),
            })
        };
        let its_ids = ids.clone();
        let put = move |household: &mut Household, at: usize| {
            let known = if is_spouse { None } else { other_parent(household, who) };
            if let Some(list) = list.write(household) {
                let complete = if at > many { Closure::Unknown } else { Closure::Yes };
                let named = known.into_iter().filter(|_| at <= many).chain(its_ids.get(at).cloned());
                *list = List { items: named.collect(), complete };
            }
        };
        let mut labels = names(app, &ids);
        labels.push(words.person_nobody_listed().to_owned());
        let path = format!("people.items[{who}].{field}.complete");
        let texts = Texts { label: label.clone(), help: "" };
        one_option(words, app.answers, path, texts, labels, Box::new(position), Box::new(put))
    })
}

/// Any of the listed people, nobody of them, or 不清楚.
fn several_of(
    app: AppContext,
    who: usize,
    field: &'static str,
    texts: Texts,
    none: &'static str,
    possible: fn(&Household, usize) -> Vec<String>,
    list: FieldAccess<List<String>>,
) -> AnyView {
    let words = app.words;
    let Texts { label, help } = texts;
    redrawn(
        app,
        move |household| possible(household, who),
        move |ids| {
            let path = format!("people.items[{who}].{field}.complete");
            let refused = RwSignal::new(None::<Refused>);
            let its_ids = ids.clone();
            let is_on = move |at: usize| {
                let is_on = |list: &List<String>| match its_ids.get(at) {
                    Some(id) => list.items.contains(id),
                    None if at == its_ids.len() => list.is_complete() && list.items.is_empty(),
                    None => list.complete == Closure::Unknown,
                };
                app.answers.with(|household| list.read(household).is_some_and(is_on))
            };
            let (id, its_ids) = (id_of(&path), ids.clone());
            let tick = move |at: usize| {
                let given = app.answers.change(&path, |household| {
                    if let Some(list) = list.write(household) {
                        tick(list, &its_ids, at);
                    }
                });
                refused.set(given.err().map(|wrong| (at, words.wrong(&wrong, app.answers.on()))));
            };
            let mut labels = names(app, &ids);
            labels.extend([none.to_owned(), words.app_unknown().to_owned()]);
            let texts = Texts { label: label.clone(), help };
            boxes(id, texts, words.error_choose(), labels, Arc::new(is_on), refused.into(), Rc::new(tick))
        },
    )
}

/// Takes a person in or out; behind the last stand 都不在 and 不清楚.
fn tick(list: &mut List<String>, ids: &[String], at: usize) {
    let closure = |list: &List<String>| if list.items.is_empty() { Closure::NotAsked } else { Closure::Yes };
    match ids.get(at) {
        Some(id) => {
            let had = list.items.len();
            list.items.retain(|one| one != id);
            if list.items.len() == had {
                list.items.push(id.clone());
            }
            list.complete = closure(list);
        }
        None if at == ids.len() => {
            let was_none = list.is_complete() && list.items.is_empty();
            *list = if was_none { List::default() } else { List::none() };
        }
        None => {
            let was_unknown = list.complete == Closure::Unknown;
            list.complete = if was_unknown { closure(list) } else { Closure::Unknown };
        }
    }
}

/// Something drawn again when the people it lists change, because a relation was answered anew.
pub(super) fn redrawn(
    app: AppContext,
    possible: impl Fn(&Household) -> Vec<String> + Send + Sync + 'static,
    draw: impl Fn(Vec<String>) -> AnyView + Send + 'static,
) -> AnyView {
    let ids = Memo::new(move |_| app.answers.with(&possible));
    live(move || draw(ids.get()))
}

/// How the listed people are called; where several are called alike, with the day of birth.
pub(super) fn names(app: AppContext, ids: &[String]) -> Vec<String> {
    let words = app.words;
    app.answers.with_untracked(|household| {
        let people = &household.people.items;
        let name = |id: &String| {
            let at = household.person(id).unwrap_or(usize::MAX);
            let relation = people.get(at).map(|person| &person.relation);
            let is_one_of_several = people.iter().filter(|other| Some(&other.relation) == relation).count() > 1;
            if is_one_of_several { words.person_line(household, at) } else { words.person(household, at) }
        };
        ids.iter().map(name).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_ticked_and_taken_back_and_none_and_unknown_are_two_things() {
        let ids = ["p1".to_owned(), "p2".to_owned()];
        let told = |presses: &[usize]| {
            let mut list = List::default();
            presses.iter().for_each(|at| tick(&mut list, &ids, *at));
            list
        };
        assert_eq!(told(&[1, 0]), List::all(vec!["p2".to_owned(), "p1".to_owned()]));
        assert_eq!(told(&[0, 0]), List::default());
        assert_eq!(told(&[0, 2]), List::none());
        assert_eq!(told(&[2, 1]), List::all(vec!["p2".to_owned()]));
        assert_eq!(told(&[3]).complete, Closure::Unknown);
        assert_eq!(told(&[3, 3]), List::default());
    }
}
