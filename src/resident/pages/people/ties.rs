//! The questions that decide who belongs together (住处、配偶、父母、其他亲属): asked where an answer can still matter.

use std::rc::Rc;
use std::sync::Arc;

use doudi_facts::household::{Household, Lives, Person, Relation};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::question::{PersonField, QuestionId, TieField};
use leptos::prelude::*;

use super::kin::kin;
use crate::answers::id_of;
use crate::resident::context::AppContext;
use crate::resident::possible::{
    is_other_kin, may_be_kin, may_be_parents, may_be_spouses, may_live_with, other_parent,
};
use crate::resident::questions::{ask, is_shown, may_ask, one_option};
use crate::ui::{Refused, Texts, boxes, live, when};

/// The page a question is shown on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// The page of the person: shown if it matters or was answered.
    Person,
    /// The list of people: shown once the list is closed, if it matters and was not asked before.
    List,
}

/// The fields of a person that say how they belong to the others.
pub(super) const BELONGING: [PersonField; 5] =
    [PersonField::Lives, PersonField::Married, PersonField::SharesPurse, PersonField::Study, PersonField::Dependent];

/// Every question of this kind about one person.
pub(super) fn belonging(app: AppContext, who: usize, on: On) -> Vec<AnyView> {
    let words = app.words;
    let said = move |what: &str| said(app, who, on, what);
    let field = |field: PersonField| {
        let question = QuestionId::Person(who, field);
        when(shown(app, question, on), move || {
            let (text, _) = app.answers.with_untracked(|household| words.question(household, question));
            ask(app, question, Some(said(&text)))
        })
    };
    let [lives, married, shares_purse, study, dependent] = BELONGING.map(field);
    let tie = move |tie: TieField| shown(app, QuestionId::TiesComplete(who, tie), on);
    // With whom somebody lives is asked only after where.
    let lives_with = tie(TieField::LivesWith);
    let is_elsewhere = app.engine.steady(move || {
        let home = |person: &Person| matches!(person.lives, Known::NotAsked | Known::Is(Lives::Home | Lives::Away));
        lives_with.get() && !app.answers.with(|household| household.people.items.get(who).is_none_or(home))
    });
    vec![
        lives,
        when(is_elsewhere, move || {
            let is_in_turn = move || app.answers.with(|household| lives_in_turn(household, who));
            let is_in_turn = Memo::new(move |_| is_in_turn());
            live(move || {
                let what = if is_in_turn.get() { words.person_lives_turns() } else { words.person_lives_with() };
                let texts = Texts { label: said(what), help: "" };
                several_of(app, who, TieField::LivesWith, texts, words.person_lives_alone(), may_live_with)
            })
        }),
        married,
        when(tie(TieField::Spouse), move || one_of(app, who, TieField::Spouse, said(words.person_spouse()))),
        when(tie(TieField::Parents), move || {
            let known = move |household: &Household| (other_parent(household, who).is_some(), is_child(household, who));
            let known = Memo::new(move |_| app.answers.with(known));
            live(move || {
                let (is_known, is_child) = known.get();
                if is_known {
                    return one_of(app, who, TieField::Parents, said(words.person_parent_other()));
                }
                let what = if is_child { words.person_parents_of_child() } else { words.person_parents() };
                let texts = Texts { label: said(what), help: words.person_parents_help() };
                several_of(app, who, TieField::Parents, texts, words.person_none_listed(), may_be_parents)
            })
        }),
        when(kin_shown(app, who, on), move || kin(app, who, said(words.person_kin()))),
        shares_purse,
        study,
        dependent,
    ]
}

fn lives_in_turn(household: &Household, who: usize) -> bool {
    household.people.items.get(who).is_some_and(|person| person.lives.exact() == Some(&Lives::InTurn))
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

/// Whether a question about a person is shown. On the list of people only what was not answered before, once the list is closed;
/// what was shown there stays, so that nothing disappears under the finger.
fn shown(app: AppContext, question: QuestionId, on: On) -> Signal<bool> {
    if on == On::Person {
        return is_shown(app, question);
    }
    let path = question.to_string();
    let is_due = move |household: &Household| {
        let is_closed = !household.people.complete.is_not_asked();
        is_closed && may_ask(household, question) && !household.is_answered(question)
    };
    let now = move || app.answers.with(is_due) && app.asks(&path);
    let stays =
        move |before: Option<&bool>| before == Some(&true) || (now() && (before.is_none() || app.engine.knows_asks()));
    Memo::new(stays).into()
}

/// Further kin of somebody who is no other kin of the applicant are asked last, once everybody is listed: after the parents
/// of those it is about, and of one of two people only.
fn kin_shown(app: AppContext, who: usize, on: On) -> Signal<bool> {
    let is_answered = |person: &Person| !person.kin.is_untouched();
    let asked = shown(app, QuestionId::TiesComplete(who, TieField::Kin), on);
    let asks = move |who: usize, tie: TieField| app.asks(&QuestionId::TiesComplete(who, tie).to_string());
    let is_due = move || {
        let (is_early, is_listed, about) = app.answers.with(|household| {
            let about: Vec<usize> = may_be_kin(household, who).iter().filter_map(|id| household.person(id)).collect();
            let is_listed = !household.people.complete.is_not_asked();
            (is_other_kin(household, who) || household.people.items.get(who).is_some_and(is_answered), is_listed, about)
        });
        let parents_first = || about.iter().chain([&who]).any(|who| asks(*who, TieField::Parents));
        let another_first = || about.iter().any(|other| *other < who && asks(*other, TieField::Kin));
        is_early || (is_listed && !about.is_empty() && (on == On::Person || !(parents_first() || another_first())))
    };
    Memo::new(move |before: Option<&bool>| asked.get() && (before == Some(&true) || is_due())).into()
}

/// One person of the list, nobody of it, or 不清楚: the spouse, or the other of two parents.
fn one_of(app: AppContext, who: usize, tie: TieField, label: String) -> AnyView {
    let words = app.words;
    let is_spouse = tie == TieField::Spouse;
    let possible = move |household: &Household| {
        if is_spouse {
            may_be_spouses(household, who, household.on.unwrap_or(app.today))
        } else {
            may_be_parents(household, who)
        }
    };
    redrawn(app, possible, move |ids| {
        let (its_ids, many) = (ids.clone(), ids.len());
        let position = move |household: &Household| {
            let list = tie.ids(household.people.items.get(who)?)?;
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
            if let Some(list) = ids_of(household, who, tie) {
                let complete = if at > many { Closure::Unknown } else { Closure::Yes };
                let named = known.into_iter().filter(|_| at <= many).chain(its_ids.get(at).cloned());
                *list = List { items: named.collect(), complete };
            }
        };
        let mut labels = names(app, &ids);
        labels.push(words.person_nobody_listed().to_owned());
        let path = QuestionId::TiesComplete(who, tie).to_string();
        let texts = Texts { label: label.clone(), help: "" };
        one_option(app, path, texts, labels, Box::new(position), Box::new(put))
    })
}

/// Any of the listed people, nobody of them, or 不清楚.
fn several_of(
    app: AppContext,
    who: usize,
    tie: TieField,
    texts: Texts,
    none: &'static str,
    possible: fn(&Household, usize) -> Vec<String>,
) -> AnyView {
    let words = app.words;
    let Texts { label, help } = texts;
    redrawn(
        app,
        move |household| possible(household, who),
        move |ids| {
            let path = QuestionId::TiesComplete(who, tie).to_string();
            let refused = RwSignal::new(None::<Refused>);
            let its_ids = ids.clone();
            let is_on = move |at: usize| {
                let is_on = |list: &List<String>| match its_ids.get(at) {
                    Some(id) => list.items.contains(id),
                    None if at == its_ids.len() => list.is_complete() && list.items.is_empty(),
                    None => list.complete == Closure::Unknown,
                };
                app.answers
                    .with(|household| household.people.items.get(who).and_then(|it| tie.ids(it)).is_some_and(is_on))
            };
            let (id, its_ids) = (id_of(&path), ids.clone());
            let tick = move |at: usize| {
                let given = app.answers.change(&path, |household| {
                    if let Some(list) = ids_of(household, who, tie) {
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

fn ids_of(household: &mut Household, who: usize, tie: TieField) -> Option<&mut List<String>> {
    household.people.items.get_mut(who).and_then(|person| tie.ids_mut(person))
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
