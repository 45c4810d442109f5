//! The disability card: whether there is one, then its kind and its grade. A part that is not answered stays open.

use doudi_facts::household::{Disability, DisabilityKind};
use doudi_facts::known::Known;
use doudi_words::Words;
use leptos::prelude::*;

use crate::answers::Answer;
use crate::ui::{field, radios, when};

const KINDS: [DisabilityKind; 7] = DisabilityKind::ALL;
const GRADES: [u8; 4] = [1, 2, 3, 4];

/// The question and, where there is a card, the two that follow.
pub(crate) fn disability(words: Words, answer: Answer<Disability>) -> AnyView {
    let id = answer.id();
    // What came from a file or was given on an earlier visit was answered, open or not.
    let was_given = matches!(untrack(|| answer.get()), Known::OneOf(_));
    let (kind_given, grade_given) = (RwSignal::new(was_given), RwSignal::new(was_given));
    let give = {
        // A button offers only what is possible: nothing here is ever refused.
        move |known: Known<Disability>| drop(answer.give(known))
    };
    let at = move |found: fn(&Known<Disability>) -> Option<usize>| Signal::derive(move || found(&answer.get()));
    let unknown = move || words.app_unknown().to_owned();
    let ask =
        move |part: &str, label: String, labels: Vec<String>, at: Signal<Option<usize>>, put: Box<dyn Fn(usize)>| {
            let id = format!("{id}{part}");
            let wrong = Signal::derive(move || at.get().is_none().then(|| words.error_choose().to_owned()));
            field(id.clone(), label, "", wrong, Signal::stored(false), radios(id, labels, at, put))
        };
    let has = at(has_of);
    let its_give = give;
    let put = move |at: usize| {
        kind_given.set(false);
        grade_given.set(false);
        its_give(match at {
            0 => cards(None, None),
            1 => Known::Is(Disability::None),
            _ => Known::Unknown,
        });
    };
    let labels = vec![words.app_have().to_owned(), words.app_have_not().to_owned(), unknown()];
    let first = ask("", words.app_question(&words.ask_disability()), labels, has, Box::new(put));
    let is_held = Signal::derive(move || has.get() == Some(0));
    let parts = when(is_held, move || {
        let (kind, grade) = (at(kind_of), at(grade_of));
        let or_beyond = |found: Signal<Option<usize>>, beyond: usize, is_given: RwSignal<bool>| {
            Signal::derive(move || found.get().or_else(|| is_given.get().then_some(beyond)))
        };
        let (give_kind, give_grade) = (give, give);
        let put_kind = move |to: usize| {
            kind_given.set(true);
            give_kind(cards(Some(to), grade.get_untracked()));
        };
        let put_grade = move |to: usize| {
            grade_given.set(true);
            give_grade(cards(kind.get_untracked(), Some(to)));
        };
        let mut kinds = KINDS.map(|kind| words.disability(kind).to_owned()).to_vec();
        kinds.push(unknown());
        let mut grades = GRADES.map(|grade| words.person_grade_nth(&grade)).to_vec();
        grades.push(unknown());
        let kind = ask(
            "-kind",
            words.person_disability_kind().to_owned(),
            kinds,
            or_beyond(kind, KINDS.len(), kind_given),
            Box::new(put_kind),
        );
        let grade = ask(
            "-grade",
            words.person_grade().to_owned(),
            grades,
            or_beyond(grade, GRADES.len(), grade_given),
            Box::new(put_grade),
        );
        view! { <div class="compact">{kind}{grade}</div> }.into_any()
    });
    view! { {first}{parts} }.into_any()
}

/// 没有, 有, 不清楚; beyond them what only a file can say.
fn has_of(known: &Known<Disability>) -> Option<usize> {
    match known {
        Known::NotAsked => None,
        Known::Is(Disability::None) => Some(1),
        Known::Unknown | Known::Between { .. } => Some(2),
        Known::Is(_) => Some(0),
        Known::OneOf(all) => Some(if all.contains(&Disability::None) { usize::MAX } else { 0 }),
    }
}

/// Every card of a kind and a grade, by their places; one that is not among them leaves that part open.
fn cards(kind: Option<usize>, grade: Option<usize>) -> Known<Disability> {
    let kinds = kind.and_then(|at| KINDS.get(at..=at)).unwrap_or(&KINDS);
    let grades = grade.and_then(|at| GRADES.get(at..=at)).unwrap_or(&GRADES);
    let of =
        |kind: &DisabilityKind| grades.iter().map(|grade| Disability::Card { kind: *kind, grade: *grade }).collect();
    let all: Vec<Disability> = kinds.iter().flat_map(|kind| -> Vec<Disability> { of(kind) }).collect();
    match all.as_slice() {
        [only] => Known::Is(*only),
        _ => Known::OneOf(all),
    }
}

/// The place of the kind, where every card is of one.
fn kind_of(known: &Known<Disability>) -> Option<usize> {
    same(known, |card| match card {
        Disability::None => None,
        Disability::Card { kind, .. } => KINDS.iter().position(|of| of == kind),
    })
}

/// The place of the grade, where every card is of one.
fn grade_of(known: &Known<Disability>) -> Option<usize> {
    same(known, |card| match card {
        Disability::None => None,
        Disability::Card { grade, .. } => GRADES.iter().position(|of| of == grade),
    })
}

fn same(known: &Known<Disability>, of: fn(&Disability) -> Option<usize>) -> Option<usize> {
    let all = match known {
        Known::Is(one) => std::slice::from_ref(one),
        Known::OneOf(all) => all.as_slice(),
        Known::NotAsked | Known::Unknown | Known::Between { .. } => &[],
    };
    let first = all.first().and_then(of)?;
    all.iter().all(|one| of(one) == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_not_answered_stays_open() {
        let limbs = Disability::Card { kind: DisabilityKind::Limbs, grade: 2 };
        assert_eq!(cards(Some(3), Some(1)), Known::Is(limbs));
        let parts = |known| (kind_of(&known), grade_of(&known));
        assert_eq!(parts(cards(Some(3), Some(1))), (Some(3), Some(1)));
        assert_eq!(parts(cards(Some(3), None)), (Some(3), None));
        assert_eq!(parts(cards(Some(7), Some(0))), (None, Some(0)));
        assert_eq!(parts(cards(None, None)), (None, None));
    }
}
