//! Someone who owes a person support: who they are to the person, and what they are like.

use doudi_facts::household::{Relation, Supporter, SupporterState};
use doudi_facts::known::Known;
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::frame;
use crate::resident::route::Route;
use crate::ui::{Form, button, pick};

/// By whom support can be owed.
const OWE: [Relation; 6] = [
    Relation::Spouse,
    Relation::Child,
    Relation::Parent,
    Relation::Grandchild,
    Relation::Grandparent,
    Relation::Sibling,
];

/// One of them: made, or answered anew, when both questions are answered.
pub(crate) fn supporter(app: AppContext, who: usize, at: usize) -> AnyView {
    let words = app.words;
    let form = Form::provide(words);
    let found = app.answers.with_untracked(|household| {
        let person = household.people.items.get(who)?;
        Some((person.supporters.items.get(at).cloned(), words.person(household, who)))
    });
    let Some((known, name)) = found else {
        return app.navigation.redirect(Route::People);
    };
    let relation = RwSignal::new(known.as_ref().map(|known| place(&OWE, &known.relation)));
    let state = RwSignal::new(known.as_ref().and_then(|known| match &known.state {
        Known::NotAsked => None,
        Known::Is(state) => Some(place(&SupporterState::ALL, state)),
        Known::Unknown => Some(SupporterState::ALL.len()),
        Known::Between { .. } | Known::OneOf(_) => Some(usize::MAX),
    }));
    let go_on = move || {
        if !form.passes() {
            return;
        }
        let (relation, state) = (relation.get_untracked(), state.get_untracked());
        app.answers.update(|household| {
            let Some(person) = household.people.items.get_mut(who) else { return };
            let items = &mut person.supporters.items;
            // What a file says and no button stands for is left as it was.
            let was = known.clone().unwrap_or(Supporter { relation: Relation::OtherKin, state: Known::NotAsked });
            let now = Supporter {
                relation: relation.and_then(|at| OWE.get(at).copied()).unwrap_or(was.relation),
                state: match state {
                    Some(usize::MAX) | None => was.state,
                    Some(at) => SupporterState::ALL.get(at).copied().map_or(Known::Unknown, Known::Is),
                },
            };
            match items.get_mut(at) {
                Some(place) => *place = now,
                None => items.push(now),
            }
        });
        app.navigation.go(Route::Person(who));
    };
    let mut states = SupporterState::ALL.map(|state| words.supporter(state).to_owned()).to_vec();
    states.push(words.app_unknown().to_owned());
    let relations = OWE.map(|relation| words.relation(relation).to_owned()).into();
    let way_on = button("button", Signal::stored(words.app_save().to_owned()), go_on);
    let body = vec![
        form.errors(words.app_fix()),
        pick("relation", words.person_supporter_relation(), words.error_kind(), relation, relations),
        pick("state", words.person_supporter_state(), words.error_choose(), state, states),
        view! { <div class="actions">{way_on}</div> }.into_any(),
    ];
    let heading = words.person_supporter(&name);
    frame(app, Some(Route::Person(who)), heading, String::new(), body)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|it| it == one).unwrap_or(usize::MAX)
}
