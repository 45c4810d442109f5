//! Who can be somebody's spouse, parent or kin: what the relations to the applicant, the days of birth and other answers
//! leave possible. And what becomes of such answers when somebody is named anew, moves, or is taken out.

use doudi_facts::day::Day;
use doudi_facts::household::{Household, Kin, KinTie, Lives, Relation, old::YOUNGEST_PARENT, ties};
use doudi_facts::known::{Closure, Known, List};

/// What two relations say about a tie; `None`: they leave it open.
type Table = fn(Relation, Relation) -> Option<bool>;

fn relation(household: &Household, who: usize) -> Option<Relation> {
    household.people.items.get(who)?.relation.exact().copied()
}

fn relations(household: &Household, one: usize, other: usize) -> Option<(Relation, Relation)> {
    relation(household, one).zip(relation(household, other))
}

fn related(household: &Household, of: Table, one: usize, other: usize) -> Option<bool> {
    relations(household, one, other).and_then(|(one, other)| of(one, other))
}

fn ids_where(household: &Household, who: usize, may: impl Fn(usize) -> bool) -> Vec<String> {
    let people = household.people.items.iter().enumerate();
    people.filter(|(at, _)| *at != who && may(*at)).map(|(_, person)| person.id.clone()).collect()
}

/// Who may be the spouse: nobody who is a child on the day of the application, is single, or has another.
pub(crate) fn may_be_spouses(household: &Household, who: usize, on: Day) -> Vec<String> {
    let is_child = |at: usize| {
        let born = household.people.items.get(at).and_then(|person| person.birth.ends().0.copied());
        born.is_some_and(|born| born.full_years_on(on) < 18)
    };
    ids_where(household, who, |other| {
        related(household, ties::are_couple, who, other) != Some(false)
            && !is_child(other)
            && partner(household, other).is_none_or(|partner| partner == who)
            && household.people.items.get(other).is_none_or(|person| person.married.exact() != Some(&false))
    })
}

fn partner(household: &Household, who: usize) -> Option<usize> {
    let people = &household.people.items;
    let person = people.get(who)?;
    let named = person.spouse.items.first().and_then(|id| household.person(id));
    let names = || people.iter().position(|other| other.spouse.items.contains(&person.id));
    let married = |other: &usize| related(household, ties::are_couple, who, *other) == Some(true);
    named.or_else(names).or_else(|| (0..people.len()).find(married))
}

/// The parent that the relation to the applicant tells.
pub(crate) fn other_parent(household: &Household, who: usize) -> Option<String> {
    ids_where(household, who, |other| related(household, ties::is_parent, other, who) == Some(true)).pop()
}

/// Who may be a parent, beside the one the relation tells: nobody of about the same age or younger.
pub(crate) fn may_be_parents(household: &Household, who: usize) -> Vec<String> {
    let born = |at: usize| household.people.items.get(at).and_then(|person| person.birth.exact()).copied();
    let is_older = |parent: Day, child: Day| parent.years_until(child, YOUNGEST_PARENT).is_ge();
    ids_where(household, who, |other| {
        related(household, ties::is_parent, other, who).is_none()
            && born(other).zip(born(who)).is_none_or(|(parent, child)| is_older(parent, child))
    })
}

/// With whom somebody who does not live in this home may live: who lives elsewhere, or of one who moves between homes, anybody.
pub(crate) fn may_live_with(household: &Household, who: usize) -> Vec<String> {
    let lives = |at: usize| household.people.items.get(at).map(|person| &person.lives);
    let is_elsewhere = lives(who) == Some(&Known::Is(Lives::Elsewhere));
    ids_where(household, who, |other| {
        let is_home = match lives(other) {
            Some(Known::Is(Lives::Home)) => true,
            Some(Known::NotAsked) => relation(household, other) == Some(Relation::Applicant),
            Some(
                Known::Is(Lives::Away | Lives::Elsewhere | Lives::InTurn)
                | Known::Unknown
                | Known::Between { .. }
                | Known::OneOf(_),
            )
            | None => false,
        };
        !(is_elsewhere && is_home)
    })
}

/// Of whom somebody's list of further kin tells, unless theirs has been answered already, with 不清楚 too.
pub(crate) fn may_be_kin(household: &Household, who: usize) -> Vec<String> {
    ids_where(household, who, |other| {
        let kin = |at: usize| household.people.items.get(at).map(|person| person.kin.complete);
        let is_answered = |at: usize| kin(at).is_some_and(|complete| complete != Closure::NotAsked);
        let tells =
            |whose, who| relations(household, whose, who).is_some_and(|(whose, who)| ties::tells_kin(whose, who));
        tells(who, other) && !(tells(other, who) && is_answered(other) && !is_answered(who))
    })
}

/// What one of two people can be to the other, among further kin.
pub(crate) fn kin_ties(household: &Household, whose: usize, id: &str) -> Vec<KinTie> {
    let relations = household.person(id).and_then(|who| relations(household, who, whose));
    let is_open = |is: &KinTie| relations.is_some_and(|(who, whose)| ties::is_kin(who, *is, whose).is_none());
    KinTie::ALL.into_iter().filter(is_open).collect()
}

/// Whether somebody is other kin of the applicant, whose ties are asked as soon as that is answered. Of everybody else they are
/// asked once everybody is listed.
pub(crate) fn is_other_kin(household: &Household, who: usize) -> bool {
    relation(household, who) == Some(Relation::OtherKin)
}

/// Somebody who lives in this home, or comes back to it, lives in no other.
pub(crate) fn leave_homes(household: &mut Household, who: usize) {
    if let Some(person) = household.people.items.get_mut(who)
        && matches!(person.lives, Known::Is(Lives::Home | Lives::Away) | Known::Unknown)
    {
        person.lives_with = List::default();
    }
}

/// After somebody's relation to the applicant was answered: takes back every tie that it excludes, and asks anew where the person
/// may be the one who was not listed before.
pub(crate) fn name_anew(household: &mut Household, who: usize) {
    let before = household.clone();
    let excludes = |of: Table, one: usize, other: Option<usize>| {
        other.is_some_and(|other| related(&before, of, one, other) == Some(false))
    };
    let parent_of = |child: usize, parent: Option<usize>| {
        parent.is_some_and(|parent| related(&before, ties::is_parent, parent, child) == Some(false))
    };
    for (at, person) in household.people.items.iter_mut().enumerate() {
        person.spouse.items.retain(|id| !excludes(ties::are_couple, at, before.person(id)));
        person.parents.items.retain(|id| !parent_of(at, before.person(id)));
        let may_be = |kin: &Kin| kin_ties(&before, at, &kin.who).contains(&kin.is);
        person.kin.items.retain(may_be);
        let may = |of: Table, one: usize, other: usize| related(&before, of, one, other).is_none();
        if at == who || may(ties::are_couple, at, who) {
            reopen(&mut person.spouse, 1);
        }
        if at == who || may(ties::is_parent, who, at) {
            reopen(&mut person.parents, 2);
        }
        if at != who {
            reopen(&mut person.lives_with, usize::MAX);
            reopen(&mut person.kin, usize::MAX);
        }
    }
}

fn reopen<T>(list: &mut List<T>, most: usize) {
    if list.is_complete() && list.items.len() < most {
        list.complete = Closure::NotAsked;
    }
}

/// Takes a person out of everything that names them.
pub(crate) fn forget(household: &mut Household, id: &str) {
    for person in &mut household.people.items {
        for list in [&mut person.lives_with, &mut person.spouse, &mut person.parents] {
            list.items.retain(|other| other != id);
        }
        person.kin.items.retain(|kin| kin.who != id);
    }
    household.receives.items.retain(|received| received.who.as_deref() != Some(id));
}

#[cfg(test)]
mod tests {
    use doudi_facts::household::{CurrentBenefit, Person, Received};

    use super::*;

    fn family(relations: &[Relation]) -> Household {
        let mut household = Household::new();
        for (at, relation) in relations.iter().enumerate() {
            let person = Person { id: format!("p{}", at + 1), relation: Known::Is(*relation), ..Person::default() };
            household.people.items.push(person);
        }
        household
    }

    #[test]
    fn whoever_relations_exclude_or_who_has_another_is_not_offered() {
        use Relation::{Applicant, Child, ChildInLaw, Grandchild};
        let mut grandmother = family(&[Applicant, Child, ChildInLaw, Grandchild, Child]);
        let on = Day::new(2025, 11, 20).unwrap();
        assert_eq!(may_be_spouses(&grandmother, 2, on), ["p2", "p5"]);
        assert_eq!(may_be_parents(&grandmother, 3), ["p2", "p3", "p5"]);
        grandmother.people.items[1].spouse = List::all(vec!["p3".to_owned()]);
        assert!(may_be_spouses(&grandmother, 4, on).is_empty());
        grandmother.people.items[1].spouse = List::default();
        grandmother.people.items[1].birth = Known::Is(Day::new(2012, 1, 1).unwrap());
        assert_eq!(may_be_spouses(&grandmother, 2, on), ["p5"]);
        assert_eq!(other_parent(&grandmother, 1).as_deref(), Some("p1"));
        assert_eq!(other_parent(&grandmother, 3), None);
    }

    #[test]
    fn a_new_relation_takes_back_what_it_excludes_and_asks_again_what_it_may_be() {
        use Relation::{Applicant, Child, ChildInLaw, Grandchild};
        let mut household = family(&[Applicant, Child, Grandchild, ChildInLaw]);
        household.people.items[2].parents = List::all(vec!["p2".to_owned()]);
        name_anew(&mut household, 3);
        let parents = &household.people.items[2].parents;
        assert_eq!((parents.items.len(), parents.complete), (1, Closure::NotAsked));
        household.people.items[1].relation = Known::Is(Relation::Sibling);
        name_anew(&mut household, 1);
        assert!(household.people.items[2].parents.is_untouched());
    }

    #[test]
    fn nothing_names_whoever_is_gone() {
        use Relation::{Applicant, Child, OtherKin, Spouse};
        let mut household = family(&[Applicant, Spouse, Child, OtherKin]);
        let named = || List::all(vec!["p2".to_owned()]);
        household.people.items[2].parents = named();
        household.people.items[2].lives_with = named();
        household.people.items[3].spouse = named();
        household.people.items[3].kin = List::all(vec![Kin { who: "p2".to_owned(), is: KinTie::Sibling }]);
        household.receives = List::all(vec![Received { what: CurrentBenefit::Single, who: Some("p2".to_owned()) }]);
        forget(&mut household, "p2");
        assert!(!doudi_handoff::file::write(&household).replace(r#""id": "p2""#, "").contains("\"p2\""));
    }
}
