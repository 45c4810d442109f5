//! Who lives in the household, and what decides whether a person counts.

use doudi_engine::facts::{Away, Head, Household, Person, Relation, Study};
use doudi_engine::known::Known;
use leptos::prelude::*;

use crate::parts::{Closing, EntryList, Line};
use crate::route::Route;
use crate::store::Store;
use crate::ui::{Choice, DayField, Frame, yes_no};

/// Everyone who may count.
#[component]
pub(crate) fn People() -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let lines = Signal::derive(move || {
        store.household.with(|household| {
            let people = 0..household.people.items.len();
            people.map(|who| Line { text: words.person_line(household, who), edit: Route::Person(who) }).collect()
        })
    });
    let is_empty = move || store.household.with(|household| household.people.items.is_empty());
    let add = Callback::new(move |()| {
        store.household.update(|household| {
            let first = household.people.items.is_empty();
            let relation = if first { Known::Is(Relation::Applicant) } else { Known::NotAsked };
            household.people.items.push(Person { id: fresh_id(household), relation, ..Person::default() });
        });
        store.go(Route::Person(store.household.with(|household| household.people.items.len() - 1)));
    });
    let delete = Callback::new(move |who: usize| store.household.update(|household| remove(household, who)));
    view! {
        <Frame heading=words.people_heading() help=words.people_help() why=words.people_why()>
            {move || is_empty().then(|| view! { <p>{words.people_nobody()}</p> })}
            {move || {
                let label = if is_empty() { words.people_add_applicant() } else { words.people_add() };
                view! {
                    <EntryList
                        lines=lines add=add add_label=label delete=delete delete_warning=words.people_delete_has_money() fixed=1
                        closure=Closing { label: words.people_done(), path: "people.complete", of: |household| &mut household.people.complete }
                        may_be_empty=false
                    />
                }
            }}
        </Frame>
    }
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
}

/// One person: the few questions that decide whether they count.
#[component]
pub(crate) fn OnePerson(who: usize) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let exists = store.household.with_untracked(|household| who < household.people.items.len());
    if !exists {
        store.go(Route::People);
        return ().into_any();
    }
    let person = move |get: fn(&Person) -> bool| {
        Memo::new(move |_| store.household.with(|household| household.people.items.get(who).is_some_and(get)))
    };
    let is_applicant = who == 0;
    let is_child = person(|p| p.relation.exact() == Some(&Relation::Child));
    let is_kin = person(|p| {
        matches!(
            p.relation.exact(),
            Some(
                Relation::Child
                    | Relation::Parent
                    | Relation::Grandchild
                    | Relation::Grandparent
                    | Relation::Sibling
                    | Relation::ChildInLaw
                    | Relation::ParentInLaw
            )
        )
    });
    let is_apart = person(|p| p.lives_together.exact() != Some(&true) && !p.lives_together.is_not_asked());
    let heading =
        if is_applicant { words.person_heading_applicant().to_owned() } else { words.person_heading_nth(&(who + 1)) };
    let relations = [
        Relation::Spouse,
        Relation::Child,
        Relation::Parent,
        Relation::Grandchild,
        Relation::Grandparent,
        Relation::Sibling,
        Relation::ChildInLaw,
        Relation::ParentInLaw,
        Relation::OtherKin,
        Relation::NotKin,
    ];
    let studies = [Study::None, Study::FullTime, Study::Postgraduate, Study::PartTime];
    let aways = [Away::No, Away::Prison, Away::Rehab, Away::Missing, Away::Clergy];
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            store.answer(format!("people.items[{who}].{}", $path), move |household| {
                household.people.items.get_mut(who).map(|person| &mut person.$field)
            })
        };
    }
    view! {
        <Frame heading=heading>
            {(!is_applicant).then(|| view! {
                <Choice
                    answer=answer!("relation", relation) label=words.person_relation()
                    options=relations.map(|r| (r, words.relation(r).to_owned())).into()
                />
            })}
            <DayField answer=answer!("birth", birth) label=words.person_birth() help=words.person_birth_help()/>
            <Show when=move || is_kin.get()>
                <Choice
                    answer=answer!("lives-together", lives_together) label=words.person_lives_together()
                    help=words.person_why_together() options=yes_no(words)
                />
            </Show>
            <Show when=move || is_kin.get() && is_apart.get()>
                <Choice
                    answer=answer!("shares-purse", shares_purse) label=words.person_shares_purse()
                    help=words.person_shares_purse_help() options=yes_no(words)
                />
            </Show>
            <Show when=move || is_child.get() && is_apart.get()>
                <Choice
                    answer=answer!("study", study) label=words.person_study()
                    options=studies.map(|s| (s, words.study(s).to_owned())).into()
                />
                <Choice answer=answer!("dependent", dependent) label=words.person_dependent() options=yes_no(words)/>
            </Show>
            <Choice
                answer=answer!("away", away) label=words.person_away() help=words.person_away_why()
                options=aways.map(|a| (a, words.away(a).to_owned())).into()
            />
        </Frame>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use doudi_engine::facts::{Expense, ExpenseKind};

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
