//! States (说清的程度): every answer and every list of a household in each state it can be in.

use doudi_facts::for_answer;
use doudi_facts::household::{
    CurrentBenefit, Expense, ExpenseKind, Happened, Head, Household, Income, IncomeKind, Kin, KinTie, PaidOut,
    PaidOutKind, Past, PastKind, Per, Person, Received, Relation, Supporter, Trouble,
};
use doudi_facts::known::{Closure, Known};
use doudi_facts::question::{AnswerMut, QuestionId};

use crate::generate::answers::Value;

/// One of everything, and nothing asked of it.
///
/// It can be assessed: who applies is told.
pub fn blank() -> Household {
    let mut household = Household::new();
    let applicant = Known::Is(Relation::Applicant);
    household.people.items = vec![
        Person { id: "p1".to_owned(), relation: applicant, ..Person::default() },
        Person { id: "p2".to_owned(), ..Person::default() },
    ];
    for head in Head::ALL {
        let kind = IncomeKind::ALL.into_iter().find(|kind| kind.head() == head);
        household.incomes.of_mut(head).items.extend(kind.map(|kind| Income {
            who: "p1".to_owned(),
            kind,
            each: Known::NotAsked,
            per: Per::Month,
            times: Known::NotAsked,
            costs: Known::NotAsked,
            base_part: Known::NotAsked,
            basis: Known::NotAsked,
        }));
    }
    let who = || "p1".to_owned();
    household.paid_out.items = vec![PaidOut { who: who(), kind: PaidOutKind::Tax, amount: Known::NotAsked }];
    household.expenses.items = vec![Expense { who: who(), kind: ExpenseKind::Other, amount: Known::NotAsked }];
    household.receives.items = vec![Received { what: CurrentBenefit::Dibao, who: Some(who()) }];
    household.troubles.items = vec![Happened { what: Trouble::Accident }];
    household.past.items = vec![Past { what: PastKind::Refused, when: Known::NotAsked }];
    let supporter = Supporter { relation: Relation::Child, state: Known::NotAsked };
    household.people.items.iter_mut().for_each(|person| person.supporters.items = vec![supporter.clone()]);
    // Ties that can be told together: the other is the spouse, and lives there too; or further kin.
    if let [one, other] = &mut household.people.items[..] {
        (one.lives_with.items, one.spouse.items) = (vec![other.id.clone()], vec![other.id.clone()]);
        other.lives_with.items = vec![one.id.clone()];
        other.kin.items = vec![Kin { who: one.id.clone(), is: KinTie::Sibling }];
    }
    household
}

/// The states of an answer, by name and as they stand in the file.
fn states<T: Value>() -> Vec<(&'static str, Known<T>)> {
    let samples = T::samples();
    let (Some(first), Some(last)) = (samples.first().cloned(), samples.last().cloned()) else { return Vec::new() };
    let (low, high) = (first.clone().min(last.clone()), first.clone().max(last.clone()));
    vec![
        ("not asked", Known::NotAsked),
        ("don't know", Known::Unknown),
        // The first sample of a sum or a count is zero.
        ("is", Known::Is(first.clone())),
        ("is other", Known::Is(last.clone())),
        ("range", Known::Between { from: Some(low.clone()), to: Some(high.clone()) }),
        ("range from", Known::Between { from: Some(low), to: None }),
        ("range to", Known::Between { from: None, to: Some(high) }),
        ("one of", Known::OneOf(vec![first, last])),
    ]
}

/// A household with one answer or list in one of its states, and the name of that state.
#[derive(Debug)]
pub struct State {
    /// Which answer or list.
    pub at: QuestionId,
    /// What it is called.
    pub name: &'static str,
    /// The household.
    pub household: Household,
}

/// For every answer and every list of [`blank`], the household in each of its states.
pub fn every() -> Vec<Vec<State>> {
    let blank = blank();
    blank.questions().into_iter().map(|at| of_question(&blank, at)).collect()
}

fn of_question(blank: &Household, at: QuestionId) -> Vec<State> {
    let answers = |state: usize| {
        let mut household = blank.clone();
        let name = for_answer!(AnswerMut: household.answer_mut(at)?,
            known => put(known, state)?,
            _ => return None);
        Some(State { at, name, household })
    };
    let lists = |(name, has_entries, complete): (&'static str, bool, Closure)| {
        let mut household = if has_entries { blank.clone() } else { without_entries(blank, at) };
        let Some(AnswerMut::List(place)) = household.answer_mut(at) else { return None };
        *place = complete;
        Some(State { at, name, household })
    };
    let states = [
        ("untouched", false, Closure::NotAsked),
        ("none", false, Closure::Yes),
        ("none so far", false, Closure::Unknown),
        ("some", true, Closure::NotAsked),
        ("perhaps more", true, Closure::Unknown),
        ("all", true, Closure::Yes),
    ];
    // With nothing in it, some is none.
    let many = if without_entries(blank, at) == *blank { 3 } else { 6 };
    (0..).map_while(answers).chain(states.into_iter().take(many).filter_map(lists)).collect()
}

/// Puts an answer into one of its states; the name of that state.
fn put<T: Value>(known: &mut Known<T>, state: usize) -> Option<&'static str> {
    let (name, state) = states().into_iter().nth(state)?;
    *known = state;
    Some(name)
}

/// A household without the entries of a list, whichever list it is: taken out of its file.
fn without_entries(household: &Household, list: QuestionId) -> Household {
    let path = list.to_string();
    let pointer = format!("/{}", path.trim_end_matches(".complete").replace(['.', '['], "/").replace(']', ""));
    let mut file = serde_json::to_value(household).unwrap_or_default();
    if let Some(serde_json::Value::Object(list)) = file.pointer_mut(&pointer) {
        list.remove("items");
    }
    serde_json::from_value(file).unwrap_or_default()
}
