//! Further kin (其他亲属关系): what the other people are to somebody, where the relations to the applicant leave it open.

use std::rc::Rc;
use std::sync::Arc;

use doudi_facts::household::{Household, Kin, KinTie};
use doudi_facts::known::{Closure, List};
use leptos::prelude::*;

use super::ties::{names, redrawn};
use crate::resident::context::AppContext;
use crate::resident::possible::{kin_ties, may_be_kin};
use crate::resident::questions::one_option;
use crate::ui::{Texts, boxes, labels, live};

/// With whom there is such a tie, then which tie to each of them.
pub(super) fn kin(app: AppContext, who: usize, label: String) -> AnyView {
    redrawn(app, move |household| may_be_kin(household, who), move |ids| asked(app, who, label.clone(), ids))
}

fn list(household: &Household, who: usize) -> Option<&List<Kin>> {
    household.people.items.get(who).map(|person| &person.kin)
}

fn list_mut(household: &mut Household, who: usize) -> Option<&mut List<Kin>> {
    household.people.items.get_mut(who).map(|person| &mut person.kin)
}

fn asked(app: AppContext, who: usize, label: String, ids: Vec<String>) -> AnyView {
    let words = app.words;
    let many = ids.len();
    // A person who is ticked is part of the answers only once the tie is chosen.
    let ticked: Vec<bool> = app.answers.with_untracked(|household| {
        let is_there =
            |id: &String| list(household, who).is_some_and(|list| list.items.iter().any(|kin| kin.who == *id));
        ids.iter().map(is_there).collect()
    });
    let ticked = RwSignal::new(ticked);
    let is_on = move |at: usize| {
        let complete = app.answers.with(|household| list(household, who).map(|list| list.complete).unwrap_or_default());
        let any = ticked.with(|ticked| ticked.contains(&true));
        match at {
            at if at < many => ticked.with(|ticked| ticked.get(at) == Some(&true)),
            at if at == many => complete == Closure::Yes && !any,
            _ => complete == Closure::Unknown,
        }
    };
    // Of whom only one thing can be, a tick says it.
    let only = |id: &String| match &app.answers.with_untracked(|household| kin_ties(household, who, id))[..] {
        [only] => Some(*only),
        _ => None,
    };
    let only: Vec<Option<KinTie>> = ids.iter().map(only).collect();
    let (its_ids, its_only) = (ids.clone(), only.clone());
    let tick = move |at: usize| {
        ticked.update(|ticked| match ticked.get_mut(at) {
            Some(is_on) => *is_on = !*is_on,
            None => ticked.fill(false),
        });
        let on: Vec<bool> = ticked.get_untracked();
        app.answers.update(|household| {
            let Some(list) = list_mut(household, who) else { return };
            let is_ticked = |kin: &Kin| its_ids.iter().zip(&on).any(|(id, is_on)| *is_on && *id == kin.who);
            list.items.retain(is_ticked);
            for ((id, is), _) in its_ids.iter().zip(&its_only).zip(&on).filter(|(_, is_on)| **is_on) {
                if let Some(is) = is
                    && !list.items.iter().any(|kin| kin.who == *id)
                {
                    list.items.push(Kin { who: id.clone(), is: *is });
                }
            }
            list.complete = match at {
                at if at > many => Closure::Unknown,
                at if at == many => Closure::Yes,
                _ => closure(list, &on),
            };
        });
    };
    let has_several = only.contains(&None);
    let texts = Texts { label, help: if has_several { words.person_kin_help() } else { "" } };
    let row = |(name, only): (String, &Option<KinTie>)| match only {
        Some(is) => words.person_kin_row(&words.kin(*is), &name),
        _ => name,
    };
    let mut rows: Vec<String> = names(app, &ids).into_iter().zip(&only).map(row).collect();
    rows.extend([words.person_lives_alone().to_owned(), words.app_unknown().to_owned()]);
    let id = format!("people-items-{who}-kin-complete");
    let first = boxes(id, texts, words.error_choose(), rows, Arc::new(is_on), Signal::stored(None), Rc::new(tick));
    let each = (0..many).filter(|at| only.get(*at) == Some(&None)).map(|at| {
        let ids = ids.clone();
        let is_ticked = Memo::new(move |_| ticked.with(|ticked| ticked.get(at) == Some(&true)));
        live(move || if is_ticked.get() { one(app, who, &ids, at, ticked) } else { ().into_any() })
    });
    let each: Vec<AnyView> = each.collect();
    view! { {first}{each} }.into_any()
}

/// All ticked people have their tie, or none is ticked.
fn closure(list: &List<Kin>, ticked: &[bool]) -> Closure {
    let many = ticked.iter().filter(|is_on| **is_on).count();
    if many > 0 && list.items.len() == many { Closure::Yes } else { Closure::NotAsked }
}

/// What one of the other people is to this one.
fn one(app: AppContext, who: usize, ids: &[String], at: usize, ticked: RwSignal<Vec<bool>>) -> AnyView {
    let words = app.words;
    let Some(id) = ids.get(at).cloned() else { return ().into_any() };
    let name = app.answers.with_untracked(|household| words.person_by_id(household, &id));
    let its_id = id.clone();
    let position = move |household: &Household| {
        let is = list(household, who)?.items.iter().find(|kin| kin.who == its_id)?.is;
        KinTie::ALL.iter().position(|tie| *tie == is)
    };
    let its_id = id.clone();
    let put = move |household: &mut Household, at: usize| {
        let Some(list) = list_mut(household, who) else { return };
        list.items.retain(|kin| kin.who != its_id);
        match KinTie::ALL.get(at) {
            Some(is) => {
                list.items.push(Kin { who: its_id.clone(), is: *is });
                list.complete = ticked.with_untracked(|ticked| closure(list, ticked));
            }
            None => list.complete = Closure::Unknown,
        }
    };
    let ties = labels(&KinTie::ALL, |tie| words.kin(tie)).into_iter().map(str::to_owned).collect();
    let texts = Texts { label: words.person_kin_is(&name), help: "" };
    let path = format!("people.items[{who}].kin.{id}");
    one_option(app, path, texts, ties, Box::new(position), Box::new(put))
}
